package extract

import (
	"strings"

	"parley/internal/doc"
)

// topic is an issue that a phrase speaks of.
type topic struct {
	issue int       // index in lexicon.issues
	sign  int       // +1 the thing itself, -1 its undoing ("lifting sanctions", "no talks")
	at    int       // token that names it
	named doc.Range // the words that name it; empty for a verb
}

// maxDepth bounds how far below a predicate its object may lie, in dependencies.
const maxDepth = 8

// topics returns the issues that the phrase or clause headed by token i is
// about: its own, or those of what it wraps ("a call for the start of talks"
// is about talks). Coordinated ones follow each other.
func (r *reader) topics(i int) []topic { return r.topicsAt(i, maxDepth) }

func (r *reader) topicsAt(i, depth int) []topic {
	if i < 0 || depth == 0 {
		return nil
	}
	var out []topic
	switch {
	case r.lex.is("neutral", r.t.lemma(i)) && r.t.isVerb(i), r.t.asks(i):
		return nil
	case r.t.isVerb(i):
		out = r.verbTopics(i, depth)
	case (r.d.Tokens[i].UPOS == "PRON" || r.d.Tokens[i].UPOS == "DET") && !indefinite[r.t.lower(i)] && r.t.child(i, "nmod") < 0:
		out = r.pronounTopics(i, depth)
	default:
		out = r.nounTopics(i, depth)
	}
	neg := r.t.negated(i)
	if neg {
		flip(out)
	}
	r.t.children(i, func(c int) bool {
		// "want to help but are afraid of sanctions" coordinates with "want"
		if r.t.rel(c) == "conj" && (r.t.finite(i) || !r.t.finite(c)) {
			more := r.topicsAt(c, depth-1)
			if neg && r.t.isVerb(c) && r.t.child(c, "nsubj") < 0 { // "will not stop and leave"
				flip(more)
			}
			out = append(out, more...)
		}
		return true
	})
	return out
}

// indefinite are the pronouns that what follows them tells of: "anything over inflation".
var indefinite = map[string]bool{"anything": true, "something": true, "nothing": true, "everything": true}

func flip(ts []topic) {
	for k := range ts {
		ts[k].sign = -ts[k].sign
	}
}

// verbTopics is topics for a clause headed by verb or auxiliary i.
func (r *reader) verbTopics(i, depth int) []topic {
	lem := r.t.lemma(i)
	verb := lem + r.t.particle(i)
	if ts := r.pairTopics(i, verb); len(ts) > 0 {
		return ts
	}
	var out []topic
	if r.lex.is("reverses", verb) || r.lex.is("reverses", lem) || !r.lex.is("empty", lem) {
		out = r.againstTopics(i, verb, depth)
	}
	if out != nil {
		return out
	}
	if is, ok := r.lex.issueVerbs[verb]; ok && !r.exceptObject(i) && r.borneOut(is.issue, 1) {
		return []topic{{issue: is.issue, sign: is.sign(), at: i}}
	}
	if r.lex.is("assaults", lem) {
		return nil
	}
	out = r.objectTopics(i, depth)
	if r.lex.is("reverses", verb) {
		flip(out)
	}
	return out
}

// pairTopics finds issues named by verb i together with one of its nouns.
func (r *reader) pairTopics(i int, verb string) []topic {
	var out []topic
	r.t.children(i, func(c int) bool {
		switch r.t.rel(c) {
		case "obj", "nsubj", "obl", "xcomp", "compound":
		default:
			return true
		}
		for _, noun := range r.nounNames(c) {
			if is, ok := r.lex.issuePairs[pairing{verb, noun}]; ok {
				t := topic{issue: is.issue, sign: is.sign(), at: c}
				if r.t.negated(c) { // "will hold no talks"
					t.sign = -t.sign
				}
				if ts := r.talkedOf(c, t, maxDepth/2); len(ts) > 0 {
					out = append(out, ts...)
				} else {
					out = append(out, t)
				}
				return true
			}
		}
		return true
	})
	return out
}

// nounNames returns the lemmas by which noun c and what is coordinated with or
// wrapped by it can be paired: "the killing", "attacks on civilians", "parts of the east".
func (r *reader) nounNames(c int) []string {
	names := []string{r.t.lemma(c)}
	if low := r.t.lower(c); low != names[0] {
		names = append(names, low) // "stop shooting", "the killing"
	} else if one, ok := strings.CutSuffix(low, "s"); ok && r.d.Tokens[c].XPOS == "NNS" {
		names = append(names, one) // "troops" is a lemma to some
	}
	r.t.children(c, func(k int) bool {
		switch r.t.rel(k) {
		case "conj", "compound", "amod":
			names = append(names, r.t.lemma(k))
		case "nmod":
			if r.lex.is("contains", names[0]) {
				names = append(names, r.t.lemma(k))
			}
		}
		return true
	})
	return names
}

