package eval_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parley/eval"
)

// hall is an invented text; its attributions E1 to E6 follow.
const hall = "Velmark's president, Ana Duro, met Piet Moss. \"We stay,\" the president said. He said she won. " +
	"A senior official said no. Critics doubt it. A report says it rained. Moss agreed with all."

// spanIn returns the code points of the n-th occurrence of words in hall, which is ASCII.
func spanIn(t *testing.T, words string, n int) [2]int {
	t.Helper()
	at := -1
	for range n {
		k := strings.Index(hall[at+1:], words)
		if k < 0 {
			t.Fatalf("%q is not there %d times", words, n)
		}
		at += 1 + k
	}
	return [2]int{at, at + len(words)}
}

func spansIn(t *testing.T, words string, n int) [][2]int { return [][2]int{spanIn(t, words, n)} }

// hallOf returns the gold attributions of hall and writes them as a compartment.
func hallOf(t *testing.T) (dir string, gold []eval.Reported) {
	t.Helper()
	say := func(id, source string, n int, cue string, k int, content string) {
		gold = append(gold, eval.Reported{ID: id, Source: spansIn(t, source, n), Cue: spansIn(t, cue, k), Content: spansIn(t, content, 1)})
	}
	say("E1", "the president", 1, "said", 1, "\"We stay,\"")
	say("E2", "He", 1, "said", 2, "she won")
	say("E3", "A senior official", 1, "said", 3, "no")
	say("E4", "Critics", 1, "doubt", 1, "it")
	say("E5", "A report", 1, "says", 1, "it rained")
	say("E6", "Moss", 2, "agreed with", 1, "all")
	var ann strings.Builder
	n := 0
	for _, g := range gold {
		var roles []string
		for _, part := range []struct {
			role  string
			spans [][2]int
		}{{"Source", g.Source}, {"Cue", g.Cue}, {"Content", g.Content}} {
			n++
			line, _ := json.Marshal(part.spans[0])
			where := strings.ReplaceAll(strings.Trim(string(line), "[]"), ",", " ")
			id := "T" + string(rune('0'+n/10)) + string(rune('0'+n%10))
			ann.WriteString(id + "\t" + part.role + " " + where + "\t\n")
			roles = append(roles, part.role+":"+id)
		}
		ann.WriteString(g.ID + "\t" + strings.Join(roles, " ") + "\n")
	}
	dir = t.TempDir()
	for name, text := range map[string]string{"text/hall.txt": hall, "attributions/hall_x.ann": ann.String()} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir, gold
}

func labelsOf(t *testing.T, gold []eval.Reported) []eval.SpeakerLabel {
	t.Helper()
	names := func(kind, words string) eval.SpeakerLabel {
		return eval.SpeakerLabel{Kind: kind, Names: spansIn(t, words, 1)}
	}
	heads := func(kind, words string) eval.SpeakerLabel {
		return eval.SpeakerLabel{Kind: kind, Heads: spansIn(t, words, 1)}
	}
	labels := []eval.SpeakerLabel{
		names("person", "Ana Duro"), names("person", "Piet Moss"), heads("anonymous", "official"),
		heads("group", "Critics"), heads("document", "report"), names("person", "Piet Moss"),
	}
	for i, g := range gold {
		labels[i].DrawnAttribution = eval.DrawnAttribution{Doc: "hall.txt", ID: g.ID, Source: g.Source, Content: g.Content}
	}
	return labels
}

func TestSpeakersAreJudgedByTheNameShown(t *testing.T) {
	dir, gold := hallOf(t)
	duro, moss := spansIn(t, "Ana Duro", 1), spansIn(t, "Piet Moss", 1)
	for _, c := range []struct {
		what string
		id   string
		made eval.Spoken
		want string
	}{
		{"the full name", "E1", eval.Spoken{Name: "Ana Duro", Kind: "person"}, "right"},
		{"with title and possessive", "E1", eval.Spoken{Name: "President ANA DURO’s", Kind: "person"}, "right"},
		{"a surname alone", "E1", eval.Spoken{Name: "Duro", Kind: "person", Mentions: duro}, "wrong"},
		{"more of the name, of the one mentioned there", "E1", eval.Spoken{Name: "Ana L. Duro", Kind: "person", Mentions: duro}, "right"},
		{"more of the name, of another", "E1", eval.Spoken{Name: "Ana Duro Moss", Kind: "person", Mentions: moss}, "wrong"},
		{"the description, where there is a name", "E1", eval.Spoken{Name: "anonymous", Kind: "anonymous", DescribedAs: "the president"}, "wrong"},
		{"nobody", "E2", eval.Spoken{Name: "unknown", Kind: "unknown", DescribedAs: "He"}, "unknown"},
		{"somebody else", "E2", eval.Spoken{Name: "Ana Duro", Kind: "person"}, "wrong"},
		{"an unnamed source by its noun", "E3", eval.Spoken{Name: "anonymous", Kind: "anonymous", DescribedAs: "senior official"}, "right"},
		{"an unnamed source with another noun", "E3", eval.Spoken{Name: "anonymous", Kind: "anonymous", DescribedAs: "senior"}, "wrong"},
		{"an unnamed source taken for a group", "E3", eval.Spoken{Name: "a senior official", Kind: "group"}, "wrong"},
		{"a group", "E4", eval.Spoken{Name: "Critics", Kind: "group"}, "right"},
		{"a group as an unnamed source", "E4", eval.Spoken{Name: "anonymous", Kind: "anonymous", DescribedAs: "Critics"}, "right"},
		{"a document", "E5", eval.Spoken{Name: "A report", Kind: "unknown"}, "right"},
		{"a document taken for a person", "E5", eval.Spoken{Name: "A Report", Kind: "person"}, "wrong"},
	} {
		i := slices.IndexFunc(gold, func(g eval.Reported) bool { return g.ID == c.id })
		c.made.Reported = gold[i]
		got, err := eval.Speakers(dir, labelsOf(t, gold)[i:i+1], func(string, string) []eval.Spoken { return []eval.Spoken{c.made} })
		if err != nil {
			t.Fatal(err)
		}
		verdict := "right"
		if len(got.Misses) > 0 {
			verdict = got.Misses[0].Verdict
		}
		if verdict != c.want {
			t.Errorf("%s: %s, want %s", c.what, verdict, c.want)
		}
	}
}

