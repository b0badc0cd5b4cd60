package web

import (
	"cmp"
	"net/http"
	"slices"

	"parley/internal/analysis"
	"parley/internal/record"
)

const maxOfActor = 60 // positions, and statements, shown on an actor's page

// actorRow is an actor as listed.
type actorRow struct {
	Href, Name, Kind, Party, Office string
	Statements, Positions           int
	Doubts                          int
}

type actorsBody struct {
	Filters filters
	Entries []actorRow
	Nothing bool
}

// doubtView is another actor who may be the same.
type doubtView struct {
	Who          nameView
	For, Against []string
}

type actorBody struct {
	Name, Kind, Party string
	PartyHref         string
	Offices           []officeView
	Clashes           []clashView
	Forms             []string
	Merged            []string
	Articles          string
	Doubts            []doubtView
	Issues            []actorIssue
	Statements        []saidView
	Positions         int
	Said              int
	AllPositions      string
	AllStatements     string
	TimelineHref      string
}

// officeView is an office with when articles give it.
type officeView struct {
	Words, Note string
	First, Last when
}

// clashView is two titles that do not go together, both with their articles.
type clashView struct {
	Why  string
	A, B titleView
}

// titleView is a title in an article.
type titleView struct {
	Words, Href string
	Origin      originView
}

// offices shows an actor's offices over time.
func offices(x record.Actor) []officeView {
	var out []officeView
	for _, o := range analysis.Offices(x) {
		note := string(o.Rung)
		if o.Tenure != "" {
			note = o.Tenure + ", " + note
		}
		out = append(out, officeView{o.Words, note, day(o.First, false), day(o.Last, false)})
	}
	if len(out) == 0 {
		for _, o := range x.Offices {
			out = append(out, officeView{Words: o})
		}
	}
	return out
}

// clashes shows titles that contradict one another.
func (sn *snapshot) clashes(x record.Actor) []clashView {
	var out []clashView
	for _, c := range x.Clashes {
		out = append(out, clashView{c.Why, sn.title(c.A), sn.title(c.B)})
	}
	return out
}

func (sn *snapshot) title(e record.RoleEntry) titleView {
	return titleView{e.Office, articleHref(e.Article), sn.origin(e.Article)}
}

// actorIssue is where an actor stood on an issue, in order of time.
type actorIssue struct {
	Label   string
	Entries []stood
}

// actors lists who is in the record, those heard most first.
func (a *app) actors(w http.ResponseWriter, r *http.Request) error {
	sn, err := a.last.get(r.Context())
	if err != nil {
		return err
	}
	said, stood := sn.heard()
	parties, kinds := newTally(), newTally()
	for _, x := range sn.rec.Actors {
		parties.add(x.Party, x.Party)
		kinds.add(string(x.Kind), string(x.Kind))
	}
	var f filters
	f.choose(r, "party", "Party", parties)
	f.choose(r, "kind", "Kind", kinds)
	party, kind := r.FormValue("party"), r.FormValue("kind")
	list := slices.DeleteFunc(slices.Clone(sn.rec.Actors), func(x record.Actor) bool {
		return party != "" && x.Party != party || kind != "" && string(x.Kind) != kind
	})
	slices.SortStableFunc(list, func(x, y record.Actor) int {
		return cmp.Compare(said[y.ID]+stood[y.ID], said[x.ID]+stood[x.ID])
	})
	part, p, err := paged(r, list)
	if err != nil {
		return err
	}
	f.Path, f.Pager, f.Total = "/actors", p, plural(len(list), "actor", "actors")
	b := actorsBody{Filters: f, Nothing: len(sn.rec.Articles) == 0}
	for _, x := range part {
		v := actorRow{Href: actorHref(x.ID), Name: x.Name, Kind: string(x.Kind), Party: x.Party, Statements: said[x.ID], Positions: stood[x.ID], Doubts: len(x.Unresolved)}
		if len(x.Offices) > 0 {
			v.Office = x.Offices[0]
		}
		b.Entries = append(b.Entries, v)
	}
	return a.render(w, sn, "actors", view{Title: "Actors", Body: b})
}

// heard counts statements and positions by actor ID.
func (sn *snapshot) heard() (said, stood map[string]int) {
	said, stood = map[string]int{}, map[string]int{}
	for _, s := range sn.rec.Statements {
		said[s.Actor]++
	}
	for _, p := range sn.rec.Positions {
		stood[p.Actor]++
	}
	return said, stood
}

// actor shows one actor: names, offices, namesakes left open, positions over
// time and statements.
func (a *app) actor(w http.ResponseWriter, r *http.Request) error {
	sn, err := a.last.get(r.Context())
	if err != nil {
		return err
	}
	x, ok := sn.rec.Actor(r.PathValue("id"))
	if !ok {
		return notFound("Nobody with this name is in the record.")
	}
	party := x.Party
	if party == x.Name {
		party = ""
	}
	b := actorBody{
		Name: x.Name, Kind: string(x.Kind), Party: party, PartyHref: query("/positions", "party", x.Party), Offices: offices(x), Clashes: sn.clashes(x),
		Forms: x.Forms, Merged: x.Merged, AllPositions: query("/positions", "holder", x.ID), AllStatements: query("/statements", "speaker", x.ID),
		TimelineHref: query("/timeline", "actor", x.ID),
	}
	in := map[string]bool{}
	for _, e := range x.Entities {
		in[e.Article] = true
	}
	b.Articles = plural(len(in), "article", "articles")
	for _, d := range x.Unresolved {
		other, _ := sn.rec.Actor(d.Actor)
		b.Doubts = append(b.Doubts, doubtView{nameView{cmp.Or(other.Name, d.Actor), actorHref(d.Actor)}, d.For, d.Against})
	}
	a.actorEntries(sn, x.ID, &b)
	return a.render(w, sn, "actor", view{Title: x.Name, Nav: "actors", Body: b})
}

// actorEntries fills in an actor's positions, by issue and in order of time,
// and statements, the latest first.
func (a *app) actorEntries(sn *snapshot, id string, b *actorBody) {
	var held []record.PositionEntry
	for _, p := range sn.rec.Positions {
		if p.Actor == id {
			held = append(held, p)
		}
	}
	slices.SortStableFunc(held, func(x, y record.PositionEntry) int { return cmp.Compare(sn.stoodDay(x).ISO, sn.stoodDay(y).ISO) })
	at := map[string]int{}
	b.Positions = len(held)
	for _, p := range held[max(0, len(held)-maxOfActor):] {
		i, ok := at[p.Issue]
		if !ok {
			i = len(b.Issues)
			at[p.Issue] = i
			b.Issues = append(b.Issues, actorIssue{Label: a.issue(p.Issue).Label})
		}
		b.Issues[i].Entries = append(b.Issues[i].Entries, own(a.stood(sn, p)))
	}
	var said []record.StatementEntry
	for _, s := range sn.rec.Statements {
		if s.Actor == id {
			said = append(said, s)
		}
	}
	slices.SortStableFunc(said, func(x, y record.StatementEntry) int { return cmp.Compare(sn.saidDay(y).ISO, sn.saidDay(x).ISO) })
	b.Said = len(said)
	for _, s := range said[:min(len(said), maxOfActor)] {
		v := sn.said(s)
		v.Own, v.Lead = true, sn.cues.Lead(s.Article, s.Content)
		b.Statements = append(b.Statements, v)
	}
}

func own(v stood) stood {
	v.Own = true
	return v
}
