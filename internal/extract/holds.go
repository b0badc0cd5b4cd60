package extract

import (
	"strings"

	"parley/internal/doc"
	"parley/internal/record"
)

// inverted reports whether "should" at token k stands before its subject:
// "should talks fail".
func (r *reader) inverted(k int) bool {
	if r.t.lower(k) != "should" || r.d.Tokens[k].UPOS != "AUX" {
		return false
	}
	h := r.d.Tokens[k].Head
	if h <= k || r.asked(h) {
		return false
	}
	s := r.t.child(h, "nsubj")
	return s > k && s < h
}

// refused reports whether predicate i refuses what it is about: it is negated,
// or a word of refusal.
func (r *reader) refused(i int) bool {
	if r.t.negated(i) {
		return true
	}
	if s := r.t.child(i, "nsubj"); s >= 0 && r.t.child(i, "expl") >= 0 && r.t.negated(s) { // "there will be no"
		return true
	}
	if h := r.d.Tokens[i].Head; h >= 0 && r.t.rel(i) == "xcomp" && r.t.negated(h) {
		return true
	}
	return r.lex.is("answers", r.t.lemma(i)+r.t.particle(i))
}

// turnedHolds returns whether what a condition names must hold, where it
// depends by the word at token k and relation rel on predicate i: what would
// bring a refusal must not be ("no talks if"), nor what would bring an act ("unless").
func (r *reader) turnedHolds(holds bool, rel string, k, i int, own []topic) bool {
	refused := r.refused(i)
	for _, t := range own { // "will hold no talks while"
		refused = refused || r.t.negated(t.at)
	}
	switch w := r.t.lower(k); {
	case w == "without":
		return !holds
	case w == "while", w == "as" || w == "so":
		return holds != refused
	case rel == "unless":
		return holds == refused
	case rel == "if" && w == "if":
		return holds != refused
	}
	return holds
}

// whenMark reports whether clause c says when i shall be: "only when", or "when"
// under a will or wish.
func (r *reader) whenMark(c, i int) bool {
	from := r.t.subtree(c).From
	if r.t.rel(c) != "advcl" || c < i || r.t.lower(from) != "when" {
		return false
	}
	if from > 0 && r.t.lower(from-1) == "only" || r.t.has(i, "aux", "will", "would", "can", "shall") || r.lex.is("wishes", r.t.lemma(i)) {
		return true
	}
	h := r.d.Tokens[i].Head
	return h >= 0 && r.t.rel(i) == "xcomp" && r.lex.is("wishes", r.t.lemma(h))
}

// onlyAfter reports whether "after" is meant as a requirement: "only after",
// "not ... after", or under a will or wish.
func (r *reader) onlyAfter(c, i int) bool {
	if r.t.has(c, "advmod", "only") {
		return true
	}
	from := r.t.subtree(c).From
	for k := from; k < c; k++ {
		if r.d.Tokens[k].UPOS == "NUM" { // "after an 11-week siege"
			return false
		}
		if r.t.lower(k) == "only" {
			return true
		}
	}
	return from > 0 && r.t.lower(from-1) == "only" || r.t.has(i, "advmod", "only") || r.t.has(i, "aux", "will", "would", "can", "could")
}

// onlySays reports whether rg only says how long or what besides ("until the end
// of the truce", "while he is there"): "while" requires something only of what is refused.
func (r *reader) onlySays(rg doc.Range, i int, own []topic) bool {
	if r.t.lower(rg.From) == "while" {
		return !r.t.negated(i) && !r.anyNegated(own)
	}
	k := rg.From + 1
	return k+2 < len(r.d.Tokens) && r.t.lower(k) == "the" && r.t.lower(k+1) == "end"
}

// anyNegated reports whether one of the topics is wanted not to be.
func (r *reader) anyNegated(ts []topic) bool {
	for _, t := range ts {
		if t.sign < 0 {
			return true
		}
	}
	return false
}

// isUnspecific reports whether the words keep back what is required ("the right agreements").
func (r *reader) isUnspecific(rg doc.Range) bool {
	for i := rg.From; i < rg.To; i++ {
		if r.lex.is("unspecific", r.t.lemma(i)) {
			return true
		}
	}
	return false
}

// loosely reports whether noun k is only said to be right or suitable.
func (r *reader) loosely(k int) bool {
	c := r.t.child(k, "amod")
	return c >= 0 && r.lex.is("unspecific", r.t.lemma(c))
}

// swapped returns the position on the second of "X before Y" and "first X, then
// Y": Y is wanted only once X holds.
func swapped(c claim, y topic, relation string, text string, words record.Words, code string) claim {
	c.topic = y
	c.stance = record.Conditional
	c.conds = []record.Condition{{Relation: relation, Issue: code, Holds: true, Text: strings.TrimSpace(text), Words: words}}
	return c
}

// turnsRound reports whether word k of a condition negates it.
func (r *reader) turnsRound(k int, verb string) bool {
	switch r.t.lower(k) {
	case "not", "n't", "n’t", "never", "no", "without":
		return true
	}
	if !r.t.isVerb(k) {
		return false
	}
	e, ok := r.lex.verbs[verb]
	return r.lex.is("reverses", verb) || ok && e.stance == "opposes"
}

// againstIn reports whether a verb of the words rg has the thing named, its
// subject or object, undone ("if sanctions were lifted").
func (r *reader) againstIn(rg doc.Range, t topic) bool {
	for k := rg.From; k < rg.To; k++ {
		if verb := r.t.lemma(k) + r.t.particle(k); k != t.at && r.t.isVerb(k) && !r.turnsRound(k, verb) && r.lex.issues[t.issue].against[verb] {
			return true
		}
	}
	return false
}
