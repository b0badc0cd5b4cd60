package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"

	"parley/internal/doc"
	"parley/internal/nn"
	"parley/internal/syntax"
	"parley/train/perceptron"
)

// The settings of the parser.
const (
	parseBits   = 22
	parseEpochs = 8
	parseLeast  = 1.0 // averages under it are left out
	folds       = 4   // parts that are tagged by models of the others
	longest     = 120 // words of a sentence to learn from
	wander      = 9   // of ten times a wrong action is followed, after the first epoch
)

// tree is a sentence with its projective gold tree. Words count from 1.
type tree struct {
	x    syntax.Input
	head []int32
	rel  []int32
}

// jackknife gives the tokens of docs the tags that a tagger finds which was
// not trained on them.
func jackknife(docs []*doc.Doc, epochs int, alike *wordTree) ([]*doc.Doc, error) {
	out := make([]*doc.Doc, len(docs))
	for k := range folds {
		var rest []*doc.Doc
		for i, d := range docs {
			if i%folds != k {
				rest = append(rest, d)
			}
		}
		b, err := nn.Encode(trainTagger(rest, epochs, alike))
		if err != nil {
			return nil, err
		}
		t, err := syntax.LoadTagger(b)
		if err != nil {
			return nil, err
		}
		for i := k; i < len(docs); i += folds {
			d := *docs[i]
			d.Tokens = slices.Clone(d.Tokens)
			t.Run(&d)
			out[i] = &d
		}
	}
	return out, nil
}

// actionsOf returns the labels of all actions that the trees of docs need, sorted, "shift" first.
func actionsOf(docs []*doc.Doc) []string {
	seen := map[string]bool{}
	for _, d := range docs {
		for i, tok := range d.Tokens {
			switch {
			case tok.Head == doc.NoIndex:
				seen["right root"] = true
			case tok.Head > i:
				seen["left "+tok.Rel] = true
			default:
				seen["right "+tok.Rel] = true
			}
		}
	}
	var out []string
	for l := range seen {
		out = append(out, l)
	}
	slices.Sort(out)
	return append([]string{"shift"}, out...)
}

// trees returns the sentences of docs as trees over relations.
func trees(docs []*doc.Doc, relations []string, alike *syntax.Clusters) []tree {
	var out []tree
	for _, d := range docs {
		for _, r := range d.Sentences {
			t := tree{x: syntax.Input{Words: syntax.Words(d, r, alike, nil)}, head: []int32{-1}, rel: []int32{-1}}
			for i := r.From; i < r.To; i++ {
				tok := d.Tokens[i]
				t.x.Tags = append(t.x.Tags, nn.Hash(tok.XPOS+"|"+tok.UPOS))
				head := 0
				if tok.Head != doc.NoIndex {
					head = tok.Head - r.From + 1
				}
				t.head = append(t.head, int32(head))
				t.rel = append(t.rel, int32(slices.Index(relations, tok.Rel)))
			}
			lift(t.head)
			if len(t.head) <= longest+1 {
				out = append(out, t)
			}
		}
	}
	return out
}

// lift makes a tree projective: the shortest arc that is not, is attached to
// its head's head, until none is left (Nivre and Nilsson 2005, without their
// labels: English has few such arcs).
func lift(head []int32) {
	for {
		worst := int32(-1)
		for d := int32(1); d < int32(len(head)); d++ {
			if !projective(head, d) && (worst < 0 || abs(head[d]-d) < abs(head[worst]-worst)) {
				worst = d
			}
		}
		if worst < 0 {
			return
		}
		head[worst] = head[head[worst]]
	}
}

// projective reports whether the head of d is above all words between the two.
func projective(head []int32, d int32) bool {
	h := head[d]
	for i := min(h, d) + 1; i < max(h, d); i++ {
		a := i
		for a > 0 && a != h {
			a = head[a]
		}
		if a != h {
			return false
		}
	}
	return true
}

func abs(n int32) int32 { return max(n, -n) }

