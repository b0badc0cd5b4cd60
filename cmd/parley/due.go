package main

import (
	"github.com/spf13/cobra"

	"parley/internal/analysis"
	"parley/internal/record"
)

// dueLine is a commitment with what became of it, in JSON lines.
type dueLine struct {
	Actor    string       `json:"actor"`
	ActorID  record.Maybe `json:"actor_id"`
	Party    record.Maybe `json:"party"`
	Action   string       `json:"action"`
	Issue    record.Maybe `json:"issue"`
	Trigger  record.Maybe `json:"trigger"`
	Due      record.Maybe `json:"due"`
	Made     record.Maybe `json:"made"`
	Inferred bool         `json:"made_inferred"`
	State    string       `json:"state"` // met, missed, due passed, not told, open
	Accounts []dueAccount `json:"accounts"`
	Deeds    []dueAccount `json:"deeds"` // what decided the state; empty where nothing told did
}

// dueAccount is an account of a commitment, or of what became of it.
type dueAccount struct {
	Status record.Maybe `json:"status"`
	Date   record.Maybe `json:"date"`
	Outlet record.Maybe `json:"outlet"`
	refLine
}

// dueCommand lists what was undertaken and what became of it.
func (a *app) dueCommand() *cobra.Command {
	f := &filter{}
	var state string
	cmd := &cobra.Command{
		Use:   "due",
		Short: "List what was undertaken, by when, and what became of it",
		Long: `Due lists commitments: who undertook what, by when, and what must happen first.
One is met or missed only where an article tells so; where its day is over and
none does, that is what the list says.`,
		Args: cobra.NoArgs,
		RunE: a.lister(f, func(rec *record.Record, l *listing) {
			l.columns = []string{"due", "state", "actor", "action", "trigger", "made", "decided by", "outlet", "words"}
			for _, d := range analysis.Dues(rec, f.asof) {
				if !same(state, string(d.State)) || f.who != "" && !like(f.who, d.Actor.Name) && (d.Actor.Party == "" || !like(f.who, d.Actor.Party)) || !f.more(len(l.rows)) {
					continue
				}
				decided := ""
				if len(d.Deeds) > 0 {
					decided = d.Deeds[0].Date.String() + " " + led(d.Deeds[0].Ref)
				}
				first := d.Accounts[0]
				l.add(newDueLine(rec, d), orElse(d.Due, "?"), string(d.State), d.Actor.Name, d.Action, d.Trigger, d.Made.String(), decided, first.Outlet, led(first.Ref))
			}
		}),
	}
	cmd.Flags().StringVar(&f.asof, "asof", "", "as of this day (2025-05-09); the last publication if left out")
	f.choiceFlag(cmd, &state, "state", "only in this state", []string{string(analysis.Met), string(analysis.Missed), string(analysis.Disputed), string(analysis.DuePassed), string(analysis.Open)})
	cmd.Flags().StringVar(&f.who, "who", "", "only of this person, body or party, by a part of the name")
	f.limitFlag(cmd, 0, "at most so many (0: all)")
	formatFlag(cmd, &f.format)
	return cmd
}

func newDueLine(rec *record.Record, d analysis.Due) dueLine {
	line := dueLine{Actor: d.Actor.Name, ActorID: record.Maybe(d.Actor.Actor), Party: record.Maybe(d.Actor.Party), Action: d.Action, Issue: record.Maybe(d.Issue),
		Trigger: record.Maybe(d.Trigger), Due: record.Maybe(d.Due), Made: record.Maybe(d.Made.Day), Inferred: d.Made.Inferred, State: string(d.State)}
	turn := func(all []analysis.DueAccount) []dueAccount {
		out := []dueAccount{}
		for _, x := range all {
			out = append(out, dueAccount{record.Maybe(x.Status), record.Maybe(x.Date.Day), record.Maybe(x.Outlet), refOf(rec, x.Ref)})
		}
		return out
	}
	line.Accounts, line.Deeds = turn(d.Accounts), turn(d.Deeds)
	return line
}
