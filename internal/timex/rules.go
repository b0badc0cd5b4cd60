package timex

import (
	"time"
)

// baseRules are the rules that need no calendar file. Of two that match as
// much, the first decides.
func baseRules() []rule {
	var all []rule
	for _, rs := range [][]rule{absoluteRules, rangeRules, weekdayRules, relativeRules, agoRules, lengthRules, setRules, clockRules} {
		all = append(all, rs...)
	}
	return all
}

// absoluteRules are days, months and years by name.
var absoluteRules = []rule{
	{"iso", "Iso", makeFigures},
	{"slash", "Slash", makeFigures},
	{"weekday-day", "Weekday ,? Month Day|Ord ,? Year?", makeDay},
	{"weekday-day", "Weekday ,? the? Day|Ord of? Month ,? Year?", makeDay},
	{"deictic-day", "tomorrow|yesterday|today|tonight ,? Month Day ,? Year?", makeDay},
	{"deictic-day", "tomorrow|yesterday|today|tonight ,? the? Day|Ord of? Month", makeDay},
	{"month-day", "Month Day ,? Year", makeDay},
	{"month-day", "Month the? Day|Ord", makeDay},
	{"day-month", "the? Day of? Month ,? Year?", makeDay},
	{"day-month", "the? Ord day? of Month ,? Year?", makeDay},
	{"day-month", "Day - Month - Year", makeDay},
	{"month-year", "early|late|mid -? Month of|,? Year", makeMonth},
	{"month-year", "Month of|,? Year|AbbrYear", makeMonth},
	{"month", "early|late|mid -? Month", makeMonth},
	{"month", "Month", makeMonth},
	{"month", "the? end|start|beginning|middle of Month ,? Year?", makeMonth},
	{"year", "early|late|mid -? Year", makeYear},
	{"year", "the? end|start|beginning|middle of Year", makeYear},
	{"year", "the year Year", makeYear},
	{"year", "Year|AbbrYear", makeYear},
	{"decade", "early|late|mid -? Decade", makeDecade},
	{"decade", "Decade", makeDecade},
	{"century", "the? early|late|mid? -? Ord - century", makeCentury},
	{"century", "the? early|late|mid? -? Ord century", makeCentury},
	{"quarter", "the? Ord -? quarter of|in? Year", makeQuarter},
	{"quarter", "the? Ord -? quarter of this|last|next year", makeQuarter},
	{"quarter", "the? Ord -? quarter", makeQuarter},
	{"quarter", "q Day of? Year", makeQuarter},
	{"half", "h Day of? Year", makeHalf},
	{"half", "the? Ord half of Year", makeHalf},
	{"half", "the? Ord half of this|last|next|the year", makeHalf},
	{"season", "the? Season of Year", makeSeason},
	{"season", "early|late|mid? -? Season Year", makeSeason},
	{"season", "this|last|next Season", makeSeason},
}

func makeFigures(c *context, m *match) (value, bool) {
	it := m.get(clsIso|clsSlash, 0)
	v := dayValue(date(it.y, time.Month(it.m), it.n))
	v.exact = true
	return v, true
}

// monthItem returns the k-th month of a match.
func monthItem(m *match, k int) time.Month {
	if it := m.get(clsMonth, k); it != nil {
		return time.Month(it.n)
	}
	return 0
}

// yearOf returns the year a match names, 0 if it names none.
func yearOf(m *match) int {
	if it := m.get(clsYear, 0); it != nil {
		return it.n
	}
	if it := m.get(clsAbbrYear, 0); it != nil {
		return it.n
	}
	return 0
}

// dayItem returns the k-th day of the month of a match.
func dayItem(m *match, k int) int {
	if it := m.get(clsDay|clsOrd, k); it != nil {
		return it.n
	}
	return 0
}

// makeDay is a month with a day, perhaps with a weekday and a year.
func makeDay(c *context, m *match) (value, bool) {
	mon, d, y := monthItem(m, 0), dayItem(m, 0), yearOf(m)
	if !isDay(2024, int(mon), d) { // a leap year
		return value{}, false
	}
	var weekday *item
	if it := m.get(clsWeekday, 0); it != nil {
		weekday = it
	}
	return c.dayIn(m, y, mon, d, weekday)
}

// dayIn is a day of a month, in the year given or, for 0, in the one meant.
func (c *context) dayIn(m *match, y int, mon time.Month, d int, weekday *item) (value, bool) {
	if y != 0 {
		if !isDay(y, int(mon), d) {
			return value{}, false
		}
		v := dayValue(date(y, mon, d))
		v.exact = true
		return v, true
	}
	if y = c.yearFor(m, mon, d, weekday); y == 0 {
		return ref("XXXX-" + twoDigits(int(mon)) + "-" + twoDigits(d)), true
	}
	return dayValue(date(y, mon, d)), true
}

func twoDigits(n int) string { return string([]byte{'0' + byte(n/10%10), '0' + byte(n%10)}) }

