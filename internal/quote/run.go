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
	e.outermost(orphans)
	e.trailing(orphans)
	e.parenthesis()
	e.signatures()
	e.transcript()
	e.quotations()
	e.finish()
	v := newVoices(e)
	v.resolve()
	v.ownWords()
	d.Attributions = e.as
}

// least is the probability below which an attribution is left out: so low,
// that leaving it out makes the whole better (F of attrJ on PolNeAR).
const least = 0.2

// finish sets the forms and modes, drops what is too unlikely, and sorts.
func (e *editor) finish() {
	e.drop(func(a *doc.Attribution) bool {
		a.Form, a.Mode = e.form(a), e.mode(a)
		return a.Prob < least
	})
	slices.SortStableFunc(e.as, func(a, b doc.Attribution) int { return a.Content[0].From - b.Content[0].From })
	e.index()
}
