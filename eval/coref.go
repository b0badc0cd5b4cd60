package eval

import "math"

// Chains are the coreferent mentions of a text: each chain holds the spans of
// its mentions in code points, half-open.
type Chains [][][2]int

// clean leaves out spans that an earlier chain has, and then chains of one mention.
func (c Chains) clean() Chains {
	seen := map[[2]int]bool{}
	var out Chains
	for _, chain := range c {
		var kept [][2]int
		for _, m := range chain {
			if !seen[m] {
				seen[m] = true
				kept = append(kept, m)
			}
		}
		if len(kept) > 1 {
			out = append(out, kept)
		}
	}
	return out
}

// where returns the chain of each span, and how many spans there are.
func (c Chains) where() map[[2]int]int {
	at := map[[2]int]int{}
	for i, chain := range c {
		for _, m := range chain {
			at[m] = i
		}
	}
	return at
}

// portion is a sum of shares: what was found of what there is.
type portion struct{ found, of float64 }

func (s *portion) add(t portion) { s.found += t.found; s.of += t.of }

func (s portion) ratio() float64 {
	if s.of == 0 {
		return 0
	}
	return s.found / s.of
}

// measure is the recall and the precision of one metric.
type measure struct{ r, p portion }

func (m *measure) add(n measure) { m.r.add(n.r); m.p.add(n.p) }

// result returns the shares in percent.
func (m measure) result() PRF {
	r, p := m.r.ratio(), m.p.ratio()
	f := 0.0
	if r+p > 0 {
		f = 2 * r * p / (r + p)
	}
	return PRF{P: percent(p), R: percent(r), F: percent(f)}
}

func percent(x float64) Percent { return Percent(100 * x) }

// muc counts the links of each chain of a that b has too (Vilain et al. 1995).
func muc(a, b Chains) portion {
	at := b.where()
	var s portion
	for _, chain := range a {
		parts := map[int]bool{}
		n := 0
		for _, m := range chain {
			if c, ok := at[m]; ok {
				parts[c] = true
			} else {
				n++
			}
		}
		s.found += float64(len(chain) - len(parts) - n)
		s.of += float64(len(chain) - 1)
	}
	return s
}

// bcubed averages over the mentions of a what part of each one's chain its
// chain in b has (Bagga and Baldwin 1998); a mention that b lacks has none, as
// in the scorer of the CoNLL tasks (Pradhan et al. 2014).
func bcubed(a, b Chains) portion {
	at := b.where()
	var s portion
	for _, chain := range a {
		common := map[int]int{}
		for _, m := range chain {
			if c, ok := at[m]; ok {
				common[c]++
			}
		}
		for i := range b { // not by the map: sums of floats in one order
			if n := common[i]; n > 0 {
				s.found += float64(n*n) / float64(len(chain))
			}
		}
		s.of += float64(len(chain))
	}
	return s
}

// ceafe aligns chains one to one, so that the sum of 2|K∩R|/(|K|+|R|) is
// greatest, and counts that sum against the numbers of chains (Luo 2005).
func ceafe(key, response Chains) measure {
	at := response.where()
	gain := make([][]float64, len(key))
	for i, chain := range key {
		gain[i] = make([]float64, len(response))
		for _, m := range chain {
			if c, ok := at[m]; ok {
				gain[i][c] += 2 / float64(len(chain)+len(response[c]))
			}
		}
	}
	sum := assign(gain)
	return measure{portion{sum, float64(len(key))}, portion{sum, float64(len(response))}}
}

// mentionsFound counts the spans of both.
func mentionsFound(key, response Chains) measure {
	k, r := key.where(), response.where()
	n := 0
	for m := range k {
		if _, ok := r[m]; ok {
			n++
		}
	}
	return measure{portion{float64(n), float64(len(k))}, portion{float64(n), float64(len(r))}}
}

// assign returns the greatest sum of gains of a one-to-one assignment of rows
// to columns, by the method of Kuhn and Munkres with potentials, in cubic time.
func assign(gain [][]float64) float64 {
	n := len(gain)
	if n == 0 || len(gain[0]) == 0 {
		return 0
	}
	m := len(gain[0])
	cost := func(i, j int) float64 { return -gain[i-1][j-1] }
	if n > m {
		n, m = m, n
		cost = func(i, j int) float64 { return -gain[j-1][i-1] }
	}
	row, column := make([]float64, n+1), make([]float64, m+1)
	match, way := make([]int, m+1), make([]int, m+1) // row of each column; the column before on the path
	for i := 1; i <= n; i++ {
		match[0] = i
		least, used := make([]float64, m+1), make([]bool, m+1)
		for j := range least {
			least[j] = math.Inf(1)
		}
		at := 0
		for match[at] != 0 {
			at = extend(at, match, way, row, column, least, used, cost)
		}
		for ; at != 0; at = way[at] {
			match[at] = match[way[at]]
		}
	}
	sum := 0.0
	for j := 1; j <= m; j++ {
		if match[j] != 0 {
			sum -= cost(match[j], j)
		}
	}
	return sum
}

// extend grows the alternating tree by the cheapest column and returns it.
func extend(at int, match, way []int, row, column, least []float64, used []bool, cost func(i, j int) float64) int {
	used[at] = true
	i, next, delta := match[at], 0, math.Inf(1)
	for j := 1; j < len(column); j++ {
		if used[j] {
			continue
		}
		if c := cost(i, j) - row[i] - column[j]; c < least[j] {
			least[j], way[j] = c, at
		}
		if least[j] < delta {
			delta, next = least[j], j
		}
	}
	for j := range column {
		if used[j] {
			row[match[j]] += delta
			column[j] -= delta
		} else {
			least[j] -= delta
		}
	}
	return next
}

// CorefScore adds up the metrics of the CoNLL tasks on coreference over texts:
// numerators and denominators are summed, as their scorer does. Chains of one
// mention do not count. The zero value is ready.
type CorefScore struct {
	texts, gold, made              int
	muc, bcubed, ceafe, detections measure
}

// Add scores the chains made for a text.
func (s *CorefScore) Add(key, response Chains) {
	key, response = key.clean(), response.clean()
	s.texts++
	s.gold += len(key)
	s.made += len(response)
	s.muc.add(measure{muc(key, response), muc(response, key)})
	s.bcubed.add(measure{bcubed(key, response), bcubed(response, key)})
	s.ceafe.add(ceafe(key, response))
	s.detections.add(mentionsFound(key, response))
}

// CorefResult is what `parley eval coref` prints of a set of texts.
type CorefResult struct {
	Texts    int     `json:"texts"`
	Gold     int     `json:"gold"` // chains
	Made     int     `json:"made"`
	MUC      PRF     `json:"muc"`
	BCubed   PRF     `json:"b_cubed"`
	CEAFe    PRF     `json:"ceaf_e"`
	Mean     Percent `json:"mean_f"` // of the three
	Mentions PRF     `json:"mentions"`
}

// Result returns the figures counted so far.
func (s *CorefScore) Result() CorefResult {
	mean := 0.0
	for _, m := range []measure{s.muc, s.bcubed, s.ceafe} {
		if r, p := m.r.ratio(), m.p.ratio(); r+p > 0 {
			mean += 2 * r * p / (r + p) / 3
		}
	}
	return CorefResult{s.texts, s.gold, s.made, s.muc.result(), s.bcubed.result(), s.ceafe.result(), percent(mean), s.detections.result()}
}
