package extract_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"parley/internal/doc"
	"parley/internal/extract"
	"parley/internal/nlp"
	"parley/internal/record"
	"parley/models"
	"parley/taxonomy"
)

// engine is the whole way from a text to findings.
type engine struct {
	p *nlp.Pipeline
	x *extract.Extractor
}

func load(t testing.TB) engine {
	t.Helper()
	p, err := nlp.New(models.Files, taxonomy.Files)
	if err != nil {
		t.Fatal(err)
	}
	b, err := models.Files.ReadFile("findings.model")
	if err != nil {
		t.Fatal(err)
	}
	m, err := extract.ReadModel(b)
	if err != nil {
		t.Fatal(err)
	}
	x, err := extract.New(taxonomy.Files, m)
	if err != nil {
		t.Fatal(err)
	}
	return engine{p, x}
}

func (e engine) findings(text string) record.Findings {
	d := &doc.Doc{Text: text}
	e.p.Run(d)
	return e.x.Findings(d)
}

// stands writes a position as a test case does: "holder stance issue [if issue] [told by X]".
func stands(p record.Position) string {
	s := fmt.Sprintf("%s %s %s", p.Holder.Name, p.Stance, p.Issue)
	for _, c := range p.Conditions {
		if c.Holds {
			s += " requiring " + c.Issue
		} else {
			s += " unless " + c.Issue
		}
	}
	if p.AccordingTo != nil {
		s += " told by " + p.AccordingTo.Name
	}
	return s
}

func TestPositionsAreRead(t *testing.T) {
	e := load(t)
	for _, c := range []struct{ text, want string }{
		{"President Ana Duro rejected the ceasefire.", "Ana Duro opposes ceasefire"},
		{"President Ana Duro called for an immediate ceasefire.", "Ana Duro supports ceasefire"},
		{"President Ana Duro refused to extend the truce.", "Ana Duro opposes ceasefire"},
		{"President Ana Duro urged the two sides to hold direct talks.", "Ana Duro supports direct-talks"},
		{"President Ana Duro dismissed any suggestion of ceding territory.", "Ana Duro opposes territory"},
		{"President Ana Duro called for sanctions to be lifted.", "Ana Duro opposes sanctions"},
		{"Foreign Minister Tomas Reyl ruled out talks.", "Tomas Reyl opposes direct-talks"},
		{"Foreign Minister Tomas Reyl has not ruled out talks.", "Tomas Reyl undecided direct-talks"},
		{"Ana Duro said she would meet the rebels only after they agree to a ceasefire.", "Ana Duro conditional direct-talks requiring ceasefire"},
		{"Norwegian Prime Minister Tomas Reyl wrote that if the ceasefire was not accepted by June, Norway would impose new sanctions.", "Tomas Reyl conditional sanctions unless ceasefire"},
		{"Ana Duro's call for a ceasefire was ignored.", "Ana Duro supports ceasefire"},
		{"Ana Duro expressed her readiness for talks.", "Ana Duro supports direct-talks"},
		{"Ana Duro said that negotiations must begin immediately.", "Ana Duro supports direct-talks"},
		{"“A ceasefire is possible if the right agreements are reached,” Ana Duro said.", "Ana Duro conditional ceasefire requiring unspecified"},
	} {
		var got []string
		for _, p := range e.findings(c.text).Positions {
			got = append(got, stands(p))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s\n got: %s\nwant: %s", c.text, s, c.want)
		}
	}
}

func TestNoPositionIsMade(t *testing.T) {
	e := load(t)
	for _, text := range []string{
		"President Ana Duro did not respond to a request for comment on the talks.",
		"Would President Ana Duro accept a ceasefire?",
		"If President Ana Duro rejects the ceasefire, the war will go on.",
		"Officials asked whether Ana Duro supports the ceasefire.",
		"The ceasefire talks were held in a hotel.",
	} {
		for _, p := range e.findings(text).Positions {
			t.Errorf("%s\n made: %s by %s", text, stands(p), p.By)
		}
	}
}

func TestEvidenceIsTheArticlesText(t *testing.T) {
	e := load(t)
	text := "“We reject the truce,” President Ana Duro said on Monday in Orsk — “now and always.” Tomas Reyl’s call for talks failed.\n"
	f := e.findings(text)
	chars := []rune(text)
	check := func(what string, w record.Words) {
		for _, p := range w {
			if got := string(chars[p.Start:p.End]); got != p.Text {
				t.Errorf("%s: the article has %q at %d-%d, the evidence %q", what, got, p.Start, p.End, p.Text)
			}
		}
	}
	for _, s := range f.Statements {
		check(s.ID, s.Content)
		check(s.ID, s.Cue)
		check(s.ID, s.Source)
	}
	for _, p := range f.Positions {
		check(p.ID, p.Evidence)
	}
	for _, ev := range f.Events {
		check(ev.ID, ev.Evidence)
	}
}

func TestWhatIsAheadIsNotWhenItWasSaid(t *testing.T) {
	e := load(t)
	d := &doc.Doc{Text: "Minister Tomas Reyl said on Monday that a shortfall by 2031 was likely.", Anchor: time.Date(2025, 10, 15, 0, 0, 0, 0, time.UTC)}
	e.p.Run(d)
	for _, s := range e.x.Findings(d).Statements {
		if s.Said != "2025-10-13" || s.SaidBy != "stated" {
			t.Errorf("said %q (%s), want the Monday before", s.Said, s.SaidBy)
		}
	}
}

func TestChainsOfPronounsEnd(t *testing.T) {
	e := load(t)
	text := strings.Repeat("It is that which this, which they wanted, that it, which was this, rejected the truce which it accepted. ", 40)
	e.findings(text)
	e.findings(strings.Repeat("which that it this accepted rejected ", 800))
}

