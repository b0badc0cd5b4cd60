package nn_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/internal/nn"
)

func TestSparseSumsTheRowsOfFeatures(t *testing.T) {
	counts := make([]byte, 128)
	counts[3], counts[64], counts[127] = 2, 1, 1
	minus := int8(-5)
	s, err := nn.NewSparse(3, 7, counts, []byte{0, 2, 1, 2}, []byte{10, byte(minus), 7, 1})
	if err != nil {
		t.Fatal(err)
	}
	out := []int32{9, 9, 9}
	s.Score([]nn.Feature{3, 64, 127 + 128, 3, 5}, out)
	if diff := cmp.Diff([]int32{20, 7, -9}, out); diff != "" {
		t.Error(diff)
	}
}

func TestSparseRefusesWhatDoesNotFit(t *testing.T) {
	for name, err := range map[string]error{
		"rows":   second(nn.NewSparse(3, 2, []byte{1, 0, 0}, []byte{0}, []byte{1})),
		"cells":  second(nn.NewSparse(3, 2, []byte{1, 1, 0, 0}, []byte{0}, []byte{1})),
		"labels": second(nn.NewSparse(3, 2, []byte{1, 0, 0, 0}, []byte{3}, []byte{1})),
	} {
		if !errors.Is(err, nn.ErrCorrupt) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func second(_ *nn.Sparse, err error) error { return err }
