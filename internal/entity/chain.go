package entity

import (
	"slices"

	"parley/internal/doc"
	"parley/internal/nn"
)

// Bounds on what a spot is compared with, so that time is linear.
const (
	near1     = 20 // spots before a pronoun
	near2     = 12 // before others
	perWord   = 3  // earlier spots with the same head, name, or kind of pronoun
	farthest  = 400
	mostChain = 64
)

// Linking decides, spot after spot, which earlier one it goes on from: a
// ranking of antecedents against "new" in one decision (Denis and Baldridge
// 2008; Durrett and Klein 2013). It belongs to one text and one goroutine.
type Linking struct {
	Places []doc.Range // whole phrases, names and pronouns, in text order
	list   []profile
	chain  []int // of each spot, as the index of its first spot
	groups []group
	index  map[uint64][]int
	f      features
	seen   []int // candidate marks: by spot, the decision in which it was last added
}

// group is what is known of a chain while it grows.
type group struct {
	size      int
	last      int
	person    int // entity of a person's name in it
	entity    int
	sex, life int8
	number    int8
	named     bool
	pronouns  int
	asked     int // the last spot for which recent and subjects were counted
	recent    int
	subjects  int
	heads     []uint32
	keys      []uint32
}

// NewLinking finds the places in d, whose layers up to LayerEntities must be
// there. words are the clusters that the model was trained with.
func NewLinking(d *doc.Doc, x *Lexicon, words Clusters) *Linking {
	l := &Linking{index: map[uint64][]int{}}
	p := newProfiler(d, x, words)
	spots := newPhrasing(d).spots()
	l.list = make([]profile, len(spots))
	l.Places = make([]doc.Range, len(spots))
	end, sentence := 0, doc.NoIndex
	for i, s := range spots {
		l.list[i] = p.profile(s)
		l.Places[i] = s.Range
		l.list[i].nested = s.From < end
		l.list[i].firstIn = l.list[i].sentence != sentence
		sentence, end = l.list[i].sentence, max(end, s.To)
	}
	return l
}

// Fresh is the candidate that says that a spot goes on from none.
const Fresh = -1

// Run calls decide for every place in order with its candidates, the first of
// them Fresh, each with its features, and links the place with the one whose
// number decide returns. The slices are valid only during the call.
func (l *Linking) Run(decide func(place int, candidates []int, features [][]nn.Feature) int) {
	n := len(l.list)
	l.chain, l.groups, l.seen = make([]int, n), make([]group, n), make([]int, n)
	var candidates []int
	for i := range l.list {
		l.chain[i] = i
		candidates = l.candidates(i, append(candidates[:0], Fresh))
		k := decide(i, candidates, l.f.of(l, i, candidates))
		if a := candidates[k]; a != Fresh {
			l.chain[i] = l.chain[a]
		}
		l.grow(i)
	}
}

// Chains returns the chains of two places or more, by their first places.
func (l *Linking) Chains() [][]int {
	var out [][]int
	at := make([]int, len(l.list))
	for i, c := range l.chain {
		if c == i {
			if l.groups[i].size < 2 {
				at[i] = doc.NoIndex
				continue
			}
			at[i] = len(out)
			out = append(out, nil)
		}
		if k := at[c]; k != doc.NoIndex {
			out[k] = append(out[k], i)
		}
	}
	return out
}

// candidates are the nearest spots, and farther ones that share a word.
func (l *Linking) candidates(i int, out []int) []int {
	m := &l.list[i]
	window := near2
	if m.pronoun != "" {
		window = near1
	}
	add := func(a int) {
		if l.seen[a] != i+1 && l.may(i, a) {
			l.seen[a] = i + 1
			out = append(out, a)
		}
	}
	for a := i - 1; a >= 0 && a >= i-window; a-- {
		add(a)
	}
	for _, k := range m.lookups() {
		list := l.index[k]
		for j := len(list) - 1; j >= 0 && j >= len(list)-perWord; j-- {
			add(list[j])
		}
	}
	return out
}

// may rules out what can never be: the same spot's own head, two persons of
// different names.
func (l *Linking) may(i, a int) bool {
	m, x := &l.list[i], &l.list[a]
	if m.head == x.head {
		return false
	}
	g := &l.groups[l.chain[a]]
	if m.kind == kindPerson && m.named {
		if m.entity == doc.NoIndex {
			return !g.named
		}
		if g.person != doc.NoIndex && g.person != m.entity {
			return false
		}
	}
	return true
}

// lookups are the keys under which a spot is found from afar.
func (m *profile) lookups() []uint64 {
	var out [4]uint64
	n := 0
	put := func(kind, v uint64) { out[n] = kind<<32 | v; n++ }
	switch {
	case m.pronoun != "":
		put(1, uint64(m.kind))
	default:
		put(2, uint64(m.key))
		put(3, uint64(m.headWord))
		if m.named {
			put(3, uint64(m.tail))
		}
		if m.entity != doc.NoIndex {
			put(4, uint64(m.entity))
		}
	}
	return slices.Clone(out[:n])
}

// grow adds spot i to its chain and to the index.
func (l *Linking) grow(i int) {
	m := &l.list[i]
	g := &l.groups[l.chain[i]]
	if g.size == 0 {
		g.person, g.entity = doc.NoIndex, doc.NoIndex
	}
	g.size++
	g.last = i
	if g.sex == 0 {
		g.sex = m.sex
	}
	if g.life == 0 {
		g.life = m.life
	}
	if g.number == 0 {
		g.number = m.number
	}
	if m.entity != doc.NoIndex && g.entity == doc.NoIndex && m.pronoun == "" {
		g.entity = m.entity
	}
	if m.named {
		g.named = true
		if m.kind == kindPerson && g.person == doc.NoIndex {
			g.person = m.entity
		}
	}
	if m.pronoun != "" {
		g.pronouns++
	} else if len(g.heads) < mostChain {
		if !slices.Contains(g.heads, m.headWord) {
			g.heads = append(g.heads, m.headWord)
		}
		if !slices.Contains(g.keys, m.key) {
			g.keys = append(g.keys, m.key)
		}
	}
	for _, k := range m.lookups() {
		l.index[k] = append(l.index[k], i)
	}
}
