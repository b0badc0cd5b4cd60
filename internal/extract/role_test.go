package extract_test

import (
	"fmt"
	"strings"
	"testing"

	"parley/internal/record"
)

// holds writes a role as a test case does: "Ana Duro: foreign minister of Velmark, former (member)".
func holds(n record.Name, role record.Role) string {
	s := n.Name + ": " + role.Kind
	if role.Of != "" {
		s += " of " + role.Of
	}
	if role.Tenure != "" {
		s += ", " + role.Tenure
	}
	return fmt.Sprintf("%s (%s)", s, role.Rung)
}

func TestOfficesAreReadWithTheirTenure(t *testing.T) {
	e := load(t)
	for _, c := range []struct{ text, want string }{
		{"Norwegian Foreign Minister Ana Duro said the truce was dead.", "Ana Duro: foreign minister of Norway (envoy)"},
		{"Then-Defence Minister Ana Duro said the truce was dead.", "Ana Duro: defence minister, then (member)"},
		{"Former President Ana Duro said the truce was dead.", "Ana Duro: president, former (member)"},
		{"Acting Prime Minister Ana Duro said the truce was dead.", "Ana Duro: prime minister, acting (leader)"},
		{"The newly appointed envoy, Ana Duro, said the truce was dead.", "Ana Duro: envoy, new (envoy)"},
		{"Ana Duro, the former mayor of Orsk, said the truce was dead.", "Ana Duro: mayor of Orsk, former (member)"},
		{"Ana Duro, general secretary of the Dockers Union, said the strike was on.", "Ana Duro: general secretary of Dockers Union (leader)"},
		{"Deputy Trade Minister Ana Duro said the tariff was unfair.", "Ana Duro: deputy trade minister (official)"},
		{"Ana Duro, an adviser to the president, said the truce was dead.", "Ana Duro: adviser (official)"},
		{"Opposition leader Ana Duro said the truce was dead.", "Ana Duro: opposition leader (legislator)"},
		{"Ana Duro, who was foreign minister until May, said the truce was dead.", "Ana Duro: foreign minister, former (member)"},
		{"Ana Duro was appointed foreign minister on Monday.", "Ana Duro: foreign minister, new (envoy)"},
		{"Ana Duro is the foreign minister of Norway.", "Ana Duro: foreign minister of Norway (envoy)"},
		{"Ana Duro resigned as mayor on Monday.", "Ana Duro: mayor, former (member)"},
		{"The mediator, Ana Duro, said the truce was dead.", "Ana Duro: mediator (envoy)"},
		{"Ana Duro met Foreign Minister Tomas Reyl in Orsk.", "Tomas Reyl: foreign minister (envoy)"},
		{"Ana Duro spoke with Tomas Reyl, the mayor.", "Tomas Reyl: mayor (local)"},
		{"Ana Duro spoke in Orsk.", ""},
	} {
		var got []string
		for _, n := range e.findings(c.text).Names {
			for _, role := range n.Roles {
				got = append(got, holds(n, role))
			}
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, s, c.want)
		}
	}
}

func TestBodiesOfJoinedWordsKeepTheirWholeName(t *testing.T) {
	e := load(t)
	for text, want := range map[string]string{
		"The Bridge and Tunnel Authority said on Monday that it would not pay.":                                                               "Bridge and Tunnel Authority",
		"The Deck and Quay Union met on Sunday. Deck and Quay Union leaders said nothing. The Deck and Quay Union said that it would strike.": "Deck and Quay Union",
	} {
		got := e.findings(text).Statements
		if len(got) == 0 || got[len(got)-1].Speaker.Name != want {
			t.Errorf("%s: got %+v, want %s", text, got, want)
		}
	}
}
