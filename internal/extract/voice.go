package extract

import (
	"parley/internal/doc"
	"parley/internal/record"
)

// teller returns who tells a claim where that is neither its holder, nor one
// who speaks for the holder, nor the article; nil otherwise. The nearest other
// voice counts: "A says B thinks C wants X" is told by B, "A says B wants X" by A.
func (r *reader) teller(c claim) *record.Who {
	vs := r.voices(c.at)
	if s := r.statedAt[c.at]; s >= 0 && c.by == "noun" && r.acts[s] && len(vs) > 0 {
		vs = vs[:len(vs)-1] // who rejects another's call does not tell of it
	}
	for _, w := range vs {
		if !r.speaksFor(w, c.holder) {
			return &w
		}
	}
	return nil
}

// voices returns whose words or thoughts the clause of token i is, the nearest
// first: who says or thinks it in the same sentence, then the speaker of the
// statement it stands in.
func (r *reader) voices(i int) []record.Who {
	var out []record.Who
	at := i
	for step := 0; step < 12; step++ {
		head := r.d.Tokens[at].Head
		if head < 0 {
			break
		}
		lem := r.t.lemma(head)
		if r.t.rel(at) == "ccomp" && r.lex.is("content", lem) || r.lex.is("blames", lem) && r.t.rel(at) != "conj" {
			if s, passive := r.subjectOf(head); s >= 0 && !passive && !r.isCue(head, i) {
				if w, ok := r.whoAt(s); ok && known(w) {
					out = append(out, w)
				}
			}
		}
		at = head
	}
	if s := r.statedAt[i]; s >= 0 {
		if w := r.out.Statements[s].Speaker; known(w) && (len(out) == 0 || out[len(out)-1].Name != w.Name) {
			out = append(out, w)
		}
	}
	return out
}

// isCue reports whether verb head stands outside the statement that token i is
// in and says what is told there: its speaker is known better than by its subject.
func (r *reader) isCue(head, i int) bool {
	s := r.statedAt[i]
	if s < 0 || r.statedAt[head] == s || !r.lex.is("content", r.t.lemma(head)) {
		return false
	}
	for k := head + 1; k < i; k++ { // no other voice between
		if r.statedAt[k] != s && r.t.isVerb(k) {
			return false
		}
	}
	return known(r.out.Statements[s].Speaker)
}

// voice returns the nearest of voices; ok is false for the article's own words.
func (r *reader) voice(i int) (who record.Who, ok bool) {
	if vs := r.voices(i); len(vs) > 0 {
		return vs[0], true
	}
	return record.Who{}, false
}

// needPosition reads verb i under must, should, ought, need or have to as what
// the voice of the clause wants: "the talks must begin at once".
func (r *reader) needPosition(i int) {
	if !r.needed(i) || r.lead(i) == "if" || r.inverts(i) {
		return
	}
	holder, ok := r.voice(i)
	if !ok {
		if holder, ok = r.editor(i); !ok {
			return
		}
	}
	r.claimClause(i, claim{holder: holder, act: "demand", at: i, by: "need", rank: 0.6})
}

// inverts reports whether clause i is a condition by the order of its words: "should talks fail".
func (r *reader) inverts(i int) bool {
	c := r.t.child(i, "aux")
	return c >= 0 && r.inverted(c)
}

