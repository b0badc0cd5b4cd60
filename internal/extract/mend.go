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
	for i := range d.Tokens {
		switch t := d.Tokens[i]; {
		case t.Head < 0:
		case t.XPOS == "VBD" && t.Rel == "amod":
			m.finiteModifier(i)
		case t.Rel == "acl:relcl" && m.contentClause(i):
			m.own()[i].Rel = "acl"
		case t.XPOS == "VB" && t.Rel == "conj":
			m.bareConjunct(i)
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
			m.own()[i].Head = v
			return
		}
	}
}
