// Package browser tests the application as a person meets it: the real
// program, a record read from the examples, Debian's Chromium. It is a module
// of its own, so that users of the program do not depend on what drives the
// browser. Run it with `make browser`.
package browser
