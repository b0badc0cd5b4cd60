package entity

import (
	"slices"
	"strings"

	"parley/internal/doc"
)

// joint widens names of bodies that begin with joined words, of which the
// model keeps the last: "the [Deck and Quay Union]", "the [Textile, Garment and
// Leather Workers Union]". An article before the first word, or the whole name
// elsewhere in the text, tells that the words are of one name.
func joint(d *doc.Doc, x *Lexicon, names []doc.Mention) []doc.Mention {
	at := filledNames(len(d.Tokens), names)
	whole := map[string]bool{}
	for pass := range 2 {
		for i := range names {
			m := &names[i]
			if pass == 0 && m.Type == doc.Organization && strings.ContainsAny(d.Words(d.SpanOf(m.Range)), " ") {
				whole[d.Words(d.SpanOf(m.Range))] = true
			}
			from := jointStart(d, x, *m, at, names)
			if from == m.From {
				continue
			}
			wide := d.Words(d.SpanOf(doc.Range{From: from, To: m.To}))
			if !determined(d, from) && !whole[wide] {
				continue
			}
			whole[wide] = true
			m.From, m.Type = from, doc.Organization
		}
	}
	end := 0
	return slices.DeleteFunc(names, func(m doc.Mention) bool { // those that a wider name has taken in
		in := m.To <= end
		end = max(end, m.To)
		return in
	})
}

// filledNames returns the index of the name that each token is in, NoIndex outside.
func filledNames(n int, names []doc.Mention) []int {
	at := make([]int, n)
	for i := range at {
		at[i] = doc.NoIndex
	}
	for k, m := range names {
		for i := m.From; i < m.To; i++ {
			at[i] = k
		}
	}
	return at
}

// mostJoined is how many tokens joined words may have.
const mostJoined = 8

// jointStart returns where the name m of a body begins if the words joined to
// its first are of it; m.From if none are.
func jointStart(d *doc.Doc, x *Lexicon, m doc.Mention, at []int, names []doc.Mention) int {
	if m.Type == doc.Person || m.Len() < 2 || m.From < 2 {
		return m.From
	}
	if _, body := x.bodies[strings.ToLower(d.Form(m.To-1))]; !body && !oneOf(d.Form(m.To-1), "Authority", "Federation", "Association", "Board", "Brotherhood", "Guild", "Trust", "Corporation", "Congress", "Society") {
		return m.From
	}
	r := d.Sentences[d.Sentence(m.From)]
	if w := d.Form(m.From - 1); w != "and" && w != "&" || m.From-1 <= r.From {
		return m.From
	}
	from := m.From - 1
	for k := m.From - 2; k >= r.From && m.From-k <= mostJoined; k-- {
		f := d.Form(k)
		if f == "," {
			continue
		}
		if !capital(f) || determiner(f) || at[k] != doc.NoIndex && (names[at[k]].Type == doc.Person || names[at[k]].Len() > 1 || x.places[f].sort != 0) {
			break
		}
		from = k
	}
	if from == m.From-1 {
		return m.From
	}
	return from
}

func determiner(f string) bool { return strings.EqualFold(f, "the") || strings.EqualFold(f, "a") }

// determined tells whether the definite article stands before token i in its sentence.
func determined(d *doc.Doc, i int) bool {
	return i > 0 && d.Sentence(i) == d.Sentence(i-1) && strings.EqualFold(d.Form(i-1), "the")
}

// bylines cuts the first word of an article off the name of its author, where
// the break between them is lost: of "By Ana Duro Norway said" the state.
func bylines(d *doc.Doc, x *Lexicon, names []doc.Mention) []doc.Mention {
	var out []doc.Mention
	for _, m := range names {
		last := doc.Range{From: m.To - 1, To: m.To}
		if m.Type == doc.Person && m.Len() > 2 && m.From > 0 && d.Form(m.From-1) == "By" && x.places[d.Form(last.From)].sort&sortState != 0 {
			m.To = last.From
			m.Head = min(m.Head, m.To-1)
			out = append(out, m, doc.Mention{Range: last, Head: last.From, Type: doc.Location, Entity: doc.NoIndex})
			continue
		}
		out = append(out, m)
	}
	return out
}
