package doc_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"parley/internal/doc"
)

func FuzzRuler(f *testing.F) {
	f.Add("plain")
	f.Add("“Ó Dúraí” 😀 said")
	f.Add(strings.Repeat("“é😀x", 300))
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		r := doc.NewRuler(text)
		n := 0
		for i := range text {
			if got := r.CodePoints(i); got != n {
				t.Fatalf("byte %d: got %d code points, want %d", i, got, n)
			}
			n++
		}
		if got := r.CodePoints(len(text)); got != n {
			t.Fatalf("end: got %d, want %d", got, n)
		}
	})
}
