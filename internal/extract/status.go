package extract

// status returns whether the event of token i and type code, with bearer v and
// date t, occurred, is planned, proposed, demanded, agreed, declined, denied or
// cancelled. ok is false where the text gives it no status.
func (r *reader) status(i, v, t int, code string) (status string, ok bool) {
	if v >= 0 && r.t.negated(v) || r.t.negated(i) {
		return "", false // that something did not happen is no event
	}
	if r.isPast(i) {
		return "occurred", true
	}
	if r.isStopped(i) || r.isSubject(i) || v == i && r.isGeneral(i) {
		return "", false
	}
	if v >= 0 && (v == i || r.realised(i, v)) && r.resolved(v) || v != i && r.presumed(i) {
		return "occurred", true
	}
	if lead := r.lead(i); v >= 0 && v != i && (lead == "toward" || lead == "towards") && r.lex.is("moves", r.t.lemma(v)) { // "are heading towards a second round"
		return "planned", true
	}
	if s := r.judged(i); s != "" {
		return s, true
	}
	if s := r.participleStatus(i); s != "" {
		return s, true
	}
	if v != i && t >= 0 && r.ownDay(i, t) {
		return "occurred", true
	}
	s := r.governedStatus(i)
	violent := code == "attack" || code == "violation"
	if violent && v != i && (s == "declined" || s == "proposed" && r.continues(i)) && r.isOwned(i) {
		return "occurred", true // "condemned their strikes", "to continue its raids"
	}
	if s == "proposed" && !violent && code != "sanction" && code != "deployment" && r.isThreat(i) { // "the threat of the talks failing"
		return "", false
	}
	if violent && !r.t.isVerb(i) && s != "denied" && r.lead(i) != "to" && r.lead(i) != "of" && r.t.rel(i) != "obj" {
		s = "" // nobody is offered, or agrees to, "the attack" that he is punished for
	}
	switch {
	case s == unsettled:
		return "", false
	case s != "":
		return s, true
	case v >= 0 && (r.nearMiss(v) || r.nothing(v)):
		return "", false
	case v == i && !r.factual(i) && r.told(i) == "" && !r.needed(i) && r.lead(i) != "if" && r.lead(i) != "whether" && r.lead(i) != "unless":
		return "", false
	}
	return r.freeStatus(i, v, t, violent)
}

// freeStatus is status for an event that no predicate above settles: by its
// own verb's tense, its day, and whether the verb makes it happen.
func (r *reader) freeStatus(i, v, t int, violent bool) (status string, ok bool) {
	if h := r.d.Tokens[i].Head; !r.t.isVerb(i) && h >= 0 && r.lead(i) == "for" && r.lex.is("moves", r.t.lemma(h)) { // "arrived for talks": what for, not what happened
		if r.tenseOf(h) == "past" && (r.t.lemma(h) == "meet" || t >= 0 && !r.isAhead(t) && r.d.TokensIn(r.d.Times[t].Span).From > i) {
			return "occurred", true
		}
		return "planned", true
	}
	if s := r.told(i); v == i && s != "" {
		return s, true
	}
	if v == i && r.blamed(i) { // "accused Velmar of breaking the truce"
		return "claimed", true
	}
	if v < 0 {
		return "occurred", t >= 0 && !r.isAhead(t)
	}
	for _, mark := range []string{"if", "unless", "whether"} {
		if r.lead(v) == mark {
			return "proposed", true
		}
	}
	if v != i && !r.realised(i, v) && !r.hasOwnDate(i, t) {
		if v >= 0 && r.t.has(i, "det", "the") && len(r.before(i)) > 1 && !r.awaited(v) { // "the Brenn-Duro meeting"
			return "occurred", true
		}
		if violent && r.isOwned(i) && !r.awaited(v) {
			return "occurred", true
		}
		return "", false
	}
	if r.needed(v) {
		return "demanded", true
	}
	tense := r.tenseOf(v)
	if t >= 0 && (r.isAhead(t) || r.isLater(t) && tense != "past") {
		return "planned", true
	}
	switch tense {
	case "past":
		return "occurred", true
	case "future":
		return "planned", true
	case "possible":
		return "proposed", true
	}
	return "occurred", v != i || t >= 0
}

// unsettled is what governedStatus gives where a predicate above says only that
// something was not, or not yet, agreed or refused.
const unsettled = "-"

