package extract

import (
	"slices"

	"parley/internal/doc"
	"parley/internal/nn"
	"parley/internal/record"
)

// isNamer reports whether token i can be the name of an event.
func (r *reader) isNamer(i int) bool {
	if i+1 < len(r.d.Tokens) && r.t.lower(i+1) == "of" && r.lex.is("frame", r.t.lemma(i)) { // "four rounds of talks"
		return false
	}
	switch r.d.Tokens[i].UPOS {
	case "VERB", "NOUN":
		return true
	}
	return r.roundOf(i) >= 0
}

// learnedType returns the type of event that token i names, as learned, -1 if
// none, and how sure that is. A word of a profile keeps the profile's type.
func (r *reader) learnedType(i int) (ty int, p float64) {
	rule := r.eventType(i)
	if rule < 0 && (!r.model.mayName(r.t.lemma(i)) || r.isPeaceful(i)) {
		return doc.NoIndex, 0
	}
	odds := r.model.odds(TaskType, r.eventFeatures(i, rule))
	p = 1 - odds[0]
	if rule >= 0 && (r.lex.events[rule].own || !slices.Contains(EventTypes, r.lex.events[rule].code)) {
		return rule, p
	}
	b := 1 + best(odds[1:])
	if p < leastEvent {
		return rule, p
	}
	if ty = r.lex.eventCode(EventTypes[b-1]); ty < 0 {
		return doc.NoIndex, p
	}
	return ty, odds[b]
}

// isPeaceful reports whether token i names an event only in a text about armed
// force, and this is none: "strike", "raid".
func (r *reader) isPeaceful(i int) bool {
	if r.isWarlike() {
		return false
	}
	lem := r.t.lemma(i)
	return r.lex.is("warlike", lem) || slices.ContainsFunc(r.lex.eventNouns[lem], func(p phrase) bool { return p.weak && len(p.lemmas) == 1 })
}

// leastEvent is the probability from which a word is taken for the name of an event.
const leastEvent = 0.05

// learn sets the fields of candidate c by what was learned.
func (r *reader) learn(c *candidate) {
	rule := c.Status
	odds := r.model.odds(TaskStatus, r.statusFeatures(c))
	b := best(odds)
	c.Status, c.sure.status = Statuses[b], odds[b]
	if c.Status == "occurred" || c.Status == "agreed" || c.Status == "planned" && rule != "occurred" { // declared is not agreed, planned is not done
		switch {
		case c.Status != "planned" && r.isOnlyPossible(c):
			c.Status = "proposed"
		case c.rule.ok && c.rule.governed && rule != "agreed":
			c.Status = rule
		case c.Status == "occurred" && c.AccordingTo != nil && isContested(c.Type): // claimed is not verified
			c.Status = "claimed"
		}
	}
	r.learnWho(c)
	r.learnWhen(c)
	r.learnWhere(c)
	if c.Status == "agreed" && len(c.Participants) < 2 {
		switch c.Type {
		case "truce", "talks", "meeting", "agreement":
			c.Status = "proposed" // one side's yes is no agreement
		}
	}
	c.P = c.sure.kind * c.sure.status * c.sure.who * c.sure.when
}

// isOnlyPossible reports whether c stands under may, might or could.
func (r *reader) isOnlyPossible(c *candidate) bool {
	v := r.bearerOf(c)
	for step := 0; v >= 0 && step < 3; step++ {
		if r.tentative(v) {
			return true
		}
		if r.t.rel(v) != "xcomp" && r.t.rel(v) != "conj" {
			return false
		}
		v = r.d.Tokens[v].Head
	}
	return false
}

// person is somebody who may take part, named at token k (doc.NoIndex if elsewhere).
type person struct {
	name string
	k    int
	rule uint32 // whether the rules take it so: 0 no, 1 yes, 2 with a role
	role string
	from uint32 // where else he is named: the bits of inLast and so on
	rank int    // place among those whom the text names most, from 0; mostNamed if later
}

// Where somebody is named who may take part in an event.
const (
	inLast     = 1 << iota // he took part in the event of the same type that was told last
	inNewest               // he took part in the event that was told last
	inBefore               // the sentence before names him
	inHeadline             // the first sentence names him
)

// mostNamed is how many of those whom a text names most may take part in any event.
const mostNamed = 4

