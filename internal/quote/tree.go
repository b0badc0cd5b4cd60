package quote

import (
	"parley/internal/doc"
	"parley/internal/nn"
)

// The relations of children that tell a verb that takes content.
const (
	hasSubject uint32 = 1 << iota
	hasClause
	hasInfinitive
	hasObject
	hasMark
	hasParataxis
	hasOblique
	hasRelative
	hasAdverbial
)

// tree holds what the features ask of the dependencies.
type tree struct {
	depth     []int32
	low, high []int32  // first and last token of what hangs on a token
	cue       []int32  // nearest strong cue above, -1 if none
	under     []int32  // the child of cue through which a token hangs, -1
	kinds     []uint32 // relations of the children
	source    []uint8  // 2 in the phrase of "according to", 1 in the clause it belongs to
	aside     []uint8  // 2 in a strong cue that stands aside ("…, she said"), 1 in the clause it belongs to
	rel       []uint32 // hash of the relation
}

// readTree fills pg.tree in time linear in the tokens. Heads that make a
// circle are cut.
func (pg *Page) readTree() {
	n := len(pg.word)
	t := &pg.tree
	ints := make([]int32, 5*n)
	t.depth, t.low, t.high, t.cue, t.under = ints[:n], ints[n:2*n], ints[2*n:3*n], ints[3*n:4*n], ints[4*n:]
	t.kinds, t.source, t.aside, t.rel = make([]uint32, n), make([]uint8, n), make([]uint8, n), make([]uint32, n)
	for i := range t.rel {
		t.rel[i] = nn.Hash(pg.Doc.Tokens[i].Rel)
	}
	var order []int32
	for _, s := range pg.Doc.Sentences {
		order = pg.byDepth(s, order[:0])
		pg.extents(order)
		pg.governors(order)
	}
}

// head returns the head of token i within its sentence, -1 for a root.
func (pg *Page) head(i int) int {
	h := pg.Doc.Tokens[i].Head
	if h < 0 || h >= len(pg.sent) || pg.sent[h] != pg.sent[i] || h == i {
		return doc.NoIndex
	}
	return h
}

// byDepth sets the depths of a sentence's tokens and appends them to order,
// parents before children.
func (pg *Page) byDepth(s doc.Range, order []int32) []int32 {
	depth := pg.tree.depth
	var path []int
	deepest := int32(0)
	for i := s.From; i < s.To; i++ {
		path = path[:0]
		at := i
		for depth[at] == 0 {
			depth[at] = -1 // on the way
			path = append(path, at)
			if at = pg.head(at); at < 0 || depth[at] == -1 {
				break
			}
		}
		base := int32(0)
		if at >= 0 && depth[at] > 0 {
			base = depth[at]
		}
		for k := len(path) - 1; k >= 0; k-- {
			base++
			depth[path[k]] = base
		}
		deepest = max(deepest, base)
	}
	start := make([]int32, deepest+2)
	for i := s.From; i < s.To; i++ {
		start[depth[i]+1]++
	}
	for d := 1; d < len(start); d++ {
		start[d] += start[d-1]
	}
	order = append(order, make([]int32, s.Len())...)
	for i := s.From; i < s.To; i++ {
		order[start[depth[i]]] = int32(i)
		start[depth[i]]++
	}
	return order
}

// up returns the head of i if the depths agree, so that circles stay cut.
func (pg *Page) up(i int) int {
	if h := pg.head(i); h >= 0 && pg.tree.depth[h] < pg.tree.depth[i] {
		return h
	}
	return doc.NoIndex
}

// extents fills low, high and kinds.
func (pg *Page) extents(order []int32) {
	t := &pg.tree
	for _, i := range order {
		t.low[i], t.high[i] = i, i
	}
	for k := len(order) - 1; k >= 0; k-- {
		i := order[k]
		h := pg.up(int(i))
		if h < 0 {
			continue
		}
		t.low[h], t.high[h] = min(t.low[h], t.low[i]), max(t.high[h], t.high[i])
		t.kinds[h] |= kindOfRelation(pg.Doc.Tokens[i].Rel)
	}
}