// againstTopics finds issues among the objects of verb i that it turns round by
// their own lists ("ease sanctions", "cede" is no such: "keep territory").
func (r *reader) againstTopics(i int, verb string, depth int) []topic {
	ts := r.objectTopics(i, depth)
	turned := false
	for k := range ts {
		if r.lex.issues[ts[k].issue].against[verb] {
			ts[k].sign, turned = -ts[k].sign, true
		} else if r.lex.is("reverses", verb) {
			ts[k].sign = -ts[k].sign
			turned = true
		}
	}
	if !turned {
		return nil
	}
	return ts
}

// exceptObject reports whether verb i has an object that makes it another
// thing than the issue ("meet demands").
func (r *reader) exceptObject(i int) bool {
	o := r.t.child(i, "obj")
	for k, step := i, 0; o < 0 && k >= 0 && step < 3; k, step = r.d.Tokens[k].Head, step+1 { // "the demands that it needs to meet"
		if r.d.Tokens[k].Rel == "acl:relcl" {
			h := r.d.Tokens[k].Head
			return r.d.Tokens[h].UPOS == "NOUN" && !r.lex.is("people", r.t.lemma(h)) && r.entityAt(h) < 0 && r.t.child(k, "nsubj") >= 0
		}
		if r.t.rel(k) != "xcomp" {
			break
		}
	}
	return o >= 0 && r.d.Tokens[o].UPOS == "NOUN" && !r.lex.is("people", r.t.lemma(o)) && r.entityAt(o) < 0
}

// objectTopics returns the issues of what verb i governs, leaving out its conditions.
func (r *reader) objectTopics(i, depth int) []topic {
	var out, weak []topic
	r.t.children(i, func(c int) bool {
		switch r.t.rel(c) {
		case "obj", "ccomp", "xcomp":
			out = append(out, r.topicsAt(c, depth-1)...)
		case "nsubj":
			if r.d.Tokens[c].UPOS == "PRON" && r.t.child(i, "obj") >= 0 { // "it kept its word"
				return true
			}
			if r.d.Tokens[c].Rel == "nsubj:pass" || r.lex.is("empty", r.t.lemma(i)) || r.lex.is("reverses", r.t.lemma(i)) {
				weak = append(weak, r.topicsAt(c, depth-1)...)
			}
		case "obl":
			switch r.t.prep(c) {
			case "from":
				if r.conditionMark(c) == "" && r.lex.is("leaves", r.t.lemma(i)) { // "withdraw from the talks"
					weak = append(weak, r.topicsAt(c, depth-1)...)
				}
			case "of", "to", "in", "for", "with", "on", "into", "toward", "towards":
				if r.conditionMark(c) == "" && !r.t.has(c, "case", "without") {
					weak = append(weak, r.topicsAt(c, depth-1)...)
				}
			}
		}
		return true
	})
	if len(out) > 0 {
		return out
	}
	return weak
}

// nounTopics is topics for a noun phrase (or adjective) headed by i.
func (r *reader) nounTopics(i, depth int) []topic {
	if ts := r.deedTopics(i); len(ts) > 0 {
		return ts
	}
	if t, ok := r.issueOf(i); ok {
		if ts := r.talkedOf(i, t, depth); len(ts) > 0 {
			return ts
		}
		return []topic{t}
	}
	lem := r.t.lemma(i)
	if u := r.d.Tokens[i].UPOS; u == "DET" || u == "PRON" { // "all of its uranium"
		if c := r.t.child(i, "nmod"); c >= 0 && r.t.prep(c) == "of" {
			return r.topicsAt(c, depth-1)
		}
	}
	var out, late []topic
	r.t.children(i, func(c int) bool {
		switch r.t.rel(c) {
		case "nmod", "xcomp", "ccomp", "csubj":
			if r.conditionMark(c) == "" {
				out = append(out, r.topicsAt(c, depth-1)...)
			}
		case "acl", "obl", "advcl":
			if r.conditionMark(c) == "" && r.d.Tokens[c].Rel != "acl:relcl" {
				if len(late) == 0 {
					late = r.topicsAt(c, depth-1)
				}
			}
		case "compound", "amod":
			if r.lex.is("contains", lem) {
				out = append(r.topicsAt(c, depth-1), out...)
			}
		}
		return true
	})
	if len(out) == 0 {
		out = late
	}
	if r.lex.is("reverses", lem) {
		flip(out)
		return out
	}
	for k := range out {
		if r.lex.issues[out[k].issue].against[lem] {
			out[k].sign = -out[k].sign
		}
	}
	if len(out) > 0 && !r.lex.is("contains", lem) && !indefinite[lem] && !r.isPredicate(i) && !r.turns(lem, out) {
		return nil // "the victims of the talks" is not about talks
	}
	return out
}

// deedTopics finds issues named by a deed in the form of a noun with what it is
// done to ("an end to the attacks", "the release of hostages"), or by one that
// is an attribute ("ceding territory").
func (r *reader) deedTopics(i int) []topic {
	var out []topic
	verb := r.lex.deeds[r.t.lemma(i)]
	r.t.children(i, func(c int) bool {
		rel := r.t.rel(c)
		switch {
		case rel == "amod" && c < i && r.d.Tokens[c].XPOS == "VBG":
			for _, noun := range r.nounNames(i) {
				if is, ok := r.lex.issuePairs[pairing{r.t.lemma(c), noun}]; ok {
					out = append(out, topic{issue: is.issue, sign: is.sign(), at: i})
					return false
				}
			}
		case verb != "" && (rel == "nmod" && (r.t.prep(c) == "of" || r.t.prep(c) == "to") || rel == "compound"):
			for _, noun := range r.nounNames(c) {
				if is, ok := r.lex.issuePairs[pairing{verb, noun}]; ok {
					out = append(out, topic{issue: is.issue, sign: is.sign(), at: c})
					return false
				}
			}
		}
		return true
	})
	return out
}

