package timex

import (
	"slices"
	"sort"
	"strings"
	"time"
	"unicode/utf8"

	"parley/internal/doc"
)

// Clues is what an article tells about the day it came out on. It is a plain
// value, read-only after CluesOf, much smaller than the article.
type Clues struct {
	Day      time.Time // day of publication where it is known, 00:00 UTC; zero if it is not
	Dateline Dated     // Month is 0 if there is none

	mentions []dayMention
	full     []time.Time // full dates told as past, each once
	told     time.Time   // the latest of them if it falls on the only weekday that the article tells of, else zero
	year     int         // the latest year told as past or present, 0 if none
	names    []uint64    // hashes of the names in the article, sorted, each once
	grams    []uint64    // hashes of its word sequences, sorted, each once
}

// mentionKind tells how a day is spoken of.
type mentionKind uint8

const (
	fullDay    mentionKind = iota // with year: day
	partialDay                    // month and day
	weekdayDay                    // weekday
	daysAway                      // n days from the day of publication
	weeksAway                     // n weeks from its week
)

// dayMention is a place where the article speaks of a day or a week.
type dayMention struct {
	kind    mentionKind
	day     time.Time
	month   time.Month
	n       int // day of the month, or distance
	weekday int // -1 if none is named
	tense   tense
	names   []uint64 // names in its sentence, sorted, each once
}

// captionWords are in captions of pictures, whose dates are often old.
const captionWords = " photo photograph pictured getty images credit file "

// Bounds on what is kept of one article.
const (
	maxMentions = 400
	maxGrams    = 4000
	gramWords   = 5
)

// CluesOf collects the clues of an article whose layer times is filled. With
// d.Anchor set the day is known; otherwise the dateline is read from the text.
func CluesOf(d *doc.Doc) Clues {
	c := &context{d: d, items: plainLexicon().lex(d.Text), anchor: midnight(d.Anchor)}
	out := Clues{Day: c.anchor}
	if dl, ok := Dateline(d.Text); ok {
		out.Dateline = dl
		if out.Day.IsZero() {
			out.Day = dl.Time()
		}
	}
	for _, t := range d.Times {
		if t.Start == out.Dateline.Start && out.Dateline.Month != 0 || len(out.mentions) >= maxMentions {
			continue
		}
		if m, ok := c.dayMention(t); ok {
			out.mentions = append(out.mentions, m)
			if m.kind == fullDay && m.tense != future {
				out.year = max(out.year, m.day.Year())
				if !slices.Contains(out.full, m.day) {
					out.full = append(out.full, m.day)
				}
			}
		} else if oneOf(t.By, " year month-year season quarter ") && !t.First.IsZero() && m.tense != future {
			out.year = max(out.year, t.First.Year())
		}
	}
	out.told = out.latestTold()
	out.names = c.names(0, len(c.items))
	out.grams = c.grams()
	return out
}

// latestTold returns the latest full date told as past, if it falls on the one
// weekday that the article tells of.
func (c *Clues) latestTold() time.Time {
	var day time.Time
	for _, d := range c.full {
		if d.After(day) {
			day = d
		}
	}
	speaks := false
	for _, m := range c.mentions {
		if m.kind == weekdayDay && m.tense == past {
			if m.weekday != int(day.Weekday()) {
				return time.Time{}
			}
			speaks = true
		}
	}
	if !speaks {
		return time.Time{}
	}
	return day
}

// dayMention reads a date expression back as a clue.
func (c *context) dayMention(t doc.Time) (dayMention, bool) {
	m := dayMention{weekday: -1}
	words := " " + strings.ToLower(c.d.Words(t.Span)) + " "
	from := sort.Search(len(c.items), func(i int) bool { return c.items[i].doc.end > t.Start })
	to := sort.Search(len(c.items), func(i int) bool { return c.items[i].doc.start >= t.End })
	for _, it := range c.items[from:to] {
		if it.class&clsWeekday != 0 {
			m.weekday = it.n
		}
	}
	m.tense = c.tense(&match{rule: &program{}, from: from, to: to, items: c.items})
	if !m.read(t, words) {
		return m, false
	}
	a, b := c.clause(from)
	for i := a; i < b; i++ {
		if oneOf(c.word(i, i), captionWords) {
			return m, false
		}
	}
	m.names = c.names(a, b)
	return m, true
}