func kindOfRelation(rel string) uint32 {
	switch rel {
	case "nsubj", "nsubj:pass", "csubj", "csubj:pass":
		return hasSubject
	case "ccomp":
		return hasClause
	case "xcomp":
		return hasInfinitive
	case "obj", "iobj":
		return hasObject
	case "mark":
		return hasMark
	case "parataxis":
		return hasParataxis
	case "obl", "nmod":
		return hasOblique
	case "acl", "acl:relcl":
		return hasRelative
	case "advcl":
		return hasAdverbial
	}
	return 0
}

// governors fills cue, under, source and aside.
func (pg *Page) governors(order []int32) {
	t := &pg.tree
	for _, i := range order {
		h := pg.up(int(i))
		t.cue[i], t.under[i] = -1, -1
		if h >= 0 {
			t.cue[i], t.under[i] = t.cue[h], t.under[h]
			if strong(pg.level[h]) {
				t.cue[i], t.under[i] = int32(h), i
			}
			if pg.Doc.Tokens[i].Rel == "parataxis" && strong(pg.level[i]) {
				t.aside[i], t.aside[h] = 2, max(t.aside[h], 1)
			}
		}
		if pg.Doc.Tokens[i].Lemma == "accord" || pg.Doc.Tokens[i].Lemma == "according" {
			if h >= 0 {
				t.source[h] = 2
				if g := pg.up(h); g >= 0 {
					t.source[g] = max(t.source[g], 1)
				}
			}
		}
	}
	for _, i := range order { // hand down
		if h := pg.up(int(i)); h >= 0 {
			if t.source[i] == 0 {
				t.source[i] = t.source[h]
			}
			if t.aside[i] == 0 {
				t.aside[i] = t.aside[h]
			}
		}
	}
}

// dependency adds what the dependencies tell of token i.
func (w *window) dependency(b *bag, i int) {
	t := &w.tree
	x := w.at(i)
	rel := w.relation(i)
	level := uint32(w.level[i])
	h := w.up(i)
	hx, hl, hr := &nowhere, uint32(10), uint32(0)
	dir := uint32(0)
	if h >= 0 {
		hx, hl, hr = w.at(h), uint32(w.level[h]), w.relation(h)
		if h > i {
			dir = 1
		}
	}
	b.add(rel)
	b.add(rel, hx.low)
	b.add(rel, hx.tag)
	b.add(rel, hl, x.tag)
	b.add(hx.low, x.low)
	b.add(t.kinds[i], x.tag)
	b.add(t.kinds[i]&(hasSubject|hasClause), x.low)
	b.add(t.kinds[i], level)
	b.add(rel, hl, dir)
	b.add(rel, hr, hl)
	b.add(hr, hl, x.tag)
	b.add(uint32(t.source[i]))
	b.add(uint32(t.source[i]), x.tag)
	b.add(uint32(t.aside[i]))
	b.add(uint32(t.aside[i]), x.tag)
	b.add(uint32(t.aside[i]), uint32(w.state[i]))
	w.governed(b, i)
}

// governed adds how token i hangs on the nearest strong cue above it.
func (w *window) governed(b *bag, i int) {
	t := &w.tree
	c, u := int(t.cue[i]), int(t.under[i])
	if c < 0 {
		b.add(0)
		b.skip(11)
		return
	}
	b.skip(1)
	x, cw, cl := w.at(i), w.at(c), uint32(w.level[c])
	rel := w.relation(u)
	lo, hi := int(t.low[u]), int(t.high[u])
	side := uint32(0)
	if i > c {
		side = 1
	}
	first, last := uint32(min(i-lo, 2)), uint32(min(hi-i, 2))
	b.add(rel, side, cl)
	b.add(rel, cw.low)
	b.add(rel, cl, first, last)
	b.add(rel, side, x.tag)
	b.add(rel, cw.low, first, last)
	b.add(rel, side, x.low)
	b.add(rel, side, t.kinds[c]&(hasSubject|hasClause), cl)
	b.add(rel, cl, uint32(w.state[i]), side)
	b.add(rel, cl, bucket(i-lo))
	b.add(rel, cl, bucket(hi-i))
	b.add(rel, side, t.kinds[c], first, last)
}

func (w *window) relation(i int) uint32 { return w.tree.rel[i] }
