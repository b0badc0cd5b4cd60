package timex

import (
	"fmt"
	"strconv"
	"time"

	"parley/internal/doc"
)

// value is what an expression means.
type value struct {
	kind        doc.TimeType
	text        string    // the TIMEX3 value
	first, last time.Time // zero if no days are known
	clock       bool      // a time of day that still wants its day: text is "T20:00Z"
	exact       bool      // a day, month or year that the words give in full
}

// units are the lengths of time by name; part is the letter of ISO 8601.
var units = [...]struct {
	name  string
	part  string
	clock bool
	days  int // about
}{
	{"second", "S", true, 0}, {"minute", "M", true, 0}, {"hour", "H", true, 0},
	{"day", "D", false, 1}, {"weekend", "WE", false, 2}, {"week", "W", false, 7}, {"fortnight", "W", false, 14},
	{"month", "M", false, 30}, {"quarter", "Q", false, 91}, {"year", "Y", false, 365}, {"decade", "Y", false, 3650},
	{"century", "Y", false, 36500},
}

// The indexes in units that the rules ask for.
const (
	uSecond = iota
	uMinute
	uHour
	uDay
	uWeekend
	uWeek
	uFortnight
	uMonth
	uQuarter
	uYear
	uDecade
	uCentury
)

func date(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

// isDay reports whether there is such a day.
func isDay(y, m, d int) bool {
	if y < 1 || y > 9999 || m < 1 || m > 12 || d < 1 || d > 31 {
		return false
	}
	return date(y, time.Month(m), d).Day() == d
}

func inRange(t time.Time) bool { return t.Year() >= 1 && t.Year() <= 9999 }

// dayValue is one day.
func dayValue(t time.Time) value {
	return value{kind: doc.Date, text: t.Format(time.DateOnly), first: t, last: t}
}

// spanValue is the days from first to last.
func spanValue(first, last time.Time) value {
	return value{kind: doc.Date, text: first.Format(time.DateOnly) + "/" + last.Format(time.DateOnly), first: first, last: last}
}

func monthValue(t time.Time) value {
	first := date(t.Year(), t.Month(), 1)
	return value{kind: doc.Date, text: first.Format("2006-01"), first: first, last: first.AddDate(0, 1, -1)}
}

func yearValue(y int) value {
	return value{kind: doc.Date, text: fmt.Sprintf("%04d", y), first: date(y, 1, 1), last: date(y, 12, 31)}
}

func decadeValue(y int) value {
	y = y / 10 * 10
	return value{kind: doc.Date, text: fmt.Sprintf("%03d", y/10), first: date(y, 1, 1), last: date(y+9, 12, 31)}
}

// centuryValue is the n-th century after Christ.
func centuryValue(n int) value {
	return value{kind: doc.Date, text: fmt.Sprintf("%02d", n-1), first: date((n-1)*100+1, 1, 1), last: date(n*100, 12, 31)}
}

// monday returns the first day of t's week.
func monday(t time.Time) time.Time { return t.AddDate(0, 0, -(int(t.Weekday())+6)%7) }

func weekValue(t time.Time) value {
	y, w := t.ISOWeek()
	first := monday(t)
	return value{kind: doc.Date, text: fmt.Sprintf("%04d-W%02d", y, w), first: first, last: first.AddDate(0, 0, 6)}
}

func weekendValue(t time.Time) value {
	v := weekValue(t)
	v.text += "-WE"
	v.first = v.first.AddDate(0, 0, 5)
	return v
}

func quarterValue(y, q int) value {
	first := date(y, time.Month(q*3-2), 1)
	return value{kind: doc.Date, text: fmt.Sprintf("%04d-Q%d", y, q), first: first, last: first.AddDate(0, 3, -1)}
}

func halfValue(y, h int) value {
	first := date(y, time.Month(h*6-5), 1)
	return value{kind: doc.Date, text: fmt.Sprintf("%04d-H%d", y, h), first: first, last: first.AddDate(0, 6, -1)}
}

// seasons of the northern half, by their first month; winter begins in
// December of its year.
var seasons = [...]struct {
	code  string
	month time.Month
}{{"SP", 3}, {"SU", 6}, {"FA", 9}, {"WI", 12}}

func seasonValue(y, s int) value {
	first := date(y, seasons[s].month, 1)
	return value{kind: doc.Date, text: fmt.Sprintf("%04d-%s", y, seasons[s].code), first: first, last: first.AddDate(0, 3, -1)}
}

// parts of the day, by the TIMEX3 code.
var parts = [...]string{"MO", "AF", "EV", "NI", "MI", "DT"}

// ref is a value that names no days.
func ref(text string) value { return value{kind: doc.Date, text: text} }

// length is a duration of n units ("X" for an unknown number).
func length(n string, unit int) value {
	u := units[unit]
	prefix := "P"
	if u.clock {
		prefix = "PT"
	}
	return value{kind: doc.Duration, text: prefix + n + u.part}
}

// count writes the number of an item in the unit given; a decade is ten years.
func count(it *item, unit int) string {
	if it == nil {
		return "X"
	}
	n := it.n
	times := map[int]int{uFortnight: 2, uDecade: 10, uCentury: 100}[unit]
	if times > 0 {
		n *= times
		if it.half {
			n += times / 2
		}
		return strconv.Itoa(n)
	}
	if it.half {
		return strconv.Itoa(n) + ".5"
	}
	return strconv.Itoa(n)
}

// unknown is the value of a unit of which only its size is known.
func unknown(unit int) value {
	text := "XXXX"
	switch unit {
	case uDay, uHour, uMinute, uSecond:
		text = "XXXX-XX-XX"
	case uWeek, uFortnight:
		text = "XXXX-WXX"
	case uWeekend:
		text = "XXXX-WXX-WE"
	case uMonth:
		text = "XXXX-XX"
	case uQuarter:
		text = "XXXX-QX"
	case uDecade:
		text = "XXX"
	case uCentury:
		text = "XX"
	}
	return ref(text)
}

// around is the unit that holds t, moved by n units.
func around(t time.Time, unit, n int) (value, bool) {
	var v value
	switch unit {
	case uDay:
		v = dayValue(t.AddDate(0, 0, n))
	case uWeek:
		v = weekValue(t.AddDate(0, 0, 7*n))
	case uFortnight:
		v = weekValue(t.AddDate(0, 0, 14*n))
	case uWeekend:
		v = weekendValue(t.AddDate(0, 0, 7*n))
	case uMonth:
		v = monthValue(date(t.Year(), t.Month(), 1).AddDate(0, n, 0))
	case uQuarter:
		first := date(t.Year(), (t.Month()-1)/3*3+1, 1).AddDate(0, 3*n, 0)
		v = quarterValue(first.Year(), int(first.Month()+2)/3)
	case uYear:
		v = yearValue(t.Year() + n)
	case uDecade:
		v = decadeValue(t.Year() + 10*n)
	case uCentury:
		v = centuryValue((t.Year()+99)/100 + n)
	default:
		return v, false
	}
	return v, inRange(v.first) && inRange(v.last)
}
