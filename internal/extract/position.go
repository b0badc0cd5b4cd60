package extract

import (
	"fmt"
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
	p      float64
}

// positions finds where somebody stands on an issue: by verbs, nouns and
// adjectives of position, by what a speaker says must, should or will be, and
// by what comes first.
func (r *reader) positions() {
	for i := range r.d.Tokens {
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
	r.keepClaims()
}

// verbPosition reads verb i as an act: "rejected the truce", "urged both to meet".
func (r *reader) verbPosition(i int) {
	e, ok := r.lex.verbs[r.t.lemma(i)+r.t.particle(i)]
	if !ok {
		if e, ok = r.lex.verbs[r.t.lemma(i)]; !ok {
			return
		}
	}
	if !r.factual(i) || r.d.Tokens[i].XPOS == "VBN" && i == r.d.Sentences[r.d.Sentence(i)].From {
		return
	}
	subj, passive := r.subjectOf(i)
	args := r.answered(i, e, r.arguments(i, e))
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

// answered drops pronouns from the objects of verb i: those that are the
// subject of a clause that follows ("demanded it cease fire" is about what it
// shall do), and all of verbs that do not answer something.
func (r *reader) answered(i int, e entry, args []int) []int {
	var out []int
	for _, a := range args {
		if r.d.Tokens[a].UPOS != "PRON" {
			out = append(out, a)
			continue
		}
		switch r.t.lower(a) {
		case "which", "that":
			out = append(out, a)
			continue
		}
		if next := a + 1; next < len(r.d.Tokens) && (r.d.Tokens[next].UPOS == "VERB" || r.t.lower(next) == "to") {
			if r.d.Tokens[next].UPOS == "VERB" {
				out = append(out, next)
			}
			continue
		}
		if e.act == "accept" || e.act == "reject" || e.act == "refuse" || e.act == "welcome" {
			out = append(out, a)
		}
	}
	return out
}

// subjectOf is tree.subject, helped by word order for a finite verb without one.
func (r *reader) subjectOf(i int) (subj int, passive bool) {
	subj, passive = r.t.subject(i, r.lex)
	if subj >= 0 || passive {
		return subj, passive
	}
	switch r.d.Tokens[i].XPOS {
	case "VBD", "VBZ", "VBP", "VBN", "JJ", "JJR":
		return r.t.linearSubject(i, r.d.Sentences[r.d.Sentence(i)].From, r.lex), false
	}
	return subj, passive
}

// unsaidObject returns what an answer without object answers ("which Brenn
// accepted", "Brenn has declined"): a relative pronoun taken for a subject, or
// the last issue named in the sentence.
func (r *reader) unsaidObject(i int, e entry) []int {
	if e.act != "accept" && e.act != "reject" && e.act != "refuse" {
		return nil
	}
	var out []int
	r.t.children(i, func(c int) bool {
		if w := r.t.lower(c); w == "which" || w == "that" && r.d.Tokens[c].UPOS == "PRON" {
			out = []int{c}
		}
		return len(out) == 0
	})
	if len(out) > 0 {
		return out
	}
	if i+1 < len(r.d.Tokens) && r.d.Tokens[i+1].UPOS != "PUNCT" && r.d.Tokens[i+1].UPOS != "CCONJ" {
		return nil
	}
	if ts := r.lastTopic(i); len(ts) > 0 {
		return []int{ts[0].at}
	}
	return nil
}

// arguments returns the tokens that say what i is for or against.
func (r *reader) arguments(i int, e entry) []int {
	var strong, led []int
	r.t.children(i, func(c int) bool {
		switch rel := r.t.rel(c); rel {
		case "obj", "ccomp", "xcomp", "parataxis":
			if rel != "parataxis" && !e.only {
				strong = append(strong, c)
			}
		case "obl", "nmod", "advcl", "acl":
			if r.conditionMark(c) != "" {
				return true
			}
			if lead := r.lead(c); lead == "to" && rel != "obl" && rel != "nmod" || contains(e.preps, lead) {
				led = append(led, c)
			}
		}
		return true
	})
	if !e.only {
		led = append(led, r.wrapped(i, strong)...)
	}
	if len(led) > 0 && (e.only || len(strong) == 0) {
		return led
	}
	if len(strong)+len(led) == 0 {
		return r.nextArgument(i, e)
	}
	return append(strong, led...)
}

// wrapped returns phrases that hang on verb i but belong to its object, a noun
// that only wraps another ("rejected the appeal for a truce").
func (r *reader) wrapped(i int, objects []int) []int {
	var out []int
	for _, o := range objects {
		_, position := r.lex.nouns[r.t.lemma(o)]
		if !position && !r.lex.is("contains", r.t.lemma(o)) {
			continue
		}
		r.t.children(i, func(c int) bool {
			if r.t.rel(c) != "obl" && r.t.rel(c) != "advcl" || c < o || r.conditionMark(c) != "" {
				return true
			}
			switch r.lead(c) {
			case "for", "of", "to", "on":
				out = append(out, c)
			}
			return true
		})
	}
	return out
}

// nextArgument returns the phrase or clause that the next word leads ("ready
// to meet", "readiness for talks") where the tree hangs it elsewhere.
func (r *reader) nextArgument(i int, e entry) []int {
	k := i + 1
	if k >= len(r.d.Tokens) {
		return nil
	}
	w, head := r.t.lower(k), r.d.Tokens[k].Head
	if rel := r.t.rel(k); rel != "case" && rel != "mark" || head <= k || head > k+8 {
		return nil
	}
	if w == "to" && r.t.isVerb(head) && !e.only || contains(e.preps, w) {
		return []int{head}
	}
	return nil
}

// lead returns the word that leads phrase or clause c: "for", "to".
func (r *reader) lead(c int) string {
	w := ""
	r.t.children(c, func(k int) bool {
		if rel := r.t.rel(k); rel == "case" || rel == "mark" {
			w = r.t.lower(k)
		}
		return w == ""
	})
	return w
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// factual reports whether predicate i is told as a fact: not what another verb
// only wants, not under "if" or "whether", not asked, not without doing.
func (r *reader) factual(i int) bool {
	for step := 0; i >= 0 && step < 6; step++ {
		head := r.d.Tokens[i].Head
		switch lead := r.lead(i); {
		case contains(notFacts, lead), r.opensWithIf(i):
			return false
		case lead == "to" && r.t.rel(i) != "root":
			if head < 0 || !r.lex.is("factual", r.t.lemma(head)) {
				return false
			}
		}
		if r.needed(i) {
			return false
		}
		switch r.t.rel(i) {
		case "xcomp", "conj":
			i = head
		case "ccomp":
			lem := r.t.lemma(head)
			if _, ok := r.lex.verbs[lem]; ok && !r.lex.is("content", lem) && !r.lex.is("indicates", lem) || r.lex.is("doubts", lem) {
				return false
			}
			i = head
		default:
			return !r.asked(i)
		}
	}
	return true
}

// notFacts are the words that lead what is not told as a fact.
var notFacts = []string{"if", "whether", "unless", "without", "until", "before", "into", "from", "instead"}

// opensWithIf reports whether "if" or the like stands before the subject of i,
// wherever the tree hangs it.
func (r *reader) opensWithIf(i int) bool {
	s := r.t.child(i, "nsubj", "nsubj:pass")
	if s < 0 || s > i {
		return false
	}
	from := r.t.subtree(s).From
	if from == 0 || r.d.Sentence(from-1) != r.d.Sentence(i) {
		return false
	}
	switch r.t.lower(from - 1) {
	case "if", "whether", "unless":
		return true
	}
	return false
}

// needed reports whether i stands under must, should, ought, need or have to.
func (r *reader) needed(i int) bool {
	found := false
	r.t.children(i, func(c int) bool {
		if r.t.rel(c) == "aux" {
			switch r.t.lemma(c) {
			case "must", "should", "ought":
				found = true
			}
		}
		return !found
	})
	if h := r.d.Tokens[i].Head; !found && h >= 0 && r.t.rel(i) == "xcomp" && h+1 < len(r.d.Tokens) && r.t.lower(h+1) == "to" {
		switch r.t.lemma(h) {
		case "need", "have":
			found = true
		}
	}
	return found
}

// asked reports whether i heads a question of its own sentence.
func (r *reader) asked(i int) bool {
	found := false
	r.t.children(i, func(c int) bool {
		found = found || r.d.Form(c) == "?"
		return !found
	})
	return found
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
		if len(at) > 0 {
			rg = union(rg, r.trimmed(a))
		}
		ts = append(ts, at...)
	}
	rg = r.withSubject(rg, subj)
	for _, t := range ts {
		for _, h := range holders {
			r.claimTopic(claim{holder: h, topic: t, act: e.act, words: rg, at: i, by: by, p: 0.7}, e.stance)
		}
	}
}

// holders returns who stands at token subj, and with whom: "A, B and C demanded".
func (r *reader) holders(subj int) []record.Who {
	var out []record.Who
	add := func(k int) {
		if w, ok := r.whoAt(k); ok && known(w) {
			for _, o := range out {
				if o.Name == w.Name {
					return
				}
			}
			out = append(out, w)
		}
	}
	add(subj)
	if len(out) == 0 && r.t.lower(subj) == "it" {
		if s := r.matrixBody(subj); s >= 0 {
			add(s)
		}
	}
	if len(out) > 0 {
		r.eachConjunct(subj, add)
		for _, k := range r.namesBefore(subj) {
			add(k)
		}
	}
	return out
}

// known reports whether w names or describes somebody.
func known(w record.Who) bool { return w.Kind != record.Unknown && w.Name != "unknown" }

// matrixBody returns the state or body that "it" at token i most likely means:
// the nearest subject before it in the sentence that is one; doc.NoIndex if none.
func (r *reader) matrixBody(i int) int {
	from := r.d.Sentences[r.d.Sentence(i)].From
	for k := i - 1; k >= from; k-- {
		if r.t.rel(k) != "nsubj" {
			continue
		}
		if w, ok := r.whoAt(k); ok && (w.Kind == record.State || w.Kind == record.Organization) {
			return k
		}
	}
	return doc.NoIndex
}

// namesBefore returns the people named in a list that ends with the mention at
// token i: "A, B and C". Trees often lose such lists.
func (r *reader) namesBefore(i int) []int {
	m := r.mentionAt[i]
	if m < 0 || r.d.Mentions[m].Form != doc.Named || r.d.Mentions[m].Type != doc.Person {
		return nil
	}
	var out []int
	joined := false
	for left := r.d.Mentions[m].From - 1; left >= 0; left-- {
		switch form := r.t.lower(left); {
		case form == "and":
			joined = true
		case form == ",":
		case r.mentionAt[left] >= 0 && r.d.Mentions[r.mentionAt[left]].Type == doc.Person && r.isNamed(left):
			if !joined {
				return out
			}
			if men := r.d.Mentions[r.mentionAt[left]]; men.Form == doc.Named {
				out = append(out, men.Head)
				left = men.From
			}
		case r.d.Tokens[left].UPOS == "PROPN" || r.d.Tokens[left].UPOS == "ADJ" || r.d.Tokens[left].UPOS == "NOUN":
			if next := r.t.lower(left + 1); next == "," || next == "and" { // an office cannot end there
				return out
			}
		default:
			return out
		}
	}
	return out
}

// clauseWords returns predicate i with what belongs to it in the same clause.
func (r *reader) clauseWords(i int) doc.Range {
	rg := r.t.subtreeWithout(i, func(k int) bool {
		switch rel := r.d.Tokens[k].Rel; rel {
		case "punct", "acl:relcl", "parataxis", "conj", "cc", "nsubj", "nsubj:pass", "csubj", "vocative", "ccomp", "dep", "discourse":
			return true
		case "advcl":
			return k < i || r.lead(k) != "as"
		case "aux", "cop", "advmod":
			return false
		}
		return k < i
	})
	rg.To = min(rg.To, i+25)
	for rg.To > i+1 && r.d.Tokens[rg.To-1].UPOS == "PUNCT" {
		rg.To--
	}
	return rg
}

// claimTopic finishes a claim: stance from the word, the topic's sign,
// negation and modality of the predicate, conditions, teller.
func (r *reader) claimTopic(c claim, stance string) {
	neg := r.t.negated(c.at)
	if h := r.d.Tokens[c.at].Head; h >= 0 && r.t.rel(c.at) == "xcomp" && r.t.negated(h) {
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
			c.stance, c.act = record.Opposes, "refuse"
		case stance == "opposes": // "has not ruled out", "does not oppose"
			c.stance, c.act = record.Undecided, "consider"
		default: // "has not agreed to"
			c.stance, c.act = record.Opposes, "refuse"
		}
	}
	if c.stance == record.Supports && r.tentative(c.at) {
		c.stance, c.act = record.Undecided, "consider"
	}
	if ends <= c.words.To+40 {
		c.words.To = max(c.words.To, ends)
	}
	r.addClaim(c, conds)
}

// addClaim records c under its conditions; "X before Y" becomes a position on Y.
func (r *reader) addClaim(c claim, conds []record.Condition) {
	for _, cond := range conds {
		code := r.lex.issues[c.topic.issue].code
		if cond.Relation == "before" && cond.Issue != "other" && cond.Issue != code && c.stance == record.Supports {
			y := topic{issue: r.issueIndex(cond.Issue), sign: 1, at: r.tokenOf(cond)}
			r.append(swapped(c, y, "before", r.text(r.object(c.topic)), r.words(r.nounPhrase(c.topic.at)), code))
			return
		}
	}
	if len(conds) > 0 && c.stance != record.Undecided {
		c.stance, c.conds = record.Conditional, conds
	} else if len(conds) > 0 {
		c.stance, c.conds = record.Conditional, conds
	}
	r.append(c)
}

func (r *reader) issueIndex(code string) int {
	for k, is := range r.lex.issues {
		if is.code == code {
			return k
		}
	}
	return 0
}

// tokenOf returns the token that names the issue of a condition.
func (r *reader) tokenOf(c record.Condition) int {
	for i := range r.d.Tokens {
		if r.ruler.CodePoints(r.d.Tokens[i].Start) < c.Words[0].Start {
			continue
		}
		if ts := r.topics(i); len(ts) > 0 {
			return ts[0].at
		}
	}
	return 0
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

// tentative reports whether i stands under may, might or could.
func (r *reader) tentative(i int) bool { return r.t.has(i, "aux", "may", "might", "could") }

// nounPosition reads noun i as an act: "Brenn's call for talks", "voiced its readiness to meet".
func (r *reader) nounPosition(i int) {
	e, ok := r.lex.nouns[r.t.lemma(i)]
	if !ok || r.t.negated(i) {
		return
	}
	subj := r.possessor(i)
	args := r.arguments(i, e)
	head := r.d.Tokens[i].Head
	if len(args) == 0 && e.stance == "opposes" {
		if ts := r.lastTopic(i); len(ts) > 0 && r.d.Sentence(ts[0].at) == r.d.Sentence(i) {
			args = append(args, ts[0].at)
		}
	}
	if head >= 0 && r.t.isVerb(head) {
		switch lem := r.t.lemma(head); {
		case r.lex.is("faces", lem) && r.t.rel(i) == "obj":
			if s, passive := r.t.subject(head, r.lex); s >= 0 && !passive && len(args) == 0 {
				args = append(args, s)
			}
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

// possessor returns whose noun i is: "Brenn's call", "a call by Brenn", "opposition from Brenn".
func (r *reader) possessor(i int) int {
	if p := r.t.child(i, "nmod:poss"); p >= 0 {
		if r.d.Tokens[p].UPOS == "PRON" {
			if e := r.entityAt(p); e < 0 {
				return doc.NoIndex
			}
		}
		return p
	}
	found := doc.NoIndex
	r.t.children(i, func(c int) bool {
		prep := r.t.prep(c)
		switch rel := r.t.rel(c); {
		case rel == "nmod" && (prep == "by" || prep == "from"):
			found = c
		case (rel == "compound" || rel == "amod") && c < i: // "Velmar demands"
			if e := r.entityAt(c); e >= 0 && r.entityWho(e).Kind == record.State {
				found = c
			}
		}
		return found < 0
	})
	if k := i + 1; found < 0 && k < len(r.d.Tokens) && (r.t.lower(k) == "from" || r.t.lower(k) == "by") && r.t.rel(k) == "case" {
		return r.d.Tokens[k].Head
	}
	return found
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
	if !r.factual(i) {
		return
	}
	args := r.arguments(i, e)
	if len(args) == 0 {
		return
	}
	subj, _ := r.subjectOf(i)
	r.claimOn(i, subj, e, args, "adjective")
}

// withSubject widens rg to its subject where that stands before it in the same sentence.
func (r *reader) withSubject(rg doc.Range, subj int) doc.Range {
	if subj >= 0 && subj < rg.From && rg.From-subj < 25 && r.d.Sentence(subj) == r.d.Sentence(rg.From) {
		rg.From = subj
		if m := r.mentionAt[subj]; m >= 0 {
			rg.From = min(rg.From, r.d.Mentions[m].From)
		}
	}
	return rg
}

// trimmed returns the subtree of c without its conditions and afterthoughts.
func (r *reader) trimmed(c int) doc.Range {
	rg := r.t.subtreeWithout(c, func(k int) bool {
		rel := r.d.Tokens[k].Rel
		return rel == "punct" || rel == "acl:relcl" || rel == "parataxis" || rel == "advcl" && k > c
	})
	for rg.Len() > 1 && r.d.Tokens[rg.To-1].UPOS == "PUNCT" {
		rg.To--
	}
	return rg
}

func union(a, b doc.Range) doc.Range {
	return doc.Range{From: min(a.From, b.From), To: max(a.To, b.To)}
}

// keepClaims writes the claims as positions, one for each holder, issue,
// stance and place: of overlapping equals the most certain, then the shortest.
func (r *reader) keepClaims() {
	for k := range r.claims {
		if r.isDouble(k) {
			continue
		}
		c := r.claims[k]
		p := record.Position{
			ID: fmt.Sprintf("p%d", len(r.out.Positions)+1), Holder: c.holder,
			Issue: r.lex.issues[c.topic.issue].code, SubIssue: record.Maybe(r.subIssue(c.topic)),
			About: record.Maybe(r.about(c.topic)), Stance: c.stance, Act: record.Maybe(c.act), Conditions: c.conds,
			AccordingTo: c.teller, Evidence: r.words(c.words), P: c.p, By: "position/" + c.by,
		}
		if s := r.statedAt[c.at]; s >= 0 && speaksFor(r.out.Statements[s].Speaker, c.holder) {
			p.Statement = record.Maybe(r.out.Statements[s].ID)
			p.AsOf = r.out.Statements[s].Said
		}
		if p.AsOf == "" {
			p.AsOf = record.Maybe(r.dayOf(c.at))
		}
		r.out.Positions = append(r.out.Positions, p)
	}
}

// isDouble reports whether another claim says the same with overlapping words and goes before.
func (r *reader) isDouble(k int) bool {
	a := r.claims[k]
	for j, b := range r.claims {
		if j == k || a.topic.issue != b.topic.issue || !strings.EqualFold(a.holder.Name, b.holder.Name) || !a.words.Overlaps(b.words) {
			continue
		}
		stronger := b.stance == record.Conditional && a.stance != record.Conditional
		if a.stance != b.stance && !stronger {
			continue
		}
		if stronger || b.p > a.p || b.p == a.p && j < k {
			return true
		}
	}
	return false
}
