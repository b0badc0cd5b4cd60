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
				ends = max(ends, r.t.subtree(c).To)
			}
			return true
		})
	}
	visit(i)
	for _, c := range r.governed(i) {
		visit(c)
	}
	if h := r.d.Tokens[i].Head; h >= 0 && (r.t.rel(i) == "xcomp" || r.t.rel(i) == "ccomp" && r.lex.is("content", r.t.lemma(h))) {
		visit(h)
	}
	return conds, ends
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
	rg := r.t.subtree(c)
	cond := record.Condition{Relation: mark, Issue: "other", Holds: true, Text: r.text(rg), Words: r.words(rg)}
	if len(ts) > 0 {
		cond.Issue = r.lex.issues[ts[0].issue].code
		cond.Holds = ts[0].sign > 0
		for _, t := range own {
			if t.at == ts[0].at {
				return record.Condition{}, false
			}
		}
	} else if r.isUnspecific(rg) {
		cond.Issue = "unspecified"
	}
	if mark == "unless" {
		cond.Holds = !cond.Holds
	}
	return cond, true
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
