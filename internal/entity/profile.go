package entity

import (
	"strings"

	"parley/internal/doc"
	"parley/internal/nn"
)

// What kinds of spots there are, for features: what a decision depends on most.
const (
	kindI = iota
	kindWe
	kindYou
	kindHe
	kindShe
	kindIt
	kindThey
	kindThis
	kindOther
	kindPerson
	kindOrganization
	kindLocation
	kindMisc
	kindProper // a name in no class
	kindDefinite
	kindPointed // "this report"
	kindOwned   // "its report"
	kindIndefinite
	kindCounted
	kindBare
	kindMany // bare plural
	kindSeveral
	kinds
)

var kindOfPronoun = map[string]int{
	"i": kindI, "we": kindWe, "you": kindYou, "he": kindHe, "she": kindShe, "it": kindIt, "they": kindThey, "this": kindThis, "that": kindThis,
	"these": kindThis, "those": kindThis,
}

// Number and life of what is spoken of; zero where unknown.
const (
	one  = 1
	many = 2

	person = 1
	thing  = 2
)

// profile is what is known of a spot before any decision. Words are hashes.
type profile struct {
	spot
	kind                               int
	sentence, paragraph, quotation     int
	key                                uint32 // all its words without determiner
	headWord, first, last, tail        uint32 // tail: last word of the name
	prev, prev2, next, next2           uint32
	gov, govRel, rel                   uint32
	govAt                              int
	group, fine, govGroup              uint32 // clusters of the head and of what governs it
	words                              []uint32
	number, sex, life                  int8
	entity                             int // of the Doc; for pronouns that of the rules; NoIndex
	named                              bool
	subject, speaks, nested, possessor bool
	relative, firstIn                  bool
	length                             uint32
}

// profiler makes profiles.
type profiler struct {
	d     *doc.Doc
	x     *Lexicon
	words Clusters
	quote []int // quotation of each token; -1 outside
	sent  []int
	par   []int
	low   []uint32
	group []uint16
	heads map[int]int // mentions with an entity by head, but for names
}

func newProfiler(d *doc.Doc, x *Lexicon, words Clusters) *profiler {
	n := len(d.Tokens)
	p := &profiler{
		d: d, x: x, words: words, quote: make([]int, n), sent: make([]int, n), par: make([]int, n), low: make([]uint32, n), group: make([]uint16, n),
		heads: map[int]int{},
	}
	for i := range d.Tokens {
		w := strings.ToLower(d.Form(i))
		p.quote[i], p.low[i], p.group[i] = doc.NoIndex, nn.Hash(w), words[w]
	}
	for q, r := range d.Quotations {
		for i := r.From; r.Depth == 0 && i < min(r.To, n); i++ {
			p.quote[i] = q
		}
	}
	for s, r := range d.Sentences {
		for i := r.From; i < r.To; i++ {
			p.sent[i] = s
		}
	}
	for s, r := range d.Paragraphs {
		for i := r.From; i < r.To; i++ {
			p.par[i] = s
		}
	}
	for k, m := range d.Mentions {
		if m.Form != doc.Named && m.Entity != doc.NoIndex {
			p.heads[m.Head] = k
		}
	}
	return p
}

// word returns the hash of token i in lower case, 0 outside of sentence s.
func (p *profiler) word(i, s int) uint32 {
	if i < 0 || i >= len(p.low) || p.sent[i] != s {
		return 0
	}
	return p.low[i]
}

func (p *profiler) profile(s spot) profile {
	d := p.d
	t := d.Tokens[s.head]
	o := profile{
		spot: s, sentence: p.sent[s.head], paragraph: p.par[s.head], quotation: p.quote[s.head], entity: doc.NoIndex,
		headWord: p.low[s.head], first: p.low[s.From], last: p.low[s.To-1], tail: p.low[s.head],
		rel: nn.Hash(t.Rel), govAt: t.Head, group: uint32(p.group[s.head] >> 4), fine: uint32(p.group[s.head]), length: uint32(min(s.Len(), 8)),
	}
	if t.Lemma != "" && t.UPOS == "NOUN" {
		o.headWord = nn.Hash(t.Lemma)
	}
	o.prev, o.prev2 = p.word(s.From-1, o.sentence), p.word(s.From-2, o.sentence)
	o.next, o.next2 = p.word(s.To, o.sentence), p.word(s.To+1, o.sentence)
	if t.Head >= 0 {
		g := d.Tokens[t.Head]
		o.gov, o.govRel, o.govGroup = nn.Hash(g.Lemma), nn.Hash(g.Lemma+" "+t.Rel), uint32(p.group[t.Head]>>4)
		o.speaks = isSubject(t.Rel) && speech[g.Lemma]
	}
	o.subject = isSubject(t.Rel)
	o.possessor = t.Rel == "nmod:poss"
	p.content(&o)
	p.classify(&o)
	return o
}

