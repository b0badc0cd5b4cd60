package segment

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// role is what a quotation mark does.
type role uint8

const (
	none  role = iota // an apostrophe, or a mark without a partner
	open              // begins a quotation
	close             // ends one
)

// family tells which marks can pair.
type family uint8

const (
	double family = iota // "…", “…”, „…“, ``…''
	single               // '…', ‘…’, ‚…‘
	angle                // «…»
)

// mark is a quotation mark or an apostrophe that is not inside a word.
type mark struct {
	at, size int // bytes in the text
	family   family
	role     role
	opens    bool // could begin a quotation, by its shape and neighbours
	closes   bool // could end one
	plural   bool // could be the apostrophe of "ministers' talks"
	fresh    bool // stands at the start of the paragraph or after the end of a sentence
	low      bool // „ or ‚: pairs with “ or ‘
	pair     int  // index of the partner in the line's marks; -1 if none
	until    int  // for an opening mark: byte where the quotation ends, after the closing mark
	after    int  // for an opening mark: index of the unclosed one it goes on with; -1 if none
	depth    int
}

// marks returns the quotation marks of text[start:end], one paragraph.
// Their bytes count from the start of text.
func marks(text string, start, end int) []mark {
	ms := find(text, start, end)
	pairUp(ms, end)
	return ms
}

func find(text string, start, end int) []mark {
	var ms []mark
	fresh := true // nothing but openers since the start or the last full stop
	prev := ' '
	for i := start; i < end; {
		r, n := utf8.DecodeRuneInString(text[i:end])
		f, shape, size := kind(text[i:end], r, n)
		if shape == 0 {
			fresh = fresh && !word(r) || strings.ContainsRune(".!?…", r)
			prev = r
			i += n
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[i+size : end])
		if i+size == end {
			next = ' '
		}
		if f != single || !word(prev) || !word(next) {
			m := mark{at: i, size: size, family: f, pair: -1, after: -1, fresh: fresh, low: shape == 'l'}
			m.aim(shape, prev, next, text[i:end])
			ms = append(ms, m)
		}
		prev = r
		i += size
	}
	return ms
}

// kind tells the family of the mark at the start of s, its shape ('o' opens,
// 'c' closes, 'l' opens low, 'e' either, 0 no mark) and its size in bytes.
func kind(s string, r rune, n int) (family, rune, int) {
	if k := twice(s); k > 0 {
		return double, 'e', k
	}
	switch r {
	case '"', '＂':
		return double, 'e', n
	case '“':
		return double, 'o', n
	case '”':
		return double, 'c', n
	case '„':
		return double, 'l', n
	case '«':
		return angle, 'o', n
	case '»':
		return angle, 'c', n
	case '‘':
		return single, 'o', n
	case '‚':
		return single, 'l', n
	case '’':
		return single, 'c', n
	case '\'', '`':
		if strings.HasPrefix(s, "``") || strings.HasPrefix(s, "''") {
			return double, 'e', 2
		}
		return single, 'e', n
	}
	return 0, 0, 0
}

// twice returns the bytes of the two single curly marks that s begins with,
// which stand for one double mark; 0 if it does not.
func twice(s string) int {
	for _, w := range [...]string{"‘’", "’’", "‘‘"} {
		if strings.HasPrefix(s, w) {
			return len(w)
		}
	}
	return 0
}

// aim sets what m could be, by its shape and the runes beside it.
func (m *mark) aim(shape, prev, next rune, rest string) {
	spaceBefore, spaceAfter := unicode.IsSpace(prev), unicode.IsSpace(next)
	left := spaceBefore || strings.ContainsRune("([{-–—/\"“„‘'«¿¡", prev)
	right := spaceAfter || !word(next) && !strings.ContainsRune("([{“‘„«$£€", next)
	switch shape {
	case 'o':
		m.opens, m.closes = true, right && !left
	case 'l':
		m.opens = true
	case 'c':
		m.closes = true
	default:
		m.opens = left && !(spaceAfter && !spaceBefore) || !word(prev) && word(next)
		m.closes = right && !(spaceBefore && !spaceAfter) || !left
	}
	if m.family != single {
		return
	}
	m.plural = strings.ContainsRune("sSzZxX", prev) && spaceAfter
	if shape == 'l' { // a lone ‚ is a comma
		m.opens = left && word(next)
	}
	if elided(rest) > 0 {
		m.opens = false
	}
	m.opens = m.opens && left && !spaceAfter
	m.closes = m.closes && !spaceBefore && right
}

// elisions are words that begin with an apostrophe.
var elisions = []string{"em", "til", "till", "cause", "cuz", "tis", "twas", "n", "bout", "round", "s", "re", "ve", "ll", "d", "m"}

// elided returns the bytes of the word that the apostrophe at the start of s
// belongs to ("'em", "'90s"), without the apostrophe; 0 if it begins none.
func elided(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	end := n
	for end < len(s) && end < n+6 && (letter(s[end]) || digit(s[end])) {
		end++
	}
	w := strings.ToLower(s[n:end])
	if end < len(s) && s[end] >= utf8.RuneSelf && w != "" {
		if r, _ := utf8.DecodeRuneInString(s[end:]); word(r) {
			return 0
		}
	}
	if slices.Contains(elisions, w) {
		return len(w)
	}
	if len(w) >= 2 && digit(w[0]) && digit(w[1]) && (len(w) == 2 || w[2:] == "s") {
		return len(w)
	}
	return 0
}

