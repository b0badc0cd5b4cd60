package main

import (
	"strings"

	"github.com/spf13/cobra"

	"parley/internal/analysis"
	"parley/internal/record"
)

// momentLine is a moment in JSON lines.
type momentLine struct {
	Date     record.Maybe   `json:"date"`
	Inferred bool           `json:"inferred"`
	End      record.Maybe   `json:"end"`
	Kind     string         `json:"kind"`
	Type     string         `json:"type"`
	Status   record.Maybe   `json:"status"`
	Actors   []record.Maybe `json:"actors"`
	Names    []string       `json:"names"`
	Place    record.Maybe   `json:"place"`
	Object   record.Maybe   `json:"object"`
	Teller   record.Maybe   `json:"according_to"`
	Outlet   record.Maybe   `json:"outlet"`
	refLine
}

// refLine is a reference in JSON lines.
type refLine struct {
	Article string `json:"article"`
	Doc     string `json:"doc"`
	Entry   string `json:"entry"`
	Span    [2]int `json:"span"`
	Lead    string `json:"lead"` // who says the words and how; "" where nobody does
	Text    string `json:"text"`
}

// led returns the words of a reference behind who says them and how, so that
// what somebody denied does not read as told.
func led(ref analysis.Ref) string {
	if ref.Lead == "" {
		return ref.Text
	}
	return ref.Lead + ": " + ref.Text
}

func refOf(rec *record.Record, ref analysis.Ref) refLine {
	art, _ := rec.Article(ref.Article)
	return refLine{ref.Article, art.Doc, ref.Entry, [2]int{ref.Start, ref.End}, ref.Lead, ref.Text}
}

// timelineCommand lists events, positions and statements in order of time.
func (a *app) timelineCommand() *cobra.Command {
	f := &filter{}
	cmd := &cobra.Command{
		Use:   "timeline",
		Short: "List what happened and was said, in order of time",
		Args:  cobra.NoArgs,
		RunE: a.lister(f, func(rec *record.Record, l *listing) {
			l.columns = []string{"date", "kind", "what", "status", "who", "place", "outlet", "words"}
			for _, m := range analysis.Timeline(rec, f.since, f.until) {
				if !same(f.kind, m.Kind) || !like(f.outlet, m.Outlet) || f.who != "" && !likeAny(f.who, m.Names) || !f.more(len(l.rows)) {
					continue
				}
				l.add(newMomentLine(rec, m), momentDay(m), m.Kind, strings.TrimSpace(m.Type+" "+m.Object), m.Status,
					strings.Join(m.Names, ", "), m.Place, m.Outlet, led(m.Ref))
			}
		}),
	}
	f.choiceFlag(cmd, &f.kind, "kind", "only of this kind", kinds)
	cmd.Flags().StringVar(&f.who, "who", "", "only with this person or body, by a part of the name")
	f.dateFlags(cmd)
	return cmd
}

func newMomentLine(rec *record.Record, m analysis.Moment) momentLine {
	line := momentLine{Date: record.Maybe(m.Date.Day), Inferred: m.Date.Inferred, End: record.Maybe(m.End), Kind: m.Kind, Type: m.Type,
		Status: record.Maybe(m.Status), Actors: []record.Maybe{}, Names: list(m.Names), Place: record.Maybe(m.Place),
		Object: record.Maybe(m.Object), Teller: record.Maybe(m.Teller), Outlet: record.Maybe(m.Outlet), refLine: refOf(rec, m.Ref)}
	for _, id := range m.Actors {
		line.Actors = append(line.Actors, record.Maybe(id))
	}
	return line
}

func momentDay(m analysis.Moment) string {
	if m.End != "" && m.End != m.Date.Day {
		return m.Date.String() + "/" + m.End
	}
	return m.Date.String()
}
