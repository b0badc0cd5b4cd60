package record

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// told makes an article's findings of lines "Name; kind; party; office, office; form, form": everybody
// says something.
func told(lines ...string) Findings {
	var f Findings
	for i, line := range lines {
		part := strings.Split(line+";;;;", ";")
		for k := range part {
			part[k] = strings.TrimSpace(part[k])
		}
		n := Name{Entity: fmt.Sprintf("e%d", i), Name: part[0], Kind: Kind(part[1]), Party: part[2]}
		if n.Kind == "" {
			n.Kind = Person
		}
		if part[3] != "" {
			n.Offices = strings.Split(part[3], ", ")
		}
		n.Forms = []string{part[0]}
		if part[4] != "" {
			n.Forms = append(n.Forms, strings.Split(part[4], ", ")...)
		}
		f.Names = append(f.Names, n)
		f.Statements = append(f.Statements, Statement{ID: fmt.Sprintf("s%d", i), Form: "direct",
			Speaker: Who{Name: n.Name, Entity: n.Entity, Kind: n.Kind, Party: n.Party},
			Content: Words{{Start: i, End: i + 1, Text: "x"}}})
	}
	return f
}

// built makes the record of articles a, b, c, ...
func built(findings ...Findings) Record {
	var articles []Article
	var readings []Reading
	for i, f := range findings {
		id := string(rune('a' + i))
		articles = append(articles, Article{ID: id, Published: Maybe(fmt.Sprintf("2031-03-%02d", i+1)), Complete: "whole"})
		readings = append(readings, Reading{id, f})
	}
	return Build(articles, readings)
}

// describe lists actors as "Name (articles)", with "?" before those in doubt.
func describe(rec Record) string {
	var out []string
	for _, a := range rec.Actors {
		in := map[string]bool{}
		for _, e := range a.Entities {
			in[e.Article] = true
		}
		var ids []string
		for id := range in {
			ids = append(ids, id)
		}
		slices.Sort(ids)
		mark := ""
		if len(a.Unresolved) > 0 {
			mark = "?"
		}
		out = append(out, fmt.Sprintf("%s%s(%s)", mark, a.Name, strings.Join(ids, "")))
	}
	return strings.Join(out, " ")
}

