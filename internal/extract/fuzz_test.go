package extract_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"parley/internal/doc"
	"parley/internal/record"
)

// FuzzFindings reads any text: no fault, and every entry stands on words of the text.
func FuzzFindings(f *testing.F) {
	for _, s := range []string{
		"", ".", "“We reject the truce,” President Ana Duro said on Monday in Orsk — “now and always.” Tomas Reyl’s call for talks failed.\n",
		"If Ostria withdrew, Velmar would accept a 30-day truce, unless, before, after, until.", "He that which it said they said he refused to refuse not to agree.",
		"NAME: Well… 76 of 112 drones, 1,000,000,000,000 prisoners each; a seven-clause plan: 1. truce 2. talks", "said said said said", "\u2028Talks\u00a0will “not",
		"Two officials, who asked not to be named, said the plan, which includes a ceasefire, sanctions and, if need be, troops, would be signed by May 15.",
	} {
		f.Add(s)
	}
	e := load(f)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4000 {
			return
		}
		d := &doc.Doc{Text: strings.ToValidUTF8(text, "\ufffd"), Anchor: time.Date(2025, 5, 12, 0, 0, 0, 0, time.UTC)}
		e.p.Run(d)
		found := e.x.Findings(d)
		w := words{t, []rune(d.Text), utf8.RuneCountInString(d.Text)}
		for _, s := range found.Statements {
			w.check(s.ID, s.Source, true)
			w.check(s.ID, s.Cue, true)
			w.check(s.ID, s.Content, false)
		}
		for _, p := range found.Positions {
			w.check(p.ID, p.Evidence, false)
		}
		for _, v := range found.Events {
			w.check(v.ID, v.Evidence, false)
		}
		for _, p := range found.Proposals {
			w.check(p.ID, p.Evidence, false)
		}
		for _, m := range found.Truces {
			w.check(m.ID, m.Noun, true)
			w.check(m.ID, m.Evidence, false)
		}
		for _, c := range found.Commitments {
			w.check(c.ID, c.Evidence, false)
		}
		for _, g := range found.Figures {
			w.check("figure of "+g.What, g.Words, false)
		}
	})
}

// words checks evidence against a text.
type words struct {
	t     *testing.T
	chars []rune
	size  int
}

func (w words) check(id string, evidence record.Words, mayLack bool) {
	if len(evidence) == 0 && !mayLack {
		w.t.Fatalf("%s stands on no words", id)
	}
	at := 0
	for _, p := range evidence {
		if p.Start < at || p.End <= p.Start || p.End > w.size {
			w.t.Fatalf("%s: words at %d-%d of %d, after %d", id, p.Start, p.End, w.size, at)
		}
		if got := string(w.chars[p.Start:p.End]); got != p.Text {
			w.t.Fatalf("%s: the text has %q at %d-%d, the evidence %q", id, got, p.Start, p.End, p.Text)
		}
		at = p.End
	}
}
