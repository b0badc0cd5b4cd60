package source

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// unfinished lists words that no sentence ends with.
var unfinished = map[string]bool{
	"the": true, "a": true, "an": true, "and": true, "or": true, "but": true, "of": true, "to": true, "with": true, "from": true,
	"for": true, "that": true, "which": true, "who": true, "whose": true, "his": true, "her": true, "its": true, "their": true,
	"will": true, "would": true, "has": true, "have": true, "had": true, "is": true, "are": true, "was": true, "were": true,
	"as": true, "at": true, "by": true, "into": true, "than": true, "because": true, "while": true, "if": true,
}

// endsCut tells whether the text, its furniture left out, breaks off: in an
// ellipsis or in mid-sentence.
func endsCut(text string, furniture []Stretch) bool {
	text = strings.TrimSpace(trimFurniture(text, furniture))
	line := strings.TrimSpace(text[strings.LastIndexByte(text, '\n')+1:])
	for _, mark := range []string{"...", "…", "[...]", "[…]", "(...)", "(…)"} {
		if strings.HasSuffix(line, mark) {
			return true
		}
	}
	last, size := utf8.DecodeLastRuneInString(line)
	if size == 0 {
		return false
	}
	if last == ',' || last == ';' {
		return true
	}
	if !unicode.IsLetter(last) || listItem(line) {
		return false
	}
	if tail := line[strings.LastIndexAny(line, " \t")+1:]; strings.ContainsAny(tail, "./@") {
		return false // an address
	}
	ws := words(line[max(0, len(line)-200):])
	end := ws[len(ws)-1]
	if unfinished[end.lower] {
		return len(ws) >= 5
	}
	return len(line) > 160 && !end.upper && strings.Contains(line, ". ")
}

// trimFurniture cuts off the furniture that a text ends with.
func trimFurniture(text string, furniture []Stretch) string {
	for i := len(furniture) - 1; i >= 0; i-- {
		if !bare(text[furniture[i].End:]) {
			break
		}
		text = text[:furniture[i].Start]
	}
	return text
}

// listItem tells whether a line begins like an item of a list.
func listItem(line string) bool {
	r, _ := utf8.DecodeRuneInString(line)
	return strings.ContainsRune("-–—•*·", r) || unicode.IsDigit(r)
}
