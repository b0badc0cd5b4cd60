package segment

import (
	"strings"
	"unicode/utf8"
)

// word adds the tokens of the word or number that begins at byte i and returns its end.
func (s *scanner) word(i, end int) int {
	if k := telephone(s.text[i:end]); k > 0 && (i == s.end || i == 0 || s.text[i-1] != '-') {
		return s.add(i, i+k, false)
	}
	j := i
	for j < end {
		r, n := utf8.DecodeRuneInString(s.text[j:end])
		if !word(r) && !s.links(i, j, n, end) {
			break
		}
		j += n
	}
	if j < end && s.text[j] == '$' && j-i <= 2 && upper(s.text[i]) && upper(s.text[j-1]) { // "US$"
		return s.add(i, j+1, false)
	}
	if s.text[j-1] != '.' && j < end && s.text[j] == '.' && s.abbreviates(i, j, end) {
		j++
	}
	s.parts(i, j)
	return j
}

// links reports whether the mark at byte j, inside a chunk that ends at end,
// joins the characters on both its sides to one word; i is where the word began.
func (s *scanner) links(i, j, n, end int) bool {
	if j+n >= end {
		return false
	}
	next, _ := utf8.DecodeRuneInString(s.text[j+n : end])
	if !word(next) {
		return false
	}
	if j == i { // ".265"
		return s.text[j] == '.'
	}
	p, q := s.text[j-1], s.text[j+n]
	switch c := s.text[j]; c {
	case '.':
		return s.dotLinks(i, j, p, q)
	case ':':
		return digit(p) && digit(q)
	case ',':
		return digit(p) && digit(q) && (s.text[max(i-1, 0)] != '[' || digits(s.text[j+1:end]) == 3)
	case '/':
		return digit(p) && digit(q) && s.dateLike(i, j, end) || j-i == 1 && letter(p) && letter(q) && (j+2 == end || !letter(s.text[j+2]))
	case '&':
		return (upper(p) && upper(q) || letter(p) && letter(q) && j-i == 1) && j-i <= 3
	case '\'':
		return s.role(j) == none && !(digit(p) && digit(q))
	case '`':
		return letter(p) && q == 's' && (j+2 == end || !letter(s.text[j+2]))
	case '-':
		return s.hyphenLinks(i, j)
	}
	return n > 1 && strings.HasPrefix(s.text[j:], "’") && s.role(j) == none
}

// dateLike reports whether the stroke at byte j, after the number that begins
// at i, can part day, month and year: others part alternatives ("24/7").
func (s *scanner) dateLike(i, j, end int) bool {
	n := digits(s.text[j+1 : end])
	if strings.IndexByte(s.text[i:j], '/') >= 0 || j+1+n < end && s.text[j+1+n] == '/' || n > 2 || j-i > 2 {
		return true
	}
	return j-i == 1 || s.text[i] == '1' && s.text[i+1] <= '2' || s.text[i] == '0'
}

// digits counts the digits that s begins with.
func digits(s string) int {
	n := 0
	for n < len(s) && digit(s[n]) {
		n++
	}
	return n
}

// telephone returns the bytes of the telephone number that s begins with:
// groups of up to three digits, then three and four; 0 if there is none.
func telephone(s string) int {
	at, groups, last := 0, 0, 0
	for groups < 4 {
		n := digits(s[at:])
		at += n
		groups++
		if n == 4 && last == 3 && (at == len(s) || !letter(s[at]) && s[at] != '-' && s[at] != '/') {
			return at
		}
		if n == 0 || n > 3 || at == len(s) || s[at] != '-' && s[at] != '/' {
			return 0
		}
		last = n
		at++
	}
	return 0
}

// dotLinks reports whether the full stop at byte j is inside a word: between
// digits, in "U.S" and in names such as "example.org", but not where a new
// sentence begins without a space ("there.The").
func (s *scanner) dotLinks(i, j int, p, q byte) bool {
	if digit(p) && digit(q) || j-i == 1 || s.text[j-2] == '.' {
		return true
	}
	if lower(p) && lower(q) || digit(p) != digit(q) && lower(q) {
		return true
	}
	return upper(p) && upper(q) && j-i <= 2 || s.text[i:j] == "Ph"
}

