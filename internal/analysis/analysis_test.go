package analysis

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parley/internal/record"
)

// rungs are those of the offices in these tests.
var rungs = map[string]record.Rung{"president": record.RungLeader, "prime minister": record.RungLeader, "leader": record.RungLeader, "spokesman": record.RungSpokesman,
	"spokeswoman": record.RungSpokesman, "envoy": record.RungEnvoy, "foreign minister": record.RungEnvoy, "mayor": record.RungLocal, "ministry": record.RungSide}

// who makes somebody of "Name, kind, party, office".
func who(text string) record.Who {
	part := strings.Split(text+",,,", ",")
	for i := range part {
		part[i] = strings.TrimSpace(part[i])
	}
	w := record.Who{Name: part[0], Kind: record.Kind(part[1]), Party: part[2], Office: part[3]}
	if w.Kind == "" {
		w.Kind = record.Person
	}
	for word, rung := range rungs {
		if strings.Contains(" "+strings.ToLower(w.Office)+" ", " "+word+" ") && w.Kind == record.Person {
			w.Rung = rung
		}
		if w.Kind == record.Organization && strings.Contains(strings.ToLower(w.Name), word) {
			w.Rung = rung
		}
	}
	if w.Kind == record.Anonymous {
		w.Name, w.DescribedAs = "anonymous", part[0]
	}
	return w
}

// tell makes a record of lines, each an article of its own unless it begins with "+", which goes
// on with the article before:
//
//	day | outlet | holder | issue: about | stance | key=value ...
//
// with the keys asof, teller, said (the holder says so in these words), if, before, after and until
// (issue:words), act, copy, complete.
func tell(lines ...string) *record.Record {
	var articles []record.Article
	var readings []record.Reading
	for _, line := range lines {
		cont := strings.HasPrefix(line, "+")
		part := strings.Split(strings.TrimPrefix(line, "+"), "|")
		for i := range part {
			part[i] = strings.TrimSpace(part[i])
		}
		if !cont {
			id := fmt.Sprintf("%02d", len(articles))
			articles = append(articles, record.Article{ID: id, Outlet: part[1], Title: "Title " + id, Published: record.Maybe(part[0]), PublishedBy: "given", Complete: "whole"})
			readings = append(readings, record.Reading{Article: id})
		}
		a, f := &articles[len(articles)-1], &readings[len(readings)-1].Findings
		n := len(f.Positions) + len(f.Events)
		words := record.Words{{Start: 10 * n, End: 10*n + 5, Text: fmt.Sprintf("word%d", n)}}
		if len(part) < 5 {
			if len(part) > 2 {
				a.Complete = part[2]
			}
			continue
		}
		issue, about, _ := strings.Cut(part[3], ":")
		p := record.Position{ID: fmt.Sprintf("p%d", n), Holder: who(part[2]), Issue: issue, About: record.Maybe(strings.TrimSpace(about)), Stance: record.Stance(part[4]), Evidence: words}
		event := record.Event{}
		for _, opt := range part[5:] {
			key, value, _ := strings.Cut(opt, "=")
			switch key {
			case "asof":
				p.AsOf = record.Maybe(value)
			case "teller":
				w := who(value)
				p.AccordingTo = &w
			case "said":
				s := record.Statement{ID: fmt.Sprintf("s%d", n), Speaker: p.Holder, Content: words, Form: "direct", Said: p.AsOf, SaidBy: value}
				p.Statement = record.Maybe(s.ID)
				f.Statements = append(f.Statements, s)
			case "if":
				p.Conditions = []record.Condition{{Relation: "if", Issue: "other", Holds: true, Text: value, Words: words}}
			case "act":
				p.Act = record.Maybe(value)
			case "before", "after", "until":
				code, text, _ := strings.Cut(value, ":")
				p.Conditions = append(p.Conditions, record.Condition{Relation: key, Issue: code, Holds: true, Text: text, Words: words})
			case "copy":
				a.Copies = value
			case "complete":
				a.Complete = value
			case "event":
				event = record.Event{ID: fmt.Sprintf("e%d", n), Type: issue, Status: string(p.Stance), Start: p.AsOf, End: record.Maybe(value),
					Participants: []record.Participant{{Name: p.Holder.Name}}, Place: p.About, Evidence: words}
			}
		}
		if event.ID != "" {
			f.Events = append(f.Events, event)
			f.Names = append(f.Names, record.Name{Entity: event.ID, Name: p.Holder.Name, Kind: p.Holder.Kind, Party: p.Holder.Party})
			continue
		}
		f.Positions = append(f.Positions, p)
	}
	rec := record.Build(articles, readings)
	return &rec
}

