package source

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// maxEscape is how many times longer than its text a JSON line may be: each
// byte may be written as \u00xx.
const maxEscape = 6

// lines reads JSON lines, one article each. Empty lines do not count as bad.
func (out *sink) lines(path string, in io.Reader) {
	buf := bufio.NewReaderSize(in, sniffed)
	for n := 1; !out.done; n++ {
		line, long, err := nextLine(buf, out.limit*maxEscape)
		if err != nil && !errors.Is(err, io.EOF) {
			out.problem(&Problem{File: path, Line: n, Lost: true, Why: "reading stopped here: " + plain(err)})
			return
		}
		line = bytes.TrimSpace(line)
		if n == 1 {
			line = bytes.TrimSpace(bytes.TrimPrefix(line, []byte(bom)))
		}
		switch {
		case long:
			out.problem(tooLong(path, n, out.limit))
		case len(line) > 0:
			out.line(path, n, line)
		}
		if err != nil {
			return
		}
	}
}

// nextLine returns the next line. One longer than limit is read over and not
// held: long is true. err is io.EOF with the last line.
func nextLine(buf *bufio.Reader, limit int) (line []byte, long bool, err error) {
	for {
		part, err := buf.ReadSlice('\n')
		if len(line)+len(part) > limit {
			line, long = nil, true
		}
		if !long {
			line = append(line, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, long, err
		}
	}
}

// line reads the article of line n.
func (out *sink) line(path string, n int, line []byte) {
	lost := func(why string) { out.problem(&Problem{File: path, Line: n, Lost: true, Why: why}) }
	notice := func(why string) { out.problem(&Problem{File: path, Line: n, Why: why}) }
	if !utf8.Valid(line) {
		text, replaced := clean(line)
		line = []byte(text)
		out.problem(replacedNotice(path, n, replaced))
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(line, &fields); err != nil {
		lost(jsonTrouble(err))
		return
	}
	raw, ok := fields["text"]
	if !ok || string(raw) == "null" {
		lost("no field \"text\"")
		return
	}
	a := Article{}
	if err := json.Unmarshal(raw, &a.Text); err != nil {
		lost("the field \"text\" is not a string")
		return
	}
	if a.Text = strings.TrimPrefix(a.Text, bom); len(a.Text) > out.limit {
		out.problem(tooLong(path, n, out.limit))
		return
	}
	if strings.IndexByte(a.Text, 0) >= 0 {
		notice("zero characters replaced by U+FFFD")
		a.Text = strings.ReplaceAll(a.Text, "\x00", "\ufffd")
	}
	for _, why := range a.fields(fields) {
		notice(why)
	}
	a.Doc = a.Link
	if a.Doc == "" {
		a.Doc = fmt.Sprintf("%s#%d", path, n)
	}
	out.article(a)
}

// fields takes the fields besides the text and returns what was wrong with them.
func (a *Article) fields(fields map[string]json.RawMessage) (wrong []string) {
	get := func(names ...string) string {
		for _, name := range names {
			raw, ok := fields[name]
			if !ok || string(raw) == "null" {
				continue
			}
			var s string
			if json.Unmarshal(raw, &s) != nil {
				wrong = append(wrong, fmt.Sprintf("the field %q is not a string", name))
				continue
			}
			if s = strings.TrimSpace(strings.ReplaceAll(s, "\x00", "\ufffd")); s != "" {
				return s
			}
		}
		return ""
	}
	a.Title = get("title")
	a.Outlet = get("outlet", "source")
	a.Link = get("link", "url")
	a.Language = get("lang", "language")
	if why := a.date(get("published", "date")); why != "" {
		wrong = append(wrong, why)
	}
	return wrong
}

// jsonTrouble words an error of the JSON reader for people.
func jsonTrouble(err error) string {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Sprintf("no JSON: %v (byte %d of the line)", syntax, syntax.Offset)
	case errors.As(err, &kind):
		return "not a JSON object but " + kind.Value
	}
	return "no JSON: " + err.Error()
}

// looksLikeLines tells whether head, the start of an input, is JSON lines:
// one of its first lines is a JSON object.
func looksLikeLines(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte(bom)), " \t\r\n")
	if len(head) == 0 || head[0] != '{' {
		return false
	}
	for rest, n := head, 0; len(rest) > 0 && n < 8; n++ {
		line, after, _ := bytes.Cut(rest, []byte("\n"))
		if line = bytes.TrimSpace(line); len(line) > 0 && line[0] == '{' && json.Valid(line) {
			return true
		}
		rest = after
	}
	// The first line may be longer than the head.
	return bytes.IndexByte(head, '\n') < 0 && len(head) > sniffed/2 && bytes.HasPrefix(bytes.TrimLeft(head[1:], " \t"), []byte(`"`))
}
