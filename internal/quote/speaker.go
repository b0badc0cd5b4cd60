package quote

import (
	"slices"
	"strings"

	"parley/internal/doc"
)

// voices works out which entity speaks each attribution.
type voices struct {
	*editor
	mention []int             // by token: the innermost mention that covers it, -1 if none
	spoke   []int             // by paragraph: the entity that spoke last in it, NoIndex if none
	told    map[string][]told // by noun: who the text says is one
	called  map[string][]int  // by surname: the people who bear it

	courtesy map[string]titles // by surname: how often "Mr." and "Mrs." stand before it
}

func newVoices(e *editor) *voices {
	v := &voices{editor: e, mention: make([]int, len(e.word)), spoke: make([]int, len(e.Doc.Paragraphs))}
	for i := range v.mention {
		v.mention[i] = -1
	}
	for k, m := range e.Doc.Mentions { // longer come first, so that the innermost stays
		for i := m.From; i < m.To; i++ {
			v.mention[i] = k
		}
	}
	for i := range v.spoke {
		v.spoke[i] = doc.NoIndex
	}
	v.learn()
	return v
}

// resolve fills Speaker and Who of all attributions, in text order.
func (v *voices) resolve() {
	prev := doc.NoIndex
	for k := range v.as {
		a := &v.as[k]
		if a.By == byInterview && a.Speaker != doc.NoIndex {
			a.Who = "label"
		} else {
			a.Speaker, a.Who = v.speaker(a, prev)
		}
		if a.Speaker != doc.NoIndex {
			prev = a.Speaker
			for _, c := range a.Content {
				v.spoke[v.para[c.From]] = a.Speaker
			}
		}
	}
}

// speaker returns the entity that speaks a and the rule that decided. prev is
// who spoke the attribution before.
func (v *voices) speaker(a *doc.Attribution, prev int) (int, string) {
	if len(a.Source) > 0 {
		e, who := v.bySource(a.Source[0], prev)
		if e == doc.NoIndex && who == "description" {
			if p := v.topic(a); p != doc.NoIndex {
				return p, "topic"
			}
		}
		return e, who
	}
	return v.unsaid(a, prev)
}

// bySource returns the entity that source r names, describes or stands for,
// and the rule that decided.
func (v *voices) bySource(r doc.Range, prev int) (int, string) {
	h := v.head(r)
	e, who := v.entityAt(h)
	switch {
	case e != doc.NoIndex && who != "pronoun" && v.speaks(e):
		return e, who
	case who == "name", who == "" && v.alone(h, r):
		if p := v.namesake(h, prev); p != doc.NoIndex {
			return p, "namesake"
		}
	case who == "pronoun":
		if p := v.went(h, e, prev); p != doc.NoIndex {
			return p, "pronoun-speaker"
		}
		if e != doc.NoIndex {
			return e, who
		}
		return v.pronoun(h, prev)
	case strings.HasPrefix(v.Doc.Tokens[h].XPOS, "PRP"):
		return v.pronoun(h, prev)
	}
	if who != "name" {
		if p := v.meant(h, r, prev); p != doc.NoIndex {
			return p, "role"
		}
	}
	if who == "" {
		who = "unnamed"
	}
	return e, who
}

// alone reports whether source r is a noun with a capital at token h and a
// courtesy title at most.
func (v *voices) alone(h int, r doc.Range) bool {
	if !strings.HasPrefix(v.Doc.Tokens[h].XPOS, "N") || !capital(v.Doc.Form(h)) {
		return false
	}
	return r.From == h || r.From == h-1 && strings.HasPrefix(v.Doc.Form(r.From), "M") && strings.HasSuffix(v.Doc.Form(r.From), ".")
}

// speaks reports whether entity e is of a kind that can.
func (v *voices) speaks(e int) bool {
	x := v.Doc.Entities[e]
	return x.ActsFor != "" || x.Kind != doc.KindOther && x.Kind != doc.KindPlace
}

// entityAt returns the entity of the mention at token h and how it is
// mentioned; "" if there is no mention.
func (v *voices) entityAt(h int) (int, string) {
	for k := v.mention[h]; k >= 0 && v.Doc.Mentions[k].Has(h); k-- {
		m := v.Doc.Mentions[k]
		if m.Form != doc.Named && m.Head != h {
			continue
		}
		switch m.Form {
		case doc.Named:
			return m.Entity, "name"
		case doc.Pronoun:
			return m.Entity, "pronoun"
		default:
			return m.Entity, "description"
		}
	}
	return doc.NoIndex, ""
}