// talkedAt returns what phrase c of a noun of talks says that they are about.
func (r *reader) talkedAt(c, depth int) []topic {
	switch r.lead(c) {
	case "on", "over", "about":
	default:
		return nil
	}
	if !r.t.isVerb(c) && r.lex.deeds[r.t.lemma(c)] == "" && !r.lex.is("limited", r.t.lemma(c)) {
		return nil
	}
	var out []topic
	for _, o := range r.topicsAt(c, depth-1) {
		switch r.lex.issues[o.issue].code {
		case "direct-talks", "ceasefire", "peace-agreement", "trade":
		default:
			if !r.t.isVerb(c) && o.at == c {
				o.sign = 1
			}
			out = append(out, o)
		}
	}
	return out
}

// talkedOf returns what talks named by noun i are to be about, where that is a
// deed on another issue ("talks on lifting the sanctions"); nil otherwise.
func (r *reader) talkedOf(i int, t topic, depth int) []topic {
	if r.lex.issues[t.issue].code != "direct-talks" {
		return nil
	}
	var out []topic
	look := func(c int) { out = append(out, r.talkedAt(c, depth)...) }
	r.t.children(i, func(c int) bool {
		look(c)
		return true
	})
	if h := r.d.Tokens[i].Head; h >= 0 && len(out) == 0 && h < i {
		r.t.children(h, func(c int) bool {
			if c >= i && (r.t.rel(c) == "obl" || r.t.rel(c) == "advcl") {
				look(c)
			}
			return true
		})
	}
	return out
}

// turns reports whether lemma turns one of the topics round.
func (r *reader) turns(lemma string, ts []topic) bool {
	for _, t := range ts {
		if r.lex.issues[t.issue].against[lemma] {
			return true
		}
	}
	return false
}

// isPredicate reports whether i is an adjective or noun that a clause is built on.
func (r *reader) isPredicate(i int) bool {
	_, adj := r.lex.adjectives[r.t.lemma(i)]
	return adj || r.d.Tokens[i].UPOS == "ADJ" || r.t.child(i, "cop") >= 0
}

// issueOf returns the issue that noun i names, alone or with the words next to it.
func (r *reader) issueOf(i int) (t topic, ok bool) {
	t, size := topic{issue: doc.NoIndex, sign: 1, at: i}, 0
	for from := max(i-3, 0); from <= i; from++ {
		for _, p := range r.lex.issueNouns[r.t.lemma(from)] {
			if end, ok := r.matches(p.lemmas, from); ok && end > i && len(p.lemmas) > size && (!p.weak || r.borneOut(p.of, enoughStrong)) {
				size = len(p.lemmas)
				t.issue, t.sign, t.named = p.of, 1, doc.Range{From: from, To: end}
				if p.undoes {
					t.sign = -1
				}
			}
		}
	}
	return t, t.issue >= 0
}

// matches reports whether the tokens from i on have these lemmas, hyphens and
// articles between them aside, and returns the end.
func (r *reader) matches(lemmas []string, i int) (end int, ok bool) {
	for k, want := range lemmas {
		for k > 0 && i < len(r.d.Tokens) && (r.d.Form(i) == "-" || r.t.lower(i) == "the") {
			i++
		}
		if i >= len(r.d.Tokens) || r.t.lemma(i) != want && r.t.lower(i) != want {
			return 0, false
		}
		i++
	}
	return i, true
}

// enoughStrong is how many strong words of an issue or one near it bear out its weak ones.
const enoughStrong = 2

// borneOut reports whether the text has enough strong words of an issue, or of
// those near it, for its weak words and its verbs to count ("deal" in coverage
// of a peace deal, "meet" where a truce is spoken of).
func (r *reader) borneOut(issue, enough int) bool {
	if r.strong == nil {
		r.countStrong()
	}
	n := 0
	for k, is := range r.lex.issues {
		if r.lex.issues[issue].near[is.code] {
			n += r.strong[k]
		}
	}
	return n >= enough
}

// countStrong counts the strong nouns and pairs of every issue in the text.
func (r *reader) countStrong() {
	r.strong = make([]int, len(r.lex.issues))
	for i := range r.d.Tokens {
		for _, p := range r.lex.issueNouns[r.t.lemma(i)] {
			if _, ok := r.matches(p.lemmas, i); ok && !p.weak {
				r.strong[p.of]++
				break
			}
		}
		if r.t.isVerb(i) {
			for _, t := range r.pairTopics(i, r.t.lemma(i)+r.t.particle(i)) {
				r.strong[t.issue]++
			}
		}
	}
}
