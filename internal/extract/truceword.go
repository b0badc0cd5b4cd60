package extract

import (
	"slices"
	"strings"

	"parley/internal/doc"
)

// The steps in a truce's life, as taxonomy/truces.txt and record.TruceMention have them.
const (
	stepProposed   = "proposed"
	stepDemanded   = "demanded"
	stepDeclared   = "declared"
	stepAgreed     = "agreed"
	stepAccepted   = "accepted"
	stepRefused    = "refused"
	stepBegun      = "begun"
	stepKept       = "kept"
	stepBroken     = "broken"
	stepUnverified = "unverified"
	stepVerified   = "verified"
	stepExtended   = "extended"
	stepUnextended = "unextended"
	stepEnded      = "ended"
)

// truceSteps are the steps that a vocabulary may name.
var truceSteps = []string{stepProposed, stepDemanded, stepDeclared, stepAgreed, stepAccepted, stepRefused, stepBegun, stepKept, stepBroken, stepExtended, stepEnded}

// truceWords finds steps by their words. It is not changed after loading.
type truceWords struct {
	object, subject, noun, force map[string]string // lemma, or lemma+preposition, to step
	side                         map[string]string // word to unilateral or mutual
	class                        map[string]map[string]bool
}

// truceLine reads a line of taxonomy/truces.txt.
func (w *truceWords) line(ln line) error {
	words := strings.Fields(ln.rest)
	var into *map[string]string
	switch ln.key {
	case "object":
		into = &w.object
	case "subject":
		into = &w.subject
	case "noun":
		into = &w.noun
	case "force":
		into = &w.force
	case "side":
		into = &w.side
	case "plain", "blame", "assert", "check":
		if w.class == nil {
			w.class = map[string]map[string]bool{}
		}
		if w.class[ln.key] == nil {
			w.class[ln.key] = map[string]bool{}
		}
		addAll(w.class[ln.key], words)
		return nil
	default:
		return ln.errorf("unknown key %q", ln.key)
	}
	if len(words) < 2 || ln.key != "side" && !slices.Contains(truceSteps, words[0]) {
		return ln.errorf("%s wants a step and words", ln.key)
	}
	if *into == nil {
		*into = map[string]string{}
	}
	for _, x := range words[1:] {
		first(*into, x, words[0])
	}
	return nil
}

// isTruce reports whether token i names a halt, alone or as the last word of a phrase.
func (r *reader) isTruce(i int) bool { return r.truceFrom(i) >= 0 }

// truceFrom returns the first token of the phrase that names a halt and ends at
// token i; doc.NoIndex if none does.
func (r *reader) truceFrom(i int) int {
	if u := r.d.Tokens[i].UPOS; u != "NOUN" && u != "PROPN" {
		return doc.NoIndex
	}
	for from := max(i-4, 0); from <= i; from++ {
		named := r.lex.eventNouns[r.t.lemma(from)]
		if low := r.t.lower(from); low != r.t.lemma(from) { // "cooling-off period", whose first word the tagger takes for a verb
			named = append(named[:len(named):len(named)], r.lex.eventNouns[low]...)
		}
		for _, p := range named {
			if r.lex.events[p.of].code == "truce" && from+len(p.lemmas)-1 <= i && r.endsPhrase(p.lemmas, from, i) {
				return from
			}
		}
	}
	return doc.NoIndex
}

// endsPhrase reports whether the lemmas stand from token from on, hyphens passed
// over, and end at token i.
func (r *reader) endsPhrase(lemmas []string, from, i int) bool {
	k := from
	for n, l := range lemmas {
		for n > 0 && k <= i && r.d.Form(k) == "-" {
			k++
		}
		if k > i || r.t.lemma(k) != l && r.t.lower(k) != l {
			return false
		}
		k++
	}
	return k == i+1
}

// truceClass reports whether token i is of a class of taxonomy/truces.txt: plain,
// blame, assert, check.
func (r *reader) truceClass(class string, i int) bool { return r.lex.truce.class[class][r.t.lemma(i)] }
