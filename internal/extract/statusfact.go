package extract

// answer returns the status that the verb over noun h gives what h offers or
// demands ("declined an invitation to", "accepted the offer of"), s if it gives none.
func (r *reader) answer(h int, s string) string {
	up := r.d.Tokens[h].Head
	if r.d.Tokens[h].UPOS != "NOUN" || up < 0 || r.t.rel(h) != "obj" || s != "proposed" && s != "demanded" {
		return s
	}
	if a := r.statusWord(up); (a == "declined" || a == "agreed") && r.settled(up) {
		return a
	}
	return s
}

// told returns the status of what somebody reports or denies to have done ("reported
// shooting down two drones"), "" for anything else.
func (r *reader) told(i int) string {
	h := r.d.Tokens[i].Head
	if r.d.Tokens[i].XPOS != "VBG" || h < 0 || h > i || r.t.rel(i) != "xcomp" && r.t.rel(i) != "obj" {
		return ""
	}
	switch lem := r.t.lemma(h); {
	case lem == "deny":
		return "denied"
	case r.lex.is("owns", lem):
		return "claimed"
	}
	return ""
}

// isLater reports whether date t stands as "later on Wednesday": still to come
// when the article was written.
func (r *reader) isLater(t int) bool {
	k := r.d.TokensIn(r.d.Times[t].Span).From
	for back := k; back >= max(k-2, 0); back-- {
		if r.t.lower(back) == "later" {
			return r.d.Anchor.IsZero() || !r.d.Times[t].Last.Before(r.d.Anchor)
		}
	}
	return false
}

// isPast reports whether noun i is told as something over: "after the call",
// "during a visit", "the last talks", "a recent meeting".
func (r *reader) isPast(i int) bool {
	switch r.lead(i) {
	case "after", "following", "during", "since":
		v := i
		if !r.t.isVerb(i) {
			v = r.bearer(i)
		}
		if v < 0 || r.t.isVerb(i) && r.t.has(i, "aux", "have") || !r.awaited(v) {
			return true
		}
	}
	return !r.t.isVerb(i) && r.t.has(i, "amod", "recent", "previous", "earlier")
}

// awaited reports whether verb v is still to come: what it waits for is no more over than itself.
func (r *reader) awaited(v int) bool {
	if x := r.d.Tokens[v].XPOS; x == "VBG" || x == "VBN" && !r.t.isPassive(v) {
		return false
	}
	switch r.tenseOf(v) {
	case "future", "possible":
		return true
	}
	return r.needed(v)
}

// isGeneral reports whether verb i tells what is done whenever something is so:
// "once a missile is launched".
func (r *reader) isGeneral(i int) bool {
	switch r.lead(i) {
	case "once", "when", "whenever", "wherever", "every":
	default:
		if r.t.has(i, "advmod", "when", "once", "whenever") {
			break
		}
		return false
	}
	return r.tenseOf(i) == "present" || r.t.isPassive(i) && r.t.has(i, "aux", "be") && !r.t.has(i, "aux", "have") && !r.wasPast(i)
}

// wasPast reports whether an auxiliary of verb i is in the past tense.
func (r *reader) wasPast(i int) bool {
	found := r.d.Tokens[i].XPOS == "VBD"
	r.t.children(i, func(c int) bool {
		found = found || r.t.rel(c) == "aux" && r.d.Tokens[c].XPOS == "VBD"
		return !found
	})
	return found
}

