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
