package quote

import (
	"parley/internal/doc"
	"parley/internal/nn"
)

// OddsSteps is the number of steps of the table that turns the score of an
// attribution's evidence into a probability; the middle step is score 0.
const OddsSteps = 128

// OddsStep returns the step of a score.
func OddsStep(score int32) int {
	return int(max(0, min(OddsSteps-1, score/oddsWidth+OddsSteps/2)))
}

// oddsWidth is how many units of score make a step.
const oddsWidth = 8

// prob returns the probability that belongs to an attribution's evidence.
func (m *Model) prob(evidence []nn.Feature) float64 {
	var score [1]int32
	m.sure.Score(evidence, score[:])
	return float64(m.odds[OddsStep(score[0])]) / 200
}

// clue is what the choice of an attribution's content left behind: by how much
// its links to content and source won, and by how much its content beats none
// (over) and the next best candidate (margin).
type clue struct {
	links        [2]int32
	over, margin int32
}

// evidence collects what tells how sure attribution k of an editor is: its
// clue, the doubts of the chain at its parts, and where and how it is told.
func (m *Model) evidence(e *editor, r reading, cl clue, k int) []nn.Feature {
	a, pg, links, over, margin := &e.as[k], e.Page, cl.links, cl.over, cl.margin
	b := bag{}
	cue := r.most(a.Cue[0])
	first, last, all, size := uint32(0), uint32(0), uint32(0), 0
	for _, c := range a.Content {
		first, last = max(first, r.doubt(c.From)), max(last, r.doubt(c.To-1))
		if c.To < len(r.labels) && pg.para[c.To] == pg.para[c.From] {
			last = max(last, r.doubt(c.To))
		}
		all = max(all, r.most(c))
		size += c.Len()
	}
	source := uint32(20)
	if len(a.Source) > 0 {
		source = chance(r.most(a.Source[0]))
	}
	q := uint32(pg.state[a.Content[0].From])
	head := pg.cueToken(a.Cue[0])
	score, won := overStep(over), marginStep(margin)
	b.add()
	b.add(score)
	b.add(score/4, won)
	b.add(score/4, chance(all))
	b.add(score/4, source)
	b.add(chance(cue))
	b.add(chance(first))
	b.add(chance(last))
	b.add(chance(all))
	b.add(source)
	b.add(marginStep(links[0]))
	b.add(marginStep(links[1]), min(source, 1))
	b.add(bucket(size))
	b.add(q, min(uint32(len(a.Content)), 3))
	b.add(uint32(pg.level[head]), score/4)
	b.add(pg.class[head])
	b.add(won)
	told := nn.Hash(string(e.mode(a)))
	b.add(told, score/4)
	b.add(told, e.setting(a, k))
	b.add(e.setting(a, k), score/4)
	return b.features
}

// setting tells where the cue of attribution k stands: in a headline, in
// another's content, in a quotation.
func (e *editor) setting(a *doc.Attribution, k int) uint32 {
	at, n := a.Cue[0].From, uint32(0)
	if e.para[at] == 0 {
		n = 1
	}
	if o := e.of[at]; o >= 0 && o != k {
		n += 2
	}
	if e.state[at] != outside {
		n += 4
	}
	return n
}

// overStep makes steps of a margin that can be negative.
func overStep(over int32) uint32 { return uint32(max(0, min(40, over/48+16))) }

// most returns the largest doubt in r.
func (r *reading) most(x doc.Range) uint32 {
	top := uint32(0)
	for i := x.From; i < x.To; i++ {
		top = max(top, r.doubt(i))
	}
	return top
}

func marginStep(margin int32) uint32 {
	n := uint32(0)
	for ; margin > 0; margin >>= 1 {
		n++
	}
	return min(n, 15)
}
