package nlp_test

import (
	"strings"
	"testing"

	"parley/internal/doc"
	"parley/internal/nlp"
	"parley/models"
	"parley/taxonomy"
)

func TestAnnotatorsMustFindWhatTheyRequire(t *testing.T) {
	words := doc.Annotator{Name: "words", Provides: []doc.Layer{doc.LayerTokens}}
	tags := doc.Annotator{Name: "tags", Requires: []doc.Layer{doc.LayerTokens}, Provides: []doc.Layer{doc.LayerTags}}
	if _, err := nlp.NewPipeline(words, tags); err != nil {
		t.Error(err)
	}
	if _, err := nlp.NewPipeline(tags, words); err == nil || !strings.Contains(err.Error(), "tags requires layer tokens") {
		t.Errorf("tags before words: got %v", err)
	}
	if _, err := nlp.NewPipeline(words, words); err == nil || !strings.Contains(err.Error(), "both provide") {
		t.Errorf("words twice: got %v", err)
	}
}

func TestOnlyKeepsWhatALayerNeeds(t *testing.T) {
	p, err := nlp.New(models.Files, taxonomy.Files)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range p.Only(doc.LayerTokens).Annotators() {
		if a.Name == "quote" || a.Name == "entities" {
			t.Errorf("tokens do not need annotator %s", a.Name)
		}
	}
}

func TestEveryTextKeepsTheInvariants(t *testing.T) {
	p, err := nlp.New(models.Files, taxonomy.Files)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"", " ", "\n\n", "\"", "“”", "a", "😀", "שלום “אמר” هو", strings.Repeat("word ", 3000),
		"“Never,” said Ana Duro, who “might” come on 31 February.\r\n\r\n- one\r\n- two",
	} {
		d := &doc.Doc{Text: text}
		p.Run(d)
		if err := d.Check(); err != nil {
			t.Errorf("%.40q: %v", text, err)
		}
	}
}
