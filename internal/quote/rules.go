package quote

import (
	"slices"
	"strings"

	"parley/internal/doc"
)

// editor changes the attributions of one text by rules.
type editor struct {
	*Page
	cues Cues
	as   []doc.Attribution
	of   []int   // by token: the attribution whose content it is, -1 if none
	role []int   // by token: the last attribution whose source or cue it is, -1 if none
	well []uint8 // by quotation: 2 it looks spoken, 1 it does not, 0 not asked yet
	bare []bool  // by paragraph: all its words stand in quotation marks
}

func newEditor(pg *Page, cues Cues, as []doc.Attribution) *editor {
	e := &editor{Page: pg, cues: cues, as: as, of: make([]int, len(pg.word)), role: make([]int, len(pg.word)), well: make([]uint8, len(pg.Doc.Quotations))}
	e.index()
	for _, p := range pg.Doc.Paragraphs {
		e.bare = append(e.bare, pg.allQuoted(p))
	}
	return e
}

// index fills of and role.
func (e *editor) index() {
	for i := range e.of {
		e.of[i], e.role[i] = -1, -1
	}
	for k, a := range e.as {
		mark(e.of, a.Content, k)
		mark(e.role, a.Source, k)
		mark(e.role, a.Cue, k)
	}
}

func mark(of []int, rs []doc.Range, k int) {
	for _, r := range rs {
		for i := r.From; i < r.To; i++ {
			of[i] = k
		}
	}
}

// drop removes the attributions for which bad holds, and those removed before.
func (e *editor) drop(bad func(a *doc.Attribution) bool) {
	keep := e.as[:0]
	for i := range e.as {
		if a := &e.as[i]; len(a.Content) > 0 && !bad(a) {
			keep = append(keep, e.as[i])
		}
	}
	e.as = keep
	e.index()
}

// add adds an attribution.
func (e *editor) add(a doc.Attribution) {
	e.as = append(e.as, a)
	k := len(e.as) - 1
	mark(e.of, a.Content, k)
	mark(e.role, a.Source, k)
	mark(e.role, a.Cue, k)
}

// remove takes the attributions that play a part in r and for which bad holds
// out of the index; the next drop deletes them. Its time is that of r.
func (e *editor) remove(r doc.Range, bad func(a *doc.Attribution) bool) {
	last := -1
	for i := r.From; i < r.To; i++ {
		for _, k := range [...]int{e.of[i], e.role[i]} {
			if k < 0 || k == last {
				continue
			}
			last = k
			if a := &e.as[k]; bad(a) {
				unmark(e.of, a.Content, k)
				unmark(e.role, a.Source, k)
				unmark(e.role, a.Cue, k)
				a.Content, last = nil, -1
			}
		}
	}
}

func unmark(of []int, rs []doc.Range, k int) {
	for _, r := range rs {
		for i := r.From; i < r.To; i++ {
			if of[i] == k {
				of[i] = -1
			}
		}
	}
}

// transcript reads paragraphs that begin with a name and a colon, where a
// text has three or more of them: the rest of the paragraph is what is said.
func (e *editor) transcript() {
	d := e.Doc
	var starts []int // of paragraphs; the colon's token
	var colons []int
	for k, p := range d.Paragraphs {
		if c := e.speakerColon(p); c > 0 {
			starts, colons = append(starts, k), append(colons, c)
		}
	}
	if len(starts) < 3 {
		return
	}
	for k, at := range starts {
		p := d.Paragraphs[at]
		body, from := doc.Range{From: colons[k] + 1, To: p.To}, p.From
		if isQuoteMark(d.Form(from)) {
			from++
		}
		e.remove(p, func(a *doc.Attribution) bool {
			return len(a.Content) > 0 && p.Contains(a.Content[0]) || len(a.Cue) > 0 && p.Contains(a.Cue[0])
		})
		e.add(doc.Attribution{
			Source: []doc.Range{{From: from, To: colons[k]}}, Cue: []doc.Range{{From: colons[k], To: colons[k] + 1}},
			Content: []doc.Range{body}, Speaker: doc.NoIndex, Prob: 0.95, By: "transcript",
		})
	}
}

// speakerColon returns the colon after a name of up to five tokens that
// begins paragraph p and does not end it, 0 if there is none.
func (e *editor) speakerColon(p doc.Range) int {
	from := p.From
	if isQuoteMark(e.Doc.Form(from)) {
		from++
	}
	for i := from; i < min(p.To-1, from+6); i++ {
		form := e.Doc.Form(i)
		if form == ":" {
			if i > from && (i-from > 1 || len(e.Doc.Form(from)) > 1) && (e.name[i-1] > 0 || e.shouted(from, i)) {
				return i
			}
			return 0
		}
		if e.name[i] == 0 && form != "." && !capital(form) {
			return 0
		}
	}
	return 0
}

func capital(form string) bool {
	return form != "" && strings.ToUpper(form[:1]) == form[:1] && form[0] >= 'A'
}

