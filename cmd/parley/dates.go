package main

import (
	"context"
	"iter"
	"time"

	"parley/internal/doc"
	"parley/internal/source"
	"parley/internal/timex"
)

// clues returns what an article tells about the day it came out on. A day
// that was worked out earlier does not count: it is worked out afresh.
func (e *engine) clues(a source.Article) timex.Clues {
	d := &doc.Doc{Text: a.Visible(), Title: a.Title, Outlet: a.Outlet}
	if a.PublishedBy == source.Given {
		d.Anchor = a.Day()
	}
	if a.Skipped != source.Analysed {
		return timex.Clues{Day: d.Anchor}
	}
	e.times.Run(d)
	return timex.CluesOf(d)
}

// dates works out when articles came out by one another and returns them in
// order, without text, with their dates.
func (e *engine) dates(ctx context.Context, articles iter.Seq[source.Article]) ([]source.Article, error) {
	var clues []timex.Clues
	var out []source.Article
	type clued struct {
		article source.Article
		clues   timex.Clues
	}
	err := ordered(ctx, articles, func(a source.Article) clued {
		c := clued{a, e.clues(a)}
		c.article.Text, c.article.Furniture = "", nil
		return c
	}, func(c clued) error {
		clues = append(clues, c.clues)
		out = append(out, c.article)
		return nil
	})
	if err != nil {
		return nil, err
	}
	for i, w := range timex.Infer(clues) {
		if out[i].PublishedBy != source.Given {
			setDate(&out[i], w.Day, clues[i].Dateline.Month != 0)
		}
	}
	return out, nil
}

// setDate gives an article a day that was worked out, zero if unknown.
func setDate(a *source.Article, day time.Time, dateline bool) {
	a.Published, a.HasTime, a.PublishedBy = day, false, source.NoDate
	switch {
	case day.IsZero():
	case dateline:
		a.PublishedBy = source.Dateline
	default:
		a.PublishedBy = source.Inferred
	}
}

// dates works out when the articles of the record came out that were not
// given a date. All articles of the record help, those of earlier runs too,
// so that the order of reading does not matter.
func (r *reading) dates(ctx context.Context, e *engine) error {
	all, err := r.store.Articles(ctx)
	if err != nil {
		return err
	}
	undated := false
	for _, a := range all {
		undated = undated || a.PublishedBy != string(source.Given) && a.Skipped == ""
	}
	if !undated {
		return nil
	}
	r.bar = r.app.progress("articles dated", len(all))
	defer func() { r.bar.done() }()
	var readErr error
	dated, err := e.dates(ctx, func(yield func(source.Article) bool) {
		for _, a := range all {
			art, err := r.store.Article(ctx, a.ID)
			r.bar.add(1)
			if readErr = err; err != nil || !yield(art) {
				return
			}
		}
	})
	if err == nil {
		err = readErr
	}
	if err != nil {
		return err
	}
	return r.store.SetDates(ctx, dated)
}

// date works out the dates of the articles held.
func (in *intake) date(e *engine) error {
	given := true
	for a := range in.each {
		given = given && a.PublishedBy == source.Given
	}
	if given {
		return nil
	}
	dated, err := e.dates(in.ctx, in.each)
	in.dated = dated
	return err
}
