package extract

import (
	"bufio"
	"bytes"
	"fmt"
	"io/fs"
	"strings"

	"parley/internal/doc"
)

// phrase is a sequence of lemmas that names something.
type phrase struct {
	lemmas []string
	of     int  // index of the issue or event type
	weak   bool // names it only in a text that is about it
	undoes bool // names its undoing: "layoff" of jobs
}

// phrases finds phrases by their first lemma.
type phrases map[string][]phrase

func (p phrases) add(words string, of int) { p.put(words, phrase{of: of}) }

func (p phrases) put(words string, ph phrase) {
	ph.lemmas = strings.FieldsFunc(words, func(r rune) bool { return r == '_' || r == '-' })
	if len(ph.lemmas) > 0 {
		p[ph.lemmas[0]] = append(p[ph.lemmas[0]], ph)
	}
}

// pairing is a verb with a noun that together name something.
type pairing struct{ verb, noun string }

// naming is an issue that a verb, alone or with a noun, names.
type naming struct {
	issue  int
	undoes bool // names its undoing: "close the plant" of jobs
}

func (n naming) sign() int {
	if n.undoes {
		return -1
	}
	return 1
}

// issue is one entry of taxonomy/issues.txt or of a profile.
type issue struct {
	code, label, means string
	own                bool // a profile has words for it
	against            map[string]bool
	near               map[string]bool // codes of issues whose words bear out its weak ones
	subs               phrases         // of: index in subCodes
	subCodes           []string
}

// eventType is one entry of taxonomy/events.txt.
type eventType struct {
	code, label string
	not         map[string]bool
	needs       string // any, actor, two
	own         bool   // a profile has words for it
}

// entry is how a verb, noun or adjective takes a position.
type entry struct {
	stance string // supports, opposes, undecided
	act    string // "" for a standing stance
	preps  []string
	only   bool // the object always has one of preps
}

// lexicon is the vocabulary that the extractor reads from taxonomy files.
// It is not changed after loading.
type lexicon struct {
	profile // what the vocabulary is for

	issues     []issue
	issueNouns phrases
	issueVerbs map[string]naming // the first that was listed
	issuePairs map[pairing]naming

	verbs, nouns, adjectives map[string]entry           // "rule+out" for a verb with a particle
	class                    map[string]map[string]bool // class ("reverses") to lemmas

	events     []eventType
	eventNouns phrases
	eventVerbs map[string]int // "meet+with" for a verb with a preposition
	eventPairs map[pairing]int

	eventPairing map[string]bool           // the verbs of eventPairs
	eventUndoing map[pairing]bool          // those of eventPairs that undo what the noun names
	eventDeeds   map[string]map[string]int // noun of doing to noun it is done to: "release" of "hostage"

	truce truceWords // of taxonomy/truces.txt

	channels *channelWords
	rungs    *rungWords

	figures *figureWords

	deeds map[string]string // noun of doing to its verb: "removal" to "remove"
	forms map[string]string // regular forms of the verbs above to their lemmas
	at    int               // issue or event type that the lines read now belong to
}

// is reports whether lemma belongs to a class of taxonomy/stances.txt or sources.txt.
func (l *lexicon) is(class, lemma string) bool { return l.class[class][lemma] }

// line is one line of a vocabulary file.
type line struct {
	file   string
	number int // from 1
	key    string
	rest   string
}

func (l line) errorf(format string, args ...any) error {
	return fmt.Errorf("extract: %s line %d: %s", l.file, l.number, fmt.Sprintf(format, args...))
}

// readLines calls do for every line of a vocabulary file that is neither empty nor a comment.
func readLines(files fs.FS, name string, do func(line) error) error {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return fmt.Errorf("extract: vocabulary: %w", err)
	}
	sc := bufio.NewScanner(bytes.NewReader(data))
	for n := 1; sc.Scan(); n++ {
		text := strings.TrimSpace(sc.Text())
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		key, rest, _ := strings.Cut(text, " ")
		if err := do(line{name, n, key, strings.TrimSpace(rest)}); err != nil {
			return err
		}
	}
	if err := sc.Err(); err != nil {
		return fmt.Errorf("extract: %s: %w", name, err)
	}
	return nil
}

