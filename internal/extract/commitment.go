package extract

import (
	"fmt"
	"strings"
	"time"

	"parley/internal/doc"
	"parley/internal/record"
)

// commitments lists what somebody undertook to do: what a voice says that it or
// its own side will do, and what somebody promised, agreed or threatened to do.
// What one says that another will do is no commitment.
func (r *reader) commitments() {
	seen := map[int]bool{} // pieces of evidence by where they begin
	for i := range r.d.Tokens {
		if r.d.Tokens[i].UPOS != "VERB" || r.lex.is("idle", r.t.lemma(i)) || r.supposed(i) {
			continue
		}
		actors, made, ok := r.undertakes(i)
		if !ok {
			continue
		}
		clause, trigger := r.undertaking(i)
		issue := ""
		if ts := r.topics(i); len(ts) > 0 {
			issue = r.lex.issues[ts[0].issue].code
		}
		due := r.dueIn(clause, made)
		if issue == "" && (due == "" && trigger.Len() == 0 || !r.pledged(i)) {
			continue
		}
		for _, w := range actors {
			c := record.Commitment{ID: fmt.Sprintf("c%d", len(r.out.Commitments)+1), Actor: w, Action: strings.TrimSpace(r.text(clause)),
				Issue: record.Maybe(issue), Made: made, Due: due}
			whole := clause
			if s, passive := r.t.subject(i, r.lex); s >= 0 && !passive && s < clause.From && clause.From-s < 30 && r.d.Sentence(s) == r.d.Sentence(i) {
				whole.From = min(whole.From, max(r.nounPhrase(s).From, s-6))
			}
			c.Evidence = r.words(whole)
			if trigger.Len() > 0 {
				c.Trigger = record.Maybe(r.text(trigger))
				c.Evidence = r.ordered(whole, trigger)
			}
			if len(c.Evidence) == 0 || seen[c.Evidence[0].Start] && len(actors) == 1 {
				continue
			}
			seen[c.Evidence[0].Start] = true
			r.out.Commitments = append(r.out.Commitments, c)
		}
	}
}

// ordered returns two ranges as evidence in text order, one piece where they touch.
func (r *reader) ordered(a, b doc.Range) record.Words {
	switch {
	case b.From <= a.To && a.From <= b.To:
		return r.words(union(a, b))
	case b.From < a.From:
		a, b = b, a
	}
	return r.words(a, b)
}

// undertakes returns who binds himself to do i, and when; ok is false where
// nobody does.
func (r *reader) undertakes(i int) (who []record.Who, made record.Maybe, ok bool) {
	if h := r.d.Tokens[i].Head; h >= 0 && r.t.rel(i) == "xcomp" && r.lead(i) == "to" && r.pledged(i) {
		s, passive := r.t.subject(h, r.lex)
		if s < 0 || passive || !r.settled(h) || r.t.has(h, "aux", "may", "might", "could", "would") {
			return nil, "", false
		}
		who = r.truceWho(s)
		return who, r.saidAt(i), len(who) > 0
	}
	if !r.t.has(i, "aux", "will", "shall", "'ll", "’ll", "wo") && !(r.t.has(i, "aux", "would") && r.promised(i)) || r.asked(i) {
		return nil, "", false
	}
	s, passive := r.t.subject(i, r.lex)
	if s < 0 || passive || s > i || r.t.rel(i) == "advcl" && r.lead(i) != "" || r.d.Tokens[i].Rel == "acl:relcl" {
		return nil, "", false
	}
	w, known := r.whoAt(s)
	voice, spoken := r.voice(i)
	own := spoken && r.ownSide(voice, s) // "the government", in the words of its minister
	switch {
	case !known && !own:
		return nil, "", false
	case own && voice.Kind != record.Anonymous && (!known || !r.speaksFor(voice, w)):
		w = voice
	case spoken && (voice.Kind == record.Anonymous || !r.speaksFor(voice, w)):
		return nil, "", false
	case !spoken && w.Kind != record.State && w.Kind != record.Organization:
		return nil, "", false
	}
	if !isCertain(w) {
		return nil, "", false
	}
	return []record.Who{w}, r.saidAt(i), true
}

// isCertain reports whether w is somebody who can be held to something.
func isCertain(w record.Who) bool {
	return known(w) && w.Kind != record.Anonymous && w.Name != ""
}

// promised reports whether "would" before verb i is the future of what was said
// or promised.
func (r *reader) promised(i int) bool {
	h := r.d.Tokens[i].Head
	return h >= 0 && r.t.rel(i) == "ccomp" && (r.lex.is("content", r.t.lemma(h)) || r.lex.is("pledge", r.t.lemma(h))) && !r.t.negated(h)
}

// pledged reports whether verb i hangs on one of pledging.
func (r *reader) pledged(i int) bool {
	h := r.d.Tokens[i].Head
	return h >= 0 && r.lex.is("pledge", r.t.lemma(h))
}

// saidAt returns the day on which what stands at token i was said, "" unknown.
func (r *reader) saidAt(i int) record.Maybe {
	if s := r.statedAt[i]; s >= 0 && r.out.Statements[s].SaidBy != "unknown" {
		return r.out.Statements[s].Said
	}
	return ""
}

// mostClause is how many tokens the words of a commitment have at most.
const mostClause = 40