// governedStatus returns the status that a predicate above token i gives it
// ("demanded a truce", "refused to meet", "agreed to exchange"), "" if none does.
func (r *reader) governedStatus(i int) string {
	at, none := i, ""
	for step := 0; step < 6; step++ {
		h := r.d.Tokens[at].Head
		if h < 0 {
			return none
		}
		lead := r.lead(at)
		switch r.d.Tokens[at].Rel {
		case "obj", "xcomp", "ccomp", "conj", "nsubj:pass", "acl", "csubj":
		case "nsubj":
			if !r.t.isPassive(h) {
				return none
			}
		case "nmod", "obl":
			if lead != "for" && lead != "of" && lead != "to" && lead != "on" && (lead != "in" && lead != "into" || !r.lex.is("light", r.t.lemma(h))) {
				return none
			}
			if r.d.Tokens[h].UPOS == "NOUN" && lead == "of" && r.statusWord(h) == "" && !r.lex.is("contains", r.t.lemma(h)) && !r.lex.is("frame", r.t.lemma(h)) { // "images of the visit"
				return none
			}
		case "advcl":
			if lead != "to" && (r.d.Tokens[h].UPOS != "ADJ" || r.statusWord(h) == "") {
				return none
			}
		default:
			return none
		}
		if s := r.statusWord(h); s != "" && !r.namedBy(at, h) {
			if s != "agreed" && s != "declined" || r.settled(h) {
				return r.answer(h, s)
			}
			none = unsettled
		} else if r.needed(h) {
			return "demanded"
		}
		at = h
	}
	return none
}

// blamed reports whether verb i says what somebody is accused of.
func (r *reader) blamed(i int) bool {
	if r.d.Tokens[i].XPOS != "VBG" {
		return false
	}
	for step := 0; step < 2; step++ {
		h := r.d.Tokens[i].Head
		if h < 0 {
			return false
		}
		if r.lex.is("blames", r.t.lemma(h)) {
			return true
		}
		i = h
	}
	return false
}

// nothing reports whether verb v has "no" thing as its subject or object ("no
// agreement was reached").
func (r *reader) nothing(v int) bool {
	found := false
	r.t.children(v, func(c int) bool {
		if rel := r.t.rel(c); rel == "obj" || rel == "nsubj" {
			found = r.t.negated(c)
		}
		return !found
	})
	return found
}

// isSubject reports whether noun i is only what is spoken of: "asked about a truce".
func (r *reader) isSubject(i int) bool {
	switch r.lead(i) {
	case "about", "over", "regarding", "concerning":
		return !r.t.isVerb(i)
	}
	return false
}

// participleStatus returns the status that a participle right behind noun i
// gives it ("the truce proposed by Brenn"), "" if none does.
func (r *reader) participleStatus(i int) string {
	next := i + 1
	if r.t.isVerb(i) || next >= len(r.d.Tokens) || r.d.Tokens[next].XPOS != "VBN" {
		return ""
	}
	return r.statusWord(next)
}

// ownDay reports whether noun i has its day for owner, and that day is over or
// the day of publication: "Monday's call".
func (r *reader) ownDay(i, t int) bool {
	rg := r.d.TokensIn(r.d.Times[t].Span)
	next := rg.To
	return next < i && r.d.Tokens[next].XPOS == "POS" && r.nounPhrase(i).To > next && i-next < 5 && !r.isAhead(t)
}

// hasOwnDate reports whether date t belongs to noun i itself: stands in its
// phrase or right behind it.
func (r *reader) hasOwnDate(i, t int) bool {
	if t < 0 {
		return false
	}
	rg := r.d.TokensIn(r.d.Times[t].Span)
	return r.nounPhrase(i).Contains(rg) || r.t.subtree(i).Contains(rg)
}

// isStopped reports whether what stands over token i wants or tells its end
// ("demanded an end to the attacks", "will stop the strikes"): that is no such event.
func (r *reader) isStopped(i int) bool {
	for step := 0; step < 3; step++ {
		h := r.d.Tokens[i].Head
		if h < 0 {
			return false
		}
		switch r.t.rel(i) {
		case "obj", "nmod", "obl", "xcomp":
		case "nsubj":
			if r.d.Tokens[i].Rel != "nsubj:pass" && r.d.Tokens[h].UPOS != "VERB" {
				return false
			}
		default:
			return false
		}
		if lem := r.t.lemma(h) + r.t.particle(h); r.lex.is("stops", lem) {
			return true
		}
		i = h
	}
	return false
}

