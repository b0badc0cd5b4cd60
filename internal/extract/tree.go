package extract

import (
	"strings"

	"parley/internal/doc"
)

// tree reads a Doc's dependencies downwards and sideways. Indexes are tokens.
type tree struct {
	d           *doc.Doc
	first, next []int    // first child and next sibling in text order; doc.NoIndex ends
	lemmas      []string // in lower case
}

// newTree reads the tree of d; forms maps forms of the vocabulary's verbs to their lemmas.
func newTree(d *doc.Doc, forms map[string]string) tree {
	n := len(d.Tokens)
	t := tree{d, make([]int, n), make([]int, n), make([]string, n)}
	for i := range t.first {
		t.first[i], t.next[i] = doc.NoIndex, doc.NoIndex
		t.lemmas[i] = strings.ToLower(d.Tokens[i].Lemma)
		if d.Tokens[i].UPOS == "VERB" {
			if l, ok := forms[strings.ToLower(d.Form(i))]; ok {
				t.lemmas[i] = l
			}
		}
	}
	for i := n - 1; i >= 0; i-- {
		if h := d.Tokens[i].Head; h >= 0 {
			t.next[i], t.first[h] = t.first[h], i
		}
	}
	return t
}

// rel returns the relation of token i without its subtype ("nsubj:pass": "nsubj").
func (t tree) rel(i int) string {
	r, _, _ := strings.Cut(t.d.Tokens[i].Rel, ":")
	return r
}

// lemma returns the lemma of token i in lower case.
func (t tree) lemma(i int) string { return t.lemmas[i] }

// lower returns the surface of token i in lower case.
func (t tree) lower(i int) string { return strings.ToLower(t.d.Form(i)) }

// child returns the first child of i with one of the relations (main types, or
// whole ones where a subtype is named); doc.NoIndex if there is none.
func (t tree) child(i int, rels ...string) int {
	if i < 0 {
		return doc.NoIndex
	}
	for c := t.first[i]; c >= 0; c = t.next[c] {
		for _, r := range rels {
			if t.d.Tokens[c].Rel == r || t.rel(c) == r {
				return c
			}
		}
	}
	return doc.NoIndex
}

// children calls do for each child of i in text order until do returns false.
func (t tree) children(i int, do func(c int) bool) {
	for c := t.first[i]; c >= 0; c = t.next[c] {
		if !do(c) {
			return
		}
	}
}

// has reports whether i has a child of that relation with one of the lemmas (any if none is given).
func (t tree) has(i int, rel string, lemmas ...string) bool {
	found := false
	t.children(i, func(c int) bool {
		if t.rel(c) != rel && t.d.Tokens[c].Rel != rel {
			return true
		}
		found = len(lemmas) == 0
		for _, l := range lemmas {
			found = found || t.lemma(c) == l
		}
		return !found
	})
	return found
}

// subtree returns the tokens from the first to the last one under i, i included.
func (t tree) subtree(i int) doc.Range { return t.subtreeWithout(i, nil) }

// subtreeWithout is subtree leaving out the children of i that skip names.
func (t tree) subtreeWithout(i int, skip func(c int) bool) doc.Range {
	r := doc.Range{From: i, To: i + 1}
	for c := t.first[i]; c >= 0; c = t.next[c] {
		if skip != nil && skip(c) {
			continue
		}
		s := t.subtreeWithout(c, nil)
		r.From, r.To = min(r.From, s.From), max(r.To, s.To)
	}
	return r
}

// prep returns the preposition that leads token i ("for" in "for talks"), "" if none.
func (t tree) prep(i int) string {
	if c := t.child(i, "case"); c >= 0 {
		return t.lemma(c)
	}
	return ""
}

// isVerb reports whether token i is a verb or auxiliary.
func (t tree) isVerb(i int) bool {
	u := t.d.Tokens[i].UPOS
	return u == "VERB" || u == "AUX"
}

// isNoun reports whether token i is a noun, name or pronoun.
func (t tree) isNoun(i int) bool {
	u := t.d.Tokens[i].UPOS
	return u == "NOUN" || u == "PROPN" || u == "PRON"
}

