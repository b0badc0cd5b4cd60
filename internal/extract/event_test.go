package extract_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"parley/internal/doc"
	"parley/internal/record"
)

// inShort writes an event as a test case does: "type status (participants) day".
func inShort(e record.Event) string {
	var names []string
	for _, p := range e.Participants {
		names = append(names, p.Name)
	}
	s := fmt.Sprintf("%s %s (%s)", e.Type, e.Status, strings.Join(names, ", "))
	if e.Start != "" {
		s += " " + string(e.Start)
	}
	return s
}

func TestEventsAreRead(t *testing.T) {
	e := load(t)
	for _, c := range []struct{ text, want string }{
		{"Norway and Chile have held four rounds of talks.", "talks occurred (Norway, Chile)"},
		{"Norway and Chile held talks in Lima on Monday. The second round took place in Oslo on 13 May.", "talks occurred (Norway, Chile) 2025-05-12; talks occurred (Norway, Chile) 2025-05-13"},
		{"The first round of Norway-Chile talks was expected to take place next week.", "talks planned (Norway, Chile) 2025-05-19"},
		{"Norway levied tariffs on Chile on 2 April.", "sanction occurred (Norway, Chile) 2025-04-02"},
		{"Norway lifted its sanctions on Chile.", "sanction cancelled (Norway, Chile)"},
		{"Norway said it would not attack Chile.", ""},
		{"Tomas Reyl called Ana Duro a liar.", ""},
		{"Ana Duro declined an offer of talks in Lima.", "talks declined (Ana Duro)"},
		{"Norway pulled out of the accord with Chile.", "agreement cancelled (Norway, Chile)"},
	} {
		d := &doc.Doc{Text: c.text, Anchor: time.Date(2025, 5, 14, 0, 0, 0, 0, time.UTC)}
		e.p.Run(d)
		var got []string
		for _, ev := range e.x.Findings(d).Events {
			got = append(got, inShort(ev))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, s, c.want)
		}
	}
}

func TestActsAreClassed(t *testing.T) {
	e := load(t)
	acts, err := e.x.ActReader()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, want string }{
		{"Norway threatened to break relations with Chile.", "THREATEN"},
		{"Norway on Monday rejected an offer from Chile.", "REJECT"},
		{"Chile said on Monday that it had expelled two diplomats.", "SANCTION"},
		{"Chile will send food aid to Norway, the ministry said.", "AGREE"},
		{"The minister visited Norway on Monday.", "CONSULT"},
		{"Thousands demonstrated in Lima on Sunday.", "PROTEST"},
		{"The weather was mild.", ""},
	} {
		d := &doc.Doc{Text: c.text}
		e.p.Run(d)
		if got := acts.Of(d)[0]; got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}
