package segment

import (
	"strings"

	"parley/internal/doc"
)

// longestSentence is where a sentence is cut that does not end, in tokens: no
// reader needs more, and everything that looks around in a sentence stays linear.
const longestSentence = 400

// splitter finds sentences by rules and, if there is one, by a model.
type splitter struct {
	v     vocabulary
	model *boundaries // nil: the rules decide
}

// split sets d.Sentences.
func (s splitter) split(d *doc.Doc) {
	d.Sentences = nil
	for _, p := range d.Paragraphs {
		begins := s.v.rules(d, p)
		dated := dateline(d, p) - p.From
		if s.model != nil {
			learned := make([]bool, p.Len())
			s.model.starts(d, p, begins, learned)
			begins = learned
		}
		from := 0
		for i := 1; i < p.Len(); i++ {
			if i == dated || i > dated && begins[i] || i-from > longestSentence {
				d.Sentences = append(d.Sentences, doc.Range{From: p.From + from, To: p.From + i})
				from = i
			}
		}
		d.Sentences = append(d.Sentences, doc.Range{From: p.From + from, To: p.To})
	}
}

// rules returns, by token of paragraph p, where sentences begin for the rules.
func (v vocabulary) rules(d *doc.Doc, p doc.Range) []bool {
	c := cutter{v: v, d: d, p: p}
	begins := make([]bool, p.Len())
	from := dateline(d, p)
	begins[from-p.From] = from > p.From
	for i := from; i < p.To-1; i++ {
		if next := c.boundary(i); next > i && next < p.To {
			begins[next-p.From] = true
			i = next - 1
		}
	}
	return begins
}

// cutter finds the sentences of paragraph p.
type cutter struct {
	v vocabulary
	d *doc.Doc
	p doc.Range
}

// boundary returns the token that begins the next sentence if token i ends one; 0 if it does not.
func (c *cutter) boundary(i int) int {
	form := c.d.Form(i)
	stop := form[len(form)-1]
	if stop != '.' && stop != '!' && stop != '?' && form != "…" {
		return 0
	}
	j := c.closers(i)
	if j >= c.p.To {
		return 0
	}
	next := c.opening(j)
	switch {
	case len(form) > 1 && stop == '.' && form[0] != '.':
		if c.afterAbbreviation(i, j, form, next) {
			return j
		}
	case form == ".":
		if c.afterStop(i, j, next) {
			return j
		}
	case stop == '.' || form == "…":
		if startsUpper(next) && c.gap(j) {
			return j
		}
	default:
		if c.afterMark(i, j, next) {
			return j
		}
	}
	return 0
}

// mostMarks bounds the marks looked at between two sentences.
const mostMarks = 12

// closers returns the first token after i that does not close the sentence that
// i ends: closing quotation marks, brackets and more full stops go with it.
func (c *cutter) closers(i int) int {
	j, most := i+1, min(c.p.To, i+mostMarks)
	for j < most {
		form := c.d.Form(j)
		near := !c.gap(j)
		switch form {
		case ")", "]", "}", ".", "!", "?", "...", "…", "!!", "!!!":
			if !near && len(form) != 1 {
				return j
			}
		case "\"", "''", "'", "’":
			if !near && (j+1 < c.p.To && !c.gap(j+1) || j+1 == c.p.To && form != "\"") {
				return j
			}
		case "”", "»":
		case "[": // "[12]", a note to the sentence before
			if j+2 >= c.p.To || c.d.Form(j+2) != "]" || !allDigits(c.d.Form(j+1)) {
				return j
			}
			j += 2
		default:
			return j
		}
		j++
	}
	return j
}

// gap reports whether white space stands before token j.
func (c *cutter) gap(j int) bool {
	return j == 0 || c.d.Tokens[j-1].End < c.d.Tokens[j].Start
}

// opening returns the text from the first word at or after token j, opening marks left out.
func (c *cutter) opening(j int) string {
	for most := min(c.p.To-1, j+mostMarks); j < most; j++ {
		switch c.d.Form(j) {
		case "\"", "``", "“", "„", "«", "'", "‘", "(", "[", "-", "–", "—", "--", "•", "*":
			continue
		}
		break
	}
	t := c.d.Tokens[j]
	return c.d.Text[t.Start:t.End]
}

// afterAbbreviation reports whether a sentence ends with the abbreviation at token i.
func (c *cutter) afterAbbreviation(i, j int, form, next string) bool {
	if !startsUpper(next) || !c.gap(j) {
		return false
	}
	if j > i+1 { // a closing mark stands between
		return true
	}
	k := c.v.class(form)
	if k&(title|number) != 0 && len(form) > 2 || len(form) == 2 && form != "I." {
		return false
	}
	if allDigits(form[:len(form)-1]) {
		return false
	}
	return c.v.class(next)&starter != 0 || c.d.Form(j) != next && c.gap(j)
}

// afterStop reports whether a sentence ends with the full stop at token i.
func (c *cutter) afterStop(i, j int, next string) bool {
	if !c.gap(j) {
		return startsUpper(next)
	}
	if startsLower(next) {
		return j == i+1
	}
	return !strings.ContainsAny(next[:1], ",;:")
}

// afterMark reports whether a sentence ends with the question or exclamation mark at token i.
func (c *cutter) afterMark(i, j int, next string) bool {
	if startsLower(next) && j == i+1 && c.gap(j) {
		return i > c.p.From && (c.d.Form(i)[0] == '?' || startsLower(c.d.Form(i-1))) // but "Yahoo! said"
	}
	if startsLower(next) || !c.gap(j) || strings.ContainsAny(next[:1], ",;:-") {
		return false
	}
	if j == i+1 {
		return true
	}
	for k := j; k < min(j+5, c.p.To); k++ { // "…?" Duro asked.
		form := c.d.Form(k)
		if c.v.class(form)&speech != 0 && startsLower(form) {
			return false
		}
		if !startsUpper(form) {
			break
		}
	}
	return true
}
