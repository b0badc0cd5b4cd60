package quote

import (
	"slices"

	"parley/internal/doc"
	"parley/internal/nn"
)

// Sides of a cue on which content can stand.
const (
	leftOf = iota
	rightOf
)

// Kinds tells how many kinds of options there are, see Option.
const Kinds = 4

// Option is a candidate for the content on one side of a cue.
type Option struct {
	doc.Range              // empty for no content on this side
	Kind      uint8        // 0 none, 1 a quotation, 2 next to source and cue, 3 elsewhere
	Features  []nn.Feature // of this option alone
}

// Choice is a cue with the candidates for its content. The score of a pair of
// options is the sum of theirs and that of their kinds; the pair of two empty
// ones says that the cue is none.
type Choice struct {
	Cue, Source doc.Range   // Source is empty where there is none
	Side        [2][]Option // before and after the cue; the first of each is empty
	Pair        [Kinds * Kinds][]nn.Feature
	More        []doc.Range // further pieces, that come along if they lie behind what is chosen
}

// chooser makes the candidates of one text.
type chooser struct {
	*Page
	r      reading
	st     []Stretch
	starts []uint32 // by token: probability that content begins
	ends   []uint32 // by token: probability that content ends before it
	within []uint32 // by token: probability that it is content
	sum    []int64  // of within, before each token
	marks  []int32  // quotation marks before each token
	cues   []int32  // chain's cues before each token
	room   []nn.Feature
}

// block is how many features are allocated at once, most how many of them one
// option or pair has at most.
const (
	block = 4096
	most  = 80
)

// bag returns an empty bag with room for most features.
func (c *chooser) bag(template uint32) bag {
	if cap(c.room)-len(c.room) < most {
		c.room = make([]nn.Feature, 0, block)
	}
	return bag{features: c.room[len(c.room) : len(c.room) : len(c.room)+most], template: template}
}

// keep returns the features of a bag that c.bag has made.
func (c *chooser) keep(b bag) []nn.Feature {
	if len(b.features) > most { // they have moved out of the room
		return b.features
	}
	c.room = c.room[:len(c.room)+len(b.features)]
	return b.features[:len(b.features):len(b.features)]
}

func newChooser(pg *Page, r reading, st []Stretch) *chooser {
	n := len(pg.word)
	c := &chooser{Page: pg, r: r, st: st}
	c.starts, c.ends, c.within = make([]uint32, n+1), make([]uint32, n+1), make([]uint32, n+1)
	c.sum, c.marks, c.cues = make([]int64, n+1), make([]int32, n+1), make([]int32, n+1)
	for i := range n {
		row := r.prob[i*Labels:][:Labels]
		begin, in := uint32(row[BeginContent]), uint32(row[InContent])
		c.starts[i], c.within[i] = begin, begin+in
		c.sum[i+1] = c.sum[i] + int64(begin+in)
		if i > 0 && c.within[i-1] > in {
			c.ends[i] = c.within[i-1] - in
		}
		c.marks[i+1], c.cues[i+1] = c.marks[i], c.cues[i]
		if pg.word[i].mark == quoteMark {
			c.marks[i+1]++
		}
		if y := r.labels[i]; y == BeginCue {
			c.cues[i+1]++
		}
	}
	return c
}

// likely is the probability from which a token is a candidate for an end of content.
const likely = nn.Sure / 25

// choice collects the candidates for the content of a cue; pieces are what
// the chain and the links gave it.
func (c *chooser) choice(cue, source doc.Range, pieces []doc.Range) Choice {
	ch := Choice{Cue: cue, Source: source}
	before, after := c.frame(cue, source)
	var linked [2]doc.Range
	for _, p := range pieces {
		side := leftOf
		if p.From >= cue.To {
			side = rightOf
		}
		switch {
		case linked[side].Len() == 0:
			linked[side] = p
		case c.touches(linked[side].To, p.From):
			linked[side].To = p.To
		case side == leftOf:
			ch.More, linked[side] = append(ch.More, linked[side]), p
		default:
			ch.More = append(ch.More, p)
		}
	}
	var s spot
	s.set(c, cue, source, linked)
	ch.Side[leftOf] = c.leftOptions(&s, before, linked[leftOf])
	ch.Side[rightOf] = c.rightOptions(&s, after, linked[rightOf])
	for l := range Kinds {
		for r := range Kinds {
			ch.Pair[l*Kinds+r] = c.pairFeatures(&s, l, r)
		}
	}
	return ch
}

