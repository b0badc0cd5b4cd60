package extract

import (
	"strings"

	"parley/internal/doc"
	"parley/internal/record"
)

// unnamed returns who a source without a name is, as the text describes it:
// several or many are a group, one is anonymous, a campaign or team is known by
// whose it is. ok is false for things, and where the words do not tell.
func (r *reader) unnamed(rg doc.Range, described string) (who record.Who, ok bool) {
	h, many := r.sourceHead(rg)
	group := record.Who{Name: described, Kind: record.Group, DescribedAs: described}
	if h < 0 && !many && rg.Len() > 1 && r.isOneOf(rg.From, rg.From) { // "one Republican", taken for an adjective
		return record.Who{Name: "anonymous", Kind: record.Anonymous, DescribedAs: described}, true
	}
	if h < 0 {
		return group, many || r.d.Tokens[rg.From].XPOS == "CD" || r.d.Tokens[rg.To-1].XPOS == "CD"
	}
	lem, plural := r.t.lemma(h), strings.HasSuffix(r.d.Tokens[h].XPOS, "S") && !r.isOneOf(rg.From, rg.From)
	group.Name, group.Party = r.bare(doc.Range{From: rg.From, To: h + 1}), r.partyIn(h)
	one := record.Who{Name: "anonymous", Kind: record.Anonymous, DescribedAs: described, Party: group.Party}
	switch {
	case many:
		group.Name = described
		return group, true
	case r.lex.is("thing", lem):
		return record.Who{}, false
	case r.lex.is("body", lem) && !plural:
		return r.bodyOf(rg, h, group), true
	case plural:
		return group, true
	case r.isProper(doc.Range{From: rg.From, To: h + 1}): // a name that nothing knows: "the Fed"
		group.Kind = record.Organization
		return group, true
	case r.lex.is("someone", lem) || r.d.Tokens[h].UPOS == "PROPN":
		return one, r.isOneOf(rg.From, h) // "the senator" may be somebody named elsewhere
	}
	return record.Who{}, false
}

// isProper reports whether rg is "the" and words with capitals that are no word for people.
func (r *reader) isProper(rg doc.Range) bool {
	for i := rg.From + 1; i < rg.To; i++ {
		lem := r.t.lower(i)
		if lem == r.d.Form(i) || r.lex.is("someone", lem) || r.lex.is("unnamed", lem) || strings.HasSuffix(lem, "an") || strings.HasSuffix(lem, "crat") {
			return false
		}
	}
	return rg.Len() > 1 && r.t.lower(rg.From) == "the"
}

// sourceHead returns the noun that tells who a source is, the last before what
// follows it, doc.NoIndex if there is none. many tells that words for how many
// lead it or stand for it: "a majority of voters", "56 percent".
func (r *reader) sourceHead(rg doc.Range) (h int, many bool) {
	h = doc.NoIndex
	for i := rg.From; i < rg.To; i++ {
		tag, amount := r.d.Tokens[i].XPOS, r.lex.is("many", r.t.lemma(i)) || r.lex.is("many", r.t.lower(i))
		many = many || amount && h < 0
		switch {
		case tag == "IN" && many && h < 0 && i > rg.From: // "many of the voters"
		case strings.HasPrefix(tag, "N") && !amount:
			h = i
		case h >= 0 && endsPhrase(tag), h < 0 && many && endsPhrase(tag):
			return h, many
		}
	}
	return h, many
}

// endsPhrase reports whether a Penn tag ends the first phrase of a source.
func endsPhrase(tag string) bool {
	switch tag {
	case ",", ":", "IN", "TO", "CC", "MD", "-LRB-", "VBD", "VBZ", "VBP", "VBN", "VBG":
		return true
	}
	return strings.HasPrefix(tag, "W")
}

// end returns where the description in rg ends: at its first comma, dash or
// relative clause.
func (r *reader) end(rg doc.Range) int {
	for i := rg.From + 1; i < rg.To; i++ {
		switch r.t.lower(i) {
		case ",", "who", "which", "—", "–", "(":
			return i
		}
	}
	return rg.To
}

// bare returns the words of rg without an article before them.
func (r *reader) bare(rg doc.Range) string {
	switch r.t.lower(rg.From) {
	case "the", "a", "an":
		if rg.Len() > 1 {
			rg.From++
		}
	}
	return r.text(rg)
}

// isOneOf reports whether token i leads noun h as one of many, or of somebody's:
// "one Democrat", "her lawyer", "Duro's lawyer".
func (r *reader) isOneOf(i, h int) bool {
	switch r.t.lower(i) {
	case "a", "an", "one", "another":
		return true
	}
	for ; i < h; i++ {
		if tag := r.d.Tokens[i].XPOS; tag == "PRP$" || tag == "POS" {
			return true
		}
	}
	return false
}

