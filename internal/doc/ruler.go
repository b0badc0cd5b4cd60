package doc

import "unicode/utf8"

// rulerStep is the distance of a Ruler's marks in bytes.
const rulerStep = 256

// Ruler turns byte offsets of one text into offsets in Unicode code points.
// It is safe for concurrent use.
type Ruler struct {
	text  string
	marks []int // code points before the first rune that starts at or after each step; nil for ASCII
}

// NewRuler measures text once, in linear time.
func NewRuler(text string) Ruler {
	r := Ruler{text: text}
	if utf8.RuneCountInString(text) == len(text) {
		return r
	}
	n := 0
	for i := range text {
		for len(r.marks)*rulerStep <= i {
			r.marks = append(r.marks, n)
		}
		n++
	}
	return r
}

// CodePoints returns how many code points start before byte i of the text.
// i may be anything from 0 to the text's length.
func (r Ruler) CodePoints(i int) int {
	if r.marks == nil {
		return i
	}
	step := min(i/rulerStep, len(r.marks)-1)
	at := step * rulerStep
	for at < i && !utf8.RuneStart(r.text[at]) {
		at++
	}
	return r.marks[step] + utf8.RuneCountInString(r.text[at:i])
}
