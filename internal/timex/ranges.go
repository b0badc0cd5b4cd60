package timex

import (
	"parley/internal/doc"
)

// rangeRules are stretches from one day or month to another.
var rangeRules = []rule{
	{"day-range", "Month Day -|to|through|until Day ,? Year?", makeDayRange},
	{"day-range", "Month Day and Day ,? Year?", makeDayRange},
	{"day-range", "from Month Day -|to|through|until Month? Day ,? Year?", makeDayRange},
	{"day-range", "between Month Day and Month? Day ,? Year?", makeDayRange},
	{"day-range", "Month Day ,? Year? -|to|through|until Month Day ,? Year?", makeDayRange},
	{"day-range", "from Month Day ,? Year? -|to|through|until Month Day ,? Year?", makeDayRange},
	{"day-range", "from|between? Day Month? -|to|and|through|until Day Month Year?", makeDayRange},
	{"month-range", "Month - Month ,? Year?", makeMonthRange},
	{"month-range", "from Month ,? Year? to|until|through Month ,? Year?", makeMonthRange},
	{"year-range", "from Year to|until|through|- Year", makeYearRange},
	{"year-range", "Year - Year|Day", makeYearRange},
}

func makeDayRange(c *context, m *match) (value, bool) {
	m1, m2 := monthItem(m, 0), monthItem(m, 1)
	d1, d2 := dayItem(m, 0), dayItem(m, 1)
	if m2 == 0 {
		m2 = m1
	}
	if c.lists(m) && (m1 != m2 || d2 != d1+1) { // "May 8 and 20"
		return value{}, false
	}
	y := 0
	y1 := m.get(clsYear, 0)
	if y2 := m.get(clsYear, 1); y2 != nil {
		y = y2.n
	} else if y1 != nil {
		y = y1.n
	}
	if !isDay(2024, int(m1), d1) || !isDay(2024, int(m2), d2) || m1 == m2 && d2 <= d1 && y == 0 {
		return value{}, false
	}
	if y == 0 {
		if y = c.yearFor(m, m2, d2, nil); y == 0 {
			text := "XXXX-" + twoDigits(int(m1)) + "-" + twoDigits(d1) + "/XXXX-" + twoDigits(int(m2)) + "-" + twoDigits(d2)
			return ref(text), true
		}
	}
	first := y
	if m.get(clsYear, 1) != nil {
		first = y1.n
	} else if m1 > m2 {
		first--
	}
	a, b := date(first, m1, d1), date(y, m2, d2)
	if !isDay(first, int(m1), d1) || !isDay(y, int(m2), d2) || !a.Before(b) {
		return value{}, false
	}
	v := spanValue(a, b)
	v.exact = m.get(clsYear, 0) != nil
	return v, true
}

// lists reports whether a match joins two days by "and" without "between".
func (c *context) lists(m *match) bool {
	for i := range m.at {
		if m.word(c, i) == "and" {
			return m.word(c, 0) != "between"
		}
	}
	return false
}

func makeMonthRange(c *context, m *match) (value, bool) {
	m1, m2 := monthItem(m, 0), monthItem(m, 1)
	y1, y2 := m.get(clsYear, 0), m.get(clsYear, 1)
	var y int
	switch {
	case y2 != nil:
		y = y2.n
	case y1 != nil:
		y = y1.n
	case c.anchor.IsZero():
		return ref("XXXX-" + twoDigits(int(m1)) + "/XXXX-" + twoDigits(int(m2))), m1 != m2
	default:
		y = c.monthYear(m, m2)
	}
	first := y
	if y2 != nil && y1 != nil {
		first = y1.n
	} else if m1 > m2 {
		first--
	}
	a, b := monthValue(date(first, m1, 1)), monthValue(date(y, m2, 1))
	v := value{kind: doc.Date, text: a.text + "/" + b.text, first: a.first, last: b.last}
	return v, a.first.Before(b.first)
}

func makeYearRange(c *context, m *match) (value, bool) {
	y1, y2 := m.get(clsYear, 0), m.get(clsYear, 1)
	var last int
	if y2 != nil {
		last = y2.n
	} else if d := m.get(clsDay, 0); d != nil && d.doc.end-d.doc.start == 2 { // 2010-11
		last = y1.n/100*100 + d.n
	}
	if y1.n < 1500 || last > 2100 || last <= y1.n {
		return value{}, false
	}
	a, b := yearValue(y1.n), yearValue(last)
	return value{kind: doc.Date, text: a.text + "/" + b.text, first: a.first, last: b.last}, true
}
