package extract

import "parley/internal/doc"

// eventType returns the index of the type of event that token i names, doc.NoIndex if none.
func (r *reader) eventType(i int) int {
	if r.t.isVerb(i) {
		if r.t.rel(i) == "amod" || i > 0 && r.d.Form(i-1) == "-" { // "a renewed offensive", "a state-sanctioned company"
			return doc.NoIndex
		}
		return r.verbEvent(i)
	}
	if ty := r.roundOf(i); ty >= 0 {
		return ty
	}
	if h := r.d.Tokens[i].Head; r.d.Tokens[i].UPOS != "NOUN" || r.t.rel(i) == "compound" && (h < 0 || r.timeAt(h) < 0) && r.modifies(i) {
		return doc.NoIndex
	}
	return r.nounEvent(i)
}

// modifies reports whether a noun follows noun i, so that i may only say what
// kind of thing that is ("ceasefire proposal").
func (r *reader) modifies(i int) bool {
	return i+1 < len(r.d.Tokens) && (nounish(r.d.Tokens[i+1].UPOS) || r.d.Form(i+1) == "-")
}

// verbEvent is eventType for verbs.
func (r *reader) verbEvent(i int) int {
	verb := r.phrasal(i)
	if o := r.paired(i); o >= 0 {
		return r.lex.eventPairs[pairing{verb, r.t.lemma(o)}]
	}
	ty := doc.NoIndex
	r.t.children(i, func(c int) bool {
		if t, ok := r.lex.eventVerbs[verb+"+"+r.t.prep(c)]; ok && r.t.rel(c) == "obl" && (!r.lex.is("goes", verb+"+"+r.t.prep(c)) || r.goesTo(i, c)) {
			ty = t
		}
		return ty < 0
	})
	if t, ok := r.lex.eventVerbs[verb]; ok && ty < 0 && !r.otherObject(i, t) && (!r.lex.is("warlike", verb) || r.isWarlike()) {
		ty = t
	}
	return ty
}

// phrasal returns the lemma of verb i with its particle, also one that the tree
// takes for a preposition ("pulled out of"), where the vocabulary has them together.
func (r *reader) phrasal(i int) string {
	verb := r.t.lemma(i)
	if p := r.t.particle(i); p != "" {
		return verb + p
	}
	if i+1 < len(r.d.Tokens) && r.lex.eventPairing[verb+"+"+r.t.lower(i+1)] {
		return verb + "+" + r.t.lower(i+1)
	}
	return verb
}

// paired returns the noun that together with verb i names an event: an object,
// subject or adjunct of it, the noun that i as a participle belongs to, the one
// that follows where the tree hangs it elsewhere, or the one that a pronoun
// stands for; doc.NoIndex if none.
func (r *reader) paired(i int) int {
	verb := r.phrasal(i)
	if !r.lex.eventPairing[verb] {
		return doc.NoIndex
	}
	fits := func(k int) bool {
		_, ok := r.lex.eventPairs[pairing{verb, r.t.lemma(k)}]
		return ok
	}
	found := doc.NoIndex
	r.t.children(i, func(c int) bool {
		if r.t.rel(c) == "advcl" || r.t.rel(c) == "conj" || r.t.rel(c) == "ccomp" {
			return true
		}
		if fits(c) {
			found = c
		} else if o := r.inner(c); o != c && fits(o) {
			found = o
		}
		return found < 0
	})
	if found >= 0 {
		return found
	}
	if h := r.d.Tokens[i].Head; h >= 0 && h < i && r.t.rel(i) == "acl" && r.d.Tokens[i].XPOS != "VBG" && fits(h) { // "the duties imposed on Monday"
		return h
	}
	if o := r.t.child(i, "obj"); o >= 0 && o > i {
		switch r.t.lower(o) {
		case "it", "them":
			for k := i - 1; k >= max(i-30, 0); k-- {
				if r.d.Tokens[k].UPOS == "NOUN" && fits(k) {
					return k
				}
			}
		}
		return doc.NoIndex
	}
	for k := i + 1; k < len(r.d.Tokens) && k < i+6 && nounish(r.d.Tokens[k].UPOS) && r.d.Tokens[k].XPOS != "POS"; k++ {
		if r.d.Tokens[k].UPOS == "NOUN" && fits(k) && !r.modifies(k) {
			return k
		}
	}
	return doc.NoIndex
}

