package main

import (
	"math/rand/v2"
	"slices"

	"parley/internal/nn"
	"parley/internal/quote"
)

// ranker is an averaged perceptron over candidates.
type ranker struct {
	bits  uint
	w, u  []float32
	count float32
}

func (r *ranker) score(fs []nn.Feature) float32 {
	s := float32(0)
	for _, f := range fs {
		s += r.w[f&(1<<r.bits-1)]
	}
	return s
}

func (r *ranker) move(fs []nn.Feature, by float32) {
	for _, f := range fs {
		f &= 1<<r.bits - 1
		r.w[f] += by
		r.u[f] += by * r.count
	}
}

// trainRanker learns links from stretches given by labelled samples.
func trainRanker(pages []*quote.Page, ss []*sample, read func(k int) []quote.Label, bits uint, rounds int, rng *rand.Rand) []float32 {
	r := &ranker{bits: bits, w: make([]float32, 1<<bits), u: make([]float32, 1<<bits), count: 1}
	for range rounds {
		for _, k := range rng.Perm(len(ss)) {
			st := quote.Stretches(read(k), ss[k].d.Paragraphs)
			r.learn(pages[k], ss[k], st)
			r.count++
		}
	}
	for i := range r.w {
		r.w[i] -= r.u[i] / r.count
	}
	return r.w
}

func (r *ranker) learn(pg *quote.Page, s *sample, st []quote.Stretch) {
	for x := range st {
		if st[x].Part == quote.Source {
			continue
		}
		cs := pg.Candidates(st, x)
		if len(cs) < 2 {
			continue
		}
		has := slices.ContainsFunc(cs, func(c int) bool { return c != quote.None && s.together(st[x], st[c]) })
		var good, top []nn.Feature
		var goodScore, topScore float32 = -1e30, -1e30
		right := false
		for _, c := range cs {
			ok := c == quote.None && !has || c != quote.None && s.together(st[x], st[c])
			fs := pg.LinkFeatures(st, x, c, nil)
			v := r.score(fs)
			if v > topScore {
				top, topScore, right = fs, v, ok
			}
			if ok && v > goodScore {
				good, goodScore = fs, v
			}
		}
		if !right {
			r.move(top, -1)
			r.move(good, 1)
		}
	}
}

// together reports whether two stretches share an attribution of gold, in
// their parts.
func (s *sample) together(a, b quote.Stretch) bool {
	for i := a.From; i < a.To; i++ {
		if !s.plays(i, a.Part) {
			continue
		}
		for j := b.From; j < b.To; j++ {
			if s.plays(j, b.Part) && slices.ContainsFunc(s.part[i], func(k int) bool { return slices.Contains(s.part[j], k) }) {
				return true
			}
		}
	}
	return false
}

func (s *sample) plays(i int, p quote.Part) bool {
	y := s.labels[i]
	return y != quote.Out && quote.Part((y-1)/2) == p
}
