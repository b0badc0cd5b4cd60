package quote

import (
	"parley/internal/doc"
	"parley/internal/nn"
)

// Label is what the chain says of a token.
type Label = uint8

// The labels of the chain: outside, or beginning or continuing a source, a
// cue or a piece of content.
const (
	Out Label = iota
	BeginSource
	InSource
	BeginCue
	InCue
	BeginContent
	InContent
	Labels int = iota
)

// Follows reports whether label y may stand after label x; x is Labels at the
// start of a paragraph.
func Follows(x, y Label) bool {
	return y == Out || y%2 == 1 || x == y || x == y-1
}

// bag collects the features of one token. Every call of add is a template
// with its own number, so that calls must be the same for every token or be
// balanced by skip.
type bag struct {
	features []nn.Feature
	template uint32
}

func (b *bag) add(values ...uint32) {
	b.template++
	b.features = append(b.features, nn.Mix(b.template, values...))
}

func (b *bag) skip(n uint32) { b.template += n }

// bucket makes steps of a distance.
func bucket(n int) uint32 {
	if n < 0 {
		return 100 + bucket(-n)
	}
	switch {
	case n <= 4:
		return uint32(n)
	case n <= 6:
		return 5
	case n <= 9:
		return 6
	case n <= 14:
		return 7
	case n <= 24:
		return 8
	case n <= 40:
		return 9
	}
	return 10
}

// window is a paragraph's tokens as the features see them: with what stands
// for the places before and after it.
type window struct {
	*Page
	p         doc.Range
	quotes    uint32 // quotations in the paragraph, up to 3
	quoted    uint32 // 1 if the paragraph begins with a quotation
	firstHas  uint32 // 1 if the first sentence has a strong cue
	firstSent int32
}

var nowhere = word{form: 77, low: 77, shape: 77, lemma: 77, tag: 77}

func (pg *Page) window(p doc.Range) window {
	w := window{Page: pg, p: p, firstSent: pg.sent[p.From]}
	n := 0
	for i := p.From; i < p.To; i++ {
		if pg.state[i] == opening {
			n++
		}
		if pg.sent[i] == w.firstSent && strong(pg.level[i]) {
			w.firstHas = 1
		}
	}
	w.quotes = uint32(min(n, 3))
	if pg.state[p.From] == opening {
		w.quoted = 1
	}
	return w
}

func (w *window) at(i int) *word {
	if !w.p.Has(i) {
		return &nowhere
	}
	return &w.word[i]
}

func (w *window) levelAt(i int) uint32 {
	if !w.p.Has(i) {
		return 9
	}
	return uint32(w.level[i])
}

func (w *window) stateAt(i int) uint32 {
	if !w.p.Has(i) {
		return uint32(beyond)
	}
	return uint32(w.state[i])
}

func (w *window) nameAt(i int) uint32 {
	if !w.p.Has(i) {
		return 9
	}
	return uint32(w.name[i])
}

// Features calls visit with the features of every token of the paragraph p in
// turn. The slice is only good during the call.
func (pg *Page) Features(p doc.Range, visit func(i int, features []nn.Feature)) {
	w := pg.window(p)
	b := bag{features: make([]nn.Feature, 0, 160)}
	for i := p.From; i < p.To; i++ {
		b.features, b.template = b.features[:0], 0
		w.surface(&b, i)
		w.position(&b, i)
		w.quotation(&b, i)
		w.nearest(&b, i)
		w.dependency(&b, i)
		visit(i, b.features)
	}
}

