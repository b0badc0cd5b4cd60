package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"parley/eval"
	"parley/internal/doc"
	"parley/internal/record"
	"parley/internal/source"
	"parley/internal/syntax"
)

// evaluation scores the program on a public data set in a folder.
type evaluation struct {
	name string
	tell string
	run  func(e *engine, dir string) (any, error)
}

// evaluations are the data sets that can be scored.
var evaluations = []evaluation{
	{"attribution", "PolNeAR: a folder with text/*.txt and attributions/*.ann", evalAttribution},
	{"coref", "OntoGUM: a folder with *.conllu or a .tar.gz of them; texts that models learned from are passed over", evalCoref},
	{"names", "newswire with names: JSON lines of link, text and names; only texts that no model learned from", evalNames},
	{"plover", "PLOVER: a folder with plover-gold-half.jsonl, or such a file; the class of each sentence's act", evalPlover},
	{"speakers", "PolNeAR dev: such a folder; who speaks 200 of its attributions", evalSpeakers},
	{"syntax", "Universal Dependencies: a .conllu file, gzipped or not, read from its raw text", evalSyntax},
	{"times", "MEANTIME: a folder with meantime.jsonl.gz, or such a file", evalTimes},
}

// evalCommand prints the project's own scores.
func (a *app) evalCommand() *cobra.Command {
	long := "Eval prints how the program scores on a public data set, as JSON. NAME is one of:\n"
	var names []string
	for _, ev := range evaluations {
		long += "\n  " + ev.name + strings.Repeat(" ", 14-len(ev.name)) + ev.tell
		names = append(names, ev.name)
	}
	hint := "parley eval NAME DIR, where NAME is " + strings.Join(names, " or ")
	return &cobra.Command{
		Use:       "eval NAME DIR",
		Short:     "Score the program on a public data set, as JSON",
		Long:      long,
		ValidArgs: names,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usage(hint, "eval takes a name and a folder")
			}
			if evaluationOf(args[0]) == nil {
				return usage(hint, "there is no evaluation %q", args[0])
			}
			return nil
		},
		RunE: doing(func(_ *cobra.Command, args []string) error {
			if _, err := os.Stat(args[1]); errors.Is(err, os.ErrNotExist) {
				return &fault{code: exitFault, what: args[1], why: "no such file or folder"}
			}
			e, err := newEngine()
			if err != nil {
				return err
			}
			result, err := evaluationOf(args[0]).run(e, args[1])
			if err != nil {
				return err
			}
			return json.NewEncoder(a.stdout).Encode(result)
		}),
	}
}

func evaluationOf(name string) *evaluation {
	for i := range evaluations {
		if evaluations[i].name == name {
			return &evaluations[i]
		}
	}
	return nil
}

// evalAttribution scores the statements.
func evalAttribution(e *engine, dir string) (any, error) {
	return eval.Attributions(dir, func(_, text string) []eval.Reported {
		_, f, err := e.analyse(source.Article{Text: text})
		if err != nil {
			return nil // nothing found counts against us
		}
		var out []eval.Reported
		for _, s := range f.Statements {
			out = append(out, eval.Reported{Source: spansOf(s.Source), Cue: spansOf(s.Cue), Content: spansOf(s.Content)})
		}
		return out
	})
}

func spansOf(w record.Words) [][2]int {
	var out [][2]int
	for _, p := range w {
		out = append(out, [2]int{p.Start, p.End})
	}
	return out
}

// evalTimes scores the date expressions.
func evalTimes(e *engine, path string) (any, error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		path = filepath.Join(path, "meantime.jsonl.gz")
	}
	texts, err := eval.TimesTexts(path)
	if err != nil {
		return nil, err
	}
	var score eval.TimesScore
	for i := range texts {
		d := &doc.Doc{Text: texts[i].Text, Anchor: texts[i].Anchor()}
		e.pipeline.Run(d)
		ruler := doc.NewRuler(d.Text)
		var made []eval.Timed
		for _, t := range d.Times {
			made = append(made, eval.Timed{Span: [2]int{ruler.CodePoints(t.Start), ruler.CodePoints(t.End)}, Type: string(t.Type), Value: t.Value})
		}
		score.Add(&texts[i], made)
	}
	return score.Result(), nil
}

// evalCoref scores which mentions mean the same.
func evalCoref(e *engine, path string) (any, error) {
	p := e.pipeline.Only(doc.LayerChains)
	return eval.Coref(path, func(text string) eval.Chains {
		d := &doc.Doc{Text: text}
		p.Run(d)
		ruler := doc.NewRuler(d.Text)
		var out eval.Chains
		for _, c := range d.Chains {
			var chain [][2]int
			for _, r := range c.Places {
				sp := d.SpanOf(r)
				chain = append(chain, [2]int{ruler.CodePoints(sp.Start), ruler.CodePoints(sp.End)})
			}
			out = append(out, chain)
		}
		return out
	})
}

// evalNames scores persons, organizations and places.
func evalNames(e *engine, path string) (any, error) {
	texts, err := eval.NamesTexts(path)
	if err != nil {
		return nil, err
	}
	p := e.pipeline.Only(doc.LayerMentions)
	var score eval.NamesScore
	for i := range texts {
		if !texts[i].Held() {
			continue
		}
		d := &doc.Doc{Text: texts[i].Text}
		p.Run(d)
		ruler := doc.NewRuler(d.Text)
		var made []eval.Name
		for _, m := range d.Mentions {
			if m.Form == doc.Named && m.Type != doc.Misc {
				sp := d.SpanOf(m.Range)
				made = append(made, eval.Name{Span: [2]int{ruler.CodePoints(sp.Start), ruler.CodePoints(sp.End)}, Type: string(m.Type)})
			}
		}
		score.Add(&texts[i], made)
	}
	return score.Result(), nil
}

// evalSyntax scores tokens, sentences, tags and dependencies.
func evalSyntax(e *engine, path string) (any, error) {
	gold, err := eval.ReadBank(path)
	if err != nil {
		return nil, err
	}
	d := &doc.Doc{Text: gold.Text}
	e.pipeline.Only(doc.LayerDependencies).Run(d)
	var b bytes.Buffer
	if err := syntax.WriteCoNLLU(&b, d); err != nil {
		return nil, err
	}
	made, err := eval.ParseBank(&b)
	if err != nil {
		return nil, err
	}
	return eval.Syntax(gold, made)
}
