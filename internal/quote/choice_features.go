package quote

import (
	"parley/internal/doc"
	"parley/internal/nn"
)

// spot is what the features of a choice ask of its cue.
type spot struct {
	cue, source doc.Range
	linked      [2]doc.Range
	head        int // the cue's word that is most often one
	low, level  uint32
	tag, class  uint32
	has         uint32 // whether the chain gave it content, by side, and a source
	where       uint32 // where its source stands
	sure        uint32 // how sure the chain is of it
}

func (s *spot) set(c *chooser, cue, source doc.Range, linked [2]doc.Range) {
	s.cue, s.source, s.linked = cue, source, linked
	s.head = c.cueToken(cue)
	w := &c.word[s.head]
	s.low, s.tag, s.level, s.class = w.low, w.tag, uint32(c.level[s.head]), c.class[s.head]
	for side := range linked {
		if linked[side].Len() > 0 {
			s.has |= 1 << side
		}
	}
	switch {
	case source.Len() == 0:
	case c.sent[source.From] != c.sent[cue.From]:
		s.where = 1
	case source.To <= cue.From:
		s.where = 2
	default:
		s.where = 3
	}
	top := uint32(0)
	for i := cue.From; i < cue.To; i++ {
		top = max(top, c.r.cue(i))
	}
	s.sure = chance(top)
}

// chance makes a dozen steps of a probability.
func chance(p uint32) uint32 {
	const one = nn.Sure
	for k, at := range [...]uint32{one / 100, one / 40, one / 20, one / 10, one / 5, one * 7 / 20, one / 2, one * 7 / 10, one * 17 / 20, one * 19 / 20, one * 99 / 100} {
		if p < at {
			return uint32(k)
		}
	}
	return 11
}

// The template numbers of options start here, apart for the sides.
const (
	nothingTemplate = 100
	optionTemplate  = 200
	pairTemplate    = 600
)

// nothing returns the features of no content on one side.
func (c *chooser) nothing(s *spot, side int) []nn.Feature {
	b := c.bag(nothingTemplate + 50*uint32(side))
	at := s.cue.To
	if side == leftOf {
		at = s.cue.From - 1
	}
	x := c.wordAt(at)
	linked := s.has >> side & 1
	b.add(linked)
	b.add(linked, s.low)
	b.add(linked, x.low)
	b.add(linked, x.tag, s.level)
	b.add(x.low, s.low)
	b.add(s.low, s.where)
	b.add(s.tag, s.level, s.where)
	b.add(s.has, s.level)
	state := uint32(beyond)
	if at >= 0 && at < len(c.state) {
		state = uint32(c.state[at])
	}
	b.add(linked, state, s.level)
	return c.keep(b)
}

// option returns a candidate with its features; near is where content next to
// the cue would end or begin.
func (c *chooser) option(s *spot, side, b, e, near int, linked doc.Range) Option {
	o := Option{Range: doc.Range{From: b, To: e}, Kind: 3}
	next := near - e
	if side == rightOf {
		next = b - near
	}
	switch {
	case c.state[b] == opening:
		o.Kind = 1
	case next <= 2:
		o.Kind = 2
	}
	f := c.bag(optionTemplate + 200*uint32(side))
	c.beginning(&f, s, b, near)
	c.ending(&f, s, b, e, near)
	c.whole(&f, s, o.Range, linked)
	o.Features = c.keep(f)
	return o
}

// beginning adds what speaks for content from b.
func (c *chooser) beginning(f *bag, s *spot, b, near int) {
	x, l, r := c.wordAt(b), c.wordAt(b-1), c.wordAt(b+1)
	p, state := chance(c.starts[b]), uint32(c.state[b])
	first := uint32(0)
	if c.Doc.Sentences[c.sent[b]].From == b {
		first = 1
	}
	rel := uint32(0)
	if u := c.branch(s.head, b); u >= 0 {
		rel = nn.Hash(c.Doc.Tokens[u].Rel)
		if int(c.tree.low[u]) == b {
			rel++
		}
	}
	gap := bucket(b - near)
	f.add(p)
	f.add(p, state)
	f.add(p, s.low)
	f.add(gap, state, first)
	f.add(gap, p)
	f.add(x.low, s.level)
	f.add(x.low, s.low)
	f.add(x.tag, l.tag)
	f.add(l.low)
	f.add(l.low, x.low)
	f.add(x.tag, r.tag, state)
	f.add(rel, s.level)
	f.add(rel, s.low)
	f.add(rel, x.tag, l.tag)
	f.add(first, state, l.low)
	f.add(uint32(c.sent[b]-c.sent[s.cue.From]+5), first, state)
}

