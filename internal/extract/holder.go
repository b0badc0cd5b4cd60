package extract

import (
	"parley/internal/doc"
	"parley/internal/record"
)

// subjectOf is tree.subject, helped by word order for a finite verb without one.
// Who acts inside a quotation of whole sentences is not looked for outside it.
func (r *reader) subjectOf(i int) (subj int, passive bool) {
	subj, passive = r.t.subject(i, r.lex)
	if subj < 0 && !passive {
		switch r.d.Tokens[i].XPOS {
		case "VBD", "VBZ", "VBP", "VBN", "JJ", "JJR":
			subj = r.t.linearSubject(i, r.d.Sentences[r.d.Sentence(i)].From, r.lex)
		}
	}
	if q := r.wholeQuotation(i); subj >= 0 && q.Len() > 0 && !q.Has(subj) {
		return doc.NoIndex, false
	}
	return subj, passive
}

// wholeQuotation returns the quotation around token i if it begins with a
// capital that is no name's: words quoted as sentences and not as a part of one.
func (r *reader) wholeQuotation(i int) doc.Range {
	lo, hi := 0, len(r.d.Quotations)
	for lo < hi {
		if m := (lo + hi) / 2; r.d.Quotations[m].From <= i {
			lo = m + 1
		} else {
			hi = m
		}
	}
	for k := lo - 1; k >= max(lo-3, 0); k-- {
		q := r.d.Quotations[k].Range
		if !q.Has(i) || q.Len() < 4 || q.From+1 >= len(r.d.Tokens) {
			continue
		}
		first := q.From + 1
		if c := r.d.Form(first)[0]; c >= 'A' && c <= 'Z' && r.d.Tokens[first].UPOS != "PROPN" {
			return q
		}
	}
	return doc.Range{}
}

// holders returns who stands at token subj, and with whom: "A, B and C demanded".
func (r *reader) holders(subj int) []record.Who {
	if w, ok := r.ownVoice(subj); ok {
		return []record.Who{w}
	}
	if by := r.issuers(subj); len(by) > 0 {
		var out []record.Who
		for _, k := range by {
			out = append(out, r.holders(k)...)
		}
		return out
	}
	var out []record.Who
	add := func(k int) {
		w, ok := r.whoAt(k)
		if !ok {
			w, ok = r.nameAt(k)
		}
		if !ok {
			w, ok = r.outletAt(k)
		}
		if c := r.t.child(k, "nmod"); !ok && c > k && r.t.prep(c) == "of" && r.lex.is("crowd", r.t.lemma(k)) { // "thousands of officers"
			w, ok = r.whoAt(c)
		}
		if ok && known(w) {
			w = r.fullName(k, w)
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

// fullNameWithin is where a full name is looked for, in tokens from the start: at
// its first mention, and in bounded time.
const fullNameWithin = 2000

// fullName returns w by the full name that the text has for it, where w is only
// "the guild" and the text speaks of one "Guild of Masters".
func (r *reader) fullName(i int, w record.Who) record.Who {
	lem := r.t.lemma(i)
	if w.Kind != record.Group || !r.lex.is("shortens", lem) || !r.t.has(i, "det", "the") || r.t.has(i, "compound") || r.t.has(i, "amod") {
		return w
	}
	found := ""
	for k := range min(len(r.d.Tokens), fullNameWithin) {
		if r.t.lower(k) != lem || !r.capital(k) {
			continue
		}
		rg := doc.Range{From: k, To: k + 1}
		for rg.From > 0 && rg.Len() < 8 && r.capital(rg.From-1) && r.d.Sentence(rg.From-1) == r.d.Sentence(k) && r.t.lower(rg.From-1) != "the" {
			rg.From--
		}
		for next := rg.To; next < min(len(r.d.Tokens), k+8); next++ { // "of Ships' Officers"
			switch f := r.t.lower(next); {
			case r.capital(next):
				rg.To = next + 1
				continue
			case f == "of" || f == "for" || f == "and" || f == "the" || f == "'s" || f == "’s" || f == "'" || f == "’":
				continue
			}
			break
		}
		name := r.text(rg)
		switch {
		case rg.Len() < 2:
		case found != "" && found != name:
			return w
		default:
			found = name
		}
	}
	if found != "" {
		w.Name, w.Kind = found, record.Organization
	}
	return w
}

// capital reports whether token i is written with a capital.
func (r *reader) capital(i int) bool {
	f := r.d.Form(i)
	return f != "" && f[0] >= 'A' && f[0] <= 'Z'
}

// nameAt returns who a capitalised noun at token i is that no layer knows as
// somebody: one who takes a position is a body of that name, and a place that
// does is those who govern it. ok is false where the name is a date, or no name.
func (r *reader) nameAt(i int) (record.Who, bool) {
	if r.d.Tokens[i].UPOS != "PROPN" || r.timeAt(i) >= 0 {
		return record.Who{}, false
	}
	if e := r.entityAt(i); e >= 0 {
		w := r.entityWho(e)
		if r.d.Entities[e].Kind == doc.KindPlace {
			w.Kind = record.Organization
		}
		return w, known(w)
	}
	np := r.nounPhrase(i)
	for k := np.From; k < np.To; k++ {
		if r.d.Tokens[k].UPOS == "PROPN" {
			name := r.text(doc.Range{From: k, To: np.To})
			return record.Who{Name: name, Kind: record.Organization, DescribedAs: name}, true
		}
	}
	return record.Who{}, false
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
