package timex

import (
	"strings"

	"parley/internal/doc"
)

// about are the words before a length that belong to it.
const about = "about|almost|nearly|over|around|roughly|approximately|exactly|some|under"

// lengthRules are durations.
var lengthRules = []rule{
	{"length", about + "? Num -? Unit|Units", makeLength},
	{"length", about + "? Num - and - a - half -? Unit|Units", makeAndHalf},
	{"length", "more|less|fewer than Num Unit|Units", makeLength},
	{"length", "at least|most Num Unit|Units", makeLength},
	{"length", "up to Num Unit|Units", makeLength},
	{"length", about + "? Num straight|consecutive|full|whole|long Units", makeLength},
	{"length", "the? past|last|next|coming|first|final|previous Num|few|several|Vague Units", makeLength},
	{"length", about + "? a|an|one Unit", makeOne},
	{"length", "more|less than a|an Unit", makeOne},
	{"length", "<a|an Num -? Unit", makeLength},
	{"length", "<a|the? single -? Unit", makeOne},
	{"length", "a? few|several|many|couple of? Units", makeVague},
	{"length", about + "? half a|an Unit", makeHalfUnit},
	{"length", "the past|last Unit", makePastUnit},
	{"length", "<in|for|within|over|after|of|since <just? Units", makeBareUnits},
}

// setRules are what happens again and again.
var setRules = []rule{
	{"set", "every|each Unit", makeEvery},
	{"set", "every Num Units", makeEvery},
	{"set", "every other Unit", makeEveryOther},
	{"set", "once|twice a|an|each|every|per Unit", makeEvery},
	{"set", "<Num <times a|an|each|every|per Unit", makeEvery},
	{"set", "every|each Weekday", makeEveryWeekday},
	{"set", "every|each Part", makeEveryPart},
	{"set", "Days", makeEveryWeekday},
}

func makeLength(c *context, m *match) (value, bool) {
	it := m.get(clsUnit|clsUnits, 0)
	if it.n == uWeekend || c.after(m) == "old" || oneOf(c.word(m.to, m.to-1), dashes) && c.word(m.to+1, m.to-1) == "old" {
		return value{}, false
	}
	num := m.get(clsNum, 0)
	if num != nil && num.class&clsClock != 0 {
		return value{}, false
	}
	return length(count(num, it.n), it.n), true
}

// makeAndHalf is "two-and-a-half hours".
func makeAndHalf(_ *context, m *match) (value, bool) {
	it := m.get(clsUnit|clsUnits, 0)
	return length(count(&item{n: m.get(clsNum, 0).n, half: true}, it.n), it.n), it.n != uWeekend
}

const dashes = " - – — ‐ ‑ "

func makeOne(c *context, m *match) (value, bool) {
	it := m.get(clsUnit, 0)
	if it.n < uHour || it.n == uWeekend || it.n == uQuarter {
		return value{}, false
	}
	if m.to-m.from == 2 && m.word(c, 1) != "one" && !c.aLength(m, it.n) {
		return value{}, false
	}
	return length(count(&item{n: 1}, it.n), it.n), true
}

// aLength reports whether "a day" is a length here: "for a day", "a day
// after", not "a day of mourning".
func (c *context) aLength(m *match, _ int) bool {
	return oneOf(c.before(m), " for in within over than about nearly almost over under after lasted lasting only just ") ||
		oneOf(c.after(m), " after before long ")
}

func makeVague(c *context, m *match) (value, bool) {
	it := m.get(clsUnits, 0)
	return length("X", it.n), it.n != uWeekend && c.before(m) != "as"
}

func makeHalfUnit(_ *context, m *match) (value, bool) {
	unit := m.get(clsUnit, 0).n
	switch unit {
	case uHour:
		return length("30", uMinute), true
	case uDay:
		return length("12", uHour), true
	case uYear:
		return length("6", uMonth), true
	case uDecade:
		return length("5", uYear), true
	case uCentury:
		return length("50", uYear), true
	}
	return value{}, false
}

