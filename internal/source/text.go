package source

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// MaxText is the longest text of one article, in bytes. A longer one is a
// Problem, so that memory stays bounded.
const MaxText = 4 << 20

// bom is the byte-order mark of UTF-8.
const bom = "\ufeff"

// clean drops a byte-order mark at the start of b and turns each invalid byte
// and each NUL into U+FFFD, keeping all else. It returns how many it turned.
func clean(b []byte) (text string, replaced int) {
	b = bytes.TrimPrefix(b, []byte(bom))
	if utf8.Valid(b) && bytes.IndexByte(b, 0) < 0 {
		return string(b), 0
	}
	var out strings.Builder
	out.Grow(len(b) + 64)
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		if r == utf8.RuneError && size == 1 || r == 0 {
			replaced++
			r = utf8.RuneError
		}
		out.WriteRune(r)
		b = b[size:]
	}
	return out.String(), replaced
}

// replacedNotice says that n bytes were replaced.
func replacedNotice(file string, line, n int) *Problem {
	why := fmt.Sprintf("%d invalid bytes replaced by U+FFFD", n)
	if n == 1 {
		why = "1 invalid byte replaced by U+FFFD"
	}
	return &Problem{File: file, Line: line, Why: why}
}

// binary tells whether b, the start of a file, is no text: it holds a NUL
// byte, or more than three in ten of its characters are invalid or controls.
func binary(b []byte) bool {
	if bytes.IndexByte(b, 0) >= 0 {
		return true
	}
	total, odd := 0, 0
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		if r == utf8.RuneError && size == 1 && !utf8.FullRune(b) {
			break // a character cut by the end of the sample
		}
		if r == utf8.RuneError && size == 1 || r < ' ' && r != '\n' && r != '\r' && r != '\t' && r != '\f' || r == 0x7f {
			odd++
		}
		total++
		b = b[size:]
	}
	return odd*10 > total*3
}
