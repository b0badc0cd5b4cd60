package extract

import (
	"maps"
	"slices"
	"strings"
)

// verbForms maps the regular forms of the vocabulary's verbs to their lemmas,
// so that a lemma guessed from an ending cannot hide a word the vocabulary has
// ("declined", "ceding"). Irregular forms are left to the lemmatizer.
func (l *lexicon) verbForms() map[string]string {
	verbs := map[string]bool{}
	add := func(verb string) {
		verb, _, _ = strings.Cut(verb, "+")
		verbs[verb] = true
	}
	for v := range l.verbs {
		add(v)
	}
	for v := range l.issueVerbs {
		add(v)
	}
	for p := range l.issuePairs {
		add(p.verb)
	}
	for v := range l.eventVerbs {
		add(v)
	}
	for p := range l.eventPairs {
		add(p.verb)
	}
	for _, class := range []string{"content", "blames", "controls", "empty", "reverses", "carries", "faces", "holds"} {
		for v := range l.class[class] {
			add(v)
		}
	}
	forms := map[string]string{}
	for _, verb := range slices.Sorted(maps.Keys(verbs)) {
		for _, f := range inflect(verb) {
			if _, taken := forms[f]; !taken && !verbs[f] {
				forms[f] = verb
			}
		}
	}
	return forms
}

// inflect returns the regular forms of an English verb that differ from it:
// third person, past and -ing, with e dropped, y changed or the last consonant
// doubled where spelling may want it.
func inflect(verb string) []string {
	n := len(verb)
	if n < 3 || strings.Contains(verb, "_") {
		return nil
	}
	last, before := verb[n-1], verb[n-2]
	switch {
	case last == 'e':
		return []string{verb + "s", verb + "d", verb[:n-1] + "ing"}
	case last == 'y' && !isVowel(before):
		return []string{verb[:n-1] + "ies", verb[:n-1] + "ied", verb + "ing"}
	}
	out := []string{verb + "s", verb + "es", verb + "ed", verb + "ing"}
	if !isVowel(last) && isVowel(before) && last != 'w' && last != 'x' && last != 'y' {
		out = append(out, verb+string(last)+"ed", verb+string(last)+"ing")
	}
	return out
}

func isVowel(b byte) bool { return strings.IndexByte("aeiou", b) >= 0 }

// deedNouns maps nouns of doing to their verbs: those listed as "NOUN=VERB", and
// verbs of the issues' pairs that are nouns in the same form ("end", "release").
func (l *lexicon) deedNouns() map[string]string {
	deeds := map[string]string{}
	for p := range l.issuePairs {
		if l.is("samenoun", p.verb) {
			deeds[p.verb] = p.verb
		}
	}
	for d := range l.class["deed"] {
		if noun, verb, ok := strings.Cut(d, "="); ok {
			deeds[noun] = verb
		}
	}
	return deeds
}
