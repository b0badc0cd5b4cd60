package record

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold returns the words of a name as they are compared: lower case, without
// diacritics and apostrophes, and with the usual differences between ways to
// transliterate taken away. A leading "the" and initials between other words are
// left out; initials that stand together are one word.
func fold(name string) []string {
	words := strings.FieldsFunc(plain(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	var out []string
	initials := 0 // of the last word
	for i, w := range words {
		one := len([]rune(w)) == 1
		switch {
		case one && initials > 0: // "j d" is "jd"
			out[len(out)-1] += w
			initials++
		case one && i > 0 && i < len(words)-1: // a middle initial
		default:
			out = append(out, transliterated(w))
			initials = 0
			if one {
				initials = 1
			}
		}
	}
	return out
}

// letters are those that decomposition leaves whole.
var letters = strings.NewReplacer("ø", "o", "đ", "d", "ð", "d", "ł", "l", "ħ", "h", "ı", "i", "ß", "ss", "æ", "ae", "œ", "oe", "þ", "th", "ŋ", "n",
	"'", "", "’", "", "‘", "", "ʼ", "", "`", "", "ʻ", "", "ʿ", "", "ʾ", "", "´", "")

// plain returns a text in lower case without diacritics and apostrophes; a
// possessive loses its s.
func plain(text string) string {
	text = strings.ToLower(text)
	for _, s := range []string{"'s", "’s"} {
		text = strings.TrimSuffix(text, s)
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(text) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
		}
	}
	return letters.Replace(b.String())
}

// endings are ways to write the same last sound of a Slavic or Arabic name.
var endings = []string{"iyy", "yy", "iy", "yi", "ij", "yj", "ii", "y", "i", "j"}

// transliterated takes away from a word what differs between ways to
// transliterate it: doubled letters, "ks" for "x", "iu" for "yu", "ia" and "iya"
// for "ya", the last sound of "-y", "-yy", "-iy", "-ii", "-ij".
func transliterated(w string) string {
	if len(w) < 4 {
		return w
	}
	w = strings.ReplaceAll(w, "ks", "x")
	w = strings.ReplaceAll(w, "iya", "ya")
	w = strings.ReplaceAll(w, "ia", "ya")
	w = strings.ReplaceAll(w, "iu", "yu")
	for _, e := range endings {
		if stem, ok := strings.CutSuffix(w, e); ok && len(stem) >= 2 {
			w = stem + "y"
			break
		}
	}
	var b strings.Builder
	last := rune(0)
	for _, r := range w {
		if r != last || unicode.IsDigit(r) {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

// particles begin surnames of several words.
var particles = map[string]bool{"al": true, "el": true, "bin": true, "ibn": true, "ben": true, "abu": true, "von": true, "van": true,
	"de": true, "der": true, "den": true, "da": true, "di": true, "du": true, "del": true, "dos": true, "la": true, "le": true, "ter": true}

// generations follow surnames.
var generations = map[string]bool{"jr": true, "sr": true, "ii": true, "iii": true, "iv": true}

// surname returns the last word of a folded name, before "jr" and the like; ""
// if there is none.
func surname(words []string) string {
	for len(words) > 1 && generations[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

// bare reports whether a folded name is a surname alone: one word, or several
// that begin with a particle.
func bare(words []string) bool {
	return len(words) == 1 || len(words) > 1 && particles[words[0]]
}

// officeHead returns the word that tells what an office is: "aide" of
// "foreign policy aide to the president", "minister" of "Minister for Trade".
func officeHead(office string) string {
	words := strings.FieldsFunc(plain(office), func(r rune) bool { return !unicode.IsLetter(r) })
	head := ""
	for _, w := range words {
		switch w {
		case "of", "to", "for", "at", "in", "on", "and", "from", "with", "who", "under":
			if head != "" {
				return head
			}
		case "the", "a", "an", "former", "then":
		default:
			head = w
		}
	}
	return head
}

// apart returns the edit distance of two words, counted up to most+1.
func apart(a, b string, most int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) > most || len(y)-len(x) > most {
		return most + 1
	}
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		diag := row[0]
		row[0] = i + 1
		for j := range y {
			cost := diag
			if x[i] != y[j] {
				cost++
			}
			diag = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return min(row[len(y)], most+1)
}
