package entity

import (
	"strings"
	"unicode"

	"parley/internal/doc"
)

// blocks are modifiers that make another office of an office.
var blocks = map[string]bool{
	"former": true, "ex": true, "deputy": true, "vice": true, "assistant": true, "late": true, "then": true, "previous": true, "incoming": true, "outgoing": true,
	"next": true, "future": true, "predecessor": true,
}

// past are those that mean an office no longer held.
var past = map[string]bool{"former": true, "ex": true, "late": true, "then": true, "previous": true}

// factOf turns a phrase into what it tells about its holder.
func (k *linker) factOf(p phrase) fact {
	f := fact{office: p.office, country: k.countryName(p), local: p.local, token: p.words.From}
	for i := p.left; i < p.words.From; i++ {
		w := k.low(i)
		if past[w] {
			f.former = true
		} else if blocks[w] && !oneOf(w, "outgoing", "incoming") {
			f.office.Words = w + " " + f.office.Words
		}
	}
	if strings.HasPrefix(f.office.Words, "former ") || strings.HasPrefix(f.office.Words, "ex-") {
		f.former = true
	}
	return f
}

// countryName returns the country that a phrase names, by its own words or its possessor.
func (k *linker) countryName(p phrase) string {
	if p.country != "" {
		return p.country
	}
	for i := p.left; i < p.words.From; i++ {
		if c, ok := k.adjective(i); ok {
			return c
		}
	}
	if p.owner != doc.NoIndex {
		if e := k.of[p.owner]; e != doc.NoIndex {
			return k.ents[e].Country
		}
		if c, ok := k.adjective(k.names[p.owner].From); ok {
			return c
		}
	}
	return ""
}

// kind returns the office without what makes a difference of wording only.
func kind(o Office) string {
	switch o.Words {
	case "premier":
		return "prime minister"
	case "spokesman", "spokeswoman", "press secretary", "spokesperson", "government spokesman", "government spokeswoman", "press officer":
		return "spokesperson"
	case "advisor":
		return "adviser"
	case "defence minister", "minister of defense", "minister of defence", "defence secretary", "secretary of defense", "defense secretary":
		return "defense minister"
	case "minister of foreign affairs", "foreign secretary", "top diplomat":
		return "foreign minister"
	case "special envoy", "presidential envoy":
		return "envoy"
	case "chairman", "chairwoman", "chair":
		return "chairperson"
	case "lead negotiator", "top negotiator":
		return "chief negotiator"
	}
	return strings.ReplaceAll(o.Words, "vice-president", "vice president")
}

// agrees tells whether two descriptions can be of one holder.
func (f fact) agrees(g fact) bool {
	if f.former != g.former || f.country != "" && g.country != "" && f.country != g.country {
		return false
	}
	if f.office.Female*g.office.Female < 0 {
		return false
	}
	a, b := kind(f.office), kind(g.office)
	if a == b || general(a, b) || general(b, a) {
		return true
	}
	if (a == "head of state" && oneOf(b, "president", "king", "queen")) || (b == "head of state" && oneOf(a, "president", "king", "queen")) {
		return true
	}
	if oneOf("leader", a, b) && f.country != "" && g.country != "" {
		return f.office.Rung == "leader" && g.office.Rung == "leader"
	}
	return false
}

// heads are the last words of offices that a text uses alone later: "the minister".
var heads = map[string]bool{
	"minister": true, "secretary": true, "envoy": true, "negotiator": true, "adviser": true, "ambassador": true, "governor": true, "commander": true, "representative": true,
	"spokesperson": true, "commissioner": true, "aide": true,
}

// general tells whether a is the head of b: "minister" of "foreign minister".
func general(a, b string) bool { return heads[a] && strings.HasSuffix(b, " "+a) }