// undertaking returns the words of what is to be done, from the auxiliary on, and
// what must happen first; trigger is empty where nothing must.
func (r *reader) undertaking(i int) (clause, trigger doc.Range) {
	skip := func(c int) bool {
		rel := r.t.rel(c)
		return c < i && rel != "aux" && rel != "advmod" || rel == "punct" || rel == "parataxis" || rel == "ccomp" || rel == "conj" && r.d.Tokens[c].UPOS == "VERB" || r.isTrigger(c)
	}
	clause = r.t.subtreeWithout(i, skip)
	for k := i - 1; k >= max(i-4, 0) && r.d.Tokens[k].UPOS != "PUNCT" && (r.t.lower(k) == "will" || r.t.lower(k) == "not" || r.t.lower(k) == "would" || r.t.lower(k) == "to" && r.t.rel(k) == "mark"); k-- {
		clause.From = min(clause.From, k)
	}
	r.t.children(i, func(c int) bool {
		if r.isTrigger(c) {
			trigger = r.t.subtree(c)
		}
		return trigger.Len() == 0
	})
	if h := r.d.Tokens[i].Head; trigger.Len() == 0 && h >= 0 && r.t.rel(i) == "xcomp" {
		r.t.children(h, func(c int) bool {
			if r.isTrigger(c) {
				trigger = r.t.subtree(c)
			}
			return trigger.Len() == 0
		})
	}
	s := r.d.Sentences[r.d.Sentence(i)]
	if trigger.Len() == 0 {
		trigger = r.triggerAfter(clause.To, s.To)
	}
	clause.From, clause.To = max(clause.From, s.From, i-6), min(clause.To, s.To, i+mostClause)
	if trigger.From >= clause.From && trigger.From > i {
		clause.To = min(clause.To, trigger.From)
	}
	return r.unmarked(clause), r.unmarked(doc.Range{From: max(trigger.From, s.From), To: min(trigger.To, s.To, trigger.From+mostClause)})
}

// triggerAfter returns what must happen first where it follows right behind a
// clause that ends at token k: "but only after they agree".
func (r *reader) triggerAfter(k, to int) doc.Range {
	for k < to && (r.t.lower(k) == "," || r.t.lower(k) == "but" || r.t.lower(k) == "only" || r.t.lower(k) == "and") {
		k++
	}
	if k >= to || !r.lex.is("trigger", r.t.lower(k)) || r.t.lower(k) == "until" && k+1 < to && r.timeAt(k+1) >= 0 {
		return doc.Range{}
	}
	end := k + 1
	for end < to && end < k+25 && r.d.Form(end) != "," && r.d.Form(end) != ";" && r.d.Form(end) != "." {
		end++
	}
	return doc.Range{From: k, To: end}
}

// unmarked takes marks and quotation marks from the ends of a range.
func (r *reader) unmarked(rg doc.Range) doc.Range {
	for rg.Len() > 1 && r.d.Tokens[rg.To-1].UPOS == "PUNCT" {
		rg.To--
	}
	for rg.Len() > 1 && r.d.Tokens[rg.From].UPOS == "PUNCT" {
		rg.From++
	}
	if rg.Len() < 0 {
		return doc.Range{}
	}
	return rg
}

// isTrigger reports whether c is a clause that must come true first.
func (r *reader) isTrigger(c int) bool {
	if r.t.rel(c) != "advcl" {
		return false
	}
	m := r.t.child(c, "mark")
	return m >= 0 && r.lex.is("trigger", r.t.lower(m))
}

// dueIn returns the last day that a clause names for what is to be done: a date
// behind a word like "by", or a length behind "within"; "" if none.
func (r *reader) dueIn(clause doc.Range, made record.Maybe) record.Maybe {
	last := doc.NoIndex
	for k := clause.From; k < clause.To; k++ {
		t := r.timeAt(k)
		if t < 0 || t == last {
			continue
		}
		last = t
		tm := r.d.Times[t]
		rg := r.d.TokensIn(tm.Span)
		before := ""
		if rg.From > 0 {
			before = r.t.lower(rg.From - 1)
		}
		if days := durationDays(tm.Value); tm.Type == doc.Duration && days > 0 && (before == "within" || before == "in") {
			from, err := time.Parse(time.DateOnly, string(made))
			if err != nil {
				from = r.d.Anchor
			}
			if !from.IsZero() {
				return record.Maybe(from.AddDate(0, 0, days).Format(time.DateOnly))
			}
			continue
		}
		if tm.Type != doc.Date || isoOf(tm) == "" || !r.d.Anchor.IsZero() && tm.Last.Before(r.d.Anchor) {
			continue
		}
		if r.lex.is("due", before) || r.lex.is("due", r.t.lower(rg.From)) || rg.Len() == 1 {
			if l := lastOf(tm); l != "" {
				return record.Maybe(l)
			}
			return record.Maybe(isoOf(tm))
		}
	}
	return ""
}

// commitmentLine reads a line of taxonomy/commitments.txt.
func (l *lexicon) commitmentLine(ln line) error {
	switch ln.key {
	case "pledge", "idle", "trigger", "due":
		l.addClass(ln.key, strings.Fields(ln.rest))
		return nil
	}
	return ln.errorf("unknown key %q", ln.key)
}
