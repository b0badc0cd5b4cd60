package web

import (
	"net/http"
	"strings"

	"parley/internal/analysis"
	"parley/internal/record"
)

// truceView is a truce with its life.
type truceView struct {
	ID, Title string
	State     string
	Class     string // of the state's badge
	Standing  string
	Articles  string
	Points    []pointView
}

// pointView is one thing that became of a truce, with all accounts of it.
type pointView struct {
	Day    when
	Text   string
	Class  string // wish, claim, deed or ahead
	Quotes []wordsView
}

// wordsView is an article's words with where they stand.
type wordsView struct {
	Href, Text, Lead string
	Origin           originView
}

type trucesBody struct {
	AsOf    asofView
	Total   string
	Entries []truceView
	Nothing bool
}

// asofView is the day that a page is of, and how to choose another.
type asofView struct {
	Path  string
	Value string // ISO 8601; "" for the last day of the record
	Day   when
}

// truces shows every truce with its life.
func (a *app) truces(w http.ResponseWriter, r *http.Request) error {
	sn, asof, err := a.dated(r)
	if err != nil {
		return err
	}
	list := analysis.Truces(&sn.rec, asof)
	b := trucesBody{AsOf: sn.asof("/truces", asof), Total: plural(len(list), "truce", "truces"), Nothing: len(sn.rec.Articles) == 0}
	d := drawer{app: a, sn: sn, seen: map[string]int{}}
	for _, t := range list {
		b.Entries = append(b.Entries, d.truce(t))
	}
	return a.render(w, sn, "truces", view{Title: "Truces", Body: b})
}

// dated returns the snapshot and the day that a request asks for, "" for the last.
func (a *app) dated(r *http.Request) (*snapshot, string, error) {
	asof := r.FormValue("asof")
	if err := isDay("asof", asof); err != nil {
		return nil, "", err
	}
	sn, err := a.last.get(r.Context())
	return sn, asof, err
}

func (sn *snapshot) asof(path, asof string) asofView {
	v := asofView{Path: path, Value: asof, Day: day(asof, false)}
	if asof == "" {
		v.Day = day(sn.play("").Scope.AsOf, false)
	}
	return v
}

// truce shows one truce.
func (d *drawer) truce(t analysis.Truce) truceView {
	v := truceView{ID: d.unique("truce-" + slug(t.Key)), Title: capital(t.Title), State: string(t.State), Class: stateClass(t.State),
		Standing: strings.TrimPrefix(strings.TrimPrefix(t.Standing(), string(t.State)), "; "), Articles: plural(t.Articles, "independent article", "independent articles")}
	for _, p := range t.Life() {
		x := pointView{Day: date(p.First), Text: p.Text, Class: pointClass(p)}
		for _, s := range p.Steps {
			x.Quotes = append(x.Quotes, d.words(s.Ref))
		}
		v.Points = append(v.Points, x)
	}
	return v
}

// words shows what a reference points at.
func (d *drawer) words(ref analysis.Ref) wordsView {
	return wordsView{Href: d.sn.refHref(ref.Article, ref.Entry), Text: ref.Text, Lead: ref.Lead, Origin: d.sn.origin(ref.Article)}
}

// stateClass is how a state looks: as an event's status does.
func stateClass(s analysis.TruceState) string {
	switch s {
	case analysis.TruceInForce:
		return "done"
	case analysis.TruceAgreed:
		return "agreed"
	case analysis.TruceDeclared, analysis.TruceAhead:
		return "notyet"
	case analysis.TruceOver:
		return "not"
	case analysis.TruceUnclear:
		return "unsure"
	}
	return "wish"
}

// pointClass tells what kind of thing a point is.
func pointClass(p analysis.TrucePoint) string {
	switch {
	case p.Status == "claimed" || p.Status == "denied" || p.Step == "broken" || p.Step == "verified" || p.Step == "kept":
		return "claim"
	case p.Status == "planned" || p.Status == "proposed" || p.Status == "demanded" || p.Status == "agreed":
		return "ahead"
	}
	switch p.Step {
	case "declared", "agreed", "begun", "extended", "ended":
		return "deed"
	}
	return "wish"
}

// dueView is a commitment with what became of it.
type dueView struct {
	ID      string
	Day     when // by when
	State   string
	Class   string
	Who     nameView
	Party   string
	Action  string
	Trigger string
	Made    when
	Quotes  []wordsView
	Deeds   []wordsView
}

type dueBody struct {
	AsOf    asofView
	Total   string
	Entries []dueView
	Nothing bool
}

