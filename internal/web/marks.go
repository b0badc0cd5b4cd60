package web

import (
	"sort"
	"unicode/utf8"
)

// A mark is a stretch of an article's text that belongs to something: one
// piece of a finding, or a piece of page furniture.
type mark struct {
	start, end int    // code points, half-open
	class      string // what to call it in the page: "st content f-s3"
	id         string // anchor set on the first segment; "" for none
}

// A segment is a stretch of text in which the set of marks does not change.
type segment struct {
	start, end int // code points, half-open
	text       string
	marks      []int // indices of the marks that cover it, ascending
	opens      []int // those of them that begin here
	closes     []int // those of them that end here
}

// cut splits a text at every beginning and end of a mark, so that overlapping
// and nested marks become a flat sequence. The texts of the segments, joined,
// are the text. Marks reaching out of the text are clipped, and those that are
// empty after that cover nothing. The text must be valid UTF-8.
func cut(text string, marks []mark) []segment {
	n := utf8.RuneCountInString(text)
	starts, ends, bounds := edges(n, marks)
	var segs []segment
	var open []int
	pos, at := 0, 0 // of the current boundary: byte, code point
	for i := 0; i+1 < len(bounds); i++ {
		from, to := bounds[i], bounds[i+1]
		open = without(open, ends[from])
		open = append(open, starts[from]...)
		sort.Ints(open)
		begin := pos
		for ; at < to; at++ {
			_, size := utf8.DecodeRuneInString(text[pos:])
			pos += size
		}
		segs = append(segs, segment{
			start: from, end: to, text: text[begin:pos],
			marks: append([]int(nil), open...), opens: starts[from], closes: ends[to],
		})
	}
	return segs
}

// edges lists which marks start and end at which code point, and all places
// where something changes, ascending, from 0 to n.
func edges(n int, marks []mark) (starts, ends map[int][]int, bounds []int) {
	starts, ends = map[int][]int{}, map[int][]int{}
	places := map[int]bool{0: true, n: true}
	for i, m := range marks {
		s, e := max(m.start, 0), min(m.end, n)
		if s >= e {
			continue
		}
		starts[s] = append(starts[s], i)
		ends[e] = append(ends[e], i)
		places[s], places[e] = true, true
	}
	for p := range places {
		bounds = append(bounds, p)
	}
	sort.Ints(bounds)
	return starts, ends, bounds
}

// without returns open less the members of gone, reusing its array.
func without(open, gone []int) []int {
	if len(gone) == 0 {
		return open
	}
	kept := open[:0]
	for _, m := range open {
		if !contains(gone, m) {
			kept = append(kept, m)
		}
	}
	return kept
}

func contains(list []int, x int) bool {
	for _, y := range list {
		if x == y {
			return true
		}
	}
	return false
}

// paragraphs returns the half-open ranges, in code points, of a text's
// paragraphs. Each starts at the beginning of a line and holds the blank lines
// that follow it, so that the ranges follow one another without a gap.
func paragraphs(text string) [][2]int {
	var out [][2]int
	start, line, i := 0, 0, 0
	words := -1 // start of the last line that holds anything
	for _, r := range text {
		switch r {
		case '\n':
			line = i + 1
		case '\r', ' ', '\t':
		default:
			if words >= 0 && line > words {
				out = append(out, [2]int{start, line})
				start = line
			}
			words = line
		}
		i++
	}
	if i > start {
		out = append(out, [2]int{start, i})
	}
	return out
}
