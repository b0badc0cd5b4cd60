package nn_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"parley/internal/nn"
)

// naive is the definition of the product.
func naive(a, w []int16, n, rows, cols int) []int32 {
	out := make([]int32, n*cols)
	for i := range n {
		for k := range rows {
			for j := range cols {
				out[i*cols+j] += int32(a[i*rows+k]) * int32(w[k*cols+j])
			}
		}
	}
	return out
}

// checkProduct compares Mul and MulAdd, kernel and plain Go, with naive. What
// lies behind the result must stay untouched.
func checkProduct(t interface{ Fatalf(string, ...any) }, a, w []int16, n, rows, cols int) {
	want := naive(a, w, n, rows, cols)
	for name, m := range map[string]*nn.Matrix{
		"kernel": nn.NewMatrix(w, rows, cols), "plain": nn.NewPlainMatrix(w, rows, cols),
	} {
		got := make([]int32, n*cols+32)
		for i := range got {
			got[i] = 7
		}
		m.Mul(got, slices.Clip(slices.Clone(a)), n)
		if !slices.Equal(got[:n*cols], want) {
			t.Fatalf("%s: %d x %d x %d: got %v, want %v", name, n, rows, cols, got[:n*cols], want)
		}
		m.MulAdd(got, a, n)
		for i, v := range want {
			if got[i] != v+v {
				t.Fatalf("%s: %d x %d x %d: MulAdd made %d of %d at %d", name, n, rows, cols, got[i], v, i)
			}
		}
		for _, v := range got[n*cols:] {
			if v != 7 {
				t.Fatalf("%s: %d x %d x %d: wrote past the end", name, n, rows, cols)
			}
		}
	}
}

// limit is the largest absolute value of inputs and weights for which a sum
// of rows products, doubled, still fits into 32 bits.
func limit(rows int) int {
	return int(math.Sqrt(float64(math.MaxInt32) / 2 / float64(max(rows, 1))))
}

func TestProductIsExactForAnyShape(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, rows, cols := rapid.IntRange(0, 20).Draw(t, "n"), rapid.IntRange(0, 70).Draw(t, "rows"), rapid.IntRange(0, 70).Draw(t, "cols")
		top := min(limit(rows), math.MaxInt16)
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		fill := func(n int) []int16 {
			out := make([]int16, n)
			for i := range out {
				out[i] = int16([]int{-top, top, r.IntN(2*top+1) - top, 0, -1, 1}[r.IntN(6)])
			}
			return out
		}
		checkProduct(t, fill(n*rows), fill(rows*cols), n, rows, cols)
	})
}

func TestProductOfExtremeValuesIsExact(t *testing.T) {
	for _, rows := range []int{1, 127, 128, 1024} {
		top := int16(limit(rows))
		for n := range 14 {
			a, w := make([]int16, n*rows), make([]int16, rows*17)
			for i := range a {
				a[i] = top
			}
			for i := range w {
				w[i] = top - 2*top*int16(i%2)
			}
			checkProduct(t, a, w, n, rows, 17)
		}
	}
	checkProduct(t, []int16{math.MinInt16}, []int16{math.MaxInt16 / 2, math.MinInt16 / 2, -1}, 1, 1, 3)
}

func TestBoundIsTheLargestColumnSum(t *testing.T) {
	m := nn.NewMatrix([]int16{1, -2, math.MinInt16, 3, -4, 5}, 2, 3)
	if got, want := m.Bound(), int64(32768+5); got != want {
		t.Errorf("got %d, want %d", got, want)
	}
	if m.Rows() != 2 || m.Cols() != 3 {
		t.Errorf("shape is %d x %d", m.Rows(), m.Cols())
	}
}

func FuzzProduct(f *testing.F) {
	f.Add(uint8(1), uint8(1), []byte{1, 2})
	f.Add(uint8(7), uint8(3), []byte("some weights and then some inputs for them"))
	f.Add(uint8(16), uint8(17), make([]byte, 600))
	f.Fuzz(func(t *testing.T, rows, cols uint8, b []byte) {
		k, n := int(rows%40)+1, int(cols%40)+1
		if len(b) < k*n {
			return
		}
		w, a := make([]int16, k*n), make([]int16, (len(b)-k*n)/k*k)
		for i := range w {
			w[i] = int16(int8(b[i])) * 25
		}
		for i := range a {
			a[i] = int16(int8(b[k*n+i])) * 31
		}
		checkProduct(t, a, w, len(a)/k, k, n)
	})
}

func BenchmarkProduct(b *testing.B) {
	for _, s := range []struct{ n, rows, cols int }{
		{1, 128, 512}, {2, 128, 512}, {4, 128, 512}, {6, 128, 512}, {8, 128, 512}, {32, 128, 512},
		{1, 256, 48}, {32, 256, 48}, {64, 256, 128}, {32, 1024, 512},
	} {
		r := rand.New(rand.NewPCG(1, 2))
		a, w, dst := make([]int16, s.n*s.rows), make([]int16, s.rows*s.cols), make([]int32, s.n*s.cols)
		for i := range a {
			a[i] = int16(r.IntN(256) - 128)
		}
		for i := range w {
			w[i] = int16(r.IntN(256) - 128)
		}
		bench := func(name string, m *nn.Matrix) {
			b.Run(fmt.Sprintf("%s/n=%d,K=%d,N=%d", name, s.n, s.rows, s.cols), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					m.Mul(dst, a, s.n)
				}
				b.ReportMetric(float64(s.n*s.rows*s.cols)*float64(b.N)/float64(b.Elapsed().Nanoseconds()), "GMAC/s")
			})
		}
		if nn.HasKernel() {
			bench("kernel", nn.NewMatrix(w, s.rows, s.cols))
		}
		bench("plain", nn.NewPlainMatrix(w, s.rows, s.cols))
	}
}
