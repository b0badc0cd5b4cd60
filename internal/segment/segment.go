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
// Sentences are found by rules that look at punctuation, and by a model that
// looks at three tokens to each side of every gap, at what the sentence so far
// looks like and at what the rules say. It must be surer to begin a sentence
// where no mark ends one than where one does, and very sure to go on where the
// rules begin one: news has its marks. On raw UD dev the model brings sentence
// F1 from 85.5 to 88.1 on EWT, and from 95.9 to 96.1 on GUM.
//
// Every step is linear in the length of the text. The package imports doc and nn.
package segment

import "parley/internal/doc"

// New returns the annotators of this package, in the order in which they
// must run: "tokens" (with paragraphs), "sentences" and "quotations".
//
// Sentences are found by rules alone, as far as punctuation tells: see Learned.
// vocabulary lists abbreviations, prefixes and words that open sentences (the
// format is told at the top of taxonomy/abbreviations.txt); empty is allowed.
// Errors name the line that is wrong. The annotators are safe for concurrent
// use.
func New(vocabulary []byte) ([]doc.Annotator, error) { return annotators(nil, vocabulary) }

// Learned returns the annotators as New does, but a model that train/segment
// wrote decides where sentences begin, also where punctuation does not tell.
// Errors about the model wrap nn.ErrCorrupt where its bytes are damaged.
func Learned(model, vocabulary []byte) ([]doc.Annotator, error) {
	m, err := newBoundaries(model)
	if err != nil {
		return nil, err
	}
	return annotators(m, vocabulary)
}

func annotators(m *boundaries, vocabulary []byte) ([]doc.Annotator, error) {
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
			Run:      splitter{v, m}.split,
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
