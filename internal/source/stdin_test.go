package source

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFrontMatterOnStandardInputIsReadLikeThatOfAFile(t *testing.T) {
	const text = "---\ntitle: Truce talks open\noutlet: Velmark Post\nlink: https://velmark.example/talks\npublished: 2031-05-09\n---\nThe talks opened on Friday.\n"
	for name, in := range map[string]string{"line feeds": text, "carriage returns": strings.ReplaceAll(text, "\n", "\r\n"), "a byte-order mark": "\ufeff" + text} {
		folder(t, map[string]string{"a.md": in})
		articles, problems := readAllOf(reader(t, in), "a.md", "-")
		if len(problems) > 0 || len(articles) != 2 {
			t.Fatalf("%s: %d articles, %v", name, len(articles), problems)
		}
		if articles[1].Doc != "-" {
			t.Errorf("%s: the document is %q, want -", name, articles[1].Doc)
		}
		articles[1].Doc = "a.md"
		if d := cmp.Diff(articles[0], articles[1]); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

func TestARuleAtTheStartOfStandardInputIsText(t *testing.T) {
	for name, in := range map[string]string{
		"nothing between two rules": "---\n\n---\nThe talks opened on Friday.\n",
		"a sentence between them":   "---\nThe envoy: we met.\n---\nThe talks opened on Friday.\n",
		"no second rule":            "---\ntitle: Truce talks\n\nThe talks opened on Friday.\n",
	} {
		articles, problems := readAllOf(reader(t, in), "-")
		if len(problems) > 0 || len(articles) != 1 || articles[0].Text != in || articles[0].Title != "" {
			t.Errorf("%s: %+v, %v", name, articles, problems)
		}
	}
}

func TestTheLimitOfATextIsToldInMegabytes(t *testing.T) {
	folder(t, map[string]string{"long.txt": strings.Repeat("A long text. ", MaxText/13+1)})
	_, problems := readAllOf(reader(t, ""), "long.txt")
	if d := cmp.Diff([]string{"lost long.txt: longer than 4 MB, not read"}, problems); d != "" {
		t.Error(d)
	}
}
