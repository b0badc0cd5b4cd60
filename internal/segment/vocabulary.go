package segment

import (
	"fmt"
	"strings"
)

// class tells how a word of the vocabulary behaves.
type class uint8

const (
	title   class = 1 << iota // stands before a name and never ends a sentence: "Gen."
	number                    // an abbreviation only before a number: "No. 5"
	date                      // a month or day: an abbreviation unless a new sentence may follow: "Sept. 11"
	suffix                    // may end a sentence: "Inc.", "etc."
	prefix                    // no token of its own before a hyphen: "non-"
	starter                   // opens a sentence even after an abbreviation: "The"
	final                     // an abbreviation in small letters that leaves its full stop to a sentence that it ends: "etc."
	speech                    // a verb that goes on after a quoted question: "asked"
)

var classes = map[string]class{
	"title": title, "number": number, "date": date, "suffix": suffix,
	"prefix": prefix, "starter": starter, "speech": speech, "final": final,
}

// vocabulary maps lower-case words, without their full stop, to what they are.
type vocabulary map[string]class

// parseVocabulary reads lines of a class and its words; "#" begins a comment.
func parseVocabulary(b []byte) (vocabulary, error) {
	v := vocabulary{}
	n := 0
	for line := range strings.Lines(string(b)) {
		n++
		line, _, _ = strings.Cut(line, "#")
		f := strings.Fields(line)
		if len(f) == 0 {
			continue
		}
		c, ok := classes[f[0]]
		if !ok {
			return nil, fmt.Errorf("segment: vocabulary line %d: no class %q", n, f[0])
		}
		for _, w := range f[1:] {
			v[strings.ToLower(strings.Trim(w, ".-"))] |= c
		}
	}
	return v, nil
}

// longest bounds the words that are looked up, in bytes.
const longest = 24

// class returns what is known of word, which may be in any case.
func (v vocabulary) class(word string) class {
	if len(word) > longest {
		return 0
	}
	return v[strings.ToLower(strings.TrimSuffix(word, "."))]
}
