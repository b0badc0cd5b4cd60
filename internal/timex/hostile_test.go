package timex

import (
	"strings"
	"testing"
	"time"

	"parley/internal/doc"
)

// hostile texts repeat dates that other dates are looked up for, n times.
var hostile = []struct {
	name string
	make func(n int) string
}{
	{"full-dates", func(n int) string { return strings.Repeat("May 9, 2025 ", n) }},
	{"years-left-out", func(n int) string {
		return strings.Repeat("It was May 9, 2025. ", 300) + strings.Repeat("He came on June 4. ", n)
	}},
	{"weekdays-that-do-not-fit", func(n int) string {
		return strings.Repeat("It was May 9, 2025. ", 300) + strings.Repeat("He came on Monday, June 4. ", n)
	}},
	{"clocks", func(n int) string { return strings.Repeat("5 pm ", n) }},
}

func TestHostileTextsKeepTheInvariants(t *testing.T) {
	a := testAnnotator(t)
	for _, h := range hostile {
		for _, anchor := range []time.Time{{}, time.Date(2025, 5, 20, 0, 0, 0, 0, time.UTC)} {
			d := &doc.Doc{Text: h.make(5000), Anchor: anchor}
			a.Run(d)
			if err := d.Check(); err != nil || len(d.Times) < 5000 {
				t.Errorf("%s: %d times, %v", h.name, len(d.Times), err)
			}
		}
	}
}

func TestAFullDateGivesItsYearToTheDaysBehindItOnly(t *testing.T) {
	a := testAnnotator(t)
	d := &doc.Doc{Text: "It ended on March 7. It began on March 7, 2019. The March 7 talks failed.", Anchor: time.Date(2025, 5, 20, 0, 0, 0, 0, time.UTC)}
	a.Run(d)
	var got []string
	for _, t := range d.Times {
		got = append(got, t.Value)
	}
	if want := "2025-03-07 2019-03-07 2019-03-07"; strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}
