package timex

import (
	"time"
)

// Window is when an article came out, as far as that can be told.
//
// Day is the day to resolve its dates against. Where By says that the day was
// inferred from weekdays, the article came out somewhere from First to Last (at
// most a week), and Day is the day of the last weekday that it speaks of:
// perhaps a day or two early, but "Monday" and "last week" come out right.
// Day is zero where the evidence is not sound; nothing is guessed.
type Window struct {
	First, Last time.Time // zero if that end is unknown
	Day         time.Time // zero if unknown
	By          string    // what decided, see the By constants; "" if Day is zero
}

// What decided a Window.
const (
	ByGiven    = "given"           // Clues.Day
	ByYear     = "dateline-year"   // a dateline, its year from full dates in the article or in like articles
	ByWeekday  = "weekday-of-date" // a full date in the article falls on the weekday that it speaks of
	ByCopy     = "copy"            // most of its words are in a dated article
	ByEvent    = "shared-event"    // tells with a dated article, word for word, what happened on the same weekday
	ByWeek     = "week-of-event"   // "last week" and a weekday, for an event that another article dates
	BySequence = "first-weekday"   // the first such weekday after the last date it tells of, near the days of like articles
)

// Infer dates articles that are read together by one another. It returns one
// Window per article, the same for each whatever the order of all.
//
// Years that datelines leave out come from full dates in the article itself or
// in articles about the same names, and only if all of those agree. An article
// without a date gets one only if its weekdays, with one of the kinds of
// evidence that the By constants name, leave a single week; what contradicts
// leaves it unknown. Time is about linear in the number of clues.
func Infer(all []Clues) []Window {
	s := newInference(all)
	for range maxRounds {
		next := make([]Window, len(all))
		changed := false
		for i := range all {
			next[i] = s.windows[i]
			if !next[i].Day.IsZero() {
				continue
			}
			if w, ok := s.date(i); ok {
				next[i] = w
				changed = changed || !w.Day.IsZero()
			}
		}
		s.windows = next // each round rests on the last one only, so the order does not matter
		if !changed {
			break
		}
		s.placeMentions()
	}
	return s.windows
}

const (
	maxRounds   = 6
	maxPostings = 200 // articles with a name; more common names tell nothing
	maxCopies   = 4   // articles with a word sequence; more common ones are furniture of pages and set phrases
)

// inference is the articles with their indexes and what is known so far.
type inference struct {
	all     []Clues
	windows []Window
	byName  map[uint64][]int32
	byGram  map[uint64][]int32
	placed  map[uint64][]placedDay // by name: days spoken of together with it
	like    [][]likeness           // per undated article, filled once
	rare    []int                  // per undated article, its word sequences that at most maxCopies articles have
}

// likeness is another article about the same names.
type likeness struct {
	j     int32
	grams int  // rare word sequences that both have
	near  bool // a quarter of the names are the same
	names int  // how much the names weigh that both have
}

// placedDay is a day that article j speaks of.
type placedDay struct {
	j     int32
	day   time.Time
	names []uint64
}

func newInference(all []Clues) *inference {
	s := &inference{all: all, windows: make([]Window, len(all)), like: make([][]likeness, len(all)), rare: make([]int, len(all))}
	s.byName, s.byGram = map[uint64][]int32{}, map[uint64][]int32{}
	for i := range all {
		if d := all[i].Day; !d.IsZero() {
			s.windows[i] = Window{d, d, d, ByGiven}
		}
		for _, h := range all[i].names {
			s.byName[h] = append(s.byName[h], int32(i))
		}
	}
	for i := range all { // only the words of undated articles matter
		if all[i].Day.IsZero() {
			for _, h := range all[i].grams {
				s.byGram[h] = nil
			}
		}
	}
	for i := range all {
		for _, h := range all[i].grams {
			if js, ok := s.byGram[h]; ok && len(js) <= maxCopies {
				s.byGram[h] = append(js, int32(i))
			}
		}
	}
	for i := range all {
		if all[i].Day.IsZero() {
			s.like[i] = s.likenesses(i)
		}
	}
	s.placeMentions()
	return s
}

// likenesses lists the articles that share names or words with article i.
func (s *inference) likenesses(i int) []likeness {
	shared, grams := map[int32]int{}, map[int32]int{}
	weight := func(df int) int { // of a name in df articles
		w := 1
		for n := len(s.all); n > df; n /= 2 {
			w++
		}
		return w
	}
	own, rare := 0, 0
	for _, h := range s.all[i].names {
		js := s.byName[h]
		if len(js) > maxPostings {
			continue
		}
		w := weight(len(js))
		if len(js) > 1 {
			own += w
		}
		for _, j := range js {
			shared[j] += w
		}
	}
	for _, h := range s.all[i].grams {
		if js := s.byGram[h]; len(js) <= maxCopies {
			rare++
			for _, j := range js {
				grams[j]++
			}
		}
	}
	var out []likeness
	for j := range s.all {
		k := int32(j)
		if j == i || shared[k] == 0 && grams[k] == 0 {
			continue
		}
		near := shared[k]*4 >= own && shared[k] >= 5 // a quarter of the names that any others have
		if near || grams[k] > 0 {
			out = append(out, likeness{k, grams[k], near, shared[k]})
		}
	}
	s.rare[i] = rare
	return out
}

