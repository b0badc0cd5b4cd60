package extract

// factual reports whether predicate i is told as a fact: not what another verb
// only wants, not under "if" or "whether", not asked, not without doing.
func (r *reader) factual(i int) bool {
	for step := 0; i >= 0 && step < 6; step++ {
		head := r.d.Tokens[i].Head
		switch lead := r.lead(i); {
		case contains(notFacts, lead), r.opensWithIf(i):
			return false
		case lead == "to" && r.t.rel(i) != "root":
			if head < 0 || !r.lex.is("factual", r.t.lemma(head)) {
				return false
			}
		}
		if r.needed(i) {
			return false
		}
		switch r.t.rel(i) {
		case "xcomp", "conj":
			i = head
		case "ccomp":
			lem := r.t.lemma(head)
			if _, ok := r.lex.verbs[lem]; ok && !r.lex.is("content", lem) && !r.lex.is("indicates", lem) || r.lex.is("doubts", lem) {
				return false
			}
			i = head
		default:
			return !r.asked(i)
		}
	}
	return true
}

// notFacts are the words that lead what is not told as a fact.
var notFacts = []string{"if", "whether", "unless", "without", "until", "before", "into", "from", "instead"}

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
		if r.t.rel(c) == "aux" {
			switch r.t.lemma(c) {
			case "must", "should", "ought":
				found = true
			}
		}
		return !found
	})
	if h := r.d.Tokens[i].Head; !found && h >= 0 && r.t.rel(i) == "xcomp" && h+1 < len(r.d.Tokens) && r.t.lower(h+1) == "to" {
		switch r.t.lemma(h) {
		case "need", "have":
			found = true
		}
	}
	return found
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
