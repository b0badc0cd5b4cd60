package web

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"parley/internal/record"
)

// stood is a position as listed.
type stood struct {
	Quote           quoteView
	Name, ActorHref string
	Party           string
	Issue, Object   string
	IssueHref       string
	Cond            condition
	Origin          originView
	Own             bool // on the holder's own page: the day leads
}

type positionsBody struct {
	Filters filters
	Entries []stood
	Nothing bool
}

// positions lists positions by party, holder, issue, stance, outlet and date,
// the latest first: each as one article has it.
func (a *app) positions(w http.ResponseWriter, r *http.Request) error {
	sn, err := a.last.get(r.Context())
	if err != nil {
		return err
	}
	list, f, err := a.filterPositions(sn, r)
	if err != nil {
		return err
	}
	part, p, err := paged(r, list)
	if err != nil {
		return err
	}
	f.Path, f.Pager, f.Total = "/positions", p, plural(len(list), "position", "positions")
	b := positionsBody{Filters: f, Nothing: len(sn.rec.Articles) == 0}
	for _, x := range part {
		b.Entries = append(b.Entries, a.stood(sn, x))
	}
	return a.render(w, sn, "positions", view{Title: "Positions", Body: b})
}

// filterPositions returns the positions that a request asks for.
func (a *app) filterPositions(sn *snapshot, r *http.Request) ([]record.PositionEntry, filters, error) {
	parties, holders, issues, stances, outlets := newTally(), newTally(), newTally(), newTally(), newTally()
	for _, p := range sn.rec.Positions {
		party := sn.rec.PartyOf(p.Actor, p.Holder)
		parties.add(party, party)
		holders.add(p.Actor, sn.rec.NameOf(p.Actor, p.Holder))
		issues.add(p.Issue, a.issue(p.Issue).Label)
		stances.add(string(p.Stance), stanceOf(p.Stance).Word)
		art, _ := sn.rec.Article(p.Article)
		outlets.add(art.Outlet, art.Outlet)
	}
	var f filters
	f.choose(r, "party", "Party", parties)
	f.choose(r, "holder", "Holder", holders)
	f.choose(r, "issue", "Issue", issues)
	f.choose(r, "stance", "Stance", stances)
	f.choose(r, "outlet", "Outlet", outlets)
	from, to, err := f.days(r)
	if err != nil {
		return nil, f, err
	}
	keep := func(name, value string) bool { v := r.FormValue(name); return v == "" || v == value }
	var list []record.PositionEntry
	for _, p := range sn.rec.Positions {
		art, _ := sn.rec.Article(p.Article)
		if keep("party", sn.rec.PartyOf(p.Actor, p.Holder)) && keep("holder", p.Actor) && keep("issue", p.Issue) &&
			keep("stance", string(p.Stance)) && keep("outlet", art.Outlet) && within(sn.stoodDay(p).ISO, from, to) {
			list = append(list, p)
		}
	}
	slices.SortStableFunc(list, func(x, y record.PositionEntry) int {
		return cmp.Compare(sn.stoodDay(y).ISO, sn.stoodDay(x).ISO)
	})
	return list, f, nil
}

// stoodDay is the day of a position, or that of publication, as inferred.
func (sn *snapshot) stoodDay(p record.PositionEntry) when {
	art, _ := sn.rec.Article(p.Article)
	published := art.Day()
	if p.AsOf != "" && (published == "" || string(p.AsOf) <= published) {
		return day(string(p.AsOf), sn.inferred(p))
	}
	return day(published, true)
}

// inferred reports whether a position's day was worked out: where it is that of
// the statement it rests on, as that one's was.
func (sn *snapshot) inferred(p record.PositionEntry) bool {
	if s, ok := sn.rec.Statement(p.Article, string(p.Statement)); ok && s.Said == p.AsOf {
		return s.SaidBy != "stated"
	}
	return false
}

func (a *app) stood(sn *snapshot, p record.PositionEntry) stood {
	art, _ := sn.rec.Article(p.Article)
	v := stood{
		Name: sn.rec.NameOf(p.Actor, p.Holder), ActorHref: actorHref(p.Actor), Party: sn.rec.PartyOf(p.Actor, p.Holder),
		Issue: a.issue(p.Issue).Label, Object: string(p.About), IssueHref: query("/positions", "issue", p.Issue), Origin: sn.origin(p.Article),
		Quote: quoteView{Stance: stanceAs(p.Stance, p.Act == "threaten"), Lead: sn.cues.Lead(p.Article, p.Evidence), Href: sn.refHref(p.Article, p.ID), Text: join(p.Evidence), Outlet: outlet(art),
			Tag: sn.tag(art.Link), Day: sn.stoodDay(p), Act: string(p.Act), Missing: missing(art), Basis: sn.basis(p)},
	}
	if v.ActorHref == "" {
		v.Name = unnamed(p.Holder)
	}
	if v.Party == v.Name {
		v.Party = ""
	}
	if p.Stance == record.Conditional || len(p.Conditions) > 0 {
		v.Cond = conditions(p.Conditions)
	}
	if v.Cond.Text != "" && strings.Contains(v.Quote.Text, p.Conditions[0].Text) && len(p.Conditions) == 1 {
		v.Cond.Lead, v.Cond.Text = "", "" // the quotation says it
	}
	return v
}

// basis tells whose account of a position an article gives.
func (sn *snapshot) basis(p record.PositionEntry) string {
	if p.AccordingTo != nil {
		return "told by " + cmp.Or(sn.rec.NameOf(p.Teller, *p.AccordingTo), "an unnamed source")
	}
	if s, ok := sn.rec.Statement(p.Article, string(p.Statement)); ok {
		if s.Actor == p.Actor && p.Actor != "" {
			return "own words"
		}
		return "said by " + sn.rec.NameOf(s.Actor, s.Speaker)
	}
	return "narrated"
}
