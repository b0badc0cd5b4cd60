package syntax

import (
	"fmt"
	"strings"

	"parley/internal/doc"
	"parley/internal/nn"
)

// TaggerVersion is the version of tagger models that this package runs. It
// changes when the features do.
const TaggerVersion = 3

// Tagger finds the part of speech and the lemma of tokens, from left to right.
// It is read-only and safe for concurrent use.
type Tagger struct {
	tags   []Tag
	model  *nn.Sparse
	lemmas *Lemmatizer
	alike  *Clusters
}

// Tag is a pair of tags that go together.
type Tag struct {
	UPOS, XPOS string
	Hash       uint32 // of both, as features use it
}

// ParseTag reads a label as models keep it: "VBZ|AUX".
func ParseTag(label string) Tag {
	x, u, _ := strings.Cut(label, "|")
	return Tag{UPOS: u, XPOS: x, Hash: nn.Hash(label)}
}

// proper reports whether a word with these tags is a name or part of one.
func (t Tag) proper() bool { return t.UPOS == "PROPN" || strings.HasPrefix(t.XPOS, "NNP") }

// Start is what stands for the tags before the first word of a sentence.
const Start = 1

// NewTagger returns the annotator "tags" that runs a model file of kind
// "tagger". Errors are those of nn.Decode.
func NewTagger(model []byte) (doc.Annotator, error) {
	t, err := LoadTagger(model)
	if err != nil {
		return doc.Annotator{}, err
	}
	return doc.Annotator{
		Name:     "tags",
		Doc:      "Reads tokens and sentences; adds parts of speech and lemmas. Scored on raw UD EWT and GUM: UPOS F1.",
		Requires: []doc.Layer{doc.LayerTokens, doc.LayerSentences},
		Provides: []doc.Layer{doc.LayerTags},
		Run:      t.Run,
	}, nil
}

// LoadTagger reads a model file of kind "tagger".
func LoadTagger(model []byte) (*Tagger, error) {
	m, err := nn.Decode(model, "tagger", TaggerVersion)
	if err != nil {
		return nil, err
	}
	t := &Tagger{}
	for _, l := range m.Strings["labels"] {
		t.tags = append(t.tags, ParseTag(l))
	}
	if t.model, err = sparse(m, "tags", len(t.tags)); err != nil {
		return nil, fmt.Errorf("syntax: tagger: %w", err)
	}
	if t.alike, err = clusters(m); err != nil {
		return nil, err
	}
	t.lemmas = NewLemmatizer(m.Strings["lemmas"])
	return t, nil
}

// sparse returns the kernel kept in m under name.
func sparse(m nn.Model, name string, labels int) (*nn.Sparse, error) {
	counts := m.Sections[name+".counts"]
	bits := uint(0)
	for 1<<bits < len(counts) {
		bits++
	}
	return nn.NewSparse(labels, bits, counts, m.Sections[name+".labels"], m.Sections[name+".weights"])
}

// Run sets UPOS, XPOS and Lemma of all tokens of d.
func (t *Tagger) Run(d *doc.Doc) {
	var ws []Word
	var features []nn.Feature
	scores := make([]int32, len(t.tags))
	for _, s := range d.Sentences {
		ws = Words(d, s, t.alike, ws[:0])
		last, last2 := uint32(Start), uint32(Start)
		for i := range ws {
			features = TagFeatures(ws, i, last, last2, features[:0])
			t.model.Score(features, scores)
			tag := t.tags[nn.Best(scores)]
			tok := &d.Tokens[s.From+i]
			tok.UPOS, tok.XPOS = tag.UPOS, tag.XPOS
			tok.Lemma = t.lemmas.Lemma(d.Form(s.From+i), tag)
			last2, last = last, tag.Hash
		}
	}
}
