// Package record holds what a negotiation contains: who said what, who stands
// where, what happened. It imports nothing of ours; package extract fills it
// from texts.
//
// Spans count Unicode code points of an article's text, half-open, as the
// interface of `parley annotate` does and as the substr function of SQL does.
package record

import "encoding/json"

// Maybe is a text that may be unknown: "" is null in JSON.
type Maybe string

// MarshalJSON writes null for "".
func (m Maybe) MarshalJSON() ([]byte, error) {
	if m == "" {
		return []byte("null"), nil
	}
	return json.Marshal(string(m))
}

// UnmarshalJSON reads null as "".
func (m *Maybe) UnmarshalJSON(b []byte) error {
	var s *string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	*m = ""
	if s != nil {
		*m = Maybe(*s)
	}
	return nil
}

// Piece is a stretch of an article's text with the characters it claims to be.
type Piece struct {
	Start, End int // code points, half-open
	Text       string
}

// Words is the evidence of an entry: pieces of one article in text order.
// As JSON it is a list of [start, end] pairs.
type Words []Piece

// MarshalJSON writes the spans without their text.
func (w Words) MarshalJSON() ([]byte, error) {
	spans := make([][2]int, len(w))
	for i, p := range w {
		spans[i] = [2]int{p.Start, p.End}
	}
	return json.Marshal(spans)
}

// whole returns the span from the first to the last piece, nil if there is none.
func (w Words) whole() *[2]int {
	if len(w) == 0 {
		return nil
	}
	return &[2]int{w[0].Start, w[len(w)-1].End}
}

// UnmarshalJSON reads spans; the texts stay empty.
func (w *Words) UnmarshalJSON(b []byte) error {
	var spans [][2]int
	if err := json.Unmarshal(b, &spans); err != nil {
		return err
	}
	*w = nil
	for _, s := range spans {
		*w = append(*w, Piece{Start: s[0], End: s[1]})
	}
	return nil
}

// Kind is what somebody is who speaks or holds a position.
type Kind string

// The kinds.
const (
	Person       Kind = "person"
	Organization Kind = "organization"
	State        Kind = "state"
	Group        Kind = "group"
	Anonymous    Kind = "anonymous" // the article keeps the name back
	Unknown      Kind = "unknown"   // nobody could tell from the article
)

// Who is somebody as one article presents them.
type Who struct {
	Name        string `json:"name"` // full name where known; "anonymous" for an unnamed source, "unknown"
	Entity      string `json:"entity,omitempty"`
	Kind        Kind   `json:"kind,omitempty"`
	Party       string `json:"party,omitempty"`  // the side it belongs to, by the office stated: usually a state's name
	Office      string `json:"office,omitempty"` // the office held, in the article's words
	DescribedAs string `json:"described_as,omitempty"`
	Rung        Rung   `json:"rung,omitempty"` // how far it speaks for its side, by the office; "" for states and other bodies
}

// Rung is how far somebody speaks for a side, by the office.
type Rung string

// The rungs of persons and of sources without a name.
const (
	RungLeader     Rung = "leader"
	RungSpokesman  Rung = "spokesperson"
	RungEnvoy      Rung = "envoy" // who deals with the other side: foreign ministers, negotiators, ambassadors
	RungMinister   Rung = "minister"
	RungLegislator Rung = "legislator"
	RungLocal      Rung = "local"
	RungOfficial   Rung = "official" // in office below ministers; aides, officers
	RungAlly       Rung = "ally"
	RungExpert     Rung = "expert"
	RungMember     Rung = "member" // everybody else of a side, who held an office once
	RungUnnamed    Rung = "unnamed"
	RungSide       Rung = "party" // a body that a side speaks through: a ministry, a palace
)

// Role is an office that an article gives somebody, as the article has it.
type Role struct {
	Office   string `json:"office"`             // the article's words: "then-Defence Minister"
	Kind     string `json:"kind"`               // the office by one name for all its names: "defence minister"
	Of       string `json:"of,omitempty"`       // the state, body or place it is of; "" if not told
	Rung     Rung   `json:"rung"`               // while it is held
	Tenure   string `json:"tenure,omitempty"`   // former, then (at the time told of), acting, new, elect; "" if simply held
	Excludes string `json:"excludes,omitempty"` // lists of offices of which nobody holds two of one body at a time, parted by "; "
	Words    Words  `json:"-"`                  // one piece
}

// MarshalJSON writes the words as one span.
func (r Role) MarshalJSON() ([]byte, error) {
	type plain Role
	return json.Marshal(struct {
		plain
		Span *[2]int `json:"span,omitempty"`
	}{plain(r), r.Words.whole()})
}