// head returns the token of a source that says who it is: the last noun
// before what follows it ("Ana Duro, the minister", "an aide to Ana Duro",
// "Duro, who replaced Moss"), or the name after an office ("Secretary of State Ana Duro").
func (v *voices) head(r doc.Range) int {
	d := v.Doc
	r = v.afterQuotation(r)
	h, first := -1, r.To
	for i := r.From; i < r.To; i++ {
		switch tag := d.Tokens[i].XPOS; {
		case strings.HasPrefix(tag, "N"), tag == "PRP":
			h = i
		case h < 0 && (tag == "DT" || tag == "CD" || tag == "EX" || tag == "JJ" || tag == "JJS"):
			first = min(first, i)
		case h >= 0 && ends(tag) && d.Form(i) != "/":
			return v.named(v.titled(h, i, r), r)
		}
	}
	if h < 0 && first < r.To {
		return first
	}
	if h < 0 {
		return r.From
	}
	return h
}

// afterQuotation returns r without a title in quotation marks that it begins
// with: “The Long Way” author Ana Duro.
func (v *voices) afterQuotation(r doc.Range) doc.Range {
	if v.state[r.From] != opening {
		return r
	}
	for i := r.From; i+1 < r.To; i++ {
		if v.state[i] == closing && strings.HasPrefix(v.Doc.Tokens[r.To-1].XPOS, "N") {
			return doc.Range{From: i + 1, To: r.To}
		}
	}
	return r
}

// named returns the person that stands beside a description at h ("a former
// minister, Ana Duro"), h where h is a name or nobody stands there.
func (v *voices) named(h int, r doc.Range) int {
	d := v.Doc
	if m := v.mention[h]; m >= 0 && d.Mentions[m].Form == doc.Named {
		return h
	}
	open := false // since a comma nothing but nouns and what goes with them
	for i := h + 1; i < r.To; i++ {
		tag := d.Tokens[i].XPOS
		switch {
		case tag == ",":
			open = true
		case strings.HasPrefix(tag, "V"), strings.HasPrefix(tag, "W"), tag == "IN", tag == "TO", tag == "MD", tag == "POS":
			open = false
		}
		if m := v.mention[i]; open && m >= 0 && d.Mentions[m].From == i && v.person(i) && !v.owns(d.Mentions[m].To) {
			return d.Mentions[m].To - 1
		}
	}
	return h
}

// owns reports whether a possessive mark stands at token i.
func (v *voices) owns(i int) bool { return i < len(v.Doc.Tokens) && v.Doc.Tokens[i].XPOS == "POS" }

// ends reports whether a Penn tag ends the first phrase of a source.
func ends(tag string) bool {
	switch tag {
	case ",", ":", "IN", "TO", "CC", "VBD", "VBZ", "VBP", "MD", "-LRB-":
		return true
	}
	return strings.HasPrefix(tag, "W")
}

// titled returns the person named after an office that ends at h and goes on
// at i ("minister | for trade Ana Duro"), h if there is none.
func (v *voices) titled(h, i int, r doc.Range) int {
	d := v.Doc
	if tag := d.Tokens[i].XPOS; tag != "IN" && tag != "TO" || !strings.HasPrefix(d.Tokens[h].XPOS, "N") || v.person(h) {
		return h
	}
	for k := i + 1; k < r.To; k++ {
		tag := d.Tokens[k].XPOS
		if tag == "," || strings.HasPrefix(tag, "V") || strings.HasPrefix(tag, "W") {
			return h
		}
		if m := v.mention[k]; m >= 0 && d.Mentions[m].From == k && v.person(k) {
			before := d.Tokens[k-1].XPOS
			if k-1 > i && strings.HasPrefix(before, "N") && (capital(d.Form(h)) || v.mention[k-1] >= 0) {
				return d.Mentions[m].To - 1
			}
			return h
		}
	}
	return h
}

func (v *voices) person(i int) bool {
	m := v.mention[i]
	return m >= 0 && v.Doc.Mentions[m].Type == doc.Person && v.Doc.Mentions[m].Form == doc.Named
}

// pronoun resolves an unresolved pronoun at token h: who spoke before in the
// paragraph, else the person that the sentence before is about.
func (v *voices) pronoun(h, prev int) (int, string) {
	sex := int8(0)
	switch strings.ToLower(v.Doc.Form(h)) {
	case "he", "him":
		sex = -1
	case "she", "her":
		sex = +1
	case "i", "me", "we":
		if v.state[h] == outside {
			if e := v.author(h); e != doc.NoIndex {
				return e, "author"
			}
		}
		return doc.NoIndex, "unknown"
	default:
		return doc.NoIndex, "unknown"
	}
	if e := v.subject(int(v.sent[h]), h, sex); e != doc.NoIndex {
		return e, "pronoun-sentence"
	}
	if v.fits(prev, sex) && v.near(prev, h) {
		return prev, "pronoun-speaker"
	}
	for s := int(v.sent[h]) - 1; s >= max(0, int(v.sent[h])-3); s-- {
		if e := v.subject(s, v.Doc.Sentences[s].To, sex); e != doc.NoIndex {
			return e, "pronoun-subject"
		}
	}
	return doc.NoIndex, "unknown"
}

