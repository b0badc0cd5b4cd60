package quote

import (
	"slices"
	"strings"

	"parley/internal/doc"
)

// told is what the text says somebody is, by the words around a noun:
// "Velmar trade minister" of "minister".
type told struct {
	entity int
	words  map[string]bool
}

// alike makes one word of those that say the same before a name.
var alike = map[string]string{
	"sen.": "senator", "sen": "senator", "gov.": "governor", "gov": "governor", "rep.": "representative", "rep": "representative", "lawmaker": "representative",
	"congressman": "representative", "congresswoman": "representative", "gen.": "general", "gen": "general", "dr.": "doctor", "dr": "doctor", "prof.": "professor",
	"nominee": "candidate", "contender": "candidate", "hopeful": "candidate", "republicans": "republican", "gop": "republican", "democrat": "democratic",
	"democrats": "democratic", "attorney": "lawyer", "advisor": "adviser", "spokesman": "spokesperson", "spokeswoman": "spokesperson",
	"chairman": "chair", "chairwoman": "chair", "chairperson": "chair", "secretary-general": "secretary", "justice": "judge", "ex-president": "president",
}

// other holds the words that make another office of one.
var other = map[string]bool{
	"former": true, "ex": true, "vice": true, "deputy": true, "assistant": true, "acting": true, "late": true, "then": true, "running": true, "retired": true,
}

// said brings a word to the form in which descriptions are compared.
func said(form string) string {
	w := strings.ToLower(form)
	if a, ok := alike[w]; ok {
		return a
	}
	return w
}

// learn collects what the text says the people it names are, and who bears which surname.
func (v *voices) learn() {
	v.told, v.called, v.courtesy = map[string][]told{}, map[string][]int{}, map[string]titles{}
	d := v.Doc
	for e, x := range d.Entities {
		if words := strings.Fields(strings.ToLower(x.Name)); x.Kind == doc.KindPerson && len(words) > 0 {
			if last := words[len(words)-1]; len(v.called[last]) < manyTold {
				v.called[last] = append(v.called[last], e)
			}
		}
	}
	for _, m := range d.Mentions {
		if sex := v.titleSex(m.From); sex != 0 && m.Form == doc.Named && m.Len() == 1 {
			c := v.courtesy[strings.ToLower(d.Form(m.From))]
			if sex < 0 {
				c.he++
			} else {
				c.she++
			}
			v.courtesy[strings.ToLower(d.Form(m.From))] = c
		}
		if m.Form != doc.Named || m.Type != doc.Person || m.Entity == doc.NoIndex {
			continue
		}
		s := d.Sentences[v.sent[m.From]]
		from := m.From
		for from > s.From && from > m.From-8 && isPhraseTag(d.Tokens[from-1].XPOS) && !v.person(from-1) {
			from--
		}
		v.tell(m.Entity, doc.Range{From: from, To: m.From}, true)
		v.tell(m.Entity, v.saidAfter(m, s), false)
	}
}

// isPhraseTag reports whether a Penn tag is that of a word before a name that
// tells who it is.
func isPhraseTag(tag string) bool {
	return strings.HasPrefix(tag, "N") || strings.HasPrefix(tag, "J") || tag == "VBN"
}

// saidAfter returns the phrase that says who name m is: ", the minister" or
// "is the minister"; empty if none follows.
func (v *voices) saidAfter(m doc.Mention, s doc.Range) doc.Range {
	d, i := v.Doc, m.To
	if i+1 >= s.To {
		return doc.Range{}
	}
	switch strings.ToLower(d.Form(i)) {
	case ",", "–", "—", "is", "was", "became":
		i++
	default:
		return doc.Range{}
	}
	for i < s.To && (d.Tokens[i].XPOS == "DT" || d.Tokens[i].XPOS == "PRP$" || d.Tokens[i].XPOS == "RB") {
		i++
	}
	r := doc.Range{From: i, To: i}
	for r.To < s.To && r.Len() < 8 && isPhraseTag(d.Tokens[r.To].XPOS) && !v.person(r.To) {
		r.To++
	}
	if r.To < s.To && !ends(d.Tokens[r.To].XPOS) && d.Tokens[r.To].XPOS != "." || r.To < s.To && strings.HasPrefix(d.Tokens[r.To].XPOS, "V") {
		return doc.Range{} // "Duro, the poll found"
	}
	return r
}

