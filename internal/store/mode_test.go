package store

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"parley/internal/source"
)

func TestANewFileIsForItsOwnerOnlyAndTheModeOfAnOldOneStays(t *testing.T) {
	path := filepath.Join(t.TempDir(), "parley.db")
	for _, mode := range []os.FileMode{0o600, 0o644, 0o660} {
		if mode != 0o600 {
			if err := os.Chmod(path, mode); err != nil {
				t.Fatal(err)
			}
		}
		s, err := Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.AddArticles(t.Context(), []source.Article{article("Tidings", harbour)}); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{path, path + "-wal", path + "-shm"} {
			st, err := os.Stat(name)
			if err != nil {
				t.Fatal(err)
			}
			if st.Mode().Perm() != mode {
				t.Errorf("%s has mode %o, want %o", filepath.Base(name), st.Mode().Perm(), mode)
			}
		}
		s.Close()
	}
}

// closed makes a file with one article and findings, and closes it.
func closed(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "parley.db")
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	a := article("Tidings", harbour)
	if _, err := s.AddArticles(t.Context(), []source.Article{a}); err != nil {
		t.Fatal(err)
	}
	if err := s.SetFindings(t.Context(), []Reading{{Article: a.ID, Version: "v", Findings: full()}}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// askAndRefuse asks a store questions, and has it refuse to write.
func askAndRefuse(t *testing.T, s *Store) {
	t.Helper()
	rec, err := s.Record(t.Context())
	if err != nil || len(rec.Statements) != 2 {
		t.Errorf("%d statements, %v", len(rec.Statements), err)
	}
	if hits, err := s.Search(t.Context(), "harbour", 5); err != nil || len(hits) == 0 {
		t.Errorf("%d hits, %v", len(hits), err)
	}
	if _, err := s.Changes(t.Context()); err != nil {
		t.Error(err)
	}
	if _, err := s.AddArticles(t.Context(), []source.Article{article("Kestrel", harbour)}); code(err) != Denied {
		t.Errorf("writing: %v, want denied", err)
	}
}

func TestAFileThatMayOnlyBeReadAnswersQuestions(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may write everything")
	}
	for name, c := range map[string]struct{ file, folder os.FileMode }{
		"the file":        {0o400, 0o700},
		"the folder":      {0o600, 0o500},
		"file and folder": {0o400, 0o500},
	} {
		t.Run(name, func(t *testing.T) {
			path := closed(t)
			t.Cleanup(func() { _ = os.Chmod(filepath.Dir(path), 0o700) }) // so that it can be removed
			if err := os.Chmod(path, c.file); err != nil {
				t.Fatal(err)
			}
			if err := os.Chmod(filepath.Dir(path), c.folder); err != nil {
				t.Fatal(err)
			}
			if _, err := Open(t.Context(), path); code(err) != Denied {
				t.Errorf("open to write: %v, want denied", err)
			}
			s, err := OpenExisting(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			askAndRefuse(t, s)
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			if beside, err := os.ReadDir(filepath.Dir(path)); err != nil || len(beside) != 1 {
				t.Errorf("files were left beside it: %v, %v", beside, err)
			}
			if st, err := os.Stat(path); err != nil || st.Mode().Perm() != c.file {
				t.Errorf("the mode was changed: %v, %v", st.Mode(), err)
			}
		})
	}
}

func TestAFileOpenedForReadingOnlyAnswersQuestions(t *testing.T) {
	for name, how := range map[string]access{"read only": readOnly, "immutable": immutable} {
		t.Run(name, func(t *testing.T) {
			s, err := look(t.Context(), closed(t), how)
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			askAndRefuse(t, s)
		})
	}
}

func TestAReaderSeesWhatIsWrittenLater(t *testing.T) {
	path := closed(t)
	s, err := look(t.Context(), path, immutable)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	before, err := s.Changes(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Record(t.Context()); err != nil {
		t.Fatal(err)
	}
	w, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.AddArticles(t.Context(), []source.Article{article("Kestrel", harbour)}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if after, err := s.Changes(t.Context()); err != nil || after == before {
		t.Errorf("changes %d, then %d, %v", before, after, err)
	}
	if st, err := s.Stats(t.Context()); err != nil || st.Articles != 2 {
		t.Errorf("%d articles, want 2; %v", st.Articles, err)
	}
}

func TestAFileOpenedForReadingOnlyIsNotBroughtUpToDate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "parley.db")
	write(t, path, "")
	if _, err := look(t.Context(), path, immutable); code(err) != Denied {
		t.Errorf("an empty file: %v, want denied", err)
	}
	path = closed(t)
	run(t, path, `INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)`)
	if _, err := look(t.Context(), path, readOnly); code(err) != Newer {
		t.Errorf("a newer schema: %v, want newer", err)
	}
}

func TestWhatIsNotThereIsNotMadeByAQuestion(t *testing.T) {
	path := filepath.Join(t.TempDir(), "parley.db")
	if _, err := OpenExisting(t.Context(), path); code(err) != NotFound {
		t.Errorf("%v, want not found", err)
	}
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Error("a file was made")
	}
}

func TestStatsCountWhatIsToBeAnalysed(t *testing.T) {
	s := open(t)
	a, b := article("Tidings", harbour), article("Kestrel", harbour)
	foreign := article("Kestrel", harbour+" Bien.")
	foreign.Skipped = source.SkipLanguage
	if _, err := s.AddArticles(t.Context(), []source.Article{a, b, foreign}); err != nil {
		t.Fatal(err)
	}
	want := func(n int, when string) {
		t.Helper()
		if st, err := s.Stats(t.Context()); err != nil || st.Unread != n {
			t.Errorf("%s: %d are to be analysed, want %d; %v", when, st.Unread, n, err)
		}
	}
	want(2, "before reading")
	if err := s.SetFindings(t.Context(), []Reading{{Article: a.ID, Version: "v", Anchor: AnchorOf(a)}}); err != nil {
		t.Fatal(err)
	}
	want(1, "one read")
	a.Published, a.PublishedBy = time.Date(2031, 5, 9, 0, 0, 0, 0, time.UTC), source.Given
	if err := s.SetDates(t.Context(), []source.Article{a}); err != nil {
		t.Fatal(err)
	}
	want(2, "its day changed")
}
