package store

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/internal/source"
)

// code returns the code of an error, "" if it is none of ours.
func code(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

func TestFilesThatCannotBeOpenedSayWhy(t *testing.T) {
	made := func(t *testing.T, path string) {
		s, err := Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.AddArticles(t.Context(), []source.Article{article("Tidings", strings.Repeat(harbour, 200))}); err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		name string
		make func(t *testing.T, path string)
		want Code
		says string
	}{
		{"text", func(t *testing.T, path string) { write(t, path, "This is not a database, but a letter.") }, Corrupt, "not a database"},
		{"a few bytes", func(t *testing.T, path string) { write(t, path, "SQL") }, Corrupt, "not a database"},
		{"only a header", func(t *testing.T, path string) { write(t, path, "SQLite format 3\x00") }, Corrupt, ""},
		{"a header and noise", func(t *testing.T, path string) {
			write(t, path, "SQLite format 3\x00"+strings.Repeat("noise", 2000))
		}, Corrupt, "damaged"},
		{"a folder", func(t *testing.T, path string) {
			if err := os.Mkdir(path, 0o700); err != nil {
				t.Fatal(err)
			}
		}, Invalid, "folder"},
		{"a newer schema", func(t *testing.T, path string) {
			made(t, path)
			run(t, path, `INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)`)
		}, Newer, "schema 9999"},
		{"another program's database", func(t *testing.T, path string) { run(t, path, `CREATE TABLE bookmarks (url TEXT)`) }, Invalid, "another program"},
		{"a file cut short", func(t *testing.T, path string) {
			made(t, path)
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			write(t, path, string(b[:5000]))
		}, Corrupt, "damaged"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "some file?%41.db")
			c.make(t, path)
			before, _ := os.ReadFile(path)
			s, err := Open(t.Context(), path)
			if err == nil {
				s.Close()
			}
			var e *Error
			if code(err) != c.want || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), path) || strings.Contains(err.Error(), "\n") {
				t.Fatalf("error %v (%s), want %s: %s", err, code(err), c.want, c.says)
			}
			if errors.As(err, &e); e.Hint == "" {
				t.Errorf("no hint in %+v", e)
			}
			if after, _ := os.ReadFile(path); string(after) != string(before) {
				t.Error("the file was changed")
			}
		})
	}
	if _, err := Open(t.Context(), filepath.Join(t.TempDir(), "no", "such", "parley.db")); code(err) != NotFound {
		t.Errorf("in a folder that is not there: %v", err)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// run runs SQL in a file, past the store.
func run(t *testing.T, path, query string) {
	t.Helper()
	db, err := sql.Open("sqlite", address(path, reading))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(query); err != nil {
		t.Fatal(err)
	}
}

func TestADamagedFileIsReportedWhenItIsRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "parley.db")
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	var many []source.Article
	for i := range 50 {
		many = append(many, article(strings.Repeat("x", i+1), strings.Repeat(harbour, 10)))
	}
	if _, err := s.AddArticles(t.Context(), many); err != nil {
		t.Fatal(err)
	}
	s.Close()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := 300 << 10; i < len(b)-4096; i++ {
		b[i] = 0xa5
	}
	write(t, path, string(b))
	if s, err = Open(t.Context(), path); err == nil {
		defer s.Close()
		_, err = s.Pending(t.Context(), "v", 0)
		if err == nil {
			_, err = s.Search(t.Context(), "harbour", 0)
		}
	}
	if code(err) != Corrupt {
		t.Errorf("error %v, want corrupt", err)
	}
}

func TestALockedFileCanBeReadAndSaysThatItIsLocked(t *testing.T) {
	path := filepath.Join(t.TempDir(), "parley.db")
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	other, err := sql.Open("sqlite", address(path, writing))
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	tx, err := other.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	if _, err := tx.Exec(`DELETE FROM article`); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Stats(t.Context()); err != nil {
		t.Errorf("reading beside a writer: %v", err)
	}
	again, err := Open(t.Context(), path)
	if err != nil {
		t.Fatalf("opening beside a writer: %v", err)
	}
	defer again.Close()
	if _, err := again.w.Exec("PRAGMA busy_timeout = 50"); err != nil {
		t.Fatal(err)
	}
	_, err = again.AddArticles(t.Context(), []source.Article{article("Tidings", harbour)})
	if code(err) != Locked || !strings.Contains(err.Error(), path) {
		t.Errorf("writing beside a writer: %v, want locked", err)
	}
}

func TestACancelledRunStoresNothing(t *testing.T) {
	s := open(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.AddArticles(ctx, []source.Article{article("Tidings", harbour)}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want cancelled", err)
	}
	if st, err := s.Stats(t.Context()); err != nil || st.Articles != 0 {
		t.Errorf("%+v, %v", st, err)
	}
}

func TestTheSchemaGoesUpAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "parley.db")
	for range 2 {
		s, err := Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		if v, err := s.version(t.Context()); v != 4 || err != nil {
			t.Errorf("schema %d, %v", v, err)
		}
		s.Close()
	}
}

func TestAStoreInMemoryWorks(t *testing.T) {
	s, err := Open(t.Context(), ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	a := article("Tidings", harbour)
	a.Furniture = []source.Stretch{{Start: 0, End: 4}}
	if _, err := s.AddArticles(t.Context(), []source.Article{a}); err != nil {
		t.Fatal(err)
	}
	if err := s.SetFindings(t.Context(), []Reading{{Article: a.ID, Version: "v", Findings: full()}}); err != nil {
		t.Fatal(err)
	}
	rec, err := s.Record(t.Context())
	if err != nil || len(rec.Statements) != 2 {
		t.Errorf("%d statements, %v", len(rec.Statements), err)
	}
	if _, err := s.Search(t.Context(), "harbour", 5); err != nil {
		t.Error(err)
	}
}
