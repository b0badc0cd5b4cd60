package entity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/internal/doc"
	"parley/internal/nn"
)

// casing tells how the words of a sentence are written.
type casing uint8

const (
	plain casing = iota
	titled
	upper
)

// word holds what is known of a written form, once per text.
type word struct {
	form, lower, shape, brief  uint32 // hashes; brief is the shape with runs shortened
	pre2, pre3                 uint32
	suf1, suf2, suf3, suf4     uint32
	given                      uint32
	group, cluster             uint32 // by meaning: one of 64, one of 1024; 0 if unknown
	capital                    bool   // begins with an upper-case letter
	seenLower                  bool   // written in lower case elsewhere in the text
	seenInside                 bool   // with a capital inside a sentence of plain casing
	before, after              [contexts]uint32
	title                      bool // some occurrence follows a title or a given name
	nBefore, nAfter, lowerWord int
}

// contexts is how many different neighbours of a form count as its contexts in the text.
const contexts = 4

// view is a text prepared for the extraction of features.
type view struct {
	d     *doc.Doc
	words []word   // one per different form
	at    []int    // index in words of every token
	sort  []sort   // vocabularies of every token
	known []uint32 // the most telling of them
	begin []bool   // a vocabulary's entry begins here
	cases []casing
	hide  map[string]bool
	rich  bool // with clusters and tags
	edge  int  // index in words of what lies outside of sentences
}

// newView looks up every token of d once. The names in hide count as unknown to
// the vocabularies.
func newView(d *doc.Doc, x *Lexicon, clusters Clusters, hide map[string]bool) *view {
	v := &view{
		d: d, hide: hide, rich: len(clusters) > 0, at: make([]int, len(d.Tokens)), sort: make([]sort, len(d.Tokens)),
		known: make([]uint32, len(d.Tokens)), begin: make([]bool, len(d.Tokens)), cases: make([]casing, len(d.Sentences)),
	}
	ids := make(map[string]int, len(d.Tokens)/2+16)
	for i := range d.Tokens {
		f := d.Form(i)
		id, ok := ids[f]
		if !ok {
			id = len(v.words)
			ids[f] = id
			v.words = append(v.words, newWord(f, x, clusters))
		}
		v.at[i] = id
	}
	for i := range v.words {
		v.words[i].lowerWord = doc.NoIndex
	}
	for f, id := range ids {
		if v.words[id].capital {
			if low, ok := ids[strings.ToLower(f)]; ok {
				v.words[id].seenLower = true
				v.words[id].lowerWord = low
			}
		}
	}
	v.edge = len(v.words)
	v.words = append(v.words, newWord("\x00", x, clusters))
	for s, r := range d.Sentences {
		v.cases[s] = v.casing(r)
	}
	v.lookUp(x)
	v.addContexts()
	return v
}

// Clusters tells for words in lower case which of 1024 clusters by meaning they are in.
type Clusters map[string]uint16

func newWord(f string, x *Lexicon, clusters Clusters) word {
	low := strings.ToLower(f)
	r, _ := utf8.DecodeRuneInString(f)
	w := word{form: nn.Hash(f), lower: nn.Hash(low), capital: unicode.IsUpper(r)}
	w.pre2, w.pre3 = nn.Hash(prefix(low, 2)), nn.Hash(prefix(low, 3))
	w.suf1, w.suf2, w.suf3, w.suf4 = nn.Hash(suffix(low, 1)), nn.Hash(suffix(low, 2)), nn.Hash(suffix(low, 3)), nn.Hash(suffix(low, 4))
	full, brief := shapes(f)
	w.shape, w.brief = nn.Hash(full), nn.Hash(brief)
	if c, ok := clusters[low]; ok {
		w.group, w.cluster = uint32(c>>4)+1, uint32(c)+1
	}
	if g, ok := x.given[f]; ok {
		w.given = uint32(g) + 2
	}
	return w
}

