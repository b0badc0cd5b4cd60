package segment

import (
	"unicode"
	"unicode/utf8"
)

func letter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

func digit(b byte) bool { return '0' <= b && b <= '9' }

func upper(b byte) bool { return 'A' <= b && b <= 'Z' }

func lower(b byte) bool { return 'a' <= b && b <= 'z' }

// word reports whether r can be part of a word or number.
func word(r rune) bool {
	if r < utf8.RuneSelf {
		return letter(byte(r)) || digit(byte(r)) || r == '_'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '\u200d' || r == '\u200c' || r == '\u00ad'
}

// space reports whether r parts words: white space, controls and invisible marks of direction.
func space(r rune) bool {
	if r < utf8.RuneSelf {
		return r <= ' ' || r == 0x7f
	}
	return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' || r == '\u2060' || '\u200e' <= r && r <= '\u200f' ||
		'\u202a' <= r && r <= '\u202e' || '\u2066' <= r && r <= '\u2069' || unicode.IsControl(r)
}

// newline reports whether r ends a paragraph.
func newline(r rune) bool {
	return r == '\n' || r == '\r' || r == '\v' || r == '\f' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}

// startsUpper reports whether s begins with an upper-case or title-case letter.
func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsTitle(r)
}

// startsLower reports whether s begins with a lower-case letter.
func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}
