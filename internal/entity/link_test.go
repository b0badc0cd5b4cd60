package entity

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"parley/internal/doc"
)

// small words of the tests, with their tags; other words are nouns, or proper
// nouns where they have a capital.
var small = map[string]string{
	"the": "DET", "a": "DET", "an": "DET", "his": "PRON", "her": "PRON", "its": "PRON", "he": "PRON", "she": "PRON", "it": "PRON", "they": "PRON", "who": "PRON", "i": "PRON", "talk": "VERB",
	"said": "VERB", "met": "VERB", "left": "VERB", "told": "VERB", "replaced": "VERB", "replied": "VERB", "spoke": "VERB", "agreed": "VERB", "refused": "VERB",
	"wrote": "VERB", "is": "AUX", "was": "AUX", "has": "AUX", "had": "AUX", "would": "AUX", "in": "ADP", "of": "ADP", "to": "ADP", "on": "ADP", "with": "ADP", "as": "ADP",
	"and": "CCONJ", "that": "SCONJ", "former": "ADJ", "foreign": "NOUN", "later": "ADV", "not": "PART", "'s": "PART", ",": "PUNCT", ".": "PUNCT", "\"": "PUNCT", ":": "PUNCT",
	"both": "DET", "first": "ADJ", "senior": "ADJ", "russian": "ADJ", "velmar": "ADJ", "ostrian": "ADJ", "french": "ADJ",
}

var marked = regexp.MustCompile(`\[([^|\]]*)\|([A-Z]+)\]`)

// told builds a Doc with tokens, sentences, tags and quotations out of a text
// whose names are marked, and links it.
func told(t *testing.T, text string) *doc.Doc {
	t.Helper()
	type mark struct {
		start, end int
		kind       doc.MentionType
	}
	var marks []mark
	plainText := ""
	at := 0
	for _, m := range marked.FindAllStringSubmatchIndex(text, -1) {
		plainText += text[at:m[0]]
		start := len(plainText)
		plainText += text[m[2]:m[3]]
		marks = append(marks, mark{start, len(plainText), doc.MentionType(text[m[4]:m[5]])})
		at = m[1]
	}
	d := spaced(plainText + text[at:])
	opened := doc.NoIndex
	for i := range d.Tokens {
		f := d.Form(i)
		tag, ok := small[strings.ToLower(f)]
		if !ok {
			tag = "NOUN"
			if unicode.IsUpper(rune(f[0])) {
				tag = "PROPN"
			}
		}
		d.Tokens[i].UPOS = tag
		if f == "\"" {
			if opened == doc.NoIndex {
				opened = i
			} else {
				d.Quotations = append(d.Quotations, doc.Quotation{Range: doc.Range{From: opened, To: i + 1}, Closed: true, Continues: doc.NoIndex})
				opened = doc.NoIndex
			}
		}
	}
	var names []doc.Mention
	for _, m := range marks {
		r := d.TokensIn(doc.Span{Start: m.start, End: m.end})
		names = append(names, doc.Mention{Range: r, Head: r.To - 1, Type: m.kind, Entity: doc.NoIndex})
	}
	x := lexicon(t)
	(&tagger{x: x}).mentions(d, names)
	link(d, x)
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	return d
}