// ending adds what speaks for content up to e.
func (c *chooser) ending(f *bag, s *spot, b, e, near int) {
	x, l, r, l2 := c.wordAt(e), c.wordAt(e-1), c.wordAt(e+1), c.wordAt(e-2)
	p := chance(c.ends[e])
	sent := c.Doc.Sentences[c.sent[e-1]]
	last := bucket(sent.To - e)
	state, after := uint32(c.state[e-1]), uint32(beyond)
	if e < len(c.state) && c.para[e] == c.para[e-1] {
		after = uint32(c.state[e])
	} else {
		x, r = &nowhere, &nowhere
	}
	reach := uint32(0)
	if u := c.branch(s.head, b); u >= 0 {
		h := int(c.tree.high[u]) + 1
		reach = 1 + bucket(e-h)
	}
	f.add(p)
	f.add(p, state, after)
	f.add(p, s.low)
	f.add(last, state)
	f.add(last, p)
	f.add(x.low, p)
	f.add(x.low, r.low)
	f.add(x.low, r.tag, s.level)
	f.add(l.low)
	f.add(l.tag, x.tag)
	f.add(l2.tag, l.tag, x.tag)
	f.add(x.low, state, after)
	f.add(x.low, s.low)
	f.add(reach)
	f.add(reach, x.low)
	f.add(reach, p)
	f.add(bucket(near-e), state)
}

// whole adds what speaks for the whole of a candidate.
func (c *chooser) whole(f *bag, s *spot, o, linked doc.Range) {
	size := bucket(o.Len() - 1)
	mean := chance(uint32((c.sum[o.To] - c.sum[o.From]) / int64(o.Len())))
	balance := uint32(c.marks[o.To]-c.marks[o.From]) % 2
	sents := uint32(min(c.sent[o.To-1]-c.sent[o.From], 3))
	cues := uint32(min(c.cues[o.To]-c.cues[o.From], 2))
	has := uint32(0)
	if o.Contains(s.cue) || o.Overlaps(s.cue) {
		has = 1
	}
	if s.source.Len() > 0 && o.Overlaps(s.source) {
		has += 2
	}
	cut := uint32(c.state[o.From])*8 + uint32(c.state[o.To-1])
	quoted := uint32(0) // how the candidate lies to the quotation it begins in
	if q := c.quo[o.From]; q >= 0 {
		quoted = 1
		if e := c.Doc.Quotations[q].To; o.To == e {
			quoted = 2
		} else if o.To > e {
			quoted = 3
		}
	}
	same := uint32(0)
	if linked.Len() > 0 {
		same = 1
		if linked.From == o.From {
			same++
		}
		if linked.To == o.To {
			same += 2
		}
	}
	f.add()
	f.add(size, s.level)
	f.add(size, s.low)
	f.add(mean)
	f.add(mean, size)
	f.add(balance, cut)
	f.add(balance, quoted, sents)
	f.add(sents, quoted, s.level)
	f.add(cues, sents)
	f.add(cues, mean)
	f.add(has)
	f.add(cut, sents)
	f.add(quoted, mean)
	f.add(same)
	f.add(same, mean)
	f.add(same, s.level)
	f.add(same, quoted)
}

// pairFeatures returns the features of content of kind l before and of kind r after the cue.
func (c *chooser) pairFeatures(s *spot, l, r int) []nn.Feature {
	b := c.bag(pairTemplate)
	k := uint32(l*Kinds + r)
	b.add(k)
	b.add(k, s.low)
	b.add(k, s.level, s.where)
	b.add(k, s.has)
	b.add(k, s.has, s.level)
	b.add(k, s.tag)
	b.add(k, s.class)
	b.add(k, s.sure)
	if l > 0 || r > 0 {
		return c.keep(b)
	}
	prev, next := c.wordAt(s.cue.From-1), c.wordAt(s.cue.To)
	first, last := c.wordAt(s.cue.From), c.wordAt(s.cue.To-1)
	source := &nowhere
	if s.source.Len() > 0 {
		source = c.wordAt(s.source.To - 1)
	}
	b.add(s.sure, s.level)
	b.add(s.sure, s.has)
	b.add(s.sure, s.low)
	b.add(s.low, next.low)
	b.add(s.low, prev.low)
	b.add(s.low, next.tag)
	b.add(s.low, prev.tag)
	b.add(first.low, last.low)
	b.add(prev.tag, s.tag, next.tag)
	b.add(source.low, s.where)
	b.add(source.tag, s.where, s.level)
	b.add(s.where, s.sure)
	b.add(c.tree.kinds[s.head], s.tag)
	b.add(c.tree.kinds[s.head], s.low)
	b.add(c.tree.rel[s.head], s.level)
	b.add(uint32(c.state[s.cue.From]), s.has, s.sure)
	b.add(uint32(min(s.cue.Len(), 4)), s.sure)
	return c.keep(b)
}
