package quote

import "parley/internal/doc"

// Part is the part of an attribution that a stretch plays.
type Part uint8

// The parts.
const (
	Source Part = iota
	Cue
	Content
)

// Stretch is a range of tokens that plays one part.
type Stretch struct {
	doc.Range
	Part Part
}

// Stretches reads the labels of all tokens of a text. A stretch never crosses
// a paragraph: begin lists the first tokens of paragraphs, in order.
func Stretches(labels []Label, paragraphs []doc.Range) []Stretch {
	var out []Stretch
	for _, p := range paragraphs {
		for i := p.From; i < p.To; {
			y := labels[i]
			if y == Out {
				i++
				continue
			}
			in := y + y%2
			j := i + 1
			for j < p.To && labels[j] == in {
				j++
			}
			out = append(out, Stretch{doc.Range{From: i, To: j}, Part((in - 1) / 2)})
			i = j
		}
	}
	return out
}
