package extract

import (
	"fmt"
	"slices"

	"parley/internal/doc"
	"parley/internal/record"
)

// candidate is what may be an event, named at token at, with frame noun frame
// (at if none), of the type with index of, on date when (doc.NoIndex if none).
type candidate struct {
	record.Event
	at, frame, of, when int
	rule                ruled     // what the rules say of it
	sure                certainty // of what was learned
}

// ruled is what the rules alone make of a candidate.
type ruled struct {
	ok, enough bool
	governed   bool // its status comes from a predicate above it: demanded, refused, planned
	void       bool // it is told not to have happened, or only asked
	when       int
	place      string
}

// certainty is how sure each field of an event is, from 0 to 1.
type certainty struct{ kind, status, who, when, where float64 }

// candidates finds what may be events: what nouns ("a call with Brenn on
// Monday") and verbs ("Brenn called Duro") name, with the fields by the rules. kind
// returns the type that a token names, -1 if none.
func (r *reader) candidates(kind func(i int) (ty int, p float64)) []candidate {
	var all []candidate
	var first []string // who is told first to talk
	for i := range r.d.Tokens {
		if !r.isNamer(i) {
			continue
		}
		ty, p := kind(i)
		if ty < 0 {
			continue
		}
		c, ok := r.eventAt(i, ty)
		c.rule, c.sure.kind = ruled{ok: ok, void: r.isVoid(&c), governed: r.governedStatus(i) != "", when: c.when, place: string(c.Place)}, p
		r.complete(&c, r.pair)
		if n := len(c.Participants); n >= 2 && c.Type == "talks" {
			r.pair = nil
			for _, p := range c.Participants[:min(n, maxPair)] {
				r.pair = append(r.pair, p.Name)
			}
			if first == nil {
				first = r.pair
			}
		}
		all = append(all, c)
	}
	if first == nil {
		first = r.mainStates()
	}
	for k := range all {
		c := &all[k]
		r.complete(c, first)
		c.rule.enough = r.enough(c.Event, c.of, c.at, c.when)
	}
	return all
}

// events finds what happens, is planned or claimed.
func (r *reader) events() {
	for _, c := range r.candidates(r.learnedType) {
		if c.rule.void {
			continue
		}
		if !c.rule.ok || !c.rule.enough {
			c.By = "event/learned"
		}
		r.learn(&c)
		if r.model.has(TaskEvent) {
			c.P = r.model.yes(TaskEvent, r.rightFeatures(&c))
		}
		if c.P >= leastRight || c.rule.ok && c.rule.enough && c.P >= leastRuledEvent || !r.model.has(TaskEvent) {
			r.addEvent(c)
		}
	}
	r.datesOfOthers()
	for k := range r.out.Events {
		r.out.Events[k].Classify()
	}
}

// datesOfOthers gives calls, meetings, talks and visits that are told without a
// day that of the same event told elsewhere in the text: by the same people, where
// there is but one day.
func (r *reader) datesOfOthers() {
	for k := range r.out.Events {
		e := &r.out.Events[k]
		switch e.Type {
		case "call", "meeting", "talks", "visit":
		default:
			continue
		}
		if e.Start != "" || e.Status != "occurred" || len(e.Participants) < 2 || r.counted[k] {
			continue
		}
		var start, end record.Maybe
		found := 0
		for j, o := range r.out.Events {
			if o.Type != e.Type || o.Status != "occurred" || len(o.Start) != len("2006-01-02") || r.counted[j] || !sameCast(e.Participants, o.Participants) {
				continue
			}
			if found == 0 || o.Start != start {
				found++
			}
			start, end = o.Start, o.End
		}
		if found == 1 {
			e.Start, e.End = start, end
		}
	}
}

// sameCast reports whether the same people take part.
func sameCast(a, b []record.Participant) bool {
	if len(a) != len(b) {
		return false
	}
	for _, p := range a {
		if !slices.ContainsFunc(b, func(q record.Participant) bool { return p.Name == q.Name }) {
			return false
		}
	}
	return true
}

