package extract_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"parley/internal/doc"
	"parley/internal/record"
)

// life writes the steps that a text tells as a test case does: "truce: step status by A told by B [from..to]".
func life(f record.Findings) string {
	root := map[string]string{}
	var out []string
	for _, m := range f.Truces {
		if root[m.ID] = m.Truce; m.Same != "" {
			root[m.ID] = root[string(m.Same)]
		}
		if m.Step == "" {
			continue
		}
		s := fmt.Sprintf("%s: %s %s", root[m.ID], m.Step, m.Status)
		names := func(what string, ws []record.Who) {
			for i, w := range ws {
				if i == 0 {
					s += what
				} else {
					s += " and "
				}
				s += w.Name
			}
		}
		names(" by ", m.Actors)
		names(" told by ", m.Tellers)
		if m.Start != "" || m.End != "" {
			s += fmt.Sprintf(" [%s..%s]", m.Start, m.End)
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func TestTheStepsOfATruceAreRead(t *testing.T) {
	e := load(t)
	for _, c := range []struct{ text, want string }{
		{"President Ana Duro of Velmark declared a four-day truce on Monday. Ostria rejected it.",
			"4-day truce: declared occurred by Ana Duro; 4-day truce: refused occurred by Ostria"},
		{"Velmark proposed a 20-day ceasefire, which Ostria accepted.",
			"20-day ceasefire: proposed occurred by Velmark; 20-day ceasefire: accepted occurred by Ostria"},
		{"A three-day truce declared by Velmark took effect on 3 March 2031. Velmark and Ostria accused each other of violating the truce.",
			"3-day truce: begun occurred [2031-03-03..]; 3-day truce: declared occurred by Velmark [2031-03-03..]; 3-day truce: broken claimed by each other told by Velmark and Ostria"},
		{"Ostria agreed to a 20-day ceasefire. Duro refused to extend the winter truce, which expired on Sunday.",
			"20-day ceasefire: accepted occurred by Ostria; winter truce: unextended occurred by Duro [..2031-03-09]; winter truce: ended occurred [..2031-03-09]"},
		{"Both sides honoured a two-day truce. Velmark denied violating the truce.",
			"2-day truce: kept occurred by both sides; 2-day truce: broken denied by Velmark"},
		{"Velmark and Ostria extended the harvest truce by a week.", "harvest truce: extended occurred by Velmark and Ostria"},
		{"Ostria accused Velmark of breaking the 5-day truce. Velmark denied it. The claims could not be independently verified.",
			"5-day truce: broken claimed by Velmark told by Ostria; 5-day truce: broken denied by Velmark; 5-day truce: unverified occurred"},
		{"Monitors confirmed ten violations of the 5-day truce by both sides.", "5-day truce: verified claimed by both sides told by Monitors"},
		{"Velmark was ten days into a 30-day truce. Duro said the truce would be extended if hostages were freed.",
			"30-day truce: begun occurred; 30-day truce: extended proposed told by Duro"},
		{"Velmark and Ostria agreed on a 10-day ceasefire.", "10-day ceasefire: agreed occurred by Velmark and Ostria"},
	} {
		d := &doc.Doc{Text: c.text, Anchor: time.Date(2031, 3, 11, 0, 0, 0, 0, time.UTC)}
		e.p.Run(d)
		if got := life(e.x.Findings(d)); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestNoTruceIsInvented(t *testing.T) {
	e := load(t)
	for _, text := range []string{
		"No ceasefire is in force in Velmark.",
		"Velmark does not rule out that a truce could be agreed.",
		"If Ostria declares a truce, Velmark will sign.",
		"Ana Duro asked whether the truce was agreed.",
		"They are negotiating a ceasefire in Orsk.",
		"Ana Duro tried to press Ostria into accepting a 30-day ceasefire.",
		"A truce that was never honoured is worse than none.",
		"Velmark would accept a truce only after they agree to a ceasefire.",
	} {
		for _, m := range e.findings(text).Truces {
			switch m.Step {
			case "agreed", "begun", "declared", "accepted", "extended":
				if m.Status == "occurred" || m.Status == "agreed" {
					t.Errorf("%q: %s %s", text, m.Step, m.Status)
				}
			}
		}
	}
}

func TestOtherHaltsHaveTheSameLife(t *testing.T) {
	e := load(t)
	x, ok := e.x.With("labour")
	if !ok {
		t.Fatal("no profile labour")
	}
	d := &doc.Doc{Text: "The Glaziers' Union agreed to a cooling-off period on Monday. It runs for ten days, from March 3 until March 12. The union accused Orsk Glass of breaking the pause.", Anchor: time.Date(2031, 3, 4, 0, 0, 0, 0, time.UTC)}
	e.p.Run(d)
	got := life(x.Findings(d))
	for _, want := range []string{"cooling-off period: accepted occurred", "cooling-off period: begun occurred", "[2031-03-03..2031-03-12]", "cooling-off period: broken claimed by Orsk Glass"} {
		if !strings.Contains(got, want) {
			t.Errorf("%s: no %q", got, want)
		}
	}
}

// undertaken writes the commitments of a text as a test case does: "actor: action [if trigger] [by day]".
func undertaken(f record.Findings) string {
	var out []string
	for _, c := range f.Commitments {
		s := c.Actor.Name + ": " + c.Action
		if c.Trigger != "" {
			s += " (" + string(c.Trigger) + ")"
		}
		if c.Due != "" {
			s += " by " + string(c.Due)
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func TestWhatIsUndertakenIsRead(t *testing.T) {
	e := load(t)
	for _, c := range []struct{ text, want string }{
		{"President Ana Duro of Velmark promised to release forty prisoners by March 20.", "Ana Duro: to release forty prisoners by March 20 by 2031-03-20"},
		{"“We will sign the ceasefire if Ostria withdraws its troops,” President Ana Duro said.", "Ana Duro: will sign the ceasefire (if Ostria withdraws its troops)"},
		{"Ana Duro said she would meet the Ostrian delegation only after they agree to a truce.", "Ana Duro: would meet the Ostrian delegation (only after they agree to a truce)"},
		{"Ana Duro vowed never to accept the plan. She may impose sanctions.", ""},
		{"Ana Duro said Tomas Reyl would impose sanctions on Ostria.", ""},
		{"Will Velmark impose sanctions? Ana Duro refused to promise to sign the treaty.", ""},
		{"“I will be home by Friday,” Ana Duro said.", ""},
	} {
		d := &doc.Doc{Text: c.text, Anchor: time.Date(2031, 3, 11, 0, 0, 0, 0, time.UTC)}
		e.p.Run(d)
		if got := undertaken(e.x.Findings(d)); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}
