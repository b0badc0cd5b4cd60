package main

import (
	"bufio"
	"compress/gzip"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// joined returns the document with some of its paragraph breaks lost, as where
// a page was saved as one text: what begins a paragraph still begins a sentence.
func (g *gold) joined(share float64, r *rand.Rand) *gold {
	b := []byte(g.text)
	for i, c := range b {
		if c == '\n' && r.Float64() < share {
			b[i] = ' '
		}
	}
	out := *g
	out.text = string(b)
	return &out
}

// news returns the texts of folder dir with the sentences that another splitter
// found in them (rows D and S of the table, and the offset of the row after S).
// The full stop that its makers put after every headline is taken off again.
func news(dir, table string) ([]*gold, error) {
	f, err := os.Open(table)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	var docs []*gold
	var d *gold
	var at []int // byte of each code point
	fresh := false
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		row := strings.Split(lines.Text(), "\t")
		switch row[0] {
		case "D":
			b, err := os.ReadFile(filepath.Join(dir, row[1]+".txt"))
			if err != nil {
				return nil, err
			}
			text := string(b)
			if head, _, ok := strings.Cut(text, "\n"); ok && strings.HasSuffix(head, ".") {
				text = head[:len(head)-1] + " " + text[len(head):]
			}
			d = &gold{id: row[1], text: text, plain: true}
			docs = append(docs, d)
			at = at[:0]
			for i := range text {
				at = append(at, i)
			}
			d.heads = paragraphs(text)
			d.sentences = append(d.sentences, d.heads...)
		case "S":
			fresh = true
		case "T":
			n, err := strconv.Atoi(row[8])
			if err != nil {
				return nil, err
			}
			if fresh && n < len(at) {
				d.sentences = append(d.sentences, at[n])
			}
			fresh = false
		}
	}
	for _, g := range docs {
		slices.Sort(g.sentences)
		g.sentences = slices.Compact(g.sentences)
	}
	return docs, lines.Err()
}

// paragraphs returns where the lines of text begin that have anything in them.
func paragraphs(text string) []int {
	var out []int
	start := true
	for i, r := range text {
		switch {
		case r == '\n':
			start = true
		case start && r != ' ' && r != '\t' && r != '\r' && r != '\u00a0' && r != '\ufeff':
			out = append(out, i)
			start = false
		}
	}
	return out
}
