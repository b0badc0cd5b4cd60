package analysis

import (
	"io"

	"parley/internal/record"
)

// Brief is a summary for reading: the state of play, what is open in it, and
// the last events, each claim with its references.
type Brief struct {
	Title   string
	Scope   Scope
	Parties []string
	Rows    []Row     // the most reported
	More    int       // rows left out
	Latest  []Moment  // events of the last days, the latest first
	Planned []Moment  // events planned for AsOf or later, the next first
	Refs    []RefLine // numbered from 1 in order of first use
}

// RefLine is one numbered reference of a brief.
type RefLine struct {
	N     int
	Title string // of the article, or its outlet and day
	Ref   Ref
}

// MakeBrief returns the brief as of a day.
func MakeBrief(rec *record.Record, asof string) Brief { return Brief{} }

// WriteText writes a brief as plain text, at most width columns for the table
// (0: as wide as needed, for pipes and files).
func (b Brief) WriteText(w io.Writer, width int) error { return nil }

// WriteMarkdown writes a brief as Markdown.
func (b Brief) WriteMarkdown(w io.Writer) error { return nil }

// WriteHTML writes a brief as one self-contained HTML page.
func (b Brief) WriteHTML(w io.Writer) error { return nil }

// WriteJSON writes a brief as indented JSON.
func (b Brief) WriteJSON(w io.Writer) error { return nil }
