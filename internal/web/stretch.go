package web

import (
	"net/http"
	"strconv"
	"unicode/utf8"

	"parley/internal/source"
)

// A stretch is the part of an article that a page shows.
type stretch struct {
	text       string
	start, end int // code points of the article, half-open
	part, of   int // from 0
}

// partOf returns the part of an article that a request asks for: the one it
// names, the one that a search leads to, else the first.
func partOf(r *http.Request, art source.Article) (stretch, error) {
	n := utf8.RuneCountInString(art.Text)
	s := stretch{text: art.Text, end: n, of: max(1, (n+partSize-1)/partSize)}
	if p := r.FormValue("part"); p != "" {
		k, err := strconv.Atoi(p)
		if err != nil || k < 1 || k > s.of {
			return s, badRequest("This article has " + plural(s.of, "part", "parts") + ".")
		}
		s.part = k - 1
	} else if m := found(r); len(m) > 0 {
		s.part = min(m[0].start/partSize, s.of-1)
	}
	if s.of > 1 {
		s.start = s.part * partSize
		s.end = min(n, s.start+partSize)
		from := skip(art.Text, s.start)
		s.text = art.Text[from : from+skip(art.Text[from:], s.end-s.start)]
	}
	return s, nil
}

// skip returns the byte offset of the n-th code point of a text.
func skip(text string, n int) int {
	for i := range text {
		if n == 0 {
			return i
		}
		n--
	}
	return len(text)
}

// pager leads through the parts; empty where there is one.
func (s stretch) pager(id string) pager {
	if s.of == 1 {
		return pager{}
	}
	p := pager{Text: "part " + number(s.part+1) + " of " + number(s.of)}
	if s.part > 0 {
		p.Prev = articleHref(id) + "?part=" + itoa(s.part)
	}
	if s.part+1 < s.of {
		p.Next = articleHref(id) + "?part=" + itoa(s.part+2)
	}
	return p
}

// notes are those whose first words stand in the part.
func (s stretch) notes(all []note) []note {
	var out []note
	for _, n := range all {
		if n.start >= s.start && n.start < s.end || s.of == 1 {
			out = append(out, n)
		}
	}
	return out
}
