// Package timex finds date expressions and what they mean.
//
// An expression gets a TIMEX3 type and value (ISO 8601 where that can say it)
// and, where the value names days, the first and the last of them. What is
// relative ("yesterday", "on Monday", "May 11") is resolved against the day of
// publication, Doc.Anchor; the tense of the nearest verb tells the Monday that
// was from the Monday to come. Without an anchor the parts that are not known
// stay X, as TIMEX3 writes them:
//
//	yesterday, today     XXXX-XX-XX        last week     XXXX-WXX
//	on Monday            XXXX-WXX-1        next month    XXXX-XX
//	May 11               XXXX-05-11        last year     XXXX
//	May                  XXXX-05           this morning  XXXX-XX-XXTMO
//
// A stretch of days is an ISO 8601 interval: "May 8-11" is
// "2025-05-08/2025-05-11". A week is "2025-W20", a weekend "2025-W20-WE", a
// quarter "2025-Q3", a half "2025-H1", a season "2025-SU", a decade "199", a
// century "19". What a value like these cannot name is PRESENT_REF, PAST_REF
// or FUTURE_REF.
//
// The package also dates articles: Dateline reads the day an article gives
// itself, Infer works out from articles read together what their datelines
// leave out.
package timex

import (
	"fmt"
	"time"

	"parley/internal/doc"
)

// Annotator finds and resolves date expressions. It is immutable and safe for
// concurrent use.
type Annotator struct {
	words *lexicon
	rules *grammar
}

// Read makes an Annotator from a calendar file (its format is told at the top
// of taxonomy/calendar.txt). It fails on a line that it cannot read.
func Read(calendar []byte) (*Annotator, error) {
	words := newLexicon()
	lines, err := readCalendar(calendar)
	if err != nil {
		return nil, fmt.Errorf("timex: calendar %w", err)
	}
	rules := baseRules()
	for _, l := range lines {
		more, err := l.apply(words)
		if err != nil {
			return nil, fmt.Errorf("timex: calendar line %d: %w", l.number, err)
		}
		rules = append(rules, more...)
	}
	return &Annotator{words: words, rules: compile(rules, words)}, nil
}

// New returns the annotator of layer times with the vocabulary of a calendar
// file. It reads Text and Anchor, Tokens and Sentences for the reach of a
// tense, and the tags where there are any (without them it goes by word
// forms). It replaces Times. Gold: MEANTIME.
func New(calendar []byte) (doc.Annotator, error) {
	a, err := Read(calendar)
	if err != nil {
		return doc.Annotator{}, err
	}
	return doc.Annotator{
		Name:     "timex",
		Doc:      "date expressions with type, value and days; by rules; scored on MEANTIME",
		Requires: []doc.Layer{doc.LayerTokens, doc.LayerSentences},
		Provides: []doc.Layer{doc.LayerTimes},
		Run:      a.Run,
	}, nil
}

// Run replaces d.Times by what the text says.
func (a *Annotator) Run(d *doc.Doc) {
	items := a.words.lex(d.Text)
	c := &context{d: d, items: items, anchor: midnight(d.Anchor)}
	d.Times = c.resolve(a.rules)
}

// midnight returns the day of t at 00:00 UTC; zero for zero.
func midnight(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}
