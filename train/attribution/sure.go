package main

import (
	"math"
	"math/rand/v2"

	"parley/eval"
	"parley/internal/nn"
	"parley/internal/quote"
)

// calibrate learns, from the errors that a model of part makes on held, how
// sure an attribution is by its evidence: a logistic regression, and the share
// of right ones by its score.
func (t *trainer) calibrate(part, held []*sample) (sure, odds []byte, err error) {
	m, err := quote.FromFile(t.learn(part, max(1, t.rounds-1)), t.cueBytes)
	if err != nil {
		return nil, nil, err
	}
	var sc eval.AttributionScore
	var xs [][]nn.Feature
	var ys []bool
	for _, s := range held {
		as, evidence := m.Found(quote.NewPage(s.d, m.Lexicon, m.Cues, nil, nil))
		_, right := sc.Add(s.text, s.gold, s.reported(as))
		xs, ys = append(xs, evidence...), append(ys, right...)
	}
	t.say("held out %s", sc.Result())
	w := logistic(xs, ys, rand.New(rand.NewPCG(t.seed, 3)))
	sure, _ = nn.Quantize(w, 0)
	l, err := nn.NewLinear(1, sureBits, sure)
	if err != nil {
		return nil, nil, err
	}
	return sure, shares(l, xs, ys), nil
}

const sureBits = 12

// logistic returns the weights of a logistic regression.
func logistic(xs [][]nn.Feature, ys []bool, rng *rand.Rand) []float32 {
	w := make([]float32, 1<<sureBits)
	sum := make([]float32, 1<<sureBits)
	const rounds = 30
	for r := range rounds {
		rate := 0.05 / float32(1+r)
		for _, k := range rng.Perm(len(xs)) {
			s := float32(0)
			for _, f := range xs[k] {
				s += w[f&(1<<sureBits-1)]
			}
			g := float32(1 / (1 + math.Exp(-float64(s))))
			if ys[k] {
				g--
			}
			for _, f := range xs[k] {
				w[f&(1<<sureBits-1)] -= rate * (g + 0.001*w[f&(1<<sureBits-1)])
			}
		}
		for i, v := range w {
			sum[i] += v / rounds
		}
	}
	return sum
}

// shares returns for every step of the score the share of right ones in
// 1/200, made monotonous by pooling neighbours that are out of order.
func shares(l *nn.Linear, xs [][]nn.Feature, ys []bool) []byte {
	type block struct{ right, all, steps float64 }
	var blocks []block
	var right, all [quote.OddsSteps]float64
	var score [1]int32
	for k, x := range xs {
		l.Score(x, score[:])
		step := quote.OddsStep(score[0])
		all[step]++
		if ys[k] {
			right[step]++
		}
	}
	for i := range all {
		blocks = append(blocks, block{right[i] + 0.01*float64(i)/quote.OddsSteps, all[i] + 0.01, 1})
		for n := len(blocks); n > 1 && blocks[n-2].right*blocks[n-1].all >= blocks[n-1].right*blocks[n-2].all; n = len(blocks) {
			a, b := blocks[n-2], blocks[n-1]
			blocks = append(blocks[:n-2], block{a.right + b.right, a.all + b.all, a.steps + b.steps})
		}
	}
	var out []byte
	for _, b := range blocks {
		p := byte(math.Round(200 * min(0.99, max(0.02, b.right/b.all))))
		for range int(b.steps) {
			out = append(out, p)
		}
	}
	return out
}
