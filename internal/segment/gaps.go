package segment

import (
	"math/bits"
	"unicode"
	"unicode/utf8"

	"parley/internal/doc"
	"parley/internal/nn"
)

// sort is what kind of token stands beside a gap.
type sort uint32

const (
	other    sort = iota
	small         // a word in small letters
	capital       // a word with a capital first
	capitals      // a word in capitals
	initial       // one capital
	mixed         // a word with letters and more
	numeral       // digits
	figure        // digits and marks: dates, times, telephone numbers
	site          // an address
	stop          // . ! ? …
	pause         // , ; :
	opener        // an opening bracket or mark
	closer        // a closing one
	dash          // - * • and the like
)

// cue is what the gaps beside a token ask of it.
type cue struct {
	form  uint32 // hash of the form in small letters, digits as 0
	shape uint32 // hash of the kinds of its characters, runs as one
	tail  uint32 // hash of the last three bytes
	sort  sort
}

// edge is the cue of what lies outside the paragraph.
var edge = cue{form: 1, shape: 1, tail: 1}

// beside is how many tokens at each side of a gap are looked at.
const beside = 3

// gaps looks at the places in a paragraph where a sentence could begin.
type gaps struct {
	d     *doc.Doc
	p     doc.Range
	rules []bool // by token of the paragraph: where the rules begin a sentence
	cues  []cue  // by token of the paragraph, with edges at both ends
	style uint32 // how the paragraph is written

	from            int // where the sentence begins that goes on at the gap
	at              int // tokens before this one are counted below
	round, marks    int // brackets open since from, quotation marks
	titled, numbers int // words since from that begin with a capital, that are figures
	out             []nn.Feature
}

// newGaps reads the tokens of paragraph p.
func newGaps(d *doc.Doc, p doc.Range, rules []bool) *gaps {
	g := &gaps{d: d, p: p, rules: rules, from: p.From, at: p.From}
	g.cues = make([]cue, p.Len()+2*beside)
	for i := range beside {
		g.cues[i], g.cues[len(g.cues)-1-i] = edge, edge
	}
	words, upper := 0, 0
	for i := p.From; i < p.To; i++ {
		c := cueOf(d.Form(i))
		g.cues[i-p.From+beside] = c
		switch c.sort {
		case small:
			words++
		case capital, capitals, initial:
			words++
			upper++
		}
	}
	last := g.cue(p.To - 1).sort
	share := 0
	for _, least := range [...]int{0, 5, 12, 25, 50} {
		if upper*100 > least*words {
			share++
		}
	}
	g.style = uint32(share) * 16
	if last == stop || last == closer {
		g.style += 8
	}
	g.style += uint32(min(7, bits.Len(uint(p.Len()/4))))
	return g
}

// cue returns that of token i, which may lie outside the paragraph.
func (g *gaps) cue(i int) *cue { return &g.cues[i-g.p.From+beside] }

// begin tells that a sentence begins at token i.
func (g *gaps) begin(i int) {
	g.from, g.at = i, i
	g.round, g.marks, g.titled, g.numbers = 0, 0, 0, 0
}

// possible reports whether a sentence could begin at token i, which is not the
// first of the paragraph.
func (g *gaps) possible(i int) bool {
	if g.d.Tokens[i].Joined || g.cue(i).sort == closer && i+1 < g.p.To && g.rules[i+1-g.p.From] { // the mark closes the sentence before
		return false
	}
	return g.rules[i-g.p.From] || g.cue(i-1).sort != small || g.cue(i).sort != small
}

// count looks at the tokens up to i of the sentence that goes on.
func (g *gaps) count(i int) {
	for ; g.at < i; g.at++ {
		switch g.cue(g.at).sort {
		case opener, closer:
			switch g.d.Text[g.d.Tokens[g.at].Start] {
			case '(', '[':
				g.round++
			case ')', ']':
				g.round--
			default:
				g.marks++
			}
		case capital, capitals, initial:
			g.titled++
		case numeral, figure:
			g.numbers++
		}
	}
}

