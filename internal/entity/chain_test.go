package entity

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/internal/doc"
	"parley/internal/nn"
)

// parsed builds a Doc of one sentence from rows "form tag head relation".
func parsed(rows string) *doc.Doc {
	d := &doc.Doc{}
	for row := range strings.Lines(strings.TrimSpace(rows)) {
		f := strings.Fields(row)
		head := 0
		for _, c := range f[2] {
			head = 10*head + int(c-'0')
		}
		tag, xpos, _ := strings.Cut(f[1], "/")
		d.Tokens = append(d.Tokens, doc.Token{
			Span: doc.Span{Start: len(d.Text), End: len(d.Text) + len(f[0])}, UPOS: tag, XPOS: xpos, Lemma: strings.ToLower(f[0]), Head: head - 1, Rel: f[3],
		})
		d.Text += f[0] + " "
	}
	all := []doc.Range{{From: 0, To: len(d.Tokens)}}
	d.Sentences, d.Paragraphs = all, all
	return d
}

func TestPlacesAreWholeNounPhrases(t *testing.T) {
	for _, c := range []struct {
		rows string
		want []string
	}{
		{`The DET/DT 2 det
envoy NOUN/NN 6 nsubj
of ADP/IN 5 case
the DET/DT 5 det
council NOUN/NN 2 nmod
told VERB/VBD 0 root
her PRON/PRP$ 8 nmod:poss
aides NOUN/NNS 6 obj
, PUNCT/, 10 punct
Tarn PROPN/NNP 8 appos
. PUNCT/. 6 punct`,
			[]string{"The envoy of the council", "the council", "her aides , Tarn", "her", "Tarn"}},
		{`Velmark PROPN/NNP 3 nmod:poss
's PART/POS 1 case
army NOUN/NN 7 nsubj
and CCONJ/CC 5 cc
navy NOUN/NN 3 conj
also ADV/RB 7 advmod
left VERB/VBD 0 root`,
			[]string{"Velmark 's army and navy", "Velmark 's army", "Velmark 's", "navy"}},
		{`It PRON/PRP 4 nsubj
was AUX/VBD 4 cop
a DET/DT 4 det
report NOUN/NN 0 root
in ADP/IN 7 case
the DET/DT 7 det
morning NOUN/NN 4 obl
. PUNCT/. 4 punct`,
			[]string{"It", "a report", "the morning"}},
	} {
		d := parsed(c.rows)
		var got []string
		for _, s := range newPhrasing(d).spots() {
			got = append(got, d.Words(d.SpanOf(s.Range)))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s\n%s", d.Text, diff)
		}
	}
}

// chains reads the shipped model.
func chains(t testing.TB) doc.Annotator {
	t.Helper()
	read := func(path string) []byte {
		b, err := os.ReadFile("../../" + path)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	a, err := NewChains(read("models/coref.model"), Lists{read("taxonomy/places.txt"), read("taxonomy/states.txt"), read("taxonomy/offices.txt"), read("taxonomy/given.txt")})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// flat gives every sentence of d a tree in which all words hang on the first.
func flat(d *doc.Doc) {
	for _, s := range d.Sentences {
		for i := s.From + 1; i < s.To; i++ {
			d.Tokens[i].Head, d.Tokens[i].Rel = s.From, "nsubj"
			if d.Tokens[i].UPOS == "" {
				d.Tokens[i].UPOS = "NOUN"
			}
		}
	}
}

func TestPersonsOfDifferentNamesAreNeverInOneChain(t *testing.T) {
	a := chains(t)
	for _, text := range []string{
		`[Ana Duro|PER] met [Ivo Sol|PER] . [Ema Duro|PER] left . [Duro|PER] spoke . [Sol|PER] replied . He left . [Ana Duro|PER] left .`,
		`[Ivo Sol|PER] spoke . [Ema Sol|PER] replied . [Sol|PER] left . She left . [Ema Sol|PER] agreed . [Ivo Sol|PER] agreed .`,
	} {
		d := told(t, text)
		flat(d)
		a.Run(d)
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
		for _, c := range d.Chains {
			var names []string
			for _, m := range d.Mentions {
				if m.Form == doc.Named && slices.Contains(c.Places, m.Range) && m.Entity != doc.NoIndex && !slices.Contains(names, d.Entities[m.Entity].Name) {
					names = append(names, d.Entities[m.Entity].Name)
				}
			}
			if len(names) > 1 {
				t.Errorf("%s\n\tone chain has %q", d.Text, names)
			}
		}
	}
}

func TestADamagedModelOfCoreferenceIsRefused(t *testing.T) {
	b, err := os.ReadFile("../../models/coref.model")
	if err != nil {
		t.Fatal(err)
	}
	for name, x := range map[string][]byte{"cut": b[:len(b)/2], "empty": nil, "changed": append(slices.Clone(b[:len(b)-40]), b[len(b)-39:]...)} {
		if _, err := NewChains(x, Lists{}); !errors.Is(err, nn.ErrCorrupt) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestHostileTextsKeepTheInvariantsOfChains(t *testing.T) {
	as := append(annotators(t), chains(t))
	for _, h := range hostile {
		d := spaced(h.make(2000))
		flat(d)
		for _, a := range as {
			a.Run(d)
		}
		if err := d.Check(); err != nil {
			t.Errorf("%s: %v", h.name, err)
		}
		seen := map[doc.Range]bool{}
		for _, c := range d.Chains {
			for _, r := range c.Places {
				if seen[r] {
					t.Fatalf("%s: tokens %v are in two chains", h.name, r)
				}
				seen[r] = true
			}
		}
	}
}

func FuzzChains(f *testing.F) {
	as := append(annotators(f), chains(f))
	for _, s := range []string{report, "", ".", "He he he", "\" I \" said ( it", strings.Repeat("the president 's ", 50)} {
		f.Add(s, byte(1))
	}
	f.Fuzz(func(t *testing.T, text string, by byte) {
		d := spaced(strings.ToValidUTF8(text, "?"))
		rels := []string{"nsubj", "conj", "case", "punct", "nmod:poss", "flat", "appos", "cop", "advmod", "acl:relcl", "det"}
		tags := []string{"NOUN", "PRON", "PROPN", "PUNCT", "VERB", "DET", "ADJ", "NUM"}
		for _, s := range d.Sentences {
			for i := s.From; i < s.To; i++ {
				k := (i*7 + int(by)*(i+3)) % 97
				d.Tokens[i].UPOS, d.Tokens[i].Rel = tags[k%len(tags)], rels[k%len(rels)]
				if i > s.From {
					d.Tokens[i].Head = s.From + k%(i-s.From)
				}
			}
		}
		for _, a := range as {
			a.Run(d)
		}
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
	})
}

func BenchmarkChains(b *testing.B) {
	as, a := annotators(b), chains(b)
	d := spaced(strings.Repeat(report+"\n", 40))
	flat(d)
	for _, a := range as {
		a.Run(d)
	}
	b.ReportAllocs()
	for b.Loop() {
		c := *d
		c.Mentions, c.Entities = slices.Clone(d.Mentions), slices.Clone(d.Entities)
		a.Run(&c)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(len(d.Tokens)*b.N), "ns/token")
}