func TestActorsAreKnownAgainOnlyWhenSafe(t *testing.T) {
	for _, c := range []struct {
		name     string
		articles []Findings
		want     string
	}{
		{"the same full name is one person",
			[]Findings{told("Ana Duro; person; Velmark"), told("Ana Duro; person; Velmark")}, "Ana Duro(ab)"},
		{"an unknown party does not contradict",
			[]Findings{told("Ana Duro; person; Velmark"), told("Ana Duro")}, "Ana Duro(ab)"},
		{"diacritics and apostrophes do not tell people apart",
			[]Findings{told("Ána D’Urò"), told("Ana D'Uro"), told("Ana D'Uro")}, "Ana D'Uro(abc)"},
		{"endings of transliterated names do not either",
			[]Findings{told("Borys Talensky"), told("Borys Talenskyy"), told("Borys Talenskiy"), told("Borys Talenskij"), told("Borys Talensky")}, "Borys Talensky(abcde)"},
		{"nor doubled letters, nor a middle initial",
			[]Findings{told("Hamat Qasem"), told("Hammat R. Qassem"), told("Hamat Qasem")}, "Hamat Qasem(abc)"},
		{"initials with and without points are the same",
			[]Findings{told("J.D. Orlin"), told("JD Orlin"), told("J. D. Orlin"), told("JD Orlin")}, "JD Orlin(abcd)"},
		{"a surname alone joins the only full name",
			[]Findings{told("Ana Duro; person; Velmark"), told("Duro")}, "Ana Duro(ab)"},
		{"also when it comes first",
			[]Findings{told("Duro; person; Velmark"), told("Ana Duro; person; Velmark")}, "Ana Duro(ab)"},
		{"a surname of several words too",
			[]Findings{told("Ilko van der Brenn"), told("Van der Brenn")}, "Ilko van der Brenn(ab)"},
		{"a family name that stands first, where an article has shown it",
			[]Findings{told("Tao Minh; person; Selvane; president; Tao"), told("Tao; person; Selvane")}, "Tao Minh(ab)"},
		{"a surname alone stays alone where two have it",
			[]Findings{told("Ana Duro; person; Velmark"), told("Pavo Duro; person; Selvane"), told("Duro")}, "?Ana Duro(a) ?Duro(c) ?Pavo Duro(b)"},
		{"another party contradicts",
			[]Findings{told("Ana Duro; person; Velmark"), told("Duro; person; Selvane")}, "Ana Duro(a) Duro(b)"},
		{"a person is no state",
			[]Findings{told("Selvane; state"), told("Selvane; person")}, "?Selvane(a) ?Selvane(b)"},
		{"namesakes of two parties are two, and one without a party may be either",
			[]Findings{told("Ana Duro; person; Velmark"), told("Ana Duro; person; Selvane"), told("Ana Duro")}, "?Ana Duro(b) ?Ana Duro(c) ?Ana Duro(a)"},
		{"two first names stay two, in doubt where the office is alike",
			[]Findings{told("Yorin Brenn; person; ; foreign policy aide"), told("Vasil Brenn; person; ; senior aide to the president")}, "?Vasil Brenn(b) ?Yorin Brenn(a)"},
		{"in doubt also where the party is the same",
			[]Findings{told("Yorin Brenn; person; Selvane; foreign policy aide"), told("Vasil Brenn; person; Selvane; head of the delegation")}, "?Vasil Brenn(b) ?Yorin Brenn(a)"},
		{"not in doubt where nothing but the surname is common",
			[]Findings{told("Yorin Brenn; person; ; footballer"), told("Vasil Brenn; person; ; envoy")}, "Vasil Brenn(b) Yorin Brenn(a)"},
		{"not in doubt where an article names both",
			[]Findings{told("Yorin Brenn; person; Selvane", "Vasil Brenn; person; Selvane")}, "Vasil Brenn(a) Yorin Brenn(a)"},
		{"surnames alone are one where the party is the same",
			[]Findings{told("Brenn; person; Selvane"), told("Brenn; person; Selvane")}, "Brenn(ab)"},
		{"surnames alone stay apart where no party is told",
			[]Findings{told("Brenn"), told("Brenn")}, "?Brenn(a) ?Brenn(b)"},
		{"a slip in one article does not part the others",
			[]Findings{told("Ana Duro; person; Velmark"), told("Ana Duro; person; Velmark"), told("Ana Duro; person; Velmark"), told("Ana Duro; person; Velmark"), told("Ana Duro; person; Selvane"), told("Ana Duro")},
			"?Ana Duro(abcdf) ?Ana Duro(e)"},
		{"surnames alone are in doubt with the full names, not with one another",
			[]Findings{told("Ana Duro"), told("Pavo Duro"), told("Duro"), told("Duro")}, "?Ana Duro(a) ?Duro(c) ?Duro(d) ?Pavo Duro(b)"},
		{"a junior and a misread name do not keep a surname from its only bearer",
			[]Findings{told("Pavo Duro Jr."), told("Pavo Duro"), told("Photo ) Duro"), told("Duro")}, "Pavo Duro(bd) Pavo Duro Jr.(a) Photo ) Duro(c)"},
		{"a ministry of two states is two",
			[]Findings{told("Foreign Ministry; organization; Velmark"), told("Foreign Ministry; organization; Selvane"), told("the Foreign Ministry; organization; Velmark")}, "Foreign Ministry(ac) Foreign Ministry(b)"},
		{"a state is one whatever else is said of it",
			[]Findings{told("Velmark; state"), told("Velmark; state; Velmark"), told("Velmark; organization; Selvane")}, "Velmark(abc)"},
		{"unknown kinds follow their namesakes",
			[]Findings{told("Harbour League; organization"), told("Harbour League; unknown")}, "Harbour League(ab)"},
		{"junior is not senior",
			[]Findings{told("Pavo Duro Jr."), told("Pavo Duro")}, "Pavo Duro(b) Pavo Duro Jr.(a)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := strings.Fields(describe(built(c.articles...)))
			want := strings.Fields(c.want)
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

func TestDoubtsGiveReasons(t *testing.T) {
	rec := built(told("Yorin Brenn; person; Selvane; foreign policy aide"), told("Vasil Brenn; person; Selvane; senior aide to the president"))
	if len(rec.Actors) != 2 || len(rec.Actors[0].Unresolved) != 1 {
		t.Fatalf("actors %+v", rec.Actors)
	}
	d := rec.Actors[0].Unresolved[0]
	if d.Actor != rec.Actors[1].ID {
		t.Errorf("the doubt names %s, want %s", d.Actor, rec.Actors[1].ID)
	}
	if got, want := strings.Join(d.For, "; "), "the same surname: Brenn; the same party: Selvane; a like office: aide"; got != want {
		t.Errorf("for: %s, want %s", got, want)
	}
	if got, want := strings.Join(d.Against, "; "), "the first names differ: Vasil, Yorin"; got != want {
		t.Errorf("against: %s, want %s", got, want)
	}
}

func TestUnnamedSourcesAreNoActors(t *testing.T) {
	f := told("Ana Duro; person; Velmark")
	f.Statements = append(f.Statements,
		Statement{ID: "s8", Speaker: Who{Name: "anonymous", Kind: Anonymous, Party: "Velmark", DescribedAs: "a senior official"}},
		Statement{ID: "s9", Speaker: Who{Name: "residents", Kind: Group, DescribedAs: "residents"}})
	f.Events = []Event{{ID: "e1", Participants: []Participant{{Name: "Ana Duro"}, {Name: "residents"}}}}
	rec := built(f)
	if len(rec.Actors) != 1 {
		t.Errorf("actors %s, want Ana Duro alone", describe(rec))
	}
	if s := rec.Statements[1]; s.Actor != "" || rec.NameOf(s.Actor, s.Speaker) != "a senior official" || rec.PartyOf(s.Actor, s.Speaker) != "Velmark" {
		t.Errorf("the unnamed source is %q, named %q", s.Actor, rec.NameOf(s.Actor, s.Speaker))
	}
	if e := rec.Events[0]; e.Actors[0] != rec.Actors[0].ID || e.Actors[1] != "" {
		t.Errorf("participants are %q", e.Actors)
	}
}

func TestActorIDsStayWhenArticlesAreAdded(t *testing.T) {
	a, b := told("Ana Duro; person", "Velmark; state"), told("Ana Duro; person; Velmark", "Duro; person; Velmark", "Selvane; state")
	id := map[string]string{}
	small := built(a)
	for _, x := range small.Actors {
		id[x.Name] = x.ID
	}
	big := built(a, b)
	for _, x := range big.Actors {
		if old, ok := id[x.Name]; ok && old != x.ID {
			t.Errorf("%s was %s, is %s", x.Name, old, x.ID)
		}
	}
}

// someFindings draws findings whose names are often alike.
func someFindings(t *rapid.T) Findings {
	var lines []string
	for i := range rapid.IntRange(0, 5).Draw(t, "names") {
		first := rapid.SampledFrom([]string{"", "Ana ", "Pavo ", "Ána ", "A. "}).Draw(t, fmt.Sprint("first", i))
		last := rapid.SampledFrom([]string{"Duro", "Brenn", "Talensky", "Talenskyy", "Velmark", "van der Brenn"}).Draw(t, fmt.Sprint("last", i))
		kind := rapid.SampledFrom([]Kind{Person, Person, State, Organization, Unknown}).Draw(t, fmt.Sprint("kind", i))
		party := rapid.SampledFrom([]string{"", "", "Velmark", "Selvane"}).Draw(t, fmt.Sprint("party", i))
		office := rapid.SampledFrom([]string{"", "envoy", "aide to the envoy"}).Draw(t, fmt.Sprint("office", i))
		lines = append(lines, fmt.Sprintf("%s%s; %s; %s; %s", first, last, kind, party, office))
	}
	return told(lines...)
}

func TestTheOrderOfArticlesDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(t, "articles")
		var articles []Article
		var readings []Reading
		for i := range n {
			id := fmt.Sprintf("id%d", i)
			day := rapid.SampledFrom([]Maybe{"", "2031-03-01", "2031-03-02", "2031-03-02T10:00:00+02:00"}).Draw(t, "day")
			articles = append(articles, Article{ID: id, Published: day})
			readings = append(readings, Reading{id, someFindings(t)})
		}
		var first, second bytes.Buffer
		if err := Export(&first, Build(articles, readings)); err != nil {
			t.Fatal(err)
		}
		articles = rapid.Permutation(articles).Draw(t, "article order")
		readings = rapid.Permutation(readings).Draw(t, "reading order")
		if err := Export(&second, Build(articles, readings)); err != nil {
			t.Fatal(err)
		}
		if first.String() != second.String() {
			t.Fatalf("exports differ:\n%s\n%s", first.String(), second.String())
		}
	})
}

