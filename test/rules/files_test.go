package rules_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const longest = 500 // lines of a Go file

func TestFilesAreShort(t *testing.T) {
	for _, file := range files(t, ".go") {
		b := read(t, file)
		if n := bytes.Count(b, []byte("\n")); n > longest && !bytes.Contains(b, []byte("//longfile:")) && !generated(b) {
			t.Errorf("%s has %d lines, more than %d; split it, or say why in a line //longfile: REASON", file, n, longest)
		}
	}
}

// generated reports whether a Go file says that a program wrote it.
func generated(b []byte) bool {
	head, _, _ := bytes.Cut(b, []byte("\npackage "))
	return bytes.Contains(head, []byte("Code generated ")) && bytes.Contains(head, []byte(" DO NOT EDIT."))
}

func TestTheDocumentsAreThere(t *testing.T) {
	for _, file := range []string{"README.md", "LICENSE", "NOTICE", "CHANGELOG.md", "CONTRIBUTING.md", "docs/ARCHITECTURE.md", "docs/GLOSSARY.md",
		"docs/EXAMPLES.md", "eval/SCORES.md"} {
		if len(bytes.TrimSpace(read(t, file))) == 0 {
			t.Errorf("%s is empty", file)
		}
	}
}

var (
	link    = regexp.MustCompile(`\]\(([^)\s]+)(?:\s+"[^"]*")?\)`)
	heading = regexp.MustCompile(`(?m)^#{1,6}\s+(.*)$`)
	fence   = regexp.MustCompile("(?ms)^\\s*```.*?^\\s*```")
	code    = regexp.MustCompile("`[^`\n]*`")
	noSlug  = regexp.MustCompile(`[^\p{L}\p{N} _-]`)
)

// TestLinksLeadSomewhere follows the links between documents, to files and to
// their headings.
func TestLinksLeadSomewhere(t *testing.T) {
	for _, file := range files(t, ".md") {
		if strings.HasPrefix(file, "examples/") {
			continue // articles
		}
		text := code.ReplaceAllString(fence.ReplaceAllString(string(read(t, file)), ""), "")
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			if strings.Contains(m[1], "://") || strings.HasPrefix(m[1], "mailto:") {
				continue
			}
			target, anchor, _ := strings.Cut(m[1], "#")
			to := file
			if target != "" {
				to = filepath.ToSlash(filepath.Join(filepath.Dir(file), target))
			}
			if _, err := os.Stat(filepath.Join(root, to)); err != nil {
				t.Errorf("%s: link to %s leads nowhere", file, m[1])
			} else if anchor != "" && strings.HasSuffix(to, ".md") && !headings(string(read(t, to)))[anchor] {
				t.Errorf("%s: link to %s: no such heading", file, m[1])
			}
		}
	}
}

// headings returns the anchors of a document's headings.
func headings(text string) map[string]bool {
	out := map[string]bool{}
	for _, m := range heading.FindAllStringSubmatch(fence.ReplaceAllString(text, ""), -1) {
		s := noSlug.ReplaceAllString(strings.ToLower(strings.TrimSpace(m[1])), "")
		out[strings.ReplaceAll(s, " ", "-")] = true
	}
	return out
}

// TestPathsNamedInDocumentsExist looks for files that documents name in code
// face, such as `internal/doc/doc.go` or `docs/decisions/`.
func TestPathsNamedInDocumentsExist(t *testing.T) {
	named := regexp.MustCompile("`((?:internal|cmd|docs|eval|examples|taxonomy|models|train|test)/[A-Za-z0-9_./-]+)`")
	for _, file := range files(t, ".md") {
		if strings.HasPrefix(file, "examples/") {
			continue
		}
		for _, m := range named.FindAllStringSubmatch(string(read(t, file)), -1) {
			if _, err := os.Stat(filepath.Join(root, m[1])); err != nil {
				t.Errorf("%s: names %s, which does not exist", file, m[1])
			}
		}
	}
}

// TestExamplesSayWhatTheyAre looks into every example for the words that tell
// a reader that it is invented, or that it quotes nobody.
func TestExamplesSayWhatTheyAre(t *testing.T) {
	for _, file := range files(t, "") {
		switch {
		case strings.HasPrefix(file, "examples/selvane-talks/"), strings.HasPrefix(file, "examples/castmoor-strike/"), strings.HasPrefix(file, "examples/korvath-tariffs/"):
			if !strings.Contains(string(read(t, file)), "Invented") {
				t.Errorf("%s does not say that it is invented", file)
			}
		case strings.HasPrefix(file, "examples/spring-2025/"):
			_, body, _ := strings.Cut(string(read(t, file)), "\n---\n")
			if strings.ContainsAny(body, "\"“”„«»") {
				t.Errorf("%s quotes somebody", file)
			}
		}
	}
}

func read(t *testing.T, file string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(root, file))
	if err != nil {
		t.Error(err)
	}
	return b
}
