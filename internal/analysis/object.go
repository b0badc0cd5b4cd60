package analysis

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// heads are the words that name an issue as a whole, by issue code: the
// object "a truce" is the issue ceasefire and nothing within it.
var heads = map[string]string{
	"ceasefire":           "ceasefire cease-fire cease truce armistice halt pause end fighting fire hostility hostilities war de-escalation cessation",
	"direct-talks":        "talk negotiation negotiate meet meeting dialogue summit discussion conversation face-to-face contact",
	"mediation":           "mediation mediator effort role good-offices",
	"peace-agreement":     "peace agreement deal settlement accord treaty pact plan framework memorandum roadmap end",
	"territory":           "territory territories land concession",
	"withdrawal":          "withdrawal pullout pullback",
	"recognition":         "recognition",
	"security-guarantees": "guarantee security",
	"peacekeeping":        "peacekeeper peacekeeping force troop mission",
	"alliance-membership": "membership accession",
	"arms-limits":         "limit",
	"military-aid":        "aid assistance support weapon arms",
	"sanctions":           "sanction",
	"reconstruction":      "reconstruction fund",
	"prisoners":           "prisoner exchange swap release hostage captive",
	"humanitarian-access": "aid access",
	"elections":           "election vote",
	"justice":             "justice accountability tribunal",
	"nuclear":             "nuclear programme program enrichment",
	"trade":               "trade deal agreement",
}

// numbers in words, as they stand before "day" and "clause".
var numbers = map[string]int{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}

// units of time and how many days they have; hours are turned into days where
// they make whole ones.
var units = map[string]int{"day": 1, "week": 7, "fortnight": 14}

// light words never tell two objects apart.
var light = map[string]bool{"a": true, "an": true, "the": true, "this": true, "that": true, "these": true, "those": true, "its": true, "his": true,
	"her": true, "their": true, "our": true, "any": true, "some": true, "such": true, "no": true, "and": true, "or": true, "new": true, "more": true}

// prepositions begin what only tells more of a head word.
var prepositions = map[string]bool{"of": true, "for": true, "in": true, "at": true, "on": true, "with": true, "by": true, "to": true, "from": true,
	"between": true, "over": true, "against": true, "about": true, "under": true, "during": true}

// Object is what a position is about, as far as it tells rows apart.
type object struct {
	key  string // of the row: issue, and head and marks if there are any
	text string // in the article's words; "" for the issue as a whole
}

// objectOf normalizes an object: issue, head word if it is not the issue's own,
// and the marks that tell things of one kind apart: numbers with their units,
// and names, months and holidays, which are written with capitals. So "30-day
// ceasefire", "the unconditional 30-day truce" and "a truce of thirty days" are one
// row; "a three-day truce" is another.
func objectOf(issue, about string) object {
	own := strings.Fields(heads[issue])
	phrase := firstPhrase(about, own)
	words := strings.FieldsFunc(phrase, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' })
	var marks []string
	head, after := "", false // after: behind a preposition, where words only tell more
	for i := 0; i < len(words); i++ {
		low := strings.Trim(strings.ToLower(words[i]), "-")
		if mark, used := numberMark(low, words[i+1:]); used > 0 {
			if mark != "" {
				marks = append(marks, mark)
			}
			i += used - 1
			continue
		}
		switch {
		case prepositions[low]:
			after = after || head != ""
		case low == "" || light[low] || participial(low) || unit(low) > 0:
		case named(words[i]) && !slices.Contains(own, singular(low)):
			marks = append(marks, low)
		case !after:
			head = singular(low)
		}
	}
	if slices.Contains(own, head) {
		head = ""
	}
	slices.Sort(marks)
	parts := []string{issue}
	if head != "" {
		parts = append(parts, head)
	}
	if marks = slices.Compact(marks); len(marks) > 0 {
		parts = append(parts, strings.Join(marks, "+"))
	}
	o := object{key: strings.Join(parts, "/")}
	if len(parts) > 1 {
		o.text = strings.TrimSpace(about)
	}
	return o
}

// firstPhrase cuts an object before a clause or a second phrase that only
// tells more of it; before a comma where the issue's own word stands before it.
// What stands after "of", "in" and "with" may tell things apart and stays.
func firstPhrase(about string, own []string) string {
	for _, stop := range []string{";", ":", " that ", " which ", " who ", " to ", " before ", " after ", " until ", " if ", " unless ", " without ", " as ", " because ", " proposed ", " put "} {
		if i := strings.Index(about, stop); i > 0 {
			about = about[:i]
		}
	}
	if first, _, ok := strings.Cut(about, ","); ok {
		for _, w := range strings.Fields(strings.ToLower(first)) {
			if slices.Contains(own, singular(w)) {
				return first
			}
		}
	}
	return about
}

// numberMark returns the mark of a number with what it counts, "30-day", "72
// hours", "seven-clause", "month-long", and how many words it takes up: low and
// of those that follow; 0 if low is no number. The mark is "" for "one" as a pronoun.
func numberMark(low string, following []string) (mark string, used int) {
	num, what, joined := strings.Cut(low, "-")
	n, err := strconv.Atoi(num)
	word := err != nil
	if word {
		if n = numbers[num]; n == 0 {
			if what != "long" || unit(num) == 0 && num != "month" && num != "year" {
				return "", 0
			}
			n, what = 1, num // "month-long"
		}
	}
	used = 1
	if !joined && len(following) > 0 {
		what, used = strings.ToLower(following[0]), 2
	}
	if m, err := strconv.Atoi(what); joined && err == nil && !word { // "8-11": the month is a mark of its own
		return strconv.Itoa(n) + "-" + strconv.Itoa(m), 1
	}
	what = singular(strings.TrimSuffix(what, "-long"))
	timed := unit(what) > 0 || what == "hour" || what == "month" || what == "year"
	switch {
	case word && n == 1 && !timed:
		return "", 1
	case !joined && !timed && (!word || used == 1 || light[what] || prepositions[what]):
		return strconv.Itoa(n), 1 // "8 May"
	case what == "hour" && n%24 == 0:
		n, what = n/24, "day"
	case unit(what) > 0:
		n, what = n*unit(what), "day"
	}
	return strconv.Itoa(n) + "-" + what, used
}

// unit returns how many days a unit of time has; 0 if the word is none.
func unit(word string) int { return units[singular(word)] }

// participial reports whether a word only tells whose idea a thing was:
// "US-proposed", "so-called".
func participial(low string) bool {
	_, last, ok := strings.Cut(low, "-")
	return ok && (strings.HasSuffix(last, "ed") || strings.HasSuffix(last, "led") || strings.HasSuffix(last, "en"))
}

// named reports whether a word is a name: a capital with a small letter after it.
func named(w string) bool {
	r := []rune(w)
	return len(r) > 1 && unicode.IsUpper(r[0])
}

// singular takes the plural's ending from a word.
func singular(w string) string {
	switch {
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "oes") && len(w) > 5:
		return w[:len(w)-2]
	case strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && len(w) > 3:
		return w[:len(w)-1]
	}
	return w
}