// content hashes the words that a description or name consists of.
func (p *profiler) content(o *profile) {
	key := uint32(2166136261)
	for i := o.From; i < min(o.To, o.From+longest); i++ { // phrases may lie in each other
		switch u := p.d.Tokens[i].UPOS; {
		case u == "DET" && i == o.From, u == "PUNCT", p.d.Tokens[i].XPOS == "POS":
			continue
		case u == "NOUN" || u == "PROPN" || u == "ADJ" || u == "NUM":
			if i != o.head && len(o.words) < 6 {
				o.words = append(o.words, p.low[i])
			}
		case u == "PRON" && i > o.From && (p.d.Form(i) == "who" || p.d.Form(i) == "which" || p.d.Form(i) == "that"):
			o.relative = true
		}
		key = (key ^ p.low[i]) * 16777619
	}
	o.key = key
}

// classify tells the kind, number, sex and life of a spot.
func (p *profiler) classify(o *profile) {
	d := p.d
	t := d.Tokens[o.head]
	switch t.XPOS {
	case "NNS", "NNPS":
		o.number = many
	case "NN", "NNP":
		o.number = one
	}
	switch {
	case o.several:
		o.kind, o.number = kindSeveral, many
	case o.pronoun != "":
		p.classifyPronoun(o)
	case o.name != doc.NoIndex:
		p.classifyName(o)
	default:
		p.classifyNoun(o)
	}
	if o.entity != doc.NoIndex && o.pronoun == "" {
		e := d.Entities[o.entity]
		o.sex = e.Female
		switch e.Kind {
		case doc.KindPerson:
			o.life = person
		case doc.KindOrganization, doc.KindState, doc.KindPlace:
			o.life = thing
		}
	}
	if o.sex != 0 {
		o.life = person
	}
}

func (p *profiler) classifyPronoun(o *profile) {
	k, ok := kindOfPronoun[o.pronoun]
	if !ok {
		k = kindOther
	}
	o.kind = k
	if r, ok := p.heads[o.head]; ok { // whom the rules take
		o.entity = p.d.Mentions[r].Entity
	}
	switch k {
	case kindHe:
		o.sex, o.number = -1, one
	case kindShe:
		o.sex, o.number = 1, one
	case kindI:
		o.life, o.number = person, one
	case kindYou:
		o.life = person
	case kindWe:
		o.life, o.number = person, many
	case kindIt:
		o.life, o.number = thing, one
	case kindThey:
		o.number = many
	case kindThis:
		o.number = one
		if o.pronoun == "these" || o.pronoun == "those" {
			o.number = many
		}
	}
}

func (p *profiler) classifyName(o *profile) {
	m := p.d.Mentions[o.name]
	o.entity, o.named = m.Entity, true
	o.tail = p.low[m.To-1]
	switch m.Type {
	case doc.Person:
		o.kind, o.life = kindPerson, person
	case doc.Organization:
		o.kind, o.life = kindOrganization, thing
	case doc.Location:
		o.kind, o.life = kindLocation, thing
	default:
		o.kind = kindMisc
	}
}

func (p *profiler) classifyNoun(o *profile) {
	d := p.d
	t, f := d.Tokens[o.head], d.Tokens[o.From]
	if k, ok := p.heads[o.head]; ok {
		o.entity = d.Mentions[k].Entity
	}
	if q, ok := p.x.list[strings.ToLower(d.Form(o.head))]; ok && o.entity == doc.NoIndex {
		if q.acting == "" {
			o.life, o.sex = person, q.office.Female
		}
	}
	if s, ok := sexes[strings.ToLower(t.Lemma)]; ok {
		o.sex, o.life = s, person
	}
	first := strings.ToLower(d.Form(o.From))
	switch {
	case o.From == o.head && t.UPOS == "PROPN":
		o.kind = kindProper
	case first == "the":
		o.kind = kindDefinite
	case oneOf(first, "this", "that", "these", "those"):
		o.kind = kindPointed
	case f.XPOS == "PRP$" || f.Rel == "nmod:poss" && o.From != o.head || p.owned(o):
		o.kind = kindOwned
	case first == "a" || first == "an":
		o.kind = kindIndefinite
	case f.UPOS == "DET" || f.UPOS == "NUM":
		o.kind = kindCounted
	case t.UPOS == "PROPN":
		o.kind = kindProper
	case o.number == many:
		o.kind = kindMany
	default:
		o.kind = kindBare
	}
}

// owned tells whether the phrase begins with a possessor of several words.
func (p *profiler) owned(o *profile) bool {
	for i := max(o.From, o.head-longest); i < o.head; i++ {
		if p.d.Tokens[i].XPOS == "POS" {
			return true
		}
	}
	return false
}

// sexes of common nouns that are no office and no kin.
var sexes = map[string]int8{
	"man": -1, "boy": -1, "guy": -1, "gentleman": -1, "woman": 1, "girl": 1, "lady": 1, "actress": 1, "actor": -1, "father": -1, "mother": 1,
	"brother": -1, "sister": 1, "uncle": -1, "aunt": 1, "businessman": -1, "businesswoman": 1, "policeman": -1, "policewoman": 1,
}

// speech are verbs whose subject is often the one who speaks in a quotation nearby.
var speech = map[string]bool{
	"say": true, "tell": true, "add": true, "explain": true, "write": true, "state": true, "announce": true, "ask": true, "reply": true, "warn": true,
	"note": true, "claim": true, "argue": true, "declare": true, "insist": true, "stress": true, "admit": true, "answer": true, "suggest": true,
}
