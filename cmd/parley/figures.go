package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley/internal/analysis"
	"parley/internal/record"
)

// figureLine is a figure in JSON lines.
type figureLine struct {
	ID       string       `json:"id"`
	Number   string       `json:"number"` // as a person reads it
	Value    float64      `json:"value"`
	Upper    *float64     `json:"upper"`
	Of       *float64     `json:"of"`
	Bound    record.Maybe `json:"bound"`
	Unit     record.Maybe `json:"unit"`
	What     string       `json:"what"`
	About    record.Maybe `json:"about"`
	Claimant record.Who   `json:"claimant"`
	Actor    record.Maybe `json:"actor"`
	Span     [2]int       `json:"span"`
	where
	Beside []besideLine `json:"beside"` // claims about the same thing that differ
}

// besideLine is a differing claim.
type besideLine struct {
	ID       string       `json:"id"`
	Number   string       `json:"number"`
	What     string       `json:"what"`
	Claimant string       `json:"claimant"`
	Outlet   record.Maybe `json:"outlet"`
	Doc      string       `json:"doc"`
	Span     [2]int       `json:"span"`
	Text     string       `json:"text"`
}

// figuresCommand lists numbers that somebody claims.
func (a *app) figuresCommand() *cobra.Command {
	f := &filter{}
	var what string
	var differing bool
	cmd := &cobra.Command{
		Use:   "figures",
		Short: "List numbers that somebody claims, with those that differ beside them",
		Long: `Figures lists the numbers in the record: how many or how much, of what, claimed
by whom. Claims about the same thing that differ stand side by side; none is
averaged or preferred.`,
		Args: cobra.NoArgs,
		RunE: a.lister(f, func(rec *record.Record, l *listing) {
			l.columns = []string{"date", "number", "what", "claimant", "outlet", "differs from", "words"}
			for _, g := range rec.Figures {
				art, _ := rec.Article(g.Article)
				if !like(what, g.What) || differing && len(g.Differs) == 0 || !f.fromOutlet(art) || !f.in(art.Day()) ||
					!f.person(rec, g.Actor, g.Claimant) || !f.more(len(l.rows)) {
					continue
				}
				line := newFigureLine(rec, g, art)
				var beside []string
				for _, o := range line.Beside {
					beside = append(beside, o.Number+" ("+o.Claimant+")")
				}
				beside = slices.Compact(beside)
				l.add(line, dayOf("", art), line.Number, g.What, rec.NameOf(g.Actor, g.Claimant), art.Outlet, strings.Join(beside, "; "), wordsOf(g.Words))
			}
		}),
	}
	cmd.Flags().StringVar(&what, "what", "", "only of what has this in its words")
	cmd.Flags().StringVar(&f.who, "claimant", "", "only claimed by this person or body, by a part of the name")
	cmd.Flags().BoolVar(&differing, "differing", false, "only those that another claim differs from")
	f.dateFlags(cmd)
	return cmd
}

func newFigureLine(rec *record.Record, g record.FigureEntry, art record.Article) figureLine {
	x := figureLine{ID: g.ID, Number: analysis.Number(g.Figure), Value: g.Value, Upper: g.Upper, Of: g.Of, Bound: record.Maybe(g.Bound), Unit: g.Unit,
		What: g.What, About: record.Maybe(g.About), Claimant: g.Claimant, Actor: record.Maybe(g.Actor), Span: spanOf(g.Words), where: whereOf(art, g.Words), Beside: []besideLine{}}
	for _, ref := range g.Differs {
		o, ok := rec.Figure(ref)
		if !ok {
			continue
		}
		other, _ := rec.Article(o.Article)
		x.Beside = append(x.Beside, besideLine{ref, analysis.Number(o.Figure), o.What, rec.NameOf(o.Actor, o.Claimant), record.Maybe(other.Outlet), other.Doc, spanOf(o.Words), wordsOf(o.Words)})
	}
	return x
}

// spanOf returns where words begin and end in their article.
func spanOf(w record.Words) [2]int {
	if len(w) == 0 {
		return [2]int{}
	}
	return [2]int{w[0].Start, w[len(w)-1].End}
}
