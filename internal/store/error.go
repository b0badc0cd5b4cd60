package store

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"modernc.org/sqlite"
)

// Code is the kind of an Error.
type Code string

// The codes.
const (
	NotFound Code = "not found"
	Denied   Code = "denied"   // the file system does not allow it
	Locked   Code = "locked"   // another program is writing
	Corrupt  Code = "corrupt"  // the file is no database, or a broken one
	Newer    Code = "newer"    // the schema is newer than this program
	Evidence Code = "evidence" // words that are not in the article
	Invalid  Code = "invalid"  // what was given cannot be stored
	Full     Code = "full"     // no room on the disk
	Internal Code = "internal"
)

// Error is a failure with what a person can do about it.
type Error struct {
	Code    Code
	Op      string // "open", "add articles"
	Path    string // of the file; "" where it does not matter
	Message string // what happened, lower case
	Hint    string // what to do, a sentence; "" if there is nothing to say
	Err     error  // the cause; nil if there is none
}

// Error returns "store: op path: message".
func (e *Error) Error() string {
	if e.Path == "" {
		return fmt.Sprintf("store: %s: %s", e.Op, e.Message)
	}
	return fmt.Sprintf("store: %s %s: %s", e.Op, e.Path, e.Message)
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Result codes of SQLite, without their extension bits.
const (
	sqliteBusy     = 5
	sqliteLocked   = 6
	sqliteReadOnly = 8
	sqliteIOErr    = 10
	sqliteCorrupt  = 11
	sqliteFull     = 13
	sqliteCantOpen = 14
	sqliteNotADB   = 26
)

// fail turns an error of the database into an Error. A cancelled context's
// error stays what it is; an *Error too; nil stays nil.
func (s *Store) fail(op string, err error) error {
	var ours *Error
	if err == nil || errors.As(err, &ours) {
		return err
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("store: %s: %w", op, err)
	}
	e := &Error{Code: Internal, Op: op, Path: s.path, Message: err.Error(), Err: err}
	var lite *sqlite.Error
	if !errors.As(err, &lite) {
		return e
	}
	switch lite.Code() & 0xff {
	case sqliteBusy, sqliteLocked:
		e.Code, e.Message, e.Hint = Locked, "the database is locked", "Another program is writing to it: wait for that to end, then try again."
	case sqliteCorrupt, sqliteNotADB:
		e.Code, e.Message, e.Hint = Corrupt, "the database is damaged", "Read the articles again into a new file with --db; keep this one for repair."
	case sqliteFull:
		e.Code, e.Message, e.Hint = Full, "there is no room on the disk", "Make room, then run the same again: what was stored is kept."
	case sqliteReadOnly, sqliteCantOpen:
		e.Code, e.Message, e.Hint = Denied, "the file or its folder cannot be written to", "SQLite writes beside the file: give a file in a folder you may write to."
	case sqliteIOErr:
		e.Hint = "The disk reported an error."
	}
	if _, said, ok := strings.Cut(err.Error(), "evidence: "); ok {
		e.Code, e.Message = Evidence, said
	}
	return e
}
