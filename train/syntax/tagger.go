package main

import (
	"math/rand/v2"
	"slices"

	"parley/internal/doc"
	"parley/internal/nn"
	"parley/internal/syntax"
	"parley/train/perceptron"
)

// The settings of the tagger.
const (
	tagBits   = 21
	tagEpochs = 8
	tagLeast  = 0.15 // averages under it are left out
	clip      = 0    // weights per million that may saturate: the largest matter most
	rareTags  = 3    // pairs of tags seen less often become the commonest pair of the XPOS
)

// sentence is one sentence to learn from.
type sentence struct {
	d     *doc.Doc
	r     doc.Range
	words []syntax.Word
	gold  []int // labels
}

// label returns the label of token i.
func label(d *doc.Doc, i int) string { return d.Tokens[i].XPOS + "|" + d.Tokens[i].UPOS }

// labels returns the labels that are frequent enough, sorted, and the one that
// stands for each that is not.
func labels(docs []*doc.Doc) ([]string, map[string]int) {
	n := map[string]int{}
	for _, d := range docs {
		for i := range d.Tokens {
			n[label(d, i)]++
		}
	}
	var all []string
	for l := range n {
		all = append(all, l)
	}
	slices.SortFunc(all, func(a, b string) int {
		if n[a] != n[b] {
			return n[b] - n[a]
		}
		if a < b {
			return -1
		}
		return 1
	})
	var names []string
	index := map[string]int{}
	byX := map[string]int{}
	for _, l := range all {
		x := syntax.ParseTag(l).XPOS
		k, seen := byX[x]
		switch {
		case n[l] >= rareTags:
			index[l] = len(names)
			if !seen {
				byX[x] = len(names)
			}
			names = append(names, l)
		case seen:
			index[l] = k
		default:
			index[l] = 0
		}
	}
	return names, index
}

func sentences(docs []*doc.Doc, index map[string]int, alike *syntax.Clusters) []sentence {
	var out []sentence
	for _, d := range docs {
		for _, r := range d.Sentences {
			s := sentence{d: d, r: r, words: syntax.Words(d, r, alike, nil)}
			for i := r.From; i < r.To; i++ {
				s.gold = append(s.gold, index[label(d, i)])
			}
			out = append(out, s)
		}
	}
	return out
}

// trainTagger returns the model learned from docs, which stay as they are.
func trainTagger(docs []*doc.Doc, epochs int, alike *wordTree) nn.Model {
	names, index := labels(docs)
	tags := make([]syntax.Tag, len(names))
	for i, l := range names {
		tags[i] = syntax.ParseTag(l)
	}
	examples := sentences(docs, index, alike.clusters)
	t := perceptron.New(len(names), tagBits)
	random := rand.New(rand.NewPCG(seed, 1))
	scores := make([]int32, len(names))
	var fs []nn.Feature
	for range epochs {
		random.Shuffle(len(examples), func(i, j int) { examples[i], examples[j] = examples[j], examples[i] })
		for _, s := range examples {
			last, last2 := uint32(syntax.Start), uint32(syntax.Start)
			for i := range s.words {
				fs = syntax.TagFeatures(s.words, i, last, last2, fs[:0])
				t.Score(fs, scores)
				best := nn.Best(scores)
				if best != s.gold[i] {
					t.Update(fs, s.gold[i], best)
				}
				t.Next()
				last2, last = last, tags[best].Hash
			}
		}
	}
	m := nn.Model{Kind: "tagger", Version: syntax.TaggerVersion, Strings: map[string][]string{"labels": names}, Sections: map[string][]byte{}}
	t.Pack(tagLeast, clip).Into(&m, "tags")
	alike.into(&m)
	return m
}