// costs returns how many gold arcs can no longer be made after shift, left and
// right in state s: the dynamic oracle of Goldberg and Nivre (2013).
func (t *tree) costs(s *syntax.State) [3]int {
	var c [3]int
	n := len(s.Stack)
	s0 := s.Stack[n-1]
	b := int32(s.Next)
	if s.Next <= s.N {
		for k, v := range s.Stack {
			if v > 0 && t.head[v] == b {
				c[syntax.Shift]++
			}
			if k < n-1 && v > 0 && t.head[b] == v {
				c[syntax.Shift]++
			}
		}
	}
	if n < 2 {
		return c
	}
	s1 := s.Stack[n-2]
	for d := b; d <= int32(s.N); d++ {
		if t.head[d] == s0 {
			c[syntax.Left]++
			c[syntax.Right]++
		}
		if t.head[s0] == d {
			c[syntax.Right]++
			if d != b {
				c[syntax.Left]++
			}
		}
	}
	if t.head[s0] == s1 {
		c[syntax.Left]++
	}
	if t.head[s0] == 0 && s1 != 0 {
		c[syntax.Left]++
		c[syntax.Right]++
	}
	return c
}

// learner trains a parser.
type learner struct {
	p       *perceptron.Trainer
	actions syntax.Actions
	random  *rand.Rand
	scores  []int32
	fs      []nn.Feature
	s       syntax.State
}

// learn updates the weights along one sentence; it returns how many actions were wrong, of how many.
func (l *learner) learn(t *tree, explore bool) (wrong, all int) {
	s := &l.s
	for s.Reset(len(t.x.Words)); !s.Done(); all++ {
		l.fs = syntax.ParseFeatures(&t.x, s, l.fs[:0])
		l.p.Score(l.fs, l.scores)
		best, good := l.actions.Best(s, l.scores), l.right(t)
		if best != good {
			l.p.Update(l.fs, good, best)
			wrong++
		}
		l.p.Next()
		if !explore || l.random.IntN(10) >= wander {
			best = good
		}
		a := l.actions.All[best]
		s.Apply(a.Kind, a.Rel)
	}
	return wrong, all
}

// right returns the action with the highest score among those that cost least
// and, where they make a gold arc, name it rightly.
func (l *learner) right(t *tree) int {
	s := &l.s
	costs, least := t.costs(s), 1<<30
	for k, c := range costs {
		if s.Legal(syntax.Kind(k)) {
			least = min(least, c)
		}
	}
	good := -1
	for k, a := range l.actions.All {
		if !s.Legal(a.Kind) || costs[a.Kind] != least || good >= 0 && l.scores[k] <= l.scores[good] {
			continue
		}
		if a.Kind != syntax.Shift {
			top := s.Stack[len(s.Stack)-1]
			head := int32(s.Next)
			if a.Kind == syntax.Right {
				head = s.Stack[len(s.Stack)-2]
			}
			if t.head[top] == head && t.rel[top] != int32(a.Rel) {
				continue
			}
		}
		good = k
	}
	if good < 0 { // the gold relation does not occur in this direction: the tree was lifted
		return l.actions.Best(s, l.scores)
	}
	return good
}

// trainParser returns the model learned from docs, whose tags were found by a tagger.
func trainParser(docs []*doc.Doc, epochs int, alike *wordTree) (nn.Model, error) {
	names := actionsOf(docs)
	actions, err := syntax.ParseActions(names)
	if err != nil {
		return nn.Model{}, err
	}
	l := &learner{p: perceptron.New(len(names), parseBits), actions: actions, random: rand.New(rand.NewPCG(seed, 2)), scores: make([]int32, len(names))}
	ts := trees(docs, actions.Relations, alike.clusters)
	for epoch := range epochs {
		l.random.Shuffle(len(ts), func(i, j int) { ts[i], ts[j] = ts[j], ts[i] })
		wrong, all := 0, 0
		for i := range ts {
			w, n := l.learn(&ts[i], epoch > 0)
			wrong, all = wrong+w, all+n
		}
		fmt.Fprintf(os.Stderr, "parser epoch %d: %.2f %% of %d actions wrong\n", epoch+1, 100*float64(wrong)/float64(all), all)
	}
	m := nn.Model{Kind: "parser", Version: syntax.ParserVersion, Strings: map[string][]string{"actions": names}, Sections: map[string][]byte{}}
	l.p.Pack(parseLeast, clip).Into(&m, "actions")
	alike.into(&m)
	return m, nil
}
