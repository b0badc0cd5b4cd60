package main

import (
	"bufio"
	"encoding/json"
	"math/bits"
	"math/rand/v2"
	"os"

	"parley/internal/doc"
)

// sentenceRow is a sentence as train/encoder reads it.
type sentenceRow struct {
	Forms  []string `json:"forms"`
	Labels []int    `json:"labels"` // entity.Label of each
	Rate   float32  `json:"rate"`   // weight
	Held   bool     `json:"held"`   // to score, not to learn
}

// dump writes the sentences with their labels as JSON lines: those to learn
// from as learn sees them, then those held out as published.
func dump(path string, t tools, train, held []sample, seed uint64) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	enc := json.NewEncoder(w)
	rng := rand.New(rand.NewPCG(seed, 1))
	cities := t.lex.Cities()
	for _, x := range train {
		versions := []sample{x}
		if x.rate == 1 {
			versions = append(versions, estrange(x, cities, rng), recase(x, 4, rng.Uint32))
		}
		for _, v := range versions {
			if err := dumpText(enc, v, t, false); err != nil {
				return err
			}
		}
	}
	for _, x := range held {
		if err := dumpText(enc, x, t, true); err != nil {
			return err
		}
	}
	return w.Flush()
}

func dumpText(enc *json.Encoder, x sample, t tools, held bool) error {
	d := prepare(x.text, t.before)
	allowed := t.allowed(x, d)
	for _, r := range d.Sentences {
		if !possible(allowed[r.From:r.To]) {
			continue
		}
		if err := enc.Encode(row(d, r, allowed, x.rate, held)); err != nil {
			return err
		}
	}
	return nil
}

func row(d *doc.Doc, r doc.Range, allowed []uint32, rate float32, held bool) sentenceRow {
	s := sentenceRow{Rate: rate, Held: held}
	for i := r.From; i < r.To; i++ {
		s.Forms = append(s.Forms, d.Form(i))
		s.Labels = append(s.Labels, bits.TrailingZeros32(allowed[i]))
	}
	return s
}
