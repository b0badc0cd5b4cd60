package store

import (
	"strings"
	"unicode/utf8"
)

// stride is how many code points lie between two known byte offsets of a text.
const stride = 128

// points finds the bytes of a text by code point.
type points struct {
	text string
	at   []int // byte offset of every stride-th code point
	n    int   // code points
}

// newPoints indexes a text, in time linear in it.
func newPoints(text string) *points {
	p := &points{text: text}
	for i := range text {
		if p.n%stride == 0 {
			p.at = append(p.at, i)
		}
		p.n++
	}
	return p
}

// slice returns the characters from start to end, and whether they exist.
func (p *points) slice(start, end int) (string, bool) {
	if start < 0 || end < start || end > p.n {
		return "", false
	}
	return p.text[p.offset(start):p.offset(end)], true
}

// offset returns the byte offset of code point i, which is at most n.
func (p *points) offset(i int) int {
	if i == p.n {
		return len(p.text)
	}
	at := p.at[i/stride]
	for range i % stride {
		_, size := utf8.DecodeRuneInString(p.text[at:])
		at += size
	}
	return at
}

// maxPassage is the greatest length of a passage, in code points. The trigger
// on table words counts on it.
const maxPassage = 8192

// passage is a stretch of a text that the database keeps in one row.
type passage struct {
	start, length int // code points
	text          string
}

// passages cuts a text after line ends, else after spaces, else anywhere.
func passages(text string) []passage {
	var out []passage
	start := 0
	for len(text) > 0 {
		cut := passageEnd(text)
		n := utf8.RuneCountInString(text[:cut])
		out = append(out, passage{start, n, text[:cut]})
		start += n
		text = text[cut:]
	}
	return out
}

// passageEnd returns how many bytes of text make the next passage.
func passageEnd(text string) int {
	n, full := 0, len(text)
	for i := range text {
		if n == maxPassage {
			full = i
			break
		}
		n++
	}
	if full == len(text) {
		return full
	}
	if i := strings.LastIndexByte(text[:full], '\n'); i > full/2 {
		return i + 1
	}
	if i := strings.LastIndexByte(text[:full], ' '); i > full/2 {
		return i + 1
	}
	return full
}
