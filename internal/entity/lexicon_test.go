package entity

import (
	"errors"
	"strings"
	"testing"

	"parley/internal/doc"
	"parley/internal/nn"
)

func TestVocabulariesTellTheLineThatIsWrong(t *testing.T) {
	for _, c := range []struct {
		lists Lists
		want  string
	}{
		{Lists{Places: []byte("# comment\nplanet\tMars\n")}, `places.txt: line 2: unknown kind "planet"`},
		{Lists{States: []byte("\nthrone\tVelmark\tRed Chair\n")}, `states.txt: line 2: unknown kind "throne"`},
		{Lists{Offices: []byte("office\tpresident\n")}, "offices.txt: line 1: 2 columns"},
		{Lists{Offices: []byte("office\tpresident\tleader\tyes\ttitle one\n"), Given: []byte("f\tAna Ema\n")}, ""},
	} {
		_, err := ReadLexicon(c.lists)
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("got %v, want %q", err, c.want)
		}
	}
}

func TestShippedVocabulariesKnowStatesAndOffices(t *testing.T) {
	x := lexicon(t)
	for name, state := range map[string]string{
		"U.S.": "United States", "Czechia": "Czech Republic", "Kyiv": "Ukraine", "Kremlin": "Russia", "Brussels": "European Union", "French": "France",
		"EU": "European Union", "Holy See": "The Vatican", "Downing Street": "United Kingdom", "Georgia": "Georgia",
	} {
		if got := x.places[name].state; got != state {
			t.Errorf("%s is of %q, want %q", name, got, state)
		}
	}
	if o, ok := x.Office("special envoy"); !ok || o.Rung != "envoy" || !o.Speaks || !o.Title {
		t.Errorf("special envoy is %+v", o)
	}
	if o, ok := x.Office("mayor"); !ok || o.Rung != "local" || o.Speaks {
		t.Errorf("mayor is %+v: a mayor does not speak for his country", o)
	}
}

func TestADamagedModelIsRefused(t *testing.T) {
	if _, err := New([]byte("no model"), Lists{}); !errors.Is(err, nn.ErrCorrupt) {
		t.Errorf("got %v, want one that wraps ErrCorrupt", err)
	}
	short, err := nn.Encode(nn.Model{Kind: NamesKind, Version: NamesVersion, Sections: map[string][]byte{"weights": make([]byte, Labels), "steps": {1}}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := New(short, Lists{}); !errors.Is(err, nn.ErrCorrupt) {
		t.Errorf("got %v, want one that wraps ErrCorrupt", err)
	}
}

func TestLabelsMakeTheNamesThatTheyWereMadeOf(t *testing.T) {
	var labels []uint8
	want := []span{{doc.Range{From: 10, To: 11}, doc.Location}, {doc.Range{From: 12, To: 15}, doc.Person}, {doc.Range{From: 15, To: 17}, doc.Organization}}
	at := 10
	for _, s := range want {
		for ; at < s.From; at++ {
			labels = append(labels, 0)
		}
		for k := range s.Len() {
			labels = append(labels, uint8(Label(s.Type, k, s.Len())))
			at++
		}
	}
	got := spans(labels, 10, nil)
	if len(got) != len(want) {
		t.Fatalf("got %v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %v, want %v", got[i], want[i])
		}
	}
	for i := 1; i < len(labels); i++ {
		if !Follows(int(labels[i-1]), int(labels[i])) {
			t.Errorf("label %d may not follow %d", labels[i], labels[i-1])
		}
	}
}

func FuzzReadLexicon(f *testing.F) {
	f.Add([]byte("country\tVelmark\tRepublic of Velmark\tKarst\tVelmar\n"), []byte("seat\tVelmark\tRed House\nusual\tA\tB\n"), []byte("office\ta b\tleader\tyes\tone\n"), []byte("u\tAlex\n"))
	f.Add([]byte("cities\n"), []byte("\t\t"), []byte("kin\tson\tm\ncourtesy"), []byte("f"))
	f.Fuzz(func(t *testing.T, places, states, offices, given []byte) {
		x, err := ReadLexicon(Lists{places, states, offices, given})
		if err == nil && x == nil {
			t.Fatal("neither vocabulary nor error")
		}
	})
}
