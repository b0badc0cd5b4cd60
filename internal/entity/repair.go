package entity

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/internal/doc"
)

// repair corrects what the model does worse than a rule over the whole text:
// titles outside of names, headlines, one type for one name, names overlooked
// at the beginning of a sentence, places that no vocabulary knows.
func repair(d *doc.Doc, x *Lexicon, names []doc.Mention) []doc.Mention {
	names = cutTitles(d, x, names)
	names = joint(d, x, headlines(d, x, bylines(d, x, names)))
	names = unify(d, x, names)
	names = humans(d, x, overlooked(d, names))
	return strangers(d, x, names)
}

// humans makes persons of names of one word that no vocabulary knows where the
// text goes on with "he" or "her", or puts a title before them, more often than
// with "its" or "the".
func humans(d *doc.Doc, x *Lexicon, names []doc.Mention) []doc.Mention {
	signs := map[string]int{}
	for n, m := range names {
		f := d.Form(m.From)
		if m.Type == doc.Person || m.Len() > 1 || x.places[f].sort != 0 || strings.ToUpper(f) == f {
			continue
		}
		signs[f] += x.sign(d, names, n)
	}
	for i := range names {
		m := &names[i]
		if m.Len() == 1 && signs[d.Form(m.From)] >= 2 {
			m.Type = doc.Person
		}
	}
	return names
}

// sign weighs what stands around name n: 1 for a person, -1 for something else.
func (x *Lexicon) sign(d *doc.Doc, names []doc.Mention, n int) int {
	m := names[n]
	s := d.Sentence(m.From)
	if s < 0 {
		return 0
	}
	r := d.Sentences[s]
	if r.Has(m.To) && m.Type == doc.Misc && oneOf(d.Form(m.To), "administration", "presidency", "campaign", "family", "cabinet", "aides", "era") {
		return 2
	}
	if m.From > r.From {
		w := d.Form(m.From - 1)
		if _, ok := x.courtesy[w]; ok {
			return 2
		}
		if o, ok := x.offices[strings.ToLower(w)]; ok && o.Title && capital(w) {
			return 1
		}
		if strings.EqualFold(w, "the") {
			return -1
		}
	}
	for k := n - 1; k >= 0 && names[k].From >= r.From; k-- {
		if names[k].Type == doc.Person {
			return 0
		}
	}
	for i := m.To; i < r.To && i < m.To+20; i++ {
		if n+1 < len(names) && i >= names[n+1].From && names[n+1].Type == doc.Person {
			return 0
		}
		switch p := pronouns[strings.ToLower(d.Form(i))]; {
		case p.sex != 0:
			return 1
		case p.thing && p.of:
			return -1
		}
	}
	return 0
}

// unify gives a name the type that it has most often in the text; states are
// places, and the last word of a person's name is a person.
func unify(d *doc.Doc, x *Lexicon, names []doc.Mention) []doc.Mention {
	votes := map[string]*[len(types)]int{}
	parts := map[string]bool{} // last words of persons' names
	for _, m := range names {
		s := d.Words(d.SpanOf(m.Range))
		if votes[s] == nil {
			votes[s] = &[len(types)]int{}
		}
		votes[s][slices.Index(types[:], m.Type)]++
		if m.Type == doc.Person && m.Len() > 1 {
			parts[d.Form(m.To-1)] = true
		}
	}
	for i := range names {
		m := &names[i]
		s := d.Words(d.SpanOf(m.Range))
		p := x.places[s]
		switch v := votes[s]; {
		case p.sort&sortState != 0 && p.sort&sortDemonym == 0 && (m.Type != doc.Person || !parts[s]):
			m.Type = doc.Location
		case p.sort&sortSeat != 0 && p.sort&(sortCity|sortCapital) == 0 && m.Type == doc.Person, p.sort&sortBody != 0 && p.sort&sortDemonym == 0:
			m.Type = doc.Organization
		case p.sort&sortCapital != 0 && !parts[s]:
			m.Type = doc.Location
		case m.Len() == 1 && parts[s] && p.sort == 0:
			m.Type = doc.Person
		default:
			for t, n := range v {
				if n > v[slices.Index(types[:], m.Type)] {
					m.Type = types[t]
				}
			}
		}
	}
	return names
}

