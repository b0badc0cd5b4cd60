package analysis

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"parley/internal/record"
)

// halt is a mention of a truce for tests: "day | truce | step status | who+who | told by | from..to | same".
type halt struct {
	day, truce, step, status, who, tellers, from, to, same string
	days                                                   int
}

// halts makes a record of mentions, each an article of its own unless it goes on
// with the one before (day "").
func halts(list ...halt) *record.Record {
	var articles []record.Article
	var readings []record.Reading
	for _, h := range list {
		if h.day != "" || len(articles) == 0 {
			id := fmt.Sprintf("%02d", len(articles))
			articles = append(articles, record.Article{ID: id, Outlet: "Outlet " + id, Published: record.Maybe(h.day), PublishedBy: "given", Complete: "whole"})
			readings = append(readings, record.Reading{Article: id})
		}
		f := &readings[len(readings)-1].Findings
		n := len(f.Truces)
		whos := func(text string) []record.Who {
			var out []record.Who
			for name := range strings.SplitSeq(text, "+") {
				if name = strings.TrimSpace(name); name != "" {
					kind := record.State
					if strings.Contains(name, "sides") {
						kind = record.Group
					}
					out = append(out, record.Who{Name: name, Kind: kind})
				}
			}
			return out
		}
		words := record.Words{{Start: 20 * n, End: 20*n + 9, Text: fmt.Sprintf("the words%d", n)[:9]}}
		f.Truces = append(f.Truces, record.TruceMention{ID: fmt.Sprintf("t%d", n+1), Truce: h.truce, Same: record.Maybe(h.same), Step: record.Maybe(h.step), Status: record.Maybe(h.status),
			Actors: whos(h.who), Tellers: whos(h.tellers), Days: h.days, Start: record.Maybe(h.from), End: record.Maybe(h.to), Noun: words, Evidence: words})
	}
	rec := record.Build(articles, readings)
	return &rec
}

// lives writes truces as test cases do: "title: standing: point; point".
func lives(list []Truce) string {
	var out []string
	for _, t := range list {
		var points []string
		for _, p := range t.Life() {
			points = append(points, p.Text)
		}
		out = append(out, t.Title+": "+t.Standing()+": "+strings.Join(points, "; "))
	}
	return strings.Join(out, "\n")
}

