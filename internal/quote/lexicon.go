package quote

import (
	"fmt"
	"slices"
	"strings"

	"parley/internal/nn"
)

// Class is what a cue does with its content.
type Class string

// The classes of cues, as in the vocabulary of cues.
const (
	Say     Class = "say"    // reports words: said, according to
	Claim   Class = "claim"  // asserts without vouching: claimed, alleged
	Demand  Class = "demand" // wants something done: called for, urged, warned not to
	Ask     Class = "ask"    // asks a question
	Deny    Class = "deny"   // says that not: denied, rejected, dismissed
	Promise Class = "promise"
	Learn   Class = "learn"  // took in what another said: heard, was told, learned
	Think   Class = "think"  // an attitude that somebody may hold in silence: believes, supports
	Hear    Class = "hear"   // nobody in particular says it: reportedly
	Future  Class = "future" // words that have not been said
)

// Cues is a vocabulary of words that introduce what somebody says. It is
// read-only after ParseCues.
type Cues struct {
	class map[string]Class // by lemma, a slash and v, n or o
}

// ParseCues reads the vocabulary: lines of a class, a colon and lemmas with a
// slash and v (verb), n (noun) or o (other). Lines that start with # are
// comments.
func ParseCues(b []byte) (Cues, error) {
	c := Cues{map[string]Class{}}
	for n, line := range strings.Split(string(b), "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		class, words, ok := strings.Cut(line, ":")
		if !ok {
			return c, fmt.Errorf("quote: cues line %d: no colon", n+1)
		}
		for _, w := range strings.Fields(words) {
			if _, kind, ok := strings.Cut(w, "/"); !ok || !slices.Contains([]string{"v", "n", "o"}, kind) {
				return c, fmt.Errorf("quote: cues line %d: %q has no /v, /n or /o", n+1, w)
			}
			if _, twice := c.class[w]; twice {
				return c, fmt.Errorf("quote: cues line %d: %q stands twice", n+1, w)
			}
			c.class[w] = Class(strings.TrimSpace(class))
		}
	}
	return c, nil
}

// Of returns the class of a lemma with this Penn tag, "" if it is no cue.
func (c Cues) Of(lemma, tag string) Class {
	kind := "/" + string(kindOf(tag))
	if class, ok := c.class[lemma+kind]; ok {
		return class
	}
	return c.class[lemma+"e"+kind] // a lemma cut too short: "declin"
}

// kindOf returns v for verbs, n for nouns and o for the rest.
func kindOf(tag string) byte {
	switch {
	case strings.HasPrefix(tag, "V"):
		return 'v'
	case strings.HasPrefix(tag, "N"):
		return 'n'
	}
	return 'o'
}

// Lexicon tells how often a word was a cue in the training texts, in steps
// from 0 (never or once) to 5 (mostly). It is read-only and safe for
// concurrent use.
type Lexicon struct {
	level map[uint32]uint8 // by wordKey
}

// strong reports whether a word of this level is likely enough a cue to
// describe other tokens by.
func strong(level uint8) bool { return level >= 3 }

// wordKey returns the key of a word in the lexicon: its lower-case form's hash with its kind.
func wordKey(low uint32, tag string) uint32 { return uint32(nn.Mix(1, low, uint32(kindOf(tag)))) }

// Tally counts cues for a Lexicon.
type Tally struct{ Cue, All map[uint32]int }

// NewTally returns an empty tally.
func NewTally() Tally { return Tally{map[uint32]int{}, map[uint32]int{}} }

// Add counts n occurrences of a key, cue of which as cues.
func (t Tally) Add(key uint32, cue bool, n int) {
	t.All[key] += n
	if cue {
		t.Cue[key] += n
	}
}

// Level returns the step of a word counted so.
func Level(cue, all int) uint8 {
	if cue < 2 {
		return 0
	}
	switch r := float64(cue) / (float64(all) + 2); {
	case r < 0.03:
		return 1
	case r < 0.12:
		return 2
	case r < 0.3:
		return 3
	case r < 0.6:
		return 4
	}
	return 5
}

// Lexicon returns the levels of the words counted.
func (t Tally) Lexicon() Lexicon {
	l := Lexicon{map[uint32]uint8{}}
	for k, c := range t.Cue {
		if v := Level(c, t.All[k]); v > 0 {
			l.level[k] = v
		}
	}
	return l
}

// lexiconRecord is the size of a packed entry: a key and its level.
const lexiconRecord = 5

// Pack returns the entries sorted by key, four bytes of key and one of level each.
func (l Lexicon) Pack() []byte {
	keys := make([]uint32, 0, len(l.level))
	for k := range l.level {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	out := make([]byte, 0, len(keys)*lexiconRecord)
	for _, k := range keys {
		out = append(out, byte(k), byte(k>>8), byte(k>>16), byte(k>>24), l.level[k])
	}
	return out
}

// unpackLexicon reads what Pack writes.
func unpackLexicon(b []byte) (Lexicon, error) {
	l := Lexicon{make(map[uint32]uint8, len(b)/lexiconRecord)}
	if len(b)%lexiconRecord != 0 {
		return l, fmt.Errorf("quote: lexicon of %d bytes: %w", len(b), nn.ErrCorrupt)
	}
	for ; len(b) > 0; b = b[lexiconRecord:] {
		l.level[uint32(b[0])|uint32(b[1])<<8|uint32(b[2])<<16|uint32(b[3])<<24] = b[4]
	}
	return l, nil
}
