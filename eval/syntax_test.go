package eval_test

import (
	"strings"
	"testing"

	"parley/eval"
)

const goldBank = `# newdoc
# newpar
1	Envoys	envoy	NOUN	NNS	_	4	nsubj	_	_
2-3	don't	_	_	_	_	_	_	_	_
2	do	do	AUX	VBP	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	talk	talk	VERB	VB	_	0	root	_	SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	_	_

# newpar
1	They	they	PRON	PRP	_	2	nsubj	_	_
2	left	leave	VERB	VBD	_	0	root	_	_

`

func bank(t *testing.T, s string) eval.Bank {
	t.Helper()
	b, err := eval.ParseBank(strings.NewReader(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestATreebankGivesItsRawText(t *testing.T) {
	if got, want := bank(t, goldBank).Text, "Envoys don't talk. \n\nThey left "; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestSyntaxCountsWordsByTheirPlace(t *testing.T) {
	gold := bank(t, goldBank)
	same, err := eval.Syntax(gold, gold)
	if err != nil || same.LAS != 100 || same.Sentences != 100 || same.Words != 7 {
		t.Errorf("against itself: %+v, %v", same, err)
	}
	// One sentence of six words, "don't" whole, one tag and one relation wrong.
	made := bank(t, `1	Envoys	_	NOUN	_	_	3	obj	_	_
2	don't	_	AUX	_	_	3	aux	_	_
3	talk	_	VERB	_	_	0	root	_	SpaceAfter=No
4	.	_	PUNCT	_	_	3	punct	_	_
5	They	_	NOUN	_	_	6	nsubj	_	_
6	left	_	VERB	_	_	3	conj	_	_

`)
	got, err := eval.Syntax(gold, made)
	if err != nil {
		t.Fatal(err)
	}
	// 6 of 7 and 6 words stand at one place (the whole "don't" counts for its
	// first word); tags 5 right, heads 5 (not "left"), relations 4.
	for _, c := range []struct {
		what  string
		got   eval.Percent
		right float64
	}{{"tokens", got.Tokens, 6}, {"UPOS", got.UPOS, 5}, {"UAS", got.UAS, 5}, {"LAS", got.LAS, 4}} {
		if want := eval.Percent(200 * c.right / 13); c.got < want-0.01 || c.got > want+0.01 {
			t.Errorf("%s %.2f, want %.2f", c.what, c.got, want)
		}
	}
	if got.Sentences != 0 {
		t.Errorf("sentences %.1f, want 0", got.Sentences)
	}
	if _, err := eval.Syntax(gold, bank(t, "1\tElse\t_\t_\t_\t_\t0\troot\t_\t_\n\n")); err == nil {
		t.Error("another text was scored")
	}
	if _, err := eval.ParseBank(strings.NewReader("1\tshort\n")); err == nil || !strings.Contains(err.Error(), "line 1") {
		t.Errorf("a bad row: %v", err)
	}
}

func TestNamesCountExactSpansWithTheirClass(t *testing.T) {
	var s eval.NamesScore
	text := eval.NamesText{Link: "tw_1", Gold: []eval.Name{{Span: [2]int{0, 3}, Type: "PER"}, {Span: [2]int{5, 9}, Type: "LOC"}}}
	s.Add(&text, []eval.Name{{Span: [2]int{0, 3}, Type: "PER"}, {Span: [2]int{5, 9}, Type: "ORG"}, {Span: [2]int{0, 3}, Type: "PER"}})
	r := s.Result()
	if r.Texts != 1 || r.By["PER"].P != 50 || r.By["PER"].R != 100 || r.By["LOC"].R != 0 || r.All.F != 40 {
		t.Errorf("%+v", r)
	}
	if other := (eval.NamesText{Link: "fr_1"}); !text.Held() || other.Held() {
		t.Error("which texts are held out")
	}
}
