package extract

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"

	"parley/internal/doc"
	"parley/internal/record"
)

// names lists the somebodies of the text: what the record knows actors again by.
func (r *reader) names() {
	r.findRoles()
	for e, ent := range r.d.Entities {
		switch ent.Kind {
		case doc.KindPerson, doc.KindOrganization, doc.KindState, doc.KindGroup:
		default:
			if ent.ActsFor == "" {
				continue
			}
		}
		n := record.Name{Entity: entityID(e), Name: ent.Name, Kind: record.Kind(ent.Kind), Party: ent.Country}
		forms := map[string]bool{}
		for _, m := range ent.Mentions {
			men := r.d.Mentions[m]
			if men.Form == doc.Named {
				forms[r.text(men.Range)] = true
			}
			if men.Office != "" && !slices.Contains(n.Offices, men.Office) {
				n.Offices = append(n.Offices, men.Office)
			}
		}
		n.Roles = r.roles[e]
		for _, role := range n.Roles {
			if !slices.Contains(n.Offices, role.Office) {
				n.Offices = append(n.Offices, role.Office)
			}
		}
		if n.Party == "" && ent.Kind == doc.KindPerson {
			n.Party = r.partyOfRoles(e)
		}
		if ent.ActsFor != "" {
			n.Name, n.Kind, n.Party = ent.ActsFor, record.State, ent.ActsFor
		}
		for f := range forms {
			n.Forms = append(n.Forms, f)
		}
		sort.Strings(n.Forms)
		r.out.Names = append(r.out.Names, n)
	}
}

func entityID(e int) string { return fmt.Sprintf("e%d", e) }

// entityWho returns entity e as a speaker or holder.
func (r *reader) entityWho(e int) record.Who {
	ent := r.d.Entities[e]
	w := record.Who{Name: ent.Name, Entity: entityID(e), Kind: record.Kind(ent.Kind), Party: ent.Country, Office: ent.Office}
	if w.Name == "" && len(ent.Mentions) > 0 {
		w.Name = r.text(r.d.Mentions[ent.Mentions[0]].Range)
	}
	if ent.Kind == doc.KindPerson && e < len(r.roles) {
		w.Party = cmp.Or(w.Party, r.partyOfRoles(e))
		if w.Office == "" && len(r.roles[e]) > 0 {
			w.Office = r.roles[e][0].Office
		}
	}
	if ent.ActsFor != "" {
		w.DescribedAs = ent.Name
		w.Name, w.Kind, w.Party = ent.ActsFor, record.State, ent.ActsFor
	}
	switch ent.Kind {
	case doc.KindPlace, doc.KindOther:
		if ent.ActsFor == "" {
			w.Kind = record.Unknown
		}
	}
	return w
}

// entityAt returns the entity that token i, head of a noun phrase, stands for; doc.NoIndex if none.
func (r *reader) entityAt(i int) int {
	if e := r.titledAfter(i); e >= 0 {
		return e
	}
	if m := r.mentionAt[i]; m >= 0 {
		// a name inside a longer phrase ("Velmar officials") is not the phrase
		for ; m >= 0 && r.d.Mentions[m].Has(i); m-- {
			if men := r.d.Mentions[m]; men.Head == i && men.Entity >= 0 {
				return men.Entity
			}
		}
		if men := r.d.Mentions[r.mentionAt[i]]; men.Form == doc.Named && men.Entity >= 0 {
			return men.Entity
		}
	}
	return doc.NoIndex
}

// titledAfter returns the person whose name ends the phrase of nouns that token
// i begins ("Velmar President Ana Duro"), where the tree takes its first word
// for the head; doc.NoIndex otherwise.
func (r *reader) titledAfter(i int) int {
	if m := r.mentionAt[i]; m >= 0 && r.d.Mentions[m].Type == doc.Person || r.d.Tokens[i].UPOS != "PROPN" && r.d.Tokens[i].UPOS != "ADJ" {
		return doc.NoIndex
	}
	for k := i + 1; k < len(r.d.Tokens) && k < i+8; k++ {
		if u := r.d.Tokens[k].UPOS; u != "PROPN" && u != "NOUN" && u != "ADJ" || !r.under(k, i) {
			return doc.NoIndex
		}
		if m := r.mentionAt[k]; m >= 0 && r.isNamed(k) && r.d.Mentions[m].Type == doc.Person {
			return r.d.Mentions[m].Entity
		}
	}
	return doc.NoIndex
}

// under reports whether token k hangs somewhere below token i.
func (r *reader) under(k, i int) bool {
	for step := 0; k >= 0 && step < 8; step++ {
		if k == i {
			return true
		}
		k = r.d.Tokens[k].Head
	}
	return false
}

