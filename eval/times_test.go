package eval_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"testing"

	"parley/eval"
)

const timesGold = `{"link":"a.xml","published":"2031-05-11","text":"They met on Monday. Again in June.","times":[{"span":[12,18],"type":"DATE","value":"2031-05-05"}]}
{"link":"b.xml","published":"unknown","text":"For two days.","times":[{"span":[4,12],"type":"DURATION","value":"P2D"}]}
`

// write puts a gold file, and beside it an archive that says that only the
// first sentence of a.xml was annotated.
func writeTimes(t *testing.T, archive bool) string {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "gold.jsonl")
	if err := os.WriteFile(file, []byte(timesGold), 0o600); err != nil {
		t.Fatal(err)
	}
	if !archive {
		return file
	}
	xml := `<Document><token sentence="0">They</token><token sentence="1">met</token><token sentence="2">on</token>` +
		`<token sentence="3">Monday</token><token sentence="5">.</token><token sentence="6">Again</token></Document>`
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	w := tar.NewWriter(z)
	if err := w.WriteHeader(&tar.Header{Name: "some/folder/a.xml", Mode: 0o600, Size: int64(len(xml)), Typeflag: tar.TypeReg}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(xml)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "meantime-en.tar.gz"), b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func scoreTimes(t *testing.T, file string) eval.TimesResult {
	t.Helper()
	texts, err := eval.TimesTexts(file)
	if err != nil {
		t.Fatal(err)
	}
	made := [][]eval.Timed{
		{{Span: [2]int{9, 18}, Value: "2031-05-05"}, {Span: [2]int{29, 33}, Value: "2031-06"}},
		{{Span: [2]int{4, 12}, Value: "P3D"}},
	}
	var s eval.TimesScore
	for i := range texts {
		s.Add(&texts[i], made[i])
	}
	return s.Result()
}

func TestTimesAreScoredInThreeWays(t *testing.T) {
	r := scoreTimes(t, writeTimes(t, false))
	if r.Gold != 2 || r.Made != 3 || r.Strict.R != 50 || r.Relaxed.R != 100 || r.Value.R != 50 {
		t.Errorf("got %+v", r)
	}
}

func TestWhatNobodyAnnotatedDoesNotCount(t *testing.T) {
	if r := scoreTimes(t, writeTimes(t, true)); r.Made != 2 || r.Relaxed.F != 100 {
		t.Errorf("got %+v", r)
	}
}

func TestTimesAnchors(t *testing.T) {
	texts, err := eval.TimesTexts(writeTimes(t, false))
	if err != nil {
		t.Fatal(err)
	}
	if texts[0].Anchor().Day() != 11 || !texts[1].Anchor().IsZero() {
		t.Errorf("got %v and %v", texts[0].Anchor(), texts[1].Anchor())
	}
	if _, err := eval.TimesTexts("none"); err == nil {
		t.Error("a missing file was read")
	}
}