// happens writes an event as a test case does: "type status who".
func happens(e record.Event) string {
	s := e.Type + " " + e.Status
	for _, p := range e.Participants {
		s += " " + p.Name
	}
	if e.Start != "" {
		s += " " + string(e.Start)
	}
	return s
}

func TestEventsHaveTheirStatus(t *testing.T) {
	e := load(t)
	for _, c := range []struct{ text, want string }{
		{"President Ana Duro met Prime Minister Tomas Reyl in Orsk on Monday.", "meeting occurred Ana Duro Tomas Reyl 2025-10-13"},
		{"President Ana Duro and Prime Minister Tomas Reyl held talks on Monday.", "talks occurred Ana Duro Tomas Reyl 2025-10-13"},
		{"President Ana Duro will meet Prime Minister Tomas Reyl on Friday.", "meeting planned Ana Duro Tomas Reyl 2025-10-17"},
		{"President Ana Duro demanded an end to the missile attacks by the rebel army.", ""},
		{"President Ana Duro accepted a ceasefire on Monday.", "truce proposed Ana Duro 2025-10-13"},
		{"President Ana Duro refused to meet Prime Minister Tomas Reyl.", "meeting declined Ana Duro Tomas Reyl"},
		{"President Ana Duro did not meet Prime Minister Tomas Reyl.", ""},
		{"The strike by the Union of Dockers began on Monday.", ""},
		{"The Defence Ministry of Chile said that Norwegian forces had fired on the town of Orsk on Monday.", "attack claimed Norway 2025-10-13"},
	} {
		d := &doc.Doc{Text: c.text, Anchor: time.Date(2025, 10, 15, 0, 0, 0, 0, time.UTC)}
		e.p.Run(d)
		var got []string
		for _, ev := range e.x.Findings(d).Events {
			got = append(got, happens(ev))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s\n got: %s\nwant: %s", c.text, s, c.want)
		}
	}
}

func TestWordsPutIntoAMouthAreNobodysPosition(t *testing.T) {
	e := load(t)
	for _, p := range e.findings("“Tomorrow she will say: ‘I never wanted this ceasefire,’” Minister Tomas Reyl said.").Positions {
		t.Errorf("made: %s by %s", stands(p), p.By)
	}
	for _, p := range e.findings("President Ana Duro did not repeat her threat of sanctions.").Positions {
		t.Errorf("made: %s by %s", stands(p), p.By)
	}
}

func TestNoStanceIsInverted(t *testing.T) {
	e := load(t)
	for _, text := range []string{
		"Norway denied rejecting the ceasefire.",
		"Norway stopped short of rejecting the ceasefire.",
		"Norway fell short of accepting the ceasefire.",
		"Norway no longer supports a ceasefire.",
		"Norway hardly supports a ceasefire.",
		"Norway withdrew its support for the ceasefire.",
		"Norway dropped its opposition to the ceasefire.",
		"Norway warned Chile against accepting the ceasefire.",
		"Had Norway accepted the ceasefire, talks would have begun.",
		"Norway did not say that it rejected the ceasefire.",
		"Norway may reject the ceasefire, analysts said.",
		"It is unlikely that Norway and Chile will agree to a ceasefire.",
		"Hopes that Norway and Chile would agree a truce faded.",
		"“Once the rent is negotiated, somebody has to pay it,” Tomas Reyl said.",
	} {
		for _, p := range e.findings(text).Positions {
			t.Errorf("%s\n made: %s by %s", text, stands(p), p.By)
		}
	}
	for _, p := range e.findings("President Duro hit back: “By asking Norway to end a war, the leaders in Lima offer a prize.”").Positions {
		if p.Holder.Name == "Duro" {
			t.Errorf("another's request is given to the speaker: %s", stands(p))
		}
	}
	for _, p := range e.findings("Norway was accused by Chile of rejecting the ceasefire.").Positions {
		if got := stands(p); got != "Norway opposes ceasefire told by Chile" {
			t.Errorf("accused by another: got %s", got)
		}
	}
}

func TestNoAgreementIsInvented(t *testing.T) {
	e := load(t)
	for _, text := range []string{
		"President Duro refused to agree to a truce with Chile.",
		"Norway and Chile failed to agree on a ceasefire on Friday.",
		"Norway and Chile have yet to agree on a ceasefire.",
		"If Norway and Chile agree to a ceasefire, talks will start.",
		"It is unlikely that Norway and Chile will agree to a ceasefire.",
		"Hopes that Norway and Chile would agree a truce faded.",
		"Norway could agree to exchange prisoners with Chile.",
		"Peru hopes Norway and Chile will agree to a truce on Monday.",
		"Norway denied that it had agreed to a prisoner exchange with Chile.",
		"President Duro dismissed reports that Norway agreed to a truce with Chile.",
		"No agreement on a ceasefire was reached between Norway and Chile on Friday.",
		"Norway and Chile came close to signing an agreement on Monday.",
		"The ministers of Norway and Chile almost met in Lima on Monday.",
	} {
		for _, ev := range e.findings(text).Events {
			if ev.Status == "agreed" || ev.Status == "occurred" {
				t.Errorf("%s\n made: %s", text, happens(ev))
			}
		}
	}
	for _, text := range []string{"Norway and Chile agreed to a ceasefire.", "Norway and Chile agreed to exchange 1,000 prisoners."} {
		evs := e.findings(text).Events
		if len(evs) != 1 || evs[0].Status != "agreed" {
			t.Errorf("%s: got %v, want one event agreed", text, evs)
		}
	}
}
