package quote

import (
	"parley/internal/doc"
	"parley/internal/nn"
)

// None is the candidate that stands for no link.
const None = -1

// around bounds how many candidates on either side a stretch may be linked to.
const around = 6

// far bounds how many stretches away a candidate may be.
const far = 40

// Candidates returns the stretches that stretch x may be linked to: sources
// for a cue, cues for a content; None comes first. x must not be a source.
func (pg *Page) Candidates(st []Stretch, x int) []int {
	want := Source
	if st[x].Part == Content {
		want = Cue
	}
	out := make([]int, 0, 2*around+1)
	out = append(out, None)
	at := pg.para[st[x].From]
	for i, n := x-1, 0; i >= max(0, x-far) && n < around; i-- {
		if off := at - pg.para[st[i].From]; off > 1 && !(want == Cue && off <= 3) {
			break
		}
		if st[i].Part == want {
			out = append(out, i)
			n++
		}
	}
	for i, n := x+1, 0; i < min(len(st), x+far+1) && n < around; i++ {
		if pg.para[st[i].From]-at > 1 {
			break
		}
		if st[i].Part == want {
			out = append(out, i)
			n++
		}
	}
	return out
}

// LinkFeatures appends to buf the features of linking stretch x to candidate c.
func (pg *Page) LinkFeatures(st []Stretch, x, c int, buf []nn.Feature) []nn.Feature {
	b := bag{features: buf, template: 1000 * uint32(st[x].Part)}
	if c == None {
		pg.unlinked(&b, st, x)
		return b.features
	}
	pg.linked(&b, st, x, c)
	return b.features
}

// word returns the token's word, nowhere outside the text.
func (pg *Page) wordAt(i int) *word {
	if i < 0 || i >= len(pg.word) {
		return &nowhere
	}
	return &pg.word[i]
}

// cueWord returns the word of a cue that is most often one.
func (pg *Page) cueWord(s Stretch) *word { return &pg.word[pg.cueToken(s.Range)] }

func (pg *Page) cueToken(r doc.Range) int {
	best := r.From
	for i := r.From; i < r.To; i++ {
		if pg.level[i] > pg.level[best] {
			best = i
		}
	}
	return best
}

func (pg *Page) unlinked(b *bag, st []Stretch, x int) {
	s := st[x]
	first := &pg.word[s.From]
	n, m := uint32(0), uint32(0)
	for i := max(0, x-around); i < min(len(st), x+around); i++ {
		if pg.sent[st[i].From] == pg.sent[s.From] {
			switch st[i].Part {
			case Source:
				n++
			case Cue:
				m++
			}
		}
	}
	b.template += 500
	b.add()
	b.add(first.tag)
	b.add(min(n, 3), min(m, 3))
	b.add(pg.wordAt(s.From - 1).low)
	b.add(pg.wordAt(s.To).low)
	b.add(uint32(pg.state[s.From]), min(m, 3), uint32(pg.state[s.To-1]))
	if s.Part == Cue {
		b.add(pg.cueWord(s).low)
		b.add(pg.cueWord(s).tag, min(n, 3))
		b.add(pg.cueWord(s).low, pg.wordAt(s.From-1).tag, min(n, 3))
	}
}

// between tells what lies between two stretches.
type between struct {
	gap                   int
	sources, cues, pieces uint32
	has                   [5]uint32
	dir, sent, para       uint32
}

func (pg *Page) between(st []Stretch, x, c int) between {
	var w between
	from, to := st[x].To, st[c].From
	a, z := x, c
	if c < x {
		from, to = st[c].To, st[x].From
		a, z = c, x
	} else {
		w.dir = 1
	}
	w.gap = to - from
	for i := a + 1; i < z; i++ {
		switch st[i].Part {
		case Source:
			w.sources = min(w.sources+1, 3)
		case Cue:
			w.cues = min(w.cues+1, 3)
		case Content:
			w.pieces = min(w.pieces+1, 3)
		}
	}
	for i := from; i < min(to, from+reach); i++ {
		w.has[pg.word[i].mark] = 1
	}
	w.sent = uint32(5 + max(-3, min(3, pg.sent[st[c].From]-pg.sent[st[x].From])))
	w.para = uint32(5 + max(-3, min(3, pg.para[st[c].From]-pg.para[st[x].From])))
	return w
}

func (pg *Page) linked(b *bag, st []Stretch, x, c int) {
	w := pg.between(st, x, c)
	X, C := st[x], st[c]
	b.add(w.dir)
	b.add(bucket(w.gap), w.dir)
	b.add(w.sent, w.para)
	b.add(w.sources, w.cues, w.pieces, w.dir)
	b.add(w.cues, w.dir, w.sent)
	b.add(w.sources, w.dir, w.sent)
	b.add(w.pieces, w.dir, w.sent)
	cue := X
	if X.Part == Content {
		cue = C
	}
	cw := pg.cueWord(cue)
	b.add(cw.low, w.dir, min(w.cues+w.sources, 3))
	b.add(cw.low, bucket(w.gap), w.dir)
	b.add(w.has[comma], w.has[quoteMark], w.has[conjunction], w.dir, w.sent)
	b.add(w.has[comma], w.has[quoteMark], w.has[conjunction], w.cues, w.sources, w.pieces, w.dir)
	b.add(w.dir, bucket(w.gap), w.has[comma], w.has[quoteMark], w.cues)
	b.add(uint32(pg.state[X.From]), uint32(pg.state[C.From]), w.dir, w.sent)
	b.add(pg.word[cue.From].tag, pg.word[cue.To-1].tag, w.dir, w.cues)
	same := uint32(0)
	if pg.quo[X.From] >= 0 && pg.quo[X.From] == pg.quo[C.From] {
		same = 1
	}
	b.add(same, w.dir, w.cues)
	if X.Part == Cue {
		b.add(pg.word[C.From].low, w.dir, w.sent)
		b.add(pg.word[C.To-1].tag, w.dir, w.sent)
		b.add(uint32(min(C.Len(), 5)), w.dir)
		if C.To <= X.From {
			b.add(pg.wordAt(C.To).low, bucket(w.gap))
		}
		return
	}
	next, prev := pg.wordAt(X.To), pg.wordAt(X.From-1)
	b.add(pg.word[X.From].low, w.dir, w.cues)
	b.add(next.low, w.dir, w.cues)
	b.add(uint32(min(X.Len(), 5)), w.dir, w.cues)
	b.add(prev.low, w.dir, w.cues)
	b.add(uint32(pg.state[X.From]), w.dir, w.sent, w.para, w.cues)
	b.add(pg.wordAt(C.To).low, w.dir, w.cues, w.sent)
}

// links returns for every cue the index of its source and for every content
// the index of its cue, None where there is none, and by how much the choice
// beat the next best.
func (pg *Page) links(m *nn.Linear, st []Stretch) (to []int, margin []int32) {
	to, margin = make([]int, len(st)), make([]int32, len(st))
	var buf []nn.Feature
	var score [1]int32
	for x := range st {
		to[x] = None
		if st[x].Part == Source {
			continue
		}
		best, second := int32(-1<<30), int32(-1<<30)
		for _, c := range pg.Candidates(st, x) {
			buf = pg.LinkFeatures(st, x, c, buf[:0])
			m.Score(buf, score[:])
			if score[0] > best {
				best, second, to[x] = score[0], best, c
			} else if score[0] > second {
				second = score[0]
			}
		}
		margin[x] = min(best-second, 1<<20)
	}
	return to, margin
}
