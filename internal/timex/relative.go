package timex

import (
	"strings"
	"time"

	"parley/internal/doc"
)

// weekdayRules are days of the week.
var weekdayRules = []rule{
	{"weekday", "last|next|this Weekday", makeWeekday},
	{"weekday", "Weekday", makeWeekday},
	{"weekday", "early|late|earlier|later on? Weekday", makeWeekday},
	{"weekday", "a week from Weekday", makeWeekdayFar},
	{"weekday", "a week ago|earlier? on? Weekday", makeWeekdayAgo},
	{"weekday-part", "early|late on Weekday Part", makeWeekdayPart},
	{"weekday-part", "last|next|this|early|late? Weekday Part", makeWeekdayPart},
}

// relativeRules are counted from the day of publication or the day last
// spoken of.
var relativeRules = []rule{
	{"today", "earlier|later|late|early? on? today", makeToday},
	{"today", "tonight", makeTonight},
	{"yesterday", "late|early|earlier? yesterday", makeYesterday},
	{"tomorrow", "late|early|later? tomorrow", makeTomorrow},
	{"yesterday", "the day before yesterday", makeBeforeYesterday},
	{"tomorrow", "the day after tomorrow", makeAfterTomorrow},
	{"day-part", "yesterday|tomorrow|today Part", makeDayPart},
	{"day-part", "early|earlier|late|later? this Part", makeDayPart},
	{"day-part", "late|early? last night", makeLastNight},
	{"overnight", "overnight", makeOvernight},
	{"this", "early|earlier|late|later? this|last|past|next|previous|coming|following|current Unit", makeThisUnit},
	{"this", "early|earlier|late|later? in? the last|next|previous|coming|following|current Unit", makeThisUnit},
	{"this", "the? very? beginning|end|start|middle|rest|remainder of this|last|past|next|previous|coming Unit", makeThisUnit},
	{"this", "the? very? beginning|end|start|middle|rest|remainder of the Unit", makeTheUnit},
	{"the", "early|earlier|late|later in? the week|month|year", makeTheUnit},
	{"the", "<during|over the week|weekend|month|year", makeTheUnit},
	{"the", "<by|at|before|until|till year - end", makeTheUnit},
	{"the-day", "early|late|later? in? the day", makeTheDay},
	{"last-month", "last|next|this Month", makeLastMonth},
	{"month-of", "Month of? this|last|next year", makeMonthOf},
	{"same", "the? very? same|that Unit", makeSame},
	{"same", "the same period|time|month|quarter|week Unit? a year earlier|ago|before", makeYearBack},
	{"next-day", "the following|next|previous|preceding Unit", makeNeighbour},
	{"next-day", "the Unit before|after", makeNeighbour},
}

// agoRules count units from a day.
var agoRules = []rule{
	{"ago", "about|nearly|almost|over|some? Num|a|an Unit|Units ago", makeAgo},
	{"ago", "more|less than Num|a|an Unit|Units ago", makeAgo},
	{"ago", "a? few|several|couple|Vague of? Units ago", makeVagueAgo},
	{"ago", "Num|a|an Unit|Units earlier|prior|previously|before|later", makeEarlier},
	{"ago", "Num|a|an Unit|Units from now|today", makeFromNow},
	{"ago", "Num|a|an Unit|Units from tomorrow", makeFromNow},
}

// weekdayNear is the weekday before or after the day of publication, that day
// included.
func (c *context) weekdayNear(wd int, t tense) time.Time {
	back := (int(c.anchor.Weekday()) - wd + 7) % 7
	if t == future && back > 0 {
		return c.anchor.AddDate(0, 0, 7-back)
	}
	return c.anchor.AddDate(0, 0, -back)
}

// unknownWeekday is a weekday of an unknown week.
func unknownWeekday(wd int) value { return ref("XXXX-WXX-" + string(rune('0'+(wd+6)%7+1))) }