// features returns what is to be seen at the gap before token i; the slice is
// used again by the next call.
func (g *gaps) features(i int) []nn.Feature {
	g.count(i)
	a, b, c := g.cue(i-3), g.cue(i-2), g.cue(i-1)
	x, y, z := g.cue(i), g.cue(i+1), g.cue(i+2)
	first := g.cue(g.from)
	rule := uint32(0)
	if g.rules[i-g.p.From] {
		rule = 1
	}
	if g.d.Tokens[i-1].End < g.d.Tokens[i].Start {
		rule += 2
	}
	long := uint32(min(6, bits.Len(uint(i-g.from))))
	plain := uint32(0) // is all since the sentence began capitals and figures?
	if n := i - g.from; g.titled+g.numbers >= n-n/3 {
		plain = 1
	}
	if g.numbers > 0 {
		plain += 2
	}
	inside := uint32(max(-1, min(1, g.round))+1)*2 + uint32(g.marks&1)
	same := uint32(0) // does the sentence begin with the same word?
	if first.form == x.form {
		same = 1
	} else if first.shape == x.shape {
		same = 2
	}
	A, B, C, X, Y, Z := uint32(a.sort), uint32(b.sort), uint32(c.sort), uint32(x.sort), uint32(y.sort), uint32(z.sort)
	sides := C*16 + X
	wide := ((B*16+C)*16+X)*16 + Y
	g.out = append(g.out[:0],
		nn.Mix(1, c.form), nn.Mix(2, x.form), nn.Mix(3, c.form, x.form), nn.Mix(4, sides, rule),
		nn.Mix(5, wide), nn.Mix(6, b.form, c.form), nn.Mix(7, x.form, y.form), nn.Mix(8, c.form, X), nn.Mix(9, C, x.form),
		nn.Mix(10, b.form, sides), nn.Mix(11, y.form, sides), nn.Mix(12, a.form, sides), nn.Mix(13, z.form, sides),
		nn.Mix(14, wide, A), nn.Mix(15, wide, Z), nn.Mix(16, wide, A, Z), nn.Mix(17, x.form, X, rule), nn.Mix(18, c.form, X, rule),
		nn.Mix(19, first.form, sides), nn.Mix(20, long, sides, rule), nn.Mix(21, plain, long, sides), nn.Mix(22, inside, sides, rule),
		nn.Mix(23, g.style, rule), nn.Mix(24, g.style>>4, sides, rule), nn.Mix(25, first.form, x.form), nn.Mix(26, same, sides),
		nn.Mix(27, b.form, c.form, X, Y), nn.Mix(28, c.tail, X), nn.Mix(29, C, x.tail), nn.Mix(30, c.shape, x.shape),
		nn.Mix(31, b.shape, c.shape, X), nn.Mix(32, C, x.shape, y.shape), nn.Mix(33, a.shape, b.shape, c.shape, X),
		nn.Mix(34, C, x.shape, y.shape, z.shape), nn.Mix(35, plain, uint32(min(12, i-g.from)), C, X, Y), nn.Mix(36, rule, uint32(first.sort), sides),
		nn.Mix(37, b.form, C, x.form), nn.Mix(38, c.form, X, y.form), nn.Mix(39, plain, x.form, C))
	return g.out
}

// cueOf returns the cue of a token.
func cueOf(form string) cue {
	const prime = 16777619
	h, shape := uint32(2166136261), uint32(2166136261)
	last := byte(0)
	lowers, uppers, digits, others := 0, 0, 0, 0
	for i := 0; i < len(form) && i < 64; i++ {
		b := form[i]
		k := b
		switch {
		case lower(b):
			k, lowers = 'x', lowers+1
		case upper(b):
			k, uppers = 'X', uppers+1
			b |= 0x20
		case digit(b):
			k, b, digits = 'd', '0', digits+1
		case b >= utf8.RuneSelf:
			k, others = 'u', others+1
		default:
			others++
		}
		h = (h ^ uint32(b)) * prime
		if k != last {
			shape = (shape ^ uint32(k)) * prime
			last = k
		}
	}
	c := cue{form: h, shape: shape, tail: nn.Hash(form[max(0, len(form)-3):])}
	c.sort = sortOf(form, lowers, uppers, digits, others)
	return c
}

func sortOf(form string, lowers, uppers, digits, others int) sort {
	switch {
	case others == 0 && digits == 0 && uppers == 0:
		return small
	case others == 0 && digits == 0 && lowers > 0 && upper(form[0]):
		return capital
	case others == 0 && digits == 0 && lowers == 0 && uppers == 1:
		return initial
	case others == 0 && digits == 0 && lowers == 0:
		return capitals
	case digits > 0 && lowers+uppers+others == 0:
		return numeral
	case digits > 0 && lowers+uppers == 0:
		return figure
	case lowers+uppers+digits == 0:
		return markSort(form)
	case lowers+uppers > 0 && len(form) > 5 && others > 1 && addressLike(form):
		return site
	}
	r, _ := utf8.DecodeRuneInString(form)
	switch {
	case unicode.IsUpper(r) && len(form) > 1 && form[len(form)-1] != '.':
		return capital
	case unicode.IsLower(r) && digits == 0:
		return small
	}
	return mixed
}

func addressLike(form string) bool {
	for i := 1; i < len(form); i++ {
		if form[i] == '@' || form[i] == '/' && form[i-1] == '/' || form[i] == '.' && i > 2 && form[:3] == "www" {
			return true
		}
	}
	return false
}

func markSort(form string) sort {
	r, _ := utf8.DecodeRuneInString(form)
	switch r {
	case '.', '!', '?', '…':
		return stop
	case ',', ';', ':':
		if len(form) > 1 {
			return other
		}
		return pause
	case '(', '[', '{', '“', '‘', '«', '„', '<':
		return opener
	case ')', ']', '}', '”', '’', '»', '>', '"', '\'':
		return closer
	case '-', '*', '•', '–', '—', '=', '~', '_', '+', '#', '|', '·':
		return dash
	}
	if unicode.IsUpper(r) {
		return capital
	}
	if unicode.IsLetter(r) {
		return small
	}
	return other
}
