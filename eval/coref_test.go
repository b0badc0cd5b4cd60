package eval

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// chained writes chains of letters, "ab cd", as spans.
func chained(s string) Chains {
	var out Chains
	for _, w := range strings.Fields(s) {
		var chain [][2]int
		for _, r := range w {
			chain = append(chain, [2]int{int(r), int(r) + 1})
		}
		out = append(out, chain)
	}
	return out
}

// TestCorefMetricsAreThoseOfTheLiterature has the examples of Luo (2005) and of
// Pradhan et al. (2014), computed by hand.
func TestCorefMetricsAreThoseOfTheLiterature(t *testing.T) {
	for _, c := range []struct {
		name, key, response string
		want                [8]float64 // recall and precision of MUC, B-cubed, CEAFe, mentions
	}{
		{"the same", "abc de", "de abc", [8]float64{1, 1, 1, 1, 1, 1, 1, 1}},
		{"small joined with large", "abcde fg hijkl", "abcde fghijkl", [8]float64{1, 9. / 10, 1, (5 + 4./7 + 25./7) / 12, (1 + 10./12) / 3, (1 + 10./12) / 2, 1, 1}},
		{"large joined with large", "abcde fg hijkl", "abcdehijkl fg", [8]float64{1, 9. / 10, 1, 7. / 12, (1 + 10./15) / 3, (1 + 10./15) / 2, 1, 1}},
		{"all in one", "abcde fg hijkl", "abcdefghijkl", [8]float64{1, 9. / 11, 1, (25./12 + 4./12 + 25./12) / 12, 10. / 17 / 3, 10. / 17, 1, 1}},
		{"mentions that only one side has", "abc defg", "ab cd fghi", [8]float64{2. / 5, 2. / 5, (4./3 + 1./3 + 1./4 + 1) / 7, 4. / 8, 1.3 / 2, 1.3 / 3, 6. / 7, 6. / 8}},
		{"nothing made", "abc de", "", [8]float64{}},
		{"chains of one do not count", "abc d e", "abc d x y", [8]float64{1, 1, 1, 1, 1, 1, 1, 1}},
		{"a mention made twice counts once", "abc de", "abc dea", [8]float64{1, 1, 1, 1, 1, 1, 1, 1}},
	} {
		var s CorefScore
		s.Add(chained(c.key), chained(c.response))
		var got [8]float64
		for i, m := range []measure{s.muc, s.bcubed, s.ceafe, s.detections} {
			got[2*i], got[2*i+1] = m.r.ratio(), m.p.ratio()
		}
		for i := range got {
			if math.Abs(got[i]-c.want[i]) > 1e-9 {
				t.Errorf("%s: figure %d is %.4f, want %.4f", c.name, i, got[i], c.want[i])
			}
		}
	}
}

// TestAssignmentIsTheBest compares with all assignments of small tables.
func TestAssignmentIsTheBest(t *testing.T) {
	seed := uint32(1)
	for n := 1; n <= 5; n++ {
		for m := 1; m <= 5; m++ {
			gain := make([][]float64, n)
			for i := range gain {
				for range m {
					seed = seed*1664525 + 1013904223
					gain[i] = append(gain[i], float64(seed>>24)/16)
				}
			}
			if got, want := assign(gain), bestOf(gain, 0, 0); math.Abs(got-want) > 1e-9 {
				t.Errorf("%d by %d: got %v, want %v", n, m, got, want)
			}
		}
	}
}

// bestOf tries all columns not in used for rows from i on.
func bestOf(gain [][]float64, i int, used uint) float64 {
	if i == len(gain) {
		return 0
	}
	best := bestOf(gain, i+1, used)
	for j, g := range gain[i] {
		if used>>j&1 == 0 {
			best = max(best, g+bestOf(gain, i+1, used|1<<j))
		}
	}
	return best
}

// corefRow writes a row of CoNLL-U.
func corefRow(id, form, misc string) string {
	return id + "\t" + form + "\t_\t_\t_\t_\t_\t_\t_\t" + misc + "\n"
}

func TestOntoGUMIsReadWithItsText(t *testing.T) {
	gold := "# newdoc id = GUM_news_invented\n# newpar\n# newpar_block = p\n" +
		corefRow("1-2", "Dürö's", "_") + corefRow("1", "Dürö", "Entity=(1(2") + corefRow("2", "'s", "Entity=2)") +
		corefRow("3", "aide", "Entity=1)") + corefRow("4", "left", "SpaceAfter=No") + corefRow("5", ".", "_") + "\n# newpar\n" +
		corefRow("1", "He", "Entity=(1)") + corefRow("2", "met", "_") + corefRow("3", "her", "Entity=(2)|SpaceAfter=No") + corefRow("4", ".", "_") + "\n"
	got, err := readCoref(strings.NewReader(gold))
	if err != nil {
		t.Fatal(err)
	}
	want := []CorefText{{
		Name: "GUM_news_invented", Genre: "news", Text: "Dürö's aide left. \n\nHe met her. ",
		Chains: Chains{{{0, 6}, {27, 30}}, {{0, 11}, {20, 22}}},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestCorefGoldThatIsDamagedIsRefused(t *testing.T) {
	for _, gold := range []string{"1\ta\n", corefRow("1", "a", "Entity=(1"), corefRow("1", "a", "Entity=1)"), corefRow("x", "a", "_")} {
		if _, err := readCoref(strings.NewReader(gold)); err == nil {
			t.Errorf("no error for %q", gold)
		}
	}
}

func FuzzReadCoref(f *testing.F) {
	f.Add(corefRow("1-2", "don't", "_") + corefRow("1", "do", "Entity=(1") + corefRow("2", "n't", "Entity=1)"))
	f.Add("# newdoc id = a_b_c\n" + corefRow("1", "é", "Entity=(1)"))
	f.Fuzz(func(t *testing.T, s string) {
		texts, err := readCoref(strings.NewReader(s))
		if err != nil {
			return
		}
		for _, x := range texts {
			n := len([]rune(x.Text))
			for _, c := range x.Chains {
				for _, m := range c {
					if m[0] < 0 || m[1] < m[0] || m[1] > n {
						t.Fatalf("mention %v in a text of %d", m, n)
					}
				}
			}
		}
	})
}
