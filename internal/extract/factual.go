package extract

// factual reports whether predicate i is told as a fact: not what another verb
// only wants, not under "if" or "whether", not asked, doubted, hoped, denied or
// nearly so, not without doing.
func (r *reader) factual(i int) bool {
	if r.nearMiss(i) || r.hadNot(i) {
		return false
	}
	for step := 0; i >= 0 && step < 8; step++ {
		head := r.d.Tokens[i].Head
		switch lead := r.lead(i); {
		case contains(notFacts, lead), r.opensWithIf(i):
			return false
		case lead == "" && r.t.rel(i) == "xcomp" && r.d.Tokens[i].XPOS == "VB" && head >= 0 && r.lex.is("makes", r.t.lemma(head)):
			return false // "to make Brenn want peace"
		case lead == "to" && r.t.rel(i) != "root":
			if head < 0 || !r.lex.is("factual", r.t.lemma(head)) {
				return false
			}
		}
		if r.needed(i) {
			return false
		}
		switch r.t.rel(i) {
		case "conj":
			i = head
			continue
		case "xcomp", "ccomp", "acl", "csubj", "nsubj", "obj":
			if r.d.Tokens[i].Rel == "acl:relcl" || !r.believes(i, head) {
				return r.d.Tokens[i].Rel == "acl:relcl"
			}
			i = head
		default:
			return !r.asked(i)
		}
	}
	return true
}

// believes reports whether head leaves what hangs on it, i, a fact: it neither
// denies, doubts, hopes nor ends it, nor is itself negated over it.
func (r *reader) believes(i, head int) bool {
	lem := r.t.lemma(head) + r.t.particle(head)
	if r.lex.is("doubts", lem) || r.lex.is("voids", lem) {
		return false
	}
	switch rel := r.t.rel(i); {
	case rel == "ccomp":
		_, position := r.lex.verbs[lem]
		if position && !r.lex.is("content", lem) && !r.lex.is("indicates", lem) {
			return false
		}
		return !r.t.negated(head) // "did not say that he rejected it"
	case rel == "xcomp" && r.d.Tokens[i].XPOS == "VBG" && !r.lex.is("factual", lem):
		_, position := r.lex.verbs[lem] // "considers rejecting"
		return !position
	}
	return true
}

// window is how far before a word its near misses are looked for, in tokens.
const window = 4

// nearMiss reports whether a word right before i says that it was not quite so
// or is no more: almost, hardly, "short of", "close to", "no longer", "yet to", "failed to".
func (r *reader) nearMiss(i int) bool {
	from := max(i-window, r.d.Sentences[r.d.Sentence(i)].From)
	for k := i - 1; k >= from; k-- {
		w := r.t.lower(k)
		switch {
		case r.lex.is("nearly", w), r.lex.is("misses", r.t.lemma(k)) && k+1 < i && (r.t.lower(k+1) == "to" || r.t.lower(k+1) == "of" || r.t.lower(k+1) == "in"):
			return true
		case w == "longer" && k > 0 && r.t.lower(k-1) == "no":
			return true
		case r.d.Form(k) == "," || w == "that":
			return false
		}
	}
	return false
}

// hadNot reports whether i stands in an inverted condition that opens its
// sentence: "Had Brenn accepted it, ...".
func (r *reader) hadNot(i int) bool {
	s := r.d.Sentences[r.d.Sentence(i)]
	switch r.t.lower(s.From) {
	case "had", "should", "were":
		comma := r.find(s.From, s.To, ",")
		return comma > i
	}
	return false
}

// balanced reports whether i is one of two acts of which neither was done:
// "neither blessed the truce nor condemned it".
func (r *reader) balanced(i int) bool {
	s := r.d.Sentences[r.d.Sentence(i)]
	if i > s.From && r.t.lower(i-1) == "neither" {
		return r.find(i+1, min(s.To, i+25), "nor") >= 0
	}
	return i > s.From && r.t.lower(i-1) == "nor" && r.find(max(s.From, i-25), i, "neither") >= 0
}

// settled reports whether predicate h is told as done: a fact, not negated, not
// under a modal.
func (r *reader) settled(h int) bool {
	if r.t.negated(h) || r.nearMiss(h) {
		return false
	}
	if !r.t.isVerb(h) {
		return true
	}
	return !r.t.has(h, "aux", "will", "would", "shall", "may", "might", "could", "can", "'ll", "’ll") && !r.needed(h) && r.factual(h)
}

// notFacts are the words that lead what is not told as a fact.
var notFacts = []string{"if", "whether", "unless", "without", "until", "before", "into", "from", "against", "instead", "than", "lest"}

// opensWithIf reports whether "if" or the like stands before the subject of i,
// wherever the tree hangs it.
func (r *reader) opensWithIf(i int) bool {
	s := r.t.child(i, "nsubj", "nsubj:pass")
	if s < 0 || s > i {
		return false
	}
	from := r.t.subtree(s).From
	if from == 0 || r.d.Sentence(from-1) != r.d.Sentence(i) {
		return false
	}
	switch r.t.lower(from - 1) {
	case "if", "whether", "unless":
		return true
	}
	return false
}

// needed reports whether i stands under must, should, ought, need or have to.
func (r *reader) needed(i int) bool {
	found := false
	r.t.children(i, func(c int) bool {
		found = r.t.rel(c) == "aux" && r.lex.is("must", r.t.lemma(c))
		return !found
	})
	h := r.d.Tokens[i].Head
	return found || h >= 0 && r.t.rel(i) == "xcomp" && h+1 < len(r.d.Tokens) && r.t.lower(h+1) == "to" && r.lex.is("needs", r.t.lemma(h))
}

// asked reports whether i heads a question of its own sentence.
func (r *reader) asked(i int) bool {
	found := false
	r.t.children(i, func(c int) bool {
		found = found || r.d.Form(c) == "?"
		return !found
	})
	return found
}

// tentative reports whether i stands under may, might or could.
func (r *reader) tentative(i int) bool { return r.t.has(i, "aux", "may", "might", "could") }
