package main

import (
	"encoding/binary"
	"math"
	"math/rand/v2"

	"parley/internal/doc"
	"parley/internal/nn"
	"parley/internal/segment"
)

// example is a gap and whether a sentence begins there.
type example struct {
	features []nn.Feature
	begins   bool
	weight   float32
}

// examples returns the gaps of the documents. Of news, the gaps on which the
// rules and the other splitter do not agree are left out, but for those where
// a paragraph begins: there is no doubt about those.
func examples(docs []*gold, tokens doc.Annotator, vocabulary []byte) ([][]example, error) {
	var out [][]example
	for _, g := range docs {
		d := &doc.Doc{Text: g.text}
		tokens.Run(d)
		begins, sure := map[int]bool{}, map[int]bool{}
		for _, s := range g.sentences {
			begins[s] = true
		}
		for _, s := range g.heads {
			sure[s] = true
		}
		var of []example
		err := segment.Gaps(d, vocabulary, func(gap segment.Gap) bool {
			at := d.Tokens[gap.Token].Start
			if g.plain && begins[at] != gap.Rule && !sure[at] {
				return begins[at] && gap.Rule
			}
			of = append(of, example{append([]nn.Feature(nil), gap.Features...), begins[at], 1})
			return begins[at]
		})
		if err != nil {
			return nil, err
		}
		out = append(out, of)
	}
	return out, nil
}

const rows = 1 << segment.RowBits

// learn fits the weights by logistic regression with steps as of AdaGrad.
// Rows that fewer than least examples use stay zero.
func learn(docs [][]example, rounds int, rate, decay float32, least int, seed uint64) []float32 {
	const mask = rows - 1
	seen := make([]int, rows)
	for _, of := range docs {
		for _, x := range of {
			for _, f := range x.features {
				seen[f&mask]++
			}
		}
	}
	w, sq := make([]float32, rows), make([]float32, rows)
	sum := make([]float32, rows)
	r := rand.New(rand.NewPCG(seed, 1))
	order := r.Perm(len(docs))
	for round := range rounds {
		r.Shuffle(len(order), func(i, k int) { order[i], order[k] = order[k], order[i] })
		for _, k := range order {
			for _, x := range docs[k] {
				var s float32
				for _, f := range x.features {
					s += w[f&mask]
				}
				p := float32(1 / (1 + math.Exp(-float64(s))))
				y := float32(0)
				if x.begins {
					y = 1
				}
				e := (p - y) * x.weight
				if e > -0.002 && e < 0.002 {
					continue
				}
				for _, f := range x.features {
					i := f & mask
					if seen[i] < least {
						continue
					}
					grad := e + decay*w[i]
					sq[i] += grad * grad
					w[i] -= rate * grad / float32(math.Sqrt(float64(sq[i])+1e-6))
				}
			}
		}
		if round >= rounds/2 {
			for i := range w {
				sum[i] += w[i]
			}
		}
	}
	for i := range sum {
		sum[i] /= float32(rounds - rounds/2)
	}
	return sum
}

// pack returns the model file of the weights; levels are in nats.
func pack(w []float32, levels [3]float64, meta map[string]string) ([]byte, error) {
	b, scale := nn.Quantize(w, 200)
	var at []byte
	for _, l := range levels {
		at = binary.LittleEndian.AppendUint32(at, uint32(int32(float32(l)*scale)))
	}
	return nn.Encode(nn.Model{
		Kind: segment.ModelKind, Version: segment.ModelVersion, Meta: meta,
		Sections: map[string][]byte{"weights": b, "levels": at},
	})
}
