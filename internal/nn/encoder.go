package nn

import (
	"encoding/binary"
	"fmt"
)

// Fixed-point numbers: a state of One is 1.0; weights are in units of
// 1/weightOne, so their products with states in 1/(One*weightOne).
const (
	One       = 1 << 12
	weightOne = 1 << 10

	maxInput  = One*39/10 - 1 // bound of the sum of table rows
	gateShift = 13            // from products to the index of the tables of curves
	curveSize = 1 << 13       // entries of a curve, in steps of 1/512 from -8
	cellShift = 16            // cells are in units of 1/65536
	maxCell   = 64 << cellShift
)

// Encoder turns the words of a sentence into vectors that tell what each is
// in its sentence: sums of rows of tables, then two bidirectional layers of
// long short-term memory (Hochreiter & Schmidhuber 1997). All arithmetic is in
// integers, so that every processor finds the same. It is read-only and safe
// for concurrent use.
type Encoder struct {
	dim, hidden int
	vocabulary  map[string]int32
	word        table
	parts       [tables]table
	layers      [2][2]direction    // layer, then forwards and backwards
	common      map[string][]int16 // sums of the rows of words that are everywhere
	sigmoid     []int16            // curveSize entries, in units of 1/One
	tanh        []int16
}

// table holds rows of dim bytes, each to be shifted left.
type table struct {
	rows  []byte
	shift uint
}

// direction is one LSTM: gates i, f, g, o of hidden columns each.
type direction struct {
	in, own *Matrix
	bias    []int32
}

// Width returns the number of values of a word's vector.
func (e *Encoder) Width() int { return 2 * e.hidden }

// NewEncoder reads the sections of m that train/encoder writes for the
// encoder. Errors wrap ErrCorrupt.
func NewEncoder(m Model) (*Encoder, error) {
	r := sections{m: m}
	words := m.Strings["words"]
	e := &Encoder{dim: r.number("dim"), hidden: r.number("hidden"), vocabulary: make(map[string]int32, len(words))}
	if r.err == nil && (e.dim < 1 || e.dim > 1024 || e.hidden < 1 || e.hidden > 1024) {
		r.fail("dim or hidden")
	}
	for i, w := range words {
		e.vocabulary[w] = int32(i)
	}
	e.word = r.table("word", len(words), e.dim)
	for i := range e.parts {
		e.parts[i] = r.table(fmt.Sprintf("part%d", i), tableRows[i], e.dim)
	}
	in, limit := e.dim, int64(maxInput)
	for l := range e.layers {
		for k := range e.layers[l] {
			name := fmt.Sprintf("lstm%d%d.", l, k)
			d := direction{in: r.Matrix(name+"in", in, 4*e.hidden), own: r.Matrix(name+"own", e.hidden, 4*e.hidden), bias: r.bias(name+"bias", 4*e.hidden)}
			if r.err == nil && limit*d.in.Bound()+One*d.own.Bound()+biasLimit >= 1<<31 {
				r.fail(name + "in: sums can overflow")
			}
			e.layers[l][k] = d
		}
		in, limit = 2*e.hidden, One
	}
	e.sigmoid, e.tanh = r.curve("sigmoid"), r.curve("tanh")
	if len(words) == 0 {
		r.fail("words")
	}
	if r.err == nil {
		e.remember(words[1:min(len(words), 1+common)])
	}
	return e, r.err
}

// common is how many of the first words, which are the most frequent, are
// summed when the encoder is made.
const common = 2000

// remember sums the rows of words.
func (e *Encoder) remember(words []string) {
	var b Buffers
	sums := make(map[string][]int16, len(words))
	for _, w := range words {
		x := make([]int16, e.dim)
		e.lookUp(w, &b, x)
		sums[w] = x
	}
	e.common = sums
}

// Buffers are what Encode works in; the zero value is ready. One goroutine
// uses one.
type Buffers struct {
	glance       glance
	input, lower []int16 // of all words, one after the other
	gates        []int32
	step         []int32 // gates of one place of all sentences
	state        []int16
	cell         []int32
	order        []int
	first        []int
}

