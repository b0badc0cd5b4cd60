package timex

import "strings"

// A rule recognises one form of date expression. Its pattern is a line of
// elements: a class ("Month"), a literal word in lower case ("ago"), several
// of these with | between them, each optional with ? behind it. Elements
// with < before them must be there but do not belong to the expression.
type rule struct {
	name    string
	pattern string
	make    func(c *context, m *match) (value, bool)
}

// classes are the names by which patterns call the classes.
var classes = map[string]class{
	"Month": clsMonth, "Weekday": clsWeekday, "Days": clsDays, "Num": clsNum, "Day": clsDay, "Year": clsYear,
	"AbbrYear": clsAbbrYear, "Decade": clsDecade, "Ord": clsOrd, "Unit": clsUnit, "Units": clsUnits, "Vague": clsVague,
	"Part": clsPart, "Season": clsSeason, "Iso": clsIso, "Slash": clsSlash, "Clock": clsClock, "HHMM": clsHHMM,
	"AmPm": clsAmPm, "Zone": clsZone, "-": clsDash, ",": clsComma, "Apostrophe": clsApostrophe,
}

// element is one place of a pattern.
type element struct {
	class    class
	words    []int32
	optional bool
	outside  bool // not part of the expression
}

// program is a compiled rule.
type program struct {
	rule
	order    int
	elements []element
}

// grammar is the rules, by what they can start with.
type grammar struct {
	byWord  map[int32][]*program
	byClass [32][]*program
}

// compile prepares rules and makes their literal words known to the lexicon.
func compile(rules []rule, words *lexicon) *grammar {
	g := &grammar{byWord: map[int32][]*program{}}
	for i, r := range rules {
		p := &program{rule: r, order: i}
		for _, f := range strings.Fields(r.pattern) {
			var e element
			f, e.optional = strings.CutSuffix(f, "?")
			f, e.outside = strings.CutPrefix(f, "<")
			for _, alt := range strings.Split(f, "|") {
				if c, ok := classes[alt]; ok {
					e.class |= c
				} else {
					e.words = append(e.words, words.add(alt, 0, 0).id)
				}
			}
			p.elements = append(p.elements, e)
		}
		g.index(p)
	}
	return g
}

// index files p under everything it can start with.
func (g *grammar) index(p *program) {
	for _, e := range p.elements {
		for _, w := range e.words {
			g.byWord[w] = append(g.byWord[w], p)
		}
		for b := range g.byClass {
			if e.class&(1<<b) != 0 {
				g.byClass[b] = append(g.byClass[b], p)
			}
		}
		if !e.optional {
			return
		}
	}
}

// match is a rule found in the items.
type match struct {
	rule     *program
	from, to int   // items, half-open
	at       []int // per element of the pattern its item, -1 where it is left out
	items    []item
}

// get returns the k-th matched item that is in class c, nil if there is none.
func (m *match) get(c class, k int) *item {
	for i, at := range m.at {
		if at >= 0 && m.rule.elements[i].class&c != 0 && m.items[at].class&c != 0 {
			if k == 0 {
				return &m.items[at]
			}
			k--
		}
	}
	return nil
}

// word returns the text of element k in lower case, "" if it is left out.
func (m *match) word(c *context, k int) string {
	if k >= len(m.at) || m.at[k] < 0 {
		return ""
	}
	sp := m.items[m.at[k]].doc
	return strings.ToLower(c.d.Text[sp.start:sp.end])
}

// scan finds, from left to right, where each rule matches: for every start
// the longest first. The caller takes the first that has a value.
func (g *grammar) scan(items []item, take func(m *match) bool) {
	m := match{items: items, at: make([]int, 0, 16)}
	var found []candidate
	for i := 0; i < len(items); {
		it := &items[i]
		if it.id == 0 && it.class == 0 {
			i++
			continue
		}
		found = found[:0]
		for _, p := range g.byWord[it.id] {
			found = m.try(p, i, found)
		}
		for c, b := it.class, 0; c != 0; c, b = c>>1, b+1 {
			if c&1 != 0 {
				for _, p := range g.byClass[b] {
					found = m.try(p, i, found)
				}
			}
		}
		i = m.best(found, i, take)
	}
}

// candidate is a rule that matches up to an item.
type candidate struct {
	p  *program
	to int
}

// trim leaves a comma at the end to the sentence.
func (m *match) trim(to, i int) int {
	if to > i+1 && m.items[to-1].class&clsComma != 0 {
		to--
	}
	return to
}

func (m *match) try(p *program, i int, found []candidate) []candidate {
	m.at = m.at[:0]
	if to := m.trim(m.fit(p.elements, i, i), i); to > i {
		found = append(found, candidate{p, to})
	}
	return found
}

// best offers the candidates at item i, longest first, then in the order of
// the rules, and returns the item to go on with.
func (m *match) best(found []candidate, i int, take func(m *match) bool) int {
	for len(found) > 0 {
		k := 0
		for j, f := range found {
			if f.to > found[k].to || f.to == found[k].to && f.p.order < found[k].p.order {
				k = j
			}
		}
		m.rule, m.from, m.at = found[k].p, i, m.at[:0]
		m.to = m.trim(m.fit(m.rule.elements, i, i), i)
		if take(m) {
			return m.to
		}
		found[k] = found[len(found)-1]
		found = found[:len(found)-1]
	}
	return i + 1
}

// fit matches elements from item i on, in at the items taken, and returns the
// item behind, or -1. An optional element is taken where that lets the rest match.
func (m *match) fit(elements []element, i, first int) int {
	if len(elements) == 0 {
		return i
	}
	e, n := &elements[0], len(m.at)
	if i < len(m.items) && (i == first || !m.items[i].newline) && e.is(&m.items[i]) {
		m.at = append(m.at, i)
		if to := m.fit(elements[1:], i+1, first); to >= 0 {
			return to
		}
		m.at = m.at[:n]
	}
	if !e.optional {
		return -1
	}
	m.at = append(m.at, -1)
	if to := m.fit(elements[1:], i, first); to >= 0 {
		return to
	}
	m.at = m.at[:n]
	return -1
}

func (e *element) is(it *item) bool {
	if e.class&it.class != 0 {
		return true
	}
	if it.id != 0 {
		for _, w := range e.words {
			if w == it.id {
				return true
			}
		}
	}
	return false
}
