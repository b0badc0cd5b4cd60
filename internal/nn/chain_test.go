package nn_test

import (
	"math"
	"testing"

	"parley/internal/nn"
)

// TestChainFindsTheBestPath compares with all paths of three labels over four positions.
func TestChainFindsTheBestPath(t *testing.T) {
	const labels, n = 3, 4
	step := []int32{5, -20, 30, 0, 10, nn.Forbidden, -40, 25, 15, 0, 7, nn.Forbidden}
	unary := []int32{10, 0, 90, -5, 30, 20, 60, 10, 0, 0, 15, 40}
	c, err := nn.NewChain(labels, 20, step)
	if err != nil {
		t.Fatal(err)
	}
	score := func(path []uint8) float64 {
		s, from := 0.0, uint8(labels)
		for i, y := range path {
			s += float64(unary[i*labels+int(y)] + step[int(from)*labels+int(y)])
			from = y
		}
		return s
	}
	best, total := []uint8(nil), 0.0
	marginal := map[[2]int]float64{}
	for k := 0; k < 81; k++ {
		path := []uint8{uint8(k / 27), uint8(k / 9 % 3), uint8(k / 3 % 3), uint8(k % 3)}
		p := math.Exp(score(path) / 20)
		total += p
		for i, y := range path {
			marginal[[2]int{i, int(y)}] += p
		}
		if best == nil || score(path) > score(best) {
			best = path
		}
	}
	var l nn.Lattice
	got, doubt := make([]uint8, n), make([]int32, n)
	c.Viterbi(unary, got, &l)
	c.Doubt(unary, got, doubt, &l)
	shares := make([]uint16, n*labels)
	c.Posterior(unary, n, shares, &l)
	for i := range n {
		for y := range labels {
			want := nn.Sure * marginal[[2]int{i, y}] / total
			if math.Abs(float64(shares[i*labels+y])-want) > 0.04*nn.Sure {
				t.Errorf("label %d at %d has %d, want %.0f", y, i, shares[i*labels+y], want)
			}
		}
	}
	for i := range got {
		if got[i] != best[i] {
			t.Fatalf("path %v, want %v", got, best)
		}
		want := -20 * math.Log(marginal[[2]int{i, int(got[i])}]/total)
		if math.Abs(float64(doubt[i])-want) > 1.5 {
			t.Errorf("doubt at %d is %d, want %.1f", i, doubt[i], want)
		}
	}
}

func TestChainRefusesStepsThatDoNotFit(t *testing.T) {
	if _, err := nn.NewChain(3, 20, make([]int32, 9)); err == nil {
		t.Error("no error for nine steps of three labels")
	}
}