// weekday resolves the weekday of a match by the words before it and the tense.
func (c *context) weekday(m *match, it *item) (value, bool) {
	if c.anchor.IsZero() {
		return unknownWeekday(it.n), true
	}
	switch m.word(c, 0) {
	case "last":
		day := c.weekdayNear(it.n, past)
		if day.Equal(c.anchor) {
			day = day.AddDate(0, 0, -7)
		}
		return dayValue(day), true
	case "next":
		day := c.weekdayNear(it.n, future)
		if day.Equal(c.anchor) {
			day = day.AddDate(0, 0, 7)
		}
		return dayValue(day), true
	case "this":
		return dayValue(monday(c.anchor).AddDate(0, 0, (it.n+6)%7)), true
	}
	return dayValue(c.weekdayNear(it.n, c.tense(m))), true
}

func makeWeekday(c *context, m *match) (value, bool) {
	it := m.get(clsWeekday, 0)
	if it.abbr && it.doc.end-it.doc.start < 5 && !oneOf(c.before(m), " on by until since from last next this ") {
		return value{}, false
	}
	if m.to < len(c.items) && !c.items[m.to].newline {
		if next := &c.items[m.to]; next.capital && oneOf(c.after(m), paperNames) {
			return value{}, false
		}
	}
	return c.weekday(m, it)
}

// paperNames follow a weekday in the name of a paper or a programme.
const paperNames = " times telegraph mail express mirror post herald star night "

func makeWeekdayFar(c *context, m *match) (value, bool) { return c.weekdayMoved(m, future, 7) }

func makeWeekdayAgo(c *context, m *match) (value, bool) { return c.weekdayMoved(m, past, -7) }

func (c *context) weekdayMoved(m *match, t tense, by int) (value, bool) {
	it := m.get(clsWeekday, 0)
	if c.anchor.IsZero() {
		return unknownWeekday(it.n), true
	}
	return dayValue(c.weekdayNear(it.n, t).AddDate(0, 0, by)), true
}

func makeWeekdayPart(c *context, m *match) (value, bool) {
	v, ok := c.weekday(m, m.get(clsWeekday, 0))
	return withPart(v, parts[m.get(clsPart, 0).n]), ok
}

// withPart is the part of a day.
func withPart(v value, part string) value {
	v.kind = doc.TimeOfDay
	v.text += "T" + part
	return v
}

// fromAnchor is the unit that holds the day of publication, moved by n.
func (c *context) fromAnchor(unit, n int) (value, bool) {
	if c.anchor.IsZero() {
		return unknown(unit), true
	}
	return around(c.anchor, unit, n)
}

func makeToday(c *context, m *match) (value, bool) {
	if strings.HasPrefix(c.after(m), "’") || c.after(m) == "'" { // today's world
		return ref("PRESENT_REF"), true
	}
	return c.fromAnchor(uDay, 0)
}

func makeTonight(c *context, _ *match) (value, bool) {
	v, ok := c.fromAnchor(uDay, 0)
	return withPart(v, "NI"), ok
}

func makeYesterday(c *context, _ *match) (value, bool)       { return c.fromAnchor(uDay, -1) }
func makeTomorrow(c *context, _ *match) (value, bool)        { return c.fromAnchor(uDay, 1) }
func makeBeforeYesterday(c *context, _ *match) (value, bool) { return c.fromAnchor(uDay, -2) }
func makeAfterTomorrow(c *context, _ *match) (value, bool)   { return c.fromAnchor(uDay, 2) }

func makeDayPart(c *context, m *match) (value, bool) {
	n := map[string]int{"yesterday": -1, "tomorrow": 1}[m.word(c, 0)]
	v, ok := c.fromAnchor(uDay, n)
	return withPart(v, parts[m.get(clsPart, 0).n]), ok
}

func makeLastNight(c *context, _ *match) (value, bool) {
	v, ok := c.fromAnchor(uDay, -1)
	return withPart(v, "NI"), ok
}

