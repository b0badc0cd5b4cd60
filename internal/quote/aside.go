package quote

import (
	"slices"

	"parley/internal/doc"
)

// The probabilities below which an attribution is not told even aside: one of
// words in quotation marks or by a word of saying, and any other.
const (
	faint    = 0.04
	faintAct = 0.25
)

// bar is the probability that an attribution must have to be told: less for
// words in quotation marks and those that a word of saying introduces.
func (e *editor) bar(a *doc.Attribution) float64 {
	if a.Form != doc.Indirect {
		return faint
	}
	for i := a.Cue[0].From; i < a.Cue[0].To; i++ {
		tok := e.Doc.Tokens[i]
		if c := e.cues.Of(tok.Lemma, tok.XPOS); c == Say || c == Claim {
			return faint
		}
	}
	return faintAct
}

// withUnlikely returns the attributions together with those found at first
// whose cue the rules left out: unlikely ones, those within another's words,
// and those of words not said. The others, and who speaks them, stay as they
// are: what is unlikely decides nothing.
func (v *voices) withUnlikely(first []doc.Attribution) []doc.Attribution {
	sure := v.as
	taken := make([]bool, len(v.word))
	for _, a := range sure {
		for _, r := range a.Cue {
			for i := r.From; i < r.To; i++ {
				taken[i] = true
			}
		}
	}
	all := slices.Clone(sure)
	for _, a := range first {
		c := a.Cue[0]
		if taken[c.From] || taken[c.To-1] {
			continue
		}
		for i := range a.Content {
			a.Content[i] = v.snap(a.Content[i])
		}
		a.Form, a.Mode = v.form(&a), v.mode(&a)
		if a.Mode == doc.Unsaid || a.Prob < v.bar(&a) {
			continue
		}
		a.Aside = true
		a.Who = "unnamed"
		if a.By += "+aside"; len(a.Source) > 0 {
			a.Speaker, a.Who = v.speaker(&a, doc.NoIndex)
		}
		all = append(all, a)
	}
	slices.SortStableFunc(all, func(a, b doc.Attribution) int { return a.Content[0].From - b.Content[0].From })
	return all
}
