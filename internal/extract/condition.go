package extract

import (
	"strings"

	"parley/internal/doc"
	"parley/internal/record"
)

// conditionMark returns the relation by which clause or phrase c is a
// condition of what governs it: if, unless, until, before, after; "" if it is none.
func (r *reader) conditionMark(c int) string {
	found := ""
	r.t.children(c, func(k int) bool {
		switch r.t.rel(k) {
		case "mark", "case", "advmod":
			switch r.t.lower(k) {
			case "if", "provided", "providing":
				found = "if"
			case "unless", "until", "before", "after":
				found = r.t.lower(k)
			case "till":
				found = "until"
			case "once":
				found = "after"
			}
		}
		return found == ""
	})
	return found
}

// conditions returns what the clause of token i depends on: adverbial clauses
// and phrases of if, unless, until, before, after, at i or where i hangs in
// the same clause. ends is the end of the last one's words (0 if none).
func (r *reader) conditions(i int, own []topic) (conds []record.Condition, ends int) {
	seen := map[int]bool{}
	visit := func(h int) {
		r.t.children(h, func(c int) bool {
			if rel := r.t.rel(c); rel != "advcl" && rel != "obl" && rel != "nmod" || seen[c] {
				return true
			}
			seen[c] = true
			if cond, ok := r.conditionAt(c, i, own); ok {
				conds = append(conds, cond)
				ends = max(ends, r.conditionWords(c).To)
			}
			return true
		})
	}
	visit(i)
	for _, c := range r.governed(i) {
		visit(c)
	}
	if c := r.nextClause(i); c >= 0 && len(conds) == 0 && !seen[c] {
		seen[c] = true
		if cond, ok := r.conditionAt(c, i, own); ok {
			conds = append(conds, cond)
			ends = max(ends, r.conditionWords(c).To)
		}
	}
	if h := r.d.Tokens[i].Head; h >= 0 && (r.t.rel(i) == "xcomp" || r.t.rel(i) == "ccomp" && r.lex.is("content", r.t.lemma(h))) {
		visit(h)
	}
	return conds, ends
}

// nextClause returns the head of a clause of condition that follows the clause
// of i directly, or opens the sentence before it, wherever the tree hangs it;
// doc.NoIndex if none does.
func (r *reader) nextClause(i int) int {
	s := r.d.Sentences[r.d.Sentence(i)]
	k := r.trimmed(i).To
	for k < s.To && (r.d.Form(k) == "," || r.t.lower(k) == "but" || r.t.lower(k) == "only") {
		k++
	}
	if c := r.marked(k, s); c >= 0 {
		return c
	}
	k = s.From
	for k < i && r.d.Tokens[k].UPOS == "PUNCT" {
		k++
	}
	if c := r.marked(k, s); c >= 0 && c < i {
		return c
	}
	return doc.NoIndex
}

// marked returns the clause that token k, a word of condition, leads.
func (r *reader) marked(k int, s doc.Range) int {
	if k >= s.To || r.d.Tokens[k].Head < k {
		return doc.NoIndex
	}
	switch r.t.lower(k) {
	case "if", "unless", "until", "once", "provided", "after", "before":
		if h := r.d.Tokens[k].Head; h < s.To && h-k < 25 {
			return h
		}
	}
	return doc.NoIndex
}

// governed returns the clauses and objects under i that belong to the same wish or act.
func (r *reader) governed(i int) []int {
	var out []int
	r.t.children(i, func(c int) bool {
		switch r.t.rel(c) {
		case "xcomp", "ccomp", "obj", "conj", "obl":
			out = append(out, c)
			r.t.children(c, func(k int) bool {
				switch r.t.rel(k) {
				case "xcomp", "ccomp", "obj":
					out = append(out, k)
				}
				return true
			})
		}
		return true
	})
	return out
}

