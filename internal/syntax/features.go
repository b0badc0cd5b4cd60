package syntax

import "parley/internal/nn"

// Input is what the parser knows of a sentence: its words and the hashes of their tags.
type Input struct {
	Words []Word
	Tags  []uint32
}

// place is a word of the stack, the buffer or a tree, as features see it.
type place struct {
	i             int32 // -1 if there is none
	word, tag     uint32
	rel           uint32
	lefts, rights uint32
	like          cut
}

// see returns word i of x in state s.
func (x *Input) see(s *State, i int32) place {
	switch {
	case i < 0:
		return place{i: -1, word: 3, tag: 5, rel: 99, lefts: 9, rights: 9}
	case i == 0:
		return place{i: 0, word: root.low, tag: 7, rel: 98, rights: uint32(s.rights[0])}
	}
	return place{
		i: i, word: x.Words[i-1].low, tag: x.Tags[i-1], rel: uint32(s.Rel[i] + 1),
		like: x.Words[i-1].like, lefts: uint32(min(s.lefts[i], 5)), rights: uint32(min(s.rights[i], 5)),
	}
}

// apart puts the distance from a to b, in words, into ten classes.
func apart(a, b int32) uint32 {
	if a < 0 || b < 0 {
		return 0
	}
	switch n := b - a; {
	case n < 5:
		return uint32(n)
	case n < 8:
		return 5
	case n < 12:
		return 6
	case n < 20:
		return 7
	}
	return 8
}

// ParseFeatures appends to buf what the parser knows in state s. The templates
// are those of Zhang and Nivre (2011), fitted to arc-hybrid.
func ParseFeatures(x *Input, s *State, buf []nn.Feature) []nn.Feature {
	s0, s1, s2 := x.see(s, s.top(0)), x.see(s, s.top(1)), x.see(s, s.top(2))
	b0, b1, b2 := x.see(s, s.ahead(0)), x.see(s, s.ahead(1)), x.see(s, s.ahead(2))
	c := collector{buf: buf}
	c.words(s0, s1, s2, b0, b1, b2)
	c.children(x, s, s0, s1, b0)
	c.distances(s0, s1, b0)
	c.alike(s0, s1, b0, b1)
	return c.buf
}

// collector numbers the templates.
type collector struct {
	k   uint32
	buf []nn.Feature
}

func (c *collector) add(v ...uint32) {
	c.k++
	c.buf = append(c.buf, nn.Mix(100+c.k, v...))
}

// words adds words and tags on the stack and in the buffer, alone and together.
func (c *collector) words(s0, s1, s2, b0, b1, b2 place) {
	c.add()
	for _, p := range [...]place{s0, s1, b0, b1} {
		c.add(p.word)
		c.add(p.tag)
		c.add(p.word, p.tag)
	}
	for _, p := range [...]place{s2, b2} {
		c.add(p.word)
		c.add(p.tag)
	}
	c.add(s0.word, s0.tag, b0.word, b0.tag)
	c.add(s0.word, s0.tag, b0.word)
	c.add(s0.word, b0.word, b0.tag)
	c.add(s0.word, s0.tag, b0.tag)
	c.add(s0.tag, b0.word, b0.tag)
	c.add(s0.word, b0.word)
	c.add(s0.tag, b0.tag)
	c.add(s0.word, s1.word)
	c.add(s0.tag, s1.tag)
	c.add(s0.word, s0.tag, s1.tag)
	c.add(s1.word, s1.tag, s0.tag)
	c.add(s0.word, s0.tag, s1.word, s1.tag)
	c.add(b0.tag, b1.tag)
	c.add(b0.tag, b1.tag, b2.tag)
	c.add(s0.tag, b0.tag, b1.tag)
	c.add(s0.tag, s1.tag, b0.tag)
	c.add(s0.tag, s1.tag, s2.tag)
	c.add(s0.tag, s1.tag, b0.tag, b1.tag)
	c.add(s1.word, s0.word, b0.tag)
	c.add(s1.word, b0.word)
	c.add(b0.word, b1.tag)
	c.add(s0.word, b0.tag, b1.tag)
	c.add(s1.tag, b0.tag)
}

