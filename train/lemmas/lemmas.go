package main

import (
	"slices"
	"strings"
	"unicode/utf8"

	"parley/internal/doc"
	"parley/internal/syntax"
)

// learnLemmas returns the rules that make the lemmas of docs from their forms,
// sorted: for every ending the commonest edit, left out where the next shorter
// ending says the same.
func learnLemmas(docs []*doc.Doc) []string {
	votes := map[string]map[string]int{} // label and ending, then edit
	for _, d := range docs {
		for i := range d.Tokens {
			tag := syntax.ParseTag(label(d, i))
			edit, ok := syntax.Rule(d.Form(i), d.Tokens[i].Lemma, tag)
			if !ok || d.Tokens[i].Lemma == "_" {
				continue
			}
			syntax.Endings(d.Form(i), tag, func(ending string) bool {
				if ending == "" || ending[0] != '^' && int(edit[0]-'0') > len(ending) {
					return ending != ""
				}
				if utf8.ValidString(ending) && !strings.ContainsAny(ending, " \t") {
					key := label(d, i) + " " + ending
					if votes[key] == nil {
						votes[key] = map[string]int{}
					}
					votes[key][edit]++
				}
				return true
			})
		}
	}
	var rules []string
	for key, v := range votes {
		edit, n := commonest(v)
		_, ending, _ := strings.Cut(key, " ")
		if strings.HasPrefix(ending, "^") {
			n++ // a whole word needs one witness only
		}
		if n < 2 || edit == inherited(votes, key) {
			continue
		}
		rules = append(rules, key+" "+edit)
	}
	slices.Sort(rules)
	return rules
}

// commonest returns the edit with most votes, the first by name of equals.
func commonest(v map[string]int) (string, int) {
	best, n := "", 0
	for e, k := range v {
		if k > n || k == n && e < best {
			best, n = e, k
		}
	}
	return best, n
}

// inherited returns the edit that the rules of shorter endings give for a key.
func inherited(votes map[string]map[string]int, key string) string {
	head, ending, _ := strings.Cut(key, " ")
	if w, ok := strings.CutPrefix(ending, "^"); ok {
		ending = "x" + w[max(0, len(w)-6):]
	}
	for ending != "" {
		ending = ending[1:]
		if ending == "" {
			return "0 "
		}
		if v := votes[head+" "+ending]; v != nil {
			if e, n := commonest(v); n >= 2 {
				return e
			}
		}
	}
	return "0 "
}
