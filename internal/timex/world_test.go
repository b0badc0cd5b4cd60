package timex

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"parley/internal/doc"
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

// hideHalf infers the days of the articles that hide picks and compares.
func hideHalf(t *testing.T, texts []string, days []time.Time, hide func(i int) bool) {
	a := testAnnotator(t)
	var all []Clues
	for i, text := range texts {
		d := &doc.Doc{Text: text}
		if !hide(i) {
			d.Anchor = days[i]
		}
		a.Run(d)
		c := CluesOf(d)
		all = append(all, c)
	}
	start := time.Now()
	ws := Infer(all)
	took := time.Since(start)
	n, got, right, within := map[string]int{}, 0, 0, 0
	total := 0
	for i, w := range ws {
		if !hide(i) {
			continue
		}
		total++
		if w.Day.IsZero() {
			continue
		}
		got++
		n[w.By]++
		off := int(days[i].Sub(w.Day).Hours() / 24)
		if off == 0 {
			right++
		}
		if !days[i].Before(w.First) && !days[i].After(w.Last) {
			within++
		} else {
			fmt.Printf("OFF %d %s %s %s..%s: %.90q\n", off, days[i].Format(time.DateOnly), w.By, w.First.Format(time.DateOnly), w.Last.Format(time.DateOnly), texts[i])
		}
	}
	fmt.Println("hidden", total, "dated", got, "same day", right, "in window", within, n, took)
}

func TestWorldInfer(t *testing.T) {
	if os.Getenv("TIMEX_WORLD") == "" {
		t.Skip()
	}
	var texts []string
	var days []time.Time
	for _, w := range readWorld(t) {
		p, err := time.Parse(time.RFC1123Z, w.Published)
		if err != nil {
			if p, err = time.Parse(time.RFC1123, w.Published); err != nil {
				continue
			}
		}
		texts = append(texts, w.Text)
		days = append(days, midnight(p))
	}
	hideHalf(t, texts, days, func(i int) bool { return i%2 == 0 })
	hideHalf(t, texts, days, func(i int) bool { return i%10 > 0 })
	f, _ := os.Open(meantime + "meantime.jsonl.gz")
	docs, _ := ReadGold(f)
	texts, days = nil, nil
	for _, g := range docs {
		text := g.Text
		if k := strings.Index(text, "\n\n"); k >= 0 { // without the line of the date
			if e := strings.Index(text[k+2:], "\n"); e >= 0 {
				text = text[:k+2] + text[k+2+e:]
			}
		}
		texts = append(texts, text)
		days = append(days, g.Anchor())
	}
	hideHalf(t, texts, days, func(i int) bool { return i%2 == 0 })
	hideHalf(t, texts, days, func(i int) bool { return i%4 > 0 })
}
