package timex

import (
	"os"
	"testing"
)

// testAnnotator reads the calendar that the program ships with.
func testAnnotator(t testing.TB) *Annotator {
	t.Helper()
	b, err := os.ReadFile("../../taxonomy/calendar.txt")
	if err != nil {
		t.Fatal(err)
	}
	a, err := Read(b)
	if err != nil {
		t.Fatal(err)
	}
	return a
}
