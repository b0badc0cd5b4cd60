package analysis

import (
	"cmp"
	"slices"

	"parley/internal/record"
)

// Timeline returns what is dated from one day to another, both included, in
// order of date, events first. "" leaves an end open. What has no date but its
// article's stands at the day of publication, inferred; what has no date at
// all is left out where an end is given, else it comes first.
func Timeline(rec *record.Record, from, to string) []Moment {
	var out []Moment
	cues := NewCues(rec)
	add := func(m Moment) {
		end := max(m.End, m.Date.Day)
		if (from == "" || end >= from) && (to == "" || m.Date.Day != "" && m.Date.Day <= to) {
			out = append(out, m)
		}
	}
	for i := range rec.Events {
		add(eventMoment(cues, &rec.Events[i]))
	}
	for i := range rec.Positions {
		add(positionMoment(cues, &rec.Positions[i]))
	}
	for i := range rec.Statements {
		add(statementMoment(cues, &rec.Statements[i]))
	}
	kind := map[string]int{"event": 0, "position": 1, "statement": 2}
	slices.SortStableFunc(out, func(x, y Moment) int {
		return cmp.Or(cmp.Compare(x.Date.Day, y.Date.Day), kind[x.Kind]-kind[y.Kind], cmp.Compare(x.Ref.Article, y.Ref.Article),
			cmp.Compare(x.Ref.Start, y.Ref.Start), cmp.Compare(x.Ref.Entry, y.Ref.Entry))
	})
	return out
}

// dated returns the article's outlet and a date in it.
func dated(rec *record.Record, article string, day record.Maybe, inferred bool) (outlet string, d Date) {
	a, _ := rec.Article(article)
	if day != "" {
		return a.Outlet, Date{string(day), inferred}
	}
	return a.Outlet, Date{a.Day(), true}
}

func eventMoment(cues *Cues, e *record.EventEntry) Moment {
	rec := cues.rec
	m := Moment{Kind: "event", Type: e.Type, Status: e.Status, Place: string(e.Place), End: string(e.End), Actors: e.Actors, Ref: cues.refOf(e.Article, e.ID, e.Evidence)}
	m.Outlet, m.Date = dated(rec, e.Article, e.Start, false)
	if m.End == m.Date.Day {
		m.End = ""
	}
	for i, p := range e.Participants {
		m.Names = append(m.Names, rec.NameOf(e.Actors[i], record.Who{Name: p.Name}))
	}
	if e.AccordingTo != nil {
		m.Teller = rec.NameOf(e.Teller, *e.AccordingTo)
	}
	return m
}

func positionMoment(cues *Cues, e *record.PositionEntry) Moment {
	rec := cues.rec
	m := Moment{Kind: "position", Type: e.Issue, Status: string(e.Stance), Object: string(e.About), Act: string(e.Act), Actors: []string{e.Actor},
		Names: []string{rec.NameOf(e.Actor, e.Holder)}, Ref: cues.refOf(e.Article, e.ID, e.Evidence)}
	s, ok := rec.Statement(e.Article, string(e.Statement))
	m.Outlet, m.Date = dated(rec, e.Article, e.AsOf, ok && s.Said == e.AsOf && s.SaidBy != "stated")
	if e.AccordingTo != nil {
		m.Teller = rec.NameOf(e.Teller, *e.AccordingTo)
	}
	return m
}

func statementMoment(cues *Cues, e *record.StatementEntry) Moment {
	rec := cues.rec
	m := Moment{Kind: "statement", Type: e.Form, Actors: []string{e.Actor}, Names: []string{rec.NameOf(e.Actor, e.Speaker)}, Ref: cues.refOf(e.Article, e.ID, e.Content)}
	m.Outlet, m.Date = dated(rec, e.Article, e.Said, e.SaidBy != "stated")
	return m
}