// isVoid reports whether c is told not to have happened, nearly or no more, or is only asked about.
func (r *reader) isVoid(c *candidate) bool {
	v := r.bearerOf(c)
	if _, stand := r.lex.nouns[r.t.lemma(c.at)]; stand && c.at+1 < len(r.d.Tokens) && r.t.lower(c.at+1) == "of" { // "an offer of talks"
		for k := c.at + 2; k < min(c.at+6, len(r.d.Tokens)) && nounish(r.d.Tokens[k].UPOS); k++ {
			if r.d.Tokens[k].UPOS == "NOUN" && r.nounEvent(k) >= 0 {
				return true
			}
		}
	}
	if r.t.negated(c.at) || r.asked(c.at) || r.isStopped(c.at) || r.isSubject(c.at) || v == c.at && r.isGeneral(c.at) {
		return true
	}
	return v >= 0 && (r.t.negated(v) || r.nearMiss(v) || r.nothing(v) || r.asked(v) || r.statusWord(v) == "agreed" && v == c.at)
}

// leastRight is the probability of being right in all fields from which an event is told.
const leastRight, leastRuledEvent = 0.15, 0.05

// maxPair is how many participants of talks are taken over to the next round.
const maxPair = 4

// complete gives talks that the text speaks of as known ("the talks", "four
// rounds of talks", "after the negotiations") and of which it names at most one
// participant those of others, where it is one of them.
func (r *reader) complete(c *candidate, others []string) {
	if c.Type != "talks" || len(c.Participants) > 1 || len(others) < 2 || r.t.isVerb(c.at) || !r.isKnown(c.at, c.frame) {
		return
	}
	for _, p := range c.Participants {
		if !slices.Contains(others, p.Name) {
			return
		}
	}
	for _, name := range others {
		if !slices.ContainsFunc(c.Participants, func(p record.Participant) bool { return p.Name == name }) {
			c.Participants = append(c.Participants, record.Participant{Name: name})
		}
	}
}

// isKnown reports whether the talks named at token i with frame noun f are
// spoken of as known: counted in rounds, with article, or something other
// happened after or during them.
func (r *reader) isKnown(i, f int) bool {
	if f != i || r.t.lemma(i) == "round" || r.t.lemma(i) == "one" {
		return true
	}
	switch r.lead(i) {
	case "after", "during", "following", "since":
		return true
	}
	return r.t.has(i, "det", "the", "these", "those") || r.t.has(i, "amod", "previous", "earlier", "recent")
}

// mainStates returns the two states that the text names most often, nil where a
// third is named as often or the second only once or twice.
func (r *reader) mainStates() []string {
	var counts [3]struct {
		name string
		n    int
	}
	for e, ent := range r.d.Entities {
		w := r.entityWho(e)
		if w.Kind != record.State {
			continue
		}
		n := len(ent.Mentions)
		for k := range counts {
			if n > counts[k].n {
				copy(counts[k+1:], counts[k:])
				counts[k].name, counts[k].n = w.Name, n
				break
			}
		}
	}
	if counts[1].n < 3 || counts[1].n == counts[2].n || counts[0].name == counts[1].name {
		return nil
	}
	return []string{counts[0].name, counts[1].name}
}

// eventAt reads the event of type ty that token i names. ok is false for what is
// only spoken of in general: no tense, no time.
func (r *reader) eventAt(i, ty int) (c candidate, ok bool) {
	v, f := i, i
	if !r.t.isVerb(i) {
		f = r.outer(i)
		v = r.bearer(f)
	}
	c = candidate{at: i, frame: f, of: ty, Event: record.Event{Type: r.lex.events[ty].code, Participants: r.participants(i, f, v, ty), By: "event/noun"}}
	e := &c.Event
	if v == i {
		e.By = "event/verb"
	}
	c.when = r.eventTime(i, f, v)
	if c.when >= 0 && (e.Type == "offer" || e.Type == "statement") && v == i && r.isAhead(c.when) { // the day of what is offered
		c.when = doc.NoIndex
	}
	if c.when >= 0 && e.Type == "truce" && v >= 0 && r.isBroken(f, v) && !r.hasOwnDate(f, c.when) { // the day of the breach
		c.when = doc.NoIndex
	}
	e.Place = record.Maybe(r.place(f, v))
	e.Status, ok = r.status(f, v, c.when, e.Type)
	if c.when >= 0 {
		r.setDay(&c, v)
	}
	ok = r.undone(&c) && ok && (v != i || !r.isUnnamed(i, *e))
	if e.Status == "agreed" && len(e.Participants) < 2 {
		switch e.Type {
		case "truce", "talks", "meeting", "agreement":
			e.Status = "proposed" // one side's yes is no agreement
		}
	}
	e.AccordingTo = r.claimant(i, e)
	e.Evidence = r.words(r.eventWords(i, f, v))
	return c, ok
}

