package extract

import (
	"math"
	"strconv"
	"strings"

	"parley/internal/doc"
)

// amount is a number as the text writes it, with the measure beside it.
type amount struct {
	doc.Range     // tokens of the number, its sign and its unit, without bounds
	last      int // token whose head the amount hangs by
	value     float64
	upper, of *float64
	bound     string
	unit      string
	money     bool
	spelled   bool // written in words
	plain     bool // neither unit nor money: a count
}

// amountAt reads the number that begins at token i of a sentence that ends
// before to; ok is false where none begins, or where it names and does not count.
func (r *reader) amountAt(i, to int) (a amount, ok bool) {
	f := r.lex.figures
	v, k, spelled, ok := r.numeral(i, to)
	if !ok || r.isLabel(i) {
		return a, false
	}
	a = amount{Range: doc.Range{From: i, To: k}, value: v, spelled: spelled}
	if code, from := r.moneyBefore(i); code != "" {
		a.unit, a.money, a.From = code, true, from
	}
	if a.money {
		a.scaled(r, to)
	}
	r.rangeOf(&a, to)
	r.wholeOf(&a, to)
	if !a.money {
		if m, n := r.lexemeAt(f.money, a.To, to); n > 0 {
			a.unit, a.money, a.To = m, true, a.To+n
		} else if _, isScale := f.moneyScales[r.lowerAt(a.To, to)]; isScale {
			if m, n := r.lexemeAt(f.money, a.To+1, to); n > 0 {
				a.money = true
				a.scaled(r, to)
				a.unit, a.To = m, a.To+n
			}
		}
	}
	if a.unit == "" && a.of == nil {
		if u, n := r.lexemeAt(f.units, a.To, to); n > 0 {
			a.unit, a.To = u, a.To+n
		}
	}
	a.plain = a.unit == ""
	a.last = a.To - 1
	r.perOf(&a, to)
	r.boundOf(&a, to)
	return a, a.finite()
}

// finite reports whether all numbers of a can be written down.
func (a *amount) finite() bool {
	for _, v := range []*float64{&a.value, a.upper, a.of} {
		if v != nil && (math.IsInf(*v, 0) || math.IsNaN(*v)) {
			return false
		}
	}
	return true
}

// lowerAt returns token i in lower case, "" from to on.
func (r *reader) lowerAt(i, to int) string {
	if i < 0 || i >= to {
		return ""
	}
	return r.t.lower(i)
}

// numeral reads digits or numbers in words with what multiplies them: "1,000",
// "2.5 million", "twenty-five".
func (r *reader) numeral(i, to int) (v float64, end int, spelled, ok bool) {
	f := r.lex.figures
	w := r.lowerAt(i, to)
	if v, ok = number(w); ok {
		end = i + 1
	} else if v, end, ok = r.inWords(i, to); ok {
		spelled = true
	} else {
		return 0, 0, false, false
	}
	for end < to {
		s, isScale := f.scales[r.lowerAt(end, to)]
		if !isScale || spelled && s < 1000 && s != 12 {
			break
		}
		v = times(v, s)
		end++
	}
	return v, end, spelled, true
}

// inWords reads "two", "twenty-five", "two hundred and fifty", "a dozen".
func (r *reader) inWords(i, to int) (v float64, end int, ok bool) {
	f := r.lex.figures
	if w := r.lowerAt(i, to); w == "a" {
		if s, isScale := f.scales[r.lowerAt(i+1, to)]; isScale {
			return s, i + 2, true
		}
		return 0, 0, false
	}
	for end = i; end < to; end++ {
		w := r.lowerAt(end, to)
		n, isNumber := f.numbers[w]
		switch {
		case isNumber && (v == 0 || math.Mod(v, 100) == 0 || v >= 20 && v < 100 && n < 10):
			v += n
		case w == "hundred" && v > 0:
			v *= 100
		case (w == "-" || w == "and" && math.Mod(v, 100) == 0) && v > 0 && f.numbers[r.lowerAt(end+1, to)] > 0:
		default:
			return v, end, end > i && v > 0
		}
	}
	return v, end, v > 0
}

// scaled multiplies an amount of money by the short word that follows it ("$5m").
func (a *amount) scaled(r *reader, to int) {
	if s, ok := r.lex.figures.moneyScales[r.lowerAt(a.To, to)]; ok {
		a.value = times(a.value, s)
		a.To++
	}
}

// rangeOf reads the greater end of a range: "10 to 15", "10-15", "between 10 and 15".
func (r *reader) rangeOf(a *amount, to int) {
	switch w := r.lowerAt(a.To, to); {
	case w == "-" || w == "–" || w == "to":
	case w == "and" && r.lowerAt(a.From-1, to) == "between":
	case w == "or" && !a.money: // "five or six"
	default:
		return
	}
	at := a.To + 1
	if _, from := r.moneyBefore(at + 1); from == at && a.money {
		at++
	}
	up, end, _, ok := r.numeral(at, to)
	if !ok || r.timeAt(at) >= 0 {
		return
	}
	if a.money {
		if s, ok := r.lex.figures.moneyScales[r.lowerAt(end, to)]; ok {
			up, end = times(up, s), end+1
		}
	}
	if own := a.value; own < 1000 && up >= 1000 { // "30 to 40 billion"
		for _, s := range []float64{1e12, 1e9, 1e6, 1e3} {
			if up >= s {
				if own*s < up {
					a.value = times(own, s)
				}
				break
			}
		}
	}
	if up > a.value {
		a.upper, a.To = &up, end
	}
}

