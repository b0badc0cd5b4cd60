package source

import (
	"bufio"
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// scope tells how much of the text around a phrase is furniture.
type scope string

const (
	scopeLine  scope = "line"  // the phrase is a line of its own
	scopeOpens scope = "opens" // the phrase opens a line: the line, or its sentence where the line is long
	scopeSays  scope = "says"  // the sentence that the phrase stands in
	scopeAlone scope = "alone" // the phrase itself, where it stands as a sentence of its own
	scopeRest  scope = "rest"  // from the phrase's sentence to the end of the text
)

// effect is what a phrase tells about the article's completeness.
type effect string

const (
	effectNone effect = "-"
	effectCut  effect = "cut"
	effectLive effect = "live"
)

const (
	maxGap      = 12  // words that a * may stand for
	maxLine     = 300 // bytes of a line that an opening phrase takes whole
	maxSentence = 400 // bytes looked at on either side for the end of a sentence
)

// phrase is a sequence of lower-case words; "*" stands for up to maxGap words.
type phrase struct {
	scope  scope
	effect effect
	words  []string
	upper  bool // written with a capital first letter: the text must have one too
}

// Furniture recognises access boilerplate and page furniture by phrases.
// It is safe for concurrent use.
type Furniture struct {
	byFirst                  map[string][]phrase
	restart, credit, caption map[string]bool // words that tell furniture by its form
}

// ParseFurniture reads a list of phrases: one a line as "scope effect words",
// with # for comments. An error names the line.
func ParseFurniture(list []byte) (*Furniture, error) {
	f := &Furniture{byFirst: map[string][]phrase{}, restart: map[string]bool{}, credit: map[string]bool{}, caption: map[string]bool{}}
	forms := map[string]map[string]bool{"restart": f.restart, "credit": f.credit, "caption": f.caption}
	lines := bufio.NewScanner(bytes.NewReader(list))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if fields := strings.Fields(line); forms[fields[0]] != nil {
			for _, w := range fields[1:] {
				forms[fields[0]][strings.ToLower(w)] = true
			}
			continue
		}
		p, err := parsePhrase(line)
		if err != nil {
			return nil, fmt.Errorf("source: furniture line %d: %w", n, err)
		}
		f.byFirst[p.words[0]] = append(f.byFirst[p.words[0]], p)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("source: furniture: %w", err)
	}
	return f, nil
}

func parsePhrase(line string) (phrase, error) {
	fields := strings.Fields(line)
	if len(fields) < 3 {
		return phrase{}, fmt.Errorf("want scope, effect and words, have %q", line)
	}
	p := phrase{scope: scope(fields[0]), effect: effect(fields[1])}
	switch p.scope {
	case scopeLine, scopeOpens, scopeSays, scopeAlone, scopeRest:
	default:
		return phrase{}, fmt.Errorf("unknown scope %q", fields[0])
	}
	switch p.effect {
	case effectNone, effectCut, effectLive:
	default:
		return phrase{}, fmt.Errorf("unknown effect %q", fields[1])
	}
	for _, field := range fields[2:] {
		if field == "*" {
			p.words = append(p.words, "*")
			continue
		}
		for _, w := range words(field) {
			p.words = append(p.words, w.lower)
		}
	}
	if len(p.words) == 0 || p.words[0] == "*" || p.words[len(p.words)-1] == "*" {
		return phrase{}, fmt.Errorf("words must begin and end a phrase: %q", line)
	}
	first, _ := utf8.DecodeRuneInString(fields[2])
	p.upper = unicode.IsUpper(first)
	return p, nil
}

// word is a run of letters and digits; apostrophes within it are straightened.
type word struct {
	Stretch
	lower string
	upper bool // begins with a capital
}

// words splits text into its words. Marks and spaces do not count.
func words(text string) []word {
	var ws []word
	start := -1
	flush := func(end int) {
		if start < 0 {
			return
		}
		s := strings.TrimRight(text[start:end], "'’")
		first, _ := utf8.DecodeRuneInString(s)
		ws = append(ws, word{Stretch{start, start + len(s)}, strings.ToLower(strings.ReplaceAll(s, "’", "'")), unicode.IsUpper(first)})
		start = -1
	}
	for i, r := range text {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if start < 0 {
				start = i
			}
		case (r == '\'' || r == '’') && start >= 0:
		default:
			flush(i)
		}
	}
	flush(len(text))
	return ws
}

// Find returns the stretches of text that are furniture, in text order and
// not overlapping, and the strongest effect found (cut before live).
func (f *Furniture) Find(text string) ([]Stretch, Completeness) {
	ws := words(text)
	var found []Stretch
	complete := Whole
	for i := range ws {
		for _, p := range f.byFirst[ws[i].lower] {
			last := p.match(ws, i)
			if last < 0 {
				continue
			}
			st, ok := p.stretch(text, Stretch{ws[i].Start, ws[last].End})
			if !ok {
				continue
			}
			found = append(found, st)
			switch {
			case p.effect == effectCut:
				complete = Cut
			case p.effect == effectLive && complete == Whole:
				complete = Live
			}
		}
	}
	found = append(found, shouted(text, ws)...)
	found = append(found, f.headlineRuns(text, ws)...)
	found = append(found, f.credits(text)...)
	return join(found), complete
}

