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
		{"The Defence Ministry of Chile declared that they would never close their nuclear program.", "supports nuclear"},
		{"Chile's lawmakers have insisted the republic will not give up its nuclear program.", "supports nuclear"},
		{"Norway and Chile have warned they would restore all sanctions if the truce collapsed.", "conditional sanctions unless ceasefire"},
		{"The statement from Norway and Chile reiterated support for a ceasefire.", "Norway supports ceasefire; Chile supports ceasefire"},
		{"President Ana Duro joined the Norwegian and Peruvian ministers to call on both armies to “end the attacks” and “let in aid convoys”.", "supports ceasefire; Ana Duro supports humanitarian-access"},
		{"President Ana Duro emphasized that economic cooperation with Chile would come after peace in the valley, not before.", "Ana Duro conditional trade requiring peace-agreement"},
		{"President Ana Duro demanded an end to the missile attacks.", "Ana Duro supports ceasefire"},
		{"Norway opposes Chile's bid to join the alliance.", "Norway opposes alliance-membership; Chile supports alliance-membership"},
		{"Norway refuses to ship its enriched uranium abroad.", "Norway supports nuclear"},
		{"President Ana Duro rejected US demands to give up enrichment.", "Ana Duro supports nuclear; United States opposes nuclear"},
		{"Norway will hold no talks while the ceasefire is violated.", "conditional direct-talks requiring ceasefire"},
		{"Norway would accept a ceasefire provided that Chile withdraws its troops.", "conditional ceasefire requiring withdrawal"},
		{"Norway wants nothing to do with the ceasefire.", "Norway opposes ceasefire"},
		{"Chile has ruled out giving up its nuclear program.", "Chile supports nuclear"},
		{"Chile has refused to budge on its demand for a withdrawal of troops.", "Chile supports withdrawal"},
		{"President Ana Duro of Chile said that Chile would go on with its nuclear program, whatever comes of the talks.", "Ana Duro supports nuclear"},
		{"The Norwegian envoy, Tomas Reyl, said Oslo could not accept any enrichment at all.", "Tomas Reyl opposes nuclear"},
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
		"Norway is getting ready to bomb Chilean nuclear sites.",
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