// conditionAt reads clause or phrase c as a condition of the position on own taken at i.
func (r *reader) conditionAt(c, i int, own []topic) (record.Condition, bool) {
	mark := r.conditionMark(c)
	if mark == "" || r.isQuestionIf(c) {
		return record.Condition{}, false
	}
	if mark == "if" && r.lex.is("wishes", r.t.lemma(c)) {
		return record.Condition{}, false // "if it wants peace" tells an aim
	}
	ts := r.clauseTopics(c)
	if (mark == "before" || mark == "after") && len(ts) == 0 {
		return record.Condition{}, false // a date, or what merely came before
	}
	if mark == "after" && !r.onlyAfter(c, i) {
		return record.Condition{}, false
	}
	if r.t.rel(c) != "advcl" && len(ts) == 0 {
		return record.Condition{}, false // "until Monday"
	}
	rg := r.conditionWords(c)
	cond := record.Condition{Relation: mark, Issue: "other", Holds: true, Text: r.text(rg), Words: r.words(rg)}
	if len(ts) > 0 {
		cond.Issue = r.lex.issues[ts[0].issue].code
		cond.Holds = ts[0].sign > 0
		for _, t := range own {
			if t.at == ts[0].at {
				return record.Condition{}, false
			}
		}
	}
	if r.isUnspecific(rg) && (len(ts) == 0 || r.t.child(ts[0].at, "amod") >= 0 && r.lex.is("unspecific", r.t.lemma(r.t.child(ts[0].at, "amod")))) {
		cond.Issue = "unspecified"
	}
	if mark == "unless" {
		cond.Holds = !cond.Holds
	}
	return cond, true
}

// maxCondition bounds the words of one condition, in tokens.
const maxCondition = 40

// conditionWords returns clause or phrase c from its word of condition on,
// without afterthoughts.
func (r *reader) conditionWords(c int) doc.Range {
	rg := r.t.subtreeWithout(c, func(k int) bool {
		rel := r.d.Tokens[k].Rel
		return rel == "acl:relcl" || rel == "parataxis" || rel == "punct" || rel == "conj" && k < c || rel == "ccomp" && k < c
	})
	for k := c; k >= rg.From; k-- {
		switch r.t.lower(k) {
		case "if", "unless", "until", "till", "before", "after", "once", "provided", "providing":
			rg.From = k
		}
	}
	rg.To = min(rg.To, rg.From+maxCondition)
	return rg
}

// isQuestionIf reports whether c is an indirect question ("asked if", "see whether").
func (r *reader) isQuestionIf(c int) bool { return r.t.rel(c) == "ccomp" }

// onlyAfter reports whether "after" is meant as a requirement: "only after",
// "not ... after", or under a will or wish.
func (r *reader) onlyAfter(c, i int) bool {
	if r.t.has(c, "advmod", "only") {
		return true
	}
	from := r.t.subtree(c).From
	for k := from; k < c; k++ {
		if r.t.lower(k) == "only" {
			return true
		}
	}
	return from > 0 && r.t.lower(from-1) == "only" || r.t.has(i, "advmod", "only") || r.t.has(i, "aux", "will", "would", "can", "could")
}

// clauseTopics returns the issues of clause c: of what it governs or, failing
// that, of its subject ("if the truce holds", "if the truce is not respected").
func (r *reader) clauseTopics(c int) []topic {
	if ts := r.topics(c); len(ts) > 0 {
		return ts
	}
	s := r.t.child(c, "nsubj", "csubj")
	if s < 0 {
		return nil
	}
	ts := r.topics(s)
	if r.t.negated(c) != (r.lex.is("reverses", r.t.lemma(c)) || r.turns(r.t.lemma(c), ts)) {
		flip(ts)
	}
	return ts
}

// isUnspecific reports whether the words keep back what is required ("the right agreements").
func (r *reader) isUnspecific(rg doc.Range) bool {
	for i := rg.From; i < rg.To; i++ {
		if r.lex.is("unspecific", r.t.lemma(i)) {
			return true
		}
	}
	return false
}

// swapped returns the position on the second of "X before Y" and "first X, then
// Y": Y is wanted only once X holds.
func swapped(c claim, y topic, relation string, text string, words record.Words, code string) claim {
	c.topic = y
	c.stance = record.Conditional
	c.conds = []record.Condition{{Relation: relation, Issue: code, Holds: true, Text: strings.TrimSpace(text), Words: words}}
	return c
}
