package analysis

import (
	"cmp"
	"fmt"
	"strings"
)

// TrucePoint is one thing that became of a truce, with all accounts of it.
type TrucePoint struct {
	Step   string
	Status string
	Text   string // "declared by Ana Duro"
	First  Date   // of its accounts
	Last   Date
	Steps  []TruceStep // in order of date
}

// Life returns what became of the truce, in order of time; accounts of one step
// by the same people are one point.
func (t Truce) Life() []TrucePoint {
	var out []TrucePoint
	at := map[string]int{}
	for _, s := range t.Steps {
		text := s.sentence()
		i, ok := at[text]
		if !ok {
			i = len(out)
			at[text] = i
			out = append(out, TrucePoint{Step: s.Step, Status: s.Status, Text: text, First: s.Date})
		}
		if !s.Date.Inferred && out[i].First.Inferred { // a day that is stated is better known
			out[i].First = s.Date
		}
		out[i].Last = s.Date
		out[i].Steps = append(out[i].Steps, s)
	}
	return out
}

// people lists names: "Ana Duro, Ostria and Selvane".
func people(all []Somebody) string {
	names := make([]string, len(all))
	for i, a := range all {
		names[i] = a.Name
		if a.Party != "" && a.Party != a.Name && !strings.Contains(a.Name, a.Party) {
			names[i] += " (" + a.Party + ")"
		}
	}
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return strings.Join(names, "")
}

// sentence says the step as a person reads it. What somebody claims is always
// said to be claimed.
func (s TruceStep) sentence() string {
	switch {
	case s.Step == "broken":
		return s.accusation()
	case s.Step == "verified":
		text := cmp.Or(people(s.Tellers), "somebody") + " confirms breaches"
		if who := people(s.Actors); who != "" {
			text += " by " + who
		}
		return text
	}
	text := s.plain()
	switch who := people(s.Actors); {
	case who != "" && s.Step == "begun" && s.bySeveral():
		text += " between " + who
	case who != "":
		text += " by " + who
	case s.Step == "declared" || s.Step == "agreed":
		text += ", by whom not told"
	}
	switch s.Status {
	case "planned", "proposed", "demanded", "denied":
		text = map[string]string{"planned": "planned: ", "proposed": "possible: ", "demanded": "demanded: ", "denied": "denied: "}[s.Status] + text
	case "agreed":
		text = "agreed to: " + text
	}
	switch who := people(s.Tellers); {
	case who != "":
		text += ", as told by " + who
	case s.Status == "claimed":
		text += ", as claimed"
	}
	return text
}

// plain says the step alone.
func (s TruceStep) plain() string {
	switch s.Step {
	case "unverified":
		return "not verified"
	case "kept":
		return "kept"
	case "conditional":
		return "accepted on a condition"
	}
	return StepLabel(s.Step)
}

// accusation says who accuses whom of a breach.
func (s TruceStep) accusation() string {
	accused, teller := people(s.Actors), people(s.Tellers)
	switch {
	case s.Status == "denied" && accused != "":
		return accused + " denies breaking it"
	case s.Status == "denied":
		return "a breach is denied"
	case s.Status != "occurred" && s.Status != "claimed":
		return fmt.Sprintf("a breach is spoken of as %s", s.Status)
	case teller != "" && accused == "each other":
		return teller + " accuse each other of breaking it"
	case teller != "" && accused != "":
		return fmt.Sprintf("%s accuses %s of breaking it", teller, accused)
	case teller != "":
		if len(s.Tellers) > 1 || s.Tellers[0].isSeveral() {
			return teller + " speak of breaches, by whom not told"
		}
		return teller + " speaks of breaches, by whom not told"
	case accused != "" && s.Status == "claimed":
		return accused + " is said to have broken it, by whom not told"
	case accused != "":
		return accused + " broke it, in the article’s own words"
	case s.Status == "claimed":
		return "said to be broken, by whom not told"
	}
	return "broken, in the article’s own words"
}

// Standing says how far the truce has come, for whom it is and over which days:
// "over; unilateral; 9 Oct 2025 to 12 Oct 2025".
func (t Truce) Standing() string {
	parts := []string{string(t.State)}
	if t.Extended {
		parts[0] += ", extended"
	}
	if t.Side != "" {
		parts = append(parts, t.Side)
	}
	end := Date{Day: t.End, Inferred: t.Counted}
	switch {
	case t.Start != "" && t.End != "":
		parts = append(parts, shown(Date{Day: t.Start})+" to "+shown(end))
	case t.Start != "":
		parts = append(parts, "from "+shown(Date{Day: t.Start}))
	case t.End != "":
		parts = append(parts, "to "+shown(end))
	}
	for _, w := range t.Windows {
		if w[0] != "" && w[1] != "" {
			parts = append(parts, fmt.Sprintf("also told as %s to %s", shown(Date{Day: w[0]}), shown(Date{Day: w[1]})))
		}
	}
	return strings.Join(parts, "; ")
}
