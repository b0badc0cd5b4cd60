package timex

import (
	"time"
)

// evidence is what speaks for the day of an article that bears none.
type evidence struct {
	weekdays   []int       // spoken of as past, each once, in order of the text
	after      time.Time   // the latest day told as past; zero if there is none
	afterFull  bool        // that day was given with its year
	afterNamed bool        // that day was given with its weekday
	perhaps    time.Time   // the latest day of which the tense does not tell
	before     time.Time   // the earliest day told as to come
	copies     []time.Time // days of articles with most of the same words
	events     []time.Time // days of the same weekday in articles that share words
	weeks      []time.Time // Mondays of the weeks that "last week" leaves
	company    []time.Time // days of like articles
	torn       bool        // "last week" means different weeks
}

// Bounds for evidence.
const (
	copyTenths  = 8  // of its words, furniture aside
	eventGrams  = 3  // word sequences that both must have
	maxArc      = 3  // days from the first to the last weekday that it speaks of
	companyDays = 14 // how near the day of a like article must be
)

// evidence collects what speaks for the day of article i.
func (s *inference) evidence(i int) evidence {
	var e evidence
	seen := [7]bool{}
	mentions := s.all[i].mentions
	for k := range mentions {
		m := &mentions[k]
		switch m.kind {
		case weekdayDay:
			if m.tense == past && !seen[m.weekday] {
				seen[m.weekday] = true
				e.weekdays = append(e.weekdays, m.weekday)
			}
		case fullDay, partialDay:
			if day, ok := s.resolve(i, m); ok {
				e.bound(day, m)
			}
		case weeksAway:
			e.addWeeks(s.linked(i, m), m.n)
		}
	}
	if wd := int(e.after.Weekday()); e.afterNamed && !seen[wd] && len(e.weekdays) > 0 {
		e.weekdays = append(e.weekdays, wd)
	}
	for _, l := range s.like[i] {
		e.addLike(s, i, l, seen)
	}
	return e
}

// bound takes a day told as past or as to come.
func (e *evidence) bound(day time.Time, m *dayMention) {
	switch m.tense {
	case past:
		if day.After(e.after) {
			e.after, e.afterFull, e.afterNamed = day, m.kind == fullDay, m.weekday >= 0
		}
	case unknownTense:
		if day.After(e.perhaps) {
			e.perhaps = day
		}
	case future:
		if e.before.IsZero() || day.Before(e.before) {
			e.before = day
		}
	}
}

// linked returns the days that other articles give to what mention m speaks of
// in the same sentence.
func (s *inference) linked(i int, m *dayMention) []placedDay {
	var out []placedDay
	for _, h := range m.names {
		for _, p := range s.placed[h] {
			if int(p.j) != i && overlap(p.names, m.names) >= 2 && s.isNear(i, p.j) {
				out = append(out, p)
			}
		}
	}
	return out
}

// isNear reports whether article j is about the same names as article i.
func (s *inference) isNear(i int, j int32) bool {
	for _, l := range s.like[i] {
		if l.j == j {
			return l.near
		}
	}
	return false
}

// overlap counts what two sorted lists share.
func overlap(a, b []uint64) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

// addWeeks takes the days of an event that lies n weeks from the publication:
// they must be of one week.
func (e *evidence) addWeeks(placed []placedDay, n int) {
	for _, p := range placed {
		week := monday(p.day).AddDate(0, 0, -7*n)
		if len(e.weeks) > 0 && !e.weeks[0].Equal(week) {
			e.torn = true
		}
		e.weeks = append(e.weeks, week)
	}
}

// addLike takes what a like article that is dated says.
func (e *evidence) addLike(s *inference, i int, l likeness, weekdays [7]bool) {
	day := s.windows[l.j].Day
	if day.IsZero() {
		return
	}
	if !s.firm(l.j) {
		return
	}
	if l.near {
		e.company = append(e.company, day)
	}
	if s.rare[i] > 40 && l.grams*10 >= s.rare[i]*copyTenths {
		e.copies = append(e.copies, day)
	}
	if l.grams < eventGrams || !l.near {
		return
	}
	mentions := s.all[l.j].mentions
	for k := range mentions {
		m := &mentions[k]
		if m.kind == weekdayDay && m.tense == past && weekdays[m.weekday] {
			if d, ok := s.resolve(int(l.j), m); ok {
				e.events = append(e.events, d)
			}
		}
	}
}