// tell notes that entity e is what the last noun of r says, and, before a name,
// what the nouns of roles before it do: "Velmar candidate and senator".
func (v *voices) tell(e int, r doc.Range, before bool) {
	if r.Len() == 0 {
		return
	}
	d := v.Doc
	words := map[string]bool{}
	for i := r.From; i < r.To; i++ {
		words[said(d.Form(i))] = true
	}
	last := true
	for i := r.To - 1; i >= r.From && (last || before); i-- {
		if !strings.HasPrefix(d.Tokens[i].XPOS, "N") {
			continue
		}
		noun := said(d.Form(i))
		if l := v.told[noun]; (last || roles[noun]) && len(l) < manyTold {
			v.told[noun] = append(l, told{e, words})
		}
		last = false
	}
}

// roles are the nouns that say who somebody is also where another stands
// between them and the name.
var roles = map[string]bool{
	"candidate": true, "senator": true, "governor": true, "representative": true, "president": true, "mayor": true, "leader": true, "chair": true, "speaker": true, "minister": true,
}

// manyTold bounds how many people called by one noun or surname are compared,
// lookback how many tokens back a name is looked for.
const (
	manyTold = 60
	lookback = 400
)

// meant returns the person that the description with noun h in source r means:
// "the Velmar senator", where the text says who is one. NoIndex where it says
// it of nobody, or of several who may be meant.
func (v *voices) meant(h int, r doc.Range, prev int) int {
	d := v.Doc
	if tag := d.Tokens[h].XPOS; tag != "NN" && tag != "NNP" || !v.definite(h, r) {
		return doc.NoIndex
	}
	by, own := v.modifiers(r, h)
	best, top, tied := doc.NoIndex, -1, []int(nil)
	for _, t := range v.told[said(d.Form(h))] {
		n, ok := fitting(by, t.words)
		switch {
		case !ok || n < top:
		case n > top:
			best, top, tied = t.entity, n, []int{t.entity}
		case !slices.Contains(tied, t.entity):
			tied = append(tied, t.entity)
		}
	}
	switch {
	case best == doc.NoIndex || own && top == 0: // "Velmark's senator" is not that of Ostria
		return doc.NoIndex
	case len(tied) < 2 && (len(by) == 0 || top > 0):
		return best
	case slices.Contains(tied, prev) && v.near(prev, h):
		return prev
	}
	return v.latest(h, tied)
}

// modifiers returns the words that describe noun h in source r; own tells that
// a possessor is among them.
func (v *voices) modifiers(r doc.Range, h int) (by []string, own bool) {
	for i := r.From; i < h; i++ {
		own = own || v.owns(i)
		if isPhraseTag(v.Doc.Tokens[i].XPOS) {
			by = append(by, said(v.Doc.Form(i)))
		}
	}
	return by, own
}

// topic returns the person whom the sentence before a quotation begins with,
// where the same paragraph then calls the speaker by an office that the text
// gives to nobody: "Duro still doubts it. “…,” the Velmar senator said".
func (v *voices) topic(a *doc.Attribution) int {
	d := v.Doc
	r := a.Source[0]
	h := v.head(r)
	first := a.Content[0].From
	s := int(v.sent[min(first, h)])
	if a.Form == doc.Indirect || d.Tokens[h].XPOS != "NN" || !strings.EqualFold(d.Form(r.From), "the") || len(v.told[said(d.Form(h))]) > 0 {
		return doc.NoIndex
	}
	if s == 0 || v.para[d.Sentences[s-1].From] != v.para[first] || v.para[first] != v.para[h] {
		return doc.NoIndex
	}
	return v.subject(s-1, d.Sentences[s-1].To, 0)
}

// definite reports whether source r with noun h means somebody known: "the
// senator", "Velmark's senator", or an office without article in a headline.
func (v *voices) definite(h int, r doc.Range) bool {
	d := v.Doc
	if strings.EqualFold(d.Form(r.From), "the") {
		return true
	}
	if _, own := v.modifiers(r, h); own {
		return true
	}
	first := d.Tokens[r.From].XPOS
	return d.Sentences[v.sent[h]].From == r.From && v.para[h] < 2 && capital(d.Form(r.From)) && isPhraseTag(first)
}

// fitting counts the words of a description that the text says of somebody;
// ok is false where one of them makes another office of his.
func fitting(by []string, words map[string]bool) (n int, ok bool) {
	for _, w := range by {
		if words[w] {
			n++
		} else if other[w] {
			return 0, false
		}
	}
	for w := range other {
		if words[w] && !slices.Contains(by, w) {
			return 0, false
		}
	}
	return n, true
}

