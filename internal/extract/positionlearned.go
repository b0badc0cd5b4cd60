package extract

import (
	"slices"

	"parley/internal/doc"
	"parley/internal/nn"
	"parley/internal/record"
)

// Probabilities from which a learned decision on a position is taken.
const (
	leastCue    = 0.06
	leastTopic  = 0.4
	leastGuess  = 0.5 // of an issue that no word names
	leastHolder = 0.5
	leastSound  = 0.62 // to be wholly right, where no rule says so
	leastRuled  = 0.2  // where a rule does
)

// byLearning is what claims that no rule makes are by.
const byLearning = "learned"

// learnedClaims returns the claims on what stands that the words of the text
// carry, as learned, in place of those of the rules.
func (r *reader) learnedClaims() []claim {
	var out []claim
	for _, s := range r.stands() {
		p := r.model.yes(TaskCue, r.cueFeatures(&s))
		if p < leastCue && len(s.claims) == 0 {
			continue
		}
		for _, x := range r.readings(&s, p) {
			if x.sure >= leastSound || len(s.claims) > 0 && x.sure >= leastRuled || !r.model.has(TaskPosition) {
				out = append(out, x.claim)
			}
		}
	}
	return r.withoutRequired(out)
}

// withoutRequired drops what was learned of words that only say what another claim requires.
func (r *reader) withoutRequired(cs []claim) []claim {
	return slices.DeleteFunc(slices.Clone(cs), func(c claim) bool {
		if c.by != byLearning {
			return false
		}
		at := r.ruler.CodePoints(r.d.Tokens[c.at].Start)
		for _, o := range cs {
			for _, cond := range o.conds {
				for _, w := range cond.Words {
					if at >= w.Start && at < w.End {
						return true
					}
				}
			}
		}
		return false
	})
}

// reading is a claim with how sure its holder and topic are.
type reading struct {
	claim
	holder, topic float64
	features      []nn.Feature // of TaskPosition
}

// readings returns the claims that the word of s, a cue with probability p, may
// carry: those of the rules where there are any, else of who is most likely to
// hold a stand on what, unless the words around it say that it is no such thing.
func (r *reader) readings(s *stand, p float64) []reading {
	var out []reading
	switch {
	case len(s.claims) > 0:
		out = r.ruleReadings(s)
	case !r.vetoed(s.at):
		out = r.ownReadings(s)
	}
	r.judgeAll(s, out, p)
	return out
}

// vetoed reports whether word i is not told as a fact: asked, supposed, denied,
// nearly so, no more, or given up.
func (r *reader) vetoed(i int) bool {
	if r.balanced(i) || r.asked(i) || r.hadNot(i) || r.nearMiss(i) || r.tentative(i) || r.undoesStand(i) {
		return true
	}
	if r.t.isVerb(i) || r.d.Tokens[i].UPOS == "ADJ" {
		return !r.factual(i) && !(r.needed(i) && r.lead(i) != "if" && !r.inverts(i)) && !r.announced(i)
	}
	if r.t.negated(i) || r.givenUp(i) {
		return true
	}
	h := r.d.Tokens[i].Head
	if h < 0 || !r.t.isVerb(h) {
		return false
	}
	lem := r.t.lemma(h)
	return !r.factual(h) || r.t.rel(i) == "obj" && (r.t.negated(h) || r.lex.is("reverses", lem) || r.lex.is("voids", lem))
}

// undoesStand reports whether verb i takes a stand back, denies it or warns of one
// ("dropped its opposition", "denied rejecting it", "warned Brenn against accepting").
func (r *reader) undoesStand(i int) bool {
	verb := r.t.lemma(i) + r.t.particle(i)
	if r.lex.is("doubts", verb) || r.lex.is("voids", verb) {
		return true
	}
	found := false
	r.t.children(i, func(c int) bool {
		switch r.t.rel(c) {
		case "obj":
			_, stand := r.lex.nouns[r.t.lemma(c)]
			found = stand && (r.lex.is("reverses", verb) || r.lex.is("leaves", verb))
		case "advcl", "obl", "xcomp":
			found = r.t.isVerb(c) && r.lead(c) == "against" || r.givenUp(c)
		}
		return !found
	})
	return found
}

// judgeAll sets how sure each of rs is.
func (r *reader) judgeAll(s *stand, rs []reading, p float64) {
	for k := range rs {
		x := &rs[k]
		x.features = r.soundFeatures(s, &x.claim, p, x.holder, x.topic)
		if x.sure *= p * x.holder * x.topic; r.model.has(TaskPosition) {
			x.sure = r.model.yes(TaskPosition, x.features)
		}
	}
}