// shouted reports whether all letters of the tokens are capitals.
func (e *editor) shouted(from, to int) bool {
	for i := from; i < to; i++ {
		if f := e.Doc.Form(i); strings.ToUpper(f) != f {
			return false
		}
	}
	return true
}

// quotations gives speakers to quotations that the chain left alone: those
// that go on, and those that follow a speaker at once.
func (e *editor) quotations() {
	for k, q := range e.Doc.Quotations {
		if q.Depth > 0 {
			continue
		}
		if e.spoken(q) {
			e.silence(q.Range)
		}
		if 2*e.covered(q.Range) >= q.Len() {
			continue
		}
		if q.Continues != doc.NoIndex {
			if a := e.within(e.Doc.Quotations[q.Continues].Range); a >= 0 {
				e.append(a, q.Range, "quotation-continues")
				continue
			}
		}
		if !e.spoken(q) {
			continue
		}
		if a := e.before(k); a >= 0 {
			e.append(a, q.Range, "quotation-goes-on")
			continue
		}
		if e.led(q) {
			continue
		}
		e.alone(q)
	}
}

// silence removes attributions whose cue stands within a spoken quotation:
// what one says that another said is not the other's statement.
func (e *editor) silence(q doc.Range) {
	e.remove(q, func(a *doc.Attribution) bool { return e.inner(a, q) })
}

func (e *editor) inner(a *doc.Attribution, q doc.Range) bool {
	return strings.HasPrefix(a.By, "chain") && len(a.Cue) > 0 && q.Contains(a.Cue[0])
}

// led gives a quotation to the word of saying right before it: "Duro went on,
// stating, “…”". It reports whether there is one.
func (e *editor) led(q doc.Quotation) bool {
	c := q.From - 2
	if c < e.Doc.Paragraphs[e.para[q.From]].From || e.role[c] >= 0 || e.of[c] >= 0 || !(e.word[c].verb && e.level[c] >= 4) && !e.gerund(c) {
		return false
	}
	if mark := e.Doc.Form(q.From - 1); mark != "," && mark != ":" {
		return false
	}
	a := doc.Attribution{Cue: []doc.Range{{From: c, To: c + 1}}, Content: []doc.Range{q.Range}, Speaker: doc.NoIndex, Prob: 0.8, By: "led-quotation"}
	if s := e.subjectPhrase(c, &a); s.Len() > 0 {
		a.Source = []doc.Range{s}
	}
	e.add(a)
	return true
}

// gerund reports whether token c is a cue in -ing, whatever its tag.
func (e *editor) gerund(c int) bool {
	stem, ok := strings.CutSuffix(strings.ToLower(e.Doc.Form(c)), "ing")
	return ok && e.cues.Of(stem, "VBG") != ""
}

// covered counts the tokens of r that are some content.
func (e *editor) covered(r doc.Range) int {
	n := 0
	for i := r.From; i < r.To; i++ {
		if e.of[i] >= 0 {
			n++
		}
	}
	return n
}

// within returns the attribution that has most of r as content, -1 if none has any.
func (e *editor) within(r doc.Range) int {
	for i := r.To - 1; i >= r.From; i-- {
		if e.of[i] >= 0 {
			return e.of[i]
		}
	}
	return -1
}

// append adds a piece of content to attribution a.
func (e *editor) append(a int, r doc.Range, by string) {
	x := &e.as[a]
	for len(x.Content) > 0 && x.Content[len(x.Content)-1].Overlaps(r) {
		last := x.Content[len(x.Content)-1]
		r = doc.Range{From: min(r.From, last.From), To: max(r.To, last.To)}
		x.Content = x.Content[:len(x.Content)-1]
	}
	x.Content = append(x.Content, r)
	for i := len(x.Content) - 1; i > 0 && x.Content[i-1].From > x.Content[i].From; i-- {
		x.Content[i-1], x.Content[i] = x.Content[i], x.Content[i-1]
	}
	if !strings.Contains(x.By, by) {
		x.By += "+" + by
	}
	for i := r.From; i < r.To; i++ {
		e.of[i] = a
	}
}

// spoken reports whether a quotation looks like words somebody spoke rather
// than a term or a title: four words or more with a verb, or a whole sentence.
func (e *editor) spoken(q doc.Quotation) bool {
	words, verb := 0, false
	for i := q.From; i < q.To && (words < 4 || !verb); i++ {
		if isWordTag(e.Doc.Tokens[i].XPOS) {
			words++
		}
		verb = verb || e.word[i].verb || e.Doc.Tokens[i].XPOS == "MD"
	}
	return words >= 4 && verb
}

// isWordTag reports whether a Penn tag is one of words or numbers.
func isWordTag(tag string) bool {
	return tag != "" && tag[0] >= 'A' && tag[0] <= 'Z' && tag != "HYPH" && tag != "NFP" && tag != "SYM"
}

