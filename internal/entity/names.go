package entity

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"

	"parley/internal/doc"
	"parley/internal/nn"
)

// The model file of names.
const (
	NamesKind    = "names"
	NamesVersion = 2 // of features and labels
)

// types of names in the order of their labels.
var types = [...]doc.MentionType{doc.Person, doc.Organization, doc.Location, doc.Misc}

// Labels is the number of labels: outside, and begin, inside, last, only for each type.
const Labels = 1 + 4*len(types)

// The places in a name, as offsets from the first label of its type.
const (
	begin = iota
	inside
	last
	only
)

// Label returns the label of token k of the n tokens of a name of type t.
func Label(t doc.MentionType, k, n int) int {
	ti := 0
	for j, x := range types {
		if x == t {
			ti = j
		}
	}
	at := inside
	switch {
	case n == 1:
		at = only
	case k == 0:
		at = begin
	case k == n-1:
		at = last
	}
	return 1 + 4*ti + at
}

// Follows tells whether label b may stand after label a.
func Follows(a, b int) bool {
	if open(a) {
		return b > 0 && (b-1)/4 == (a-1)/4 && ((b-1)%4 == inside || (b-1)%4 == last)
	}
	return Starts(b)
}

// Starts tells whether a sentence may begin with label b.
func Starts(b int) bool { return b == 0 || (b-1)%4 == begin || (b-1)%4 == only }

// Ends tells whether a sentence may end with label a.
func Ends(a int) bool { return !open(a) }

func open(a int) bool { return a > 0 && ((a-1)%4 == begin || (a-1)%4 == inside) }

// Features calls use with the features of the tokens of each sentence of d, in
// order. For training: the names in hide count as unknown to the vocabularies,
// so that a model learns what to make of names that nobody knows.
func Features(d *doc.Doc, x *Lexicon, clusters Clusters, hide map[string]bool, use func(sentence doc.Range, features [][]nn.Feature)) {
	v := newView(d, x, clusters, hide)
	for s, r := range d.Sentences {
		rows := make([][]nn.Feature, r.Len())
		for i := r.From; i < r.To; i++ {
			rows[i-r.From] = v.features(s, i, nil)
		}
		use(r, rows)
	}
}

// names is a linear-chain model over BILOU labels.
type names struct {
	weights  *nn.Linear
	clusters Clusters
	steps    [Labels][Labels]int32 // steps[b][a]: score of b after a
	mix      int64                 // times a score of the reader, in 1/65536 of a score here
}

func readNames(model []byte) (*names, error) {
	m, err := nn.Decode(model, NamesKind, NamesVersion)
	if err != nil {
		return nil, fmt.Errorf("entity: %w", err)
	}
	w := m.Sections["weights"]
	bits := uint(0)
	for Labels<<bits < len(w) && bits < 26 {
		bits++
	}
	lin, err := nn.NewLinear(Labels, bits, w)
	if err != nil {
		return nil, fmt.Errorf("entity: %w", err)
	}
	t := m.Sections["steps"]
	if len(t) != 4*Labels*Labels {
		return nil, fmt.Errorf("entity: steps have %d bytes: %w", len(t), nn.ErrCorrupt)
	}
	n := &names{weights: lin}
	for b := range Labels {
		for a := range Labels {
			n.steps[b][a] = int32(binary.LittleEndian.Uint32(t[4*(b*Labels+a):]))
		}
	}
	unit, mix := m.Sections["unit"], m.Sections["mix"]
	if len(unit) != 4 || len(mix) != 4 {
		return nil, fmt.Errorf("entity: unit or mix: %w", nn.ErrCorrupt)
	}
	// both are bounded, so that no score of a token can overflow; step keeps sums small
	n.mix = int64(min(1<<12, binary.LittleEndian.Uint32(unit))) * int64(min(1<<10, binary.LittleEndian.Uint32(mix)))
	words, groups := bytes.Split(m.Sections["words"], []byte("\n")), m.Sections["clusters"]
	if len(groups) == 0 {
		return n, nil
	}
	if len(groups) != 2*len(words) {
		return nil, fmt.Errorf("entity: %d clusters of %d words: %w", len(groups)/2, len(words), nn.ErrCorrupt)
	}
	n.clusters = make(Clusters, len(words))
	for i, w := range words {
		n.clusters[string(w)] = binary.LittleEndian.Uint16(groups[2*i:])
	}
	return n, nil
}

const never = -1 << 28

// decoder holds the tables of Viterbi's algorithm for one text.
type decoder struct {
	n      *names
	score  [Labels]int32
	prev   [Labels]int32
	back   [][Labels]uint8
	emit   [Labels]int32
	feats  []nn.Feature
	before [Labels][]int // labels that may stand before each
}

func newDecoder(n *names) *decoder {
	c := &decoder{n: n}
	for b := range Labels {
		for a := range Labels {
			if Follows(a, b) {
				c.before[b] = append(c.before[b], a)
			}
		}
	}
	return c
}

// label returns the best labels of sentence s of v; valid until the next call.
func (c *decoder) label(v *view, s int, out []uint8) []uint8 {
	r := v.d.Sentences[s]
	if cap(c.back) < r.Len() {
		c.back = make([][Labels]uint8, r.Len()+r.Len()/2)
	}
	back := c.back[:r.Len()]
	for i := r.From; i < r.To; i++ {
		c.feats = v.features(s, i, c.feats[:0])
		c.n.weights.Score(c.feats, c.emit[:])
		if len(v.d.NameScores) > i {
			for k, s := range v.d.NameScores[i] {
				c.emit[k] += int32(int64(s) * c.n.mix >> 16)
			}
		}
		c.step(i == r.From, &back[i-r.From])
	}
	best := 0
	for a := range Labels {
		if Ends(a) && (c.score[a] > c.score[best]) {
			best = a
		}
	}
	out = append(out[:0], make([]uint8, r.Len())...)
	for i := r.Len() - 1; i >= 0; i-- {
		out[i] = uint8(best)
		best = int(back[i][best])
	}
	return out
}

// step advances the scores by one token.
func (c *decoder) step(first bool, back *[Labels]uint8) {
	c.prev = c.score
	for b := range Labels {
		top, from := int32(never), 0
		if first {
			if Starts(b) {
				top = 0
			}
		} else {
			for _, a := range c.before[b] {
				if x := c.prev[a] + c.n.steps[b][a]; x > top {
					top, from = x, a
				}
			}
		}
		c.score[b] = max(never, top+c.emit[b])
		back[b] = uint8(from)
	}
	top := slices.Max(c.score[:])
	for b := range c.score { // only differences count
		c.score[b] = max(never, c.score[b]-top)
	}
}

// span is a name in tokens.
type span struct {
	doc.Range
	Type doc.MentionType
}

// spans returns the names that the labels of the tokens from first on make.
func spans(labels []uint8, first int, out []span) []span {
	at := 0
	for i, l := range labels {
		if l == 0 {
			continue
		}
		k := int(l-1) % 4
		if k == begin || k == only {
			at = i
		}
		if k == last || k == only {
			out = append(out, span{doc.Range{From: first + at, To: first + i + 1}, types[(l-1)/4]})
		}
	}
	return out
}
