package segment_test

import (
	"errors"
	"math/rand/v2"
	"os"
	"testing"

	"parley/internal/doc"
	"parley/internal/nn"
	"parley/internal/segment"
)

// learned returns the annotators with the project's own model.
func learned(t testing.TB) []doc.Annotator {
	t.Helper()
	model, err := os.ReadFile("../../models/segment.model")
	if err != nil {
		t.Fatal(err)
	}
	words, err := os.ReadFile("../../taxonomy/abbreviations.txt")
	if err != nil {
		t.Fatal(err)
	}
	as, err := segment.Learned(model, words)
	if err != nil {
		t.Fatal(err)
	}
	return as
}

func TestLearnedSentences(t *testing.T) {
	as := learned(t)
	for _, want := range [][]string{
		// edited news keeps its sentences
		{"Velmar's envoy Ana Duro met the Orsk minister on Monday in Selvane."},
		{"The talks ended.", "“We will come back,” said Duro.", "Orsk did not answer."},
		{"Gen. Tarn of the U.S. Army will go to St. Orm on Sept. 3 at 5 p.m."},
		// captions, letters and lines that run on
		{"Envoys arrive in Selvane on Tuesday. (Ana Marsh/Velmar Images)", "The talks will go on for a week."},
		{"Thanks again for your help.", "Ana"},
	} {
		text, at := "", []int{}
		for _, s := range want {
			if text != "" {
				text += " "
			}
			at = append(at, len(text))
			text += s
		}
		d := &doc.Doc{Text: text}
		for _, a := range as {
			a.Run(d)
		}
		if err := d.Check(); err != nil {
			t.Errorf("%q: %v", text, err)
		}
		var got []int
		for _, s := range d.Sentences {
			got = append(got, d.Tokens[s.From].Start)
		}
		if len(got) != len(at) {
			t.Errorf("%q: sentences begin at %d, want %d", text, got, at)
		}
	}
}

// TestDamagedModelsAreRefused takes a model that is cut, and one whose sections do not fit.
func TestDamagedModelsAreRefused(t *testing.T) {
	whole, err := os.ReadFile("../../models/segment.model")
	if err != nil {
		t.Fatal(err)
	}
	short, err := nn.Encode(nn.Model{Kind: segment.ModelKind, Version: segment.ModelVersion, Sections: map[string][]byte{"weights": make([]byte, 8), "levels": make([]byte, 12)}})
	if err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{"none": nil, "cut": whole[:len(whole)/2], "short": short} {
		if _, err := segment.Learned(b, nil); !errors.Is(err, nn.ErrCorrupt) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestAnyWeightsGiveSentences runs models of noise on odd texts.
func TestAnyWeightsGiveSentences(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	w := make([]byte, 1<<segment.RowBits)
	for i := range w {
		w[i] = byte(r.Uint32())
	}
	b, err := nn.Encode(nn.Model{Kind: segment.ModelKind, Version: segment.ModelVersion, Sections: map[string][]byte{"weights": w, "levels": make([]byte, 12)}})
	if err != nil {
		t.Fatal(err)
	}
	as, err := segment.Learned(b, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"", "\n\n", "a", "ORSK, May 9 (Agency) - The talks (and more) \"ended\". They\u0301 \xff\xfe did.\nNot so", "… – «É» 5'10 a@b +4 😀"} {
		d := &doc.Doc{Text: text}
		for _, a := range as {
			a.Run(d)
		}
		if err := d.Check(); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func BenchmarkLearnedSentences(b *testing.B) {
	as := learned(b)
	text := ""
	for len(text) < 20000 {
		text += "The envoy of Velmar, Ana Duro, told reporters in Selvane on Monday that talks would go on. “We never left,” she said.\n"
	}
	d := &doc.Doc{Text: text}
	as[0].Run(d)
	b.ReportAllocs()
	for b.Loop() {
		as[1].Run(d)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(d.Tokens)), "ns/token")
}
