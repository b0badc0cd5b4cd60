package main

import (
	"math"
	"math/rand/v2"

	"parley/internal/nn"
	"parley/internal/quote"
)

const labels = quote.Labels

// field is a conditional random field in training: AdaGrad with averaged weights.
type field struct {
	bits            uint
	w, g            []float32 // rows of labels weights, and their summed squared gradients
	step, stepG     []float32
	sumW, sumStep   []float32 // of the weights after each round
	rounds          int
	rate, decay     float32
	drop            uint32     // share of 2^32 of the features that a step leaves out
	rng             *rand.Rand // which
	alpha, beta, eu []float64
	unary           []float32
	feats           []nn.Feature
	ends            []int
}

func newField(bits uint, rate, decay float32) *field {
	n, m := labels<<bits, (labels+1)*labels
	f := &field{bits: bits, rate: rate, decay: decay}
	f.w, f.g, f.sumW = make([]float32, n), make([]float32, n), make([]float32, n)
	f.step, f.stepG, f.sumStep = make([]float32, m), make([]float32, m), make([]float32, m)
	return f
}

// place is a paragraph of a sample.
type place struct {
	pg *quote.Page
	s  *sample
	p  int
}

// round goes once over the places in an order drawn from rng and returns the
// summed log-likelihood of the labels.
func (f *field) round(places []place, rng *rand.Rand) float64 {
	sum := 0.0
	for _, k := range rng.Perm(len(places)) {
		sum += f.learn(places[k])
	}
	f.rounds++
	for i, w := range f.w {
		f.sumW[i] += w
	}
	for i, w := range f.step {
		f.sumStep[i] += w
	}
	return sum
}

// averaged returns the mean weights over the rounds so far.
func (f *field) averaged() (w, step []float32) {
	w, step = make([]float32, len(f.w)), make([]float32, len(f.step))
	for i, v := range f.sumW {
		w[i] = v / float32(f.rounds)
	}
	for i, v := range f.sumStep {
		step[i] = v / float32(f.rounds)
	}
	return w, step
}

// likelihood returns the summed log-likelihood of the labels of places under
// the averaged weights.
func (f *field) likelihood(places []place) float64 {
	g := &field{bits: f.bits}
	g.w, g.step = f.averaged()
	sum := 0.0
	for _, x := range places {
		p := x.s.d.Paragraphs[x.p]
		g.read(x)
		g.sweep(p.Len())
		for i, y := range x.s.labels[p.From:p.To] {
			z := 0.0
			for k := range labels {
				z += g.alpha[i*labels+k] * g.beta[i*labels+k]
			}
			sum += math.Log(g.alpha[i*labels+int(y)]*g.beta[i*labels+int(y)]/z + 1e-30)
		}
	}
	return sum
}

func (f *field) learn(x place) float64 {
	p := x.s.d.Paragraphs[x.p]
	f.read(x)
	et := f.sweep(p.Len())
	return f.update(x.s.labels[p.From:p.To], et)
}

// read fills the features and unary scores of a place.
func (f *field) read(x place) {
	p := x.s.d.Paragraphs[x.p]
	n := p.Len()
	f.feats, f.ends = f.feats[:0], f.ends[:0]
	f.unary = resize(f.unary, n*labels)
	mask := nn.Feature(1)<<f.bits - 1
	keep := 1 / (1 - float32(f.drop)/(1<<32))
	x.pg.Features(p, func(i int, fs []nn.Feature) {
		row := f.unary[(i-p.From)*labels:][:labels]
		clear(row)
		for _, h := range fs {
			if f.drop > 0 && f.rng.Uint32() < f.drop {
				continue
			}
			h &= mask
			f.feats = append(f.feats, h)
			w := f.w[int(h)*labels:][:labels]
			for y := range row {
				row[y] += w[y]
			}
		}
		for y := range row {
			row[y] *= keep
		}
		f.ends = append(f.ends, len(f.feats))
	})
}

