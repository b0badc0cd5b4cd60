//go:build !purego

package nn

import (
	"unsafe"

	"golang.org/x/sys/cpu"
)

//go:generate go run -C asm . -out ../tile_amd64.s -stubs ../tile_amd64.go -pkg nn

// hasKernel tells whether this processor runs the kernel.
var hasKernel = cpu.X86.HasAVX2

// tileRows is the height of the largest tile of the kernel.
const tileRows = 6

// mulWide multiplies panel by panel, so that a panel stays in the nearest
// cache while all rows of a pass it.
func (m *Matrix) mulWide(dst []int32, a []int16, n int, add bool) {
	pairs := (m.rows + 1) / 2
	tiles := (n + tileRows - 1) / tileRows
	for first := 0; first < m.cols; first += wideCols {
		panel := m.wide[first*2*pairs:]
		for t := range tiles {
			row, end := n*t/tiles, n*(t+1)/tiles
			m.tile(dst[row*m.cols+first:], a[row*m.rows:], panel, end-row, min(wideCols, m.cols-first), add)
		}
	}
}

// tile computes rows x cols of the product. A tile narrower than a panel is
// made whole beside dst.
func (m *Matrix) tile(dst []int32, a, panel []int16, rows, cols int, add bool) {
	if cols == wideCols {
		m.run(unsafe.SliceData(dst), a, panel, rows, m.cols, add)
		return
	}
	var whole [tileRows * wideCols]int32
	m.run(&whole[0], a, panel, rows, wideCols, false)
	for i := range rows {
		out, in := dst[i*m.cols:][:cols], whole[i*wideCols:][:cols]
		for j, v := range in {
			if add {
				v += out[j]
			}
			out[j] = v
		}
	}
}

// run calls the kernel for this many rows. stride is the length of a row of dst.
func (m *Matrix) run(dst *int32, a, panel []int16, rows, stride int, add bool) {
	x, w := unsafe.SliceData(a), unsafe.SliceData(panel)
	pairs, odd, aStride, dstStride, plus := m.rows/2, m.rows%2, m.rows*2, stride*4, 0
	if add {
		plus = 1
	}
	switch rows {
	case 1:
		tile1(dst, x, w, pairs, odd, aStride, dstStride, plus)
	case 2:
		tile2(dst, x, w, pairs, odd, aStride, dstStride, plus)
	case 3:
		tile3(dst, x, w, pairs, odd, aStride, dstStride, plus)
	case 4:
		tile4(dst, x, w, pairs, odd, aStride, dstStride, plus)
	case 5:
		tile5(dst, x, w, pairs, odd, aStride, dstStride, plus)
	default:
		tile6(dst, x, w, pairs, odd, aStride, dstStride, plus)
	}
}