// decide weighs the evidence.
func (e *evidence) decide() (Window, bool) {
	if day, ok := agreed(e.copies, 2); ok {
		w := Window{day.AddDate(0, 0, -1), day.AddDate(0, 0, 2), day, ByCopy}
		return w, e.allows(day)
	}
	if _, length := e.arc(); length > maxArc {
		return e.open(), true
	}
	var day time.Time
	by := ""
	vote := func(d time.Time, rule string) bool {
		if day.IsZero() {
			day, by = d, rule
		}
		return day.Equal(d)
	}
	ok := true
	if e.afterFull && e.speaksOf(e.after) && e.latest(e.after).Equal(e.after) && e.near(e.after) {
		ok = ok && vote(e.after, ByWeekday)
	}
	if len(e.events) > 0 {
		d, same := agreed(e.events, 0)
		ok = ok && same && vote(e.latest(d), ByEvent)
	}
	if len(e.weeks) > 0 && !e.torn && e.near(e.latest(e.weeks[0])) {
		ok = ok && vote(e.latest(e.weeks[0]), ByWeek)
	}
	if by == "" && !e.after.IsZero() && !e.torn && e.hasCompany(e.latest(e.after)) {
		ok = vote(e.latest(e.after), BySequence)
	}
	if !ok || day.IsZero() || !e.allows(day) {
		return e.open(), true
	}
	return Window{day, e.end(day), day, by}, true
}

// open is a window without a day.
func (e *evidence) open() Window { return Window{First: e.after, Last: e.before} }

// end is the last day on which one would still say the weekday of day.
func (e *evidence) end(day time.Time) time.Time {
	last := day.AddDate(0, 0, 6)
	if len(e.weeks) > 0 && !e.torn {
		if sunday := e.weeks[0].AddDate(0, 0, 6); sunday.Before(last) {
			last = sunday
		}
	}
	if !e.before.IsZero() && e.before.Before(last) && !e.before.Before(day) {
		last = e.before
	}
	return last
}

// allows reports whether nothing told as past comes after day and nothing to
// come before it. Days without a tense must not come after it either: they may
// be past.
func (e *evidence) allows(day time.Time) bool {
	return !e.perhaps.After(day.AddDate(0, 0, 1)) && !e.after.After(day.AddDate(0, 0, 1)) && (e.before.IsZero() || !e.before.Before(day))
}

// speaksOf reports whether day falls on a weekday that the article names.
func (e *evidence) speaksOf(day time.Time) bool {
	for _, wd := range e.weekdays {
		if int(day.Weekday()) == wd {
			return true
		}
	}
	return false
}

// latest is the first day from start on that is the last of the weekdays
// named, as they follow each other most closely.
func (e *evidence) latest(start time.Time) time.Time {
	end, _ := e.arc()
	return start.AddDate(0, 0, (end-int(start.Weekday())+7)%7)
}

// arc is the shortest run of days with all the weekdays named: its last
// weekday and its length in days.
func (e *evidence) arc() (end, length int) {
	length = 8
	for _, last := range e.weekdays {
		far := 0
		for _, wd := range e.weekdays {
			far = max(far, (last-wd+7)%7)
		}
		if far+1 < length {
			end, length = last, far+1
		}
	}
	return end, length
}

// hasCompany reports whether like articles came out around day, and none
// nearer to the same weekday of another week.
func (e *evidence) hasCompany(day time.Time) bool {
	near := false
	for _, d := range e.company {
		away := days(day, d)
		near = near || abs(away) <= companyDays
		if away > 3 && away <= 60 {
			return false
		}
	}
	return near
}

// near reports whether a like article came out around day.
func (e *evidence) near(day time.Time) bool {
	for _, d := range e.company {
		if abs(days(day, d)) <= companyDays {
			return true
		}
	}
	return false
}

// agreed returns the earliest of some days if none is more than slack later.
func agreed(list []time.Time, slack int) (time.Time, bool) {
	if len(list) == 0 {
		return time.Time{}, false
	}
	first, last := list[0], list[0]
	for _, d := range list {
		if d.Before(first) {
			first = d
		}
		if d.After(last) {
			last = d
		}
	}
	return first, days(first, last) <= slack
}
