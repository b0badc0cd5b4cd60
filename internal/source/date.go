package source

import (
	"regexp"
	"strings"
	"time"
)

// moments are layouts with a time of day and a zone.
var moments = []string{
	time.RFC3339Nano, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04Z0700",
	"2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04 -0700", "2006-01-02 15:04:05 -07:00",
	"Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04 -0700", "2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04 -0700",
	"Mon, 2 January 2006 15:04:05 -0700", "Mon Jan 2 15:04:05 -0700 2006", "Monday, 02-Jan-06 15:04:05 -0700",
	"January 2, 2006 15:04 -0700", "January 2, 2006 3:04 PM -0700", "Jan 2, 2006 3:04 PM -0700", "2 January 2006 15:04 -0700",
}

// days are layouts of which only the day counts: without a zone one cannot
// tell the moment.
var days = []string{
	"2006-01-02", "2006-01-02T15:04:05.999999999", "2006-01-02T15:04", "2006-01-02 15:04:05.999999999", "2006-01-02 15:04",
	"20060102", "2006/01/02", "2006/1/2", "January 2, 2006", "January 2 2006", "2 January 2006", "Jan 2, 2006", "2 Jan 2006",
	"Jan. 2, 2006", "Monday, January 2, 2006", "Monday, 2 January 2006", "Mon, 2 Jan 2006", "Mon, Jan 2, 2006",
	"Mon, 2 Jan 2006 15:04:05", "January 2, 2006 3:04 PM", "Jan 2, 2006 3:04 PM", "2 January 2006 15:04", "2 Jan 2006 15:04",
	"Mon Jan 2 15:04:05 2006",
}

// zones are the abbreviations with one meaning in news feeds. Others leave
// the time of day out of account.
var zones = map[string]string{
	"GMT": "+0000", "UTC": "+0000", "UT": "+0000", "Z": "+0000", "WET": "+0000", "BST": "+0100", "CET": "+0100", "CEST": "+0200",
	"EET": "+0200", "EEST": "+0300", "MSK": "+0300", "EST": "-0500", "EDT": "-0400", "CDT": "-0500", "MST": "-0700", "MDT": "-0600",
	"PST": "-0800", "PDT": "-0700", "JST": "+0900", "KST": "+0900", "AEST": "+1000", "AEDT": "+1100", "NZST": "+1200", "NZDT": "+1300",
}

var zoneName = regexp.MustCompile(`^(.*\d(?: ?[AaPp][Mm])?) ?([A-Z]{1,5})$`)

// parseTime reads a date of the kinds that feeds, pages and people write.
// clock is false where only the day counts: then the time is 00:00 UTC of
// that day. ok is false where s is no date of the calendar.
func parseTime(s string) (t time.Time, clock, ok bool) {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > 64 {
		return time.Time{}, false, false
	}
	known := true
	if m := zoneName.FindStringSubmatch(s); m != nil && m[2] != "Z" && m[2] != "AM" && m[2] != "PM" {
		offset, found := zones[m[2]]
		s, known = m[1]+" "+offset, found
		if !found {
			s = m[1]
		}
	}
	s = strings.NewReplacer(" at ", " ", " a.m.", " AM", " p.m.", " PM", " am", " AM", " pm", " PM").Replace(s)
	if known {
		for _, layout := range moments {
			if t, err := time.Parse(layout, s); err == nil {
				return t, true, sane(t)
			}
		}
	}
	for _, layout := range days {
		if t, err := time.Parse(layout, s); err == nil {
			return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC), false, sane(t)
		}
	}
	return time.Time{}, false, false
}

// sane tells whether an article can have come out at t.
func sane(t time.Time) bool { return t.Year() >= 1500 && t.Year() <= 2200 }

// date sets a's published time from a field, or returns why it cannot.
func (a *Article) date(field string) (why string) {
	if strings.TrimSpace(field) == "" {
		return ""
	}
	t, clock, ok := parseTime(field)
	if !ok {
		return "no such date: " + clip(field, 40)
	}
	a.Published, a.HasTime, a.PublishedBy = t, clock, Given
	return ""
}

// clip quotes s, cut to n code points.
func clip(s string, n int) string {
	rs := []rune(s)
	if len(rs) > n {
		return `"` + string(rs[:n]) + `…"`
	}
	return `"` + s + `"`
}
