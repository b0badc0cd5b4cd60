// Package doc holds a text and what was found in it.
//
// A Doc owns its data as flat slices that refer to each other by index, and
// every position is a range: Span counts bytes of Text, Range counts tokens.
// Both are half-open. The text never changes; annotators only add layers.
//
// The package knows nothing about negotiations (that is package record) and
// imports nothing of ours.
package doc

import (
	"fmt"
	"time"
)

// Span is a half-open range of bytes in Doc.Text, always on rune boundaries.
type Span struct{ Start, End int }

// Len returns the number of bytes in s.
func (s Span) Len() int { return s.End - s.Start }

// Overlap returns how many bytes s and t share.
func (s Span) Overlap(t Span) int { return max(0, min(s.End, t.End)-max(s.Start, t.Start)) }

// Contains reports whether t lies wholly in s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Range is a half-open range of token indexes.
type Range struct{ From, To int }

// Len returns the number of tokens in r.
func (r Range) Len() int { return r.To - r.From }

// Has reports whether token i lies in r.
func (r Range) Has(i int) bool { return r.From <= i && i < r.To }

// Contains reports whether q lies wholly in r.
func (r Range) Contains(q Range) bool { return r.From <= q.From && q.To <= r.To }

// Overlaps reports whether r and q share a token.
func (r Range) Overlaps(q Range) bool { return r.From < q.To && q.From < r.To }

// NoIndex marks an index that refers to nothing: no head, no entity, no speaker.
const NoIndex = -1

// Doc is one text with its layers. A Doc is built by one goroutine and then
// only read; reading is safe for concurrent use.
type Doc struct {
	Text   string
	Title  string    // the headline where it is not part of Text; "" if unknown
	Outlet string    // who published it; "" if unknown
	Anchor time.Time // day of publication at 00:00 UTC; zero if unknown

	Paragraphs   []Range             // LayerParagraphs: tokens of each line of text that has any
	Sentences    []Range             // LayerSentences: in order, without gaps; none crosses a paragraph
	Tokens       []Token             // LayerTokens
	Quotations   []Quotation         // LayerQuotations: by opening mark
	NameScores   [][NameLabels]int16 // LayerNameScores: of each token
	Mentions     []Mention           // LayerMentions: by Range.From, then longer first
	Entities     []Entity            // LayerEntities
	Chains       []Chain             // LayerChains: by their first place; no range is in two
	Times        []Time              // LayerTimes: in text order, not overlapping
	Attributions []Attribution       // LayerAttributions: by start of the first content piece
}

// Token is a word or a mark. LayerTags fills UPOS, XPOS and Lemma;
// LayerDependencies fills Head and Rel.
type Token struct {
	Span
	Joined bool   // continues the surface word of the token before ("n't" in "don't")
	UPOS   string // Universal Dependencies part of speech, "VERB"
	XPOS   string // Penn Treebank tag, "VBD"
	Lemma  string // lower case but for proper nouns
	Head   int    // index of the governing token; NoIndex for the root of a sentence
	Rel    string // Universal Dependencies v2 relation, "nsubj", "nsubj:pass"
}

// NameLabels is the number of labels of a token as part of a name: none, and
// begin, inside, last, only for each class of names in the order of their
// constants. NameScores holds what a model thinks of each, in 1/256 nats.
const NameLabels = 17

// Quotation is a stretch between quotation marks.
type Quotation struct {
	Range          // tokens from the opening mark to the closing mark, both included
	Closed    bool // false where no closing mark follows in the paragraph
	Continues int  // index in Quotations of the one that this goes on with after a paragraph break; NoIndex if none
	Depth     int  // 0 for outermost, 1 for a quotation within one
}

// MentionType is the class of a name.
type MentionType string

// The classes of names.
const (
	Person       MentionType = "PER"
	Organization MentionType = "ORG"
	Location     MentionType = "LOC"
	Misc         MentionType = "MISC"
)

// MentionForm tells how something is mentioned.
type MentionForm uint8

// The forms of mentions.
const (
	Named   MentionForm = iota // "Ana Duro", "Velmark"
	Nominal                    // "the Velmar president", "a foreign policy aide"
	Pronoun                    // "she", "their"
)

// Mention is a place where the text speaks of somebody or something.
type Mention struct {
	Range              // tokens; for a name without its title ("President" is outside)
	Head   int         // index of the token that carries the meaning
	Type   MentionType // class of the name; for nominals and pronouns that of the entity, Misc if unknown
	Form   MentionForm
	Entity int    // index in Entities; NoIndex if unresolved
	Office string // the office this mention states: "Velmar President", "foreign policy aide"; "" if none
}