// fragments takes pieces without a verb that stand outside quotation marks
// away from attributions that quote a whole sentence: "In a new post, he
// wrote: “…”" says nothing in its first words.
func (e *editor) fragments() {
	for k := range e.as {
		a := &e.as[k]
		if len(a.Content) < 2 || !slices.ContainsFunc(a.Content, e.quotesWell) {
			continue
		}
		a.Content = slices.DeleteFunc(a.Content, func(r doc.Range) bool {
			for i := r.From; i < r.To; i++ {
				if e.word[i].verb || e.state[i] != outside || e.Doc.Tokens[i].XPOS == "MD" {
					return false
				}
			}
			return true
		})
	}
	e.index()
}

// quotesWell reports whether r begins with a quotation that looks spoken.
func (e *editor) quotesWell(r doc.Range) bool {
	k := e.quo[r.From]
	if k < 0 {
		return false
	}
	if e.well[k] == 0 { // many pieces can stand in one long quotation
		e.well[k] = 1
		if e.spoken(e.Doc.Quotations[k]) {
			e.well[k] = 2
		}
	}
	return e.well[k] == 2
}

// paragraphs parts statements from each other that stand in closed quotations
// in paragraphs of their own; one that goes on has no closing mark between.
func (e *editor) paragraphs() {
	for k := 0; k < len(e.as); k++ {
		a := &e.as[k]
		for i := 1; i < len(a.Content); i++ {
			c := a.Content[i]
			q := e.quo[c.From]
			if e.para[a.Content[i-1].From] == e.para[c.From] || q < 0 || e.quo[a.Content[i-1].From] < 0 || !e.bare[e.para[c.From]] || e.Doc.Quotations[q].Continues != doc.NoIndex {
				continue
			}
			e.as = append(e.as, doc.Attribution{Source: a.Source, Content: a.Content[i:], Speaker: doc.NoIndex, Prob: a.Prob, By: "paragraph-quotation"})
			e.as[k].Content = e.as[k].Content[:i:i]
			break
		}
	}
	e.index()
}

// before returns the attribution whose quotation or cue stands just before
// quotation k in the same paragraph, with nothing but marks between; -1 if none does.
func (e *editor) before(k int) int {
	q := e.Doc.Quotations[k]
	p := e.Doc.Paragraphs[e.para[q.From]]
	for i := q.From - 1; i >= p.From; i-- {
		if a := e.of[i]; a >= 0 {
			if e.quo[i] >= 0 {
				return a
			}
			return -1
		}
		if !isWordTag(e.Doc.Tokens[i].XPOS) {
			continue
		}
		if a := e.role[i]; a >= 0 && e.quotes(a, p) {
			return a
		}
		return -1
	}
	return -1
}

// quotes reports whether attribution a has quoted content in p.
func (e *editor) quotes(a int, p doc.Range) bool {
	last := e.as[a].Content[max(0, len(e.as[a].Content)-4):]
	return slices.ContainsFunc(last, func(r doc.Range) bool { return p.Contains(r) && e.state[r.From] != outside })
}

// alone handles a quotation that is a paragraph of its own: the words of
// whoever spoke at the end of the paragraph before.
func (e *editor) alone(q doc.Quotation) {
	k := int(e.para[q.From])
	if k == 0 || q.From > e.Doc.Paragraphs[k].From+1 || !e.bare[k] {
		return
	}
	last := e.Doc.Paragraphs[k-1]
	led := e.Doc.Form(last.To-1) == ":"
	a := e.lastIn(last)
	if a < 0 || !led && !e.bare[k-1] && e.state[last.To-1] != closing {
		return
	}
	by, sure := "paragraph-quotation", 0.7
	if led {
		by, sure = "colon-paragraph", 0.9
	}
	x := e.as[a]
	e.add(doc.Attribution{Source: x.Source, Content: []doc.Range{q.Range}, Speaker: doc.NoIndex, Prob: sure, By: by})
}

// allQuoted reports whether paragraph p has words and all in quotation marks.
func (pg *Page) allQuoted(p doc.Range) bool {
	any := false
	for i := p.From; i < p.To; i++ {
		if isWordTag(pg.Doc.Tokens[i].XPOS) {
			if pg.state[i] == outside {
				return false
			}
			any = true
		}
	}
	return any
}

// lastIn returns the attribution whose words stand last in p, -1 if none has any there.
func (e *editor) lastIn(p doc.Range) int {
	for i := p.To - 1; i >= p.From; i-- {
		if k := max(e.of[i], e.role[i]); k >= 0 {
			return k
		}
	}
	return -1
}

// form tells how much of the content of a stands in quotation marks.
func (e *editor) form(a *doc.Attribution) doc.Form {
	in, out := 0, 0
	for _, r := range a.Content {
		for i := r.From; i < r.To; i++ {
			if !isWordTag(e.Doc.Tokens[i].XPOS) {
				continue
			}
			if e.state[i] == outside {
				out++
			} else {
				in++
			}
		}
	}
	switch {
	case in == 0:
		return doc.Indirect
	case out == 0:
		return doc.Direct
	}
	return doc.Mixed
}