// loadLexicon reads the vocabularies. What p holds goes before the general
// issues and events, and in their place where it says so; nil is no profile.
// Errors name the file and line.
func loadLexicon(files fs.FS, p *profile) (*lexicon, error) {
	l := &lexicon{
		issueNouns: phrases{}, issueVerbs: map[string]naming{}, issuePairs: map[pairing]naming{},
		verbs: map[string]entry{}, nouns: map[string]entry{}, adjectives: map[string]entry{},
		class:      map[string]map[string]bool{},
		eventNouns: phrases{}, eventVerbs: map[string]int{}, eventPairs: map[pairing]int{},
		eventPairing: map[string]bool{}, eventUndoing: map[pairing]bool{}, eventDeeds: map[string]map[string]int{},
	}
	if p != nil {
		l.profile = *p
		for _, sec := range []struct {
			lines []line
			do    func(line) error
		}{{p.stances, l.stanceLine}, {p.issueLines, l.issueLine}, {p.eventLines, l.eventLine}} {
			for _, ln := range sec.lines {
				if err := sec.do(ln); err != nil {
					return nil, err
				}
			}
		}
		for i := range l.issues {
			l.issues[i].own = true
		}
		for i := range l.events {
			l.events[i].own = true
		}
	}
	for _, step := range []struct {
		name string
		do   func(line) error
	}{
		{"issues.txt", l.without(l.issueLine)}, {"stances.txt", l.stanceLine},
		{"events.txt", l.eventLine}, {"sources.txt", l.sourceLine}, {"truces.txt", l.truce.line}, {"commitments.txt", l.commitmentLine}, {"proposals.txt", l.proposalLine},
	} {
		if err := readLines(files, step.name, step.do); err != nil {
			return nil, err
		}
	}
	var err error
	if l.channels, err = loadChannelWords(files); err != nil {
		return nil, err
	}
	if l.rungs, err = loadRungWords(files); err != nil {
		return nil, err
	}
	if l.figures, err = loadFigureWords(files); err != nil {
		return nil, err
	}
	l.nearInstead()
	l.forms, l.deeds = l.verbForms(), l.deedNouns()
	return l, nil
}

// issueNamed returns the index of the issue of that code, or of the one that a
// profile has in its place; a new one where there is none.
func (l *lexicon) issueNamed(code string) int {
	if own, ok := l.instead[code]; ok {
		code = own
	}
	for i := range l.issues {
		if l.issues[i].code == code {
			return i
		}
	}
	l.issues = append(l.issues, issue{code: code, against: map[string]bool{}, near: map[string]bool{code: true}, subs: phrases{}})
	return len(l.issues) - 1
}

func (l *lexicon) issueLine(ln line) error {
	if ln.key == "issue" {
		l.at = l.issueNamed(ln.rest)
		return nil
	}
	if len(l.issues) == 0 {
		return ln.errorf("%q before the first issue", ln.key)
	}
	at, is := l.at, &l.issues[l.at]
	words := strings.Fields(ln.rest)
	switch ln.key {
	case "label":
		if is.label == "" {
			is.label = ln.rest
		}
	case "means":
		if is.means == "" {
			is.means = ln.rest
		}
	case "noun", "weak", "undo":
		for _, w := range words {
			l.issueNouns.put(w, phrase{of: at, weak: ln.key == "weak", undoes: ln.key == "undo"})
		}
	case "near":
		addAll(is.near, words)
	case "verb", "undoverb":
		for _, w := range words {
			first(l.issueVerbs, w, naming{at, ln.key == "undoverb"})
		}
	case "pair", "undopair":
		return eachPair(ln, func(p pairing) { first(l.issuePairs, p, naming{at, ln.key == "undopair"}) })
	case "against":
		for _, w := range words {
			is.against[strings.ReplaceAll(w, "_", "+")] = true
		}
	case "sub":
		if len(words) == 0 {
			return ln.errorf("a sub-issue without code")
		}
		is.subCodes = append(is.subCodes, words[0])
		for _, w := range words[1:] {
			is.subs.add(w, len(is.subCodes)-1)
		}
	default:
		return ln.errorf("unknown key %q", ln.key)
	}
	return nil
}

// first sets m[k] unless it is set.
func first[K comparable, V any](m map[K]V, k K, v V) {
	if _, taken := m[k]; !taken {
		m[k] = v
	}
}

