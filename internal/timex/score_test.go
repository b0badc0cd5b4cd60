package timex

import (
	"fmt"
	"os"
	"testing"

	"parley/internal/doc"
)

const meantime = "../../../shared/data/timex/" // absent elsewhere: the test is skipped

// testAnnotator reads the calendar that the program ships with.
func testAnnotator(t testing.TB) *Annotator {
	t.Helper()
	b, err := os.ReadFile("../../taxonomy/calendar.txt")
	if err != nil {
		t.Fatal(err)
	}
	a, err := Read(b)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestMeantime(t *testing.T) {
	f, err := os.Open(meantime + "meantime.jsonl.gz")
	if err != nil {
		t.Skip("no data")
	}
	defer f.Close()
	docs, err := ReadGold(f)
	if err != nil {
		t.Fatal(err)
	}
	tar, err := os.Open(meantime + "meantime-en.tar.gz")
	if err != nil {
		t.Skip("no data")
	}
	defer tar.Close()
	a := testAnnotator(t)
	t.Log("dev whole", Evaluate(docs, a.Run, (*GoldDoc).Dev))
	if err := MarkAnnotated(docs, tar); err != nil {
		t.Fatal(err)
	}
	t.Log("dev", Evaluate(docs, a.Run, (*GoldDoc).Dev))
	if os.Getenv("TIMEX_TEST") != "" {
		t.Log("test", Evaluate(docs, a.Run, func(g *GoldDoc) bool { return !g.Dev() }))
		t.Log("all", Evaluate(docs, a.Run, nil))
	}
	if os.Getenv("TIMEX_ERRORS") != "" {
		Evaluate(docs, func(d *doc.Doc) { a.Run(d); showErrors(docs, d) }, (*GoldDoc).Dev)
	}
}

func showErrors(docs []GoldDoc, d *doc.Doc) {
	var g *GoldDoc
	for i := range docs {
		if docs[i].Text == d.Text {
			g = &docs[i]
		}
	}
	pts := pointsOf(d.Text, d.Times)
	runes := []rune(d.Text)
	ctx := func(p [2]int) string {
		return fmt.Sprintf("%q", string(runes[max(0, p[0]-40):p[0]])+"["+string(runes[p[0]:p[1]])+"]"+string(runes[p[1]:min(len(runes), p[1]+25)]))
	}
	used := map[int]bool{}
	for _, x := range g.Times {
		hit := false
		for i, p := range pts {
			if !used[i] && p[0] < x.Span[1] && x.Span[0] < p[1] {
				used[i], hit = true, true
				if d.Times[i].Value != x.Value {
					fmt.Println("VALUE", g.Published, x.Value, "made", d.Times[i].Value, d.Times[i].By, ctx(p))
				} else if p != x.Span {
					fmt.Println("SPAN", ctx(x.Span), "made", ctx(p))
				}
				break
			}
		}
		if !hit {
			fmt.Println("MISS", g.Published, x.Type, x.Value, ctx(x.Span))
		}
	}
	for i, p := range pts {
		if !used[i] && p[0] < g.Until {
			fmt.Println("EXTRA", d.Times[i].Value, d.Times[i].By, ctx(p))
		}
	}
}
