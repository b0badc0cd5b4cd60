package nn

import "math"

// Forbidden is the score of a step that a Chain never takes. A step this low
// can be added to itself a few times without overflow.
const Forbidden = math.MinInt32 / 8

// Chain is the part of a linear-chain model that scores label pairs. With the
// label scores of a Linear it is a conditional random field (Lafferty,
// McCallum and Pereira 2001) in fixed-point arithmetic: scores are
// log-probabilities in units of 1/Unit nats. It is read-only after NewChain
// and safe for concurrent use.
type Chain struct {
	Labels int
	Unit   float64  // score units per nat
	Step   []int32  // Labels+1 rows of Labels scores: from a label, or from the start (last row), to a label
	power  []uint16 // Sure*exp(-d/unit) by d, in the same units
	add    []int32  // log(1+exp(-d/unit)) by d, in units of 1/fine of a score unit
}

// fine is how many steps of the forward-backward arithmetic make a score unit.
const fine = 8

// NewChain takes over step, which must have labels+1 rows of labels scores.
func NewChain(labels int, unit float64, step []int32) (*Chain, error) {
	if labels <= 0 || labels > 255 || unit < 1 || unit > 1e5 || len(step) != (labels+1)*labels {
		return nil, ErrCorrupt
	}
	c := &Chain{Labels: labels, Unit: unit, Step: step}
	u := unit * fine
	c.add = make([]int32, int(9*u))
	for d := range c.add {
		c.add[d] = int32(math.Round(u * log1p(exp(-float64(d)/u))))
	}
	c.power = make([]uint16, int(10*u))
	for d := range c.power {
		c.power[d] = uint16(math.Round(Sure * exp(-float64(d)/u)))
	}
	return c, nil
}

// Lattice is the scratch space of a Chain; the zero value is ready. It must
// not be used by two goroutines at once.
type Lattice struct {
	back    []uint8
	forward []int64
	behind  []int64
}

// Viterbi writes the best label of every position to path. unary holds
// len(path) rows of Labels scores. Ties go to the lower label.
func (c *Chain) Viterbi(unary []int32, path []uint8, l *Lattice) {
	n, k := len(path), c.Labels
	if n == 0 {
		return
	}
	l.back = grow(l.back, n*k)
	l.forward = grow(l.forward, 2*k)
	now, was := l.forward[:k], l.forward[k:2*k]
	for y := range now {
		now[y] = int64(unary[y]) + int64(c.Step[k*k+y])
	}
	for i := 1; i < n; i++ {
		now, was = was, now
		for y := range now {
			best, from := int64(math.MinInt64), 0
			for p, s := range was {
				if v := s + int64(c.Step[p*k+y]); v > best {
					best, from = v, p
				}
			}
			now[y] = best + int64(unary[i*k+y])
			l.back[i*k+y] = uint8(from)
		}
	}
	best := 0
	for y, s := range now {
		if s > now[best] {
			best = y
		}
	}
	for i := n - 1; i >= 0; i-- {
		path[i] = uint8(best)
		best = int(l.back[i*k+best])
	}
}

// Doubt writes to out, for every position, how much less likely its label in
// path is than certain: minus the logarithm of its marginal probability, in
// score units.
func (c *Chain) Doubt(unary []int32, path []uint8, out []int32, l *Lattice) {
	n, k := len(path), c.Labels
	if n == 0 {
		return
	}
	l.forward, l.behind = grow(l.forward, n*k), grow(l.behind, n*k)
	c.sweep(unary, l, n)
	for i := range path {
		total := l.forward[i*k] + l.behind[i*k]
		for y := 1; y < k; y++ {
			total = c.plus(total, l.forward[i*k+y]+l.behind[i*k+y])
		}
		own := l.forward[i*k+int(path[i])] + l.behind[i*k+int(path[i])]
		out[i] = int32(max(0, min(total-own, 1<<24)) / fine)
	}
}

// Sure is the probability 1 of Posterior.
const Sure = 1 << 15

// Posterior writes to out, for every one of n positions, the marginal
// probability of each label, of Sure. unary holds n rows of Labels scores.
func (c *Chain) Posterior(unary []int32, n int, out []uint16, l *Lattice) {
	if n == 0 {
		return
	}
	k := c.Labels
	l.forward, l.behind = grow(l.forward, n*k), grow(l.behind, n*k)
	c.sweep(unary, l, n)
	for i := range n {
		f, b := l.forward[i*k:(i+1)*k], l.behind[i*k:(i+1)*k]
		total := f[0] + b[0]
		for y := 1; y < k; y++ {
			total = c.plus(total, f[y]+b[y])
		}
		for y, row := 0, out[i*k:(i+1)*k]; y < k; y++ {
			row[y] = 0
			if d := total - f[y] - b[y]; d < int64(len(c.power)) {
				row[y] = c.power[max(0, d)]
			}
		}
	}
}

// sweep fills the forward and backward log-sums.
func (c *Chain) sweep(unary []int32, l *Lattice, n int) {
	k := c.Labels
	for y := 0; y < k; y++ {
		l.forward[y] = fine * (int64(unary[y]) + int64(c.Step[k*k+y]))
		l.behind[(n-1)*k+y] = 0
	}
	for i := 1; i < n; i++ {
		for y := 0; y < k; y++ {
			sum := l.forward[(i-1)*k] + fine*int64(c.Step[y])
			for p := 1; p < k; p++ {
				sum = c.plus(sum, l.forward[(i-1)*k+p]+fine*int64(c.Step[p*k+y]))
			}
			l.forward[i*k+y] = sum + fine*int64(unary[i*k+y])
		}
	}
	for i := n - 2; i >= 0; i-- {
		next, u := l.behind[(i+1)*k:(i+2)*k], unary[(i+1)*k:(i+2)*k]
		for p := 0; p < k; p++ {
			sum := next[0] + fine*(int64(u[0])+int64(c.Step[p*k]))
			for y := 1; y < k; y++ {
				sum = c.plus(sum, next[y]+fine*(int64(u[y])+int64(c.Step[p*k+y])))
			}
			l.behind[i*k+p] = sum
		}
	}
}

// plus returns the logarithm of the sum of two logarithms.
func (c *Chain) plus(a, b int64) int64 {
	if a < b {
		a, b = b, a
	}
	if d := a - b; d < int64(len(c.add)) {
		return a + int64(c.add[d])
	}
	return a
}

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n+n/4)[:n]
	}
	return s[:n]
}
