package extract

import (
	"slices"
	"strings"

	"parley/internal/doc"
)

// mended returns d with dependencies that the forms of their words exclude put
// right: d itself where there are none, else a copy that shares all but tokens.
func mended(d *doc.Doc) *doc.Doc {
	m := mender{d: d}
	for _, q := range d.Quotations {
		m.afterQuotation(q.Range)
	}
	for i := range d.Tokens {
		switch t := d.Tokens[i]; {
		case t.Head < 0:
		case t.XPOS == "VBD" && t.Rel == "amod":
			m.finiteModifier(i)
		case t.Rel == "acl:relcl" && m.contentClause(i):
			m.own()[i].Rel = "acl"
		case t.XPOS == "VB" && t.Rel == "conj":
			m.bareConjunct(i)
		case t.UPOS == "VERB" && t.Rel == "conj" && (t.XPOS == "VBD" || t.XPOS == "VBN"):
			m.lowConjunct(i)
		case t.XPOS == "VBN" && t.Rel == "amod":
			m.modifyingConjunct(i)
		case t.XPOS == "RP" && t.Rel == "case" && i > 0 && d.Tokens[i-1].UPOS == "VERB":
			m.hang(i, i-1, "compound:prt")
		}
	}
	return m.d
}

// mender copies the tokens of a Doc before the first change.
type mender struct {
	d      *doc.Doc
	copied bool
}

func (m *mender) own() []doc.Token {
	if !m.copied {
		c := *m.d
		c.Tokens = slices.Clone(c.Tokens)
		m.d, m.copied = &c, true
	}
	return m.d.Tokens
}

// hang puts token i under head by rel; it leaves the tree alone and returns false
// where head hangs under i.
func (m *mender) hang(i, head int, rel string) bool {
	for k, step := head, 0; k >= 0; k, step = m.d.Tokens[k].Head, step+1 {
		if k == i || step > len(m.d.Tokens) {
			return false
		}
	}
	t := m.own()
	t[i].Head, t[i].Rel = head, rel
	return true
}

// finiteModifier makes past tense i, hung as an attribute on a noun that ends
// its sentence's tree, the predicate and the noun its object: "Duro dismissed reports".
func (m *mender) finiteModifier(i int) {
	t := m.d.Tokens
	h := t[i].Head
	if h <= i || t[h].Head >= 0 {
		return
	}
	subject := doc.NoIndex
	for k := i - 1; k >= max(0, i-12) && subject < 0; k-- {
		if t[k].Head == h && (t[k].UPOS == "PROPN" || t[k].UPOS == "NOUN" || t[k].UPOS == "PRON") {
			subject = k
		}
	}
	if subject < 0 {
		return
	}
	t = m.own()
	t[i].Head, t[i].Rel = doc.NoIndex, "root"
	t[h].Head, t[h].Rel = i, "obj"
	t[subject].Head, t[subject].Rel = i, "nsubj"
}

// contentClause reports whether clause i, hung as a relative clause, is led by
// "that" as a conjunction and has a subject of its own: "reports that they met".
func (m *mender) contentClause(i int) bool {
	t := m.d.Tokens
	that, subject := false, false
	for k := max(0, i-12); k < i; k++ {
		if t[k].Head != i {
			continue
		}
		that = that || t[k].Rel == "mark" && strings.EqualFold(m.d.Form(k), "that")
		subject = subject || strings.HasPrefix(t[k].Rel, "nsubj")
	}
	return that && subject
}

// bareConjunct hangs infinitive i, which cannot stand beside a finite verb, on
// the infinitive before it: "joined them to call on both to stop and allow aid".
func (m *mender) bareConjunct(i int) {
	t := m.d.Tokens
	h := t[i].Head
	if h >= i {
		return
	}
	switch t[h].XPOS {
	case "VBD", "VBZ", "VBP":
	default:
		return
	}
	to := map[int]bool{}
	for k := h + 1; k < len(t) && k < i+8; k++ {
		if t[k].Head == i && (t[k].Rel == "aux" || strings.HasPrefix(t[k].Rel, "nsubj")) {
			return
		}
		if t[k].Rel == "mark" && t[k].XPOS == "TO" && t[k].Head < i {
			to[t[k].Head] = true
		}
	}
	for v := i - 1; v > h; v-- {
		if to[v] && t[v].XPOS == "VB" {
			m.hang(i, v, "conj")
			return
		}
	}
}

// maxCue is how far behind a quotation its verb of saying is looked for, in tokens.
const maxCue = 12

// afterQuotation hangs who stands between quotation q and the verb that governs
// it on that verb, where the tree draws the words into the quotation.
func (m *mender) afterQuotation(q doc.Range) {
	t := m.d.Tokens
	if q.From < 0 || q.To >= len(t) {
		return
	}
	s := m.d.Sentence(q.To - 1)
	if s < 0 {
		return
	}
	verb := doc.NoIndex
	for k := q.To; k < min(m.d.Sentences[s].To, q.To+maxCue) && verb < 0; k++ {
		if t[k].UPOS == "VERB" && (t[k].Head < 0 || !q.Has(t[k].Head)) {
			verb = k
		}
	}
	for k := q.To; k < verb; k++ {
		if h := t[k].Head; h >= 0 && q.Has(h) && (t[k].UPOS == "PROPN" || t[k].UPOS == "NOUN") {
			m.hang(k, verb, "nsubj")
			t = m.d.Tokens
		}
	}
}

// governor returns the verb that word i hangs below, doc.NoIndex if none.
func (m *mender) governor(i int) int {
	for step := 0; i >= 0 && step < 6; step++ {
		if i = m.d.Tokens[i].Head; i >= 0 && m.d.Tokens[i].UPOS == "VERB" {
			return i
		}
	}
	return doc.NoIndex
}

// lowConjunct hangs past form i, coordinated with a word that is no predicate,
// on the verb above: "called it unacceptable and urged both to meet".
func (m *mender) lowConjunct(i int) {
	t := m.d.Tokens
	h := t[i].Head
	if u := t[h].UPOS; h > i || u != "ADJ" && u != "NOUN" && u != "PROPN" || t[h].Rel == "root" {
		return
	}
	told := t[h].Rel == "ccomp" // "said it was wrong, called for talks"
	for k := max(0, h-8); k < i; k++ {
		if t[k].Head == h && t[k].Rel == "cop" && !told || t[k].Head == i && strings.HasPrefix(t[k].Rel, "aux") {
			return
		}
	}
	if v := m.governor(h); v >= 0 && v < i {
		m.hang(i, v, "conj")
	}
}

// modifyingConjunct makes past form i, an attribute behind "and", a second
// predicate and its noun the object: "suspended talks and imposed sanctions".
func (m *mender) modifyingConjunct(i int) {
	t := m.d.Tokens
	h := t[i].Head
	if i == 0 || h != i+1 || t[i-1].UPOS != "CCONJ" || t[i-1].Head != i {
		return
	}
	v := m.governor(h)
	if v < 0 || v >= i || t[v].XPOS != "VBD" {
		return
	}
	if m.hang(i, v, "conj") {
		m.hang(h, i, "obj")
	}
}
