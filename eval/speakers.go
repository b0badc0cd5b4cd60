package eval

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	_ "embed" // the labels
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
)

//go:embed gold/polnear-speakers.jsonl
var polnearSpeakers string

//go:embed gold/polnear-speakers-later.jsonl
var polnearSpeakersLater string

// DrawnAttribution is one attribution of a PolNeAR compartment, drawn to be labelled.
type DrawnAttribution struct {
	Doc     string   `json:"doc"` // file name of the text without folder
	ID      string   `json:"id"`  // of the attribution in its .ann file
	Source  [][2]int `json:"source"`
	Content [][2]int `json:"content"`
}

// DrawAttributions returns the attributions of texts that have a source and a
// content from rank from up to rank to (half-open), in the order of the
// SHA-256 of "DOC:ID": a sample that nobody chooses.
func DrawAttributions(texts []AttributionText, from, to int) []DrawnAttribution {
	type ranked struct {
		DrawnAttribution
		hash [sha256.Size]byte
	}
	var all []ranked
	for _, t := range texts {
		for _, g := range t.Gold {
			if len(g.Source) > 0 && len(g.Content) > 0 {
				all = append(all, ranked{DrawnAttribution{t.Name, g.ID, g.Source, g.Content}, sha256.Sum256([]byte(t.Name + ":" + g.ID))})
			}
		}
	}
	slices.SortFunc(all, func(a, b ranked) int {
		return cmp.Or(bytes.Compare(a.hash[:], b.hash[:]), cmp.Compare(a.Doc, b.Doc), cmp.Compare(a.ID, b.ID))
	})
	var out []DrawnAttribution
	for _, r := range all[min(from, len(all)):min(to, len(all))] {
		out = append(out, r.DrawnAttribution)
	}
	return out
}

// SpeakerLabel tells who speaks one attribution, as a person labelled it; see
// gold/README.md. Spans count code points of the text.
type SpeakerLabel struct {
	DrawnAttribution
	Kind  string   `json:"kind"`            // person, organization, state, group, anonymous, document
	Names [][2]int `json:"names,omitempty"` // the fullest names of who speaks; any will do
	Heads [][2]int `json:"heads,omitempty"` // nouns of the description of one who has no name
	Note  string   `json:"note,omitempty"`
}

// SpeakerLabels returns the labels of PolNeAR dev that come with the program:
// the 200 that count, or the 100 next by hash, which were labelled when the
// rules had been written and tell how much these were made to measure.
func SpeakerLabels(later bool) ([]SpeakerLabel, error) {
	if later {
		return ReadSpeakerLabels(strings.NewReader(polnearSpeakersLater))
	}
	return ReadSpeakerLabels(strings.NewReader(polnearSpeakers))
}

// ReadSpeakerLabels reads labels, one JSON object a line.
func ReadSpeakerLabels(r io.Reader) ([]SpeakerLabel, error) {
	var out []SpeakerLabel
	err := eachLine(r, func(n int, line []byte) error {
		var l SpeakerLabel
		if err := json.Unmarshal(line, &l); err != nil {
			return fmt.Errorf("eval: speakers: line %d: %w", n, err)
		}
		if len(l.Names)+len(l.Heads) == 0 {
			return fmt.Errorf("eval: speakers: line %d: neither names nor heads", n)
		}
		out = append(out, l)
		return nil
	})
	return out, err
}
