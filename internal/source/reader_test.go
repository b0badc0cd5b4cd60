package source

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// testFurniture is a short list for the tests.
const testFurniture = `
# a comment
says  cut  subscribe to continue
says  live this page is being updated
opens -    Read more
opens -    What's your reaction
alone -    Advertisement
line  -    Share
rest  -    All rights reserved
says  -    sign up for * newsletter
`

func reader(t testing.TB, stdin string) *Reader {
	t.Helper()
	r, err := New([]byte(testFurniture), strings.NewReader(stdin))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// readAllOf reads paths and tells what came: "doc: text" and "! problem".
func readAllOf(r *Reader, paths ...string) (articles []Article, problems []string) {
	for a, p := range r.Read(paths) {
		switch {
		case p == nil:
			articles = append(articles, a)
		case p.Lost:
			problems = append(problems, "lost "+p.Error())
		default:
			problems = append(problems, p.Error())
		}
	}
	return articles, problems
}

// folder writes files into a new folder, which it makes the working directory.
func folder(t testing.TB, files map[string]string) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
}

func docs(articles []Article) []string {
	var out []string
	for _, a := range articles {
		out = append(out, a.Doc)
	}
	return out
}

func zipped(text string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(text))
	w.Close()
	return b.String()
}

func TestFoldersAreReadInByteOrderOfPaths(t *testing.T) {
	folder(t, map[string]string{
		"in/b.txt": "b", "in/a/z.txt": "z", "in/a.txt": "a", "in/a-b.txt": "ab", "in/B.txt": "B", "in/.hidden/x.txt": "x", "in/.y.txt": "y",
		"in/c/d.jsonl": `{"text":"d","link":"https://velmark.example/d"}` + "\n" + `{"text":"e"}` + "\n",
		"in/photo.png": "\x89PNG", "in/list.PDF": "%PDF",
	})
	articles, problems := readAllOf(reader(t, ""), "in/")
	want := []string{"in/B.txt", "in/a-b.txt", "in/a.txt", "in/a/z.txt", "in/b.txt", "https://velmark.example/d", "in/c/d.jsonl#2"}
	if d := cmp.Diff(want, docs(articles)); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"in/: 2 files of other kinds left out (1 .pdf, 1 .png)"}, problems); d != "" {
		t.Error(d)
	}
}

func TestTextIsKeptCharacterForCharacter(t *testing.T) {
	for name, tt := range map[string]struct{ file, want, problem string }{
		"carriage returns":     {"One.\r\nTwo.\r\n\r\n", "One.\r\nTwo.\r\n\r\n", ""},
		"white space":          {"  \tOne \u00a0 two\v\n\n\n", "  \tOne \u00a0 two\v\n\n\n", ""},
		"byte-order mark":      {"\ufeffOne.", "One.", ""},
		"mark within":          {"One\ufeff.", "One\ufeff.", ""},
		"invalid bytes":        {"“No\xff\xfe,” she said. \xe2\x80", "“No\ufffd\ufffd,” she said. \ufffd\ufffd", "x.txt: 4 invalid bytes replaced by U+FFFD"},
		"right to left, emoji": {"قال «نعم» 👍🏽 اليوم\n", "قال «نعم» 👍🏽 اليوم\n", ""},
		"unbalanced quotation": {"“No, she said. \"Never", "“No, she said. \"Never", ""},
		"no final line break":  {"One", "One", ""},
	} {
		t.Run(name, func(t *testing.T) {
			folder(t, map[string]string{"x.txt": tt.file})
			articles, problems := readAllOf(reader(t, ""), "x.txt")
			if len(articles) != 1 || articles[0].Text != tt.want {
				t.Fatalf("got %+v, want text %q", articles, tt.want)
			}
			if got := strings.Join(problems, "; "); got != tt.problem {
				t.Errorf("problems: %s\nwant: %s", got, tt.problem)
			}
		})
	}
}

