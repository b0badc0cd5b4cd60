package main

import (
	"fmt"

	"parley/internal/doc"
)

// tally counts what a layer has in common with the gold.
type tally struct{ same, gold, made int }

func (t tally) String() string {
	return fmt.Sprintf("P %5.2f R %5.2f F %5.2f", share(t.same, t.made), share(t.same, t.gold), share(2*t.same, t.gold+t.made))
}

func share(n, of int) float64 { return 100 * float64(n) / float64(max(1, of)) }

// score runs the annotators on the texts and compares tokens and sentences
// with the gold. what to list of the differences: "", "tokens", "sentences".
func score(docs []*gold, as []doc.Annotator, list string) (tokens, sentences tally) {
	for _, g := range docs {
		d := &doc.Doc{Text: g.text}
		for _, a := range as {
			a.Run(d)
		}
		compare(g, d, list, &tokens, &sentences)
	}
	return tokens, sentences
}

func compare(g *gold, d *doc.Doc, list string, tokens, sentences *tally) {
	compareWords(g, words(d), list == "tokens", tokens)
	made := make([]int, 0, len(d.Sentences))
	for _, s := range d.Sentences {
		made = append(made, d.Tokens[s.From].Start)
	}
	compareSentences(g, made, list == "sentences", sentences)
}

// words returns the surface words of d.
func words(d *doc.Doc) []word {
	var out []word
	for i, tok := range d.Tokens {
		if i > 0 && tok.Joined {
			last := &out[len(out)-1]
			last.end = tok.End
			last.tokens++
			continue
		}
		out = append(out, word{tok.Start, tok.End, 1})
	}
	return out
}

func compareWords(g *gold, made []word, list bool, t *tally) {
	is, isMade := map[[2]int]int{}, map[word]bool{}
	for _, w := range g.words {
		is[[2]int{w.start, w.end}] = w.tokens
		t.gold += w.tokens
	}
	for _, w := range made {
		n := is[[2]int{w.start, w.end}]
		t.same += min(n, w.tokens)
		t.made += w.tokens
		isMade[w] = true
		if list && n != w.tokens {
			fmt.Printf("MADE\t%s\t%d\t%s\n", g.text[w.start:w.end], w.tokens, around(g.text, w.start, w.end, 30))
		}
	}
	for _, w := range g.words {
		if list && !isMade[w] {
			fmt.Printf("GOLD\t%s\t%d\t%s\n", g.text[w.start:w.end], w.tokens, around(g.text, w.start, w.end, 30))
		}
	}
}

// compareSentences compares the bytes at which sentences begin.
func compareSentences(g *gold, made []int, list bool, t *tally) {
	next := func(starts []int, i int) int {
		if i+1 < len(starts) {
			return starts[i+1]
		}
		return len(g.text)
	}
	starts, whole, isMade := map[int]bool{}, map[[2]int]bool{}, map[int]bool{}
	for i, s := range g.sentences {
		starts[s] = true
		whole[[2]int{s, next(g.sentences, i)}] = true
	}
	t.gold += len(g.sentences)
	t.made += len(made)
	for i, s := range made {
		isMade[s] = true
		if whole[[2]int{s, next(made, i)}] {
			t.same++
		}
		if list && !starts[s] {
			fmt.Printf("EXTRA\t%s\t%s\n", g.id, around(g.text, s, s, 60))
		}
	}
	for _, s := range g.sentences {
		if list && !isMade[s] {
			fmt.Printf("MISS\t%s\t%s\n", g.id, around(g.text, s, s, 60))
		}
	}
}

// around shows text[start:end] in its surroundings.
func around(text string, start, end, n int) string {
	return fmt.Sprintf("%q", text[max(0, start-n):start]+"|"+text[start:end]+"|"+text[end:min(len(text), end+n)])
}