// isWhere reports whether token k is a capital or seat that only says where: "in Lima".
func (r *reader) isWhere(k int) bool {
	e := r.entityAt(k)
	if e < 0 || r.d.Entities[e].ActsFor == "" {
		return false
	}
	switch r.t.prep(k) {
	case "in", "at", "near", "outside", "around":
		return true
	}
	return false
}

// calledAt is namesAt, with the name of a person or body that no layer knows more of.
func (r *reader) calledAt(k int) []string {
	if names := r.namesAt(k); len(names) > 0 {
		return names
	}
	m := r.mentionAt[k]
	if m < 0 || r.d.Mentions[m].Form != doc.Named || r.d.Mentions[m].Type == doc.Location || r.d.Mentions[m].Type == doc.Misc {
		return nil
	}
	if e := r.d.Mentions[m].Entity; e >= 0 {
		return []string{r.d.Entities[e].Name}
	}
	return []string{r.text(r.d.Mentions[m].Range)}
}

// course is what was told before in the text.
type course struct {
	who  map[string][]string // of the last event of each type
	when map[string]int
	last []string // of the last event
	top  []string // whom the text names most, states, bodies and people
}

// topNames returns those whom the text names most.
func (r *reader) topNames() []string {
	type count struct {
		name string
		n    int
	}
	var all []count
	for e, ent := range r.d.Entities {
		switch ent.Kind {
		case doc.KindPerson, doc.KindOrganization, doc.KindState:
		default:
			if ent.ActsFor == "" {
				continue
			}
		}
		name := r.entityWho(e).Name
		k := slices.IndexFunc(all, func(c count) bool { return c.name == name })
		if k < 0 {
			all, k = append(all, count{name: name}), len(all)
		}
		all[k].n += len(ent.Mentions)
	}
	slices.SortStableFunc(all, func(a, b count) int { return b.n - a.n })
	var out []string
	for _, c := range all[:min(len(all), mostNamed)] {
		out = append(out, c.name)
	}
	return out
}

// tell notes that c was told, with the names of who took part.
func (r *reader) tell(c *candidate, names []string, when int) {
	r.course.last = names
	if len(names) > 0 {
		r.course.who[c.Type] = names
	}
	if when >= 0 {
		r.course.when[c.Type] = when
	}
}

// elsewhere adds to out who is named outside the sentence of c, and notes where
// those of out are.
func (r *reader) elsewhere(c *candidate, out []person) []person {
	note := func(names []string, bit uint32) {
		for _, n := range names {
			k := slices.IndexFunc(out, func(p person) bool { return p.name == n })
			if k < 0 {
				out, k = append(out, person{name: n, k: doc.NoIndex}), len(out)
			}
			out[k].from |= bit
		}
	}
	note(r.course.who[c.Type], inLast)
	note(r.course.last, inNewest)
	if n := r.d.Sentence(c.at); n > 0 {
		note(r.namesIn(r.d.Sentences[n-1]), inBefore)
		if n > 1 {
			note(r.namesIn(r.d.Sentences[0]), inHeadline)
		}
	}
	note(r.course.top, 0)
	for k := range out {
		out[k].rank = mostNamed
		if i := slices.Index(r.course.top, out[k].name); i >= 0 {
			out[k].rank = i
		}
	}
	return out
}

