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
	rows   []row
	cells  []cell    // of all rows; a row that grows moves to the end
	sums   []float32 // beside cells: what must be taken off, divided by the number of examples, to get the average
	now    float32   // examples seen, from 1
}

// row is a stretch of cells.
type row struct {
	at     uint32
	n, cap uint16
}

// cell is the weight of one label in a row.
type cell struct {
	label  uint16
	weight int16
}

// New returns a trainer with all weights zero: labels classes (up to 256),
// 1<<bits rows of features.
func New(labels int, bits uint) *Trainer {
	return &Trainer{Labels: labels, Bits: bits, rows: make([]row, 1<<bits), now: 1}
}

// Score sets out, of length Labels, to the sums of the weights of the features.
func (t *Trainer) Score(features []nn.Feature, out []int32) {
	clear(out)
	mask := nn.Feature(len(t.rows) - 1)
	for _, f := range features {
		r := t.rows[f&mask]
		for _, c := range t.cells[r.at:][:r.n] {
			out[c.label] += int32(c.weight)
		}
	}
}

// Next counts an example. Call it once after each, updated or not.
func (t *Trainer) Next() { t.now++ }

// Update moves the weights of the features towards label good, away from bad.
func (t *Trainer) Update(features []nn.Feature, good, bad int) {
	mask := nn.Feature(len(t.rows) - 1)
	for _, f := range features {
		t.add(&t.rows[f&mask], uint16(good), 1)
		t.add(&t.rows[f&mask], uint16(bad), -1)
	}
}

func (t *Trainer) add(r *row, label uint16, by int16) {
	i := r.at
	for i < r.at+uint32(r.n) && t.cells[i].label != label {
		i++
	}
	if i == r.at+uint32(r.n) {
		if r.n == r.cap {
			i = t.grow(r)
		}
		r.n++
		t.cells[i] = cell{label: label}
	}
	c := &t.cells[i]
	c.weight = max(-32000, min(32000, c.weight+by))
	t.sums[i] += float32(by) * t.now
}

// grow moves r to the end, with twice the room, and returns its first free cell.
func (t *Trainer) grow(r *row) uint32 {
	end := uint32(len(t.cells))
	room := max(2, 2*r.cap)
	t.cells = append(t.cells, t.cells[r.at:][:r.n]...)
	t.sums = append(t.sums, t.sums[r.at:][:r.n]...)
	for range room - r.n {
		t.cells = append(t.cells, cell{})
		t.sums = append(t.sums, 0)
	}
	r.at, r.cap = end, room
	return end + uint32(r.n)
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
	for i, r := range t.rows {
		order := make([]uint32, r.n)
		for k := range order {
			order[k] = r.at + uint32(k)
		}
		slices.SortFunc(order, func(a, b uint32) int { return int(t.cells[a].label) - int(t.cells[b].label) })
		for _, k := range order {
			v := float32(t.cells[k].weight) - t.sums[k]/t.now
			if v > -least && v < least || p.Counts[i] == 255 {
				continue
			}
			p.Counts[i]++
			p.Which = append(p.Which, byte(t.cells[k].label))
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
