package web

import (
	"net/http"
	"slices"

	"parley/internal/record"
)

// articleRow is an article as listed.
type articleRow struct {
	Href, Title          string
	Outlet               string
	Published            when
	PublishedBy          string
	Tag                  string // of an article that is invented, or is not where most are
	State                string // why it says less than others; "" for a whole one
	Statements, Position int
	Events               int
}

type articlesBody struct {
	Filters filters
	Entries []articleRow
	Nothing bool
}

// articles lists articles by outlet, completeness and date, the latest first.
func (a *app) articles(w http.ResponseWriter, r *http.Request) error {
	sn, err := a.last.get(r.Context())
	if err != nil {
		return err
	}
	outlets, states := newTally(), newTally()
	for _, art := range sn.rec.Articles {
		outlets.add(art.Outlet, art.Outlet)
		states.add(completeness(art), completeness(art))
	}
	var f filters
	f.choose(r, "outlet", "Outlet", outlets)
	f.choose(r, "complete", "Completeness", states)
	from, to, err := f.days(r)
	if err != nil {
		return err
	}
	var list []record.Article
	for _, art := range slices.Backward(sn.rec.Articles) {
		o, c := r.FormValue("outlet"), r.FormValue("complete")
		if (o == "" || art.Outlet == o) && (c == "" || completeness(art) == c) && within(art.Day(), from, to) {
			list = append(list, art)
		}
	}
	part, p, err := paged(r, list)
	if err != nil {
		return err
	}
	f.Path, f.Pager, f.Total = "/articles", p, plural(len(list), "article", "articles")
	b := articlesBody{Filters: f, Nothing: len(sn.rec.Articles) == 0}
	counts := sn.counts()
	for _, art := range part {
		b.Entries = append(b.Entries, sn.row(art, counts[art.ID]))
	}
	return a.render(w, sn, "articles", view{Title: "Articles", Body: b})
}

// completeness is how an article is filtered: whole, cut, live or not read.
func completeness(a record.Article) string {
	if a.Skipped != "" {
		return "not read"
	}
	return a.Complete
}

// counts are how many statements, positions and events each article has.
func (sn *snapshot) counts() map[string][3]int {
	out := make(map[string][3]int, len(sn.rec.Articles))
	add := func(id string, i int) { c := out[id]; c[i]++; out[id] = c }
	for _, s := range sn.rec.Statements {
		add(s.Article, 0)
	}
	for _, p := range sn.rec.Positions {
		add(p.Article, 1)
	}
	for _, e := range sn.rec.Events {
		add(e.Article, 2)
	}
	return out
}

func (sn *snapshot) row(art record.Article, n [3]int) articleRow {
	return articleRow{Href: articleHref(art.ID), Title: title(art), Outlet: outlet(art), Published: published(art),
		PublishedBy: art.PublishedBy, Tag: sn.tag(art.Link), State: state(art), Statements: n[0], Position: n[1], Events: n[2]}
}

// title is what to call an article.
func title(a record.Article) string {
	if a.Title != "" {
		return a.Title
	}
	if a.Outlet != "" {
		return "Untitled, " + a.Outlet
	}
	return outlet(a)
}

// state says why an article may not say all; "" for a whole one.
func state(a record.Article) string {
	switch {
	case a.Skipped == "language":
		return "other language, not read"
	case a.Skipped != "":
		return "not read: " + a.Skipped
	case a.Complete == "cut":
		return "cut off"
	case a.Complete == "live":
		return "live page"
	case a.Copies != "" && a.Copies != a.ID:
		return "near-copy"
	}
	return ""
}