// namesIn returns who is named in sentence s.
func (r *reader) namesIn(s doc.Range) []string {
	var out []string
	for k := s.From; k < s.To; k++ {
		if m := r.mentionAt[k]; m < 0 || r.d.Mentions[m].Head != k || r.d.Mentions[m].Form != doc.Named {
			continue
		}
		for _, n := range r.namesAt(k) {
			if !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
	}
	return out
}

// leastWho is the probability from which somebody takes part.
const leastWho = 0.4

// people returns who may take part in c: those of the rules and all who are named
// or stood for in its sentence, each at the token nearest to that of c.
func (r *reader) people(c *candidate) []person {
	var out []person
	find := func(name string) *person {
		for k := range out {
			if out[k].name == name {
				return &out[k]
			}
		}
		return nil
	}
	s := r.d.Sentences[r.d.Sentence(c.at)]
	for k := s.From; k < s.To; k++ {
		if m := r.mentionAt[k]; k == c.at || m >= 0 && r.d.Mentions[m].Head != k || m < 0 && !r.t.isNoun(k) || r.isWhere(k) {
			continue
		}
		for _, name := range r.calledAt(k) {
			if p := find(name); p == nil {
				out = append(out, person{name: name, k: k})
			} else if max(k-c.at, c.at-k) < max(p.k-c.at, c.at-p.k) {
				p.k = k
			}
		}
	}
	for _, p := range c.Participants {
		rule := uint32(1)
		if p.Role != "" {
			rule = 2
		}
		if q := find(p.Name); q != nil {
			q.rule, q.role = rule, p.Role
		} else {
			out = append(out, person{name: p.Name, k: doc.NoIndex, rule: rule, role: p.Role})
		}
	}
	return r.elsewhere(c, out)
}

func (r *reader) learnWho(c *candidate) {
	ps := []record.Participant{}
	c.sure.who = 1
	all := r.people(c)
	here := len(r.namesIn(r.d.Sentences[r.d.Sentence(c.at)]))
	for _, p := range all {
		y := r.model.yes(TaskWho, r.whoFeatures(c, p, here))
		if y >= leastWho {
			ps = append(ps, record.Participant{Name: p.name, Role: p.role})
		}
		c.sure.who *= max(y, 1-y)
	}
	c.Participants = ps
	var names []string
	for _, p := range ps {
		names = append(names, p.Name)
	}
	r.tell(c, names, doc.NoIndex)
}

// dates returns the date expressions that may be those of c: of its sentence and
// the one before.
func (r *reader) dates(c *candidate) []int {
	n := r.d.Sentence(c.at)
	var out []int
	for k := r.d.Sentences[max(n-1, 0)].From; k < r.d.Sentences[n].To; k++ {
		if t := r.timeAt(k); t >= 0 && isoOf(r.d.Times[t]) != "" && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	if c.when >= 0 && !slices.Contains(out, c.when) {
		out = append(out, c.when)
	}
	if t, ok := r.course.when[c.Type]; ok && !slices.Contains(out, t) {
		out = append(out, t)
	}
	return out
}

func (r *reader) learnWhen(c *candidate) {
	found, top, rest := doc.NoIndex, 0.5, 1.0
	for _, t := range r.dates(c) {
		y := r.model.yes(TaskWhen, r.whenFeatures(c, t, c.rule.when))
		if y >= top {
			found, top = t, y
		}
		rest = min(rest, max(y, 1-y))
	}
	c.sure.when = rest
	if found >= 0 {
		r.course.when[c.Type] = found
	}
	if found == c.rule.when {
		return
	}
	c.Start, c.End, c.when = "", "", found
	if found >= 0 {
		r.setDay(c, r.bearerOf(c))
	}
}

func (r *reader) learnWhere(c *candidate) {
	found, top, rest := "", 0.5, 1.0
	for _, k := range r.places(c.at) {
		y := r.model.yes(TaskWhere, r.whereFeatures(c, k, c.rule.place))
		if y >= top {
			found, top = r.placeWords(k), y
		}
		rest = min(rest, max(y, 1-y))
	}
	c.sure.where = rest
	c.Place = record.Maybe(found)
}

// rightFeatures tells of event c, with all its fields, as wholly right.
func (r *reader) rightFeatures(c *candidate) []nn.Feature {
	b := bag{make([]nn.Feature, 0, 40)}
	ty, st := nn.Hash(c.Type), nn.Hash(c.Status)
	step := func(p float64) uint32 { return uint32(p * 10) }
	product := c.sure.kind * c.sure.status * c.sure.who * c.sure.when
	b.add(600)
	b.features = append(b.features, Judgement(true))
	for k := range uint32(10) {
		if product*10 > float64(k) {
			b.add(601, k)
		}
		if c.sure.kind*10 > float64(k) {
			b.add(602, k)
		}
		if c.sure.who*10 > float64(k) {
			b.add(603, k)
		}
		if c.sure.status*10 > float64(k) {
			b.add(604, k)
		}
		if c.sure.when*10 > float64(k) {
			b.add(605, k)
		}
		if c.sure.where*10 > float64(k) {
			b.add(606, k)
		}
	}
	n := uint32(min(len(c.Participants), 4))
	b.add(610, ty)
	b.add(611, st)
	b.add(612, ty, st)
	b.add(613, ty, n)
	b.add(614, n, flag(c.Start != ""), flag(c.Place != ""))
	b.add(615, flag(r.t.isVerb(c.at)), ty)
	b.add(616, flag(c.rule.ok), ty)
	b.add(617, flag(c.rule.enough), ty)
	b.add(618, flag(c.AccordingTo != nil), ty)
	b.add(619, step(c.sure.kind), ty)
	r.aboutText(&b, 0)
	return b.features
}
