package main

import (
	"github.com/spf13/cobra"

	"parley/internal/record"
)

// proposalLine is a proposal in JSON lines.
type proposalLine struct {
	record.Proposal
	Actor record.Maybe `json:"actor"`
	where
}

// proposalsCommand lists what is on the table, clause by clause.
func (a *app) proposalsCommand() *cobra.Command {
	f := &filter{}
	cmd := &cobra.Command{
		Use:   "proposals",
		Short: "List what is proposed, clause by clause",
		Args:  cobra.NoArgs,
		RunE: a.lister(f, func(rec *record.Record, l *listing) {
			l.columns = []string{"published", "proposer", "proposal", "outlet", "issue", "open", "clause"}
			for _, p := range rec.Proposals {
				art, _ := rec.Article(p.Article)
				if !f.fromOutlet(art) || !f.in(art.Day()) || !f.person(rec, p.Actor, p.Proposer) || !f.more(len(l.entries)) {
					continue
				}
				l.entries = append(l.entries, proposalLine{p.Proposal, record.Maybe(p.Actor), whereOf(art, p.Evidence)})
				l.rows = append(l.rows, clauseRows(rec, &p, art)...)
			}
		}),
	}
	cmd.Flags().StringVar(&f.who, "proposer", "", "only of this proposer, by a part of the name")
	f.dateFlags(cmd)
	return cmd
}

// clauseRows returns one row per clause; one row where the clauses are not told.
func clauseRows(rec *record.Record, p *record.ProposalEntry, art record.Article) [][]string {
	head := []string{orElse(art.Day(), "?"), rec.NameOf(p.Actor, p.Proposer), p.Title, art.Outlet}
	if len(p.Clauses) == 0 {
		return [][]string{append(head, "", "", wordsOf(p.Evidence))}
	}
	var rows [][]string
	for _, c := range p.Clauses {
		rows = append(rows, append(head[:len(head):len(head)], c.Issue, string(c.Open), c.Text))
	}
	return rows
}
