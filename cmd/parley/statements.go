package main

import (
	"github.com/spf13/cobra"

	"parley/internal/record"
)

// statementLine is a statement in JSON lines.
type statementLine struct {
	record.Statement
	Actor      record.Maybe   `json:"actor"`
	Addressees []record.Maybe `json:"addressees"`
	where
}

// statementsCommand lists who said what.
func (a *app) statementsCommand() *cobra.Command {
	f := &filter{}
	cmd := &cobra.Command{
		Use:   "statements",
		Short: "List who said what",
		Args:  cobra.NoArgs,
		RunE: a.lister(f, func(rec *record.Record, l *listing) {
			l.columns = []string{"date", "speaker", "party", "form", "outlet", "cue", "words"}
			for _, s := range rec.Statements {
				art, _ := rec.Article(s.Article)
				if !f.statement(rec, &s, art) || !f.more(len(l.rows)) {
					continue
				}
				line := statementLine{Statement: s.Statement, Actor: record.Maybe(s.Actor), Addressees: []record.Maybe{}, where: whereOf(art, s.Content)}
				for _, id := range s.Addressees {
					line.Addressees = append(line.Addressees, record.Maybe(id))
				}
				l.add(line, dayOf(s.Said, art), rec.NameOf(s.Actor, s.Speaker), rec.PartyOf(s.Actor, s.Speaker), s.Form, art.Outlet,
					wordsOf(s.Cue), wordsOf(s.Content))
			}
		}),
	}
	cmd.Flags().StringVar(&f.who, "speaker", "", "only of this speaker, by a part of the name")
	cmd.Flags().StringVar(&f.party, "party", "", "only of this party")
	f.choiceFlag(cmd, &f.form, "form", "only of this form", forms)
	f.dateFlags(cmd)
	return cmd
}

func (f *filter) statement(rec *record.Record, s *record.StatementEntry, art record.Article) bool {
	return same(f.form, s.Form) && f.fromOutlet(art) && f.in(entryDay(s.Said, art)) &&
		f.person(rec, s.Actor, s.Speaker) && f.side(rec, s.Actor, s.Speaker)
}
