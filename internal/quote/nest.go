package quote

import (
	"slices"
	"strings"

	"parley/internal/doc"
)

// outermost lets the outer attribution win where one says what another says:
// "the source said that Duro denied it" is the source's. The chain, which
// knows no nesting, sometimes marks the inner one. orphans are cues with
// their sources that no content was linked to.
func (e *editor) outermost(orphans []doc.Attribution) {
	for k := range e.as {
		e.unfold(&e.as[k])
	}
	e.index()
	for k := range orphans {
		e.adopt(&orphans[k])
	}
	gone := map[int]bool{}
	for k := range e.as {
		if e.nested(k) {
			gone[k] = true
		}
	}
	for k := range e.as {
		if !gone[k] && len(e.as[k].Content) > 0 {
			e.swallow(k, gone)
		}
	}
	for k := range gone {
		e.as[k].Content = nil
	}
	e.drop(func(*doc.Attribution) bool { return false })
}

// nested reports whether attribution k stands wholly in the content of another.
func (e *editor) nested(k int) bool {
	a := &e.as[k]
	if len(a.Content) != 1 {
		return false
	}
	o := e.of[a.Cue[0].From]
	if o < 0 || o == k {
		return false
	}
	for _, r := range e.as[o].Content[:min(len(e.as[o].Content), 4)] {
		if r.Contains(a.Cue[0]) && r.Contains(a.Content[0]) {
			return true
		}
	}
	return false
}

// unfold parts a source that swallowed an outer saying: "[sources suggest
// Duro] believes she can" is what sources suggest.
func (e *editor) unfold(a *doc.Attribution) {
	if len(a.Source) == 0 || len(a.Content) != 1 || a.Cue[0].From < a.Source[0].To || a.Content[0].From < a.Cue[0].To {
		return
	}
	src, end := a.Source[0], a.Content[0].To
	if e.sent[src.From] != e.sent[end-1] {
		return
	}
	for v := src.From; v < src.To-1; v++ {
		tag := e.Doc.Tokens[v].XPOS
		if strings.HasPrefix(tag, "W") || tag == "," {
			return
		}
		class := e.cues.Of(e.Doc.Tokens[v].Lemma, tag)
		if strings.HasPrefix(tag, "JJ") { // "suggest" taken for a superlative
			class, tag = e.cues.Of(strings.ToLower(e.Doc.Form(v)), "VB"), "VB"
		}
		if v > src.From && (tag == "VBP" || tag == "VBD" || tag == "VBZ" || tag == "VB") && (class == Say || class == Claim) {
			a.Source, a.Cue = []doc.Range{{From: src.From, To: v}}, []doc.Range{{From: v, To: v + 1}}
			a.Content = []doc.Range{{From: v + 1, To: end}}
			a.By, a.Prob = a.By+"+outer", max(a.Prob, 0.5)
			return
		}
	}
}

// swallow extends the content of attribution k over one that begins right
// where it ends, in the same clause.
func (e *editor) swallow(k int, gone map[int]bool) {
	a := &e.as[k]
	last := &a.Content[len(a.Content)-1]
	s := e.Doc.Sentences[e.sent[last.From]]
	if !s.Contains(a.Cue[0]) || a.Cue[0].From > last.From {
		return
	}
	for last.To < s.To && e.joins(last.To) {
		b := e.role[last.To]
		if b < 0 || b == k || gone[b] || len(e.as[b].Content) == 0 {
			return
		}
		end := e.as[b].Content[len(e.as[b].Content)-1]
		if !s.Contains(end) || end.From < last.To {
			return
		}
		last.To = end.To
		gone[b] = true
	}
}

// joins reports whether no mark or conjunction divides token i from the one before.
func (e *editor) joins(i int) bool {
	return e.word[i-1].mark == noMark && e.word[i].mark == noMark || e.word[i].mark == that
}

// adopt gives an orphaned cue the clause of an attribution that begins right after it.
func (e *editor) adopt(a *doc.Attribution) {
	at := a.Cue[0].To
	s := e.Doc.Sentences[e.sent[a.Cue[0].From]]
	from := at
	if at < s.To && e.word[at].mark == that {
		at++
	}
	if at >= s.To || len(a.Source) == 0 {
		return
	}
	b := e.role[at]
	if b < 0 {
		return
	}
	end := e.as[b].Content[len(e.as[b].Content)-1]
	if !s.Contains(end) || end.From < at || a.Source[0].Overlaps(doc.Range{From: at, To: end.To}) {
		return
	}
	a.Content = []doc.Range{{From: from, To: end.To}}
	a.By, a.Prob = "chain+outer", e.as[b].Prob
	e.remove(doc.Range{From: end.From, To: end.To}, func(x *doc.Attribution) bool { return x == &e.as[b] })
	e.add(*a)
}

