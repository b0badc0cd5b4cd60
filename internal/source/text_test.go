package source

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestPublishedTimes(t *testing.T) {
	for in, want := range map[string]string{
		"Wed, 21 May 2025 12:36:25 GMT":   "2025-05-21T12:36:25Z",
		"Wed, 21 May 2025 04:00:00 EDT":   "2025-05-21T04:00:00-04:00",
		"Wed, 21 May 2025 20:30:10 +0300": "2025-05-21T20:30:10+03:00",
		"2025-05-21T18:11:00Z":            "2025-05-21T18:11:00Z",
		"2025-05-21T18:11:00.123+02:00":   "2025-05-21T18:11:00+02:00",
		"2025-05-21T18:11:00+0200":        "2025-05-21T18:11:00+02:00",
		"2025-05-21 18:11:00 -0700":       "2025-05-21T18:11:00-07:00",
		"May 21, 2025 at 6:11 pm EDT":     "2025-05-21T18:11:00-04:00",
		"2025-05-21":                      "2025-05-21",
		"2025-05-21T18:11:00":             "2025-05-21",
		"20250521":                        "2025-05-21",
		"21 May 2025":                     "2025-05-21",
		"May 21, 2025":                    "2025-05-21",
		"Wed, 21 May 2025 04:00:00 XYZ":   "2025-05-21",
		"31 February 2025":                "no date",
		"2025-02-31":                      "no date",
		"2025-05":                         "no date",
		"0001-01-01":                      "no date",
		"yesterday":                       "no date",
		strings.Repeat("2025-05-21 ", 99): "no date",
	} {
		got := "no date"
		if when, clock, ok := parseTime(in); ok {
			got = when.Format(time.DateOnly)
			if clock {
				got = when.Format(time.RFC3339)
			}
		}
		if got != want {
			t.Errorf("%q: got %s, want %s", in, got, want)
		}
	}
}

// marked returns text with its furniture in brackets, and its completeness.
func marked(a Article) string {
	var b strings.Builder
	at := 0
	for _, st := range a.Furniture {
		b.WriteString(a.Text[at:st.Start] + "[" + a.Text[st.Start:st.End] + "]")
		at = st.End
	}
	return b.String() + a.Text[at:]
}

// unmarked returns text without brackets.
func unmarked(s string) string { return strings.NewReplacer("[", "", "]", "").Replace(s) }

func TestFurnitureOfThePage(t *testing.T) {
	list, err := os.ReadFile("../../taxonomy/furniture.txt")
	if err != nil {
		t.Fatal(err)
	}
	f, err := ParseFurniture(list)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		text string
		want Completeness
	}{
		{"The talks ended.\n[What's Your Reaction?]\n[Like]\n[Angry]\n", Whole},
		{"The talks ended.\n[Read more: Who is Ana Duro?]\nThey resume on Monday.", Whole},
		{"She could read more into it than he did.", Whole},
		{"The talks ended. [Sign up for our morning newsletter.] They resume on Monday.", Whole},
		{"The talks ended. [Subscribe to continue reading.]", Cut},
		{"The talks ended.\n[This article is for subscribers.]", Cut},
		{"He asked members to subscribe to the principle and read the full text.", Whole},
		{"[Live updates: talks in Port Anselm]\nThe talks go on.\n", Live},
		{"[This page is being updated.] The talks go on.", Live},
		{"“We want peace,” she said. [Advertisement] The talks ended.", Whole},
		{"The advertisement said peace. An advertisement followed.", Whole},
		{"The talks ended.\n[Share]\n[Copy link]\nThe sides share a border.", Whole},
		{"The talks ended. © 2025 Velmark Post. [All rights reserved. Do not copy.]", Whole},
		{"All rights reserved for the minority in the north are at stake in the talks that began on Monday in Port Anselm, she said.", Whole},
		{"[We use cookies to improve this page.] The talks ended.", Whole},
		{"The talks ended.\r        [By subscribing I accept the terms of use and privacy policy]", Whole},
	} {
		text := unmarked(tt.text)
		a := Article{Text: text}.complete(f)
		if got := marked(a); got != tt.text || a.Complete != tt.want {
			t.Errorf("got  %s %s\nwant %s %s", a.Complete, got, tt.want, tt.text)
		}
	}
}

func TestTextsThatBreakOff(t *testing.T) {
	long := "The delegation of Velmark left the hall before noon. Its leader told those who waited at the gate that she had nothing to add and that the others knew why this was so. "
	for text, want := range map[string]Completeness{
		long:                                       Whole,
		long + "Then the other side said it…":      Cut,
		long + "Then the other side [...]":         Cut,
		long + "Then the other side said that the": Cut,
		long + "Then the other side said that three envoys would meet": Cut,
		long + "Then the other side said,":                             Cut,
		long + "\n- Withdrawal from the northern valley":               Whole,
		long + "\nBy Ana Duro":                                         Whole,
		long + "\nSee https://velmark.example/talks":                   Whole,
		long + "“We will see.”":                                        Whole,
		"Talks resume":                                                 Whole,
		"":                                                             Whole,
	} {
		if got := (Article{Text: text}).complete(nil).Complete; got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}

func TestLanguages(t *testing.T) {
	english := strings.Repeat("The two delegations met in the morning and agreed that they would meet again before the end of the week. ", 12)
	german := strings.Repeat("Die beiden Delegationen trafen sich am Morgen und vereinbarten, dass sie sich vor dem Ende der Woche wieder treffen würden. ", 12)
	type result struct {
		Language string
		Skipped  Skip
	}
	for name, tt := range map[string]struct {
		text, given string
		want        result
	}{
		"English":                     {english, "", result{"en", Analysed}},
		"German":                      {german, "", result{"de", SkipLanguage}},
		"German called English":       {german, "en", result{"de", SkipLanguage}},
		"short":                       {"Nein, sagte sie.", "", result{"", Analysed}},
		"short and called":            {"Nein, sagte sie.", "de", result{"de", SkipLanguage}},
		"short, called with a region": {"No, she said.", "EN_us", result{"en", Analysed}},
		"another script":              {"Делегации встретились утром и договорились встретиться снова.", "", result{"", SkipLanguage}},
		"empty":                       {" \n\t", "", result{"", SkipEmptyText}},
		"nothing at all":              {"", "en", result{"en", SkipEmptyText}},
	} {
		a := Article{Text: tt.text, Language: tt.given}.complete(nil)
		got := result{a.Language, a.Skipped}
		if name == "another script" {
			got.Language = ""
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

func TestFurnitureListsAreChecked(t *testing.T) {
	for _, line := range []string{"says cut", "shouts cut words", "says maybe words", "says - * words", "says - words *", "says - ..."} {
		if _, err := ParseFurniture([]byte("# fine\n" + line)); err == nil || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("%q: got %v", line, err)
		}
	}
}
