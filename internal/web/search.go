package web

import (
	"net/http"
	"strings"

	"parley/internal/store"
)

const maxHits = 100 // places shown for a search

// piece is a stretch of a snippet; found if it is what was searched for.
type piece struct {
	Text  string
	Found bool
}

type hitView struct {
	Href   string
	What   string // "statement by X" or "article"
	Lead   string // before the words of a statement: who says them and how
	Pieces []piece
	Origin originView
	Title  string
}

type searchBody struct {
	Query   string
	Entries []hitView
	More    bool
	Nothing bool
	Total   string
}

// search finds words in articles and statements.
func (a *app) search(w http.ResponseWriter, r *http.Request) error {
	sn, err := a.last.get(r.Context())
	if err != nil {
		return err
	}
	q := strings.TrimSpace(r.FormValue("q"))
	b := searchBody{Query: q, Nothing: len(sn.rec.Articles) == 0}
	if len(q) > 1000 {
		return badRequest("Search for fewer words: at most 1000 characters.")
	}
	if q != "" {
		hits, err := a.store.Search(r.Context(), q, maxHits)
		if err != nil {
			return err
		}
		for _, h := range hits {
			b.Entries = append(b.Entries, sn.hit(h))
		}
		b.More = len(hits) == maxHits
		b.Total = plural(len(hits), "place", "places")
	}
	title := "Search"
	if q != "" {
		title = "Search: " + q
	}
	return a.render(w, sn, "search", view{Title: title, Query: q, Body: b})
}

func (sn *snapshot) hit(h store.Hit) hitView {
	v := hitView{Href: articleHref(h.Article), What: "article", Pieces: highlight(h), Origin: sn.origin(h.Article), Title: h.Title}
	if h.Statement != "" {
		v.Href = sn.refHref(h.Article, h.Statement)
		v.What = "statement"
		if s, ok := sn.rec.Statement(h.Article, h.Statement); ok {
			v.Lead = sn.cues.Lead(s.Article, s.Content)
			v.What = "statement by " + sn.rec.NameOf(s.Actor, s.Speaker)
			if s.Actor == "" {
				v.What = "statement: " + unnamed(s.Speaker)
			}
		}
	} else if len(h.Marks) > 0 {
		v.Href += "?from=" + itoa(h.Marks[0][0]) + "&to=" + itoa(h.Marks[0][1]) + "#found"
	}
	return v
}

// highlight splits a snippet at the words found.
func highlight(h store.Hit) []piece {
	var marks []mark
	for _, m := range h.Marks {
		marks = append(marks, mark{start: m[0] - h.Start, end: m[1] - h.Start})
	}
	var out []piece
	for _, s := range cut(h.Text, marks) {
		found := len(s.marks) > 0
		if n := len(out); n > 0 && out[n-1].Found == found {
			out[n-1].Text += s.text
			continue
		}
		out = append(out, piece{s.text, found})
	}
	return out
}
