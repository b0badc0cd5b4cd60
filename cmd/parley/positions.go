package main

import (
	"strings"

	"github.com/spf13/cobra"

	"parley/internal/record"
)

// positionLine is a position in JSON lines.
type positionLine struct {
	record.Position
	Actor  record.Maybe `json:"actor"`
	Teller record.Maybe `json:"teller"`
	where
}

// positionsCommand lists who stands where.
func (a *app) positionsCommand() *cobra.Command {
	f := &filter{}
	cmd := &cobra.Command{
		Use:   "positions",
		Short: "List who stands where on which issue",
		Args:  cobra.NoArgs,
		RunE: a.lister(f, func(rec *record.Record, l *listing) {
			l.columns = []string{"date", "holder", "party", "issue", "about", "stance", "conditions", "according to", "outlet", "words"}
			for _, p := range rec.Positions {
				art, _ := rec.Article(p.Article)
				if !f.position(rec, &p, art) || !f.more(len(l.rows)) {
					continue
				}
				teller := ""
				if p.AccordingTo != nil {
					teller = rec.NameOf(p.Teller, *p.AccordingTo)
				}
				line := positionLine{p.Position, record.Maybe(p.Actor), record.Maybe(p.Teller), whereOf(art, p.Evidence)}
				l.add(line, dayOf(p.AsOf, art), rec.NameOf(p.Actor, p.Holder), rec.PartyOf(p.Actor, p.Holder), p.Issue, string(p.About),
					string(p.Stance), conditionWords(p.Conditions), teller, art.Outlet, wordsOf(p.Evidence))
			}
		}),
	}
	cmd.Flags().StringVar(&f.who, "holder", "", "only of this holder, by a part of the name")
	cmd.Flags().StringVar(&f.party, "party", "", "only of this party")
	cmd.Flags().StringVar(&f.issue, "issue", "", "only on this issue (ceasefire, direct-talks, ...)")
	cmd.Flags().StringVar(&f.stance, "stance", "", "supports, opposes, conditional or undecided")
	f.dateFlags(cmd)
	return cmd
}

func (f *filter) position(rec *record.Record, p *record.PositionEntry, art record.Article) bool {
	return same(f.issue, p.Issue) && same(f.stance, string(p.Stance)) && f.fromOutlet(art) && f.in(entryDay(p.AsOf, art)) &&
		f.person(rec, p.Actor, p.Holder) && f.side(rec, p.Actor, p.Holder)
}

// conditionWords tells conditions in a line: "if not ceasefire; before withdrawal".
func conditionWords(cs []record.Condition) string {
	parts := make([]string, len(cs))
	for i, c := range cs {
		not := ""
		if !c.Holds {
			not = "not "
		}
		parts[i] = c.Relation + " " + not + c.Issue
	}
	return strings.Join(parts, "; ")
}
