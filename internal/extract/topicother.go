package extract

import (
	"parley/internal/doc"
)

// otherIssue is the code of what no issue of the vocabulary names.
const otherIssue = "other"

// Objects that recur count as an issue of their own where so many holders take
// positions on them, for and against, in a text with so many on known issues.
const (
	enoughHolders = 2
	enoughKnown   = 2
)

// object is what somebody takes a position on by an act, where no issue names it.
type object struct {
	pred, subj int // tokens
	at         int // head of its noun phrase
	e          entry
}

// noteObject keeps the first noun among args for claimObjects: what somebody
// demands, offers, accepts or refuses by predicate i.
func (r *reader) noteObject(i, subj int, e entry, args []int) {
	switch e.act {
	case "demand", "propose", "offer", "accept", "reject", "refuse":
	default:
		return
	}
	for _, a := range args {
		if r.d.Tokens[a].UPOS != "NOUN" || r.mentionAt[a] >= 0 && r.entityAt(a) >= 0 || r.timeAt(a) >= 0 ||
			r.lex.is("people", r.t.lemma(a)) || r.lex.is("contains", r.t.lemma(a)) || r.lex.is("unnamed", r.t.lemma(a)) {
			continue
		}
		r.objects = append(r.objects, object{i, subj, a, e})
		return
	}
}

// claimObjects makes positions on what recurs as the object of acts of position
// in a text about a negotiation: the issue is "other", the object its name.
func (r *reader) claimObjects() {
	other := r.lex.issueAt(otherIssue)
	if other < 0 || len(r.claims) < enoughKnown {
		return
	}
	stances, holders := map[string]map[string]bool{}, map[string]map[string]bool{}
	for _, o := range r.objects {
		lem := r.t.lemma(o.at)
		if holders[lem] == nil {
			holders[lem], stances[lem] = map[string]bool{}, map[string]bool{}
		}
		stances[lem][o.e.stance] = true
		for _, h := range r.holders(o.subj) {
			holders[lem][h.Name] = true
		}
	}
	for _, o := range r.objects {
		lem := r.t.lemma(o.at)
		if len(stances[lem]) < 2 || len(holders[lem]) < enoughHolders {
			continue
		}
		t := topic{issue: other, sign: 1, at: o.at, named: doc.Range{From: o.at, To: o.at + 1}}
		rg := r.withSubject(union(r.clauseWords(o.pred), r.trimmed(o.at)), o.subj)
		for _, h := range r.holders(o.subj) {
			r.claimTopic(claim{holder: h, topic: t, act: o.e.act, words: rg, at: o.pred, by: "object", rank: 0.4}, o.e.stance)
		}
	}
}

// issueAt returns the index of the issue of that code, doc.NoIndex if none.
func (l *lexicon) issueAt(code string) int {
	for i := range l.issues {
		if l.issues[i].code == code {
			return i
		}
	}
	return doc.NoIndex
}