// show writes a cell in a line.
func show(c Cell) string {
	if c.Empty() {
		return "–"
	}
	var b strings.Builder
	for _, s := range c.Moved {
		fmt.Fprintf(&b, "%s %s > ", s.Stance, s.From)
	}
	if c.Stance != "" {
		fmt.Fprintf(&b, "%s %s", c.Stance, c.Since)
	}
	if c.Last != c.Since {
		fmt.Fprintf(&b, "..%s", c.Last)
	}
	for _, x := range c.Conditions {
		fmt.Fprintf(&b, " if %s", x.Text)
	}
	if c.ToldBy != "" {
		fmt.Fprintf(&b, " told by %s", c.ToldBy)
	}
	for _, x := range c.Conflict {
		fmt.Fprintf(&b, " against %s (%s)", x.Stance, x.Outlet)
	}
	for _, v := range c.Voices {
		if !v.Rung.Speaks() || v.Dissents {
			fmt.Fprintf(&b, " [%s, %s: %s]", v.Name, v.Rung, v.Steps[len(v.Steps)-1].Stance)
		}
	}
	fmt.Fprintf(&b, " %dx", c.Articles)
	return strings.TrimSpace(b.String())
}

const (
	velmark = "Velmark, state, Velmark"
	duro    = "Ana Duro, person, Velmark, Velmar President"
	aide    = "Pavo Lind, person, Velmark, presidential spokesman"
	envoy   = "Odo Farr, person, Velmark, special envoy"
	mayor   = "Rina Holt, person, Velmark, mayor of Port Velm"
	brenn   = "Ilko Brenn, person, Selvane, Selvane's Foreign Minister"
)

