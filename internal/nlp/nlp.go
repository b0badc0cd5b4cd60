// Package nlp holds the ordered list of annotators that turns a text into a
// Doc with all its layers.
package nlp

import (
	"fmt"
	"io/fs"
	"slices"

	"parley/internal/doc"
)

// Pipeline runs annotators in order. It is read-only after New and safe for
// concurrent use on different Docs.
type Pipeline struct {
	annotators []doc.Annotator
}

// NewPipeline checks that every annotator finds the layers that it requires
// among those provided before it, and that no layer is provided twice.
func NewPipeline(annotators ...doc.Annotator) (*Pipeline, error) {
	have := map[doc.Layer]string{}
	for _, a := range annotators {
		for _, l := range a.Requires {
			if have[l] == "" {
				return nil, fmt.Errorf("nlp: annotator %s requires layer %s, which nothing before it provides", a.Name, l)
			}
		}
		for _, l := range a.Provides {
			if by := have[l]; by != "" {
				return nil, fmt.Errorf("nlp: annotators %s and %s both provide layer %s", by, a.Name, l)
			}
			have[l] = a.Name
		}
	}
	return &Pipeline{slices.Clone(annotators)}, nil
}

// New loads models and vocabularies and builds the pipeline of all layers.
// Errors name the file that is missing or damaged.
func New(models, taxonomy fs.FS) (*Pipeline, error) {
	l := loader{models, taxonomy, nil}
	var all []doc.Annotator
	for _, step := range steps {
		as, err := step(&l)
		if err != nil {
			return nil, fmt.Errorf("nlp: %w", err)
		}
		if l.err != nil {
			return nil, fmt.Errorf("nlp: %w", l.err)
		}
		all = append(all, as...)
	}
	return NewPipeline(all...)
}

// Annotators returns the annotators in the order in which they run.
func (p *Pipeline) Annotators() []doc.Annotator { return slices.Clone(p.annotators) }

// Run adds all layers to d.
func (p *Pipeline) Run(d *doc.Doc) {
	for _, a := range p.annotators {
		a.Run(d)
	}
}

// Only returns a pipeline of the annotators needed for the given layers, in order.
func (p *Pipeline) Only(layers ...doc.Layer) *Pipeline {
	need := map[doc.Layer]bool{}
	for _, l := range layers {
		need[l] = true
	}
	var keep []doc.Annotator
	for _, a := range slices.Backward(p.annotators) {
		if !slices.ContainsFunc(a.Provides, func(l doc.Layer) bool { return need[l] }) {
			continue
		}
		for _, l := range a.Requires {
			need[l] = true
		}
		keep = append(keep, a)
	}
	slices.Reverse(keep)
	return &Pipeline{keep}
}
