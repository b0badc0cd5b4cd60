package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"parley/internal/record"
	"parley/internal/source"
)

// open returns a new store in a file.
func open(t testing.TB) *Store {
	t.Helper()
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "parley.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// article makes an article as a reader of files would.
func article(outlet, text string) source.Article {
	id := fmt.Sprintf("%x", sha256.Sum256([]byte(outlet+"\x00\x00"+text+"\x00")))
	return source.Article{ID: id, Doc: outlet + ".txt", Outlet: outlet, PublishedBy: source.NoDate, Language: "en", Complete: source.Whole, Text: text}
}

// on gives an article a day.
func on(a source.Article, day string) source.Article {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	a.Published, a.PublishedBy = t, source.Given
	return a
}

// piece returns the words as a piece of a text that has them once.
func piece(text, words string) record.Piece {
	i := strings.Index(text, words)
	if i < 0 {
		panic("not in the text: " + words)
	}
	start := utf8.RuneCountInString(text[:i])
	return record.Piece{Start: start, End: start + utf8.RuneCountInString(words), Text: words}
}

const harbour = "Velmark’s president Ana Duro said on Tuesday that the harbour must reopen.\n" +
	"“We will sign — if they do,” she told reporters.\r\nSelvane’s envoy, Ilko Brenn, refused."

// full returns findings of every sort in the text harbour.
func full() record.Findings {
	duro := record.Who{Name: "Ana Duro", Entity: "e1", Kind: record.Person, Party: "Velmark", Office: "president", Rung: record.RungLeader}
	brenn := record.Who{Name: "Ilko Brenn", Entity: "e2", Kind: record.Person, Party: "Selvane", Office: "envoy"}
	of := 12.0
	w := func(words string) record.Words { return record.Words{piece(harbour, words)} }
	return record.Findings{
		Names: []record.Name{
			{Entity: "e1", Name: "Ana Duro", Kind: record.Person, Party: "Velmark", Offices: []string{"president"}, Forms: []string{"Ana Duro"},
				Roles: []record.Role{{Office: "president", Kind: "president", Of: "Velmark", Rung: record.RungLeader, Excludes: "president", Words: w("president")},
					{Office: "former envoy", Kind: "envoy", Rung: record.RungMember, Tenure: "former", Words: w("envoy")}}},
			{Entity: "e2", Name: "Ilko Brenn", Kind: record.Person, Party: "Selvane", Offices: []string{"envoy"}, Forms: []string{"Ilko Brenn"}}},
		Statements: []record.Statement{
			{ID: "s1", Speaker: duro, Source: w("president Ana Duro"), Cue: w("said"), Content: w("that the harbour must reopen"), Form: "indirect", Said: "2031-03-04", SaidBy: "inferred", P: 0.9, By: "test"},
			{ID: "s2", Speaker: duro, Source: w("she"), Cue: w("told"), Content: record.Words{piece(harbour, "“We will sign"), piece(harbour, "if they do,”")},
				Form: "direct", Channel: "interview", Via: "Harbour Radio", SaidBy: "unknown", To: []record.Who{{Name: "reporters", Kind: record.Group}}, P: 1, By: "test"}},
		Positions: []record.Position{
			{ID: "p1", Holder: duro, Issue: "peace-agreement", About: "the accord", Stance: record.Conditional, Act: "promise", Statement: "s2", Evidence: w("We will sign — if they do"), P: 0.5, By: "test",
				Conditions: []record.Condition{{Relation: "if", Issue: "peace-agreement", Holds: true, Text: "they do", Words: w("they do")}}},
			{ID: "p2", Holder: brenn, Issue: "peace-agreement", Stance: record.Opposes, AsOf: "2031-03-05", AccordingTo: &duro, Evidence: w("Ilko Brenn, refused"), By: "test"}},
		Events: []record.Event{{ID: "e1", Type: "meeting", Participants: []record.Participant{{Name: "Ana Duro", Role: "host"}, {Name: "Ilko Brenn"}},
			Place: "Selvane", Start: "2031-03", Status: "planned", Plover: "AGREE", Cameo: "036", AccordingTo: &brenn, Evidence: w("Tuesday"), P: 0.25, By: "test"}},
		Proposals: []record.Proposal{{ID: "r1", Title: "the accord", Proposer: duro, Made: "2031-03", Named: w("harbour"), Evidence: w("the harbour"),
			Clauses: []record.Clause{{Issue: "trade", Text: "the harbour reopens", Open: "when", Words: w("the harbour must reopen")}}}},
		Commitments: []record.Commitment{{ID: "c1", Actor: duro, Action: "sign", Trigger: "if they do", Due: "2031-03-06", Issue: "peace-agreement", Made: "2031-03-04", Evidence: w("We will sign")}},
		Truces: []record.TruceMention{{ID: "t1", Truce: "four-day truce", Step: "broken", Status: "claimed", Side: "unilateral", Actors: []record.Who{duro},
			Tellers: []record.Who{brenn, duro}, Days: 4, Start: "2031-03-04", End: "2031-03-07", Day: "2031-03-05", Noun: w("harbour"), Evidence: w("harbour must"), By: "test"},
			{ID: "t2", Truce: "truce", Same: "t1", Evidence: w("reopen"), By: "test"}},
		Figures: []record.Figure{{Value: 3, Upper: &of, Of: &of, Bound: "at least", About: "Orsk; Selvane", Unit: "ships", What: "ships let in", Claimant: brenn, Words: w("harbour must")}},
	}
}

func TestWhatIsStoredComesBackAsItWas(t *testing.T) {
	s := open(t)
	a := on(article("Tidings", harbour), "2031-03-05")
	a.Furniture = []source.Stretch{{Start: strings.Index(harbour, "“"), End: strings.Index(harbour, "—")}}
	a.Title, a.Link = "Harbour talks", "https://tidings.example/1"
	b := article("Gazette", strings.Repeat("Ünïcode word. ", 3000)+"\nend")
	b.Published, b.HasTime = time.Date(2031, 3, 4, 23, 30, 0, 0, time.FixedZone("", 7200)), true
	b.PublishedBy, b.Complete = source.Given, source.Cut
	if n, err := s.AddArticles(t.Context(), []source.Article{a, b}); n != 2 || err != nil {
		t.Fatalf("added %d, %v", n, err)
	}
	for _, want := range []source.Article{a, b} {
		got, err := s.Article(t.Context(), want.ID[:12])
		if err != nil {
			t.Fatal(err)
		}
		if !got.Published.Equal(want.Published) || got.Published.Format(time.RFC3339) != want.Published.Format(time.RFC3339) {
			t.Errorf("published %v, want %v", got.Published, want.Published)
		}
		got.Published = want.Published
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("article differs (-want +got):\n%s", d)
		}
	}
	want := full()
	if err := s.SetFindings(t.Context(), []Reading{{a.ID, "v1", "2031-03-05", want}}); err != nil {
		t.Fatal(err)
	}
	got, err := s.Findings(t.Context(), a.ID)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("findings differ (-want +got):\n%s", d)
	}
}

