package main

import (
	"bytes"
	"compress/gzip"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"parley": main})
}

// TestScripts runs the command line as a person would: testdata/script has a
// file for each subcommand and for each kind of bad input.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireUniqueNames:  true,
		RequireExplicitExec: true,
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"repeat": repeatCommand,
			"gzip":   gzipCommand,
			"bytes":  bytesCommand,
		},
	})
}

// repeatCommand writes "repeat FILE N BEFORE TEXT AFTER": TEXT n times between the others.
func repeatCommand(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 5 {
		ts.Fatalf("usage: repeat FILE N BEFORE TEXT AFTER")
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(args[2]+strings.Repeat(args[3], n)+args[4]), 0o600))
}

// gzipCommand writes "gzip FILE [N]": FILE.gz, of which only the first N bytes.
func gzipCommand(ts *testscript.TestScript, _ bool, args []string) {
	text, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err = w.Write(text)
	ts.Check(err)
	ts.Check(w.Close())
	out := b.Bytes()
	if len(args) > 1 {
		n, err := strconv.Atoi(args[1])
		ts.Check(err)
		out = out[:n]
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]+".gz"), out, 0o600))
}

// bytesCommand writes "bytes FILE QUOTED": a Go string's bytes.
func bytesCommand(ts *testscript.TestScript, _ bool, args []string) {
	s, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(s), 0o600))
}
