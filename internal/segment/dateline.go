package segment

import (
	"strings"
	"unicode"

	"parley/internal/doc"
)

// mostDateline bounds a dateline, in tokens.
const mostDateline = 18

// dateline returns the token after the dash that ends the dateline paragraph p
// begins with ("ORSK, May 9 (Agency) - The"), p.From if it begins with none. A
// dateline is a sentence of its own: it is no part of what follows.
func dateline(d *doc.Doc, p doc.Range) int {
	told := false // a place in capitals, a date or an agency
	month := false
	for i := p.From; i < p.To-1 && i < p.From+mostDateline; i++ {
		form := d.Form(i)
		switch {
		case isDash(d, i):
			if told && i > p.From && opensSentence(d.Form(i+1)) {
				return i + 1
			}
			return p.From
		case form == ")":
			told = true
		case isDigits(form):
			told = told || month || i > p.From && startsUpper(d.Form(i-1))
		case form == "(" || form == "," || form == "." || form == "/":
		case startsUpper(form):
			month = true
			if i == p.From && len(form) > 2 && strings.ToUpper(form) == form {
				told = true
			}
		default:
			return p.From
		}
	}
	return p.From
}

// isDash reports whether token i is a dash and no hyphen.
func isDash(d *doc.Doc, i int) bool {
	switch d.Form(i) {
	case "—", "–", "--", "―":
		return true
	case "-":
		return i > 0 && d.Tokens[i-1].End < d.Tokens[i].Start && d.Tokens[i].End < d.Tokens[i+1].Start
	}
	return false
}

func isDigits(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsDigit(r) }) < 0
}

// opensSentence reports whether a sentence can begin with this token.
func opensSentence(form string) bool {
	return startsUpper(form) || strings.ContainsAny(form, "\"“‘'„«") || isDigits(form)
}
