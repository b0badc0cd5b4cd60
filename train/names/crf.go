package main

import (
	"math"

	"parley/internal/entity"
	"parley/internal/nn"
)

const labels = entity.Labels

// instance is a sentence to learn from.
type instance struct {
	feats   [][]nn.Feature
	allowed []uint32 // bits of the labels that the gold allows at each token
	rate    float32
}

// crf is a linear-chain conditional random field (Lafferty, McCallum and
// Pereira 2001) trained by stochastic gradient with AdaGrad; gold that leaves
// labels open is marginalized over.
type crf struct {
	mask     uint32
	w, g     []float32 // weights and sums of squared gradients, rows of labels
	step, gs [labels][labels]float32
	eta      float32
	follows  [labels][labels]bool
}

func newCRF(bits uint, eta float32) *crf {
	c := &crf{mask: 1<<bits - 1, w: make([]float32, labels<<bits), g: make([]float32, labels<<bits), eta: eta}
	for a := range labels {
		for b := range labels {
			c.follows[a][b] = entity.Follows(a, b)
		}
	}
	return c
}

type lattice struct {
	emit, alpha, beta, diff [][labels]float64
	norm                    []float64
	steps                   [labels][labels]float64
}

func grow(x [][labels]float64, n int) [][labels]float64 {
	if cap(x) < n {
		return make([][labels]float64, n*2)[:n]
	}
	return x[:n]
}

// learn takes one step on x and returns its negative log likelihood.
func (c *crf) learn(x instance, l *lattice) float64 {
	n := len(x.feats)
	l.emit, l.alpha, l.beta, l.diff = grow(l.emit, n), grow(l.alpha, n), grow(l.beta, n), grow(l.diff, n)
	if cap(l.norm) < n {
		l.norm = make([]float64, n*2)
	}
	l.norm = l.norm[:n]
	c.emissions(x, l)
	var want, have [labels][labels]float64
	zAll := c.marginals(x, l, false, &have)
	for t := range n {
		for b := range labels {
			l.diff[t][b] = -l.alpha[t][b]
		}
	}
	zGold := c.marginals(x, l, true, &want)
	for t := range n {
		for b := range labels {
			l.diff[t][b] += l.alpha[t][b]
		}
	}
	c.update(x, l, &want, &have)
	return zAll - zGold
}

// emissions sets l.emit to the exponentials of the scores, scaled per token.
func (c *crf) emissions(x instance, l *lattice) {
	for t, fs := range x.feats {
		var s [labels]float32
		for _, f := range fs {
			row := c.w[int(uint32(f)&c.mask)*labels:][:labels]
			for b, w := range row {
				s[b] += w
			}
		}
		top := s[0]
		for _, v := range s {
			top = max(top, v)
		}
		for b, v := range s {
			l.emit[t][b] = math.Exp(float64(v - top))
		}
	}
	for a := range labels {
		for b := range labels {
			l.steps[a][b] = 0
			if c.follows[a][b] {
				l.steps[a][b] = math.Exp(float64(c.step[a][b]))
			}
		}
	}
}

// marginals runs forward and backward, leaves the probabilities of the labels
// in l.alpha, adds those of the steps to pairs, and returns the log of the sum.
func (c *crf) marginals(x instance, l *lattice, gold bool, pairs *[labels][labels]float64) float64 {
	n := len(x.feats)
	ok := func(t, b int) bool { return !gold || x.allowed[t]>>b&1 == 1 }
	z := 0.0
	for t := range n {
		sum := 0.0
		for b := range labels {
			v := 0.0
			if ok(t, b) && (t < n-1 || entity.Ends(b)) {
				if t == 0 {
					if entity.Starts(b) {
						v = 1
					}
				} else {
					for a := range labels {
						v += l.alpha[t-1][a] * l.steps[a][b]
					}
				}
				v *= l.emit[t][b]
			}
			l.alpha[t][b] = v
			sum += v
		}
		if sum < 1e-300 {
			sum = 1e-300
		}
		l.norm[t] = sum
		z += math.Log(sum)
		for b := range labels {
			l.alpha[t][b] /= sum
		}
	}
	for b := range labels {
		l.beta[n-1][b] = 1
	}
	for t := n - 2; t >= 0; t-- {
		var in [labels]float64
		for b := range labels {
			if ok(t+1, b) && (t+1 < n-1 || entity.Ends(b)) {
				in[b] = l.emit[t+1][b] * l.beta[t+1][b] / l.norm[t+1]
			}
		}
		for a := range labels {
			v := 0.0
			for b := range labels {
				p := l.steps[a][b] * in[b]
				v += p
				pairs[a][b] += l.alpha[t][a] * p
			}
			l.beta[t][a] = v
		}
	}
	for t := range n {
		for b := range labels {
			l.alpha[t][b] *= l.beta[t][b]
		}
	}
	return z
}

func (c *crf) update(x instance, l *lattice, want, have *[labels][labels]float64) {
	for t, fs := range x.feats {
		var d [labels]float32
		big := false
		for b := range labels {
			d[b] = float32(l.diff[t][b]) * x.rate
			big = big || d[b] > 1e-3 || d[b] < -1e-3
		}
		if !big {
			continue
		}
		for _, f := range fs {
			at := int(uint32(f)&c.mask) * labels
			w, g := c.w[at:at+labels], c.g[at:at+labels]
			for b, v := range d {
				if v > 1e-3 || v < -1e-3 {
					g[b] += v * v
					w[b] += c.eta * v / (0.1 + float32(math.Sqrt(float64(g[b]))))
				}
			}
		}
	}
	for a := range labels {
		for b := range labels {
			v := float32(want[a][b]-have[a][b]) * x.rate
			if v != 0 {
				c.gs[a][b] += v * v
				c.step[a][b] += c.eta * v / (0.1 + float32(math.Sqrt(float64(c.gs[a][b]))))
			}
		}
	}
}

// addTo adds a share of the weights to their averages.
func (c *crf) addTo(avg []float32, steps *[labels][labels]float32, share float32) {
	for i, w := range c.w {
		avg[i] += w / share
	}
	for a := range labels {
		for b := range labels {
			steps[a][b] += c.step[a][b] / share
		}
	}
}
