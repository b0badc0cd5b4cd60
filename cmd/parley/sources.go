package main

import (
	"strconv"

	"github.com/spf13/cobra"

	"parley/internal/analysis"
	"parley/internal/record"
)

// outletLine is an outlet in JSON lines.
type outletLine struct {
	Kind       string       `json:"kind"` // "outlet"
	Outlet     record.Maybe `json:"outlet"`
	Articles   int          `json:"articles"`
	Copies     int          `json:"copies"`
	Cut        int          `json:"cut"`
	Statements int          `json:"statements"`
	Direct     int          `json:"direct"`
	Unnamed    int          `json:"unnamed"`
	Positions  int          `json:"positions"`
	Events     int          `json:"events"`
}

// speakerLine is a speaker in JSON lines.
type speakerLine struct {
	Kind       string       `json:"kind"` // "speaker"
	Actor      record.Maybe `json:"actor"`
	Name       string       `json:"name"`
	Is         record.Kind  `json:"is"`
	Party      record.Maybe `json:"party"`
	Statements int          `json:"statements"`
	Direct     int          `json:"direct"`
	Articles   int          `json:"articles"`
	Outlets    int          `json:"outlets"`
	First      record.Maybe `json:"first"`
	Last       record.Maybe `json:"last"`
}

// sourcesCommand lists outlets and speakers with what they contribute.
func (a *app) sourcesCommand() *cobra.Command {
	f := &filter{}
	cmd := &cobra.Command{
		Use:   "sources",
		Short: "List outlets and speakers, and how much comes from each",
		Args:  cobra.NoArgs,
		RunE: a.lister(f, func(rec *record.Record, l *listing) {
			l.columns = []string{"kind", "articles", "statements", "direct", "unnamed", "positions", "events", "copies", "cut", "first", "last", "party", "name"}
			c := analysis.Sources(rec)
			for _, o := range c.Outlets {
				if !like(f.outlet, o.Outlet) || f.who != "" || !f.more(len(l.rows)) {
					continue
				}
				l.add(outletLine{"outlet", record.Maybe(o.Outlet), o.Articles, o.Copies, o.Cut, o.Statements, o.Direct, o.Unnamed, o.Positions, o.Events},
					"outlet", num(o.Articles), num(o.Statements), num(o.Direct), num(o.Unnamed), num(o.Positions), num(o.Events), num(o.Copies),
					num(o.Cut), "", "", "", orElse(o.Outlet, "(unknown)"))
			}
			for _, s := range c.Speakers {
				if !like(f.who, s.Name) || f.outlet != "" || !f.more(len(l.rows)) {
					continue
				}
				l.add(speakerLine{"speaker", record.Maybe(s.Actor), s.Name, s.Kind, record.Maybe(s.Party), s.Statements, s.Direct, s.Articles, s.Outlets,
					record.Maybe(s.First), record.Maybe(s.Last)},
					"speaker", num(s.Articles), num(s.Statements), num(s.Direct), "", "", "", "", "", s.First, s.Last, s.Party, s.Name)
			}
		}),
	}
	cmd.Flags().StringVar(&f.who, "speaker", "", "only speakers with this part of a name")
	cmd.Flags().StringVar(&f.outlet, "outlet", "", "only outlets with this part of a name")
	f.limitFlag(cmd, 0, "at most so many (0: all)")
	formatFlag(cmd, &f.format)
	return cmd
}

func num(n int) string { return strconv.Itoa(n) }
