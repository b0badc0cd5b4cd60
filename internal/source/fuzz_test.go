package source

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

// furniture is the list that is shipped.
func furniture(tb testing.TB) *Furniture {
	tb.Helper()
	list, err := os.ReadFile("../../taxonomy/furniture.txt")
	if err != nil {
		tb.Fatal(err)
	}
	f, err := ParseFurniture(list)
	if err != nil {
		tb.Fatal(err)
	}
	return f
}

// holds checks what must hold of every article.
func holds(t *testing.T, a Article) {
	t.Helper()
	if !utf8.ValidString(a.Text) || strings.IndexByte(a.Text, 0) >= 0 {
		t.Fatalf("text is not UTF-8 without NUL: %q", a.Text)
	}
	if a.ID != Identify(a.Outlet, a.Link, a.Text) || a.Doc == "" || a.PublishedBy == "" || a.Complete == "" {
		t.Fatalf("incomplete: %+v", a)
	}
	if (a.PublishedBy == Given) == a.Published.IsZero() {
		t.Fatalf("published %v by %s", a.Published, a.PublishedBy)
	}
	end := 0
	for _, st := range a.Furniture {
		if st.Start < end || st.End <= st.Start || st.End > len(a.Text) || !utf8.ValidString(a.Text[st.Start:st.End]) {
			t.Fatalf("furniture %v after %d in %q", st, end, a.Text)
		}
		end = st.End
	}
}

// collect reads with a small limit and checks every article.
func collect(t *testing.T, f *Furniture, read func(out *sink)) []Article {
	t.Helper()
	var articles []Article
	read(&sink{limit: 1 << 16, furniture: f, yield: func(a Article, p *Problem) bool {
		if p == nil {
			holds(t, a)
			articles = append(articles, a)
		} else if p.File == "" || p.Why == "" {
			t.Fatalf("empty problem: %+v", p)
		}
		return true
	}})
	return articles
}

func FuzzText(f *testing.F) {
	list := furniture(f)
	for _, seed := range []string{"", "Ana Duro said no.\r\n", "\ufeffNo.", "\xff\xfe\x00", "---\ntitle: T\ndate: 2025-05-09\n---\nText…", "Read more: x\nAdvertisement\nAll rights reserved",
		"Sign up for our newsletter. قال نعم 👍🏽", "---\n---\n", "“\"'’—"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, a := range collect(t, list, func(out *sink) { out.text("x.txt", bytes.NewReader(b), false) }) {
			if want := strings.TrimPrefix(string(b), bom); utf8.Valid(b) && a.Text != want {
				t.Fatalf("got %q, want %q", a.Text, want)
			}
		}
		for _, a := range collect(t, list, func(out *sink) { out.text("x.md", bytes.NewReader(b), true) }) {
			if utf8.Valid(b) && !strings.HasSuffix(string(b), a.Text) {
				t.Fatalf("%q is no end of %q", a.Text, b)
			}
		}
	})
}

func FuzzLines(f *testing.F) {
	list := furniture(f)
	for _, seed := range []string{`{"text":"No.","link":"l","published":"2025-05-09"}`, "{\"text\":\"a\\ud800\\u0000\"}\n[]\n{}", "{\"text\":\"\xff\"}", "\ufeff{\"text\":\"\"}\r\n\r\n", zipped(`{"text":"a"}`), `{"text":1}`, strings.Repeat("[", 1000)} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		collect(t, list, func(out *sink) { out.lines("x.jsonl", bytes.NewReader(b)) })
		collect(t, list, func(out *sink) { out.gzipped("x.jsonl.gz", bytes.NewReader(b)) })
		collect(t, list, func(out *sink) { out.stream("-", bytes.NewReader(b)) })
	})
}

func FuzzPage(f *testing.F) {
	list := furniture(f)
	for _, seed := range []string{page("", story), "<p>a<b><p>c</b>", "<table><tr><td><table>", `<script type="application/ld+json">[[[[[[[[[[{"@type":"Article"}]]]]]]]]]]</script>`,
		"<svg><title>x</title><style><a title='</style><p>'>", "<meta charset=utf-7>+ADw-", strings.Repeat("<div>", 600) + "x", "<plaintext>\x00\xff", "<select><math><mtext><p>"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		collect(t, list, func(out *sink) { out.html("x.html", bytes.NewReader(b)) })
	})
}

func FuzzFurnitureList(f *testing.F) {
	f.Add("says cut subscribe to * continue", "Please subscribe to this to continue.")
	f.Add("alone - Advertisement", "a. Advertisement B")
	f.Add("rest - All rights reserved\nline - Share", "Share\n\nAll rights reserved.")
	f.Fuzz(func(t *testing.T, list, text string) {
		fu, err := ParseFurniture([]byte(list))
		if err != nil || !utf8.ValidString(text) {
			return
		}
		text = strings.ReplaceAll(text, "\x00", "")
		holds(t, Article{Doc: "x", Text: text}.complete(fu))
	})
}

func FuzzDate(f *testing.F) {
	for _, seed := range []string{"Wed, 21 May 2025 12:36:25 GMT", "2025-05-21", "May 21, 2025 at 6:11 p.m. EDT", "31 February 2025", "\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if when, _, ok := parseTime(s); ok && when.IsZero() {
			t.Fatal("a date that is none")
		}
	})
}

func BenchmarkComplete(b *testing.B) {
	f := furniture(b)
	text := strings.Repeat("“We want a truce first,” said Ana Duro, who leads for Velmark. She left at noon, and those who waited learned nothing.\n", 30)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Article{Text: text}.complete(f)
	}
}

func BenchmarkPage(b *testing.B) {
	f := furniture(b)
	html := page("<title>Talks</title>", strings.Repeat(story, 5))
	b.SetBytes(int64(len(html)))
	b.ReportAllocs()
	for b.Loop() {
		out := &sink{limit: MaxText, furniture: f, yield: func(Article, *Problem) bool { return true }}
		out.html("x.html", strings.NewReader(html))
	}
}
