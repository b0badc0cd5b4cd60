package extract

import (
	"parley/internal/doc"
)

// answered drops pronouns from the objects of a verb: those that are the
// subject of a clause that follows ("demanded it cease fire" is about what it
// shall do), and all of verbs that do not answer something.
func (r *reader) answered(e entry, args []int) []int {
	var out []int
	for _, a := range args {
		if r.d.Tokens[a].UPOS != "PRON" {
			out = append(out, a)
			continue
		}
		switch r.t.lower(a) {
		case "which", "that":
			out = append(out, a)
			continue
		}
		if next := a + 1; next < len(r.d.Tokens) && (r.d.Tokens[next].UPOS == "VERB" || r.t.lower(next) == "to") {
			if r.d.Tokens[next].UPOS == "VERB" {
				out = append(out, next)
			}
			continue
		}
		if e.act == "accept" || e.act == "reject" || e.act == "refuse" || e.act == "welcome" {
			out = append(out, a)
		}
	}
	return out
}

// attends reports whether a is an infinitive that answers something said before
// and leaves it unsaid: "refused to attend", "agreed to take part".
func (r *reader) attends(a int) bool {
	return r.t.isVerb(a) && r.lex.is("attends", r.t.lemma(a)) && r.t.child(a, "obj", "obl", "xcomp", "ccomp") < 0
}

// unsaidObject returns what an answer without object answers ("which Brenn
// accepted", "Brenn has declined"): a relative pronoun taken for a subject, or
// the last issue named in the sentence.
func (r *reader) unsaidObject(i int, e entry) []int {
	if e.act != "accept" && e.act != "reject" && e.act != "refuse" {
		return nil
	}
	var out []int
	r.t.children(i, func(c int) bool {
		if w := r.t.lower(c); w == "which" || w == "that" && r.d.Tokens[c].UPOS == "PRON" {
			out = []int{c}
		}
		return len(out) == 0
	})
	if len(out) > 0 {
		return out
	}
	if h := r.d.Tokens[i].Head; r.d.Tokens[i].Rel == "acl:relcl" && h >= 0 && r.t.child(i, "nsubj") >= 0 { // "the rosters that crews refused"
		return []int{h}
	}
	if i+1 < len(r.d.Tokens) && r.d.Tokens[i+1].UPOS != "PUNCT" && r.d.Tokens[i+1].UPOS != "CCONJ" || r.d.Tokens[i].XPOS == "VBG" {
		return nil
	}
	if ts := r.lastTopic(i); len(ts) > 0 {
		return []int{ts[0].at}
	}
	return nil
}

// objects are the tokens that say what a verb or noun is for or against: its
// objects and clauses, what a preposition leads, and what only an infinitive leads.
type objects struct{ strong, led, late []int }

// arguments returns the tokens that say what i is for or against.
func (r *reader) arguments(i int, e entry) []int {
	var o objects
	r.t.children(i, func(c int) bool {
		switch rel := r.t.rel(c); rel {
		case "obj", "ccomp", "xcomp":
			r.ownObject(i, c, rel, e, &o)
		case "iobj":
			o.strong = append(o.strong, r.bidden(i, c)...)
		case "obl", "nmod", "advcl", "acl":
			r.ledObject(i, c, rel, e, &o)
		}
		return true
	})
	if e.only && len(o.led) == 0 && contains(e.preps, "against") { // "voted to strike" is no vote against
		return nil
	}
	if len(o.late) > 0 && !r.turnsObject(o.late[0], o.led) {
		o.led = append(o.led, o.late...)
	}
	if !e.only {
		o.led = append(o.led, r.wrapped(i, o.strong)...)
	}
	if len(o.led) > 0 && (e.only || len(o.strong) == 0) {
		return o.led
	}
	if len(o.strong)+len(o.led) == 0 {
		if v := r.calledTo(i); v >= 0 {
			return []int{v}
		}
		return r.nextArgument(i, e)
	}
	return append(o.strong, o.led...)
}