func TestATruceHasALife(t *testing.T) {
	four := func(h halt) halt { h.truce, h.days = "4-day truce", 4; return h }
	for _, c := range []struct {
		name, asof string
		list       []halt
		want       string
	}{
		{"declared is not agreed", "", []halt{four(halt{day: "2031-03-01", step: "declared", status: "occurred", who: "Velmark"})},
			"4-day truce: declared; unilateral: declared by Velmark"},
		{"in force over its days", "2031-03-03", []halt{four(halt{day: "2031-03-01", step: "declared", status: "occurred", who: "Velmark", from: "2031-03-02", to: "2031-03-05"})},
			"4-day truce: in force; unilateral; 2 Mar 2031 to 5 Mar 2031: declared by Velmark"},
		{"over when they have passed", "2031-03-09", []halt{four(halt{day: "2031-03-01", step: "declared", status: "occurred", who: "Velmark", from: "2031-03-02"})},
			"4-day truce: over; unilateral; 2 Mar 2031 to ~5 Mar 2031: declared by Velmark"},
		{"agreed by two", "", []halt{four(halt{day: "2031-03-01", step: "agreed", status: "occurred", who: "Velmark+Ostria"})},
			"4-day truce: agreed; mutual: agreed by Velmark and Ostria"},
		{"one side's word is no agreement", "", []halt{four(halt{day: "2031-03-01", step: "agreed", status: "occurred", who: "Velmark"})},
			"4-day truce: proposed: agreed by Velmark"},
		{"nor is a demand", "", []halt{four(halt{day: "2031-03-01", step: "agreed", status: "demanded", who: "Velmark+Ostria"})},
			"4-day truce: proposed: demanded: agreed by Velmark and Ostria"},
		{"accepted by one, refused by another", "", []halt{four(halt{day: "2031-03-01", step: "proposed", status: "occurred", who: "Selvane"}),
			four(halt{day: "2031-03-02", step: "accepted", status: "occurred", who: "Velmark", tellers: "Selvane"}), four(halt{step: "refused", status: "occurred", who: "Ostria", same: "t1"}),
			four(halt{day: "2031-03-03", step: "proposed", status: "occurred", who: "Selvane"})},
			"4-day truce: proposed: proposed by Selvane; accepted by Velmark, as told by Selvane; refused by Ostria"},
		{"who accuses whom", "", []halt{four(halt{day: "2031-03-01", step: "declared", status: "occurred", who: "Velmark"}),
			{truce: "truce", same: "t1", step: "broken", status: "claimed", who: "Velmark", tellers: "Ostria"}, {truce: "truce", same: "t1", step: "broken", status: "denied", who: "Velmark"}},
			"4-day truce: declared; unilateral: declared by Velmark; Ostria accuses Velmark of breaking it; Velmark denies breaking it"},
		{"two truces stay two", "", []halt{four(halt{day: "2031-03-01", step: "declared", status: "occurred", who: "Velmark"}),
			{truce: "30-day truce", days: 30, step: "refused", status: "occurred", who: "Velmark"}},
			"30-day truce: proposed: refused by Velmark\n4-day truce: declared; unilateral: declared by Velmark"},
		{"two articles tell of one", "", []halt{four(halt{day: "2031-03-01", step: "declared", status: "occurred", who: "Velmark"}),
			{day: "2031-03-04", truce: "harvest truce", step: "unextended", status: "occurred", who: "Velmark", from: "2031-03-01", to: "2031-03-04"},
			{day: "2031-03-04", truce: "harvest 4-day truce", days: 4, step: "refused", status: "occurred", who: "Ostria", tellers: "Velmark"}},
			"4-day harvest truce: in force; unilateral; 1 Mar 2031 to 4 Mar 2031: declared by Velmark; refused by Ostria, as told by Velmark; not extended by Velmark"},
		{"a bare wish is no truce", "", []halt{{day: "2031-03-01", truce: "ceasefire", step: "demanded", status: "occurred", who: "Ostria"}}, ""},
		{"what is to come has not come", "2031-03-01", []halt{four(halt{day: "2031-03-01", step: "declared", status: "occurred", who: "Velmark", from: "2031-03-05", to: "2031-03-08"}),
			four(halt{day: "2031-03-09", step: "refused", status: "occurred", who: "Ostria"})},
			"4-day truce: to begin; unilateral; 5 Mar 2031 to 8 Mar 2031: declared by Velmark"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := lives(Truces(halts(c.list...), c.asof)); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}

// anyHalts draws coverage of a few truces of three states.
func anyHalts(t *rapid.T) []halt {
	pick := func(name string, of ...string) string { return rapid.SampledFrom(of).Draw(t, name) }
	var out []halt
	for range rapid.IntRange(1, 12).Draw(t, "n") {
		h := halt{day: pick("day", "", "2031-03-01", "2031-03-04", "2031-03-09"), step: pick("step", append([]string{"", "unverified"}, stepOrder...)...),
			status: pick("status", "occurred", "claimed", "planned", "proposed", "demanded", "denied"), who: pick("who", "", "Velmark", "Ostria", "Velmark+Ostria", "both sides"),
			tellers: pick("teller", "", "Ostria", "Selvane"), from: pick("from", "", "2031-03-02"), to: pick("to", "", "2031-03-05")}
		switch pick("truce", "bare", "four", "thirty", "harvest") {
		case "four":
			h.truce, h.days = "4-day truce", 4
		case "thirty":
			h.truce, h.days, h.from, h.to = "30-day ceasefire", 30, "", ""
		case "harvest":
			h.truce = "harvest truce"
		default:
			h.truce = "truce"
		}
		out = append(out, h)
	}
	out[0].day = "2031-03-01"
	return out
}

func TestTrucesHoldToWhatIsTold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rec := halts(anyHalts(t)...)
		asof := rapid.SampledFrom([]string{"", "2031-03-01", "2031-03-04", "2031-03-09"}).Draw(t, "asof")
		for _, x := range Truces(rec, asof) {
			if len(x.Steps) == 0 {
				t.Fatalf("%s rests on nothing", x.Title)
			}
			several, there := false, false
			for _, s := range x.Steps {
				a, ok := rec.Article(s.Ref.Article)
				if !ok || s.Ref.Text == "" || asof != "" && a.Day() > asof {
					t.Fatalf("%s: %s rests on %+v", x.Title, s.Step, s.Ref)
				}
				several = several || s.Step == "agreed" && s.Status == "occurred" && s.bySeveral()
				there = there || s.done() && (s.Step == "declared" || s.Step == "begun") || several
				if s.Status == "claimed" && s.Step == "broken" && strings.Contains(s.sentence(), "own words") {
					t.Fatalf("a claim is told as a fact: %s", s.sentence())
				}
			}
			if x.State == TruceAgreed && !several {
				t.Fatalf("%s: an agreement that nobody tells: %+v", x.Title, x.Steps)
			}
			if (x.State == TruceInForce || x.State == TruceAhead || x.State == TruceDeclared) && !there {
				t.Fatalf("%s: %s without a step that brings it about: %+v", x.Title, x.State, x.Steps)
			}
		}
	})
}

func TestTrucesAreTheSameInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rec := halts(anyHalts(t)...)
		articles, readings := slices.Clone(rec.Articles), []record.Reading{}
		for _, a := range articles {
			f := record.Findings{}
			for _, m := range rec.Truces {
				if m.Article == a.ID {
					f.Truces = append(f.Truces, m.TruceMention)
				}
			}
			readings = append(readings, record.Reading{Article: a.ID, Findings: f})
		}
		slices.Reverse(articles)
		slices.Reverse(readings)
		again := record.Build(articles, readings)
		if d := cmp.Diff(Truces(rec, ""), Truces(&again, "")); d != "" {
			t.Fatal(d)
		}
	})
}

// undertake makes a record of commitments and events by lines "day | promise | who | action | issue | due"
// and "day | event | type | who+who | status | start".
func undertake(lines ...string) *record.Record {
	var articles []record.Article
	var readings []record.Reading
	for i, line := range lines {
		p := strings.Split(line, "|")
		for k := range p {
			p[k] = strings.TrimSpace(p[k])
		}
		id := fmt.Sprintf("%02d", i)
		articles = append(articles, record.Article{ID: id, Outlet: "Outlet " + id, Published: record.Maybe(p[0]), PublishedBy: "given", Complete: "whole"})
		words := record.Words{{Start: 0, End: len(p[3]), Text: p[3]}}
		var f record.Findings
		switch p[1] {
		case "promise":
			f.Commitments = []record.Commitment{{ID: "c1", Actor: record.Who{Name: p[2], Kind: record.State}, Action: p[3], Issue: record.Maybe(p[4]), Due: record.Maybe(p[5]), Evidence: words}}
		case "event":
			text := p[2] + " of " + p[3]
			e := record.Event{ID: "e1", Type: p[2], Status: p[4], Start: record.Maybe(p[5]), Evidence: record.Words{{Start: 0, End: len(text), Text: text}}}
			for name := range strings.SplitSeq(p[3], "+") {
				e.Participants = append(e.Participants, record.Participant{Name: strings.TrimSpace(name)})
				f.Names = append(f.Names, record.Name{Entity: "e" + name, Name: strings.TrimSpace(name), Kind: record.State})
			}
			f.Events = []record.Event{e}
		case "position":
			f.Positions = []record.Position{{ID: "p1", Holder: record.Who{Name: p[2], Kind: record.State}, Issue: p[3], Stance: record.Stance(p[4]), About: record.Maybe(p[5]), Evidence: words}}
		}
		readings = append(readings, record.Reading{Article: id, Findings: f})
	}
	rec := record.Build(articles, readings)
	return &rec
}

func TestACommitmentIsMetOrMissedOnlyIfTold(t *testing.T) {
	promise := "2031-03-01 | promise | Velmark | to exchange forty prisoners by March 5 | prisoners | 2031-03-05"
	for _, c := range []struct {
		name, asof string
		lines      []string
		want       DueState
	}{
		{"before its day", "2031-03-04", []string{promise}, Open},
		{"nobody tells", "2031-03-09", []string{promise}, DuePassed},
		{"done", "", []string{promise, "2031-03-04 | event | exchange | Velmark+Ostria | occurred | 2031-03-04"}, Met},
		{"planned is not done", "2031-03-04", []string{promise, "2031-03-03 | event | exchange | Velmark+Ostria | planned | 2031-03-04"}, Open},
		{"done by others", "2031-03-04", []string{promise, "2031-03-04 | event | exchange | Selvane+Ostria | occurred | 2031-03-04"}, Open},
		{"done before", "2031-03-02", []string{promise, "2031-03-02 | event | exchange | Velmark+Ostria | occurred | 2031-02-20"}, Open},
		{"called off", "", []string{promise, "2031-03-04 | event | exchange | Velmark+Ostria | cancelled | 2031-03-04"}, Missed},
		{"told later than asked", "2031-03-03", []string{promise, "2031-03-04 | event | exchange | Velmark+Ostria | occurred | 2031-03-03"}, Open},
		{"taking back is not imposing", "2031-03-04", []string{"2031-03-01 | promise | Velmark | to lift sanctions | sanctions | ", "2031-03-04 | event | sanction | Velmark | occurred | 2031-03-04"}, Open},
		{"taken back", "2031-03-04", []string{"2031-03-01 | promise | Velmark | to lift sanctions | sanctions | ", "2031-03-04 | event | sanction | Velmark | cancelled | 2031-03-04"}, Met},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Dues(undertake(c.lines...), c.asof)
			if len(got) != 1 || got[0].State != c.want {
				t.Fatalf("%+v, want %s", got, c.want)
			}
			if told := got[0].State == Met || got[0].State == Missed; told != (len(got[0].Deeds) > 0) {
				t.Errorf("%s by %v", got[0].State, got[0].Deeds)
			}
		})
	}
}

