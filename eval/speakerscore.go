package eval

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Spoken is a statement as it was made of a text, with who speaks it.
type Spoken struct {
	Reported
	Name        string
	Kind        string
	DescribedAs string
	By          string   // rules that decided
	Mentions    [][2]int // where the text mentions the one who speaks; nil if it is none of the text's somebodies
}

// The verdicts on who was made the speaker of an attribution.
const (
	SpeakerRight   = "right"
	SpeakerWrong   = "wrong"
	SpeakerUnknown = "unknown" // found, but not told who speaks
	SpeakerMissed  = "missed"  // no such attribution was made
)

// SpeakerMiss is an attribution whose speaker was not told right.
type SpeakerMiss struct {
	Doc     string `json:"doc"`
	ID      string `json:"id"`
	Kind    string `json:"kind"` // of the label
	Verdict string `json:"verdict"`
	Made    string `json:"made,omitempty"` // the name given
	By      string `json:"by,omitempty"`
}

// SpeakerCount counts verdicts.
type SpeakerCount struct {
	Gold    int `json:"gold"`
	Right   int `json:"right"`
	Wrong   int `json:"wrong"`
	Unknown int `json:"unknown"`
	Missed  int `json:"missed"`
}

func (c *SpeakerCount) add(verdict string) {
	c.Gold++
	switch verdict {
	case SpeakerRight:
		c.Right++
	case SpeakerWrong:
		c.Wrong++
	case SpeakerUnknown:
		c.Unknown++
	default:
		c.Missed++
	}
}

// SpeakerResult is what `parley eval speakers` prints.
type SpeakerResult struct {
	SpeakerCount
	OfFound Percent                 `json:"right of found"` // of the attributions that were made
	OfAll   Percent                 `json:"right of all"`
	Kinds   map[string]SpeakerCount `json:"kinds"` // by kind of label
	Misses  []SpeakerMiss           `json:"misses"`
}

// Speakers scores annotate, which returns the statements of a text, against
// labels of attributions of the PolNeAR compartment in dir. An attribution
// counts as found where a statement matches it as attrJ does: one to one over
// all attributions of its text, cue and source overlapping, and half of the content.
func Speakers(dir string, labels []SpeakerLabel, annotate func(name, text string) []Spoken) (SpeakerResult, error) {
	texts, err := AttributionTexts(dir)
	if err != nil {
		return SpeakerResult{}, err
	}
	r := SpeakerResult{Kinds: map[string]SpeakerCount{}, Misses: []SpeakerMiss{}}
	left := len(labels)
	for _, t := range texts {
		var here []SpeakerLabel
		for _, l := range labels {
			if l.Doc == t.Name {
				here = append(here, l)
			}
		}
		if len(here) == 0 {
			continue
		}
		left -= len(here)
		if err := r.text(t, here, annotate(t.Name, t.Text)); err != nil {
			return SpeakerResult{}, err
		}
	}
	if left > 0 {
		return SpeakerResult{}, fmt.Errorf("eval: speakers: %d labels are of texts that are not in %s", left, dir)
	}
	r.OfFound = Percent(100 * float64(r.Right) / float64(max(1, r.Gold-r.Missed)))
	r.OfAll = Percent(100 * float64(r.Right) / float64(max(1, r.Gold)))
	return r, nil
}

// text scores the labels of one text.
func (r *SpeakerResult) text(t AttributionText, labels []SpeakerLabel, made []Spoken) error {
	rule := slices.Index(ruleNames[:], "attrJ")
	ruler := newRuler(t.Text)
	plain := make([]Reported, len(made))
	for i, m := range made {
		plain[i] = m.Reported
	}
	of := partners(ruler.lay(t.Gold), ruler.lay(plain), rule)
	for _, l := range labels {
		at := slices.IndexFunc(t.Gold, func(g Reported) bool { return g.ID == l.ID })
		if at < 0 || !slices.Equal(t.Gold[at].Source, l.Source) || !slices.Equal(t.Gold[at].Content, l.Content) {
			return fmt.Errorf("eval: speakers: %s: no attribution %s as labelled", t.Name, l.ID)
		}
		verdict, got := SpeakerMissed, Spoken{}
		if of[at] >= 0 {
			got = made[of[at]]
			verdict = l.judge(ruler.text, got)
		}
		r.add(verdict)
		c := r.Kinds[l.Kind]
		c.add(verdict)
		r.Kinds[l.Kind] = c
		if verdict != SpeakerRight {
			r.Misses = append(r.Misses, SpeakerMiss{t.Name, l.ID, l.Kind, verdict, got.Name, got.By})
		}
	}
	return nil
}

// judge compares who was made the speaker with the label.
func (l SpeakerLabel) judge(text []rune, got Spoken) string {
	for _, sp := range l.Names {
		if isNamed(string(text[sp[0]:sp[1]]), sp, got) {
			return SpeakerRight
		}
	}
	words := append(shownWords(got.DescribedAs), shownWords(got.Name)...)
	for _, sp := range l.Heads {
		head := shownWords(string(text[sp[0]:sp[1]]))
		if l.fits(got.Kind) && len(head) > 0 && slices.Contains(words, head[len(head)-1]) {
			return SpeakerRight
		}
	}
	if got.Kind == "unknown" {
		return SpeakerUnknown
	}
	return SpeakerWrong
}

// fits reports whether a speaker of that kind can be what the label describes.
func (l SpeakerLabel) fits(kind string) bool {
	switch l.Kind {
	case "document":
		return kind != "person" && kind != "state"
	case "group":
		return kind == "group" || kind == "anonymous" || kind == "organization"
	}
	return kind == "anonymous"
}

// isNamed reports whether got shows the name at span sp: the same words, or
// more of them for somebody whom the text mentions there.
func isNamed(name string, sp [2]int, got Spoken) bool {
	want, have := shownWords(name), shownWords(got.Name)
	if len(want) == 0 || got.Kind == "unknown" {
		return false
	}
	if slices.Equal(want, have) {
		return true
	}
	for _, w := range want {
		if !slices.Contains(have, w) {
			return false
		}
	}
	return slices.ContainsFunc(got.Mentions, func(m [2]int) bool { return m[0] < sp[1] && sp[0] < m[1] })
}

// shownWords returns the words of a name in lower case, without titles, articles
// and the possessive.
func shownWords(name string) []string {
	name = strings.ToLower(strings.ReplaceAll(name, "’", "'"))
	var out []string
	for _, w := range strings.FieldsFunc(name, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsNumber(c) && c != '\'' && c != '.' }) {
		w = strings.Trim(strings.TrimSuffix(strings.Trim(w, "'"), "'s"), "'")
		w = strings.ReplaceAll(w, ".", "")
		switch w {
		case "", "the", "a", "an", "mr", "mrs", "ms", "dr", "sen", "senator", "rep", "representative", "gov", "governor", "president", "gen", "general",
			"lt", "col", "judge", "justice", "secretary", "minister", "prime", "former", "retired":
		default:
			out = append(out, w)
		}
	}
	return out
}
