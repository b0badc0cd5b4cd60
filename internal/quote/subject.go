package quote

import (
	"strings"

	"parley/internal/doc"
)

// subjects corrects sources by the dependencies: a source within a relative
// clause that the cue is not in ("Duro, whom Moss sent, said") gives way to
// the cue's subject, and a cue in the active voice without source gets one.
func (e *editor) subjects() {
	for k := range e.as {
		a := &e.as[k]
		if len(a.Cue) == 0 || len(a.Content) == 0 {
			continue
		}
		c := e.verb(a.Cue[0])
		if c < 0 {
			continue
		}
		if len(a.Source) > 0 {
			if s := e.beforeRelative(a.Source[0], c); s.Len() > 0 {
				a.Source = []doc.Range{s}
				a.By += "+subject"
				continue
			}
			if !e.astray(a.Source[0], c) {
				continue
			}
		}
		if len(a.Source) == 0 && (e.inverted(a) || e.pastRelative(a, c)) {
			a.Prob = max(a.Prob, 0.6)
			continue
		}
		if s := e.subjectPhrase(c, a); s.Len() > 0 {
			a.Source = []doc.Range{s}
			a.By += "+subject"
		}
	}
	e.index()
}

// inverted gives a cue that follows a quotation, and that a person's name
// follows at once, that person: "…," says Ana Duro. Content loses the name.
func (e *editor) inverted(a *doc.Attribution) bool {
	at := a.Cue[0].To
	if at >= len(e.word) || a.Cue[0].From == 0 || e.state[a.Cue[0].From-1] != closing || e.name[at] != 4 || e.level[at-1] < 4 {
		return false
	}
	r := doc.Range{From: at, To: at + 1}
	for r.To < len(e.word) && e.name[r.To] == 3 {
		r.To++
	}
	for i, c := range a.Content {
		if !c.Overlaps(r) {
			continue
		}
		to := r.To
		for to < c.To-1 && !isWordTag(e.Doc.Tokens[to].XPOS) && !isQuoteMark(e.Doc.Form(to)) {
			to++
		}
		if to >= c.To || c.From < at {
			return false
		}
		a.Content[i].From = to
	}
	a.Source = []doc.Range{r}
	a.By += "+inverted"
	return true
}

// pastRelative gives a cue that stands right after a relative clause between
// commas the noun phrase before that clause: "Duro, who succeeded Moss, said".
func (e *editor) pastRelative(a *doc.Attribution, c int) bool {
	sent := e.Doc.Sentences[e.sent[c]]
	i := a.Cue[0].From - 1
	if e.level[c] < 4 || i <= sent.From || e.Doc.Form(i) != "," || e.state[i] != outside {
		return false
	}
	for i--; i > max(sent.From+1, c-reach); i-- {
		if strings.HasPrefix(e.Doc.Tokens[i].XPOS, "W") && e.Doc.Form(i-1) == "," {
			r := e.nounsBefore(i-1, sent)
			if r.Len() > 0 && !e.claimed(r) {
				a.Source = []doc.Range{r}
				a.By += "+relative"
				return true
			}
			return false
		}
	}
	return false
}

// nounsBefore returns the nouns, adjectives and determiner that end at token to.
func (e *editor) nounsBefore(to int, sent doc.Range) doc.Range {
	r := doc.Range{From: to, To: to}
	for r.From > sent.From {
		tag := e.Doc.Tokens[r.From-1].XPOS
		if !strings.HasPrefix(tag, "N") && !strings.HasPrefix(tag, "J") && tag != "DT" && tag != "PRP$" && tag != "POS" {
			break
		}
		r.From--
	}
	if r.Len() > 0 && !strings.HasPrefix(e.Doc.Tokens[to-1].XPOS, "N") {
		return doc.Range{}
	}
	return r
}

// claimed reports whether a token of r is some content.
func (e *editor) claimed(r doc.Range) bool { return e.covered(r) > 0 }

// verb returns the topmost verb of a cue, -1 if it has none.
func (e *editor) verb(r doc.Range) int {
	best := -1
	for i := r.From; i < r.To; i++ {
		if e.word[i].verb && e.Doc.Tokens[i].Rel != "aux" && (best < 0 || e.tree.depth[i] < e.tree.depth[best]) {
			best = i
		}
	}
	return best
}

