package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"parley/internal/analysis"
	"parley/internal/record"
)

// truceLine is a truce in JSON lines.
type truceLine struct {
	Key      string         `json:"key"`
	Title    string         `json:"title"`
	State    string         `json:"state"` // proposed, declared, agreed, to begin, in force, over, unclear
	Side     record.Maybe   `json:"side"`  // unilateral, mutual
	Days     int            `json:"days"`  // 0 unknown
	Start    record.Maybe   `json:"start"`
	End      record.Maybe   `json:"end"`
	Counted  bool           `json:"end_counted"`   // the end is counted from start and length, not told
	Windows  [][2]string    `json:"other_windows"` // first and last days that other accounts give
	Articles int            `json:"articles"`      // independent
	AsOf     string         `json:"asof"`
	Accounts []truceAccount `json:"accounts"`
}

// truceAccount is one account of a step.
type truceAccount struct {
	Step     string         `json:"step"`
	Status   string         `json:"status"`
	Who      []string       `json:"who"`          // who takes the step; of broken, who is accused
	Teller   []string       `json:"according_to"` // who tells it; of broken, who accuses
	Date     record.Maybe   `json:"date"`
	Inferred bool           `json:"inferred"`
	Outlet   record.Maybe   `json:"outlet"`
	Parties  []record.Maybe `json:"parties"` // one for each of Who
	refLine
}

// trucesCommand lists truces and what became of them.
func (a *app) trucesCommand() *cobra.Command {
	f := &filter{}
	var state string
	cmd := &cobra.Command{
		Use:   "truces",
		Short: "List truces and what became of them",
		Long: `Truces lists every truce, or other halt that is called so in its kind of talks,
with its life: proposed, declared, accepted or refused, in force, said to be
broken, extended, over; each step with the words that tell it. Declared is not
agreed, and who is accused is not found guilty.`,
		Args: cobra.NoArgs,
		RunE: a.lister(f, func(rec *record.Record, l *listing) {
			l.columns = []string{"truce", "state", "side", "from", "to", "date", "step", "who", "according to", "outlet", "words"}
			for _, t := range analysis.Truces(rec, f.asof) {
				if !same(state, string(t.State)) || f.who != "" && !takesPart(t, f.who) || !f.more(len(l.entries)) {
					continue
				}
				l.entries = append(l.entries, newTruceLine(rec, t, f.asof))
				l.rows = append(l.rows, truceRows(t)...)
			}
		}),
	}
	cmd.Flags().StringVar(&f.asof, "asof", "", "as of this day (2025-05-09); the last publication if left out")
	f.choiceFlag(cmd, &state, "state", "only in this state", []string{string(analysis.TruceProposed), string(analysis.TruceDeclared),
		string(analysis.TruceAgreed), string(analysis.TruceAhead), string(analysis.TruceInForce), string(analysis.TruceOver), string(analysis.TruceUnclear)})
	cmd.Flags().StringVar(&f.who, "who", "", "only with this person, body or party, by a part of the name")
	f.limitFlag(cmd, 0, "at most so many truces (0: all)")
	formatFlag(cmd, &f.format)
	return cmd
}

// takesPart tells whether somebody of that name takes or tells a step.
func takesPart(t analysis.Truce, who string) bool {
	for _, s := range t.Steps {
		for _, x := range append(append([]analysis.Somebody(nil), s.Actors...), s.Tellers...) {
			if like(who, x.Name) || x.Party != "" && like(who, x.Party) {
				return true
			}
		}
	}
	return false
}

func newTruceLine(rec *record.Record, t analysis.Truce, asof string) truceLine {
	line := truceLine{Key: t.Key, Title: t.Title, State: string(t.State), Side: record.Maybe(t.Side), Days: t.Days, Start: record.Maybe(t.Start),
		End: record.Maybe(t.End), Counted: t.Counted, Windows: list(t.Windows), Articles: t.Articles, AsOf: asof, Accounts: []truceAccount{}}
	if asof == "" {
		for _, art := range rec.Articles {
			line.AsOf = max(line.AsOf, art.Day())
		}
	}
	for _, s := range t.Steps {
		acc := truceAccount{Step: s.Step, Status: s.Status, Who: list(names(s.Actors)), Teller: list(names(s.Tellers)), Date: record.Maybe(s.Date.Day),
			Inferred: s.Date.Inferred, Outlet: record.Maybe(s.Outlet), Parties: []record.Maybe{}, refLine: refOf(rec, s.Ref)}
		for _, x := range s.Actors {
			acc.Parties = append(acc.Parties, record.Maybe(x.Party))
		}
		line.Accounts = append(line.Accounts, acc)
	}
	return line
}

func names(all []analysis.Somebody) []string {
	var out []string
	for _, x := range all {
		out = append(out, x.Name)
	}
	return out
}

// truceRows returns one row per account.
func truceRows(t analysis.Truce) [][]string {
	var rows [][]string
	end := t.End
	if t.Counted {
		end = "~" + end
	}
	for _, s := range t.Steps {
		rows = append(rows, []string{t.Title, string(t.State), t.Side, t.Start, end, s.Date.String(), stepWord(s),
			strings.Join(names(s.Actors), ", "), strings.Join(names(s.Tellers), ", "), s.Outlet, led(s.Ref)})
	}
	return rows
}

// stepWord says a step with its status where it is not simply told as done.
func stepWord(s analysis.TruceStep) string {
	word := analysis.StepLabel(s.Step)
	if s.Status == "occurred" {
		return word
	}
	return fmt.Sprintf("%s (%s)", word, s.Status)
}
