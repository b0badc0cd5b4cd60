package quote

import (
	"strings"

	"parley/internal/doc"
)

// byInterview is the rule that reads questions and answers under labels.
const byInterview = "interview"

// turn is what stands under one label: "Q:", "A:", "AMBASSADOR DURO:".
type turn struct {
	label doc.Range // without the colon
	body  doc.Range
	kind  turnKind
}

type turnKind uint8

const (
	named turnKind = iota
	question
	answer
)

// The least turns that make an interview: of answers, and of named speakers.
const (
	leastAnswers = 2
	leastTurns   = 4
)

// interview reads questions and answers under labels, on lines of their own or
// where the line breaks are lost. Answers are the words of who the text before
// them says is asked; what stands under a name is said by who bears it.
func (e *editor) interview() {
	turns := e.turns()
	answers, names, shouts := 0, map[string]bool{}, 0
	for _, t := range turns {
		switch t.kind {
		case answer:
			answers++
		case named:
			shouts++
			names[e.Doc.Words(e.Doc.SpanOf(t.label))] = true
		}
	}
	asked := answers >= leastAnswers
	if !asked && (shouts < leastTurns || len(names) < 2) {
		return
	}
	guest := doc.NoIndex
	if asked {
		guest = e.guest(turns[0].label.From)
	}
	for _, t := range turns {
		switch {
		case t.kind == question, t.kind == answer && !asked, t.kind == named && (shouts < leastTurns || len(names) < 2):
			continue
		}
		who := guest
		if t.kind == named {
			who = e.bearer(t.label)
		}
		e.takeTurn(t, who)
	}
}

// takeTurn makes the words under a label one attribution, in place of what was
// found within them.
func (e *editor) takeTurn(t turn, who int) {
	e.remove(t.body, func(a *doc.Attribution) bool {
		return len(a.Content) > 0 && t.body.Overlaps(a.Content[0]) || len(a.Cue) > 0 && t.body.Contains(a.Cue[0])
	})
	var pieces []doc.Range
	for _, p := range e.Doc.Paragraphs {
		piece := doc.Range{From: max(p.From, t.body.From), To: min(p.To, t.body.To)}
		if piece.From < piece.To {
			pieces = append(pieces, piece)
		}
	}
	if len(pieces) == 0 {
		return
	}
	e.add(doc.Attribution{Source: []doc.Range{t.label}, Cue: []doc.Range{{From: t.label.To, To: t.label.To + 1}},
		Content: pieces, Speaker: who, Prob: 0.95, By: byInterview})
}

// turns lists what stands under labels, each to the next.
func (e *editor) turns() []turn {
	d := e.Doc
	var out []turn
	for i := range d.Tokens {
		if t, ok := e.labelAt(i); ok {
			if k := len(out) - 1; k >= 0 {
				out[k].body.To = i
			}
			t.body = doc.Range{From: t.label.To + 1, To: len(d.Tokens)}
			out = append(out, t)
		}
	}
	kept := out[:0]
	for _, t := range out {
		if t.body.From < t.body.To {
			kept = append(kept, t)
		}
	}
	return kept
}

// labelAt reads a label that begins at token i: at the start of a paragraph or
// after the end of a sentence.
func (e *editor) labelAt(i int) (turn, bool) {
	d := e.Doc
	if i > 0 && e.para[i] == e.para[i-1] && !strings.ContainsAny(d.Form(i-1), ".?!…”\")") {
		return turn{}, false
	}
	for k := i; k < min(len(d.Tokens)-1, i+6) && e.para[k] == e.para[i]; k++ {
		if d.Form(k) != ":" {
			continue
		}
		t := turn{label: doc.Range{From: i, To: k}}
		switch d.Words(d.SpanOf(doc.Range{From: i, To: max(k, i+1)})) {
		case "Q", "Question":
			t.kind = question
		case "A", "Answer":
			t.kind = answer
		default:
			if k == i || !e.shouted(i, k) || len(d.Form(k-1)) < 3 {
				return turn{}, false
			}
		}
		return t, k > i
	}
	return turn{}, false
}

// guest returns who is asked, by the text before the first label: the person
// named soonest after a word for an interview, else the last one named.
func (e *editor) guest(before int) int {
	d := e.Doc
	last, after := doc.NoIndex, doc.NoIndex
	asks := -1
	for i := 0; i < before; i++ {
		switch strings.ToLower(d.Tokens[i].Lemma) {
		case "interview", "conversation", "ask", "speak", "talk", "tell", "sit", "question", "discuss":
			asks, after = i, doc.NoIndex
		}
		for _, m := range e.namesAt(i) {
			if m.Entity < 0 || d.Entities[m.Entity].Kind != doc.KindPerson {
				continue
			}
			last = m.Entity
			if asks >= 0 && after == doc.NoIndex {
				after = m.Entity
			}
		}
	}
	if after != doc.NoIndex {
		return after
	}
	return last
}

// namesAt returns the names that begin at token i.
func (e *editor) namesAt(i int) []doc.Mention {
	ms := e.Doc.Mentions
	lo, hi := 0, len(ms)
	for lo < hi {
		if m := (lo + hi) / 2; ms[m].From < i {
			lo = m + 1
		} else {
			hi = m
		}
	}
	var out []doc.Mention
	for ; lo < len(ms) && ms[lo].From == i; lo++ {
		if ms[lo].Form == doc.Named {
			out = append(out, ms[lo])
		}
	}
	return out
}

// bearer returns the one person whose name ends in the last word of a label;
// NoIndex if there is none, or several.
func (e *editor) bearer(label doc.Range) int {
	last := e.Doc.Form(label.To - 1)
	found := doc.NoIndex
	for k, ent := range e.Doc.Entities {
		if ent.Kind != doc.KindPerson {
			continue
		}
		i := strings.LastIndexByte(ent.Name, ' ')
		if !strings.EqualFold(ent.Name[i+1:], last) {
			continue
		}
		if found != doc.NoIndex && !strings.EqualFold(e.Doc.Entities[found].Name, ent.Name) {
			return doc.NoIndex
		}
		if found == doc.NoIndex || strings.ToUpper(e.Doc.Entities[found].Name) == e.Doc.Entities[found].Name {
			found = k
		}
	}
	return found
}
