package analysis

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"parley/internal/record"
)

// Plan is a proposal as all articles together tell it, with where the parties
// stand on it and on what it would hold.
type Plan struct {
	Key      string // article and ID of the first account
	Title    string // in the words of the account that says most
	Proposer Somebody
	Made     Date         // when it was put forward, as told; the first publication for want of it
	Clauses  []PlanClause // in the order of the accounts
	Stances  []PlanStance // on the whole, by party
	Accounts []PlanAccount
	Articles int // independent articles: copies count once
}

// PlanClause is one thing that a plan would hold.
type PlanClause struct {
	record.Clause
	Ref     Ref
	Stances []PlanStance // on its issue, by party
}

// PlanStance is the last account of where a party stands; of several of one day
// that differ, each is kept.
type PlanStance struct {
	Party string // or the name of a holder of no party
	Account
	Own bool // of somebody who does not speak for the party
}

// Text says the stance: "Ostria: against it, 4 Mar 2031".
func (s PlanStance) Text() string {
	who := s.Party
	if s.Own && s.Name != s.Party {
		who = s.Name + " (own view)"
	}
	return who + ": " + stance(s.Stance, s.threatens(), s.Conditions) + ", " + shown(s.Date)
}

// PlanAccount is one article's version of a plan.
type PlanAccount struct {
	Proposal record.ProposalEntry
	Outlet   string
	Date     Date
	Ref      Ref
}

// On returns where the parties stand on the issue of a clause of the plan.
func (p Plan) On(c record.Clause) []PlanStance {
	for _, o := range p.Clauses {
		if oneClause(o.Clause, c) {
			return o.Stances
		}
	}
	return nil
}

// planNouns name what somebody puts forward, and say nothing else.
var planNouns = words("plan proposal counterproposal framework memorandum roadmap blueprint non-paper initiative offer counteroffer outline scheme deal agreement accord draft text document package treaty pact compromise paper term")

func words(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(s) {
		out[w] = true
	}
	return out
}

// samePlan is how many days may lie between two articles that tell of one plan.
const samePlan = 45

// Plans returns the proposals that articles published by a day tell of, those
// that most articles tell of first, then the latest. asof "" is the last day of
// publication.
func Plans(rec *record.Record, asof string) []Plan {
	v := newView(rec, asof)
	var out []Plan
	for i := range rec.Proposals {
		e := &rec.Proposals[i]
		a, ok := v.visible[e.Article]
		if !ok || len(e.Evidence) == 0 {
			continue
		}
		acc := PlanAccount{*e, a.Outlet, v.date(a, e.Made, false), v.cues.refOf(e.Article, e.ID, e.Evidence)}
		k := slices.IndexFunc(out, func(p Plan) bool { return v.onePlan(p, acc) })
		if k < 0 {
			out = append(out, Plan{Key: e.Article + "/" + e.ID, Title: e.Title, Made: acc.Date,
				Proposer: Somebody{e.Actor, rec.NameOf(e.Actor, e.Proposer), partyOf(rec, e.Actor, e.Proposer)}})
			k = len(out) - 1
		}
		v.join(&out[k], acc)
	}
	v.standings(out)
	for i := range out {
		origins := map[string]bool{}
		for _, acc := range out[i].Accounts {
			origins[v.visible[acc.Proposal.Article].Origin()] = true
		}
		out[i].Articles = len(origins)
	}
	slices.SortStableFunc(out, func(x, y Plan) int {
		return cmp.Or(y.Articles-x.Articles, cmp.Compare(y.Made.Day, x.Made.Day), cmp.Compare(x.Key, y.Key))
	})
	return out
}

// join adds an account to a plan.
func (v *view) join(p *Plan, acc PlanAccount) {
	p.Accounts = append(p.Accounts, acc)
	e := acc.Proposal
	if len(strings.Fields(e.Title)) > 1 && len(strings.Fields(p.Title)) == 1 {
		p.Title = e.Title
	}
	if p.Made.Inferred && e.Made != "" {
		p.Made = acc.Date
	}
	for _, c := range e.Clauses {
		if !slices.ContainsFunc(p.Clauses, func(o PlanClause) bool { return oneClause(o.Clause, c) }) {
			p.Clauses = append(p.Clauses, PlanClause{Clause: c, Ref: refOf(e.Article, e.ID, c.Words)})
		}
	}
}

