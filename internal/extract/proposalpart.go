package extract

import (
	"strings"

	"parley/internal/doc"
)

// longestPart is how many tokens a clause in running text has at most.
const longestPart = 45

// addClauses adds what stands from token from on, on the predicate or noun at
// head, parted where something else is coordinated with it. Lists are read by
// their commas, for trees often lose them.
func (r *reader) addClauses(m *plan, head, from int) {
	s := r.d.Sentences[r.d.Sentence(head)]
	verbal := r.d.Tokens[head].UPOS == "VERB" && r.d.Tokens[head].XPOS != "VBG" || r.t.has(head, "aux")
	phrase := doc.NoIndex
	if m.at < from && from <= m.at+2 {
		phrase = m.at
	}
	end := r.endOfParts(from, s.To, phrase)
	cuts := r.partCuts(head, from, end, verbal)
	for i, c := range cuts {
		to := end
		if i+1 < len(cuts) {
			to = cuts[i+1]
		}
		rg := r.stripped(doc.Range{From: c, To: to})
		if rg.Len() < 1 || rg.Len() > longestPart || !r.tellsMore(rg) {
			continue
		}
		m.clauses = append(m.clauses, r.clauseOf(rg))
	}
}

// endOfParts returns where the words that tell what a proposal holds end: with
// the words of who tells it, before "but" and the like, and before "Duro said";
// those of a phrase of the noun at token phrase, if there is one, also before a
// semicolon and the verb of the sentence.
func (r *reader) endOfParts(from, to, phrase int) int {
	for k := from + 1; k < to; k++ {
		if r.statedAt[k] != r.statedAt[from] && r.d.Tokens[k].UPOS != "PUNCT" {
			return k
		}
		switch r.d.Tokens[k].XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			if phrase >= 0 && !r.under(k, phrase) {
				return k
			}
		}
		switch r.t.lower(k) {
		case "and": // "offered 4 percent and wants"
			if x := r.d.Tokens[min(k+1, to-1)].XPOS; x == "VBZ" || x == "VBD" {
				return k
			}
		case "as":
			if r.d.Tokens[min(k+1, to-1)].UPOS == "PRON" {
				return k
			}
		case ";":
			if phrase >= 0 {
				return k
			}
		case "although", "though", "because", "but", "whereas", "according", "—", "–":
			return k
		case ",":
			switch r.t.lower(min(k+1, to-1)) {
			case "if", "unless", "provided":
				return k
			}
			for j := k + 1; j < min(to, k+8) && r.d.Form(j) != ","; j++ {
				if x := r.d.Tokens[j].XPOS; (x == "VBD" || x == "VBZ" || x == "VBP") && r.lex.is("content", r.t.lemma(j)) {
					return k
				}
			}
		}
	}
	return to
}

// partCuts returns where the parts of what stands between from and end begin.
func (r *reader) partCuts(head, from, end int, verbal bool) []int {
	joined := map[int]bool{}
	for _, h := range r.conjuncts(head)[1:] {
		joined[r.t.subtreeWithout(h, func(c int) bool { return r.t.rel(c) == "cc" || r.t.rel(c) == "punct" || r.t.rel(c) == "conj" }).From] = true
	}
	list := !verbal && r.isSeries(from, end)
	cuts, lastComma := []int{from}, r.lastComma(from, end)
	for k := from + 1; k < end-1; k++ {
		w := r.t.lower(k)
		next := k + 1
		if w == "," && (r.t.lower(next) == "and" || r.t.lower(next) == "while") {
			next++
		}
		cut := false
		switch {
		case next >= end || next <= cuts[len(cuts)-1]+1:
		case w == ";":
			cut = true
		case w != "," && w != "and" && w != "while":
		case verbal:
			cut = r.startsDeed(next, end, w == "and" || next > k+1)
		case list:
			cut = (w == "," || k > lastComma) && r.startsPart(next)
		default:
			cut = joined[next] && r.startsPart(next)
		}
		if cut {
			cuts = append(cuts, next)
			k = next
		}
	}
	return cuts
}

