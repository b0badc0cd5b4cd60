package nn

// The functions of package math may differ in the last bit from processor to
// processor, and a multiplication may be fused with an addition. What goes
// into a table that decides something is computed here: by additions,
// multiplications and divisions alone, each rounded by itself.

// exp returns e to the power of x, for x from -100 to 0, to about 13 digits.
func exp(x float64) float64 {
	squarings := 0
	for ; x < -0.5; squarings++ {
		x /= 2
	}
	sum, term := 1.0, 1.0
	for i := 1; i <= 20; i++ {
		term = float64(term*x) / float64(i)
		sum += term
	}
	for range squarings {
		sum = float64(sum * sum)
	}
	return sum
}

// log1p returns the natural logarithm of 1+x, for x from 0 to 1, to about 15
// digits: twice the area tangent of x/(2+x).
func log1p(x float64) float64 {
	t := x / (2 + x)
	square := float64(t * t)
	sum, power := 0.0, t
	for k := 1; k <= 35; k += 2 {
		sum += power / float64(k)
		power = float64(power * square)
	}
	return 2 * sum
}

// Logistic returns the probability 1/(1+exp(-x)) of log odds x, the same on
// every processor.
func Logistic(x float64) float64 {
	if x > 0 {
		return 1 / (1 + exp(max(-x, -100)))
	}
	e := exp(max(x, -100))
	return e / (1 + e)
}

// Softmax turns scores, at least one, into probabilities that sum to one, the
// same on every processor.
func Softmax(scores []float64) {
	top := scores[0]
	for _, s := range scores {
		top = max(top, s)
	}
	sum := 0.0
	for i, s := range scores {
		scores[i] = exp(max(s-top, -100))
		sum += scores[i]
	}
	for i := range scores {
		scores[i] /= sum
	}
}