func TestReadingAgainAddsNothing(t *testing.T) {
	s := open(t)
	a := on(article("Tidings", harbour), "2031-03-05")
	count := func() (n int) {
		t.Helper()
		for _, table := range []string{"article", "passage", "intake", "reading", "statement", "words", "who", "statement_words", "passage_words"} {
			var k int
			if err := s.r.QueryRow("SELECT count(*) FROM " + table).Scan(&k); err != nil {
				t.Fatal(err)
			}
			n += k
		}
		return n
	}
	var first int
	for i := range 3 {
		added, err := s.AddArticles(t.Context(), []source.Article{a})
		if err != nil || added != map[bool]int{true: 1, false: 0}[i == 0] {
			t.Fatalf("round %d: added %d, %v", i, added, err)
		}
		if err := s.SetFindings(t.Context(), []Reading{{a.ID, "v1", "2031-03-05", full()}}); err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			first = count()
		} else if n := count(); n != first {
			t.Errorf("round %d: %d rows, had %d", i, n, first)
		}
	}
}

func TestPendingAsksForWhatWasNotReadThisWay(t *testing.T) {
	s := open(t)
	a := on(article("Tidings", harbour), "2031-03-05")
	b := article("Gazette", "Nothing was said.")
	c := article("Le Phare", "Rien n’a été dit.")
	c.Skipped = source.SkipLanguage
	if _, err := s.AddArticles(t.Context(), []source.Article{a, b, c}); err != nil {
		t.Fatal(err)
	}
	pending := func(version string, limit int) string {
		t.Helper()
		got, err := s.Pending(t.Context(), version, limit)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, x := range got {
			names = append(names, x.Outlet)
			if x.Text == "" {
				t.Errorf("%s comes without its text", x.Outlet)
			}
		}
		return strings.Join(names, " ")
	}
	set := func(x source.Article, version string) {
		t.Helper()
		if err := s.SetFindings(t.Context(), []Reading{{Article: x.ID, Version: version, Anchor: AnchorOf(x)}}); err != nil {
			t.Fatal(err)
		}
	}
	first := pending("v1", 0)
	if len(strings.Fields(first)) != 2 || strings.Contains(first, "Phare") {
		t.Errorf("at first %q is pending, want Tidings and Gazette", first)
	}
	if got := pending("v1", 1); got != strings.Fields(first)[0] {
		t.Errorf("the first of them is %q", got)
	}
	set(a, "v1")
	set(b, "v1")
	if got := pending("v1", 0); got != "" {
		t.Errorf("after reading %q is pending", got)
	}
	if got := pending("v2", 0); got != first {
		t.Errorf("for another version %q is pending, want %q", got, first)
	}
	b.Published, b.PublishedBy = time.Date(2031, 3, 6, 0, 0, 0, 0, time.UTC), source.Inferred
	if err := s.SetDates(t.Context(), []source.Article{b}); err != nil {
		t.Fatal(err)
	}
	if got := pending("v1", 0); got != "Gazette" {
		t.Errorf("after its day was worked out %q is pending, want Gazette", got)
	}
}

