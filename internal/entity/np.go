package entity

import (
	"cmp"
	"slices"
	"strings"

	"parley/internal/doc"
)

// spot is somewhere that the text may speak of something:
// a whole noun phrase, a name in one, or a pronoun.
type spot struct {
	doc.Range
	head    int
	name    int    // index in Doc.Mentions of the name that it is or that its head belongs to; NoIndex if none
	pronoun string // what kind of pronoun: "he", "they", "this"; "" if none
	several bool   // a coordination
}

// pronounKinds groups the forms of pronouns by what they can mean.
var pronounKinds = map[string]string{
	"i": "i", "me": "i", "my": "i", "mine": "i", "myself": "i",
	"we": "we", "us": "we", "our": "we", "ours": "we", "ourselves": "we", "'s": "we", "’s": "we",
	"you": "you", "your": "you", "yours": "you", "yourself": "you", "yourselves": "you", "ya": "you", "ye": "you",
	"he": "he", "him": "he", "his": "he", "himself": "he",
	"she": "she", "her": "she", "hers": "she", "herself": "she",
	"it": "it", "its": "it", "itself": "it",
	"they": "they", "them": "they", "their": "they", "theirs": "they", "themselves": "they", "'em": "they", "em": "they",
	"this": "this", "that": "that", "these": "these", "those": "those",
	"one": "one", "someone": "someone", "somebody": "someone", "everyone": "everyone", "everybody": "everyone",
	"anyone": "anyone", "anybody": "anyone", "something": "something",
}

// apart are the relations of what stands beside a noun phrase rather than in it.
var apart = map[string]bool{
	"case": true, "cc": true, "conj": true, "mark": true, "parataxis": true, "discourse": true, "vocative": true, "reparandum": true, "list": true,
	"orphan": true, "dislocated": true, "dep": true, "punct": true, "expl": true, "cop": true,
}

// clausal are further relations that belong to the clause where a noun is its predicate.
var clausal = map[string]bool{
	"nsubj": true, "csubj": true, "aux": true, "advcl": true, "obl": true, "ccomp": true, "xcomp": true, "advmod": true, "obj": true, "iobj": true,
}

// within are the relations of words that are only a part of a noun.
var within = map[string]bool{"flat": true, "compound": true, "fixed": true, "goeswith": true, "nummod": true, "amod": true, "det": true, "case": true}

// phrasing finds the spots of one text by its trees.
type phrasing struct {
	d      *doc.Doc
	full   []doc.Range // what each token governs, itself included
	phrase []doc.Range // the noun phrase of each token if it heads one
	joint  []doc.Range // with what is coordinated with it
	clause []bool      // it is a predicate: has a subject or a copula
	joined []bool      // something is coordinated with it
	nameAt []int
}

func relation(s string) string {
	if i := strings.IndexByte(s, ':'); i >= 0 {
		return s[:i]
	}
	return s
}

// newPhrasing works out the extents of all phrases, each from those that it
// governs, in linear time.
func newPhrasing(d *doc.Doc) *phrasing {
	n := len(d.Tokens)
	p := &phrasing{d: d, full: make([]doc.Range, n), phrase: make([]doc.Range, n), joint: make([]doc.Range, n), clause: make([]bool, n), joined: make([]bool, n), nameAt: make([]int, n)}
	waiting := make([]int, n) // children not yet done
	for i, t := range d.Tokens {
		self := doc.Range{From: i, To: i + 1}
		p.full[i], p.phrase[i], p.joint[i], p.nameAt[i] = self, self, self, doc.NoIndex
		if t.Head < 0 {
			continue
		}
		waiting[t.Head]++
		switch relation(t.Rel) {
		case "cop", "nsubj", "csubj":
			p.clause[t.Head] = true
		case "conj":
			p.joined[t.Head] = true
		}
	}
	for k, m := range d.Mentions {
		if m.Form == doc.Named {
			for i := m.From; i < m.To; i++ {
				p.nameAt[i] = k
			}
		}
	}
	var ready []int
	for i := range d.Tokens {
		if waiting[i] == 0 {
			ready = append(ready, i)
		}
	}
	for len(ready) > 0 {
		i := ready[len(ready)-1]
		ready = ready[:len(ready)-1]
		h := d.Tokens[i].Head
		if h < 0 {
			continue
		}
		p.attach(i, h)
		if waiting[h]--; waiting[h] == 0 {
			ready = append(ready, h)
		}
	}
	return p
}

// attach adds what i governs to its head h, where it belongs to it.
func (p *phrasing) attach(i, h int) {
	rel := relation(p.d.Tokens[i].Rel)
	p.full[h] = cover(p.full[h], p.full[i])
	switch {
	case rel == "case" && i > h && p.d.Tokens[i].XPOS == "POS", rel == "punct" && p.belongs(i):
	case rel == "conj" || rel == "cc" && i > h || rel == "punct" && i > h:
		if rel == "conj" {
			p.joint[h] = cover(p.joint[h], p.full[i])
		}
		return
	case apart[rel], p.clause[h] && clausal[rel]:
		return
	case rel == "advmod" && i < h && !p.inner(i, h):
		return
	}
	p.phrase[h] = cover(p.phrase[h], p.full[i])
	p.joint[h] = cover(p.joint[h], p.full[i])
}