// lastComma returns the last comma between from and end, from if there is none.
func (r *reader) lastComma(from, end int) int {
	for k := end - 1; k > from; k-- {
		if r.d.Form(k) == "," && k < end-1 {
			return k
		}
	}
	return from
}

// isSeries reports whether words are "A, B and C": phrases parted by commas, with
// "and" before the last.
func (r *reader) isSeries(from, end int) bool {
	last := r.lastComma(from, end)
	if last == from {
		return false
	}
	and := false
	for k := last + 1; k < end; k++ {
		and = and || r.t.lower(k) == "and"
	}
	for k := from; k < last; k++ {
		switch r.d.Tokens[k].XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			return false
		case "WDT", "WP", ":":
			if r.d.Form(k) == ":" || r.d.Tokens[k].XPOS != ":" {
				return false
			}
		}
	}
	return and
}

// startsPart reports whether a phrase can begin at token i.
func (r *reader) startsPart(i int) bool {
	switch x := r.d.Tokens[i].XPOS; x {
	case "DT", "CD", "VBG", "PRP$", "RB", "VB":
		return true
	default:
		return strings.HasPrefix(x, "N") || strings.HasPrefix(x, "J")
	}
}

// startsDeed reports whether a clause of its own begins at token i: a subject
// with what it is to do, or behind "and" only what is to be done.
func (r *reader) startsDeed(i, end int, and bool) bool {
	noun := false
	for k := i; k < min(end, i+9); k++ {
		switch x := r.d.Tokens[k].XPOS; {
		case x == "MD", x == "VB" || x == "VBP":
			return noun || and && k == i || x == "MD" && k == i && and
		case strings.HasPrefix(x, "N"), x == "PRP":
			noun = true
		case x == "DT", x == "CD", x == "POS", x == "PRP$", strings.HasPrefix(x, "J"), x == "RB", x == "TO" && k == i && and:
		default:
			return false
		}
	}
	return false
}

// tellsMore reports whether words say what is to be: they have a noun or verb,
// and not only one like "two points".
func (r *reader) tellsMore(rg doc.Range) bool {
	for i := rg.From; i < rg.To; i++ {
		switch u := r.d.Tokens[i].UPOS; {
		case u == "NOUN" && (rg.Len() < 4 && r.lex.is("plan:parts", r.t.lemma(i)) || r.isPlan(i) && rg.Len() < 3):
		case u == "NOUN", u == "PROPN", u == "VERB":
			return true
		}
	}
	return false
}

// conjuncts returns head and what is coordinated with it, in text order.
func (r *reader) conjuncts(head int) []int {
	out := []int{head}
	for k := 0; k < len(out) && len(out) < 24; k++ {
		r.t.children(out[k], func(c int) bool {
			if r.t.rel(c) == "conj" && c > out[k] {
				out = append(out, c)
			}
			return true
		})
	}
	return out
}

// stripped takes marks, "and" and the like from the ends of a part, and what
// only tells more of it behind a comma.
func (r *reader) stripped(rg doc.Range) doc.Range {
	for k := rg.From + 1; k < rg.To-1; k++ {
		if w := r.t.lower(k + 1); r.d.Form(k) == "," && (w == "which" || w == "who" || w == "whose" || w == "where") {
			rg.To = k
		}
	}
	for rg.Len() > 0 {
		w := r.t.lower(rg.To - 1)
		if r.d.Tokens[rg.To-1].UPOS != "PUNCT" && w != "and" && w != "or" && w != "while" && w != "but" || w == ")" {
			break
		}
		rg.To--
	}
	for rg.Len() > 0 {
		w := r.t.lower(rg.From)
		leads := w == "and" || w == "or" || w == "while" || w == "for" || w == "of" || w == "that" || w == "also" || w == "to"
		if r.d.Tokens[rg.From].UPOS != "PUNCT" && !leads || w == "(" {
			break
		}
		rg.From++
	}
	return rg
}
