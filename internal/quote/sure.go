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

// evidence collects what tells how sure an attribution is: the doubts of the
// chain at its parts and the margins of the links. x is its cue's stretch.
func (m *Model) evidence(pg *Page, r reading, margin []int32, x int, pieces []int, a *doc.Attribution) []nn.Feature {
	b := bag{}
	cue := m.steps(most(r.doubt, a.Cue[0]))
	first, last, all := uint32(0), uint32(0), uint32(0)
	size, links := 0, int32(1<<20)
	for k, c := range a.Content {
		first = max(first, m.steps(r.doubt[c.From]))
		last = max(last, m.steps(r.doubt[c.To-1]))
		if c.To < len(r.doubt) && pg.para[c.To] == pg.para[c.From] {
			last = max(last, m.steps(r.doubt[c.To]))
		}
		all = max(all, m.steps(most(r.doubt, c)))
		size += c.Len()
		links = min(links, margin[pieces[k]])
	}
	source := uint32(20)
	if len(a.Source) > 0 {
		source = m.steps(most(r.doubt, a.Source[0]))
	}
	q := uint32(pg.state[a.Content[0].From])
	b.add()
	b.add(cue)
	b.add(first)
	b.add(last)
	b.add(all)
	b.add(source)
	b.add(marginStep(links))
	b.add(marginStep(margin[x]), min(source, 1))
	b.add(bucket(size))
	b.add(q, min(uint32(len(a.Content)), 3))
	b.add(uint32(pg.level[pg.cueToken(a.Cue[0])]), cue)
	b.add(pg.class[pg.cueToken(a.Cue[0])])
	b.add(cue, all)
	return b.features
}

// most returns the largest doubt in r.
func most(doubt []int32, r doc.Range) int32 {
	top := int32(0)
	for i := r.From; i < r.To; i++ {
		top = max(top, doubt[i])
	}
	return top
}

// steps makes about a dozen steps of a doubt: probabilities from 1 to nearly 0.
func (m *Model) steps(doubt int32) uint32 {
	unit := int32(m.chain.Unit)
	for k, at := range [...]int32{2, 5, 10, 20, 35, 50, 70, 100, 150, 220, 300} { // hundredths of a nat
		if doubt*100 < at*unit {
			return uint32(k)
		}
	}
	return 11
}

func marginStep(margin int32) uint32 {
	n := uint32(0)
	for ; margin > 0; margin >>= 1 {
		n++
	}
	return min(n, 15)
}
