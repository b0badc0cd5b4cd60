package store

import (
	"encoding/binary"
	"hash/fnv"
	"slices"
	"strings"
	"unicode"

	"parley/internal/record"
)

// Near-duplicates by MinHash (A. Broder, "On the resemblance and containment of
// documents", 1997) over runs of words, with banding (J. Leskovec et al., "Mining
// of Massive Datasets", chapter 3) to find the pairs worth comparing.
const (
	hashes    = 128 // numbers in a signature
	shingle   = 4   // words in a run
	bands     = 32  // of hashes/bands numbers each: all equal makes a candidate
	minWords  = 25  // shorter texts are not compared: a notice is no copy
	copyShare = 0.5 // of equal numbers, from which two texts are copies
)

// signature returns the MinHash of a text's words, hashes 32-bit numbers in
// little-endian order; empty for a text of less than minWords words.
func signature(text string) []byte {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(words) < minWords {
		return []byte{}
	}
	ids := make([]uint64, len(words))
	for i, w := range words {
		h := fnv.New64a()
		h.Write([]byte(w))
		ids[i] = h.Sum64()
	}
	var mins [hashes]uint32
	for i := range mins {
		mins[i] = ^uint32(0)
	}
	for i := 0; i+shingle <= len(ids); i++ {
		var x uint64
		for _, id := range ids[i : i+shingle] {
			x = mix(x*31 + id)
		}
		y := mix(x) | 1
		for k := range mins { // Kirsch and Mitzenmacher: x + k*y for the k-th hash
			x += y
			mins[k] = min(mins[k], uint32(x>>32))
		}
	}
	b := make([]byte, 0, 4*hashes)
	for _, m := range mins {
		b = binary.LittleEndian.AppendUint32(b, m)
	}
	return b
}

// mix is the finalizer of splitmix64 (S. Vigna): every bit of x tells on all.
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// markCopies sets the copy group of articles whose texts are nearly the same:
// the smallest ID of the group. signatures stand beside articles.
func markCopies(articles []record.Article, signatures [][]byte) {
	group := make([]int, len(articles))
	for i := range group {
		group[i] = i
	}
	root := func(i int) int {
		for group[i] != i {
			group[i] = group[group[i]]
			i = group[i]
		}
		return i
	}
	type band struct {
		n    int
		part string
	}
	seen := map[band][]int{}
	const width = 4 * hashes / bands
	for i, sig := range signatures {
		for n := 0; len(sig) == 4*hashes && n < bands; n++ {
			key := band{n, string(sig[n*width : (n+1)*width])}
			for _, j := range seen[key] {
				a, b := root(i), root(j)
				if a != b && alike(sig, signatures[j]) {
					group[max(a, b)] = min(a, b)
				}
			}
			seen[key] = append(seen[key], i)
		}
	}
	ids := map[int][]string{}
	for i := range articles {
		ids[root(i)] = append(ids[root(i)], articles[i].ID)
	}
	for i := range articles {
		if g := ids[root(i)]; len(g) > 1 {
			articles[i].Copies = slices.Min(g)
		}
	}
}

// alike reports whether enough numbers of two signatures are equal.
func alike(a, b []byte) bool {
	same := 0
	for i := 0; i < len(a); i += 4 {
		if string(a[i:i+4]) == string(b[i:i+4]) {
			same++
		}
	}
	return float64(same) >= copyShare*hashes
}
