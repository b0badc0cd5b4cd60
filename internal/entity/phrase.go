package entity

import (
	"strings"
	"unicode"

	"parley/internal/doc"
)

// phrase is a noun phrase that names an office, a relation or a body.
type phrase struct {
	doc.Range           // from its determiner or possessor to the last word of what follows with "of"
	words     doc.Range // the office alone: "press secretary"
	left      int       // first token of the office with its modifiers, without determiner and possessor
	office    Office
	acting    Acting // for bodies; "" for offices
	kin       bool
	plural    bool
	definite  bool // "the", "his", "Ana's"
	owner     int  // mention of the possessor ("Ana's", "of Velmark"); NoIndex if none
	pronoun   int  // token of a possessive pronoun; NoIndex if none
	country   string
	local     bool // country is that of a city named with it: it does not speak for the country
	before    int  // mention of the person's name that follows at once: "President Ana Duro"; NoIndex if none
}

// reader finds phrases in one text, given its names.
type reader struct {
	x      *Lexicon
	d      *doc.Doc
	names  []doc.Mention
	nameAt []int // index in names of the name that a token is in; NoIndex if none
}

func newReader(d *doc.Doc, x *Lexicon, names []doc.Mention) *reader {
	r := &reader{x: x, d: d, names: names, nameAt: make([]int, len(d.Tokens))}
	for i := range r.nameAt {
		r.nameAt[i] = doc.NoIndex
	}
	for n, m := range names {
		for i := m.From; i < m.To; i++ {
			r.nameAt[i] = n
		}
	}
	return r
}

func (r *reader) low(i int) string { return strings.ToLower(r.d.Form(i)) }

// noun tells whether token i can be a noun; true where tags are missing.
func (r *reader) noun(i int) bool {
	switch r.d.Tokens[i].UPOS {
	case "", "NOUN", "PROPN", "X", "ADJ":
		return true
	}
	return false
}

// phrases returns the phrases of all sentences in text order.
func (r *reader) phrases() []phrase {
	var out []phrase
	for _, s := range r.d.Sentences {
		for i := s.From; i < s.To; {
			p, ok := r.at(i, s)
			if !ok {
				i++
				continue
			}
			if w := r.widen(p, s); !w.bare(r) {
				out = append(out, w)
			}
			i = p.words.To
		}
	}
	return out
}

// bare tells whether the phrase is a noun with nothing that says which: "in
// office", "social media", "in person".
func (p phrase) bare(r *reader) bool {
	if p.plural || p.before != doc.NoIndex || p.definite || p.country != "" || p.owner != doc.NoIndex || capital(r.d.Form(p.left)) {
		return false
	}
	if p.acting != "" {
		return true
	}
	return p.From == p.words.From && p.To == p.words.To && (p.From == 0 || r.d.Form(p.From-1) != "," && r.low(p.From-1) != "as")
}

// longestOffice is how many tokens an office may have; hyphens count.
const longestOffice = 6

// at returns the longest office, relation or body that begins with token i.
func (r *reader) at(i int, s doc.Range) (phrase, bool) {
	if r.nameAt[i] != doc.NoIndex && !r.officeInName(i) {
		return phrase{}, false
	}
	if !r.x.opens[r.low(i)] {
		return phrase{}, false
	}
	for j := min(s.To, i+longestOffice); j > i; j-- {
		if !r.noun(j-1) || j-i > 1 && !r.free(i, j) {
			continue
		}
		words := strings.ToLower(r.d.Text[r.d.Tokens[i].Start:r.d.Tokens[j-1].End])
		p, ok := r.x.list[words]
		if !ok {
			continue
		}
		p.words = doc.Range{From: i, To: j}
		if j < s.To && (r.nameAt[j] == doc.NoIndex && r.compound(j) || r.continued(j, p)) {
			return phrase{}, false // "party spokesman" begins with another word's head
		}
		return p, true
	}
	return phrase{}, false
}

// free tells whether no name stands in the tokens.
func (r *reader) free(i, j int) bool {
	for k := i; k < j; k++ {
		if r.nameAt[k] != doc.NoIndex {
			return false
		}
	}
	return true
}

// officeInName lets the only token of a name that is a plain office word ("Minister") count as an office.
func (r *reader) officeInName(i int) bool {
	m := r.names[r.nameAt[i]]
	_, ok := r.x.offices[r.low(i)]
	return ok && m.Len() == 1 && m.Type != doc.Person
}

// compound tells whether the noun at j goes on with the noun before it, as in
// "party | spokesman", so that the noun before is no head.
func (r *reader) compound(j int) bool {
	t := r.d.Tokens[j]
	if t.UPOS == "NOUN" {
		return true
	}
	if t.UPOS != "" {
		return false
	}
	_, ok := r.x.list[r.low(j)]
	return ok
}

