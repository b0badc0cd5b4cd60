package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"

	"parley/internal/doc"
)

// differ lists where two ways to find sentences differ on the first n texts of
// a file of articles (JSON lines, gzip): "NEW" is found by the second alone.
func differ(path string, n int, first, second []doc.Annotator) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<24)
	for i := 0; i < n && lines.Scan(); i++ {
		var article struct{ Link, Text string }
		if err := json.Unmarshal(lines.Bytes(), &article); err != nil {
			return err
		}
		a, b := begins(article.Text, first), begins(article.Text, second)
		for at := range len(article.Text) {
			switch {
			case a[at] && !b[at]:
				fmt.Printf("GONE\t%d\t%s\n", i, around(article.Text, at, at, 60))
			case b[at] && !a[at]:
				fmt.Printf("NEW\t%d\t%s\n", i, around(article.Text, at, at, 60))
			}
		}
	}
	return lines.Err()
}

// begins returns the bytes at which the sentences of text begin.
func begins(text string, as []doc.Annotator) map[int]bool {
	d := &doc.Doc{Text: text}
	for _, a := range as {
		a.Run(d)
	}
	out := map[int]bool{}
	for _, s := range d.Sentences {
		out[d.Tokens[s.From].Start] = true
	}
	return out
}
