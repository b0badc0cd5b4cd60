package entity

import (
	"os"
	"strings"
	"testing"

	"parley/internal/doc"
)

// report is news of an invented negotiation, tokenized by its spaces.
const report = `Velmar President Ana Duro said on Monday that Velmark was ready to meet the Ostrian delegation in Karst . ` +
	`The Ostrian foreign minister , Bela Tarn , told reporters that he had not been asked . " We will wait , " Tarn said . ` +
	`Duro 's spokesman , Iven Sol , declined to say whether she had called the United Nations . `

func BenchmarkMentions(b *testing.B) {
	as := annotators(b)
	text := strings.Repeat(report+"\n", 40)
	d := spaced(text)
	b.ReportAllocs()
	for b.Loop() {
		c := *d
		for _, a := range as {
			a.Run(&c)
		}
	}
	b.ReportMetric(float64(len(d.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}

// annotators reads the shipped model and vocabularies.
func annotators(t testing.TB) []doc.Annotator {
	t.Helper()
	read := func(path string) []byte {
		b, err := os.ReadFile("../../" + path)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	as, err := New(read("models/names.model"), Lists{read("taxonomy/places.txt"), read("taxonomy/states.txt"), read("taxonomy/offices.txt"), read("taxonomy/given.txt")})
	if err != nil {
		t.Fatal(err)
	}
	return as
}

// spaced makes a Doc of tokens parted by spaces; lines are paragraphs, and full
// stops end sentences.
func spaced(text string) *doc.Doc {
	d := &doc.Doc{Text: text}
	at, sentence, paragraph := 0, 0, 0
	end := func() {
		if n := len(d.Tokens); n > sentence {
			d.Sentences = append(d.Sentences, doc.Range{From: sentence, To: n})
			sentence = n
		}
	}
	for _, line := range strings.SplitAfter(text, "\n") {
		for _, w := range strings.SplitAfter(line, " ") {
			if f := strings.TrimSpace(w); f != "" {
				d.Tokens = append(d.Tokens, doc.Token{Span: doc.Span{Start: at, End: at + len(f)}, Head: doc.NoIndex})
				if f == "." {
					end()
				}
			}
			at += len(w)
		}
		end()
		if n := len(d.Tokens); n > paragraph {
			d.Paragraphs = append(d.Paragraphs, doc.Range{From: paragraph, To: n})
			paragraph = n
		}
	}
	return d
}
