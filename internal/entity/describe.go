package entity

import (
	"slices"
	"strings"
	"unicode"

	"parley/internal/doc"
)

// unknownStates learns from the text itself which places are states that no
// vocabulary knows, and which words are their adjectives: "the Velmar
// president" and "Velmark's government" make a state of Velmark.
func (k *linker) unknownStates() {
	k.adjectives = map[string]string{}
	places := map[string][]string{} // by their first four letters
	for _, m := range k.names {
		s := k.text(m.Range)
		if p := k.x.places[s]; m.Type == doc.Person || m.Len() > 3 || len(s) < 4 || p.sort&(sortState|sortCapital|sortSeat|sortBody|sortDemonym) != 0 {
			continue
		}
		if key := s[:4]; m.Type == doc.Location && !oneOf(s, places[key]...) && len(places[key]) < crowd {
			places[key] = append(places[key], s)
		}
	}
	for _, p := range k.list {
		if !p.ofState() {
			continue
		}
		for i := p.left; i < p.words.From; i++ {
			k.tryAdjective(i, places)
		}
		if p.owner != doc.NoIndex && p.office.Rung != "local" {
			k.tryState(p.owner)
		}
	}
}

// ofState tells whether the phrase names what mostly states have.
func (p phrase) ofState() bool {
	switch p.office.Rung {
	case "leader":
		return oneOf(p.office.Words, "president", "prime minister", "premier", "chancellor", "vice president", "king", "head of state")
	case "minister":
		return strings.HasSuffix(p.office.Words, "minister")
	case "envoy":
		return oneOf(p.office.Words, "ambassador")
	case "":
		return p.acting == actsAsState
	}
	return p.plural && oneOf(string(p.office.Rung), "military", "official")
}

// tryAdjective looks for the place that token i is an adjective of.
func (k *linker) tryAdjective(i int, places map[string][]string) {
	f := k.d.Form(i)
	if len(f) < 4 || !unicode.IsUpper([]rune(f)[0]) || k.x.places[f].sort != 0 || k.adjectives[f] != "" {
		return
	}
	best, length := "", 3
	for _, s := range places[f[:4]] {
		if s == f {
			continue
		}
		n := common(f, s)
		if n > length && n >= len(s)-2 && len(f)-n <= 3 {
			best, length = s, n
		}
	}
	if best == "" {
		return
	}
	k.adjectives[f] = best
	k.state(best)
}

// tryState makes a state of the place with name n.
func (k *linker) tryState(n int) {
	s := k.text(k.names[n].Range)
	if k.names[n].Type == doc.Location && k.x.places[s].sort&^sortCity == 0 {
		if _, ok := k.x.places[s]; !ok {
			k.state(s)
		}
	}
}