// due shows what was undertaken and what became of it.
func (a *app) due(w http.ResponseWriter, r *http.Request) error {
	sn, asof, err := a.dated(r)
	if err != nil {
		return err
	}
	list := analysis.Dues(&sn.rec, asof)
	b := dueBody{AsOf: sn.asof("/due", asof), Total: plural(len(list), "commitment", "commitments"), Nothing: len(sn.rec.Articles) == 0}
	d := drawer{app: a, sn: sn, seen: map[string]int{}}
	for _, x := range list {
		v := dueView{ID: d.unique("due-" + slug(x.Key)), Day: day(x.Due, false), State: string(x.State), Class: dueClass(x.State),
			Who: nameView{x.Actor.Name, actorHref(x.Actor.Actor)}, Party: x.Actor.Party, Action: x.Action, Trigger: x.Trigger, Made: date(x.Made)}
		if x.Actor.Party == x.Actor.Name {
			v.Party = ""
		}
		for _, acc := range x.Accounts {
			v.Quotes = append(v.Quotes, d.words(acc.Ref))
		}
		for _, acc := range x.Deeds {
			v.Deeds = append(v.Deeds, d.words(acc.Ref))
		}
		b.Entries = append(b.Entries, v)
	}
	return a.render(w, sn, "due", view{Title: "Undertaken", Body: b})
}

func dueClass(s analysis.DueState) string {
	switch s {
	case analysis.Met:
		return "done"
	case analysis.Missed:
		return "not"
	case analysis.DuePassed, analysis.Disputed:
		return "unsure"
	}
	return "notyet"
}

// apiTruce is a truce with all accounts of its steps.
type apiTruce struct {
	Key      string         `json:"key"`
	Title    string         `json:"title"`
	State    string         `json:"state"`
	Side     record.Maybe   `json:"side"`
	Days     int            `json:"days"`
	Start    record.Maybe   `json:"start"`
	End      record.Maybe   `json:"end"`
	Counted  bool           `json:"end_counted"`
	Windows  [][2]string    `json:"other_windows"`
	Articles int            `json:"articles"`
	Accounts []apiTruceStep `json:"accounts"`
}

type apiTruceStep struct {
	Step   string   `json:"step"`
	Status string   `json:"status"`
	Who    []string `json:"who"`
	Teller []string `json:"teller"`
	Date   apiDate  `json:"date"`
	apiRef
}

func (a *app) apiTruces(r *http.Request) (any, error) {
	sn, asof, err := a.dated(r)
	if err != nil {
		return nil, err
	}
	return listOf(analysis.Truces(&sn.rec, asof), func(t analysis.Truce) apiTruce {
		out := apiTruce{t.Key, t.Title, string(t.State), record.Maybe(t.Side), t.Days, record.Maybe(t.Start), record.Maybe(t.End), t.Counted,
			append([][2]string{}, t.Windows...), t.Articles, nil}
		out.Accounts = each(t.Steps, func(s analysis.TruceStep) apiTruceStep {
			name := func(x analysis.Somebody) string { return x.Name }
			return apiTruceStep{s.Step, s.Status, each(s.Actors, name), each(s.Tellers, name), dateOf(s.Date), refOf(s.Ref, s.Outlet)}
		})
		return out
	}), nil
}

// apiDue is a commitment with what became of it.
type apiDue struct {
	Actor    string       `json:"actor"`
	ActorID  record.Maybe `json:"actor_id"`
	Action   string       `json:"action"`
	Issue    record.Maybe `json:"issue"`
	Trigger  record.Maybe `json:"trigger"`
	Due      record.Maybe `json:"due"`
	Made     apiDate      `json:"made"`
	State    string       `json:"state"`
	Accounts []apiRef     `json:"accounts"`
	Deeds    []apiRef     `json:"deeds"`
}

func (a *app) apiDue(r *http.Request) (any, error) {
	sn, asof, err := a.dated(r)
	if err != nil {
		return nil, err
	}
	refs := func(x analysis.DueAccount) apiRef { return refOf(x.Ref, x.Outlet) }
	return listOf(analysis.Dues(&sn.rec, asof), func(d analysis.Due) apiDue {
		return apiDue{d.Actor.Name, record.Maybe(d.Actor.Actor), d.Action, record.Maybe(d.Issue), record.Maybe(d.Trigger), record.Maybe(d.Due), dateOf(d.Made),
			string(d.State), each(d.Accounts, refs), each(d.Deeds, refs)}
	}), nil
}
