package segment

import (
	"strings"
	"unicode/utf8"

	"parley/internal/doc"
)

// tokenize sets d.Tokens and d.Paragraphs.
func (v vocabulary) tokenize(d *doc.Doc) {
	d.Tokens = make([]doc.Token, 0, len(d.Text)/5+1)
	d.Paragraphs = nil
	for start := 0; start < len(d.Text); {
		end, next := line(d.Text, start)
		from := len(d.Tokens)
		s := scanner{v: v, text: d.Text, end: end, from: from, marks: marks(d.Text, start, end), out: d.Tokens}
		s.line(start)
		d.Tokens = s.out
		if len(d.Tokens) > from {
			d.Paragraphs = append(d.Paragraphs, doc.Range{From: from, To: len(d.Tokens)})
		}
		start = next
	}
}

// line returns the end of the line that begins at start and where the next one begins.
func line(text string, start int) (end, next int) {
	for i := start; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if newline(r) {
			return i, i + n
		}
		i += n
	}
	return len(text), len(text)
}

// scanner cuts one paragraph into tokens.
type scanner struct {
	v     vocabulary
	text  string
	end   int    // of the paragraph, in bytes of text
	from  int    // index of the paragraph's first token
	marks []mark // those not yet passed
	out   []doc.Token
}

// add appends the token text[i:j] and returns j.
func (s *scanner) add(i, j int, joined bool) int {
	if i < j {
		s.out = append(s.out, doc.Token{Span: doc.Span{Start: i, End: j}, Joined: joined, Head: doc.NoIndex})
	}
	return j
}

// line cuts the paragraph that begins at i into stretches without space.
func (s *scanner) line(i int) {
	for i < s.end {
		r, n := utf8.DecodeRuneInString(s.text[i:s.end])
		if space(r) {
			i += n
			continue
		}
		j := i + n
		for j < s.end {
			r, n := utf8.DecodeRuneInString(s.text[j:s.end])
			if space(r) {
				break
			}
			j += n
		}
		s.chunk(i, j)
		i = j
	}
}

// chunk cuts text[i:end], which has no space in it.
func (s *scanner) chunk(i, end int) {
	if emoticon(s.text[i:end]) {
		s.add(i, end, false)
		return
	}
	from, to := address(s.text[i:end])
	from, to = i+from, i+to
	for i < end {
		switch {
		case i == from && from < to:
			i = s.add(from, to, false)
		case i < from:
			i = s.piece(i, from)
		default:
			i = s.piece(i, end)
		}
	}
}

// piece adds what begins at byte i, at least one token, and returns its end.
func (s *scanner) piece(i, end int) int {
	r, n := utf8.DecodeRuneInString(s.text[i:end])
	rest := s.text[i+n : end]
	switch {
	case word(r), r == '.' && rest != "" && digit(rest[0]):
		return s.word(i, end)
	case r == '\'' || r == '’' || r == '‘':
		return s.apostrophe(i, n, end)
	case r == '+' && rest != "" && digit(rest[0]) && (i == 0 || s.text[i-1] == ' '):
		return s.figures(i, n, end)
	case (r == '#' || r == '@') && rest != "" && (letter(rest[0]) || rest[0] == '_'):
		j := i + n
		for j < end {
			r, n := utf8.DecodeRuneInString(s.text[j:end])
			if !word(r) {
				break
			}
			j += n
		}
		return s.add(i, j, false)
	}
	return s.add(i, i+run(s.text[i:end], r, n), false)
}

// run returns the length of the mark at the start of s: full stops, dashes
// and the like stay together, other marks are one by one.
func run(s string, r rune, n int) int {
	same := ""
	switch r {
	case '!', '?':
		same = "!?"
	case '.', '-', '*', '=', '_', '~', '…', '`', '>', '<', '+', '#', '|', '\\', '^':
		same = string(r)
	default:
		return n + len(attached(s[n:]))
	}
	if r == '.' && len(s) > 1 && (s[1] == '?' || s[1] == '!') { // ".?", a stop and second thoughts
		same = "!?"
	}
	end := n
	for end < len(s) {
		r, n := utf8.DecodeRuneInString(s[end:])
		if !strings.ContainsRune(same, r) {
			break
		}
		end += n
	}
	return end
}

// figures adds the number after the sign of n bytes at byte i, with the sign: "+44".
func (s *scanner) figures(i, n, end int) int {
	j := i + n
	for j < end && digit(s.text[j]) {
		j++
	}
	return s.add(i, j, false)
}

// attached returns the modifiers at the start of s that belong to the sign
// before: variation selectors, skin tones and joined emoji.
func attached(s string) string {
	end := 0
	for end < len(s) {
		r, n := utf8.DecodeRuneInString(s[end:])
		switch {
		case r == '\u200d':
			_, m := utf8.DecodeRuneInString(s[end+n:])
			end += n + m
		case r == '\ufe0e' || r == '\ufe0f' || r == '\u20e3' || '\U0001f3fb' <= r && r <= '\U0001f3ff':
			end += n
		default:
			return s[:end]
		}
	}
	return s[:end]
}

// role returns what the quotation mark at byte i does.
func (s *scanner) role(i int) role {
	for len(s.marks) > 0 && s.marks[0].at < i {
		s.marks = s.marks[1:]
	}
	if len(s.marks) > 0 && s.marks[0].at == i {
		return s.marks[0].role
	}
	return none
}

// apostrophe adds what begins with an apostrophe or single mark at i.
func (s *scanner) apostrophe(i, n, end int) int {
	if s.text[i] == '\'' && i+1 < end && s.text[i+1] == '\'' {
		return s.add(i, i+2, false)
	}
	if k := twice(s.text[i:end]); k > 0 {
		return s.add(i, i+k, false)
	}
	if s.role(i) != none {
		return s.add(i, i+n, false)
	}
	if s.touches(i) && digit(s.text[s.out[len(s.out)-1].Start]) && i+n < end && digit(s.text[i+n]) { // 5'10: feet and inches
		return s.add(i, i+n, false)
	}
	if k := elided(s.text[i:end]); k > 0 {
		return s.add(i, i+n+k, s.touches(i) && !digit(s.text[i+n]))
	}
	return s.add(i, i+n, s.touches(i) && s.possessive())
}

// touches reports whether the last token is a word that ends at byte i.
func (s *scanner) touches(i int) bool {
	if len(s.out) == s.from || s.out[len(s.out)-1].End != i {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(s.text[:i])
	return word(r) || r == '.'
}

// possessive reports whether a lone apostrophe after the last token can mark possession.
func (s *scanner) possessive() bool {
	last := s.out[len(s.out)-1]
	return strings.ContainsRune("sSzZxX", rune(s.text[last.End-1]))
}