// Statement is an article's report of something said.
type Statement struct {
	ID      string  `json:"id"` // "s1", unique in its article
	Speaker Who     `json:"speaker"`
	Source  Words   `json:"source"`
	Cue     Words   `json:"cue"`
	Content Words   `json:"content"`
	Form    string  `json:"form"`    // direct, indirect, mixed
	Channel Maybe   `json:"channel"` // post, interview, press-conference, press (remarks to reporters), speech, parliament, court, call, meeting, letter, document; "" unknown
	Via     Maybe   `json:"via"`     // the platform of a post, who interviewed; "" unknown
	Said    Maybe   `json:"said"`    // ISO 8601 day; "" unknown
	SaidBy  string  `json:"said_by"` // stated, inferred, unknown
	To      []Who   `json:"to"`
	P       float64 `json:"p"`
	By      string  `json:"by"`
}

// Stance is which way a position goes.
type Stance string

// The stances.
const (
	Supports    Stance = "supports"
	Opposes     Stance = "opposes"
	Conditional Stance = "conditional"
	Undecided   Stance = "undecided"
)

// Condition is what a conditional position requires.
type Condition struct {
	Relation string `json:"relation"` // if, unless, before, after, until
	Issue    string `json:"issue"`    // issue code, "other", or "unspecified" where the holder does not say
	Holds    bool   `json:"holds"`    // false where it must not hold
	Text     string `json:"text"`
	Words    Words  `json:"-"` // one piece
}

