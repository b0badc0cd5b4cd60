package eval_test

import (
	"os"
	"path/filepath"
	"testing"

	"parley/eval"
)

func TestPloverCountsTheRightClasses(t *testing.T) {
	file := filepath.Join(t.TempDir(), "gold.jsonl")
	lines := `{"id":"1","event":"REJECT","text":"Velmar rejected it."}
{"id":"2","event":"CONSULT","text":"Brenn met Velmar."}
`
	if err := os.WriteFile(file, []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
	res, err := eval.Plover(file, func(string) string { return "REJECT" }, nil)
	if err != nil {
		t.Fatal(err)
	}
	if res.All.Sentences != 2 || res.All.Right != 1 || res.All.Share != 0.5 {
		t.Errorf("got %+v, want one of two right", res.All)
	}
	if _, err := eval.Plover(filepath.Join(t.TempDir(), "none"), nil, nil); err == nil {
		t.Error("a missing file is no error")
	}
}
