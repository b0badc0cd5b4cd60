package extract

import (
	"fmt"
	"slices"
	"strings"

	"parley/internal/doc"
	"parley/internal/record"
)

// plan is one place where the text names a proposal, with what is told of it there.
type plan struct {
	at       int // its noun
	name     doc.Range
	who      record.Who
	known    bool // who is
	made     record.Maybe
	clauses  []record.Clause
	evidence []doc.Range
	issue    string // of the noun; "" if none
	told     bool   // that somebody put it forward
	listed   bool   // its clauses are a list of lines
}

// proposals finds what is put on the table: plans told as a list of lines, and
// those told in running text. Places that name one proposal are taken together.
func (r *reader) proposals() {
	plans := r.plans()
	for _, p := range r.listedPlans() {
		if k := slices.IndexFunc(plans, func(q plan) bool { return q.at == p.at }); k >= 0 {
			plans[k].clauses, plans[k].listed = p.clauses, true
			plans[k].evidence = append(plans[k].evidence, p.evidence...)
			if !plans[k].known {
				plans[k].who, plans[k].known = p.who, p.known
			}
			continue
		}
		plans = append(plans, p)
	}
	slices.SortStableFunc(plans, func(a, b plan) int { return a.at - b.at })
	for _, group := range r.grouped(plans) {
		if p, ok := r.proposal(group); ok {
			p.ID = fmt.Sprintf("r%d", len(r.out.Proposals)+1)
			r.out.Proposals = append(r.out.Proposals, p)
		}
	}
}

// proposal makes one of the places that name it. ok is false where they tell
// too little: neither what it would hold, nor whose it is on which issue.
func (r *reader) proposal(group []plan) (record.Proposal, bool) {
	p := record.Proposal{Proposer: record.Who{Name: "unknown", Kind: record.Unknown}, Clauses: []record.Clause{}}
	var evidence []doc.Range
	issue, known, listed, told := "", false, false, false
	for _, m := range group {
		if m.known && !known {
			p.Proposer, known = m.who, true
		}
		if p.Made == "" {
			p.Made = m.made
		}
		if title := r.title(m); len(p.Title) == 0 || len(strings.Fields(p.Title)) == 1 && len(title) > len(p.Title) {
			p.Title = title
		}
		if issue == "" {
			issue = m.issue
		}
		listed, told = listed || m.listed, told || m.told || !r.isIntent(m)
		for _, c := range m.clauses {
			if !slices.ContainsFunc(p.Clauses, func(o record.Clause) bool { return o.Text == c.Text }) {
				p.Clauses = append(p.Clauses, c)
			}
		}
		p.Named = append(p.Named, r.words(m.name)...)
		evidence = append(evidence, m.evidence...)
	}
	if len(evidence) == 0 {
		evidence = []doc.Range{r.d.Sentences[r.d.Sentence(group[0].at)]}
	}
	p.Evidence = r.words(disjoint(evidence)...)
	onIssue := issue != "" && issue != "other" ||
		slices.ContainsFunc(p.Clauses, func(c record.Clause) bool { return c.Issue != "other" })
	return p, listed || onIssue && (len(p.Clauses) > 0 || known && told)
}

// isIntent reports whether m may be no more than what somebody means to do himself.
func (r *reader) isIntent(m plan) bool {
	return r.lex.is("plan:intent", r.t.lemma(m.at)) && !r.namesPlan(m.name) || r.d.Tokens[m.at].UPOS == "PROPN"
}