// headlines drops what the model found in lines where every word has a
// capital, unless the name stands elsewhere in the text or in a vocabulary;
// overlooked puts back the names that are known. A text that has no other
// lines keeps all.
func headlines(d *doc.Doc, x *Lexicon, names []doc.Mention) []doc.Mention {
	v := view{d: d, words: []word{{}, {capital: true}}, at: make([]int, len(d.Tokens))}
	for i := range d.Tokens {
		v.at[i] = int(bit(capital(d.Form(i))))
	}
	cases := make([]casing, len(d.Sentences))
	plainOnes := 0
	for s, r := range d.Sentences {
		cases[s] = v.casing(r)
		if cases[s] == plain && r.Len() > 8 {
			plainOnes++
		}
	}
	if plainOnes < 2 {
		return names
	}
	inside := map[string]bool{}
	for _, m := range names {
		if s := d.Sentence(m.From); s >= 0 && cases[s] == plain {
			inside[strings.ToLower(d.Words(d.SpanOf(m.Range)))] = true
		}
	}
	return slices.DeleteFunc(names, func(m doc.Mention) bool {
		s := d.Sentence(m.From)
		w := d.Words(d.SpanOf(m.Range))
		known := x.places[w].sort&^sortCity != 0 || inside[strings.ToLower(w)]
		return s >= 0 && cases[s] != plain && !known && (m.Len() > 1 || cases[s] == upper)
	})
}

func capital(f string) bool {
	r, _ := utf8.DecodeRuneInString(f)
	return unicode.IsUpper(r)
}

// overlooked adds single words that are names elsewhere in the text and stand
// unmarked, and drops shouted words that are common ones elsewhere.
func overlooked(d *doc.Doc, names []doc.Mention) []doc.Mention {
	known := map[string]doc.MentionType{}
	free := make([]bool, len(d.Tokens))
	lower := map[string]bool{}
	for i := range d.Tokens {
		free[i] = true
		if f := d.Form(i); !capital(f) {
			lower[f] = true
		}
	}
	names = slices.DeleteFunc(names, func(m doc.Mention) bool {
		f := d.Form(m.From)
		return m.Len() == 1 && len(f) > 4 && strings.ToUpper(f) == f && lower[strings.ToLower(f)]
	})
	times := map[string]int{}
	for _, m := range names {
		for i := m.From; i < m.To; i++ {
			free[i] = false
		}
		f := d.Form(m.To - 1)
		if capital(f) && len(f) > 2 && m.Type != doc.Misc && (m.Len() == 1 || m.Type == doc.Person) &&
			!lower[strings.ToLower(f)] && pronouns[strings.ToLower(f)] == (pronoun{}) && !isSuffix(strings.ToLower(strings.TrimSuffix(f, "."))) {
			if m.Len() > 1 || known[f] == "" {
				known[f] = m.Type
			}
			times[f]++
		}
	}
	missed := map[string]int{} // within sentences
	for i := range d.Tokens {
		if f := d.Form(i); free[i] && known[f] != "" && i > 0 && d.Sentence(i) == d.Sentence(i-1) {
			missed[f]++
		}
	}
	for i := range d.Tokens {
		f := d.Form(i)
		if t, ok := known[f]; ok && free[i] && times[f] >= 2*missed[f] && !beside(d, free, known, i) {
			names = append(names, doc.Mention{Range: doc.Range{From: i, To: i + 1}, Head: i, Type: t, Entity: doc.NoIndex})
		}
	}
	slices.SortStableFunc(names, func(a, b doc.Mention) int { return cmp.Compare(a.From, b.From) })
	return names
}

// beside tells whether an unmarked word with a capital stands next to token i,
// so that both may be a name of another thing: "Duro Stadium". Headlines, where
// all words have capitals, do not count.
func beside(d *doc.Doc, free []bool, known map[string]doc.MentionType, i int) bool {
	s := d.Sentence(i)
	if s < 0 {
		return true
	}
	r := d.Sentences[s]
	capitals := 0
	for k := r.From; k < r.To && k < r.From+60; k++ {
		if capital(d.Form(k)) {
			capitals++
		}
	}
	if capitals*5 > min(r.Len(), 60)*3 {
		return false
	}
	for _, k := range []int{i - 1, i + 1} {
		if r.Has(k) && free[k] && k > r.From && capital(d.Form(k)) && known[d.Form(k)] == "" && len(d.Form(k)) > 1 && d.Tokens[k].UPOS != "AUX" {
			return true
		}
	}
	return false
}
