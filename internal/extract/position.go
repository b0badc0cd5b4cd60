package extract

import (
	"fmt"
	"slices"
	"strings"

	"parley/internal/doc"
	"parley/internal/record"
)

// claim is a position on the way to the record.
type claim struct {
	holder record.Who
	teller *record.Who
	topic  topic
	stance record.Stance
	act    string
	conds  []record.Condition
	words  doc.Range
	at     int // token of the predicate
	by     string
	rank   float64 // which of two claims with the same words stays
	sure   float64 // probability that it is right
}

// positions finds where somebody stands on an issue: by verbs, nouns and
// adjectives of position, by what a speaker says must, should or will be, and
// by what comes first.
func (r *reader) positions() {
	r.ruleClaims()
	r.claims = r.learnedClaims()
	r.claimObjects()
	r.keepClaims()
}

// ruleClaims finds positions by rules alone: what was learned takes them for hints.
func (r *reader) ruleClaims() {
	for i := range r.d.Tokens {
		if r.nested[i] { // words that one speaker puts into another's mouth
			continue
		}
		switch u := r.d.Tokens[i].UPOS; {
		case u == "VERB" || u == "AUX":
			r.verbPosition(i)
			r.needPosition(i)
			r.willPosition(i)
		case u == "NOUN":
			r.nounPosition(i)
			r.adjectivePosition(i)
		case u == "ADJ" || u == "ADP" || u == "ADV":
			r.adjectivePosition(i)
		}
		r.judgedPosition(i)
		r.firstPosition(i)
	}
}

// verbPosition reads verb i as an act: "rejected the truce", "urged both to meet".
func (r *reader) verbPosition(i int) {
	e, ok := r.lex.verbs[r.t.lemma(i)+r.t.particle(i)]
	if !ok {
		if e, ok = r.lex.verbs[r.t.lemma(i)]; !ok {
			return
		}
	}
	if !r.factual(i) || r.balanced(i) || r.d.Tokens[i].XPOS == "VBN" && i == r.d.Sentences[r.d.Sentence(i)].From {
		return
	}
	subj, passive := r.subjectOf(i)
	args := r.answered(e, r.arguments(i, e))
	if passive { // done to the subject by nobody named
		return
	}
	if s := r.t.child(i, "nsubj:pass"); s >= 0 && r.t.isPassive(i) {
		args = append(args, s)
	}
	if len(args) == 0 {
		args = r.unsaidObject(i, e)
	}
	r.claimOn(i, subj, e, args, "verb")
}

// claimOn makes claims by the one at subj on the topics of args, as entry e says of predicate i.
func (r *reader) claimOn(i, subj int, e entry, args []int, by string) {
	if subj < 0 || len(args) == 0 {
		return
	}
	holders := r.holders(subj)
	if len(holders) == 0 {
		return
	}
	var ts []topic
	rg := r.clauseWords(i)
	for _, a := range args {
		at := r.topics(a)
		if len(at) == 0 && r.attends(a) {
			at = r.lastTopic(a)
		}
		if r.turnedBy(i, a, at) {
			flip(at)
		}
		if len(at) > 0 {
			rg = union(rg, r.trimmed(a))
		}
		ts = append(ts, at...)
	}
	rg = r.withSubject(rg, subj)
	if len(ts) == 0 {
		r.noteObject(i, subj, e, args)
	}
	for _, t := range ts {
		for _, h := range holders {
			r.claimTopic(claim{holder: h, topic: t, act: e.act, words: rg, at: i, by: by, rank: 0.7}, e.stance)
		}
	}
}

// claimTopic finishes a claim: stance from the word, the topic's sign,
// negation and modality of the predicate, conditions, teller.
func (r *reader) claimTopic(c claim, stance string) {
	neg := r.t.negated(c.at)
	if h := r.d.Tokens[c.at].Head; h >= 0 && r.t.rel(c.at) == "xcomp" && r.t.negated(h) {
		neg = !neg
	}
	if o := r.t.child(c.at, "obj"); o >= 0 && r.t.lower(o) == "nothing" { // "wants nothing to do with the deal"
		neg = !neg
	}
	c.stance = record.Stance(stance)
	if c.stance != record.Undecided && c.topic.sign < 0 {
		c.stance = opposite(c.stance)
	}
	conds, ends := r.conditions(c.at, []topic{c.topic})
	if neg {
		switch {
		case stance == "undecided", c.act == "demand", c.act == "propose", c.act == "offer", c.act == "urge", c.act == "threaten":
			if len(conds) == 0 && !(c.act == "demand" && r.lex.is("wants", r.t.lemma(c.at))) {
				return
			}
			c.stance, c.act = opposite(c.stance), "refuse"
		case stance == "opposes": // "has not ruled out", "does not oppose"
			c.stance, c.act = record.Undecided, "consider"
		default: // "has not agreed to"
			c.stance, c.act = opposite(c.stance), "refuse"
		}
	}
	if r.tentative(c.at) {
		if who, ok := r.voice(c.at); stance == "opposes" || !ok || !r.speaksFor(who, c.holder) {
			return // "may reject it" is somebody's guess
		}
		c.stance, c.act = record.Undecided, "consider"
	}
	if ends <= c.words.To+40 {
		c.words.To = max(c.words.To, ends)
	}
	r.addClaim(c, conds)
}

