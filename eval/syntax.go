package eval

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"unicode"
)

// Word is a syntactic word of a treebank or of what is scored against one.
type Word struct {
	Start, End int    // in the text without white space, in code points; the words of one surface word share it
	UPOS       string // Universal Dependencies part of speech
	Head       int    // index of the governing word; -1 for the root
	Rel        string // main type of the relation, without what follows a colon
}

// Bank is a treebank or a parsed text.
type Bank struct {
	Text      string   // raw: forms with the spaces between them, paragraphs parted by blank lines
	Words     []Word   // in order
	Sentences [][2]int // in the text without white space, half-open
}

// errTree is wrapped by errors about trees that are not CoNLL-U.
var errTree = errors.New("not CoNLL-U")

// ReadBank reads CoNLL-U, gzipped or not: words, tags and basic dependencies.
func ReadBank(path string) (Bank, error) {
	f, err := os.Open(path)
	if err != nil {
		return Bank{}, fmt.Errorf("eval: syntax: %w", err)
	}
	defer func() { _ = f.Close() }()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return Bank{}, fmt.Errorf("eval: syntax: %s: %w", path, err)
		}
	}
	b, err := ParseBank(r)
	if err != nil {
		return Bank{}, fmt.Errorf("eval: syntax: %s: %w", path, err)
	}
	return b, nil
}

// bankReader builds a Bank from rows.
type bankReader struct {
	Bank
	text       strings.Builder
	at         int // code points without white space so far
	first      int // first word of the sentence
	from       int // where the sentence begins
	until      int // last row of the surface word being read
	start, end int // of that surface word
}

// ParseBank reads CoNLL-U.
func ParseBank(r io.Reader) (Bank, error) {
	var b bankReader
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<24)
	for n := 1; lines.Scan(); n++ {
		if err := b.line(lines.Text()); err != nil {
			return Bank{}, fmt.Errorf("line %d: %w", n, err)
		}
	}
	b.close()
	b.Bank.Text = b.text.String()
	return b.Bank, lines.Err()
}

func (b *bankReader) line(s string) error {
	switch {
	case s == "":
		b.close()
		return nil
	case strings.HasPrefix(s, "# newdoc"), strings.HasPrefix(s, "# newpar"):
		if t := b.text.String(); t != "" && !strings.HasSuffix(t, "\n\n") {
			b.text.WriteString("\n\n")
		}
		return nil
	case s[0] == '#':
		return nil
	}
	f := strings.Split(s, "\t")
	if len(f) != 10 {
		return fmt.Errorf("%w: %d fields", errTree, len(f))
	}
	if strings.Contains(f[0], ".") {
		return nil
	}
	if _, to, ok := strings.Cut(f[0], "-"); ok {
		n, err := strconv.Atoi(to)
		if err != nil {
			return fmt.Errorf("%w: %q", errTree, f[0])
		}
		b.until = n
		b.start, b.end = b.surface(f[1], f[9])
		return nil
	}
	return b.word(f)
}

// surface adds a form to the text and returns where it stands.
func (b *bankReader) surface(form, misc string) (start, end int) {
	start = b.at
	for _, c := range form {
		if !unicode.IsSpace(c) {
			b.at++
		}
	}
	b.text.WriteString(form)
	if !strings.Contains(misc, "SpaceAfter=No") {
		b.text.WriteByte(' ')
	}
	return start, b.at
}

func (b *bankReader) word(f []string) error {
	id, err := strconv.Atoi(f[0])
	if err != nil {
		return fmt.Errorf("%w: %q", errTree, f[0])
	}
	w := Word{Start: b.start, End: b.end, UPOS: f[3], Head: -1}
	if id > b.until {
		w.Start, w.End = b.surface(f[1], f[9])
	}
	head, err := strconv.Atoi(f[6])
	if err != nil && f[6] != "_" {
		return fmt.Errorf("%w: head %q", errTree, f[6])
	}
	if head > 0 {
		w.Head = b.first + head - 1
	}
	w.Rel, _, _ = strings.Cut(f[7], ":")
	b.Words = append(b.Words, w)
	return nil
}

func (b *bankReader) close() {
	if len(b.Words) > b.first {
		b.Sentences = append(b.Sentences, [2]int{b.from, b.at})
	}
	b.first, b.from, b.until = len(b.Words), b.at, 0
}

// SyntaxResult holds F1 scores in percent, of words aligned by their place in
// the text, as the CoNLL shared tasks on parsing from raw text count them.
type SyntaxResult struct {
	Tokens    Percent `json:"tokens"`
	Sentences Percent `json:"sentences"`
	UPOS      Percent `json:"UPOS"`
	UAS       Percent `json:"UAS"`
	LAS       Percent `json:"LAS"`
	Words     int     `json:"words"` // of the gold
}

// Syntax scores made against gold; their texts must agree but for white space.
func Syntax(gold, made Bank) (SyntaxResult, error) {
	if a, b := squeeze(gold.Text), squeeze(made.Text); a != b {
		return SyntaxResult{}, errors.New("eval: syntax: the texts differ")
	}
	at := index(gold.Words)
	partner := make([]int, len(made.Words)) // index in gold, -1 if none
	for i, key := range keys(made.Words) {
		partner[i] = -1
		if g, ok := at[key]; ok {
			partner[i] = g
		}
	}
	var tokens, tags, heads, labels int
	for i, g := range partner {
		if g < 0 {
			continue
		}
		a, m := gold.Words[g], made.Words[i]
		tokens++
		if a.UPOS == m.UPOS {
			tags++
		}
		if same := a.Head < 0 && m.Head < 0 || a.Head >= 0 && m.Head >= 0 && partner[m.Head] == a.Head; same {
			heads++
			if a.Rel == m.Rel {
				labels++
			}
		}
	}
	f := func(right, all, made int) Percent { return prf(right, all, made).F }
	n, k := len(gold.Words), len(made.Words)
	return SyntaxResult{
		Tokens: f(tokens, n, k), UPOS: f(tags, n, k), UAS: f(heads, n, k), LAS: f(labels, n, k), Words: n,
		Sentences: f(common(gold.Sentences, made.Sentences), len(gold.Sentences), len(made.Sentences)),
	}, nil
}

// key is where a word stands, and which it is of the words there.
type key struct{ start, end, k int }

func keys(ws []Word) []key {
	out := make([]key, len(ws))
	for i, w := range ws {
		out[i] = key{w.Start, w.End, 0}
		if i > 0 && ws[i-1].Start == w.Start && ws[i-1].End == w.End {
			out[i].k = out[i-1].k + 1
		}
	}
	return out
}

func index(ws []Word) map[key]int {
	at := make(map[key]int, len(ws))
	for i, k := range keys(ws) {
		at[k] = i
	}
	return at
}

func common(a, b [][2]int) int {
	in := map[[2]int]bool{}
	for _, x := range a {
		in[x] = true
	}
	n := 0
	for _, x := range b {
		if in[x] {
			n++
		}
	}
	return n
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }
