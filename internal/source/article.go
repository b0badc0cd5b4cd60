// Package source turns files of many kinds into Articles, keeping their text
// character for character. It imports nothing of ours.
package source

import "time"

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