// ruleReadings returns the claims of the rules at the word of s.
func (r *reader) ruleReadings(s *stand) []reading {
	var out []reading
	all := r.keepers(s)
	for _, c := range s.claims {
		x := reading{claim: c}
		for _, h := range all {
			if h.rule && h.who.Name == c.holder.Name {
				x.holder = r.model.yes(TaskHolder, r.holderFeatures(s, h, len(all)))
			}
		}
		for k, t := range s.topics {
			if t.issue == c.topic.issue {
				x.topic = r.model.yes(TaskTopic, r.topicFeatures(s, k))
			}
		}
		odds := r.model.odds(TaskStance, r.stanceFeatures(s, c.topic, c.stance))
		x.sure = odds[slices.Index(Stances, string(c.stance))]
		out = append(out, x)
	}
	return out
}

// ownReadings returns the claims at the word of s as learned.
func (r *reader) ownReadings(s *stand) []reading {
	var out []reading
	hs, ph := r.learnedHolders(s)
	ts, pt := r.learnedTopics(s)
	for j, t := range ts {
		for k, h := range hs {
			out = append(out, reading{claim: r.claimBy(s, t, h), holder: ph[k], topic: pt[j]})
		}
	}
	return out
}

func (r *reader) learnedHolders(s *stand) (hs []keeper, ps []float64) {
	all := r.keepers(s)
	first, top := -1, 0.2
	for k, h := range all {
		p := r.model.yes(TaskHolder, r.holderFeatures(s, h, len(all)))
		if p >= leastHolder {
			hs, ps = append(hs, h), append(ps, p)
		}
		if p > top {
			first, top = k, p
		}
	}
	if len(hs) == 0 && first >= 0 {
		return []keeper{all[first]}, []float64{top}
	}
	return hs, ps
}

func (r *reader) learnedTopics(s *stand) (ts []topic, ps []float64) {
	first, top := -1, 0.15
	for k, t := range s.topics {
		p := r.model.yes(TaskTopic, r.topicFeatures(s, k))
		if p >= leastTopic {
			ts, ps = append(ts, t), append(ps, p)
		}
		if p > top {
			first, top = k, p
		}
	}
	if len(ts) > 0 {
		return ts, ps
	}
	if t, p := r.guessTopic(s); p > top {
		return []topic{t}, []float64{p}
	}
	if first >= 0 {
		return []topic{s.topics[first]}, []float64{top}
	}
	return nil, nil
}

// guessTopic returns the issue that the words around those of s are most likely
// about where none is named, by what was learned of the general issues.
func (r *reader) guessTopic(s *stand) (topic, float64) {
	if r.lex.name != "" || !r.model.has(TaskIssue) {
		return topic{}, 0
	}
	odds := r.model.odds(TaskIssue, r.issueFeatures(s.at))
	b := best(odds)
	k := r.lex.issueAt(Issues[b])
	if k < 0 || Issues[b] == otherIssue || odds[b] < leastGuess { // a stand on nothing in particular tells nobody anything
		return topic{}, 0
	}
	return topic{issue: k, sign: 1, at: s.at}, odds[b]
}

// ruleClaim returns the claim of the rules at s on the issue of t, nil if there is none.
func (s *stand) ruleClaim(t topic) *claim {
	for k := range s.claims {
		if s.claims[k].topic.issue == t.issue {
			return &s.claims[k]
		}
	}
	return nil
}

// claimBy returns the claim of h on t by the word of s, its stance as learned.
func (r *reader) claimBy(s *stand, t topic, h keeper) claim {
	var c claim
	rule := record.Stance("")
	if own := s.ruleClaim(t); own != nil {
		c, rule = *own, own.stance
		t = own.topic
	} else {
		c = r.newClaim(s, t, h)
	}
	c.holder, c.topic = h.who, t
	odds := r.model.odds(TaskStance, r.stanceFeatures(s, t, rule))
	b := best(odds)
	if Stances[b] == string(record.Conditional) && len(c.conds) == 0 {
		if c.conds, _ = r.conditions(s.at, []topic{t}); len(c.conds) == 0 {
			odds[b] = 0
			b = best(odds)
		}
	}
	if rule == "" {
		b = r.polar(s, t, b)
	}
	c.stance, c.sure = record.Stance(Stances[b]), odds[b]
	if c.stance != record.Conditional {
		c.conds = nil
	}
	if s.ruleClaim(t) == nil || c.stance != rule {
		c.act = r.actOf(s.at, c.stance)
	}
	if c.teller == nil || len(s.claims) == 0 || s.claims[0].holder.Name != h.who.Name {
		c.teller = r.teller(c)
	}
	return c
}

