package timex

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"parley/internal/doc"
)

func TestShow(t *testing.T) {
	g := os.Getenv("TIMEX_SHOW")
	if g == "" {
		t.Skip()
	}
	a := testAnnotator(t)
	fs, _ := filepath.Glob(g)
	for _, f := range fs {
		b, _ := os.ReadFile(f)
		d := &doc.Doc{Text: string(b)}
		if s := os.Getenv("TIMEX_ANCHOR"); s != "" {
			d.Anchor, _ = time.Parse(time.DateOnly, s)
		}
		a.Run(d)
		fmt.Println("==", f)
		for _, x := range d.Times {
			fmt.Printf("  %-10s %-24s %-14s %q\n", x.Type, x.Value, x.By, d.Text[max(0, x.Start-30):x.Start]+"["+d.Words(x.Span)+"]"+d.Text[x.End:min(len(d.Text), x.End+20)])
		}
	}
}

func TestShowInfer(t *testing.T) {
	g := os.Getenv("TIMEX_INFER")
	if g == "" {
		t.Skip()
	}
	a := testAnnotator(t)
	fs, _ := filepath.Glob(g)
	var all []Clues
	for _, f := range fs {
		b, _ := os.ReadFile(f)
		d := &doc.Doc{Text: string(b)}
		a.Run(d)
		all = append(all, CluesOf(d))
		for _, m := range all[len(all)-1].mentions {
			fmt.Println("   ", m.kind, m.day.Format(time.DateOnly), m.month, m.n, m.weekday, m.tense, len(m.names))
		}
	}
	for i, w := range Infer(all) {
		fmt.Println(fs[i], w.Day.Format(time.DateOnly), w.First.Format(time.DateOnly), w.Last.Format(time.DateOnly), w.By)
	}
}