// yearFor is the year of a day that names none: that of the same day given in
// full before, else the one that brings it nearest to the day of publication,
// the tense weighing in, and in which it falls on the weekday named. Without a day of publication it is the one that brings it
// within two months of a day that the text gives in full. 0 if none will do.
func (c *context) yearFor(m *match, mon time.Month, d int, weekday *item) int {
	if c.anchor.IsZero() {
		return c.remember(mon, d, weekday, func() int { return c.yearFromText(mon, d, weekday) })
	}
	if y := c.remember(mon, d, nil, func() int { return c.yearOfSame(mon, d) }); y != 0 {
		return y
	}
	t := c.tense(m)
	best, cost := 0, 0
	for y := c.anchor.Year() - 1; y <= c.anchor.Year()+1; y++ {
		if !isDay(y, int(mon), d) {
			continue
		}
		day := date(y, mon, d)
		n := days(c.anchor, day)
		if weekday == nil && c.tooFar(t, y, n) {
			continue
		}
		price := abs(n)
		if t == past && n > 0 || t == future && n < 0 {
			price += 180
		}
		if weekday != nil && int(day.Weekday()) != weekday.n {
			price += 10000
		}
		if best == 0 || price < cost {
			best, cost = y, price
		}
	}
	return best
}

// yearOfSame is the year in which the text gave the same day in full before,
// 0 if it did not: "October 7, 2029 ... the October 7 attack".
func (c *context) yearOfSame(mon time.Month, d int) int {
	for _, day := range c.dated {
		if day.Month() == mon && day.Day() == d {
			return day.Year()
		}
	}
	return 0
}

// tooFar reports whether a day of year y, so many days away, would hardly be
// written without its year: one not of this year and over half a year ago, or
// one well ahead that nothing says is to come, the less so if it is past.
func (c *context) tooFar(t tense, y, away int) bool {
	return away < -183 && y != c.anchor.Year() || away > 90 && t != future || away > 30 && t == past
}

func (c *context) yearFromText(mon time.Month, d int, weekday *item) int {
	best, cost := 0, 61
	for _, t := range c.dated {
		if t.Year() < c.lastYear {
			continue // the text goes on to later years
		}
		for y := t.Year() - 1; y <= t.Year()+1; y++ {
			if !isDay(y, int(mon), d) {
				continue
			}
			day := date(y, mon, d)
			if weekday != nil && int(day.Weekday()) != weekday.n {
				continue
			}
			if away := abs(days(t, day)); away < cost {
				best, cost = y, away
			}
		}
	}
	return best
}

// days counts from a to b, both at 00:00 UTC.
func days(a, b time.Time) int { return int(b.Unix()-a.Unix()) / 86400 }

func abs(n int) int { return max(n, -n) }

// Words after which a bare month, or before which a bare number, is a time.
const (
	inMonth  = " in since until till by from last next this during through throughout between early late mid every "
	inYear   = " in since until till by from of during before after through throughout between early late mid and circa to year to the "
	money    = " $ € £ # ¥ usd eur gbp than over under about around nearly some least almost approximately no nos number flight article rs "
	counting = " people soldiers troops drones units jobs children prisoners civilians points dollars euros meters metres miles km kg mw " +
		"tons tonnes tanks missiles square members seats votes men women years days hours percent cents pounds workers families homes " +
		"houses feet rounds shells fighters militants refugees others killed wounded dead more times or million billion "
)

func makeMonth(c *context, m *match) (value, bool) {
	mon, y := monthItem(m, 0), yearOf(m)
	if y != 0 {
		v := monthValue(date(y, mon, 1))
		v.exact = true
		return v, true
	}
	it := m.get(clsMonth, 0)
	if m.to-m.from == 1 && !c.bareMonth(m, it) {
		return value{}, false
	}
	if y = c.yearAhead(m.to); y != 0 {
		return monthValue(date(y, mon, 1)), true
	}
	if c.anchor.IsZero() {
		return ref("XXXX-" + twoDigits(int(mon))), true
	}
	return monthValue(date(c.monthYear(m, mon), mon, 1)), true
}

// yearAhead is the year of "and May 2009" at item i, 0 if there is none.
func (c *context) yearAhead(i int) int {
	if i+2 >= len(c.items) || !oneOf(c.word(i, i), " and to or ") {
		return 0
	}
	if mon, year := &c.items[i+1], &c.items[i+2]; mon.class&clsMonth != 0 && year.class&clsYear != 0 && !mon.newline && !year.newline {
		return year.n
	}
	return 0
}