// ownObject adds object or clause c of i.
func (r *reader) ownObject(i, c int, rel string, e entry, o *objects) {
	if rel == "ccomp" && r.lex.is("reports", r.t.lemma(i)) && r.t.finite(c) && !r.t.modal(c) && !r.claimsRight(c) {
		return // "suggested that they had met"
	}
	if rel == "xcomp" && e.only && r.lead(c) == "to" && !contains(e.preps, "against") { // "called for Brenn to lift sanctions"
		o.late = append(o.late, c)
	}
	if !e.only || rel == "obj" && contains(e.preps, "obj") {
		o.strong = append(o.strong, c)
		o.strong = append(o.strong, r.bidden(i, c)...)
	}
}

// ledObject adds phrase or clause c of i where its first word leads to what i is about.
func (r *reader) ledObject(i, c int, rel string, e entry, o *objects) {
	if r.conditionMark(c) != "" {
		return
	}
	if rel == "advcl" && !e.only && r.follows(i, c) { // "ruled out giving it up"
		o.strong = append(o.strong, c)
		return
	}
	if lead := r.lead(c); lead == "to" && rel != "obl" && rel != "nmod" || contains(e.preps, lead) {
		if v := r.forTo(c, lead); v >= 0 {
			c = v
		}
		if !contains(o.led, c) {
			o.led = append(o.led, c)
		}
	}
}

// claimsRight reports whether clause c says that its subject has a right to something.
func (r *reader) claimsRight(c int) bool {
	o := r.t.child(c, "obj")
	return o >= 0 && r.t.lemma(o) == "right" || r.t.lemma(c) == "right"
}

// follows reports whether -ing form c stands right behind verb i and its particle.
func (r *reader) follows(i, c int) bool {
	return r.d.Tokens[c].XPOS == "VBG" && r.lead(c) == "" && (c == i+1 || c == i+2 && r.t.particle(i) != "")
}

// forTo returns the active infinitive that follows phrase c where that is who
// shall do it ("request for Brenn to lift the tax"), wherever the tree hangs it;
// doc.NoIndex otherwise.
func (r *reader) forTo(c int, lead string) int {
	if lead != "for" || r.t.isVerb(c) {
		return doc.NoIndex
	}
	end := r.d.Sentences[r.d.Sentence(c)].To
	for k := c + 1; k < min(end, c+6); k++ {
		switch head := r.d.Tokens[k].Head; {
		case r.t.lower(k) == "to" && r.t.rel(k) == "mark" && head > k && r.t.isVerb(head):
			if r.t.isPassive(head) {
				return doc.NoIndex
			}
			return head
		case !r.under(k, c):
			return doc.NoIndex
		}
	}
	return doc.NoIndex
}

// calledTo returns the infinitive that says what those called on shall do
// ("call on Brenn to stop"), where the tree hangs it higher; doc.NoIndex if none.
func (r *reader) calledTo(i int) int {
	h := r.d.Tokens[i].Head
	if h < 0 || !r.lex.is("controls", r.t.lemma(i)) || r.t.rel(i) != "xcomp" || r.t.controller(i, r.lex) < 0 {
		return doc.NoIndex
	}
	found := doc.NoIndex
	r.t.children(h, func(c int) bool {
		if rel := r.t.rel(c); c > i && (rel == "advcl" || rel == "xcomp") && r.lead(c) == "to" {
			found = c
		}
		return found < 0
	})
	return found
}

// wrapped returns phrases that hang on verb i but belong to its object, a noun
// that only wraps another ("rejected the appeal for a truce").
func (r *reader) wrapped(i int, objects []int) []int {
	var out []int
	for _, o := range objects {
		_, position := r.lex.nouns[r.t.lemma(o)]
		if !position && !r.lex.is("contains", r.t.lemma(o)) {
			continue
		}
		r.t.children(i, func(c int) bool {
			if r.t.rel(c) != "obl" && r.t.rel(c) != "advcl" && (r.t.rel(c) != "xcomp" || contains(objects, c)) || c < o || r.conditionMark(c) != "" {
				return true
			}
			switch r.lead(c) {
			case "for", "of", "to", "on":
				out = append(out, c)
			}
			return true
		})
	}
	return out
}

