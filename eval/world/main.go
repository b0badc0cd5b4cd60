// Command world joins gold that holds no words (eval/gold/world-*.jsonl) with
// the file that has its articles:
//
//	go run ./eval/world GOLD ARTICLES DIR
//
// writes DIR/articles.jsonl, to be annotated, and DIR/gold.jsonl, to be scored
// against. Both hold article text: DIR is no place in the project.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"parley/eval"
)

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: world GOLD ARTICLES DIR")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		fmt.Fprintln(os.Stderr, "world:", err)
		os.Exit(1)
	}
}

func run(gold, articles, dir string) error {
	g, err := os.ReadFile(gold)
	if err != nil {
		return err
	}
	items, err := eval.ReadGold(bytes.NewReader(g))
	if err != nil {
		return err
	}
	a, err := os.Open(articles)
	if err != nil {
		return err
	}
	defer func() { _ = a.Close() }()
	j, err := eval.Join(items, a)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	for _, item := range j.Gold {
		if err := enc.Encode(item); err != nil {
			return err
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "gold.jsonl"), out.Bytes(), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "articles.jsonl"), append(bytes.Join(j.Articles, []byte("\n")), '\n'), 0o644)
}
