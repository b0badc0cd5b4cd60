package extract

import (
	"fmt"
	"slices"

	"parley/internal/doc"
	"parley/internal/record"
)

// eventRight is the probability given to every event: the share that was right in
// all fields when read by eye (eval/SCORES.md, 60 events), most others being
// right but for a participant or the day.
const eventRight = 0.37

// events finds what happens, is planned or claimed: by nouns ("a call with
// Brenn on Monday") and verbs ("Brenn called Duro").
func (r *reader) events() {
	for i := range r.d.Tokens {
		ty := r.eventType(i)
		if ty < 0 {
			continue
		}
		if e, ok := r.eventAt(i, ty); ok {
			r.addEvent(e)
		}
	}
}

// eventType returns the index of the type of event that token i names, doc.NoIndex if none.
func (r *reader) eventType(i int) int {
	lem := r.t.lemma(i)
	if i > 0 && r.d.Form(i-1) == "-" && r.t.isVerb(i) { // "a state-sanctioned company"
		return doc.NoIndex
	}
	if r.t.isVerb(i) {
		verb := lem + r.t.particle(i)
		ty := doc.NoIndex
		r.t.children(i, func(c int) bool {
			if t, ok := r.lex.eventPairs[pairing{verb, r.t.lemma(c)}]; ok && r.t.rel(c) != "advcl" {
				ty = t
			} else if t, ok := r.lex.eventVerbs[verb+"+"+r.t.prep(c)]; ok && r.t.rel(c) == "obl" {
				ty = t
			}
			return ty < 0
		})
		if t, ok := r.lex.eventVerbs[verb]; ok && ty < 0 && !r.otherObject(i, t) && (!r.lex.is("warlike", verb) || r.isWarlike()) {
			ty = t
		}
		return ty
	}
	if h := r.d.Tokens[i].Head; r.d.Tokens[i].UPOS != "NOUN" || r.t.rel(i) == "compound" && (h < 0 || r.timeAt(h) < 0) {
		return doc.NoIndex
	}
	return r.nounEvent(i)
}

// otherObject reports whether verb i has an object that makes it another thing:
// a lifeless one for verbs that people do to people.
func (r *reader) otherObject(i, ty int) bool {
	o := r.t.child(i, "obj", "nsubj:pass")
	if o >= 0 && r.d.Tokens[o].UPOS == "NUM" { // "strike one"
		return true
	}
	if o < 0 {
		return r.lex.events[ty].needs == "two"
	}
	switch r.lex.events[ty].code {
	case "call", "meeting", "visit":
		return r.entityAt(o) < 0 && !r.lex.is("people", r.t.lemma(o))
	}
	return r.lex.events[ty].not[r.t.lemma(o)]
}

func (r *reader) nounEvent(i int) int {
	best, size := doc.NoIndex, 0
	for from := max(i-2, 0); from <= i; from++ {
		for _, p := range r.lex.eventNouns[r.t.lemma(from)] {
			if end, ok := r.matches(p.lemmas, from); ok && end == i+1 && len(p.lemmas) > size && (!p.weak || r.isWarlike()) {
				best, size = p.of, len(p.lemmas)
			}
		}
	}
	if best < 0 {
		return best
	}
	np := union(r.nounPhrase(i), r.t.subtree(i))
	for k := np.From; k < min(np.To, i+8); k++ {
		if r.lex.events[best].not[r.t.lemma(k)] {
			return doc.NoIndex
		}
	}
	if lem := r.t.lemma(i); i > 0 && lem == "exchange" && r.t.lower(i-1) == "in" { // "in exchange"
		return doc.NoIndex
	}
	if _, position := r.lex.nouns[r.t.lemma(i)]; position && size == 1 && i+1 < len(r.d.Tokens) {
		if w := r.t.lower(i + 1); w == "for" || w == "to" || w == "on" { // "a call for talks" is no call
			return doc.NoIndex
		}
	}
	return best
}

// isWarlike reports whether the text speaks of armed force, so that "strike" and
// "raid" are attacks and not walkouts or searches.
func (r *reader) isWarlike() bool {
	if r.warlike == 0 {
		n := 0
		for i := range r.d.Tokens {
			if r.lex.is("war", r.t.lemma(i)) {
				n++
			}
		}
		r.warlike = 1
		if n < enoughStrong {
			r.warlike = -1
		}
	}
	return r.warlike > 0
}