func prefix(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

func suffix(s string, n int) string {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	return s[i:]
}

// shapes returns the classes of the first eight letters of f, and the same with runs shortened.
func shapes(f string) (full, brief string) {
	var a, b [8]byte
	n, m := 0, 0
	for _, r := range f {
		if n == len(a) {
			break
		}
		c := letterClass(r)
		a[n] = c
		n++
		if m == 0 || b[m-1] != c {
			b[m] = c
			m++
		}
	}
	return string(a[:n]), string(b[:m])
}

func letterClass(r rune) byte {
	switch {
	case unicode.IsUpper(r):
		return 'X'
	case unicode.IsLower(r):
		return 'x'
	case unicode.IsDigit(r):
		return 'd'
	case unicode.IsLetter(r):
		return 'l'
	case r < 0x80:
		return byte(r)
	}
	return '*'
}

// casing judges a sentence by its words of four letters or more.
func (v *view) casing(r doc.Range) casing {
	long, capitals, caps := 0, 0, 0
	for i := r.From; i < r.To; i++ {
		f := v.d.Form(i)
		if len(f) < 4 || !unicode.IsLetter(rune(f[0])) && f[0] < 0x80 {
			continue
		}
		long++
		if v.words[v.at[i]].capital {
			capitals++
			if strings.ToUpper(f) == f {
				caps++
			}
		}
	}
	switch {
	case long >= 2 && caps*5 >= long*4:
		return upper
	case long >= 3 && capitals*5 >= long*4:
		return titled
	}
	return plain
}

// class returns the number of the most telling vocabulary, 0 for none.
func (s sort) class() uint32 {
	for i, one := range [...]sort{sortState, sortCapital, sortDemonym, sortBody, sortSeat, sortRegion, sortTitle, sortGiven, sortCity} {
		if s&one != 0 {
			return uint32(i) + 1
		}
	}
	return 0
}

// longestPlace is how many tokens a name in the vocabularies may have.
const longestPlace = 6

// lookUp marks the tokens of the longest names that the vocabularies know.
func (v *view) lookUp(x *Lexicon) {
	d := v.d
	for _, s := range d.Sentences {
		for i := s.From; i < s.To; {
			p, n := v.entry(x, i, s.To)
			if n > 0 && v.hide[d.Text[d.Tokens[i].Start:d.Tokens[i+n-1].End]] {
				p = place{}
			}
			for k := i; k < i+n; k++ {
				v.sort[k] |= p.sort
			}
			if p.sort != 0 {
				v.begin[i] = true
			}
			i += max(n, 1)
		}
		for i := s.From; i < s.To; i++ {
			if v.words[v.at[i]].given > 0 {
				v.sort[i] |= sortGiven
			}
			if v.isTitle(x, i) {
				v.sort[i] |= sortTitle
			}
			v.known[i] = v.sort[i].class()
		}
	}
}

// entry returns the longest name of the vocabularies that begins with token i
// and how many tokens it has; 0 if none.
func (v *view) entry(x *Lexicon, i, end int) (place, int) {
	if !v.words[v.at[i]].capital {
		return place{}, 0
	}
	p, n := x.longest(v.d, i, end)
	if n == 0 {
		if f := v.d.Form(i); len(f) > 3 && strings.ToUpper(f) == f { // a dateline or headline
			if p, ok := x.places[f[:1]+strings.ToLower(f[1:])]; ok {
				return p, 1
			}
		}
	}
	return p, n
}

// longest returns the longest place that begins with token i.
func (x *Lexicon) longest(d *doc.Doc, i, end int) (place, int) {
	for j := min(end, i+longestPlace); j > i; j-- {
		if p, ok := x.places[d.Text[d.Tokens[i].Start:d.Tokens[j-1].End]]; ok {
			return p, j - i
		}
	}
	return place{}, 0
}

// isTitle tells whether token i can stand before a person's name.
func (v *view) isTitle(x *Lexicon, i int) bool {
	f := v.d.Form(i)
	if _, ok := x.courtesy[f]; ok {
		return true
	}
	if o, ok := x.offices[strings.ToLower(f)]; ok {
		return o.Title
	}
	return false
}

// addContexts gathers the neighbours that every capitalised form has anywhere in the text.
func (v *view) addContexts() {
	for s, r := range v.d.Sentences {
		for i := r.From; i < r.To; i++ {
			w := &v.words[v.at[i]]
			if !w.capital {
				continue
			}
			if i > r.From && v.cases[s] == plain {
				w.seenInside = true
			}
			if i > r.From {
				w.nBefore = note(&w.before, w.nBefore, v.words[v.at[i-1]].lower)
				if v.sort[i-1]&(sortTitle|sortGiven) != 0 && v.words[v.at[i-1]].capital {
					w.title = true
				}
			}
			if i+1 < r.To {
				w.nAfter = note(&w.after, w.nAfter, v.words[v.at[i+1]].lower)
			}
		}
	}
}

// note adds h to the first n of list unless it is there or the list is full.
func note(list *[contexts]uint32, n int, h uint32) int {
	for _, k := range list[:n] {
		if k == h {
			return n
		}
	}
	if n < contexts {
		list[n] = h
		n++
	}
	return n
}

// features appends those of token i of sentence s to buf.
func (v *view) features(s, i int, buf []nn.Feature) []nn.Feature {
	r := v.d.Sentences[s]
	var ws [5]*word
	var gs [5]uint32
	for k := range ws {
		j := i + k - 2
		if r.Has(j) {
			ws[k] = &v.words[v.at[j]]
			gs[k] = v.known[j]
		} else {
			ws[k] = &v.words[v.edge]
		}
	}
	c := uint32(v.cases[s])
	pp, p, w, n, nn2 := ws[0], ws[1], ws[2], ws[3], ws[4]
	g := gs[2]
	first := uint32(0)
	if i == r.From {
		first = 1
	}
	sorts := uint32(v.sort[i])
	if v.begin[i] {
		sorts |= 1 << 20
	}
	m := nn.Mix
	buf = append(buf, m(0), m(1, w.form), m(2, w.lower), m(3, w.shape, c), m(4, w.brief, first, c), m(5, w.pre2), m(6, w.pre3),
		m(7, w.suf2), m(8, w.suf3), m(9, w.suf4), m(10, p.lower), m(11, n.lower), m(12, pp.lower), m(13, nn2.lower),
		m(14, p.lower, w.lower), m(15, w.lower, n.lower), m(16, p.brief, w.brief, n.brief, c), m(17, pp.lower, p.lower),
		m(18, n.lower, nn2.lower), m(19, p.lower, w.brief), m(20, n.lower, w.brief), m(21, p.lower, n.lower, w.brief),
		m(22, w.suf1, w.brief), m(23, p.brief, w.suf3), m(24, n.brief, w.suf3), m(25, p.suf3, w.brief), m(26, n.suf3, w.brief))
	buf = append(buf, m(29, sorts), m(30, g, c), m(45, g, bit(v.begin[i])), m(46, g, p.lower), m(47, g, n.lower), m(31, gs[1], g), m(32, g, gs[3]), m(33, gs[1], w.brief), m(34, gs[3], w.brief), m(35, gs[1], g, gs[3]),
		m(36, w.given, p.given, n.given), m(37, gs[0], gs[1], w.brief), m(38, p.form, w.brief), m(39, n.form, w.brief))
	if v.rich {
		u, up, un := v.tag(i, r), v.tag(i-1, r), v.tag(i+1, r)
		buf = append(buf, m(60, u, w.brief), m(61, up, w.brief, un), m(62, up, u, un), m(63, u, w.suf3), m(64, up, u, w.given))
		buf = append(buf, m(50, w.group, w.brief), m(51, w.cluster, w.brief), m(52, p.group, w.brief), m(53, n.group, w.brief), m(54, p.cluster),
			m(55, n.cluster), m(56, p.group, w.group), m(57, w.group, n.group), m(58, p.cluster, w.brief), m(59, n.cluster, w.brief))
	}
	if w.capital {
		buf = v.documentFeatures(w, p, n, first, c, buf)
	}
	return buf
}

// tag returns the hash of the tag of token i, a fixed value outside of r.
func (v *view) tag(i int, r doc.Range) uint32 {
	if !r.Has(i) {
		return 1
	}
	return nn.Hash(v.d.Tokens[i].XPOS)
}

// documentFeatures appends what the rest of the text tells about a capitalised form.
func (v *view) documentFeatures(w, p, n *word, first, c uint32, buf []nn.Feature) []nn.Feature {
	m := nn.Mix
	seen := bit(w.seenLower) | bit(w.seenInside)<<1 | bit(w.title)<<2
	near := bit(n.capital) | bit(p.capital)<<1 | bit(n.seenLower)<<2 | bit(p.seenLower)<<3
	buf = append(buf, m(40, seen, first, c), m(41, seen, near, first, c), m(42, w.form, bit(w.seenInside)))
	for _, h := range w.before[:w.nBefore] {
		buf = append(buf, m(43, h))
	}
	for _, h := range w.after[:w.nAfter] {
		buf = append(buf, m(44, h))
	}
	return buf
}

func bit(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}
