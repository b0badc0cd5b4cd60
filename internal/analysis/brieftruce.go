package analysis

import "slices"

// BriefTruce is one truce with what became of it.
type BriefTruce struct {
	Key      string       `json:"key"`
	Title    string       `json:"title"`
	State    TruceState   `json:"state"`
	Standing string       `json:"standing"` // state, side and days in words
	Articles int          `json:"articles"`
	Points   []BriefPoint `json:"points"`
	More     int          `json:"more"` // points left out
}

// BriefPoint is one thing that became of a truce or a commitment.
type BriefPoint struct {
	Date string `json:"date"` // with ~ where inferred
	Text string `json:"text"`
	Refs []int  `json:"refs"`
}

// Limits of the truces in a brief.
const (
	briefTruces = 5
	briefPoints = 10
)

// truces adds the truces that most articles tell of.
func (m *briefer) truces(asof string) {
	for _, t := range Truces(m.rec, asof) {
		if len(m.b.Truces) == briefTruces {
			m.b.MoreTruces++
			continue
		}
		b := BriefTruce{Key: t.Key, Title: t.Title, State: t.State, Standing: t.Standing(), Articles: t.Articles}
		life := t.Life()
		for len(life) > briefPoints { // what few tell and is only wanted goes first
			i := spare(life)
			life = slices.Delete(life, i, i+1)
			b.More++
		}
		for _, p := range life {
			var refs []Ref
			for _, s := range p.Steps {
				refs = append(refs, s.Ref)
			}
			b.Points = append(b.Points, BriefPoint{shown(p.First), p.Text, m.refs(refs...)})
		}
		m.b.Truces = append(m.b.Truces, b)
	}
}

// spare returns the index of the point that a brief can do without first: what
// is only wanted, then what only repeats a step of the same side, then the last.
func spare(life []TrucePoint) int {
	for i, p := range life {
		if p.Step == "supported" || p.Step == "demanded" {
			return i
		}
	}
	for i := len(life) - 1; i > 0; i-- {
		if slices.ContainsFunc(life[:i], func(p TrucePoint) bool { return p.Step == life[i].Step }) {
			return i
		}
	}
	return len(life) - 1
}

// BriefDue is a commitment with what became of it.
type BriefDue struct {
	Day   string   `json:"day"` // by when; "" not told
	State DueState `json:"state"`
	Text  string   `json:"text"`
	Refs  []int    `json:"refs"` // of the commitment, then of what decided its state
}

// briefDues is how many commitments a brief holds.
const briefDues = 10

// dues adds the commitments: those with a day, or of which it is told what
// became of them, before the others.
func (m *briefer) dues(asof string) {
	list := Dues(m.rec, asof)
	slices.SortStableFunc(list, func(x, y Due) int {
		return boolOrder(x.Due == "" && x.State == Open) - boolOrder(y.Due == "" && y.State == Open)
	})
	for _, d := range list {
		if len(m.b.Due) == briefDues {
			m.b.MoreDue++
			continue
		}
		b := BriefDue{State: d.State, Text: d.Text()}
		if d.Due != "" {
			b.Day = shown(Date{Day: d.Due})
		}
		for _, list := range [][]DueAccount{d.Accounts, d.Deeds} {
			var refs []Ref
			for _, a := range list {
				refs = append(refs, a.Ref)
			}
			b.Refs = append(b.Refs, m.refs(refs...)...)
		}
		m.b.Due = append(m.b.Due, b)
	}
}

// Text says who undertook what, and what must happen first: "Ana Duro: “will
// sign”, “if they do”".
func (d Due) Text() string {
	text := d.Actor.Name + ": “" + oneLine(d.Action) + "”"
	if d.Trigger != "" {
		text += ", “" + oneLine(d.Trigger) + "”"
	}
	return text
}
