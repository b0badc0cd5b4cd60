package timex

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// calendarLine is a line of the calendar file: kind, words, meaning.
type calendarLine struct {
	number  int
	kind    string
	names   []string
	meaning string
}

// readCalendar splits a calendar file into lines.
func readCalendar(b []byte) ([]calendarLine, error) {
	var lines []calendarLine
	if !utf8.Valid(b) {
		return nil, errors.New("is not UTF-8")
	}
	for i, raw := range bytes.Split(b, []byte("\n")) {
		text, _, _ := strings.Cut(string(raw), "#")
		if text = strings.TrimSpace(text); text == "" {
			continue
		}
		kind, rest, ok1 := strings.Cut(text, " ")
		names, meaning, ok2 := strings.Cut(rest, "=")
		if !ok1 || !ok2 {
			return nil, fmt.Errorf("line %d: want KIND WORDS = MEANING", i+1)
		}
		l := calendarLine{number: i + 1, kind: kind, meaning: strings.TrimSpace(meaning)}
		for _, n := range strings.Split(names, ",") {
			if n = strings.TrimSpace(n); n != "" {
				l.names = append(l.names, n)
			}
		}
		if len(l.names) == 0 || l.meaning == "" {
			return nil, fmt.Errorf("line %d: words or meaning missing", i+1)
		}
		lines = append(lines, l)
	}
	return lines, nil
}

// apply adds a line's words to the lexicon, or returns the rules it makes.
func (l *calendarLine) apply(words *lexicon) ([]rule, error) {
	switch l.kind {
	case "season":
		return nil, l.addAll(words, clsSeason, indexOf(len(seasons), func(i int) string { return seasons[i].code }, l.meaning))
	case "part":
		return nil, l.addAll(words, clsPart, indexOf(len(parts), func(i int) string { return parts[i] }, l.meaning))
	case "zone":
		n, err := strconv.Atoi(l.meaning)
		if err != nil {
			return nil, fmt.Errorf("zone %q: want minutes from UTC", l.meaning)
		}
		for _, name := range l.names {
			words.name(name, clsZone, n, false)
		}
		return nil, nil
	case "ref":
		if !oneOf(l.meaning, " PRESENT_REF PAST_REF FUTURE_REF ") {
			return nil, fmt.Errorf("unknown reference %q", l.meaning)
		}
		return l.rules("ref", func(*context, *match) (value, bool) { return ref(l.meaning), true }), nil
	case "set":
		v, err := readSet(l.meaning)
		if err != nil {
			return nil, err
		}
		return l.rules("set", func(*context, *match) (value, bool) { return v, true }), nil
	case "holiday":
		on, err := readHoliday(l.meaning)
		if err != nil {
			return nil, err
		}
		for i, n := range l.names {
			l.names[i] = n + " Year?"
		}
		return l.rules("holiday", on.value), nil
	}
	return nil, fmt.Errorf("unknown kind %q", l.kind)
}

// indexOf returns which of n names is the one wanted, -1 if none.
func indexOf(n int, name func(int) string, want string) int {
	for i := range n {
		if name(i) == want {
			return i
		}
	}
	return -1
}

func (l *calendarLine) addAll(words *lexicon, c class, n int) error {
	if n < 0 {
		return fmt.Errorf("unknown meaning %q", l.meaning)
	}
	for _, name := range l.names {
		words.add(strings.ToLower(name), c, n)
	}
	return nil
}

// rules makes a rule of each phrase of the line.
func (l *calendarLine) rules(name string, value func(*context, *match) (value, bool)) []rule {
	var rs []rule
	for _, n := range l.names {
		rs = append(rs, rule{name, phrase(n), value})
	}
	return rs
}

// phrase is the pattern of a phrase: what the lexer cuts off becomes an
// element of its own.
func phrase(s string) string {
	s = strings.ReplaceAll(strings.ToLower(s), " year?", " Year?")
	s = strings.ReplaceAll(s, "-", " - ")
	s = strings.ReplaceAll(s, "'", " Apostrophe ")
	return s
}

// readSet reads the value of a set: a TIMEX3 length, or a pattern of dates.
func readSet(s string) (value, error) {
	if !strings.HasPrefix(s, "P") && !strings.HasPrefix(s, "X") {
		return value{}, fmt.Errorf("set %q: want a length such as P1D or a pattern such as XXXX-12", s)
	}
	return setValue(value{text: s}), nil
}

