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
	ModelVersion = 2
)

// Model finds attributions. It is read-only and safe for concurrent use.
type Model struct {
	Lexicon Lexicon
	Cues    Cues
	label   *rows
	chain   *nn.Chain
	link    *nn.Linear
	choice  *nn.Linear // scores candidates for content, see Choice
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
	if m.label, err = newRows(f.Sections["label"]); err != nil {
		return nil, err
	}
	if m.link, err = linear(f.Sections["link"]); err != nil {
		return nil, err
	}
	if m.choice, err = linear(f.Sections["choice"]); err != nil {
		return nil, err
	}
	if m.sure, err = linear(f.Sections["sure"]); err != nil {
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

// linear reads weights of single scores whose number is a power of two.
func linear(w []byte) (*nn.Linear, error) {
	bits := uint(0)
	for 1<<bits < len(w) && bits < 26 {
		bits++
	}
	l, err := nn.NewLinear(1, bits, w)
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
	prob   []uint16 // by token: the probability of each label, of nn.Sure
}

// doubt returns how improbable the label of token i is, of nn.Sure.
func (r *reading) doubt(i int) uint32 {
	return nn.Sure - uint32(r.prob[i*Labels+int(r.labels[i])])
}

// read labels all tokens.
func (m *Model) read(pg *Page) reading {
	n := len(pg.word)
	r := reading{make([]Label, n), make([]uint16, n*Labels)}
	var l nn.Lattice
	var unary []int32
	for _, p := range pg.Doc.Paragraphs {
		unary = scoreRows(unary, p.Len()*Labels)
		pg.Features(p, func(i int, features []nn.Feature) {
			at := (i - p.From) * Labels
			m.label.score(features, unary[at:at+Labels])
		})
		m.chain.Viterbi(unary, r.labels[p.From:p.To], &l)
		m.chain.Posterior(unary, p.Len(), r.prob[p.From*Labels:p.To*Labels], &l)
	}
	return r
}

func scoreRows(s []int32, n int) []int32 {
	if cap(s) < n {
		return make([]int32, n)
	}
	return s[:n]
}

// cue returns how probable it is that token i is of a cue, of nn.Sure.
func (r *reading) cue(i int) uint32 {
	row := r.prob[i*Labels:][:Labels]
	return uint32(row[BeginCue]) + uint32(row[InCue])
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

// Choices returns the choice of content for every cue of the chain.
func (m *Model) Choices(pg *Page) []Choice {
	out, _, _ := m.choices(pg)
	return out
}

// choices also returns what the chain says and by how much its links to
// content and source won.
func (m *Model) choices(pg *Page) ([]Choice, reading, [][2]int32) {
	r := m.read(pg)
	st := Stretches(r.labels, pg.Doc.Paragraphs)
	to, margin := pg.links(m.link, st)
	pieces := make([][]doc.Range, len(st))
	worst := make([]int32, len(st))
	for x := range worst {
		worst[x] = 1 << 20
	}
	for x, s := range st {
		if s.Part == Content && to[x] != None {
			pieces[to[x]] = append(pieces[to[x]], s.Range)
			worst[to[x]] = min(worst[to[x]], margin[x])
		}
	}
	c := newChooser(pg, r, st)
	var out []Choice
	var margins [][2]int32
	for x, s := range st {
		if s.Part != Cue {
			continue
		}
		var source doc.Range
		if to[x] != None {
			source = st[to[x]].Range
		}
		out = append(out, c.choice(s.Range, source, pieces[x]))
		margins = append(margins, [2]int32{worst[x], margin[x]})
	}
	return out, r, margins
}

// find makes an attribution of every cue that has content rather than none.
// orphans are the other cues with their sources.
func (m *Model) find(pg *Page) (out []found, orphans []doc.Attribution) {
	choices, r, margins := m.choices(pg)
	var clues []clue
	for k := range choices {
		c := &choices[k]
		f := found{Attribution: doc.Attribution{Cue: []doc.Range{c.Cue}, Speaker: doc.NoIndex, By: "chain"}}
		if c.Source.Len() > 0 {
			f.Source = []doc.Range{c.Source}
		}
		left, right, over, margin := c.choose(m.choice)
		if left == 0 && right == 0 || over < lowest {
			orphans = append(orphans, f.Attribution)
			continue
		}
		f.Content = c.Chosen(left, right)
		out, clues = append(out, f), append(clues, clue{margins[k], over, margin})
	}
	m.judge(pg, r, out, clues)
	return out, orphans
}

// lowest is by how much, in units of the choice of content, the content of a
// cue may lose against none. How sure it is then decides.
const lowest = -1500

// judge fills the evidence and the probabilities of attributions.
func (m *Model) judge(pg *Page, r reading, fs []found, clues []clue) {
	as := make([]doc.Attribution, len(fs))
	for k := range fs {
		as[k] = fs[k].Attribution
	}
	e := newEditor(pg, m.Cues, as)
	e.origins()
	for k := range fs {
		fs[k].Attribution = as[k]
		a := &fs[k].Attribution
		fs[k].evidence = m.evidence(e, r, clues[k], k)
		a.Prob = m.prob(fs[k].evidence)
	}
}

// PackIntegers writes little-endian int32 values.
func PackIntegers(v []int32) []byte {
	out := make([]byte, 0, 4*len(v))
	for _, x := range v {
		out = binary.LittleEndian.AppendUint32(out, uint32(x))
	}
	return out
}
