package entity

import (
	"strings"

	"parley/internal/doc"
)

// candidate is somebody whom a pronoun may mean.
type candidate struct {
	entity int
	score  int
}

// reach is how many sentences back a pronoun looks.
const reach = 3

// Scores of antecedents, in points.
const (
	sameSentence   = 75
	lastSentence   = 50
	perSentence    = 18 // lost for each further sentence
	asSubject      = 30
	firstInIt      = 16
	inQuotation    = -45
	outside        = -25 // of the quotation that the pronoun is in: often the speaker
	asPossessor    = -15
	unknownSex     = -14
	enough         = 40
	clear          = 14 // by how much the best must lead
	afterParagraph = -12
)

// pronouns resolves those of the third person, and "who", in text order; each
// resolved one counts as a mention for those after it. The preference for
// subjects and recent mentions follows Lappin and Leass (1994), with integers.
func (k *linker) pronouns() {
	quoted := k.quoted()
	bySentence := make([][]int, len(k.d.Sentences))
	for i := range k.d.Mentions {
		m := &k.d.Mentions[i]
		s := k.d.Sentence(m.From)
		if s < 0 {
			continue
		}
		if m.Form == doc.Pronoun {
			p := pronouns[k.low(m.From)]
			switch {
			case p.speaker:
			case p.relative:
				m.Entity = k.relative(i)
			case p.sex != 0:
				m.Entity = k.antecedent(i, s, p, bySentence, quoted)
			case p.thing:
				m.Entity = k.thing(i, s, p, bySentence, quoted)
			}
			if e := m.Entity; e != doc.NoIndex && p.sex != 0 && k.ents[e].Female == 0 {
				k.ents[e].Female = p.sex
			}
		}
		unnamed := m.Form == doc.Nominal && m.Type == doc.Person && m.Entity == doc.NoIndex && !k.manyAt[m.Head]
		if (m.Entity != doc.NoIndex || unnamed) && len(bySentence[s]) < crowd {
			bySentence[s] = append(bySentence[s], i)
		}
	}
}

// quoted marks the tokens within quotations.
func (k *linker) quoted() []bool {
	out := make([]bool, len(k.d.Tokens))
	for _, q := range k.d.Quotations {
		if q.Depth > 0 {
			continue
		}
		for i := q.From; i < q.To && i < len(out); i++ {
			out[i] = true
		}
	}
	return out
}

// relative returns whom "who" means: the mention right before it, or before a comma.
func (k *linker) relative(i int) int {
	at := k.d.Mentions[i].From - 1
	if at >= 0 && k.d.Form(at) == "," {
		at--
	}
	for j := i - 1; j >= 0 && j > i-8; j-- {
		m := k.d.Mentions[j]
		if m.To == at+1 && m.Form != doc.Pronoun {
			return m.Entity
		}
	}
	return doc.NoIndex
}

// subject tells whether the mention is the subject of its clause; by the
// dependencies, else by a verb that follows.
func (k *linker) subject(m doc.Mention) bool {
	if m.Form == doc.Pronoun {
		switch k.low(m.From) {
		case "he", "she", "who", "they":
			return true
		case "him", "his", "them", "their", "its":
			return false
		}
	}
	t := k.d.Tokens[m.Head]
	switch t.Rel {
	case "nsubj", "nsubj:pass", "nsubj:outer":
		return true
	case "":
	case "flat", "appos", "compound":
		return t.Head >= 0 && isSubject(k.d.Tokens[t.Head].Rel)
	default:
		return false
	}
	for i := m.To; i < len(k.d.Tokens) && i < m.To+4; i++ {
		switch k.d.Tokens[i].UPOS {
		case "VERB", "AUX":
			return true
		case "ADV", "PRON":
		case "PUNCT":
			if k.d.Form(i) != "," {
				return false
			}
		default:
			return false
		}
	}
	return false
}

func isSubject(rel string) bool { return rel == "nsubj" || rel == "nsubj:pass" }

func (k *linker) possessor(m doc.Mention) bool {
	if m.To >= len(k.d.Tokens) {
		return false
	}
	f := k.d.Form(m.To)
	return f == "'s" || f == "’s" || f == "'" || f == "’"
}

// antecedent returns the person that "he" or "she" means.
func (k *linker) antecedent(i, s int, p pronoun, by [][]int, quoted []bool) int {
	m := k.d.Mentions[i]
	return k.best(i, s, by, func(x doc.Mention, back int) (int, bool) {
		if x.Entity == doc.NoIndex { // "a man": takes the pronoun from others
			return unknownSex, !quoted[x.From] || quoted[m.From]
		}
		e := k.ents[x.Entity]
		if e.Kind != doc.KindPerson || e.Female == -p.sex {
			return 0, false
		}
		n := 0
		if e.Female == 0 {
			n += unknownSex
		}
		if q := pronouns[k.low(x.From)]; x.Form == doc.Pronoun && !q.relative && q.sex != p.sex {
			return 0, false
		}
		if quoted[x.From] && !quoted[m.From] {
			n += inQuotation
		}
		if !quoted[x.From] && quoted[m.From] {
			n += outside
		}
		return n, true
	})
}

