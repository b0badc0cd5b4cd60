// Package source turns files of many kinds into Articles, keeping their text
// character for character. It imports nothing of ours.
package source

import (
	"strings"
	"time"
)

// Completeness tells whether an article's text is all of it.
type Completeness string

// The kinds of completeness.
const (
	Whole Completeness = "whole"
	Cut   Completeness = "cut"  // behind a paywall, or shortened
	Live  Completeness = "live" // a page that goes on being written
)

// Certainty tells how an article's day of publication is known.
type Certainty string

// The kinds of certainty.
const (
	Given    Certainty = "given"    // by metadata
	Dateline Certainty = "dateline" // by the text's own dateline; its year may be inferred
	Inferred Certainty = "inferred" // from the articles read together with it
	NoDate   Certainty = "unknown"
)

// Skip tells why an article is kept but not analysed.
type Skip string

// The reasons; "" means that the article is analysed.
const (
	Analysed      Skip = ""
	SkipLanguage  Skip = "language"
	SkipEmptyText Skip = "empty"
)

// Article is one outlet's text.
type Article struct {
	ID          string    // hex SHA-256 of outlet, link and text, each ended by a zero byte
	Doc         string    // the path as given; for a JSON line its link, else path#line
	Link        string    // "" if unknown
	Title       string    // "" if unknown
	Outlet      string    // "" if unknown
	Published   time.Time // in the zone given; only the day counts where HasTime is false; zero if unknown
	HasTime     bool
	PublishedBy Certainty
	Language    string // ISO 639-1, "" if the text is too short to tell
	Complete    Completeness
	Skipped     Skip
	Text        string // valid UTF-8 without NUL, else character for character as read
	Furniture   []Stretch
}

// Stretch is a half-open range of bytes of an article's Text that is not the
// outlet's reporting: access boilerplate, widgets, "read more".
type Stretch struct{ Start, End int }

// Visible returns the text with blanks, byte for byte, in the place of its
// furniture; line breaks stay.
func (a Article) Visible() string {
	if len(a.Furniture) == 0 {
		return a.Text
	}
	var b strings.Builder
	b.Grow(len(a.Text))
	at := 0
	for _, st := range a.Furniture {
		b.WriteString(a.Text[at:st.Start])
		for i := st.Start; i < st.End; i++ {
			if c := a.Text[i]; c == '\n' || c == '\r' {
				b.WriteByte(c)
			} else {
				b.WriteByte(' ')
			}
		}
		at = st.End
	}
	b.WriteString(a.Text[at:])
	return b.String()
}

// Day returns the day of publication at 00:00 UTC, zero if unknown.
func (a Article) Day() time.Time {
	if a.Published.IsZero() {
		return time.Time{}
	}
	y, m, d := a.Published.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}