// read fills in the day that t speaks of.
func (m *dayMention) read(t doc.Time, words string) bool {
	switch v := t.Value; {
	case strings.HasPrefix(v, "XXXX-WXX-") && len(v) >= 10 && v[9] != 'W':
		m.kind = weekdayDay
		return m.weekday >= 0 && !strings.Contains(words, " last ") && !strings.Contains(words, " next ")
	case v == "XXXX-WXX":
		m.kind = weeksAway
		m.n, _ = stepIn(words)
		return strings.Contains(words, " week ")
	case v == "XXXX-XX-XX":
		m.kind = daysAway
		switch {
		case t.By == "yesterday" && strings.Contains(words, " before "), strings.Contains(words, " after "):
			return false
		case t.By == "yesterday":
			m.n = -1
		case t.By == "tomorrow":
			m.n = 1
		default:
			return t.By == "today"
		}
		return true
	case strings.HasPrefix(v, "XXXX-") && len(v) == 10:
		m.kind = partialDay
		m.month, m.n = time.Month(int(v[5]-'0')*10+int(v[6]-'0')), int(v[8]-'0')*10+int(v[9]-'0')
		return t.By != "holiday"
	}
	if t.Type != doc.Date || t.First.IsZero() || !t.First.Equal(t.Last) || t.By == "ago" {
		return false
	}
	m.kind, m.day = fullDay, t.First
	return true
}

// stepIn finds "last", "this" or "next" among words with spaces around each.
func stepIn(words string) (int, bool) {
	for _, w := range strings.Fields(words) {
		if n, ok := step(w); ok {
			return n, true
		}
	}
	return 0, false
}

// names hashes the names in items [from, to), by the last of the capitalized
// words that follow each other; the first word of a sentence does not count.
func (c *context) names(from, to int) []uint64 {
	var hs []uint64
	for i := max(from, 1); i < to; i++ {
		it := &c.items[i]
		if !it.capital || it.class != 0 || it.newline || it.doc.end-it.doc.start < 3 {
			continue
		}
		if p := &c.items[i-1]; p.class&clsPoint != 0 || !it.gap && p.class&clsDash == 0 {
			continue
		}
		if n := i + 1; n < to && c.items[n].capital && c.items[n].class == 0 && !c.items[n].newline && c.items[n].gap {
			continue // not the last
		}
		hs = append(hs, hashOf(c.d.Text[it.doc.start:it.doc.end]))
	}
	slices.Sort(hs)
	return slices.Compact(hs)
}

// grams hashes the sequences of words, marks and case aside.
func (c *context) grams() []uint64 {
	var last [gramWords]uint64
	var hs []uint64
	n := 0
	for i := range c.items {
		sp := c.items[i].doc
		if r, _ := utf8.DecodeRuneInString(c.d.Text[sp.start:]); !isLetter(r) && !isDigit(c.d.Text[sp.start]) {
			continue
		}
		copy(last[:], last[1:])
		last[gramWords-1] = hashOf(c.d.Text[sp.start:sp.end])
		if n++; n < gramWords {
			continue
		}
		h := uint64(0)
		for _, w := range last {
			h = (h ^ w) * 0x9E3779B97F4A7C15
			h ^= h >> 29
		}
		if hs = append(hs, h); len(hs) == maxGrams {
			break
		}
	}
	slices.Sort(hs)
	return slices.Compact(hs)
}

// hashOf is FNV-1a of a word in lower case (of its ASCII letters).
func hashOf(w string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(w) {
		b := w[i]
		if 'A' <= b && b <= 'Z' {
			b |= 0x20
		}
		h = (h ^ uint64(b)) * 1099511628211
	}
	return h
}
