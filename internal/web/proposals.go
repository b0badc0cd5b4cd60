package web

import (
	"cmp"
	"net/http"
	"slices"

	"parley/internal/analysis"
	"parley/internal/record"
)

// planView is a plan, framework or offer, as one article has it.
type planView struct {
	ID, Href string
	Title    string // "" where the article gives it none
	Who      nameView
	Text     string // the article's words
	Lead     string // who says them and how
	Made     string // when it was put forward, as told; "" unknown
	Clauses  []clauseView
	Stances  []planStanceView // where the parties stand on the whole
	Also     []originView     // who else tells of it
	Origin   originView
}

// planStanceView is where a party stands on a plan or on the issue of a clause.
type planStanceView struct {
	Text, Href string
}

// clauseView is one part of a plan.
type clauseView struct {
	Issue, IssueHref string
	Href, Text       string
	Open             string // the sub-term left open; "" if none
	Stances          []planStanceView
}

type proposalsBody struct {
	Filters filters
	Entries []planView
	Nothing bool
}

// proposals lists plans with their clauses, the latest first.
func (a *app) proposals(w http.ResponseWriter, r *http.Request) error {
	sn, err := a.last.get(r.Context())
	if err != nil {
		return err
	}
	list, f, err := a.filterProposals(sn, r)
	if err != nil {
		return err
	}
	part, p, err := paged(r, list)
	if err != nil {
		return err
	}
	f.Path, f.Pager, f.Total = "/proposals", p, plural(len(list), "proposal", "proposals")
	b := proposalsBody{Filters: f, Nothing: len(sn.rec.Articles) == 0}
	d := drawer{app: a, sn: sn, seen: map[string]int{}}
	plans := analysis.Plans(&sn.rec, "")
	for _, x := range part {
		b.Entries = append(b.Entries, d.plan(x, planWith(plans, x)))
	}
	return a.render(w, sn, "proposals", view{Title: "Proposals", Body: b})
}

// filterProposals returns the proposals that a request asks for.
func (a *app) filterProposals(sn *snapshot, r *http.Request) ([]record.ProposalEntry, filters, error) {
	proposers, issues, outlets := newTally(), newTally(), newTally()
	for _, p := range sn.rec.Proposals {
		proposers.add(p.Actor, sn.rec.NameOf(p.Actor, p.Proposer))
		for _, code := range issuesOf(p) {
			issues.add(code, a.issue(code).Label)
		}
		art, _ := sn.rec.Article(p.Article)
		outlets.add(art.Outlet, art.Outlet)
	}
	var f filters
	f.choose(r, "proposer", "Proposer", proposers)
	f.choose(r, "issue", "Issue of a clause", issues)
	f.choose(r, "outlet", "Outlet", outlets)
	from, to, err := f.days(r)
	if err != nil {
		return nil, f, err
	}
	proposer, issue, outlet := r.FormValue("proposer"), r.FormValue("issue"), r.FormValue("outlet")
	day := func(p record.ProposalEntry) string {
		art, _ := sn.rec.Article(p.Article)
		return art.Day()
	}
	var list []record.ProposalEntry
	for _, p := range sn.rec.Proposals {
		art, _ := sn.rec.Article(p.Article)
		if (proposer == "" || p.Actor == proposer) && (issue == "" || slices.Contains(issuesOf(p), issue)) &&
			(outlet == "" || art.Outlet == outlet) && within(art.Day(), from, to) {
			list = append(list, p)
		}
	}
	slices.SortStableFunc(list, func(x, y record.ProposalEntry) int { return cmp.Compare(day(y), day(x)) })
	return list, f, nil
}

// issuesOf lists the issues of a proposal's clauses, each once.
func issuesOf(p record.ProposalEntry) []string {
	var out []string
	for _, c := range p.Clauses {
		if !slices.Contains(out, c.Issue) {
			out = append(out, c.Issue)
		}
	}
	return out
}

// planWith returns the plan that an entry tells of.
func planWith(plans []analysis.Plan, e record.ProposalEntry) analysis.Plan {
	for _, p := range plans {
		for _, acc := range p.Accounts {
			if acc.Proposal.Article == e.Article && acc.Proposal.ID == e.ID {
				return p
			}
		}
	}
	return analysis.Plan{}
}

func (d *drawer) planStances(list []analysis.PlanStance) []planStanceView {
	var out []planStanceView
	for _, s := range list {
		out = append(out, planStanceView{s.Text(), d.sn.refHref(s.Ref.Article, s.Ref.Entry)})
	}
	return out
}

// plan shows one proposal, with what the record has on the plan it tells of.
func (d *drawer) plan(p record.ProposalEntry, plan analysis.Plan) planView {
	v := planView{ID: d.unique("plan-" + p.ID), Href: d.sn.refHref(p.Article, p.ID), Title: capital(p.Title), Text: join(p.Evidence),
		Lead: d.sn.cues.Lead(p.Article, p.Evidence), Who: nameView{d.sn.rec.NameOf(p.Actor, p.Proposer), actorHref(p.Actor)}, Origin: d.sn.origin(p.Article)}
	if p.Actor == "" {
		v.Who.Name = "Proposer not known"
		if p.Proposer.Name != "unknown" {
			v.Who.Name = cmp.Or(p.Proposer.Name, v.Who.Name)
		}
	}
	v.Stances = d.planStances(plan.Stances)
	if p.Made != "" {
		v.Made = day(string(p.Made), false).Text
	}
	for _, acc := range plan.Accounts {
		if acc.Proposal.Article != p.Article {
			v.Also = append(v.Also, d.sn.origin(acc.Proposal.Article))
		}
	}
	for _, c := range p.Clauses {
		x := clauseView{Stances: d.planStances(plan.On(c)), Issue: d.app.issue(c.Issue).Label, IssueHref: query("/positions", "issue", c.Issue), Text: c.Text, Open: string(c.Open), Href: v.Href}
		if len(c.Words) > 0 {
			x.Href = query(articleHref(p.Article), "from", itoa(c.Words[0].Start), "to", itoa(c.Words[len(c.Words)-1].End)) + "#found"
		}
		v.Clauses = append(v.Clauses, x)
	}
	return v
}

// apiProposal is a proposal with the text of its evidence, and its page.
type apiProposal struct {
	record.ProposalEntry
	Text   string `json:"text"`
	Outlet string `json:"outlet"`
	Page   string `json:"page"`
}

func (a *app) apiProposals(r *http.Request) (any, error) {
	sn, err := a.last.get(r.Context())
	if err != nil {
		return nil, err
	}
	list, _, err := a.filterProposals(sn, r)
	if err != nil {
		return nil, err
	}
	return listOf(list, func(p record.ProposalEntry) apiProposal {
		art, _ := sn.rec.Article(p.Article)
		return apiProposal{p, join(p.Evidence), art.Outlet, sn.refHref(p.Article, p.ID)}
	}), nil
}
