package nn

// narrowCols is how many columns plain Go works on at once: two to a word.
const narrowCols = 8

// packNarrow lays weights out for plain Go: panel after panel of 8 columns;
// in a panel, for each input, four words of two columns each. A word is
// w0 + w1<<32, so that one multiplication by an input makes both products and
// one addition sums both; the carry of the lower sum into the upper one is
// taken out again at the end. The result is never nil.
func packNarrow(w []int16, rows, cols int) [][4]int64 {
	panels := (cols + narrowCols - 1) / narrowCols
	out := make([][4]int64, panels*rows)
	for k := range rows {
		for j, v := range w[k*cols : (k+1)*cols] {
			panel, col := j/narrowCols, j%narrowCols
			out[panel*rows+k][col/2] += int64(v) << (32 * (col % 2))
		}
	}
	return out
}

// mulNarrow multiplies panel by panel, two rows at a time.
func (m *Matrix) mulNarrow(dst []int32, a []int16, n int, add bool) {
	k := m.rows
	for first := 0; first < m.cols; first += narrowCols {
		panel := m.narrow[first/narrowCols*k:][:k]
		cols := min(narrowCols, m.cols-first)
		i := 0
		for ; i+2 <= n; i += 2 {
			s, t := narrowTwo(a[i*k:(i+1)*k], a[(i+1)*k:(i+2)*k], panel)
			unpack(dst[i*m.cols+first:][:cols], &s, add)
			unpack(dst[(i+1)*m.cols+first:][:cols], &t, add)
		}
		if i < n {
			s := narrowOne(a[i*k:(i+1)*k], panel)
			unpack(dst[i*m.cols+first:][:cols], &s, add)
		}
	}
}

// narrowTwo returns the sums of two rows with a panel.
func narrowTwo(a, b []int16, panel [][4]int64) (s, t [4]int64) {
	var s0, s1, s2, s3, t0, t1, t2, t3 int64
	a, b = a[:len(panel)], b[:len(panel)]
	for k := range panel {
		w := &panel[k]
		x, y := int64(a[k]), int64(b[k])
		s0 += x * w[0]
		t0 += y * w[0]
		s1 += x * w[1]
		t1 += y * w[1]
		s2 += x * w[2]
		t2 += y * w[2]
		s3 += x * w[3]
		t3 += y * w[3]
	}
	return [4]int64{s0, s1, s2, s3}, [4]int64{t0, t1, t2, t3}
}

// narrowOne returns the sums of one row with a panel.
func narrowOne(a []int16, panel [][4]int64) [4]int64 {
	var s0, s1, s2, s3 int64
	a = a[:len(panel)]
	for k := range panel {
		w, x := &panel[k], int64(a[k])
		s0 += x * w[0]
		s1 += x * w[1]
		s2 += x * w[2]
		s3 += x * w[3]
	}
	return [4]int64{s0, s1, s2, s3}
}

// unpack sets out, of up to 8 columns, to sums of two columns each, or adds them.
func unpack(out []int32, s *[4]int64, add bool) {
	for j := range out {
		word := s[j/2]
		v := int32(word)
		if j%2 == 1 {
			v = int32((word - int64(v)) >> 32)
		}
		if add {
			v += out[j]
		}
		out[j] = v
	}
}
