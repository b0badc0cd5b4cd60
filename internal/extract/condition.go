package extract

import (
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
	if w := r.t.lower(c); found == "" && r.t.rel(c) == "advcl" && (w == "provided" || w == "providing") {
		return "if"
	}
	if found == "" {
		switch r.t.rel(c) {
		case "advcl", "obl", "nmod":
			found = r.opening(r.t.subtree(c).From)
		}
	}
	return found
}

// openings are the sequences of words that open a condition, with its relation.
var openings = []struct {
	words    []string
	relation string
}{
	{[]string{"as", "soon", "as"}, "after"}, {[]string{"the", "moment"}, "after"}, {[]string{"on", "the", "day"}, "after"},
	{[]string{"as", "long", "as"}, "if"}, {[]string{"so", "long", "as"}, "if"},
	{[]string{"in", "exchange", "for"}, "if"}, {[]string{"in", "return", "for"}, "if"}, {[]string{"on", "condition", "that"}, "if"},
	{[]string{"on", "the", "condition", "that"}, "if"}, {[]string{"subject", "to"}, "if"}, {[]string{"in", "case"}, "if"},
	{[]string{"while"}, "until"}, {[]string{"only", "when"}, "after"},
}

// opening returns the relation of the condition that several words from k on
// open, "" if they open none.
func (r *reader) opening(k int) string {
	for _, o := range openings {
		ok := k+len(o.words) < len(r.d.Tokens) && (o.words[0] != "while" || k > 0 && r.d.Form(k-1) != ",")
		for n := 0; ok && n < len(o.words); n++ {
			ok = r.t.lower(k+n) == o.words[n]
		}
		if ok {
			return o.relation
		}
	}
	if r.inverted(k) {
		return "if"
	}
	return ""
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
	if s := r.t.child(i, "nsubj"); s >= 0 && r.t.child(i, "expl") >= 0 { // "there is no peace without"
		visit(s)
	}
	if h := r.d.Tokens[i].Head; h >= 0 && (r.t.rel(i) == "xcomp" || r.t.rel(i) == "ccomp" && r.lex.is("content", r.t.lemma(h))) {
		visit(h)
	}
	if len(conds) == 0 {
		return r.nearConditions(i, own)
	}
	return conds, ends
}

// nearConditions is conditions by word order, for clauses that the tree hangs
// elsewhere: a word of condition that opens the sentence before i, or follows
// the words of i with no other clause between.
func (r *reader) nearConditions(i int, own []topic) (conds []record.Condition, ends int) {
	s := r.d.Sentences[r.d.Sentence(i)]
	k := s.From
	for k < i && (r.d.Tokens[k].UPOS == "PUNCT" || r.d.Tokens[k].UPOS == "CCONJ") {
		k++
	}
	if rg := r.conditionFrom(k, s.To); k < i && rg.To <= i && !r.t.has(i, "cc", "but") {
		if cond, ok := r.spanCondition(rg, i, own); ok {
			return []record.Condition{cond}, 0
		}
	}
	if rg := r.insertBefore(i, s); rg.Len() > 0 {
		if cond, ok := r.spanCondition(rg, i, own); ok {
			return []record.Condition{cond}, 0
		}
	}
	last := i
	for _, t := range own {
		if t.at > last && t.at < s.To {
			last = t.at
		}
	}
	for k = i + 1; k < s.To && k < last+14; k++ {
		rg := r.conditionFrom(k, s.To)
		if rg.Len() == 0 {
			if k > last && r.t.isVerb(k) && r.t.child(k, "nsubj", "nsubj:pass") > last && !r.lex.is("content", r.t.lemma(k)) {
				break
			}
			continue
		}
		if cond, ok := r.spanCondition(rg, i, own); ok {
			conds, ends = append(conds, cond), rg.To
		}
		k = rg.To - 1
		last = k
	}
	return conds, ends
}

// insertBefore returns the words of condition set between "that" or a comma and
// the subject of predicate i ("wrote that if it fails, Brenn will act"); empty if none.
func (r *reader) insertBefore(i int, s doc.Range) doc.Range {
	first := i
	r.t.children(i, func(c int) bool {
		if r.t.rel(c) == "nsubj" {
			first = min(first, r.t.subtree(c).From)
		}
		return true
	})
	for first < i && r.d.Tokens[first].UPOS == "PUNCT" {
		first++
	}
	if first-1 <= s.From || r.d.Form(first-1) != "," {
		return doc.Range{}
	}
	for k := first - 2; k > s.From && k > first-maxCondition; k-- {
		if rg := r.conditionFrom(k, s.To); rg.Len() > 0 && rg.To == first-1 {
			return rg
		}
	}
	return doc.Range{}
}

// conditionFrom returns the words of condition that token k opens: to the next
// comma, dash or end; empty if k is no word of condition.
func (r *reader) conditionFrom(k, end int) doc.Range {
	if k >= end || r.relationOf(k) == "" {
		return doc.Range{}
	}
	rg := doc.Range{From: k, To: k + 1}
	for rg.To < end && rg.Len() < maxCondition {
		f := r.d.Form(rg.To)
		if f == "," || f == ";" || f == "—" || f == "–" || f == "." || f == "”" || f == "\"" || f == ":" ||
			r.t.lower(rg.To) == "and" && rg.To+1 < end && r.relationOf(rg.To+1) != "" {
			break
		}
		rg.To++
	}
	return rg
}

// relationOf returns the relation that word k opens, "" if it opens none.
func (r *reader) relationOf(k int) string {
	if rel := r.t.rel(k); rel == "det" || rel == "compound" {
		return ""
	}
	switch w := r.t.lower(k); w {
	case "if", "unless", "until", "before", "after":
		return w
	case "provided", "providing":
		return "if"
	case "till":
		return "until"
	case "once":
		return "after"
	}
	return r.opening(k)
}

