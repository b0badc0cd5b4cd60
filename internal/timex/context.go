package timex

import (
	"strings"
	"time"

	"parley/internal/doc"
)

// context is what the rules know of the text while they go through it from
// left to right.
type context struct {
	d      *doc.Doc
	items  []item
	anchor time.Time // zero if unknown

	day      spoken           // the last single day spoken of
	month    spoken           // the last month or day; its first day
	year     spoken           // the last year named, by itself, with a month or in full; its first day
	dated    []time.Time      // days given in full
	lastYear int              // the latest year told as past or present before this pass
	years    map[yearless]int // what yearFor found since dated last grew: texts repeat their days
	times    []doc.Time
	clocks   []int // indexes in times of times of day that want their day
}

// yearless is a day without its year; weekday is -1 if none is named.
type yearless struct {
	month        time.Month
	day, weekday int
}

// remember returns the year that find gives a day, or gave it since a full
// date was last added to dated: it may go through all of them.
func (c *context) remember(mon time.Month, d int, weekday *item, find func() int) int {
	key := yearless{mon, d, -1}
	if weekday != nil {
		key.weekday = weekday.n
	}
	y, ok := c.years[key]
	if !ok {
		y = find()
		if c.years == nil {
			c.years = map[yearless]int{}
		}
		c.years[key] = y
	}
	return y
}

// spoken is a time that the text spoke of.
type spoken struct {
	time.Time     // zero if there is none
	item      int // where
}

// near returns a time spoken of at most some sentences before a match, zero if
// there is none.
func (s spoken) near(m *match) time.Time {
	if m.from-s.item > nearItems {
		return time.Time{}
	}
	return s.Time
}

const (
	nearItems = 80
	maxDated  = 200 // full dates that are kept in mind, so that the time stays linear
)

// resolve finds all expressions of the text.
func (c *context) resolve(g *grammar) []doc.Time {
	if c.anchor.IsZero() { // full dates help to date those without a year
		first := &context{d: c.d, items: c.items}
		g.scan(c.items, first.take)
		c.dated = first.dated
		for _, t := range first.times {
			if oneOf(t.By, " year month-year quarter ") && !t.First.IsZero() {
				c.lastYear = max(c.lastYear, t.First.Year())
			}
		}
	}
	g.scan(c.items, c.take)
	c.setClocks()
	return c.times
}

// take gives a match its value; false if it has none.
func (c *context) take(m *match) bool {
	v, ok := m.rule.make(c, m)
	if !ok {
		return false
	}
	sp := c.span(m)
	t := doc.Time{Span: sp, Type: v.kind, Value: v.text, First: v.first, Last: v.last, By: m.rule.name}
	if v.clock {
		c.clocks = append(c.clocks, len(c.times))
	}
	c.times = append(c.times, t)
	if v.kind != doc.Date || v.first.IsZero() {
		return true
	}
	if v.first.Equal(v.last) {
		c.day = spoken{v.first, m.to - 1}
		if v.exact && len(c.dated) < maxDated {
			c.dated = append(c.dated, v.first)
			clear(c.years)
		}
	}
	if days(v.first, v.last) <= 31 {
		c.month = spoken{date(v.last.Year(), v.last.Month(), 1), m.to - 1}
	}
	if v.exact || days(v.first, v.last) > 360 {
		c.year = spoken{date(v.last.Year(), 1, 1), m.to - 1}
	}
	return true
}

// span returns the bytes of a match, without what is outside.
func (c *context) span(m *match) doc.Span {
	from := m.from
	for k, at := range m.at {
		if at < 0 {
			continue
		}
		if from = at; !m.rule.elements[k].outside {
			break
		}
	}
	return doc.Span{Start: c.items[from].doc.start, End: c.items[m.to-1].doc.end}
}

// word returns item i in lower case, "" beyond the line that item near is in.
func (c *context) word(i, near int) string {
	if i < 0 || i >= len(c.items) {
		return ""
	}
	for k := min(i, near) + 1; k <= max(i, near); k++ {
		if c.items[k].newline {
			return ""
		}
	}
	sp := c.items[i].doc
	return strings.ToLower(c.d.Text[sp.start:sp.end])
}

// before returns the word before a match, after the one behind it.
func (c *context) before(m *match) string { return c.word(m.from-1, m.from) }
func (c *context) after(m *match) string  { return c.word(m.to, m.to-1) }

// oneOf reports whether w is one of the words in list, which has spaces around each.
func oneOf(w, list string) bool {
	return w != "" && strings.Contains(list, " "+w+" ")
}

// same returns the item index range of the sentence-like stretch around item i.
func (c *context) clause(i int) (from, to int) {
	stop := func(k int) bool {
		if c.items[k].class&clsPoint == 0 {
			return false
		}
		b := c.d.Text[c.items[k].doc.start]
		if b != '.' && b != '!' && b != '?' {
			return false
		}
		return k+1 >= len(c.items) || c.items[k+1].gap && (k == 0 || c.items[k].doc.start-c.items[k-1].doc.start > 2)
	}
	for from = i; from > 0 && i-from < 60 && !c.items[from].newline && !stop(from-1); from-- {
	}
	for to = i + 1; to < len(c.items) && to-i < 60 && !c.items[to].newline && !stop(to-1); to++ {
	}
	return from, to
}

// setClocks gives times of day the day spoken of nearest in their sentence,
// else the last one before, else the day of publication.
func (c *context) setClocks() {
	for _, k := range c.clocks {
		t := &c.times[k]
		day := c.clockDay(k)
		if day.IsZero() {
			t.Value = "XXXX-XX-XX" + t.Value
			continue
		}
		t.Value = day.Format(time.DateOnly) + t.Value
		t.First, t.Last = day, day
	}
}

// clockDay returns the day that time of day k belongs to, zero if unknown.
func (c *context) clockDay(k int) time.Time {
	single := func(j int) bool {
		t := &c.times[j]
		return j != k && t.Type == doc.Date && !t.First.IsZero() && t.First.Equal(t.Last)
	}
	near := func(j int) bool {
		a, b := c.times[min(j, k)], c.times[max(j, k)]
		gap := c.d.Text[a.End:b.Start]
		return len(gap) < 200 && !strings.Contains(gap, ". ") && !strings.Contains(gap, "\n")
	}
	if k+1 < len(c.times) && c.times[k+1].Type == doc.Date && strings.TrimSpace(c.d.Text[c.times[k].End:c.times[k+1].Start]) == "on" {
		return c.times[k+1].Last // "midnight on May 7-8"
	}
	best := -1
	for j := k - 1; j >= 0 && near(j); j-- {
		if single(j) {
			best = j
			break
		}
	}
	for j := k + 1; j < len(c.times) && near(j); j++ {
		if !single(j) {
			continue
		}
		if best < 0 || c.times[j].Start-c.times[k].End < c.times[k].Start-c.times[best].End {
			best = j
		}
		break
	}
	if best >= 0 {
		return c.times[best].First
	}
	for j := k - 1; j >= 0 && j > k-4; j-- {
		if single(j) && !strings.Contains(c.d.Text[c.times[j].End:c.times[k].Start], "\n") {
			return c.times[j].First
		}
	}
	return c.anchor
}