// titles gives persons the offices that stand before their names.
func (k *linker) titles() {
	for n := range k.names {
		f, ok := k.titleOf[n]
		if e := k.of[n]; ok && e != doc.NoIndex {
			for _, p := range k.list[k.phraseBefore(n):] {
				if p.before == n {
					k.learn(e, f, k.officeText(p))
				}
				break
			}
		}
		if e := k.of[n]; e != doc.NoIndex && k.ents[e].Kind == doc.KindPerson && k.ents[e].Country == "" && len(k.facts[e]) > 0 {
			k.ents[e].Country = k.countryAfter(n)
		}
		if e := k.of[n]; e != doc.NoIndex && k.ents[e].Female == 0 && k.names[n].Type == doc.Person {
			k.ents[e].Female = k.sexOfTitle(n)
		}
	}
}

// countryAfter returns the state in "President Ana Duro, of Velmark," and
// "President Duro of Velmark".
func (k *linker) countryAfter(n int) string {
	s := k.d.Sentence(k.names[n].From)
	i := k.names[n].To
	if k.form(i, s) == "," {
		i++
	}
	if k.form(i, s) != "of" || k.form(i+1, s) == "" {
		return ""
	}
	if m := k.nameAt[i+1]; m != doc.NoIndex && k.of[m] != doc.NoIndex {
		if e := k.ents[k.of[m]]; e.Kind == doc.KindState {
			return e.Name
		}
	}
	return ""
}