// willPosition reads what a voice says it or its own side will do ("we will
// impose further sanctions"), could do on a condition, or will not let be
// ("there would be no talks until").
func (r *reader) willPosition(i int) {
	will := r.t.has(i, "aux", "will", "shall", "would", "'ll", "’ll", "wo", "'d", "’d") || r.going(i)
	could := !will && r.t.has(i, "aux", "could", "can")
	if !will && !could || r.t.rel(i) == "advcl" && r.lead(i) != "" && r.lead(i) != "that" {
		return
	}
	if !r.factual(i) && !r.announced(i) {
		return
	}
	holder, ok := r.voice(i)
	if !ok && will {
		r.willToldPosition(i)
	}
	if ok && holder.Kind == record.Anonymous {
		r.officialPosition(i, holder)
	}
	if !ok || holder.Kind == record.Anonymous {
		return
	}
	c := claim{holder: holder, act: "promise", at: i, by: "will", rank: 0.6}
	if there := r.t.child(i, "expl"); there >= 0 && r.t.lower(there) == "there" {
		r.thereWillBe(i, c, will)
		return
	}
	s, passive := r.t.subject(i, r.lex)
	if s < 0 {
		return
	}
	if passive { // "the truce could be extended if": what the voice offers
		if conds, _ := r.conditions(i, r.topics(i)); len(conds) > 0 {
			c.act = "offer"
			r.claimClause(i, c)
		}
		return
	}
	who, ok := r.whoAt(s)
	if !ok {
		who, ok = r.nameAt(s)
	}
	switch {
	case ok && r.speaksFor(holder, who), r.ownSide(holder, s):
	case will && r.receives(i, s, r.topics(i)):
		c.act = "threaten"
	case will && (!ok || len(r.pairTopics(i, r.t.lemma(i)+r.t.particle(i))) > 0 && r.lex.is("lasts", r.t.lemma(i))):
		r.thingPosition(i, s, c)
		return
	case ok && holder.Party == "" && r.leads(holder.Office) && (who.Kind == record.State || who.Kind == record.Organization):
		c.holder, c.teller = who, &holder // of what the voice leads the text does not say
	default:
		return
	}
	if could && r.t.negated(i) && r.lex.is("lets", r.t.lemma(i)) { // "cannot accept"
		c.act, could = "refuse", false
	}
	if could {
		if conds, _ := r.conditions(i, r.topics(i)); len(conds) == 0 {
			return
		}
		c.act = "offer"
	}
	r.claimClause(i, c)
}

// willToldPosition reads what the article itself says that a state or body will
// do ("Velmar will apply a duty"), its own verb and object telling the issue.
func (r *reader) willToldPosition(i int) {
	s, passive := r.t.subject(i, r.lex)
	if s < 0 || passive || s > i || r.t.child(i, "obj") < 0 {
		return
	}
	who, ok := r.whoAt(s)
	if !ok {
		who, ok = r.nameAt(s)
	}
	if !ok || who.Kind != record.State && who.Kind != record.Organization {
		return
	}
	r.claimClause(i, claim{holder: who, act: "promise", at: i, by: "will", rank: 0.5})
}

// thereWillBe reads "there will be no X", "there can be no X without Y".
func (r *reader) thereWillBe(i int, c claim, will bool) {
	conds, _ := r.conditions(i, nil)
	if s := r.t.child(i, "nsubj"); (will || len(conds) > 0) && s >= 0 && r.t.negated(s) {
		c.act = "refuse"
		r.claimClause(i, c)
	}
}

// announced reports whether i is what a verb of saying, itself a fact, says or
// warns of: "warned they would impose sanctions".
func (r *reader) announced(i int) bool {
	h := r.d.Tokens[i].Head
	return h >= 0 && r.t.rel(i) == "ccomp" && r.lex.is("content", r.t.lemma(h)) && !r.t.negated(h) && r.factual(h) && !r.opensWithIf(i) && !contains(notFacts, r.lead(i))
}

// officialPosition reads what unnamed officials of a state say that it will do.
func (r *reader) officialPosition(i int, teller record.Who) {
	s, passive := r.t.subject(i, r.lex)
	if s < 0 || passive || teller.Party == "" {
		return
	}
	who, ok := r.whoAt(s)
	lem := r.t.lemma(s)
	switch {
	case ok && who.Kind == record.State && who.Party == teller.Party:
	case r.d.Tokens[s].UPOS == "NOUN" && (r.lex.is("state", lem) || r.lex.is("authority", lem)) && r.t.has(s, "det", "the"):
		who = record.Who{Name: teller.Party, Kind: record.State, Party: teller.Party, DescribedAs: r.text(r.nounPhrase(s))}
	default:
		return
	}
	r.claimClause(i, claim{holder: who, teller: &teller, act: "promise", at: i, by: "will", rank: 0.5})
}

