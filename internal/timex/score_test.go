package timex_test

import (
	"crypto/sha256"
	"fmt"
	"os"
	"testing"
	"unicode/utf8"

	"parley/eval"
	"parley/internal/doc"
	"parley/internal/segment"
	"parley/internal/syntax"
	"parley/internal/timex"
	"parley/models"
	"parley/taxonomy"
)

// meantime lies beside the project where there is data to score on; elsewhere
// the test is skipped.
const meantime = "../../../shared/data/timex/meantime.jsonl.gz"

// pipeline returns what fills in the dates of a text with tags.
func pipeline(t *testing.T) func(d *doc.Doc) {
	t.Helper()
	words := func(name string) []byte {
		b, err := taxonomy.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	all, err := segment.New(words("abbreviations.txt"))
	if err != nil {
		t.Fatal(err)
	}
	weights := func(name string) []byte {
		b, err := models.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	tags, err := syntax.New(weights("reader.model"), weights("lemmas.model"))
	if err != nil {
		t.Fatal(err)
	}
	times, err := timex.New(words("calendar.txt"))
	if err != nil {
		t.Fatal(err)
	}
	all = append(all, tags, times)
	return func(d *doc.Doc) {
		for _, a := range all {
			a.Run(d)
		}
	}
}

// devHalf reports whether an article belongs to the half that the rules were
// developed on.
func devHalf(t *eval.TimesText) bool {
	sum := sha256.Sum256([]byte(t.Link))
	return sum[len(sum)-1]%2 == 0
}

// TestMeantimeScore keeps the figures that were reached on the part of
// MEANTIME that its annotators worked on.
func TestMeantimeScore(t *testing.T) {
	if _, err := os.Stat(meantime); err != nil {
		t.Skip("no MEANTIME here")
	}
	texts, err := eval.TimesTexts(meantime)
	if err != nil {
		t.Fatal(err)
	}
	run := pipeline(t)
	var dev, other eval.TimesScore
	for i := range texts {
		d := &doc.Doc{Text: texts[i].Text, Anchor: texts[i].Anchor()}
		run(d)
		made := timed(d)
		if devHalf(&texts[i]) {
			dev.Add(&texts[i], made)
			if os.Getenv("TIMEX_ERRORS") != "" {
				showErrors(&texts[i], made, d)
			}
		} else {
			other.Add(&texts[i], made)
		}
	}
	report(t, "half for development", &dev, 0, 0)
	report(t, "half for the score", &other, 90, 80)
}

func report(t *testing.T, name string, s *eval.TimesScore, wantRelaxed, wantValue float64) {
	t.Helper()
	r := s.Result()
	t.Logf("%s: strict F %.1f, relaxed F %.1f, value F %.1f (gold %d, made %d)", name, r.Strict.F, r.Relaxed.F, r.Value.F, r.Gold, r.Made)
	if float64(r.Relaxed.F) < wantRelaxed || float64(r.Value.F) < wantValue {
		t.Errorf("%s: want relaxed F %.1f and value F %.1f", name, wantRelaxed, wantValue)
	}
}

// timed returns the times of d with spans in code points.
func timed(d *doc.Doc) []eval.Timed {
	var out []eval.Timed
	at, n := 0, 0
	to := func(b int) int {
		n += utf8.RuneCountInString(d.Text[at:b])
		at = b
		return n
	}
	for _, x := range d.Times {
		out = append(out, eval.Timed{Span: [2]int{to(x.Start), to(x.End)}, Type: string(x.Type), Value: x.Value})
	}
	return out
}

// showErrors prints what differs from the gold of the half for development.
func showErrors(g *eval.TimesText, made []eval.Timed, d *doc.Doc) {
	runes := []rune(d.Text)
	around := func(p [2]int) string {
		return fmt.Sprintf("%q", string(runes[max(0, p[0]-40):p[0]])+"["+string(runes[p[0]:p[1]])+"]"+string(runes[p[1]:min(len(runes), p[1]+25)]))
	}
	used := map[int]bool{}
	for _, x := range g.Gold {
		hit := false
		for i, m := range made {
			if used[i] || m.Span[0] >= x.Span[1] || x.Span[0] >= m.Span[1] {
				continue
			}
			used[i], hit = true, true
			if m.Value != x.Value {
				fmt.Println("VALUE", g.Published, x.Value, "made", m.Value, d.Times[i].By, around(m.Span))
			} else if m.Span != x.Span {
				fmt.Println("SPAN", around(x.Span), "made", around(m.Span))
			}
			break
		}
		if !hit {
			fmt.Println("MISS", g.Published, x.Type, x.Value, around(x.Span))
		}
	}
	for i, m := range made {
		if !used[i] && m.Span[0] < g.Until {
			fmt.Println("EXTRA", m.Value, d.Times[i].By, around(m.Span))
		}
	}
}