// makeOvernight is the night before the day of publication; its days are both.
func makeOvernight(c *context, _ *match) (value, bool) {
	v, ok := c.fromAnchor(uDay, -1)
	if ok && !c.anchor.IsZero() {
		v.last = c.anchor
	}
	return withPart(v, "NI"), ok
}

// step is how far "last", "this", "next" and their like move.
func step(w string) (n int, ok bool) {
	switch w {
	case "this", "current":
		return 0, true
	case "last", "past", "previous", "preceding":
		return -1, true
	case "next", "coming", "following":
		return 1, true
	}
	return 0, false
}

func makeThisUnit(c *context, m *match) (value, bool) {
	unit := m.get(clsUnit, 0).n
	if unit < uDay {
		return value{}, false
	}
	n := 0
	for i := range m.at {
		if k, ok := step(m.word(c, i)); ok {
			n = k
			if w := m.word(c, i); oneOf(w, " previous following ") && !c.lastOf(unit, m).IsZero() {
				return around(c.lastOf(unit, m), unit, n)
			}
		}
	}
	if unit == uDay && n != 0 {
		return value{}, false
	}
	if unit == uCentury && n < 0 {
		n--
	}
	return c.fromAnchor(unit, n)
}

// makeTheUnit is "the end of the year", "during the week": the one that the
// day of publication is in; "the weekend" is the one before where the tense is past.
func makeTheUnit(c *context, m *match) (value, bool) {
	it := m.get(clsUnit, 0)
	var unit int
	switch {
	case it != nil:
		unit = it.n
	default:
		unit = map[string]int{"week": uWeek, "weekend": uWeekend, "month": uMonth, "year": uYear}[m.word(c, len(m.at)-1)]
	}
	if unit < uDay || oneOf(c.after(m), " of in when that ") {
		return value{}, false
	}
	if unit == uDay {
		return c.theDay(m)
	}
	n := 0
	if unit == uWeekend && !c.anchor.IsZero() && c.anchor.Weekday() >= 1 && c.anchor.Weekday() <= 4 && c.tense(m) == past {
		n = -1
	}
	return c.fromAnchor(unit, n)
}

// theDay is the day last spoken of nearby, else that of publication.
func (c *context) theDay(m *match) (value, bool) {
	if day := c.day.near(m); !day.IsZero() {
		return dayValue(day), true
	}
	return c.fromAnchor(uDay, 0)
}

func makeTheDay(c *context, m *match) (value, bool) {
	if oneOf(c.after(m), " of when that before after in for to and ") || oneOf(c.before(m), " of ") {
		return value{}, false
	}
	if m.to-m.from == 2 && !oneOf(c.before(m), " for during end ended ending ends finish finished finishing throughout closed ") {
		return value{}, false
	}
	return c.theDay(m)
}

func makeLastMonth(c *context, m *match) (value, bool) {
	mon := monthItem(m, 0)
	if c.anchor.IsZero() {
		return ref("XXXX-" + twoDigits(int(mon))), true
	}
	y := c.anchor.Year()
	switch m.word(c, 0) {
	case "last":
		if mon >= c.anchor.Month() {
			y--
		}
	case "next":
		if mon <= c.anchor.Month() {
			y++
		}
	}
	return monthValue(date(y, mon, 1)), true
}

func makeMonthOf(c *context, m *match) (value, bool) {
	mon := monthItem(m, 0)
	y := c.relativeYear(m)
	if y == 0 {
		return ref("XXXX-" + twoDigits(int(mon))), true
	}
	return monthValue(date(y, mon, 1)), true
}

// makeSame is "the same day", "that year": the last one spoken of.
func makeSame(c *context, m *match) (value, bool) {
	unit := m.get(clsUnit, 0).n
	if unit < uDay {
		return value{}, false
	}
	near := c.lastOf(unit, m)
	if near.IsZero() {
		if m.word(c, len(m.at)-2) == "that" {
			return value{}, false
		}
		return unknown(unit), true
	}
	return around(near, unit, 0)
}

