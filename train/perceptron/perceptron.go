// Package perceptron trains sparse linear models by averaged perceptron
// (Collins 2002) and rounds them to eight bits. It computes with additions
// only, so that the same examples in the same order give the same model on
// every processor.
package perceptron

import (
	"slices"

	"parley/internal/nn"
)

// Trainer holds weights while they are learned. Not safe for concurrent use.
type Trainer struct {
	Labels int
	Bits   uint
	rows   [][]cell
	now    float32 // examples seen, from 1
}

// cell is the weight of one label in a row. sum is what must be taken off,
// divided by the number of examples, to get the average over all examples.
type cell struct {
	label  int32
	weight int32
	sum    float32
}

// New returns a trainer with all weights zero: labels classes (up to 256),
// 1<<bits rows of features.
func New(labels int, bits uint) *Trainer {
	return &Trainer{Labels: labels, Bits: bits, rows: make([][]cell, 1<<bits), now: 1}
}

// Score sets out, of length Labels, to the sums of the weights of the features.
func (t *Trainer) Score(features []nn.Feature, out []int32) {
	clear(out)
	mask := nn.Feature(len(t.rows) - 1)
	for _, f := range features {
		for _, c := range t.rows[f&mask] {
			out[c.label] += c.weight
		}
	}
}

// Next counts an example. Call it once after each, updated or not.
func (t *Trainer) Next() { t.now++ }

// Update moves the weights of the features towards label good, away from bad.
func (t *Trainer) Update(features []nn.Feature, good, bad int) {
	mask := nn.Feature(len(t.rows) - 1)
	for _, f := range features {
		t.add(&t.rows[f&mask], good, 1)
		t.add(&t.rows[f&mask], bad, -1)
	}
}

func (t *Trainer) add(row *[]cell, label int, by int32) {
	for i := range *row {
		if c := &(*row)[i]; c.label == int32(label) {
			c.weight += by
			c.sum += float32(by) * t.now
			return
		}
	}
	*row = append(*row, cell{int32(label), by, float32(by) * t.now})
}

// Packed is a trained model, averaged and rounded, as nn.NewSparse takes it.
type Packed struct {
	Labels                 int
	Bits                   uint
	Counts, Which, Weights []byte
}

// Pack averages the weights and rounds them to eight bits. Averages under
// least are left out; clip is as in nn.Quantize.
func (t *Trainer) Pack(least float32, clip int) Packed {
	p := Packed{Labels: t.Labels, Bits: t.Bits, Counts: make([]byte, len(t.rows))}
	var values []float32
	for r, row := range t.rows {
		slices.SortFunc(row, func(a, b cell) int { return int(a.label - b.label) })
		for _, c := range row {
			v := float32(c.weight) - c.sum/t.now
			if v > -least && v < least || p.Counts[r] == 255 {
				continue
			}
			p.Counts[r]++
			p.Which = append(p.Which, byte(c.label))
			values = append(values, v)
		}
	}
	p.Weights, _ = nn.Quantize(values, clip)
	return p
}

// Model returns the kernel that runs the packed model.
func (p Packed) Model() (*nn.Sparse, error) {
	return nn.NewSparse(p.Labels, p.Bits, p.Counts, p.Which, p.Weights)
}

// Into adds the model's sections to m under a name.
func (p Packed) Into(m *nn.Model, name string) {
	m.Sections[name+".counts"] = p.Counts
	m.Sections[name+".labels"] = p.Which
	m.Sections[name+".weights"] = p.Weights
}