// children adds the dependents that s0, s1 and b0 have so far.
func (c *collector) children(x *Input, s *State, s0, s1, b0 place) {
	s0l, s0r := x.see(s, of(s.left, s0.i)), x.see(s, of(s.right, s0.i))
	s0l2, s0r2 := x.see(s, of(s.left2, s0.i)), x.see(s, of(s.right2, s0.i))
	s1l, s1r, s1r2 := x.see(s, of(s.left, s1.i)), x.see(s, of(s.right, s1.i)), x.see(s, of(s.right2, s1.i))
	b0l, b0l2 := x.see(s, of(s.left, b0.i)), x.see(s, of(s.left2, b0.i))
	for _, p := range [...]place{s0l, s0r, s1l, s1r, b0l} {
		c.add(p.word)
		c.add(p.tag)
	}
	c.add(s0.tag, s0l.tag, b0.tag)
	c.add(s0.tag, s0r.tag, b0.tag)
	c.add(s0.tag, b0.tag, b0l.tag)
	c.add(s1.tag, s1r.tag, s0.tag)
	c.add(s1.tag, s1l.tag, s0.tag)
	c.add(s1.tag, s0.tag, s0l.tag)
	c.add(s1.tag, s0.tag, s0r.tag)
	c.add(s0l.rel, s0.word)
	c.add(s0r.rel, s0.word)
	c.add(b0l.rel, b0.word)
	c.add(s1r.rel, s1.word)
	c.add(s1l.rel, s1.word)
	c.add(s0.tag, s0l.rel, s0l2.rel)
	c.add(s0.tag, s0r.rel, s0r2.rel)
	c.add(b0.tag, b0l.rel, b0l2.rel)
	c.add(s1.tag, s1r.rel, s1r2.rel)
	c.add(s1.tag, s1l.rel, s0.tag, s0l.rel)
	c.add(s0.tag, s0l.word, b0.tag)
	c.add(s1.word, s0.tag, s0l.word)
	c.add(s0.word, s0.lefts)
	c.add(s0.word, s0.rights)
	c.add(s0.tag, s0.lefts, b0.tag)
	c.add(s0.tag, s0.rights, b0.tag)
	c.add(b0.word, b0.lefts)
	c.add(b0.tag, b0.lefts, s0.tag)
	c.add(s1.word, s1.rights)
	c.add(s1.tag, s1.lefts, s1.rights, s0.tag)
}

// distances adds how far apart the words are.
func (c *collector) distances(s0, s1, b0 place) {
	near, far := apart(s0.i, b0.i), apart(s1.i, s0.i)
	c.add(s0.word, near)
	c.add(s0.tag, near, b0.tag)
	c.add(b0.word, near)
	c.add(s0.tag, s1.tag, far)
	c.add(s0.word, s1.tag, far)
	c.add(s1.word, s0.tag, far)
}

// alike adds words by what they are used like (Koo, Carreras and Collins 2008).
func (c *collector) alike(s0, s1, b0, b1 place) {
	c.add(s0.like[2])
	c.add(s1.like[2])
	c.add(b0.like[2])
	c.add(s0.like[2], b0.like[2])
	c.add(s0.like[2], s1.like[2])
	c.add(s0.like[1], b0.like[1], s1.like[0])
	c.add(s0.tag, b0.like[2])
	c.add(s0.like[2], b0.tag)
	c.add(s0.like[2], s1.tag)
	c.add(s1.like[2], s0.tag)
	c.add(s0.like[1], s0.tag, b0.like[1], b0.tag)
	c.add(s0.like[1], s0.tag, s1.like[1], s1.tag)
	c.add(s0.like[1], b0.like[1], b1.like[1])
	c.add(s1.like[2], b0.like[2], s0.tag)
}
