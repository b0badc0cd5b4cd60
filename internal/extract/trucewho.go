package extract

import (
	"slices"
	"strings"

	"parley/internal/doc"
	"parley/internal/record"
)

// truceWho returns who stands at token k, with those joined to it; "both sides"
// and "each other" as they are called. Empty if the text does not tell.
func (r *reader) truceWho(k int) []record.Who {
	var out []record.Who
	add := func(c int) {
		w, ok := r.whoAt(c)
		if !ok || !known(w) {
			w, ok = r.stateAt(c)
		}
		if !ok {
			if w, ok = r.manySides(c); !ok {
				return
			}
		}
		if !slices.ContainsFunc(out, func(x record.Who) bool { return x.Name == w.Name }) {
			out = append(out, w)
		}
	}
	k = r.t.relativeTo(k)
	add(k)
	r.t.children(k, func(c int) bool {
		if r.t.rel(c) == "conj" {
			add(c)
		}
		return true
	})
	if other := r.joinedBefore(k); other >= 0 && len(out) == 1 {
		add(other)
		if len(out) == 2 {
			out[0], out[1] = out[1], out[0]
		}
	}
	return out
}

// joinedBefore returns the name that begins a list of two ending at token k
// ("Velmark and Ostria agreed"), where the tree has lost it; doc.NoIndex if none.
func (r *reader) joinedBefore(k int) int {
	s := r.d.Sentences[r.d.Sentence(k)]
	from := k
	if m := r.mentionAt[k]; m >= 0 {
		from = r.d.Mentions[m].From
	}
	if from-2 < s.From || r.t.lower(from-1) != "and" || !r.isNamed(from-2) {
		return doc.NoIndex
	}
	switch start := r.d.Mentions[r.mentionAt[from-2]].From; {
	case start == s.From, r.d.Tokens[start-1].UPOS == "PUNCT", r.d.Tokens[start-1].UPOS == "SCONJ", r.t.lower(start-1) == "that":
		return r.d.Mentions[r.mentionAt[from-2]].Head
	}
	return doc.NoIndex
}

// agentAfter returns who stands behind "by" right after participle h, where the
// tree has lost it; doc.NoIndex if nobody does.
func (r *reader) agentAfter(h int) int {
	if h+2 >= len(r.d.Tokens) || r.t.lower(h+1) != "by" {
		return doc.NoIndex
	}
	for k := h + 2; k < min(h+10, len(r.d.Tokens)); k++ {
		if m := r.mentionAt[k]; m >= 0 && r.d.Mentions[m].Form == doc.Named && r.d.Mentions[m].Type != doc.Location || m >= 0 && k == h+2 {
			return r.d.Mentions[m].Head
		}
		if u := r.d.Tokens[k].UPOS; u == "VERB" || u == "PUNCT" || u == "ADP" {
			break
		}
	}
	return doc.NoIndex
}

// stateAt returns the state that a name or adjective at token k stands for:
// "Velmar" in "the Velmar-declared truce".
func (r *reader) stateAt(k int) (record.Who, bool) {
	m := r.mentionAt[k]
	if m < 0 || r.d.Mentions[m].Entity < 0 {
		return record.Who{}, false
	}
	e := r.d.Entities[r.d.Mentions[m].Entity]
	switch {
	case e.Kind == doc.KindPlace && e.Country == "": // a place that acts is those who govern it
		w := r.entityWho(r.d.Mentions[m].Entity)
		w.Kind = record.Organization
		return w, r.isNamed(k)
	case e.Country == "" || e.Kind == doc.KindPerson:
		return record.Who{}, false
	}
	return record.Who{Name: e.Country, Kind: record.State, Party: e.Country, DescribedAs: r.d.Form(k)}, true
}

