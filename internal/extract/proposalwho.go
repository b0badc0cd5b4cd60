package extract

import (
	"slices"

	"parley/internal/doc"
	"parley/internal/record"
)

// putForward finds out whose proposal m is, and when it was put forward: by its
// possessor or a name before it, "proposed by X", "which X presented", "X put
// forward a plan", "an offer from X".
func (r *reader) putForward(m *plan) {
	verb := r.authoring(m.at)
	if verb >= 0 {
		m.told = true
		m.made = r.madeAt(verb, m.at)
		m.evidence = append(m.evidence, r.clauseWith(verb, m.at))
	}
	if o := r.planOwner(m.at, m.name); o >= 0 {
		m.own(r.planWho(o))
	}
	if !m.known && verb >= 0 {
		subj, passive := r.subjectOf(verb)
		if k := r.nameBefore(verb); k >= 0 && k != m.at && !passive && r.d.Tokens[verb].XPOS != "VBN" {
			subj = k
		}
		if passive || verb > m.at && r.byAfter(verb) >= 0 || r.d.Tokens[verb].XPOS == "VBN" && r.t.rel(verb) == "acl" {
			subj = r.agentOf(verb)
		}
		if subj >= 0 && subj != m.at {
			if m.own(r.planWho(subj)); !m.known {
				m.own(r.planBody(subj))
			}
		}
	}
}

// own takes who as whose proposal it is, if ok.
func (m *plan) own(who record.Who, ok bool) {
	if ok {
		m.who, m.known = who, true
	}
}

// planWho returns who stands at token i, where it is somebody with a name or a
// group that can propose something.
func (r *reader) planWho(i int) (record.Who, bool) {
	if m := r.mentionAt[i]; m >= 0 && r.entityAt(i) < 0 && r.isNamed(i) && r.d.Mentions[m].Type == doc.Person { // "the Duro plan", of one not named else
		name := r.text(r.d.Mentions[m].Range)
		return record.Who{Name: name, Kind: record.Person, DescribedAs: name}, true
	}
	for _, w := range r.holders(i) {
		return w, w.Kind != record.Anonymous || r.lex.is("speaks", r.t.lemma(i)) // "its foreign minister"
	}
	if s := r.d.Sentences[r.d.Sentence(i)]; r.capital(i) && r.mentionAt[i] < 0 && i > s.From { // a name that nothing knows
		return record.Who{Name: r.d.Form(i), Kind: record.Unknown, DescribedAs: r.d.Form(i)}, true
	}
	return record.Who{}, false
}

// planBody returns who "the postal service" at token i is that puts a proposal
// forward: a body that the text does not name there.
func (r *reader) planBody(i int) (record.Who, bool) {
	if r.d.Tokens[i].UPOS != "NOUN" || r.isPlan(i) || r.lex.is("thing", r.t.lemma(i)) || !r.t.has(i, "det", "the") {
		return record.Who{}, false
	}
	if w, ok := r.whoAt(i); ok && w.Kind == record.Anonymous {
		return record.Who{}, false
	}
	np := r.text(r.nounPhrase(i))
	return record.Who{Name: np, Kind: record.Group, DescribedAs: np, Party: r.partyIn(i)}, true
}

// planOwner returns the token of who is named as the owner of noun i: "X's
// plan", "the X plan", "an X-drafted plan", "a plan by X", "an offer from X".
func (r *reader) planOwner(i int, np doc.Range) int {
	if p := r.t.child(i, "nmod:poss"); p >= 0 {
		return p
	}
	for k := np.From; k < i; k++ { // "a Velmar-drafted plan"
		if r.lex.is("plan:drafted", r.t.lower(k)) && k > np.From+1 && r.d.Form(k-1) == "-" {
			return k - 2
		}
	}
	if o := r.possessor(i); o >= 0 {
		if r.d.Tokens[o].UPOS == "VERB" {
			return doc.NoIndex
		}
		return o
	}
	for k := np.From; k < i; k++ { // "the Duro plan"
		if m := r.mentionAt[k]; m >= 0 && r.isNamed(k) && r.d.Mentions[m].Type == doc.Person && r.d.Form(k+1) != "-" {
			return r.d.Mentions[m].Head
		}
		if r.capital(k) && r.mentionAt[k] < 0 && r.t.lower(k+1) != "-" && k > 0 && r.d.Form(k-1) != "-" && (r.t.lower(k-1) == "the" || r.t.lower(k-1) == "of") {
			return k
		}
		if e := r.entityAt(k); e >= 0 && r.isNamed(k) && r.t.rel(k) != "nmod" {
			if w := r.entityWho(e); w.Kind == record.Person || w.Kind == record.State || w.Kind == record.Organization {
				if next := r.d.Form(k + 1); next == "-" { // "a Velmar-backed plan"
					continue
				}
				return k
			}
		}
	}
	return doc.NoIndex
}