// holiday is a day of the year by rule: a fixed day, a weekday of a month, or
// a number of days from Easter Sunday.
type holiday struct {
	month   time.Month // 0 for Easter
	julian  bool       // Easter of the eastern churches
	day     int        // of the month, or days from Easter
	weekday time.Weekday
	nth     int // 1-4, -1 for the last; 0 for a fixed day
}

// readHoliday reads "12-25", "easter+1", "4 thursday 11", "last monday 5".
func readHoliday(s string) (holiday, error) {
	var h holiday
	s, h.julian = strings.CutPrefix(s, "orthodox-")
	if rest, ok := strings.CutPrefix(s, "easter"); ok {
		if rest == "" {
			return h, nil
		}
		n, err := strconv.Atoi(rest)
		h.day = n
		return h, err
	}
	if f := strings.Fields(s); len(f) == 3 {
		month, err := strconv.Atoi(f[2])
		if err != nil || month < 1 || month > 12 {
			return h, fmt.Errorf("holiday %q: no month", s)
		}
		h.month, h.nth = time.Month(month), -1
		if f[0] != "last" {
			if h.nth, err = strconv.Atoi(f[0]); err != nil || h.nth < 1 || h.nth > 4 {
				return h, fmt.Errorf("holiday %q: want 1 to 4 or last", s)
			}
		}
		for d := time.Sunday; d <= time.Saturday; d++ {
			if strings.ToLower(d.String()) == f[1] {
				h.weekday = d
				return h, nil
			}
		}
		return h, fmt.Errorf("holiday %q: no weekday", s)
	}
	m, d, ok := strings.Cut(s, "-")
	month, err1 := strconv.Atoi(m)
	day, err2 := strconv.Atoi(d)
	if !ok || err1 != nil || err2 != nil || !isDay(2024, month, day) {
		return h, fmt.Errorf("holiday %q: want MM-DD, easter+N, orthodox-easter+N or N weekday MM", s)
	}
	h.month, h.day = time.Month(month), day
	return h, nil
}

// in returns the holiday's day in year y.
func (h holiday) in(y int) time.Time {
	switch {
	case h.month == 0 && h.julian:
		return orthodoxEaster(y).AddDate(0, 0, h.day)
	case h.month == 0:
		return easter(y).AddDate(0, 0, h.day)
	case h.nth > 0:
		first := date(y, h.month, 1)
		return first.AddDate(0, 0, (int(h.weekday)-int(first.Weekday())+7)%7+7*(h.nth-1))
	case h.nth < 0:
		last := date(y, h.month+1, 1).AddDate(0, 0, -1)
		return last.AddDate(0, 0, -(int(last.Weekday())-int(h.weekday)+7)%7)
	}
	return date(y, h.month, h.day)
}

// easter is Easter Sunday of the western churches (the anonymous Gregorian
// algorithm, J. Meeus, Astronomical Algorithms, 1991).
func easter(y int) time.Time {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return date(y, time.Month(n/31), n%31+1)
}

// orthodoxEaster is Easter Sunday of the eastern churches (Meeus), on the
// Gregorian calendar of 1900 to 2099, which is 13 days ahead of the Julian.
func orthodoxEaster(y int) time.Time {
	d := (19*(y%19) + 15) % 30
	n := d + (2*(y%4)+4*(y%7)-d+34)%7 + 114
	return date(y, time.Month(n/31), n%31+1+13)
}

// value is the holiday nearest to the day of publication.
func (h holiday) value(c *context, m *match) (value, bool) {
	if c.anchor.IsZero() {
		if h.month != 0 && h.nth == 0 {
			return ref("XXXX-" + twoDigits(int(h.month)) + "-" + twoDigits(h.day)), true
		}
		return unknown(uDay), true
	}
	best := h.in(c.anchor.Year())
	for _, y := range []int{c.anchor.Year() - 1, c.anchor.Year() + 1} {
		if day := h.in(y); abs(days(c.anchor, day)) < abs(days(c.anchor, best)) {
			best = day
		}
	}
	if w := m.get(clsYear, 0); w != nil {
		best = h.in(w.n)
	}
	return dayValue(best), true
}