// hyphenLinks reports whether the hyphen at byte j stays inside the word that
// began at i: after a prefix.
func (s *scanner) hyphenLinks(i, j int) bool {
	w := s.text[i:j]
	if s.v.class(w)&prefix != 0 && !(len(w) == 1 && upper(w[0]) && upper(s.text[j+1])) {
		return letter(s.text[j+1]) || digit(s.text[j+1]) && len(w) > 1 || s.text[j+1] >= utf8.RuneSelf
	}
	return false
}

func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if !digit(s[i]) {
			return false
		}
	}
	return s != ""
}

// abbreviates reports whether the full stop at byte j belongs to the word
// text[i:j]; end is where the chunk ends.
func (s *scanner) abbreviates(i, j, end int) bool {
	w := s.text[i:j]
	if strings.IndexByte(w, '.') >= 0 { // "U.S", "p.m", but not "3.5" or "example.org"
		return dotted(w) || s.v.class(w)&(title|suffix) != 0
	}
	next := s.following(j + 1)
	if len(w) == 1 && upper(w[0]) {
		if w != "I" && next != "" && s.afterName() && (startsLower(next) || strings.IndexByte(",])", next[0]) >= 0) { // "Ana D. said"
			return true
		}
		return startsUpper(next) && (w != "I" || s.afterName())
	}
	c := s.v.class(w)
	switch {
	case c&title != 0:
		return startsUpper(w) || c&^title == 0 && len(w) < 4
	case c&number != 0:
		return next != "" && digit(next[0])
	case c&date != 0:
		return startsUpper(w) && next != "" && !startsUpper(next) && strings.IndexByte("\"'(", next[0]) < 0 || s.v.class(firstWord(next))&date != 0
	case c&final != 0 && startsLower(w) && (next == "" || startsUpper(next)):
		return false
	case c&suffix != 0:
		return true
	case allDigits(w) && len(w) <= 2 && len(s.out) == s.from: // "1. Withdrawal"
		return j+1 == end && next != ""
	}
	return false
}

// dotted reports whether w is single letters with full stops between: "U.S", "a.m".
func dotted(w string) bool {
	for len(w) > 0 {
		r, n := utf8.DecodeRuneInString(w)
		if !word(r) || digit(w[0]) || n < len(w) && w[n] != '.' {
			return false
		}
		if n == len(w) {
			return true
		}
		w = w[n+1:]
	}
	return false
}

// following returns what comes after byte i in the paragraph, without leading space.
func (s *scanner) following(i int) string {
	for i < s.end && s.text[i] == ' ' {
		i++
	}
	return s.text[i:s.end]
}

// afterName reports whether the last token begins with a capital.
func (s *scanner) afterName() bool {
	return len(s.out) > s.from && startsUpper(s.text[s.out[len(s.out)-1].Start:])
}

// firstWord returns the letters that s begins with.
func firstWord(s string) string {
	n := 0
	for n < len(s) && n <= longest && letter(s[n]) {
		n++
	}
	return s[:n]
}

// units are written against their number and are tokens of their own.
var units = map[string]bool{
	"k": true, "m": true, "b": true, "bn": true, "mn": true, "tn": true, "am": true, "pm": true, "a.m": true, "p.m": true, "a.m.": true, "p.m.": true,
	"kg": true, "km": true, "cm": true, "mm": true, "mg": true, "ft": true, "mph": true, "kph": true, "mw": true, "kw": true, "gmt": true, "hrs": true, "lbs": true, "lb": true, "min": true,
	"hz": true, "khz": true, "mhz": true, "ghz": true, "gb": true, "mb": true, "kb": true, "sq": true, "oz": true, "yrs": true, "mins": true,
	"days": true, "hours": true, "years": true, "minutes": true, "watt": true, "watts": true, "persons": true, "people": true,
}