// touches reports whether no word stands between two tokens of a paragraph.
func (c *chooser) touches(from, to int) bool {
	if to-from > 4 || c.para[from-1] != c.para[to] {
		return false
	}
	for i := from; i < to; i++ {
		if isWordTag(c.Doc.Tokens[i].XPOS) {
			return false
		}
	}
	return true
}

// frame returns where the content before a cue ends and that after it begins,
// if they stand next to the cue and its source.
func (c *chooser) frame(cue, source doc.Range) (before, after int) {
	before, after = cue.From, cue.To
	if source.Len() > 0 && c.sent[source.From] == c.sent[cue.From] {
		if source.To <= cue.From {
			before = source.From
		} else if source.From >= cue.To && source.From-cue.To <= 3 {
			after = source.To
		}
	}
	return before, after
}

// points is a short list of tokens without repetitions.
type points struct {
	at  [8]int
	n   int
	cap int
}

func (p *points) add(i int) {
	if p.n < p.cap && !slices.Contains(p.at[:p.n], i) {
		p.at[p.n] = i
		p.n++
	}
}

// top adds the likeliest tokens in [from, to) by prob, at most n.
func (p *points) top(prob []uint32, from, to, n int) {
	last := uint32(nn.Sure * 2)
	lastAt := -1
	for range n {
		best, at := uint32(likely), -1
		for i := from; i < to; i++ {
			v := prob[i]
			if (v < last || v == last && i > lastAt) && v > best {
				best, at = v, i
			}
		}
		if at < 0 {
			return
		}
		p.add(at)
		last, lastAt = best, at
	}
}

// span bounds how far from its cue content may begin and end.
const span = 160

func (c *chooser) leftOptions(s *spot, before int, linked doc.Range) []Option {
	out := []Option{{Features: c.nothing(s, leftOf)}}
	p := c.Doc.Paragraphs[c.para[s.cue.From]]
	first := max(p.From, before-span)
	sent := c.Doc.Sentences[c.sent[s.cue.From]]
	ends := points{cap: 4}
	if linked.Len() > 0 {
		ends.add(linked.To)
		first = min(first, linked.From)
	}
	z := before
	for z > sent.From && c.word[z-1].mark == comma {
		z--
	}
	if z > sent.From+1 || z > p.From && c.word[z-1].mark == quoteMark {
		ends.add(z)
	}
	ends.top(c.ends, max(before-span, p.From, sent.From)+1, before+1, 3)
	for _, e := range ends.at[:ends.n] {
		begins := points{cap: 6}
		if linked.Len() > 0 && linked.From < e {
			begins.add(linked.From)
		}
		begins.add(max(first, c.Doc.Sentences[c.sent[e-1]].From))
		if q := c.quo[e-1]; q >= 0 && c.Doc.Quotations[q].From >= first {
			begins.add(c.Doc.Quotations[q].From)
		}
		begins.top(c.starts, max(first, e-span), e, 3)
		if h := c.up(s.head); h >= 0 && int(c.tree.low[h]) >= first && int(c.tree.low[h]) < e {
			begins.add(int(c.tree.low[h]))
		}
		for _, b := range begins.at[:begins.n] {
			out = append(out, c.option(s, leftOf, b, e, before, linked))
		}
	}
	return out
}

func (c *chooser) rightOptions(s *spot, after int, linked doc.Range) []Option {
	out := []Option{{Features: c.nothing(s, rightOf)}}
	p := c.Doc.Paragraphs[c.para[s.cue.From]]
	last := min(p.To, after+span)
	if linked.Len() > 0 {
		last = max(last, linked.To)
	}
	begins := points{cap: 6}
	if linked.Len() > 0 {
		begins.add(linked.From)
	}
	a := after
	for a < p.To && !isWordTag(c.Doc.Tokens[a].XPOS) && c.word[a].mark != quoteMark {
		a++
	}
	if a < last {
		begins.add(a)
	}
	sent := c.Doc.Sentences[c.sent[s.cue.From]]
	begins.top(c.starts, after, min(last, sent.To), 3)
	for i := after; i < min(sent.To, after+30); i++ {
		if c.state[i] == opening {
			begins.add(i)
			break
		}
	}
	for i := after; i < min(sent.To, after+30); i++ {
		if c.up(i) == s.head && c.tree.kinds[s.head]&kindOfRelation(c.Doc.Tokens[i].Rel)&(hasClause|hasInfinitive|hasObject|hasParataxis) != 0 {
			begins.add(max(after, int(c.tree.low[i])))
		}
	}
	for _, b := range begins.at[:begins.n] {
		ends := c.rightEnds(s, b, last, linked)
		for _, e := range ends.at[:ends.n] {
			out = append(out, c.option(s, rightOf, b, e, after, linked))
		}
	}
	return out
}

