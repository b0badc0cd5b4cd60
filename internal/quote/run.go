package quote

import (
	"slices"

	"parley/internal/doc"
)

// New loads the model and the vocabulary of cues (taxonomy/cues.txt) and
// returns the annotator. Errors tell which of them is damaged.
func New(model, cues []byte) (doc.Annotator, error) {
	m, err := Load(model, cues)
	if err != nil {
		return doc.Annotator{}, err
	}
	return m.Annotator(), nil
}

// Annotator returns the annotator of attributions.
func (m *Model) Annotator() doc.Annotator {
	return doc.Annotator{
		Name: "attributions",
		Doc: "Reads tokens, tags, dependencies, sentences, quotations, mentions and entities; adds attributions with speakers, " +
			"and gives unresolved pronouns of the first person in quotations to who speaks. Scored on PolNeAR dev.",
		Requires: []doc.Layer{doc.LayerParagraphs, doc.LayerTokens, doc.LayerSentences, doc.LayerQuotations, doc.LayerTags,
			doc.LayerDependencies, doc.LayerMentions, doc.LayerEntities},
		Provides: []doc.Layer{doc.LayerAttributions},
		Run:      m.run,
	}
}

func (m *Model) run(d *doc.Doc) {
	d.Attributions = nil
	if len(d.Tokens) == 0 {
		return
	}
	pg := NewPage(d, m.Lexicon, m.Cues, nil, nil)
	fs, orphans := m.find(pg)
	as := make([]doc.Attribution, len(fs))
	for k := range fs {
		as[k] = fs[k].Attribution
	}
	e := newEditor(pg, m.Cues, as)
	first := apart(as)
	e.outermost(orphans)
	e.trailing(orphans)
	e.subjects()
	e.parenthesis()
	e.signatures()
	e.drop(func(a *doc.Attribution) bool { return a.Prob < least })
	e.fragments()
	e.paragraphs()
	e.transcript()
	e.interview()
	e.quotations()
	e.days()
	e.finish()
	v := newVoices(e)
	v.resolve()
	v.ownWords()
	d.Attributions = v.withUnlikely(first)
}

// apart returns a copy that shares no ranges, which the rules change in place.
func apart(as []doc.Attribution) []doc.Attribution {
	out := slices.Clone(as)
	for i := range out {
		out[i].Source, out[i].Cue, out[i].Content = slices.Clone(out[i].Source), slices.Clone(out[i].Cue), slices.Clone(out[i].Content)
	}
	return out
}

// least is the probability below which an attribution is left out: so low,
// that leaving it out makes the whole better (F of attrJ on PolNeAR).
const least = 0.2

// finish sets the forms and modes, drops what was not said and what is too
// unlikely, and sorts. What is reported as said in quotation marks stays.
func (e *editor) finish() {
	e.drop(func(a *doc.Attribution) bool {
		for i := range a.Content {
			a.Content[i] = e.snap(a.Content[i])
		}
		a.Form, a.Mode = e.form(a), e.mode(a)
		switch {
		case a.Mode == doc.Hearsay && a.Form == doc.Direct:
			a.Mode = doc.Spoken
		case a.Mode != doc.Spoken && a.Mode != doc.Attitude:
			return true
		}
		return a.Prob < least
	})
	slices.SortStableFunc(e.as, func(a, b doc.Attribution) int { return a.Content[0].From - b.Content[0].From })
	e.index()
}

// snap takes the marks at the ends of a piece of content that belong to the
// quotation it stands in.
func (e *editor) snap(r doc.Range) doc.Range {
	q := e.quo[r.To-1]
	for q >= 0 && r.To < len(e.quo) && e.quo[r.To] == q && e.of[r.To] < 0 && !isWordTag(e.Doc.Tokens[r.To].XPOS) {
		r.To++
	}
	q = e.quo[r.From]
	for q >= 0 && r.From > 0 && e.quo[r.From-1] == q && e.of[r.From-1] < 0 && !isWordTag(e.Doc.Tokens[r.From-1].XPOS) {
		r.From--
	}
	return r
}