// negated reports whether a word of negation governs token i directly:
// not, never, no, neither, without; or "no" before it.
func (t tree) negated(i int) bool {
	found := false
	t.children(i, func(c int) bool {
		switch t.rel(c) {
		case "advmod", "det", "neg", "cc", "mark", "case", "aux":
			switch t.lower(c) {
			case "not", "n't", "n’t", "never", "no", "neither", "without", "nor", "nothing", "cannot":
				found = true
			}
		}
		return !found
	})
	return found
}

// particle returns "+PRT" for a verb with a particle ("rule out": "+out"), else "".
func (t tree) particle(i int) string {
	if c := t.child(i, "compound:prt"); c >= 0 {
		return "+" + t.lower(c)
	}
	if c := i + 1; c < len(t.d.Tokens) && t.d.Tokens[c].Head == i && t.rel(c) == "advmod" {
		switch w := t.lower(c); w {
		case "away", "out", "off", "back":
			return "+" + w
		}
	}
	return ""
}

// finite reports whether predicate i, or its auxiliary or copula, is a finite form.
func (t tree) finite(i int) bool {
	is := func(k int) bool {
		switch t.d.Tokens[k].XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			return true
		}
		return false
	}
	found := is(i)
	t.children(i, func(c int) bool {
		rel := t.rel(c)
		found = found || (rel == "aux" || rel == "cop") && is(c)
		return !found
	})
	return found
}

// modal reports whether i stands under a modal.
func (t tree) modal(i int) bool {
	found := false
	t.children(i, func(c int) bool {
		found = t.rel(c) == "aux" && t.d.Tokens[c].XPOS == "MD"
		return !found
	})
	return found
}

// subject returns the token that stands for who does or is i: its own subject,
// the agent of a passive, or that of the clause it depends on. passive tells
// that what was found is the one done to. doc.NoIndex if none.
func (t tree) subject(i int, lex *lexicon) (subj int, passive bool) {
	raised := false // i was reached from its infinitive: "is understood to want"
	for step := 0; i >= 0 && step < 8; step++ {
		if s := t.child(i, "nsubj:pass", "csubj:pass"); s >= 0 && t.isPassive(i) {
			if raised {
				return s, false
			}
			if a := t.agent(i); a >= 0 {
				return a, false
			}
			return s, true
		}
		if s := t.ownSubject(i); s >= 0 {
			return t.antecedent(s, i), false
		}
		head := t.d.Tokens[i].Head
		if head < 0 {
			return doc.NoIndex, false
		}
		switch t.d.Tokens[i].Rel {
		case "xcomp", "ccomp", "advcl":
			if o := t.controller(head, lex); o >= 0 {
				return o, false
			}
			raised = t.d.Tokens[i].Rel == "xcomp"
			i = head
		case "acl":
			if up := t.d.Tokens[head].Head; up >= 0 && lex.is("blames", t.lemma(up)) { // "accused by them of"
				if o := t.controller(up, lex); o >= 0 {
					return o, false
				}
			}
			if t.d.Tokens[i].XPOS == "VBN" {
				return t.agent(i), false
			}
			return head, false
		case "acl:relcl":
			return head, false
		case "conj", "parataxis", "appos", "dep", "discourse":
			if head > i {
				return doc.NoIndex, false
			}
			i = head
		case "aux", "cop", "obl", "obj", "nmod":
			i = head
		default:
			return doc.NoIndex, false
		}
	}
	return doc.NoIndex, false
}

// ownSubject returns the subject that hangs on i itself: of several the last
// ("which Brenn accepted"), or a name set off by a comma before a finite verb.
func (t tree) ownSubject(i int) int {
	found, named := doc.NoIndex, doc.NoIndex
	t.children(i, func(c int) bool {
		switch {
		case t.rel(c) == "nsubj" && (found < 0 || c < i):
			found = c
		case (t.rel(c) == "vocative" || t.rel(c) == "dislocated") && c < i,
			t.rel(c) == "obl" && c < i && t.d.Tokens[c].UPOS == "PROPN" && t.child(c, "case") < 0:
			named = c
		case t.rel(c) == "aux" && c < i && found < 0:
			found = t.child(c, "nsubj")
		}
		return true
	})
	if found < 0 {
		return named
	}
	return found
}

// isPassive reports whether i is a passive form: a participle with a form of be or get.
func (t tree) isPassive(i int) bool {
	found := false
	t.children(i, func(c int) bool {
		if t.rel(c) == "aux" || t.rel(c) == "cop" {
			found = found || t.lemma(c) == "be" || t.lemma(c) == "get"
		}
		return !found
	})
	return found
}

