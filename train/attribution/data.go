package main

import (
	"os"
	"path/filepath"
	"slices"

	"parley/eval"
	"parley/internal/doc"
	"parley/internal/entity"
	"parley/internal/quote"
	"parley/internal/segment"
	"parley/internal/syntax"
)

// sample is a text with its layers and gold.
type sample struct {
	name, text string
	gold       []eval.Reported
	runes      []int // byte offset of each code point, and the length
	d          *doc.Doc
	labels     []quote.Label
	part       [][]int // by token: the attributions it plays a part in
	tally      quote.Tally
}

// offsets returns the byte offset of every code point of text, and its length.
func offsets(text string) []int {
	out := make([]int, 0, len(text)+1)
	for i := range text {
		out = append(out, i)
	}
	return append(out, len(text))
}

// samples reads a compartment and lays its gold over the tokens that annotate makes.
func samples(dir string, annotate func(name, text string) *doc.Doc) ([]*sample, error) {
	texts, err := eval.AttributionTexts(dir)
	if err != nil {
		return nil, err
	}
	var out []*sample
	for _, t := range texts {
		s := &sample{name: t.Name, text: t.Text, gold: t.Gold, runes: offsets(t.Text)}
		s.d = annotate(t.Name, t.Text)
		if s.d == nil || len(s.d.Tokens) == 0 {
			continue
		}
		s.lay()
		out = append(out, s)
	}
	return out, nil
}

// lay turns the gold into labels: a token plays the part of the first
// attribution that claims it.
func (s *sample) lay() {
	n := len(s.d.Tokens)
	part, owners := make([]int, n), make([][]int, n)
	for i := range part {
		part[i] = -1
	}
	for k, a := range s.gold {
		for p, spans := range [][][2]int{a.Source, a.Cue, a.Content} {
			for _, sp := range spans {
				r := s.d.TokensIn(doc.Span{Start: s.runes[sp[0]], End: s.runes[sp[1]]})
				for i := r.From; i < r.To; i++ {
					if part[i] < 0 {
						part[i] = p
					}
					if part[i] == p && !slices.Contains(owners[i], k) {
						owners[i] = append(owners[i], k)
					}
				}
			}
		}
	}
	s.labels, s.part = make([]quote.Label, n), owners
	for _, p := range s.d.Paragraphs {
		for i := p.From; i < p.To; i++ {
			if part[i] < 0 {
				continue
			}
			s.labels[i] = quote.Label(2*part[i] + 1)
			if i > p.From && part[i-1] == part[i] && slices.Equal(owners[i], owners[i-1]) {
				s.labels[i]++
			}
		}
	}
}

// reported turns attributions into the scorer's code points.
func (s *sample) reported(as []doc.Attribution) []eval.Reported {
	points := make(map[int]int, len(s.runes))
	for i, b := range s.runes {
		points[b] = i
	}
	spans := func(rs []doc.Range) [][2]int {
		var out [][2]int
		for _, r := range rs {
			sp := s.d.SpanOf(r)
			out = append(out, [2]int{points[sp.Start], points[sp.End]})
		}
		return out
	}
	out := make([]eval.Reported, len(as))
	for i, a := range as {
		out[i] = eval.Reported{Source: spans(a.Source), Cue: spans(a.Cue), Content: spans(a.Content)}
	}
	return out
}

// files reads files of a folder and keeps the first error.
type files struct{ err error }

func (f *files) read(path ...string) []byte {
	b, err := os.ReadFile(filepath.Join(path...))
	if f.err == nil {
		f.err = err
	}
	return b
}

// readers returns a function that adds to a text the layers that the features
// read: tokens to quotations, tags, dependencies and names.
func readers(models, taxonomy string) (func(name, text string) *doc.Doc, error) {
	var f files
	steps, err := segment.New(f.read(taxonomy, "abbreviations.txt"))
	if err != nil {
		return nil, err
	}
	tagger, err := syntax.NewTagger(f.read(models, "tagger.model"))
	if err != nil {
		return nil, err
	}
	parser, err := syntax.NewParser(f.read(models, "parser.model"))
	if err != nil {
		return nil, err
	}
	entities, err := entity.New(f.read(models, "names.model"), entity.Lists{
		Places: f.read(taxonomy, "places.txt"), States: f.read(taxonomy, "states.txt"),
		Offices: f.read(taxonomy, "offices.txt"), Given: f.read(taxonomy, "given.txt"),
	})
	if err != nil {
		return nil, err
	}
	steps = append(append(steps, tagger, parser), entities...)
	return func(_, text string) *doc.Doc {
		d := &doc.Doc{Text: text}
		for _, a := range steps {
			a.Run(d)
		}
		return d
	}, f.err
}
