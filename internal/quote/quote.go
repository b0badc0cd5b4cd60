// Package quote finds who said what: attributions with source, cue and
// content, and the entity that speaks.
//
// A linear chain over each paragraph marks sources, cues and contents; a
// ranker links sources and contents to cues; rules then do what is regular:
// quotations that go on, colon forms, transcripts, and who a source is. The
// terms are those of PARC 3 (Pareti 2015) and PolNeAR (Newell et al. 2018).
package quote

import (
	"encoding/binary"
	"fmt"

	"parley/internal/doc"
	"parley/internal/nn"
)

// ModelKind and ModelVersion name the model file that this package reads.
const (
	ModelKind    = "attribution"
	ModelVersion = 1
)

// Model finds attributions. It is read-only and safe for concurrent use.
type Model struct {
	Lexicon Lexicon
	Cues    Cues
	label   *nn.Linear
	chain   *nn.Chain
	link    *nn.Linear
	sure    *nn.Linear // how sure an attribution is, by its evidence
	odds    []byte     // probability in 1/200 by score of sure, see prob
}

// Load reads a model file and the vocabulary of cues.
func Load(model, cues []byte) (*Model, error) {
	f, err := nn.Decode(model, ModelKind, ModelVersion)
	if err != nil {
		return nil, fmt.Errorf("quote: %w", err)
	}
	return FromFile(f, cues)
}

// FromFile makes a Model of a decoded model file.
// FromFile returns the model in a model file; cues lists the words that point
// at what somebody said.
func FromFile(f nn.Model, cues []byte) (*Model, error) {
	m := &Model{}
	var err error
	if m.Cues, err = ParseCues(cues); err != nil {
		return nil, err
	}
	if m.Lexicon, err = unpackLexicon(f.Sections["lexicon"]); err != nil {
		return nil, err
	}
	if m.label, err = linear(Labels, f.Sections["label"]); err != nil {
		return nil, err
	}
	if m.link, err = linear(1, f.Sections["link"]); err != nil {
		return nil, err
	}
	if m.sure, err = linear(1, f.Sections["sure"]); err != nil {
		return nil, err
	}
	if m.odds = f.Sections["odds"]; len(m.odds) != OddsSteps {
		return nil, fmt.Errorf("quote: odds: %w", nn.ErrCorrupt)
	}
	steps, err := integers(f.Sections["step"])
	if err != nil || len(steps) < 1 {
		return nil, fmt.Errorf("quote: steps: %w", nn.ErrCorrupt)
	}
	if m.chain, err = nn.NewChain(Labels, float64(steps[0])/1000, steps[1:]); err != nil {
		return nil, fmt.Errorf("quote: %w", err)
	}
	return m, nil
}

// linear reads weights whose number of rows is a power of two.
func linear(labels int, w []byte) (*nn.Linear, error) {
	bits := uint(0)
	for labels<<bits < len(w) && bits < 26 {
		bits++
	}
	l, err := nn.NewLinear(labels, bits, w)
	if err != nil {
		return nil, fmt.Errorf("quote: %w", err)
	}
	return l, nil
}

// integers reads little-endian int32 values.
func integers(b []byte) ([]int32, error) {
	if len(b)%4 != 0 {
		return nil, fmt.Errorf("quote: integers of %d bytes: %w", len(b), nn.ErrCorrupt)
	}
	out := make([]int32, len(b)/4)
	for i := range out {
		out[i] = int32(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return out, nil
}

// reading is what the chain says of a text.
type reading struct {
	labels []Label
	doubt  []int32 // minus the log-probability of each label, in the chain's units
}

// read labels all tokens.
func (m *Model) read(pg *Page) reading {
	n := len(pg.word)
	r := reading{make([]Label, n), make([]int32, n)}
	var l nn.Lattice
	var unary []int32
	for _, p := range pg.Doc.Paragraphs {
		unary = scoreRows(unary, p.Len()*Labels)
		pg.Features(p, func(i int, features []nn.Feature) {
			at := (i - p.From) * Labels
			m.label.Score(features, unary[at:at+Labels])
		})
		m.chain.Viterbi(unary, r.labels[p.From:p.To], &l)
		m.chain.Doubt(unary, r.labels[p.From:p.To], r.doubt[p.From:p.To], &l)
	}
	return r
}

func scoreRows(s []int32, n int) []int32 {
	if cap(s) < n {
		return make([]int32, n)
	}
	return s[:n]
}

// found is an attribution with what speaks for it.
type found struct {
	doc.Attribution
	evidence []nn.Feature
}

// Found returns what the chain and the links alone find, without rules and
// speakers, and for each the features that tell how sure it is.
func (m *Model) Found(pg *Page) ([]doc.Attribution, [][]nn.Feature) {
	var as []doc.Attribution
	var evidence [][]nn.Feature
	fs, _ := m.find(pg)
	for _, f := range fs {
		as, evidence = append(as, f.Attribution), append(evidence, f.evidence)
	}
	return as, evidence
}

// find makes an attribution of every cue that some content is linked to.
// orphans are the other cues with their sources.
func (m *Model) find(pg *Page) (out []found, orphans []doc.Attribution) {
	r := m.read(pg)
	st := Stretches(r.labels, pg.Doc.Paragraphs)
	to, margin := pg.links(m.link, st)
	pieces := make([][]int, len(st))
	for x, s := range st {
		if s.Part == Content && to[x] != None {
			pieces[to[x]] = append(pieces[to[x]], x)
		}
	}
	for x, s := range st {
		if s.Part != Cue {
			continue
		}
		f := found{Attribution: doc.Attribution{Cue: []doc.Range{s.Range}, Speaker: doc.NoIndex, By: "chain"}}
		if to[x] != None {
			f.Source = []doc.Range{st[to[x]].Range}
		}
		if len(pieces[x]) == 0 {
			orphans = append(orphans, f.Attribution)
			continue
		}
		for _, c := range pieces[x] {
			f.Content = append(f.Content, st[c].Range)
		}
		f.evidence = m.evidence(pg, r, margin, x, pieces[x], &f.Attribution)
		f.Prob = m.prob(f.evidence)
		out = append(out, f)
	}
	return out, orphans
}

// PackIntegers writes little-endian int32 values.
func PackIntegers(v []int32) []byte {
	out := make([]byte, 0, 4*len(v))
	for _, x := range v {
		out = binary.LittleEndian.AppendUint32(out, uint32(x))
	}
	return out
}