// surface adds the words, tags and lexicon levels around token i.
func (w *window) surface(b *bag, i int) {
	x, l1, r1, l2, r2 := w.at(i), w.at(i-1), w.at(i+1), w.at(i-2), w.at(i+2)
	l3, r3 := w.at(i-3), w.at(i+3)
	b.add()
	for _, v := range [...]uint32{x.form, x.low, x.shape, x.lemma, x.suffix[0], x.suffix[1], x.suffix[2], x.suffix[3], x.prefix[0], x.prefix[1]} {
		b.add(v)
	}
	for _, o := range [...]*word{l3, l2, l1, r1, r2, r3} {
		b.add(o.low)
		b.add(o.tag)
	}
	b.add(l1.shape)
	b.add(r1.shape)
	b.add(l1.low, x.low)
	b.add(x.low, r1.low)
	b.add(l2.low, l1.low)
	b.add(r1.low, r2.low)
	b.add(x.tag)
	b.add(l1.tag, x.tag)
	b.add(x.tag, r1.tag)
	b.add(l1.tag, x.tag, r1.tag)
	b.add(l2.tag, l1.tag, x.tag)
	b.add(x.tag, r1.tag, r2.tag)
	b.add(x.low, x.tag)
	b.add(l1.low, x.tag)
	b.add(r1.low, x.tag)
	v, v1, v2 := w.levelAt(i), w.levelAt(i-1), w.levelAt(i+1)
	b.add(v)
	b.add(v1)
	b.add(v2)
	b.add(w.levelAt(i-2), v1)
	b.add(v2, w.levelAt(i+2))
	b.add(v, x.tag)
	b.add(v, l1.tag, r1.tag)
	b.add(w.class[i])
	b.add(w.class[i], l1.tag, r1.tag)
	n, n1, n2 := w.nameAt(i), w.nameAt(i-1), w.nameAt(i+1)
	b.add(n)
	b.add(n1, n)
	b.add(n, n2)
	b.add(n, v1)
	b.add(n, v2)
}

// position adds where in its sentence and paragraph token i stands.
func (w *window) position(b *bag, i int) {
	s := w.Doc.Sentences[w.sent[i]]
	b.add(bucket(i - s.From))
	b.add(bucket(s.To - 1 - i))
	b.add(uint32(min(w.sent[i]-w.firstSent, 3)), w.firstHas, w.quoted)
}

// quotation adds the state of token i towards quotation marks.
func (w *window) quotation(b *bag, i int) {
	q, q1, q2 := w.stateAt(i), w.stateAt(i-1), w.stateAt(i+1)
	x := w.at(i)
	b.add(q)
	b.add(q, x.low)
	b.add(q1, q, q2)
	b.add(q, x.tag)
	b.add(q1, x.low)
	b.add(q2, x.low)
	b.add(w.stateAt(i-2), q1, x.tag)
	b.add(q2, w.stateAt(i+2), x.tag)
	if w.quo[i] < 0 {
		b.skip(6)
		b.add(w.quotes, w.quoted)
		return
	}
	quo := w.Doc.Quotations[w.quo[i]]
	open := uint32(1)
	if quo.Closed {
		open = 0
	}
	before, after := w.strongIn(quo.From-4, quo.From), w.strongIn(quo.To, quo.To+5)
	size := bucket(quo.Len() - 1)
	b.add(q, size, open)
	b.add(q, before, after, size)
	b.add(bucket(i-quo.From), q)
	b.add(bucket(quo.To-1-i), q)
	b.add(q, w.at(quo.From-1).low, min(size, 7))
	b.add(q, w.at(quo.To-2).low, before, after)
	b.skip(1)
}

func (w *window) strongIn(from, to int) uint32 {
	for i := max(from, w.p.From); i < min(to, w.p.To); i++ {
		if strong(w.level[i]) {
			return 1
		}
	}
	return 0
}

// nearest adds the nearest strong cues before and after token i.
func (w *window) nearest(b *bag, i int) {
	l, r := int(w.left[i]), int(w.right[i])
	w.cue(b, i, l)
	w.cue(b, i, r)
	lv, rv := uint32(0), uint32(0)
	if l >= 0 {
		lv = uint32(w.level[l])
	}
	if r >= 0 {
		rv = uint32(w.level[r])
	}
	b.add(lv, rv)
	b.add(lv, rv, uint32(w.state[i]))
}

// reach bounds how far between a token and a cue marks are looked for, so
// that the time stays linear in endless sentences.
const reach = 60

// cue adds how the strong cue at token c, if any, looks from token i.
func (w *window) cue(b *bag, i, c int) {
	x := w.at(i)
	if c < 0 {
		b.add(1)
		b.add(1, x.tag)
		b.skip(6)
		return
	}
	from, to := c+1, i
	if i < c {
		from, to = i+1, c
	}
	var has [5]uint32
	verb := uint32(0)
	for k := from; k < min(to, from+reach); k++ {
		has[w.word[k].mark] = 1
		if w.word[k].verb {
			verb = 1
		}
	}
	cw := &w.word[c]
	d := bucket(i - c)
	b.add(0, d)
	b.add(cw.low)
	b.add(cw.low, x.tag)
	b.add(uint32(w.level[c]), has[comma], has[that], has[quoteMark], verb)
	b.add(has[comma], has[that], has[quoteMark], x.tag)
	b.add(d, x.tag)
	b.add(cw.low, has[comma], has[that])
	b.add(cw.low, x.low)
}
