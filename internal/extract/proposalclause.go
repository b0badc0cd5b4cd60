package extract

import (
	"parley/internal/doc"
	"parley/internal/record"
)

// isFor reads what a proposal is for where its noun says it: "a proposal for a
// truce and an exchange", "the offer to lift the duties".
func (r *reader) isFor(m *plan) {
	lem := r.t.lemma(m.at)
	intent := r.lex.is("plan:intent", lem) && !r.namesPlan(m.name)
	if !r.lex.is("plan:outline", lem) || intent && !m.told && !m.known {
		return
	}
	offer := r.lex.is("plan:offer", lem)
	to := func(c int) bool { // "the offer to lift the duties", however the tree takes it
		return c > m.at && c < m.at+6 && offer && r.d.Tokens[c].XPOS == "VB" && r.lead(c) == "to" && r.t.subtree(c).From == m.at+1
	}
	if v := r.d.Tokens[m.at].Head; v >= 0 && r.t.isVerb(v) {
		r.t.children(v, func(c int) bool {
			k := r.t.child(c, "case")
			if to(c) || offer && k == m.at+1 && r.t.lower(k) == "for" && r.d.Tokens[c].UPOS == "NOUN" {
				r.addClauses(m, c, m.at+1)
			}
			return true
		})
	}
	r.t.children(m.at, func(c int) bool {
		if c < m.at || len(m.clauses) > 0 {
			return true
		}
		switch rel := r.t.rel(c); {
		case to(c):
			r.addClauses(m, c, m.at+1)
		case (rel == "nmod" || rel == "obl") && (r.t.prep(c) == "for" || r.t.prep(c) == "of" && offer) && r.d.Tokens[c].UPOS == "NOUN":
			if _, named := r.whoAt(c); !named { // "an offer for the union"
				r.addClauses(m, c, r.t.subtree(c).From)
			}
		}
		return true
	})
	if intent && len(m.clauses) > 0 && (m.clauses[0].Issue == "other" || m.clauses[0].Issue == "peace-agreement") { // "a framework for peace"
		m.clauses = nil
	}
	if len(m.clauses) > 0 && len(m.evidence) == 0 {
		last := m.clauses[len(m.clauses)-1].Words
		m.evidence = append(m.evidence, r.until(m.name.From, last))
	}
}

// namesPlan reports whether the words before a noun like "plan" make it a
// proposal: "peace plan".
func (r *reader) namesPlan(np doc.Range) bool {
	for k := np.From; k < np.To-1; k++ {
		if r.lex.is("plan:names", r.t.lemma(k)) {
			return true
		}
	}
	return false
}

// until returns the tokens from from to the end of words.
func (r *reader) until(from int, words record.Words) doc.Range {
	s := r.d.Sentences[r.d.Sentence(from)]
	to := s.To
	end := words[len(words)-1].End
	for to > from+1 && r.ruler.CodePoints(r.d.Tokens[to-1].Start) >= end {
		to--
	}
	return doc.Range{From: from, To: to}
}

// contents reads what proposals would hold from the verbs of the text: "the plan
// calls for A, B and C", "it would see X withdraw", "under the offer, X would …".
func (r *reader) contents(plans []plan, at map[int]int) {
	var going *plan // what "in return, X would" goes on with
	upTo := 0
	for k, s := range r.d.Sentences {
		found := false
		for i := s.From; i < s.To; i++ {
			m := r.holding(plans, at, i)
			if m == nil {
				continue
			}
			n := len(m.clauses)
			if m.at < i && r.d.Tokens[i].UPOS == "VERB" {
				r.fromVerb(m, i)
			} else {
				r.fromWithin(m, i)
			}
			if len(m.clauses) > n {
				m.evidence = append(m.evidence, s)
				going, upTo, found = m, k+3, true
			}
		}
		if going != nil && !found && k <= upTo && !r.inTurn(going, s) {
			going = nil
		}
	}
}