// pairing is the state of one walk over the marks of a paragraph.
type pairing struct {
	ms    []mark
	stack []int // open marks, outermost first
	ahead []reach
	end   int
}

// reach tells what comes after a mark in its paragraph; -1 if nothing does.
type reach struct {
	close  int // nearest single mark that could close
	better int // nearest single mark that must close, before another opens
	double int // nearest mark that could close a double quotation
}

func pairUp(ms []mark, end int) {
	p := &pairing{ms: ms, ahead: look(ms), end: end}
	for k := range ms {
		p.step(k)
	}
	for _, k := range p.stack {
		p.leave(k, end)
	}
}

func look(ms []mark) []reach {
	ahead := make([]reach, len(ms))
	next := reach{-1, -1, -1}
	for k := len(ms) - 1; k >= 0; k-- {
		ahead[k] = next
		m := ms[k]
		switch {
		case m.family != single:
			if m.closes {
				next.double = k
			}
		case m.closes:
			next.close = k
			if !m.plural {
				next.better = k
			}
		case m.opens:
			next.better = -1
		}
	}
	return ahead
}

func (p *pairing) step(k int) {
	m := &p.ms[k]
	in := p.innermost(m.family)
	switch {
	case in >= 0 && m.closes && p.shuts(k, in):
		p.shut(k, in)
	case m.opens && m.family == single:
		if p.closable(k) {
			p.push(k)
		}
	case m.opens:
		if in >= 0 && !p.nests(k, in) {
			p.reopen(k, in)
			return
		}
		p.push(k)
	}
}

// innermost returns the place in the stack of the last open mark of a family; -1 if none.
func (p *pairing) innermost(f family) int {
	for i := len(p.stack) - 1; i >= 0; i-- {
		if p.ms[p.stack[i]].family == f {
			return i
		}
	}
	return -1
}

// shuts reports whether mark k closes the quotation opened at stack place in.
func (p *pairing) shuts(k, in int) bool {
	m := p.ms[k]
	if m.family == single {
		return !m.plural || p.ahead[k].better < 0
	}
	if m.opens && m.closes { // a straight mark with space, or nothing telling, at both sides
		return true
	}
	return !p.ms[p.stack[in]].low || m.closes
}

// closable reports whether a single mark has a partner ahead, inside the double quotation it stands in.
func (p *pairing) closable(k int) bool {
	a := p.ahead[k]
	if a.close < 0 {
		return p.ms[k].fresh && p.ms[k].depth == 0 && len(p.stack) == 0 && k == 0
	}
	return p.innermost(double) < 0 || a.double < 0 || a.close < a.double
}

// nests reports whether mark k begins a quotation inside the one of its own family at stack place in.
func (p *pairing) nests(k, in int) bool {
	m, outer := p.ms[k], p.ms[p.stack[in]]
	if m.closes || m.low != outer.low {
		return true
	}
	if m.fresh && m.size == outer.size {
		return false
	}
	return p.closers(k) >= 2
}

// closers counts the marks of k's family that only close, after k and before another that opens; at most two.
func (p *pairing) closers(k int) int {
	n := 0
	for i := k + 1; i < len(p.ms) && i < k+4 && n < 2; i++ {
		switch o := p.ms[i]; {
		case o.family != p.ms[k].family:
		case o.opens:
			return n
		case o.closes:
			n++
		}
	}
	return n
}

// deepest bounds how many quotations can be open at once.
const deepest = 8

func (p *pairing) push(k int) {
	m := &p.ms[k]
	if len(p.stack) == deepest {
		return
	}
	m.role, m.depth, m.until = open, len(p.stack), p.end
	p.stack = append(p.stack, k)
}

// shut closes the quotation at stack place in; those opened inside it stay without an end.
func (p *pairing) shut(k, in int) {
	m, o := &p.ms[k], p.stack[in]
	for _, i := range p.stack[in+1:] {
		p.leave(i, m.at)
	}
	p.stack = p.stack[:in]
	m.role, m.pair, m.depth = close, o, in
	p.ms[o].pair, p.ms[o].until = k, m.at+m.size
}

// reopen begins a quotation at mark k where one of its family is still open:
// the closing mark was left out, as newspapers do between the paragraphs of one speech.
func (p *pairing) reopen(k, in int) {
	o := p.stack[in]
	for _, i := range p.stack[in:] {
		p.leave(i, p.ms[k].at)
	}
	p.stack = p.stack[:in]
	p.push(k)
	if p.ms[k].fresh {
		p.ms[k].after = o
	}
}

// leave ends an open mark without a partner at byte end. A lone single mark is an apostrophe.
func (p *pairing) leave(k, end int) {
	m := &p.ms[k]
	m.until = end
	if m.family == single && !(m.fresh && k == 0) {
		m.role = none
	}
}