// shortClause is how many words a clause may have that only names a thing.
const shortClause = 7

// oneClause reports whether two clauses say one thing: in the same words, or by
// the same object with the same number ("a truce of 30 days", "a 30-day ceasefire").
func oneClause(a, b record.Clause) bool {
	if a.Issue != b.Issue {
		return false
	}
	if oneLine(a.Text) == oneLine(b.Text) {
		return true
	}
	_, na := titleOf(a.Text)
	return len(na) > 0 && len(strings.Fields(a.Text)) <= shortClause && len(strings.Fields(b.Text)) <= shortClause &&
		objectOf(a.Issue, a.Text).key == objectOf(b.Issue, b.Text).key
}

// onePlan reports whether an account tells of plan p for sure: of one proposer,
// by the same or an empty name, on an issue they share, at about one time; or
// as a copy of what p rests on.
func (v *view) onePlan(p Plan, acc PlanAccount) bool {
	first := p.Accounts[0].Proposal
	e := acc.Proposal
	a, b := v.visible[first.Article], v.visible[e.Article]
	if first.Article == e.Article {
		return false
	}
	if a.Origin() == b.Origin() {
		return strings.EqualFold(first.Title, e.Title) && first.Actor == e.Actor
	}
	party := partyOf(v.rec, e.Actor, e.Proposer)
	switch {
	case e.Proposer.Kind == record.Unknown || p.Proposer.Name == "unknown" || p.Proposer.Name == "":
		return false
	case e.Actor != "" && e.Actor == p.Proposer.Actor:
	case party == "" || party != p.Proposer.Party || !v.speaks(e.Actor, e.Proposer, party) || !v.speaks(first.Actor, first.Proposer, party):
		return false
	}
	return apart(a.Day(), b.Day()) <= samePlan && sameTitle(first.Title, e.Title) && sameContents(first, e)
}

// speaks reports whether a proposer speaks for its party.
func (v *view) speaks(actor string, w record.Who, party string) bool {
	as := record.PositionEntry{Position: record.Position{Holder: w}, Actor: actor}
	return rungOf(v.rec, &as, party).Speaks()
}

// apart returns how many days lie between two; many where one is unknown.
func apart(a, b string) int {
	x, err := time.Parse(time.DateOnly, a)
	y, err2 := time.Parse(time.DateOnly, b)
	if err != nil || err2 != nil {
		return samePlan + 1
	}
	return int(max(x.Sub(y), y.Sub(x)).Hours() / 24)
}

// titleOf returns what a title names and the numbers that tell it apart: the
// head is "" for a word that only says that something is put forward.
func titleOf(title string) (head string, numbers []string) {
	key := strings.Split(objectOf("", title).key, "/")
	for _, part := range key[1:] {
		for _, m := range strings.Split(part, "+") {
			if m != "" && m[0] >= '0' && m[0] <= '9' {
				numbers = append(numbers, m)
			}
		}
	}
	if len(key) > 1 && len(numbers) == 0 || len(key) > 2 {
		head = key[1]
	}
	if planNouns[head] {
		head = ""
	}
	return head, numbers
}

// sameTitle reports whether two titles may name one plan.
func sameTitle(a, b string) bool {
	ha, na := titleOf(a)
	hb, nb := titleOf(b)
	return ha == hb && (len(na) == 0 || len(nb) == 0 || slices.Equal(na, nb))
}

// sameContents reports whether two accounts share an issue of a clause, and no
// number of one contradicts the other; of an account without clauses, whether
// both go by a name that only says that something is put forward.
func sameContents(a, b record.ProposalEntry) bool {
	if len(a.Clauses) == 0 || len(b.Clauses) == 0 {
		ha, _ := titleOf(a.Title)
		hb, _ := titleOf(b.Title)
		return ha == "" && hb == ""
	}
	shared := false
	for _, x := range a.Clauses {
		for _, y := range b.Clauses {
			if x.Issue != y.Issue || x.Issue == "other" {
				continue
			}
			_, nx := titleOf(x.Text)
			_, ny := titleOf(y.Text)
			if len(nx) > 0 && len(ny) > 0 && !slices.Equal(nx, ny) {
				return false
			}
			shared = true
		}
	}
	return shared
}
