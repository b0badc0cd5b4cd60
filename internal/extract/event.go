package extract

import (
	"fmt"
	"slices"

	"parley/internal/doc"
	"parley/internal/record"
)

// eventRight is the probability given to every event: the share that was right in
// all fields when read by eye (eval/SCORES.md, 125 events), most others being
// right but for a participant or the day.
const eventRight = 0.26

// candidate is what may be an event, named at token at, with frame noun frame
// (at if none), of the type with index of, on date when (doc.NoIndex if none).
type candidate struct {
	record.Event
	at, frame, of, when int
}

// events finds what happens, is planned or claimed: by nouns ("a call with
// Brenn on Monday") and verbs ("Brenn called Duro").
func (r *reader) events() {
	var all []candidate
	var first []string // who is told first to talk
	for i := range r.d.Tokens {
		ty := r.eventType(i)
		if ty < 0 {
			continue
		}
		c, ok := r.eventAt(i, ty)
		if !ok {
			continue
		}
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
	for _, c := range all {
		r.complete(&c, first)
		if r.enough(c.Event, c.of, c.at, c.when) {
			r.addEvent(c)
		}
	}
}

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

// eventAt reads the event that token i names. ok is false for what is only
// spoken of in general: no tense, no time.
func (r *reader) eventAt(i, ty int) (c candidate, ok bool) {
	v, f := i, i
	if !r.t.isVerb(i) {
		f = r.outer(i)
		v = r.bearer(f)
	}
	e := record.Event{Type: r.lex.events[ty].code, Participants: r.participants(i, f, v, ty), P: eventRight, By: "event/noun"}
	if v == i {
		e.By = "event/verb"
	}
	t := r.eventTime(i, f, v)
	if t >= 0 && (e.Type == "offer" || e.Type == "statement") && v == i && r.isAhead(t) { // the day of what is offered
		t = doc.NoIndex
	}
	if t >= 0 && e.Type == "truce" && v >= 0 && r.isBroken(f, v) && !r.hasOwnDate(f, t) { // the day of the breach
		t = doc.NoIndex
	}
	if t >= 0 {
		e.Start, e.End = record.Maybe(isoOf(r.d.Times[t])), record.Maybe(lastOf(r.d.Times[t]))
		if len(e.Start) < len("2006-01-02") {
			e.End = ""
		}
	}
	e.Place = record.Maybe(r.place(f, v))
	if e.Status, ok = r.status(f, v, t, e.Type); !ok || v == i && r.isUnnamed(i, e) {
		return c, false
	}
	if e.Status == "planned" && t >= 0 && v >= 0 && r.lookBack(&e, v, r.d.Times[t]) {
		if s, ok := r.status(f, v, doc.NoIndex, e.Type); !ok || s != "occurred" {
			e.Start, e.End = record.Maybe(isoOf(r.d.Times[t])), record.Maybe(lastOf(r.d.Times[t]))
		} else {
			e.Status = s
		}
	}
	if v == i && r.undoes(i) {
		switch {
		case e.Status == "occurred":
			e.Status = "cancelled"
		case e.Type != "sanction" && e.Type != "aid": // "threatens to leave the talks": nothing is planned, nor over
			return c, false
		}
	}
	if t >= 0 {
		r.lookAhead(&e, r.d.Times[t])
	}
	if e.Status == "agreed" && len(e.Participants) < 2 {
		switch e.Type {
		case "truce", "talks", "meeting", "agreement":
			e.Status = "proposed" // one side's yes is no agreement
		}
	}
	e.AccordingTo = r.claimant(i, &e)
	e.Evidence = r.words(r.eventWords(i, f, v))
	return candidate{e, i, f, ty, t}, true
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
	if e.Status == "occurred" {
		switch e.Type {
		case "attack", "violation", "exchange", "aid", "deployment":
			e.Status = "claimed"
		}
	}
	return &w
}

// maxEvidence is how many code points of evidence an event told again gathers.
const maxEvidence = 400

// addEvent records e, of candidate c. What is told already gains e's words as
// further evidence; what tells less of the same is filled up from e.
func (r *reader) addEvent(c candidate) {
	e := c.Event
	counted := c.frame != c.at && r.d.Tokens[c.frame].XPOS == "NNS"
	for k, o := range r.out.Events {
		if o.Type != e.Type || counted != r.counted[k] {
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