// authoring returns the verb by which the proposal named at i is put forward;
// doc.NoIndex if none is told.
func (r *reader) authoring(i int) int {
	if v := r.d.Tokens[i].Head; v >= 0 && r.t.isVerb(v) && !r.t.negated(v) {
		rel := r.d.Tokens[i].Rel
		if (rel == "obj" || rel == "nsubj:pass" || rel == "obl" && (r.t.prep(i) == "with" && r.t.lemma(v) == "come" || r.t.prep(i) == "on" && r.t.lemma(v) == "work")) && r.authors(v, i) && !r.failing(v) {
			return v
		}
	}
	if h := r.d.Tokens[i].Head; h >= 0 && r.t.rel(i) == "nmod" && r.t.prep(i) == "on" { // "work with them on a plan"
		if v := r.d.Tokens[h].Head; v >= 0 && r.t.lemma(v) == "work" && r.t.isVerb(v) && r.authors(v, i) && !r.failing(v) {
			return v
		}
	}
	found := doc.NoIndex
	r.t.children(i, func(c int) bool {
		told := r.d.Tokens[c].XPOS == "VBN" || r.d.Tokens[c].Rel == "acl:relcl"
		if c > i && r.t.isVerb(c) && r.t.rel(c) == "acl" && told && r.authors(c, i) && !r.t.negated(c) {
			found = c
		}
		return found < 0
	})
	if found < 0 {
		return r.authorAfter(i)
	}
	return found
}

// authorAfter is authoring for "the plan, which Velmar's minister presented" and
// "the plan Velmar put forward" where the tree has lost it.
func (r *reader) authorAfter(i int) int {
	s := r.d.Sentences[r.d.Sentence(i)]
	k := i + 1
	if k < s.To && r.d.Form(k) == "," {
		if k++; k >= s.To || r.t.lower(k) != "which" {
			return doc.NoIndex
		}
	}
	if k < s.To && r.d.Tokens[k].UPOS == "VERB" && r.byAfter(k) >= 0 && r.authors(k, i) { // "put forward by"
		return k
	}
	for from := k; k < min(s.To, from+9); k++ {
		switch u := r.d.Tokens[k].UPOS; {
		case u == "VERB":
			if x := r.d.Tokens[k].XPOS; k > from+1 && (x == "VBD" || x == "VBZ" || r.t.has(k, "aux", "have")) && r.authors(k, i) && !r.t.negated(k) {
				return k
			}
			return doc.NoIndex
		case u == "PUNCT", u == "SCONJ", u == "CCONJ", u == "ADP" && r.t.lower(k) != "of":
			return doc.NoIndex
		}
	}
	return doc.NoIndex
}

// nameBefore returns the noun right before verb v, its auxiliaries passed over;
// doc.NoIndex if none stands there.
func (r *reader) nameBefore(v int) int {
	k := v - 1
	for k > 0 && (r.d.Tokens[k].UPOS == "AUX" || r.d.Tokens[k].UPOS == "ADV") {
		k--
	}
	if k > 0 && r.t.rel(k) != "nmod" && r.t.prep(k) == "" && (r.isNamed(k) || r.d.Tokens[k].UPOS == "NOUN") && r.d.Sentence(k) == r.d.Sentence(v) {
		return k
	}
	return doc.NoIndex
}

// failing reports whether verb v is what somebody fails or refuses to do, or
// what a noun is for: "a deadline to submit a plan".
func (r *reader) failing(v int) bool {
	h := r.d.Tokens[v].Head
	if h < 0 || r.lead(v) != "to" {
		return false
	}
	return r.t.rel(v) != "xcomp" || r.lex.is("voids", r.t.lemma(h)) || r.t.negated(h) || r.d.Tokens[h].XPOS == "NN"
}

// authors reports whether verb v is one of putting the noun at i forward, and
// not of its own telling something: "a plan proposing elections".
func (r *reader) authors(v, i int) bool {
	lem := r.t.lemma(v)
	if r.t.rel(v) == "acl" && r.d.Tokens[v].XPOS == "VBG" {
		return false
	}
	if r.lex.is("plan:authors", lem+r.t.particle(v)) || r.lex.is("plan:authors", lem+"+"+r.t.prep(i)) {
		return true
	}
	for k := v + 1; k < len(r.d.Tokens) && k < v+3; k++ { // "put forward", "came up with"
		if r.lex.is("plan:authors", lem+"+"+r.t.lower(k)) {
			return true
		}
	}
	return r.lex.is("plan:makes", lem) && r.lex.is("plan:outline", r.t.lemma(i))
}

// agentOf returns who a passive is done by; doc.NoIndex if that is not told.
func (r *reader) agentOf(v int) int {
	if a := r.t.agent(v); a >= 0 {
		return a
	}
	if k := r.byAfter(v); k >= 0 {
		return r.d.Tokens[k].Head
	}
	return doc.NoIndex
}

// byAfter returns the "by" that follows verb v at once or behind its particle;
// doc.NoIndex if none does.
func (r *reader) byAfter(v int) int {
	for k := v + 1; k < len(r.d.Tokens) && k < v+4; k++ {
		if r.t.lower(k) == "by" && r.t.rel(k) == "case" {
			return k
		}
	}
	return doc.NoIndex
}