// eachPair reads "VERB.. : NOUN..".
func eachPair(ln line, do func(pairing)) error {
	left, right, ok := strings.Cut(ln.rest, ":")
	if !ok {
		return ln.errorf("a pair without colon")
	}
	for _, v := range strings.Fields(left) {
		for _, n := range strings.Fields(right) {
			do(pairing{strings.ReplaceAll(v, "_", "+"), n})
		}
	}
	return nil
}

func addAll(set map[string]bool, words []string) {
	for _, w := range words {
		set[w] = true
	}
}

func (l *lexicon) stanceLine(ln line) error {
	f := strings.Fields(ln.rest)
	tables := map[string]map[string]entry{"verb": l.verbs, "noun": l.nouns, "adjective": l.adjectives}
	table, ok := tables[ln.key]
	if !ok {
		if len(f) != 1 {
			return ln.errorf("class %q wants one word", ln.key)
		}
		l.addClass(ln.key, f)
		return nil
	}
	if len(f) < 3 {
		return ln.errorf("a %s wants lemma, stance and act", ln.key)
	}
	if f[1] == "-" { // listed to say that it takes no position
		return nil
	}
	if f[1] != "supports" && f[1] != "opposes" && f[1] != "undecided" {
		return ln.errorf("unknown stance %q", f[1])
	}
	e := entry{stance: f[1], act: strings.TrimPrefix(f[2], "-")}
	for _, p := range f[3:] {
		if q := strings.TrimPrefix(p, "!"); q != p {
			e.only, p = true, q
		}
		e.preps = append(e.preps, p)
	}
	first(table, f[0], e)
	return nil
}

func (l *lexicon) addClass(name string, words []string) {
	if l.class[name] == nil {
		l.class[name] = map[string]bool{}
	}
	addAll(l.class[name], words)
}

// eventNamed returns the index of the type of event of that code, a new one
// where there is none.
func (l *lexicon) eventNamed(code string) int {
	for i := range l.events {
		if l.events[i].code == code {
			return i
		}
	}
	l.events = append(l.events, eventType{code: code, not: map[string]bool{}})
	return len(l.events) - 1
}

// eventCode returns the index of the type of event of that code, doc.NoIndex if there is none.
func (l *lexicon) eventCode(code string) int {
	for i := range l.events {
		if l.events[i].code == code {
			return i
		}
	}
	return doc.NoIndex
}

func (l *lexicon) eventLine(ln line) error {
	if ln.key == "event" {
		l.at = l.eventNamed(ln.rest)
		return nil
	}
	words := strings.Fields(ln.rest)
	switch ln.key {
	case "frame", "light", "ordinal", "host", "goes", "resolve", "named", "presumes", "unreal", "owns", "achieves":
		l.addClass(ln.key, words)
		return nil
	}
	if len(l.events) == 0 {
		return ln.errorf("%q before the first event", ln.key)
	}
	at := l.at
	switch ln.key {
	case "label":
		if l.events[at].label == "" {
			l.events[at].label = ln.rest
		}
	case "needs":
		if l.events[at].needs == "" {
			l.events[at].needs = ln.rest
		}
	case "noun":
		for _, w := range words {
			l.eventNouns.add(w, at)
		}
	case "weak":
		for _, w := range words {
			l.eventNouns.put(w, phrase{of: at, weak: true})
		}
	case "verb":
		for _, w := range words {
			first(l.eventVerbs, w, at)
		}
	case "pair", "undo":
		return eachPair(ln, func(p pairing) {
			first(l.eventPairs, p, at)
			l.eventPairing[p.verb] = true
			if ln.key == "undo" && l.eventPairs[p] == at {
				l.eventUndoing[p] = true
			}
		})
	case "deed":
		return eachPair(ln, func(p pairing) {
			if l.eventDeeds[p.verb] == nil {
				l.eventDeeds[p.verb] = map[string]int{}
			}
			first(l.eventDeeds[p.verb], p.noun, at)
		})
	case "not":
		addAll(l.events[at].not, words)
	default:
		return ln.errorf("unknown key %q", ln.key)
	}
	return nil
}

func (l *lexicon) sourceLine(ln line) error {
	words := strings.Fields(ln.rest)
	switch ln.key {
	case "unnamed", "people", "speaks", "member", "someone", "body", "thing", "many":
		l.addClass(ln.key, words)
	default:
		return ln.errorf("unknown key %q", ln.key)
	}
	return nil
}
