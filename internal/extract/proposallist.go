package extract

import (
	"strconv"
	"strings"

	"parley/internal/doc"
	"parley/internal/record"
)

// listedPlans finds plans told as a list: a sentence that ends in a colon and
// names a plan, followed by lines that begin with a bullet or a number.
func (r *reader) listedPlans() []plan {
	var out []plan
	for k, para := range r.d.Paragraphs {
		if r.d.Form(para.To-1) != ":" || k+1 >= len(r.d.Paragraphs) {
			continue
		}
		s := r.d.Sentences[r.d.Sentence(para.To-1)]
		head := r.planNoun(s)
		if head < 0 && r.provides(s) { // "Rourke circulated a paper. It provides for:"
			if head = r.planNoun(doc.Range{From: para.From, To: s.From}); head < 0 && k > 0 {
				head = r.planNoun(r.d.Paragraphs[k-1])
			}
		}
		if head < 0 {
			continue
		}
		p := plan{at: head, name: r.nounPhrase(head), evidence: []doc.Range{{From: s.From, To: para.To}}, told: true, listed: true}
		p.who, p.known = r.proposer(head, s)
		p.clauses = r.listedClauses(r.d.Paragraphs[k+1:])
		if len(p.clauses) >= 2 {
			out = append(out, p)
		}
	}
	return out
}

// listedClauses reads the lines of a list until the first that is none of it.
func (r *reader) listedClauses(lines []doc.Range) []record.Clause {
	var out []record.Clause
	listed, stopped := false, 0 // stopped: lines that end in a full stop
	for _, item := range lines {
		from, ok := r.bullet(item)
		last := listed // the end of a list whose items end in semicolons
		listed = r.endsListed(item)
		if !ok && !listed && !last && !r.isFragment(item) {
			break
		}
		full := r.d.Form(item.To-1) == "."
		if !ok && !full && !listed && stopped > 1 && stopped == len(out) { // a heading
			break
		}
		if full {
			stopped++
		}
		out = append(out, r.clauseOf(doc.Range{From: from, To: item.To}))
	}
	return out
}

// provides reports whether the sentence has a verb that tells what a plan holds.
func (r *reader) provides(s doc.Range) bool {
	for i := s.From; i < s.To; i++ {
		if r.t.isVerb(i) && r.lex.is("provides", r.t.lemma(i)) {
			return true
		}
	}
	return false
}

// proposer returns whose plan the noun at token head is: its possessor, who put it
// forward, or who would do what the sentence s lists ("Under the offer, Velmar would:").
func (r *reader) proposer(head int, s doc.Range) (record.Who, bool) {
	if o := r.possessor(head); o >= 0 {
		return r.whoAt(o)
	}
	if v := r.d.Tokens[head].Head; v >= 0 && r.t.rel(head) == "obj" && r.t.isVerb(v) {
		if subj, passive := r.subjectOf(v); subj >= 0 && !passive {
			return r.whoAt(subj)
		}
	}
	for i := s.From; i < s.To; i++ { // the words before the colon, however the tree takes them
		if r.t.lower(i) == "would" || r.t.lower(i) == "will" {
			for _, w := range r.holders(max(i-1, s.From)) {
				return w, true
			}
		}
	}
	return record.Who{}, false
}

// endsListed reports whether a line ends as one of a list that goes on: in a
// semicolon, or in "; and".
func (r *reader) endsListed(line doc.Range) bool {
	last := line.To - 1
	if w := r.t.lower(last); (w == "and" || w == "or") && last > line.From {
		last--
	}
	return r.d.Form(last) == ";"
}

// planNoun returns the noun in sentence s that names a plan, doc.NoIndex if none.
func (r *reader) planNoun(s doc.Range) int {
	for i := s.To - 1; i >= s.From; i-- {
		if r.d.Tokens[i].UPOS == "NOUN" && r.lex.is("plan", r.t.lemma(i)) {
			return i
		}
	}
	return doc.NoIndex
}

// bullet returns the first token after the bullet or number that begins a line.
func (r *reader) bullet(line doc.Range) (from int, ok bool) {
	first := r.d.Form(line.From)
	switch first {
	case "-", "–", "—", "•", "*", "·", "▪":
		return line.From + 1, line.Len() > 1
	}
	num := strings.TrimRight(strings.Trim(first, "()"), ".)")
	if _, err := strconv.Atoi(num); err == nil && line.Len() > 3 {
		from = line.From + 1
		for from < line.To-1 && (r.d.Form(from) == "." || r.d.Form(from) == ")") {
			from++
		}
		return from, from > line.From+1 || num != first
	}
	return line.From, false
}

// isFragment reports whether a line is a phrase and no sentence: short, with no
// finite verb but in relative clauses and after a semicolon. Lists of web
// pages lose their bullets.
func (r *reader) isFragment(line doc.Range) bool {
	if line.Len() > 45 {
		return false
	}
	relative := false
	for i := line.From; i < line.To; i++ {
		switch r.t.lower(i) {
		case ";", ":":
			return i > line.From+2
		case "that", "which", "who", "whose", "as", "where", "if", "when":
			relative = true
		}
		switch r.d.Tokens[i].XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			if !relative {
				return false
			}
		}
	}
	return true
}

// clauseOf reads one line of a plan: its issue is that of the first word that names one.
func (r *reader) clauseOf(rg doc.Range) record.Clause {
	c := record.Clause{Issue: r.issueIn(rg), Text: r.text(rg), Words: r.words(rg)}
	for i := rg.From; i < rg.To; i++ {
		toBe := i >= rg.From+2 && r.t.lower(i-1) == "be" && r.t.lower(i-2) == "to" && r.lex.is("unsettled", r.t.lemma(i))
		if !toBe && (!r.lex.is("pending", r.t.lemma(i)) || r.t.rel(i) == "amod" || r.t.isVerb(i) && r.t.has(i, "obj") || i+1 < rg.To && i == rg.From) {
			continue
		}
		from := i
		for from > rg.From && r.d.Form(from-1) != "," && r.d.Form(from-1) != ";" {
			from--
		}
		for k := from - 1; k > rg.From && k > from-12; k-- { // "with its size, composition and mission under discussion"
			if r.t.lower(k) == "with" && r.d.Form(k-1) == "," {
				from = k
			}
		}
		c.Open = record.Maybe(strings.TrimRight(r.text(doc.Range{From: from, To: rg.To}), "."))
		break
	}
	return c
}