func TestACellTellsWhereAPartyStands(t *testing.T) {
	for _, c := range []struct {
		name  string
		lines []string
		want  string // cell of Velmark in the first row
	}{
		{"a state's own stance since the day the article states",
			[]string{"2031-03-05 | Tidings | " + velmark + " | ceasefire: | supports | asof=2031-03-04"}, "supports 2031-03-04 1x"},
		{"the day of publication stands in for one, inferred",
			[]string{"2031-03-05 | Tidings | " + velmark + " | ceasefire: | supports"}, "supports ~2031-03-05 1x"},
		{"the leader speaks for the state, and so does the spokesman",
			[]string{"2031-03-05 | Tidings | " + duro + " | ceasefire: | supports", "2031-03-06 | Tidings | " + aide + " | ceasefire: | supports"},
			"supports ~2031-03-05..~2031-03-06 2x"},
		{"a change of stance is a move, with both days",
			[]string{"2031-03-05 | Tidings | " + duro + " | ceasefire: | supports", "2031-03-09 | Tidings | " + duro + " | ceasefire: | opposes"},
			"supports ~2031-03-05 > opposes ~2031-03-09 2x"},
		{"going back and forth is kept",
			[]string{"2031-03-05 | Tidings | " + duro + " | ceasefire: | supports", "2031-03-07 | Tidings | " + duro + " | ceasefire: | opposes", "2031-03-09 | Tidings | " + duro + " | ceasefire: | supports"},
			"supports ~2031-03-05 > opposes ~2031-03-07 > supports ~2031-03-09 3x"},
		{"two accounts of one day that differ are both shown",
			[]string{"2031-03-05 | Tidings | " + velmark + " | ceasefire: | supports", "2031-03-05 | Gazette | " + velmark + " | ceasefire: | supports", "2031-03-05 | Courier | " + velmark + " | ceasefire: | opposes"},
			"supports ~2031-03-05 against opposes (Courier) 3x"},
		{"a condition is told",
			[]string{"2031-03-05 | Tidings | " + velmark + " | ceasefire: | conditional | if=they stop first"}, "conditional ~2031-03-05 if they stop first 1x"},
		{"copies count once",
			[]string{"2031-03-05 | Tidings | " + velmark + " | ceasefire: | supports | copy=00", "2031-03-05 | Gazette | " + velmark + " | ceasefire: | supports | copy=00"},
			"supports ~2031-03-05 1x"},
		{"a mayor's view is the mayor's",
			[]string{"2031-03-05 | Tidings | " + mayor + " | ceasefire: | opposes"}, "[Rina Holt, local: opposes] 1x"},
		{"also beside the state's",
			[]string{"2031-03-05 | Tidings | " + mayor + " | ceasefire: | opposes", "2031-03-04 | Tidings | " + velmark + " | ceasefire: | supports"},
			"supports ~2031-03-04 [Rina Holt, local: opposes] 2x"},
		{"an envoy who differs from the leader dissents, whenever",
			[]string{"2031-03-05 | Tidings | " + duro + " | ceasefire: | supports", "2031-03-08 | Tidings | " + envoy + " | ceasefire: | opposes"},
			"supports ~2031-03-05 [Odo Farr, envoy: opposes] 2x"},
		{"what the other side tells is marked as told",
			[]string{"2031-03-05 | Tidings | " + velmark + " | ceasefire: | supports | teller=" + brenn}, "supports ~2031-03-05 told by Ilko Brenn 1x"},
		{"and does not count against what the party says itself",
			[]string{"2031-03-05 | Tidings | " + velmark + " | ceasefire: | opposes", "2031-03-06 | Tidings | " + velmark + " | ceasefire: | supports | teller=" + brenn},
			"opposes ~2031-03-05 2x"},
		{"its own spokesman's telling is the party's own",
			[]string{"2031-03-05 | Tidings | " + velmark + " | ceasefire: | supports | teller=" + aide}, "supports ~2031-03-05 1x"},
		{"an unnamed official does not speak for the state",
			[]string{"2031-03-05 | Tidings | a senior official, anonymous, Velmark | ceasefire: | supports"}, "[a senior official, member: supports] 1x"},
		{"a day to come is no day to have stood somewhere",
			[]string{"2031-03-05 | Tidings | " + velmark + " | ceasefire: | supports | asof=2031-03-09"}, "supports ~2031-03-05 1x"},
		{"a day worked out by the reader stays marked",
			[]string{"2031-03-05 | Tidings | " + duro + " | ceasefire: | supports | asof=2031-03-04 | said=inferred"}, "supports ~2031-03-04 1x"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := StateOfPlay(tell(c.lines...), "")
			if len(p.Rows) != 1 || len(p.Parties) == 0 {
				t.Fatalf("%d rows of %v", len(p.Rows), p.Parties)
			}
			if got := show(p.Rows[0].Cells[0]); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestArticlesAfterTheDayAreLeftOut(t *testing.T) {
	rec := tell("2031-03-05 | Tidings | "+duro+" | ceasefire: | supports", "2031-03-09 | Tidings | "+duro+" | ceasefire: | opposes",
		" | Undated | "+brenn+" | ceasefire: | opposes", "2031-03-06 | Short | cut")
	p := StateOfPlay(rec, "2031-03-08")
	if got := show(p.Rows[0].Cells[1]); got != "supports ~2031-03-05 1x" {
		t.Errorf("Velmark stands at %s", got)
	}
	want := Scope{AsOf: "2031-03-08", First: "2031-03-05", Articles: 3, Whole: 2, Cut: 1, Undated: 1, Origins: 3}
	if p.Scope != want {
		t.Errorf("scope %+v, want %+v", p.Scope, want)
	}
	if got := strings.Join(p.Parties, " "); got != "Selvane Velmark" {
		t.Errorf("parties %s", got)
	}
	if p := StateOfPlay(rec, "2031-03-01"); len(p.Rows[0].Cells) != 1 || p.Scope.Articles != 1 {
		t.Errorf("before the first day there is more than the undated article: %+v", p)
	}
}

func TestSilenceIsAnEmptyCell(t *testing.T) {
	p := StateOfPlay(tell("2031-03-05 | Tidings | "+velmark+" | ceasefire: | supports", "+ | | "+brenn+" | sanctions: | opposes"), "")
	for _, r := range p.Rows {
		empty := 0
		for _, c := range r.Cells {
			if c.Empty() {
				empty++
				if c.Stance != "" || c.Party == "" {
					t.Errorf("an empty cell of %s: %+v", r.Key, c)
				}
			}
		}
		if len(r.Cells) != 2 || empty != 1 {
			t.Errorf("row %s has %d cells, %d empty", r.Key, len(r.Cells), empty)
		}
	}
}

func TestHoldersWithoutAPartyStandByThemselves(t *testing.T) {
	p := StateOfPlay(tell("2031-03-05 | Tidings | residents, group | ceasefire: | supports", "2031-03-05 | Tidings | Harbour League, organization | ceasefire: | supports"), "")
	if len(p.Others) != 1 || p.Others[0].Cells[0].Party != "residents" {
		t.Errorf("others %+v", p.Others)
	}
	if strings.Join(p.Parties, " ") != "Harbour League" || show(p.Rows[0].Cells[0]) != "supports ~2031-03-05 1x" {
		t.Errorf("parties %v, %+v", p.Parties, p.Rows)
	}
}

func TestObjectsThatAreOneShareARow(t *testing.T) {
	for _, c := range []struct {
		issue string
		one   []string // wordings of one object
	}{
		{"ceasefire", []string{"", "a ceasefire", "the truce", "ceasefires", "an unconditional ceasefire", "an immediate cease-fire", "the fighting", "Cease Fire", "a truce, the first since May"}},
		{"direct-talks", []string{"", "direct, face-to-face meeting", "meet", "peace talks"}},
		{"peace-agreement", []string{"Peace Agreement", "a lasting peace"}},
		{"ceasefire", []string{"30-day ceasefire", "the unconditional 30-day truce", "a thirty-day pause", "a 30 day ceasefire", "a US-proposed 30-day ceasefire", "a halt of 30 days", "a 30-day-long ceasefire"}},
		{"ceasefire", []string{"three-day truce", "72-hour truce", "3-day ceasefire", "a truce of three days"}},
		{"ceasefire", []string{"8-11 October truce", "the October 8-11 truce"}},
		{"direct-talks", []string{"the Selvane meeting", "talks in Selvane", "direct talks in Selvane"}},
		{"sanctions", []string{"sanctions", "more sanctions", "new sanctions", "tougher sanctions"}},
		{"peace-agreement", []string{"the seven-clause plan", "a plan of seven clauses", "7-clause plan"}},
		{"sanctions", []string{"an oil embargo", "the embargo", "embargoes"}},
	} {
		first := objectOf(c.issue, c.one[0])
		for _, about := range c.one[1:] {
			if got := objectOf(c.issue, about); got.key != first.key {
				t.Errorf("%s: %q is %s, %q is %s", c.issue, c.one[0], first.key, about, got.key)
			}
		}
	}
	different := map[string]string{}
	for _, about := range []string{"", "30-day ceasefire", "three-day truce", "the Easter truce", "the harvest truce", "a month-long truce", "an 8 October truce"} {
		key := objectOf("ceasefire", about).key
		if other, ok := different[key]; ok && about != "the harvest truce" {
			t.Errorf("%q and %q are both %s", about, other, key)
		}
		different[key] = about
	}
}

func TestRungsSpeakOrDoNot(t *testing.T) {
	for rung, want := range map[Rung]bool{Itself: true, Leader: true, Spokesman: true, Envoy: true, Minister: false, Official: false, Legislator: false, Local: false, Ally: false, Expert: false, Member: false} {
		if got := rung.Speaks(); got != want {
			t.Errorf("%s speaks: %v", rung, got)
		}
	}
}

func TestTheTimelineIsInOrderOfDate(t *testing.T) {
	rec := tell("2031-03-05 | Tidings | "+duro+" | ceasefire: | supports | asof=2031-03-04 | said=stated",
		"+ | | "+velmark+" | talks: Selvane | planned | asof=2031-03-07 | event=2031-03-09",
		"+ | | "+velmark+" | call: | occurred | asof=2031-03-04 | event=",
		"2031-03-02 | Gazette | "+brenn+" | trade: grain | opposes")
	line := func(ms []Moment) string {
		var out []string
		for _, m := range ms {
			out = append(out, fmt.Sprintf("%s %s %s %s", m.Date, m.Kind, m.Type, strings.Join(m.Names, "+")))
		}
		return strings.Join(out, "; ")
	}
	want := "~2031-03-02 position trade Ilko Brenn; 2031-03-04 event call Velmark; 2031-03-04 position ceasefire Ana Duro; 2031-03-04 statement direct Ana Duro; 2031-03-07 event talks Velmark"
	if got := line(Timeline(rec, "", "")); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := line(Timeline(rec, "2031-03-08", "2031-03-08")); got != "2031-03-07 event talks Velmark" {
		t.Errorf("on a day of the talks: %s", got)
	}
}

func TestSourcesAreCounted(t *testing.T) {
	rec := tell("2031-03-05 | Tidings | "+duro+" | ceasefire: | supports | said=stated", "2031-03-06 | Gazette | "+duro+" | ceasefire: | supports | said=stated",
		"+ | | an official, anonymous, Velmark | ceasefire: | supports | said=stated")
	s := Sources(rec)
	if len(s.Outlets) != 2 || s.Outlets[0] != (OutletCount{Outlet: "Gazette", Articles: 1, Statements: 2, Direct: 2, Unnamed: 1, Positions: 2}) {
		t.Errorf("outlets %+v", s.Outlets)
	}
	if len(s.Speakers) != 2 || s.Speakers[0].Name != "Ana Duro" || s.Speakers[0].Articles != 2 || s.Speakers[0].Outlets != 2 || s.Speakers[0].First != "2031-03-05" || s.Speakers[1].Name != "an official" {
		t.Errorf("speakers %+v", s.Speakers)
	}
}

func TestEveryPositionUpToTheDayIsInOneCell(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var lines []string
		for range rapid.IntRange(0, 12).Draw(t, "positions") {
			lines = append(lines, fmt.Sprintf("%s | %s | %s | %s | %s",
				rapid.SampledFrom([]string{"2031-03-05", "2031-03-06", "2031-03-07", ""}).Draw(t, "day"),
				rapid.SampledFrom([]string{"Tidings", "Gazette"}).Draw(t, "outlet"),
				rapid.SampledFrom([]string{velmark, duro, aide, envoy, mayor, brenn, "residents, group"}).Draw(t, "holder"),
				rapid.SampledFrom([]string{"ceasefire: 30-day truce", "ceasefire:", "sanctions:"}).Draw(t, "object"),
				rapid.SampledFrom([]string{"supports", "opposes", "conditional", "undecided"}).Draw(t, "stance")))
		}
		rec := tell(lines...)
		asof := rapid.SampledFrom([]string{"2031-03-04", "2031-03-05", "2031-03-06", ""}).Draw(t, "asof")
		want := 0
		for _, p := range rec.Positions {
			if a, _ := rec.Article(p.Article); asof == "" || a.Day() <= asof {
				want++
			}
		}
		got, play := 0, StateOfPlay(rec, asof)
		for _, rows := range [][]Row{play.Rows, play.Others} {
			for _, r := range rows {
				for _, c := range r.Cells {
					for _, v := range c.Voices {
						got += len(v.Accounts)
						if len(v.Steps) == 0 {
							t.Fatalf("%s has no step", v.Name)
						}
					}
					if c.Stance != "" && c.Since.Day > c.Last.Day {
						t.Fatalf("since %s, last %s", c.Since, c.Last)
					}
				}
			}
		}
		if got != want {
			t.Fatalf("%d accounts in cells, want %d", got, want)
		}
	})
}
