package store

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"parley/internal/source"
)

// bracketed writes a hit with the words found in brackets, "s2: " before what is said.
func bracketed(h Hit) string {
	runes := []rune(h.Text)
	var b strings.Builder
	at := 0
	for _, m := range h.Marks {
		b.WriteString(string(runes[at:m[0]-h.Start]) + "[" + string(runes[m[0]-h.Start:m[1]-h.Start]) + "]")
		at = m[1] - h.Start
	}
	b.WriteString(string(runes[at:]))
	if h.Statement != "" {
		return h.Statement + ": " + b.String()
	}
	return b.String()
}

func searched(t testing.TB) (*Store, source.Article) {
	s := open(t)
	a := on(article("Tidings", harbour), "2031-03-05")
	b := article("Gazette", "Café owners in Selvane rejected the price of bread. \"AND\" is a word; so is NEAR.")
	if _, err := s.AddArticles(t.Context(), []source.Article{a, b}); err != nil {
		t.Fatal(err)
	}
	if err := s.SetFindings(t.Context(), []Reading{{Article: a.ID, Version: "v", Findings: full()}}); err != nil {
		t.Fatal(err)
	}
	return s, a
}

func TestSearchFindsWordsAndSaysWhere(t *testing.T) {
	s, _ := searched(t)
	for _, c := range []struct {
		query string
		want  []string // parts of the hits, in order
	}{
		{"harbour", []string{"s1: that the [harbour] must reopen", "the [harbour] must reopen."}},
		{"Harbour reopens", []string{"s1: that the [harbour] must [reopen]", "the [harbour] must [reopen]."}},
		{`"must reopen"`, []string{"s1: that the harbour [must reopen]", "harbour [must reopen]."}},
		{`"reopen must"`, nil},
		{"cafe", []string{"[Café] owners"}},
		{"reject", []string{"Selvane [rejected] the price"}},
		{"rejec*", []string{"Selvane [rejected] the price"}},
		{"AND NEAR", []string{`"[AND]" is a word; so is [NEAR].`}},
		{"bread OR cake", nil},
		{"we sign", []string{"s2: “[We] will [sign]", "“[We] will [sign] —"}},
		{"they do", []string{"s2: if [they] [do],”", "if [they] [do],”"}},
		{"", nil}, {"*", nil}, {`"`, nil}, {"-", nil}, {"( ) ^ : + *", nil}, {"\x00\xff", nil},
		{`text:"harbour" NOT (x`, nil},
		{"Brenn’s harbour", nil},
		{`“must reopen”`, []string{"s1: that the harbour [must reopen]", "harbour [must reopen]."}},
	} {
		t.Run(c.query, func(t *testing.T) {
			hits, err := s.Search(t.Context(), c.query, 0)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, h := range hits {
				got = append(got, bracketed(h))
			}
			if len(got) != len(c.want) {
				t.Fatalf("found %q, want %q", got, c.want)
			}
			for i := range got {
				if !strings.Contains(got[i], c.want[i]) {
					t.Errorf("found %q, want %q", got[i], c.want[i])
				}
			}
		})
	}
}

func TestSearchGivesWhatBelongsToAHit(t *testing.T) {
	s, a := searched(t)
	hits, err := s.Search(t.Context(), "harbour", 1)
	if err != nil || len(hits) != 1 {
		t.Fatalf("%+v, %v", hits, err)
	}
	h := hits[0]
	if h.Article != a.ID || h.Outlet != "Tidings" || h.Published != "2031-03-05" {
		t.Errorf("%+v", h)
	}
}

func TestALongTextIsFoundInPlaces(t *testing.T) {
	s := open(t)
	text := strings.Repeat("Ünïmportant wörds. ", 2000) + "The needle is here. " + strings.Repeat("Möre wörds. ", 2000)
	if _, err := s.AddArticles(t.Context(), []source.Article{article("Long", text)}); err != nil {
		t.Fatal(err)
	}
	hits, err := s.Search(t.Context(), "needle", 0)
	if err != nil || len(hits) != 1 {
		t.Fatalf("%+v, %v", hits, err)
	}
	runes := []rune(text)
	if h := hits[0]; string(runes[h.Start:h.End]) != h.Text || string(runes[h.Marks[0][0]:h.Marks[0][1]]) != "needle" {
		t.Errorf("%+v", h)
	}
}