// Encode appends to out the vectors of the words of sentences, Width() values
// each in units of 1/One, in the order of the words. form returns the written
// form of word i; lengths are those of the sentences, in words.
func (e *Encoder) Encode(lengths []int, form func(i int) string, b *Buffers, out []int16) []int16 {
	n := 0
	b.order, b.first = b.order[:0], b.first[:0]
	for s, l := range lengths {
		b.first = append(b.first, n)
		b.order = append(b.order, s)
		n += l
	}
	if n == 0 {
		return out
	}
	longestFirst(b.order, lengths)
	b.input = grow(b.input, n*e.dim)
	for i := range n {
		e.lookUp(form(i), b, b.input[i*e.dim:(i+1)*e.dim])
	}
	b.lower = grow(b.lower, n*e.Width())
	at := len(out)
	out = append(out, make([]int16, n*e.Width())...)
	e.layer(0, lengths, n, b.input, b.lower, b)
	e.layer(1, lengths, n, b.lower, out[at:], b)
	return out
}

// longestFirst sorts sentences by length. The time is quadratic in their
// number, which the caller keeps small.
func longestFirst(order, lengths []int) {
	for i := 1; i < len(order); i++ {
		for k := i; k > 0 && lengths[order[k]] > lengths[order[k-1]]; k-- {
			order[k], order[k-1] = order[k-1], order[k]
		}
	}
}

// lookUp sets x to the sum of the rows of a form.
func (e *Encoder) lookUp(form string, b *Buffers, x []int16) {
	if sum, ok := e.common[form]; ok {
		copy(x, sum)
		return
	}
	g := &b.glance
	g.look(form)
	row := int(e.vocabulary[string(g.word[:g.size])]) // 0 is the unknown word
	sum := grow(b.step, e.dim)
	b.step = sum
	clear(sum)
	e.word.add(row, sum)
	for i := range e.parts {
		e.parts[i].add(g.rows[i], sum)
	}
	for i, v := range sum {
		x[i] = int16(min(maxInput, max(-maxInput, v)))
	}
}

func (t *table) add(row int, sum []int32) {
	for i, v := range t.rows[row*len(sum) : (row+1)*len(sum)] {
		sum[i] += int32(int8(v)) << t.shift
	}
}

// layer runs both directions of layer l over n words of x into y.
func (e *Encoder) layer(l int, lengths []int, n int, x, y []int16, b *Buffers) {
	for k := range e.layers[l] {
		d := &e.layers[l][k]
		b.gates = grow(b.gates, n*4*e.hidden)
		for i := range n {
			copy(b.gates[i*4*e.hidden:], d.bias)
		}
		d.in.MulAdd(b.gates, x, n)
		e.run(d, k == 1, lengths, y[k*e.hidden:], b)
	}
}

// run goes through all sentences at once, a place at a time, the longer
// sentences before the shorter, and writes the states into y, which has rows
// of Width().
func (e *Encoder) run(d *direction, back bool, lengths []int, y []int16, b *Buffers) {
	h := e.hidden
	b.state, b.cell = grow(b.state, len(lengths)*h), grow(b.cell, len(lengths)*h)
	b.step = grow(b.step, len(lengths)*4*h)
	clear(b.state)
	clear(b.cell)
	for t, live := 0, len(b.order); ; t++ {
		for live > 0 && lengths[b.order[live-1]] <= t {
			live--
		}
		if live == 0 {
			return
		}
		for k, s := range b.order[:live] {
			i := at(b.first[s], lengths[s], t, back)
			copy(b.step[k*4*h:(k+1)*4*h], b.gates[i*4*h:])
		}
		d.own.MulAdd(b.step, b.state, live)
		for k, s := range b.order[:live] {
			state := b.state[k*h : (k+1)*h]
			e.cells(b.step[k*4*h:(k+1)*4*h], b.cell[k*h:(k+1)*h], state)
			copy(y[at(b.first[s], lengths[s], t, back)*e.Width():], state)
		}
	}
}

// at returns the word that is read t words after the first read of a sentence.
func at(first, length, t int, back bool) int {
	if back {
		return first + length - 1 - t
	}
	return first + t
}

// cells makes one step of one sentence: gates give the next cells and state.
func (e *Encoder) cells(gates, cell []int32, state []int16) {
	h := len(cell)
	state = state[:h]
	gi, gf, gg, g0 := gates[:h], gates[h:][:h], gates[2*h:][:h], gates[3*h:][:h]
	sigmoid, tanh := (*[curveSize]int16)(e.sigmoid), (*[curveSize]int16)(e.tanh)
	for j := range cell {
		i := int64(sigmoid[place(gi[j]>>gateShift)])
		f := int64(sigmoid[place(gf[j]>>gateShift)])
		g := int64(tanh[place(gg[j]>>gateShift)])
		o := int32(sigmoid[place(g0[j]>>gateShift)])
		c := (f*int64(cell[j]))>>12 + (i*g)>>8
		c = min(maxCell, max(-maxCell, c))
		cell[j] = int32(c)
		state[j] = int16((o * int32(tanh[place(int32(c)>>(cellShift-9))])) >> 12)
	}
}

