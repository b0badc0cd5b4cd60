package entity

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"parley/internal/doc"
)

// strangers finds places that no vocabulary knows by their adjectives before
// offices and bodies ("the Velmar president", "Velmar troops"), and marks every
// mention of them as a place, whatever the model made of it.
func strangers(d *doc.Doc, x *Lexicon, names []doc.Mention) []doc.Mention {
	r := newReader(d, x, names)
	lastWord := map[string]bool{}
	for _, m := range names {
		if m.Type == doc.Person && m.Len() > 1 {
			lastWord[d.Form(m.To-1)] = true
		}
	}
	adjectives := map[string][]string{} // by their first four letters
	seen := map[string]bool{}
	for i := range d.Tokens {
		f := d.Form(i)
		if !seen[f] && stem(f) && len(adjectives[f[:4]]) < crowd && x.places[f].sort == 0 && !lastWord[f] && (r.beforeOffice(i) || r.marked(i)) {
			seen[f] = true
			adjectives[f[:4]] = append(adjectives[f[:4]], f)
		}
	}
	if len(adjectives) == 0 {
		return names
	}
	base := map[string]bool{}
	adjective := map[string]bool{}
	for i := range d.Tokens {
		f := d.Form(i)
		if base[f] || !stem(f) || lastWord[f] || x.places[f].sort&^sortCity != 0 || x.given[f] != 0 {
			continue
		}
		for _, a := range adjectives[f[:4]] {
			if derived(a, f) {
				base[f], adjective[a] = true, a != f
			}
		}
	}
	return r.mark(base, adjective)
}

// stem tells whether f is written like a name of four letters or more.
func stem(f string) bool {
	return len(f) >= 4 && unicode.IsUpper([]rune(f[:4])[0]) && strings.ToUpper(f) != f
}

// marked tells whether token i is marked as a name of no person, organization or
// place, and looks like an adjective.
func (r *reader) marked(i int) bool {
	n := r.nameAt[i]
	if n == doc.NoIndex || r.names[n].Type != doc.Misc || r.names[n].Len() > 1 {
		return false
	}
	f := r.d.Form(i)
	return strings.HasSuffix(f, "an") || strings.HasSuffix(f, "ese") || strings.HasSuffix(f, "ish") || strings.HasSuffix(f, "i")
}

// endings are those by which English makes an adjective of a place.
var endings = []string{"n", "an", "ian", "ese", "ish", "i", "ic", "er", "ite", "s", "se", "nese", ""}

// derived tells whether adjective a can be made of place p.
func derived(a, p string) bool {
	n := common(a, p)
	if a == p || n < 4 || n < len(p)-2 {
		return false
	}
	return slices.Contains(endings, a[n:]) && (a[n:] != "" || len(p)-n == 1) && a[n:] != "s"
}

// beforeOffice tells whether an office or body of a state follows token i at once.
func (r *reader) beforeOffice(i int) bool {
	s := r.d.Sentence(i)
	if s < 0 {
		return false
	}
	end := r.d.Sentences[s].To
	if i+1 >= end || !r.x.opens[r.low(i+1)] {
		return false
	}
	for j := min(end, i+1+longestOffice); j > i+1; j-- {
		words := strings.ToLower(r.d.Text[r.d.Tokens[i+1].Start:r.d.Tokens[j-1].End])
		p, ok := r.x.list[words]
		if ok && !p.kin && (p.acting != "" || p.office.Rung != "private") {
			return true
		}
	}
	return false
}

// mark makes a place of every token whose form is in base and that is no part
// of a longer name.
func (r *reader) mark(base, adjective map[string]bool) []doc.Mention {
	out := slices.Clone(r.names)
	for i := range r.d.Tokens {
		if n := r.nameAt[i]; adjective[r.d.Form(i)] && !base[r.d.Form(i)] && n != doc.NoIndex && r.names[n].Len() == 1 {
			out[n].Type = doc.Misc
		}
		if !base[r.d.Form(i)] {
			continue
		}
		switch n := r.nameAt[i]; {
		case n == doc.NoIndex:
			out = append(out, doc.Mention{Range: doc.Range{From: i, To: i + 1}, Head: i, Type: doc.Location, Entity: doc.NoIndex})
		case r.names[n].Len() == 1:
			out[n].Type = doc.Location
		}
	}
	slices.SortStableFunc(out, func(a, b doc.Mention) int { return cmp.Compare(a.From, b.From) })
	return out
}