func TestWhatEndsAPosition(t *testing.T) {
	for _, c := range []struct {
		name  string
		lines []string
		want  string
	}{
		{"another stance", []string{"2031-03-01 | position | Velmark | trade | supports | ", "2031-03-04 | position | Velmark | trade | opposes | "}, "position refuses it 2031-03-04"},
		{"the same stance ends nothing", []string{"2031-03-01 | position | Velmark | trade | supports | ", "2031-03-04 | position | Velmark | trade | supports | "}, ""},
		{"another's ends nothing", []string{"2031-03-01 | position | Velmark | trade | supports | ", "2031-03-04 | position | Ostria | trade | opposes | "}, ""},
		{"another object ends nothing", []string{"2031-03-01 | position | Velmark | ceasefire | supports | 30-day truce", "2031-03-04 | position | Velmark | ceasefire | opposes | three-day truce"}, ""},
		{"on one day both stand", []string{"2031-03-01 | position | Velmark | trade | supports | ", "2031-03-01 | position | Velmark | trade | opposes | "}, ""},
		{"a deed", []string{"2031-03-01 | position | Velmark | sanctions | supports | ", "2031-03-04 | event | sanction | Velmark | occurred | 2031-03-03"}, "deed sanction: Velmark 2031-03-03"},
		{"what is only told later", []string{"2031-03-01 | position | Velmark | trade | supports | ", "2031-03-02 | position | Velmark | trade | opposes | "}, ""},
		{"a plan is no deed", []string{"2031-03-01 | position | Velmark | sanctions | supports | ", "2031-03-04 | event | sanction | Velmark | planned | 2031-03-04"}, ""},
		{"refusing to talk, then talking", []string{"2031-03-01 | position | Velmark | direct-talks | opposes | ", "2031-03-04 | event | talks | Velmark+Ostria | occurred | 2031-03-04"}, "deed talks: Ostria, Velmark 2031-03-04"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := ""
			if e, ok := Endings(undertake(c.lines...), "")["00/p1"]; ok {
				got = fmt.Sprintf("%s %s %s", e.By, e.Text, e.Date.Day)
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestRefusingToExtendATruceIsNotRefusingIt(t *testing.T) {
	at := func(from int, text string) record.Words {
		return record.Words{{Start: from, End: from + len(text), Text: text}}
	}
	velmark, ostria := record.Who{Name: "Velmark", Kind: record.State}, record.Who{Name: "Ostria", Kind: record.State}
	rec := record.Build([]record.Article{{ID: "00", Outlet: "Wire", Published: "2031-03-05", PublishedBy: "given", Complete: "whole"}}, []record.Reading{{Article: "00", Findings: record.Findings{
		Truces: []record.TruceMention{
			{ID: "t1", Truce: "4-day truce", Days: 4, Step: "declared", Status: "occurred", Actors: []record.Who{velmark}, Noun: at(20, "truce"), Evidence: at(0, "Velmark declared the truce")},
			{ID: "t2", Truce: "truce", Same: "t1", Step: "unextended", Status: "occurred", Actors: []record.Who{velmark}, Noun: at(150, "truce"), Evidence: at(130, "refused to extend the truce")},
			{ID: "t3", Truce: "truce", Same: "t1", Noun: at(210, "truce"), Evidence: at(210, "truce")}},
		Positions: []record.Position{
			{ID: "p1", Holder: velmark, Issue: "ceasefire", About: "truce", Stance: record.Opposes, Act: "refuse", Evidence: at(120, "Velmark refused to extend the truce")},
			{ID: "p2", Holder: ostria, Issue: "ceasefire", About: "truce", Stance: record.Opposes, Act: "reject", Evidence: at(200, "rejected the truce as theatre")},
			{ID: "p3", Holder: ostria, Issue: "ceasefire", About: "ceasefire", Stance: record.Supports, Act: "demand", Evidence: at(300, "demands a ceasefire")}}}}})
	var got []string
	for _, r := range StateOfPlay(&rec, "").Rows {
		for _, c := range r.Cells {
			if c.Stance != "" {
				got = append(got, fmt.Sprintf("%s: %s %s", r.Object, c.Party, c.Stance))
			}
		}
	}
	slices.Sort(got)
	want := []string{"4-day truce: Ostria opposes", ": Ostria supports", "extending the 4-day truce: Velmark opposes"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