// makePastUnit is "the past decade": the length up to now.
func makePastUnit(c *context, m *match) (value, bool) {
	unit := m.get(clsUnit, 0).n
	if m.word(c, 1) == "last" && unit != uDecade && unit != uCentury && unit != uHour || unit == uWeekend {
		return value{}, false
	}
	return length(count(&item{n: 1}, unit), unit), true
}

func makeBareUnits(c *context, m *match) (value, bool) {
	it := m.get(clsUnits, 0)
	if it.n == uWeekend || m.word(c, 0) == "of" && !oneOf(c.word(m.from-1, m.from), " hundreds dozens thousands ") {
		return value{}, false
	}
	return length("X", it.n), true
}

// setValue is something once in a length.
func setValue(v value) value {
	v.kind = doc.Set
	return v
}

func makeEvery(_ *context, m *match) (value, bool) {
	it := m.get(clsUnit|clsUnits, 0)
	num := m.get(clsNum, 0)
	if num == nil || it.class&clsUnits == 0 { // "three times a day"
		num = &item{n: 1}
	}
	if it.n == uWeekend {
		return value{kind: doc.Set, text: "XXXX-WXX-WE"}, true
	}
	return setValue(length(count(num, it.n), it.n)), true
}

func makeEveryOther(_ *context, m *match) (value, bool) {
	it := m.get(clsUnit, 0)
	return setValue(length(count(&item{n: 2}, it.n), it.n)), it.n != uWeekend
}

func makeEveryWeekday(_ *context, m *match) (value, bool) {
	return setValue(unknownWeekday(m.get(clsWeekday|clsDays, 0).n)), true
}

func makeEveryPart(_ *context, m *match) (value, bool) {
	return value{kind: doc.Set, text: "XXXX-XX-XXT" + parts[m.get(clsPart, 0).n]}, true
}

// clockRules are times of day.
var clockRules = []rule{
	{"clock", "Clock|HHMM hours|hrs? AmPm? local time", makeClock},
	{"clock", "Clock AmPm? Zone?", makeClock},
	{"clock", "Num AmPm Zone?", makeClock},
	{"clock", "HHMM Zone", makeClock},
	{"clock", "noon|midnight", makeNoon},
}

func makeClock(c *context, m *match) (value, bool) {
	var minute int
	switch it := m.get(clsClock|clsHHMM|clsNum, 0); {
	case it.class&clsClock != 0:
		minute = it.n
	case it.class&clsHHMM != 0:
		minute = it.y
	default:
		minute = it.n * 60
		if it.n < 1 || it.n > 12 {
			return value{}, false
		}
	}
	if it := m.get(clsAmPm, 0); it != nil {
		if minute/60 > 12 || minute < 60 {
			return value{}, false
		}
		minute = minute%720 + it.n*60
	} else if m.get(clsZone, 0) == nil && m.to-m.from == 1 && c.aScore(m) {
		return value{}, false
	}
	text := "T" + twoDigits(minute/60) + ":" + twoDigits(minute%60)
	if it := m.get(clsZone, 0); it != nil && it.n == 0 {
		text += "Z"
	}
	return value{kind: doc.TimeOfDay, text: text, clock: true}, true
}

// aScore reports whether figures with a colon are a score, a ratio or the
// length of a film.
func (c *context) aScore(m *match) bool {
	if oneOf(c.before(m), " at by around about from until till to since before after between and ") {
		return false
	}
	w := c.d.Text[c.items[m.from].doc.start:c.items[m.from].doc.end]
	if strings.IndexByte(w, ':') == 1 || strings.Count(w, ":") > 1 {
		return true
	}
	beside := func(i int) bool { return i >= 0 && i < len(c.items) && c.items[i].class&clsClock != 0 }
	return beside(m.from-1) || beside(m.to)
}

func makeNoon(c *context, m *match) (value, bool) {
	text := "T12:00"
	if m.word(c, 0) == "midnight" {
		text = "T00:00"
	}
	return value{kind: doc.TimeOfDay, text: text, clock: true}, true
}
