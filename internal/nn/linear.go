package nn

import (
	"bytes"
	"encoding/binary"
	"fmt"
)

// Feature is the hash of one binary feature. The low bits choose its row.
type Feature uint32

// Hash returns the 32-bit FNV-1a hash of s.
func Hash(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

// Mix combines the number of a feature template with hashed values, in the
// manner of MurmurHash3's mixing steps.
func Mix(template uint32, values ...uint32) Feature {
	h := template*0x9E3779B1 + 0x7F4A7C15
	for _, v := range values {
		h = (h ^ v) * 0x85EBCA6B
		h = (h ^ h>>13) * 0xC2B2AE35
		h ^= h >> 16
	}
	return Feature(h)
}

// Linear scores labels by summing a row of eight-bit weights for every
// feature. It is read-only after loading and safe for concurrent use.
type Linear struct {
	Labels int
	Bits   uint   // rows are 1<<Bits
	w      []byte // 1<<Bits rows of Labels signed weights
}

// NewLinear checks that the weights fit; w is taken over as bytes of int8.
func NewLinear(labels int, bits uint, w []byte) (*Linear, error) {
	if labels <= 0 || bits > 26 || len(w) != labels<<bits {
		return nil, fmt.Errorf("nn: linear model of %d labels and 2^%d rows has %d weights: %w", labels, bits, len(w), ErrCorrupt)
	}
	return &Linear{Labels: labels, Bits: bits, w: bytes.Clone(w)}, nil
}

// Score sets out, of length Labels, to the sums of the weights of the features.
func (l *Linear) Score(features []Feature, out []int32) {
	clear(out)
	mask, k := Feature(1)<<l.Bits-1, 0
	for ; k+8 <= len(out); k += 8 {
		for from := 0; from < len(features); from += batch {
			l.eight(features[from:min(len(features), from+batch)], mask, k, out[k:k+8])
		}
	}
	if k == len(out) {
		return
	}
	for _, f := range features {
		row := l.w[int(f&mask)*l.Labels+k:][:len(out)-k]
		for i, w := range row {
			out[k+i] += int32(int8(w))
		}
	}
}

const (
	lift  = 0x8080808080808080 // makes eight signed bytes unsigned: each is raised by 128
	lanes = 0x00ff00ff00ff00ff // every other byte
	batch = 256                // features whose raised weights 16 bits can hold
)

// eight adds the weights of eight labels from the k-th on, all at once: sums of
// four in one word, each in 16 bits.
func (l *Linear) eight(features []Feature, mask Feature, k int, out []int32) {
	var even, odd uint64
	for _, f := range features {
		w := binary.LittleEndian.Uint64(l.w[int(f&mask)*l.Labels+k:]) ^ lift
		even += w & lanes
		odd += w >> 8 & lanes
	}
	raised := int32(128 * len(features))
	for i := 0; i < 8; i += 2 {
		out[i] += int32(even>>(8*i)&0xffff) - raised
		out[i+1] += int32(odd>>(8*i)&0xffff) - raised
	}
}

// Best returns the index of the highest score, the first of equals.
func Best(scores []int32) int {
	b := 0
	for k, s := range scores {
		if s > scores[b] {
			b = k
		}
	}
	return b
}

// Quantize scales weights to the range of int8 and returns them as bytes with
// the factor that was applied. clip is how many of the largest absolute
// values per million may saturate, so that a few outliers do not cost the
// rest their precision.
func Quantize(w []float32, clip int) ([]byte, float32) {
	top := quantile(w, clip)
	if top == 0 {
		return make([]byte, len(w)), 1
	}
	scale := 127 / top
	out := make([]byte, len(w))
	for i, v := range w {
		out[i] = byte(int8(max(-127, min(127, round(float32(v*scale))))))
	}
	return out, scale
}

func round(v float32) float32 {
	if v < 0 {
		return float32(int32(v - 0.5))
	}
	return float32(int32(v + 0.5))
}

// quantile returns the absolute value that all but clip per million of the
// non-zero weights stay under, by a histogram of 4096 steps.
func quantile(w []float32, clip int) float32 {
	var top float32
	n := 0
	for _, v := range w {
		if v != 0 {
			n++
		}
		top = max(top, max(v, -v))
	}
	if clip == 0 || n == 0 {
		return top
	}
	var hist [4097]int
	for _, v := range w {
		if v != 0 {
			hist[int(max(v, -v)/top*4096)]++
		}
	}
	over, limit := 0, n*clip/1_000_000
	for i := 4096; i > 0; i-- {
		if over += hist[i]; over > limit {
			return top * float32(i+1) / 4097
		}
	}
	return top
}