// claimClause makes claims for what clause i is about, wanted unless negated.
func (r *reader) claimClause(i int, c claim) {
	ts := r.topics(i)
	if len(ts) == 0 {
		s := r.t.child(i, "nsubj", "csubj")
		if h := r.d.Tokens[i].Head; s < 0 && h >= 0 && r.t.rel(i) == "xcomp" && r.needed(i) { // "aid needs to get in"
			s = r.t.child(h, "nsubj")
		}
		if s < 0 || r.d.Tokens[s].UPOS == "PRON" {
			return
		}
		ts = r.topics(s)
		verb := r.t.lemma(i) + r.t.particle(i)
		if r.t.negated(i) != (r.lex.is("reverses", verb) || r.turns(verb, ts) || verb == "go" && r.needed(i)) { // "the tax must go"
			flip(ts)
		}
	}
	if h := r.d.Tokens[i].Head; r.going(i) && r.t.negated(h) {
		flip(ts)
	}
	ts = r.beforeCondition(i, ts)
	c.words = r.trimmed(i)
	conds, ends := r.conditions(i, ts)
	if len(conds) > 0 {
		c.words = union(c.words, r.t.subtree(i))
		c.words.To = max(c.words.To, ends)
	}
	for _, t := range ts {
		c.topic, c.stance = t, record.Supports
		if t.sign < 0 {
			c.stance = record.Opposes
		}
		r.addClaim(c, conds)
	}
}

// beforeCondition drops the topics that stand in a condition behind the words of
// i, where another stands before it ("will lift them on the day the quota is restored").
func (r *reader) beforeCondition(i int, ts []topic) []topic {
	end := r.d.Sentences[r.d.Sentence(i)].To
	for k := i + 1; k < end && len(ts) > 1; k++ {
		rg := r.conditionFrom(k, end)
		if rg.Len() == 0 {
			continue
		}
		var kept []topic
		for _, t := range ts {
			if !rg.Has(t.at) {
				kept = append(kept, t)
			}
		}
		if len(kept) > 0 {
			ts = kept
		}
	}
	return ts
}

// judgedPosition reads "X is necessary", "X is unacceptable", "X is possible
// if", "her goal is X" at predicate i.
func (r *reader) judgedPosition(i int) {
	if r.t.child(i, "cop") < 0 {
		return
	}
	s := r.t.child(i, "nsubj", "csubj")
	if s < 0 || !r.factual(i) && r.lead(i) != "to" {
		return
	}
	lem, sub := r.t.lemma(i), r.t.lemma(s)
	if p := r.t.prep(i); p != "" { // "is off the table", "is out of the question"
		lem = p + "_" + lem
	}
	c := claim{at: i, by: "judged", rank: 0.6, act: "demand", words: union(r.trimmed(i), r.t.subtree(s))}
	switch {
	case r.lex.is("kept", lem) && r.t.negated(i), r.lex.is("fixed", lem) && !r.t.negated(i): // "the certificate is not negotiable"
		if holder, ok := r.voice(i); ok {
			c.holder, c.stance = holder, record.Supports
			for _, t := range r.topics(s) {
				c.topic = t
				r.append(c)
			}
		}
	case r.lex.is("good", lem), r.lex.is("bad", lem), r.lex.is("open", lem):
		holder, ok := r.voice(i)
		if !ok {
			return
		}
		c.holder = holder
		r.judge(c, s, lem)
	case r.lex.is("good", sub): // "the first step is a truce", "its goal is to see a truce"
		var holder record.Who
		var ok bool
		if p := r.possessor(s); p >= 0 {
			holder, ok = r.whoAt(p)
		} else {
			holder, ok = r.voice(i)
		}
		if !ok {
			return
		}
		c.holder = holder
		for _, t := range r.topics(i) {
			c.topic = t
			r.claimTopic(c, "supports")
		}
	}
}

