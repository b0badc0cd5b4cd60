package extract

import (
	"maps"
	"slices"
	"strings"

	"parley/internal/doc"
)

// ActReader tells the class of what each sentence says was done, by the table
// taxonomy/acts.txt (the classes of PLOVER). It is read-only after ActReader
// returns it and safe for concurrent use.
type ActReader struct {
	lex     *lexicon
	classes []string
	verbs   map[string]int
	nouns   map[string]int
	pairs   map[pairing]int
	stances map[string]int
	words   map[string]map[string]bool // told, means, hostile, lends
	forms   map[string]string          // regular forms of the verbs to their lemmas
}

// ActReader reads acts.txt. Errors name the line.
func (x *Extractor) ActReader() (*ActReader, error) {
	a := &ActReader{lex: x.lex, verbs: map[string]int{}, nouns: map[string]int{}, pairs: map[pairing]int{}, stances: map[string]int{}, words: map[string]map[string]bool{}, forms: map[string]string{}}
	if err := readLines(x.files, "acts.txt", a.line); err != nil {
		return nil, err
	}
	verbs := map[string]bool{}
	for v := range a.verbs {
		verb, _, _ := strings.Cut(v, "+")
		verbs[verb] = true
	}
	for p := range a.pairs {
		verb, _, _ := strings.Cut(p.verb, "+")
		verbs[verb] = true
	}
	for _, verb := range slices.Sorted(maps.Keys(verbs)) {
		for _, f := range inflect(verb) {
			if !verbs[f] {
				first(a.forms, f, verb)
			}
		}
	}
	return a, nil
}

// lemma returns the lemma of token i, that of the table's verb whose form it is
// where the lemmatizer guessed another.
func (a *ActReader) lemma(r *reader, i int) string {
	if l, ok := a.forms[r.t.lower(i)]; ok && r.t.isVerb(i) {
		return l
	}
	return r.t.lemma(i)
}

func (a *ActReader) line(ln line) error {
	words := strings.Fields(ln.rest)
	at := len(a.classes) - 1
	switch ln.key {
	case "told", "means", "hostile", "lends":
		if a.words[ln.key] == nil {
			a.words[ln.key] = map[string]bool{}
		}
		addAll(a.words[ln.key], words)
		return nil
	case "act":
		a.classes = append(a.classes, ln.rest)
		return nil
	}
	if at < 0 {
		return ln.errorf("%q before the first act", ln.key)
	}
	table := map[string]map[string]int{"verb": a.verbs, "noun": a.nouns, "stance": a.stances}[ln.key]
	switch {
	case ln.key == "pair":
		return eachPair(ln, func(p pairing) { first(a.pairs, p, at) })
	case table == nil:
		return ln.errorf("unknown key %q", ln.key)
	}
	for _, w := range words {
		first(table, w, at)
	}
	return nil
}

// Of returns the class of each sentence of d, "" where none is known. d must
// have tags and dependencies.
func (a *ActReader) Of(d *doc.Doc) []string {
	r := newReader(a.lex, d)
	out := make([]string, len(d.Sentences))
	for s, rg := range d.Sentences {
		for i := rg.From; i < rg.To && out[s] == ""; i++ {
			if d.Tokens[i].Head < 0 {
				out[s] = a.from(r, i, rg)
			}
		}
	}
	return out
}

// from returns the class of the sentence in rg with root: that of the first
// predicate on the way down from it that has one, else of the first verb of all.
func (a *ActReader) from(r *reader, root int, rg doc.Range) string {
	at := root
	for step := 0; step < 4; step++ {
		next := doc.NoIndex
		if a.words["told"][a.lemma(r, at)] {
			next = r.t.child(at, "ccomp", "parataxis", "xcomp")
		}
		if next < 0 {
			break
		}
		at = next
	}
	if c := a.class(r, at); c != "" {
		return c
	}
	for i := rg.From; i < rg.To; i++ {
		if i != at && r.d.Tokens[i].UPOS == "VERB" && !a.words["told"][a.lemma(r, i)] {
			if c := a.class(r, i); c != "" {
				return c
			}
		}
	}
	return ""
}

// class returns what predicate i does, "" if that is not known: what it intends
// is agreed to, or threatened where it is hostile.
func (a *ActReader) class(r *reader, i int) string {
	deed := a.deed(r, i)
	meant := r.t.has(i, "aux", "will", "would")
	if x := r.t.child(i, "xcomp", "ccomp"); x >= 0 && a.words["means"][a.lemma(r, i)] {
		deed, meant = a.deed(r, x), true
	}
	if r.needed(i) {
		return "DEMAND"
	}
	switch {
	case !meant || deed == "DEMAND" || deed == "DISAPPROVE":
		return deed
	case r.t.negated(i) && deed != "":
		return "REJECT"
	case a.words["hostile"][deed] || a.hasCondition(r, i):
		return "THREATEN"
	}
	return "AGREE"
}

// hasCondition reports whether what predicate i announces is to be done unless,
// or if, another does something.
func (a *ActReader) hasCondition(r *reader, i int) bool {
	for k := i + 1; k < r.d.Sentences[r.d.Sentence(i)].To; k++ {
		if w := r.t.lower(k); w == "unless" || w == "if" {
			return true
		}
	}
	return false
}

// deed returns what verb or adjective i does, "" if that is not known.
func (a *ActReader) deed(r *reader, i int) string {
	verb := a.lemma(r, i) + r.t.particle(i)
	best := len(a.classes)
	for k := i + 1; k < len(r.d.Tokens) && k < i+8 && r.d.Tokens[k].UPOS != "VERB" && r.d.Tokens[k].UPOS != "SCONJ" && r.d.Form(k) != "."; k++ {
		if at, ok := a.pairs[pairing{verb, r.t.lemma(k)}]; ok && r.t.isNoun(k) {
			best = min(best, at)
		}
	}
	r.t.children(i, func(c int) bool {
		if at, ok := a.pairs[pairing{verb, r.t.lemma(c)}]; ok {
			best = min(best, at)
		}
		if at, ok := a.verbs[verb+"+"+r.t.prep(c)]; ok {
			best = min(best, at)
		}
		return true
	})
	if best < len(a.classes) {
		return a.classes[best]
	}
	if a.words["lends"][verb] {
		r.t.children(i, func(c int) bool {
			if rel := r.t.rel(c); rel == "obj" || rel == "nsubj" || rel == "obl" {
				if at, ok := a.nouns[r.t.lemma(c)]; ok {
					best = min(best, at)
				}
			}
			return true
		})
		if best < len(a.classes) {
			return a.classes[best]
		}
	}
	if at, ok := a.verbs[verb]; ok {
		return a.classes[at]
	}
	e, ok := r.lex.verbs[verb]
	if !ok {
		e, ok = r.lex.adjectives[verb]
	}
	if at, known := a.stances[e.act]; ok && known && e.act != "" {
		return a.classes[at]
	}
	return ""
}
