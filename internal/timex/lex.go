package timex

import (
	"unicode"
	"unicode/utf8"
)

// class is a set of things that an item can be in a pattern.
type class uint32

// The classes. An item can have several: "9" is a number and a day.
const (
	clsMonth    class = 1 << iota // n: 1-12
	clsWeekday                    // n: 0 Sunday - 6
	clsDays                       // plural weekday, "Mondays"
	clsNum                        // n, half: 2.5 is n 2 and half
	clsDay                        // n: 1-31 in digits, with or without "th"
	clsYear                       // n: four digits, 1000-2999
	clsAbbrYear                   // n: from "'82"
	clsDecade                     // n: first year of it
	clsOrd                        // n: "third", "3rd"
	clsUnit                       // n: index in units; "day"
	clsUnits                      // the same, plural
	clsVague                      // "several"
	clsPart                       // n: index in parts; "morning"
	clsSeason                     // n: index in seasons
	clsIso                        // y, m, n
	clsSlash                      // y, m, n; only unambiguous ones
	clsClock                      // n: minute of the day, from "07:30"
	clsHHMM                       // n: minute of the day, from "0730"
	clsAmPm                       // n: 0 or 12
	clsZone                       // "GMT"
	clsDash
	clsComma
	clsPoint      // "." and other ends
	clsApostrophe // "'"
	clsModal      // "will"
	clsPlanned    // "scheduled"
	clsPast       // "said"; other words in -ed are told by their end
	clsBare       // verbs that follow "to" for what is to come: "meet"
	clsBehind     // "following", "after"
)

// item is a word, a number or a mark of the text as the rules see it.
type item struct {
	doc      span
	id       int32 // of the word in the lexicon; 0 if it is not in it
	class    class
	y, m, n  int  // values, see class
	half     bool // n is n and a half
	capital  bool // starts with a capital
	abbr     bool // an abbreviated month or weekday
	newline  bool // a line ends between the item before and this
	gap      bool // white space before
	allUpper bool
}

type span struct{ start, end int }

// word is an entry of the lexicon.
type word struct {
	id      int32
	class   class
	n       int
	abbr    bool  // only with a capital, and the point after it belongs to it
	capital bool  // has its class only with a capital
	lower   class // what it is without one: "may"
}

// lexicon maps lower-case words to what they can be.
type lexicon struct {
	words map[string]*word
}

const maxWord = 24 // longest word of a lexicon in bytes

// add gives a word a class with a value; an empty class only makes it known.
func (l *lexicon) add(w string, c class, n int) *word {
	e := l.words[w]
	if e == nil {
		e = &word{id: int32(len(l.words) + 1)}
		l.words[w] = e
	}
	if c != 0 {
		e.class |= c
		e.n = n
	}
	return e
}

// lex cuts text into items.
func (l *lexicon) lex(text string) []item {
	items := make([]item, 0, len(text)/5+4)
	newline, gap := true, true
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		var it item
		switch {
		case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
			newline, gap = true, true
			i += size
			continue
		case unicode.IsSpace(r):
			gap = true
			i += size
			continue
		case '0' <= r && r <= '9':
			it = number(text, i)
		case isLetter(r):
			it = l.word(text, i)
		default:
			it = mark(text, i, r, size)
		}
		it.newline, it.gap = newline, gap
		newline, gap = false, false
		i = it.doc.end
		items = append(items, it)
	}
	return l.join(items)
}

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z'
	}
	return unicode.IsLetter(r)
}

// word reads a run of letters.
func (l *lexicon) word(text string, i int) item {
	var low [maxWord]byte
	end, ascii := i, true
	upper := 0
	for end < len(text) {
		b := text[end]
		if b >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(text[end:])
			if !unicode.IsLetter(r) && !unicode.IsMark(r) {
				break
			}
			ascii = false
			end += size
			continue
		}
		if !('a' <= b|0x20 && b|0x20 <= 'z') {
			break
		}
		if b < 'a' {
			upper++
		}
		if n := end - i; n < maxWord {
			low[n] = b | 0x20
		}
		end++
	}
	it := item{doc: span{i, end}}
	if r, _ := utf8.DecodeRuneInString(text[i:]); unicode.IsUpper(r) {
		it.capital = true
	}
	it.allUpper = upper == end-i
	if !ascii || end-i > maxWord {
		return it
	}
	if e := meridiem(text, i, &it); e {
		return it
	}
	e := l.words[string(low[:end-i])]
	if e == nil {
		return it
	}
	it.id = e.id
	if e.capital && !it.capital {
		it.class = e.lower
		return it
	}
	it.class, it.n, it.abbr = e.class, e.n, e.abbr
	if it.abbr && end < len(text) && text[end] == '.' {
		it.doc.end++
	}
	return it
}

// meridiem reads "am", "a.m.", "PM" at i.
func meridiem(text string, i int, it *item) bool {
	low := func(k int) byte {
		if k < len(text) {
			return text[k] | 0x20
		}
		return 0
	}
	if c := low(i); c != 'a' && c != 'p' {
		return false
	}
	end := 0
	switch {
	case low(i+1) == 'm':
		end = i + 2
	case i+2 < len(text) && text[i+1] == '.' && low(i+2) == 'm':
		end = i + 3
		if end < len(text) && text[end] == '.' {
			end++
		}
	}
	if end == 0 || end < len(text) && isLetter(rune(text[end])) {
		return false
	}
	it.doc.end, it.class, it.n = end, clsAmPm, 0
	if text[i]|0x20 == 'p' {
		it.n = 12
	}
	return true
}

// mark reads one rune that is neither letter nor digit.
func mark(text string, i int, r rune, size int) item {
	it := item{doc: span{i, i + size}}
	switch r {
	case '-', '–', '—', '‐', '‑', '−':
		it.class = clsDash
		if r == '-' && i+1 < len(text) && text[i+1] == '-' { // "--"
			it.doc.end++
		}
	case ',':
		it.class = clsComma
	case '.', '!', '?', ';', ':', '…':
		it.class = clsPoint
	case '\'', '’', '‘':
		it.class = clsApostrophe
		if y, ok := digits(text, i+size, 2); ok {
			it.doc.end = i + size + 2
			if end := it.doc.end; end < len(text) && text[end] == 's' {
				it.doc.end++
				it.class, it.n = clsDecade, 1900+y/10*10
				if y < 50 {
					it.n += 100
				}
				break
			}
			it.class, it.n = clsAbbrYear, 1900+y
			if y < 50 {
				it.n += 100
			}
		}
	}
	return it
}

// digits reads exactly n digits at i, not followed by another.
func digits(text string, i, n int) (value int, ok bool) {
	if i+n > len(text) {
		return 0, false
	}
	for k := i; k < i+n; k++ {
		if text[k] < '0' || text[k] > '9' {
			return 0, false
		}
		value = value*10 + int(text[k]-'0')
	}
	return value, i+n == len(text) || text[i+n] < '0' || text[i+n] > '9'
}
