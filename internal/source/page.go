package source

import (
	"bytes"
	"fmt"
	"io"
	"net/url"
	"strings"

	"codeberg.org/readeck/go-readability"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

const (
	maxPage     = 32 << 20 // bytes of a page
	maxElements = 60_000   // of a page that is searched for its main text
)

// html reads a page: its main text, one line per block, and what its markup
// tells about the article.
func (out *sink) html(path string, in io.Reader) {
	b, ok, err := readAll(in, maxPage)
	switch {
	case err != nil:
		out.failed(path, err)
		return
	case !ok:
		out.problem(tooLong(path, 0, maxPage))
		return
	}
	page, replaced, err := decode(b)
	if err != nil {
		out.problem(&Problem{File: path, Lost: true, Why: err.Error()})
		return
	}
	if replaced > 0 {
		out.problem(replacedNotice(path, 0, replaced))
	}
	a := Article{Doc: path}
	root, err := parsePage(page)
	if err != nil {
		out.problem(&Problem{File: path, Why: "tangled markup, all of its text taken: " + err.Error()})
		a.Text = allText(page)
	} else {
		if why := a.describe(root); why != "" {
			out.problem(&Problem{File: path, Why: why})
		}
		a.Text = mainText(root, a.Link)
	}
	if len(a.Text) > out.limit {
		out.problem(tooLong(path, 0, out.limit))
		return
	}
	out.article(a)
}

// decode turns a page into UTF-8 by its byte-order mark, its own declaration
// or, failing both, its bytes. Invalid bytes become U+FFFD and are counted.
func decode(b []byte) (page string, replaced int, err error) {
	if utf16 := bytes.HasPrefix(b, []byte("\xff\xfe")) || bytes.HasPrefix(b, []byte("\xfe\xff")); !utf16 && binary(b[:min(len(b), 1024)]) &&
		bytes.IndexByte(b[:min(len(b), 1024)], 0) >= 0 {
		return "", 0, fmt.Errorf("binary, no page")
	}
	enc, name, _ := charset.DetermineEncoding(b, "")
	if name != "utf-8" {
		if b, err = enc.NewDecoder().Bytes(b); err != nil {
			return "", 0, fmt.Errorf("not in %s as it says: %w", name, err)
		}
	}
	page, replaced = clean(b)
	return page, replaced, nil
}

// parsePage builds the tree of a page. It fails for one nested deeper than
// 512 elements, as a tree so deep is no article but a trap.
func parsePage(page string) (root *html.Node, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	return html.Parse(strings.NewReader(page))
}

// mainText returns the article that a page holds, one block a line. It calls
// the one library that finds main texts; where that finds none or is beaten,
// the whole body is taken. root is changed.
func mainText(root *html.Node, link string) string {
	if text := readable(root, link); strings.TrimSpace(text) != "" {
		return text
	}
	return blocks(root)
}

func readable(root *html.Node, link string) (text string) {
	defer func() {
		if recover() != nil { // the library's own fault: fall back on the body
			text = ""
		}
	}()
	parser := readability.NewParser()
	parser.MaxElemsToParse = maxElements
	parser.DisableJSONLD = true
	base, err := url.Parse(link)
	if err != nil || link == "" {
		base = &url.URL{Scheme: "http", Host: "localhost", Path: "/"}
	}
	art, err := parser.ParseDocument(root, base)
	if err != nil || art.Node == nil {
		return ""
	}
	return blocks(art.Node)
}

// inline are the elements that do not end a line; 0 is one of no known name.
var inline = map[atom.Atom]bool{
	0: true, atom.A: true, atom.Abbr: true, atom.B: true, atom.Bdi: true, atom.Bdo: true, atom.Cite: true, atom.Code: true, atom.Data: true,
	atom.Del: true, atom.Dfn: true, atom.Em: true, atom.Font: true, atom.I: true, atom.Ins: true, atom.Kbd: true, atom.Mark: true,
	atom.Q: true, atom.S: true, atom.Samp: true, atom.Small: true, atom.Span: true, atom.Strong: true, atom.Sub: true,
	atom.Sup: true, atom.Time: true, atom.U: true, atom.Var: true, atom.Wbr: true, atom.Label: true, atom.Tt: true, atom.Big: true,
}

// silent are the elements whose text is not shown.
var silent = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Head: true, atom.Iframe: true, atom.Object: true,
	atom.Svg: true, atom.Math: true, atom.Select: true, atom.Textarea: true, atom.Button: true, atom.Figcaption: true, atom.Nav: true,
	atom.Title: true, atom.Audio: true, atom.Video: true, atom.Canvas: true,
}

// blocks returns the visible text under n, one block element a line, runs of
// white space as one space, without empty lines. The tree is at most 512 deep.
func blocks(n *html.Node) string {
	var w lineWriter
	var visit func(n *html.Node)
	visit = func(n *html.Node) {
		switch n.Type {
		case html.TextNode:
			w.add(n.Data)
			return
		case html.ElementNode:
			if silent[n.DataAtom] {
				return
			}
		}
		block := n.Type == html.ElementNode && !inline[n.DataAtom]
		if block {
			w.newline()
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c)
		}
		if block {
			w.newline()
		}
	}
	visit(n)
	return w.String()
}

// allText returns the visible text of a page by its tags alone, without a
// tree, in time linear in the page whatever its nesting.
func allText(page string) string {
	var w lineWriter
	z := html.NewTokenizer(strings.NewReader(page))
	hidden := atom.Atom(0)
	for {
		switch z.Next() {
		case html.ErrorToken:
			return w.String()
		case html.TextToken:
			if hidden == 0 {
				w.add(string(z.Text()))
			}
		case html.StartTagToken:
			name, _ := z.TagName()
			a := atom.Lookup(name)
			if hidden == 0 && (a == atom.Script || a == atom.Style || a == atom.Title || a == atom.Noscript || a == atom.Template) {
				hidden = a
			}
			if !inline[a] {
				w.newline()
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			a := atom.Lookup(name)
			if a == hidden {
				hidden = 0
			}
			if !inline[a] {
				w.newline()
			}
		case html.SelfClosingTagToken:
			w.newline()
		}
	}
}

// lineWriter builds a text of lines, each without white space at its ends.
type lineWriter struct {
	out   strings.Builder
	space bool // white space is due before the next word
	begun bool // the line has a word
}

func (w *lineWriter) add(s string) {
	for i, field := range strings.FieldsFunc(s, htmlSpace) {
		if w.begun && (w.space || i > 0 || htmlSpace(rune(s[0]))) {
			w.out.WriteByte(' ')
		}
		if !w.begun && w.out.Len() > 0 {
			w.out.WriteByte('\n')
		}
		w.out.WriteString(field)
		w.begun, w.space = true, false
	}
	if s != "" && htmlSpace(rune(s[len(s)-1])) {
		w.space = true
	}
}

func (w *lineWriter) newline() { w.begun, w.space = false, false }

func (w *lineWriter) String() string {
	if w.out.Len() == 0 {
		return ""
	}
	return w.out.String() + "\n"
}

// htmlSpace tells whether r is white space in HTML. A no-break space is not.
func htmlSpace(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f' }
