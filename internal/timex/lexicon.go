package timex

import (
	"strings"
	"sync"
	"time"
)

// newLexicon returns the words of the calendar itself: months, weekdays,
// units, numbers. The rest is in the calendar file.
func newLexicon() *lexicon {
	l := &lexicon{words: map[string]*word{}}
	for m := time.January; m <= time.December; m++ {
		name := strings.ToLower(m.String())
		l.name(name, clsMonth, int(m), false)
		if m != time.May {
			l.name(name[:3], clsMonth, int(m), true)
		}
	}
	l.name("sept", clsMonth, 9, true)
	for d := time.Sunday; d <= time.Saturday; d++ {
		name := strings.ToLower(d.String())
		l.name(name, clsWeekday, int(d), false)
		l.name(name+"s", clsDays, int(d), false)
		l.name(name[:3], clsWeekday, int(d), true)
	}
	l.name("tues", clsWeekday, 2, true)
	l.name("thur", clsWeekday, 4, true)
	l.name("thurs", clsWeekday, 4, true)
	for i, u := range units {
		l.add(plural(u.name), clsUnits, i)
		if i != uSecond { // "second" is rather an ordinal
			l.add(u.name, clsUnit, i)
		}
	}
	for w, n := range numbers {
		l.add(w, clsNum, n)
	}
	for w, n := range ordinals {
		l.add(w, clsOrd, n)
	}
	for c, list := range tenseWords {
		for _, w := range strings.Fields(list) {
			if e := l.add(w, 0, 0); e.capital {
				e.lower |= c
			} else {
				e.class |= c
			}
		}
	}
	l.add("several", clsVague, 0)
	l.add("few", clsVague, 0)
	return l
}

// plainLexicon is the constant table of newLexicon, built when first asked
// for; it is never added to.
var plainLexicon = sync.OnceValue(newLexicon)

// name adds a word that is one only with a capital.
func (l *lexicon) name(w string, c class, n int, abbr bool) {
	e := l.add(w, c, n)
	e.capital, e.abbr = true, abbr
}

func plural(w string) string {
	if stem, ok := strings.CutSuffix(w, "y"); ok && !strings.HasSuffix(w, "ay") {
		return stem + "ies"
	}
	return w + "s"
}

// numbers are the number words that join to others.
var numbers = map[string]int{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
	"eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
	"eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000, "million": 1000000, "billion": 1000000000,
}

var ordinals = map[string]int{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
	"tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
	"seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
}
