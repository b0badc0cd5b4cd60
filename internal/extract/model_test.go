package extract_test

import (
	"bytes"
	"errors"
	"testing"

	"parley/internal/extract"
	"parley/internal/nn"
	"parley/models"
)

// learned returns the model file that ships.
func learned(t *testing.T) []byte {
	t.Helper()
	b, err := models.Files.ReadFile("findings.model")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestDamagedModelsAreRefused(t *testing.T) {
	b := learned(t)
	flipped := bytes.Clone(b)
	flipped[len(b)/2] ^= 1
	for what, bad := range map[string][]byte{
		"missing": nil, "one byte": b[:1], "cut in half": b[:len(b)/2], "last byte missing": b[:len(b)-1], "one byte more": append(bytes.Clone(b), 0), "one bit changed": flipped,
	} {
		if _, err := extract.ReadModel(bad); !errors.Is(err, nn.ErrCorrupt) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestModelsThatDoNotFitAreRefused(t *testing.T) {
	whole := func() nn.Model {
		m, err := nn.Decode(learned(t), extract.ModelKind, extract.ModelVersion)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	for what, spoil := range map[string]func(m *nn.Model){
		"clusters that are not those of the words": func(m *nn.Model) { m.Sections["clusters"] = m.Sections["clusters"][2:] },
		"weights of other labels":                  func(m *nn.Model) { m.Sections["status"] = m.Sections["status"][1:] },
		"no unit":                                  func(m *nn.Model) { delete(m.Sections, "who unit") },
		"a unit of zero":                           func(m *nn.Model) { m.Sections["who unit"] = make([]byte, 4) },
		"a task missing":                           func(m *nn.Model) { delete(m.Sections, "cue") },
	} {
		m := whole()
		spoil(&m)
		b, err := nn.Encode(m)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := extract.ReadModel(b); !errors.Is(err, nn.ErrCorrupt) {
			t.Errorf("%s: %v", what, err)
		}
	}
}
