package extract

// stepStatus returns whether what is told at token h occurred, is planned,
// proposed, demanded, claimed or denied, and whether it is turned round:
// refused, or not done. ok is false for what is only supposed or asked.
func (r *reader) stepStatus(h int) (status string, turned, ok bool) {
	at := h
	turned = r.t.negated(h) || r.hasNo(h)
	status = r.stepTense(h)
	for step := 0; step < 6; step++ {
		switch r.supposed(at) {
		case true:
			return "", false, false
		}
		up := r.d.Tokens[at].Head
		if up < 0 {
			break
		}
		rel := r.t.rel(at)
		verbal := rel == "xcomp" || rel == "ccomp" || rel == "acl" && r.d.Tokens[at].Rel != "acl:relcl" || rel == "csubj"
		nominal := rel == "obj" || rel == "nmod" || rel == "obl" || r.d.Tokens[at].Rel == "nsubj:pass" || rel == "nsubj" && !r.t.isVerb(at)
		if rel == "conj" {
			at = up
			continue
		}
		if r.t.isVerb(at) && !verbal && !(rel == "advcl" && r.truceClass("blame", up)) || !r.t.isVerb(at) && !nominal {
			break
		}
		s, t := r.over(up, at)
		if s == "-" {
			return "", false, false
		}
		if s != "" {
			status = s
		}
		turned = turned != t
		if status == "" && r.t.isVerb(up) {
			status = r.stepTense(up)
		}
		at = up
	}
	return status, turned, status != ""
}

// hasNo reports whether "no" or "never" stands before token h, within its phrase.
func (r *reader) hasNo(h int) bool {
	found := false
	r.t.children(h, func(c int) bool {
		found = c < h && (r.t.lower(c) == "no" || r.t.lower(c) == "never")
		return !found
	})
	return found
}

// over returns what word up makes of what hangs on it at token at: its status,
// "" where it leaves it as it is, "-" where it voids it; turned where it refuses it.
func (r *reader) over(up, at int) (status string, turned bool) {
	lem := r.t.lemma(up)
	key := lem + r.t.particle(up)
	negated := r.t.negated(up)
	switch {
	case lem == "call" && !r.t.isVerb(at) && r.t.prep(at) == "": // "called it a violation"
		return "claimed", false
	case lem == "expect", r.lex.is("controls", lem) && r.t.child(up, "obj", "iobj", "nsubj:pass") >= 0 && r.t.rel(at) != "obj":
		return "demanded", false
	case r.truceClass("blame", up):
		return "claimed", false
	case lem == "deny":
		return "denied", negated
	case lem == "fail" || lem == "decline":
		return r.tenseOr(up, "occurred"), !negated
	case r.lex.is("content", key):
		if negated {
			return "-", false
		}
		return "", false
	case r.truceClass("assert", up):
		return "claimed", false
	}
	e, ok := r.lex.verbs[key]
	if !ok && !r.t.isVerb(up) {
		if e, ok = r.lex.nouns[lem]; !ok {
			e, ok = r.lex.adjectives[lem]
		}
	}
	if !ok {
		if r.lex.is("doubts", key) || r.lex.is("voids", key) {
			return "-", false
		}
		return "", false
	}
	switch e.act {
	case "refuse", "reject":
		if negated { // "do not rule out that it could be extended"
			return "proposed", false
		}
		return r.tenseOr(up, "occurred"), true
	case "demand", "urge":
		return "demanded", false
	case "propose", "offer", "consider", "threaten", "":
		return "proposed", false
	case "promise":
		return "planned", negated
	case "accept", "welcome":
		if negated {
			return "-", false
		}
		return "agreed", false
	}
	return "", false
}

// tenseOr returns the status that the tense of verb v gives, other for a noun.
func (r *reader) tenseOr(v int, other string) string {
	if !r.t.isVerb(v) {
		return other
	}
	if s := r.stepTense(v); s != "" {
		return s
	}
	return other
}

// stepTense returns the status that the form of verb h gives what it tells:
// occurred, planned, proposed; "" for an infinitive and for a noun.
func (r *reader) stepTense(h int) string {
	if !r.t.isVerb(h) {
		if r.t.child(h, "cop") < 0 {
			return ""
		}
	}
	status := ""
	r.t.children(h, func(c int) bool {
		if rel := r.t.rel(c); rel != "aux" && rel != "cop" {
			return true
		}
		switch r.t.lemma(c) {
		case "will", "shall", "'ll", "’ll", "wo":
			status = "planned"
		case "would":
			status = "proposed"
			if up := r.d.Tokens[h].Head; !r.onCondition(h) && (up < 0 || !r.t.isVerb(up) || r.lex.is("content", r.t.lemma(up))) { // the future of what was said
				status = "planned"
			}
		case "may", "might", "could", "can", "should", "must":
			status = "proposed"
		default:
			if status == "" {
				status = "occurred"
			}
		}
		return true
	})
	if status != "" {
		return status
	}
	switch r.d.Tokens[h].XPOS {
	case "VBD", "VBN", "VBZ", "VBP", "VBG":
		return "occurred"
	}
	return ""
}

// supposed reports whether token i is told only as supposed or asked: under
// "if", "whether" or "unless", or in a question.
func (r *reader) supposed(i int) bool {
	found := r.opensWithIf(i) || r.asked(i)
	r.t.children(i, func(c int) bool {
		if r.t.rel(c) == "mark" {
			switch r.t.lower(c) {
			case "if", "whether", "unless", "until", "before", "lest", "should":
				found = true
			case "after", "once", "when": // of what is to come
				x := r.d.Tokens[i].XPOS
				found = found || x == "VBP" || x == "VBZ" || x == "VB" || r.t.isPassive(i) && !r.wasBefore(i)
			}
		}
		return !found
	})
	return found
}

// onCondition reports whether "if" or "unless" hangs on verb h.
func (r *reader) onCondition(h int) bool {
	found := false
	r.t.children(h, func(c int) bool {
		lead := r.lead(c)
		found = r.t.rel(c) == "advcl" && (lead == "if" || lead == "unless" || lead == "provided")
		return !found
	})
	return found
}

// wasBefore reports whether an auxiliary of verb i is in the past tense.
func (r *reader) wasBefore(i int) bool {
	found := false
	r.t.children(i, func(c int) bool {
		found = found || r.t.rel(c) == "aux" && r.d.Tokens[c].XPOS == "VBD"
		return !found
	})
	return found
}