// resolved reports whether infinitive i was done: by somebody's decision ("the
// decision to leave the accord"), by the first to do it, or as the upshot
// ("only to suspend them"), where what governs it is no future.
func (r *reader) resolved(i int) bool {
	if r.lead(i) != "to" || i < 2 {
		return false
	}
	h := r.d.Tokens[i].Head
	if r.t.lower(i-2) == "only" && r.t.rel(i) == "advcl" {
		return h < 0 || !r.t.isVerb(h) || r.tenseOf(h) == "past"
	}
	if r.t.lower(i-2) == "but" && h >= 0 && r.t.negated(h) { // "had no choice but to"
		up := r.bearer(h)
		return up >= 0 && r.tenseOf(up) == "past"
	}
	if h < 0 || h > i || r.t.isVerb(h) {
		return false
	}
	switch r.t.lower(h) {
	case "first", "last", "latest", "only":
		return r.t.has(h, "cop", "be") && r.tenseOf(h) == "past"
	}
	if !r.lex.is("resolve", r.t.lemma(h)) {
		return false
	}
	switch r.t.rel(h) {
	case "nsubj", "obl", "nmod", "conj":
		up := r.bearer(h)
		return up >= 0 && !r.awaited(up)
	}
	return false
}

// continues reports whether noun i is what somebody goes on with.
func (r *reader) continues(i int) bool {
	h := r.d.Tokens[i].Head
	return h >= 0 && r.t.rel(i) == "obj" && r.lex.is("begins", r.t.lemma(h))
}

// isThreat reports whether token i is what somebody only threatens, or is
// threatened: "the threat of talks collapsing".
func (r *reader) isThreat(i int) bool {
	for step := 0; step < 2; step++ {
		if i = r.d.Tokens[i].Head; i < 0 {
			return false
		}
		if r.t.lemma(i) == "threat" {
			return true
		}
	}
	return false
}

// isOwned reports whether noun i tells whose deed it was ("Brenn's renewed
// offensive") and nothing says that it is yet to come.
func (r *reader) isOwned(i int) bool {
	if r.t.has(i, "amod") {
		for k := i - 1; k >= max(i-4, 0) && r.d.Tokens[k].UPOS != "PUNCT"; k-- {
			if r.lex.is("unreal", r.t.lower(k)) {
				return false
			}
		}
	}
	return r.t.has(i, "nmod:poss") || len(r.before(i)) > 0
}

// presumed reports whether noun i is the object of a verb that takes it for
// what is there already ("refused to extend the truce", "violated the accord").
func (r *reader) presumed(i int) bool {
	h := r.d.Tokens[i].Head
	return h >= 0 && r.t.rel(i) == "obj" && r.lex.is("presumes", r.t.lemma(h)) && (r.t.has(i, "det", "the", "this") || r.t.has(i, "nmod:poss"))
}

// judged returns the status that an adjective gives its subject i ("talks are
// necessary", "a truce is possible"), "" if none does.
func (r *reader) judged(i int) string {
	h := r.d.Tokens[i].Head
	if r.t.isVerb(i) || h < 0 || r.t.rel(i) != "nsubj" || r.d.Tokens[h].UPOS != "ADJ" {
		return ""
	}
	switch lem := r.t.lemma(h); {
	case r.lex.is("good", lem):
		return "demanded"
	case r.lex.is("open", lem):
		return "proposed"
	}
	return ""
}

// namedBy reports whether verb h only gives its object at a name or a verdict
// ("called the talks useful"): a verb that asks for things with a preposition,
// without it.
func (r *reader) namedBy(at, h int) bool {
	e, ok := r.lex.verbs[r.t.lemma(h)+r.t.particle(h)]
	return ok && e.only && r.d.Tokens[at].Rel == "obj" && !contains(e.preps, "obj")
}

// foretold reports whether "would" before verb v is the future of what was said
// ("said it would allow aid in") and not a condition's.
func (r *reader) foretold(v int) bool {
	h := r.d.Tokens[v].Head
	if h < 0 || r.t.rel(v) != "ccomp" || r.d.Tokens[h].XPOS != "VBD" || !r.lex.is("content", r.t.lemma(h)) || r.opensWithIf(v) {
		return false
	}
	free := true
	r.t.children(v, func(c int) bool {
		if rel := r.t.rel(c); rel == "advcl" || rel == "obl" {
			switch r.lead(c) {
			case "if", "unless", "until", "once", "after", "before":
				free = false
			}
		}
		return free
	})
	return free
}
