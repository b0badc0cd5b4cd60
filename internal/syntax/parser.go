package syntax

import (
	"fmt"
	"strings"

	"parley/internal/doc"
	"parley/internal/nn"
)

// ParserVersion is the version of parser models that this package runs. It
// changes when the features do.
const ParserVersion = 2

// Action is a transition with the relation it makes.
type Action struct {
	Kind Kind
	Rel  int // index in Relations; -1 for Shift
}

// Actions are all that a parser can do, in the order of its model's labels,
// and the relations they make.
type Actions struct {
	All       []Action
	Relations []string
}

// ParseActions reads labels as models keep them: "shift", "left nsubj", "right obj".
func ParseActions(labels []string) (Actions, error) {
	var a Actions
	index := map[string]int{}
	for _, l := range labels {
		kind, rel, _ := strings.Cut(l, " ")
		act := Action{Rel: -1}
		switch kind {
		case "shift":
		case "left":
			act.Kind = Left
		case "right":
			act.Kind = Right
		default:
			return Actions{}, fmt.Errorf("syntax: no parser action %q", l)
		}
		if act.Kind != Shift {
			if _, ok := index[rel]; !ok {
				index[rel] = len(a.Relations)
				a.Relations = append(a.Relations, rel)
			}
			act.Rel = index[rel]
		}
		a.All = append(a.All, act)
	}
	return a, nil
}

// Parser finds the dependencies of tagged sentences, greedily from left to
// right. It is read-only and safe for concurrent use.
type Parser struct {
	actions Actions
	model   *nn.Sparse
	alike   *Clusters
}

// NewParser returns the annotator "dependencies" that runs a model file of
// kind "parser". Errors are those of nn.Decode.
func NewParser(model []byte) (doc.Annotator, error) {
	p, err := LoadParser(model)
	if err != nil {
		return doc.Annotator{}, err
	}
	return doc.Annotator{
		Name:     "dependencies",
		Doc:      "Reads tokens, sentences and tags; adds dependencies, one tree a sentence. Scored on raw UD EWT and GUM: LAS F1.",
		Requires: []doc.Layer{doc.LayerTokens, doc.LayerSentences, doc.LayerTags},
		Provides: []doc.Layer{doc.LayerDependencies},
		Run:      p.Run,
	}, nil
}

// LoadParser reads a model file of kind "parser".
func LoadParser(model []byte) (*Parser, error) {
	m, err := nn.Decode(model, "parser", ParserVersion)
	if err != nil {
		return nil, err
	}
	p := &Parser{}
	if p.actions, err = ParseActions(m.Strings["actions"]); err != nil {
		return nil, err
	}
	if p.model, err = sparse(m, "actions", len(p.actions.All)); err != nil {
		return nil, fmt.Errorf("syntax: parser: %w", err)
	}
	if p.alike, err = clusters(m); err != nil {
		return nil, err
	}
	return p, nil
}

// Run sets Head and Rel of all tokens of d.
func (p *Parser) Run(d *doc.Doc) {
	var x Input
	var s State
	var features []nn.Feature
	scores := make([]int32, len(p.actions.All))
	for _, r := range d.Sentences {
		x.Words = Words(d, r, p.alike, x.Words[:0])
		x.Tags = x.Tags[:0]
		for i := r.From; i < r.To; i++ {
			x.Tags = append(x.Tags, nn.Hash(d.Tokens[i].XPOS+"|"+d.Tokens[i].UPOS))
		}
		for s.Reset(len(x.Words)); !s.Done(); {
			features = ParseFeatures(&x, &s, features[:0])
			p.model.Score(features, scores)
			a := p.actions.All[p.actions.Best(&s, scores)]
			s.Apply(a.Kind, a.Rel)
		}
		p.put(d, r, &s)
	}
}

// Best returns the legal action with the highest score, the first of equals.
// At least one action is legal while s is not done.
func (a *Actions) Best(s *State, scores []int32) int {
	legal := [3]bool{s.Legal(Shift), s.Legal(Left), s.Legal(Right)}
	best := -1
	for k, act := range a.All {
		if legal[act.Kind] && (best < 0 || scores[k] > scores[best]) {
			best = k
		}
	}
	return best
}

// put writes the tree of s to the tokens r.
func (p *Parser) put(d *doc.Doc, r doc.Range, s *State) {
	for i := 1; i <= s.N; i++ {
		tok := &d.Tokens[r.From+i-1]
		tok.Rel = p.actions.Relations[s.Rel[i]]
		tok.Head = r.From + int(s.Head[i]) - 1
		if s.Head[i] == 0 {
			tok.Head, tok.Rel = doc.NoIndex, "root"
		} else if tok.Rel == "root" {
			tok.Rel = "dep"
		}
	}
}