func TestWordsThatAreNotInTheArticleAreRefused(t *testing.T) {
	s := open(t)
	a := article("Tidings", harbour)
	if _, err := s.AddArticles(t.Context(), []source.Article{a}); err != nil {
		t.Fatal(err)
	}
	good := piece(harbour, "that the harbour must reopen")
	for _, c := range []struct {
		name  string
		words record.Words
	}{
		{"other words", record.Words{{Start: good.Start, End: good.End, Text: "that the harbour must close!"}}},
		{"shifted by one", record.Words{{Start: good.Start + 1, End: good.End + 1, Text: good.Text}}},
		{"bytes for code points", record.Words{{Start: good.Start + 2, End: good.End + 2, Text: good.Text}}},
		{"beyond the end", record.Words{{Start: 10000, End: 10004, Text: "text"}}},
		{"before the start", record.Words{{Start: -4, End: 0, Text: "text"}}},
		{"backwards", record.Words{{Start: good.End, End: good.Start, Text: ""}}},
		{"empty", record.Words{{Start: 3, End: 3, Text: ""}}},
		{"NUL", record.Words{{Start: good.Start, End: good.End, Text: "that\x00"}}},
		{"a good piece and a bad one", record.Words{good, {Start: 0, End: 4, Text: "Selv"}}},
		{"none at all", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := full()
			f.Statements[1].Content = c.words
			err := s.SetFindings(t.Context(), []Reading{{Article: a.ID, Version: "v1", Findings: f}})
			var e *Error
			var bad *Misplaced
			if !errors.As(err, &e) || e.Code != Evidence || !errors.As(err, &bad) || bad.Finding != "s2" || bad.Role != "content" {
				t.Errorf("error %v, want evidence of s2 refused", err)
			}
			if st, _ := s.Stats(t.Context()); st.Statements != 0 {
				t.Errorf("%d statements were stored", st.Statements)
			}
		})
	}
}

