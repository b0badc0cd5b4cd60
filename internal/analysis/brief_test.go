package analysis

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// selvane is coverage of invented talks with a bit of everything.
func selvane() *Brief {
	rec := tell(
		"2031-03-03 | Tidings | "+duro+" | ceasefire: a 30-day ceasefire | supports | asof=2031-03-02 | said=stated",
		"+ | | "+brenn+" | ceasefire: the 30-day truce | opposes | said=inferred",
		"2031-03-05 | The Gazette | "+duro+" | ceasefire: 30-day unconditional ceasefire | conditional | if=if the harbour <opens>",
		"+ | | "+mayor+" | ceasefire: thirty-day ceasefire | opposes",
		"+ | | "+brenn+" | ceasefire: a three-day truce | supports | said=stated",
		"2031-03-05 | Courier | "+duro+" | ceasefire: 30-day ceasefire | supports",
		"+ | | Kaldria, state, Kaldria | mediation: | supports",
		"2031-03-06 | Tidings | Selvane, state, Selvane | talks: Port Velm | planned | asof=2031-03-10 | event=2031-03-11",
		"+ | | Velmark, state, Velmark | sanctions: | opposes | teller=Ilko Brenn, person, Selvane, Foreign Minister",
		"+ | | a villager, anonymous | sanctions: oil embargo | undecided",
		"+ | | Velmark, state, Velmark | call: | occurred | asof=2031-03-05 | event=",
		"2031-03-06 | Late Edition | cut",
		"2031-03-20 | Tidings | "+duro+" | ceasefire: 30-day ceasefire | opposes")
	b := MakeBrief(rec, "2031-03-06").Name("Harbour talks", map[string]string{"ceasefire": "Ceasefire", "sanctions": "Sanctions"})
	return &b
}

func TestTheBriefIsWrittenInFourWays(t *testing.T) {
	b := selvane()
	for name, write := range map[string]func(*bytes.Buffer) error{
		"brief.txt":      func(w *bytes.Buffer) error { return b.WriteText(w, 0) },
		"brief.wide.txt": func(w *bytes.Buffer) error { return b.WriteText(w, 72) },
		"brief.md":       func(w *bytes.Buffer) error { return b.WriteMarkdown(w) },
		"brief.html":     func(w *bytes.Buffer) error { return b.WriteHTML(w) },
		"brief.json":     func(w *bytes.Buffer) error { return b.WriteJSON(w) },
	} {
		t.Run(name, func(t *testing.T) {
			var got bytes.Buffer
			if err := write(&got); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join("testdata", name)
			if *update {
				if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), got.String()); d != "" {
				t.Errorf("differs (-want +got), -update renews it:\n%s", d)
			}
		})
	}
}

func TestEveryClaimOfABriefHasReferences(t *testing.T) {
	b := selvane()
	for _, r := range b.Rows {
		for _, l := range r.Lines {
			for _, c := range l.Claims {
				if len(c.Refs) == 0 {
					t.Errorf("%s, %s: %q has none", r.Key, l.Party, c.Text)
				}
				for _, n := range c.Refs {
					if ref := b.Refs[n-1]; ref.N != n || ref.End <= ref.Start || ref.Text == "" {
						t.Errorf("reference %d is %+v", n, ref)
					}
				}
			}
		}
	}
	for _, d := range append(b.Latest, b.Planned...) {
		if len(d.Refs) == 0 {
			t.Errorf("%q has no reference", d.Text)
		}
	}
}

func TestNoTextLineIsWiderThanAsked(t *testing.T) {
	var out bytes.Buffer
	if err := selvane().WriteText(&out, 60); err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(out.String(), "\n") {
		if n := len([]rune(line)); n > 60 {
			t.Errorf("%d columns: %s", n, line)
		}
	}
}

func TestABriefOfNothingSaysSo(t *testing.T) {
	var out bytes.Buffer
	b := MakeBrief(tell(), "")
	if err := b.WriteText(&out, 0); err != nil || !strings.Contains(out.String(), "No position was found.") {
		t.Errorf("%v: %s", err, out.String())
	}
	out.Reset()
	if err := b.WriteJSON(&out); err != nil || !json.Valid(out.Bytes()) {
		t.Errorf("%v: %s", err, out.String())
	}
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }

func TestAnErrorOfTheWriterIsReturned(t *testing.T) {
	b := selvane()
	for i, err := range []error{b.WriteText(brokenPipe{}, 0), b.WriteMarkdown(brokenPipe{}), b.WriteHTML(brokenPipe{}), b.WriteJSON(brokenPipe{})} {
		if err == nil {
			t.Errorf("way %d has no error", i)
		}
	}
}
