package eval_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"parley/eval"
	"parley/internal/record"
	"parley/internal/source"
)

var update = flag.Bool("update", false, "work out the spans of the gold again")

const furniture = "../taxonomy/furniture.txt"

// set is one invented coverage with its gold: a war, a strike, a quarrel over
// tariffs. What is found in one only is made for that one.
type set struct {
	name  string // of gold/NAME.jsonl and gold/NAME.gates
	talks string // folder of the articles
}

var sets = []set{
	{"examples", "../examples/selvane-talks"},
	{"castmoor-strike", "../examples/castmoor-strike"},
	{"korvath-tariffs", "../examples/korvath-tariffs"},
}

func (s set) gold() string  { return filepath.Join("gold", s.name+".jsonl") }
func (s set) gates() string { return filepath.Join("gold", s.name+".gates") }

// texts returns the articles' texts by the last part of their doc.
func texts(t *testing.T, talks string) map[string]string {
	t.Helper()
	list, err := os.ReadFile(furniture)
	if err != nil {
		t.Fatal(err)
	}
	r, err := source.New(list, nil)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for a, p := range r.Read([]string{talks}) {
		if p != nil {
			t.Errorf("reading the examples: %v", p)
			continue
		}
		out[path.Base(a.Doc)] = a.Text
	}
	return out
}

func gold(t *testing.T, file string) []eval.Gold {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	g, err := eval.ReadGold(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestGoldPointsAtItsWords(t *testing.T) {
	for _, set := range sets {
		docs, items := texts(t, set.talks), gold(t, set.gold())
		if *update {
			renew(t, set.gold(), docs, items)
		}
		for _, g := range items {
			for _, p := range g.Places() {
				runes := []rune(docs[p.Doc])
				if p.Span[0] < 0 || p.Span[1] > len(runes) || p.Span[0] >= p.Span[1] {
					t.Errorf("%s: %q has span %v in a text of %d", p.Doc, p.Text, p.Span, len(runes))
				} else if got := string(runes[p.Span[0]:p.Span[1]]); got != p.Text {
					t.Errorf("%s: span %v is %q, not %q", p.Doc, p.Span, got, p.Text)
				}
			}
		}
	}
}

// renew writes the gold with spans worked out from its texts, each of which
// must occur once in its article.
func renew(t *testing.T, file string, docs map[string]string, items []eval.Gold) {
	find := func(p eval.GoldPlace) [2]int {
		text := docs[p.Doc]
		if n := strings.Count(text, p.Text); n != 1 {
			t.Fatalf("%s: %q occurs %d times", p.Doc, p.Text, n)
		}
		start := utf8.RuneCountInString(text[:strings.Index(text, p.Text)])
		return [2]int{start, start + utf8.RuneCountInString(p.Text)}
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	for i := range items {
		g := &items[i]
		if g.Kind != "comparison" {
			g.Span = find(g.Places()[0])
		}
		for j := range g.Accounts {
			g.Accounts[j].Span = find(g.Accounts[j])
		}
		if err := enc.Encode(g); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(file, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestGoldOfTheExamplesIsFound fails where less is found than the gates say,
// or where anything is made that must never be.
func TestGoldOfTheExamplesIsFound(t *testing.T) {
	for _, set := range sets {
		t.Run(set.name, func(t *testing.T) { gated(t, set) })
	}
}

func gated(t *testing.T, set set) {
	made := annotate(t, set.talks)
	score := eval.ScoreGold(gold(t, set.gold()), made)
	shown := eval.ScoreGold(gold(t, set.gold()), likely(made))
	gates := gates(t, set.gates())
	for i, r := range score.Rows {
		share := shown.Rows[i].InGold()
		t.Logf("%-10s recall %d/%d = %.3f   made %d, of which in gold %.3f; of those likely %.3f", r.Kind, r.Found, r.Gold, r.Recall(), r.Made, r.InGold(), share)
		if r.Recall() < gates[r.Kind] {
			t.Errorf("%s: recall %.3f is below the gate of %.3f", r.Kind, r.Recall(), gates[r.Kind])
		}
		if gate := gates[r.Kind+"-in-gold"]; share < gate {
			t.Errorf("%s: %.3f of what was made is in gold, below the gate of %.3f", r.Kind, share, gate)
		}
		for _, g := range r.Lost {
			t.Logf("   lost in %s: %s%s %s %q", g.Doc, g.Speaker, g.Holder, strings.TrimSpace(g.Issue+" "+g.Stance+" "+g.Type), g.Text)
		}
	}
	for _, g := range score.Wrong {
		t.Logf("   made in %s, but must not: %s of %s %q: %s", g.Doc, g.Layer, g.Holder, g.Text, g.Why)
	}
	if n := float64(len(score.Wrong)); n > gates["must-not"] {
		t.Errorf("%v readings were made that must not be; the gate is %v", n, gates["must-not"])
	}
}

// likely leaves out the statements that the record does not show: annotate
// tells also of those that it holds to be no statement rather than one.
func likely(made map[string]eval.Annotated) map[string]eval.Annotated {
	out := map[string]eval.Annotated{}
	for doc, a := range made {
		f := record.Findings{Statements: a.Statements, Positions: a.Positions, Events: a.Events}.Sure()
		a.Statements, a.Positions, a.Events = f.Statements, f.Positions, f.Events
		out[doc] = a
	}
	return out
}

// annotate runs `parley annotate` as a user would.
func annotate(t *testing.T, paths ...string) map[string]eval.Annotated {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "parley")
	if runtime.GOOS == "windows" {
		bin += ".exe"
	}
	if out, err := exec.Command("go", "build", "-o", bin, "../cmd/parley").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	cmd := exec.Command(bin, append([]string{"annotate", "--format", "jsonl"}, paths...)...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("parley annotate: %v\n%s", err, stderr.Bytes())
	}
	made, err := eval.ReadAnnotated(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// gates reads the recorded scores: a name and a number a line.
func gates(t *testing.T, file string) map[string]float64 {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]float64{}
	for line := range strings.Lines(string(b)) {
		f := strings.Fields(line)
		if len(f) == 0 || strings.HasPrefix(f[0], "#") {
			continue
		}
		n, err := strconv.ParseFloat(f[1], 64)
		if err != nil {
			t.Fatal(err)
		}
		out[f[0]] = n
	}
	return out
}