func TestEveryActorThatAnEntryNamesIsThere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rec := built(someFindings(t), someFindings(t), someFindings(t))
		for _, s := range rec.Statements {
			if a, ok := rec.Actor(s.Actor); !ok || a.Kind == "" {
				t.Fatalf("statement of %+v has actor %q", s.Speaker, s.Actor)
			}
		}
		for _, a := range rec.Actors {
			for _, d := range a.Unresolved {
				if _, ok := rec.Actor(d.Actor); !ok || d.Actor == a.ID {
					t.Fatalf("%s is in doubt with %q, which is not there", a.Name, d.Actor)
				}
			}
		}
	})
}

func TestTheExportHasEvidenceWithItsText(t *testing.T) {
	of := 12.0
	w := Words{{Start: 3, End: 9, Text: "said <“x”"}}
	f := told("Ana Duro; person; Velmark; president")
	f.Statements[0].Content = w
	f.Positions = []Position{{ID: "p1", Holder: f.Statements[0].Speaker, Issue: "trade", Stance: Conditional, Evidence: w, Conditions: []Condition{{Relation: "if", Words: w}}}}
	f.Events = []Event{{ID: "e1", Type: "talks", Evidence: w}}
	f.Proposals = []Proposal{{ID: "r1", Clauses: []Clause{{Text: "x", Words: w}}, Evidence: w}}
	f.Commitments = []Commitment{{ID: "c1", Actor: f.Statements[0].Speaker, Action: "sign", Evidence: w}}
	f.Figures = []Figure{{Value: 3, Of: &of, Words: w}}
	var b bytes.Buffer
	rec := built(f)
	rec.Articles[0].Doc = "/home/somebody/a.txt"
	if err := Export(&b, rec); err != nil {
		t.Fatal(err)
	}
	var got map[string]json.RawMessage
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatalf("%v in\n%s", err, b.String())
	}
	if string(got["schema"]) != `"parley/record/1"` {
		t.Errorf("schema %s", got["schema"])
	}
	for _, field := range []string{"statements", "positions", "events", "proposals", "commitments", "figures"} {
		if !strings.Contains(string(got[field]), `{"start":3,"end":9,"text":"said <“x”"}`) {
			t.Errorf("%s has no evidence: %s", field, got[field])
		}
	}
	if strings.Contains(b.String(), "somebody") {
		t.Error("the path of intake is in the export")
	}
}

func BenchmarkBuild(b *testing.B) {
	var articles []Article
	var readings []Reading
	for i := range 760 {
		id := fmt.Sprintf("%064d", i)
		var lines []string
		for k := range 20 {
			lines = append(lines, fmt.Sprintf("First%d Last%d; person; Party%d; office %d", (i*7+k)%90, (i+k*13)%200, k%7, k))
		}
		articles = append(articles, Article{ID: id, Published: "2031-03-01"})
		readings = append(readings, Reading{id, told(lines...)})
	}
	b.ReportAllocs()
	for b.Loop() {
		Build(articles, readings)
	}
}
