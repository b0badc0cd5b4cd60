package nlp

import (
	"io/fs"

	"parley/internal/doc"
	"parley/internal/segment"
	"parley/internal/syntax"
	"parley/internal/timex"
)

// loader reads files and keeps the first error.
type loader struct {
	models, taxonomy fs.FS
	err              error
}

func (l *loader) read(from fs.FS, name string) []byte {
	if l.err != nil {
		return nil
	}
	var b []byte
	b, l.err = fs.ReadFile(from, name)
	return b
}

// steps build the annotators, in the order in which they run.
var steps = []func(l *loader) ([]doc.Annotator, error){
	func(l *loader) ([]doc.Annotator, error) { return segment.New(l.read(l.taxonomy, "abbreviations.txt")) },
	func(l *loader) ([]doc.Annotator, error) { return one(syntax.NewTagger(l.read(l.models, "tagger.model"))) },
	func(l *loader) ([]doc.Annotator, error) { return one(timex.New(l.read(l.taxonomy, "calendar.txt"))) },
}

func one(a doc.Annotator, err error) ([]doc.Annotator, error) { return []doc.Annotator{a}, err }
