package entity

import (
	"testing"
)

func TestADerivedAdjectiveIsRecognized(t *testing.T) {
	for _, c := range []struct {
		adjective, place string
		want             bool
	}{
		{"Velmar", "Velmark", true}, {"Ostrian", "Ostria", true}, {"Karlese", "Karl", true}, {"Velmark", "Velmark", false}, {"Valdor", "Velmark", false},
	} {
		if got := derived(c.adjective, c.place); got != c.want {
			t.Errorf("derived(%q, %q) = %v", c.adjective, c.place, got)
		}
	}
}

func TestSpellingsOfOneNameFoldTogether(t *testing.T) {
	for _, c := range [][2]string{{"Karelsky", "Karelskyy"}, {"Karelskiy", "Karelsky"}, {"Dürö", "Duro"}} {
		if fold(c[0]) != fold(c[1]) {
			t.Errorf("fold(%q) = %q, fold(%q) = %q", c[0], fold(c[0]), c[1], fold(c[1]))
		}
	}
	if fold("Ivanov") == fold("Ivanova") {
		t.Error("two surnames fold together")
	}
}
