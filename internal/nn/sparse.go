package nn

import "fmt"

// Sparse scores labels like Linear, but keeps only the weights that are not
// zero: a row is a list of labels with their weights. It is the form for many
// labels and many rows. Read-only after loading and safe for concurrent use.
type Sparse struct {
	Labels int
	Bits   uint     // rows are 1<<Bits
	start  []uint32 // of each row in cells, and the end of the last
	cells  []cell
}

type cell struct {
	label  uint8
	weight int8
}

// NewSparse builds the rows from how many cells each of the 1<<bits rows has,
// and the labels and weights (bytes of int8) of all cells, row after row.
func NewSparse(labels int, bits uint, counts, which, weights []byte) (*Sparse, error) {
	if labels <= 0 || labels > 256 || bits > 26 || len(counts) != 1<<bits || len(which) != len(weights) {
		return nil, fmt.Errorf("nn: sparse model of %d labels and 2^%d rows has %d rows, %d and %d cells: %w", labels, bits, len(counts), len(which), len(weights), ErrCorrupt)
	}
	s := &Sparse{Labels: labels, Bits: bits, start: make([]uint32, len(counts)+1), cells: make([]cell, len(which))}
	n := 0
	for i, c := range counts {
		n += int(c)
		s.start[i+1] = uint32(n)
	}
	if n != len(which) {
		return nil, fmt.Errorf("nn: sparse model has %d cells, its rows count %d: %w", len(which), n, ErrCorrupt)
	}
	for i := range s.cells {
		if int(which[i]) >= labels {
			return nil, fmt.Errorf("nn: sparse model has label %d of %d: %w", which[i], labels, ErrCorrupt)
		}
		s.cells[i] = cell{which[i], int8(weights[i])}
	}
	return s, nil
}

// Score sets out, of length Labels, to the sums of the weights of the features.
func (s *Sparse) Score(features []Feature, out []int32) {
	clear(out)
	mask := Feature(1)<<s.Bits - 1
	for _, f := range features {
		row := f & mask
		for _, c := range s.cells[s.start[row]:s.start[row+1]] {
			out[c.label] += int32(c.weight)
		}
	}
}