// bareMonth reports whether a month's name alone is a time here.
func (c *context) bareMonth(m *match, it *item) bool {
	if it.abbr {
		return oneOf(c.before(m), inMonth)
	}
	prep := oneOf(c.before(m), inMonth) ||
		oneOf(c.before(m), " and to ") && oneOf(c.word(m.from-3, m.from), " between from ")
	if m.from > 0 && c.items[m.from-1].class&clsDay != 0 { // 31 April
		return false
	}
	if m.to < len(c.items) && c.items[m.to].class&clsDay != 0 { // February 31
		return false
	}
	if m.to < len(c.items) && !c.items[m.to].newline {
		next := &c.items[m.to]
		if next.capital && next.class == 0 && !prep {
			return false
		}
	}
	if m.from > 0 && !c.items[m.from].newline {
		if p := &c.items[m.from-1]; p.capital && p.class == 0 && !prep {
			return false
		}
	}
	switch it.n {
	case 3, 5: // march, may
		return prep
	}
	return true
}

// monthYear is the year of a month that names none.
func (c *context) monthYear(m *match, mon time.Month) int {
	t := c.tense(m)
	best, cost := 0, 0
	here := c.anchor.Year()*12 + int(c.anchor.Month())
	for y := c.anchor.Year() - 1; y <= c.anchor.Year()+1; y++ {
		away := y*12 + int(mon) - here
		price := abs(away)
		if t == past && away > 0 || t == future && away < 0 {
			price += 5
		}
		if t == unknownTense && away > 0 {
			price++
		}
		if best == 0 || price < cost {
			best, cost = y, price
		}
	}
	return best
}

func makeYear(c *context, m *match) (value, bool) {
	y := yearOf(m)
	if m.to-m.from > 1 {
		return yearValue(y), true
	}
	it := &c.items[m.from]
	if it.class&clsAbbrYear != 0 {
		return yearValue(y), oneOf(c.before(m), inYear)
	}
	if y < 1800 || y > 2100 || oneOf(c.before(m), money) || oneOf(c.after(m), counting) {
		return value{}, false
	}
	if m.from > 0 && !it.gap && c.items[m.from-1].class&clsDash == 0 && !oneOf(c.before(m), " ( [ / ' ‘ \" “ ") {
		return value{}, false
	}
	if m.from > 2 && c.items[m.from-2].class&clsDay != 0 && c.items[m.from-3].class&clsMonth != 0 { // February 31, 2025
		return value{}, false
	}
	if !oneOf(c.before(m), inYear) && (y < 1900 || y > 2050) {
		return value{}, false
	}
	return yearValue(y), true
}

func makeDecade(c *context, m *match) (value, bool) {
	it := m.get(clsDecade, 0)
	return decadeValue(it.n), it.n >= 1000
}

func makeCentury(c *context, m *match) (value, bool) {
	n := m.get(clsOrd, 0).n
	if n < 1 || n > 30 {
		return value{}, false
	}
	return centuryValue(n), true
}

// relativeYear is the year that "this", "last" or "next" year is, or the one
// named, or 0.
func (c *context) relativeYear(m *match) int {
	if y := yearOf(m); y != 0 || c.anchor.IsZero() {
		return y
	}
	for i := range m.at {
		switch m.word(c, i) {
		case "this", "the":
			if i > 0 {
				return c.anchor.Year()
			}
		case "last":
			return c.anchor.Year() - 1
		case "next":
			return c.anchor.Year() + 1
		}
	}
	return 0
}

func makeQuarter(c *context, m *match) (value, bool) {
	q := m.get(clsOrd|clsDay, 0).n
	if q < 1 || q > 4 {
		return value{}, false
	}
	y := c.relativeYear(m)
	if y != 0 {
		return quarterValue(y, q), true
	}
	if c.anchor.IsZero() {
		return ref("XXXX-Q" + string(rune('0'+q))), true
	}
	y = c.anchor.Year()
	if date(y, time.Month(q*3), 1).After(c.anchor) && c.tense(m) != future {
		y--
	}
	return quarterValue(y, q), true
}

func makeHalf(c *context, m *match) (value, bool) {
	h := m.get(clsOrd|clsDay, 0).n
	if h < 1 || h > 2 {
		return value{}, false
	}
	if y := c.relativeYear(m); y != 0 {
		return halfValue(y, h), true
	}
	return ref("XXXX-H" + string(rune('0'+h))), true
}

func makeSeason(c *context, m *match) (value, bool) {
	s := m.get(clsSeason, 0).n
	if y := yearOf(m); y != 0 {
		return seasonValue(y, s), true
	}
	if c.anchor.IsZero() {
		return ref("XXXX-" + seasons[s].code), true
	}
	return c.relativeSeason(m.word(c, 0), s), true
}

// relativeSeason is the season before, around or after the day of publication.
func (c *context) relativeSeason(which string, s int) value {
	y := c.anchor.Year()
	v := seasonValue(y, s)
	switch which {
	case "last":
		if !v.last.Before(c.anchor) {
			v = seasonValue(y-1, s)
		}
	case "next":
		if !v.first.After(c.anchor) {
			v = seasonValue(y+1, s)
		}
	case "this":
		if prev := seasonValue(y-1, s); !prev.last.Before(c.anchor) {
			v = prev
		}
	}
	return v
}