// MarshalJSON writes the words as one span.
func (c Condition) MarshalJSON() ([]byte, error) {
	type plain Condition
	return json.Marshal(struct {
		plain
		Span *[2]int `json:"span,omitempty"`
	}{plain(c), c.Words.whole()})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (c *Condition) UnmarshalJSON(b []byte) error {
	type plain Condition
	x := struct {
		*plain
		Span *[2]int `json:"span"`
	}{plain: (*plain)(c)}
	if err := json.Unmarshal(b, &x); err != nil {
		return err
	}
	if x.Span != nil {
		c.Words = Words{{Start: x.Span[0], End: x.Span[1]}}
	}
	return nil
}

// Position is where somebody stands on an issue.
type Position struct {
	ID          string      `json:"id"` // "p1", unique in its article
	Holder      Who         `json:"holder"`
	Issue       string      `json:"issue"`     // top-level code of the taxonomy
	SubIssue    Maybe       `json:"sub_issue"` // "" if none
	About       Maybe       `json:"about"`     // the object, in the article's words: "30-day ceasefire"
	Stance      Stance      `json:"stance"`
	Act         Maybe       `json:"act"` // demand, propose, ...; "" for a standing stance
	Conditions  []Condition `json:"conditions"`
	AsOf        Maybe       `json:"asof"`         // ISO 8601; "" unknown
	Statement   Maybe       `json:"statement"`    // id of the statement it rests on; "" for narration
	AccordingTo *Who        `json:"according_to"` // who tells it, where neither holder nor article
	Evidence    Words       `json:"evidence"`
	P           float64     `json:"p"`
	By          string      `json:"by"`
}

// Participant is somebody in an event.
type Participant struct {
	Name string `json:"name"`
	Role string `json:"role"` // "" if unknown; host, mediator, caller, ...
}

// Event is something that happened, is planned, or is claimed.
type Event struct {
	ID           string        `json:"id"` // "e1", unique in its article
	Type         string        `json:"type"`
	Participants []Participant `json:"participants"`
	Place        Maybe         `json:"place"`
	Start        Maybe         `json:"start"` // ISO 8601 day, month or year; "" unknown
	End          Maybe         `json:"end"`   // last day, included; "" unknown
	Status       string        `json:"status"`
	Plover       Maybe         `json:"plover"` // class of the PLOVER scheme, see Classify; "" if it has none
	Cameo        Maybe         `json:"cameo"`  // CAMEO code of the same
	AccordingTo  *Who          `json:"according_to"`
	Evidence     Words         `json:"evidence"`
	P            float64       `json:"p"`
	By           string        `json:"by"`
}

// Clause is one part of a proposal.
type Clause struct {
	Issue string `json:"issue"`
	Text  string `json:"text"`
	Open  Maybe  `json:"open"` // the sub-term left open, in the article's words; "" if none
	Words Words  `json:"-"`    // one piece
}

// MarshalJSON writes the words as one span.
func (c Clause) MarshalJSON() ([]byte, error) {
	type plain Clause
	return json.Marshal(struct {
		plain
		Span *[2]int `json:"span,omitempty"`
	}{plain(c), c.Words.whole()})
}

// Proposal is a framework, plan, memorandum or offer by somebody.
type Proposal struct {
	ID       string   `json:"id"`
	Title    string   `json:"title"`
	Proposer Who      `json:"proposer"`
	Made     Maybe    `json:"made"` // ISO 8601 day, month or year it was put forward, as told; "" unknown
	Clauses  []Clause `json:"clauses"`
	Named    Words    `json:"named"` // where the article names it, in text order
	Evidence Words    `json:"evidence"`
}

// Commitment is what somebody undertook to do.
type Commitment struct {
	ID       string `json:"id"`
	Actor    Who    `json:"actor"`
	Action   string `json:"action"`
	Trigger  Maybe  `json:"trigger"` // "" if none
	Due      Maybe  `json:"due"`     // ISO 8601, last day; "" unknown
	Issue    Maybe  `json:"issue"`   // code of the taxonomy; "" if none fits
	Made     Maybe  `json:"made"`    // ISO 8601 day it was undertaken; "" unknown
	Evidence Words  `json:"evidence"`
}

// TruceMention is a place where an article speaks of a truce, or of another
// halt that is called so in its kind of talks, with the step in its life that
// is told there.
type TruceMention struct {
	ID       string `json:"id"`      // "t1", unique in its article
	Truce    string `json:"truce"`   // what it is called: "four-day truce"; by a word alone where nothing tells which
	Same     Maybe  `json:"same"`    // ID of the earlier mention that it takes up; "" if it opens one
	Step     Maybe  `json:"step"`    // proposed, demanded, declared, agreed, accepted, refused, begun, kept, broken, verified, unverified, extended, unextended, ended; "" if none is told
	Status   Maybe  `json:"status"`  // of the step: occurred, planned, proposed, demanded, claimed, denied; "" if none is told
	Side     Maybe  `json:"side"`    // unilateral, mutual; "" if not said
	Actors   []Who  `json:"actors"`  // who takes the step; of broken, who is accused; empty if not told
	Tellers  []Who  `json:"tellers"` // who tells it, where not the article: of broken, who accuses
	Days     int    `json:"days"`    // how long it is to last; 0 unknown
	Start    Maybe  `json:"start"`   // first day it is to hold, as told here; "" unknown
	End      Maybe  `json:"end"`     // last day, included; "" unknown
	Day      Maybe  `json:"day"`     // day of the step; "" unknown
	Noun     Words  `json:"noun"`    // the words that name it, one piece; empty where it is only meant
	Evidence Words  `json:"evidence"`
	By       string `json:"by"`
}

// Figure is a number that somebody claims: as the article has it, never
// rounded nor averaged with another.
type Figure struct {
	Value    float64  `json:"value"`
	Upper    *float64 `json:"upper,omitempty"` // the greater end of a range ("10 to 15"); nil if there is none
	Of       *float64 `json:"of"`              // the whole it is part of; nil if none
	Bound    string   `json:"bound,omitempty"` // at least, at most, about; "" where the words give it as exact
	Unit     Maybe    `json:"unit"`            // "%", "USD", "km", "USD per hour", "each"; "" for a mere count
	What     string   `json:"what"`            // what is counted or measured, in the article's words, with what became of it: "drones downed"
	About    string   `json:"about,omitempty"` // names beside it, sorted: which of two like counts it is; "Orsk; Velmark"
	Claimant Who      `json:"claimant"`        // the outlet where it says so itself
	Words    Words    `json:"-"`               // one piece
}

// MarshalJSON writes the words as one span.
func (f Figure) MarshalJSON() ([]byte, error) {
	type plain Figure
	return json.Marshal(struct {
		plain
		Span *[2]int `json:"span,omitempty"`
	}{plain(f), f.Words.whole()})
}

// Name is one somebody of an article with the names and offices the article
// gives: what actors are known again by.
type Name struct {
	Entity  string   `json:"entity"` // "e3", unique in its article
	Name    string   `json:"name"`   // fullest form
	Kind    Kind     `json:"kind"`
	Party   string   `json:"party,omitempty"`
	Offices []string `json:"offices,omitempty"` // in the article's words, in text order
	Roles   []Role   `json:"roles,omitempty"`   // the offices with what the words beside them tell, in text order
	Forms   []string `json:"forms,omitempty"`   // every name form used, sorted
}

// Findings is all that one article says about a negotiation.
type Findings struct {
	Names       []Name       `json:"names"`
	Statements  []Statement  `json:"statements"`
	Positions   []Position   `json:"positions"`
	Events      []Event      `json:"events"`
	Proposals   []Proposal   `json:"proposals"`
	Commitments []Commitment `json:"commitments"`
	Figures     []Figure     `json:"figures"`

	Truces []TruceMention `json:"truces"`
}
