package eval

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// Joined is gold with the words it points at, and the articles it is about.
type Joined struct {
	Gold     []Gold   // without lines of kind article; Text is set
	Articles [][]byte // one line of JSON each, in the order of gold: as read, but for the slash that ends some links
}

// Join looks up the texts that gold names by link and hash. Articles are JSON
// lines, gzipped or not, with at least link and text. It is an error if one is
// missing or has another text, or if a span does not lie within its text.
func Join(gold []Gold, articles io.Reader) (Joined, error) {
	wanted := map[string]*Gold{} // by link
	for i := range gold {
		if gold[i].Kind == "article" {
			wanted[gold[i].Link] = &gold[i]
		}
	}
	texts, lines := map[string][]rune{}, map[string][]byte{} // by doc
	plain, err := unzipped(articles)
	if err != nil {
		return Joined{}, fmt.Errorf("eval: join: %w", err)
	}
	err = eachLine(plain, func(n int, line []byte) error {
		var a struct{ Link, Text string }
		if err := json.Unmarshal(line, &a); err != nil {
			return fmt.Errorf("eval: join: line %d: %w", n, err)
		}
		g := wanted[a.Link]
		if g == nil {
			return nil
		}
		if sum := sha256.Sum256([]byte(a.Text)); !strings.EqualFold(hex.EncodeToString(sum[:]), g.SHA256) {
			return fmt.Errorf("eval: join: line %d: the text of %s is not the one that was marked", n, a.Link)
		}
		texts[g.Doc] = []rune(a.Text)
		lines[g.Doc], err = trimLink(line, a.Link)
		return err
	})
	if err != nil {
		return Joined{}, err
	}
	return join(gold, texts, lines)
}

// trimLink returns the line with no slash at the end of its link, so that the
// last part of it is the article's doc for every scorer.
func trimLink(line []byte, link string) ([]byte, error) {
	if !strings.HasSuffix(link, "/") {
		return bytes.Clone(line), nil
	}
	var fields map[string]any
	if err := json.Unmarshal(line, &fields); err != nil {
		return nil, err
	}
	fields["link"] = strings.TrimRight(link, "/")
	return json.Marshal(fields)
}

// join fills in the words; texts and lines are by doc.
func join(gold []Gold, texts map[string][]rune, lines map[string][]byte) (Joined, error) {
	var out Joined
	for _, g := range gold {
		text, ok := texts[g.Doc]
		switch {
		case !ok && g.Kind == "article":
			return Joined{}, fmt.Errorf("eval: join: no article %s", g.Link)
		case !ok:
			return Joined{}, fmt.Errorf("eval: join: no article line for %s", g.Doc)
		case g.Kind == "article":
			out.Articles = append(out.Articles, lines[g.Doc])
			continue
		case g.Span[0] < 0 || g.Span[0] >= g.Span[1] || g.Span[1] > len(text):
			return Joined{}, fmt.Errorf("eval: join: %s: span %v in a text of %d", g.Doc, g.Span, len(text))
		}
		g.Text = string(text[g.Span[0]:g.Span[1]])
		out.Gold = append(out.Gold, g)
	}
	return out, nil
}

// unzipped reads r, unpacking it if it is gzipped.
func unzipped(r io.Reader) (io.Reader, error) {
	br := bufio.NewReader(r)
	if magic, _ := br.Peek(2); len(magic) == 2 && magic[0] == 0x1f && magic[1] == 0x8b {
		return gzip.NewReader(br)
	}
	return br, nil
}