// nextArgument returns the phrase or clause that the next word leads ("ready
// to meet", "readiness for talks") where the tree hangs it elsewhere.
func (r *reader) nextArgument(i int, e entry) []int {
	k := i + 1
	if k >= len(r.d.Tokens) {
		return nil
	}
	w, head := r.t.lower(k), r.d.Tokens[k].Head
	if rel := r.t.rel(k); rel != "case" && rel != "mark" || head <= k || head > k+8 {
		return nil
	}
	if w == "to" && r.t.isVerb(head) && !e.only || contains(e.preps, w) {
		return []int{head}
	}
	return nil
}

// lead returns the word that leads phrase or clause c: "for", "to".
func (r *reader) lead(c int) string {
	w := ""
	r.t.children(c, func(k int) bool {
		if rel := r.t.rel(k); rel == "case" || rel == "mark" {
			w = r.t.lower(k)
		}
		return w == ""
	})
	return w
}

func contains[T comparable](list []T, s T) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// clauseWords returns predicate i with what belongs to it in the same clause.
func (r *reader) clauseWords(i int) doc.Range {
	rg := r.t.subtreeWithout(i, func(k int) bool {
		switch rel := r.d.Tokens[k].Rel; rel {
		case "punct", "acl:relcl", "parataxis", "conj", "cc", "nsubj", "nsubj:pass", "csubj", "vocative", "ccomp", "dep", "discourse":
			return true
		case "advcl":
			return k < i || r.lead(k) != "as"
		case "aux", "cop", "advmod":
			return false
		}
		return k < i
	})
	rg.To = min(rg.To, i+25)
	for rg.To > i+1 && r.d.Tokens[rg.To-1].UPOS == "PUNCT" {
		rg.To--
	}
	return rg
}

// withSubject widens rg to its subject where that stands before it in the same sentence.
func (r *reader) withSubject(rg doc.Range, subj int) doc.Range {
	if subj >= 0 && subj < rg.From && rg.From-subj < 25 && r.d.Sentence(subj) == r.d.Sentence(rg.From) {
		rg.From = subj
		if m := r.mentionAt[subj]; m >= 0 {
			rg.From = min(rg.From, r.d.Mentions[m].From)
		}
	}
	return rg
}

// trimmed returns the subtree of c without its conditions and afterthoughts.
func (r *reader) trimmed(c int) doc.Range {
	rg := r.t.subtreeWithout(c, func(k int) bool {
		rel := r.d.Tokens[k].Rel
		return rel == "punct" || rel == "acl:relcl" || rel == "parataxis" || rel == "advcl" && k > c
	})
	for rg.Len() > 1 && r.d.Tokens[rg.To-1].UPOS == "PUNCT" {
		rg.To--
	}
	for rg.Len() > 1 && (r.d.Form(rg.From) == "," || r.d.Form(rg.From) == ";") {
		rg.From++
	}
	return rg
}

func union(a, b doc.Range) doc.Range {
	return doc.Range{From: min(a.From, b.From), To: max(a.To, b.To)}
}

// bidden returns what object c of verb i is bidden to do, where the tree hangs
// it on the object ("urged both sides to meet").
func (r *reader) bidden(i, c int) []int {
	if !r.lex.is("controls", r.t.lemma(i)) {
		return nil
	}
	var out []int
	r.t.children(c, func(k int) bool {
		if r.t.rel(k) == "acl" && r.lead(k) == "to" {
			out = append(out, k)
		}
		return true
	})
	return out
}

// turnsObject reports whether verb v is passive and about the phrases led
// ("called for sanctions to be lifted").
func (r *reader) turnsObject(v int, led []int) bool { return r.t.isPassive(v) && len(led) > 0 }

// turnedBy returns whether phrase a, led by "for", is followed by a passive
// infinitive that turns it round ("for sanctions to be lifted").
func (r *reader) turnedBy(i, a int, ts []topic) bool {
	turned := false
	look := func(c int) bool {
		switch r.t.rel(c) {
		case "xcomp", "acl", "advcl":
			if c > a && r.lead(c) == "to" && r.t.isPassive(c) {
				verb := r.t.lemma(c) + r.t.particle(c)
				turned = r.lex.is("reverses", verb) || r.turns(verb, ts)
			}
		}
		return !turned
	}
	r.t.children(i, look)
	r.t.children(a, look)
	return turned
}