// trailing reads sentences that end in ", the source added" where the clause
// before went to somebody within it or to nobody.
func (e *editor) trailing(orphans []doc.Attribution) {
	for k := range orphans {
		a := &orphans[k]
		if len(a.Source) == 0 {
			continue
		}
		c := e.cueToken(a.Cue[0])
		s := e.Doc.Sentences[e.sent[c]]
		from, to := min(a.Source[0].From, a.Cue[0].From), max(a.Source[0].To, a.Cue[0].To)
		if from-s.From < 5 || to < s.To-4 || e.level[c] < 4 || e.Doc.Form(from-1) != "," || e.state[from-1] != outside {
			continue
		}
		clause := doc.Range{From: s.From, To: from - 1}
		e.remove(clause, func(b *doc.Attribution) bool {
			return slices.ContainsFunc(b.Content, clause.Overlaps) && e.state[b.Content[0].From] == outside
		})
		a.Content = []doc.Range{clause}
		a.By, a.Prob = "trailing-source", 0.8
		e.add(*a)
	}
}

// signatures reads quotations signed with a dash and a name: "…" — Ana Duro
func (e *editor) signatures() {
	for _, q := range e.Doc.Quotations {
		if q.Depth > 0 || e.role[min(q.To, len(e.role)-1)] >= 0 {
			continue
		}
		p := e.Doc.Paragraphs[e.para[q.From]]
		i := q.To
		if i+1 >= p.To || q.From > p.From+1 || !isDash(e.Doc.Form(i)) {
			continue
		}
		name := doc.Range{From: i + 1, To: i + 1}
		for name.To < p.To && e.Doc.Form(name.To) != "." && e.Doc.Form(name.To) != "," {
			name.To++
		}
		if name.Len() == 0 || name.Len() > 5 || !capital(e.Doc.Form(name.From)) || !capital(e.Doc.Form(name.To-1)) {
			continue
		}
		e.remove(p, func(a *doc.Attribution) bool { return len(a.Content) > 0 && p.Contains(a.Content[0]) })
		e.add(doc.Attribution{Source: []doc.Range{name}, Cue: []doc.Range{{From: i, To: i + 1}}, Content: []doc.Range{q.Range},
			Speaker: doc.NoIndex, Prob: 0.95, By: "signature"})
	}
}

func isDash(s string) bool {
	switch s {
	case "-", "--", "–", "—", "―":
		return true
	}
	return false
}

// parenthesis gives a source and cue that stand between two commas both
// sides of the sentence: "the deal, Duro said, was near".
func (e *editor) parenthesis() {
	for k := range e.as {
		a := &e.as[k]
		if len(a.Source) == 0 || len(a.Content) != 1 || !isDisjoint(a.Source[0], a.Cue[0]) {
			continue
		}
		from, to := min(a.Source[0].From, a.Cue[0].From), max(a.Source[0].To, a.Cue[0].To)
		s := e.Doc.Sentences[e.sent[from]]
		if from-s.From < 2 || to >= s.To-2 || a.Source[0].Len()+a.Cue[0].Len() < to-from || e.level[e.cueToken(a.Cue[0])] < 4 {
			continue
		}
		if e.Doc.Form(from-1) != "," || e.Doc.Form(to) != "," || e.state[from-1] != outside || e.state[to] != outside {
			continue
		}
		left, right := doc.Range{From: s.From, To: from - 1}, doc.Range{From: to + 1, To: e.trimmed(s)}
		c := a.Content[0]
		if right.Len() < 2 || left.Contains(c) == right.Contains(c) {
			continue
		}
		if left.Contains(c) && c.To == left.To && e.free(right, k) {
			e.append(k, right, "parenthesis")
		} else if right.Contains(c) && c.From == right.From && e.free(left, k) {
			e.append(k, left, "parenthesis")
		}
	}
}

func isDisjoint(a, b doc.Range) bool { return !a.Overlaps(b) }

// trimmed returns the end of sentence s without its last marks.
func (e *editor) trimmed(s doc.Range) int {
	to := s.To
	for to > s.From && !isWordTag(e.Doc.Tokens[to-1].XPOS) {
		to--
	}
	return to
}

// free reports whether no token of r plays a part in another attribution
// than k, and none is quoted.
func (e *editor) free(r doc.Range, k int) bool {
	for i := r.From; i < r.To; i++ {
		if e.of[i] >= 0 && e.of[i] != k || e.role[i] >= 0 && e.role[i] != k || e.state[i] != outside {
			return false
		}
	}
	return true
}