// rightEnds collects where content that begins at b may end.
func (c *chooser) rightEnds(s *spot, b, last int, linked doc.Range) points {
	ends := points{cap: 8}
	if linked.To > b {
		ends.add(linked.To)
	}
	sent := c.Doc.Sentences[c.sent[b]]
	z := min(sent.To, last)
	for z > b+1 && !isWordTag(c.Doc.Tokens[z-1].XPOS) && c.word[z-1].mark != quoteMark {
		z--
	}
	if z > b {
		ends.add(z)
	}
	if q := c.quo[b]; q >= 0 && c.Doc.Quotations[q].To <= last+1 {
		ends.add(c.Doc.Quotations[q].To)
	}
	ends.top(c.ends, b+1, min(last, b+span), 4)
	if u := c.branch(s.head, b); u >= 0 {
		if e := int(c.tree.high[u]) + 1; e > b && e <= last {
			for e > b+1 && !isWordTag(c.Doc.Tokens[e-1].XPOS) && c.word[e-1].mark != quoteMark {
				e--
			}
			ends.add(e)
		}
	}
	return ends
}

// branch returns the child of head through which token i hangs on it, -1 if it does not.
func (c *chooser) branch(head, i int) int {
	for n := 0; n < 12; n++ {
		h := c.up(i)
		if h < 0 {
			return -1
		}
		if h == head {
			return i
		}
		i = h
	}
	return -1
}

// Chosen returns the content that two options and what comes along make.
func (ch *Choice) Chosen(l, r int) []doc.Range {
	var out []doc.Range
	a, b := ch.Side[leftOf][l].Range, ch.Side[rightOf][r].Range
	for _, m := range ch.More {
		if a.Len() > 0 && m.To <= a.From {
			out = append(out, m)
		}
	}
	for _, x := range [...]doc.Range{a, b} {
		if x.Len() > 0 {
			out = append(out, x)
		}
	}
	for _, m := range ch.More {
		if len(out) > 0 && m.From >= max(out[len(out)-1].To, ch.Cue.To) {
			out = append(out, m)
		}
	}
	return out
}

// choose returns the best pair of options that is not empty on both sides,
// by how much it beats saying that the cue is none, and by how much it beats
// the next best.
func (ch *Choice) choose(m *nn.Linear) (l, r int, over, margin int32) {
	var top [2][Kinds]int // index of the best option of each kind
	var score [2][Kinds]int32
	var second [2][Kinds]int32
	var one [1]int32
	for side := range top {
		for k := range Kinds {
			top[side][k], score[side][k], second[side][k] = -1, -1<<28, -1<<28
		}
		for i, o := range ch.Side[side] {
			m.Score(o.Features, one[:])
			k := o.Kind
			if one[0] > score[side][k] {
				second[side][k] = score[side][k]
				top[side][k], score[side][k] = i, one[0]
			} else if one[0] > second[side][k] {
				second[side][k] = one[0]
			}
		}
	}
	best, next := int32(-1<<30), int32(-1<<30)
	none := int32(0)
	for a := range Kinds {
		for b := range Kinds {
			if top[leftOf][a] < 0 || top[rightOf][b] < 0 {
				continue
			}
			m.Score(ch.Pair[a*Kinds+b], one[:])
			v := one[0] + score[leftOf][a] + score[rightOf][b]
			if a == 0 && b == 0 {
				none = v
				continue
			}
			rival := max(one[0]+second[leftOf][a]+score[rightOf][b], one[0]+score[leftOf][a]+second[rightOf][b])
			if v > best {
				best, next = v, max(best, next, rival)
				l, r = top[leftOf][a], top[rightOf][b]
			} else {
				next = max(next, v)
			}
		}
	}
	return l, r, best - none, min(best-next, 1<<20)
}
