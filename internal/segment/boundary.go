package segment

import (
	"encoding/binary"
	"fmt"

	"parley/internal/doc"
	"parley/internal/nn"
)

// ModelKind and ModelVersion are those of the model files that this package reads.
const (
	ModelKind    = "segment"
	ModelVersion = 1
)

// boundaries tells where sentences begin: a linear model of the tokens around
// each gap, which is told what the rules say. Learned by train/segment.
type boundaries struct {
	weights *nn.Linear
	// what a score must be above for a sentence to begin: where the rules begin
	// one, where they do not though a mark stands before, and where none does
	rule, mark, bare int32
}

// newBoundaries reads a model file; its section "weights" has 1<<RowBits bytes,
// "levels" the three numbers.
func newBoundaries(b []byte) (*boundaries, error) {
	m, err := nn.Decode(b, ModelKind, ModelVersion)
	if err != nil {
		return nil, fmt.Errorf("segment: %w", err)
	}
	w, levels := m.Sections["weights"], m.Sections["levels"]
	if len(w) != 1<<RowBits || len(levels) != 12 {
		return nil, fmt.Errorf("segment: %d weights, %d bytes of levels: %w", len(w), len(levels), nn.ErrCorrupt)
	}
	linear, err := nn.NewLinear(1, RowBits, w)
	if err != nil {
		return nil, fmt.Errorf("segment: %w", err)
	}
	level := func(i int) int32 { return int32(binary.LittleEndian.Uint32(levels[4*i:])) }
	return &boundaries{linear, level(0), level(1), level(2)}, nil
}

// RowBits is the logarithm of the number of weights of a model.
const RowBits = 18

// starts sets begins, by token of paragraph p, to where sentences begin, given
// where the rules would begin them.
func (m *boundaries) starts(d *doc.Doc, p doc.Range, rules, begins []bool) {
	g := newGaps(d, p, rules)
	var score [1]int32
	for i := p.From + 1; i < p.To; i++ {
		if !g.possible(i) {
			continue
		}
		m.weights.Score(g.features(i), score[:])
		least := m.mark
		switch {
		case rules[i-p.From]:
			least = m.rule
		case g.bare(i):
			least = m.bare
		}
		if score[0] > least {
			begins[i-p.From] = true
			g.begin(i)
		}
	}
}

// bare reports whether nothing before the gap at token i ends a sentence.
func (g *gaps) bare(i int) bool {
	return !g.rules[i-g.p.From] && g.cue(i-1).sort != stop
}

// Gap is a place where a sentence could begin, as the trainer sees it.
type Gap struct {
	Token    int // the first after the gap
	Rule     bool
	Features []nn.Feature // valid until the next gap
}

// Gaps calls visit with the gaps of d, which has tokens and paragraphs, in
// order. Visit returns whether a sentence begins there. vocabulary is as for New.
func Gaps(d *doc.Doc, vocabulary []byte, visit func(Gap) bool) error {
	v, err := parseVocabulary(vocabulary)
	if err != nil {
		return err
	}
	for _, p := range d.Paragraphs {
		rules := v.rules(d, p)
		g := newGaps(d, p, rules)
		for i := p.From + 1; i < p.To; i++ {
			if g.possible(i) && visit(Gap{i, rules[i-p.From], g.features(i)}) {
				g.begin(i)
			}
		}
	}
	return nil
}
