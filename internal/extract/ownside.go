package extract

import (
	"strings"

	"parley/internal/record"
)

// ownSide reports whether the one at token s is the voice's own side: itself,
// the body it speaks for, "his country", or the pronoun that a reported clause
// has for its speaker.
func (r *reader) ownSide(voice record.Who, s int) bool {
	if voice.Kind == record.Anonymous || !known(voice) {
		return false
	}
	who, ok := r.whoAt(s)
	if ok && r.speaksFor(voice, who) {
		return true
	}
	if r.d.Tokens[s].UPOS == "PRON" {
		return !ok && r.reportsItself(s, voice)
	}
	return r.ownBody(voice, s)
}

// reportsItself reports whether pronoun s of a reported clause, of whom no layer
// knows who it is, can mean the one who reports: "they warned they would".
func (r *reader) reportsItself(s int, voice record.Who) bool {
	switch r.t.lower(s) {
	case "they":
		return voice.Kind != record.Person
	case "it":
		return voice.Kind == record.State || voice.Kind == record.Organization || voice.Kind == record.Group
	case "he", "she":
		return voice.Kind == record.Person
	}
	return false
}

// ownBody reports whether noun s is a body without a name of its own ("the
// country's authorities", "our nation") in the mouth of one who is that body,
// leads it or speaks for it.
func (r *reader) ownBody(voice record.Who, s int) bool {
	lem := r.t.lemma(s)
	if r.d.Tokens[s].UPOS != "NOUN" || !r.lex.is("state", lem) && !r.lex.is("authority", lem) {
		return false
	}
	switch {
	case voice.Kind == record.Person && !r.leads(voice.Office),
		voice.Kind == record.Organization && (voice.Party == "" || lem == "government" || lem == "administration" || lem == "side"):
		return false
	}
	plain, owned := true, false
	r.t.children(s, func(c int) bool {
		switch r.t.rel(c) {
		case "amod", "compound", "nmod":
			switch p := r.t.lower(c); {
			case r.d.Tokens[c].Rel == "nmod:poss" && (p == "our" || p == "its" || p == "his" || p == "her" || p == "their"):
				owned = true
			case r.d.Tokens[c].Rel == "nmod:poss" && r.ownBody(voice, c):
			default:
				plain = false
			}
		}
		return plain
	})
	return plain && (owned || r.t.has(s, "det", "the") || r.t.child(s, "nmod:poss") >= 0)
}

// ownVoice returns the voice of the clause where what stands at s is a body
// without a name that is the voice's own side, or a pronoun for it.
func (r *reader) ownVoice(s int) (record.Who, bool) {
	voice, ok := r.voice(s)
	if !ok || voice.Kind == record.Anonymous {
		return voice, false
	}
	if r.d.Tokens[s].UPOS == "PRON" {
		_, named := r.whoAt(s)
		return voice, !named && r.reportsItself(s, voice)
	}
	return voice, r.ownBody(voice, s)
}

// issuers returns who gave out the document at noun s ("the statement from A and
// B", "A's declaration"); nil if it is none or has no issuer.
func (r *reader) issuers(s int) []int {
	lem := r.t.lemma(s)
	if !r.lex.is("document", lem[strings.LastIndexByte(lem, '-')+1:]) {
		return nil
	}
	var out []int
	r.t.children(s, func(c int) bool {
		switch prep := r.t.prep(c); {
		case r.t.rel(c) != "nmod":
		case prep == "from", prep == "by", prep == "of", r.d.Tokens[c].Rel == "nmod:poss" && r.d.Tokens[c].UPOS != "PRON":
			out = append(out, c)
		}
		return true
	})
	if h := r.d.Tokens[s].Head; len(out) == 0 && h >= 0 && h < s && r.t.rel(s) == "obj" && r.lex.is("issues", r.t.lemma(h)) {
		if by, passive := r.subjectOf(h); by >= 0 && !passive && by != s { // "signed a letter demanding"
			out = append(out, by)
		}
	}
	return out
}

// going reports whether verb i is what somebody is "going to" do.
func (r *reader) going(i int) bool {
	h := r.d.Tokens[i].Head
	return h >= 0 && r.t.rel(i) == "xcomp" && r.lead(i) == "to" && r.t.lower(h) == "going" && r.t.has(h, "aux", "be")
}

// thingPosition reads what a voice says of an issue that is itself the subject
// of i: that it goes on ("enrichment will continue"), or on what condition it
// comes ("trade would come after a truce").
func (r *reader) thingPosition(i, s int, c claim) {
	if !r.t.isNoun(s) || r.d.Tokens[s].UPOS == "PRON" || r.t.child(i, "obj") >= 0 {
		return
	}
	lem := r.t.lemma(i)
	ts := r.pairTopics(i, lem+r.t.particle(i))
	if len(ts) == 0 {
		ts = r.topics(s)
	} else if r.t.negated(i) {
		flip(ts)
	}
	if len(ts) == 0 {
		return
	}
	conds, _ := r.conditions(i, ts)
	switch {
	case c.holder.Kind == record.Person && c.holder.Party == "" && c.holder.Office == "":
	case r.lex.is("lasts", lem) && len(conds) == 0:
		c.words = union(r.trimmed(i), r.t.subtree(s))
		for _, t := range ts {
			c.topic, c.stance = t, record.Supports
			if (t.sign < 0) != (t.at == s && t.named.Len() > 0 && r.t.negated(i)) {
				c.stance = record.Opposes
			}
			r.append(c)
		}
	case (r.lex.is("comes", lem) || r.lex.is("lasts", lem)) && len(conds) > 0:
		c.act = "offer"
		r.claimClause(i, c)
	}
}

// receives reports whether i tells what others will get, on a condition, from
// the one who says so: "you will not get it if".
func (r *reader) receives(i int, s int, ts []topic) bool {
	if !r.lex.is("receives", r.t.lemma(i)) || len(ts) == 0 {
		return false
	}
	conds, _ := r.conditions(i, ts)
	return len(conds) > 0 && (r.t.lower(s) == "you" || r.t.lower(s) == "they" || r.t.lower(s) == "nobody")
}
