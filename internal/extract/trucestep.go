package extract

import (
	"strings"

	"parley/internal/doc"
	"parley/internal/record"
)

// truceStep reads the steps that are told of the truce of m, whose phrase is np:
// by what governs its noun, by what hangs on it, by "in force" behind it. The
// first goes into m, the others are returned as mentions of their own.
func (r *reader) truceStep(m *truceAt, np doc.Range) []truceAt {
	i := m.at
	var further []truceAt
	next := func() *truceAt { // where the next step goes
		if m.Step == "" {
			return m
		}
		return &truceAt{at: doc.NoIndex, pos: m.pos, known: true, TruceMention: record.TruceMention{Start: m.Start, End: m.End}}
	}
	add := func(tell func(*truceAt) bool) bool {
		x := next()
		ok := tell(x)
		if ok && x != m {
			further = append(further, *x)
		}
		return ok
	}
	told := false
	if r.t.rel(i) == "conj" { // "a truce and talks": governed as the first
		if h := r.d.Tokens[i].Head; h >= 0 && h < i {
			told = add(func(x *truceAt) bool { return r.tellStep(x, np, h) })
		}
	}
	if !told {
		add(func(x *truceAt) bool { return r.tellStep(x, np, i) })
	}
	r.t.children(i, func(c int) bool {
		if c > i && r.t.rel(c) == "acl" {
			add(func(x *truceAt) bool { return r.stepBehind(x, np, c) })
		}
		return true
	})
	add(func(x *truceAt) bool { return r.stepForce(x, np, i) })
	add(func(x *truceAt) bool { return r.stepBefore(x, np, i) })
	if p := r.t.child(i, "nmod:poss"); p >= 0 && m.Step == "" {
		m.Actors = r.truceWho(p)
	}
	return further
}

// tellStep reads the step that the word over token i, standing for the truce,
// takes with it.
func (r *reader) tellStep(m *truceAt, np doc.Range, i int) bool {
	h := r.d.Tokens[i].Head
	if h < 0 {
		return false
	}
	w := &r.lex.truce
	switch rel := r.t.rel(i); rel {
	case "obj", "iobj":
		return r.takeStep(m, np, h, r.objectStep(h, ""), false)
	case "nsubj":
		if r.d.Tokens[i].Rel == "nsubj:pass" || r.t.isPassive(h) {
			return r.takeStep(m, np, h, r.objectStep(h, ""), true)
		}
		return r.takeStep(m, np, h, r.subjectStep(h), true)
	case "obl", "nmod", "compound", "advcl", "xcomp", "ccomp":
		if step := w.noun[r.t.lemma(h)]; step != "" && !r.t.isVerb(h) && (rel == "nmod" || rel == "compound") {
			return r.nounStep(m, np, h, step)
		}
		if r.t.isVerb(h) {
			return r.takeStep(m, np, h, r.objectStep(h, r.t.prep(i)), false)
		}
	}
	return false
}

// objectStep returns the step that verb h takes with its object, or with what
// preposition prep leads; "" if none.
func (r *reader) objectStep(h int, prep string) string {
	w := &r.lex.truce
	lem := r.t.lemma(h)
	if p := r.t.particle(h); p != "" {
		return w.object[lem+p]
	}
	if prep != "" {
		return w.object[lem+"+"+prep]
	}
	if s := r.forced(h); s != "" {
		return s
	}
	return w.object[lem]
}

// subjectStep returns the step that a truce takes that is the subject of verb h;
// "" if none.
func (r *reader) subjectStep(h int) string {
	if s := r.forced(h); s != "" {
		return s
	}
	if p := r.t.particle(h); p != "" {
		return r.lex.truce.subject[r.t.lemma(h)+p]
	}
	return r.lex.truce.subject[r.t.lemma(h)]
}

// forced returns the step of a verb with "effect", "force" or "place" behind it,
// "" for any other.
func (r *reader) forced(h int) string {
	s := r.lex.truce.force[r.t.lemma(h)]
	if r.isForce(h) {
		s = stepBegun
	}
	if s == "" {
		return ""
	}
	for k := h + 1; k < min(h+5, len(r.d.Tokens)); k++ {
		if r.isForce(k) {
			return s
		}
	}
	if r.isForce(h) {
		return s
	}
	return ""
}

// isForce reports whether token k is the last word of "in force", "into effect",
// "took effect".
func (r *reader) isForce(k int) bool {
	switch r.t.lower(k) {
	case "effect", "force":
		return k > 0 && (r.t.lower(k-1) == "in" || r.t.lower(k-1) == "into" || r.t.lemma(k-1) == "take")
	case "place":
		return k > 0 && r.t.lower(k-1) == "in"
	}
	return false
}

