package entity

import (
	"slices"

	"parley/internal/doc"
)

// settler gives the mentions of a Doc the entities of their chains.
type settler struct {
	d     *doc.Doc
	l     *Linking
	unit  int32
	lead  []int32
	link  []int // antecedent of each place; Fresh if none
	names *reader
}

// By how much a link must lead before a mention gets an entity from it, in
// quarters of a unit.
const (
	surePerson = 12
	sureThing  = 8
	surePlural = 12
	sureOffice = 8
)

// settle decides for all pronouns of the third person, and for descriptions
// that the rules left open.
func (s *settler) settle(chains [][]int) {
	at := map[doc.Range]int{} // places of pronouns and descriptions
	heads := map[int]int{}
	for i := range s.l.list {
		if m := &s.l.list[i]; m.pronoun != "" {
			at[m.Range] = i
		} else if m.name == doc.NoIndex && !m.several {
			heads[m.head] = i
		}
	}
	entity := make([]int, len(s.l.list))
	for i := range entity {
		entity[i] = doc.NoIndex
	}
	for c, chain := range chains {
		for _, i := range chain {
			entity[i] = s.d.Chains[c].Entity
		}
	}
	for k := range s.d.Mentions {
		m := &s.d.Mentions[k]
		switch m.Form {
		case doc.Pronoun:
			p := pronouns[s.names.low(m.From)]
			if i, ok := at[m.Range]; ok && !p.speaker && !p.relative {
				m.Entity = s.pronoun(i, entity[i], m.Entity, p)
			}
		case doc.Nominal:
			if i, ok := heads[m.Head]; ok && m.Entity == doc.NoIndex {
				m.Entity = s.description(i, entity[i], m)
			}
		}
	}
	s.renumber()
}

// pronoun returns the entity of a pronoun, given its chain's and the rules'.
// Where the rules decide they are right more often than the ranking is where it
// differs; the ranking goes on where they do not.
func (s *settler) pronoun(i, e, rules int, p pronoun) int {
	if e == doc.NoIndex || rules != doc.NoIndex {
		return rules
	}
	x := &s.d.Entities[e]
	switch {
	case p.sex != 0:
		if x.Kind != doc.KindPerson || x.Female*p.sex < 0 || s.lead[i]*4 < surePerson*s.unit || !s.near(i) {
			return doc.NoIndex
		}
		if x.Female == 0 {
			x.Female = p.sex
		}
	case x.Kind == doc.KindPerson, s.lead[i]*4 < sureThing*s.unit, (p.plural || !p.of && !s.l.list[i].subject) && s.lead[i]*4 < surePlural*s.unit:
		return doc.NoIndex
	}
	return e
}

// near tells whether the antecedent of spot i is the subject of its sentence or
// of the one before, or stands in the same, on the same side of quotation
// marks, and was named or described not long before.
func (s *settler) near(i int) bool {
	a := s.link[i]
	if a == Fresh {
		return true // spoken of before it is named
	}
	m, x := &s.l.list[i], &s.l.list[a]
	if (m.quotation >= 0) != (x.quotation >= 0) {
		return false
	}
	if m.sentence != x.sentence && (m.sentence-x.sentence > 1 || !x.subject) {
		return false
	}
	for steps := 0; x.pronoun != "" && s.link[a] != Fresh && steps < crowd; steps++ {
		a = s.link[a]
		x = &s.l.list[a]
	}
	return x.pronoun == "" && m.sentence-x.sentence <= reach
}

// description returns the entity of a description that the rules left open.
func (s *settler) description(i, e int, m *doc.Mention) int {
	if e == doc.NoIndex || s.lead[i]*4 < sureOffice*s.unit {
		return doc.NoIndex
	}
	if (m.Type == doc.Person) != (s.d.Entities[e].Kind == doc.KindPerson) {
		return doc.NoIndex
	}
	return e
}

// renumber brings the entities in the order of their first mentions again.
func (s *settler) renumber() {
	d := s.d
	to := make([]int, len(d.Entities))
	for i := range to {
		to[i] = doc.NoIndex
	}
	var ents []doc.Entity
	for k := range d.Mentions {
		m := &d.Mentions[k]
		if m.Entity == doc.NoIndex {
			continue
		}
		if to[m.Entity] == doc.NoIndex {
			to[m.Entity] = len(ents)
			ents = append(ents, d.Entities[m.Entity])
			ents[len(ents)-1].Mentions = nil
		}
		m.Entity = to[m.Entity]
		e := &ents[m.Entity]
		e.Mentions = append(e.Mentions, k)
		if m.Form != doc.Named {
			m.Type = e.Type
		}
	}
	for i := range d.Chains {
		if e := d.Chains[i].Entity; e != doc.NoIndex {
			d.Chains[i].Entity = to[e]
		}
	}
	d.Entities = slices.Clip(ents)
}
