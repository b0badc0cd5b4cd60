// Package entity finds who and what a text speaks of: names, descriptions and
// pronouns, and which of them mean the same person, body or state.
//
// Names are found by a linear-chain model over hashed features (train/names);
// everything else by rules over tokens, tags, dependencies where they are
// there, and the vocabularies of a Lexicon. Where the text does not decide,
// mentions stay unresolved: a wrong identity is worse than none.
//
// What counts as a name: titles and courtesies stay outside ("President",
// "Sir", "Sheikh"), but a pope's belongs to his name ("Pope Leo XX"), because
// without it the name means nobody. The mention before which an office stands
// carries it in Mention.Office, and so does a description ("the Velmar
// president"). Adjectives of states are names of type MISC without an entity;
// with an article and no noun they mean the state ("the Velmars agreed").
//
// A state and its leader, its government's seat and its capital are kept apart:
// "the Velmar government" is the state, "Karst" is a place that acts for it
// (Entity.ActsFor). People who share a surname are two; the surname alone then
// means nobody, unless a title or settled use decides. Groups that the text
// gives to somebody ("Velmar officials") are entities of kind group; officials
// and sources of nobody in particular have no entity.
//
// States that no vocabulary knows are learned from the text: by their
// adjectives before offices and bodies, and by what they own.
//
// The package imports only doc and nn.
package entity

import "parley/internal/doc"

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
