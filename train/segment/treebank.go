package main

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

// free are the genres of GUM that are not listed as non-commercial.
var free = map[string]bool{"academic": true, "bio": true, "court": true, "interview": true, "news": true, "speech": true, "textbook": true, "vlog": true, "voyage": true}

// wanted keeps what may be used commercially.
func wanted(id string) bool {
	name, ok := strings.CutPrefix(id, "GUM_")
	if !ok {
		return true
	}
	genre, _, _ := strings.Cut(name, "_")
	return free[genre]
}

// gold is a document as it is written, with where its tokens and sentences are.
type gold struct {
	id        string
	text      string // a line for each paragraph
	words     []word // surface words
	sentences []int  // byte where each begins
	heads     []int  // byte where each paragraph begins, of news
	plain     bool   // sentences are the work of another splitter
}

// word is a surface word: its bytes, and how many tokens it is.
type word struct{ start, end, tokens int }

// treebank returns the documents of a file in CoNLL-U (.gz too) that keep wants.
func treebank(path string, keep func(id string) bool) ([]*gold, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	b := builder{keep: keep}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if err := b.line(lines.Text()); err != nil {
			return nil, fmt.Errorf("%s line %d: %w", path, n, err)
		}
	}
	b.document("")
	return b.docs, lines.Err()
}

// builder turns rows into documents.
type builder struct {
	keep  func(id string) bool
	docs  []*gold
	d     *gold
	text  strings.Builder
	fresh bool // no row of the sentence was read yet
	until int  // last row of the surface word that is being read
}

func (b *builder) line(s string) error {
	if id, ok := strings.CutPrefix(s, "# newdoc id = "); ok {
		b.document(id)
		return nil
	}
	if strings.HasPrefix(s, "# newpar") && b.text.Len() > 0 {
		b.text.WriteByte('\n')
	}
	if s == "" {
		b.fresh, b.until = true, 0
	}
	if s == "" || s[0] == '#' || b.d == nil {
		return nil
	}
	f := strings.Split(s, "\t")
	if len(f) != 10 {
		return fmt.Errorf("%d fields", len(f))
	}
	return b.row(f)
}

func (b *builder) row(f []string) error {
	if strings.Contains(f[0], ".") {
		return nil
	}
	n := 1
	if from, to, ok := strings.Cut(f[0], "-"); ok {
		first, err := strconv.Atoi(from)
		if err != nil {
			return err
		}
		if b.until, err = strconv.Atoi(to); err != nil {
			return err
		}
		n = b.until - first + 1
	} else if id, err := strconv.Atoi(f[0]); err != nil || id <= b.until {
		return err
	}
	if b.fresh {
		b.d.sentences = append(b.d.sentences, b.text.Len())
		b.fresh = false
	}
	start := b.text.Len()
	b.text.WriteString(f[1])
	b.d.words = append(b.d.words, word{start, b.text.Len(), n})
	if !strings.Contains(f[9], "SpaceAfter=No") {
		b.text.WriteByte(' ')
	}
	return nil
}

// document ends the document being read and begins the next.
func (b *builder) document(id string) {
	if b.d != nil {
		b.d.text = b.text.String()
		b.docs = append(b.docs, b.d)
	}
	b.d, b.fresh = nil, true
	b.text.Reset()
	if id != "" && b.keep(id) {
		b.d = &gold{id: id}
	}
}
