package extract

import (
	"bufio"
	"bytes"
	"fmt"
	"io/fs"
	"strings"
)

// phrase is a sequence of lemmas that names something.
type phrase struct {
	lemmas []string
	of     int  // index of the issue or event type
	weak   bool // names it only in a text that is about it
}

// phrases finds phrases by their first lemma.
type phrases map[string][]phrase

func (p phrases) add(words string, of int) { p.put(words, of, false) }

func (p phrases) put(words string, of int, weak bool) {
	lemmas := strings.FieldsFunc(words, func(r rune) bool { return r == '_' || r == '-' })
	if len(lemmas) > 0 {
		p[lemmas[0]] = append(p[lemmas[0]], phrase{lemmas, of, weak})
	}
}

// pairing is a verb with a noun that together name something.
type pairing struct{ verb, noun string }

// issue is one entry of taxonomy/issues.txt.
type issue struct {
	code, label, means string
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
	issues     []issue
	issueNouns phrases
	issueVerbs map[string][]int
	issuePairs map[pairing][]int

	verbs, nouns, adjectives map[string]entry           // "rule+out" for a verb with a particle
	class                    map[string]map[string]bool // class ("reverses") to lemmas

	events     []eventType
	eventNouns phrases
	eventVerbs map[string]int // "meet+with" for a verb with a preposition
	eventPairs map[pairing]int

	channels phrases // of: index in channelCodes
	chCodes  []string
	saying   map[string]string // verb to channel

	forms map[string]string // regular forms of the verbs above to their lemmas
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

// loadLexicon reads the four vocabularies. Errors name the file and line.
func loadLexicon(files fs.FS) (*lexicon, error) {
	l := &lexicon{
		issueNouns: phrases{}, issueVerbs: map[string][]int{}, issuePairs: map[pairing][]int{},
		verbs: map[string]entry{}, nouns: map[string]entry{}, adjectives: map[string]entry{},
		class:      map[string]map[string]bool{},
		eventNouns: phrases{}, eventVerbs: map[string]int{}, eventPairs: map[pairing]int{},
		channels: phrases{}, saying: map[string]string{},
	}
	for _, step := range []struct {
		name string
		do   func(line) error
	}{
		{"issues.txt", l.issueLine}, {"stances.txt", l.stanceLine},
		{"events.txt", l.eventLine}, {"sources.txt", l.sourceLine},
	} {
		if err := readLines(files, step.name, step.do); err != nil {
			return nil, err
		}
	}
	l.forms = l.verbForms()
	return l, nil
}

func (l *lexicon) issueLine(ln line) error {
	if ln.key == "issue" {
		l.issues = append(l.issues, issue{code: ln.rest, against: map[string]bool{}, near: map[string]bool{ln.rest: true}, subs: phrases{}})
		return nil
	}
	at := len(l.issues) - 1
	if at < 0 {
		return ln.errorf("%q before the first issue", ln.key)
	}
	is := &l.issues[at]
	words := strings.Fields(ln.rest)
	switch ln.key {
	case "label":
		is.label = ln.rest
	case "means":
		is.means = ln.rest
	case "noun":
		for _, w := range words {
			l.issueNouns.add(w, at)
		}
	case "weak":
		for _, w := range words {
			l.issueNouns.put(w, at, true)
		}
	case "near":
		addAll(is.near, words)
	case "verb":
		for _, w := range words {
			l.issueVerbs[w] = append(l.issueVerbs[w], at)
		}
	case "pair":
		return eachPair(ln, func(p pairing) { l.issuePairs[p] = append(l.issuePairs[p], at) })
	case "against":
		addAll(is.against, words)
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
	table[f[0]] = e
	return nil
}

func (l *lexicon) addClass(name string, words []string) {
	if l.class[name] == nil {
		l.class[name] = map[string]bool{}
	}
	addAll(l.class[name], words)
}

func (l *lexicon) eventLine(ln line) error {
	if ln.key == "event" {
		l.events = append(l.events, eventType{code: ln.rest, not: map[string]bool{}})
		return nil
	}
	at := len(l.events) - 1
	if at < 0 {
		return ln.errorf("%q before the first event", ln.key)
	}
	words := strings.Fields(ln.rest)
	switch ln.key {
	case "label":
		l.events[at].label = ln.rest
	case "needs":
		l.events[at].needs = ln.rest
	case "noun":
		for _, w := range words {
			l.eventNouns.add(w, at)
		}
	case "weak":
		for _, w := range words {
			l.eventNouns.put(w, at, true)
		}
	case "verb":
		for _, w := range words {
			l.eventVerbs[w] = at
		}
	case "pair":
		return eachPair(ln, func(p pairing) { l.eventPairs[p] = at })
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
	case "unnamed", "people", "speaks", "member":
		l.addClass(ln.key, words)
	case "channel":
		l.chCodes = append(l.chCodes, words[0])
		for _, w := range words[1:] {
			l.channels.add(w, len(l.chCodes)-1)
		}
	case "saying":
		for _, w := range words[1:] {
			l.saying[w] = words[0]
		}
	default:
		return ln.errorf("unknown key %q", ln.key)
	}
	return nil
}