// EntityKind is what an entity can be when it speaks.
type EntityKind string

// The kinds of entities.
const (
	KindPerson       EntityKind = "person"
	KindOrganization EntityKind = "organization"
	KindState        EntityKind = "state"
	KindGroup        EntityKind = "group"
	KindPlace        EntityKind = "place" // a place that does not act by itself
	KindOther        EntityKind = "other"
)

// Entity is somebody or something that the text mentions, once or often.
type Entity struct {
	Name     string      // the fullest name in the text: "Ana Duro"; the country's usual name for a state
	Type     MentionType // class of its names
	Kind     EntityKind
	Office   string // the office or description first stated for it, "" if none
	Country  string // usual name of the country it belongs to or is ("Velmark"); "" if the text does not tell
	ActsFor  string // for a seat of power or a capital: the state or body meant when it acts ("the Kremlin": "Russia"); "" if none
	Female   int8   // +1 she, -1 he, 0 unknown
	Plural   bool
	Mentions []int // indexes in Doc.Mentions, in text order
}

// Chain is the places where the text speaks of one thing, whatever it is: also
// of things that nobody names ("a report ... it"). A place is a whole noun
// phrase with what belongs to it, as OntoNotes marks them, so it may be wider
// than the Mention in it.
type Chain struct {
	Entity int     // index in Entities; NoIndex if it is none of them
	Places []Range // two or more, in text order
}

// TimeType is the TIMEX3 class of a date expression.
type TimeType string

// The TIMEX3 classes.
const (
	Date      TimeType = "DATE"
	TimeOfDay TimeType = "TIME"
	Duration  TimeType = "DURATION"
	Set       TimeType = "SET"
)

// Time is a date expression with its value.
type Time struct {
	Span
	Type  TimeType
	Value string    // TIMEX3 value: "2025-05-08", "2025-W20", "P30D", "PRESENT_REF"
	First time.Time // first day meant, 00:00 UTC; zero where Value names no day, month or year
	Last  time.Time // last day meant, included; equal to First for a day
	By    string    // the rule that decided
}

// Form tells how much of an attribution's content stands in quotation marks.
type Form string

// The forms of attributions.
const (
	Direct   Form = "direct"   // all of it
	Indirect Form = "indirect" // none of it
	Mixed    Form = "mixed"    // some of it
)

// Mode tells what an attribution says of its content's relation to its source.
type Mode string

// The modes of attributions.
const (
	Spoken   Mode = ""         // the source has said, written or announced it
	Attitude Mode = "attitude" // the source thinks, wants, hopes or supports it; the text reports no words
	Imagined Mode = "imagined" // words not said: planned, possible, wished for, or put into a mouth
	Unsaid   Mode = "unsaid"   // the source has not said it, or would not: declined to say
	Hearsay  Mode = "hearsay"  // nobody vouches: reportedly, allegedly, rumoured
)

// Attribution is something that the text attributes to a source.
// The terms are those of PARC 3 and PolNeAR.
type Attribution struct {
	Source  []Range // who; empty where the text leaves it out
	Cue     []Range // by what word or mark; empty for a quotation that only goes on
	Content []Range // what; never empty; in text order
	Form    Form
	Mode    Mode    // Spoken unless the cue tells otherwise
	Speaker int     // index in Entities of the one who speaks; NoIndex if unnamed or unknown
	Prob    float64 // that this is an attribution with about these spans
	By      string  // rule or model that found it
	Who     string  // rule that decided Speaker
	Aside   bool    // told only so that nothing is left out: unlikely, within another's words, or not said; nothing may rest on it
}

// Words returns the bytes of the text under sp.
func (d *Doc) Words(sp Span) string { return d.Text[sp.Start:sp.End] }

// Form returns the surface of token i.
func (d *Doc) Form(i int) string { return d.Words(d.Tokens[i].Span) }

// SpanOf returns the bytes from the first to the last token of r, which must not be empty.
func (d *Doc) SpanOf(r Range) Span {
	return Span{d.Tokens[r.From].Start, d.Tokens[r.To-1].End}
}

// Sentence returns the index of the sentence that token i is in, by binary search.
func (d *Doc) Sentence(i int) int { return search(d.Sentences, i) }

// Paragraph returns the index of the paragraph that token i is in, by binary search.
func (d *Doc) Paragraph(i int) int { return search(d.Paragraphs, i) }