// manySides returns "both sides", "the two countries" or "each other" at token k.
func (r *reader) manySides(k int) (record.Who, bool) {
	w := r.t.lower(k)
	switch {
	case w == "both" || w == "each" || w == "sides" || w == "parties" || w == "camps" || w == "neighbours" || w == "neighbors":
	case r.d.Tokens[k].XPOS == "NNS" && (r.t.has(k, "det", "both") || r.t.has(k, "nummod", "two")):
	default:
		return record.Who{}, false
	}
	rg := r.nounPhrase(k)
	if k > 0 && rg.From == k && (r.t.lower(k-1) == "both" || r.t.lower(k-1) == "the" || r.t.lower(k-1) == "two") {
		rg.From = k - 1
	}
	name := strings.ToLower(r.text(rg))
	switch {
	case w == "each":
		name = "each other"
	case r.t.has(k, "det", "both") || r.t.has(k, "nummod", "two"):
		name = "both " + r.t.lower(k)
	}
	return record.Who{Name: name, Kind: record.Group, DescribedAs: name}, true
}

// stepTellers notes who tells the step at token h where that is not who takes
// it; of a breach, who accuses.
func (r *reader) stepTellers(m *truceAt, h int) {
	at := h
	for step := 0; step < 5; step++ {
		up := r.d.Tokens[at].Head
		if up < 0 || r.d.Tokens[at].Rel == "acl:relcl" {
			break
		}
		if blame := r.truceClass("blame", up); blame || r.truceClass("assert", up) && r.t.isVerb(up) {
			if m.Status == "occurred" || m.Status == "" {
				m.Status = "claimed"
			}
			if s, passive := r.t.subject(up, r.lex); s >= 0 && !passive {
				m.Tellers = r.truceWho(s)
			} else if a := r.t.agent(up); a >= 0 {
				m.Tellers = r.truceWho(a)
			}
			if o := r.t.child(up, "obj", "iobj", "nsubj:pass"); blame && o >= 0 && len(m.Actors) == 0 || blame && o >= 0 && sameNames(m.Actors, m.Tellers) {
				m.Actors = r.truceWho(o)
			}
			break
		}
		at = up
	}
	if s := r.statedAt[h]; len(m.Tellers) == 0 && (s < 0 || s >= len(r.acts) || !r.acts[s]) { // who proposes something does not tell what became of it
		w, ok := r.voice(h)
		if ok && m.Step == stepKept && m.Status == "occurred" { // whoever says so, it is a claim
			m.Status, m.Tellers = "claimed", []record.Who{w}
			return
		}
		if ok && !slices.ContainsFunc(m.Actors, func(x record.Who) bool { return r.speaksFor(w, x) }) {
			m.Tellers = []record.Who{w}
		}
	}
	if m.Step == stepBroken && m.Status == "occurred" && (len(m.Tellers) > 0 || r.isSaid(h)) {
		m.Status = "claimed"
	}
	if sameNames(m.Actors, m.Tellers) && m.Status != "denied" {
		m.Tellers = nil
	}
}

// isSaid reports whether the clause of token h is what somebody says, whoever that is.
func (r *reader) isSaid(h int) bool {
	for step := 0; step < 4; step++ {
		up := r.d.Tokens[h].Head
		if up < 0 || r.d.Tokens[h].Rel == "acl:relcl" {
			return false
		}
		if r.t.rel(h) == "ccomp" && r.lex.is("content", r.t.lemma(up)) {
			return true
		}
		h = up
	}
	return false
}

func sameNames(a, b []record.Who) bool {
	return slices.EqualFunc(a, b, func(x, y record.Who) bool { return x.Name == y.Name })
}

// mostStep is how many tokens the words of a step have at most.
const mostStep = 45