// planIssue returns the issue that the words of a proposal's name tell: those
// before its noun, then what it is on or for; "" if they tell none.
func (r *reader) planIssue(m *plan) string {
	if is := r.issueIn(doc.Range{From: m.name.From, To: m.at}); is != "other" {
		return is
	}
	is := ""
	r.t.children(m.at, func(c int) bool {
		if p := r.t.prep(c); r.t.rel(c) == "nmod" && c > m.at && (p == "for" || p == "on" || p == "of" || p == "about") {
			rg := r.t.subtree(c)
			if s := r.issueIn(doc.Range{From: rg.From, To: min(rg.To, rg.From+10)}); s != "other" {
				is = s
			}
		}
		return is == ""
	})
	if is == "" && m.told {
		if ts := r.topics(m.at); len(ts) > 0 {
			is = r.lex.issues[ts[0].issue].code
		}
	}
	return is
}

// disjoint puts ranges into the order of the text and joins those that touch.
func disjoint(rs []doc.Range) []doc.Range {
	slices.SortStableFunc(rs, func(a, b doc.Range) int { return a.From - b.From })
	var out []doc.Range
	for _, rg := range rs {
		if n := len(out); n > 0 && rg.From <= out[n-1].To {
			out[n-1].To = max(out[n-1].To, rg.To)
			continue
		}
		out = append(out, rg)
	}
	return out
}

// title is what a proposal is called: its noun phrase, with what it is for where
// the phrase alone says little.
func (r *reader) title(m plan) string {
	rg := m.name
	if rg.Len() < 3 {
		r.t.children(m.at, func(c int) bool {
			if s := r.t.subtree(c); r.t.rel(c) == "nmod" && c > m.at && s.From == rg.To && s.Len() <= 8 && r.timeAt(c) < 0 {
				switch r.t.prep(c) {
				case "for", "on", "of", "about":
					rg.To = s.To
				}
			}
			return true
		})
	}
	return r.text(r.unmarked(rg))
}

// isPlan reports whether token i is a noun that can name a proposal.
func (r *reader) isPlan(i int) bool {
	if u := r.d.Tokens[i].UPOS; u != "NOUN" && u != "PROPN" {
		return false
	}
	if i+1 < len(r.d.Tokens) && r.t.rel(i) == "compound" && r.t.isNoun(i+1) && r.d.Tokens[i+1].XPOS != "POS" {
		return false
	}
	lem := r.t.lemma(i)
	return r.lex.is("plan:outline", lem) || r.lex.is("plan:paper", lem)
}

// plans lists the places in running text that name a proposal.
func (r *reader) plans() []plan {
	var out []plan
	at := map[int]int{}
	for i := range r.d.Tokens {
		if !r.isPlan(i) || r.nobodys(i) {
			continue
		}
		m := plan{at: i, name: r.nounPhrase(i)}
		for k := m.name.From; k < i; k++ { // a tree that takes the sentence for a name
			if x := r.d.Tokens[k].XPOS; x == "VBZ" || x == "VBD" || x == "MD" || r.t.lower(k) == "a" || r.t.lower(k) == "an" {
				m.name.From = k + 1
			}
		}
		r.putForward(&m)
		m.issue = r.planIssue(&m)
		r.isFor(&m)
		at[i] = len(out)
		out = append(out, m)
	}
	r.contents(out, at)
	out = r.offered(out)
	kept := out[:0]
	for _, m := range out {
		if len(m.clauses) > 0 || !r.lex.is("plan:paper", r.t.lemma(m.at)) {
			kept = append(kept, m)
		}
	}
	return kept
}

// nobodys reports whether noun i is told not to be there, or any at all: "no plan", "any deal".
func (r *reader) nobodys(i int) bool {
	found := r.t.negated(i) || r.d.Tokens[i].XPOS == "NNS" && r.planOwner(i, r.nounPhrase(i)) < 0 && !r.t.has(i, "det", "the", "these")
	if h := r.d.Tokens[i].Head; h >= 0 && r.t.rel(i) == "obj" && r.d.Tokens[h].XPOS == "VBG" && r.covers(h) { // "a memorandum outlining the framework"
		return true
	}
	r.t.children(i, func(c int) bool {
		switch r.t.lower(c) {
		case "no", "any", "every", "what", "which", "whatever", "without", "more":
			found = true
		}
		return !found
	})
	return found
}

