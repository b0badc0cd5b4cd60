package web

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// bracketed reads a text in which [a ...] stands for a mark of class a; the
// brackets may nest and, named at their end too, overlap: "[a x [b y a] z b]".
func bracketed(s string) (string, []mark) {
	var text strings.Builder
	var marks []mark
	at := 0
	rs := []rune(s)
	for i := 0; i < len(rs); i++ {
		switch {
		case rs[i] == '[':
			marks = append(marks, mark{start: at, class: string(rs[i+1])})
			i++
		case rs[i] == ']':
			for j := range marks {
				if marks[j].class == string(rs[i+1]) {
					marks[j].end = at
				}
			}
			i++
		default:
			text.WriteRune(rs[i])
			at++
		}
	}
	return text.String(), marks
}

func TestCut(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"no mark", "all plain", "all plain"},
		{"one mark", "they [asaid yes]a then", "they |a:said yes| then"},
		{"nested marks", "[awe [bwant]b it]a now", "a:we |ab:want|a: it| now"},
		{"overlapping marks", "[aone [btwo]a three]b", "a:one |ab:two|b: three"},
		{"marks that touch", "[aone]a[btwo]b", "a:one|b:two"},
		{"the same stretch twice", "x[a[bword]b]a", "x|ab:word"},
		{"letters beyond ASCII", "é[a日本]a😀[bж]b", "é|a:日本|😀|b:ж"},
		{"an empty text", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			text, marks := bracketed(c.in)
			var got []string
			for _, seg := range cut(text, marks) {
				names := ""
				for _, m := range seg.marks {
					names += marks[m].class
				}
				if names != "" {
					names += ":"
				}
				got = append(got, names+seg.text)
			}
			if g := strings.Join(got, "|"); g != c.want {
				t.Errorf("cut into %q, want %q", g, c.want)
			}
		})
	}
}

func TestParagraphsFollowOneAnother(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"one\ntwo", "one\n|two"},
		{"one\n\n\n  two\r\nthree\n", "one\n\n\n|  two\r\n|three\n"},
		{"\n\nfirst\n \nsecond", "\n\nfirst\n \n|second"},
		{"", ""},
		{"\n \n", "\n \n"},
	} {
		var got []string
		rs := []rune(c.text)
		for _, p := range paragraphs(c.text) {
			got = append(got, string(rs[p[0]:p[1]]))
		}
		if g := strings.Join(got, "|"); g != c.want {
			t.Errorf("%q: got %q, want %q", c.text, g, c.want)
		}
	}
}

func FuzzCut(f *testing.F) {
	f.Add("a truce, they said", []byte{0, 4, 2, 9, 2, 9, 200, 1})
	f.Add("日本 é 😀\n\nx", []byte{1, 3, 0, 9, 5, 5})
	f.Add("", []byte{0, 1})
	f.Fuzz(func(t *testing.T, text string, spans []byte) {
		text = strings.ToValidUTF8(text, "\uFFFD")
		var marks []mark
		for i := 0; i+1 < len(spans); i += 2 {
			marks = append(marks, mark{start: int(int8(spans[i])), end: int(int8(spans[i+1]))})
		}
		checkCut(t, text, marks, cut(text, marks))
		whole := ""
		for _, p := range paragraphs(text) {
			whole += string([]rune(text)[p[0]:p[1]])
		}
		if whole != text {
			t.Fatalf("paragraphs join to %q, not %q", whole, text)
		}
	})
}

// checkCut holds the promises of cut: the segments join to the text, every
// mark covers exactly its own characters, and opens and closes once.
func checkCut(t *testing.T, text string, marks []mark, segs []segment) {
	t.Helper()
	var joined strings.Builder
	covered := make([]string, len(marks))
	opened, closed := make([]int, len(marks)), make([]int, len(marks))
	for _, s := range segs {
		if utf8.RuneCountInString(s.text) != s.end-s.start {
			t.Fatalf("segment %d-%d holds %q", s.start, s.end, s.text)
		}
		joined.WriteString(s.text)
		for _, m := range s.marks {
			covered[m] += s.text
		}
		for _, m := range s.opens {
			opened[m]++
		}
		for _, m := range s.closes {
			closed[m]++
		}
	}
	if joined.String() != text {
		t.Fatalf("segments join to %q, not %q", joined.String(), text)
	}
	rs := []rune(text)
	for i, m := range marks {
		from, to := max(m.start, 0), min(m.end, len(rs))
		want, times := "", 0
		if from < to {
			want, times = string(rs[from:to]), 1
		}
		if covered[i] != want || opened[i] != times || closed[i] != times {
			t.Fatalf("mark %d-%d covers %q, opens %d, closes %d; want %q", m.start, m.end, covered[i], opened[i], closed[i], want)
		}
	}
}
