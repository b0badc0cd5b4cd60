package quote_test

import (
	"strings"
	"testing"

	"parley/internal/doc"
)

// speakerOf returns the name of who speaks the attribution whose content
// begins with the words, and the rule that decided.
func speakerOf(t *testing.T, d *doc.Doc, words string) (name, who string) {
	t.Helper()
	for _, a := range d.Attributions {
		if !strings.HasPrefix(d.Words(d.SpanOf(a.Content[0])), words) {
			continue
		}
		if a.Speaker < 0 {
			return "", a.Who
		}
		return d.Entities[a.Speaker].Name, a.Who
	}
	t.Errorf("nothing was found that begins with %q: %q", words, tellAll(d))
	return "", ""
}

func TestADescriptionIsThePersonWhomTheTextCallsSo(t *testing.T) {
	p := pipeline(t)
	for _, c := range []struct{ name, text, want string }{
		{"a title before the name", "Senator Ana Duro arrived in Port Salo on Monday.\nThe senator said that the bridge would stay open.", "Ana Duro"},
		{"an abbreviated title", "Gov. Ana Duro arrived in Port Salo on Monday.\nThe governor said that the bridge would stay open.", "Ana Duro"},
		{"told apart by a modifier", "The Harbour Party's presidential candidate is Ana Duro. Liberal candidate Piet Moss met Conservative candidate Ivo Brandt on Monday.\n" +
			"The Conservative candidate said that the bridge would stay open.", "Ivo Brandt"},
		{"another word for the same", "Liberal presidential nominee Piet Moss arrived in Port Salo on Monday.\nThe Liberal candidate said that the bridge would stay open.", "Piet Moss"},
		{"a former holder is another", "Former governor Piet Moss arrived in Port Salo on Monday.\nThe governor said that the bridge would stay open.", ""},
		{"two of them, nobody said which", "Senator Ana Duro met Senator Piet Moss on Monday.\nThe senator said that the bridge would stay open.", ""},
		{"one of several", "Senator Ana Duro arrived in Port Salo on Monday.\nA senator said that the bridge would stay open.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, who := speakerOf(t, read(p, c.text), "that the bridge"); got != c.want {
				t.Errorf("%s\n got %q by %s, want %q", c.text, got, who, c.want)
			}
		})
	}
}

func TestASurnameThatSeveralBear(t *testing.T) {
	p := pipeline(t)
	for _, c := range []struct{ name, text, want string }{
		{"is the one named in its paragraph", "Ana Duro and Piet Duro met in Port Salo. They talked for an hour.\n" +
			"Later Ana Duro spoke to reporters. Duro said that the bridge would stay open.", "Ana Duro"},
		{"by the title", "Ana Duro said she was tired. Her husband, Piet Duro, met reporters in Port Salo.\nMrs. Duro said that the bridge would stay open.", "Ana Duro"},
		{"stays open where nothing tells", "Ana Duro met Piet Duro in Port Salo.\nDuro said that the bridge would stay open.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, who := speakerOf(t, read(p, c.text), "that the bridge"); got != c.want {
				t.Errorf("%s\n got %q by %s, want %q", c.text, got, who, c.want)
			}
		})
	}
}

func TestTheAuthorIsWhoSigns(t *testing.T) {
	p := pipeline(t)
	letter := "The bridge has been closed for a year. I believe that the bridge should be opened.\nPiet Moss\nThe second letter is about fish, and Ana Duro wrote it.\n"
	if got, who := speakerOf(t, read(p, letter), "that the bridge"); got != "Piet Moss" {
		t.Errorf("got %q by %s", got, who)
	}
	if got, who := speakerOf(t, read(p, "Piet Moss went home.\nI believe that the bridge should be opened."), "that the bridge"); got != "" {
		t.Errorf("unsigned: got %q by %s", got, who)
	}
}

func TestAnAsideIsWhoTheSentenceIsAbout(t *testing.T) {
	p := pipeline(t)
	text := "Harbour spokesman Piet Moss acknowledged that Ivo Brandt had left the talks. That was an outcome, he said, that nobody had wanted."
	d := read(p, text)
	for _, a := range d.Attributions {
		if a.Speaker >= 0 && d.Entities[a.Speaker].Name == "Ivo Brandt" {
			t.Errorf("%s\n gave %s by %s", text, tell(d, a), a.Who)
		}
	}
}
