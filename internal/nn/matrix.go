package nn

import "fmt"

// Matrix is a matrix of 16-bit integers to multiply with: K inputs (rows) by
// N outputs (columns). Products are exact sums in 32 bits, the same on every
// processor as long as none overflows (see Bound). It is read-only after
// NewMatrix and safe for concurrent use.
type Matrix struct {
	rows, cols int
	bound      int64
	wide       []int16    // for the kernel: see packWide; nil where there is none
	narrow     [][4]int64 // for plain Go: see packNarrow; nil where there is a kernel
}

// NewMatrix packs w, which holds rows x cols weights row after row, for this
// processor. It does not keep w. It panics when w has another length: whoever
// reads a file checks that first.
func NewMatrix(w []int16, rows, cols int) *Matrix {
	return newMatrix(w, rows, cols, hasKernel)
}

func newMatrix(w []int16, rows, cols int, kernel bool) *Matrix {
	if rows < 0 || cols < 0 || len(w) != rows*cols {
		panic(fmt.Sprintf("nn: matrix of %d x %d has %d weights", rows, cols, len(w)))
	}
	m := &Matrix{rows: rows, cols: cols, bound: columnBound(w, cols)}
	if kernel {
		m.wide = packWide(w, rows, cols)
	} else {
		m.narrow = packNarrow(w, rows, cols)
	}
	return m
}

// Rows returns the number of inputs.
func (m *Matrix) Rows() int { return m.rows }

// Cols returns the number of outputs.
func (m *Matrix) Cols() int { return m.cols }

// Bound returns the largest sum of absolute weights of a column. Inputs of at
// most x in absolute value cannot make a product larger than x*Bound(); while
// that (with what MulAdd adds to) is below 1<<31, nothing overflows.
func (m *Matrix) Bound() int64 { return m.bound }

func columnBound(w []int16, cols int) int64 {
	sums := make([]int64, cols)
	top := int64(0)
	for k := 0; k < len(w); k += cols {
		for j, v := range w[k : k+cols] {
			sums[j] += max(int64(v), -int64(v))
			top = max(top, sums[j])
		}
	}
	return top
}

// Mul sets dst, n rows of N, to the product of a, n rows of K, with the
// matrix: dst[i*N+j] is the sum over k of a[i*K+k]*w[k*N+j].
func (m *Matrix) Mul(dst []int32, a []int16, n int) { m.mul(dst, a, n, false) }

// MulAdd adds to dst what Mul sets it to.
func (m *Matrix) MulAdd(dst []int32, a []int16, n int) { m.mul(dst, a, n, true) }

func (m *Matrix) mul(dst []int32, a []int16, n int, add bool) {
	dst, a = dst[:n*m.cols], a[:n*m.rows]
	if m.wide != nil {
		m.mulWide(dst, a, n, add)
	} else {
		m.mulNarrow(dst, a, n, add)
	}
}