// belongs tells whether a mark stands within the noun: the hyphen of
// "vice-president", a closing bracket.
func (p *phrasing) belongs(i int) bool {
	switch p.d.Form(i) {
	case "-", "–", "/":
		return i+1 < len(p.d.Tokens) && p.d.Tokens[i].End == p.d.Tokens[i+1].Start
	}
	return false
}

// inner tells whether an adverb before the noun stands behind its article.
func (p *phrasing) inner(i, h int) bool {
	for j := i - 1; j >= 0 && j > i-4; j-- {
		if t := p.d.Tokens[j]; t.Head == h && relation(t.Rel) == "det" {
			return true
		}
	}
	return false
}

func cover(a, b doc.Range) doc.Range {
	return doc.Range{From: min(a.From, b.From), To: max(a.To, b.To)}
}

// trim takes marks off both ends, but for brackets that close what is in r.
func (p *phrasing) trim(r doc.Range) doc.Range {
	for r.To-r.From > 1 && p.d.Tokens[r.To-1].UPOS == "PUNCT" && !p.closes(r) {
		r.To--
	}
	for r.To-r.From > 1 && p.d.Tokens[r.From].UPOS == "PUNCT" && !p.opens(r) {
		r.From++
	}
	return r
}

var brackets = map[string]string{")": "(", "]": "[", "\"": "\"", "”": "“", "’": "‘", "'": "'", "」": "「"}

func (p *phrasing) closes(r doc.Range) bool {
	o, ok := brackets[p.d.Form(r.To-1)]
	for i := r.To - 2; ok && i >= r.From && i > r.To-40; i-- {
		if p.d.Form(i) == o {
			return true
		}
	}
	return false
}

func (p *phrasing) opens(r doc.Range) bool {
	f := p.d.Form(r.From)
	for i := r.From + 1; i < r.To && i < r.From+40; i++ {
		if c := p.d.Form(i); brackets[c] == f {
			return true
		}
	}
	return false
}

// spots returns all that the text may speak of, by where they begin, the
// longer first. No range is twice in it.
func (p *phrasing) spots() []spot {
	var out []spot
	for i := range p.d.Tokens {
		out = p.at(i, out)
	}
	return sortSpots(out)
}

// at adds the spots that token i heads.
func (p *phrasing) at(i int, out []spot) []spot {
	d := p.d
	t := d.Tokens[i]
	rel := relation(t.Rel)
	low := strings.ToLower(d.Form(i))
	name := p.nameAt[i]
	switch {
	case t.UPOS == "PRON" || t.UPOS == "DET" && rel != "det":
		kind := pronounKinds[low]
		if kind == "" || kind == "that" && (t.XPOS == "WDT" || rel == "mark") || (low == "'s" || low == "’s") && t.UPOS != "PRON" {
			return out
		}
		r := doc.Range{From: i, To: i + 1}
		if kind == "these" || kind == "those" || kind == "one" || kind == "someone" || kind == "anyone" || kind == "everyone" || kind == "something" || kind == "that" {
			r = p.trim(p.phrase[i])
		}
		return append(out, spot{Range: r, head: i, name: doc.NoIndex, pronoun: kind})
	case name != doc.NoIndex && within[rel]:
		m := d.Mentions[name]
		if m.Head != i && m.To-1 != i || p.phraseHead(m) != doc.NoIndex || m.Type == doc.Misc && t.UPOS == "ADJ" {
			return out
		}
		r := m.Range
		return append(out, spot{Range: r, head: i, name: name})
	case within[rel] || t.UPOS != "NOUN" && t.UPOS != "PROPN" && t.UPOS != "NUM" && t.UPOS != "X" && t.UPOS != "SYM" || t.UPOS == "NUM" && rel == "advmod":
		return out
	}
	s := spot{Range: p.trim(p.phrase[i]), head: i, name: name}
	out = append(out, s)
	if p.joined[i] && rel != "conj" {
		out = append(out, spot{Range: p.trim(p.joint[i]), head: i, name: doc.NoIndex, several: true})
	}
	return out
}

// phraseHead returns the token of a name that heads a noun phrase; NoIndex if
// the name only modifies another noun.
func (p *phrasing) phraseHead(m doc.Mention) int {
	for i := m.From; i < m.To; i++ {
		if t := p.d.Tokens[i]; !within[relation(t.Rel)] && (t.UPOS == "PROPN" || t.UPOS == "NOUN" || t.UPOS == "X") {
			return i
		}
	}
	return doc.NoIndex
}

// sortSpots orders by the beginning, longer first, and drops repetitions.
func sortSpots(list []spot) []spot {
	slices.SortStableFunc(list, func(a, b spot) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(b.To, a.To)) })
	out := list[:0]
	for i, s := range list {
		if i > 0 && s.Range == list[i-1].Range {
			continue
		}
		out = append(out, s)
	}
	return out
}
