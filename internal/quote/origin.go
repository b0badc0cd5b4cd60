package quote

import (
	"slices"
	"strings"

	"parley/internal/doc"
)

// origins finds the sources that can be read off the cue: the noun phrase
// after "according to", the noun that a cue has swallowed ("[Duro went on]"),
// and the subject of a cue without source.
func (e *editor) origins() {
	for k := range e.as {
		a := &e.as[k]
		if e.accorded(a) || len(a.Source) > 0 {
			continue
		}
		e.part(a)
		if c := e.verb(a.Cue[0]); c >= 0 && len(a.Source) == 0 {
			e.bySubject(a, c)
		}
	}
	e.index()
}

// bySubject gives an attribution without source the subject of its cue c, or
// the noun that a cue in -ing hangs on: "the share of [voters] saying".
func (e *editor) bySubject(a *doc.Attribution, c int) {
	s := e.subjectPhrase(c, a)
	if s.Len() == 0 && e.Doc.Tokens[c].Rel == "acl" && e.Doc.Tokens[c].XPOS == "VBG" && e.up(c) >= 0 {
		s = e.phrase(e.up(c), a)
	}
	if s.Len() > 0 {
		a.Source = []doc.Range{s}
		a.By += "+subject"
	}
}

// part takes the nouns that begin a cue before its verb for the source.
func (e *editor) part(a *doc.Attribution) {
	r := a.Cue[0]
	i := r.From
	for i < r.To && !e.word[i].verb && (strings.HasPrefix(e.Doc.Tokens[i].XPOS, "NN") || i == r.From && e.Doc.Tokens[i].XPOS == "PRP" || e.capitalWithin(i)) {
		i++
	}
	if i > r.From && i < r.To && (e.word[i].verb || e.Doc.Tokens[i].XPOS == "MD") && e.state[r.From] == outside {
		a.Source, a.Cue = []doc.Range{{From: r.From, To: i}}, []doc.Range{{From: i, To: r.To}}
		a.By += "+parted"
	}
}

// capitalWithin reports whether token i has a capital and does not begin its sentence.
func (e *editor) capitalWithin(i int) bool {
	return i > e.Doc.Sentences[e.sent[i]].From && e.state[i-1] != opening && capital(e.Doc.Form(i))
}

// days takes the day on which something was said out of the content that it
// begins ("Duro said [Tuesday] the border was open") and off the source that
// it ends ("a spokeswoman [on Tuesday] said").
func (e *editor) days() {
	for k := range e.as {
		a := &e.as[k]
		if len(a.Cue) == 0 {
			continue
		}
		for i := range a.Content {
			c := &a.Content[i]
			if c.From != a.Cue[0].To || e.state[c.From] != outside {
				continue
			}
			if to := e.day(c.From); to > c.From && to+1 < c.To && !e.goesOn(to) {
				c.From = to
			}
		}
		for i := range a.Source {
			s := &a.Source[i]
			for from := s.To - 2; from > max(s.From, s.To-4); from-- {
				if e.Doc.Form(from) == "on" && e.day(from+1) == s.To {
					s.To = from
					break
				}
			}
		}
	}
	e.index()
}

// day returns the end of the name of a day of the week at token i with its
// part ("Tuesday evening"), i if there is none.
func (e *editor) day(i int) int {
	switch strings.ToLower(e.Doc.Form(i)) {
	case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday":
	default:
		return i
	}
	if i++; i < len(e.word) {
		switch e.Doc.Form(i) {
		case "morning", "afternoon", "evening", "night":
			i++
		}
	}
	return i
}

// goesOn reports whether the noun phrase before token i is a subject or goes
// on: "said [Tuesday was too early]", "said [Monday's talks]".
func (e *editor) goesOn(i int) bool {
	tag := e.Doc.Tokens[i].XPOS
	return e.word[i].verb || tag == "MD" || tag == "POS" || tag == "CC" || strings.HasPrefix(tag, "N")
}

// accorded makes the noun phrase after the cue "according to" the source, and
// takes it out of the content. It reports whether the cue is one.
func (e *editor) accorded(a *doc.Attribution) bool {
	r := a.Cue[0]
	i := r.From
	for i < r.To && !strings.EqualFold(e.Doc.Form(i), "according") {
		i++
	}
	if i >= r.To || i+2 >= len(e.word) || e.Doc.Form(i+1) != "to" {
		return false
	}
	src := e.nounPhrase(i + 2)
	if src.Len() == 0 {
		return true
	}
	if len(a.Source) == 1 && a.Source[0].Overlaps(src) && a.Source[0].From >= i+2 {
		src = a.Source[0]
	}
	var content []doc.Range
	for _, c := range a.Content {
		if c.Overlaps(doc.Range{From: i, To: src.To}) {
			if c.From >= i {
				c.From = e.pastMarks(src.To, c.To)
			} else {
				c.To = i
			}
		}
		if c.Len() > 1 {
			content = append(content, c)
		}
	}
	if len(content) == 0 {
		if content = e.otherSide(i, src.To); content == nil {
			return true
		}
	}
	if len(a.Source) != 1 || a.Source[0] != src || !slices.Equal(content, a.Content) {
		a.Source, a.Content, a.By = []doc.Range{src}, content, a.By+"+accorded"
		if r.To > src.From {
			a.Cue = []doc.Range{{From: r.From, To: src.From}}
		}
	}
	return true
}

// otherSide returns what a sentence says around tokens from to to: what
// follows if they open it, what goes before otherwise; nil if there is nothing.
func (e *editor) otherSide(from, to int) []doc.Range {
	s := e.Doc.Sentences[e.sent[from]]
	c := doc.Range{From: s.From, To: from}
	if from-s.From < 3 {
		c = doc.Range{From: e.pastMarks(to, s.To), To: e.trimmed(s)}
	}
	for c.To > c.From && e.word[c.To-1].mark == comma {
		c.To--
	}
	if c.Len() < 2 {
		return nil
	}
	return []doc.Range{c}
}

// pastMarks returns the first word or quotation mark in [i, to), or to.
func (e *editor) pastMarks(i, to int) int {
	for i < to && !isWordTag(e.Doc.Tokens[i].XPOS) && e.word[i].mark != quoteMark {
		i++
	}
	return min(i, to)
}

// nounPhrase returns the noun phrase that begins at token i up to its first
// mark after its head; empty if a clause begins there.
func (e *editor) nounPhrase(i int) doc.Range {
	s := e.Doc.Sentences[e.sent[i]]
	to := i
	for to < min(s.To, i+20) && e.word[to].mark != comma && e.word[to].mark != quoteMark && !isDash(e.Doc.Form(to)) && (isWordTag(e.Doc.Tokens[to].XPOS) || e.Doc.Form(to) == ".") {
		if e.word[to].verb && e.Doc.Tokens[to].XPOS != "VBG" && e.Doc.Tokens[to].XPOS != "VBN" {
			break
		}
		to++
	}
	for to > i && e.Doc.Form(to-1) == "." {
		to--
	}
	return doc.Range{From: i, To: to}
}
