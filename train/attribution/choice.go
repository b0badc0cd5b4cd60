package main

import (
	"math"
	"math/rand/v2"

	"parley/internal/doc"
	"parley/internal/nn"
	"parley/internal/quote"
)

// choiceBits is the logarithm of the number of weights of the choice of content.
const choiceBits = 17

// lesson is a choice with what would have been right.
type lesson struct {
	quote.Choice
	gold [2]int // the right options; both 0 where the cue is none
}

// lessons returns the choices of a text with the best options for them. A
// choice whose cue gold has, but none of whose options is near it, teaches nothing.
func (s *sample) lessons(choices []quote.Choice) []lesson {
	var out []lesson
	for _, c := range choices {
		k := s.goldOf(c.Cue, c.Source)
		if k < 0 {
			out = append(out, lesson{Choice: c})
			continue
		}
		l, best := lesson{Choice: c}, 0.3
		for a := range c.Side[0] {
			for b := range c.Side[1] {
				if a == 0 && b == 0 {
					continue
				}
				if v := s.overlap(k, c.Chosen(a, b)); v > best {
					l.gold, best = [2]int{a, b}, v
				}
			}
		}
		if best > 0.3 {
			out = append(out, l)
		}
	}
	return out
}

// goldOf returns the attribution of gold that has a token of the cue as its
// own, the one with the source if there are several, -1 if there is none.
func (s *sample) goldOf(cue, source doc.Range) int {
	best, top := -1, 0
	for i := cue.From; i < cue.To; i++ {
		for _, k := range s.cueOf[i] {
			v := 1
			for j := source.From; j < source.To; j++ {
				for _, x := range s.part[j] {
					if x == k {
						v = 2
					}
				}
			}
			if v > top {
				best, top = k, v
			}
		}
	}
	return best
}

// overlap returns the Jaccard index of the words of gold's content k and of rs.
func (s *sample) overlap(k int, rs []doc.Range) float64 {
	both, made := 0, 0
	for _, r := range rs {
		for i := r.From; i < r.To; i++ {
			if !s.word[i] {
				continue
			}
			made++
			if s.inside(k, i) {
				both++
			}
		}
	}
	return float64(both) / float64(s.size[k]+made-both)
}

// inside reports whether token i is content of gold's k.
func (s *sample) inside(k, i int) bool {
	for _, r := range s.content[k] {
		if r.Has(i) {
			return true
		}
	}
	return false
}

// judge is the log-linear model of choices in training.
type judge struct {
	w, g, sum []float32
	rate      float32
	drop      uint32 // share of 2^32 of the features that a step leaves out
	salt      uint32 // which
}

// left reports whether this step leaves feature f out.
func (j *judge) left(f nn.Feature) bool {
	h := (uint32(f) ^ j.salt) * 0x9E3779B1
	return (h^h>>15)*0x85EBCA6B < j.drop
}

const choiceMask = 1<<choiceBits - 1

func (j *judge) score(fs []nn.Feature) float64 {
	s := float32(0)
	for _, f := range fs {
		if !j.left(f) {
			s += j.w[f&choiceMask]
		}
	}
	return float64(s) / (1 - float64(j.drop)/(1<<32))
}

// move takes a gradient step on the features.
func (j *judge) move(fs []nn.Feature, grad float64) {
	if grad < 1e-4 && grad > -1e-4 {
		return
	}
	for _, f := range fs {
		if j.left(f) {
			continue
		}
		f &= choiceMask
		d := float32(grad) + 1e-5*j.w[f]
		j.g[f] += d * d
		j.w[f] -= j.rate * d / (float32(math.Sqrt(float64(j.g[f]))) + 1e-3)
	}
}

// learn takes a step on one lesson and returns the log-likelihood of what is right.
func (j *judge) learn(l *lesson) float64 {
	var p [2][]float64 // exp of scores of the options
	var kind [2][quote.Kinds]float64
	for side := range p {
		p[side] = make([]float64, len(l.Side[side]))
		for i, o := range l.Side[side] {
			p[side][i] = math.Exp(min(30, j.score(o.Features)))
			kind[side][o.Kind] += p[side][i]
		}
	}
	var pair [quote.Kinds * quote.Kinds]float64
	total := 0.0
	for k := range pair {
		pair[k] = math.Exp(min(30, j.score(l.Pair[k]))) * kind[0][k/quote.Kinds] * kind[1][k%quote.Kinds]
		total += pair[k]
	}
	var share [2][quote.Kinds]float64
	gold := [2]uint8{l.Side[0][l.gold[0]].Kind, l.Side[1][l.gold[1]].Kind}
	right := pair[int(gold[0])*quote.Kinds+int(gold[1])]
	for k := range pair {
		q := pair[k] / total
		share[0][k/quote.Kinds] += q
		share[1][k%quote.Kinds] += q
		if k == int(gold[0])*quote.Kinds+int(gold[1]) {
			q--
		}
		j.move(l.Pair[k], q)
	}
	for side := range p {
		right *= p[side][l.gold[side]] / kind[side][gold[side]]
		for i, o := range l.Side[side] {
			q := share[side][o.Kind] * p[side][i] / kind[side][o.Kind]
			if i == l.gold[side] {
				q--
			}
			j.move(o.Features, q)
		}
	}
	return math.Log(right/total + 1e-30)
}

// trainChoice returns the weights learned from lessons.
func (t *trainer) trainChoice(lessons []lesson, rng *rand.Rand) []float32 {
	j := &judge{w: make([]float32, 1<<choiceBits), g: make([]float32, 1<<choiceBits), sum: make([]float32, 1<<choiceBits), rate: float32(t.choiceRate), drop: uint32(t.choiceDrop * (1 << 32))}
	rounds := t.choiceRounds
	for range rounds {
		sum := 0.0
		for _, k := range rng.Perm(len(lessons)) {
			j.salt = rng.Uint32()
			sum += j.learn(&lessons[k])
		}
		for i, w := range j.w {
			j.sum[i] += w / float32(rounds)
		}
		t.say("choice %d lessons log-likelihood %.0f", len(lessons), sum)
	}
	return j.sum
}
