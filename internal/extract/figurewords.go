package extract

import (
	"io/fs"
	"strconv"
	"strings"
)

// figureWords is the vocabulary of taxonomy/figures.txt.
type figureWords struct {
	scales, moneyScales, numbers map[string]float64
	before, after                []lexeme // bounds before and after a number, longest first by file order
	money, units                 []lexeme
	fates                        map[string]string // "shoot+down": "downed"
	class                        map[string]map[string]bool
}

// lexeme is a sequence of words in lower case that stands for something.
type lexeme struct {
	words []string
	is    string
}

// loadFigureWords reads figures.txt. Errors name the file and line.
func loadFigureWords(files fs.FS) (*figureWords, error) {
	f := &figureWords{scales: map[string]float64{}, moneyScales: map[string]float64{}, numbers: map[string]float64{},
		fates: map[string]string{}, class: map[string]map[string]bool{}}
	return f, readLines(files, "figures.txt", f.line)
}

func (f *figureWords) line(ln line) error {
	words := strings.Fields(ln.rest)
	if len(words) == 0 {
		return ln.errorf("%q without words", ln.key)
	}
	name := strings.ReplaceAll(words[0], "_", " ")
	switch ln.key {
	case "scale", "moneyscale", "number":
		n, err := strconv.ParseFloat(words[0], 64)
		if err != nil {
			return ln.errorf("%q is no number", words[0])
		}
		to := map[string]map[string]float64{"scale": f.scales, "moneyscale": f.moneyScales, "number": f.numbers}[ln.key]
		for _, w := range words[1:] {
			to[w] = n
		}
	case "currency":
		f.money = addLexemes(f.money, name, words[1:])
	case "percent":
		f.units = addLexemes(f.units, "%", words)
	case "unit":
		f.units = addLexemes(f.units, name, words[1:])
	case "bound":
		f.before = addLexemes(f.before, strings.ReplaceAll(name, "-", " "), words[1:])
	case "after":
		f.after = addLexemes(f.after, strings.ReplaceAll(name, "-", " "), words[1:])
	case "fate":
		if len(words) < 2 {
			return ln.errorf("a fate wants a verb and a word")
		}
		f.fates[words[0]] = strings.Join(words[1:], " ")
	case "per", "each", "fated", "moves", "toll", "on", "label", "bare", "keep", "several":
		if f.class[ln.key] == nil {
			f.class[ln.key] = map[string]bool{}
		}
		addAll(f.class[ln.key], words)
	default:
		return ln.errorf("unknown key %q", ln.key)
	}
	return nil
}

func addLexemes(to []lexeme, is string, words []string) []lexeme {
	for _, w := range words {
		to = append(to, lexeme{strings.Split(w, "_"), is})
	}
	return to
}

func (f *figureWords) is(class, word string) bool { return f.class[class][word] }