// continued tells whether the words before token j only describe what follows:
// "government-led", "the state Velmar broadcaster".
func (r *reader) continued(j int, p phrase) bool {
	t := r.d.Tokens[j]
	if f := r.d.Form(j); (f == "-" || f == "–") && t.Start == r.d.Tokens[j-1].End && j+1 < len(r.d.Tokens) && r.d.Tokens[j+1].Start == t.End {
		return true
	}
	n := r.nameAt[j]
	return n != doc.NoIndex && p.acting != "" && r.names[n].Type == doc.Misc
}

// index makes the table of phrases out of offices, relations and bodies, with
// the plurals of the former, and notes the words that open them.
func (x *Lexicon) index() {
	none := phrase{owner: doc.NoIndex, pronoun: doc.NoIndex, before: doc.NoIndex}
	for w, s := range x.kin {
		p := none
		p.kin, p.office = true, Office{Words: w, Rung: "private", Female: s}
		x.enter(w, p)
	}
	for w, o := range x.offices {
		p := none
		p.office = o
		x.enter(strings.ToLower(w), p)
	}
	for w, a := range x.bodies {
		p := none
		p.acting, p.plural = a, a == actsAsGroup && w != "opposition" && w != "public"
		x.list[w] = p
		x.open(w)
	}
}

// enter adds a phrase and its plural, which does not replace anything.
func (x *Lexicon) enter(w string, p phrase) {
	x.list[w] = p
	x.open(w)
	many := w + "s"
	if cut, ok := strings.CutSuffix(w, "man"); ok {
		many = cut + "men"
	} else if cut, ok := strings.CutSuffix(w, "y"); ok {
		many = cut + "ies"
	}
	if _, ok := x.list[many]; !ok {
		p.plural = true
		x.list[many] = p
		x.open(many)
	}
}

func (x *Lexicon) open(words string) {
	first, _, _ := strings.Cut(words, " ")
	x.opens[first] = true
	first, _, _ = strings.Cut(first, "-")
	x.opens[first] = true
}

// widen adds modifiers, determiner and possessor on the left, the name that
// follows, and what "of" adds on the right.
func (r *reader) widen(p phrase, s doc.Range) phrase {
	i := p.words.From
	for i > max(s.From, p.words.From-12) && r.modifier(i-1, i) {
		i--
	}
	p.left = i
	r.countryOf(&p, p.left, p.words.From)
	p.From, p.To = r.determiner(&p, i, s), p.words.To
	if n, at := r.nameAfterAnd(p, s); n != doc.NoIndex {
		p.before, p.To = n, at
		return p
	}
	if n, at := r.nameAfter(p.words.To, s); n != doc.NoIndex && p.acting == "" && (!p.plural) && (p.office.Title || p.kin || r.proper(p)) {
		p.before = n
		p.To = at
		return p
	}
	r.rightOf(&p, s)
	return p
}

// proper tells whether the office is written like a title.
func (r *reader) proper(p phrase) bool {
	return unicode.IsUpper(rune(r.d.Form(p.words.From)[0])) || !p.definite
}

// modifier tells whether token i goes before the noun phrase that begins at next.
func (r *reader) modifier(i, next int) bool {
	t := r.d.Tokens[i]
	if n := r.nameAt[i]; n != doc.NoIndex {
		return r.names[n].Type != doc.Person
	}
	f := r.d.Form(i)
	if f == "-" || f == "–" {
		return t.Joined || t.End == r.d.Tokens[next].Start
	}
	switch t.UPOS {
	case "ADJ", "NOUN", "PROPN", "NUM":
		return unicode.IsLetter([]rune(f)[0]) && !r.x.quantity(r.low(i))
	case "VERB":
		return t.XPOS == "VBN" && t.Rel == "amod"
	case "":
		return r.x.places[f].sort&sortDemonym != 0 || adjectives[r.low(i)]
	}
	return false
}

// adjectives that go with offices, for texts without tags.
var adjectives = map[string]bool{
	"senior": true, "former": true, "top": true, "chief": true, "special": true, "acting": true, "deputy": true, "foreign": true, "new": true, "presidential": true,
	"military": true, "political": true, "national": true, "security": true, "policy": true, "outgoing": true, "interim": true, "high": true, "ruling": true,
}

// quantity tells whether w counts rather than describes.
func (x *Lexicon) quantity(w string) bool {
	return w == "many" || w == "several" || w == "few" || w == "such" || w == "other" || w == "same"
}