// stepBehind reads participle or clause c behind the noun: "declared by Velmar",
// "which Orsk rejected".
func (r *reader) stepBehind(m *truceAt, np doc.Range, c int) bool {
	switch {
	case r.d.Tokens[c].Rel == "acl:relcl" || r.t.finite(c):
		if s := r.t.child(c, "nsubj"); s >= 0 && !relative(r.t.lower(s)) {
			if done := r.takeStep(m, np, c, r.objectStep(c, ""), false); done {
				return true
			}
			return r.conjunctStep(m, np, c)
		}
		if r.t.isPassive(c) {
			return r.takeStep(m, np, c, r.objectStep(c, ""), true)
		}
		return r.takeStep(m, np, c, r.subjectStep(c), true)
	case r.d.Tokens[c].XPOS == "VBN" || r.d.Tokens[c].XPOS == "VBD":
		step := r.subjectStep(c) // "the truce held", taken for a participle
		if step == "" || r.t.agent(c) >= 0 {
			step = r.objectStep(c, "")
		}
		return r.takeStep(m, np, c, step, true)
	}
	return false
}

// conjunctStep reads the verb that clause c governs: "which Orsk has refused to extend".
func (r *reader) conjunctStep(m *truceAt, np doc.Range, c int) bool {
	x := r.t.child(c, "xcomp")
	return x >= 0 && r.takeStep(m, np, x, r.objectStep(x, ""), false)
}

// stepForce reads "in force" or "in effect" behind the phrase of noun i.
func (r *reader) stepForce(m *truceAt, np doc.Range, i int) bool {
	s := r.d.Sentences[r.d.Sentence(i)]
	if r.t.negated(i) || r.hasNo(i) {
		return false
	}
	if from, ok := r.daysInto(np, s.From); ok {
		m.Step, m.Status, m.By = stepBegun, "occurred", "truce/into"
		m.Evidence = r.words(doc.Range{From: from, To: np.To})
		return true
	}
	for k := np.To; k < min(np.To+5, s.To); k++ {
		if r.d.Form(k) == "," || r.t.isVerb(k) {
			break
		}
		if r.isForce(k) {
			m.Step, m.Status = stepBegun, "occurred"
			m.Evidence, m.By = r.words(doc.Range{From: np.From, To: k + 1}), "truce/force"
			r.stepDay(m, np, i)
			return true
		}
	}
	return false
}

func relative(w string) bool { return w == "which" || w == "that" || w == "who" }

// daysInto returns where "ten days into the" begins before a phrase.
func (r *reader) daysInto(np doc.Range, least int) (from int, ok bool) {
	k := np.From - 1
	for k > least && (r.d.Tokens[k].UPOS == "DET" || r.d.Tokens[k].UPOS == "PRON") {
		k--
	}
	if k <= least || r.t.lower(k) != "into" {
		return 0, false
	}
	t := r.timeAt(k - 1)
	if t < 0 || r.d.Times[t].Type != doc.Duration {
		return 0, false
	}
	return r.d.TokensIn(r.d.Times[t].Span).From, true
}

// stepBefore reads a participle before the noun: "the Velmar-declared truce",
// "a brokered truce", "the agreed ceasefire".
func (r *reader) stepBefore(m *truceAt, np doc.Range, i int) bool {
	for k := np.From; k < i; k++ {
		step := r.lex.truce.object[r.t.lemma(k)]
		if r.d.Tokens[k].XPOS != "VBN" || step == "" || step == stepBegun || step == stepKept {
			continue
		}
		var who []record.Who
		if k > np.From+1 && r.d.Form(k-1) == "-" {
			who = r.truceWho(k - 2)
		} else if step != stepAgreed {
			continue
		}
		m.Step, m.Status, m.Actors = record.Maybe(step), "occurred", who
		m.Evidence, m.By = r.words(np), "truce/participle"
		return true
	}
	return false
}

// nounStep reads a step told by noun h: "a breach of the truce", "truce
// violations", "the extension of the truce".
func (r *reader) nounStep(m *truceAt, np doc.Range, h int, step string) bool {
	who := []record.Who(nil)
	if p := r.t.child(h, "nmod:poss"); p >= 0 {
		who = r.truceWho(p)
	} else {
		r.t.children(h, func(c int) bool {
			if p := r.t.prep(c); (p == "by" || p == "from") && r.t.rel(c) == "nmod" {
				who = r.truceWho(c)
			}
			return len(who) == 0
		})
	}
	if a := r.agentAfter(np.To - 1); len(who) == 0 && a >= 0 && np.To-1 > h {
		who = r.truceWho(a)
	}
	return r.setStep(m, np, h, step, who)
}

