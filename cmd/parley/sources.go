package main

import (
	"strconv"
	"strings"

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
	Offices    []officeLine `json:"offices"`
	Clashes    []clashLine  `json:"clashes"` // titles that contradict one another or are out of date
}

// officeLine is an office of a speaker with when articles give it.
type officeLine struct {
	Office   string        `json:"office"`
	Of       record.Maybe  `json:"of"`
	Rung     analysis.Rung `json:"rung"`
	Tenure   record.Maybe  `json:"tenure"`
	First    record.Maybe  `json:"first"`
	Last     record.Maybe  `json:"last"`
	Articles int           `json:"articles"`
}

// clashLine is two titles that do not go together, both as their articles have them.
type clashLine struct {
	Why string    `json:"why"`
	A   titleLine `json:"a"`
	B   titleLine `json:"b"`
}

// titleLine is a title in an article.
type titleLine struct {
	Office  string       `json:"office"`
	Article string       `json:"article"`
	Doc     string       `json:"doc"`
	Outlet  record.Maybe `json:"outlet"`
	Day     record.Maybe `json:"day"`
	Span    [2]int       `json:"span"`
	Text    string       `json:"text"`
}

// titles tells the offices of an actor and where articles contradict in them,
// for JSON lines and in words for a table.
func titles(rec *record.Record, id string) (offices []officeLine, clashes []clashLine, held, odds string) {
	offices, clashes = []officeLine{}, []clashLine{}
	a, ok := rec.Actor(id)
	if !ok {
		return offices, clashes, "", ""
	}
	var words, both []string
	for _, o := range analysis.Offices(a) {
		offices = append(offices, officeLine{o.Words, record.Maybe(o.Of), o.Rung, record.Maybe(o.Tenure), record.Maybe(o.First), record.Maybe(o.Last), o.Articles})
		words = append(words, o.Words)
	}
	title := func(e record.RoleEntry) titleLine {
		art, _ := rec.Article(e.Article)
		return titleLine{e.Office, e.Article, art.Doc, record.Maybe(art.Outlet), e.Day, spanOf(e.Words), wordsOf(e.Words)}
	}
	for _, c := range a.Clashes {
		clashes = append(clashes, clashLine{c.Why, title(c.A), title(c.B)})
		both = append(both, "“"+c.A.Office+"” but “"+c.B.Office+"”")
	}
	return offices, clashes, strings.Join(words, "; "), strings.Join(both, "; ")
}

// sourcesCommand lists outlets and speakers with what they contribute.
func (a *app) sourcesCommand() *cobra.Command {
	f := &filter{}
	cmd := &cobra.Command{
		Use:   "sources",
		Short: "List outlets and speakers, and how much comes from each",
		Args:  cobra.NoArgs,
		RunE: a.lister(f, func(rec *record.Record, l *listing) {
			l.columns = []string{"kind", "articles", "statements", "direct", "unnamed", "positions", "events", "copies", "cut", "first", "last", "party", "office", "at odds", "name"}
			c := analysis.Sources(rec)
			for _, o := range c.Outlets {
				if !like(f.outlet, o.Outlet) || f.who != "" || !f.more(len(l.rows)) {
					continue
				}
				l.add(outletLine{"outlet", record.Maybe(o.Outlet), o.Articles, o.Copies, o.Cut, o.Statements, o.Direct, o.Unnamed, o.Positions, o.Events},
					"outlet", num(o.Articles), num(o.Statements), num(o.Direct), num(o.Unnamed), num(o.Positions), num(o.Events), num(o.Copies),
					num(o.Cut), "", "", "", "", "", orElse(o.Outlet, "(unknown)"))
			}
			for _, s := range c.Speakers {
				if !like(f.who, s.Name) || f.outlet != "" || !f.more(len(l.rows)) {
					continue
				}
				offices, clashes, held, odds := titles(rec, s.Actor)
				l.add(speakerLine{"speaker", record.Maybe(s.Actor), s.Name, s.Kind, record.Maybe(s.Party), s.Statements, s.Direct, s.Articles, s.Outlets,
					record.Maybe(s.First), record.Maybe(s.Last), offices, clashes},
					"speaker", num(s.Articles), num(s.Statements), num(s.Direct), "", "", "", "", "", s.First, s.Last, s.Party, held, odds, s.Name)
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