// determiner takes "the", "a", "his", "Ana's" before token i into the phrase and returns its first token.
func (r *reader) determiner(p *phrase, i int, s doc.Range) int {
	if i == s.From {
		return i
	}
	switch w := r.low(i - 1); w {
	case "the", "this", "that", "these", "those", "both":
		if w == "that" && r.d.Tokens[i-1].UPOS != "DET" {
			return i
		}
		p.definite = true
		return i - 1
	case "a", "an", "some", "one", "another":
		return i - 1
	case "his", "her", "their", "its", "my", "our", "your":
		p.definite, p.pronoun = true, i-1
		return i - 1
	case "'s", "’s", "'", "’":
		if i-2 >= s.From && r.nameAt[i-2] != doc.NoIndex {
			p.definite, p.owner = true, r.nameAt[i-2]
			r.countryOf(p, r.names[p.owner].From, r.names[p.owner].To)
			return r.names[p.owner].From
		}
		p.definite = true
	}
	return i
}

// nameAfter returns the person's name that begins at token i, or after courtesy
// titles there, and its first token.
func (r *reader) nameAfter(i int, s doc.Range) (name, at int) {
	for end := min(s.To, i+6); i < end; {
		if n := r.nameAt[i]; n != doc.NoIndex {
			if r.names[n].Type == doc.Person && r.names[n].From == i {
				return n, i
			}
			return doc.NoIndex, i
		}
		if _, ok := r.x.courtesy[r.d.Form(i)]; !ok {
			return doc.NoIndex, i
		}
		i++
	}
	return doc.NoIndex, i
}

// nameAfterAnd returns the person's name of "Velmar mayor and former swimmer
// Ana Duro", where the second office is in no vocabulary.
func (r *reader) nameAfterAnd(p phrase, s doc.Range) (name, at int) {
	i := p.words.To
	if p.acting != "" || p.plural || p.definite || p.From != p.left || i >= s.To || r.low(i) != "and" {
		return doc.NoIndex, i
	}
	for j := i + 1; j < s.To && j < i+6; j++ {
		if n := r.nameAt[j]; n != doc.NoIndex {
			if j > i+1 && r.names[n].Type == doc.Person && r.names[n].From == j {
				return n, j
			}
			return doc.NoIndex, i
		}
		if u := r.d.Tokens[j].UPOS; u != "NOUN" && u != "ADJ" {
			return doc.NoIndex, i
		}
	}
	return doc.NoIndex, i
}

// rightOf takes "of Velmark", "for the ministry", "to President Duro" after the phrase into it.
func (r *reader) rightOf(p *phrase, s doc.Range) {
	i := p.To
	if i >= s.To || !oneOf(r.low(i), "of", "for", "to", "at", "in", "with") {
		return
	}
	of := r.low(i) == "of"
	for j := i + 1; j < s.To && j < i+10; j++ {
		if n := r.nameAt[j]; n != doc.NoIndex {
			j = r.names[n].To - 1
			if p.owner == doc.NoIndex {
				p.owner = n
			}
			if p.country == "" {
				r.countryOf(p, r.names[n].From, r.names[n].To)
			}
			p.To = j + 1
			if r.names[n].Type == doc.Person && !r.possessive(j+1, s) {
				return
			}
			continue
		}
		switch r.d.Tokens[j].UPOS {
		case "DET", "ADJ", "PROPN", "PART", "NUM":
		case "VERB":
			if !r.possessive(j-1, s) {
				return
			}
		case "NOUN":
			if of || p.owner != doc.NoIndex {
				p.To = j + 1
			}
		case "":
			if r.low(j) != "the" {
				return
			}
		default:
			return
		}
		if p.owner != doc.NoIndex && r.d.Tokens[j].UPOS == "DET" {
			return
		}
	}
}

func (r *reader) possessive(i int, s doc.Range) bool {
	return s.Has(i) && oneOf(r.d.Form(i), "'s", "’s", "'", "’")
}

// countryOf reads the state that the tokens from i to j tell.
func (r *reader) countryOf(p *phrase, i, j int) {
	for k := i; k < j; k++ {
		pl, n := r.x.longest(r.d, k, j)
		if n == 0 {
			continue
		}
		switch {
		case pl.acts != "" && pl.sort&sortCapital == 0:
			p.country = pl.acts
		case pl.sort&(sortState|sortDemonym|sortBody|sortRegion) != 0:
			p.country = pl.state
		case pl.sort&(sortCapital|sortCity) != 0 && p.office.Rung == "local":
			p.country, p.local = pl.state, true
		case pl.sort&sortCapital != 0:
			p.country = pl.state
		}
		k += n - 1
	}
}