// author returns who says "I" at token h outside of quotation marks: the person
// whose name alone makes a paragraph after it, as under a letter, or of whom the
// last paragraphs of the text begin to tell who that is. NoIndex if none does.
func (v *voices) author(h int) int {
	d := v.Doc
	for p := int(v.para[h]) + 1; p < min(len(d.Paragraphs), int(v.para[h])+12); p++ {
		r := d.Paragraphs[p]
		for r.Len() > 1 && r.Len() < 8 && !isWordTag(d.Tokens[r.To-1].XPOS) {
			r.To--
		}
		if m := v.mention[r.From]; m >= 0 && d.Mentions[m].Range == r && r.Len() > 1 && v.person(r.From) {
			return d.Mentions[m].Entity
		}
	}
	for p := max(int(v.para[h])+1, len(d.Paragraphs)-4); p < len(d.Paragraphs); p++ {
		m := v.mention[d.Paragraphs[p].From]
		if m < 0 || !v.person(d.Paragraphs[p].From) || d.Mentions[m].Len() < 2 {
			continue
		}
		at := d.Mentions[m].To
		if at < len(d.Tokens) && (d.Form(at) == "is" || d.Form(at) == ",") && d.Mentions[m].Entity != doc.NoIndex && d.Entities[d.Mentions[m].Entity].Mentions[0] == m {
			return d.Mentions[m].Entity
		}
	}
	return doc.NoIndex
}

// went returns who spoke the attribution before, where the sentence before the
// pronoun at h begins with him too, and the pronoun's own sentence names no
// other: "Duro said that Moss was wrong. She added" is Duro, whatever entity e
// stands nearest. NoIndex where this is not so.
func (v *voices) went(h, e, prev int) int {
	sex := int8(0)
	switch strings.ToLower(v.Doc.Form(h)) {
	case "he":
		sex = -1
	case "she":
		sex = +1
	default:
		return doc.NoIndex
	}
	s := int(v.sent[h])
	if e != prev && v.aside(h) && v.fits(prev, sex) && v.subject(s, h, sex) == prev {
		return prev
	}
	if e == prev || s == 0 || !v.fits(prev, sex) || v.subject(s, h, sex) != doc.NoIndex {
		return doc.NoIndex
	}
	before := v.Doc.Sentences[s-1]
	if v.near(prev, h) && v.state[before.From] != outside && v.state[before.To-1] != outside { // all of it is what prev said
		return prev
	}
	if v.nearly(prev, h) && v.goesOn(s-1, prev, sex) {
		return prev
	}
	return doc.NoIndex
}

// goesOn reports whether sentence s is about entity e: the first person in it is
// e, or a pronoun that goes on from a sentence before it which is.
func (v *voices) goesOn(s, e int, sex int8) bool {
	for first := max(0, s-2); s >= first; s-- {
		who := v.subject(s, v.Doc.Sentences[s].To, sex)
		if who == e {
			return true
		}
		if r := v.Doc.Sentences[s]; who == doc.NoIndex || !v.pronounLeads(r) {
			return false
		}
	}
	return false
}

// pronounLeads reports whether the first person of the sentence in r is a pronoun.
func (v *voices) pronounLeads(r doc.Range) bool {
	for i := r.From; i < min(r.To, r.From+3*reach); i++ {
		if k := v.mention[i]; k >= 0 && v.state[i] == outside && v.Doc.Mentions[k].Entity != doc.NoIndex && v.fits(v.Doc.Mentions[k].Entity, 0) {
			return v.Doc.Mentions[k].Form == doc.Pronoun
		}
	}
	return false
}

// aside reports whether the pronoun at token h and its verb stand between
// commas: "the talks, he said, would".
func (v *voices) aside(h int) bool {
	d := v.Doc
	if h < 1 || h+2 >= len(d.Tokens) || d.Form(h-1) != "," || !strings.HasPrefix(d.Tokens[h+1].XPOS, "V") {
		return false
	}
	return d.Form(h+2) == "," || d.Tokens[h+2].XPOS == "."
}