// holding returns the proposal of which token i, a verb or a word like "under",
// tells contents; nil if it does of none.
func (r *reader) holding(plans []plan, at map[int]int, i int) *plan {
	if r.lex.is("plan:within", r.t.lower(i)) {
		for k := i + 1; k < len(r.d.Tokens) && k < i+9 && r.t.rel(i) == "case"; k++ {
			if m, ok := at[k]; ok && r.d.Tokens[i].Head == k {
				return &plans[m]
			}
			if w := r.t.lower(k); k == i+1 && (w == "which" || w == "it") { // "a deal under which"
				if m, ok := r.planBefore(at, i); ok {
					return &plans[m]
				}
			}
		}
		return nil
	}
	if r.d.Tokens[i].UPOS != "VERB" || !r.covers(i) && !r.t.has(i, "aux", "would") || !r.asserted(i) {
		return nil
	}
	subj, passive := r.subjectOf(i)
	if subj < 0 || passive {
		return nil
	}
	if m, ok := at[subj]; ok {
		if !r.covers(i) && (r.lex.is("plan:effects", r.t.lemma(i)) || len(r.topics(i)) == 0) {
			return nil
		}
		if r.lex.is("plan:paper", r.t.lemma(subj)) && !r.wouldBe(i) {
			return nil
		}
		return &plans[m]
	}
	switch r.t.lower(subj) {
	case "it", "which", "that":
		if m, ok := r.planBefore(at, subj); ok && r.covers(i) && (r.wouldBe(i) || !r.lex.is("plan:paper", r.t.lemma(plans[m].at))) {
			return &plans[m]
		}
	}
	return nil
}

// asserted reports whether verb i is told as a fact: not denied, required or in doubt.
func (r *reader) asserted(i int) bool {
	if r.t.negated(i) || r.t.has(i, "aux", "must", "should") || r.t.has(i, "aux", "would") && r.t.has(i, "aux", "have") || r.d.Tokens[i].XPOS == "VBN" && !r.t.has(i, "aux", "have") {
		return false
	}
	switch r.lead(i) {
	case "whether", "if", "unless":
		return false
	}
	h := r.d.Tokens[i].Head
	return r.t.rel(i) != "xcomp" || h < 0 || r.t.lemma(h) == "be" || r.t.lemma(h) == "seem" || r.t.lemma(h) == "expect" || r.t.lemma(h) == "aim" || r.t.lemma(h) == "suppose"
}

// wouldBe reports whether verb i tells of what is not yet: "would include",
// "providing for".
func (r *reader) wouldBe(i int) bool {
	return r.t.has(i, "aux", "would", "'d", "’d") || r.d.Tokens[i].XPOS == "VBG"
}

// covers reports whether verb i tells what a proposal holds.
func (r *reader) covers(i int) bool {
	lem := r.t.lemma(i)
	if r.lex.is("plan:sees", lem) {
		return r.t.has(i, "aux", "would", "will", "could") && lem == "see"
	}
	if r.lex.is("plan:covers", lem) || r.lex.is("plan:covers", lem+r.t.particle(i)) {
		return true
	}
	return i+1 < len(r.d.Tokens) && r.lex.is("plan:covers", lem+"+"+r.t.lower(i+1))
}

// planBefore returns the proposal that a pronoun at i means: the nearest named
// before it in its sentence or as a subject in the one before.
func (r *reader) planBefore(at map[int]int, i int) (int, bool) {
	s := r.d.Sentence(i)
	from := r.d.Sentences[s].From
	for k := i - 1; k >= from; k-- {
		if m, ok := at[k]; ok {
			return m, true
		}
		if r.t.rel(k) == "nsubj" && r.t.lower(i) == "it" { // another subject stands between
			return 0, false
		}
	}
	if w := r.t.lower(i); s == 0 || w != "it" && w != "this" {
		return 0, false
	}
	found, ok := 0, false
	for k := from - 1; k >= r.d.Sentences[s-1].From; k-- {
		if m, is := at[k]; is && (r.t.rel(k) == "nsubj" || r.t.rel(k) == "obj" || r.t.rel(k) == "root") {
			found, ok = m, true
		}
	}
	return found, ok
}

// fromVerb reads the clauses that hang on verb v, of which m is the subject.
func (r *reader) fromVerb(m *plan, v int) {
	if !r.covers(v) { // "it would freeze the fighting"
		r.addClauses(m, v, v)
		return
	}
	head := doc.NoIndex
	r.t.children(v, func(c int) bool {
		if c < v {
			return true
		}
		switch r.t.rel(c) {
		case "ccomp", "xcomp":
			head = c
			return r.t.lemma(v) != "see"
		case "obj":
			if head < 0 || r.t.lemma(v) != "see" {
				head = c
			}
		case "obl", "nmod":
			if k := r.t.child(c, "case"); head < 0 && k >= 0 && k <= v+2 {
				head = c
			}
		}
		return true
	})
	s := r.d.Sentences[r.d.Sentence(v)]
	from := v + 1
	for from < s.To && (r.lex.is("plan:covers", r.t.lemma(v)+"+"+r.t.lower(from)) || r.t.lower(from) == "that" || r.d.Form(from) == ":") {
		from++
	}
	if head < 0 || head < from-1 {
		return
	}
	if r.lex.is("plan:parts", r.t.lemma(head)) { // "of two points: …"
		for k := head; k < s.To-2; k++ {
			if r.d.Form(k) == ":" {
				r.addClauses(m, head, k+1)
				return
			}
		}
	}
	r.addClauses(m, head, from)
}

