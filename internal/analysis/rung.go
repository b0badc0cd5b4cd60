package analysis

import (
	"strings"
	"unicode"

	"parley/internal/record"
)

// ranks are words of offices that speak for a state or body, by rung.
var ranks = []struct {
	rung  Rung
	words string
}{
	{Spokesman, "spokesman spokeswoman spokesperson spokespeople press-secretary"},
	{Member, "vice deputy former ex ex-president adviser advisor aide assistant speaker parliamentary regional opposition shadow candidate secretary-general-elect mayor governor"},
	{Envoy, "envoy negotiator ambassador delegation representative emissary plenipotentiary"},
	{Leader, "president premier chancellor king queen emir sultan monarch pope pontiff prime-minister supreme-leader chairman chairwoman chairperson chair secretary-general head-of-state leader chief-executive"},
	{Envoy, "foreign-minister foreign-secretary secretary-of-state minister-of-foreign-affairs minister-for-foreign-affairs external-affairs-minister chief-diplomat top-diplomat"},
}

// organs are words of bodies through which a state or body speaks.
var organs = strings.Fields("ministry government presidency cabinet office administration kremlin palace house secretariat delegation embassy department")

// rungOf tells how far somebody speaks for the party.
func rungOf(rec *record.Record, e *record.PositionEntry, party string) Rung {
	a, known := rec.Actor(e.Actor)
	kind, name := e.Holder.Kind, e.Holder.Name
	if known {
		kind, name = a.Kind, a.Name
	}
	switch kind {
	case record.State:
		return Itself
	case record.Organization:
		if name == party || hasWord(name, organs) {
			return Itself
		}
	case record.Group:
		if name == party && known {
			return Itself
		}
	case record.Person:
		if e.Holder.Office != "" {
			return rungOfOffice(e.Holder.Office)
		}
		if known {
			return highest(a.Offices)
		}
	}
	return Member
}

// highest returns the highest rung of some offices, the most frequent of
// which counts where they differ in whether they speak at all.
func highest(offices []string) Rung {
	if len(offices) == 0 {
		return Member
	}
	return rungOfOffice(offices[0])
}

// rungOfOffice reads an office: "Velmar President" leads, "vice president" and
// "the president's adviser" do not.
func rungOfOffice(office string) Rung {
	words := strings.FieldsFunc(strings.ToLower(office), func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '\'' && r != '’' })
	var own []string
	for _, w := range words {
		if strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "’s") { // somebody's spokesman is not that somebody
			own = own[:0]
			continue
		}
		own = append(own, w)
	}
	line := " " + strings.Join(own, " ") + " "
	if head, tail, ok := strings.Cut(line, " to "); ok && strings.Contains(tail, " ") && strings.TrimSpace(head) != "" {
		line = head + " " // "adviser to the president"
	}
	for _, r := range ranks {
		for _, w := range strings.Fields(r.words) {
			if strings.Contains(line, " "+w+" ") || strings.Contains(line, " "+strings.ReplaceAll(w, "-", " ")+" ") {
				return r.rung
			}
		}
	}
	return Member
}

func hasWord(name string, words []string) bool {
	for _, f := range strings.Fields(strings.ToLower(name)) {
		for _, w := range words {
			if f == w {
				return true
			}
		}
	}
	return false
}

// order puts rungs in order, the highest first.
func (r Rung) order() int {
	for i, x := range []Rung{Itself, Leader, Spokesman, Envoy} {
		if r == x {
			return i
		}
	}
	return 4
}
