package nn

import "testing"

// The rows are those that train/encoder/features.py computes.
func TestWordsLookAsTheyDidInTraining(t *testing.T) {
	for _, c := range []struct {
		form, word string
		rows       [tables]int
	}{
		{"The", "the", [tables]int{2351, 8062, 3864, 2950, 11142, 687, 18876}},
		{"don’t", "don't", [tables]int{390, 56, 3736, 6228, 10551, 626, 22893}},
		{"“", "\"", [tables]int{3995, 8091, 2561, 2561, 2561, 677, 4773}},
		{"U.S.-led", "u.s.-led", [tables]int{3372, 3213, 3062, 7708, 15657, 200, 24847}},
		{"12,500", "00,000", [tables]int{2163, 3469, 2825, 5627, 533, 555, 19585}},
		{"Śląsk", "śląsk", [tables]int{1901, 7306, 2223, 6898, 6592, 687, 30287}},
		{"EU’s", "eu's", [tables]int{3037, 6798, 1795, 7492, 2493, 754, 3985}},
		{"—", "-", [tables]int{2786, 6882, 1394, 1394, 1394, 56, 5176}},
		{"ÉTÉ", "été", [tables]int{1317, 4449, 3471, 6283, 6283, 493, 32375}},
		{"x", "x", [tables]int{2105, 6201, 827, 4923, 4923, 135, 20615}},
		{"", "", [tables]int{3835, 3835, 545, 4641, 12833, 453, 7621}},
		{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", [tables]int{2973, 7604, 2603, 6612, 11141, 365, 19493}},
		{"日本", "日本", [tables]int{3003, 7099, 2237, 6333, 6333, 365, 28241}},
		{"½", "½", [tables]int{626, 626, 290, 290, 8482, 16, 22440}},
		{"İstanbul", "İstanbul", [tables]int{3644, 7000, 1214, 5598, 7842, 365, 7568}},
		{"№5", "№0", [tables]int{2851, 6947, 3865, 7961, 16153, 608, 6173}},
	} {
		var g glance
		g.look(c.form)
		if got := string(g.word[:g.size]); got != c.word || g.rows != c.rows {
			t.Errorf("%q: %q %v, want %q %v", c.form, got, g.rows, c.word, c.rows)
		}
	}
}
