package main

import (
	"fmt"

	"parley/eval"
	"parley/internal/doc"
	"parley/internal/source"
)

// evalSpeakers scores who is told to speak.
func evalSpeakers(e *engine, dir string) (any, error) {
	var out struct {
		eval.SpeakerResult
		Later eval.SpeakerResult `json:"later"`
	}
	for i, r := range []*eval.SpeakerResult{&out.SpeakerResult, &out.Later} {
		labels, err := eval.SpeakerLabels(i == 1)
		if err != nil {
			return nil, err
		}
		if *r, err = eval.Speakers(dir, labels, e.spoken); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// spoken returns the statements of a text with who speaks them; none where the
// text cannot be read, which counts against us.
func (e *engine) spoken(_, text string) []eval.Spoken {
	d, f, err := e.analyse(source.Article{Text: text})
	if err != nil {
		return nil
	}
	ruler := doc.NewRuler(d.Text)
	mentions := map[string][][2]int{}
	for k, ent := range d.Entities {
		id := fmt.Sprintf("e%d", k)
		for _, m := range ent.Mentions {
			sp := d.SpanOf(d.Mentions[m].Range)
			mentions[id] = append(mentions[id], [2]int{ruler.CodePoints(sp.Start), ruler.CodePoints(sp.End)})
		}
	}
	var out []eval.Spoken
	for _, s := range f.Statements {
		out = append(out, eval.Spoken{
			Reported: eval.Reported{Source: spansOf(s.Source), Cue: spansOf(s.Cue), Content: spansOf(s.Content)},
			Name:     s.Speaker.Name, Kind: string(s.Speaker.Kind), DescribedAs: s.Speaker.DescribedAs, By: s.By,
			Mentions: mentions[s.Speaker.Entity],
		})
	}
	return out
}
