package quote_test

import (
	"testing"

	"parley/internal/doc"
)

func TestOriginsAreReadOffTheCue(t *testing.T) {
	p := pipeline(t)
	for _, c := range []struct{ name, text, want string }{
		{"according to, first", "According to Ivo Brandt, the region has been calm since March.", "Ivo Brandt indirect: the region has been calm since March"},
		{"according to, last", "The region has been calm since March, according to Ivo Brandt.", "Ivo Brandt indirect: The region has been calm since March"},
		{"a day after the cue", "Ana Duro said Tuesday the border would stay open.", "Ana Duro indirect: the border would stay open"},
		{"a day that is the subject", "Piet Moss said Monday was too early for talks.", "Piet Moss indirect: Monday was too early for talks"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := read(p, "Ana Duro, Piet Moss and Ivo Brandt met in Salo.\n"+c.text)
			for _, got := range tellAll(d) {
				if got == c.want {
					return
				}
			}
			t.Errorf("%s\n got %q\nwant %q", c.text, tellAll(d), c.want)
		})
	}
}

func TestWordsNotSaidStandAside(t *testing.T) {
	p := pipeline(t)
	for _, text := range []string{
		"Piet Moss should say that the talks are over.",
		"Ana Duro is expected to announce that the border will close.",
		"Ana Duro said that Piet Moss had told her that the talks were over.",
		"Piet Moss declined to comment.", "Ana Duro gave no answer to our questions.",
	} {
		check(t, read(p, text))
		for _, a := range read(p, text).Attributions {
			if a.Mode == doc.Unsaid {
				t.Errorf("%s made a statement", text)
			}
		}
	}
}
