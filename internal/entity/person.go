package entity

import (
	"slices"
	"strings"

	"parley/internal/doc"
)

// human is what the names of one person in a text are.
type human struct {
	entity int
	words  []string // of the fullest name; nil where joined with another
	first  int      // token of the first mention by that name
}

// folds removes the marks of Latin letters that outlets write differently.
var folds = strings.NewReplacer(
	"á", "a", "à", "a", "â", "a", "ä", "a", "ã", "a", "å", "a", "ă", "a", "ą", "a", "ç", "c", "ć", "c", "č", "c", "é", "e", "è", "e", "ê", "e", "ë", "e", "ę", "e", "ě", "e",
	"ğ", "g", "í", "i", "ì", "i", "î", "i", "ï", "i", "ı", "i", "ł", "l", "ñ", "n", "ń", "n", "ň", "n", "ó", "o", "ò", "o", "ô", "o", "ö", "o", "õ", "o", "ø", "o", "ř", "r",
	"ś", "s", "š", "s", "ş", "s", "ș", "s", "ţ", "t", "ț", "t", "ú", "u", "ù", "u", "û", "u", "ü", "u", "ů", "u", "ý", "y", "ź", "z", "ż", "z", "ž", "z",
)

// fold brings a word of a name to a form in which spellings agree:
// "Karelskiy", "Karelsky" and "Karelskyy" are one.
func fold(w string) string {
	w = folds.Replace(strings.ToLower(strings.TrimSuffix(w, ".")))
	if t := strings.TrimRight(w, "yi"); len(t) >= 4 {
		return t + "i"
	}
	return w
}

// nameWords returns the folded words of a name, without hyphens.
func nameWords(d *doc.Doc, r doc.Range) []string {
	var out []string
	for i := r.From; i < r.To; i++ {
		if f := d.Form(i); f != "-" && f != "," && f != "." {
			out = append(out, fold(f))
		}
	}
	return out
}

func isSuffix(w string) bool { return w == "jr" || w == "sr" || w == "ii" || w == "iii" }

// same tells whether two names of at least two words are one person's: equal,
// or with the same first and last word where one has more between them, or
// with an initial for the first word.
func same(a, b []string) bool {
	if slices.Equal(a, b) {
		return true
	}
	if len(a) < 2 || len(b) < 2 || a[len(a)-1] != b[len(b)-1] || isSuffix(a[len(a)-1]) {
		return false
	}
	if a[0] == b[0] {
		return len(a) != len(b) && (len(a) == 2 || len(b) == 2) || len(a) == 3 && len(b) == 3 && initial(a[1], b[1])
	}
	return initial(a[0], b[0]) && len(a) <= 3 && len(b) <= 3
}

// initial tells whether one word is the first letter of the other.
func initial(a, b string) bool {
	return len(a) == 1 && strings.HasPrefix(b, a) || len(b) == 1 && strings.HasPrefix(a, b)
}

// part tells how well a short name fits a full one: 2 for its last words, 1 for others, 0 for none.
func part(short, full []string) int {
	if len(short) >= len(full) {
		return 0
	}
	n := len(full)
	junior := isSuffix(full[n-1])
	if junior {
		n--
	}
	switch {
	case n > len(short) && slices.Equal(full[n-len(short):n], short):
		return 2
	case isSuffix(short[len(short)-1]):
		return 0
	}
	for i := 0; i+len(short) <= n; i++ {
		if slices.Equal(full[i:i+len(short)], short) {
			return 1
		}
	}
	return 0
}

// persons makes entities of the names of persons: first the full names, then
// the short ones that belong to them.
func (k *linker) persons() {
	var short []int
	for n, m := range k.names {
		if m.Type != doc.Person {
			continue
		}
		w := nameWords(k.d, m.Range)
		if len(w) == 0 || k.opensBracketed(n) {
			continue
		}
		if n > 0 && k.opensBracketed(n-1) {
			k.full(n, append(nameWords(k.d, k.names[n-1].Range), w...), k.text(k.names[n-1].Range)+" "+k.text(m.Range))
			continue
		}
		if len(w) == 1 {
			short = append(short, n)
			k.alone[w[0]] = append(k.alone[w[0]], n)
			continue
		}
		k.full(n, w, k.text(m.Range))
	}
	k.joinShorter()
	k.titles()
	for _, n := range short {
		k.short(n, nameWords(k.d, k.names[n].Range))
	}
	for n := range k.names {
		if k.opensBracketed(n) {
			k.of[n] = k.of[n+1]
		}
	}
	k.titles()
}

