package timex

import (
	"fmt"
	"testing"
)

func TestDateline(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"May 9—With a truce in effect", "0000-05-09 May 9"},
		{"Talks Resume\nMay 11—President Ana Duro said", "0000-05-11 May 11"},
		{"PORT SEL, May 9 (Agency) - The port", "0000-05-09 May 9"},
		{"PORT SEL, May 21. /Agency/. The port", "0000-05-21 May 21"},
		{"(Agency) 12 May 2025 -- The envoy", "2025-05-12 12 May 2025"},
		{"WESTBRIDGE — May 11, 2025", "2025-05-11 May 11, 2025"},
		{"Published: 21 May 2025 14:05 GMT", "2025-05-21 21 May 2025"},
		{"Envoy leaves\nBy Tam Oru\nPublished May 21, 2025 10:30 The envoy left", "2025-05-21 May 21, 2025"},
		{"Updated 3 June 2024\nPublished 1 June 2024\nText", "2024-06-01 1 June 2024"},
		{"Updated 3 June 2024\nText", "2024-06-03 3 June 2024"},
		{"Title here\n\nMarch 01, 2008\n\nText", "2008-03-01 March 01, 2008"},
		{"Wednesday, 21 May 2025\nText", "2025-05-21 21 May 2025"},
		{"Wednesday, May 21, 2025  11:05 pm (Westbridge) The envoy left", "2025-05-21 May 21, 2025"},
		{"2025-05-21\nText", "2025-05-21 2025-05-21"},
		{"Jan. 3, 2024 – The ship", "2024-01-03 Jan. 3, 2024"},

		{"The truce of May 8-11 held", ""},
		{"Duro Proposes Talks with Velmark on May 15; Oru Hesitates", ""},
		{"Velmark Marks Victory Day May 9", ""},
		{"May 8-11 truce ends", ""},
		{"May 9 was a day like others", ""},
		{"On May 9, the envoy left", ""},
		{"February 31, 2025\nText", ""},
		{"", ""},
	} {
		got := ""
		if d, ok := Dateline(c.text); ok {
			got = fmt.Sprintf("%04d-%02d-%02d %s", d.Year, d.Month, d.Day, c.text[d.Start:d.End])
		}
		if got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}