// bearerOf returns the verb that lends c tense, doc.NoIndex if none.
func (r *reader) bearerOf(c *candidate) int {
	if r.t.isVerb(c.at) {
		return c.at
	}
	return r.bearer(c.frame)
}

// setDay sets the days of c from its date, as the status of c bears it.
func (r *reader) setDay(c *candidate, v int) {
	t := r.d.Times[c.when]
	c.Start, c.End = record.Maybe(isoOf(t)), record.Maybe(lastOf(t))
	if len(c.Start) < len("2006-01-02") {
		c.End = ""
	}
	if c.Status == "planned" && v >= 0 && r.lookBack(&c.Event, v, t) {
		if s, ok := r.status(c.frame, v, doc.NoIndex, c.Type); !ok || s != "occurred" {
			c.Start, c.End = record.Maybe(isoOf(t)), record.Maybe(lastOf(t))
		} else {
			c.Status = s
		}
	}
	r.lookAhead(&c.Event, t)
}

// undone sets the status of what verb c undoes ("lifted the sanctions"); false
// where nothing is planned, nor over.
func (r *reader) undone(c *candidate) bool {
	if !r.t.isVerb(c.at) || !r.undoes(c.at) {
		return true
	}
	switch {
	case c.Status == "occurred":
		c.Status = "cancelled"
	case c.Type != "sanction" && c.Type != "aid": // "threatens to leave the talks"
		return false
	}
	return true
}

// isUnnamed reports whether verb i of e is done by a pronoun that stands for
// nobody known: then e holds only whom it was done to.
func (r *reader) isUnnamed(i int, e record.Event) bool {
	s := r.t.child(i, "nsubj")
	return s >= 0 && r.d.Tokens[s].XPOS == "PRP" && len(r.namesAt(s)) == 0 && len(e.Participants) < 2
}

// undoes reports whether verb i with its object undoes what the object names
// ("lifted the sanctions", "pulled out of the accord").
func (r *reader) undoes(i int) bool {
	o := r.paired(i)
	return o >= 0 && r.lex.eventUndoing[pairing{r.phrasal(i), r.t.lemma(o)}]
}

// enough reports whether what is known of e, named at token i with date t,
// makes it an event and not a topic.
func (r *reader) enough(e record.Event, ty, i, t int) bool {
	n := len(e.Participants)
	dated := t >= 0 && e.Start != ""
	if code := r.lex.events[ty].code; r.begins(i) && (!r.t.isVerb(i) || code != "meeting" && code != "call" && code != "visit") {
		return true
	}
	switch r.lex.events[ty].needs {
	case "two":
		return n >= 2 || n == 1 && (dated || r.isPast(i))
	case "actor":
		return n >= 1 || dated && r.t.rel(i) == "nsubj"
	case "date":
		return dated && n >= 1
	}
	return dated || n >= 2 || n >= 1 && e.Type != "truce"
}

// begins reports whether token i is told to begin, go on or end ("the strike began
// at midnight"), or is what was done to its subject ("the tariff was suspended"):
// an event, whoever takes part.
func (r *reader) begins(i int) bool {
	if r.t.isVerb(i) {
		s := r.t.child(i, "nsubj:pass")
		return s >= 0 && r.t.isPassive(i) && !r.t.has(i, "aux", "will", "would", "may", "might", "could", "can", "should", "must") && r.factual(i)
	}
	v := r.d.Tokens[i].Head
	return v >= 0 && r.d.Tokens[i].Rel == "nsubj" && r.t.isVerb(v) && r.t.has(i, "det", "the") && r.d.Tokens[v].XPOS == "VBD" &&
		(r.lex.is("begins", r.t.lemma(v)) || r.lex.is("stops", r.t.lemma(v)))
}

// bearer returns the verb that lends noun i tense: the one it is subject or
// object of, or in whose clause it stands; doc.NoIndex if none.
func (r *reader) bearer(i int) int {
	for step := 0; step < 6; step++ {
		h := r.d.Tokens[i].Head
		if h < 0 {
			return doc.NoIndex
		}
		if r.t.isVerb(h) || r.t.child(h, "cop") >= 0 {
			return h
		}
		i = h
	}
	return doc.NoIndex
}

