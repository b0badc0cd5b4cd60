package main

import (
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"

	"parley/internal/source"
	"parley/taxonomy"
)

// heldBytes is how much article text is held in memory until all articles are
// read; what comes after goes to a temporary file.
const heldBytes = 64 << 20

// intake reads articles and tells what went wrong on the way. Articles given
// together date one another, so all are read before the first is annotated.
type intake struct {
	app    *app
	ctx    context.Context
	reader *source.Reader
	paths  []string

	articles int            // read, skipped ones included
	skipped  map[string]int // by reason
	lost     int            // problems for which something was not read

	held     []source.Article
	bytes    int
	spill    *spill
	spillErr error            // from reading it back
	dated    []source.Article // the articles held with dates worked out, without text; nil where none was
}

func (a *app) intake(ctx context.Context, paths []string) (*intake, error) {
	list, err := taxonomy.Files.ReadFile("furniture.txt")
	if err != nil {
		return nil, err
	}
	r, err := source.New(list, a.stdin)
	if err != nil {
		return nil, err
	}
	return &intake{app: a, ctx: ctx, reader: r, paths: paths, skipped: map[string]int{}}, nil
}

// take reads all articles. Each goes to keep, or is held for each where keep
// is nil. Problems are told as they come. An error is one of keep or of ctx.
func (in *intake) take(keep func(source.Article) error) error {
	if keep == nil {
		keep = in.hold
	}
	for art, problem := range in.reader.Read(in.paths) {
		if err := in.ctx.Err(); err != nil {
			return err
		}
		if problem != nil {
			in.tell(problem)
			continue
		}
		in.articles++
		if art.Skipped != source.Analysed {
			in.skipped[string(art.Skipped)]++
			in.app.tell(&fault{what: art.Doc, why: skipWords(art)})
		}
		if err := keep(art); err != nil {
			return err
		}
	}
	return nil
}

func (in *intake) tell(p *source.Problem) {
	if p.Lost {
		in.lost++
	}
	in.app.tell(&fault{what: p.Where(), why: p.Why, hint: p.Hint})
}

// verdict returns errReported where something could not be read.
func (in *intake) verdict() error {
	if in.spillErr != nil {
		return fmt.Errorf("temporary file: %w", in.spillErr)
	}
	if in.lost > 0 {
		return errReported
	}
	return nil
}

// skipWords tells why an article is not analysed.
func skipWords(a source.Article) string {
	switch {
	case a.Skipped == source.SkipEmptyText:
		return "empty, nothing to analyse"
	case a.Language == "":
		return "not in English, not analysed"
	}
	return fmt.Sprintf("in another language (%s), not analysed", a.Language)
}

// hold keeps an article in memory, or in a file where much is held already.
func (in *intake) hold(a source.Article) error {
	in.bytes += len(a.Text)
	if in.bytes <= heldBytes {
		in.held = append(in.held, a)
		return nil
	}
	if in.spill == nil {
		s, err := newSpill()
		if err != nil {
			return err
		}
		in.spill = s
	}
	return in.spill.add(a)
}

// each gives the articles held, in the order read.
func (in *intake) each(yield func(source.Article) bool) {
	i := 0
	give := func(a source.Article) bool {
		if i < len(in.dated) {
			d := in.dated[i]
			a.Published, a.HasTime, a.PublishedBy = d.Published, d.HasTime, d.PublishedBy
		}
		i++
		return yield(a)
	}
	for _, a := range in.held {
		if !give(a) {
			return
		}
	}
	if in.spill != nil {
		if err := in.spill.each(give); err != nil {
			in.spillErr = err
		}
	}
}

// close gives back what was held.
func (in *intake) close() {
	if in.spill != nil {
		in.spill.close()
	}
}

// spill is a temporary file of articles, for this user only.
type spill struct {
	file *os.File
	enc  *gob.Encoder
}

func newSpill() (*spill, error) {
	f, err := os.CreateTemp("", "parley-*")
	if err != nil {
		return nil, err
	}
	_ = os.Remove(f.Name()) // gone with the program, however it ends; where that cannot be, close removes it
	return &spill{file: f, enc: gob.NewEncoder(f)}, nil
}

func (s *spill) add(a source.Article) error { return s.enc.Encode(a) }

func (s *spill) each(yield func(source.Article) bool) error {
	if _, err := s.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	dec := gob.NewDecoder(s.file)
	for {
		var a source.Article
		switch err := dec.Decode(&a); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case !yield(a):
			return nil
		}
	}
}

func (s *spill) close() {
	s.file.Close()
	os.Remove(s.file.Name())
}