// placeMentions puts the days that dated articles speak of under their names.
func (s *inference) placeMentions() {
	s.placed = map[uint64][]placedDay{}
	common := max(3, len(s.all)/10)
	for j := range s.all {
		for _, m := range s.all[j].mentions {
			day, ok := s.resolve(j, &m)
			if !ok || m.kind != fullDay && m.kind != partialDay || len(m.names) == 0 {
				continue
			}
			for _, h := range m.names {
				if n := len(s.byName[h]); n > 1 && n <= common {
					s.placed[h] = append(s.placed[h], placedDay{int32(j), day, m.names})
				}
			}
		}
	}
}

// resolve is the day that a mention of article i means, as far as is known now.
func (s *inference) resolve(i int, m *dayMention) (time.Time, bool) {
	pub := s.windows[i].Day
	switch m.kind {
	case fullDay:
		return m.day, true
	case partialDay:
		return s.partial(i, m.month, m.n, m.weekday)
	}
	if pub.IsZero() {
		return time.Time{}, false
	}
	switch m.kind {
	case weekdayDay:
		c := context{anchor: pub}
		return c.weekdayNear(m.weekday, m.tense), true
	case daysAway:
		return pub.AddDate(0, 0, m.n), true
	}
	return time.Time{}, false
}

// firm reports whether the day of article j is known well enough for others to
// rest on: it is given, or a dateline says it.
func (s *inference) firm(j int32) bool {
	by := s.windows[j].By
	return by == ByGiven || by == ByYear
}

// partial is a day of a month in the year that the evidence of article i
// gives it: its own day, its own full dates, else the days of like articles.
// All must agree; the weekday, if one is named, must fit.
func (s *inference) partial(i int, mon time.Month, d, weekday int) (time.Time, bool) {
	if pub := s.windows[i].Day; !pub.IsZero() {
		return nearestYear(pub, mon, d, weekday)
	}
	var all agreement
	for _, l := range s.like[i] {
		if day := s.windows[l.j].Day; l.near && !day.IsZero() {
			all.add(day, mon, d, weekday, likeDays)
		}
	}
	if all.n == 0 {
		for _, day := range s.all[i].full {
			all.add(day, mon, d, weekday, ownDays)
			all.add(day, mon, d, weekday, ownNear) // one so near counts as two
		}
		for _, l := range s.like[i] {
			if day := s.all[l.j].told; l.near && s.windows[l.j].Day.IsZero() && !day.IsZero() {
				all.add(day, mon, d, weekday, toldDays)
				all.add(day, mon, d, weekday, toldDays)
			}
		}
		if all.n < 2 {
			return time.Time{}, false
		}
	}
	return all.day, !all.torn && all.n > 0 && all.day.Year() >= s.all[i].year
}

// agreement is the one day that several days of publication or full dates put
// a day of a month on.
type agreement struct {
	day  time.Time
	n    int
	torn bool // they do not agree
}

// add takes a day near which the day of the month must lie to tell its year.
func (a *agreement) add(near time.Time, mon time.Month, d, weekday, within int) {
	day, ok := nearestYear(near, mon, d, weekday)
	if !ok || abs(days(near, day)) > within {
		return
	}
	if a.n > 0 && !a.day.Equal(day) {
		a.torn = true
	}
	a.day = day
	a.n++
}

// How near a full date in the article, or the day of a like article, must be
// to tell the year of a day of a month.
const (
	ownDays  = 120
	ownNear  = 30
	toldDays = 45
	likeDays = 120
)

// nearestYear puts a day of a month into the year that brings it nearest.
func nearestYear(near time.Time, mon time.Month, d, weekday int) (time.Time, bool) {
	var best time.Time
	for y := near.Year() - 1; y <= near.Year()+1; y++ {
		if !isDay(y, int(mon), d) {
			continue
		}
		day := date(y, mon, d)
		if best.IsZero() || abs(days(near, day)) < abs(days(near, best)) {
			best = day
		}
	}
	if best.IsZero() || weekday >= 0 && int(best.Weekday()) != weekday {
		return best, false
	}
	return best, true
}

// date works out the day of article i from what is known.
func (s *inference) date(i int) (Window, bool) {
	if dl := s.all[i].Dateline; dl.Month != 0 {
		day, ok := s.partial(i, dl.Month, dl.Day, dl.Weekday)
		return Window{day, day, day, ByYear}, ok
	}
	e := s.evidence(i)
	return e.decide()
}
