package store

import (
	"bytes"
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the driver
)

//go:embed migrations/*.sql
var migrations embed.FS

// applicationID marks Parley's files: "PRLY", as the first migration sets it.
const applicationID = 0x50524c59

// busyWait is how long a statement waits for another program's write to end.
const busyWait = 5 * time.Second

// Store is an open file. It is safe for concurrent use: reads run side by
// side, writes one after another.
type Store struct {
	path string
	w    *sql.DB          // one connection; transactions lock at once
	r    *sql.DB          // for reading; w itself for a store in memory
	now  func() time.Time // for the intake log
}

// Open opens or makes the file at path and brings its schema up to date.
// ":memory:" is a store in memory, gone when closed. Errors are of type
// *Error: Newer, Corrupt, Locked, Denied, NotFound, Invalid.
func Open(ctx context.Context, path string) (*Store, error) {
	s := &Store{path: path, now: time.Now}
	memory := path == ":memory:"
	if !memory {
		if err := prepare(path); err != nil {
			return nil, err
		}
	}
	var err error
	if s.w, err = sql.Open("sqlite", address(path, true)); err != nil {
		return nil, s.fail("open", err)
	}
	s.w.SetMaxOpenConns(1)
	s.r = s.w
	if memory {
		s.w.SetConnMaxLifetime(0)
	} else if s.r, err = sql.Open("sqlite", address(path, false)); err != nil {
		s.w.Close()
		return nil, s.fail("open", err)
	}
	if err := s.migrate(ctx); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// Close closes the file.
func (s *Store) Close() error {
	err := s.w.Close()
	if s.r != s.w {
		err = errors.Join(err, s.r.Close())
	}
	return err
}

// address returns the driver's name for a file, with the settings of every connection.
func address(path string, write bool) string {
	q := url.Values{"_pragma": {
		fmt.Sprintf("busy_timeout(%d)", busyWait.Milliseconds()),
		"foreign_keys(1)", "synchronous(normal)", "recursive_triggers(1)", "temp_store(memory)"}}
	if write {
		q.Set("_txlock", "immediate")
	}
	if path == ":memory:" {
		return "file::memory:?" + q.Encode()
	}
	if write {
		q.Add("_pragma", "journal_mode(wal)")
	}
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	path = filepath.ToSlash(path)
	if path[0] != '/' { // a drive letter
		path = "/" + path
	}
	return "file://" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
}

// prepare makes the file, for its owner only, or looks whether what is there
// can be ours. SQLite gives its side files the mode of the file.
func prepare(path string) error {
	const op = "open"
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &Error{NotFound, op, path, "the folder does not exist", "Make the folder first, or give another file with --db.", err}
	case errors.Is(err, fs.ErrPermission):
		return &Error{Denied, op, path, "not allowed to read and write the file", "Give another file with --db, or change who may write this one.", err}
	case err != nil:
		if st, serr := os.Stat(path); serr == nil && st.IsDir() {
			return &Error{Invalid, op, path, "is a folder, not a database", "Give a file with --db.", err}
		}
		return &Error{Internal, op, path, err.Error(), "", err}
	}
	defer f.Close()
	head := make([]byte, 16)
	n, err := io.ReadFull(f, head)
	if n == 0 && errors.Is(err, io.EOF) {
		return chmod(f, path)
	}
	if !bytes.Equal(head[:n], []byte("SQLite format 3\x00")) {
		return &Error{Corrupt, op, path, "the file is not a database", "Give another file with --db; this one was left as it is.", nil}
	}
	return chmod(f, path)
}

// chmod takes the file away from everybody else.
func chmod(f *os.File, path string) error {
	st, err := f.Stat()
	if err != nil {
		return &Error{Internal, "open", path, err.Error(), "", err}
	}
	if st.Mode().Perm()&0o077 == 0 {
		return nil
	}
	for _, name := range []string{path, path + "-wal", path + "-shm"} {
		if err := os.Chmod(name, 0o600); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return &Error{Denied, "open", path, "others may read the file, and its mode cannot be changed to 0600", "Give another file with --db.", err}
		}
	}
	return nil
}

// migrate brings the schema up to date, or refuses a file that is not ours.
func (s *Store) migrate(ctx context.Context) error {
	sub, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return s.fail("open", err)
	}
	have, err := s.version(ctx)
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, s.w, sub, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return s.fail("open", err)
	}
	sources := p.ListSources()
	want := sources[len(sources)-1].Version
	if have > want {
		return &Error{Newer, "open", s.path, fmt.Sprintf("the file has schema %d, this program knows %d", have, want),
			"Use a newer parley, or give another file with --db.", nil}
	}
	if have == want {
		return nil
	}
	if _, err := p.Up(ctx); err != nil {
		if now, verr := s.version(ctx); verr == nil && now == want {
			return nil // another program did it meanwhile
		}
		return s.fail("open", err)
	}
	return nil
}

// version returns the schema's number, 0 for an empty file. It reads only: a file
// that is not ours stays as it is.
func (s *Store) version(ctx context.Context) (int64, error) {
	var tables, id, v int64
	err := s.r.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM sqlite_schema WHERE name <> 'goose_db_version' AND name NOT LIKE 'sqlite_%'),
		(SELECT application_id FROM pragma_application_id)`).Scan(&tables, &id)
	if err != nil {
		return 0, s.fail("open", err)
	}
	if tables == 0 {
		return 0, nil
	}
	if id != applicationID {
		return 0, &Error{Invalid, "open", s.path, "the file is another program's database", "Give another file with --db; this one was left as it is.", nil}
	}
	err = s.r.QueryRowContext(ctx, `SELECT coalesce(max(version_id), 0) FROM goose_db_version WHERE is_applied`).Scan(&v)
	if err != nil {
		return 0, s.fail("open", err)
	}
	return v, nil
}
