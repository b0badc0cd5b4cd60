package entity

import (
	"encoding/binary"
	"fmt"

	"parley/internal/doc"
	"parley/internal/nn"
)

// The model file of coreference.
const (
	CorefKind    = "coref"
	CorefVersion = 1 // of places and features
)

// ranker is a trained Linking.
type ranker struct {
	linear *nn.Linear
	unit   int32 // of scores, for a factor e of probability
	words  Clusters
	x      *Lexicon
}

// NewChains returns the annotator "chains", which runs after those of New.
// Errors name the vocabulary and line, or wrap nn.ErrCorrupt where the model
// is damaged.
func NewChains(model []byte, l Lists) (doc.Annotator, error) {
	x, err := ReadLexicon(Lists{Offices: l.Offices}) // places take long to read, and are not asked for
	if err != nil {
		return doc.Annotator{}, err
	}
	r, err := readRanker(model)
	if err != nil {
		return doc.Annotator{}, err
	}
	r.x = x
	return doc.Annotator{
		Name:     "chains",
		Doc:      "which noun phrases and pronouns mean the same, also where nobody is named (mention ranking; mean of MUC, B-cubed and CEAFe on OntoGUM dev); gives pronouns their entities",
		Requires: []doc.Layer{doc.LayerTokens, doc.LayerSentences, doc.LayerQuotations, doc.LayerTags, doc.LayerDependencies, doc.LayerMentions, doc.LayerEntities},
		Provides: []doc.Layer{doc.LayerChains},
		Run:      r.run,
	}, nil
}

func readRanker(b []byte) (*ranker, error) {
	m, err := nn.Decode(b, CorefKind, CorefVersion)
	if err != nil {
		return nil, err
	}
	words, numbers := m.Strings["words"], m.Sections["clusters"]
	if len(numbers) != 2*len(words) {
		return nil, fmt.Errorf("entity: coref: %d words with %d bytes of clusters: %w", len(words), len(numbers), nn.ErrCorrupt)
	}
	r := &ranker{words: make(Clusters, len(words))}
	for i, w := range words {
		r.words[w] = binary.LittleEndian.Uint16(numbers[2*i:])
	}
	unit := m.Sections["unit"]
	if len(unit) != 4 {
		return nil, fmt.Errorf("entity: coref: no unit: %w", nn.ErrCorrupt)
	}
	r.unit = int32(min(binary.LittleEndian.Uint32(unit), 1<<16))
	size := uint(0)
	for 1<<size < len(m.Sections["weights"]) {
		size++
	}
	if r.linear, err = nn.NewLinear(1, size, m.Sections["weights"]); err != nil {
		return nil, fmt.Errorf("entity: coref: %w", err)
	}
	return r, nil
}

// run fills d.Chains and tells pronouns and descriptions whom they mean.
func (r *ranker) run(d *doc.Doc) {
	l := NewLinking(d, r.x, r.words)
	lead, link := make([]int32, len(l.list)), make([]int, len(l.list)) // by how much each link leads, and to what
	var score [1]int32
	var scores []int32
	l.Run(func(i int, candidates []int, features [][]nn.Feature) int {
		scores = scores[:0]
		for _, fs := range features {
			r.linear.Score(fs, score[:])
			scores = append(scores, score[0])
		}
		best := nn.Best(scores)
		lead[i], link[i] = l.lead(candidates, scores, best), candidates[best]
		return best
	})
	d.Chains = nil
	chains := l.Chains()
	for _, chain := range chains {
		c := doc.Chain{Entity: l.entityOf(chain)}
		for _, i := range chain {
			c.Places = append(c.Places, l.Places[i])
		}
		d.Chains = append(d.Chains, c)
	}
	s := settler{d: d, l: l, unit: r.unit, lead: lead, link: link, names: newReader(d, r.x, nil)}
	s.settle(chains)
}

// lead returns by how much the best candidate is ahead of the best of another chain.
func (l *Linking) lead(candidates []int, scores []int32, best int) int32 {
	chain := doc.NoIndex
	if a := candidates[best]; a != Fresh {
		chain = l.chain[a]
	}
	second, any := int32(0), false
	for k, a := range candidates {
		if k == best || a != Fresh && l.chain[a] == chain {
			continue
		}
		if s := scores[k]; !any || s > second {
			second, any = s, true
		}
	}
	if !any {
		return 1 << 20
	}
	return scores[best] - second
}

// entityOf returns the entity that most names of a chain have, the first of
// equals; NoIndex if it has none.
func (l *Linking) entityOf(chain []int) int {
	best, most := doc.NoIndex, 0
	count := map[int]int{}
	for _, i := range chain {
		m := &l.list[i]
		if m.entity == doc.NoIndex || m.pronoun != "" {
			continue
		}
		n := 1
		if m.named {
			n = 2
		}
		count[m.entity] += n
	}
	for _, i := range chain {
		if e := l.list[i].entity; e != doc.NoIndex && l.list[i].pronoun == "" && count[e] > most {
			best, most = e, count[e]
		}
	}
	return best
}