// linearSubject returns the noun before verb i that stands where its subject
// would, for clauses whose tree has none: the nearest to the left, inserts
// between commas passed over, that no preposition leads; doc.NoIndex if none.
func (t tree) linearSubject(i, from int, lex *lexicon) int {
	for k := i - 1; k >= from && i-k < 40; k-- {
		switch form := t.d.Form(k); {
		case form == ",":
			j := k - 1
			for j >= from && t.d.Form(j) != "," {
				j--
			}
			if j > from {
				k = j
			}
		case form == ";" || form == ":":
			return doc.NoIndex
		case t.d.Tokens[k].UPOS == "VERB":
			if c := t.lower(k + 1); c == "and" || c == "but" { // "will propose and is ready"
				s, _ := t.subject(k, lex)
				return s
			}
			return doc.NoIndex
		case t.d.Tokens[k].UPOS == "AUX" || t.d.Tokens[k].UPOS == "ADV":
		case t.isNoun(k):
			start := k
			for start > from && nounish(t.d.Tokens[start-1].UPOS) {
				start--
			}
			if start == from || t.d.Tokens[start-1].UPOS != "ADP" {
				return k
			}
			k = start - 1
		}
	}
	return doc.NoIndex
}

// nounish reports whether a word of that tag can stand inside a noun phrase.
func nounish(upos string) bool {
	switch upos {
	case "NOUN", "PROPN", "ADJ", "DET", "NUM", "PART":
		return true
	}
	return false
}

// controller returns the object of verb i where that, not its subject, is to
// do what follows ("urged her to", "accused them of"); doc.NoIndex if none.
func (t tree) controller(i int, lex *lexicon) int {
	if lem := t.lemma(i); !lex.is("controls", lem) && !lex.is("blames", lem) {
		return doc.NoIndex
	}
	if s := t.child(i, "nsubj:pass"); s >= 0 && t.isPassive(i) { // "was accused by them of"
		return s
	}
	if o := t.child(i, "obj", "iobj"); o >= 0 {
		return o
	}
	if t.lemma(i) == "call" { // "called on them to"
		found := doc.NoIndex
		t.children(i, func(c int) bool {
			if t.rel(c) == "obl" && (t.prep(c) == "on" || t.prep(c) == "upon") {
				found = c
			}
			return found < 0
		})
		return found
	}
	return doc.NoIndex
}

// agent returns the one by whom passive i is done, doc.NoIndex if it is not said.
func (t tree) agent(i int) int {
	found := doc.NoIndex
	t.children(i, func(c int) bool {
		if t.d.Tokens[c].Rel == "obl:agent" || t.rel(c) == "obl" && t.prep(c) == "by" {
			found = c
		}
		return found < 0
	})
	return found
}

// antecedent returns what a relative pronoun s, subject of verb i, stands for; s itself otherwise.
func (t tree) antecedent(s, i int) int {
	switch t.lower(s) {
	case "who", "which", "that", "whom":
		for step := 0; i >= 0 && step < 4; step++ {
			if t.d.Tokens[i].Rel == "acl:relcl" {
				return t.d.Tokens[i].Head
			}
			if t.rel(i) != "conj" && t.rel(i) != "xcomp" {
				break
			}
			i = t.d.Tokens[i].Head
		}
	}
	return s
}

// asks reports whether i heads an indirect question ("how the talks went").
func (t tree) asks(i int) bool {
	found := false
	t.children(i, func(c int) bool {
		if c < i {
			switch t.lower(c) {
			case "how", "why", "whether", "when", "what", "where":
				found = true
			}
		}
		return !found
	})
	return found
}

// relativeTo returns the noun that a relative pronoun at i stands for, i itself
// for any other word.
func (t tree) relativeTo(i int) int {
	switch t.lower(i) {
	case "who", "which", "that", "whom":
		for h, step := t.d.Tokens[i].Head, 0; h >= 0 && step < 4; h, step = t.d.Tokens[h].Head, step+1 {
			if t.d.Tokens[h].Rel == "acl:relcl" {
				return t.d.Tokens[h].Head
			}
		}
	}
	return i
}
