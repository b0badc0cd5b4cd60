package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"

	"parley/eval"
	"parley/internal/nn"
	"parley/internal/quote"
)

// folds is how many parts the texts are cut into.
const folds = 3

// parts cuts the texts.
func (t *trainer) parts() [folds][]*sample {
	var parts [folds][]*sample
	for k, s := range t.train {
		parts[k%folds] = append(parts[k%folds], s)
	}
	return parts
}

// jackknife trains, for every part of the texts, a chain on the others, and
// learns from what it makes of the part to choose content; then, from the
// errors of choices learned on all but one part, how sure an attribution is
// by its evidence: a logistic regression, and the share of right ones by score.
func (t *trainer) jackknife() (sure, odds, choice []byte, err error) {
	parts := t.parts()
	var models [folds]nn.Model
	var lessons [folds][]lesson
	var all []lesson
	for k := range parts {
		var rest []*sample
		for j, p := range parts {
			if j != k {
				rest = append(rest, p...)
			}
		}
		t.say("learning from %d texts", len(rest))
		models[k] = t.kept(fmt.Sprintf("fold%d", k), func() nn.Model { return t.learn(rest, max(1, t.rounds-1)) })
		if lessons[k], err = t.lessons(models[k], parts[k]); err != nil {
			return nil, nil, nil, err
		}
		all = append(all, lessons[k]...)
	}
	var sc eval.AttributionScore
	var xs [][]nn.Feature
	var ys []bool
	for k := range folds {
		var rest []lesson
		for j := range folds {
			if j != k {
				rest = append(rest, lessons[j]...)
			}
		}
		models[k].Sections["choice"], _ = nn.Quantize(t.trainChoice(rest, rand.New(rand.NewPCG(t.seed, 4))), t.clip)
		m, err := quote.FromFile(models[k], t.cueBytes)
		if err != nil {
			return nil, nil, nil, err
		}
		for _, s := range parts[k] {
			as, evidence := m.Found(quote.NewPage(s.d, m.Lexicon, m.Cues, nil, nil))
			_, right := sc.Add(s.text, s.gold, s.reported(as))
			xs, ys = append(xs, evidence...), append(ys, right...)
		}
	}
	t.say("jackknifed %s", sc.Result())
	choice, scale := nn.Quantize(t.trainChoice(all, rand.New(rand.NewPCG(t.seed, 4))), t.clip)
	t.say("choice has %g units a nat", scale)
	w := logistic(xs, ys, rand.New(rand.NewPCG(t.seed, 3)))
	sure, _ = nn.Quantize(w, 0)
	l, err := nn.NewLinear(1, sureBits, sure)
	if err != nil {
		return nil, nil, nil, err
	}
	odds = shares(l, xs, ys)
	for k := range folds {
		models[k].Sections["sure"], models[k].Sections["odds"] = sure, odds
	}
	return sure, odds, choice, t.rehearse(models[:], parts[:])
}

// again rehearses with the models that were kept.
func (t *trainer) again() error {
	var parts [folds][]*sample
	var models [folds]nn.Model
	for k, s := range t.train {
		parts[k%folds] = append(parts[k%folds], s)
	}
	for k := range models {
		b, err := os.ReadFile(fmt.Sprintf("%s%d.model", t.keep, k))
		if err != nil {
			return err
		}
		if models[k], err = nn.Decode(b, quote.ModelKind, quote.ModelVersion); err != nil {
			return err
		}
	}
	return t.rehearse(models[:], parts[:])
}

// rehearse scores every model with the rules on the part that it has not seen.
func (t *trainer) rehearse(models []nn.Model, parts [][]*sample) error {
	var sc eval.AttributionScore
	var all []*sample
	for k := range models {
		m, err := quote.FromFile(models[k], t.cueBytes)
		if err != nil {
			return err
		}
		run := m.Annotator().Run
		for _, s := range parts[k] {
			run(s.d)
			sc.Add(s.text, s.gold, s.reported(s.d.Attributions))
		}
		all = append(all, parts[k]...)
		if t.keep != "" {
			b, err := nn.Encode(models[k])
			if err != nil {
				return err
			}
			if err := os.WriteFile(fmt.Sprintf("%s%d.model", t.keep, k), b, 0o644); err != nil {
				return err
			}
		}
	}
	t.say("jackknifed with rules %s", sc.Result())
	if t.keep == "" {
		return nil
	}
	return dump(t.keep+".jsonl", all)
}

// lessons returns the choices that a model offers in texts it has not seen.
func (t *trainer) lessons(f nn.Model, ss []*sample) ([]lesson, error) {
	m, err := quote.FromFile(f, t.cueBytes)
	if err != nil {
		return nil, err
	}
	var out []lesson
	exact, near, none := 0, 0, 0
	for _, s := range ss {
		ls := s.lessons(m.Choices(quote.NewPage(s.d, m.Lexicon, m.Cues, nil, nil)))
		for _, l := range ls {
			switch {
			case l.gold == [2]int{}:
				none++
			case s.overlap(s.goldOf(l.Cue, l.Source), l.Chosen(l.gold[0], l.gold[1])) == 1:
				exact++
			default:
				near++
			}
		}
		out = append(out, ls...)
	}
	t.say("%d choices with the exact content among them, %d with one near it, %d no cues", exact, near, none)
	return out, nil
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
