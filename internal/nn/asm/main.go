// Command asm writes the matrix kernels of package nn: tile_amd64.s and the
// declarations that go with it. It is a module of its own, so that nobody who
// only builds the program needs the assembler library.
package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// maxRows is the height of the largest tile: with 16 columns it takes twelve
// of the sixteen registers for sums, two for weights and two for products.
const maxRows = 6

func main() {
	ConstraintExpr("!purego")
	for rows := 1; rows <= maxRows; rows++ {
		tile(rows)
	}
	Generate()
}

// rowAddress returns where row i of a matrix lies, given pointers to its rows
// 0 and 3 and the bytes from row to row: x86 scales by 1 and 2, not by 3.
func rowAddress(first, third, stride Register, i, offset int) Mem {
	if i >= 3 {
		first, i = third, i-3
	}
	if i == 0 {
		return Mem{Base: first, Disp: offset}
	}
	return Mem{Base: first, Index: stride, Scale: uint8(i), Disp: offset}
}

// pointers loads the parameter name and returns pointers to its rows 0 and 3.
func pointers(name string, stride Register, rows int) (first, third Register) {
	p := Load(Param(name), GP64())
	if rows <= 3 {
		return p, p
	}
	q := GP64()
	LEAQ(Mem{Base: p, Index: stride, Scale: 2}, q)
	ADDQ(stride, q)
	return p, q
}

// tile writes the kernel for a tile of rows x 16: sums of products of pairs
// of neighbouring inputs, which VPMADDWD multiplies and adds in one step.
func tile(rows int) {
	TEXT(fmt.Sprintf("tile%d", rows), NOSPLIT, "func(dst *int32, a, w *int16, pairs, odd, aStride, dstStride, add int)")
	Doc(fmt.Sprintf("tile%d sets (add = 0) or adds to a tile of %d x 16 of dst the product of %d rows of a, of 2*pairs+odd inputs, and a packed panel w. Strides are in bytes.", rows, rows, rows))
	aStride := Load(Param("aStride"), GP64())
	a, a3 := pointers("a", aStride, rows)
	w := Load(Param("w"), GP64())
	pairs := Load(Param("pairs"), GP64())

	sums := make([][2]VecVirtual, rows)
	for i := range sums {
		sums[i] = [2]VecVirtual{YMM(), YMM()}
		VPXOR(sums[i][0], sums[i][0], sums[i][0])
		VPXOR(sums[i][1], sums[i][1], sums[i][1])
	}
	step := func(pair int, load func(...Op)) {
		w0, w1 := YMM(), YMM()
		VMOVDQU(Mem{Base: w, Disp: 64 * pair}, w0)
		VMOVDQU(Mem{Base: w, Disp: 64*pair + 32}, w1)
		for i := range sums {
			x, y := YMM(), YMM()
			load(rowAddress(a, a3, aStride, i, 4*pair), x)
			VPMADDWD(w0, x, y)
			VPADDD(y, sums[i][0], sums[i][0])
			VPMADDWD(w1, x, x)
			VPADDD(x, sums[i][1], sums[i][1])
		}
	}
	advance := func(n uint64) {
		ADDQ(U32(64*n), w)
		ADDQ(U8(4*n), a)
		if a3 != a {
			ADDQ(U8(4*n), a3)
		}
	}
	const unroll = 4
	SUBQ(U8(unroll), pairs)
	JLT(LabelRef("rest"))
	Label("four")
	for p := range unroll {
		step(p, VPBROADCASTD)
	}
	advance(unroll)
	SUBQ(U8(unroll), pairs)
	JGE(LabelRef("four"))
	Label("rest")
	ADDQ(U8(unroll), pairs)
	JZ(LabelRef("odd"))
	Label("one")
	step(0, VPBROADCASTD)
	advance(1)
	DECQ(pairs)
	JNZ(LabelRef("one"))

	Comment("The last of an odd number of inputs stands alone: its neighbour in the panel is zero.")
	Label("odd")
	odd := Load(Param("odd"), GP64())
	TESTQ(odd, odd)
	JZ(LabelRef("store"))
	step(0, VPBROADCASTW)
	Label("store")
	store(rows, sums)
	VZEROUPPER()
	RET()
}

// store writes the sums, added to what is there if the caller says so.
func store(rows int, sums [][2]VecVirtual) {
	stride := Load(Param("dstStride"), GP64())
	d, d3 := pointers("dst", stride, rows)
	add := Load(Param("add"), GP64())
	TESTQ(add, add)
	JZ(LabelRef("set"))
	for i, s := range sums {
		VPADDD(rowAddress(d, d3, stride, i, 0), s[0], s[0])
		VPADDD(rowAddress(d, d3, stride, i, 32), s[1], s[1])
	}
	Label("set")
	for i, s := range sums {
		VMOVDQU(s[0], rowAddress(d, d3, stride, i, 0))
		VMOVDQU(s[1], rowAddress(d, d3, stride, i, 32))
	}
}
