package source

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Furniture that no phrase tells shows by its form: headlines shouted between
// the paragraphs of a page, runs of headlines that lost their line breaks, and
// the credits of pictures with their captions.

const (
	shoutWords   = 5   // words in capitals that a shouted headline has at least
	shoutLetters = 20  // and letters
	shoutShare   = 5   // one word in so many of a text may be in capitals, else capitals are its way of writing
	runWords     = 28  // words without the end of a sentence from which a stretch can be a run of headlines
	runRestarts  = 2   // words in it that only begin sentences, after a small word and no mark
	runArticles  = 4   // or so many with "The" and "A", which names have too
	creditBytes  = 160 // of a bracket that can be a credit
	captionBytes = 300 // of a caption before it
)

// shouted returns the headlines in capitals of a text that is not written so:
// runs of words in capitals from the start of a line or after the end of a sentence.
func shouted(text string, ws []word) []Stretch {
	loud := 0
	for _, w := range ws {
		if isLoud(text, w) && w.End-w.Start > 1 {
			loud++
		}
	}
	if loud*shoutShare > len(ws) {
		return nil
	}
	var out []Stretch
	for i := 0; i < len(ws); {
		if !isLoud(text, ws[i]) || !ws[i].upper || !begins(text, ws[i].Start) {
			i++
			continue
		}
		j, letters := i, 0
		for j < len(ws) && isLoud(text, ws[j]) && (j == i || !strings.ContainsAny(text[ws[j-1].End:ws[j].Start], "\n()")) {
			letters += ws[j].End - ws[j].Start
			j++
		}
		for j > i && ws[j-1].End-ws[j-1].Start == 1 && j < len(ws) && unicode.IsLetter(rune(text[ws[j-1].Start])) { // "A man": the next sentence's
			j--
		}
		if j-i >= shoutWords && letters >= shoutLetters {
			out = append(out, Stretch{ws[i].Start, closed(text, ws[j-1].End)})
		}
		i = max(j, i+1)
	}
	return out
}

// isLoud reports whether a word has no small letter.
func isLoud(text string, w word) bool {
	form := text[w.Start:w.End]
	if len(form) > 2 { // "MPs"
		form = strings.TrimSuffix(form, "s")
	}
	return strings.IndexFunc(form, unicode.IsLower) < 0
}

// begins reports whether a sentence can begin at: after a line break, the end
// of a sentence, a bracket or a wide gap.
func begins(text string, at int) bool {
	before := text[max(0, at-12):at]
	trimmed := strings.TrimRight(before, " \t\u00a0\"'“”‘’")
	return trimmed == "" || strings.HasSuffix(trimmed, "\n") || strings.HasSuffix(trimmed, ")") || ends(trimmed) || strings.HasSuffix(before, "  ") || strings.HasSuffix(before, "\u00a0 ")
}

// closed returns the end of a stretch with the marks that close it.
func closed(text string, at int) int {
	for at < len(text) {
		r, n := utf8.DecodeRuneInString(text[at:])
		if !strings.ContainsRune(".!?'\"”’", r) {
			break
		}
		at += n
	}
	return at
}

// headlineRuns returns stretches between the ends of sentences that are long
// and begin again and again without a mark between: "… for a fresh start In
// Orsk, fear lurks How the …".
func (f *Furniture) headlineRuns(text string, ws []word) []Stretch {
	if len(f.restart) == 0 {
		return nil
	}
	var out []Stretch
	from, restarts, articles := 0, 0, 0
	flush := func(to int) {
		if to-from >= runWords && (restarts >= runRestarts || restarts > 0 && restarts+articles >= runArticles) {
			out = append(out, Stretch{ws[from].Start, closed(text, ws[to-1].End)})
		}
		from, restarts, articles = to, 0, 0
	}
	for i := range ws {
		if i == from || i == 0 {
			continue
		}
		between := text[ws[i-1].End:ws[i].Start]
		if strings.ContainsAny(between, ".!?\n") || strings.HasSuffix(between, "   ") {
			flush(i)
			continue
		}
		if ws[i].upper && !ws[i-1].upper && strings.Trim(between, " \u00a0") == "" {
			switch {
			case f.restart[ws[i].lower]:
				restarts++
			case ws[i].lower == "the" || ws[i].lower == "a" || ws[i].lower == "an":
				articles++
			}
		}
	}
	flush(len(ws))
	return out
}

// credits returns the brackets that name who took a picture, each with the
// caption before it where a word of captions stands in that.
func (f *Furniture) credits(text string) []Stretch {
	var out []Stretch
	for at := 0; at < len(text); {
		open := strings.IndexByte(text[at:], '(')
		if open < 0 {
			break
		}
		open += at
		end := strings.IndexByte(text[open:min(len(text), open+creditBytes)], ')')
		if at = open + 1; end < 0 {
			continue
		}
		end += open + 1
		if !f.isCredit(text[open:end]) {
			continue
		}
		at = end
		out = append(out, Stretch{f.captionStart(text, open), end})
	}
	return out
}

// isCredit reports whether a bracket names a picture's source: a word of
// credits, no more words than names have.
func (f *Furniture) isCredit(bracket string) bool {
	ws := words(bracket)
	if len(ws) > 16 || strings.ContainsAny(bracket, "\n?!") {
		return false
	}
	for _, w := range ws {
		if f.credit[w.lower] {
			return true
		}
	}
	return false
}

// captionStart returns where the caption begins that ends at the bracket at
// open: its sentence, if a word of captions stands in it; else open.
func (f *Furniture) captionStart(text string, open int) int {
	low := max(0, open-captionBytes)
	end := len(strings.TrimRight(text[:open], " \t\u00a0.\"”"))
	for i := end - 1; i > low; i-- {
		if text[i] == '\n' || (isSpace(text[i]) && (ends(text[:i]) && !abbreviated(text[:i]) || strings.HasSuffix(text[:i], "  "))) {
			low = i + 1
			break
		}
		if i == low+1 && low > 0 {
			return open
		}
	}
	shows := false
	for _, w := range words(text[low:open]) {
		if w.lower == "said" || w.lower == "told" {
			return open // reporting
		}
		shows = shows || f.caption[w.lower]
	}
	if shows {
		return low
	}
	return open
}

// abbreviated reports whether s ends in a short word with a stop that need not
// end a sentence: "Sept.", "St.", "Calif.".
func abbreviated(s string) bool {
	s = strings.TrimSuffix(s, ".")
	i := strings.LastIndexAny(s, " \u00a0(")
	w := s[i+1:]
	first, _ := utf8.DecodeRuneInString(w)
	return len(w) <= 5 && unicode.IsUpper(first)
}