// judge makes the claims of "subject s is good, bad or possible".
func (r *reader) judge(c claim, s int, lemma string) {
	ts := r.topics(s)
	if r.t.lower(s) == "it" { // "it is necessary to hold talks"
		ts = nil
		if x := r.t.child(c.at, "csubj", "xcomp", "ccomp", "advcl"); x >= 0 {
			ts = r.topics(x)
			c.words = union(c.words, r.trimmed(x))
		}
	}
	conds, ends := r.conditions(c.at, ts)
	c.words.To = max(c.words.To, ends)
	neg := r.t.negated(c.at) != r.lex.is("bad", lemma)
	for _, t := range ts {
		c.topic, c.stance = t, record.Supports
		if (t.sign < 0) != neg {
			c.stance = record.Opposes
		}
		if r.lex.is("open", lemma) {
			if c.stance, c.act = record.Undecided, "consider"; neg {
				continue
			}
		}
		r.addClaim(c, conds)
	}
}

// firstPosition reads what comes first: "first the truce, then talks", "a
// truce must come first".
func (r *reader) firstPosition(i int) {
	if r.t.lower(i) != "first" {
		return
	}
	s := r.d.Sentences[r.d.Sentence(i)]
	if then := r.find(i+1, min(s.To, i+25), "then"); then >= 0 {
		x, y := r.firstTopicIn(i+1, then), r.firstTopicIn(then+1, min(s.To, then+12))
		if x.issue >= 0 && y.issue >= 0 && x.issue != y.issue {
			r.sequence(i, x, y, doc.Range{From: i, To: max(y.at+1, then+1)})
		}
		return
	}
	if x, y := r.firstTopicIn(max(i-4, s.From), i), r.firstTopicIn(i+1, min(s.To, i+8)); x.issue >= 0 && y.issue >= 0 && x.issue != y.issue {
		if r.find(y.at, min(s.To, y.at+4), "second") >= 0 || r.find(y.at, min(s.To, y.at+4), "later") >= 0 || r.find(y.at, min(s.To, y.at+4), "afterwards") >= 0 {
			r.sequence(i, x, y, doc.Range{From: x.at, To: y.at + 1})
			return
		}
	}
	v := r.d.Tokens[i].Head
	if v < 0 || r.t.lemma(v) != "come" && r.t.lemma(v) != "be" && r.t.lemma(v) != "have" {
		return
	}
	subj := r.t.child(v, "nsubj")
	if subj < 0 {
		return
	}
	ts := r.topics(subj)
	if len(ts) == 0 {
		return
	}
	y := r.contrasted(v, ts[0])
	if y.issue >= 0 {
		r.sequence(v, ts[0], y, doc.Range{From: min(y.at, subj), To: i + 1})
	}
}

// sequence claims, for the voice at i, that y is wanted only after x.
func (r *reader) sequence(i int, x, y topic, words doc.Range) {
	holder, ok := r.voice(i)
	if !ok {
		return
	}
	base := claim{holder: holder, act: "demand", at: i, by: "first", rank: 0.65, words: words}
	code := r.lex.issues[x.issue].code
	np := r.nounPhrase(x.at)
	r.append(swapped(base, y, "after", r.text(np), r.words(np), code))
}

// contrasted returns another issue that the holder of the same sentence took a
// position on just before ("has not ruled out a truce but insists that talks come first").
func (r *reader) contrasted(i int, x topic) topic {
	s := r.d.Sentence(i)
	for k := len(r.claims) - 1; k >= 0; k-- {
		c := r.claims[k]
		if r.d.Sentence(c.at) == s && c.topic.issue != x.issue {
			return c.topic
		}
	}
	return topic{issue: doc.NoIndex}
}

// find returns the first token from..to with that surface, doc.NoIndex if none.
func (r *reader) find(from, to int, word string) int {
	for k := from; k < to; k++ {
		if r.t.lower(k) == word {
			return k
		}
	}
	return doc.NoIndex
}

// firstTopicIn returns the first issue named in tokens from..to; issue is doc.NoIndex if none is.
func (r *reader) firstTopicIn(from, to int) topic {
	for k := from; k < to; k++ {
		if r.t.isNoun(k) {
			if t, ok := r.issueOf(k); ok {
				return t
			}
		}
		if is, ok := r.lex.issueVerbs[r.t.lemma(k)]; ok && r.t.isVerb(k) {
			return topic{issue: is.issue, sign: is.sign(), at: k}
		}
	}
	return topic{issue: doc.NoIndex, at: doc.NoIndex}
}
