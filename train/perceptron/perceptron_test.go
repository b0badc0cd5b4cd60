package perceptron_test

import (
	"testing"

	"parley/internal/nn"
	"parley/train/perceptron"
)

// train learns which of three labels goes with which feature.
func train() *perceptron.Trainer {
	t := perceptron.New(3, 8)
	scores := make([]int32, 3)
	for round := range 20 {
		for k := range 3 {
			fs := []nn.Feature{nn.Mix(1, uint32(k)), nn.Mix(2, uint32(round%2))}
			t.Score(fs, scores)
			if best := nn.Best(scores); best != k {
				t.Update(fs, k, best)
			}
			t.Next()
		}
	}
	return t
}

func TestPackedModelDecidesAsLearned(t *testing.T) {
	m, err := train().Pack(0, 0).Model()
	if err != nil {
		t.Fatal(err)
	}
	scores := make([]int32, 3)
	for k := range 3 {
		m.Score([]nn.Feature{nn.Mix(1, uint32(k))}, scores)
		if nn.Best(scores) != k {
			t.Errorf("feature %d: scores %v", k, scores)
		}
	}
}

func TestSameExamplesGiveTheSameWeights(t *testing.T) {
	a, b := train().Pack(0, 0), train().Pack(0, 0)
	if string(a.Weights) != string(b.Weights) || string(a.Which) != string(b.Which) || len(a.Weights) == 0 {
		t.Error("two trainings differ")
	}
}

func TestSmallWeightsAreLeftOut(t *testing.T) {
	if p := train().Pack(1000, 0); len(p.Weights) != 0 {
		t.Errorf("%d weights over 1000", len(p.Weights))
	}
}