// TokensIn returns the tokens that share a byte with sp; an empty range if none does.
func (d *Doc) TokensIn(sp Span) Range {
	lo, hi := 0, len(d.Tokens)
	for lo < hi {
		if m := (lo + hi) / 2; d.Tokens[m].End <= sp.Start {
			lo = m + 1
		} else {
			hi = m
		}
	}
	to := lo
	for to < len(d.Tokens) && d.Tokens[to].Start < sp.End {
		to++
	}
	return Range{lo, to}
}

// search returns the index of the range that has i, NoIndex if none has.
func search(rs []Range, i int) int {
	lo, hi := 0, len(rs)
	for lo < hi {
		if m := (lo + hi) / 2; rs[m].To <= i {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo < len(rs) && rs[lo].Has(i) {
		return lo
	}
	return NoIndex
}

// Layer names something that an annotator adds to a Doc.
type Layer string

// The layers, in the order in which they are usually added.
const (
	LayerParagraphs   Layer = "paragraphs"
	LayerTokens       Layer = "tokens"
	LayerSentences    Layer = "sentences"
	LayerQuotations   Layer = "quotations"
	LayerTags         Layer = "tags"
	LayerNameScores   Layer = "name scores"
	LayerDependencies Layer = "dependencies"
	LayerMentions     Layer = "mentions"
	LayerEntities     Layer = "entities"
	LayerChains       Layer = "chains"
	LayerTimes        Layer = "times"
	LayerAttributions Layer = "attributions"
)

// Annotator adds layers to a Doc. It is a plain value; Run reads only what
// Requires names, writes only what Provides names, takes time linear in the
// text, never fails, and may be called at once for different Docs.
type Annotator struct {
	Name     string
	Doc      string // what it reads and adds, and on which gold it is scored
	Requires []Layer
	Provides []Layer
	Run      func(d *Doc)
}

// Check reports the first broken invariant of d's layers, nil if all hold:
// every span lies in the text on rune boundaries, every range in the tokens,
// every index refers to something.
func (d *Doc) Check() error {
	if err := d.checkTokens(); err != nil {
		return err
	}
	return d.checkFindings()
}

func (d *Doc) checkTokens() error {
	end := 0
	for i, tok := range d.Tokens {
		if tok.Start < end || tok.End <= tok.Start || tok.End > len(d.Text) {
			return fmt.Errorf("doc: token %d has bytes %d-%d after %d in a text of %d", i, tok.Start, tok.End, end, len(d.Text))
		}
		if tok.Head < NoIndex || tok.Head >= len(d.Tokens) || tok.Head == i {
			return fmt.Errorf("doc: token %d has head %d of %d", i, tok.Head, len(d.Tokens))
		}
		end = tok.End
	}
	at := 0
	for i, s := range d.Sentences {
		if s.From != at || s.To <= s.From || s.To > len(d.Tokens) {
			return fmt.Errorf("doc: sentence %d has tokens %d-%d, wanted from %d", i, s.From, s.To, at)
		}
		at = s.To
	}
	return nil
}

func (d *Doc) checkFindings() error {
	n := len(d.Tokens)
	ok := func(r Range) bool { return 0 <= r.From && r.From < r.To && r.To <= n }
	for i, m := range d.Mentions {
		if !ok(m.Range) || !m.Has(m.Head) || m.Entity < NoIndex || m.Entity >= len(d.Entities) {
			return fmt.Errorf("doc: mention %d is out of bounds: %+v", i, m)
		}
	}
	for i, q := range d.Quotations {
		if !ok(q.Range) || q.Continues >= i {
			return fmt.Errorf("doc: quotation %d is out of bounds: %+v", i, q)
		}
	}
	for i, c := range d.Chains {
		if c.Entity < NoIndex || c.Entity >= len(d.Entities) || len(c.Places) < 2 {
			return fmt.Errorf("doc: chain %d is out of bounds: %+v", i, c)
		}
		for _, r := range c.Places {
			if !ok(r) {
				return fmt.Errorf("doc: chain %d has tokens %d-%d of %d", i, r.From, r.To, n)
			}
		}
	}
	for i, t := range d.Times {
		if t.Start < 0 || t.End <= t.Start || t.End > len(d.Text) {
			return fmt.Errorf("doc: time %d is out of bounds: %+v", i, t)
		}
	}
	for i, a := range d.Attributions {
		if len(a.Content) == 0 || a.Speaker < NoIndex || a.Speaker >= len(d.Entities) {
			return fmt.Errorf("doc: attribution %d is out of bounds: %+v", i, a)
		}
		for _, rs := range [][]Range{a.Source, a.Cue, a.Content} {
			for _, r := range rs {
				if !ok(r) {
					return fmt.Errorf("doc: attribution %d has tokens %d-%d of %d", i, r.From, r.To, n)
				}
			}
		}
	}
	return nil
}
