package main

import (
	"math"
	"strings"
	"testing"
	"time"

	"parley/internal/doc"
)

// invented is news of an invented negotiation.
const invented = `ORSK, May 9 — Velmar President Ana Duro said on Monday that her country was ready for a 30-day truce if Ostria withdrew its troops from Karst. ` +
	`“We will not wait for ever,” she told reporters, adding that talks could begin on May 15.` + "\n" +
	`The Ostrian foreign minister, Bela Tarn, rejected the offer, which he called “a trick”. His spokesman, Iven Sol, declined to say whether he had spoken with the United Nations. ` +
	`According to two officials who asked not to be named, the ministers' envoys met twice last week, and both sides accuse each other of 14 breaches since Sunday.` + "\n" +
	`Gen. Ada Marsh, who leads the observers, doesn't expect a breakthrough: “It's a first step,” she said, “and only that.”` + "\n"

// hostile are texts as no outlet writes them, of about size bytes.
var hostile = []struct {
	name string
	size int
	make func(size int) string
}{
	{"line of 2 million characters", 2_000_000, repeated("The envoys of Velmar met in Orsk on Monday, Ana Duro said. ")},
	{"2 million characters without full stop", 2_000_000, repeated("and he said that the truce of Monday which ")},
	{"sentence of 5000 words", 5000 / 7 * 33, repeated("and he said that the truce which ")},
	{"one word", 200_000, repeated("a")},
	{"full stops", 60_000, repeated("a.")},
	{"hyphens", 60_000, repeated("non-")},
	{"at signs", 60_000, repeated("@a")},
	{"marks", 30_000, repeated("\"")},
	{"openers", 60_000, repeated("( [ { “ ‘ ` ")},
	{"short quotations", 60_000, repeated("“A,” said B. ")},
	{"quotation without end", 60_000, func(size int) string {
		return "“" + repeated("The border, Ana Duro said on Monday, will stay open for all. ")(size)
	}},
	{"one office", 120_000, repeated("President Ana Duro said. ")},
	{"many offices", 120_000, repeated("President Ana Duro and Minister Bela Tarn met the president. ")},
	{"shared surname", 120_000, func(size int) string {
		again := repeated("Mr. Duro said. ")(size / 2)
		return "Ana Tarn met Mr. Duro. " + again + "Ana Duro said. Iven Duro said. " + again
	}},
	{"names and pronouns", 120_000, func(size int) string { return strings.Join(invent(size/14), " told him. ") }},
	{"full dates", 60_000, repeated("May 9, 2025 ")},
	{"days without years", 60_000, func(size int) string {
		return repeated("It was May 9, 2025. ")(6000) + repeated("He came on June 4. ")(size)
	}},
	{"weekdays that do not fit", 60_000, func(size int) string {
		return repeated("It was May 9, 2025. ")(6000) + repeated("He came on Monday, June 4. ")(size)
	}},
	{"clocks", 60_000, repeated("5 pm ")},
}

func repeated(s string) func(size int) string {
	return func(size int) string { return strings.Repeat(s, size/len(s)) }
}

// invent returns n names.
func invent(n int) []string {
	var names []string
	for i := range n {
		names = append(names, "N"+string([]byte{'a' + byte(i%26), 'b' + byte(i/26%24), 'o'}))
	}
	return names
}

// BenchmarkAnnotators measures each annotator, and the extraction of findings
// from their layers, alone: over news as long as an article, 4 and 16 times as
// long, and over hostile texts, a quarter of each first. slope is the time per
// byte as a multiple of that over the shortest text of its kind: 1 is linear.
// Words a second and slope are those of the best round, in CPU time.
func BenchmarkAnnotators(b *testing.B) {
	e, err := newEngine()
	if err != nil {
		b.Fatal(err)
	}
	article := strings.Repeat(invented, 5)
	m := meter{b, e, map[string]float64{}}
	m.over("1x", article)
	m.over("4x", strings.Repeat(article, 4))
	m.over("16x", strings.Repeat(article, 16))
	for _, h := range hostile {
		clear(m.short)
		m.over("quarter of "+h.name, h.make(h.size/4))
		m.over(h.name, h.make(h.size))
	}
}

// meter measures annotators.
type meter struct {
	*testing.B
	*engine
	short map[string]float64 // ns per byte over the shortest text of its kind, by annotator
}

// over measures all annotators, each on the layers of those before it.
func (m meter) over(name, text string) {
	d := &doc.Doc{Text: text, Anchor: time.Date(2025, 5, 12, 0, 0, 0, 0, time.UTC)}
	for _, a := range m.pipeline.Annotators() {
		m.measure(a.Name, name, d, a.Run)
		a.Run(d)
	}
	m.measure("extract", name, d, func(d *doc.Doc) { m.extract.Findings(d) })
}

func (m meter) measure(annotator, name string, d *doc.Doc, run func(*doc.Doc)) {
	m.Run(annotator+"/"+name, func(b *testing.B) {
		b.ReportAllocs()
		best := time.Duration(math.MaxInt64)
		for b.Loop() {
			c, start := *d, spent()
			run(&c)
			best = min(best, spent()-start)
		}
		if best <= 0 { // under a profiler the clock of the CPU moves in steps
			best = b.Elapsed() / time.Duration(b.N)
		}
		b.ReportMetric(float64(len(strings.Fields(d.Text)))/best.Seconds(), "words/s")
		each := float64(best.Nanoseconds()) / float64(len(d.Text))
		if s := m.short[annotator]; s > 0 {
			b.ReportMetric(each/s, "slope")
		} else {
			m.short[annotator] = each
		}
	})
}
