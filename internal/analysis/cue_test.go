package analysis

import (
	"bytes"
	"strings"
	"testing"

	"parley/internal/record"
)

// denial is an article in which somebody denies that a post office was robbed,
// and somebody tells of it.
func denial(cue string) *record.Record {
	text := "Pavo Lind " + cue + " that Velmark had robbed the mail. Odo Farr added: so Ana Duro claimed the lake was dry."
	words := func(s string) record.Words {
		i := strings.Index(text, s)
		return record.Words{{Start: i, End: i + len(s), Text: s}}
	}
	f := record.Findings{
		Names: []record.Name{{Entity: "n1", Name: "Pavo Lind", Kind: record.Person}, {Entity: "n2", Name: "Odo Farr", Kind: record.Person}, {Entity: "n3", Name: "Ana Duro", Kind: record.Person}},
		Statements: []record.Statement{
			{ID: "s1", Speaker: record.Who{Name: "Pavo Lind", Entity: "n1", Kind: record.Person}, Content: words("that Velmark had robbed the mail"), Form: "indirect"},
			{ID: "s2", Speaker: record.Who{Name: "Odo Farr", Entity: "n2", Kind: record.Person}, Cue: words("added"), Content: words("so Ana Duro claimed the lake was dry"), Form: "indirect"},
			{ID: "s3", Speaker: record.Who{Name: "Ana Duro", Entity: "n3", Kind: record.Person}, Cue: words("claimed"), Content: words("the lake was dry"), Form: "indirect"},
		},
		Events: []record.Event{{ID: "e1", Type: "attack", Status: "claimed", Start: "2031-03-05", Evidence: words("robbed the mail")},
			{ID: "e2", Type: "attack", Status: "claimed", Start: "2031-03-05", Evidence: words("claimed the lake was dry")}},
	}
	if cue != "" {
		f.Statements[0].Cue = words(cue)
	}
	rec := record.Build([]record.Article{{ID: "00", Outlet: "Tidings", Published: "2031-03-05", Complete: "whole"}}, []record.Reading{{Article: "00", Findings: f}})
	return &rec
}

func TestWordsShownAloneHaveTheirCueBeforeThem(t *testing.T) {
	for _, c := range []struct{ cue, entry, want string }{
		{"denied", "s1", "Pavo Lind denied"},
		{"denied", "e1", "Pavo Lind denied"}, // an event within what is denied
		{"wrote:", "s1", "Pavo Lind wrote"},
		{"", "s1", "Pavo Lind"}, // no cue is made up
		{"said", "s3", "Odo Farr added: Ana Duro claimed"},
		{"said", "e2", "Odo Farr added"}, // the words hold the inner cue themselves
	} {
		for _, m := range Timeline(denial(c.cue), "", "") {
			if m.Ref.Entry == c.entry && m.Ref.Lead != c.want {
				t.Errorf("%s with the cue %q begins with %q, want %q", c.entry, c.cue, m.Ref.Lead, c.want)
			}
		}
	}
}

func TestABriefNeverTellsADenialAsAssertion(t *testing.T) {
	var text, md, page bytes.Buffer
	b := MakeBrief(denial("denied"), "")
	if err := b.WriteText(&text, 0); err != nil {
		t.Fatal(err)
	}
	if err := b.WriteMarkdown(&md); err != nil {
		t.Fatal(err)
	}
	if err := b.WriteHTML(&page); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"attack (claimed; Pavo Lind denied …)", "Pavo Lind denied: “robbed the mail”"} {
		for _, out := range []string{text.String(), md.String(), page.String()} {
			if !strings.Contains(out, want) {
				t.Errorf("lacks %q:\n%s", want, out)
			}
		}
	}
}

// line is what the brief says first of Velmark in the first row.
func line(t *testing.T, lines ...string) string {
	t.Helper()
	b := MakeBrief(tell(lines...), "")
	if len(b.Rows) == 0 || len(b.Rows[0].Lines) == 0 {
		t.Fatal("the brief has no line")
	}
	return b.Rows[0].Lines[0].Claims[0].Text
}

func TestAThreatIsNoWish(t *testing.T) {
	one := "2031-03-05 | Tidings | " + velmark + " | sanctions: | "
	for _, c := range []struct{ in, want string }{
		{"supports | act=threaten", "threatens it, since"},
		{"supports | act=demand", "wants it, since"},
		{"opposes | act=threaten", "threatens to refuse it, since"},
		{"conditional | act=threaten | if=if the port closes", "threatens it, “if the port closes”, since"},
	} {
		if got := line(t, one+c.in); !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: %s, want %s", c.in, got, c.want)
		}
	}
	later := "2031-03-06 | Tidings | " + velmark + " | sanctions: | supports | act=demand"
	if got := line(t, one+"supports | act=threaten", later); !strings.HasPrefix(got, "wants it") {
		t.Errorf("a threat that became a demand: %s", got)
	}
}

func TestConditionsAreAllToldAndNeverTheWrongWayRound(t *testing.T) {
	one := "2031-03-05 | Tidings | " + velmark + " | direct-talks: | "
	for _, c := range []struct{ in, want string }{
		{"conditional | before=ceasefire:ceasefire", "only after: “ceasefire”, since"},
		{"conditional | after=ceasefire:a truce", "only after: “a truce”, since"},
		{"conditional | after=ceasefire:after a truce", "only after: “a truce”, since"},
		{"conditional | before=ceasefire:before any talks", "only after: ceasefire, since"},
		{"conditional | until=withdrawal:until the troops leave", "only after: “the troops leave”, since"},
		{"conditional | after=ceasefire:a truce | after=withdrawal:the retreat", "only after: “a truce” and after: “the retreat”, since"},
		{"supports | after=ceasefire:a truce", "wants it, after: “a truce”, since"},
	} {
		if got := line(t, one+c.in); !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: %s, want %s", c.in, got, c.want)
		}
	}
	got := line(t, one+"conditional | after=ceasefire:a truce", "+ | | "+velmark+" | direct-talks: | conditional | after=withdrawal:the retreat",
		"2031-03-05 | Gazette | "+velmark+" | direct-talks: | conditional | after=withdrawal:their retreat")
	if !strings.Contains(got, "a truce") || strings.Count(got, "retreat") != 1 {
		t.Errorf("conditions of several accounts of a day: %s", got)
	}
}

func TestABriefSaysOnceThatADashIsWeakerThanSilence(t *testing.T) {
	var out bytes.Buffer
	if err := selvane().WriteText(&out, 0); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(out.String(), "– Parley found nothing in 4 whole articles (it misses some; cut and live articles are not counted)"); n != 1 {
		t.Errorf("said %d times:\n%s", n, out.String())
	}
}
