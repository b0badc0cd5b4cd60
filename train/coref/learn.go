package main

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"

	"parley/eval"
	"parley/internal/doc"
	"parley/internal/entity"
	"parley/internal/nn"
)

// trainer maximizes the probability of the right antecedents, all of them
// together, against costs added to the wrong ones (softmax margin), by
// gradient steps scaled as in AdaGrad.
type trainer struct {
	settings
	x        *entity.Lexicon
	clusters entity.Clusters
	w, sq    []float32
	sum      []float32 // of w after each text since the first pass
	summed   float32
	passes   int
	rng      *rand.Rand
	scores   []float64
	gains    []float64
	packed   []int8
}

func newTrainer(s settings, x *entity.Lexicon, c entity.Clusters) *trainer {
	return &trainer{
		settings: s, x: x, clusters: c, w: make([]float32, 1<<s.bits), sq: make([]float32, 1<<s.bits), sum: make([]float32, 1<<s.bits), rng: rand.New(rand.NewPCG(s.seed, 0)),
	}
}

func (t *trainer) score(fs []nn.Feature) float64 {
	mask := nn.Feature(len(t.w) - 1)
	s := float32(0)
	for _, f := range fs {
		s += t.w[f&mask]
	}
	return float64(s)
}

// epoch learns from all texts once, in an order by chance, and returns the mean loss.
func (t *trainer) epoch(texts []lesson) float64 {
	loss, n := 0.0, 0
	for _, k := range t.rng.Perm(len(texts)) {
		l := entity.NewLinking(texts[k].d, t.x, t.clusters)
		gold := make([]int, len(l.Places))
		for i, r := range l.Places {
			c, ok := texts[k].gold[r]
			if !ok {
				c = -1
			}
			gold[i] = c
		}
		l.Run(func(i int, candidates []int, features [][]nn.Feature) int {
			n++
			choice, by := t.step(i, gold, candidates, features)
			loss += by
			return choice
		})
		if t.passes == 0 {
			continue // the first texts' weights would only blur
		}
		t.summed++
		for i, w := range t.w {
			t.sum[i] += w
		}
	}
	t.passes++
	return loss / float64(n)
}

// step learns from one decision and returns what the weights before it prefer.
func (t *trainer) step(i int, gold, candidates []int, features [][]nn.Feature) (choice int, loss float64) {
	for k := range features {
		features[k] = slices.DeleteFunc(features[k], func(nn.Feature) bool { return t.rng.Float64() < t.drop })
	}
	t.scores, t.gains = t.scores[:0], t.gains[:0]
	right := 0
	for _, a := range candidates[1:] {
		if gold[i] >= 0 && gold[a] == gold[i] {
			right++
		}
	}
	for k, a := range candidates {
		s := t.score(features[k])
		if k == 0 || s > t.scores[choice]-t.cost(gold, i, candidates[choice], right) {
			choice = k
		}
		t.scores = append(t.scores, s+t.cost(gold, i, a, right))
	}
	all, good := math.Inf(-1), math.Inf(-1)
	for k, a := range candidates {
		all = logAdd(all, t.scores[k])
		if t.cost(gold, i, a, right) == 0 {
			good = logAdd(good, t.scores[k])
		}
	}
	for k, a := range candidates {
		g := -math.Exp(t.scores[k] - all)
		if t.cost(gold, i, a, right) == 0 {
			g += math.Exp(t.scores[k] - good)
		}
		if g > 1e-4 || g < -1e-4 {
			t.move(features[k], float32(g))
		}
	}
	return choice, all - good
}

// cost is that of choosing candidate a for place i; 0 where it is right.
func (t *trainer) cost(gold []int, i, a, right int) float64 {
	switch {
	case a == entity.Fresh && right == 0:
		return 0
	case a == entity.Fresh:
		return t.fresh
	case right == 0:
		return t.anaphor
	case gold[a] == gold[i]:
		return 0
	}
	return t.wrong
}

