package record

import (
	"encoding/json"
	"fmt"
)

// Article is what a record keeps of one outlet's text: everything but the text.
type Article struct {
	ID          string `json:"id"` // hex SHA-256 of outlet, link and text
	Doc         string `json:"-"`  // path or link it was read from: of the intake, so not in the canonical export
	Outlet      string `json:"outlet,omitempty"`
	Title       string `json:"title,omitempty"`
	Link        string `json:"link,omitempty"`
	Published   Maybe  `json:"published"`    // RFC 3339 in the zone given where the time is known, else ISO 8601 day; "" unknown
	PublishedBy string `json:"published_by"` // given, dateline, inferred, unknown
	Language    string `json:"language,omitempty"`
	Complete    string `json:"complete"`          // whole, cut, live
	Skipped     string `json:"skipped,omitempty"` // why it was not analysed: language, empty; "" if it was
	Length      int    `json:"length"`            // of its text, in code points
	Copies      string `json:"copies,omitempty"`  // smallest article ID of its copy group; "" if no other text is nearly the same
}

// Day returns the day of publication, "2025-05-09" in the zone given; "" if unknown.
func (a Article) Day() string {
	if len(a.Published) < len("2006-01-02") {
		return ""
	}
	return string(a.Published[:len("2006-01-02")])
}

// Origin returns what to count an article under so that copies count once: its
// copy group, else itself.
func (a Article) Origin() string {
	if a.Copies != "" {
		return a.Copies
	}
	return a.ID
}

// Whole reports whether silence in the article means something: it was
// analysed and none of it is missing.
func (a Article) Whole() bool { return a.Complete == "whole" && a.Skipped == "" }

// Reading is what was found in one article.
type Reading struct {
	Article  string // ID
	Findings Findings
}

// Actor is somebody in the record, known across articles where that is safe.
type Actor struct {
	ID         string   `json:"id"` // made of the name and what sets it apart, so the same in every record where that holds
	Name       string   `json:"name"`
	Kind       Kind     `json:"kind"`
	Party      string   `json:"party,omitempty"`   // name of the side it belongs to; its own name for a state; "" unknown
	Offices    []string `json:"offices,omitempty"` // in the articles' words, the most frequent first
	Forms      []string `json:"forms,omitempty"`   // every name form used, sorted
	Entities   []Entity `json:"entities"`          // the mentions it was made of, by article ID and entity
	Merged     []string `json:"merged,omitempty"`  // why they were taken for one; empty where it comes from one entity
	Unresolved []Doubt  `json:"unresolved,omitempty"`

	Roles   []RoleEntry `json:"roles,omitempty"`   // offices over time: by day of publication
	Clashes []Clash     `json:"clashes,omitempty"` // titles that contradict one another or are out of date
}

// Entity is somebody of one article.
type Entity struct {
	Article string `json:"article"` // ID
	Entity  string `json:"entity,omitempty"`
	Name    string `json:"name"` // as the article has it
}

// Doubt names another actor who may be the same, and was not merged.
type Doubt struct {
	Actor   string   `json:"actor"` // ID
	For     []string `json:"for"`
	Against []string `json:"against"`
}

// StatementEntry is a statement of the record.
type StatementEntry struct {
	Statement
	Article    string   `json:"article"`    // ID
	Actor      string   `json:"actor"`      // ID of the speaker; "" for anonymous and unknown
	Addressees []string `json:"addressees"` // IDs, one for each of To; "" where unknown
}

// PositionEntry is a position of the record.
type PositionEntry struct {
	Position
	Article string `json:"article"`
	Actor   string `json:"actor"`  // ID of the holder; "" for anonymous and unknown
	Teller  string `json:"teller"` // ID of who tells it (AccordingTo); "" for nobody, anonymous and unknown
}

// EventEntry is an event of the record: one article's account of it.
type EventEntry struct {
	Event
	Article string   `json:"article"`
	Actors  []string `json:"actors"` // IDs, one for each of Participants
	Teller  string   `json:"teller"` // ID of who tells it (AccordingTo); "" as for a position
}

// ProposalEntry is a proposal of the record.
type ProposalEntry struct {
	Proposal
	Article string `json:"article"`
	Actor   string `json:"actor"` // ID of the proposer
}

