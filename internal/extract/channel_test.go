package extract_test

import (
	"strings"
	"testing"
	"time"

	"parley/internal/doc"
	"parley/internal/record"
)

// setting writes how a statement was said: "channel via, to X, said day".
func setting(s record.Statement) string {
	var parts []string
	if c := strings.TrimSpace(string(s.Channel) + " " + string(s.Via)); c != "" {
		parts = append(parts, c)
	}
	for _, w := range s.To {
		parts = append(parts, "to "+w.Name)
	}
	if s.Said != "" {
		parts = append(parts, s.SaidBy+" "+string(s.Said))
	}
	return strings.Join(parts, ", ")
}

func TestChannelAddresseeAndDayAreRead(t *testing.T) {
	e := load(t)
	for _, c := range []struct{ text, want string }{
		{"“We will not leave,” Ana Duro wrote on X on Monday.", "post X, stated 2025-05-12"},
		{"Ana Duro said in a post on Truth Social that the truce was dead.", "post Truth Social"},
		{"“We will not leave,” Ana Duro wrote on her Telegram channel.", "post Telegram"},
		{"In a Tuesday interview with Radio Orsk, Ana Duro said that the truce was dead.", "interview Radio Orsk, to Radio Orsk, stated 2025-05-13"},
		{"Speaking to BBC News last year, Ana Duro said the truce was dead.", "interview BBC News, to BBC News, stated 2024"},
		{"Ana Duro told reporters in Orsk on Monday that the truce was dead.", "press, to reporters, stated 2025-05-12"},
		{"Ana Duro told a news conference that the truce was dead.", "press-conference"},
		{"Ana Duro told lawmakers that the truce was dead.", "parliament, to lawmakers"},
		{"Ana Duro told the court that the truce was dead.", "court, to court"},
		{"In a letter to Tomas Reyl, Ana Duro said that the truce was dead.", "letter, to Tomas Reyl"},
		{"In a phone call with Tomas Reyl on Sunday, Ana Duro said that the truce was dead.", "call, to Tomas Reyl, stated 2025-05-11"},
		{"Ana Duro said in a statement that the truce was dead.", "document"},
		{"Ana Duro said after a meeting with the union that the truce was dead.", ""},
		{"Ana Duro said that the truce would end on Monday.", ""},
		{"Ana Duro said last week that the truce was dead.", "stated 2025-05"},
		{"Ana Duro said that the truce was dead.", ""},
		{"Several officials told CNN that the truce was dead.", "CNN, to CNN"},
	} {
		d := &doc.Doc{Text: c.text, Anchor: time.Date(2025, 5, 14, 0, 0, 0, 0, time.UTC)}
		e.p.Run(d)
		got := "none"
		if found := e.x.Findings(d).Statements; len(found) > 0 {
			got = setting(found[0])
		}
		if got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestWhoGoesOnSpeakingIsInTheSamePlace(t *testing.T) {
	e := load(t)
	d := &doc.Doc{Text: "“We will not leave,” Ana Duro told reporters on Monday. “We will stay,” she added.\nAna Duro has a house in Orsk. “It is old,” she said.",
		Anchor: time.Date(2025, 5, 14, 0, 0, 0, 0, time.UTC)}
	e.p.Run(d)
	var got []string
	for _, s := range e.x.Findings(d).Statements {
		got = append(got, setting(s))
	}
	want := "press, to reporters, stated 2025-05-12|press, to reporters, inferred 2025-05-12|"
	if strings.Join(got, "|") != want {
		t.Errorf("got %s\nwant %s", strings.Join(got, "|"), want)
	}
}