// takeStep reads a step told by verb h, of which the truce is the object or,
// where subject is true, the subject.
func (r *reader) takeStep(m *truceAt, np doc.Range, h int, step string, subject bool) bool {
	if step == "" {
		return false
	}
	var who []record.Who
	if subject {
		if a := r.t.agent(h); a >= 0 {
			who = r.truceWho(a)
		} else if a := r.agentAfter(h); a >= 0 {
			who = r.truceWho(a)
		}
	} else if s, passive := r.t.subject(h, r.lex); s >= 0 && !passive && !np.Has(s) {
		who = r.truceWho(s)
	}
	return r.setStep(m, np, h, step, who)
}

// setStep gives m a step told at token h by its tense, and by what stands over
// it: refused, demanded, denied, only planned. false where it is not told at all.
func (r *reader) setStep(m *truceAt, np doc.Range, h int, step string, who []record.Who) bool {
	status, turned, ok := r.stepStatus(h)
	if !ok || !r.gerundHolds(h, status) || step == stepAgreed && r.d.Tokens[h].XPOS == "VBG" { // who is reaching one has none yet
		return false
	}
	if m.at >= 0 && (r.t.negated(m.at) || r.hasNo(m.at)) {
		turned = !turned
	}
	if turned {
		if step == stepKept && m.at >= 0 && !m.known && !m.marked() { // "a truce that was never kept" is none in particular
			return false
		}
		if step == stepKept && !r.t.negated(h) && !r.hasNo(h) { // "refused to abide by it"
			step = stepAccepted
		}
		if step = turnedStep(step); step == "" {
			return false
		}
	}
	if step == stepAccepted && r.t.lemma(h) == "agree" && (len(who) > 1 || len(who) == 1 && isPlural(who[0])) {
		step = stepAgreed // both sides' yes
	}
	if step == stepAgreed && len(who) == 1 && !isPlural(who[0]) && status == "occurred" && r.t.lemma(h) == "agree" {
		step = stepAccepted // one side's yes is no agreement
	}
	if x := r.d.Tokens[h].XPOS; step == stepEnded && status == "occurred" && (x == "VBZ" || x == "VBP") && !r.t.has(h, "aux", "have") { // "expires at midnight"
		status = "planned"
	}
	m.Step, m.Status, m.Actors = record.Maybe(step), record.Maybe(status), who
	r.stepTellers(m, h)
	if v, ok := r.verified(h); ok && step == stepBroken && status != "denied" {
		if s, passive := r.t.subject(v, r.lex); s >= 0 && !passive {
			m.Step, m.Status = stepVerified, "claimed"
			if who := r.truceWho(s); len(who) > 0 {
				m.Tellers = who
			}
		}
	}
	m.Evidence, m.By = r.words(r.stepWords(np, h)), "truce/"+step
	r.stepDay(m, np, h)
	return true
}

// gerundHolds reports whether verb h, if it is a gerund, is told as done: beside
// a fact ("struck, ending the truce"), by or after it, or as what somebody is
// accused of; not behind "into", "without" or "of".
func (r *reader) gerundHolds(h int, status string) bool {
	if r.d.Tokens[h].XPOS != "VBG" || r.t.has(h, "aux") {
		return true
	}
	if status == "claimed" || status == "denied" {
		return true
	}
	up := r.d.Tokens[h].Head
	switch r.lead(h) {
	case "", "by", "after", "while", "with":
		if up >= 0 && r.t.isVerb(up) && (r.t.rel(h) == "advcl" || r.t.rel(h) == "conj") {
			s := r.stepTense(up)
			return s == "occurred" || s == "" && r.t.rel(h) == "conj" && r.gerundHolds(up, status)
		}
		return r.t.rel(h) != "xcomp" && r.t.rel(h) != "obj" && r.t.rel(h) != "nmod" && r.t.rel(h) != "obl"
	}
	return false
}

// isPlural reports whether somebody is several: "both sides".
func isPlural(w record.Who) bool {
	first, _, _ := strings.Cut(w.Name, " ")
	return w.Kind == record.Group && (first == "both" || first == "two" || first == "each" || w.Name == "the sides" || w.Name == "the parties")
}

// turnedStep returns the step that a step refused or not taken is, "" if that is none.
func turnedStep(step string) string {
	switch step {
	case stepExtended:
		return stepUnextended
	case stepAccepted:
		return stepRefused
	case stepKept:
		return stepBroken
	}
	return ""
}