// polar returns the index of the stance on t that the vocabulary gives the word of
// s with what turns it round on the way to t ("called for an end to deliveries"),
// where that and stance b are for and against; b otherwise.
func (r *reader) polar(s *stand, t topic, b int) int {
	e, ok := r.entryOf(s.at)
	if !ok || b > 1 || e.stance != Stances[0] && e.stance != Stances[1] || r.d.Sentence(t.at) != r.d.Sentence(s.at) {
		return b
	}
	against := e.stance == Stances[1]
	if t.at == s.at { // only guessed: what its object ends
		r.t.children(s.at, func(c int) bool {
			switch r.t.rel(c) {
			case "obj", "obl", "xcomp":
				if r.lex.is("reverses", r.t.lemma(c)+r.t.particle(c)) {
					against = !against
				}
			}
			return true
		})
	}
	if r.endedBefore(s, t) {
		against = !against
	}
	for at, step := t.at, 0; at != s.at && step < 8; step++ {
		head := r.d.Tokens[at].Head
		if head < 0 { // no way up to the word
			return b
		}
		if at != t.at {
			verb := r.t.lemma(at) + r.t.particle(at)
			if r.lex.is("reverses", verb) || r.lex.issues[t.issue].against[verb] {
				against = !against
			}
		}
		if r.t.negated(at) {
			against = !against
		}
		at = head
	}
	if r.t.negated(s.at) {
		against = !against
	}
	return int(flag(against))
}

// endedBefore reports whether the words right before topic t end it ("an end to arms
// deliveries") where the tree hangs it elsewhere.
func (r *reader) endedBefore(s *stand, t topic) bool {
	k := r.nounPhrase(t.at).From - 1
	for k > s.at && (r.d.Tokens[k].UPOS == "DET" || r.d.Tokens[k].UPOS == "ADJ") {
		k--
	}
	if w := r.t.lower(max(k, 0)); k-1 <= s.at || w != "to" && w != "of" {
		return false
	}
	return r.lex.is("reverses", r.t.lemma(k-1)) && !r.under(t.at, k-1)
}

// newClaim makes the claim at the word of s that no rule makes: its words are
// those of the clause with its subject and the topic.
func (r *reader) newClaim(s *stand, t topic, h keeper) claim {
	c := claim{at: s.at, by: byLearning, words: r.clauseWords(s.at)}
	if r.d.Sentence(t.at) == r.d.Sentence(s.at) {
		rg := r.nounPhrase(t.at)
		if r.t.isVerb(t.at) {
			rg = r.clauseWords(t.at)
		}
		c.words = union(c.words, rg)
	}
	if h.k >= 0 && r.d.Sentence(h.k) == r.d.Sentence(s.at) {
		c.words = union(c.words, doc.Range{From: h.k, To: h.k + 1})
		c.words = r.withSubject(c.words, h.k)
	}
	c.words.From, c.words.To = max(c.words.From, s.at-30), min(c.words.To, s.at+40)
	return c
}

// actOf returns the act by which word i takes a stance.
func (r *reader) actOf(i int, stance record.Stance) string {
	e, ok := r.entryOf(i)
	m := r.mood(i)
	against := stance == record.Opposes
	switch {
	case ok && e.act != "" && m&16 == 0 && (e.stance == "opposes") == against:
		return e.act
	case ok && e.act != "" && against:
		return "refuse"
	case m&1 != 0:
		return "demand"
	case stance == record.Undecided:
		return "consider"
	case m&2 != 0 && against:
		return "refuse"
	case m&2 != 0:
		return "promise"
	}
	return ""
}

// soundFeatures tells of claim c, with all its fields, as wholly right.
func (r *reader) soundFeatures(s *stand, c *claim, cue, holder, topic float64) []nn.Feature {
	b := bag{make([]nn.Feature, 0, 64)}
	b.add(1400)
	b.features = append(b.features, Judgement(true))
	for k := range uint32(10) {
		at := float64(k)
		if cue*10 > at {
			b.add(1401, k)
		}
		if holder*10 > at {
			b.add(1402, k)
		}
		if topic*10 > at {
			b.add(1403, k)
		}
		if c.sure*10 > at {
			b.add(1404, k)
		}
		if cue*holder*topic*c.sure*10 > at {
			b.add(1405, k)
		}
	}
	by := nn.Hash(c.by)
	st := nn.Hash(string(c.stance))
	code := nn.Hash(r.lex.issues[c.topic.issue].code)
	rule := uint32(0)
	if o := s.ruleClaim(c.topic); o != nil {
		rule = 1 + flag(o.stance == c.stance) + 2*flag(o.holder.Name == c.holder.Name)
	}
	e, ok := r.entryOf(c.at)
	b.add(1410, by, rule)
	b.add(1411, st)
	b.add(1412, code)
	b.add(1413, st, code)
	b.add(1414, st, rule)
	b.add(1415, nn.Hash(string(c.holder.Kind)))
	b.add(1416, nn.Hash(e.stance), flag(ok), st)
	b.add(1417, nn.Hash(c.act))
	b.add(1418, r.mood(c.at), st)
	b.add(1419, flag(c.teller != nil))
	b.add(1420, r.sight.pos[c.at], rule)
	b.add(1421, uint32(min(len(c.conds), 2)))
	b.add(1422, flag(r.statedAt[c.at] >= 0), rule)
	r.aboutText(&b, 0)
	return b.features
}
