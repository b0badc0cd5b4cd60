package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/internal/doc"
	"parley/internal/syntax"
)

// rows is an invented treebank of two documents.
const rows = `# newdoc id = GUM_news_velmark
# newpar
# sent_id = 1
1	Envoys	envoy	NOUN	NNS	_	4	nsubj	_	_
2-3	don't	_	_	_	_	_	_	_	_
2	do	do	AUX	VBP	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	talk	talk	VERB	VB	_	0	root	_	SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	_	_

# sent_id = 2
1	Cities	city	NOUN	NNS	_	2	nsubj	_	_
2	talked	talk	VERB	VBD	_	0	root	_	_
2.1	talked	talk	VERB	VBD	_	_	_	_	_

# newdoc id = GUM_fiction_tarn
1	No	no	INTJ	UH	_	0	root	_	_

`

func treebank(t *testing.T) []*doc.Doc {
	t.Helper()
	path := filepath.Join(t.TempDir(), "bank.conllu")
	if err := os.WriteFile(path, []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	docs, err := read(path, wanted)
	if err != nil {
		t.Fatal(err)
	}
	return docs
}

func TestReadKeepsFreeGenres(t *testing.T) {
	docs := treebank(t)
	if len(docs) != 1 {
		t.Fatalf("%d documents, want the one in news", len(docs))
	}
	d := docs[0]
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	var forms []string
	for i, tok := range d.Tokens {
		if tok.Joined {
			forms = append(forms, "|"+d.Form(i))
		} else {
			forms = append(forms, d.Form(i))
		}
	}
	if diff := cmp.Diff("Envoys do |n't talk . Cities talked", strings.Join(forms, " ")); diff != "" {
		t.Error(diff)
	}
	if want := "\nEnvoys don't talk. Cities talked "; d.Text != want {
		t.Errorf("text %q, want %q", d.Text, want)
	}
	if d.Tokens[5].Head != 6 || d.Tokens[6].Head != doc.NoIndex || len(d.Sentences) != 2 {
		t.Errorf("heads %d, %d; sentences %v", d.Tokens[5].Head, d.Tokens[6].Head, d.Sentences)
	}
}

func TestLemmasAreLearned(t *testing.T) {
	d := &doc.Doc{}
	for _, w := range []struct{ form, lemma, xpos, upos string }{
		{"cities", "city", "NNS", "NOUN"}, {"parties", "party", "NNS", "NOUN"}, {"men", "man", "NNS", "NOUN"}, {"envoys", "envoy", "NNS", "NOUN"},
		{"talks", "talk", "NNS", "NOUN"}, {"deals", "deal", "NNS", "NOUN"}, {"armies", "army", "NNS", "NOUN"},
	} {
		at := len(d.Text)
		d.Text += w.form
		d.Tokens = append(d.Tokens, doc.Token{Span: doc.Span{Start: at, End: len(d.Text)}, XPOS: w.xpos, UPOS: w.upos, Lemma: w.lemma})
	}
	l := syntax.NewLemmatizer(learnLemmas([]*doc.Doc{d}))
	plural, name := syntax.ParseTag("NNS|NOUN"), syntax.ParseTag("NNPS|PROPN")
	for form, want := range map[string]string{"men": "man", "Treaties": "treaty", "Seals": "seal", "signs": "sign"} {
		if got := l.Lemma(form, plural); got != want {
			t.Errorf("%s: lemma %s, want %s", form, got, want)
		}
	}
	if got := l.Lemma("Velmars", name); got != "Velmars" {
		t.Errorf("the name Velmars became %s", got)
	}
}

func TestLiftMakesTreesProjective(t *testing.T) {
	head := []int32{-1, 2, 0, 2, 3}
	lift(head)
	if !slices.Equal(head, []int32{-1, 2, 0, 2, 3}) {
		t.Errorf("a projective tree was changed to %v", head)
	}
	head = []int32{-1, 3, 4, 0, 3, 1} // 5 hangs on 1 across the root
	lift(head)
	for d := int32(1); d < int32(len(head)); d++ {
		if !projective(head, d) {
			t.Errorf("%v is not projective at %d", head, d)
		}
	}
}

// TestOracleLeadsToTheGoldTree follows actions that cost nothing.
func TestOracleLeadsToTheGoldTree(t *testing.T) {
	for _, head := range [][]int32{
		{-1, 0}, {-1, 2, 0, 2}, {-1, 2, 3, 0, 5, 3, 3}, {-1, 0, 1, 2, 3}, {-1, 2, 3, 4, 0}, {-1, 5, 3, 1, 3, 0, 7, 5},
	} {
		gold := tree{head: head}
		var s syntax.State
		for s.Reset(len(head) - 1); !s.Done(); {
			costs := gold.costs(&s)
			done := false
			for _, k := range []syntax.Kind{syntax.Left, syntax.Right, syntax.Shift} {
				if s.Legal(k) && costs[k] == 0 {
					s.Apply(k, 0)
					done = true
					break
				}
			}
			if !done {
				t.Fatalf("%v: every action costs: %v", head, costs)
			}
		}
		if !slices.Equal(s.Head[1:], head[1:]) {
			t.Errorf("got %v, want %v", s.Head[1:], head[1:])
		}
	}
}
