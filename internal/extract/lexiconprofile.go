package extract

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"parley/internal/doc"
)

// profile is one entry of taxonomy/profiles: what one kind of negotiation is
// about, beside the general issues and events or in their place.
type profile struct {
	name, label string
	instead     map[string]string // general issue to the profile's own that takes its words
	leaves      map[string]bool   // general issues that this kind of negotiation does not have
	cues        phrases           // words that show a text to be of this kind; of: their weight
	issueLines  []line
	eventLines  []line
	stances     []line
}

// enoughCues is the weight of cues from which a text is of a profile's kind,
// cueShare that weight for a hundred tokens, and warWeight that of a word of war.
const (
	enoughCues = 6
	cueShare   = 1
	warWeight  = 2
)

// loadProfiles reads all of profiles/, in the order of their names.
func loadProfiles(files fs.FS) ([]*profile, error) {
	names, err := fs.Glob(files, "profiles/*.txt")
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	var out []*profile
	for _, name := range names {
		p, err := readProfile(files, name)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

// readProfile reads one profile. It is called what its first line says, or
// else what its file is called.
func readProfile(files fs.FS, file string) (*profile, error) {
	p := &profile{
		name: strings.TrimSuffix(path.Base(file), ".txt"), instead: map[string]string{}, leaves: map[string]bool{}, cues: phrases{},
	}
	into, own := &p.stances, ""
	err := readLines(files, file, func(ln line) error {
		words := strings.Fields(ln.rest)
		switch ln.key {
		case "profile":
			p.name = ln.rest
		case "about":
			p.label = ln.rest
		case "leaves":
			addAll(p.leaves, words)
		case "cue":
			if len(words) < 2 || len(words[0]) != 1 || words[0] < "1" || words[0] > "9" {
				return ln.errorf("a cue wants a weight of 1 to 9 and words")
			}
			for _, w := range words[1:] {
				p.cues.add(w, int(words[0][0]-'0'))
			}
		case "instead":
			if own == "" {
				return ln.errorf("%q before the first issue", ln.key)
			}
			for _, w := range words {
				p.instead[w] = own
			}
		case "issue":
			into, own = &p.issueLines, ln.rest
			*into = append(*into, ln)
		case "event":
			into = &p.eventLines
			*into = append(*into, ln)
		case "stances":
			into = &p.stances
		default:
			*into = append(*into, ln)
		}
		return nil
	})
	return p, err
}

// without keeps from do the lines of issues that the profile leaves out.
func (l *lexicon) without(do func(line) error) func(line) error {
	out := false
	return func(ln line) error {
		if ln.key == "issue" {
			out = l.leaves[ln.rest]
		}
		if out {
			return nil
		}
		return do(ln)
	}
}

// nearInstead lets what lies near a general issue lie near the one that a
// profile has in its place, and all that a profile is about near each other.
func (l *lexicon) nearInstead() {
	for i := range l.issues {
		for _, ln := range l.issueLines {
			if ln.key == "issue" && l.issues[i].own {
				l.issues[i].near[ln.rest] = true
			}
		}
		for code, own := range l.instead {
			if l.issues[i].near[code] {
				l.issues[i].near[own] = true
			}
		}
	}
}

// lexiconOf returns the vocabulary for d: that of the profile with the most
// weight of cues in it, if that is enough and more than the words of war; the
// general one otherwise.
func (x *Extractor) lexiconOf(d *doc.Doc) *lexicon {
	if x.only != nil {
		return x.only
	}
	lemmas := tree{d: d, lemmas: make([]string, len(d.Tokens))} // no children: only words are looked at
	war := 0
	for i := range d.Tokens {
		lemmas.lemmas[i] = strings.ToLower(d.Tokens[i].Lemma)
		if x.lex.is("war", lemmas.lemmas[i]) {
			war++
		}
	}
	best, most := x.lex, max(enoughCues, cueShare*len(d.Tokens)/100, warWeight*war+1)
	for _, l := range x.profiles {
		if n := l.weight(lemmas); n >= most {
			best, most = l, n+1
		}
	}
	return best
}

// weight returns the weight of the profile's cues in the text of t.
func (p *profile) weight(t tree) int {
	n := 0
	r := reader{t: t, d: t.d}
	for i := range t.d.Tokens {
		most := 0
		for _, c := range p.cues[t.lemma(i)] {
			if _, ok := r.matches(c.lemmas, i); ok {
				most = max(most, c.of)
			}
		}
		n += most
	}
	return n
}
