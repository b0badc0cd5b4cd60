package quote

import (
	"fmt"

	"parley/internal/nn"
)

// rows scores labels as nn.Linear does, all labels at once: the weights of a
// row lie in the eight bytes of a word, each raised by lift so that sums do
// not borrow from each other.
type rows struct {
	mask nn.Feature
	w    []uint64
}

const (
	lift  = 128
	lanes = 0x00ff00ff00ff00ff // every other byte
	batch = 256                // features whose lifted weights 16 bits can hold
)

// newRows packs weights in rows of Labels signed bytes. The number of rows
// must be a power of two.
func newRows(w []byte) (*rows, error) {
	n := len(w) / Labels
	if n == 0 || n*Labels != len(w) || n&(n-1) != 0 {
		return nil, fmt.Errorf("quote: %d weights of %d labels: %w", len(w), Labels, nn.ErrCorrupt)
	}
	r := &rows{mask: nn.Feature(n - 1), w: make([]uint64, n)}
	for i := range r.w {
		for k, b := range w[i*Labels : (i+1)*Labels] {
			r.w[i] |= uint64(b^lift) << (8 * k)
		}
	}
	return r, nil
}

// score sets out, of length Labels, to the sums of the weights of the features.
func (r *rows) score(features []nn.Feature, out []int32) {
	clear(out)
	for len(features) > 0 {
		n := min(batch, len(features))
		var even, odd uint64
		for _, f := range features[:n] {
			w := r.w[f&r.mask]
			even += w & lanes
			odd += w >> 8 & lanes
		}
		for k := range out {
			sum := even
			if k%2 == 1 {
				sum = odd
			}
			out[k] += int32(sum>>(16*(k/2))&0xffff) - int32(lift*n)
		}
		features = features[n:]
	}
}