// latest returns the one of list that the text mentions last before token h, in
// the three sentences before and no other there; NoIndex if there is none such.
func (v *voices) latest(h int, list []int) int {
	d := v.Doc
	from := max(d.Sentences[max(0, int(v.sent[h])-3)].From, h-lookback)
	found := doc.NoIndex
	for i := h - 1; i >= from; i-- {
		k := v.mention[i]
		if k < 0 || v.state[i] != outside {
			continue
		}
		e := d.Mentions[k].Entity
		switch {
		case e == doc.NoIndex || !slices.Contains(list, e) || e == found:
		case found != doc.NoIndex:
			return doc.NoIndex
		default:
			found = e
		}
	}
	return found
}

// namesake returns the person that a surname at token h means which several
// bear: the one named in full in its paragraph, who spoke just before, who is
// named in full close by, or of whom the text speaks most. NoIndex where none
// stands out.
func (v *voices) namesake(h, prev int) int {
	list := v.bearers(h)
	if len(list) == 0 {
		return doc.NoIndex
	}
	p := v.Doc.Paragraphs[v.para[h]]
	if e := v.inFull(p.From, h, list); e != doc.NoIndex {
		return e
	}
	if slices.Contains(list, prev) && v.near(prev, h) {
		return prev
	}
	if q := int(v.para[h]) - 2; q >= 0 {
		p.From = v.Doc.Paragraphs[q].From
		if e := v.inFull(p.From, h, list); e != doc.NoIndex {
			return e
		}
	}
	return v.foremost(list, strings.ToLower(v.Doc.Form(h)))
}

// bearers returns the people whose names end with the name at token h,
// which may be one that was not taken for a name, as its title allows.
func (v *voices) bearers(h int) []int {
	d := v.Doc
	from, last := h, h
	if m := v.mention[h]; m >= 0 {
		if d.Mentions[m].Form != doc.Named {
			return nil
		}
		from, last = d.Mentions[m].From, d.Mentions[m].To-1
	}
	name, sex := strings.ToLower(d.Form(last)), v.titleSex(from)
	var sure, out []int
	for _, e := range v.called[name] {
		switch d.Entities[e].Female {
		case sex:
			sure = append(sure, e)
			out = append(out, e)
		case 0:
			out = append(out, e)
		default:
			if sex == 0 {
				out = append(out, e)
			}
		}
	}
	if sex != 0 && len(sure) > 0 {
		return sure
	}
	return out
}

// inFull returns the one of list who is named by more than one word between
// two tokens, and at most lookback tokens before the second, NoIndex if several are, or none.
func (v *voices) inFull(from, to int, list []int) int {
	found := doc.NoIndex
	for i := max(from, to-lookback); i < to; i++ {
		k := v.mention[i]
		if k < 0 {
			continue
		}
		m := v.Doc.Mentions[k]
		if m.From != i || m.Len() < 2 || m.Form != doc.Named || !slices.Contains(list, m.Entity) || m.Entity == found {
			continue
		}
		if found != doc.NoIndex {
			return doc.NoIndex
		}
		found = m.Entity
	}
	return found
}

// foremost returns the one of list whom the text mentions three times as often
// as the others together, of those whom most courtesy titles before their
// surname allow.
func (v *voices) foremost(list []int, name string) int {
	all, most, best := 0, 0, doc.NoIndex
	sex := v.courtesy[name]
	for _, e := range list {
		x := v.Doc.Entities[e]
		if sex.he >= 3*max(1, sex.she) && x.Female > 0 || sex.she >= 3*max(1, sex.he) && x.Female < 0 {
			continue
		}
		n := len(x.Mentions)
		all += n
		if n > most {
			most, best = n, e
		}
	}
	if most < 3*(all-most) {
		return doc.NoIndex
	}
	return best
}

// titles counts the courtesy titles of men and women before a surname.
type titles struct{ he, she int }

// titleSex returns -1 where the title of a man stands before token i, +1 for a woman's.
func (v *voices) titleSex(i int) int8 {
	if i < 1 {
		return 0
	}
	switch strings.ToLower(strings.TrimSuffix(v.Doc.Form(i-1), ".")) {
	case "mr":
		return -1
	case "mrs", "ms", "miss":
		return +1
	}
	return 0
}
