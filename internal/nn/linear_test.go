package nn

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestScoresAreSumsOfRows(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, labels := range []int{1, 7, 8, 9, 16, 17, 24} {
		const bits = 6
		w := make([]byte, labels<<bits)
		for i := range w {
			w[i] = byte(r.Uint32())
		}
		for k := range labels { // rows of extremes
			w[k], w[labels+k] = 0x80, 0x7f
		}
		l, err := NewLinear(labels, bits, w)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range []int{0, 1, 40, 255, 256, 257, 1000} {
			features, want := make([]Feature, n), make([]int32, labels)
			for i := range features {
				features[i] = Feature(r.Uint32())
				if n == 256 {
					features[i] = Feature(i & 1 * (labels & 1)) // nothing but extremes
				}
				for k := range want {
					want[k] += int32(int8(w[int(features[i]&(1<<bits-1))*labels+k]))
				}
			}
			got := make([]int32, labels)
			l.Score(features, got)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%d labels, %d features: %s", labels, n, diff)
			}
		}
	}
}
