package extract

import (
	"slices"

	"parley/internal/doc"
	"parley/internal/record"
)

// cast collects who takes part in an event.
type cast struct {
	r  *reader
	ps []record.Participant
}

// add puts whom token c and those coordinated with it name.
func (c *cast) add(k int, role string) {
	c.r.eachConjunct(k, func(k int) { c.one(k, role) })
}

func (c *cast) one(k int, role string) {
	for _, name := range c.r.namesAt(k) {
		if !slices.ContainsFunc(c.ps, func(p record.Participant) bool { return p.Name == name }) {
			c.ps = append(c.ps, record.Participant{Name: name, Role: role})
		}
	}
}

// participants returns who takes part in the event of type ty of noun or verb
// i, with frame noun f (i if none) and bearer v.
func (r *reader) participants(i, f, v, ty int) []record.Participant {
	code := r.lex.events[ty].code
	c := &cast{r: r, ps: []record.Participant{}}
	r.hung(c, i, code)
	if f != i {
		r.hung(c, f, code)
	}
	for _, k := range r.before(i) {
		c.one(k, "")
	}
	for _, k := range r.before(f) {
		c.one(k, "")
	}
	for _, k := range r.companions(i) {
		c.one(k, "")
	}
	own := c.ps
	c.ps = []record.Participant{}
	if s := r.actor(f, v); s >= 0 && r.partakes(f, v, code, len(own)) {
		c.add(s, "")
	}
	for _, p := range own {
		if !slices.ContainsFunc(c.ps, func(q record.Participant) bool { return p.Name == q.Name }) {
			c.ps = append(c.ps, p)
		}
	}
	if v == i {
		r.t.children(i, func(k int) bool {
			if rel := r.t.rel(k); rel == "obj" || rel == "iobj" || r.d.Tokens[k].Rel == "nsubj:pass" {
				c.add(k, "")
				if code == "attack" { // "shot down two Brennian drones"
					for _, b := range r.before(k) {
						c.one(b, "")
					}
				}
			}
			return true
		})
		if o := r.paired(i); o >= 0 && o != i {
			r.hung(c, o, code)
			for _, k := range r.before(o) {
				c.one(k, "")
			}
		}
	} else if v >= 0 && r.t.isVerb(v) && (r.t.rel(f) == "obj" || r.d.Tokens[f].Rel == "nsubj:pass") {
		r.hung(c, v, code)
	}
	r.targets(c, i, code)
	return c.ps
}

// partakes reports whether the subject of bearer v takes part in the event of noun
// or verb f, of which n are named with it: always where f is what is done, else
// only where people come together and are not named there.
func (r *reader) partakes(f, v int, code string, n int) bool {
	if code == "truce" && v >= 0 && r.isBroken(f, v) { // "broke the truce": whose it was is not told
		return false
	}
	if f == v || r.t.rel(f) == "obj" || r.d.Tokens[f].Rel == "nsubj:pass" || v >= 0 && r.lex.is("moves", r.t.lemma(v)) {
		return true
	}
	if v >= 0 && r.statusWord(v) == "agreed" {
		return true
	}
	switch code {
	case "attack", "violation", "sanction", "truce", "exchange", "deployment", "aid":
		return n == 0 && r.t.rel(f) == "obl" && r.lead(f) == "in"
	}
	return n < 2
}

// isBroken reports whether noun f is what verb v breaks.
func (r *reader) isBroken(f, v int) bool {
	ty, ok := r.lex.eventPairs[pairing{r.phrasal(v), r.t.lemma(f)}]
	if !ok {
		ty, ok = r.lex.eventVerbs[r.phrasal(v)]
	}
	return ok && f != v && r.lex.events[ty].code == "violation"
}

// hung adds whom the adjuncts of h name as taking part.
func (r *reader) hung(c *cast, h int, code string) {
	r.t.children(h, func(k int) bool {
		switch r.t.rel(k) {
		case "nmod", "obl":
			switch p := r.t.prep(k); {
			case p == "from" && code == "exchange", r.d.Tokens[k].Rel == "nmod:poss", p == "with", p == "between", p == "by", p == "among", p == "against",
				p == "of" && r.t.rel(k) == "nmod" && r.entityAt(k) >= 0 && !r.isPlace(k):
				c.add(k, roleOf(p))
			}
		case "amod", "compound":
			if e := r.entityAt(k); e >= 0 && r.d.Entities[e].ActsFor == "" { // "the Oval Office meeting" names a place
				c.add(k, "")
			}
		}
		return true
	})
}

// before returns whom the words right before noun i name as taking part, by
// their place alone: "Velmark-Ostria talks", "Brenn's renewed offensive", "the
// Brenn-led attack", "their meeting". Who only brokered it is not meant.
func (r *reader) before(i int) []int {
	if r.t.isVerb(i) {
		return nil
	}
	var out []int
	host := false
	from := r.d.Sentences[r.d.Sentence(i)].From
	for k := i - 1; k >= from && i-k < 12; k-- {
		if m := r.mentionAt[k]; m >= 0 && r.d.Mentions[m].Form == doc.Named {
			men := r.d.Mentions[m]
			if e := men.Entity; e >= 0 && !host && r.d.Entities[e].ActsFor == "" && !men.Has(i) && (men.Type != doc.Location || !r.isPlace(men.Head)) {
				out = append(out, men.Head)
			}
			host = false
			k = men.From
			continue
		}
		switch lem := r.t.lower(k); {
		case r.d.Tokens[k].XPOS == "PRP$":
			return append(out, k)
		case r.lex.is("host", lem):
			host = true
		case r.d.Tokens[k].XPOS == "POS", lem == "-", lem == "–", lem == "/", lem == "led", lem == "\"", lem == "“":
		case lem == "and" && len(out) > 0 && k > from && r.mentionAt[k-1] >= 0:
		case r.d.Tokens[k].UPOS == "ADJ", r.d.Tokens[k].UPOS == "NUM", r.d.Tokens[k].UPOS == "NOUN":
		default:
			return out
		}
	}
	return out
}