func TestSpeakersAreCountedOfFoundAndOfAll(t *testing.T) {
	dir, gold := hallOf(t)
	got, err := eval.Speakers(dir, labelsOf(t, gold), func(string, string) []eval.Spoken {
		return []eval.Spoken{
			{Reported: gold[0], Name: "Ana Duro", Kind: "person"},
			{Reported: gold[1], Name: "unknown", Kind: "unknown"},
			{Reported: gold[2], Name: "anonymous", Kind: "anonymous", DescribedAs: "A senior official"},
			{Reported: gold[3], Name: "Ana Duro", Kind: "person"},
			{Reported: eval.Reported{Source: gold[4].Source, Cue: gold[3].Cue, Content: gold[4].Content}, Name: "report", Kind: "unknown"}, // another cue
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	want := eval.SpeakerCount{Gold: 6, Right: 2, Wrong: 1, Unknown: 1, Missed: 2}
	if got.SpeakerCount != want || got.OfFound != 50 || int(got.OfAll) != 33 {
		t.Errorf("got %+v, %v of found, %v of all", got.SpeakerCount, got.OfFound, got.OfAll)
	}
	if p := got.Kinds["person"]; p != (eval.SpeakerCount{Gold: 3, Right: 1, Unknown: 1, Missed: 1}) {
		t.Errorf("persons: %+v", p)
	}
}

func TestLabelsOfOtherTextsAreAnError(t *testing.T) {
	dir, gold := hallOf(t)
	none := func(string, string) []eval.Spoken { return nil }
	elsewhere, moved := labelsOf(t, gold)[:1], labelsOf(t, gold)[1:2]
	elsewhere[0].Doc = "barn.txt"
	moved[0].Content = [][2]int{{0, 1}}
	for what, labels := range map[string][]eval.SpeakerLabel{"another text": elsewhere, "other spans": moved} {
		if _, err := eval.Speakers(dir, labels, none); err == nil {
			t.Errorf("%s: no error", what)
		}
	}
}

func TestTheDrawFollowsTheHashes(t *testing.T) {
	_, gold := hallOf(t)
	gold = append(gold, eval.Reported{ID: "E7", Cue: gold[0].Cue, Content: gold[0].Content}) // no source
	texts := []eval.AttributionText{{Name: "hall.txt", Text: hall, Gold: gold}}
	all := eval.DrawAttributions(texts, 0, 99)
	if len(all) != 6 {
		t.Fatalf("drew %d of 6", len(all))
	}
	slices.Reverse(texts[0].Gold)
	again := append(eval.DrawAttributions(texts, 0, 2), eval.DrawAttributions(texts, 2, 6)...)
	for i := range all {
		if all[i].ID != again[i].ID {
			t.Errorf("rank %d is %s, then %s", i, all[i].ID, again[i].ID)
		}
	}
}

func TestTheLabelsComeWithTheProgram(t *testing.T) {
	seen := map[string]bool{}
	for _, later := range []bool{false, true} {
		labels, err := eval.SpeakerLabels(later)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range labels {
			seen[l.Doc+":"+l.ID] = true
			if !slices.Contains([]string{"person", "organization", "state", "group", "anonymous", "document"}, l.Kind) {
				t.Errorf("%s %s: kind %q", l.Doc, l.ID, l.Kind)
			}
			for _, sp := range slices.Concat(l.Names, l.Heads, l.Source, l.Content) {
				if sp[0] < 0 || sp[1] <= sp[0] {
					t.Errorf("%s %s: span %v", l.Doc, l.ID, sp)
				}
			}
		}
	}
	if len(seen) != 300 {
		t.Errorf("%d attributions labelled, not 200 and 100", len(seen))
	}
}
