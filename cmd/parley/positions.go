package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley/internal/analysis"
	"parley/internal/record"
)

// positionLine is a position in JSON lines.
type positionLine struct {
	record.Position
	Actor  record.Maybe `json:"actor"`
	Teller record.Maybe `json:"teller"`
	Ended  *endingLine  `json:"ended_by"` // null where nothing is known to have ended it
	where
}

// endingLine is what ended a position, in JSON lines.
type endingLine struct {
	By       string       `json:"by"`   // position, deed
	What     string       `json:"what"` // "opposes it", "talks: Ostria, Velmark"
	Date     record.Maybe `json:"date"`
	Inferred bool         `json:"inferred"`
	Outlet   record.Maybe `json:"outlet"`
	refLine
}

// endingOf returns what ended a position, nil for nothing.
func endingOf(rec *record.Record, ends map[string]analysis.Ending, p *record.PositionEntry) *endingLine {
	e, ok := ends[p.Article+"/"+p.ID]
	if !ok {
		return nil
	}
	return &endingLine{e.By, e.Text, record.Maybe(e.Date.Day), e.Date.Inferred, record.Maybe(e.Outlet), refOf(rec, e.Ref)}
}

// inShort tells an ending in a cell.
func (e *endingLine) inShort() string {
	if e == nil {
		return ""
	}
	day := string(e.Date)
	if e.Inferred {
		day = "~" + day
	}
	return day + " " + e.What
}

// positionsCommand lists who stands where.
func (a *app) positionsCommand() *cobra.Command {
	f := &filter{}
	cmd := &cobra.Command{
		Use:   "positions",
		Short: "List who stands where on which issue",
		Args:  cobra.NoArgs,
		RunE: a.lister(f, func(rec *record.Record, l *listing) {
			l.columns = []string{"date", "holder", "party", "issue", "about", "stance", "conditions", "according to", "ended by", "outlet", "words"}
			ends := analysis.Endings(rec, "")
			for _, p := range rec.Positions {
				art, _ := rec.Article(p.Article)
				if !f.position(rec, &p, art) || !f.more(len(l.rows)) {
					continue
				}
				teller := ""
				if p.AccordingTo != nil {
					teller = rec.NameOf(p.Teller, *p.AccordingTo)
				}
				line := positionLine{p.Position, record.Maybe(p.Actor), record.Maybe(p.Teller), endingOf(rec, ends, &p), whereOf(art, p.Evidence)}
				l.add(line, dayOf(p.AsOf, art), rec.NameOf(p.Actor, p.Holder), rec.PartyOf(p.Actor, p.Holder), p.Issue, string(p.About),
					string(p.Stance), conditionWords(p.Conditions), teller, line.Ended.inShort(), art.Outlet, wordsOf(p.Evidence))
			}
		}),
	}
	cmd.Flags().StringVar(&f.who, "holder", "", "only of this holder, by a part of the name")
	cmd.Flags().StringVar(&f.party, "party", "", "only of this party")
	f.choiceFlag(cmd, &f.issue, "issue", "only on this issue", codes("issues.txt", "issue"))
	f.choiceFlag(cmd, &f.stance, "stance", "only of this stance", stances)
	f.leastFlag(cmd)
	f.dateFlags(cmd)
	return cmd
}

func (f *filter) position(rec *record.Record, p *record.PositionEntry, art record.Article) bool {
	return p.P >= float64(f.least) && same(f.issue, p.Issue) && same(f.stance, string(p.Stance)) && f.fromOutlet(art) && f.in(entryDay(p.AsOf, art)) &&
		f.person(rec, p.Actor, p.Holder) && f.side(rec, p.Actor, p.Holder)
}

// conditionWords tells conditions in a line: "if not ceasefire; first: withdrawal".
func conditionWords(cs []record.Condition) string {
	parts := make([]string, len(cs))
	for i, c := range cs {
		parts[i] = conditionPart(c)
	}
	return strings.Join(parts, "; ")
}

// conditionPart tells one condition: by its issue, or in the article's words
// where no issue fits. "A truce before talks" and "talks only after a truce"
// both require the truce first.
func conditionPart(c record.Condition) string {
	lead, holds := c.Relation, c.Holds
	switch c.Relation {
	case "before", "after":
		lead = "first:"
	case "unless": // what must not hold is what stands after "unless"
		holds = !holds
	}
	words := strings.TrimSpace(c.Text)
	if words == "" || !slices.Contains([]string{"other", "unspecified", ""}, c.Issue) {
		if !holds {
			return lead + " not " + c.Issue
		}
		return lead + " " + c.Issue
	}
	first, rest, _ := strings.Cut(words, " ")
	switch first = strings.ToLower(first); {
	case first == c.Relation && first != "before":
		words = rest
	case slices.Contains([]string{"if", "only", "provided", "unless", "until", "till", "once", "before"}, first):
		return words
	}
	return lead + " " + words
}