func FuzzSearch(f *testing.F) {
	s, _ := searched(f)
	for _, q := range []string{"harbour", `"a b`, "a* OR b", "NEAR(a b, 2)", "{x y}: z", "^a", "col:val", "it''s", "“x”", "\U0001F600", "a\x00b", "-a", "é", strings.Repeat("a ", 50), "\uFDD0"} {
		f.Add(q)
	}
	texts := map[string][]rune{}
	for _, a := range []string{"Tidings", "Gazette"} {
		var id string
		if err := s.r.QueryRow("SELECT id FROM article WHERE outlet = ?", a).Scan(&id); err != nil {
			f.Fatal(err)
		}
		art, err := s.Article(f.Context(), id)
		if err != nil {
			f.Fatal(err)
		}
		texts[id] = []rune(art.Text)
	}
	f.Fuzz(func(t *testing.T, query string) {
		hits, err := s.Search(t.Context(), query, 10)
		if err != nil && len(query) < 10000 {
			t.Fatalf("%q: %v", query, err)
		}
		for _, h := range hits {
			text := texts[h.Article]
			if h.Start < 0 || h.End > len(text) || h.Start >= h.End || string(text[h.Start:h.End]) != h.Text {
				t.Fatalf("%q: hit %+v is not the text", query, h)
			}
			for _, m := range h.Marks {
				if m[0] < h.Start || m[1] > h.End || m[0] >= m[1] {
					t.Fatalf("%q: mark %v is outside %d-%d", query, m, h.Start, h.End)
				}
			}
		}
	})
}

func FuzzPassages(f *testing.F) {
	f.Add("a\nb", 0, 2)
	f.Add(strings.Repeat("é ", 9000), 8191, 8200)
	f.Add(strings.Repeat("x", 20000), 1, 20000)
	f.Fuzz(func(t *testing.T, text string, start, end int) {
		if !utf8.ValidString(text) {
			t.Skip()
		}
		joined, at := "", 0
		for _, p := range passages(text) {
			if p.start != at || p.length != utf8.RuneCountInString(p.text) || p.length == 0 || p.length > maxPassage {
				t.Fatalf("passage at %d of length %d, want it at %d", p.start, p.length, at)
			}
			joined, at = joined+p.text, at+p.length
		}
		if joined != text {
			t.Fatal("the passages are not the text")
		}
		runes := []rune(text)
		got, ok := newPoints(text).slice(start, end)
		if want := 0 <= start && start <= end && end <= len(runes); ok != want || ok && got != string(runes[start:end]) {
			t.Fatalf("characters %d-%d are %q, %v", start, end, got, ok)
		}
	})
}

func BenchmarkStore(b *testing.B) {
	// 760 articles of 4,000 characters and about 6,000 statements.
	var articles []source.Article
	var readings []Reading
	for i := range 760 {
		text := fmt.Sprintf("Report %d. ", i) + harbour + strings.Repeat(fmt.Sprintf(" More words of report %d are here.", i), 110)
		a := on(article(fmt.Sprint("Outlet ", i%40), text), "2031-03-05")
		articles = append(articles, a)
		f := full()
		shift := utf8.RuneCountInString(fmt.Sprintf("Report %d. ", i))
		for _, ev := range evidenceOf(&f) {
			for k := range ev.words {
				ev.words[k].Start += shift
				ev.words[k].End += shift
			}
		}
		one, two := f.Statements[0], f.Positions[0]
		for k := range 6 {
			one.ID, two.ID = fmt.Sprint("s1", k), fmt.Sprint("p1", k)
			f.Statements, f.Positions = append(f.Statements, one), append(f.Positions, two)
		}
		readings = append(readings, Reading{a.ID, "v", "2031-03-05", f})
	}
	b.Run("write", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			fill(b, open(b), articles, readings)
		}
	})
	s := open(b)
	fill(b, s, articles, readings)
	b.Run("record", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if rec, err := s.Record(b.Context()); err != nil || len(rec.Statements) != 8*760 {
				b.Fatalf("%d statements, %v", len(rec.Statements), err)
			}
		}
	})
	b.Run("search", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if hits, err := s.Search(b.Context(), "harbour reopen", 50); err != nil || len(hits) != 50 {
				b.Fatalf("%d hits, %v", len(hits), err)
			}
		}
	})
}

// fill stores articles and readings in batches of 50.
func fill(b *testing.B, s *Store, articles []source.Article, readings []Reading) {
	b.Helper()
	if _, err := s.AddArticles(b.Context(), articles); err != nil {
		b.Fatal(err)
	}
	for i := 0; i < len(readings); i += 50 {
		if err := s.SetFindings(b.Context(), readings[i:min(i+50, len(readings))]); err != nil {
			b.Fatal(err)
		}
	}
}
