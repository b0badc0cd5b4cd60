// Package store keeps articles and what was found in them in a SQLite file.
//
// The text of an article never changes. An entry whose evidence is not the
// article's characters at its span is refused twice: by this package, with an
// error that names it, and by a trigger of the database, so that no other
// program can slip one in. Spans in the database count code points, as SQL's
// substr does. The schema is told in migrations/*.sql.
//
// A file that this package makes is for one user: mode 0600, its -wal and -shm
// files too. The mode of a file that is there is its owner's business.
package store

import (
	"time"

	"parley/internal/record"
	"parley/internal/source"
)

// Reading is what was found in one article, and how.
type Reading struct {
	Article  string // ID
	Version  string // of what read it: another version reads again
	Anchor   string // ISO 8601 day that the article's dates were worked out from; "" none
	Findings record.Findings
}

// AnchorOf returns the day that an article's dates are worked out from, as a
// Reading has it: the day of publication, "" if unknown.
func AnchorOf(a source.Article) string {
	if a.Published.IsZero() {
		return ""
	}
	return a.Published.Format(time.DateOnly)
}

// Hit is a place found by Search.
type Hit struct {
	Article   string // ID
	Outlet    string
	Title     string
	Published string // ISO 8601 day; "" unknown
	Statement string // ID in the article where the content of a statement was found; "" for article text
	Start     int    // code points of the article's text that Text covers, half-open
	End       int
	Text      string   // the snippet: characters of the article, unchanged
	Marks     [][2]int // the words found, in code points of the article's text, in order
}

// Stats counts what the file holds.
type Stats struct {
	Articles    int
	Read        int // analysed
	Skipped     int // kept but not analysed
	Unread      int // to be analysed still, or again since their day changed
	Outlets     int
	Statements  int
	Positions   int
	Events      int
	Proposals   int
	Commitments int
	Figures     int
	First, Last string // days of publication, "" if none is known
}

// Intake is one time that an article came in.
type Intake struct {
	Article string
	Path    string
	At      time.Time // UTC
}
