package nn

import (
	"fmt"
	"math/bits"
)

// Sparse scores labels like Linear, but keeps only the weights that are not
// zero: a row is a list of labels with their weights. It is the form for many
// labels and many rows. Read-only after loading and safe for concurrent use.
type Sparse struct {
	Labels int
	Bits   uint // rows are 1<<Bits
	filled []block
	start  []uint32 // of each row that has cells, in cells, and the end of the last
	cells  []cell
}

// block tells which of 64 rows have cells. It is small, so that asking about a
// row that has none, which is the usual case, finds it in the cache.
type block struct {
	rows   uint64
	before uint32 // rows with cells in all blocks before
}

type cell struct {
	label  uint8
	weight int8
}

// NewSparse builds the rows from how many cells each of the 1<<size rows has,
// and the labels and weights (bytes of int8) of all cells, row after row.
func NewSparse(labels int, size uint, counts, which, weights []byte) (*Sparse, error) {
	if labels <= 0 || labels > 256 || size > 26 || len(counts) != 1<<size || len(which) != len(weights) {
		return nil, fmt.Errorf("nn: sparse model of %d labels and 2^%d rows has %d rows, %d and %d cells: %w", labels, size, len(counts), len(which), len(weights), ErrCorrupt)
	}
	s := &Sparse{Labels: labels, Bits: size, filled: make([]block, (len(counts)+63)/64), cells: make([]cell, len(which))}
	n := 0
	for i, c := range counts {
		if i&63 == 0 {
			s.filled[i>>6].before = uint32(len(s.start))
		}
		if c > 0 {
			s.filled[i>>6].rows |= 1 << (i & 63)
			s.start = append(s.start, uint32(n))
		}
		n += int(c)
	}
	s.start = append(s.start, uint32(n))
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
		b := s.filled[row>>6]
		bit := uint64(1) << (row & 63)
		if b.rows&bit == 0 {
			continue
		}
		k := int(b.before) + bits.OnesCount64(b.rows&(bit-1))
		for _, c := range s.cells[s.start[k]:s.start[k+1]] {
			out[c.label] += int32(c.weight)
		}
	}
}
