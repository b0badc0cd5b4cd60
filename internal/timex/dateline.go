package timex

import (
	"strings"
	"time"
)

// Dated is a day that an article gives itself in its opening.
type Dated struct {
	Year       int // 0 where the dateline leaves it out
	Month      time.Month
	Day        int
	Weekday    int // 0 Sunday to 6, -1 where it is left out
	Start, End int // bytes of the date in the text, half-open
}

// Time returns the day at 00:00 UTC, zero if the year is missing.
func (d Dated) Time() time.Time {
	if d.Year == 0 {
		return time.Time{}
	}
	return date(d.Year, d.Month, d.Day)
}

// How far into a text a dateline is looked for.
const (
	datelineBytes = 3000
	datelineLines = 8
	placeWords    = 6
)

// labels introduce the day of an article; those of a change come second.
const (
	published = " published posted released issued date dateline written "
	updated   = " updated modified last "
	between   = " on at by first on: and gmt in the "
)

// Dateline finds the day that an article gives itself: "May 9—With",
// "PORT SEL, May 9 (Agency) -", "(Agency) 12 May 2025 --", "Published: 21 May
// 2025 14:05 GMT", or a line that is nothing but a date. It looks at the first
// lines only and takes no date that a sentence or a headline speaks of. A day
// that does not exist is none. Safe for concurrent use.
func Dateline(text string) (Dated, bool) {
	if len(text) > datelineBytes {
		cut := datelineBytes
		for cut > 0 && text[cut]&0xC0 == 0x80 {
			cut--
		}
		text = text[:cut]
	}
	l := opening{text: text, items: plainLexicon().lex(text)}
	var late Dated
	lines := 0
	for i := 0; i < len(l.items) && lines < datelineLines; lines++ {
		end := i + 1
		for end < len(l.items) && !l.items[end].newline {
			end++
		}
		if d, label, ok := l.line(i, end); ok {
			if label != labelUpdated {
				return d, true
			}
			if late.Month == 0 {
				late = d
			}
		}
		i = end
	}
	return late, late.Month != 0
}

// opening is the beginning of an article.
type opening struct {
	text  string
	items []item
}

// label is the word that introduces a date.
type label int

const (
	labelNone label = iota
	labelPublished
	labelUpdated
)

func (l *opening) word(i int) string {
	sp := l.items[i].doc
	return strings.ToLower(l.text[sp.start:sp.end])
}

// line reads the dateline at the beginning of the line of items [from, to).
func (l *opening) line(from, to int) (Dated, label, bool) {
	kind, words, shout := labelNone, 0, true
	for i := from; i < to && i-from < 24; i++ {
		if d, next, ok := l.date(i, to); ok {
			return d, kind, l.fits(d, i, next, to, kind, words, shout)
		}
		it := &l.items[i]
		w := l.word(i)
		switch {
		case oneOf(w, updated):
			kind = labelUpdated
		case oneOf(w, published) && kind == labelNone:
			kind = labelPublished
		case it.class&(clsWeekday|clsClock|clsZone|clsAmPm|clsDash|clsComma|clsPoint|clsNum) != 0,
			kind != labelNone && oneOf(w, between), oneOf(w, " ( ) / | [ ] · • "), w == "by" && i == from:
		case it.capital:
			words++
			shout = shout && it.allUpper
		default:
			return Dated{}, kind, false
		}
		if words > placeWords {
			return Dated{}, kind, false
		}
	}
	return Dated{}, kind, false
}

// fits reports whether what stands around a date makes it a dateline. The date
// is items [at, next) of a line that ends at to.
func (l *opening) fits(d Dated, at, next, to int, kind label, words int, shout bool) bool {
	if kind != labelNone {
		return true
	}
	if words > 0 && !shout && !l.parted(at) {
		return false
	}
	if words == 0 && d.Year != 0 && next < to && l.items[next].class&clsClock != 0 {
		return true // "Wednesday, May 21, 2025 11:05 pm The envoy ..."
	}
	whole := next == to || l.onlyClock(next, to)
	if whole {
		return words == 0 || shout || d.Year != 0
	}
	if l.ends(next, to) {
		return words == 0 || shout || l.parted(at)
	}
	return false
}

// parted reports whether a mark stands between the words before a date and it.
func (l *opening) parted(at int) bool {
	it := &l.items[at-1]
	return it.class&(clsComma|clsDash|clsPoint) != 0 || oneOf(l.word(at-1), " ( ) / | [ ] · • ")
}

// onlyClock reports whether the items are nothing but a time of day and marks.
func (l *opening) onlyClock(from, to int) bool {
	for i := from; i < to; i++ {
		const ok = clsClock | clsZone | clsAmPm | clsDash | clsComma | clsPoint | clsNum
		if l.items[i].class&ok == 0 && !oneOf(l.word(i), " ( ) | at · • am pm gmt utc et ") {
			return false
		}
	}
	return true
}

// ends reports whether a mark that closes a dateline stands at item i: a dash
// before a word, a bracket or slash with the agency.
func (l *opening) ends(i, to int) bool {
	if i < to && l.items[i].class&clsPoint != 0 && l.word(i) == "." && i+1 < to && oneOf(l.word(i+1), " / ( ") {
		return true // "May 21. /Agency/"
	}
	if i < to && oneOf(l.word(i), " ( / | · • ") {
		return true
	}
	if i >= to || l.items[i].class&clsDash == 0 {
		return i < to && l.word(i) == ":" && i+1 < to && l.items[i+1].gap
	}
	for i < to && l.items[i].class&clsDash != 0 {
		i++
	}
	return i < to && (l.items[i].id != 0 && l.items[i].class&clsNum != 0 || l.items[i].class&(clsNum|clsDay|clsYear|clsMonth) == 0)
}

// date reads the date at item i and returns the item behind it.
func (l *opening) date(i, to int) (Dated, int, bool) {
	d := Dated{Weekday: -1}
	for k := max(0, i-3); k < i; k++ {
		if it := &l.items[k]; it.class&clsWeekday != 0 {
			d.Weekday = it.n
		}
	}
	it := &l.items[i]
	next := i + 1
	has := func(k int, c class) bool { return k < to && l.items[k].class&c != 0 }
	switch {
	case it.class&(clsIso|clsSlash) != 0:
		d.Year, d.Month, d.Day = it.y, time.Month(it.m), it.n
	case it.class&clsMonth != 0 && has(i+1, clsDay):
		d.Month, d.Day = time.Month(it.n), l.items[i+1].n
		next++
	case it.class&clsDay != 0 && has(i+1, clsMonth):
		d.Month, d.Day = time.Month(l.items[i+1].n), it.n
		next++
	default:
		return d, i, false
	}
	d.Start = it.doc.start
	if d.Year == 0 {
		k := next
		if has(k, clsComma) {
			k++
		}
		if has(k, clsYear) {
			d.Year, next = l.items[k].n, k+1
		}
	}
	d.End = l.items[next-1].doc.end
	y := d.Year
	if y == 0 {
		y = 2024
	}
	return d, next, isDay(y, int(d.Month), d.Day)
}
