package eval_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path"
	"strings"
	"testing"

	"parley/eval"
)

const (
	joinText = "Ilmara’s envoy Lena Sorvath refused the truce."
	joinLink = "https://outlet.example/news/truce"
)

func joinGold(t *testing.T, hash, span string) []eval.Gold {
	t.Helper()
	g, err := eval.ReadGold(strings.NewReader(fmt.Sprintf(`{"kind":"article","doc":"truce","link":%q,"sha256":%q}
{"kind":"position","doc":"truce","holder":"Lena Sorvath","issue":"ceasefire","stance":"opposes","span":%s}
`, joinLink, hash, span)))
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

func TestJoinPutsTheWordsBesideTheSpans(t *testing.T) {
	line := fmt.Sprintf(`{"link":%q,"text":%q}`, joinLink, joinText)
	file := `{"link":"https://outlet.example/news/other","text":"Rain."}` + "\n" + line + "\n"
	var zipped bytes.Buffer
	zw := gzip.NewWriter(&zipped)
	if _, err := zw.Write([]byte(file)); err != nil {
		t.Fatal(err)
	}
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	for name, in := range map[string][]byte{"plain": []byte(file), "gzipped": zipped.Bytes()} {
		j, err := eval.Join(joinGold(t, hashOf(joinText), "[15,45]"), bytes.NewReader(in))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if len(j.Gold) != 1 || j.Gold[0].Text != "Lena Sorvath refused the truce" {
			t.Errorf("%s: gold is %+v", name, j.Gold)
		}
		if len(j.Articles) != 1 || string(j.Articles[0]) != line {
			t.Errorf("%s: articles are %q", name, j.Articles)
		}
	}
}

func TestJoinTrimsTheSlashThatEndsALink(t *testing.T) {
	gold := joinGold(t, hashOf(joinText), "[0,6]")
	gold[0].Link += "/"
	j, err := eval.Join(gold, strings.NewReader(fmt.Sprintf(`{"link":%q,"text":%q}`, joinLink+"/", joinText)))
	if err != nil {
		t.Fatal(err)
	}
	if got := string(j.Articles[0]); !strings.Contains(got, `"link":"`+joinLink+`"`) || !strings.Contains(got, joinText) {
		t.Errorf("article is %s", got)
	}
}

func TestJoinRefusesWhatWasNotMarked(t *testing.T) {
	file := func(text string) string { return fmt.Sprintf("{\"link\":%q,\"text\":%q}\n", joinLink, text) }
	for _, c := range []struct{ name, file, span, want string }{
		{"another text", file(joinText + " Again."), "[0,6]", "is not the one that was marked"},
		{"no such article", "", "[0,6]", "no article " + joinLink},
		{"a span past the end", file(joinText), "[40,47]", "span [40 47] in a text of 46"},
		{"an empty span", file(joinText), "[6,6]", "span [6 6]"},
		{"a broken line", "{", "[0,6]", "line 1"},
	} {
		_, err := eval.Join(joinGold(t, hashOf(joinText), c.span), strings.NewReader(c.file))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error is %v, want %q in it", c.name, err, c.want)
		}
	}
}

// TestWorldGoldHoldsNoWords keeps the texts of others out of the project and
// the codes to those of the guidelines.
func TestWorldGoldHoldsNoWords(t *testing.T) {
	stances := map[string]bool{"supports": true, "opposes": true, "conditional": true, "undecided": true}
	links := map[string]bool{}
	for _, half := range []string{"dev", "test"} {
		b, err := os.ReadFile("gold/world-" + half + ".jsonl")
		if err != nil {
			t.Fatal(err)
		}
		items, err := eval.ReadGold(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		docs, forbidden := map[string]bool{}, map[string]int{}
		for _, g := range items {
			switch {
			case g.Kind == "article":
				if links[g.Link] || len(g.SHA256) != 64 || path.Base(g.Link) != g.Doc {
					t.Errorf("%s: article %+v", half, g)
				}
				links[g.Link], docs[g.Doc] = true, true
			case g.Text != "" || !docs[g.Doc] || g.Span[0] >= g.Span[1]:
				t.Errorf("%s: words, no article line or no span: %+v", half, g)
			case g.Kind == "position" && (!stances[g.Stance] || (g.Stance == "conditional") != (g.Condition != nil)):
				t.Errorf("%s: stance and condition: %+v", half, g)
			case g.Kind == "must-not":
				forbidden[g.Doc]++
			}
		}
		if len(docs) != 7 {
			t.Errorf("%s has %d articles, not 7", half, len(docs))
		}
		for d := range docs {
			if forbidden[d] < 2 {
				t.Errorf("%s: %s has %d forbidden readings, fewer than 2", half, d, forbidden[d])
			}
		}
	}
}

func TestPrecisionListsAreTwentyFiveEachAndNotMarked(t *testing.T) {
	var marked strings.Builder
	for _, half := range []string{"dev", "test"} {
		b, err := os.ReadFile("gold/world-" + half + ".jsonl")
		if err != nil {
			t.Fatal(err)
		}
		marked.Write(b)
	}
	b, err := os.ReadFile("gold/precision.tsv")
	if err != nil {
		t.Fatal(err)
	}
	count, seen := map[string]int{}, map[string]bool{}
	for i, line := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		cells := strings.Split(line, "\t")
		if i == 0 {
			continue
		}
		if len(cells) != 3 || seen[cells[0]] || len(strings.Fields(cells[2])) != 3 || strings.Contains(marked.String(), `"`+cells[0]+`"`) {
			t.Errorf("line %d: %q", i+1, line)
			continue
		}
		seen[cells[0]] = true
		count[cells[1]]++
	}
	if count["yes"] != 25 || count["no"] != 25 {
		t.Errorf("lists are %v, want 25 each", count)
	}
}
