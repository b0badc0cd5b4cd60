package eval

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Reported is an attribution for scoring: spans in code points, half-open. ID
// names a gold one in its file ("E7"); what was made has none.
type Reported struct {
	ID                   string
	Source, Cue, Content [][2]int
}

// AttributionText is one text of a PolNeAR compartment with its gold.
type AttributionText struct {
	Name string // file name without folder
	Text string
	Gold []Reported
}

// AttributionTexts reads DIR/text/*.txt and DIR/attributions/*.ann. Of several
// annotators of one file the first by name is gold; texts that nobody
// annotated are left out.
func AttributionTexts(dir string) ([]AttributionText, error) {
	files, err := filepath.Glob(filepath.Join(dir, "text", "*.txt"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("eval: attribution: no text/*.txt in %s", dir)
	}
	standoff, err := filepath.Glob(filepath.Join(dir, "attributions", "*.ann"))
	if err != nil {
		return nil, fmt.Errorf("eval: attribution: %w", err)
	}
	slices.Sort(files)
	slices.Sort(standoff)
	var out []AttributionText
	for _, f := range files {
		prefix := filepath.Join(dir, "attributions", strings.TrimSuffix(filepath.Base(f), ".txt")+"_")
		at, _ := slices.BinarySearch(standoff, prefix)
		if at == len(standoff) || !strings.HasPrefix(standoff[at], prefix) {
			continue
		}
		text, err := os.ReadFile(f)
		if err != nil {
			return nil, fmt.Errorf("eval: attribution: %w", err)
		}
		ann, err := os.ReadFile(standoff[at])
		if err != nil {
			return nil, fmt.Errorf("eval: attribution: %w", err)
		}
		gold, err := readStandoff(string(ann))
		if err != nil {
			return nil, fmt.Errorf("eval: attribution: %s: %w", standoff[at], err)
		}
		out = append(out, AttributionText{filepath.Base(f), string(text), gold})
	}
	return out, nil
}

var role = regexp.MustCompile(`^(Source|Cue|Content)[0-9]*:(T[0-9]+)$`)

// readStandoff reads the events of a brat file that have a cue and a content.
func readStandoff(ann string) ([]Reported, error) {
	spans := map[string][][2]int{}
	var events [][2]string // id and arguments
	for _, line := range strings.Split(ann, "\n") {
		p := strings.Split(line, "\t")
		if len(p) < 2 {
			continue
		}
		switch p[0][:min(1, len(p[0]))] {
		case "T":
			_, where, _ := strings.Cut(p[1], " ")
			for _, piece := range strings.Split(where, ";") {
				b, e, _ := strings.Cut(piece, " ")
				start, err1 := strconv.Atoi(b)
				end, err2 := strconv.Atoi(e)
				if err1 != nil || err2 != nil {
					return nil, fmt.Errorf("bad span %q", piece)
				}
				spans[p[0]] = append(spans[p[0]], [2]int{start, end})
			}
			slices.SortFunc(spans[p[0]], func(a, b [2]int) int { return cmp.Compare(a[0], b[0]) })
		case "E":
			events = append(events, [2]string{p[0], p[1]})
		}
	}
	var out []Reported
	for _, e := range events {
		r := Reported{ID: e[0]}
		for _, f := range strings.Fields(e[1]) {
			m := role.FindStringSubmatch(f)
			if m == nil {
				continue
			}
			switch m[1] {
			case "Source":
				r.Source = append(r.Source, spans[m[2]]...)
			case "Cue":
				r.Cue = append(r.Cue, spans[m[2]]...)
			case "Content":
				r.Content = append(r.Content, spans[m[2]]...)
			}
		}
		if len(r.Cue) > 0 && len(r.Content) > 0 {
			out = append(out, r)
		}
	}
	return out, nil
}

// AttributionScore counts over texts; the zero value is ready.
//
// Both sides are laid over the same tokens of the raw text: runs of letters
// and digits, and single marks. Marks count in cues and sources and are left
// out of contents.
type AttributionScore struct {
	gold, made           int
	quotedGold, quotedOK int
	tok                  [3]counts // source, cue, content
	rule                 [4]int    // exact, any, attr, attrJ
}

type counts struct{ both, gold, made int }

var ruleNames = [...]string{"exact", "any", "attr", "attrJ"}

var saying = regexp.MustCompile(`(?i)\b(said|say|says|saying|told|tell|tells|wrote|writes|tweeted|announced|added|according|asked|called|argued|` +
	`claimed|stated|warned|noted|insisted|declared|suggested|explained|promised|vowed|denied|confirmed|reported)\b`)

// laid is a Reported as sorted lists of the scorer's tokens.
type laid struct{ source, cue, content []int }

// ruler holds the scorer's tokens of one text.
type ruler struct {
	text       []rune
	start, end []int
}

func newRuler(text string) ruler {
	r := ruler{text: []rune(text)}
	for i := 0; i < len(r.text); {
		j := i + 1
		switch {
		case unicode.IsSpace(r.text[i]) || r.text[i] >= 0x1c && r.text[i] <= 0x1f:
			i = j
			continue
		case isWord(r.text[i]):
			for j < len(r.text) && isWord(r.text[j]) {
				j++
			}
		}
		r.start, r.end = append(r.start, i), append(r.end, j)
		i = j
	}
	return r
}

func isWord(c rune) bool { return c == '_' || unicode.IsLetter(c) || unicode.IsNumber(c) }

// cover returns the tokens that share a character with spans, in order, once each.
func (r ruler) cover(spans [][2]int, wordsOnly bool) []int {
	var out []int
	for _, sp := range spans {
		i, _ := slices.BinarySearch(r.end, sp[0]+1)
		for ; i < len(r.start) && r.start[i] < sp[1]; i++ {
			if !wordsOnly || isWord(r.text[r.start[i]]) {
				out = append(out, i)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (r ruler) lay(in []Reported) []laid {
	out := make([]laid, len(in))
	for i, a := range in {
		out[i] = laid{r.cover(a.Source, false), r.cover(a.Cue, false), r.cover(a.Content, true)}
	}
	return out
}

func shared(a, b []int) int {
	n, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			n, i, j = n+1, i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return n
}

func agree(rule int, g, p laid) bool {
	both := shared(g.content, p.content)
	switch ruleNames[rule] {
	case "exact":
		return slices.Equal(g.content, p.content)
	case "any":
		return both > 0
	}
	source := shared(g.source, p.source) > 0 || len(g.source) == 0 && len(p.source) == 0
	if shared(g.cue, p.cue) == 0 || !source {
		return false
	}
	if ruleNames[rule] == "attr" {
		return both > 0
	}
	return 2*both >= len(g.content)+len(p.content)-both
}

// matched pairs gold and made one to one, most shared content first, and
// returns which of each found a partner.
func matched(gs, ps []laid, rule int) (n int, used, taken []bool) {
	used, taken = make([]bool, len(gs)), make([]bool, len(ps))
	for g, p := range partners(gs, ps, rule) {
		if p >= 0 {
			used[g], taken[p] = true, true
			n++
		}
	}
	return n, used, taken
}

// partners is matched with the index of the partner of each gold item, -1 if it has none.
func partners(gs, ps []laid, rule int) []int {
	type pair struct{ both, g, p int }
	var pairs []pair
	for i, g := range gs {
		for j, p := range ps {
			if agree(rule, g, p) {
				pairs = append(pairs, pair{shared(g.content, p.content), i, j})
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.both, a.both), cmp.Compare(b.g, a.g), cmp.Compare(b.p, a.p))
	})
	of, taken := make([]int, len(gs)), make([]bool, len(ps))
	for i := range of {
		of[i] = -1
	}
	for _, x := range pairs {
		if of[x.g] < 0 && !taken[x.p] {
			of[x.g], taken[x.p] = x.p, true
		}
	}
	return of
}

func union(as []laid, of func(laid) []int) []int {
	var out []int
	for _, a := range as {
		out = append(out, of(a)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Add counts the attributions made of a text against its gold and returns
// which gold items were found, and which made items are right, with half of
// their content (attrJ).
func (s *AttributionScore) Add(text string, gold, made []Reported) (found, right []bool) {
	r := newRuler(text)
	gs, ps := r.lay(gold), r.lay(made)
	for k, of := range []func(laid) []int{
		func(a laid) []int { return a.source }, func(a laid) []int { return a.cue }, func(a laid) []int { return a.content },
	} {
		g, p := union(gs, of), union(ps, of)
		s.tok[k].both += shared(g, p)
		s.tok[k].gold += len(g)
		s.tok[k].made += len(p)
	}
	s.gold += len(gs)
	s.made += len(ps)
	for k := range ruleNames {
		var n int
		n, found, right = matched(gs, ps, k)
		s.rule[k] += n
	}
	for i, a := range gold {
		if r.quoted(a) {
			s.quotedGold++
			if found[i] {
				s.quotedOK++
			}
		}
	}
	return found, right
}

// quoted reports whether a content holds a quotation mark or the cue a common verb of saying.
func (r ruler) quoted(a Reported) bool {
	for _, sp := range a.Content {
		if strings.ContainsAny(string(r.text[sp[0]:sp[1]]), "\"“") {
			return true
		}
	}
	for _, sp := range a.Cue {
		if saying.MatchString(string(r.text[sp[0]:sp[1]])) {
			return true
		}
	}
	return false
}

// PRF is precision, recall and their harmonic mean, in percent to one decimal.
type PRF struct{ P, R, F Percent }

// Percent marshals with one decimal.
type Percent float64

// MarshalJSON writes one decimal.
func (p Percent) MarshalJSON() ([]byte, error) {
	return strconv.AppendFloat(nil, float64(p), 'f', 1, 64), nil
}

func prf(n, gold, made int) PRF {
	p, r := float64(n)/float64(max(1, made)), float64(n)/float64(max(1, gold))
	return PRF{Percent(100 * p), Percent(100 * r), Percent(200 * p * r / max(1e-9, p+r))}
}

// AttributionResult is what `parley eval attribution` prints.
type AttributionResult struct {
	Gold         int     `json:"gold"`
	Made         int     `json:"made"`
	TokSource    PRF     `json:"tok S"`
	TokCue       PRF     `json:"tok C"`
	TokContent   PRF     `json:"tok T"`
	Exact        PRF     `json:"exact"`
	Any          PRF     `json:"any"`
	Attr         PRF     `json:"attr"`
	AttrJ        PRF     `json:"attrJ"`
	QuotedRecall Percent `json:"quoted recall"`
}

// Result returns the figures counted so far.
func (s *AttributionScore) Result() AttributionResult {
	t := func(k int) PRF { return prf(s.tok[k].both, s.tok[k].gold, s.tok[k].made) }
	r := func(k int) PRF { return prf(s.rule[k], s.gold, s.made) }
	return AttributionResult{s.gold, s.made, t(0), t(1), t(2), r(0), r(1), r(2), r(3),
		Percent(100 * float64(s.quotedOK) / float64(max(1, s.quotedGold)))}
}

// String returns the result as one line of JSON.
func (r AttributionResult) String() string {
	b, err := json.Marshal(r)
	if err != nil {
		return err.Error()
	}
	return string(b)
}

// Attributions scores annotate, which returns the attributions of a text,
// against the PolNeAR compartment in dir.
func Attributions(dir string, annotate func(name, text string) []Reported) (AttributionResult, error) {
	texts, err := AttributionTexts(dir)
	if err != nil {
		return AttributionResult{}, err
	}
	var s AttributionScore
	for _, t := range texts {
		s.Add(t.Text, t.Gold, annotate(t.Name, t.Text))
	}
	return s.Result(), nil
}