// spanCondition reads a stretch of words as a condition of the position on own taken at i.
func (r *reader) spanCondition(rg doc.Range, i int, own []topic) (record.Condition, bool) {
	rel := r.relationOf(rg.From)
	t, ok := r.firstNamed(rg)
	only := rg.From > 0 && r.t.lower(rg.From-1) == "only"
	once := r.t.lower(rg.From) == "once" || rel == "after" && r.opening(rg.From) != ""
	switch {
	case rel == "until" && r.onlySays(rg, i, own):
		return record.Condition{}, false
	case !ok && rel != "if" && rel != "unless" && !((rel == "until" || once) && r.hasVerb(rg)):
		return record.Condition{}, false
	case rel == "after" && !only && !once && !r.t.has(i, "aux", "will", "would", "can", "could"):
		return record.Condition{}, false
	case once && !r.hasVerb(rg):
		return record.Condition{}, false
	}
	for k := rg.From; k < rg.To && !ok; k++ {
		if r.lex.is("wishes", r.t.lemma(k)) {
			return record.Condition{}, false
		}
	}
	cond := record.Condition{Relation: rel, Issue: "other", Holds: true, Text: r.text(rg), Words: r.words(rg)}
	if ok {
		for _, o := range own {
			if o.at == t.at {
				return record.Condition{}, false
			}
		}
		cond.Issue, cond.Holds = r.lex.issues[t.issue].code, t.sign > 0
	}
	if r.isUnspecific(rg) && (!ok || r.loosely(t.at)) {
		cond.Issue = "unspecified"
	}
	cond.Holds = r.turnedHolds(cond.Holds, rel, rg.From, i, own)
	return cond, true
}

func (r *reader) hasVerb(rg doc.Range) bool {
	for k := rg.From; k < rg.To; k++ {
		if r.t.isVerb(k) {
			return true
		}
	}
	return false
}

// firstNamed returns the first issue named in rg, turned round for every word
// of refusal or negation in it.
func (r *reader) firstNamed(rg doc.Range) (topic, bool) {
	found := topic{issue: doc.NoIndex}
	turns := false
	for k := rg.From; k < rg.To; k++ {
		verb := r.t.lemma(k) + r.t.particle(k)
		if r.t.isVerb(k) && found.issue < 0 {
			if ts := r.pairTopics(k, verb); len(ts) > 0 {
				found = ts[0]
				continue
			}
		}
		if r.turnsRound(k, verb) {
			turns = !turns
		}
		if found.issue >= 0 {
			continue
		}
		if t, ok := r.namedAt(k); ok && (r.t.rel(k) != "compound" || k+1 >= rg.To) {
			found = t
		}
	}
	if found.issue < 0 {
		found = r.answeredIn(rg)
	}
	if found.issue >= 0 && r.againstIn(rg, found) {
		turns = !turns
	}
	if turns {
		found.sign = -found.sign
	}
	return found, found.issue >= 0
}

// answeredIn returns the issue that a pronoun in rg stands for, where a word of
// acceptance or refusal governs it ("if they refuse one").
func (r *reader) answeredIn(rg doc.Range) topic {
	for k := rg.From + 1; k < rg.To; k++ {
		switch r.t.lower(k) {
		case "it", "one", "this", "that":
			for back := k - 1; back >= max(rg.From, k-3); back-- {
				if e, ok := r.lex.verbs[r.t.lemma(back)]; ok && r.t.isVerb(back) && (e.act == "accept" || e.act == "refuse" || e.act == "reject") {
					if ts := r.lastTopic(rg.From); len(ts) > 0 {
						return ts[0]
					}
				}
			}
		}
	}
	return topic{issue: doc.NoIndex}
}

// governed returns the clauses and objects under i that belong to the same wish or act.
func (r *reader) governed(i int) []int {
	var out []int
	r.t.children(i, func(c int) bool {
		switch r.t.rel(c) {
		case "xcomp", "ccomp", "obj", "conj", "obl":
			if r.t.rel(c) == "conj" && r.d.Tokens[i].XPOS != "VB" && r.t.isVerb(c) { // another act's condition
				return true
			}
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
	switch {
	case mark == "" && r.whenMark(c, i):
		mark = "after"
	case mark == "" && r.lead(c) == "without" && r.refused(i): // "no peace without justice"
		mark = "if"
	}
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
	if mark == "after" && !r.whenMark(c, i) && !r.onlyAfter(c, i) {
		return record.Condition{}, false
	}
	if r.t.rel(c) != "advcl" && len(ts) == 0 {
		return record.Condition{}, false // "until Monday"
	}
	rg := r.conditionWords(c)
	if mark == "until" && r.onlySays(rg, i, own) {
		return record.Condition{}, false
	}
	if t, ok := r.firstNamed(rg); ok && len(ts) == 0 {
		ts = []topic{t}
	}
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
	if r.isUnspecific(rg) && (len(ts) == 0 || r.loosely(ts[0].at)) {
		cond.Issue = "unspecified"
	}
	cond.Holds = r.turnedHolds(cond.Holds, mark, rg.From, i, own)
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
		case "if", "unless", "until", "till", "before", "after", "once", "provided", "providing", "while", "when", "without":
			rg.From = k
		}
	}
	rg.To = min(rg.To, rg.From+maxCondition)
	return rg
}

// isQuestionIf reports whether c is an indirect question ("asked if", "see whether").
func (r *reader) isQuestionIf(c int) bool { return r.t.rel(c) == "ccomp" }

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
