// Package rules_test holds what must be true of the whole repository.
package rules_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const root = "../.."

// allowed tells which packages of ours each package may import. The way of the
// data is source -> doc -> findings -> record -> analysis -> views; see
// docs/ARCHITECTURE.md. A package that is not listed may import anything:
// only cmd, train and eval wire, and tests.
var allowed = map[string][]string{
	"taxonomy":          {},
	"models":            {},
	"internal/doc":      {},
	"internal/record":   {},
	"internal/source":   {},
	"internal/nn":       {},
	"internal/segment":  {"internal/doc", "internal/nn"},
	"internal/syntax":   {"internal/doc", "internal/nn"},
	"internal/entity":   {"internal/doc", "internal/nn"},
	"internal/quote":    {"internal/doc", "internal/nn"},
	"internal/timex":    {"internal/doc", "internal/nn"},
	"internal/nlp":      {"internal/doc", "internal/nn", "internal/segment", "internal/syntax", "internal/entity", "internal/quote", "internal/timex", "models", "taxonomy"},
	"internal/extract":  {"internal/doc", "internal/nn", "internal/record"},
	"internal/analysis": {"internal/record"},
	"internal/store":    {"internal/source", "internal/record"},
	"internal/web":      {"internal/source", "internal/record", "internal/store", "internal/analysis"},
}

// wires are the folders that may import anything of ours.
var wires = []string{"cmd", "train", "eval", "test"}

func TestPackagesImportOnlyWhatTheyMay(t *testing.T) {
	for file, imports := range imports(t) {
		pkg := path.Dir(file)
		may, listed := allowed[pkg]
		if !listed {
			// a folder below a listed package follows its rule, and may be imported by it
			for parent := path.Dir(pkg); parent != "."; parent = path.Dir(parent) {
				if may, listed = allowed[parent]; listed {
					break
				}
			}
		}
		if !listed {
			if !slices.Contains(wires, strings.SplitN(pkg, "/", 2)[0]) {
				t.Errorf("%s: package %s has no import rule in test/rules", file, pkg)
			}
			continue
		}
		for _, imp := range imports {
			if !slices.Contains(may, imp) && !related(pkg, imp) {
				t.Errorf("%s: package %s must not import %s", file, pkg, imp)
			}
		}
	}
}

// related reports whether one package lies below the other.
func related(a, b string) bool {
	return a == b || strings.HasPrefix(a, b+"/") || strings.HasPrefix(b, a+"/")
}

// imports returns, for each Go file that is no test, the packages of ours
// that it imports. It parses in-process, so that go test's cache knows what
// was read.
func imports(t *testing.T) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	set := token.NewFileSet()
	for _, file := range files(t, ".go") {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(set, filepath.Join(root, file), nil, parser.ImportsOnly)
		if err != nil {
			t.Error(err)
			continue
		}
		out[file] = nil
		for _, s := range f.Imports {
			p, err := strconv.Unquote(s.Path.Value)
			if err != nil {
				t.Error(err)
			}
			if ours, ok := strings.CutPrefix(p, "parley/"); ok {
				out[file] = append(out[file], ours)
			}
		}
	}
	if len(out) == 0 {
		t.Fatal("no Go files found")
	}
	return out
}

// files lists the repository's files with a suffix, slash-separated from its
// root, leaving out what tools made and other modules.
func files(t *testing.T, suffix string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, p)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if d.IsDir() {
			switch name := d.Name(); {
			case rel == "test/browser", rel == "demo", rel == "bin", name == "node_modules", name == "testdata", rel != "." && strings.HasPrefix(name, "."):
				return filepath.SkipDir
			}
			return nil
		}
		if strings.HasSuffix(rel, suffix) {
			out = append(out, rel)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
