package entity

import (
	"strings"
	"testing"

	"parley/internal/doc"
)

// hostile texts repeat what the rules of entities look back for, n times.
var hostile = []struct {
	name string
	make func(n int) string
}{
	{"one-office", func(n int) string { return strings.Repeat("President Ana Duro said . ", n) }},
	{"many-offices", func(n int) string {
		return strings.Repeat("President Ana Duro and Minister Bela Tarn met the president . ", n)
	}},
	{"shared-surname", func(n int) string {
		again := strings.Repeat("Mr. Duro said . ", n)
		return "Ana Tarn met Mr. Duro . " + again + "Ana Duro said . Iven Duro said . " + again
	}},
	{"pronouns", func(n int) string {
		var b strings.Builder
		for i := range n {
			b.WriteString("N" + string([]byte{'a' + byte(i%26), 'b' + byte(i/26%24), 'o'}) + " told him ")
		}
		return b.String()
	}},
}

func TestHostileTextsKeepTheInvariants(t *testing.T) {
	as := annotators(t)
	for _, h := range hostile {
		d := spaced(h.make(2000))
		for _, a := range as {
			a.Run(d)
		}
		if err := d.Check(); err != nil {
			t.Errorf("%s: %v", h.name, err)
		}
	}
}

func TestAnOfficeSaidOftenIsHeldOnce(t *testing.T) {
	k := &linker{
		ents: []doc.Entity{{Kind: doc.KindPerson}}, facts: map[int][]fact{}, holds: map[holding]bool{}, told: map[[2]int]bool{}, held: map[string][]int{},
		reader: &reader{x: &Lexicon{}},
	}
	for at := range 1000 {
		k.learn(0, fact{office: Office{Words: "president", Rung: "leader"}, token: at}, "president")
	}
	if n := len(k.facts[0]); n != 1 {
		t.Errorf("one office is noted %d times", n)
	}
}
