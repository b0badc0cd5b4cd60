package source

import (
	"io"
	"strconv"
	"strings"
)

// text reads a plain text, or a Markdown one with front matter.
func (out *sink) text(path string, in io.Reader, markdown bool) {
	b, ok, err := readAll(in, out.limit)
	switch {
	case err != nil:
		out.failed(path, err)
		return
	case !ok:
		out.problem(tooLong(path, 0, out.limit))
		return
	case binary(b[:min(len(b), sniffed)]):
		out.problem(&Problem{File: path, Lost: true, Why: "binary, or not in UTF-8"})
		return
	}
	text, replaced := clean(b)
	if replaced > 0 {
		out.problem(replacedNotice(path, 0, replaced))
	}
	a := Article{Doc: path, Text: text}
	if markdown {
		if why := a.frontMatter(); why != "" {
			out.problem(&Problem{File: path, Why: why})
		}
	}
	out.article(a)
}

// frontMatter takes the fields between two lines of --- off the start of the
// text. Without a closing line there is none. It returns why a date could not
// be taken, "" if none was wrong.
func (a *Article) frontMatter() (why string) {
	first, rest, ok := cutLine(a.Text)
	if !ok || strings.TrimRight(first, " \t") != "---" {
		return ""
	}
	head := *a
	for more := true; more; {
		var line string
		line, rest, more = cutLine(rest)
		switch strings.TrimRight(line, " \t") {
		case "---", "...":
			head.Text = rest
			*a = head
			return why
		}
		if !fieldLine(line) {
			return ""
		}
		if w := head.field(line); w != "" {
			why = w
		}
	}
	return ""
}

// hasFrontMatter tells whether head, the start of a text of no known kind,
// begins with front matter that says something of the article: a line of ---
// may also be a mere rule.
func hasFrontMatter(head string) bool {
	a := Article{Text: strings.TrimPrefix(head, bom)}
	why := a.frontMatter()
	return why != "" || a.Title+a.Link+a.Outlet+a.Language != "" || !a.Published.IsZero()
}

// fieldLine tells whether a line can stand in front matter: a field, a part of
// one, a comment or nothing.
func fieldLine(line string) bool {
	if line == "" || strings.ContainsRune(" \t#-", rune(line[0])) {
		return true
	}
	name, _, ok := strings.Cut(line, ":")
	return ok && len(name) <= 40 && len(strings.Fields(name)) <= 2
}

// cutLine splits s after its first line; the line comes without its break.
// more is false where s had no line break.
func cutLine(s string) (line, rest string, more bool) {
	line, rest, more = strings.Cut(s, "\n")
	return strings.TrimSuffix(line, "\r"), rest, more
}

// field takes one "name: value" line.
func (a *Article) field(line string) (why string) {
	name, value, ok := strings.Cut(line, ":")
	if !ok {
		return ""
	}
	value = unquote(strings.TrimSpace(value))
	switch strings.ToLower(strings.TrimSpace(name)) {
	case "title":
		a.Title = value
	case "link", "url":
		a.Link = value
	case "outlet", "source":
		a.Outlet = value
	case "date", "published":
		return a.date(value)
	case "lang", "language":
		a.Language = value
	}
	return ""
}

// unquote takes off the quotation marks of a YAML scalar.
func unquote(s string) string {
	if len(s) < 2 || s[0] != s[len(s)-1] {
		return s
	}
	switch s[0] {
	case '"':
		if u, err := strconv.Unquote(s); err == nil {
			return strings.ToValidUTF8(strings.ReplaceAll(u, "\x00", "\ufffd"), "\ufffd")
		}
		return s[1 : len(s)-1]
	case '\'':
		return strings.ReplaceAll(s[1:len(s)-1], "''", "'")
	}
	return s
}