// stepWords returns the words that show the step at token h of the truce whose
// phrase is np: from who takes or tells it to its day.
func (r *reader) stepWords(np doc.Range, h int) doc.Range {
	s := r.d.Sentences[r.d.Sentence(h)]
	rg := union(np, doc.Range{From: h, To: h + 1})
	for k := h + 1; k < min(h+5, s.To); k++ {
		if r.isForce(k) { // "came into force"
			rg.To = max(rg.To, k+1)
		}
	}
	take := func(k int) {
		if k < s.From || k >= s.To {
			return
		}
		if wider := union(rg, r.t.subtreeWithout(k, func(c int) bool {
			rel := r.t.rel(c)
			return rel == "acl" || rel == "appos" || rel == "conj" || rel == "parataxis" || rel == "punct" || rel == "advcl"
		})); wider.Len() <= mostStep {
			rg = wider
		}
	}
	at := h
	for step := 0; step < 4 && at >= s.From; step++ {
		if c := r.t.child(at, "nsubj", "nsubj:pass"); c >= 0 {
			take(c)
		}
		if a := r.t.agent(at); a >= 0 {
			take(a)
		}
		up := r.d.Tokens[at].Head
		if up < 0 || r.t.rel(at) != "xcomp" && r.t.rel(at) != "ccomp" && r.t.rel(at) != "obj" && r.t.rel(at) != "nmod" && r.t.rel(at) != "obl" && (r.t.rel(at) != "nsubj" || r.t.child(up, "expl") < 0) && (r.t.rel(at) != "advcl" || !r.truceClass("blame", up)) || r.t.isVerb(up) && !r.tells(up) {
			break
		}
		if wider := union(rg, doc.Range{From: up, To: up + 1}); wider.Len() <= mostStep {
			rg = wider
		}
		at = up
	}
	r.t.children(h, func(c int) bool {
		if r.timeAt(c) >= 0 {
			take(c)
		}
		return true
	})
	rg.From, rg.To = max(rg.From, s.From), min(rg.To, s.To)
	for rg.Len() > 1 && r.d.Tokens[rg.To-1].UPOS == "PUNCT" {
		rg.To--
	}
	return rg
}

// tells reports whether verb up bears on what hangs on it: refuses, accuses,
// demands, claims.
func (r *reader) tells(up int) bool {
	_, position := r.lex.verbs[r.t.lemma(up)+r.t.particle(up)]
	return position || r.truceClass("blame", up) || r.truceClass("assert", up) || r.lex.is("content", r.t.lemma(up)) || r.t.lemma(up) == "be" || r.t.lemma(up) == "fail"
}

// stepDay gives m the day of its step: a date in the clause of token h that is
// not that of the truce.
func (r *reader) stepDay(m *truceAt, np doc.Range, h int) {
	s := r.d.Sentences[r.d.Sentence(h)]
	best, dist := doc.NoIndex, 12
	for k := max(s.From, h-15); k < min(s.To, h+15); k++ {
		t := r.timeAt(k)
		if t < 0 || np.Has(k) || r.d.Times[t].Type != doc.Date || len(isoOf(r.d.Times[t])) != len("2006-01-02") || lastOf(r.d.Times[t]) != "" {
			continue
		}
		if day := record.Maybe(isoOf(r.d.Times[t])); m.Step != stepBegun && m.Step != stepEnded && (day == m.Start || day == m.End) {
			continue
		}
		if d := max(k-h, h-k); d < dist && r.sameClause(h, k) {
			best, dist = t, d
		}
	}
	if best < 0 {
		return
	}
	ahead := !r.d.Anchor.IsZero() && r.d.Times[best].First.After(r.d.Anchor)
	if m.Status == "planned" && !r.d.Anchor.IsZero() && r.d.Times[best].First.Before(r.d.Anchor) { // a weekday taken for the last one
		return
	}
	if x := r.d.Tokens[h].XPOS; ahead && (x == "VBD" || r.t.has(h, "aux", "have")) { // nobody tells as over what is to come
		return
	}
	m.Day = record.Maybe(isoOf(r.d.Times[best]))
	switch {
	case m.Step == stepBegun && m.Start == "" && m.Status != "demanded":
		m.Start = m.Day
	case m.Step == stepEnded && m.End == "":
		m.End = m.Day
	}
	if ahead && m.Status == "occurred" {
		m.Status = "planned"
	}
}