// crowd bounds how many people who share a word of their names are compared.
const crowd = 50

// near returns the people who share a word with w.
func (k *linker) near(w []string) []int {
	var out []int
	for _, x := range w {
		for _, p := range k.byWord[x] {
			if k.people[p].words != nil && !slices.Contains(out, p) {
				out = append(out, p)
			}
		}
		if len(out) > crowd {
			break
		}
	}
	slices.Sort(out)
	return out
}

// meet adds a person named w by name n.
func (k *linker) meet(n int, w []string, name string) {
	e := k.add(doc.Entity{Name: name, Type: doc.Person, Kind: doc.KindPerson, Female: k.givenSex(k.names[n])})
	for _, x := range w {
		if l := k.byWord[x]; len(l) < crowd && !slices.Contains(l, len(k.people)) {
			k.byWord[x] = append(l, len(k.people))
		}
	}
	k.people = append(k.people, human{e, w, k.names[n].From})
	k.give(n, e)
}

// full gives name n to the person of the same full name, or makes one.
func (k *linker) full(n int, w []string, name string) {
	for _, i := range k.near(w) {
		if p := &k.people[i]; same(p.words, w) {
			k.give(n, p.entity)
			if len(w) > len(p.words) || len(w) == len(p.words) && len(w[0]) > len(p.words[0]) {
				p.words = w
				k.ents[p.entity].Name = name
			}
			return
		}
	}
	k.meet(n, w, name)
}

// joinShorter joins names of several words that are a part of one longer name:
// "von Adlen" and "Mira von Adlen".
func (k *linker) joinShorter() {
	into := make(map[int]int) // entity: entity
	for i := range k.people {
		one := doc.NoIndex
		for _, j := range k.near(k.people[i].words) {
			if j != i && longer(k.people[i].words, k.people[j].words) {
				if one != doc.NoIndex {
					one = doc.NoIndex
					break
				}
				one = j
			}
		}
		if one == doc.NoIndex {
			continue
		}
		into[k.people[i].entity] = k.people[one].entity
		k.people[one].first = min(k.people[one].first, k.people[i].first)
		k.people[i].words = nil
	}
	for n, e := range k.of {
		for range 3 { // a longer name may itself have joined one
			if to, ok := into[e]; ok {
				e = to
			}
		}
		k.of[n] = e
	}
}

// opensBracketed tells whether name n is the part of a name that an editor
// added: "[President Ana] Duro".
func (k *linker) opensBracketed(n int) bool {
	if n+1 >= len(k.names) {
		return false
	}
	a, b := k.names[n], k.names[n+1]
	return a.Type == doc.Person && b.Type == doc.Person && b.From == a.To+1 && k.d.Form(a.To) == "]"
}

// particles stand within surnames.
var particles = map[string]bool{
	"von": true, "van": true, "de": true, "del": true, "der": true, "da": true, "dos": true, "la": true, "le": true, "bin": true, "ibn": true, "al": true, "el": true, "ben": true,
	"abu": true, "o": true, "ter": true, "du": true, "di": true, "mac": true, "st": true,
}

// longer tells whether full is a fuller form of a name of several words: with
// one given name before it, or with more behind it that a particle opens.
func longer(short, full []string) bool {
	n, m := len(short), len(full)
	if n >= m || n < 2 || isSuffix(full[m-1]) {
		return false
	}
	if slices.Equal(full[m-n:], short) {
		return m == n+1 || particles[short[0]]
	}
	return slices.Equal(full[:n], short) && (m == n+1 || particles[full[n]])
}