// phraseBefore returns the index in list of the phrase that stands before name n.
func (k *linker) phraseBefore(n int) int {
	lo, hi := 0, len(k.list)
	for lo < hi {
		if m := (lo + hi) / 2; k.list[m].words.From < k.names[n].From {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return max(0, lo-1)
}

// learn gives entity e an office.
func (k *linker) learn(e int, f fact, words string) {
	ent := &k.ents[e]
	if ent.Kind != doc.KindPerson {
		return
	}
	at := [2]int{e, f.token}
	if k.told[at] {
		return
	}
	k.told[at] = true
	k.hold(e, f)
	if ent.Office == "" && !k.x.kinWord(f.office.Words) {
		ent.Office = words
	}
	if ent.Country == "" {
		ent.Country = f.country
	}
	if ent.Female == 0 {
		ent.Female = f.office.Female
	}
}

// hold notes what entity e is once, however often the text says it: the rules
// go through all that is noted of somebody.
func (k *linker) hold(e int, f fact) {
	f.token = 0
	is := holding{e, f}
	if k.holds[is] || len(k.facts[e]) == crowd {
		return
	}
	k.holds[is] = true
	k.facts[e] = append(k.facts[e], f)
	o := kind(f.office)
	k.held[o] = append(k.held[o], e)
	if w := o[strings.LastIndexByte(o, ' ')+1:]; w != o && heads[w] {
		k.held[w] = append(k.held[w], e)
	}
	if oneOf(o, "president", "king", "queen") {
		k.held["head of state"] = append(k.held["head of state"], e)
	}
	if f.office.Rung == "leader" && o != "leader" {
		k.held["leader"] = append(k.held["leader"], e)
	}
}

func (x *Lexicon) kinWord(w string) bool { _, ok := x.kin[w]; return ok }

// appositions gives persons the offices that stand after or before their names
// between commas: "Ana Duro, the Velmar foreign minister, said"; "the head of
// the delegation, Ana Duro, said".
func (k *linker) appositions() {
	for i, p := range k.list {
		if p.before != doc.NoIndex || p.acting != "" || p.plural {
			continue
		}
		n := k.nameBefore(p)
		if n == doc.NoIndex {
			n = k.nameBehind(p)
		}
		if n == doc.NoIndex {
			n = k.subjectOf(p)
		}
		if n == doc.NoIndex {
			n = k.successor(p)
		}
		if n == doc.NoIndex || k.of[n] == doc.NoIndex || k.unsure[n] || p.owner != doc.NoIndex && k.of[p.owner] == k.of[n] {
			continue
		}
		k.phrase[i] = k.of[n]
		f := k.factOf(p)
		if p.pronoun == doc.NoIndex || !p.kin {
			k.learn(k.of[n], f, k.officeText(p))
		}
	}
}

// form returns the form of token i, or "" outside of sentence s.
func (k *linker) form(i, s int) string {
	if i < 0 || i >= len(k.d.Tokens) || k.d.Sentence(i) != s {
		return ""
	}
	return k.d.Form(i)
}

// nameBefore returns the person's name that p explains: "Ana Duro, the foreign minister,".
func (k *linker) nameBefore(p phrase) int {
	s := k.d.Sentence(p.From)
	f := k.form(p.From-1, s)
	if f != "," && f != "(" && f != "–" && f != "—" && f != "-" || p.From < 2 {
		return doc.NoIndex
	}
	n := k.nameAt[p.From-2]
	at := p.From - 2
	if n == doc.NoIndex && k.form(at, s) == "," && at > 1 { // an age: "Ana Duro, 54, a pharmacist"
		n = doc.NoIndex
	}
	if f == "," && at >= 2 && k.d.Tokens[at].UPOS == "NUM" && k.form(at-1, s) == "," {
		n = k.nameAt[at-2]
	}
	if n == doc.NoIndex || k.names[n].Type != doc.Person || k.d.Sentence(k.names[n].From) != s {
		return doc.NoIndex
	}
	switch w := k.form(p.To, s); w {
	case "", ",", ".", ")", ";", ":", "–", "—", "who", "whose", "\"", "”":
		return n
	case "and", "or":
		if k.nameAt[min(p.To+1, len(k.nameAt)-1)] != doc.NoIndex {
			return doc.NoIndex
		}
		return n
	case "of", "in", "at", "for", "to", "from", "with", "on", "under", "since", "during":
		return n
	}
	return doc.NoIndex
}

// nameBehind returns the person's name that explains p: "the foreign minister, Ana Duro,".
func (k *linker) nameBehind(p phrase) int {
	s := k.d.Sentence(p.From)
	if k.form(p.To, s) != "," || p.To+1 >= len(k.nameAt) || !p.definite && p.left == p.From && p.country == "" && k.form(p.From-1, s) != "" {
		return doc.NoIndex
	}
	n, _ := k.nameAfter(p.To+1, k.d.Sentences[s])
	if n == doc.NoIndex {
		return doc.NoIndex
	}
	if _, ok := k.titleOf[n]; ok {
		return doc.NoIndex
	}
	switch k.form(k.names[n].To, s) {
	case "", ",", ".", ";", ":", ")", "–", "—":
		return n
	}
	if k.names[n].To < len(k.d.Tokens) && k.d.Tokens[k.names[n].To].UPOS == "VERB" {
		return n
	}
	return doc.NoIndex
}

// subjectOf returns the name in "Ana Duro is the foreign minister".
func (k *linker) subjectOf(p phrase) int {
	s := k.d.Sentence(p.From)
	if w := strings.ToLower(k.form(p.From-1, s)); w != "is" && w != "was" && w != "became" || p.From < 2 {
		return doc.NoIndex
	}
	n := k.nameAt[p.From-2]
	if n == doc.NoIndex || k.names[n].Type != doc.Person || k.form(k.names[n].From-1, s) != "" {
		return doc.NoIndex
	}
	return n
}

// successor returns the first name in "Ana Duro, who replaced Ivo Sol as foreign minister".
func (k *linker) successor(p phrase) int {
	s := k.d.Sentence(p.From)
	if k.form(p.From-1, s) != "as" || p.From < 2 {
		return doc.NoIndex
	}
	old := k.nameAt[p.From-2]
	if old == doc.NoIndex {
		return doc.NoIndex
	}
	i := k.names[old].From
	if w := k.form(i-1, s); (w != "replaced" && w != "succeeded") || k.form(i-2, s) != "who" {
		return doc.NoIndex
	}
	for i -= 3; k.form(i, s) == ","; i-- {
	}
	if k.form(i, s) == "" {
		return doc.NoIndex
	}
	return k.nameAt[i]
}

// adjective returns the state of the text that token i is an adjective of, for
// states that no vocabulary knows: "Velmar" of "Velmark".
func (k *linker) adjective(i int) (string, bool) {
	if i < 0 || i >= len(k.d.Tokens) {
		return "", false
	}
	f := k.d.Form(i)
	if len(f) < 4 || !unicode.IsUpper([]rune(f)[0]) || k.x.places[f].sort != 0 {
		return "", false
	}
	s, ok := k.adjectives[f]
	return s, ok
}
