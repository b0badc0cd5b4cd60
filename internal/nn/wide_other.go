//go:build !amd64 || purego

package nn

// hasKernel is false where there is only plain Go.
const hasKernel = false

func (m *Matrix) mulWide(dst []int32, a []int16, n int, add bool) {
	m.mulNarrow(dst, a, n, add)
}
