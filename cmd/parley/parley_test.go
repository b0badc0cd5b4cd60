package main

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"io"
	"net/http"
	"os"
	"parley/internal/source"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	_ "modernc.org/sqlite" // to spoil records with
)

// run runs one command line in this process.
func run(t *testing.T, ctx context.Context, stdin io.Reader, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	a := &app{stdin: stdin, stdout: &out, stderr: &errs, env: func(string) string { return "" }}
	code = a.main(ctx, args)
	return code, out.String(), errs.String()
}

// coverage returns n articles as JSON lines.
func coverage(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `{"text":"“We want truce number %d,” said Ana Duro, the president of Velmark, on Friday.","link":"https://velmark.example/%d","outlet":"Velmark Post"}`+"\n", i, i)
	}
	return b.String()
}

// stopping gives its text and, halfway, stops the run that reads it.
type stopping struct {
	text string
	at   int
	stop func()
}

func (s *stopping) Read(b []byte) (int, error) {
	if s.at >= len(s.text) {
		return 0, io.EOF
	}
	n := copy(b[:min(len(b), 4096)], s.text[s.at:])
	if s.at < len(s.text)/2 && s.at+n >= len(s.text)/2 {
		s.stop()
	}
	s.at += n
	return n, nil
}

func TestARunThatWasStoppedIsFinishedByTheNext(t *testing.T) {
	t.Chdir(t.TempDir())
	text := coverage(1200)
	ctx, stop := context.WithCancel(t.Context())
	code, _, stderr := run(t, ctx, &stopping{text: text, stop: stop}, "read", "-")
	if code != exitFault || !strings.Contains(stderr, "parley: stopped; what was done is kept\nhint: ") {
		t.Fatalf("stopped: code %d, %s", code, stderr)
	}
	code, stdout, stderr := run(t, t.Context(), strings.NewReader(text), "read", "-")
	if code != exitDone || !strings.Contains(stdout, "1200 articles came in, ") || strings.Contains(stdout, " 1200 of them new") || stderr != "" {
		t.Fatalf("again: code %d\n%s%s", code, stdout, stderr)
	}
	run(t, t.Context(), strings.NewReader(text), "read", "--db", "whole.db", "-")
	_, broken, _ := run(t, t.Context(), nil, "export", "json")
	_, whole, _ := run(t, t.Context(), nil, "export", "json", "--db", "whole.db")
	if broken != whole || len(whole) < 1000 {
		t.Errorf("the records differ: %d and %d bytes", len(broken), len(whole))
	}
}

func TestARecordOfANewerVersionIsLeftAlone(t *testing.T) {
	t.Chdir(t.TempDir())
	run(t, t.Context(), strings.NewReader(coverage(1)), "read", "-")
	spoil(t, `INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)`)
	code, _, stderr := run(t, t.Context(), nil, "statements")
	if code != exitFault || !strings.HasPrefix(stderr, "parley: parley.db: the file has schema 9999") || !strings.Contains(stderr, "\nhint: ") {
		t.Errorf("code %d, %s", code, stderr)
	}
}

func TestACorruptRecordIsTold(t *testing.T) {
	t.Chdir(t.TempDir())
	run(t, t.Context(), strings.NewReader(coverage(3)), "read", "-")
	b, err := os.ReadFile("parley.db")
	if err != nil {
		t.Fatal(err)
	}
	for i := 4096; i < len(b); i++ {
		b[i] = 0xa5
	}
	if err := os.WriteFile("parley.db", b, 0o600); err != nil {
		t.Fatal(err)
	}
	code, _, stderr := run(t, t.Context(), nil, "statements")
	if code != exitFault || !strings.HasPrefix(stderr, "parley: ") || strings.Count(stderr, "\n") > 2 {
		t.Errorf("code %d, %s", code, stderr)
	}
}

func TestALockedRecordIsTold(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for the lock")
	}
	t.Chdir(t.TempDir())
	run(t, t.Context(), strings.NewReader(coverage(1)), "read", "-")
	db, err := sql.Open("sqlite", "parley.db")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	code, _, stderr := run(t, t.Context(), strings.NewReader(coverage(2)), "read", "-")
	if code != exitFault || !strings.Contains(stderr, "the database is locked\nhint: ") {
		t.Errorf("code %d, %s", code, stderr)
	}
}

