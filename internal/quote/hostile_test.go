package quote_test

import (
	"strings"
	"testing"

	"parley/internal/doc"
)

// hostile texts repeat what the rules of attributions look around for, n times.
var hostile = []struct {
	name string
	make func(n int) string
}{
	{"marks", func(n int) string { return strings.Repeat("\"", n) }},
	{"openers", func(n int) string { return strings.Repeat("( [ { “ ‘ ` ", n/6) }},
	{"short-quotations", func(n int) string { return strings.Repeat("“A,” said B. ", n/7) }},
	{"endless-quotation", func(n int) string {
		return "“" + strings.Repeat("The border, Ana Duro said on Monday, will stay open for all. ", n/14)
	}},
}

func TestHostileTextsKeepTheInvariants(t *testing.T) {
	p := pipeline(t)
	for _, h := range hostile {
		d := read(p, h.make(6000))
		if err := d.Check(); err != nil {
			t.Errorf("%s: %v", h.name, err)
		}
	}
}

func BenchmarkHostile(b *testing.B) {
	p := pipeline(b)
	all := p.Annotators()
	last := all[len(all)-1]
	for _, h := range hostile {
		b.Run(h.name, func(b *testing.B) {
			d := &doc.Doc{Text: h.make(30000)}
			for _, a := range all[:len(all)-1] {
				a.Run(d)
			}
			b.ReportAllocs()
			for b.Loop() {
				last.Run(d)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(len(d.Tokens)*b.N), "ns/token")
		})
	}
}
