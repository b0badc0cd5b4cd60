package nn

import (
	"math"
	"testing"
)

func TestTablesAreComputedAsMathDoes(t *testing.T) {
	for i := range 10000 {
		x := float64(i) / 10000
		if got, want := log1p(x), math.Log1p(x); math.Abs(got-want) > 1e-15 {
			t.Errorf("log1p(%v) = %v, want %v", x, got, want)
		}
		x *= -12
		if got, want := exp(x), math.Exp(x); math.Abs(got-want) > 1e-13*want {
			t.Errorf("exp(%v) = %v, want %v", x, got, want)
		}
	}
}
