package entity

import (
	"cmp"
	"slices"
	"strings"

	"parley/internal/doc"
)

// pronouns maps those that can speak or be spoken of to what they tell.
var pronouns = map[string]pronoun{
	"he": {sex: -1}, "him": {sex: -1}, "his": {sex: -1, of: true}, "himself": {sex: -1},
	"she": {sex: 1}, "her": {sex: 1, of: true}, "hers": {sex: 1}, "herself": {sex: 1},
	"they": {plural: true}, "them": {plural: true}, "their": {plural: true, of: true}, "themselves": {plural: true},
	"it": {thing: true}, "its": {thing: true, of: true}, "itself": {thing: true},
	"who": {relative: true},
	"i":   {speaker: true}, "me": {speaker: true}, "my": {speaker: true}, "we": {speaker: true, plural: true}, "us": {speaker: true, plural: true},
	"our": {speaker: true, plural: true},
}

// pronoun is what a pronoun tells of whom it means.
type pronoun struct {
	sex      int8
	plural   bool
	thing    bool // a state or body
	of       bool // possessive
	relative bool
	speaker  bool // resolved by who speaks, not here
}

// tagger finds mentions. It is read-only and safe for concurrent use.
type tagger struct {
	names *names
	x     *Lexicon
}

// New returns the annotators "mentions" and "entities", in the order in which
// they run. Errors name the vocabulary and line, or wrap nn.ErrCorrupt where
// the model is damaged.
func New(model []byte, l Lists) ([]doc.Annotator, error) {
	x, err := ReadLexicon(l)
	if err != nil {
		return nil, err
	}
	n, err := readNames(model)
	if err != nil {
		return nil, err
	}
	t := &tagger{n, x}
	return []doc.Annotator{
		{
			Name:     "mentions",
			Doc:      "names (linear-chain model; exact spans on held-out newswire), offices and bodies, pronouns",
			Requires: []doc.Layer{doc.LayerTokens, doc.LayerSentences, doc.LayerTags},
			Provides: []doc.Layer{doc.LayerMentions},
			Run:      func(d *doc.Doc) { t.mentions(d, n.find(d, x)) },
		},
		{
			Name:     "entities",
			Doc:      "which mentions mean the same; offices, countries, who acts for whom; rules; no gold yet but the speakers of attributions",
			Requires: []doc.Layer{doc.LayerTokens, doc.LayerSentences, doc.LayerQuotations, doc.LayerTags, doc.LayerMentions},
			Provides: []doc.Layer{doc.LayerEntities},
			Run:      func(d *doc.Doc) { link(d, x) },
		},
	}, nil
}

// mentions fills d.Mentions from the names, the phrases around them and the pronouns.
func (t *tagger) mentions(d *doc.Doc, found []doc.Mention) {
	r := newReader(d, t.x, repair(d, t.x, found))
	d.Mentions = slices.Clone(r.names)
	for _, p := range r.phrases() {
		if p.before != doc.NoIndex {
			if d.Mentions[p.before].Office == "" {
				d.Mentions[p.before].Office = r.officeText(p)
			}
			continue
		}
		d.Mentions = append(d.Mentions, r.nominal(p))
	}
	for i := range d.Tokens {
		if p, ok := pronouns[r.low(i)]; ok && r.nameAt[i] == doc.NoIndex && r.isPronoun(i) {
			m := doc.Mention{Range: doc.Range{From: i, To: i + 1}, Head: i, Type: doc.Misc, Form: doc.Pronoun, Entity: doc.NoIndex}
			if p.sex != 0 {
				m.Type = doc.Person
			}
			d.Mentions = append(d.Mentions, m)
		}
	}
	slices.SortStableFunc(d.Mentions, func(a, b doc.Mention) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(b.To, a.To), cmp.Compare(a.Form, b.Form))
	})
}

// isPronoun tells "us" from "US" and "it" from "IT".
func (r *reader) isPronoun(i int) bool {
	f := r.d.Form(i)
	if len(f) == 2 && f == strings.ToUpper(f) {
		return false
	}
	if f == "i" {
		return false
	}
	u := r.d.Tokens[i].UPOS
	return u == "" || u == "PRON" || u == "DET"
}

// nominal turns a phrase into a mention.
func (r *reader) nominal(p phrase) doc.Mention {
	m := doc.Mention{Range: p.Range, Head: p.words.To - 1, Form: doc.Nominal, Entity: doc.NoIndex, Type: doc.Person}
	switch p.acting {
	case "":
		if !p.kin {
			m.Office = r.officeText(p)
		}
	case actsAsState:
		m.Type = doc.Location
	case actsAsOrg:
		m.Type = doc.Organization
	case actsAsGroup:
		m.Type = doc.Misc
	}
	return m
}

// officeText returns the office with its modifiers and what "of" adds, without
// determiner: "Velmar President", "head of the delegation".
func (r *reader) officeText(p phrase) string {
	if f := r.d.Form(p.left); f == "-" && p.left < p.words.From {
		p.left++
	}
	to := p.words.To
	if p.To > to && r.low(to) == "of" {
		to = p.To
	}
	from := p.left
	if p.owner != doc.NoIndex && r.names[p.owner].From < from {
		from = r.names[p.owner].From
	}
	return r.d.Words(r.d.SpanOf(doc.Range{From: from, To: to}))
}

// cutTitles moves titles out of persons' names, and takes "Pope" into them.
func cutTitles(d *doc.Doc, x *Lexicon, names []doc.Mention) []doc.Mention {
	out := names[:0]
	for _, m := range names {
		if m.Type == doc.Person {
			for m.Len() > 1 && x.cutTitle(d.Form(m.From), m.Len()) {
				m.From++
			}
			if m.From > 0 && strings.EqualFold(d.Form(m.From-1), "pope") && d.Sentence(m.From-1) == d.Sentence(m.From) &&
				(len(out) == 0 || out[len(out)-1].To < m.From) {
				m.From--
			}
		}
		out = append(out, m)
	}
	return out
}

// cutTitle tells whether f is a title that a name of n tokens should not begin with.
func (x *Lexicon) cutTitle(f string, n int) bool {
	if _, ok := x.courtesy[f]; ok {
		return f != "St."
	}
	if strings.EqualFold(f, "pope") {
		return false
	}
	o, ok := x.offices[strings.ToLower(f)]
	return ok && o.Title && n > 1
}