// CommitmentEntry is a commitment of the record.
type CommitmentEntry struct {
	Commitment
	Article string `json:"article"`
	Actor   string `json:"actor"` // ID of who undertook it; the finding's own Who is Commitment.Actor
}

// TruceEntry is a mention of a truce in the record.
type TruceEntry struct {
	TruceMention
	Article   string   `json:"article"`
	ActorIDs  []string `json:"actor_ids"`  // one for each of Actors; "" where unknown
	TellerIDs []string `json:"teller_ids"` // likewise of Tellers
}

// FigureEntry is a figure of the record.
type FigureEntry struct {
	Figure
	ID      string // "f1", by place among the article's figures
	Article string
	Actor   string   // ID of the claimant
	Differs []string // article ID + "/" + figure ID of claims about the same thing that differ, sorted
}

// MarshalJSON adds the entry's fields to those of the figure.
func (e FigureEntry) MarshalJSON() ([]byte, error) {
	b, err := json.Marshal(e.Figure)
	if err != nil {
		return nil, err
	}
	rest, err := json.Marshal(struct {
		ID      string   `json:"id"`
		Article string   `json:"article"`
		Actor   string   `json:"actor"`
		Differs []string `json:"differs,omitempty"`
	}{e.ID, e.Article, e.Actor, e.Differs})
	if err != nil {
		return nil, err
	}
	return append(append(b[:len(b)-1], ','), rest[1:]...), nil
}

// Record is what all articles together say about a negotiation. It is built by
// Build and then only read; reading is safe for concurrent use.
//
// Articles are in order of publication (undated ones last), then of ID; entries
// in the order of their articles, then of the text; actors by name, then ID.
type Record struct {
	Articles    []Article
	Actors      []Actor // those that an entry names, and their doubtful namesakes
	Statements  []StatementEntry
	Positions   []PositionEntry
	Events      []EventEntry
	Proposals   []ProposalEntry
	Commitments []CommitmentEntry
	Figures     []FigureEntry
	Truces      []TruceEntry

	articles   map[string]int // by ID
	actors     map[string]int // by ID
	figureRefs []figureRef    // sorted
	said       map[string]int // index in Statements by article ID + "/" + statement ID
}

// Article returns the article with an ID, and whether there is one.
func (r *Record) Article(id string) (Article, bool) {
	if i, ok := r.articles[id]; ok {
		return r.Articles[i], true
	}
	return Article{}, false
}

// Actor returns the actor with an ID, and whether there is one. "" is nobody.
func (r *Record) Actor(id string) (Actor, bool) {
	if i, ok := r.actors[id]; ok {
		return r.Actors[i], true
	}
	return Actor{}, false
}

// Statement returns an article's statement by its ID in the article ("s1").
func (r *Record) Statement(article, id string) (StatementEntry, bool) {
	if i, ok := r.said[article+"/"+id]; ok {
		return r.Statements[i], true
	}
	return StatementEntry{}, false
}

// NameOf returns how to call somebody: the actor's name where the actor is
// known, else the name in the article; for an unnamed source its description.
func (r *Record) NameOf(actor string, w Who) string {
	if a, ok := r.Actor(actor); ok {
		return a.Name
	}
	if (w.Kind == Anonymous || w.Name == "" || w.Name == "anonymous") && w.DescribedAs != "" {
		return w.DescribedAs
	}
	return w.Name
}

// PartyOf returns the side somebody belongs to: as the record knows the actor,
// else as the article states it; a state is its own side. "" if unknown.
func (r *Record) PartyOf(actor string, w Who) string {
	a, ok := r.Actor(actor)
	switch {
	case ok && a.Kind == State:
		return a.Name
	case ok && a.Party != "":
		return a.Party
	case w.Party == "" && w.Kind == State:
		return w.Name
	}
	return w.Party
}

// Build makes the record of articles and what was found in them. It is pure:
// the same articles give the same record in whatever order they come. Readings
// of articles that are not given are left out; of two readings or articles
// with one ID the last counts, so give each once.
func Build(articles []Article, readings []Reading) Record {
	b := newBuilder(articles, readings)
	b.resolve()
	for _, a := range b.rec.Articles {
		if f, ok := b.findings[a.ID]; ok {
			b.add(a.ID, f)
		}
	}
	b.finish()
	return b.rec
}

// figureID names the i-th figure of an article, from 0.
func figureID(i int) string { return fmt.Sprintf("f%d", i+1) }