// inner returns the noun that frame noun c counts or wraps ("a series of
// strikes", "hundreds of missiles"), c itself for any other.
func (r *reader) inner(c int) int {
	if c+1 >= len(r.d.Tokens) || r.t.lower(c+1) != "of" || !r.lex.is("frame", r.t.lemma(c)) && r.d.Tokens[c].UPOS != "NUM" {
		return c
	}
	for k := c + 2; k < len(r.d.Tokens) && k < c+7 && nounish(r.d.Tokens[k].UPOS); k++ {
		if r.d.Tokens[k].UPOS == "NOUN" && !r.modifies(k) {
			return k
		}
	}
	return c
}

// outer returns the frame noun that counts or wraps noun i ("four rounds of
// indirect talks"), i itself where none does.
func (r *reader) outer(i int) int {
	for step := 0; step < 2; step++ {
		k := i - 1
		for k > 0 && i-k < 6 && (nounish(r.d.Tokens[k].UPOS) || r.d.Form(k) == "-" || r.d.Tokens[k].UPOS == "PUNCT" && r.mentionAt[k] >= 0) {
			k--
		}
		if k < 1 || r.t.lower(k) != "of" || !r.lex.is("frame", r.t.lemma(k-1)) || !r.t.isNoun(k-1) {
			return i
		}
		i = k - 1
	}
	return i
}

// goesTo reports whether somebody goes to a place that is named: verb i with adjunct c.
func (r *reader) goesTo(i, c int) bool {
	if !r.namesPlace(c) {
		return false
	}
	s, passive := r.subjectOf(i)
	if s < 0 || passive {
		return false
	}
	w, ok := r.whoAt(s)
	return ok && (w.Kind == "person" || w.Kind == "group")
}

// namesPlace reports whether noun c is a place that is named, also by what
// stands before it ("the Velmar plant").
func (r *reader) namesPlace(c int) bool {
	for k, np := c, r.nounPhrase(c); k >= np.From; k-- {
		if m := r.mentionAt[k]; m >= 0 && r.d.Mentions[m].Form == doc.Named && r.d.Mentions[m].Type == doc.Location {
			return true
		}
	}
	return false
}

// otherObject reports whether verb i has an object that makes it another thing:
// a lifeless one for verbs that people do to people, or one that is only called a name.
func (r *reader) otherObject(i, ty int) bool {
	o := r.t.child(i, "obj", "nsubj:pass")
	if o >= 0 && r.d.Tokens[o].UPOS == "NUM" && (o+1 >= len(r.d.Tokens) || r.t.lower(o+1) != "of") { // "strike one"
		return true
	}
	if o < 0 {
		return r.lex.events[ty].needs == "two"
	}
	switch r.lex.events[ty].code {
	case "call":
		return r.entityAt(o) < 0 && !r.lex.is("people", r.t.lemma(o)) || r.renamed(i, o)
	case "visit":
		return r.entityAt(o) < 0 && !r.lex.is("people", r.t.lemma(o)) && !r.namesPlace(o)
	case "meeting":
		return r.entityAt(o) < 0 && !r.lex.is("people", r.t.lemma(o))
	}
	if r.t.lemma(i) == "invite" && r.entityAt(o) < 0 && !r.lex.is("people", r.t.lemma(o)) && !r.lex.is("someone", r.t.lemma(o)) { // "invites criticism"
		return true
	}
	return r.lex.events[ty].not[r.t.lemma(o)]
}