// grouped takes the places together that name one proposal.
func (r *reader) grouped(plans []plan) [][]plan {
	var groups [][]plan
	for _, m := range plans {
		k := r.groupOf(groups, m)
		if k < 0 {
			groups = append(groups, nil)
			k = len(groups) - 1
		}
		groups[k] = append(groups[k], m)
	}
	return groups
}

// nearPlan is how many sentences back "the plan" may reach.
const nearPlan = 4

// groupOf returns the group that m goes on with, the nearest first; doc.NoIndex
// if it opens one.
func (r *reader) groupOf(groups [][]plan, m plan) int {
	definite, another := r.t.has(m.at, "det", "the", "that", "this"), false
	r.t.children(m.at, func(c int) bool {
		another = another || r.lex.is("plan:another", r.t.lower(c)) && c < m.at
		return true
	})
	best, near := doc.NoIndex, -1
	for k, g := range groups {
		last := g[len(g)-1].at
		same, owned := true, false
		for _, o := range g {
			if o.known && m.known {
				same = same && (r.speaksFor(o.who, m.who) || r.speaksFor(m.who, o.who))
				owned = same
			}
			same = same && r.marksAgree(o, m)
		}
		lem := r.t.lemma(m.at) == r.t.lemma(last)
		close := r.d.Sentence(m.at)-r.d.Sentence(last) <= nearPlan
		switch {
		case !same || another && !owned:
			continue
		case lem && slices.ContainsFunc(m.clauses, func(c record.Clause) bool { return r.toldIn(g, c) }): // told again in the same words
		case owned && lem, owned && close && definite:
		case definite && !m.known && close:
		case definite && !m.known && lem && r.only(groups, m):
		default:
			continue
		}
		if last > near {
			best, near = k, last
		}
	}
	return best
}

// toldIn reports whether a group has a clause in the same words.
func (r *reader) toldIn(g []plan, c record.Clause) bool {
	return slices.ContainsFunc(g, func(o plan) bool {
		return slices.ContainsFunc(o.clauses, func(x record.Clause) bool { return x.Text == c.Text })
	})
}

// only reports whether just one group has the noun of m.
func (r *reader) only(groups [][]plan, m plan) bool {
	n := 0
	for _, g := range groups {
		if r.t.lemma(g[0].at) == r.t.lemma(m.at) {
			n++
		}
	}
	return n == 1
}

// marksAgree reports whether nothing in the names of two places tells two
// proposals apart: numbers, and names where both have some.
func (r *reader) marksAgree(a, b plan) bool {
	na, nb := r.marks(a.name, "NUM"), r.marks(b.name, "NUM")
	if len(na) > 0 && len(nb) > 0 && !slices.Equal(na, nb) {
		return false
	}
	pa, pb := r.marks(a.name, "PROPN"), r.marks(b.name, "PROPN")
	if len(pa) == 0 || len(pb) == 0 || a.known && b.known {
		return true
	}
	return slices.ContainsFunc(pa, func(x string) bool { return slices.Contains(pb, x) })
}

func (r *reader) marks(rg doc.Range, upos string) []string {
	var out []string
	for i := rg.From; i < rg.To; i++ {
		if r.d.Tokens[i].UPOS == upos && r.d.Tokens[i].XPOS != "POS" {
			out = append(out, r.t.lower(i))
		}
	}
	return out
}

// proposalLine reads a line of taxonomy/proposals.txt.
func (l *lexicon) proposalLine(ln line) error {
	switch ln.key {
	case "outline", "paper", "intent", "names", "authors", "drafted", "makes", "covers", "sees", "parts", "within", "another", "inturn", "stays", "offer", "verb", "effects":
		l.addClass("plan:"+ln.key, strings.Fields(ln.rest))
		return nil
	}
	return ln.errorf("unknown key %q", ln.key)
}
