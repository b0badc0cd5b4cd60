package analysis

import (
	"cmp"
	"slices"
	"strings"

	"parley/internal/record"
)

// Cues finds for words who says them and how, so that what somebody denied is
// never shown as if it were asserted. Reading is safe for concurrent use.
type Cues struct {
	rec *record.Record
	in  map[string][]int // indices of statements by article ID
}

// NewCues prepares the statements of a record.
func NewCues(rec *record.Record) *Cues {
	c := &Cues{rec: rec, in: map[string][]int{}}
	for i := range rec.Statements {
		s := &rec.Statements[i]
		c.in[s.Article] = append(c.in[s.Article], i)
	}
	return c
}

// Lead returns what has to stand before words of an article where they are
// shown alone: the speaker and the cue in the article's words, "Ana Duro
// denied", without a colon; the speaker alone where there is no cue. Of reports
// within reports the outer comes first: "Odo Farr said: Ana Duro denied". It is
// "" for words that nobody says, or that hold the cue themselves.
func (c *Cues) Lead(article string, words record.Words) string {
	if len(words) == 0 {
		return ""
	}
	start, end := words[0].Start, words[len(words)-1].End
	var around []*record.StatementEntry
	for _, i := range c.in[article] {
		s := &c.rec.Statements[i]
		if n := len(s.Content); n > 0 && s.Content[0].Start <= start && end <= s.Content[n-1].End && !touch(words, s.Cue) {
			around = append(around, s)
		}
	}
	length := func(s *record.StatementEntry) int { return s.Content[len(s.Content)-1].End - s.Content[0].Start }
	slices.SortStableFunc(around, func(x, y *record.StatementEntry) int { return cmp.Compare(length(y), length(x)) })
	var out []string
	for _, s := range around {
		out = append(out, c.introduce(s))
	}
	return strings.Join(slices.Compact(out), ": ")
}

// introduce names a speaker with the cue.
func (c *Cues) introduce(s *record.StatementEntry) string {
	name := c.rec.NameOf(s.Actor, s.Speaker)
	if name == "" || name == "unknown" || name == "anonymous" {
		name = "somebody"
	}
	return strings.TrimSpace(name + " " + CueOf(s.Statement))
}

// CueOf is a statement's cue in the article's words, without a colon or comma
// at its end; "" if it has none.
func CueOf(s record.Statement) string {
	texts := make([]string, len(s.Cue))
	for i, p := range s.Cue {
		texts[i] = p.Text
	}
	return strings.TrimRight(oneLine(strings.Join(texts, " … ")), ":, ")
}

// touch reports whether any piece of words lies over one of others.
func touch(words, others record.Words) bool {
	for _, a := range words {
		for _, b := range others {
			if a.Start < b.End && b.Start < a.End {
				return true
			}
		}
	}
	return false
}

// refOf returns a reference to evidence, with who says it where somebody does.
func (c *Cues) refOf(article, entry string, words record.Words) Ref {
	r := refOf(article, entry, words)
	r.Lead = c.Lead(article, words)
	return r
}