// fromWithin reads the clauses that would happen "under" the proposal, the word
// being token i.
func (r *reader) fromWithin(m *plan, i int) {
	s := r.d.Sentences[r.d.Sentence(i)]
	var phrase int // where what follows begins
	if m.at > i {
		phrase = max(m.at+1, r.t.subtree(m.at).To)
		if r.t.subtree(m.at).To-m.at > 14 {
			phrase = m.at + 1
		}
	} else {
		phrase = i + 2
	}
	verb, weak := doc.NoIndex, r.lex.is("plan:paper", r.t.lemma(m.at))
	from := phrase
	h := r.d.Tokens[m.at].Head
	for step := 0; step < 3 && h >= s.From && !r.t.isVerb(h) && !r.t.has(h, "aux"); step++ {
		h = r.d.Tokens[h].Head
	}
	if !weak && m.at > i && h >= s.From && h < i && r.wouldBe(h) { // "X would withdraw under the plan"
		verb, from = h, s.From
		if subj, _ := r.subjectOf(h); subj >= s.From && subj < h {
			from = r.t.subtree(subj).From
		}
	}
	for k := phrase; k < s.To && verb < 0; k++ {
		if r.d.Tokens[k].XPOS == "MD" && (r.t.lower(k) == "would" || r.t.lower(k) == "'d" || !weak && (r.t.lower(k) == "will" || r.t.lower(k) == "could")) || !weak && r.t.lower(k) == "to" && r.t.lemma(k-1) == "be" {
			verb = r.d.Tokens[k].Head
		}
	}
	if verb < s.From || verb >= s.To || r.lex.is("content", r.t.lemma(verb)) {
		return
	}
	for from < s.To && r.d.Tokens[from].UPOS == "PUNCT" {
		from++
	}
	r.addClauses(m, verb, from)
}

// inTurn reads a sentence after the contents of m that goes on with them: "In
// return, X would …"; "The timetable is still open". It reports whether it is one.
func (r *reader) inTurn(m *plan, s doc.Range) bool {
	if s.Len() < 4 {
		return false
	}
	if r.t.lower(s.From) == "in" && r.lex.is("plan:inturn", r.t.lower(s.From+1)) {
		for k := s.From + 2; k < min(s.To, s.From+14); k++ {
			if w := r.t.lower(k); r.d.Tokens[k].XPOS == "MD" && (w == "would" || w == "will") && r.d.Tokens[k].Head > k {
				from := s.From + 2
				for from < k && r.d.Tokens[from].UPOS == "PUNCT" {
					from++
				}
				n := len(m.clauses)
				r.addClauses(m, r.d.Tokens[k].Head, from)
				if len(m.clauses) > n {
					m.evidence = append(m.evidence, s)
				}
				return true
			}
		}
		return false
	}
	return r.leftOpen(m, s)
}

// leftOpen reads a short sentence that tells what the proposal leaves open.
func (r *reader) leftOpen(m *plan, s doc.Range) bool {
	if s.Len() > 22 || r.t.lower(s.From) != "the" && r.t.lower(s.From) != "its" && r.t.lower(s.From) != "details" {
		return false
	}
	verb := doc.NoIndex
	for i := s.From; i < s.To; i++ {
		lem := r.t.lemma(i)
		if r.lex.is("plan:stays", lem) && verb < 0 {
			verb = i
			continue
		}
		toBe := r.lex.is("unsettled", lem) && r.t.lower(i-1) == "be" && i >= s.From+2 && r.t.lower(i-2) == "to"
		if verb < 0 || i-verb > 6 || !toBe && !r.lex.is("pending", lem) || lem == "discussion" && r.t.lower(i-1) != "under" && r.t.lower(i-1) != "in" {
			continue
		}
		if r.t.negated(i) || r.isPlan(verb-1) { // "the offer remains open"
			return false
		}
		rg := r.unmarked(s)
		text := r.text(rg)
		m.clauses = append(m.clauses, record.Clause{Issue: r.issueIn(doc.Range{From: rg.From, To: verb}), Text: text, Open: record.Maybe(text), Words: r.words(rg)})
		m.evidence = append(m.evidence, s)
		return true
	}
	return false
}

// issueIn returns the issue of the first word of rg that names one, "other" if none does.
func (r *reader) issueIn(rg doc.Range) string {
	for i := rg.From; i < rg.To; i++ {
		for _, t := range r.topics(i) {
			if rg.Has(t.at) {
				return r.lex.issues[t.issue].code
			}
		}
	}
	return "other"
}