// far is how many tokens back the name of a body is looked for.
const far = 1500

// bodyOf returns the body that noun h of source rg means, by whose it is: "the
// Duro campaign", "her campaign"; "the campaign" alone is the one named last.
// described is returned where the text does not tell.
func (r *reader) bodyOf(rg doc.Range, h int, described record.Who) record.Who {
	body := described
	body.Kind = record.Organization
	for i := rg.From; i < h; i++ {
		if r.isNamed(i) && r.leadsTo(r.d.Mentions[r.mentionAt[i]].To, h) {
			body.Name = r.text(doc.Range{From: r.d.Mentions[r.mentionAt[i]].From, To: h + 1})
			return body
		}
	}
	owner := doc.NoIndex
	switch lead := r.d.Tokens[rg.From]; {
	case lead.XPOS == "PRP$":
		if m := r.mentionAt[rg.From]; m >= 0 {
			owner = r.d.Mentions[m].Entity
		}
		if owner < 0 {
			return described
		}
	case h != rg.From+1 || r.t.lower(rg.From) != "the":
		return described
	}
	for j := rg.From - 1; j > max(0, rg.From-far); j-- {
		if r.t.lower(j) != r.t.lower(h) {
			continue
		}
		k := j - 1
		if r.d.Tokens[k].XPOS == "POS" {
			k--
		}
		if k < 0 || !r.isNamed(k) {
			continue
		}
		if m := r.d.Mentions[r.mentionAt[k]]; owner < 0 || m.Entity == owner {
			body.Name = r.text(doc.Range{From: m.From, To: j + 1})
			return body
		}
	}
	if owner >= 0 && r.d.Entities[owner].Name != "" {
		body.Name = r.d.Entities[owner].Name + "'s " + r.t.lower(h)
		return body
	}
	return described
}

// leadsTo reports whether nothing but nouns and possessive marks stands from token i to noun h.
func (r *reader) leadsTo(i, h int) bool {
	for ; i < h; i++ {
		if tag := r.d.Tokens[i].XPOS; tag != "POS" && !strings.HasPrefix(tag, "N") {
			return false
		}
	}
	return true
}

// beforeRelative returns the nouns that the relative pronoun at token i stands
// for, right before it or before a comma; empty if there are none.
func (r *reader) beforeRelative(i int) doc.Range {
	to := i
	if to > 0 && (r.d.Form(to-1) == "," || r.d.Form(to-1) == "—" || r.d.Form(to-1) == "–") {
		to--
	}
	from := to
	for from > 1 && from > i-12 {
		tag := r.d.Tokens[from-1].XPOS
		switch {
		case strings.HasPrefix(tag, "N"), strings.HasPrefix(tag, "J"), tag == "DT", tag == "POS", tag == "PRP$", tag == "CD":
		case r.d.Form(from-1) == "-" && from < to: // "working-class voters"
			from--
		case tag == "CC" && from < to && from > 1 && strings.HasSuffix(r.d.Tokens[from-2].XPOS, "S"):
		default:
			return doc.Range{From: from, To: to}
		}
		from--
	}
	return doc.Range{From: from, To: to}
}

// several is whom "they" may mean: the last source that was more than one.
type several struct {
	who      record.Who
	sentence int
}

// remember notes a source that "they" may mean after it.
func (r *reader) remember(a doc.Attribution, w record.Who) {
	if len(a.Source) == 0 || a.Source[0].Len() == 1 && r.d.Tokens[a.Source[0].From].UPOS == "PRON" {
		return
	}
	switch r.t.lower(a.Source[0].From) {
	case "none", "nobody", "no", "not":
		return
	}
	h, _ := r.sourceHead(a.Source[0])
	more := h >= 0 && strings.HasSuffix(r.d.Tokens[h].XPOS, "S")
	if w.Kind == record.Group || w.Kind == record.Anonymous && more {
		r.they = several{w, r.d.Sentence(a.Source[0].From)}
	}
}

// meant returns whom a source "they" means: those who spoke in this sentence or
// the one before.
func (r *reader) meant(a doc.Attribution) (record.Who, bool) {
	if len(a.Source) != 1 || a.Source[0].Len() != 1 || r.t.lower(a.Source[0].From) != "they" || r.they.who.Name == "" {
		return record.Who{}, false
	}
	back := r.d.Sentence(a.Source[0].From) - r.they.sentence
	return r.they.who, back >= 0 && back <= 2
}
