// Package entity finds who and what a text speaks of: names, descriptions and
// pronouns, and which of them mean the same person, body or state.
//
// Names are found by a linear-chain model over hashed features (train/names);
// everything else by rules over tokens, tags, dependencies where they are
// there, and the vocabularies of a Lexicon. Where the text does not decide,
// mentions stay unresolved: a wrong identity is worse than none.
//
// The package imports only doc and nn.
package entity

import "parley/internal/doc"

// NewNames returns the annotator that fills Doc.Mentions with names only. It
// is scored on newswire with marked names. The error wraps nn.ErrCorrupt where
// the model is damaged.
func NewNames(model []byte, x *Lexicon) (doc.Annotator, error) {
	n, err := readNames(model)
	if err != nil {
		return doc.Annotator{}, err
	}
	return doc.Annotator{
		Name:     "names",
		Doc:      "names of persons, organizations, places and others; linear-chain model; scored by exact spans on held-out newswire",
		Requires: []doc.Layer{doc.LayerTokens, doc.LayerSentences, doc.LayerTags},
		Provides: []doc.Layer{doc.LayerMentions},
		Run:      func(d *doc.Doc) { d.Mentions = n.find(d, x) },
	}, nil
}

// find returns the names in d.
func (n *names) find(d *doc.Doc, x *Lexicon) []doc.Mention {
	v := newView(d, x, n.clusters, nil)
	c := newDecoder(n)
	var labels []uint8
	var found []span
	for s, r := range d.Sentences {
		labels = c.label(v, s, labels)
		found = spans(labels, r.From, found)
	}
	out := make([]doc.Mention, len(found))
	for i, f := range found {
		out[i] = doc.Mention{Range: f.Range, Head: f.To - 1, Type: f.Type, Entity: doc.NoIndex}
	}
	return out
}