// sweep fills alpha and beta with scaled forward and backward sums and
// returns the exponentials of the allowed steps.
func (f *field) sweep(n int) []float64 {
	et := make([]float64, len(f.step))
	for x := 0; x <= labels; x++ {
		for y := 0; y < labels; y++ {
			if quote.Follows(quote.Label(x), quote.Label(y)) {
				et[x*labels+y] = math.Exp(float64(f.step[x*labels+y]))
			}
		}
	}
	f.alpha, f.beta, f.eu = resize(f.alpha, n*labels), resize(f.beta, n*labels), resize(f.eu, n*labels)
	for i := 0; i < n; i++ {
		u := f.unary[i*labels:][:labels]
		top := u[0]
		for _, v := range u {
			top = max(top, v)
		}
		for y, v := range u {
			f.eu[i*labels+y] = math.Exp(float64(v - top))
		}
	}
	for i := 0; i < n; i++ {
		z := 0.0
		for y := 0; y < labels; y++ {
			v := et[labels*labels+y]
			if i > 0 {
				v = 0
				for x := 0; x < labels; x++ {
					v += f.alpha[(i-1)*labels+x] * et[x*labels+y]
				}
			}
			v *= f.eu[i*labels+y]
			f.alpha[i*labels+y] = v
			z += v
		}
		for y := 0; y < labels; y++ {
			f.alpha[i*labels+y] /= z
		}
	}
	for y := 0; y < labels; y++ {
		f.beta[(n-1)*labels+y] = 1
	}
	for i := n - 2; i >= 0; i-- {
		z := 0.0
		for x := 0; x < labels; x++ {
			v := 0.0
			for y := 0; y < labels; y++ {
				v += et[x*labels+y] * f.eu[(i+1)*labels+y] * f.beta[(i+1)*labels+y]
			}
			f.beta[i*labels+x] = v
			z += v
		}
		for x := 0; x < labels; x++ {
			f.beta[i*labels+x] /= z
		}
	}
	return et
}

// update takes a gradient step at every position.
func (f *field) update(gold []quote.Label, et []float64) float64 {
	sum := 0.0
	var pair [labels * labels]float64
	for i, y := range gold {
		var grad [labels]float32
		z := 0.0
		for k := range grad {
			z += f.alpha[i*labels+k] * f.beta[i*labels+k]
		}
		flat := true
		for k := range grad {
			g := float32(f.alpha[i*labels+k] * f.beta[i*labels+k] / z)
			if k == int(y) {
				sum += math.Log(float64(g) + 1e-30)
				g--
			}
			grad[k] = g
			flat = flat && g < 1e-4 && g > -1e-4
		}
		if i > 0 {
			f.updateStep(i, int(gold[i-1]), int(y), et, &pair)
		}
		if flat {
			continue
		}
		from := 0
		if i > 0 {
			from = f.ends[i-1]
		}
		for _, h := range f.feats[from:f.ends[i]] {
			w, g := f.w[int(h)*labels:][:labels], f.g[int(h)*labels:][:labels]
			for k := range grad {
				d := grad[k] + f.decay*w[k]
				g[k] += d * d
				w[k] -= f.rate * d / (float32(math.Sqrt(float64(g[k]))) + 1e-4)
			}
		}
	}
	return sum
}

func (f *field) updateStep(i, x0, y0 int, et []float64, pair *[labels * labels]float64) {
	z := 0.0
	for x := 0; x < labels; x++ {
		for y := 0; y < labels; y++ {
			v := f.alpha[(i-1)*labels+x] * et[x*labels+y] * f.eu[i*labels+y] * f.beta[i*labels+y]
			pair[x*labels+y] = v
			z += v
		}
	}
	for k, v := range pair {
		if et[k] == 0 {
			continue
		}
		g := float32(v / z)
		if k == x0*labels+y0 {
			g--
		}
		if g == 0 {
			continue
		}
		f.stepG[k] += g * g
		f.step[k] -= f.rate * g / (float32(math.Sqrt(float64(f.stepG[k]))) + 1e-6)
	}
}

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}