// addClaim records c under its conditions; "X before Y" becomes a position on Y.
func (r *reader) addClaim(c claim, conds []record.Condition) {
	if !wanted(c.act) && !r.refused(c.at) { // "defended lifting them before the vote" tells when
		conds = slices.DeleteFunc(conds, func(k record.Condition) bool { return k.Relation == "before" })
	}
	for _, cond := range conds {
		if cond.Relation != "before" || c.stance != record.Supports || !wanted(c.act) {
			continue
		}
		if y, ok := r.topicOf(cond, c.at); ok && y.issue != c.topic.issue {
			code := r.lex.issues[c.topic.issue].code
			r.append(swapped(c, y, "after", r.text(r.object(c.topic)), r.words(r.nounPhrase(c.topic.at)), code))
			return
		}
	}
	at := r.ruler.CodePoints(r.d.Tokens[c.topic.at].Start)
	for _, cond := range conds { // "if a truce is offered for hostages, we accept that"
		if len(cond.Words) > 0 && at >= cond.Words[0].Start && at < cond.Words[0].End && c.topic.at < c.at {
			return
		}
	}
	if len(conds) > 0 {
		c.stance, c.conds = record.Conditional, conds
	}
	r.append(c)
}

// wanted reports whether an act says what shall be, so that "X before Y" under it
// is an order of things and not what happened.
func wanted(act string) bool {
	switch act {
	case "accept", "promise", "welcome", "reject", "refuse", "threaten":
		return false
	}
	return true
}

// topicOf returns the issue that condition c of the predicate at token i names
// by its code; false if its words name none.
func (r *reader) topicOf(c record.Condition, i int) (topic, bool) {
	s := r.d.Sentences[r.d.Sentence(i)]
	for k := s.From; k < s.To; k++ {
		if at := r.ruler.CodePoints(r.d.Tokens[k].Start); at < c.Words[0].Start || at >= c.Words[0].End {
			continue
		}
		for _, t := range r.topics(k) {
			if r.lex.issues[t.issue].code == c.Issue {
				t.sign = 1
				return t, true
			}
		}
	}
	return topic{}, false
}

func (r *reader) append(c claim) {
	if c.teller == nil {
		c.teller = r.teller(c)
	}
	r.claims = append(r.claims, c)
}

func opposite(s record.Stance) record.Stance {
	if s == record.Supports {
		return record.Opposes
	}
	return record.Supports
}

// nounPosition reads noun i as an act: "Brenn's call for talks", "voiced its readiness to meet".
func (r *reader) nounPosition(i int) {
	e, ok := r.lex.nouns[r.t.lemma(i)]
	if !ok || r.t.negated(i) || r.nearMiss(i) || r.givenUp(i) {
		return
	}
	subj := r.possessor(i)
	if subj >= 0 && r.d.Tokens[subj].UPOS == "NOUN" && (r.lex.is("state", r.t.lemma(subj)) || r.lex.is("authority", r.t.lemma(subj))) {
		if _, ok := r.whoAt(subj); !ok { // "reiterated the country's request"
			subj = doc.NoIndex
		}
	}
	args := r.arguments(i, e)
	head := r.d.Tokens[i].Head
	if len(args) == 0 && e.stance == "opposes" {
		if ts := r.lastTopic(i); len(ts) > 0 && r.d.Sentence(ts[0].at) == r.d.Sentence(i) {
			args = append(args, ts[0].at)
		}
	}
	if head >= 0 && r.t.isVerb(head) {
		others := subj >= 0 && r.lex.is("answers", r.t.lemma(head)) // "rejected Velmar's demand"
		if lem := r.t.lemma(head); r.t.rel(i) == "obj" && (r.t.negated(head) || r.lex.is("reverses", lem) && !others || r.lex.is("voids", lem) && !others) {
			return // "did not repeat his threat", "dropped her demand"
		}
		switch lem := r.t.lemma(head); {
		case r.lex.is("faces", lem) && r.t.rel(i) == "obj":
			if s, passive := r.t.subject(head, r.lex); s >= 0 && !passive && len(args) == 0 {
				args = append(args, s)
			}
		case subj >= 0 && len(args) == 0 && r.t.rel(i) == "obj" && i < head+8: // "rejected Velmar's demands to halt it"
			args = r.wrapped(head, []int{i})
		case subj < 0 && r.lex.is("carries", lem) && r.t.rel(i) == "obj" && r.factual(head) && !r.t.negated(head):
			subj, _ = r.subjectOf(head)
			args = append(args, r.wrapped(head, []int{i})...)
			if o := r.t.child(head, "iobj"); o >= 0 && lem == "give" { // "gave the truce a welcome"
				args = append(args, o)
			}
		}
	}
	r.claimOn(i, subj, e, args, "noun")
}

