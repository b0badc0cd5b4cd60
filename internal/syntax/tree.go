package syntax

// tree finds the best dependency tree of a sentence: the spanning tree with
// the highest sum of scores that has one word under the root (Chu & Liu 1965,
// Edmonds 1967). The zero value is ready.
type tree struct {
	n      int
	scores []int32 // n rows of n+1: the score of head h, 0 for the root, of word i
	heads  []int32 // found head of each word, 0 for the root
	mark   []int32
}

func (t *tree) reset(n int) {
	t.n = n
	t.scores, t.heads, t.mark = grow(t.scores, n*(n+1)), grow(t.heads, n), grow(t.mark, n+1)
}

// row returns the scores of the heads of word i.
func (t *tree) row(i int) []int32 { return t.scores[i*(t.n+1) : (i+1)*(t.n+1)] }

// solve returns the heads, valid until the next reset. Each word's best head
// is mostly a tree already; only else the cycles have to be broken.
func (t *tree) solve() []int32 {
	roots := 0
	for i := range t.n {
		best, top := int32(-1), int32(0)
		for h, s := range t.row(i) {
			if h != i+1 && (best < 0 || s > top) {
				best, top = int32(h), s
			}
		}
		t.heads[i] = best
		if best == 0 {
			roots++
		}
	}
	if roots != 1 || t.cyclic() {
		t.contract()
	}
	return t.heads[:t.n]
}

// cyclic tells whether following the heads does not always lead to the root.
func (t *tree) cyclic() bool {
	clear(t.mark)
	for i := range t.n {
		at := int32(i + 1)
		for at > 0 && t.mark[at] == 0 {
			t.mark[at] = int32(i + 1)
			at = t.heads[at-1]
		}
		if at > 0 && t.mark[at] == int32(i+1) {
			return true
		}
	}
	return false
}

// one is taken from the scores of the root, so that the best tree has as few
// words under it as can be: one.
const one = int64(1) << 45

// never is the score of an arc that cannot be.
const never = -(int64(1) << 60)

// contract finds the heads where cycles have to be broken. Node 0 is the root.
func (t *tree) contract() {
	g := graph{n: t.n + 1, w: make([]int64, (t.n+1)*(t.n+1))}
	for d := 1; d < g.n; d++ {
		for h, s := range t.row(d - 1) {
			g.w[d*g.n+h] = int64(s)
		}
		g.w[d*g.n] -= one
		g.w[d*g.n+d] = never
	}
	for d, h := range g.solve()[1:] {
		t.heads[d] = int32(h)
	}
}

// graph is a complete directed graph: w[d*n+h] is the score of h as the head
// of d. Node 0 has no head.
type graph struct {
	n int
	w []int64
}

// solve returns the head of every node in the best tree. A cycle of best heads
// is contracted to one node, the smaller graph is solved, and the arc that
// enters the node there breaks the cycle.
func (g *graph) solve() []int {
	heads := make([]int, g.n)
	for d := 1; d < g.n; d++ {
		row := g.w[d*g.n : (d+1)*g.n]
		for h := range row {
			if row[h] > row[heads[d]] {
				heads[d] = h
			}
		}
	}
	cycle := findCycle(heads)
	if cycle == nil {
		return heads
	}
	in := make([]bool, g.n)
	for _, c := range cycle {
		in[c] = true
	}
	var rest []int // nodes outside of the cycle, by their number in the smaller graph
	for i := range g.n {
		if !in[i] {
			rest = append(rest, i)
		}
	}
	small, enter, leave := g.smaller(rest, cycle, heads)
	found := small.solve()
	node := len(rest)
	for i, old := range rest {
		if found[i] == node {
			heads[old] = leave[i]
		} else {
			heads[old] = rest[found[i]]
		}
	}
	heads[enter[found[node]]] = rest[found[node]]
	return heads
}

// smaller returns the graph with the cycle as its last node, for each node
// outside the place where its arc would enter the cycle, and the node of the
// cycle from which it is best reached.
func (g *graph) smaller(rest, cycle, heads []int) (s graph, enter, leave []int) {
	node := len(rest)
	s = graph{n: node + 1, w: make([]int64, (node+1)*(node+1))}
	enter, leave = make([]int, node), make([]int, node)
	for i, a := range rest {
		for j, b := range rest {
			s.w[i*s.n+j] = g.w[a*g.n+b]
		}
		leave[i], enter[i] = cycle[0], cycle[0]
		for _, c := range cycle {
			if g.w[a*g.n+c] > g.w[a*g.n+leave[i]] {
				leave[i] = c
			}
			if gain := g.gain(c, a, heads); gain > g.gain(enter[i], a, heads) {
				enter[i] = c
			}
		}
		s.w[i*s.n+node] = g.w[a*g.n+leave[i]]
		s.w[node*s.n+i] = g.gain(enter[i], a, heads)
	}
	s.w[node*s.n+node] = never
	return s, enter, leave
}

// gain is what the score changes by when c takes h for its head in place of its best.
func (g *graph) gain(c, h int, heads []int) int64 { return g.w[c*g.n+h] - g.w[c*g.n+heads[c]] }

// findCycle returns the nodes of a cycle of heads, nil if there is none.
func findCycle(heads []int) []int {
	seen := make([]int, len(heads)) // 0: not yet; else the walk that came by
	for i := 1; i < len(heads); i++ {
		at := i
		for at != 0 && seen[at] == 0 {
			seen[at] = i
			at = heads[at]
		}
		if at == 0 || seen[at] != i {
			continue
		}
		cycle := []int{at}
		for k := heads[at]; k != at; k = heads[k] {
			cycle = append(cycle, k)
		}
		return cycle
	}
	return nil
}
