package quote

import (
	"math/rand/v2"
	"slices"
	"testing"

	"parley/internal/nn"
)

// TestRowsScoreAsLinear compares with nn.Linear over more features than fit one batch.
func TestRowsScoreAsLinear(t *testing.T) {
	const bits = 6
	rng := rand.New(rand.NewPCG(1, 2))
	w := make([]byte, Labels<<bits)
	for i := range w {
		w[i] = byte(rng.Uint32())
	}
	l, err := nn.NewLinear(Labels, bits, w)
	if err != nil {
		t.Fatal(err)
	}
	r, err := newRows(w)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{0, 1, 200, 1000} {
		features := make([]nn.Feature, n)
		for i := range features {
			features[i] = nn.Feature(rng.Uint32())
		}
		want, got := make([]int32, Labels), make([]int32, Labels)
		l.Score(features, want)
		r.score(features, got)
		if !slices.Equal(got, want) {
			t.Errorf("%d features: %v, want %v", n, got, want)
		}
	}
	if _, err := newRows(make([]byte, 3*Labels)); err == nil {
		t.Error("no error for three rows")
	}
}