// place returns where: a location led by in, at or to under i or v; "" if none.
func (r *reader) place(i, v int) string {
	for _, h := range []int{i, v} {
		if h < 0 {
			continue
		}
		where := ""
		r.t.children(h, func(c int) bool {
			if rel := r.t.rel(c); rel != "obl" && rel != "nmod" {
				return true
			}
			switch r.t.prep(c) {
			case "in", "at", "to":
				if m := r.mentionAt[c]; m >= 0 && r.d.Mentions[m].Type == doc.Location && r.d.Mentions[m].Form == doc.Named {
					where = r.text(r.d.Mentions[m].Range)
				}
			}
			return where == ""
		})
		if where != "" {
			return where
		}
	}
	return ""
}

// eventWords returns the clause or phrase that shows the event.
func (r *reader) eventWords(i, f, v int) doc.Range {
	rg := r.trimmed(f)
	if cs := r.companions(i); len(cs) > 0 {
		rg.To = max(rg.To, cs[len(cs)-1]+1)
	}
	if ahead := r.before(i); len(ahead) > 0 {
		rg.From = min(rg.From, ahead[len(ahead)-1])
	}
	if v == i {
		if s, _ := r.subjectOf(i); s >= 0 {
			rg = r.withSubject(rg, s)
		}
	}
	if v >= 0 && v != i && rg.Len() < 6 {
		rg = union(rg, doc.Range{From: v, To: v + 1})
		if t := r.eventTime(i, f, v); t >= 0 {
			rg = union(rg, r.d.TokensIn(r.d.Times[t].Span))
		}
	}
	s := r.d.Sentences[r.d.Sentence(i)]
	rg.From, rg.To = max(rg.From, s.From, i-30), min(rg.To, s.To, i+40)
	return rg
}

// claimant returns who claims the event where it stands in somebody's words or
// by their account; nil for the article's own.
func (r *reader) claimant(i int, e *record.Event) *record.Who {
	w, ok := r.voice(i)
	if !ok {
		return nil
	}
	if e.Status == "occurred" && isContested(e.Type) {
		e.Status = "claimed"
	}
	return &w
}

// isContested reports whether events of a type are only claimed where somebody
// other than the article tells that they occurred.
func isContested(kind string) bool {
	switch kind {
	case "attack", "violation", "exchange", "aid", "deployment":
		return true
	}
	return false
}

// maxEvidence is how many code points of evidence an event told again gathers.
const maxEvidence = 400

// addEvent records e, of candidate c. What is told already gains e's words as
// further evidence; what tells less of the same is filled up from e.
func (r *reader) addEvent(c candidate) {
	e := c.Event
	counted := c.frame != c.at && r.d.Tokens[c.frame].XPOS == "NNS"
	for _, k := range r.ofType[e.Type] {
		o := r.out.Events[k]
		if counted != r.counted[k] {
			continue
		}
		switch {
		case covers(o, e) && len(e.Participants) == 0 && e.Start == "":
			return
		case covers(o, e):
		case covers(e, o):
			e.ID, e.By = o.ID, o.By
			e.Evidence, o.Evidence = o.Evidence, e.Evidence
			r.out.Events[k], o = e, record.Event{Evidence: o.Evidence}
			e = o
		default:
			continue
		}
		r.out.Events[k].Evidence = more(r.out.Events[k].Evidence, e.Evidence)
		return
	}
	e.ID = fmt.Sprintf("e%d", len(r.out.Events)+1)
	r.ofType[e.Type] = append(r.ofType[e.Type], len(r.out.Events))
	r.out.Events = append(r.out.Events, e)
	r.counted = append(r.counted, counted)
}

// more returns evidence a with the pieces of b that lie behind it, as far as maxEvidence allows.
func more(a, b record.Words) record.Words {
	n := 0
	for _, p := range a {
		n += p.End - p.Start
	}
	for _, p := range b {
		if n += p.End - p.Start; n <= maxEvidence && p.Start >= a[len(a)-1].End {
			a = append(a, p)
		}
	}
	return a
}

// covers reports whether a tells of the same event as b at least as much: type
// and status agree, and b adds no day, place or participant.
func covers(a, b record.Event) bool {
	if a.Type != b.Type || a.Status != b.Status || b.Start != a.Start && b.Start != "" || b.Place != a.Place && b.Place != "" {
		return false
	}
	for _, p := range b.Participants {
		if !slices.ContainsFunc(a.Participants, func(q record.Participant) bool { return q.Name == p.Name }) {
			return false
		}
	}
	return true
}