// thing returns the state or body that "it" or "its" means: only the subject of
// the same sentence or of the one before.
func (k *linker) thing(i, s int, p pronoun, by [][]int, quoted []bool) int {
	m := k.d.Mentions[i]
	if !p.of && k.empty(m.From) {
		return doc.NoIndex
	}
	return k.best(i, s, by, func(x doc.Mention, back int) (int, bool) {
		if x.Entity == doc.NoIndex {
			return 0, false
		}
		e := k.ents[x.Entity]
		if e.Plural {
			return 0, false
		}
		switch e.Kind {
		case doc.KindState, doc.KindOrganization:
		case doc.KindPlace:
			if e.ActsFor == "" {
				return 0, false
			}
		default:
			return 0, false
		}
		if back > 1 || quoted[x.From] != quoted[m.From] || !k.subject(x) || k.listed(x) {
			return 0, false
		}
		if back == 1 && (p.of || k.d.Sentences[s].From != m.From) {
			return 0, false
		}
		if back == 0 { // the nearest clause decides
			return 2 * clear * k.order(x, s), true
		}
		return 0, true
	})
}

// order counts the subjects of sentence s up to x.
func (k *linker) order(x doc.Mention, s int) int {
	n := 0
	for i := max(k.d.Sentences[s].From, x.From-longest); i < x.From; i++ {
		if isSubject(k.d.Tokens[i].Rel) {
			n++
		}
	}
	return n
}

// listed tells whether the mention is one of several: "Velmark and Ostria said".
func (k *linker) listed(m doc.Mention) bool {
	for _, step := range [][2]int{{m.To, m.To + 1}, {m.From - 1, m.From - 2}} {
		a, b := step[0], step[1]
		if a < 0 || b < 0 || a >= len(k.d.Tokens) || b >= len(k.d.Tokens) {
			continue
		}
		if f := k.low(a); (f == "," || f == "and" || f == "or") && k.nameAt[b] != doc.NoIndex {
			return true
		}
	}
	return false
}

// empty tells whether "it" at token i stands for nothing, as in "it is clear
// that": unless a verb of doing or a word for a state of mind follows.
func (k *linker) empty(i int) bool {
	s := k.d.Sentence(i)
	for j := i + 1; j < i+5; j++ {
		w := strings.ToLower(k.form(j, s))
		if w == "" {
			return true
		}
		if minds[w] {
			return false
		}
		switch t := k.d.Tokens[j]; t.UPOS {
		case "AUX", "ADV", "PART":
		case "VERB":
			return idle[w] || t.XPOS == "VBN" && oneOf(strings.ToLower(k.form(j-1, s)), "is", "was", "be", "been", "'s", "’s")
		default:
			return true
		}
	}
	return true
}

// idle verbs have "it" for a subject that means nothing.
var idle = map[string]bool{
	"seems": true, "seemed": true, "appears": true, "appeared": true, "remains": true, "remained": true, "takes": true, "took": true, "take": true, "became": true,
	"happens": true, "happened": true, "means": true, "meant": true, "turns": true, "turned": true, "comes": true, "came": true, "makes": true, "depends": true,
}

// minds are words for what only somebody can be.
var minds = map[string]bool{
	"ready": true, "willing": true, "unwilling": true, "prepared": true, "committed": true, "determined": true, "reluctant": true, "wary": true, "concerned": true, "open": true,
}

// best scores the mentions before mention i by fit, and returns the entity that
// leads clearly.
func (k *linker) best(i, s int, by [][]int, fit func(x doc.Mention, back int) (int, bool)) int {
	m := k.d.Mentions[i]
	paragraph := k.d.Paragraph(m.From)
	var list []candidate
	for back := 0; back <= reach && s-back >= 0; back++ {
		first := true
		for _, j := range by[s-back] {
			x := k.d.Mentions[j]
			n, ok := fit(x, back)
			if !ok || x.Contains(m.Range) || x.To > m.From {
				continue
			}
			if back == 0 {
				n += sameSentence
			} else {
				n += lastSentence - perSentence*(back-1)
			}
			if k.subject(x) {
				n += asSubject
			}
			if first {
				n += firstInIt
			}
			if k.possessor(x) {
				n += asPossessor
			}
			if k.d.Paragraph(x.From) != paragraph {
				n += afterParagraph
			}
			first = false
			e := x.Entity
			if e == doc.NoIndex {
				e = -2 - j
			}
			list = keep(list, e, n)
		}
	}
	top, second := candidate{doc.NoIndex, 0}, candidate{doc.NoIndex, 0}
	for _, c := range list {
		switch {
		case c.score > top.score:
			top, second = c, top
		case c.score > second.score:
			second = c
		}
	}
	if top.entity < 0 || top.score < enough || second.entity != doc.NoIndex && top.score-second.score < clear {
		return doc.NoIndex
	}
	return top.entity
}

// keep keeps the best score of each entity.
func keep(list []candidate, e, score int) []candidate {
	for i := range list {
		if list[i].entity == e {
			list[i].score = max(list[i].score, score)
			return list
		}
	}
	return append(list, candidate{e, score})
}