// short gives a name of one word to the person that it must mean.
func (k *linker) short(n int, w []string) {
	best := 0
	var fits []int
	for _, i := range k.near(w) {
		p := k.people[i]
		f := part(w, p.words)
		if slices.Equal(w, p.words) {
			f = 3
		}
		if f > best {
			best, fits = f, fits[:0]
		}
		if f > 0 && f == best {
			fits = append(fits, i)
		}
	}
	switch {
	case best == 3 && len(fits) == 1:
		k.give(n, k.people[fits[0]].entity)
	case len(fits) == 1 && k.plausible(n, w, fits[0], best):
		k.give(n, k.people[fits[0]].entity)
	case len(fits) > 1 && best == 2:
		if p := k.choose(n, fits); p != doc.NoIndex {
			k.give(n, k.people[p].entity)
			return
		}
		k.unsure[n] = true
	default:
		k.meet(n, w, k.text(k.names[n].Range))
	}
}

// plausible refuses a short name that is used often before the only full name
// that it fits is introduced: they may be two relatives.
func (k *linker) plausible(n int, w []string, p, fit int) bool {
	if k.names[n].From > k.people[p].first {
		return fit == 2 || k.x.given[k.d.Form(k.names[n].To-1)] != 0 || len(k.people[p].words) > 2 || k.familyFirst(k.people[p])
	}
	if fit < 2 {
		return false
	}
	before := 0
	for _, i := range k.alone[w[0]] {
		if k.names[i].From > k.people[p].first || before > 4 {
			break
		}
		if x := k.sexOfTitle(i); x != 0 && x == -k.ents[k.people[p].entity].Female {
			return false
		}
		before++
	}
	return before <= 4
}

// familyFirst tells whether the first word may be the family's: names of three
// short words and the like are written so in East Asia.
func (k *linker) familyFirst(p human) bool { return len(p.words[0]) <= 4 }

// choose decides among people who share a surname: by a title that only one
// holds, or by one alone having been introduced, with use by surname before the
// other came.
func (k *linker) choose(n int, fits []int) int {
	if o, ok := k.titleOf[n]; ok {
		at := doc.NoIndex
		for _, f := range fits {
			for _, t := range k.facts[k.people[f].entity] {
				if t.agrees(o) {
					if at != doc.NoIndex && at != f {
						return doc.NoIndex
					}
					at = f
				}
			}
		}
		if at != doc.NoIndex {
			return at
		}
	}
	from := k.names[n].From
	known := fits[:0:0]
	for _, f := range fits {
		if k.people[f].first < from {
			known = append(known, f)
		}
	}
	switch len(known) {
	case 1:
		return known[0]
	case 2:
		return k.settled(n, known[0], known[1])
	}
	return doc.NoIndex
}

// settled returns the one of two people that the text called by the surname
// alone three times or more before it introduced the other, unless the other
// was named in this sentence or the two before.
func (k *linker) settled(n, a, b int) int {
	if k.people[a].first > k.people[b].first {
		a, b = b, a
	}
	uses := 0
	alone := k.alone[nameWords(k.d, k.names[n].Range)[0]] // in text order
	from, _ := slices.BinarySearchFunc(alone, k.people[a].first+1, func(i, at int) int { return k.names[i].From - at })
	for _, i := range alone[from:] {
		if k.names[i].From >= k.people[b].first || uses == 3 {
			break
		}
		uses++
	}
	if uses < 3 {
		return doc.NoIndex
	}
	from = k.d.Sentences[max(0, k.d.Sentence(k.names[n].From)-2)].From
	for i := n - 1; i >= 0 && k.names[i].From >= from; i-- {
		if k.of[i] == k.people[b].entity {
			return doc.NoIndex
		}
	}
	return a
}

// givenSex reads the sex off a given name; 0 if unknown or used for both.
func (k *linker) givenSex(m doc.Mention) int8 {
	if m.Len() < 2 {
		return 0
	}
	i := m.From
	if strings.EqualFold(k.d.Form(i), "pope") {
		return -1
	}
	return k.x.given[k.d.Form(i)]
}

// sexOfTitle reads the sex off the courtesy title before name n.
func (k *linker) sexOfTitle(n int) int8 {
	i := k.names[n].From - 1
	if i < 0 || k.d.Sentence(i) != k.d.Sentence(i+1) {
		return 0
	}
	if s, ok := k.x.courtesy[k.d.Form(i)]; ok {
		return s
	}
	return 0
}