// place returns the index in a curve of v, in steps of 1/512.
func place(v int32) uint32 {
	i := uint32(v + curveSize/2)
	if i >= curveSize {
		i = uint32(^v>>31) & (curveSize - 1) // far below: the first; far above: the last
	}
	return i
}

// sections reads sections of a model and keeps the first error.
type sections struct {
	m   Model
	err error
}

func (r *sections) fail(what string) {
	if r.err == nil {
		r.err = fmt.Errorf("nn: model %s: section %s: %w", r.m.Kind, what, ErrCorrupt)
	}
}

func (r *sections) number(name string) int {
	b := r.bytes(name, 4)
	if b == nil {
		return 0
	}
	return int(int32(binary.LittleEndian.Uint32(b)))
}

func (r *sections) bytes(name string, size int) []byte {
	b := r.m.Sections[name]
	if r.err != nil || len(b) != size {
		r.fail(name)
		return nil
	}
	return b
}

func (r *sections) table(name string, rows, dim int) table {
	t := table{rows: r.bytes(name, rows*dim)}
	shift := r.number(name + ".shift")
	if shift < 0 || shift > 16 {
		r.fail(name + ".shift")
	}
	t.shift = uint(shift)
	return t
}

// curve reads the values of a curve, which are at most One.
func (r *sections) curve(name string) []int16 {
	c := r.int16s(name, curveSize)
	if !Within(c, One) {
		r.fail(name)
	}
	return c
}

// Within reports whether all values are at most limit in absolute value.
func Within(values []int16, limit int32) bool {
	for _, v := range values {
		if int32(v) > limit || int32(v) < -limit {
			return false
		}
	}
	return true
}

func (r *sections) int16s(name string, n int) []int16 {
	b := r.bytes(name, 2*n)
	if b == nil {
		return nil
	}
	return Int16s(b)
}

// Int16s reads numbers of two bytes, little-endian. A byte too many is left out.
func Int16s(b []byte) []int16 {
	out := make([]int16, len(b)/2)
	for i := range out {
		out[i] = int16(binary.LittleEndian.Uint16(b[2*i:]))
	}
	return out
}

// Matrix reads rows x cols weights.
func (r *sections) Matrix(name string, rows, cols int) *Matrix {
	w := r.int16s(name, rows*cols)
	if w == nil {
		return nil
	}
	return NewMatrix(w, rows, cols)
}

// biasLimit bounds biases, so that sums with them cannot overflow.
const biasLimit = 1 << 28

func (r *sections) bias(name string, n int) []int32 {
	b := r.bytes(name, 4*n)
	if b == nil {
		return nil
	}
	out := make([]int32, n)
	for i := range out {
		out[i] = int32(binary.LittleEndian.Uint32(b[4*i:]))
		if out[i] < -biasLimit || out[i] > biasLimit {
			r.fail(name)
		}
	}
	return out
}

// Dense is a layer of weights with a bias.
type Dense struct {
	*Matrix
	bias []int32
}

// NewDense reads the sections name (rows x cols weights) and name.bias of m.
// limit is the largest absolute input, in units of 1/One times One. Errors
// wrap ErrCorrupt.
func NewDense(m Model, name string, rows, cols int, limit int64) (*Dense, error) {
	r := sections{m: m}
	d := &Dense{Matrix: r.Matrix(name, rows, cols), bias: r.bias(name+".bias", cols)}
	if r.err == nil && d.Limit(limit) >= 1<<31 {
		r.fail(name + ": sums can overflow")
	}
	return d, r.err
}

// Limit returns the largest absolute score of inputs of at most limit.
func (d *Dense) Limit(limit int64) int64 { return limit*d.Bound() + biasLimit }

// Score sets dst, n rows, to the products of a with the weights, plus the
// bias, in units of 1/(One*1024).
func (d *Dense) Score(dst []int32, a []int16, n int) {
	d.Mul(dst, a, n)
	for i := 0; i < len(dst[:n*d.cols]); i += d.cols {
		for j, b := range d.bias {
			dst[i+j] += b
		}
	}
}

// Relu writes the positive scores of s into a, at most 8 less a little, in
// units of 1/(One>>less).
func Relu(a []int16, s []int32, less uint) {
	for i, v := range s {
		a[i] = int16(min(8*One-1, max(0, v>>10)) >> less)
	}
}
