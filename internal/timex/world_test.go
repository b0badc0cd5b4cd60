package timex

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"testing"
)

type worldArticle struct {
	Text, Title, Link, Outlet, Source, Published, Lang string
}

func readWorld(t testing.TB) []worldArticle {
	f, err := os.Open("../../../shared/corpus/world-2025-05-21.jsonl.gz")
	if err != nil {
		t.Skip("no data")
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	sc := bufio.NewScanner(z)
	sc.Buffer(nil, 1<<26)
	var out []worldArticle
	for sc.Scan() {
		var w worldArticle
		if json.Unmarshal(sc.Bytes(), &w) == nil {
			out = append(out, w)
		}
	}
	return out
}

func TestWorldDatelines(t *testing.T) {
	if os.Getenv("TIMEX_WORLD") == "" {
		t.Skip()
	}
	ok, off := 0, 0
	for _, w := range readWorld(t) {
		d, found := Dateline(w.Text)
		if !found {
			continue
		}
		got := fmt.Sprintf("%04d-%02d-%02d", max(d.Year, 2025), d.Month, d.Day)
		if got == w.Published[:10] {
			ok++
			continue
		}
		off++
		fmt.Printf("%s %s %s: %q\n", w.Published, got, w.Outlet+w.Source, w.Text[max(0, d.Start-60):min(len(w.Text), d.End+40)])
	}
	fmt.Println(ok, off)
}