// sameClause reports whether no other finite verb and no semicolon stands
// between tokens a and b.
func (r *reader) sameClause(a, b int) bool {
	for k := min(a, b) + 1; k < max(a, b); k++ {
		switch r.d.Tokens[k].XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			return false
		}
		if r.d.Form(k) == ";" || r.d.Form(k) == "," {
			return false
		}
	}
	return true
}

// breachOf reads noun i, "violations", as a breach of the truce spoken of last,
// where nothing says that it is one of something else.
func (r *reader) breachOf(i int, before []truceAt) (truceAt, bool) {
	last := before[len(before)-1]
	s := r.d.Sentence(i)
	if r.d.Sentence(last.pos) < s-1 || r.d.Sentence(last.pos) > s {
		return truceAt{}, false
	}
	other := false
	r.t.children(i, func(c int) bool {
		switch rel := r.t.rel(c); rel {
		case "nmod":
			p := r.t.prep(c)
			other = p == "of" || p == "to" || p == ""
			if r.d.Tokens[c].Rel == "nmod:poss" {
				other = false
			}
		case "compound":
			other = true
		case "amod":
			other = r.isNamed(c) || strings.HasSuffix(r.t.lower(c), "al") || strings.HasSuffix(r.t.lower(c), "an")
		}
		return !other
	})
	if other || last.Step == stepBroken && r.d.Sentence(last.pos) == s && last.pos > i {
		return truceAt{}, false
	}
	m := truceAt{at: doc.NoIndex, pos: i, root: last.root}
	m.Truce = before[last.root].Truce
	return m, r.nounStep(&m, doc.Range{From: i, To: i + 1}, i, stepBroken)
}

// meantTruce reads pronoun i, "it" as the object of a step, as the truce spoken
// of last.
func (r *reader) meantTruce(i int, before []truceAt) (truceAt, bool) {
	if w := r.t.lower(i); w != "it" && w != "this" {
		return truceAt{}, false
	}
	last := before[len(before)-1]
	h := r.d.Tokens[i].Head
	if h < 0 || !r.t.isVerb(h) || r.d.Sentence(last.pos) < r.d.Sentence(i)-1 || i < last.pos {
		return truceAt{}, false
	}
	prep := ""
	switch r.t.rel(i) {
	case "obj":
	case "obl":
		prep = r.t.prep(i)
	case "nsubj":
		return r.runsOn(i, h, before)
	default:
		return truceAt{}, false
	}
	step := r.objectStep(h, prep)
	switch step {
	case stepRefused, stepAccepted, stepExtended, stepBroken, stepKept:
	default:
		return truceAt{}, false
	}
	if r.d.Sentence(last.pos) != r.d.Sentence(i) && r.nounBetween(last.pos, i) {
		return truceAt{}, false
	}
	m := truceAt{at: doc.NoIndex, pos: i, root: last.root}
	m.Truce = before[last.root].Truce
	return m, r.takeStep(&m, doc.Range{From: i, To: i + 1}, h, step, false)
}

// runsOn reads pronoun i, subject of verb h, as the truce spoken of last where it
// begins, runs or ends: "It runs for 21 days, from Monday".
func (r *reader) runsOn(i, h int, before []truceAt) (truceAt, bool) {
	last := before[len(before)-1]
	step := r.subjectStep(h)
	if r.d.Tokens[i].Rel != "nsubj" || step != stepBegun && step != stepEnded || r.nounBetween(last.pos, i) {
		return truceAt{}, false
	}
	m := truceAt{at: doc.NoIndex, pos: i, root: last.root}
	m.Truce = before[last.root].Truce
	np := doc.Range{From: i, To: i + 1}
	m.Start, m.End = r.truceWindow(i, np)
	for k := h; k < min(h+8, r.d.Sentences[r.d.Sentence(h)].To) && m.Days == 0; k++ {
		if t := r.timeAt(k); t >= 0 && r.d.Times[t].Type == doc.Duration {
			m.Days = durationDays(r.d.Times[t].Value)
		}
	}
	if m.Start == "" && m.End == "" && m.Days == 0 && step == stepBegun {
		return truceAt{}, false
	}
	return m, r.takeStep(&m, np, h, step, true)
}