// wholeOf reads the whole that a count is part of: "76 of 112", "three out of
// the four", "one in five".
func (r *reader) wholeOf(a *amount, to int) {
	k := a.To
	switch w := r.lowerAt(k, to); {
	case w == "of":
		k++
	case w == "out" && r.lowerAt(k+1, to) == "of":
		k += 2
	case w == "in" && a.spelled && a.value == 1:
		k++
	default:
		return
	}
	for w := r.lowerAt(k, to); w == "the" || w == "its" || w == "their" || w == "his" || w == "her" || w == "a" || w == "total" || w == "of"; w = r.lowerAt(k, to) {
		k++
	}
	if of, end, _, ok := r.numeral(k, to); ok && of >= a.value && !a.money && r.timeAt(k) < 0 {
		a.of, a.To = &of, end
	}
}

// perOf reads what a measure is taken over: "£12 an hour", "5% a year".
func (r *reader) perOf(a *amount, to int) {
	switch r.lowerAt(a.To, to) {
	case "a", "an", "per", "every", "/":
		if w := r.lowerAt(a.To+1, to); a.unit != "" && r.lex.figures.is("per", w) {
			a.unit += " per " + w
			a.To += 2
		}
	}
}

// boundOf reads how an amount bounds what it measures: "at least", "or more".
func (r *reader) boundOf(a *amount, to int) {
	f := r.lex.figures
	if is, n := r.lexemeAt(f.after, a.To, to); n > 0 {
		a.bound, a.To = is, a.To+n
		return
	}
	from := a.From
	if r.lowerAt(from-1, to) == "a" {
		from--
	}
	for _, l := range f.before {
		at := from - len(l.words)
		if at < 0 {
			continue
		}
		match := true
		for k, w := range l.words {
			match = match && r.t.lower(at+k) == w
		}
		if match && (a.bound == "" || len(l.words) > 1) {
			a.bound = l.is
		}
	}
}

// lexemeAt returns what the longest of some sequences of words that stands at
// token i means, and its length; "" and 0 if none does.
func (r *reader) lexemeAt(list []lexeme, i, to int) (is string, n int) {
	for _, l := range list {
		if len(l.words) <= n {
			continue
		}
		match := true
		for k, w := range l.words {
			if match = r.lowerAt(i+k, to) == w; !match {
				break
			}
		}
		if match {
			is, n = l.is, len(l.words)
		}
	}
	return is, n
}

// moneyBefore returns the currency whose sign stands before token i, and the
// token that the amount then begins at.
func (r *reader) moneyBefore(i int) (code string, from int) {
	if i < 1 || i > len(r.d.Tokens) {
		return "", i
	}
	w := r.t.lower(i - 1)
	if i >= 2 && w == "$" && r.d.Tokens[i-2].End == r.d.Tokens[i-1].Start {
		for _, l := range r.lex.figures.money {
			if len(l.words) == 1 && l.words[0] == r.t.lower(i-2)+"$" {
				return l.is, i - 2
			}
		}
	}
	for _, l := range r.lex.figures.money {
		if len(l.words) == 1 && l.words[0] == w && (len(w) <= 3 || strings.HasSuffix(w, "$")) {
			return l.is, i - 1
		}
	}
	return "", i
}

// isLabel reports whether the number at token i names what stands before it
// and counts nothing: "Resolution 12", "F-16", "Boeing 737", "aged 45".
func (r *reader) isLabel(i int) bool {
	if i == 0 {
		return false
	}
	if m := r.mentionAt[i]; m >= 0 && r.d.Mentions[m].Form == doc.Named && r.d.Mentions[m].Len() > 1 && r.d.Mentions[m].From < i {
		return true
	}
	p := i - 1
	before := r.t.lower(p)
	glued := r.d.Tokens[p].End == r.d.Tokens[i].Start
	if glued && before != "$" && !strings.ContainsAny(before, "$€£¥₹₩₽₴₪₺₦(“\"‘'—–[~") {
		return before != "-" || p == 0 || r.d.Tokens[p-1].End == r.d.Tokens[p].Start && r.d.Tokens[p-1].UPOS != "NUM" || r.d.Tokens[p-1].UPOS == "NUM"
	}
	if next := i + 1; next < len(r.d.Tokens) && r.d.Tokens[next].Start == r.d.Tokens[i].End {
		if w := r.t.lower(next); w == ":" || w == "/" || w == "st" || w == "th" {
			return true
		}
		if r.t.lower(next) == "-" && next+2 < len(r.d.Tokens) && strings.HasPrefix(r.t.lower(next+1), "year") && r.t.lower(next+2) == "-" { // "45-year-old"
			return true
		}
	}
	if before == "aged" || before == "age" || r.lex.figures.is("label", before) || r.lex.figures.is("label", r.t.lemma(p)) {
		return true
	}
	head := r.d.Tokens[i].Head
	if r.d.Tokens[p].UPOS == "PROPN" && (head == p || head >= 0 && head < i && r.d.Tokens[head].UPOS == "PROPN" && r.t.rel(i) != "obl") {
		if code, _ := r.moneyBefore(i); code == "" {
			return true
		}
	}
	return before == "," && i+1 < len(r.d.Tokens) && r.d.Form(i+1) == "," && r.t.rel(i) != "nummod" && len(r.d.Form(i)) == 2 // "Ana Duro, 45, said"
}

// times multiplies what is written with few decimals: 4.1 billion is
// 4,100,000,000.
func times(v, s float64) float64 { return math.Round(min(v*s, maxFigure)*1000) / 1000 }

// maxFigure is more than anybody counts.
const maxFigure = 1e18

// number reads "1,000" or "76"; ok is false for anything else.
func number(s string) (float64, bool) {
	if s == "" || s[0] < '0' || s[0] > '9' || len(s) > 24 {
		return 0, false
	}
	if strings.Trim(s, "0123456789,.") != "" { // "0x1p9", "9e307"
		return 0, false
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", ""), 64)
	return v, err == nil
}
