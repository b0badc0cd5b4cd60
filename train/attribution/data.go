package main

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

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
	cueOf      [][]int // by token: the attributions whose cue it is
	word       []bool  // by token: whether it has a letter or digit
	content    [][]doc.Range
	size       []int // words of the content by attribution
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
	s.layContent()
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

// layContent fills what choices are compared with.
func (s *sample) layContent() {
	n := len(s.d.Tokens)
	s.cueOf, s.word = make([][]int, n), make([]bool, n)
	s.content, s.size = make([][]doc.Range, len(s.gold)), make([]int, len(s.gold))
	for i := range s.word {
		s.word[i] = strings.ContainsFunc(s.d.Form(i), func(c rune) bool { return unicode.IsLetter(c) || unicode.IsNumber(c) })
	}
	for k, a := range s.gold {
		for _, sp := range a.Cue {
			r := s.d.TokensIn(doc.Span{Start: s.runes[sp[0]], End: s.runes[sp[1]]})
			for i := r.From; i < r.To; i++ {
				s.cueOf[i] = append(s.cueOf[i], k)
			}
		}
		for _, sp := range a.Content {
			s.content[k] = append(s.content[k], s.d.TokensIn(doc.Span{Start: s.runes[sp[0]], End: s.runes[sp[1]]}))
		}
		for i, word := range s.word {
			if word && s.inside(k, i) {
				s.size[k]++
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
	steps, err := segment.Learned(f.read(models, "segment.model"), f.read(taxonomy, "abbreviations.txt"))
	if err != nil {
		return nil, err
	}
	reader, err := syntax.New(f.read(models, "reader.model"), f.read(models, "lemmas.model"))
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
	steps = append(append(steps, reader), entities...)
	return func(_, text string) *doc.Doc {
		d := &doc.Doc{Text: text}
		for _, a := range steps {
			a.Run(d)
		}
		return d
	}, f.err
}

// cached returns what annotate returns, from files of dir where it has them.
func cached(dir string, annotate func(name, text string) *doc.Doc) func(name, text string) *doc.Doc {
	return func(name, text string) *doc.Doc {
		file := filepath.Join(dir, name+".gob")
		if b, err := os.ReadFile(file); err == nil {
			d := &doc.Doc{}
			if gob.NewDecoder(bytes.NewReader(b)).Decode(d) == nil && d.Text == text {
				return d
			}
		}
		d := annotate(name, text)
		var b bytes.Buffer
		if gob.NewEncoder(&b).Encode(d) == nil {
			_ = os.WriteFile(file, b.Bytes(), 0o644) // the next run makes it again
		}
		return d
	}
}

// dump writes the attributions of samples as JSON lines in the form of parley annotate.
func dump(file string, ss []*sample) error {
	type statement struct {
		Source  [][2]int `json:"source"`
		Cue     [][2]int `json:"cue"`
		Content [][2]int `json:"content"`
		Prob    float64  `json:"p"`
		By      string   `json:"by"`
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	for _, s := range ss {
		made := []statement{}
		for i, r := range s.reported(s.d.Attributions) {
			a := s.d.Attributions[i]
			made = append(made, statement{r.Source, r.Cue, r.Content, a.Prob, a.By})
		}
		if err := enc.Encode(map[string]any{"doc": s.name, "text": s.text, "statements": made}); err != nil {
			return err
		}
	}
	return os.WriteFile(file, b.Bytes(), 0o644)
}