// realised reports whether noun i is subject or object of verb v in a way that
// makes it happen ("held talks", "the meeting took place"), or is named with
// article and participants ("the meeting between Brenn and Duro").
func (r *reader) realised(i, v int) bool {
	switch r.t.rel(i) {
	case "nsubj":
		return true
	case "compound":
		return r.timeAt(r.d.Tokens[i].Head) >= 0 // "in a post yesterday"
	case "obj":
		if lem := r.t.lemma(v) + r.t.particle(v); r.lex.is("holds", lem) || r.lex.is("light", lem) || r.lex.is("named", lem) {
			return true
		}
	case "obl":
		lead := r.lead(i)
		if lead == "in" || lead == "at" || lead == "by" ||
			(lead == "into" || lead == "to" || lead == "for") && (r.lex.is("light", r.t.lemma(v)) || r.lex.is("moves", r.t.lemma(v)) || r.lex.is("named", r.t.lemma(v)+"+"+lead)) {
			return true
		}
	}
	if next := i + 1; next < len(r.d.Tokens) && (r.t.lower(next) == "between" || r.t.lower(next) == "with") {
		return r.t.has(i, "det", "the") || r.t.has(i, "nmod:poss")
	}
	return false
}

// statusWord returns the status that predicate h gives what it governs, "" if none.
func (r *reader) statusWord(h int) string {
	lem := r.t.lemma(h)
	if p := r.t.particle(h); p != "" {
		if lem+p == "call+off" {
			return "cancelled"
		}
		if _, ok := r.lex.verbs[lem+p]; !ok {
			return ""
		}
	}
	switch lem {
	case "agree", "agreement":
		return "agreed"
	case "cancel", "postpone":
		return "cancelled"
	case "deny":
		return "denied"
	case "expect":
		if s, _ := r.t.subject(h, r.lex); s >= 0 && (r.t.lower(s) == "we" || r.t.lower(s) == "i") && r.t.child(h, "obj", "iobj", "xcomp") >= 0 { // "we expect them to"
			return "demanded"
		}
		return "planned"
	case "plan", "schedule", "prepare", "arrange", "due", "vote":
		return "planned"
	}
	e, ok := r.lex.verbs[lem+r.t.particle(h)]
	if !ok {
		e, ok = r.lex.verbs[lem]
	}
	if !ok && r.d.Tokens[h].UPOS == "NOUN" {
		e, ok = r.lex.nouns[lem]
	}
	if !ok {
		e, ok = r.lex.adjectives[lem]
	}
	if !ok {
		return ""
	}
	switch e.act {
	case "demand", "urge":
		return "demanded"
	case "propose", "offer", "consider":
		return "proposed"
	case "refuse", "reject":
		return "declined"
	case "promise":
		return "planned"
	case "threaten":
		return "proposed"
	case "accept":
		if r.lex.is("agrees", lem) {
			return "agreed"
		}
		return "proposed"
	case "":
		return "proposed"
	}
	return ""
}

// isAhead reports whether date t lies after the day of publication.
func (r *reader) isAhead(t int) bool {
	return !r.d.Anchor.IsZero() && r.d.Times[t].First.After(r.d.Anchor)
}

// tenseOf returns past, present, future or possible for the clause of verb v.
func (r *reader) tenseOf(v int) string {
	tense := ""
	r.t.children(v, func(c int) bool {
		if rel := r.t.rel(c); rel != "aux" && rel != "cop" {
			return true
		}
		switch r.t.lemma(c) {
		case "will", "shall", "'ll", "’ll", "wo":
			tense = "future"
		case "would":
			tense = "possible"
			if r.foretold(v) {
				tense = "future"
			}
		case "may", "might", "could", "can":
			tense = "possible"
		case "have", "be", "do":
			if x := r.d.Tokens[c].XPOS; tense == "" && (x == "VBD" || r.t.lemma(c) == "have") {
				tense = "past"
			}
		}
		return true
	})
	if tense != "" {
		return tense
	}
	switch r.d.Tokens[v].XPOS {
	case "VBD", "VBN":
		return "past"
	case "VBG":
		if r.t.child(v, "nsubj") >= 0 { // "with Brenn continuing its raids"
			return "present"
		}
		if h := r.d.Tokens[v].Head; h >= 0 && r.t.isVerb(h) {
			return r.tenseOf(h)
		}
	case "VB":
		if r.t.has(v, "mark", "to") {
			if h := r.d.Tokens[v].Head; h >= 0 && r.t.rel(v) == "xcomp" && (r.lex.is("begins", r.t.lemma(h)) || r.lex.is("achieves", r.t.lemma(h))) { // "continues to mount raids"
				return r.tenseOf(h)
			}
			return "possible"
		}
	}
	return "present"
}