// renamed reports whether what follows object o of verb i says what it is
// called ("called him a liar") or asked for ("called Brenn to account").
func (r *reader) renamed(i, o int) bool {
	k := max(r.nounPhrase(o).To, o+1)
	if m := r.mentionAt[o]; m >= 0 {
		k = max(k, r.d.Mentions[m].To)
	}
	if k >= len(r.d.Tokens) || k <= i || r.timeAt(k) >= 0 {
		return false
	}
	switch r.d.Tokens[k].UPOS {
	case "DET", "ADJ", "NOUN", "PROPN", "VERB", "PART":
		return true
	}
	switch r.d.Form(k) {
	case "“", "\"", "'", "‘", "''", "``":
		return true
	}
	return false
}

// nounEvent is eventType for nouns.
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
		return r.deed(i)
	}
	np := union(r.nounPhrase(i), r.t.subtree(i))
	for k := np.From; k < min(np.To, i+8); k++ {
		if r.lex.events[best].not[r.t.lemma(k)] {
			return doc.NoIndex
		}
	}
	if i+1 < len(r.d.Tokens) && i > 0 && r.t.lower(i-1) == "in" && r.t.lower(i+1) == "for" { // "in exchange for"
		return doc.NoIndex
	}
	if _, position := r.lex.nouns[r.t.lemma(i)]; position && size == 1 && i+1 < len(r.d.Tokens) {
		if w := r.t.lower(i + 1); w == "for" || w == "to" || w == "on" { // "a call for talks" is no call
			return doc.NoIndex
		}
	}
	return best
}

// deed returns the type of event that noun i names with what it is done to
// ("the release of two hostages", "a prisoner release"), doc.NoIndex if none.
func (r *reader) deed(i int) int {
	of := r.lex.eventDeeds[r.t.lemma(i)]
	if of == nil {
		return doc.NoIndex
	}
	for k := i - 1; k >= 0 && k > i-4; k-- {
		if ty, ok := of[r.t.lemma(k)]; ok && r.t.isNoun(k) {
			return ty
		}
	}
	if i+1 >= len(r.d.Tokens) || r.t.lower(i+1) != "of" {
		return doc.NoIndex
	}
	for k := i + 2; k < len(r.d.Tokens) && k < i+10 && r.d.Tokens[k].UPOS != "VERB" && r.d.Tokens[k].UPOS != "PUNCT"; k++ {
		if ty, ok := of[r.t.lemma(k)]; ok {
			return ty
		}
	}
	return doc.NoIndex
}

// roundOf returns the type of event that "the first round" or "the second one"
// at token i goes on with: that of the talks named last before it, not further
// than 60 tokens; doc.NoIndex for anything else.
func (r *reader) roundOf(i int) int {
	lem := r.t.lemma(i)
	if lem != "round" && lem != "one" && lem != "session" || i == 0 || i+1 < len(r.d.Tokens) && r.t.lower(i+1) == "of" {
		return doc.NoIndex
	}
	if !r.lex.is("ordinal", r.t.lower(i-1)) && (i < 2 || !r.lex.is("ordinal", r.t.lower(i-2)) || r.d.Tokens[i-1].UPOS != "ADJ") {
		return doc.NoIndex
	}
	if h := r.d.Tokens[i].Head; lem == "one" && (h < 0 || !r.lex.is("holds", r.t.lemma(h)) && !r.lex.is("light", r.t.lemma(h))) {
		return doc.NoIndex
	}
	for k := i - 1; k >= max(i-60, 0); k-- {
		if r.d.Tokens[k].UPOS != "NOUN" {
			continue
		}
		for _, p := range r.lex.eventNouns[r.t.lemma(k)] {
			if code := r.lex.events[p.of].code; len(p.lemmas) == 1 && (code == "talks" || code == "vote") {
				return p.of
			}
		}
	}
	return doc.NoIndex
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