func TestWhatCannotBeReadIsToldAndTheRestGoesOn(t *testing.T) {
	good := `{"text":"Good.","link":"https://velmark.example/1"}`
	for name, tt := range map[string]struct {
		files  map[string]string
		paths  []string
		docs   []string
		differ []string
	}{
		"missing file": {map[string]string{"x.txt": "x"}, []string{"nope.txt", "x.txt"}, []string{"x.txt"},
			[]string{"lost nope.txt: no such file or folder"}},
		"binary file": {map[string]string{"x.txt": "\x7fELF\x02\x01\x01\x00\x00", "y.txt": strings.Repeat("\xc0\xff\x81", 100)}, []string{"x.txt", "y.txt"}, nil,
			[]string{"lost x.txt: binary, or not in UTF-8", "lost y.txt: binary, or not in UTF-8"}},
		"folder with nothing to read": {map[string]string{"in/a/.keep": ""}, []string{"in"}, nil,
			[]string{"lost in: nothing to read in this folder"}},
		"bad lines": {map[string]string{"x.jsonl": "{\n\n" + good + "\n[1]\n{\"title\":\"T\"}\n{\"text\":7}\n\"x\"\n{\"text\":null}\n" + good + "x\n"}, []string{"x.jsonl"},
			[]string{"https://velmark.example/1"},
			[]string{"lost x.jsonl:1: no JSON: unexpected end of JSON input (byte 1 of the line)", "lost x.jsonl:4: not a JSON object but array",
				`lost x.jsonl:5: no field "text"`, `lost x.jsonl:6: the field "text" is not a string`, "lost x.jsonl:7: not a JSON object but string",
				`lost x.jsonl:8: no field "text"`, "lost x.jsonl:9: no JSON: invalid character 'x' after top-level value (byte 52 of the line)"}},
		"truncated gzip": {map[string]string{"x.jsonl.gz": zipped(good + "\n")[:40]}, []string{"x.jsonl.gz"}, nil,
			[]string{"lost x.jsonl.gz:1: reading stopped here: it ends too early (truncated)"}},
		"no gzip": {map[string]string{"x.jsonl.gz": good}, []string{"x.jsonl.gz"}, nil,
			[]string{"lost x.jsonl.gz: no gzip file: its header is damaged"}},
		"wrong fields": {map[string]string{"x.jsonl": `{"text":"Good.","title":3,"published":"31 February 2025"}`}, []string{"x.jsonl"}, []string{"x.jsonl#1"},
			[]string{`x.jsonl:1: the field "title" is not a string`, `x.jsonl:1: no such date: "31 February 2025"`}},
		"invalid bytes in a line": {map[string]string{"x.jsonl": "{\"text\":\"No\xff.\"}"}, []string{"x.jsonl"}, []string{"x.jsonl#1"},
			[]string{"x.jsonl:1: 1 invalid byte replaced by U+FFFD"}},
	} {
		t.Run(name, func(t *testing.T) {
			folder(t, tt.files)
			articles, problems := readAllOf(reader(t, ""), tt.paths...)
			if d := cmp.Diff(tt.docs, docs(articles)); d != "" {
				t.Error(d)
			}
			if d := cmp.Diff(tt.differ, problems); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestAnUnreadableFileIsTold(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may read everything")
	}
	folder(t, map[string]string{"in/x.txt": "x", "in/y.txt": "y"})
	os.Chmod("in/x.txt", 0)
	articles, problems := readAllOf(reader(t, ""), "in")
	if !slices.Equal(docs(articles), []string{"in/y.txt"}) || !slices.Equal(problems, []string{"lost in/x.txt: permission denied"}) {
		t.Error(docs(articles), problems)
	}
}

func TestLinksThatLoopEnd(t *testing.T) {
	folder(t, map[string]string{"in/a/x.txt": "x"})
	for link, to := range map[string]string{"in/a/up": "..", "in/b": "a", "in/self.txt": "self.txt", "in/gone.txt": "nowhere"} {
		if err := os.Symlink(to, link); err != nil {
			t.Skip(err)
		}
	}
	articles, problems := readAllOf(reader(t, ""), "in")
	if d := cmp.Diff([]string{"in/a/x.txt"}, docs(articles)); d != "" {
		t.Error(d)
	}
	slices.Sort(problems)
	want := []string{"in/a/up: a link to a folder that is read already", "in/b: a link to a folder that is read already",
		"lost in/gone.txt: no such file or folder", "lost in/self.txt: too many levels of symbolic links"}
	if d := cmp.Diff(want, problems); d != "" {
		t.Error(d)
	}
}

func TestArticlesLongerThanTheLimitAreRefused(t *testing.T) {
	long := strings.Repeat("Word. ", 40)
	folder(t, map[string]string{
		"x.txt":   long,
		"y.jsonl": `{"text":"` + long + `"}` + "\n" + `{"text":"` + strings.Repeat(`\u0041`, 300) + `"}` + "\n" + `{"text":"short"}` + "\n",
		"z.html":  "<p>" + long,
	})
	r := reader(t, "")
	r.MaxText = 100
	articles, problems := readAllOf(r, "x.txt", "y.jsonl", "z.html")
	if d := cmp.Diff([]string{"y.jsonl#3"}, docs(articles)); d != "" {
		t.Error(d)
	}
	want := []string{"lost x.txt: longer than 100 bytes, not read", "lost y.jsonl:1: longer than 100 bytes, not read",
		"lost y.jsonl:2: longer than 100 bytes, not read", "lost z.html: longer than 100 bytes, not read"}
	if d := cmp.Diff(want, problems); d != "" {
		t.Error(d)
	}
}

func TestALineOfTwoMillionCharactersIsRead(t *testing.T) {
	text := strings.Repeat("word ", 400_000)
	articles, problems := readAllOf(reader(t, text), "-")
	if len(articles) != 1 || articles[0].Text != text || len(problems) != 0 {
		t.Errorf("got %d articles, problems %v", len(articles), problems)
	}
}

func TestStandardInputIsATextOrJSONLines(t *testing.T) {
	for name, tt := range map[string]struct {
		in   string
		docs []string
	}{
		"text":            {"Ana Duro said no.\n", []string{"-"}},
		"lines":           {`{"text":"a"}` + "\n" + `{"text":"b","url":"https://velmark.example/b"}`, []string{"-#1", "https://velmark.example/b"}},
		"lines after one": {"{bad\n" + `{"text":"a"}`, []string{"-#2"}},
		"zipped lines":    {zipped(`{"text":"a"}`), []string{"-#1"}},
		"text in braces":  {"{sic} she wrote.\n", []string{"-"}},
		"a page":          {"<!DOCTYPE html><p>Ana Duro said no.</p>", []string{"-"}},
		"nothing":         {"", []string{"-"}},
	} {
		t.Run(name, func(t *testing.T) {
			articles, _ := readAllOf(reader(t, tt.in), "-")
			if d := cmp.Diff(tt.docs, docs(articles)); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestFieldsOfAJSONLine(t *testing.T) {
	in := `{"text":"\ufeffNo.\u0000","title":" Talks stall ","source":"Velmark Post","link":"https://velmark.example/1","published":"Wed, 21 May 2025 20:30:10 +0300","lang":"en-GB","more":[1]}`
	articles, problems := readAllOf(reader(t, in), "-")
	if len(articles) != 1 {
		t.Fatal(articles, problems)
	}
	a := articles[0]
	sum := sha256.Sum256([]byte("Velmark Post\x00https://velmark.example/1\x00No.\ufffd\x00"))
	want := Article{ID: hex.EncodeToString(sum[:]), Doc: "https://velmark.example/1", Link: "https://velmark.example/1", Title: "Talks stall",
		Outlet: "Velmark Post", Published: a.Published, HasTime: true, PublishedBy: Given, Language: "en", Complete: Whole, Text: "No.\ufffd"}
	if d := cmp.Diff(want, a); d != "" {
		t.Error(d)
	}
	if got := a.Published.Format(time.RFC3339); got != "2025-05-21T20:30:10+03:00" {
		t.Error("published", got)
	}
}

func TestFrontMatter(t *testing.T) {
	for name, tt := range map[string]struct{ file, title, outlet, link, published, text string }{
		"all fields": {"---\ntitle: \"Talks: a start\"\nurl: https://velmark.example/1\noutlet: 'Velmark Post'\ndate: 2025-05-09\n---\n\n# Talks\n\n“No.”\n",
			"Talks: a start", "Velmark Post", "https://velmark.example/1", "2025-05-09", "\n# Talks\n\n“No.”\n"},
		"carriage returns":   {"---\r\ntitle: T\r\nlink: l\r\npublished: 9 May 2025\r\n---\r\nText.\r\n", "T", "", "l", "2025-05-09", "Text.\r\n"},
		"other YAML":         {"---\n# note\ntags:\n  - a\n- b\nTitle: T\n---\nText.", "T", "", "", "", "Text."},
		"no closing line":    {"---\ntitle: T\nText.", "", "", "", "", "---\ntitle: T\nText."},
		"a rule, not fields": {"---\nShe said: no. Then she left, and nobody knew why.\n\nMore text here\n---\nText.", "", "", "", "", "---\nShe said: no. Then she left, and nobody knew why.\n\nMore text here\n---\nText."},
		"none":               {"Text.\n---\n", "", "", "", "", "Text.\n---\n"},
		"bad date":           {"---\ndate: 31 February 2025\n---\nText.", "", "", "", "", "Text."},
	} {
		t.Run(name, func(t *testing.T) {
			folder(t, map[string]string{"x.md": tt.file})
			articles, _ := readAllOf(reader(t, ""), "x.md")
			a := articles[0]
			published := ""
			if !a.Published.IsZero() {
				published = a.Published.Format(time.DateOnly)
			}
			got := []string{a.Title, a.Outlet, a.Link, published, a.Text}
			if d := cmp.Diff([]string{tt.title, tt.outlet, tt.link, tt.published, tt.text}, got); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestReadingStopsWhenTheCallerHasEnough(t *testing.T) {
	folder(t, map[string]string{"in/a.txt": "a", "in/b.txt": "b", "x.jsonl": strings.Repeat(`{"text":"x"}`+"\n", 1000)})
	n := 0
	for range reader(t, "").Read([]string{"x.jsonl", "in"}) {
		if n++; n == 3 {
			break
		}
	}
	if n != 3 {
		t.Error(n)
	}
}

func TestOneArticleIsHeldAtATime(t *testing.T) {
	// A reader that makes ten thousand lines on demand: all would be 400 MB.
	lines := &endless{line: []byte(`{"text":"` + strings.Repeat("word ", 8000) + `"}` + "\n"), left: 10_000}
	r, err := New([]byte(testFurniture), lines)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for a, p := range r.Read([]string{"-"}) {
		if p != nil || len(a.Text) != 40_000 {
			t.Fatal(p, len(a.Text))
		}
		if n++; n == 50 {
			break
		}
	}
	if read := 10_000 - lines.left; read > 60 {
		t.Errorf("%d lines were read for %d articles", read, n)
	}
}

type endless struct {
	line []byte
	at   int
	left int
}

func (e *endless) Read(b []byte) (int, error) {
	if e.at == len(e.line) {
		e.at, e.left = 0, e.left-1
	}
	n := copy(b, e.line[e.at:])
	e.at += n
	return n, nil
}

func ExampleReader() {
	r, err := New(nil, strings.NewReader("The Selvane delegation left Port Anselm on Friday."))
	if err != nil {
		fmt.Println(err)
		return
	}
	for a, problem := range r.Read([]string{"-"}) {
		if problem != nil {
			fmt.Println(problem)
			continue
		}
		fmt.Println(a.Doc, a.Complete, a.Text)
	}
	// Output: - whole The Selvane delegation left Port Anselm on Friday.
}
