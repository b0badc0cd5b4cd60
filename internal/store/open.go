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
	"syscall"
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
	path   string
	frozen bool             // opened as immutable
	w      *sql.DB          // one connection; transactions lock at once
	r      *sql.DB          // for reading; w itself for a store in memory
	now    func() time.Time // for the intake log
}

// Open opens or makes the file at path and brings its schema up to date. A
// file that it makes is for its owner only, as are the side files of SQLite;
// the mode of one that is there stays as it is.
// ":memory:" is a store in memory, gone when closed. Errors are of type
// *Error: Newer, Corrupt, Locked, Denied, NotFound, Invalid.
func Open(ctx context.Context, path string) (*Store, error) {
	if path != ":memory:" {
		f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			return nil, cannotOpen(path, err, "not allowed to read and write the file")
		}
		if err := checkHead(f, path); err != nil {
			return nil, err
		}
	}
	s, err := connect(path, writing, reading)
	if err != nil {
		return nil, err
	}
	if err := s.migrate(ctx); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// OpenExisting opens the file that is at path, as Open does where it may be
// written to. Where it may only be read, nothing of it is changed, and what
// would change it fails with code Denied. Errors are those of Open.
func OpenExisting(ctx context.Context, path string) (*Store, error) {
	if _, err := os.Stat(path); err != nil && path != ":memory:" {
		return nil, cannotOpen(path, err, "not allowed to read the file")
	}
	s, err := Open(ctx, path)
	if !denied(err) {
		return s, err
	}
	f, openErr := os.Open(path)
	if openErr != nil {
		return nil, cannotOpen(path, openErr, "not allowed to read the file")
	}
	if err := checkHead(f, path); err != nil {
		return nil, err
	}
	// Where there is no -wal file, nobody is writing and the file holds all
	// there is. SQLite must not make side files then: it would leave them, and
	// the file's owner could not write to them.
	if wal, err := os.Stat(path + "-wal"); err != nil || wal.Size() == 0 {
		return look(ctx, path, immutable)
	}
	return look(ctx, path, readOnly)
}

// denied reports whether an error is that the file system does not allow it.
func denied(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Code == Denied
}

// look opens a file that is read only.
func look(ctx context.Context, path string, how access) (*Store, error) {
	s, err := connect(path, how, how)
	if err != nil {
		return nil, err
	}
	if how == immutable { // a connection would take no notice of what others write: each question gets a new one
		s.frozen = true
		s.r.SetMaxIdleConns(0)
	}
	have, err := s.version(ctx)
	if err == nil {
		err = s.known(have)
	}
	if err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// known refuses a schema that is not the one this program knows.
func (s *Store) known(have int64) error {
	p, err := s.provider()
	if err != nil {
		return err
	}
	sources := p.ListSources()
	switch want := sources[len(sources)-1].Version; {
	case have > want:
		return s.newer(have, want)
	case have < want:
		return &Error{Denied, "open", s.path, "the file is of an older version of parley and must be brought up to date, but it cannot be written to",
			"Let somebody open it who may write to it, or copy it and give the copy with --db.", nil}
	}
	return nil
}

// connect opens the connections.
func connect(path string, write, read access) (*Store, error) {
	s := &Store{path: path, now: time.Now}
	var err error
	if s.w, err = sql.Open("sqlite", address(path, write)); err != nil {
		return nil, s.fail("open", err)
	}
	s.w.SetMaxOpenConns(1)
	if path == ":memory:" {
		s.w.SetConnMaxLifetime(0)
		s.r = s.w
		return s, nil
	}
	if s.r, err = sql.Open("sqlite", address(path, read)); err != nil {
		s.w.Close()
		return nil, s.fail("open", err)
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

// access is how a connection may use the file.
type access int

const (
	writing   access = iota
	reading          // beside one that writes
	readOnly         // the file may not be written, others may be writing
	immutable        // nobody writes while it is read: no side files, no locks
)

// address returns the driver's name for a file, with the settings of every connection.
func address(path string, how access) string {
	q := url.Values{"_pragma": {
		fmt.Sprintf("busy_timeout(%d)", busyWait.Milliseconds()),
		"foreign_keys(1)", "synchronous(normal)", "recursive_triggers(1)", "temp_store(memory)"}}
	if how == writing {
		q.Set("_txlock", "immediate")
	}
	if path == ":memory:" {
		return "file::memory:?" + q.Encode()
	}
	switch how {
	case writing:
		q.Add("_pragma", "journal_mode(wal)")
	case readOnly:
		q.Set("mode", "ro")
	case immutable:
		q.Set("mode", "ro")
		q.Set("immutable", "1")
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

// cannotOpen words an error of opening the file; forbidden says what was not allowed.
func cannotOpen(path string, err error, forbidden string) *Error {
	const op = "open"
	if st, statErr := os.Stat(path); statErr == nil && st.IsDir() {
		return &Error{Invalid, op, path, "is a folder, not a database", "Give a file with --db.", err}
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, statErr := os.Stat(filepath.Dir(path)); statErr == nil {
			return &Error{NotFound, op, path, "there is no such file", "Give another file with --db.", err}
		}
		return &Error{NotFound, op, path, "the folder does not exist", "Make the folder first, or give another file with --db.", err}
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return &Error{Denied, op, path, forbidden, "Give another file with --db, or change who may write this one.", err}
	}
	return &Error{Internal, op, path, err.Error(), "", err}
}

// checkHead looks whether a file can be ours, and closes it. An empty one can.
func checkHead(f *os.File, path string) error {
	defer f.Close()
	head := make([]byte, 16)
	n, err := io.ReadFull(f, head)
	if n == 0 && errors.Is(err, io.EOF) || bytes.Equal(head[:n], []byte("SQLite format 3\x00")) {
		return nil
	}
	if st, statErr := f.Stat(); statErr == nil && st.IsDir() {
		return cannotOpen(path, err, "")
	}
	return &Error{Corrupt, "open", path, "the file is not a database", "Give another file with --db; this one was left as it is.", nil}
}

// migrate brings the schema up to date, or refuses a file that is not ours.
func (s *Store) migrate(ctx context.Context) error {
	have, err := s.version(ctx)
	if err != nil {
		return err
	}
	p, err := s.provider()
	if err != nil {
		return err
	}
	sources := p.ListSources()
	want := sources[len(sources)-1].Version
	if have > want {
		return s.newer(have, want)
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

// newer says that a schema is newer than this program.
func (s *Store) newer(have, want int64) error {
	return &Error{Newer, "open", s.path, fmt.Sprintf("the file has schema %d, this program knows %d", have, want),
		"Use a newer parley, or give another file with --db.", nil}
}

// provider returns what brings the schema up to date.
func (s *Store) provider() (*goose.Provider, error) {
	sub, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, s.fail("open", err)
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, s.w, sub, goose.WithDisableGlobalRegistry(true))
	return p, s.fail("open", err)
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
