package web

import (
	"html"
	"strings"
	"testing"

	"parley/internal/analysis"
	"parley/internal/record"
	"parley/internal/store"
)

func TestConditionsReadOneWayRound(t *testing.T) {
	for _, c := range []struct {
		name string
		in   []record.Condition
		want condition
	}{
		{"a truce before any talks", []record.Condition{{Relation: "before", Issue: "ceasefire", Text: "ceasefire"}}, condition{Lead: "first:", Text: "ceasefire"}},
		{"talks only after a truce", []record.Condition{{Relation: "after", Issue: "ceasefire", Text: "a truce"}}, condition{Lead: "first:", Text: "a truce"}},
		{"the words have the relation", []record.Condition{{Relation: "after", Issue: "ceasefire", Text: "after a truce"}}, condition{Text: "after a truce"}},
		{"the words would read the wrong way round", []record.Condition{{Relation: "before", Issue: "ceasefire", Text: "before talks"}}, condition{Lead: "first:", Text: "ceasefire"}},
		{"if without its word", []record.Condition{{Relation: "if", Issue: "sanctions", Text: "the truce is broken"}}, condition{Lead: "if", Text: "the truce is broken"}},
		{"if with its word", []record.Condition{{Relation: "if", Issue: "unspecified", Text: "if the terms are right"}}, condition{Text: "if the terms are right", Note: "not said which"}},
		{"two of them", []record.Condition{{Relation: "if", Text: "if one"}, {Relation: "unless", Text: "two"}}, condition{Text: "if one; unless two"}},
		{"none found", nil, condition{Note: "condition not found"}},
	} {
		if got := conditions(c.in); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

// stateText is the text of the state of play over the coverage, without tags.
func stateText(t *testing.T, path string) string {
	t.Helper()
	body := get(t, New(filled(t, coverage(t)...), Options{Dossier: "Orlane and Brask"}), path).Body.String()
	body = strings.ReplaceAll(html.UnescapeString(anyTag.ReplaceAllString(body, " ")), "\u00a0", " ")
	return strings.NewReplacer("~ ", "~", " ,", ",").Replace(strings.Join(strings.Fields(body), " "))
}

func TestStateOfPlayTellsWhoseVoiceItIs(t *testing.T) {
	text := stateText(t, "/")
	for _, want := range []string{
		"Orlane and Brask to 9 Mar 2031, end of day 3 articles, 1 of them cut or live",
		"– Parley found nothing in 2 whole articles (it misses some; 1 cut or live article is not counted)",
		"REFUSES since 4 Mar 1 article but ● WANTS told by two officials briefed on the talks", // one outlet refuses, another has it told
		"Pell Amsu ● WANTS since ~4 Mar own view, not the party’s 1 article",                   // a mayor is not his state
		"Nobody who speaks for Orlane is reported on this",
		"if the right guarantees are given (not said which)",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the state of play lacks %q:\n%s", want, text)
		}
	}
}

func TestStateOfPlayAsOfADayLeavesOutWhatCameLater(t *testing.T) {
	if text := stateText(t, "/?asof=2031-03-05"); strings.Contains(text, "two officials") || !strings.Contains(text, "to 5 Mar 2031") {
		t.Errorf("as of March 5 one can read of March 6:\n%s", text)
	}
}

func TestAWishIsNeverShownAsADeed(t *testing.T) {
	for _, c := range []struct{ status, typ, want string }{
		{"proposed", "truce", "PROPOSED not agreed"}, {"demanded", "truce", "DEMANDED not agreed"}, {"planned", "meeting", "PLANNED announced, not done"},
		{"claimed", "attack", "CLAIMED not verified"}, {"agreed", "exchange", "AGREED reported agreed, not yet done"}, {"denied", "attack", "DENIED said not to be so"},
		{"declined", "offer", "DECLINED not taken up"}, {"cancelled", "visit", "CANCELLED called off"}, {"odd", "call", "ODD status not known"},
	} {
		s := statusOf(c.status, c.typ)
		if got := s.Word + " " + s.Gloss; got != c.want || s.Class == "done" || (s.Class == "agreed") != (c.status == "agreed") {
			t.Errorf("%s %s shows %q in class %s, want %q", c.status, c.typ, got, s.Class, c.want)
		}
	}
}

func TestTimelineKeepsWhatLiesAheadApart(t *testing.T) {
	all := coverage(t)
	v := invent(t, "North Wire", "2031-03-08", "Next week", "They will meet again on March 15. They shook hands on March 20.")
	v.event("meeting", "planned", "2031-03-15", "They will meet again on March 15")
	v.event("meeting", "occurred", "2031-03-20", "They shook hands on March 20")
	h := New(filled(t, append(all, v)...), Options{})
	now, ahead := get(t, h, "/timeline").Body.String(), get(t, h, "/timeline?ahead=1").Body.String()
	if strings.Contains(now, "meet again") || !strings.Contains(now, "Ahead (1)") || !strings.Contains(ahead, "meet again") {
		t.Error("a meeting to come stands among what happened, or nowhere")
	}
	if !strings.Contains(now, "shook hands") || strings.Contains(now, `id="day-2031-03-20"`) {
		t.Error("what is told as done on a day after its article keeps that day")
	}
	if !strings.Contains(now, "Its day has passed") {
		t.Error("a plan whose day has passed is not said to be only that")
	}
}

func TestSharedTextCountsOnce(t *testing.T) {
	for _, c := range []struct {
		name string
		arts []record.Article
		want int
	}{
		{"two articles of their own", []record.Article{{ID: "1", Outlet: "A"}, {ID: "2", Outlet: "B"}}, 2},
		{"one text in two outlets", []record.Article{{ID: "1", Outlet: "A", Copies: "1"}, {ID: "2", Outlet: "B", Copies: "1"}}, 1},
		{"and one of them again, on its own", []record.Article{{ID: "1", Outlet: "A", Copies: "1"}, {ID: "2", Outlet: "B", Copies: "1"}, {ID: "3", Outlet: "A"}}, 2},
	} {
		rec := record.Build(c.arts, nil)
		var as []analysis.Account
		for _, a := range c.arts {
			as = append(as, analysis.Account{Ref: analysis.Ref{Article: a.ID}})
		}
		d := drawer{sn: newSnapshot(rec, store.Stats{})}
		if got := d.origins(as); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}
