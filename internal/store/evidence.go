package store

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"parley/internal/record"
)

// Misplaced is evidence that is not what its article has at its span.
type Misplaced struct {
	Article string // ID
	Kind    string // of the finding: "statement"
	Finding string // its ID in the article
	Role    string // of the words: "content"
	Piece   record.Piece
	Has     string // the article's characters there; "" if the span is out of bounds
	Why     string
}

// Error tells the article, the entry, the span and both texts, shortened.
func (m *Misplaced) Error() string {
	if m.Why != "" {
		return fmt.Sprintf("article %.12s: %s %s: %s: %s", m.Article, m.Kind, m.Finding, m.Role, m.Why)
	}
	return fmt.Sprintf("article %.12s: %s %s: %s at %d-%d is %q in the article, not %q",
		m.Article, m.Kind, m.Finding, m.Role, m.Piece.Start, m.Piece.End, short(m.Has), short(m.Piece.Text))
}

// short cuts a text for a message.
func short(s string) string {
	const most = 60
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}

// evidence is the words of one finding in one role.
type evidence struct {
	kind, finding, role string
	words               record.Words
	needed              bool // an entry cannot exist without them
}

// evidenceOf lists the words of all findings of an article.
func evidenceOf(f *record.Findings) []evidence {
	var out []evidence
	for i, n := range f.Names {
		for j, o := range n.Roles {
			out = append(out, evidence{"role", roleID(i, j), "role", o.Words, true})
		}
	}
	for _, s := range f.Statements {
		out = append(out, evidence{"statement", s.ID, "source", s.Source, false},
			evidence{"statement", s.ID, "cue", s.Cue, false}, evidence{"statement", s.ID, "content", s.Content, true})
	}
	for _, p := range f.Positions {
		out = append(out, evidence{"position", p.ID, "evidence", p.Evidence, true})
		for i, c := range p.Conditions {
			out = append(out, evidence{"position", p.ID, fmt.Sprintf("condition %d", i+1), c.Words, false})
		}
	}
	for _, e := range f.Events {
		out = append(out, evidence{"event", e.ID, "evidence", e.Evidence, true})
	}
	for _, p := range f.Proposals {
		out = append(out, evidence{"proposal", p.ID, "named", p.Named, false}, evidence{"proposal", p.ID, "evidence", p.Evidence, true})
		for i, c := range p.Clauses {
			out = append(out, evidence{"proposal", p.ID, fmt.Sprintf("clause %d", i+1), c.Words, false})
		}
	}
	for _, c := range f.Commitments {
		out = append(out, evidence{"commitment", c.ID, "evidence", c.Evidence, true})
	}
	for _, m := range f.Truces {
		out = append(out, evidence{"truce", m.ID, "noun", m.Noun, false}, evidence{"truce", m.ID, "evidence", m.Evidence, true})
	}
	for i, g := range f.Figures {
		out = append(out, evidence{"figure", figureID(i), "figure", g.Words, true})
	}
	return out
}

// figureID names the i-th figure of an article, as package record does.
func figureID(i int) string { return fmt.Sprintf("f%d", i+1) }

// roleID names the j-th role of the i-th name of an article.
func roleID(i, j int) string { return fmt.Sprintf("%d/%d", i, j) }

// check returns the first evidence that is not in the text, nil if all is.
func check(article string, text *points, all []evidence) error {
	for _, ev := range all {
		bad := &Misplaced{Article: article, Kind: ev.kind, Finding: ev.finding, Role: ev.role}
		if ev.needed && len(ev.words) == 0 {
			bad.Why = "the entry has no words"
			return bad
		}
		for _, p := range ev.words {
			has, ok := text.slice(p.Start, p.End)
			bad.Piece, bad.Has = p, has
			switch {
			case !ok || p.Start == p.End:
				bad.Why = fmt.Sprintf("no characters %d-%d in a text of %d", p.Start, p.End, text.n)
			case strings.IndexByte(p.Text, 0) >= 0 || !utf8.ValidString(p.Text):
				bad.Why = "the words are not UTF-8 without NUL"
			case has == p.Text:
				continue
			}
			return bad
		}
	}
	return nil
}