func lexicon(t testing.TB) *Lexicon {
	t.Helper()
	read := func(path string) []byte {
		b, err := os.ReadFile("../../taxonomy/" + path)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	x, err := ReadLexicon(Lists{read("places.txt"), read("states.txt"), read("offices.txt"), read("given.txt")})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// whom returns the name of the entity of the last mention written like words.
func whom(d *doc.Doc, words string) string {
	name := "no such mention"
	for _, m := range d.Mentions {
		if d.Words(d.SpanOf(m.Range)) == words {
			name = "nobody"
			if m.Entity != doc.NoIndex {
				name = d.Entities[m.Entity].Name
			}
		}
	}
	return name
}

func TestMentionsMeanWhomTheyShould(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string // "words = name"
	}{
		{`[Ana Duro|PER] spoke first . [Duro|PER] left .`, []string{"Duro = Ana Duro"}},
		{`[Ivo Sol|PER] spoke . [Ema Sol|PER] replied . [Sol|PER] left .`, []string{"Ivo Sol = Ivo Sol", "Ema Sol = Ema Sol", "Sol = nobody"}},
		{`[Ivo Sol|PER] spoke . His son [Ivo Sol Jr|PER] replied . [Sol|PER] left .`, []string{"Sol = nobody", "Ivo Sol Jr = Ivo Sol Jr"}},
		{`[Ivo Sol|PER] spoke . [Sol|PER] left . [Sol|PER] left . [Sol|PER] left . [Ema Sol|PER] agreed . It was late . It was late . It was late . [Sol|PER] replied .`,
			[]string{"Sol = Ivo Sol"}},
		{`President [Ivo Sol|PER] spoke . Mayor [Ema Sol|PER] replied . President [Sol|PER] left .`, []string{"Sol = Ivo Sol"}},
		{`[Marek Karelsky|PER] met the press . [Karelskyy|PER] left .`, []string{"Karelskyy = Marek Karelsky"}},
		{`" President [Ana|PER] ] [Duro|PER] spoke . "`, []string{"Ana = Ana Duro", "Duro = Ana Duro"}},
		{`[Ana M. Duro|PER] spoke . [Ana Duro|PER] left .`, []string{"Ana Duro = Ana M. Duro"}},
		{`French President [Ana Duro|PER] spoke . The French president left .`, []string{"The French president = Ana Duro"}},
		{`Velmar President [Ana Duro|PER] left [Velmark|LOC] . The Velmar president spoke . The Velmar government agreed .`,
			[]string{"The Velmar president = Ana Duro", "The Velmar government = Velmark"}},
		{`[Ana Duro|PER] , the foreign minister , spoke . The foreign minister left .`, []string{"the foreign minister = Ana Duro", "The foreign minister = Ana Duro"}},
		{`The head of [Velmark|LOC] 's negotiating team , [Ivo Sol|PER] , left .`, []string{"The head of Velmark 's negotiating team = Ivo Sol"}},
		{`[Ana Duro|PER] 's spokesman [Ivo Sol|PER] spoke . The spokesman left .`, []string{"The spokesman = Ivo Sol"}},
		{`[Ana Duro|PER] met a senior aide . The aide left .`, []string{"a senior aide = nobody", "The aide = nobody"}},
		{`[Ana Duro|PER] , who replaced [Ivo Sol|PER] , spoke .`, []string{"who = Ana Duro"}},
		{`The Russian side agreed . [Moscow|LOC] agreed . [Russia|LOC] agreed .`, []string{"The Russian side = Russia", "Moscow = Moscow", "Russia = Russia"}},
		{`The [United States|LOC] agreed . The [U.S.|LOC] left . [Britain|LOC] left . The [Holy See|ORG] spoke .`,
			[]string{"U.S. = United States", "Britain = United Kingdom", "Holy See = The Vatican"}},
		{`The [European Union|ORG] agreed . The [EU|ORG] left .`, []string{"EU = European Union"}},
		{`The [Northern Aid Council|ORG] ( [NAC|ORG] ) left . [NAC|ORG] agreed .`, []string{"NAC = Northern Aid Council"}},
		{`Pope [Leo XX|PER] spoke .`, []string{"Pope Leo XX = Pope Leo XX"}},
	} {
		d := told(t, c.text)
		for _, w := range c.want {
			words, name, _ := strings.Cut(w, " = ")
			if got := whom(d, words); got != name {
				t.Errorf("%s\n\t%q means %q, want %q", c.text, words, got, name)
			}
		}
	}
}

func TestPronounsMeanTheNearestSubjectOrNobody(t *testing.T) {
	for _, c := range []struct{ text, words, want string }{
		{`[Ana Duro|PER] spoke . She left .`, "She", "Ana Duro"},
		{`[Ana Duro|PER] met [Ivo Sol|PER] . She left .`, "She", "Ana Duro"},
		{`[Ana Duro|PER] spoke . He left .`, "He", "nobody"},
		{`[Oleg Tarn|PER] met [Ivo Sol|PER] . He left .`, "He", "Oleg Tarn"},
		{`[Oleg Tarn|PER] met reporters . It was [Ivo Sol|PER] who spoke first , he said .`, "he", "Ivo Sol"},
		{`[Russia|LOC] agreed that it would talk .`, "it", "Russia"},
		{`[Russia|LOC] agreed . It is late .`, "It", "nobody"},
		{`[Ana Duro|PER] spoke . " I agreed . "`, "I", "nobody"},
	} {
		if got := whom(told(t, c.text), c.words); got != c.want {
			t.Errorf("%s\n\t%q means %q, want %q", c.text, c.words, got, c.want)
		}
	}
}

func TestEntitiesCarryOfficeCountryAndWhomTheyActFor(t *testing.T) {
	for _, c := range []struct {
		text, name string
		want       doc.Entity
	}{
		{`Russian President [Ivo Sol|PER] spoke .`, "Ivo Sol", doc.Entity{Kind: doc.KindPerson, Office: "Russian President", Country: "Russia"}},
		{`[Ana Duro|PER] , who replaced [Ivo Sol|PER] as foreign minister , spoke .`, "Ana Duro", doc.Entity{Kind: doc.KindPerson, Office: "foreign minister"}},
		{`[Ana Duro|PER] , who replaced [Ivo Sol|PER] as foreign minister , spoke .`, "Ivo Sol", doc.Entity{Kind: doc.KindPerson}},
		{`[Kremlin|ORG] press secretary [Ivo Sol|PER] spoke .`, "Ivo Sol", doc.Entity{Kind: doc.KindPerson, Office: "Kremlin press secretary", Country: "Russia"}},
		{`President [Ana Duro|PER] , of [France|LOC] , spoke .`, "Ana Duro", doc.Entity{Kind: doc.KindPerson, Office: "President", Country: "France", Female: 1}},
		{`[Moscow|LOC] agreed .`, "Moscow", doc.Entity{Kind: doc.KindPlace, Country: "Russia", ActsFor: "Russia"}},
		{`The [White House|ORG] agreed .`, "White House", doc.Entity{Kind: doc.KindOrganization, Country: "United States", ActsFor: "United States"}},
		{`[Brussels|LOC] agreed .`, "Brussels", doc.Entity{Kind: doc.KindPlace, Country: "European Union", ActsFor: "European Union"}},
		{`Velmar President [Ana Duro|PER] left [Velmark|ORG] .`, "Velmark", doc.Entity{Kind: doc.KindState, Country: "Velmark"}},
		{`Ms. [Duro|PER] spoke .`, "Duro", doc.Entity{Kind: doc.KindPerson, Female: 1}},
	} {
		found := false
		for _, e := range told(t, c.text).Entities {
			if e.Name != c.name {
				continue
			}
			found = true
			if e.Kind != c.want.Kind || e.Office != c.want.Office || e.Country != c.want.Country || e.ActsFor != c.want.ActsFor || c.want.Female != 0 && e.Female != c.want.Female {
				t.Errorf("%s\n\t%+v, want %+v", c.text, e, c.want)
			}
		}
		if !found {
			t.Errorf("%s\n\tno entity %q", c.text, c.name)
		}
	}
}

func FuzzLinking(f *testing.F) {
	as := annotators(f)
	for _, s := range []string{report, "", ".", "'s 's , the president , He", "A - B ( C ) Pope Pope Leo", "THE PRESIDENT OF THE THE THE", "\x00 \xe2\x80\x99s minister", strings.Repeat("President ", 50)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d := spaced(strings.ToValidUTF8(text, "?"))
		for _, a := range as {
			a.Run(d)
		}
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
		for i, m := range d.Mentions {
			if m.Entity != doc.NoIndex && d.Entities[m.Entity].Name == "" {
				t.Fatalf("mention %d has an entity without a name", i)
			}
		}
	})
}
