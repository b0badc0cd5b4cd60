package extract

import (
	"fmt"
	"io/fs"
	"strings"
	"unicode"

	"parley/internal/record"
)

// rungWords is the vocabulary of taxonomy/offices.txt and rungs.txt: what
// offices there are and how far they speak.
type rungWords struct {
	as      map[string]string // rung of offices.txt to that of a record
	offices map[string]string // office, words parted by one space, to rung
	longest int               // words of the longest office
	tenure  map[string]string
	same    map[string]string // office to the first of those that are one with it
	apart   [][]string
	class   map[string]map[string]bool
}

// loadRungWords reads rungs.txt and the offices of offices.txt. Errors name
// the file and line.
func loadRungWords(files fs.FS) (*rungWords, error) {
	w := &rungWords{as: map[string]string{}, offices: map[string]string{}, tenure: map[string]string{}, same: map[string]string{},
		class: map[string]map[string]bool{}}
	if err := readLines(files, "rungs.txt", w.line); err != nil {
		return nil, err
	}
	data, err := fs.ReadFile(files, "offices.txt")
	if err != nil {
		return nil, fmt.Errorf("extract: vocabulary: %w", err)
	}
	for _, ln := range strings.Split(string(data), "\n") {
		f := strings.Split(ln, "\t")
		if f[0] != "office" || len(f) < 3 {
			continue
		}
		if rung := w.as[strings.TrimSpace(f[2])]; rung != "" {
			w.addOffice(f[1], rung)
		}
	}
	return w, nil
}

func (w *rungWords) addOffice(office, rung string) {
	words := officeWords(office)
	first(w.offices, strings.Join(words, " "), rung)
	w.longest = max(w.longest, len(words))
}

func (w *rungWords) line(ln line) error {
	words := strings.Fields(ln.rest)
	if len(words) == 0 {
		return ln.errorf("%q without words", ln.key)
	}
	for i := range words {
		words[i] = strings.Join(officeWords(strings.ReplaceAll(words[i], "_", " ")), " ")
	}
	switch ln.key {
	case "as":
		for _, x := range words[1:] {
			w.as[x] = words[0]
		}
	case "rung":
		for _, x := range words[1:] {
			w.addOffice(x, words[0])
		}
	case "tenure":
		for _, x := range words[1:] {
			w.tenure[x] = words[0]
		}
	case "same":
		for _, x := range words {
			first(w.same, x, words[0])
		}
	case "apart":
		w.apart = append(w.apart, words)
	case "lowers", "local", "against", "appoints", "removes", "party", "organ", "none", "honour", "ends":
		if w.class[ln.key] == nil {
			w.class[ln.key] = map[string]bool{}
		}
		addAll(w.class[ln.key], words)
	default:
		return ln.errorf("unknown key %q", ln.key)
	}
	return nil
}

// officeWords returns the words of an office in lower case; hyphens part them.
func officeWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '\'' && c != '’' && c != '+'
	})
}

// standing is what the words for an office tell.
type standing struct {
	office string // as the taxonomy has it, one for all names of it: "defence minister"
	rung   string
	heads  bool   // the office is the head of the words, not only among them
	tenure string // former, then, acting, new, elect; "" if simply held
}

// read reads the words for an office: "the newly appointed Velmar deputy
// foreign minister", "adviser to the president". ok is false where no office
// of the taxonomy heads them.
func (w *rungWords) read(text string) (st standing, ok bool) {
	words := ownWords(officeWords(text))
	head := len(words)
	for i, x := range words {
		if i > 0 && w.class["ends"][x] {
			head = i
			break
		}
	}
	end := head
	for i := 1; i < head; i++ {
		if words[i] == "of" {
			end = i
			break
		}
	}
	from, to := w.match(words[:head], end)
	if from < 0 {
		return st, false
	}
	st.office = strings.Join(words[from:to], " ")
	st.rung, st.heads = w.offices[st.office], to >= end
	if w.class["honour"][st.office] && from > 0 && to == end { // "defence minister brigadier general"
		if f, t := w.match(words[:from], from); f >= 0 && t == from && w.speaks(w.offices[strings.Join(words[f:t], " ")]) {
			from, st.office = f, strings.Join(words[f:t], " ")
			st.rung = w.offices[st.office]
		}
	}
	w.tenureOf(words[:from], &st)
	w.qualify(words[:from], &st)
	if s := w.same[st.office]; s != "" {
		st.office = s
	}
	return st, true
}