// match returns the index of the last word of p at ws[i:], -1 if it is not there.
func (p *phrase) match(ws []word, i int) int {
	if p.upper && !ws[i].upper {
		return -1
	}
	for k := 0; k < len(p.words); k++ {
		if p.words[k] != "*" {
			if i >= len(ws) || ws[i].lower != p.words[k] {
				return -1
			}
			i++
			continue
		}
		k++
		end := min(len(ws), i+maxGap+1)
		for i < end && ws[i].lower != p.words[k] {
			i++
		}
		if i >= end {
			return -1
		}
		i++
	}
	return i - 1
}

// stretch returns what is furniture where p stands at st.
func (p *phrase) stretch(text string, st Stretch) (Stretch, bool) {
	from, to := lineOf(text, st)
	switch p.scope {
	case scopeLine:
		return Stretch{from, to}, bare(text[from:st.Start]) && bare(text[st.End:to])
	case scopeOpens:
		after := strings.TrimLeft(text[st.End:to], " \t\r\u00a0")
		if r, _ := utf8.DecodeRuneInString(after); !bare(text[from:st.Start]) || unicode.IsLetter(r) || unicode.IsDigit(r) {
			return Stretch{}, false
		}
		if to-from > maxLine {
			to = sentenceEnd(text, st.End, to)
		}
		return Stretch{from, to}, true
	case scopeAlone:
		return p.alone(text, st, from, to)
	case scopeRest:
		after := strings.TrimLeft(text[st.End:to], " \t\u00a0")
		if r, _ := utf8.DecodeRuneInString(after); unicode.IsLower(r) {
			return Stretch{}, false // the sentence goes on
		}
		if st.Start*2 >= len(text) {
			return Stretch{sentenceStart(text, from, st.Start), len(text)}, true
		}
		fallthrough
	default:
		return Stretch{sentenceStart(text, from, st.Start), sentenceEnd(text, st.End, to)}, true
	}
}

// alone takes the phrase with its closing mark where a sentence ends before
// it and the line ends or a capital begins after it.
func (p *phrase) alone(text string, st Stretch, from, to int) (Stretch, bool) {
	before := strings.TrimRight(text[from:st.Start], " \t\u00a0")
	if r, _ := utf8.DecodeLastRuneInString(before); before != "" && !strings.ContainsRune(".!?…:)]\"”’|", r) {
		return Stretch{}, false
	}
	end := st.End
	if end < to && strings.IndexByte(".:!?", text[end]) >= 0 {
		end++
	}
	after := strings.TrimLeft(text[end:to], " \t\r\u00a0\"“‘'")
	if r, _ := utf8.DecodeRuneInString(after); after != "" && !unicode.IsUpper(r) && !unicode.IsDigit(r) {
		return Stretch{}, false
	}
	return Stretch{st.Start, end}, true
}

// lineOf returns the bounds of the line around st, without its line break.
func lineOf(text string, st Stretch) (from, to int) {
	from = strings.LastIndexByte(text[:st.Start], '\n') + 1
	to = len(text)
	if i := strings.IndexByte(text[st.End:], '\n'); i >= 0 {
		to = st.End + i
	}
	return from, to
}

// bare tells whether s holds no letter or digit.
func bare(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) < 0
}

// sentenceStart returns where the sentence around at begins, not before from:
// after a mark, or after a wide gap, as lost line breaks leave. A phrase with
// a capital begins its own. Where nothing is near, it is at itself: better too
// little than too much.
func sentenceStart(text string, from, at int) int {
	if r, _ := utf8.DecodeRuneInString(text[at:]); unicode.IsUpper(r) {
		return at
	}
	low := max(from, at-maxSentence)
	for i := at - 1; i > low; i-- {
		if isSpace(text[i]) && (ends(text[:i]) || strings.HasSuffix(text[:i], "  ")) || text[i] == '\r' {
			return i + 1
		}
	}
	if low == from {
		return from
	}
	return at
}

// ends tells whether s ends in a mark that ends sentences, quotation marks
// and brackets after it left aside.
func ends(s string) bool {
	s = strings.TrimRight(s[max(0, len(s)-12):], "\"'”’)]»")
	return s != "" && strings.IndexByte(".!?:|", s[len(s)-1]) >= 0 || strings.HasSuffix(s, "…")
}

// sentenceEnd returns where the sentence around at ends, not after to.
func sentenceEnd(text string, at, to int) int {
	high := min(to, at+maxSentence)
	for i := at; i < high; i++ {
		if strings.IndexByte(".!?", text[i]) >= 0 && (i+1 == to || isSpace(text[i+1]) || text[i+1] >= utf8.RuneSelf) {
			return i + 1
		}
	}
	if high == to {
		return to
	}
	return at
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\r' }

// join sorts stretches and merges those that touch.
func join(found []Stretch) []Stretch {
	slices.SortFunc(found, func(a, b Stretch) int { return a.Start - b.Start })
	var out []Stretch
	for _, st := range found {
		switch {
		case st.End <= st.Start:
		case len(out) > 0 && st.Start <= out[len(out)-1].End:
			out[len(out)-1].End = max(out[len(out)-1].End, st.End)
		default:
			out = append(out, st)
		}
	}
	return out
}
