// Package segment finds tokens, paragraphs, sentences and quotations.
//
// Tokens follow the English treebanks of Universal Dependencies: clitics are
// tokens of their own ("do|n't", "Ana|'s", "can|not"), marked Joined where
// they continue a surface word, and so are the pieces of hyphenated words and
// the hyphens between them ("Velmar|-|led"). Both treebanks that the parser
// learns from (EWT, GUM) split at hyphens, but not after a prefix that is no
// word ("anti-tank", "non-aligned", "re-elect", "e-mail"). News needs the split
// as well: in "US-brokered" and "Iran-backed" the first piece is a name.
//
// Every step is linear in the length of the text. The package imports only doc.
package segment

import "parley/internal/doc"

// New returns the annotators of this package, in the order in which they
// must run: "tokens" (with paragraphs), "sentences" and "quotations".
//
// vocabulary lists abbreviations, prefixes and words that open sentences (the
// format is told at the top of taxonomy/abbreviations.txt); empty is allowed.
// Errors name the line that is wrong. The annotators are safe for concurrent
// use.
func New(vocabulary []byte) ([]doc.Annotator, error) {
	v, err := parseVocabulary(vocabulary)
	if err != nil {
		return nil, err
	}
	return []doc.Annotator{
		{
			Name:     "tokens",
			Doc:      "Reads the text; adds tokens and paragraphs. Scored on raw UD EWT and GUM: token F1.",
			Provides: []doc.Layer{doc.LayerParagraphs, doc.LayerTokens},
			Run:      v.tokenize,
		},
		{
			Name:     "sentences",
			Doc:      "Reads tokens and paragraphs; adds sentences. Scored on raw UD EWT and GUM: sentence F1.",
			Requires: []doc.Layer{doc.LayerParagraphs, doc.LayerTokens},
			Provides: []doc.Layer{doc.LayerSentences},
			Run:      v.split,
		},
		{
			Name:     "quotations",
			Doc:      "Reads the text, tokens and paragraphs; adds quotations. Tested on invented coverage.",
			Requires: []doc.Layer{doc.LayerParagraphs, doc.LayerTokens},
			Provides: []doc.Layer{doc.LayerQuotations},
			Run:      quotations,
		},
	}, nil
}