// common returns how many bytes a and b share at their beginning.
func common(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// describe finds whom the phrases mean that stand without a name.
func (k *linker) describe() {
	for i, p := range k.list {
		if p.before != doc.NoIndex {
			k.phrase[i] = k.of[p.before]
			continue
		}
		if k.phrase[i] != doc.NoIndex {
			continue
		}
		switch p.acting {
		case actsAsState:
			k.phrase[i] = k.actingState(p)
		case actsAsOrg:
			k.phrase[i] = k.actingBody(p)
		case actsAsGroup:
			k.phrase[i] = k.actingGroup(p)
		default:
			if p.plural {
				k.phrase[i] = k.actingGroup(p)
			} else {
				k.phrase[i] = k.holder(p)
			}
		}
	}
}

// actingState returns the state that "the Velmar government" means.
func (k *linker) actingState(p phrase) int {
	c := k.countryName(p)
	if c == "" || k.cityOwner(p) {
		return k.strangeBody(p, doc.Organization, doc.KindOrganization)
	}
	if _, ok := k.states[c]; !ok && k.x.places[c].sort&sortBody != 0 {
		return k.body(c, doc.Organization, doc.KindOrganization)
	}
	if k.x.places[c].sort&sortRegion != 0 {
		return k.actingGroup(p)
	}
	return k.state(c)
}

// cityOwner tells whether the body is a city's rather than a state's.
func (k *linker) cityOwner(p phrase) bool {
	if p.owner == doc.NoIndex {
		return false
	}
	s := k.x.places[k.text(k.names[p.owner].Range)].sort
	return s&sortCity != 0 && s&(sortState|sortCapital|sortSeat) == 0
}

// actingBody returns the organization that "the Velmar army" means, or the one
// of that kind that the text named before: "the ministry".
func (k *linker) actingBody(p phrase) int {
	c := k.countryName(p)
	if c == "" {
		return k.strangeBody(p, doc.Organization, doc.KindOrganization)
	}
	from := p.left
	if p.owner != doc.NoIndex && k.names[p.owner].To < p.words.From {
		from = k.names[p.owner].From
	}
	e := k.body(k.text(doc.Range{From: from, To: p.words.To}), doc.Organization, doc.KindOrganization)
	k.ents[e].Country = c
	k.ents[e].Plural = oneOf(k.low(p.words.To-1), "forces", "troops", "police")
	if k.x.places[c].sort&(sortRegion|sortBody) == 0 && (k.x.bodies[strings.ToLower(k.text(p.words))] != actsAsOrg || oneOf(k.low(p.words.To-1), "military", "army", "forces", "troops", "navy")) {
		k.ents[e].ActsFor = c
	}
	return e
}

// strange tells whether a word with a capital that nobody knows modifies the
// noun: "Velmar forces" in a text that never names Velmark.
func (k *linker) strange(p phrase) bool {
	for i := p.left; i < p.words.From; i++ {
		if f := k.d.Form(i); stem(f) && (k.form(i-1, k.d.Sentence(i)) != "" || strings.HasSuffix(f, "ian") || strings.HasSuffix(f, "ese")) {
			return true
		}
	}
	return p.left < p.words.From && k.nameAt[p.left] != doc.NoIndex
}

// strangeBody returns the body by the words of the text, if something says which it is.
func (k *linker) strangeBody(p phrase, t doc.MentionType, kind doc.EntityKind) int {
	if !k.strange(p) {
		return k.earlierBody(p)
	}
	return k.body(k.text(doc.Range{From: p.left, To: p.words.To}), t, kind)
}

// earlierBody returns the last organization before p whose name ends with its noun.
func (k *linker) earlierBody(p phrase) int {
	if !p.definite || p.plural || p.owner != doc.NoIndex || p.pronoun != doc.NoIndex {
		return doc.NoIndex
	}
	noun := k.low(p.words.To - 1)
	lo, hi := 0, len(k.names)
	for lo < hi {
		if m := (lo + hi) / 2; k.names[m].From < p.From {
			lo = m + 1
		} else {
			hi = m
		}
	}
	for n := lo - 1; n >= 0 && n > lo-crowd; n-- {
		m := k.names[n]
		if e := k.of[n]; m.Type == doc.Organization && m.Len() > 1 && e != doc.NoIndex && k.low(m.To-1) == noun {
			return e
		}
	}
	return doc.NoIndex
}

// actingGroup returns the group of "Velmar officials", "European leaders",
// "both sides"; those without any mark of whose they are stay unnamed.
func (k *linker) actingGroup(p phrase) int {
	c := k.countryName(p)
	text := k.text(doc.Range{From: p.left, To: p.words.To})
	switch {
	case p.owner != doc.NoIndex && k.names[p.owner].To < p.words.From:
		text = k.text(doc.Range{From: k.names[p.owner].From, To: p.words.To})
	case c != "":
	case oneOf(strings.ToLower(k.text(p.Range)), "both sides", "the two sides", "both parties", "the two countries", "both countries", "the sides", "the parties", "the warring parties"):
		text = "both sides"
	default:
		if !k.strange(p) {
			return doc.NoIndex
		}
	}
	e := k.body(text, doc.Misc, doc.KindGroup)
	k.ents[e].Plural = true
	if k.ents[e].Country == "" {
		k.ents[e].Country = c
	}
	return e
}

// holder returns the person that a definite office means: "the Velmar
// president"; NoIndex where none or several may be meant.
func (k *linker) holder(p phrase) int {
	if !p.definite && !(p.country != "" && p.left == p.From && k.x.speaks(p.office)) || p.kin || p.plural {
		return doc.NoIndex
	}
	switch p.office.Rung {
	case "private", "member", "expert", "official":
		if w := p.office.Words; !strings.HasPrefix(w, "former ") && !strings.HasPrefix(w, "ex-") {
			return doc.NoIndex
		}
	}
	f := k.factOf(p)
	if p.pronoun != doc.NoIndex && !p.office.One {
		f.country = ""
	}
	var sure, maybe []int
	held := k.held[kind(f.office)]
	for _, e := range held[max(0, len(held)-4*crowd):] {
		if slices.Contains(sure, e) || slices.Contains(maybe, e) {
			continue
		}
		for _, g := range k.facts[e] {
			if !f.agrees(g) || p.owner != doc.NoIndex && k.of[p.owner] == e {
				continue
			}
			switch c := k.countryOfFact(e, g); {
			case f.country == "" || c == f.country:
				sure = append(sure, e)
			case c == "":
				maybe = append(maybe, e)
			default:
				continue
			}
			break
		}
		if len(sure)+len(maybe) > crowd {
			break
		}
	}
	if len(sure) == 0 {
		if len(maybe) == 1 && k.ents[maybe[0]].Country == "" {
			k.ents[maybe[0]].Country = f.country
			return maybe[0]
		}
		return k.guess(p, f)
	}
	if len(sure) == 1 {
		return sure[0]
	}
	return k.latest(sure, p)
}

func (x *Lexicon) speaks(o Office) bool { return o.One && o.Speaks }

func (k *linker) countryOfFact(e int, f fact) string {
	if f.country != "" {
		return f.country
	}
	return k.ents[e].Country
}

// longest bounds how many tokens on each side the rules look at, so that a text
// without sentences takes no more time.
const longest = 300

// latest returns the one of people that was named last before p, if it was in
// this or the sentence before and none of the others was.
func (k *linker) latest(people []int, p phrase) int {
	s := k.d.Sentence(p.From)
	from := max(k.d.Sentences[max(0, s-1)].From, p.From-longest)
	at := doc.NoIndex
	for i := from; i < p.From; i++ {
		n := k.nameAt[i]
		if n == doc.NoIndex || k.of[n] == at || !slices.Contains(people, k.of[n]) {
			continue
		}
		if at != doc.NoIndex {
			return doc.NoIndex
		}
		at = k.of[n]
	}
	return at
}

// guess finds the holder of an office that the text never states with a name:
// the only person in this sentence or the one before of whom nothing else is
// known, and who is not spoken of again in the same sentence.
func (k *linker) guess(p phrase, f fact) int {
	if f.country == "" || f.former || !k.x.speaks(f.office) || p.pronoun != doc.NoIndex || f.office.Rung == "spokesperson" {
		return doc.NoIndex
	}
	s := k.d.Sentence(p.From)
	from, end := max(k.d.Sentences[max(0, s-1)].From, p.From-longest), min(k.d.Sentences[s].To, p.To+longest)
	later := map[int]bool{}
	for i := p.To; i < end; i++ {
		if n := k.nameAt[i]; n != doc.NoIndex {
			later[k.of[n]] = true
		}
	}
	at := doc.NoIndex
	for i := from; i < p.From; i++ {
		n := k.nameAt[i]
		if n == doc.NoIndex || k.of[n] == doc.NoIndex || k.of[n] == at || later[k.of[n]] || k.unsure[n] {
			continue
		}
		e := k.ents[k.of[n]]
		if e.Kind != doc.KindPerson || e.Country != "" || e.Office != "" && !k.fits(k.of[n], f) || e.Female*f.office.Female < 0 {
			continue
		}
		if at != doc.NoIndex {
			return doc.NoIndex
		}
		at = k.of[n]
	}
	if at != doc.NoIndex {
		f.token = p.words.From
		k.learn(at, f, k.officeText(p))
	}
	return at
}

// fits tells whether an office of entity e agrees with f.
func (k *linker) fits(e int, f fact) bool {
	for _, g := range k.facts[e] {
		if f.agrees(g) {
			return true
		}
	}
	return false
}