// astray reports whether source s lies in a relative clause that token c does not.
func (e *editor) astray(s doc.Range, c int) bool {
	for i, n := e.top(s), 0; i >= 0 && n < 20; i, n = e.up(i), n+1 {
		if e.Doc.Tokens[i].Rel == "acl:relcl" && e.up(i) >= 0 && !s.Has(e.up(i)) {
			return int(e.tree.low[i]) > c || c > int(e.tree.high[i])
		}
	}
	return false
}

// top returns the token of r that hangs highest.
func (e *editor) top(r doc.Range) int {
	best := r.From
	for i := r.From; i < r.To; i++ {
		if e.tree.depth[i] < e.tree.depth[best] {
			best = i
		}
	}
	return best
}

// subjectPhrase returns the subject of verb c, or of the verb that c hangs on
// as a further predicate or adverbial clause, without what follows a comma;
// empty where there is none, it is no somebody, or it is part of a.
func (e *editor) subjectPhrase(c int, a *doc.Attribution) doc.Range {
	if e.passive(c) {
		return doc.Range{}
	}
	for v, n := c, 0; v >= 0 && n < 4; v, n = e.up(v), n+1 {
		if n > 0 && e.Doc.Tokens[v].Rel == "acl:relcl" {
			return doc.Range{} // its subject is not the sentence's
		}
		if s := e.subjectChild(v); s >= 0 {
			return e.phrase(s, a)
		}
		switch e.Doc.Tokens[v].Rel {
		case "advcl", "conj", "xcomp":
		default:
			return doc.Range{}
		}
	}
	return doc.Range{}
}

// subjectChild returns the nominal subject of v in its sentence, -1 if it has none.
func (e *editor) subjectChild(v int) int {
	s := e.Doc.Sentences[e.sent[v]]
	from, to := max(s.From, int(e.tree.low[v])), min(s.To, int(e.tree.high[v])+1)
	for i := max(from, v-reach); i < min(to, v+reach); i++ {
		if e.up(i) == v && e.Doc.Tokens[i].Rel == "nsubj" {
			return i
		}
	}
	return -1
}

// phrase returns the noun phrase of subject s up to its first comma, relative
// or preposition after the noun, empty where it cannot say anything.
func (e *editor) phrase(s int, a *doc.Attribution) doc.Range {
	tok := e.Doc.Tokens[s]
	form := strings.ToLower(e.Doc.Form(s))
	if !strings.HasPrefix(tok.XPOS, "N") && tok.XPOS != "PRP" || form == "it" || form == "there" {
		return doc.Range{}
	}
	r := doc.Range{From: int(e.tree.low[s]), To: s + 1}
	for r.To <= int(e.tree.high[s]) && e.up(r.To) == s && e.Doc.Tokens[r.To].Rel == "flat" {
		r.To++
	}
	for i := r.From; i < r.To; i++ {
		if inner := e.of[i] >= 0 && e.of[i] == e.of[a.Cue[0].From] && !inRanges(a.Content, i); e.of[i] >= 0 && !inner || inRanges(a.Cue, i) || e.word[i].mark != noMark {
			return doc.Range{}
		}
	}
	return r
}

func inRanges(rs []doc.Range, i int) bool {
	for _, r := range rs {
		if r.Has(i) {
			return true
		}
	}
	return false
}

// beforeRelative returns the noun phrase before a relative clause between
// commas that source s is in and cue token c is not: "[Duro], whom Moss sent,
// … saying"; empty if s is in none. It goes by tags, for where the
// dependencies are wrong.
func (e *editor) beforeRelative(s doc.Range, c int) doc.Range {
	d := e.Doc
	sent := d.Sentences[e.sent[s.From]]
	if !sent.Has(c) || c < s.To {
		return doc.Range{}
	}
	w := s.From - 1
	for w > sent.From+1 && w > s.From-8 && !strings.HasPrefix(d.Tokens[w].XPOS, "W") {
		if d.Form(w) == "," {
			return doc.Range{}
		}
		w--
	}
	if w < sent.From+2 || !strings.HasPrefix(d.Tokens[w].XPOS, "W") || d.Form(w-1) != "," {
		return doc.Range{}
	}
	end := s.To
	for end < min(c, s.To+2*reach) && d.Form(end) != "," {
		end++
	}
	if end >= c || !strings.HasPrefix(d.Tokens[end+1].XPOS, "V") && d.Tokens[end+1].XPOS != "MD" {
		return doc.Range{}
	}
	return e.nounsBefore(w-1, sent)
}