// nounBetween reports whether between tokens a and b stands another thing that
// "it" may mean as well: a singular subject or object that is nobody.
func (r *reader) nounBetween(a, b int) bool {
	for k := a + 1; k < b; k++ {
		if rel := r.t.rel(k); r.d.Tokens[k].XPOS == "NN" && (rel == "obj" || rel == "nsubj") && r.entityAt(k) < 0 && r.timeAt(k) < 0 {
			return true
		}
	}
	return false
}

// denial reads verb i, "denied it", as a denial of the breach spoken of last, in
// its sentence or the one before.
func (r *reader) denial(i int, before []truceAt) (truceAt, bool) {
	last := before[len(before)-1]
	o := r.t.child(i, "obj")
	if last.Step != stepBroken || o < 0 || r.d.Sentence(last.pos) < r.d.Sentence(i)-1 || last.pos > i || r.t.negated(i) {
		return truceAt{}, false
	}
	switch r.t.lemma(o) {
	case "it", "this", "that", "they", "accusation", "claim", "charge", "allegation", "report":
	default:
		return truceAt{}, false
	}
	s, passive := r.t.subject(i, r.lex)
	if s < 0 || passive {
		return truceAt{}, false
	}
	m := truceAt{at: doc.NoIndex, pos: i, root: last.root}
	m.Truce, m.Step, m.Status, m.By = before[last.root].Truce, stepBroken, "denied", "truce/denial"
	if m.Actors = r.truceWho(s); len(m.Actors) == 0 {
		return truceAt{}, false
	}
	m.Evidence = r.words(r.stepWords(doc.Range{From: i, To: i + 1}, i))
	return m, true
}

// verified reports whether what token h tells hangs on a verb of making sure
// that is told as done: "monitors confirmed 12 violations".
func (r *reader) verified(h int) (verb int, ok bool) {
	for step := 0; step < 3; step++ {
		if h = r.d.Tokens[h].Head; h < 0 {
			return 0, false
		}
		if r.truceClass("check", h) {
			return h, r.t.isVerb(h) && !r.t.negated(h) && !r.hasNo(h) && r.stepTense(h) == "occurred" && !r.supposed(h)
		}
	}
	return 0, false
}

// unverified reads verb i as saying that what was told of the truce could not
// be checked, where it stands in the sentence of the last accusation or the next.
func (r *reader) unverified(i int, before []truceAt) (truceAt, bool) {
	last := before[len(before)-1]
	if !r.t.isVerb(i) || !r.t.negated(i) && !r.hasNo(i) || last.Step != stepBroken || len(last.Evidence) == 0 {
		return truceAt{}, false
	}
	end := last.Evidence[len(last.Evidence)-1].End
	from := r.d.Sentences[r.d.Sentence(i)]
	if start := r.piece(r.d.SpanOf(from)).Start; start > end+300 {
		return truceAt{}, false
	}
	m := truceAt{at: doc.NoIndex, pos: i, root: last.root}
	m.Truce, m.Step, m.Status, m.By = before[last.root].Truce, stepUnverified, "occurred", "truce/unverified"
	if s, passive := r.t.subject(i, r.lex); s >= 0 && !passive {
		m.Actors = r.truceWho(s)
	}
	m.Evidence = r.words(r.stepWords(doc.Range{From: i, To: i + 1}, i))
	return m, true
}
