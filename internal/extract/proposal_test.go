package extract_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"parley/internal/doc"
	"parley/internal/record"
)

// tables writes proposals as a test case does: "title by proposer (day): issue clause [open: words] | …".
func tables(list []record.Proposal) string {
	var out []string
	for _, p := range list {
		s := p.Title + " by " + p.Proposer.Name
		if p.Made != "" {
			s += fmt.Sprintf(" (%s)", p.Made)
		}
		var clauses []string
		for _, c := range p.Clauses {
			text := c.Issue + " " + c.Text
			if c.Open != "" {
				text += fmt.Sprintf(" [open: %s]", c.Open)
			}
			clauses = append(clauses, text)
		}
		if len(clauses) > 0 {
			s += ": " + strings.Join(clauses, " | ")
		}
		out = append(out, s)
	}
	return strings.Join(out, "\n")
}

func TestProposalsAreReadFromRunningText(t *testing.T) {
	e := load(t)
	for _, c := range []struct{ text, want string }{
		{"President Ana Duro of Velmar put forward a plan on Tuesday to end the war with Ostria. The plan would see Ostria withdraw its troops from Orsk, Velmar release 400 prisoners and both sides observe a ceasefire of 60 days. In return, Velmar would lift the sanctions on Ostrian ports.",
			"plan by Ana Duro (2031-05-06): withdrawal Ostria withdraw its troops from Orsk | prisoners Velmar release 400 prisoners | ceasefire both sides observe a ceasefire of 60 days | sanctions Velmar would lift the sanctions on Ostrian ports"},
		{"The mediators' framework calls for a ceasefire, an exchange of prisoners and the withdrawal of Ostrian troops from Orsk, two officials said.",
			"framework by mediators: ceasefire a ceasefire | prisoners an exchange of prisoners | withdrawal the withdrawal of Ostrian troops from Orsk"},
		{"Under the proposal, which Selvane circulated last week, Velmar would lift its sanctions; Ostria would pull back its forces from the border; and observers would be sent to Orsk, their number to be agreed.",
			"proposal by Selvane: sanctions Velmar would lift its sanctions | withdrawal Ostria would pull back its forces from the border | peacekeeping observers would be sent to Orsk, their number to be agreed [open: their number to be agreed]"},
		{"The memorandum is to cover the principles of a settlement, the timing of a treaty and a possible ceasefire, Foreign Minister Ilko Brenn said.",
			"memorandum by unknown: other the principles of a settlement | other the timing of a treaty | ceasefire a possible ceasefire"},
		{"Velmar has accepted a Selvane-drafted plan for a 30-day ceasefire. Ostria would free 40 hostages under the plan.",
			"Selvane-drafted plan by Selvane: ceasefire a 30-day ceasefire | prisoners Ostria would free 40 hostages under the plan"},
		{"A proposal put forward by Selvane and Korvath would freeze the fighting and allow inspectors into the nuclear plant.",
			"proposal by Selvane: ceasefire freeze the fighting | nuclear allow inspectors into the nuclear plant"},
		{"Velmar has offered a truce of ten days. Ostria proposed to hold talks in Orsk.",
			"truce by Velmar: ceasefire a truce of ten days\nhold talks in Orsk by Ostria: direct-talks hold talks in Orsk"},
		{"Selvane's proposal for an exchange of prisoners was rejected by Ostria.",
			"Selvane's proposal by Selvane: prisoners an exchange of prisoners"},
		{"Velmar put forward a framework that would include a ceasefire and an exchange of prisoners. The timetable is still to be negotiated.",
			"framework by Velmar: ceasefire a ceasefire | prisoners an exchange of prisoners | other The timetable is still to be negotiated [open: The timetable is still to be negotiated]"},
	} {
		d := &doc.Doc{Text: c.text, Anchor: time.Date(2031, 5, 8, 0, 0, 0, 0, time.UTC)}
		e.p.Run(d)
		if got := tables(e.x.Findings(d).Proposals); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestWhatIsNoProposalIsNotTakenForOne(t *testing.T) {
	e := load(t)
	for _, text := range []string{
		"Any deal must include a full withdrawal of Ostrian troops, Brenn said.",
		"There is no plan for talks with Ostria.",
		"The council failed to put forward an offer on pay.",
		"Velmar will not give up its right to enrichment under the treaty.",
		"The talks are held within the framework of a ceasefire.",
		"It is unclear whether the plan includes a ceasefire.",
	} {
		if got := tables(e.findings(text).Proposals); got != "" {
			t.Errorf("%q gives %s", text, got)
		}
	}
}

func TestAHeadingEndsAListOfClauses(t *testing.T) {
	e := load(t)
	got := e.findings("The plan provides for:\nA ceasefire along the river.\nAn exchange of all prisoners.\nA force of observers.\nWhat Brenn Thinks\nBrenn said that he would read it.").Proposals
	if len(got) != 1 || len(got[0].Clauses) != 3 {
		t.Errorf("got %s", tables(got))
	}
}