// givenUp reports whether noun of position i is one that its holder leaves
// ("backed away from her demand").
func (r *reader) givenUp(i int) bool {
	h := r.d.Tokens[i].Head
	if h < 0 || r.t.rel(i) != "obl" {
		return false
	}
	switch r.t.prep(i) {
	case "from", "off", "of", "on":
		return r.lex.is("leaves", r.t.lemma(h)) || r.lex.is("leaves", r.t.lemma(h)+r.t.particle(h))
	}
	return false
}

// adjectivePosition reads predicate i as an attitude: "is ready to meet", "remains opposed to".
func (r *reader) adjectivePosition(i int) {
	e, ok := r.lex.adjectives[r.t.lemma(i)]
	if !ok {
		return
	}
	if rel := r.t.rel(i); (rel == "amod" || rel == "compound") && i+1 < len(r.d.Tokens) && r.t.isNoun(i+1) || rel == "nmod" {
		return
	}
	if h := r.d.Tokens[i].Head; h > i && i > 0 && r.d.Tokens[i].UPOS == "ADP" && r.t.lemma(i-1) == "be" { // "is against arbitration"
		if subj, _ := r.subjectOf(h); r.t.rel(h) == "root" || r.believes(h, r.d.Tokens[h].Head) {
			r.claimOn(h, subj, e, []int{h}, "adjective")
		}
		return
	}
	if !r.factual(i) {
		return
	}
	args := r.arguments(i, e)
	if len(args) == 0 {
		return
	}
	subj, _ := r.subjectOf(i)
	if x := r.t.child(i, "expl"); x >= 0 && r.t.lower(x) == "it" { // "said it is ready"
		subj = x
	}
	r.claimOn(i, subj, e, args, "adjective")
}

// keepClaims writes the claims as positions, one for each holder, issue,
// stance and place: of overlapping equals the most certain, then the shortest.
func (r *reader) keepClaims() {
	for k := range r.claims {
		c := r.claims[k]
		if r.isDouble(k) {
			continue
		}
		p := r.positionOf(&c)
		p.ID = fmt.Sprintf("p%d", len(r.out.Positions)+1)
		r.out.Positions = append(r.out.Positions, p)
	}
}

// positionOf returns the position that claim c is.
func (r *reader) positionOf(c *claim) record.Position {
	p := record.Position{
		Holder: c.holder,
		Issue:  r.lex.issues[c.topic.issue].code, SubIssue: record.Maybe(r.subIssue(c.topic)),
		About: record.Maybe(r.about(c.topic)), Stance: c.stance, Act: record.Maybe(c.act), Conditions: c.conds,
		AccordingTo: c.teller, Evidence: r.words(c.words), P: c.sure, By: "position/" + c.by,
	}
	if s := r.statedAt[c.at]; s >= 0 && r.speaksFor(r.out.Statements[s].Speaker, c.holder) {
		p.Statement = record.Maybe(r.out.Statements[s].ID)
		p.AsOf = r.out.Statements[s].Said
	}
	if p.AsOf == "" {
		p.AsOf = record.Maybe(r.dayOf(c.at, nil))
	}
	return p
}

// ownWord reports whether b is a speaker's word for what a says of his side.
func (r *reader) ownWord(a, b claim) bool {
	return a.by == "verb" && b.by == "will" && a.at == b.at && a.topic.at == b.topic.at && a.stance == b.stance && r.speaksFor(b.holder, a.holder)
}

// isDouble reports whether another claim says the same with overlapping words and goes before.
func (r *reader) isDouble(k int) bool {
	a := r.claims[k]
	for j, b := range r.claims {
		if j == k || a.topic.issue != b.topic.issue || !a.words.Overlaps(b.words) {
			continue
		}
		if r.ownWord(a, b) {
			return true
		}
		if r.ownWord(b, a) {
			continue
		}
		if !strings.EqualFold(a.holder.Name, b.holder.Name) {
			continue
		}
		stronger := b.stance == record.Conditional && a.stance != record.Conditional
		if a.stance != b.stance && !stronger {
			continue
		}
		if stronger || b.sure > a.sure || b.sure == a.sure && j < k {
			return true
		}
	}
	return false
}