// furthestMade is how many tokens away from its verb the day may stand.
const furthestMade = 14

// madeAt returns the day that stands nearest to verb v in its sentence, "" if none does.
func (r *reader) madeAt(v, at int) record.Maybe {
	s := r.d.Sentences[r.d.Sentence(v)]
	best, near := record.Maybe(""), furthestMade
	for k := max(s.From, v-furthestMade); k < min(s.To, v+furthestMade); k++ {
		t := r.timeAt(k)
		if t < 0 || r.isAhead(t) || k > at+3 && r.under(k, at) && !r.under(v, at) || k > v && r.otherVerb(v, k) {
			continue
		}
		if away := max(k-v, v-k); away < near {
			if day := saidOn(r.d.Times[t]); day != "" {
				best, near = record.Maybe(day), away
			}
		}
	}
	return best
}

// otherVerb reports whether another verb stands between v and k.
func (r *reader) otherVerb(v, k int) bool {
	for i := v + 1; i < k; i++ {
		if r.d.Tokens[i].UPOS == "VERB" {
			return true
		}
	}
	return false
}

// clauseWith returns the words from verb v's subject to the noun at i, or those
// of the whole sentence where that is short.
func (r *reader) clauseWith(v, i int) doc.Range {
	s := r.d.Sentences[r.d.Sentence(i)]
	if s.Len() <= mostClause {
		return s
	}
	rg := union(r.nounPhrase(i), doc.Range{From: v, To: v + 1})
	if subj, _ := r.subjectOf(v); subj >= s.From && subj < s.To && max(subj-v, v-subj) < 20 {
		rg = union(rg, r.nounPhrase(subj))
	}
	return doc.Range{From: max(rg.From, s.From), To: min(rg.To, s.To)}
}

// offered adds what somebody is told to have proposed or offered where no noun
// names it as such: "Velmar has offered a truce of ten days".
func (r *reader) offered(plans []plan) []plan {
	for v := range r.d.Tokens {
		if r.d.Tokens[v].UPOS != "VERB" || !r.lex.is("plan:verb", r.t.lemma(v)) || !r.asserted(v) || r.failing(v) ||
			r.d.Tokens[v].XPOS != "VBD" && !r.t.has(v, "aux", "have", "will", "be") || r.t.isPassive(v) && r.d.Tokens[v].XPOS != "VBG" {
			continue
		}
		subj, passive := r.subjectOf(v)
		if k := r.nameBefore(v); k >= 0 {
			subj = k
		}
		head, from := r.proposed(v)
		if head < v || subj < 0 || passive || subj > v || r.isPlan(subj) {
			continue
		}
		m := plan{at: head, told: true, made: r.madeAt(v, head)}
		if m.own(r.planWho(subj)); !m.known {
			if m.own(r.planBody(subj)); !m.known {
				continue
			}
		}
		if r.addClauses(&m, head, from); len(m.clauses) == 0 || m.clauses[0].Issue == "other" {
			continue
		}
		s := r.d.Sentences[r.d.Sentence(v)]
		m.name = r.nounPhrase(head)
		if r.t.isVerb(head) {
			m.name = r.stripped(doc.Range{From: from, To: min(r.t.subtree(head).To, from+9)})
		} else if m.name.From > from && r.d.Form(m.name.From-1) == "-" {
			m.name.From = from
		}
		m.evidence = append(m.evidence, r.until(max(s.From, r.nounPhrase(subj).From), m.clauses[len(m.clauses)-1].Words))
		plans = append(plans, m)
	}
	slices.SortStableFunc(plans, func(a, b plan) int { return a.at - b.at })
	return plans
}

// proposed returns the head of what verb v proposes and where its words begin:
// "a truce", "to open talks", "Velmar a truce"; doc.NoIndex if it names no issue.
func (r *reader) proposed(v int) (head, from int) {
	head, from = r.t.child(v, "obj"), v+1
	s := r.d.Sentences[r.d.Sentence(v)]
	if x := r.t.child(v, "xcomp"); x > v && r.lead(x) == "to" {
		for from < x && r.t.lower(from) != "to" {
			from++
		}
		if len(r.topics(x)) == 0 {
			return doc.NoIndex, from
		}
		return x, from + 1
	}
	if head > v && r.isNamed(head) { // to whom
		for from = head + 1; from < s.To && from < head+3 && r.d.Tokens[from].UPOS != "DET"; from++ {
		}
		head = doc.NoIndex
		for k := from; k < min(s.To, from+6); k++ {
			if r.d.Tokens[k].UPOS == "NOUN" && (k+1 == s.To || r.d.Tokens[k+1].UPOS != "NOUN") {
				head = k
				break
			}
		}
	}
	if head <= v || r.isPlan(head) && !r.lex.is("plan:paper", r.t.lemma(head)) {
		return doc.NoIndex, from
	}
	if _, named := r.namedAt(head); !named {
		return doc.NoIndex, from
	}
	return head, from
}