// eventAt reads the event that token i names. ok is false for what is only
// spoken of in general: nobody named takes part, no tense, no time.
func (r *reader) eventAt(i, ty int) (record.Event, bool) {
	v := i
	if !r.t.isVerb(i) {
		v = r.bearer(i)
	}
	e := record.Event{Type: r.lex.events[ty].code, Participants: r.participants(i, v), P: eventRight, By: "event/noun"}
	if v == i {
		e.By = "event/verb"
	}
	t := r.eventTime(i, v)
	if t >= 0 {
		e.Start, e.End = record.Maybe(isoOf(r.d.Times[t])), record.Maybe(lastOf(r.d.Times[t]))
		if len(e.Start) < len("2006-01-02") {
			e.End = ""
		}
	}
	e.Place = record.Maybe(r.place(i, v))
	if !r.enough(e, ty, i, t) {
		return e, false
	}
	var ok bool
	if e.Status, ok = r.status(i, v, t); !ok {
		return e, false
	}
	if t >= 0 {
		r.lookAhead(&e, r.d.Times[t])
	}
	if e.Status == "agreed" && e.Type != "exchange" && len(e.Participants) < 2 {
		e.Status = "proposed" // one side's yes is no agreement
	}
	e.AccordingTo = r.claimant(i, &e)
	e.Evidence = r.words(r.eventWords(i, v))
	return e, true
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

// participants returns who takes part in the event of noun or verb i with bearer v.
func (r *reader) participants(i, v int) []record.Participant {
	ps := []record.Participant{}
	add := func(c int, role string) {
		r.eachConjunct(c, func(k int) {
			for _, name := range r.namesAt(k) {
				if !slices.ContainsFunc(ps, func(p record.Participant) bool { return p.Name == name }) {
					ps = append(ps, record.Participant{Name: name, Role: role})
				}
			}
		})
	}
	own := func(h int) {
		r.t.children(h, func(c int) bool {
			switch r.t.rel(c) {
			case "nmod", "obl":
				switch p := r.t.prep(c); {
				case r.d.Tokens[c].Rel == "nmod:poss", p == "with", p == "between", p == "by", p == "among", p == "against", p == "of" && r.t.rel(c) == "nmod" && r.entityAt(c) >= 0 && !r.isPlace(c):
					add(c, roleOf(p))
				}
			case "amod", "compound":
				if e := r.entityAt(c); e >= 0 && r.d.Entities[e].ActsFor == "" { // "the Oval Office meeting" names a place
					add(c, "")
				}
			}
			return true
		})
	}
	if s := r.actor(i, v); s >= 0 {
		add(s, "")
	}
	own(i)
	for _, k := range r.companions(i) {
		add(k, "")
	}
	if v == i {
		r.t.children(i, func(c int) bool {
			if rel := r.t.rel(c); rel == "obj" || rel == "iobj" {
				add(c, "")
			}
			return true
		})
	} else if v >= 0 && r.t.isVerb(v) && (r.t.rel(i) == "obj" || r.d.Tokens[i].Rel == "nsubj:pass") {
		own(v)
	}
	return ps
}

// namesAt returns who token i names as a participant: both sides for "the two
// sides", nobody for an unnamed source.
func (r *reader) namesAt(i int) []string {
	if r.isCounted(i) {
		return r.bothSides(i)
	}
	w, ok := r.whoAt(i)
	switch {
	case !ok || w.Kind == record.Anonymous:
		return nil
	case w.Kind == record.Group && w.Party != "":
		return []string{w.Party}
	}
	return []string{w.Name}
}

// actor returns the subject of bearer v where it takes part in the event of
// token i; doc.NoIndex if none.
func (r *reader) actor(i, v int) int {
	if v < 0 {
		return doc.NoIndex
	}
	if direct := r.d.Tokens[i].Head == v && r.t.rel(i) == "obj"; v != i && !direct && r.lex.is("content", r.t.lemma(v)) { // who tells of it takes no part
		return doc.NoIndex
	}
	s, passive := r.t.subject(v, r.lex)
	if s == i || passive && v != i {
		return doc.NoIndex
	}
	return s
}

// isPlace reports whether token c is a place that is no state.
func (r *reader) isPlace(c int) bool {
	e := r.entityAt(c)
	return e >= 0 && r.d.Entities[e].Kind == doc.KindPlace
}

// isCounted reports whether noun k is a group named only by its number ("both sides").
func (r *reader) isCounted(k int) bool {
	return r.lex.is("people", r.t.lemma(k)) && (r.t.has(k, "nummod") || r.t.has(k, "det", "both", "all", "each") || r.t.has(k, "advmod", "both"))
}

// bothSides returns the two states that "the two countries" or "both sides" at
// token k stands for: those named before it in its sentence and the one
// before, where they are exactly two; nil otherwise.
func (r *reader) bothSides(k int) []string {
	from := r.d.Sentences[max(r.d.Sentence(k)-1, 0)].From
	var names []string
	for i := from; i < k; i++ {
		if e := r.entityAt(i); e >= 0 {
			if w := r.entityWho(e); w.Kind == record.State && !slices.Contains(names, w.Name) {
				names = append(names, w.Name)
			}
		}
	}
	if len(names) != 2 {
		return nil
	}
	return names
}

// companions returns the names listed after "with", "between" or "by" that
// follow noun i, also through a participle ("the truce declared by Brenn"): what
// belongs to i by its place where the tree hangs it elsewhere.
func (r *reader) companions(i int) []int {
	k := i + 1
	for k < len(r.d.Tokens) && (r.d.Tokens[k].XPOS == "VBN" || r.d.Tokens[k].UPOS == "ADV") && k < i+3 {
		k++
	}
	if k >= len(r.d.Tokens) {
		return nil
	}
	switch r.t.lower(k) {
	case "with", "between", "by":
	default:
		return nil
	}
	var out []int
	for k++; k < len(r.d.Tokens) && k < i+20; k++ {
		m := r.mentionAt[k]
		switch {
		case m >= 0 && r.d.Mentions[m].Form != doc.Pronoun:
			if next := r.d.Mentions[m].To; next >= len(r.d.Tokens) || !nounish(r.d.Tokens[next].UPOS) || r.t.lower(next) == "'s" {
				out = append(out, r.d.Mentions[m].Head)
			}
			k = r.d.Mentions[m].To - 1
		case r.t.lower(k) == "and" || r.d.Form(k) == "," || nounish(r.d.Tokens[k].UPOS):
		default:
			return out
		}
	}
	return out
}

// roleOf returns the role that a preposition gives, "" if none.
func roleOf(prep string) string {
	if prep == "against" {
		return "target"
	}
	return ""
}

// eachConjunct calls do for c and all that is coordinated with it.
func (r *reader) eachConjunct(c int, do func(int)) {
	do(c)
	r.t.children(c, func(k int) bool {
		if r.t.rel(k) == "conj" && r.t.isNoun(k) {
			do(k)
		}
		return true
	})
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
func (r *reader) eventWords(i, v int) doc.Range {
	rg := r.trimmed(i)
	if cs := r.companions(i); len(cs) > 0 {
		rg.To = max(rg.To, cs[len(cs)-1]+1)
	}
	if v == i {
		if s, _ := r.subjectOf(i); s >= 0 {
			rg = r.withSubject(rg, s)
		}
	}
	if v >= 0 && v != i && rg.Len() < 6 {
		rg = union(rg, doc.Range{From: v, To: v + 1})
		if t := r.eventTime(i, v); t >= 0 {
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
		case "attack", "violation":
			e.Status = "claimed"
		}
	}
	return &w
}

// addEvent records e unless it is told already; what tells less of the same is dropped for it.
func (r *reader) addEvent(e record.Event) {
	for k, o := range r.out.Events {
		if covers(o, e) {
			return
		}
		if covers(e, o) {
			e.ID = o.ID
			r.out.Events[k] = e
			return
		}
	}
	e.ID = fmt.Sprintf("e%d", len(r.out.Events)+1)
	r.out.Events = append(r.out.Events, e)
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