// speaks reports whether a rung is above those of ranks.
func (w *rungWords) speaks(rung string) bool {
	switch record.Rung(rung) {
	case record.RungLeader, record.RungMinister, record.RungEnvoy, record.RungSpokesman:
		return true
	}
	return false
}

// ownWords leaves out whose somebody is: of "the president's adviser" the adviser.
func ownWords(words []string) []string {
	for i := len(words) - 2; i >= 0; i-- {
		if strings.HasSuffix(words[i], "'s") || strings.HasSuffix(words[i], "’s") || strings.HasSuffix(words[i], "s'") {
			return words[i+1:]
		}
	}
	return words
}

// match returns the words that are the office: those that end at end, the
// longest first, or go on past it ("minister of foreign affairs"); else any.
func (w *rungWords) match(words []string, end int) (from, to int) {
	for from := max(0, end-w.longest); from < end; from++ {
		for to := min(len(words), from+w.longest); to >= end; to-- {
			if w.offices[strings.Join(words[from:to], " ")] != "" {
				return from, to
			}
		}
	}
	for from := 0; from < end; from++ {
		for to := min(end, from+w.longest); to > from; to-- {
			if w.offices[strings.Join(words[from:to], " ")] != "" {
				return from, to
			}
		}
	}
	return -1, -1
}

// tenureOf reads the words before an office that tell since when it is held,
// and those that the office's own words begin or end with ("former president",
// "president elect").
func (w *rungWords) tenureOf(before []string, st *standing) {
	for i := len(before) - 1; i >= 0; i-- {
		t := w.tenure[before[i]]
		if i > 0 && w.tenure[before[i-1]+" "+before[i]] != "" {
			t = w.tenure[before[i-1]+" "+before[i]]
		}
		if t != "" {
			st.tenure = t
			return
		}
	}
	own := strings.Fields(st.office)
	if len(own) > 1 {
		if t := w.tenure[own[0]]; t != "" {
			if rest := strings.Join(own[1:], " "); w.offices[rest] != "" {
				st.tenure, st.office, st.rung = t, rest, w.offices[rest]
			}
		} else if t := w.tenure[own[len(own)-1]]; t != "" {
			if rest := strings.Join(own[:len(own)-1], " "); w.offices[rest] != "" {
				st.tenure, st.office, st.rung = t, rest, w.offices[rest]
			}
		}
	}
}

// qualify lowers a rung by the words before the office.
func (w *rungWords) qualify(before []string, st *standing) {
	for _, x := range before {
		switch {
		case st.rung == "spokesperson" || st.rung == "expert" || st.rung == "ally" || st.rung == "member":
		case w.class["local"][x]:
			st.rung = "local"
		case w.class["against"][x]:
			st.rung = "legislator"
		case w.class["lowers"][x] && st.rung != "local" && st.rung != "legislator":
			st.rung, st.office = "official", x+" "+st.office
		}
	}
	if st.tenure == "former" || st.tenure == "then" {
		st.rung = "member"
	}
}

// excludes returns the offices that nobody holds together with this one, each
// list of them by its first; "" if it goes with any.
func (w *rungWords) excludes(office string) string {
	var in []string
	for _, list := range w.apart {
		for _, o := range list {
			if o == office {
				in = append(in, list[0])
				break
			}
		}
	}
	return strings.Join(in, "; ")
}
