package nlp

import (
	"io/fs"

	"parley/internal/doc"
	"parley/internal/entity"
	"parley/internal/quote"
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
	func(l *loader) ([]doc.Annotator, error) {
		return segment.Learned(l.read(l.models, "segment.model"), l.read(l.taxonomy, "abbreviations.txt"))
	},
	func(l *loader) ([]doc.Annotator, error) {
		return one(syntax.New(l.read(l.models, "reader.model"), l.read(l.models, "lemmas.model")))
	},
	names,
	func(l *loader) ([]doc.Annotator, error) { return one(timex.New(l.read(l.taxonomy, "calendar.txt"))) },
	func(l *loader) ([]doc.Annotator, error) {
		return one(quote.New(l.read(l.models, "attribution.model"), l.read(l.taxonomy, "cues.txt")))
	},
}

func one(a doc.Annotator, err error) ([]doc.Annotator, error) { return []doc.Annotator{a}, err }

// names are the annotators of package entity.
func names(l *loader) ([]doc.Annotator, error) {
	lists := entity.Lists{
		Places: l.read(l.taxonomy, "places.txt"), States: l.read(l.taxonomy, "states.txt"),
		Offices: l.read(l.taxonomy, "offices.txt"), Given: l.read(l.taxonomy, "given.txt"),
	}
	as, err := entity.New(l.read(l.models, "names.model"), lists)
	if err != nil {
		return nil, err
	}
	chains, err := entity.NewChains(l.read(l.models, "coref.model"), lists)
	return append(as, chains), err
}
