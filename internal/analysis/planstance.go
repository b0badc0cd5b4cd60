package analysis

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"parley/internal/record"
)

// standings ties the positions of the record to plans, as a whole and by the
// issues of their clauses.
func (v *view) standings(plans []Plan) {
	type told struct {
		acc   Account
		party string
	}
	whole := make([][]told, len(plans))
	byIssue := map[string][]told{}
	for _, e := range v.rec.Positions {
		if _, ok := v.visible[e.Article]; !ok {
			continue
		}
		acc, party := v.account(e)
		t := told{acc, cmp.Or(party, acc.Name)}
		byIssue[e.Issue] = append(byIssue[e.Issue], t)
		if k := v.planOf(plans, e); k >= 0 {
			whole[k] = append(whole[k], t)
		}
	}
	last := func(all []told) []PlanStance {
		by := map[string][]Account{}
		for _, t := range all {
			by[t.party] = append(by[t.party], t.acc)
		}
		return lastStances(by)
	}
	for k := range plans {
		plans[k].Stances = last(whole[k])
		for j := range plans[k].Clauses {
			c := &plans[k].Clauses[j]
			var on []told
			for _, t := range byIssue[c.Issue] {
				if c.Issue != "other" && onClause(c.Text, t.acc) {
					on = append(on, t)
				}
			}
			c.Stances = last(on)
		}
	}
}

// onClause reports whether a position on the issue of a clause is on what the
// clause tells: no number of one contradicts the other, and its object is the
// issue as a whole or named in the clause.
func onClause(clause string, acc Account) bool {
	_, want := titleOf(clause)
	head, numbers := titleOf(string(acc.Position.About))
	if len(numbers) > 0 && !slices.Equal(numbers, want) {
		return false
	}
	o := objectOf(acc.Position.Issue, string(acc.Position.About))
	if o.text == "" || head == "" {
		return true
	}
	clause = strings.ToLower(clause)
	for _, w := range strings.FieldsFunc(strings.ToLower(o.key[len(acc.Position.Issue):]), func(r rune) bool { return r == '/' || r == '+' }) {
		if !strings.Contains(clause, w) && !slices.Contains(numbers, w) {
			return false
		}
	}
	return true
}

// planOf returns the plan that a position is on as a whole; -1 if it is on none
// for sure. A position is on a plan that its article names in the words that
// show it, or that its object names with whose it is.
func (v *view) planOf(plans []Plan, e record.PositionEntry) int {
	best := -1
	for k := range plans {
		if !v.onPlan(plans[k], e) {
			continue
		}
		if best >= 0 { // it may be either
			return -1
		}
		best = k
	}
	return best
}

func (v *view) onPlan(p Plan, e record.PositionEntry) bool {
	about := string(e.About)
	head, numbers := titleOf(about)
	named := about != "" && head == "" && slices.ContainsFunc(strings.Fields(strings.ToLower(about)), func(w string) bool { return planNouns[singular(w)] })
	for _, acc := range p.Accounts {
		if acc.Proposal.Article != e.Article {
			continue
		}
		_, mine := titleOf(acc.Proposal.Title)
		if len(numbers) > 0 && len(mine) > 0 && !slices.Equal(numbers, mine) {
			continue
		}
		for _, n := range acc.Proposal.Named {
			within := slices.ContainsFunc(e.Evidence, func(w record.Piece) bool { return w.Start <= n.Start && n.End <= w.End })
			if within && (named || about == "" || strings.Contains(strings.ToLower(n.Text), strings.ToLower(about)) || strings.Contains(strings.ToLower(about), strings.ToLower(n.Text))) {
				return true
			}
		}
	}
	if ptitle, _ := titleOf(p.Title); ptitle != "" { // what is proposed is itself the object
		return len(numbers) > 0 && objectOf(e.Issue, about).key == objectOf(e.Issue, p.Title).key &&
			slices.ContainsFunc(p.Clauses, func(c PlanClause) bool { return c.Issue == e.Issue })
	}
	return named && v.ownerNamed(p, about) && apart(v.visible[e.Article].Day(), v.visible[p.Accounts[0].Proposal.Article].Day()) <= samePlan
}

// ownerNamed reports whether words name whose plan p is, or what it is called by.
func (v *view) ownerNamed(p Plan, about string) bool {
	own := map[string]bool{}
	for _, name := range []string{p.Proposer.Name, p.Title} {
		for _, w := range capitals(name) {
			own[w] = true
		}
	}
	found := false
	for _, w := range capitals(about) {
		if !own[w] {
			return false
		}
		found = true
	}
	return found
}

// capitals returns the words of a text that begin with a capital, in lower case.
func capitals(s string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if named(w) {
			out = append(out, strings.ToLower(w))
		}
	}
	return out
}

// lastStances returns the last account of each party, who speaks for it before
// others; of several of one day that differ, each.
func lastStances(by map[string][]Account) []PlanStance {
	var out []PlanStance
	for party, accounts := range by {
		speaking := slices.DeleteFunc(slices.Clone(accounts), func(a Account) bool { return !a.Rung.Speaks() })
		own := len(speaking) == 0
		if own {
			speaking = slices.Clone(accounts)
		}
		slices.SortStableFunc(speaking, byDate)
		last := speaking[len(speaking)-1]
		for i := len(speaking) - 1; i >= 0 && speaking[i].Date.Day == last.Date.Day; i-- {
			if !slices.ContainsFunc(out, func(s PlanStance) bool { return s.Party == party && s.Stance == speaking[i].Stance }) {
				out = append(out, PlanStance{party, speaking[i], own})
			}
		}
	}
	slices.SortFunc(out, func(x, y PlanStance) int {
		return cmp.Or(cmp.Compare(x.Party, y.Party), cmp.Compare(x.Stance, y.Stance))
	})
	return out
}
