// Package analysis answers questions from a record: where the parties stand,
// what happened when, who the sources are. Everything is a pure function of a
// record and a date; nothing reads a clock.
//
// Days are ISO 8601 strings, "2025-05-09"; "" is an open end: as of the last
// publication of the record.
package analysis

import "parley/internal/record"

// Ref points at the words that something rests on.
type Ref struct {
	Article string // ID
	Entry   string // ID of the finding in the article: "s1", "p3", "e2"
	Start   int    // code points, half-open; of the whole evidence, which may have gaps
	End     int
	Text    string // the pieces of the evidence, joined by " … " where there is a gap
	Lead    string // who says the words and how, "Ana Duro denied", to stand before them; "" where nobody does or they hold it
}

// Date is a day as far as it is known.
type Date struct {
	Day      string // ISO 8601 day, month or year; "" unknown
	Inferred bool   // worked out, or the day of publication for want of another: shown with ~
}

// String returns the day with ~ before it where it is inferred, "?" if unknown.
func (d Date) String() string {
	switch {
	case d.Day == "":
		return "?"
	case d.Inferred:
		return "~" + d.Day
	}
	return d.Day
}

// Basis tells whose account of a position an article gives.
type Basis string

// The bases, the strongest first.
const (
	OwnWords Basis = "own words" // a statement of the holder, or of one who speaks for the holder
	Narrated Basis = "narrated"  // the article itself
	Told     Basis = "told"      // somebody else tells it
)

// Rung tells how far somebody speaks for a party: a record.Rung, or Itself.
type Rung string

// The rungs, the highest first.
const (
	Itself     Rung = "party" // the state or body itself
	Leader     Rung = "leader"
	Spokesman  Rung = "spokesperson"
	Envoy      Rung = "envoy" // ministers of foreign affairs, negotiators, ambassadors
	Minister   Rung = "minister"
	Official   Rung = "official"
	Legislator Rung = "legislator"
	Local      Rung = "local"
	Ally       Rung = "ally"
	Expert     Rung = "expert"
	Member     Rung = "member" // everybody else
)

// Speaks reports whether the rung speaks for the party; the others speak for
// themselves.
func (r Rung) Speaks() bool { return r == Itself || r == Leader || r == Spokesman || r == Envoy }

// Account is one article's version of where somebody stands.
type Account struct {
	Actor      string // ID; "" for an unnamed holder
	Name       string // of the holder
	Rung       Rung
	Stance     record.Stance
	Act        string // demand, propose, ...; "" for a standing stance
	Conditions []record.Condition
	Date       Date
	Basis      Basis
	Teller     string // name of who tells it; "" but for Told
	Outlet     string
	Position   record.PositionEntry
	Ref        Ref
	Ended      *Ending // what ended it; nil if nothing is known to have
}

// Step is a stance that was held over a time.
type Step struct {
	Stance record.Stance
	From   Date // of the first account
	To     Date // of the last account
	Threat bool // on the last day it was told as a threat, which is no wish
}

// Voice is one person or body in a cell.
type Voice struct {
	Actor    string // ID; "" for an unnamed holder
	Name     string
	Rung     Rung
	Steps    []Step    // in order of time; the last is how it stands
	Dissents bool      // the voice's last stance differs from the party's
	Accounts []Account // in order of date
}

// Cell is where one party stands on one object. In a cell without accounts
// nothing was found, which is weaker than silence: a reader misses some, and
// only the articles of Scope.Whole count.
type Cell struct {
	Party      string
	Stance     record.Stance      // of the party, by those who speak for it; "" if none of them is reported
	Threat     bool               // the stance is told as a threat
	ToldBy     string             // name of who tells the stance, where nobody who speaks for the party is reported to state it
	Since      Date               // first account of the present stance
	Last       Date               // last account of it
	Conditions []record.Condition // of the present stance, on the last day
	Moved      []Step             // earlier stances of the party, in order of time; empty if it never moved
	Conflict   []Account          // accounts of the same last day that differ from Stance; empty if none: shown beside it
	Voices     []Voice            // the party itself first, then by rung and name
	Ended      *Ending            // the deed that came after the present stance and did, or undid, what it is on; nil if none is told
	Articles   int                // independent articles: copies count once
	Support    int                // of Articles, those that tell the present stance
}

// Empty reports whether nothing was found.
func (c Cell) Empty() bool { return len(c.Voices) == 0 }

// Row is one position object: an issue, or a thing within it.
type Row struct {
	Key      string // stable, for links: "ceasefire/30-day"
	Issue    string // code
	Object   string // the most frequent wording of the object; "" for the issue as a whole
	Cells    []Cell // one for each of Play.Parties
	Articles int    // independent articles over all cells
}

// Scope is what an answer rests on.
type Scope struct {
	AsOf     string `json:"asof"`     // ISO 8601 day
	First    string `json:"first"`    // first day of publication; "" unknown
	Articles int    `json:"articles"` // analysed articles up to AsOf
	Whole    int    `json:"whole"`    // of them, those of which nothing is missing
	Cut      int    `json:"cut"`      // cut or live
	Undated  int    `json:"undated"`  // of Articles, those of unknown date: counted in
	Origins  int    `json:"origins"`  // of Articles, those that are no copies of another
}

// Play is the state of play: rows of position objects by parties.
type Play struct {
	Scope   Scope
	Parties []string // the columns: the parties with positions in most articles first
	Rows    []Row    // those with most articles first
	Others  []Row    // positions of holders whose party is unknown: one cell each, by holder
}

// Moment is something in the timeline.
type Moment struct {
	Date   Date
	End    string   // last day, included; "" for a moment of one day
	Kind   string   // event, position, statement
	Type   string   // event type, issue code, or form of a statement
	Status string   // of an event: occurred, planned, ...; stance of a position
	Actors []string // IDs, "" where unknown
	Names  []string // one for each of Actors
	Place  string
	Object string // of a position: what about
	Act    string // of a position: demand, threaten, ...; "" for a standing stance
	Teller string // who tells it; "" for the article itself
	Outlet string
	Ref    Ref
}

// OutletCount is what one outlet contributes.
type OutletCount struct {
	Outlet     string // "" unknown
	Articles   int
	Copies     int // of them, those nearly the same as another article of the record
	Cut        int // cut or live
	Statements int
	Direct     int // of them, wholly in quotation marks
	Unnamed    int // of them, from sources that the article keeps back or does not tell
	Positions  int
	Events     int
}

// SpeakerCount is how often somebody is heard.
type SpeakerCount struct {
	Actor      string // ID; "" for unnamed sources, counted by description
	Name       string
	Kind       record.Kind
	Party      string
	Statements int
	Direct     int
	Articles   int
	Outlets    int
	First      string // day of the first statement, or of its publication
	Last       string
}

// SourceCounts is who is heard, through whom.
type SourceCounts struct {
	Outlets  []OutletCount  // most articles first
	Speakers []SpeakerCount // most statements first
}
