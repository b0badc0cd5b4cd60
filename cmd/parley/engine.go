package main

import (
	"context"
	"fmt"
	"runtime"
	"sync"

	"parley/internal/doc"
	"parley/internal/extract"
	"parley/internal/nlp"
	"parley/internal/record"
	"parley/internal/source"
	"parley/models"
	"parley/taxonomy"
)

// engine reads articles: the annotators and what finds entries in their
// layers. It is safe for concurrent use.
type engine struct {
	pipeline *nlp.Pipeline
	times    *nlp.Pipeline // date expressions only
	extract  *extract.Extractor
	room     sync.RWMutex // held alone while a long article is read, so that memory stays bounded
}

// longText is the bytes of text from which an article is read alone: layers
// take some two hundred times as much memory.
const longText = 256 << 10

// newEngine loads the models and vocabularies that are built in.
func newEngine() (*engine, error) {
	p, err := nlp.New(models.Files, taxonomy.Files)
	if err != nil {
		return nil, fmt.Errorf("models: %w", err)
	}
	x, err := newExtractor()
	if err != nil {
		return nil, fmt.Errorf("findings: %w", err)
	}
	return &engine{pipeline: p, times: p.Only(doc.LayerTimes), extract: x}, nil
}

// newExtractor loads what findings are read with.
func newExtractor() (*extract.Extractor, error) {
	b, err := models.Files.ReadFile("findings.model")
	if err != nil {
		return nil, err
	}
	m, err := extract.ReadModel(b)
	if err != nil {
		return nil, err
	}
	return extract.New(taxonomy.Files, m)
}

// annotate returns the article's text with all layers. Page furniture gets no
// entries: the annotators see blanks in its place.
func (e *engine) annotate(a source.Article) *doc.Doc {
	d := &doc.Doc{Text: a.Visible(), Title: a.Title, Outlet: a.Outlet, Anchor: a.Day()}
	e.pipeline.Run(d)
	d.Text = a.Text
	return d
}

// analyse returns the article's layers and what it says. A fault of ours in
// one article must not cost the others: it becomes an error.
func (e *engine) analyse(a source.Article) (d *doc.Doc, f record.Findings, err error) {
	defer func() {
		if r := recover(); r != nil {
			d, f, err = nil, record.Findings{}, fmt.Errorf("a fault of parley itself: %v", r)
		}
	}()
	if len(a.Text) > longText {
		e.room.Lock()
		defer e.room.Unlock()
	} else {
		e.room.RLock()
		defer e.room.RUnlock()
	}
	d = e.annotate(a)
	return d, e.extract.Findings(d), nil
}

// ordered calls do for each item that next gives, on all cores at once, and
// done with the results one after another in the order of the items. It stops
// at the first error of done or when ctx ends, and returns that.
func ordered[T, R any](ctx context.Context, next func(yield func(T) bool), do func(T) R, done func(R) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	workers := runtime.GOMAXPROCS(0)
	type job struct {
		item   T
		result chan R
	}
	jobs := make(chan job)
	queue := make(chan chan R, 4*workers) // results in order, also the bound on what is held
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for j := range jobs {
				j.result <- do(j.item)
			}
		})
	}
	wg.Go(func() {
		defer close(queue)
		defer close(jobs)
		next(func(item T) bool {
			result := make(chan R, 1)
			select {
			case queue <- result:
			case <-ctx.Done():
				return false
			}
			jobs <- job{item, result}
			return true
		})
	})
	for result := range queue {
		if r := <-result; ctx.Err() == nil {
			if err := done(r); err != nil {
				stop(err)
			}
		}
	}
	wg.Wait()
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return nil
}
