package syntax

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"parley/internal/nn"
)

// Lemmatizer finds the lemma of a word by the longest ending that has a rule
// for its tag. It is read-only and safe for concurrent use.
//
// A rule is kept as "XPOS|UPOS ending strip append": of words with these tags
// that end so, the last strip bytes are replaced. An ending that begins with
// "^" is the whole word.
type Lemmatizer struct {
	rules map[uint32]*rules // by Tag.Hash
}

type rules struct{ words, endings map[string]edit }

type edit struct {
	strip int
	tail  string
}

// longestEnding bounds the bytes of an ending that is no whole word.
const longestEnding = 6

// LemmasVersion is the version of lemma rules that this package runs.
const LemmasVersion = 2

// loadLemmas reads a model file of kind "lemmas".
func loadLemmas(b []byte) (*Lemmatizer, error) {
	m, err := nn.Decode(b, "lemmas", LemmasVersion)
	if err != nil {
		return nil, err
	}
	rules := m.Sections["rules"]
	if len(rules) == 0 {
		return nil, fmt.Errorf("syntax: lemmas: no rules: %w", nn.ErrCorrupt)
	}
	return NewLemmatizer(strings.Split(string(rules), "\n")), nil
}

// NewLemmatizer reads rules; those it cannot read are left out.
func NewLemmatizer(lines []string) *Lemmatizer {
	l := &Lemmatizer{rules: map[uint32]*rules{}}
	for _, line := range lines {
		f := strings.Split(line, " ")
		if len(f) != 4 || len(f[2]) != 1 || f[2][0] < '0' || f[2][0] > '9' {
			continue
		}
		h := nn.Hash(f[0])
		if l.rules[h] == nil {
			l.rules[h] = &rules{map[string]edit{}, map[string]edit{}}
		}
		e := edit{int(f[2][0] - '0'), f[3]}
		if w, ok := strings.CutPrefix(f[1], "^"); ok && w != "" {
			l.rules[h].words[w] = e
		} else {
			l.rules[h].endings[f[1]] = e
		}
	}
	return l
}

// Rule returns how lemma is made from form, as a rule keeps it ("3 y"); false
// for proper nouns, whose lemma is their form, and where a rule cannot tell.
func Rule(form, lemma string, tag Tag) (string, bool) {
	f := base(form, tag)
	if tag.proper() {
		return "", false
	}
	if lemma != "I" {
		lemma = strings.ToLower(lemma)
	}
	n := 0
	for n < len(f) && n < len(lemma) && f[n] == lemma[n] {
		n++
	}
	for n > 0 && n < len(f) && !utf8.RuneStart(f[n]) {
		n--
	}
	if len(f)-n > 9 || strings.Contains(lemma, " ") {
		return "", false
	}
	return string(rune('0'+len(f)-n)) + " " + lemma[n:], true
}

// base returns the form that rules are applied to: in lower case but for proper nouns.
func base(form string, tag Tag) string {
	form = strings.ReplaceAll(form, "’", "'")
	if tag.proper() {
		return form
	}
	return strings.ToLower(form)
}

// Endings calls yield with what rules for a word can be about, the most
// specific first ("^cities", "cities", "ities", … ""), until it returns false.
func Endings(form string, tag Tag, yield func(ending string) bool) {
	f := base(form, tag)
	if !yield("^" + f) {
		return
	}
	for n := min(longestEnding, len(f)); n >= 0; n-- {
		if !yield(f[len(f)-n:]) {
			return
		}
	}
}

// Lemma returns the lemma of a word with these tags, the word itself in lower
// case where no rule fits (proper nouns keep their capitals).
func (l *Lemmatizer) Lemma(form string, tag Tag) string {
	f := base(form, tag)
	r := l.rules[tag.Hash]
	if r == nil {
		return f
	}
	e, ok := r.words[f]
	for n := min(longestEnding, len(f)); !ok && n >= 0; n-- {
		e, ok = r.endings[f[len(f)-n:]]
	}
	if !ok || e.strip > len(f) || e.strip == len(f) && e.tail == "" || !utf8.ValidString(f[:len(f)-e.strip]) {
		return f
	}
	return f[:len(f)-e.strip] + e.tail
}
