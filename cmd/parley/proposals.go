package main

import (
	"strings"

	"github.com/spf13/cobra"

	"parley/internal/analysis"
	"parley/internal/record"
)

// proposalLine is a proposal in JSON lines.
type proposalLine struct {
	record.Proposal
	Actor   record.Maybe   `json:"actor"`
	Plan    string         `json:"plan"`           // article and ID of the first account of the same proposal
	Stances []planStance   `json:"stances"`        // on the whole
	On      [][]planStance `json:"clause_stances"` // on the issue of each of the clauses
	where
}

// planStance is where a party stands on a proposal or on a clause's issue.
type planStance struct {
	Party   string        `json:"party"`
	Name    string        `json:"name"` // of the holder
	Stance  record.Stance `json:"stance"`
	Date    record.Maybe  `json:"date"`
	Doc     string        `json:"doc"`
	Article string        `json:"article"`
	Entry   string        `json:"entry"` // of the position in its article
	Span    [2]int        `json:"span"`
	Text    string        `json:"text"`
}

func planStances(rec *record.Record, list []analysis.PlanStance) []planStance {
	out := []planStance{}
	for _, s := range list {
		art, _ := rec.Article(s.Ref.Article)
		out = append(out, planStance{s.Party, s.Name, s.Stance, record.Maybe(s.Date.Day), art.Doc, s.Ref.Article, s.Ref.Entry, [2]int{s.Ref.Start, s.Ref.End}, s.Ref.Text})
	}
	return out
}

// stanceTexts says stances on one line.
func stanceTexts(list []analysis.PlanStance) string {
	var out []string
	for _, s := range list {
		out = append(out, s.Text())
	}
	return strings.Join(out, "; ")
}

// proposalsCommand lists what is on the table, clause by clause.
func (a *app) proposalsCommand() *cobra.Command {
	f := &filter{}
	cmd := &cobra.Command{
		Use:   "proposals",
		Short: "List what is proposed, clause by clause",
		Args:  cobra.NoArgs,
		RunE: a.lister(f, func(rec *record.Record, l *listing) {
			l.columns = []string{"published", "proposer", "proposal", "outlet", "issue", "open", "clause", "made", "stances"}
			plans := planOf(analysis.Plans(rec, ""))
			for _, p := range rec.Proposals {
				art, _ := rec.Article(p.Article)
				if !f.fromOutlet(art) || !f.in(art.Day()) || !f.person(rec, p.Actor, p.Proposer) || !f.more(len(l.entries)) {
					continue
				}
				line := proposalLine{Proposal: p.Proposal, Actor: record.Maybe(p.Actor), Stances: []planStance{}, On: [][]planStance{}, where: whereOf(art, p.Evidence)}
				plan := plans[p.Article+"/"+p.ID]
				line.Plan, line.Stances = plan.Key, planStances(rec, plan.Stances)
				for _, c := range p.Clauses {
					line.On = append(line.On, planStances(rec, plan.On(c)))
				}
				l.entries = append(l.entries, line)
				l.rows = append(l.rows, clauseRows(rec, &p, plan, art)...)
			}
		}),
	}
	cmd.Flags().StringVar(&f.who, "proposer", "", "only of this proposer, by a part of the name")
	f.dateFlags(cmd)
	return cmd
}

// planOf returns the plan that each proposal of the record tells of, by article and ID.
func planOf(plans []analysis.Plan) map[string]analysis.Plan {
	out := map[string]analysis.Plan{}
	for _, p := range plans {
		for _, acc := range p.Accounts {
			out[acc.Proposal.Article+"/"+acc.Proposal.ID] = p
		}
	}
	return out
}

// clauseRows returns a row for the whole where the parties stand on it or where
// the clauses are not told, and one per clause.
func clauseRows(rec *record.Record, p *record.ProposalEntry, plan analysis.Plan, art record.Article) [][]string {
	head := []string{orElse(art.Day(), "?"), rec.NameOf(p.Actor, p.Proposer), p.Title, art.Outlet}
	head = head[:len(head):len(head)]
	var rows [][]string
	if len(p.Clauses) == 0 || len(plan.Stances) > 0 {
		rows = append(rows, append(head, "", "", wordsOf(p.Evidence), string(p.Made), stanceTexts(plan.Stances)))
	}
	for _, c := range p.Clauses {
		rows = append(rows, append(head, c.Issue, string(c.Open), c.Text, string(p.Made), stanceTexts(plan.On(c))))
	}
	return rows
}