// whoAt returns who token i, head of a noun phrase, is as somebody who can say
// or want something. within is the statement that i stands in, if any, whose
// speaker "I" and "we" are. ok is false where the text does not tell.
func (r *reader) whoAt(i int) (who record.Who, ok bool) {
	switch w := r.t.lower(i); w {
	case "i", "we", "us", "our", "my", "me", "ourselves":
		if w == "us" && r.d.Form(i) == "US" { // the state
			break
		}
		if s := r.statedAt[i]; s >= 0 {
			return r.out.Statements[s].Speaker, r.out.Statements[s].Speaker.Name != "unknown"
		}
		return record.Who{}, false
	}
	if e := r.entityAt(i); e >= 0 {
		w := r.entityWho(e)
		if w.Kind == record.Unknown {
			return record.Who{}, false
		}
		return w, true
	}
	return r.describedAt(i)
}

// describedAt is whoAt for a noun phrase without a name: an unnamed source or a group.
func (r *reader) describedAt(i int) (record.Who, bool) {
	if r.d.Tokens[i].UPOS != "NOUN" && r.d.Tokens[i].UPOS != "PROPN" {
		return record.Who{}, false
	}
	if w, ok := r.ownedBody(i); ok {
		return w, true
	}
	lem := r.t.lemma(i)
	np := r.text(r.nounPhrase(i))
	plural := r.d.Tokens[i].XPOS == "NNS"
	switch {
	case r.lex.is("people", lem) && (plural || !r.lex.is("unnamed", lem)):
		w := record.Who{Name: np, Kind: record.Group, DescribedAs: np, Party: r.partyIn(i)}
		if r.lex.is("unnamed", lem) && !r.lex.is("people", r.t.lower(i)) && lem != "leader" {
			w.Name, w.Kind = "anonymous", record.Anonymous
		}
		return w, true
	case r.lex.is("unnamed", lem) || r.lex.is("unnamed", r.t.lower(i)):
		return record.Who{Name: "anonymous", Kind: record.Anonymous, DescribedAs: np, Party: r.partyIn(i)}, true
	}
	return record.Who{}, false
}

// ownedBody returns the state meant by "her country" or "his government".
func (r *reader) ownedBody(i int) (record.Who, bool) {
	p := r.t.child(i, "nmod:poss")
	if p < 0 || !r.lex.is("state", r.t.lemma(i)) {
		return record.Who{}, false
	}
	w, ok := r.whoAt(p)
	if !ok || w.Party == "" || w.Kind != record.Person {
		return record.Who{}, false
	}
	return record.Who{Name: w.Party, Kind: record.State, Party: w.Party, DescribedAs: r.text(doc.Range{From: p, To: i + 1})}, true
}

// partyIn returns the country that a modifier of noun i names ("Velmar officials"), "" if none.
func (r *reader) partyIn(i int) string {
	party := ""
	r.t.children(i, func(c int) bool {
		if rel := r.t.rel(c); rel == "amod" || rel == "compound" || rel == "nmod" {
			if e := r.entityAt(c); e >= 0 {
				party = r.entityWho(e).Party
			}
		}
		return party == ""
	})
	return party
}

// nounPhrase returns noun i with what stands before it and belongs to it, without determiner.
func (r *reader) nounPhrase(i int) doc.Range {
	rg := doc.Range{From: i, To: i + 1}
	r.t.children(i, func(c int) bool {
		if c > i {
			return r.t.rel(c) == "flat" && grow(&rg, c)
		}
		switch r.t.rel(c) {
		case "amod", "compound", "nummod", "flat", "goeswith":
			s := r.t.subtree(c)
			rg.From = min(rg.From, s.From)
		case "nmod":
			if r.d.Tokens[c].Rel == "nmod:poss" && r.isNamed(c) {
				rg.From = min(rg.From, r.t.subtree(c).From)
			}
		}
		return true
	})
	for rg.From < i && strings.ContainsAny(r.d.Form(rg.From), ",;\"“”") {
		rg.From++
	}
	return rg
}

func grow(rg *doc.Range, c int) bool {
	rg.To = max(rg.To, c+1)
	return true
}

func (r *reader) isNamed(i int) bool {
	m := r.mentionAt[i]
	return m >= 0 && r.d.Mentions[m].Form == doc.Named
}

// speaksFor reports whether a speaks for b or is b: the same entity, or b is
// the state or body that a holds a leading or speaking office of. A mayor or a
// member does not speak for his country.
func (r *reader) speaksFor(a, b record.Who) bool {
	if a.Entity != "" && a.Entity == b.Entity {
		return true
	}
	if known(a) && a.Kind != record.Anonymous && a.Name == b.Name {
		return true
	}
	if a.Party == "" || a.Party != b.Party {
		return false
	}
	return b.Kind == record.State && (a.Kind != record.Person || r.leads(a.Office)) || isSpokes(a.Office)
}

// leads reports whether an office is one that speaks for a state.
func (r *reader) leads(office string) bool {
	leads := false
	for _, w := range strings.FieldsFunc(strings.ToLower(office), func(c rune) bool { return c == ' ' || c == '-' }) {
		if r.lex.is("member", w) {
			return false
		}
		leads = leads || r.lex.is("speaks", w)
	}
	return leads
}

// isSpokes reports whether an office is to speak for others.
func isSpokes(office string) bool {
	o := strings.ToLower(office)
	return strings.Contains(o, "spokes") || strings.Contains(o, "press secretary")
}
