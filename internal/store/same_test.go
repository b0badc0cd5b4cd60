package store

import (
	"bytes"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parley/internal/record"
	"parley/internal/source"
)

// exported stores articles in an order, in batches of some size, reads what
// is pending, and exports.
func exported(t *rapid.T, articles []source.Article, batch int) string {
	ctx := t.Context()
	s, err := Open(ctx, ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for i := 0; i < len(articles); i += batch {
		if _, err := s.AddArticles(ctx, articles[i:min(i+batch, len(articles))]); err != nil {
			t.Fatal(err)
		}
	}
	todo, err := s.Pending(ctx, "v", 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range todo {
		f := record.Findings{}
		if strings.HasPrefix(a.Text, harbour) {
			f = full()
		}
		if err := s.SetFindings(ctx, []Reading{{a.ID, "v", AnchorOf(a), f}}); err != nil {
			t.Fatal(err)
		}
	}
	rec, err := s.Record(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := record.Export(&out, rec); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestTheOrderOfIntakeDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var articles []source.Article
		for i := range rapid.IntRange(1, 7).Draw(t, "articles") {
			a := article(rapid.SampledFrom([]string{"Tidings", "Gazette", "Courier"}).Draw(t, "outlet"),
				harbour+rapid.SampledFrom([]string{"", " More.", " " + strings.Repeat("Other words stand here too. ", 20)}).Draw(t, "more"))
			a.Doc = fmt.Sprint("file", i)
			a.Title = rapid.SampledFrom([]string{"", "One title", "Another title"}).Draw(t, "title")
			if day := rapid.SampledFrom([]string{"", "2031-03-05", "2031-03-06"}).Draw(t, "day"); day != "" {
				a = on(a, day)
				a.HasTime = rapid.Bool().Draw(t, "has time")
				a.PublishedBy = rapid.SampledFrom([]source.Certainty{source.Given, source.Dateline, source.Inferred}).Draw(t, "by")
			}
			articles = append(articles, a)
		}
		first := exported(t, articles, 100)
		second := exported(t, rapid.Permutation(articles).Draw(t, "order"), rapid.IntRange(1, 3).Draw(t, "batch"))
		if first != second {
			t.Fatalf("exports differ:\n%s\n%s", first, second)
		}
	})
}

func TestCopiesAreFoundAndCountedOnce(t *testing.T) {
	s := open(t)
	var b strings.Builder
	for i := range 120 {
		fmt.Fprintf(&b, "Delegate number %d spoke of harbour dues and of quay %d. ", i, i*7%31)
	}
	text := b.String()
	copied := strings.Replace(text, "Delegate number 60", "The sixtieth delegate", 1)
	other := strings.NewReplacer("Delegate", "Farmer", "harbour dues", "the price of grain", "quay", "field").Replace(text)
	arts := []source.Article{article("Tidings", text), article("Gazette", copied), article("Courier", other), article("Short", "A notice."), article("Short Too", "A notice.")}
	if _, err := s.AddArticles(t.Context(), arts); err != nil {
		t.Fatal(err)
	}
	got, err := s.Articles(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	groups := map[string]string{}
	for _, a := range got {
		groups[a.Outlet] = a.Copies
	}
	if groups["Tidings"] == "" || groups["Tidings"] != groups["Gazette"] || groups["Courier"] != "" || groups["Short"] != "" {
		t.Errorf("copy groups %v", groups)
	}
}

func TestTheViewsShowWhatWasFound(t *testing.T) {
	s := open(t)
	a := on(article("Tidings", harbour), "2031-03-05")
	if _, err := s.AddArticles(t.Context(), []source.Article{a}); err != nil {
		t.Fatal(err)
	}
	if err := s.SetFindings(t.Context(), []Reading{{a.ID, "v", AnchorOf(a), full()}}); err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]string{
		`SELECT group_concat(speaker || ': ' || content, '; ') FROM statements`:                 "Ana Duro: that the harbour must reopen; Ana Duro: “We will sign … if they do,”",
		`SELECT group_concat(holder || ' ' || stance || ' ' || evidence, '; ') FROM positions`:  "Ana Duro conditional We will sign — if they do; Ilko Brenn opposes Ilko Brenn, refused",
		`SELECT type || ' ' || participants || ' ' || place || ' ' || according_to FROM events`: "meeting Ana Duro; Ilko Brenn Selvane Ilko Brenn",
		`SELECT text FROM article_text`: harbour,
		`SELECT count(*) FROM words WHERE text = substr((SELECT text FROM article_text), start + 1, "end" - start)`: "21",
	} {
		var got string
		if err := s.r.QueryRow(query).Scan(&got); err != nil || got != want {
			t.Errorf("%s gives %q, %v; want %q", query, got, err, want)
		}
	}
}

func TestTheSchemaIsReadByOlderSQLite(t *testing.T) {
	newer := regexp.MustCompile(`group_concat\([^()]*ORDER BY|\bFILTER\b|->>|\bSTRICT\b`)
	files, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		b, err := fs.ReadFile(migrations, name)
		if err != nil {
			t.Fatal(err)
		}
		if found := newer.Find(b); found != nil {
			t.Errorf("%s has %q", name, found)
		}
	}
}
