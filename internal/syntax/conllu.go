package syntax

import (
	"bufio"
	"io"
	"strconv"
	"strings"
	"unicode"

	"parley/internal/doc"
)

// WriteCoNLLU writes the sentences of d in the CoNLL-U format of Universal
// Dependencies v2: one row a token, a row "1-2" before the tokens of one
// surface word, SpaceAfter=No, "# newpar", "# sent_id" (1-based) and "# text".
// Layers that d lacks are written as "_". The line "# newdoc" is the caller's.
// The only errors are those of w.
func WriteCoNLLU(w io.Writer, d *doc.Doc) error {
	b := bufio.NewWriter(w)
	par := 0
	for n, s := range d.Sentences {
		for par < len(d.Paragraphs) && d.Paragraphs[par].From < s.From {
			par++
		}
		if par < len(d.Paragraphs) && d.Paragraphs[par].From == s.From {
			b.WriteString("# newpar\n")
		}
		b.WriteString("# sent_id = " + strconv.Itoa(n+1) + "\n# text = ")
		b.WriteString(plain(d.Words(d.SpanOf(s))))
		b.WriteByte('\n')
		writeRows(b, d, s)
		b.WriteByte('\n')
	}
	return b.Flush()
}

func writeRows(b *bufio.Writer, d *doc.Doc, s doc.Range) {
	last := s.From // token after the surface word being written
	for i := s.From; i < s.To; i++ {
		if i >= last {
			last = i + 1
			for last < s.To && d.Tokens[last].Joined {
				last++
			}
			if last > i+1 {
				sp := d.SpanOf(doc.Range{From: i, To: last})
				row(b, strconv.Itoa(i-s.From+1)+"-"+strconv.Itoa(last-s.From), d.Words(sp), "_", "_", "_", "_", "_", misc(d, last))
			}
		}
		tok := &d.Tokens[i]
		head, rel := "_", "_"
		if tok.Rel != "" {
			head, rel = "0", tok.Rel
			if tok.Head != doc.NoIndex {
				head = strconv.Itoa(tok.Head - s.From + 1)
			}
		}
		m := "_"
		if last == i+1 && !tok.Joined {
			m = misc(d, last)
		}
		row(b, strconv.Itoa(i-s.From+1), d.Form(i), tok.Lemma, tok.UPOS, tok.XPOS, head, rel, m)
	}
}

func row(b *bufio.Writer, id, form, lemma, upos, xpos, head, rel, misc string) {
	for i, f := range [...]string{id, plain(form), plain(lemma), upos, xpos, "_", head, rel, "_", misc} {
		if i > 0 {
			b.WriteByte('\t')
		}
		if f == "" {
			f = "_"
		}
		b.WriteString(f)
	}
	b.WriteByte('\n')
}

// misc returns SpaceAfter=No where token next follows without space.
func misc(d *doc.Doc, next int) string {
	if next < len(d.Tokens) && d.Tokens[next].Start == d.Tokens[next-1].End {
		return "SpaceAfter=No"
	}
	return "_"
}

// plain replaces what would break a row or a comment line by spaces.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, s)
}
