package main

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"parley/internal/doc"
)

// free are the genres of GUM that are not listed as non-commercial.
var free = map[string]bool{"academic": true, "bio": true, "court": true, "interview": true, "news": true, "speech": true, "textbook": true, "vlog": true, "voyage": true}

// read returns the documents of a treebank file (.conllu or .conllu.gz) that
// keep wants, with tokens, sentences, tags and dependencies as annotated.
func read(path string, keep func(id string) bool) ([]*doc.Doc, error) {
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
	b.sentence()
	b.document("")
	return b.docs, lines.Err()
}

// wanted keeps what may be used commercially.
func wanted(id string) bool {
	name, ok := strings.CutPrefix(id, "GUM_")
	if !ok {
		return true
	}
	genre, _, _ := strings.Cut(name, "_")
	return free[genre]
}

// builder turns rows into documents.
type builder struct {
	keep  func(id string) bool
	docs  []*doc.Doc
	d     *doc.Doc
	text  strings.Builder
	from  int // first token of the sentence
	until int // last row of the surface word that is being read
	tail  string
}

func (b *builder) line(s string) error {
	if id, ok := strings.CutPrefix(s, "# newdoc id = "); ok {
		b.document(id)
		return nil
	}
	if strings.HasPrefix(s, "# newpar") && b.d != nil {
		b.text.WriteByte('\n')
	}
	if s == "" {
		b.sentence()
	}
	if s == "" || s[0] == '#' || b.d == nil {
		return nil
	}
	f := strings.Split(s, "\t")
	if len(f) != 10 {
		return fmt.Errorf("%d fields", len(f))
	}
	if strings.Contains(f[0], ".") {
		return nil
	}
	if _, to, ok := strings.Cut(f[0], "-"); ok {
		n, err := strconv.Atoi(to)
		b.until, b.tail = n, after(f[9])
		return err
	}
	return b.row(f)
}

// row adds the token that f describes.
func (b *builder) row(f []string) error {
	id, err := strconv.Atoi(f[0])
	if err != nil {
		return err
	}
	head, err := strconv.Atoi(f[6])
	if err != nil {
		return err
	}
	start := b.text.Len()
	b.text.WriteString(f[1])
	tok := doc.Token{Span: doc.Span{Start: start, End: b.text.Len()}, UPOS: f[3], XPOS: f[4], Lemma: f[2], Head: doc.NoIndex, Rel: f[7]}
	if head > 0 {
		tok.Head = b.from + head - 1
	}
	if n := len(b.d.Tokens); id <= b.until && n > b.from && b.d.Tokens[n-1].End == start {
		tok.Joined = true
	}
	b.d.Tokens = append(b.d.Tokens, tok)
	switch {
	case id == b.until:
		b.text.WriteString(b.tail)
		b.until = 0
	case id > b.until:
		b.text.WriteString(after(f[9]))
	}
	return nil
}

// after returns the space that follows a token.
func after(misc string) string {
	if strings.Contains(misc, "SpaceAfter=No") {
		return ""
	}
	return " "
}

func (b *builder) sentence() {
	if b.d != nil && len(b.d.Tokens) > b.from {
		b.d.Sentences = append(b.d.Sentences, doc.Range{From: b.from, To: len(b.d.Tokens)})
		b.from = len(b.d.Tokens)
	}
	b.until = 0
}

// document ends the document being read and begins the next.
func (b *builder) document(id string) {
	if b.d != nil {
		b.d.Text = b.text.String()
		b.docs = append(b.docs, b.d)
	}
	b.d, b.from = nil, 0
	b.text.Reset()
	if id != "" && b.keep(id) {
		b.d = &doc.Doc{Title: id}
	}
}
