// Command lemmas learns the rules that turn forms into lemmas from the English
// treebanks EWT and GUM of Universal Dependencies, leaving out the genres of
// GUM whose texts are non-commercial, and writes lemmas.model:
//
//	go run ./train/lemmas -data DIR -out models/lemmas.model
//
// The same data give the same file, bit for bit.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"parley/internal/doc"
	"parley/internal/nn"
	"parley/internal/syntax"
)

func main() {
	data := flag.String("data", "", "folder with en_ewt-ud-train.conllu.gz and en_gum-ud-train.conllu.gz")
	out := flag.String("out", "models/lemmas.model", "file to write")
	flag.Parse()
	if err := run(*data, *out); err != nil {
		fmt.Fprintln(os.Stderr, "lemmas:", err)
		os.Exit(1)
	}
}

func run(data, out string) error {
	var docs []*doc.Doc
	for _, bank := range []string{"ewt", "gum"} {
		ds, err := read(filepath.Join(data, "en_"+bank+"-ud-train.conllu.gz"), wanted)
		if err != nil {
			return err
		}
		docs = append(docs, ds...)
	}
	b, err := nn.Encode(nn.Model{
		Kind: "lemmas", Version: syntax.LemmasVersion, Sections: map[string][]byte{"rules": []byte(strings.Join(learnLemmas(docs), "\n"))},
		Meta: map[string]string{"data": "UD English EWT and GUM (free genres), train", "command": "go run ./train/lemmas -data DIR -out FILE"},
	})
	if err != nil {
		return err
	}
	return os.WriteFile(out, b, 0o644)
}

// label returns the tags of token i as lemma rules name them.
func label(d *doc.Doc, i int) string { return d.Tokens[i].XPOS + "|" + d.Tokens[i].UPOS }
