package eval_test

import (
	"os"
	"path/filepath"
	"testing"

	"parley/eval"
)

func TestAttributionsAreCountedAsTheScorerSays(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("text/a.txt", "Ana said she won. “Never,” Piet told us.")
	write("attributions/a_1.ann", "T1\tSource 0 3\tAna\nT2\tCue 4 8\tsaid\nT3\tContent 9 16\tshe won\nE1\tAttribution:T2 Content:T3 Cue:T2 Source:T1\n"+
		"T4\tSource 27 31\tPiet\nT5\tCue 32 36\ttold\nT6\tContent 18 26\t“Never,”\nE2\tAttribution:T5 Content:T6 Cue:T5 Source:T4\n")
	write("attributions/a_2.ann", "T1\tDiscuss 0 3\tAna\n") // a second annotator does not count
	write("text/b.txt", "nobody annotated this")
	span := func(b, e int) [][2]int { return [][2]int{{b, e}} }
	got, err := eval.Attributions(dir, func(name, _ string) []eval.Reported {
		if name != "a.txt" {
			t.Errorf("asked for %s, which nobody annotated", name)
		}
		return []eval.Reported{
			{Source: span(0, 3), Cue: span(4, 8), Content: span(9, 17)},  // a full stop too much does not count
			{Source: nil, Cue: span(32, 36), Content: span(18, 26)},      // no source
			{Source: span(0, 3), Cue: span(27, 31), Content: span(0, 3)}, // invented
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	want := `{"gold":2,"made":3,"tok S":{"P":100.0,"R":50.0,"F":66.7},"tok C":{"P":66.7,"R":100.0,"F":80.0},"tok T":{"P":75.0,"R":100.0,"F":85.7},` +
		`"exact":{"P":66.7,"R":100.0,"F":80.0},"any":{"P":66.7,"R":100.0,"F":80.0},"attr":{"P":33.3,"R":50.0,"F":40.0},"attrJ":{"P":33.3,"R":50.0,"F":40.0},"quoted recall":50.0}`
	if got.String() != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestAFolderWithoutTextsIsAnError(t *testing.T) {
	if _, err := eval.Attributions(t.TempDir(), nil); err == nil {
		t.Error("no error")
	}
}