func spoil(t *testing.T, query string) {
	t.Helper()
	db, err := sql.Open("sqlite", "parley.db")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(query); err != nil {
		t.Fatal(err)
	}
}

func TestServeAnswersUntilItIsStopped(t *testing.T) {
	t.Chdir(t.TempDir())
	run(t, t.Context(), strings.NewReader(coverage(1)), "read", "-")
	ctx, stop := context.WithCancel(t.Context())
	r, w := io.Pipe()
	var errs bytes.Buffer
	a := &app{stdin: strings.NewReader(""), stdout: w, stderr: &errs, env: os.Getenv}
	ended := make(chan int)
	go func() { ended <- a.main(ctx, []string{"serve", "--addr", "127.0.0.1:0"}) }()
	line := make([]byte, 200)
	n, err := r.Read(line)
	if err != nil {
		t.Fatal(err)
	}
	url := regexp.MustCompile(`http://\S+`).FindString(string(line[:n]))
	res, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	body, _ := io.ReadAll(res.Body)
	res.Body.Close()
	if res.StatusCode != http.StatusOK || !bytes.Contains(body, []byte("<html")) {
		t.Errorf("%s: %s", url, res.Status)
	}
	stop()
	if code := <-ended; code != exitDone || errs.Len() > 0 {
		t.Errorf("code %d, %s", code, errs.String())
	}
}

func TestLongInputIsHeldInAFile(t *testing.T) {
	a := &app{stderr: io.Discard, env: os.Getenv}
	in, err := a.intake(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	in.bytes = heldBytes - 10 // as if much had been read
	a.stdin = strings.NewReader(coverage(5))
	in.reader.Stdin, in.paths = a.stdin, []string{"-"}
	if err := in.take(nil); err != nil {
		t.Fatal(err)
	}
	name := in.spill.file.Name()
	for range 2 {
		n := 0
		for art := range in.each {
			if want := fmt.Sprintf("https://velmark.example/%d", n); art.Link != want {
				t.Errorf("got %s, want %s", art.Link, want)
			}
			n++
		}
		if n != 5 {
			t.Errorf("%d articles", n)
		}
	}
	in.close()
	if _, err := os.Stat(name); !os.IsNotExist(err) {
		t.Error("the file is still there:", err)
	}
}

func TestFurnitureIsBlankedInPlace(t *testing.T) {
	text := "No.\nRead more: “é”\r\nYes."
	a, err := (&app{stderr: io.Discard}).intake(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	stretches, _ := a.reader.Furniture.Find(text)
	got := source.Article{Text: text, Furniture: stretches}.Visible()
	if len(got) != len(text) || strings.TrimSpace(got) == text || strings.Contains(got, "more") || strings.Count(got, "\n") != 2 {
		t.Errorf("%q", got)
	}
}

func TestEveryCommandAndFlagIsInTheReadme(t *testing.T) {
	b, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Skip("no README yet")
	}
	readme := string(b)
	for _, cmd := range (&app{}).root().Commands() {
		if !strings.Contains(readme, "parley "+cmd.Name()) {
			t.Errorf("README.md does not show parley %s", cmd.Name())
		}
		for _, flag := range regexp.MustCompile(`--[a-z]+`).FindAllString(cmd.LocalFlags().FlagUsages(), -1) {
			if !strings.Contains(readme, flag) {
				t.Errorf("README.md does not name %s of parley %s", flag, cmd.Name())
			}
		}
	}
}

func TestTablesFitATerminal(t *testing.T) {
	l := &listing{columns: []string{"date", "holder", "conditions", "words"}}
	for range 3 {
		l.add(nil, "2031-05-09", strings.Repeat("a very long name ", 9), "", strings.Repeat("word ", 60))
	}
	l = l.filled()
	if strings.Join(l.columns, " ") != "date holder words" {
		t.Error(l.columns)
	}
	total := 0
	for _, c := range l.fit(80) {
		total += c.WidthMax + 2
	}
	if total > 80 {
		t.Errorf("%d columns of 80", total)
	}
}
