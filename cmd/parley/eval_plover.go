package main

import (
	"os"
	"path/filepath"

	"parley/eval"
	"parley/internal/doc"
)

// evalPlover scores the class of what a sentence says was done.
func evalPlover(e *engine, path string) (any, error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		path = filepath.Join(path, "plover-gold-half.jsonl")
	}
	acts, err := e.extract.ActReader()
	if err != nil {
		return nil, err
	}
	return eval.Plover(path, func(text string) string {
		d := &doc.Doc{Text: text}
		e.pipeline.Run(d)
		for _, class := range acts.Of(d) {
			if class != "" {
				return class
			}
		}
		return ""
	}, nil)
}