func TestTheDatabaseItselfRefusesWrongWords(t *testing.T) {
	s := open(t)
	long := article("Long", strings.Repeat("Ünïcode wörds. ", 3000))
	a := article("Tidings", harbour)
	if _, err := s.AddArticles(t.Context(), []source.Article{a, long}); err != nil {
		t.Fatal(err)
	}
	readings := []Reading{{Article: a.ID, Version: "v", Findings: full()}, {Article: long.ID, Version: "v"}}
	if err := s.SetFindings(t.Context(), readings); err != nil {
		t.Fatal(err)
	}
	number := func(a source.Article) (n int64) {
		if err := s.r.QueryRow("SELECT n FROM article WHERE id = ?", a.ID).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	runes := []rune(long.Text)
	words := `INSERT INTO words (article, kind, finding, role, n, start, "end", text) VALUES (?,'statement',?,'content',0,?,?,?)`
	for _, c := range []struct {
		name string
		ok   bool
		sql  string
		args []any
	}{
		{"right words", true, words, []any{number(a), "s9", 0, 7, "Velmark"}},
		{"wrong words", false, words, []any{number(a), "s10", 0, 7, "Selvane"}},
		{"no text", false, words, []any{number(a), "s10", 0, 7, nil}},
		{"beyond the end", false, words, []any{number(a), "s10", 5000, 5007, "Velmark"}},
		{"cut by the end", false, words, []any{number(a), "s10", len([]rune(harbour)) - 4, len([]rune(harbour)) + 4, "sed."}},
		{"before the start", false, words, []any{number(a), "s10", -1, 7, "Velmark"}},
		{"across passages", true, words, []any{number(long), "s1", 8000, 26000, string(runes[8000:26000])}},
		{"across passages, one letter wrong", false, words, []any{number(long), "s2", 8000, 26000, string(runes[8000:25999]) + "x"}},
		{"an entry without words", false, `INSERT INTO statement (article, id, i, form, channel, said, said_by, p, rule) VALUES (?,'s77',9,'','','','',0,'')`, []any{number(a)}},
		{"an entry with words", true, `INSERT INTO statement (article, id, i, form, channel, said, said_by, p, rule) VALUES (?,'s9',9,'','','','',0,'')`, []any{number(a)}},
		{"words changed", false, `UPDATE words SET text = 'x'`, nil},
		{"words moved", false, `UPDATE words SET start = start + 1`, nil},
		{"words taken away", false, `DELETE FROM words`, nil},
		{"text changed", false, `UPDATE passage SET text = replace(text, 'must', 'will')`, nil},
		{"text taken away", false, `DELETE FROM passage WHERE article = ?`, []any{number(a)}},
		{"a reading dropped with all it found", true, `DELETE FROM reading WHERE article = ?`, []any{number(a)}},
		{"an article dropped", true, `DELETE FROM article WHERE n = ?`, []any{number(long)}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := s.w.Exec(c.sql, c.args...)
			if c.ok && err != nil || !c.ok && (err == nil || !strings.Contains(err.Error(), "evidence: ")) {
				t.Errorf("error %v", err)
			}
		})
	}
}

func TestARunThatIsCutOffGoesOn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "parley.db")
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	var arts []source.Article
	for i := range 40 {
		arts = append(arts, article(fmt.Sprintf("Outlet %d", i), harbour))
	}
	if _, err := s.AddArticles(t.Context(), arts); err != nil {
		t.Fatal(err)
	}
	for i := range 20 {
		if err := s.SetFindings(t.Context(), []Reading{{Article: arts[i].ID, Version: "v1", Findings: full()}}); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	err = s.run(ctx, s.w, "test", func(tx *sql.Tx) error {
		in, err := prepareAll(ctx, tx, inserts)
		if err != nil {
			return err
		}
		if err := (&inserter{ctx: ctx, in: in}).reading(&Reading{Article: arts[20].ID, Version: "v1", Findings: full()}); err != nil {
			return err
		}
		cancel() // in the middle of the batch
		return (&inserter{ctx: ctx, in: in}).reading(&Reading{Article: arts[21].ID, Version: "v1", Findings: full()})
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("error %v, want cancelled", err)
	}
	s.Close()
	if s, err = Open(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	todo, err := s.Pending(t.Context(), "v1", 0)
	if err != nil || len(todo) != 20 {
		t.Fatalf("%d are pending, %v; want 20: of a batch all or nothing", len(todo), err)
	}
	for _, a := range todo {
		if err := s.SetFindings(t.Context(), []Reading{{Article: a.ID, Version: "v1", Findings: full()}}); err != nil {
			t.Fatal(err)
		}
	}
	st, err := s.Stats(t.Context())
	if err != nil || st.Statements != 80 || st.Read != 40 {
		t.Errorf("in the end %+v, %v", st, err)
	}
}