// fits reports whether entity e is a person of that sex, or may be.
func (v *voices) fits(e int, sex int8) bool {
	if e == doc.NoIndex {
		return false
	}
	x := v.Doc.Entities[e]
	return x.Kind == doc.KindPerson && (x.Female == 0 || sex == 0 || x.Female == sex)
}

// near reports whether e spoke in the paragraph of token h or the one before.
func (v *voices) near(e, h int) bool {
	p := v.para[h]
	return v.spoke[p] == e || p > 0 && v.spoke[p-1] == e
}

// nearly is near, or holds where nobody has spoken in the paragraph between.
func (v *voices) nearly(e, h int) bool {
	p := v.para[h]
	return v.near(e, h) || p > 1 && v.spoke[p-1] == doc.NoIndex && v.spoke[p-2] == e
}

// subject returns the first person of that sex named or meant in sentence s
// outside quotation marks and before token end that is no possessor and
// follows no preposition, NoIndex if there is none.
func (v *voices) subject(s, end int, sex int8) int {
	d := v.Doc
	for i := d.Sentences[s].From; i < min(end, d.Sentences[s].To, d.Sentences[s].From+3*reach); i++ {
		k := v.mention[i]
		if k < 0 || d.Mentions[k].From != i || v.state[i] != outside {
			continue
		}
		m := d.Mentions[k]
		if m.Entity == doc.NoIndex || !v.fits(m.Entity, sex) || m.To < len(d.Tokens) && d.Tokens[m.To].XPOS == "POS" || d.Tokens[i].XPOS == "PRP$" {
			continue
		}
		if i > d.Sentences[s].From && (d.Tokens[i-1].XPOS == "IN" || d.Tokens[i-1].XPOS == "TO") || v.modifies(m) {
			continue
		}
		return m.Entity
	}
	return doc.NoIndex
}

// modifies reports whether a name stands before the noun that it belongs to:
// "the Duro campaign", "Duro spokesman Piet Moss".
func (v *voices) modifies(m doc.Mention) bool {
	return m.Form == doc.Named && m.To < len(v.Doc.Tokens) && strings.HasPrefix(v.Doc.Tokens[m.To].XPOS, "N") && v.sent[m.To] == v.sent[m.From]
}

// unsaid finds who speaks where the text names no source: the source or
// subject earlier in the sentence ("…, adding that"), or who spoke just before.
func (v *voices) unsaid(a *doc.Attribution, prev int) (int, string) {
	if len(a.Cue) == 0 {
		if v.near(prev, a.Content[0].From) {
			return prev, "speaker-before"
		}
		return doc.NoIndex, "unknown"
	}
	c := v.cueToken(a.Cue[0])
	if v.passive(c) {
		return doc.NoIndex, "unknown"
	}
	s := v.Doc.Sentences[v.sent[c]]
	for i := c; i >= max(s.From, c-3*reach); i-- {
		if k := v.role[i]; k >= 0 && &v.as[k] != a && v.as[k].Speaker != doc.NoIndex && len(v.as[k].Source) > 0 && v.as[k].Source[0].Has(i) {
			return v.as[k].Speaker, "same-sentence"
		}
	}
	if e := v.subject(int(v.sent[c]), c, 0); e != doc.NoIndex {
		return e, "sentence-subject"
	}
	if a.Form != doc.Indirect && v.near(prev, c) {
		return prev, "speaker-before"
	}
	return doc.NoIndex, "unknown"
}

// passive reports whether token c is a participle after a form of be ("is
// expected to", "was told").
func (pg *Page) passive(c int) bool {
	if pg.Doc.Tokens[c].XPOS != "VBN" {
		return false
	}
	for i := c - 1; i >= max(0, c-4); i-- {
		switch strings.ToLower(pg.Doc.Form(i)) {
		case "is", "are", "was", "were", "be", "been", "being", "'s", "’s", "'re", "’re":
			return true
		case "has", "have", "had":
			return false
		}
	}
	return false
}

// ownWords gives the pronouns of the first person that stand in quoted
// content, and that nothing has resolved, to the speaker.
func (v *voices) ownWords() {
	d := v.Doc
	for k := range d.Mentions {
		m := &d.Mentions[k]
		if m.Form != doc.Pronoun || m.Entity != doc.NoIndex || v.of[m.From] < 0 || v.state[m.From] == outside {
			continue
		}
		a := v.as[v.of[m.From]]
		switch strings.ToLower(d.Form(m.From)) {
		case "i", "me", "my", "mine", "myself":
			m.Entity = a.Speaker
		}
		if m.Entity != doc.NoIndex {
			d.Entities[m.Entity].Mentions = append(d.Entities[m.Entity].Mentions, k)
		}
	}
	for k := range d.Entities {
		slices.Sort(d.Entities[k].Mentions)
	}
}