// contractions are words of two tokens without an apostrophe; the value is where they part, in bytes.
var contractions = map[string]int{
	"cannot": 3, "gonna": 3, "gotta": 3, "wanna": 3, "gimme": 3, "lemme": 3,
	"dont": 2, "doesnt": 4, "didnt": 3, "isnt": 2, "wasnt": 3, "couldnt": 5, "wouldnt": 5, "shouldnt": 6, "arent": 3, "werent": 4,
	"havent": 4, "hasnt": 3, "hadnt": 3, "wont": 2, "cant": 2, "aint": 2, "thats": 4, "whats": 4, "theres": 5, "heres": 4,
	"im": 1, "ive": 1, "hes": 2, "shes": 3, "youre": 3, "theyre": 4, "youve": 3, "weve": 2, "theyve": 4, "youll": 3, "theyll": 4, "itll": 2,
}

// contraction returns where text[i:j] parts, 0 if it is one word.
func (s *scanner) contraction(i, j int) int {
	w := s.text[i:j]
	n := contractions[strings.ToLower(w)]
	switch {
	case n > 0 && len(w) < 5 && upper(w[0]) && !upper(w[1]) && !startsLower(s.following(j)): // may be a name
		return 0
	case n == 0 && strings.EqualFold(w, "its") && j+1 < s.end && s.text[j] == ' ' && notOwned[firstWord(s.text[j+1:s.end])]:
		return 2
	}
	return n
}

// notOwned are words before which "its" is "it's".
var notOwned = map[string]bool{
	"a": true, "an": true, "the": true, "not": true, "been": true, "very": true, "too": true, "just": true, "really": true, "also": true,
	"simply": true, "definitely": true, "now": true, "still": true, "like": true, "all": true, "nothing": true, "getting": true, "going": true,
	"probably": true, "about": true, "because": true, "that": true, "what": true, "for": true, "in": true, "from": true,
}

// clitics follow their word with an apostrophe.
var clitics = map[string]bool{"s": true, "re": true, "ve": true, "ll": true, "d": true, "m": true}

// parts adds text[i:j], one surface word, as the tokens it consists of.
func (s *scanner) parts(i, j int) {
	if digit(s.text[i]) {
		s.figure(i, j)
		return
	}
	if j-i <= 8 {
		if n := s.contraction(i, j); n > 0 {
			s.add(i, i+n, false)
			s.add(i+n, j, true)
			return
		}
	}
	cut, before := j, [4]int{}
	n := 0
	for n < len(before) {
		k := clitic(s.text[i:cut])
		if k == 0 {
			break
		}
		before[n] = cut
		n++
		cut -= k
	}
	s.add(i, cut, false)
	for n--; n >= 0; n-- {
		cut = s.add(cut, before[n], true)
	}
}

// figure adds a number with its unit parted from it: "5|pm", "20th".
func (s *scanner) figure(i, j int) {
	k := i
	for k < j && (digit(s.text[k]) || strings.IndexByte(".,:", s.text[k]) >= 0) {
		k++
	}
	if k < j && j-k <= 7 && units[strings.ToLower(s.text[k:j])] {
		s.add(i, k, false)
		s.add(k, j, false)
		return
	}
	if n := clitic(s.text[i:j]); n > 0 && (!digit(s.text[j-n-1]) || j-i-n < 2) {
		s.add(i, j-n, false)
		s.add(j-n, j, true)
		return
	}
	s.add(i, j, false)
}

// clitic returns the bytes of the clitic that w ends with, 0 if none:
// "n't", "'s", "'re" with a straight or curly apostrophe.
func clitic(w string) int {
	tail := w[max(0, len(w)-6):]
	at, size := strings.LastIndexAny(tail, "'`"), 1
	if k := strings.LastIndex(tail, "’"); k > at {
		at, size = k, len("’")
	}
	if at < 0 || at == 0 && len(tail) == len(w) {
		return 0
	}
	end := strings.ToLower(tail[at+size:])
	n := len(tail) - at
	if end == "t" && at > 0 && tail[at-1]|0x20 == 'n' && n+1 < len(w) {
		return n + 1
	}
	if clitics[end] {
		return n
	}
	return 0
}
