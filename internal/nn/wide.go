package nn

// The kernel works on panels of 16 columns and on pairs of inputs.
const wideCols = 16

// packWide lays weights out as the kernel reads them: panel after panel of 16
// columns; in a panel, for each pair of inputs, the two weights of each
// column. What is missing of a panel or a pair is zero. The result is never
// nil.
func packWide(w []int16, rows, cols int) []int16 {
	pairs := (rows + 1) / 2
	panels := (cols + wideCols - 1) / wideCols
	out := make([]int16, panels*pairs*2*wideCols)
	for k := range rows {
		for j, v := range w[k*cols : (k+1)*cols] {
			panel, col := j/wideCols, j%wideCols
			out[((panel*pairs+k/2)*wideCols+col)*2+k%2] = v
		}
	}
	return out
}
