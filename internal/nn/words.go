package nn

import (
	"unicode"
	"unicode/utf8"
)

// The tables of an encoder, by what of a token chooses the row. The order and
// the numbers of rows are those of train/encoder/features.py.
const (
	tablePrefix2 = iota
	tablePrefix3
	tableSuffix2
	tableSuffix3
	tableSuffix4
	tableShape
	tableForm
	tables
)

var tableRows = [tables]int{1 << 12, 1 << 13, 1 << 12, 1 << 13, 1 << 14, 1 << 10, 1 << 15}

// longest is how many code points of a form are looked at.
const longest = 32

// glance is what an encoder sees of a form.
type glance struct {
	word [longest * utf8.UTFMax]byte // in lower case, digits as 0
	size int
	rows [tables]int
}

// look fills g from form.
func (g *glance) look(form string) {
	var (
		low, plain [longest]rune // lower case with digits as 0; as written with digits as 0
		shape      [longest]byte
		n, kinds   int
	)
	for _, c := range form {
		if n == longest {
			break
		}
		c = mark(c)
		low[n], plain[n] = lower(c), c
		if '0' <= c && c <= '9' {
			low[n], plain[n] = '0', '0'
		}
		k := kind(c, low[n])
		if kinds < 2 || shape[kinds-1] != k || shape[kinds-2] != k {
			shape[kinds] = k
			kinds++
		}
		n++
	}
	g.size = 0
	for _, c := range low[:n] {
		g.size += utf8.EncodeRune(g.word[g.size:], c)
	}
	g.rows = [tables]int{
		tablePrefix2: int(runes(byteHash(start, '<'), low[:min(n, 2)])), tablePrefix3: int(runes(byteHash(start, '<'), low[:min(n, 3)])),
		tableSuffix2: int(byteHash(runes(start, low[max(0, n-2):n]), '>')), tableSuffix3: int(byteHash(runes(start, low[max(0, n-3):n]), '>')),
		tableSuffix4: int(byteHash(runes(start, low[max(0, n-4):n]), '>')), tableShape: int(bytesHash(start, shape[:kinds])), tableForm: int(runes(start, plain[:n])),
	}
	for i := range g.rows {
		g.rows[i] %= tableRows[i]
	}
}

// start is the offset basis of FNV-1a.
const start = 2166136261

func byteHash(h uint32, b byte) uint32 { return (h ^ uint32(b)) * 16777619 }

func bytesHash(h uint32, s []byte) uint32 {
	for _, b := range s {
		h = byteHash(h, b)
	}
	return h
}

// runes hashes s as UTF-8.
func runes(h uint32, s []rune) uint32 {
	for _, c := range s {
		if c < utf8.RuneSelf {
			h = byteHash(h, byte(c))
			continue
		}
		var b [utf8.UTFMax]byte
		h = bytesHash(h, b[:utf8.EncodeRune(b[:], c)])
	}
	return h
}

// mark writes quotation marks and dashes plainly.
func mark(c rune) rune {
	if c < 0x80 {
		if c == '`' {
			return '\''
		}
		return c
	}
	switch c {
	case '‘', '’', '‛', '´':
		return '\''
	case '“', '”', '„', '«', '»':
		return '"'
	case '–', '—', '‑':
		return '-'
	}
	return c
}

func lower(c rune) rune {
	if c < 0x80 {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		return c
	}
	if c == 'İ' { // lower case has two code points
		return c
	}
	return unicode.ToLower(c)
}

// kind returns the class of a code point in a shape; low is it in lower case.
func kind(c, low rune) byte {
	switch {
	case '0' <= c && c <= '9':
		return '0'
	case c != low:
		return 'X'
	case c < 0x80 && !('a' <= c && c <= 'z'):
		return byte(c)
	case c < 0x80 || unicode.IsLetter(c):
		return 'x'
	}
	return 'u'
}
