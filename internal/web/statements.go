package web

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"parley/internal/analysis"
	"parley/internal/record"
)

// saidView is a statement as listed.
type saidView struct {
	Href            string
	Name, ActorHref string
	Office          string
	To              string
	Day             when
	Form, Channel   string
	Lead            string // the cue in the article's words, to stand before them after the name; with all names where a report stands within another, or Own
	Text            string
	Origin          originView
	Own             bool // on the speaker's own page: the day leads
}

// originView names the article something stands in.
type originView struct {
	Outlet, Title, Href string
	Published           when
	Tag                 string // of an article that is invented, or is not where most are
	Missing             string // "cut off", "live page"; "" for a whole article
}

// statementsBody is the list of statements.
type statementsBody struct {
	Filters filters
	Entries []saidView
	Nothing bool
}

// statements lists statements by speaker, outlet, form and date, the latest
// first.
func (a *app) statements(w http.ResponseWriter, r *http.Request) error {
	sn, err := a.last.get(r.Context())
	if err != nil {
		return err
	}
	list, f, err := filterStatements(sn, r)
	if err != nil {
		return err
	}
	part, p, err := paged(r, list)
	if err != nil {
		return err
	}
	f.Path, f.Pager, f.Total = "/statements", p, plural(len(list), "statement", "statements")
	b := statementsBody{Filters: f, Nothing: len(sn.rec.Articles) == 0}
	for _, s := range part {
		b.Entries = append(b.Entries, sn.said(s))
	}
	return a.render(w, sn, "statements", view{Title: "Statements", Body: b})
}

// filterStatements returns the statements that a request asks for.
func filterStatements(sn *snapshot, r *http.Request) ([]record.StatementEntry, filters, error) {
	speakers, outlets, forms := newTally(), newTally(), newTally()
	var f filters
	for _, s := range sn.rec.Statements {
		speakers.add(speakerKey(s), sn.rec.NameOf(s.Actor, s.Speaker))
		art, _ := sn.rec.Article(s.Article)
		outlets.add(art.Outlet, art.Outlet)
		forms.add(s.Form, s.Form)
	}
	f.choose(r, "speaker", "Speaker", speakers)
	f.choose(r, "outlet", "Outlet", outlets)
	f.choose(r, "form", "Form", forms)
	from, to, err := f.days(r)
	if err != nil {
		return nil, f, err
	}
	speaker, outlet, form := r.FormValue("speaker"), r.FormValue("outlet"), r.FormValue("form")
	var list []record.StatementEntry
	for _, s := range sn.rec.Statements {
		art, _ := sn.rec.Article(s.Article)
		if (speaker == "" || speakerKey(s) == speaker) && (outlet == "" || art.Outlet == outlet) && (form == "" || s.Form == form) &&
			within(sn.saidDay(s).ISO, from, to) {
			list = append(list, s)
		}
	}
	slices.SortStableFunc(list, func(x, y record.StatementEntry) int {
		return cmp.Compare(sn.saidDay(y).ISO, sn.saidDay(x).ISO)
	})
	return list, f, nil
}

// speakerKey is what a speaker is chosen by: the actor's ID, or for a source
// that has none "~" and its description.
func speakerKey(s record.StatementEntry) string {
	if s.Actor != "" {
		return s.Actor
	}
	return "~" + cmp.Or(s.Speaker.DescribedAs, s.Speaker.Name, "unknown")
}

// saidDay is the day of a statement: as far as the article tells it, else the
// day of publication, marked as inferred. Nobody has said anything on a day
// to come.
func (sn *snapshot) saidDay(s record.StatementEntry) when {
	art, _ := sn.rec.Article(s.Article)
	published := art.Day()
	if s.Said != "" && (published == "" || string(s.Said) <= published) {
		return day(string(s.Said), s.SaidBy != "stated")
	}
	return day(published, true)
}

func (sn *snapshot) said(s record.StatementEntry) saidView {
	v := saidView{
		Href: sn.refHref(s.Article, s.ID), Name: sn.rec.NameOf(s.Actor, s.Speaker), ActorHref: actorHref(s.Actor),
		Office: s.Speaker.Office, Day: sn.saidDay(s), Form: s.Form, Channel: channelOf(s.Statement),
		Lead: sn.cueOf(s), Text: join(s.Content), Origin: sn.origin(s.Article),
	}
	if v.ActorHref == "" {
		v.Name = unnamed(s.Speaker)
	}
	var to []string
	for i, w := range s.To {
		id := ""
		if i < len(s.Addressees) {
			id = s.Addressees[i]
		}
		to = append(to, sn.rec.NameOf(id, w))
	}
	v.To = strings.Join(to, ", ")
	return v
}

// cueOf is the cue as it stands between a speaker's name and the words; where
// one report stands within another, all of them with their names.
func (sn *snapshot) cueOf(s record.StatementEntry) string {
	cue := analysis.CueOf(s.Statement)
	lead := sn.cues.Lead(s.Article, s.Content)
	if strings.Contains(lead, ": ") {
		return lead
	}
	return cue
}

// unnamed says of a source without a name that it has none.
func unnamed(w record.Who) string {
	switch {
	case w.Kind == record.Anonymous && w.DescribedAs != "":
		return "Unnamed: " + w.DescribedAs
	case w.Kind == record.Anonymous:
		return "Unnamed source"
	case w.Kind == record.Unknown && (w.Name == "" || w.Name == "unknown"):
		return "Speaker not known"
	}
	return cmp.Or(w.Name, w.DescribedAs, "Speaker not known")
}

func (sn *snapshot) origin(article string) originView {
	art, _ := sn.rec.Article(article)
	return originView{Outlet: outlet(art), Title: art.Title, Href: articleHref(article), Published: published(art),
		Tag: sn.tag(art.Link), Missing: missing(art)}
}

// missing says of an article that is not whole what it is.
func missing(a record.Article) string {
	switch a.Complete {
	case "cut":
		return "cut off"
	case "live":
		return "live page"
	}
	return ""
}

// published is an article's day of publication; inferred unless its source or
// its dateline gives it.
func published(a record.Article) when {
	return day(a.Day(), a.PublishedBy == "inferred")
}

// join is the text of several pieces, with a mark for what lies between.
func join(w record.Words) string {
	texts := make([]string, len(w))
	for i, p := range w {
		texts[i] = p.Text
	}
	return strings.Join(texts, " … ")
}