func (t *trainer) move(fs []nn.Feature, g float32) {
	mask := nn.Feature(len(t.w) - 1)
	for _, f := range fs {
		k := f & mask
		h := g - float32(t.decay)*t.w[k]
		t.sq[k] += h * h
		t.w[k] += float32(t.eta) * h / float32(math.Sqrt(float64(t.sq[k]))+1e-6)
	}
}

func logAdd(a, b float64) float64 {
	if a < b {
		a, b = b, a
	}
	if math.IsInf(b, -1) {
		return a
	}
	return a + math.Log1p(math.Exp(b-a))
}

// link decides as the trained model does.
func (t *trainer) link(l *entity.Linking) {
	l.Run(func(_ int, _ []int, features [][]nn.Feature) int {
		best, most := 0, math.Inf(-1)
		for k, fs := range features {
			s := t.score(fs)
			if t.packed != nil {
				s = 0
				for _, f := range fs {
					s += float64(t.packed[f&nn.Feature(len(t.packed)-1)])
				}
			}
			if s > most {
				best, most = k, s
			}
		}
		return best
	})
}

// made returns the chains of a text.
func (t *trainer) made(x lesson, link func(*entity.Linking)) eval.Chains {
	l := entity.NewLinking(x.d, t.x, t.clusters)
	link(l)
	ruler := doc.NewRuler(x.d.Text)
	var out eval.Chains
	for _, c := range l.Chains() {
		var chain [][2]int
		for _, i := range c {
			sp := x.d.SpanOf(l.Places[i])
			chain = append(chain, [2]int{ruler.CodePoints(sp.Start), ruler.CodePoints(sp.End)})
		}
		out = append(out, chain)
	}
	return out
}

func (t *trainer) report(title string, texts []lesson) {
	var s eval.CorefScore
	for _, x := range texts {
		s.Add(x.Chains, t.made(x, t.link))
	}
	line(title, s.Result())
}

func line(title string, r eval.CorefResult) {
	fmt.Printf("%-28s mean %.1f  MUC %.1f/%.1f/%.1f  B3 %.1f/%.1f/%.1f  CEAFe %.1f/%.1f/%.1f  mentions %.1f/%.1f/%.1f\n", title, r.Mean,
		r.MUC.P, r.MUC.R, r.MUC.F, r.BCubed.P, r.BCubed.R, r.BCubed.F, r.CEAFe.P, r.CEAFe.R, r.CEAFe.F, r.Mentions.P, r.Mentions.R, r.Mentions.F)
}

func (t *trainer) byGenre(texts []lesson) {
	scores := map[string]*eval.CorefScore{}
	var names []string
	for _, x := range texts {
		if scores[x.Genre] == nil {
			scores[x.Genre] = &eval.CorefScore{}
			names = append(names, x.Genre)
		}
		scores[x.Genre].Add(x.Chains, t.made(x, t.link))
	}
	for _, n := range names {
		line(n, scores[n].Result())
	}
}

// pack rounds the weights to eight bits, which from then on decide.
func (t *trainer) pack(words []string) nn.Model {
	if t.average {
		for i := range t.w {
			t.w[i] = t.sum[i] / t.summed
		}
	}
	w, scale := nn.Quantize(t.w, 20)
	t.packed = make([]int8, len(w))
	for i, b := range w {
		t.packed[i] = int8(b)
	}
	m := nn.Model{
		Kind: entity.CorefKind, Version: entity.CorefVersion,
		Meta:     map[string]string{"data": "OntoGUM train: " + fmt.Sprint(genres), "seed": fmt.Sprint(t.seed)},
		Strings:  map[string][]string{"words": words},
		Sections: map[string][]byte{"weights": w, "unit": binary.LittleEndian.AppendUint32(nil, uint32(scale+0.5))},
	}
	for _, x := range words {
		m.Sections["clusters"] = binary.LittleEndian.AppendUint16(m.Sections["clusters"], t.clusters[x])
	}
	return m
}

func write(m nn.Model, path string) error {
	b, err := nn.Encode(m)
	if err != nil {
		return err
	}
	return os.WriteFile(path, b, 0o644)
}