// lastOf is a day in the unit of the given kind that was spoken of last, zero
// if none was nearby.
func (c *context) lastOf(unit int, m *match) time.Time {
	switch {
	case unit >= uYear:
		return c.year.near(m)
	case unit >= uMonth:
		return c.month.near(m)
	}
	return c.day.near(m)
}

func makeYearBack(c *context, m *match) (value, bool) {
	near := c.month.near(m)
	if near.IsZero() {
		near = c.anchor
	}
	if near.IsZero() {
		return unknown(uMonth), true
	}
	return around(near.AddDate(-1, 0, 0), uMonth, 0)
}

// makeNeighbour is the unit before or after the one last spoken of.
func makeNeighbour(c *context, m *match) (value, bool) {
	unit := m.get(clsUnit, 0).n
	if unit < uDay {
		return value{}, false
	}
	n, ok := step(m.word(c, 1))
	if !ok {
		n = -1
		if m.word(c, 2) == "after" {
			n = 1
		}
		if end := c.after(m); end != "" && !oneOf(end, " . , ; and , ") {
			return value{}, false
		}
	}
	near := c.lastOf(unit, m)
	if unit > uWeekend && (near.IsZero() || m.word(c, 1) == "next") {
		near = c.anchor
	}
	if near.IsZero() {
		return unknown(unit), true
	}
	return around(near, unit, n)
}

// counted returns the unit and the number of a match such as "two days".
func counted(m *match) (unit, n int) {
	unit, n = m.get(clsUnit|clsUnits, 0).n, 1
	if it := m.get(clsNum, 0); it != nil {
		n = it.n
	}
	return unit, n
}

func makeAgo(c *context, m *match) (value, bool) {
	unit, n := counted(m)
	if unit < uDay {
		return c.hoursFrom(unit, -n)
	}
	return c.moved(c.anchor, unit, -n)
}

// moved is n units from a day, at the unit's own precision.
func (c *context) moved(from time.Time, unit, n int) (value, bool) {
	if from.IsZero() {
		return unknown(unit), true
	}
	return around(from, unit, n)
}

// hoursFrom is some hours away from the moment of writing: the day is only
// about known.
func (c *context) hoursFrom(unit, n int) (value, bool) {
	if c.anchor.IsZero() {
		return unknown(unit), true
	}
	per := 24
	if unit != uHour {
		per = 24 * 60
	}
	first := c.anchor.AddDate(0, 0, (n-per+1)/per)
	v := dayValue(c.anchor)
	v.kind, v.text = doc.TimeOfDay, "PAST_REF"
	if n > 0 {
		v.text, first = "FUTURE_REF", c.anchor
		v.last = c.anchor.AddDate(0, 0, (n+per-1)/per)
	}
	v.first = first
	return v, inRange(v.first) && inRange(v.last)
}

func makeVagueAgo(c *context, _ *match) (value, bool) { return ref("PAST_REF"), true }

// makeEarlier counts from the day last spoken of: "45 days prior". Without
// one near by it says only how long.
func makeEarlier(c *context, m *match) (value, bool) {
	unit, n := counted(m)
	word := m.word(c, len(m.at)-1)
	if unit < uDay || oneOf(c.after(m), " to than ") {
		return value{}, false
	}
	if end := c.after(m); word == "before" && end != "" && !oneOf(end, " . , ; ") {
		return value{}, false
	}
	if word == "later" {
		n = -n
	}
	near := c.day.near(m)
	if near.IsZero() {
		if word != "earlier" && word != "previously" || c.anchor.IsZero() {
			return value{}, false
		}
		near = c.anchor
	}
	return c.moved(near, unit, -n)
}

func makeFromNow(c *context, m *match) (value, bool) {
	unit, n := counted(m)
	if unit < uDay {
		return c.hoursFrom(unit, n)
	}
	return c.moved(c.anchor, unit, n)
}
