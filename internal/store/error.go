package store

import "fmt"

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