// targets adds whom the words after noun or verb i say it is aimed at: "an
// attack on Brenn", "sanctions against Brenn", "weapons to Brenn".
func (r *reader) targets(c *cast, i int, code string) {
	role := ""
	for k := i + 1; k < len(r.d.Tokens) && k < i+14; k++ {
		if r.d.Tokens[k].UPOS == "PUNCT" && r.d.Form(k) != "\"" && r.d.Form(k) != "”" && r.d.Form(k) != "-" || r.d.Tokens[k].UPOS == "VERB" && r.t.lower(k) != "including" || r.d.Tokens[k].UPOS == "SCONJ" {
			return
		}
		switch w := r.t.lower(k); {
		case r.d.Tokens[k].UPOS == "ADP":
			role = ""
			if (w == "on" || w == "against") && (code == "attack" || code == "sanction" || code == "violation") {
				role = "target"
			} else if w == "to" && code == "aid" {
				role = "recipient"
			}
		case role != "":
			if m := r.mentionAt[k]; m >= 0 && r.d.Mentions[m].Form == doc.Named {
				c.one(r.d.Mentions[m].Head, role)
				k = r.d.Mentions[m].To - 1
			}
		}
	}
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
	case w.Kind == record.Group:
		var parties []string
		for _, k := range r.before(i) { // "Brennian and Velmar officials"
			if who, ok := r.whoAt(k); ok && who.Kind == record.State {
				parties = append(parties, who.Name)
			}
		}
		if len(parties) > 1 {
			return parties
		}
		if w.Party != "" {
			return []string{w.Party}
		}
		if lem := r.t.lemma(i); lem == "side" || lem == "party" {
			return nil
		}
	}
	return []string{w.Name}
}

// actor returns the subject of bearer v where it takes part in the event of
// token i; doc.NoIndex if none.
func (r *reader) actor(i, v int) int {
	if v < 0 {
		return doc.NoIndex
	}
	if v != i && r.t.rel(i) == "nsubj" && r.d.Tokens[i].Head == v { // it is the event that comes about
		return doc.NoIndex
	}
	direct := r.d.Tokens[i].Head == v && r.t.rel(i) == "obj"
	if v != i && !direct && r.lex.is("content", r.t.lemma(v)) && !r.isUtterance(i) { // who tells of it takes no part
		return doc.NoIndex
	}
	s, passive := r.t.subject(v, r.lex)
	if s < 0 && v == i {
		s, passive = r.subjectOf(v)
	}
	if s == i || passive && v != i {
		return doc.NoIndex
	}
	if s >= 0 && r.timeAt(s) >= 0 { // "Brenn this morning moved": the day is taken for who does it
		h := r.d.Tokens[s].Head
		s = doc.NoIndex
		if h >= 0 {
			r.t.children(h, func(c int) bool {
				if r.t.rel(c) == "nsubj" && r.timeAt(c) < 0 {
					s = c
				}
				return s < 0
			})
		}
	}
	if s >= 0 && r.d.Tokens[v].Head == s && r.t.rel(v) == "acl" && r.lead(v) == "to" { // "Brenn's decision to leave the accord"
		if p := r.t.child(s, "nmod:poss"); p >= 0 {
			return p
		}
		if up := r.d.Tokens[s].Head; up >= 0 && r.t.isVerb(up) && r.t.rel(s) == "obj" { // "had no choice but to"
			s, _ = r.t.subject(up, r.lex)
		}
	}
	return s
}

// isUtterance reports whether noun i is something said, so that who says it
// takes part ("in a statement on Monday, Brenn warned").
func (r *reader) isUtterance(i int) bool {
	for _, p := range r.lex.eventNouns[r.t.lemma(i)] {
		if r.lex.events[p.of].code == "statement" {
			return true
		}
	}
	return false
}

// isPlace reports whether token c is a place that is no state.
func (r *reader) isPlace(c int) bool {
	e := r.entityAt(c)
	return e >= 0 && r.d.Entities[e].Kind == doc.KindPlace
}

// isCounted reports whether noun k is a group named only by its number or as
// the sides of something ("both sides", "the parties").
func (r *reader) isCounted(k int) bool {
	lem := r.t.lemma(k)
	if !r.lex.is("people", lem) {
		return false
	}
	if r.t.has(k, "det", "both", "each") || r.t.has(k, "advmod", "both") || r.t.has(k, "nummod", "two", "2") || k > 0 && r.t.lower(k-1) == "both" {
		return true
	}
	return (lem == "side" || lem == "party") && r.d.Tokens[k].XPOS == "NNS" && k > 0 && r.t.lower(k-1) == "the"
}

// bothSides returns the two states that "the two countries" or "both sides" at
// token k stands for: those named before it in its sentence and the one
// before, where they are exactly two, or else who was last told to talk, or the
// states that the text is about; nil otherwise.
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
	switch {
	case len(names) == 2:
		return names
	case r.lex.is("state", r.t.lemma(k)) && r.t.lemma(k) != "side":
		return r.mainStates()
	case r.pair != nil:
		return r.pair
	}
	return r.mainStates()
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
