package extract_test

import (
	"strings"
	"testing"
)

// What people say of themselves and their side, what they ask of others in
// nouns, and on what conditions.
func TestPositionsInReportedClauses(t *testing.T) {
	e := load(t)
	for _, c := range []struct{ text, want string }{
		{"The Foreign Ministry of Chile said that they would never end their nuclear program.", "supports nuclear"},
		{"Chile's lawmakers have reiterated the republic will not relinquish its nuclear rights.", "supports nuclear"},
		{"France and Chile have warned they would reimpose UN sanctions if the ceasefire was broken.", "conditional sanctions unless ceasefire"},
		{"The statement from Norway and Chile reiterated support for a ceasefire.", "Norway supports ceasefire; Chile supports ceasefire"},
		{"President Ana Duro joined the French and Canadian leaders to call on the rebels to “stop the attacks” and “allow humanitarian aid”.", "supports ceasefire; Ana Duro supports humanitarian-access"},
		{"President Ana Duro emphasized that economic cooperation with Chile would come after peace in the valley, not before.", "Ana Duro conditional trade requiring peace-agreement"},
		{"President Ana Duro demanded an end to the missile attacks.", "Ana Duro supports ceasefire"},
		{"Norway opposes Chile's bid to join the alliance.", "Norway opposes alliance-membership; Chile supports alliance-membership"},
		{"Norway refuses to ship its enriched uranium abroad.", "Norway supports nuclear"},
		{"President Ana Duro rejected US demands to halt uranium enrichment.", "Ana Duro supports nuclear; United States opposes nuclear"},
		{"Norway will hold no talks while the ceasefire is violated.", "conditional direct-talks requiring ceasefire"},
		{"Norway would accept a ceasefire provided that Chile withdraws its troops.", "conditional ceasefire requiring withdrawal"},
		{"Norway wants nothing to do with the ceasefire.", "Norway opposes ceasefire"},
		{"Chile has ruled out giving up its nuclear program.", "Chile supports nuclear"},
		{"Chile has refused to budge on its demand for a withdrawal of troops.", "Chile supports withdrawal"},
		{"President Ana Duro of Chile said that Chile would continue its enrichment program with or without a deal.", "Ana Duro supports nuclear"},
		{"The U.S. envoy, Tomas Reyl, said Washington could not allow even 1% of enrichment capability.", "Tomas Reyl opposes nuclear"},
		{"The EU has offered to drop tariffs on industrial goods if the United States does the same.", "European Union conditional trade requiring other"},
		{"Norway defended its sanctions on Chile.", "Norway supports sanctions"},
		{"Norway threatened to scuttle the talks.", "Norway opposes direct-talks"},
	} {
		var got []string
		for _, p := range e.findings(c.text).Positions {
			got = append(got, stands(p))
		}
		if s := strings.Join(got, "; "); !strings.HasSuffix(s, c.want) {
			t.Errorf("%s\n got: %s\nwant: ... %s", c.text, s, c.want)
		}
	}
}

// Words that name an issue but take no side on it.
func TestNoPositionIsInvented(t *testing.T) {
	e := load(t)
	for _, text := range []string{
		"Israel is preparing to strike Iranian nuclear facilities.",
		"President Ana Duro warned that fighting could resume should talks fail.",
		"Ana Duro said the neighbours wanted to help but were afraid of the sanctions.",
		"President Ana Duro has backed away from her demand for a ceasefire.",
		"Ana Duro suggested that Norway had not been advancing the negotiations.",
	} {
		for _, p := range e.findings(text).Positions {
			t.Errorf("%s\n made: %s", text, stands(p))
		}
	}
}
