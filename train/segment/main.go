// Command segment trains models/segment.model: where sentences begin.
package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"parley/internal/doc"
	"parley/internal/segment"
)

type options struct {
	ud, news, table, out, taxonomy, score, list, load string
	rounds, least                                     int
	rate, decay, share, rule, mark, bare              float64
	seed                                              uint64
	judge                                             int
}

func main() {
	var o options
	flag.StringVar(&o.ud, "ud", "", "folder with the treebanks: en_ewt-ud-train.conllu.gz and so on")
	flag.StringVar(&o.news, "news", "", "folder with the texts of PolNeAR")
	flag.StringVar(&o.table, "table", "", "its sentences (train.tsv.gz)")
	flag.StringVar(&o.taxonomy, "taxonomy", "taxonomy", "folder with the vocabularies")
	flag.StringVar(&o.out, "out", "models/segment.model", "file to write")
	flag.IntVar(&o.rounds, "rounds", 8, "rounds over the training texts")
	flag.IntVar(&o.least, "least", 2, "rows that fewer gaps use stay zero")
	flag.Float64Var(&o.rate, "rate", 0.05, "learning rate")
	flag.Float64Var(&o.decay, "decay", 0.001, "weight decay")
	flag.Float64Var(&o.share, "joined", 0.5, "share of the paragraph breaks that are lost in the copies")
	flag.Float64Var(&o.rule, "rule", -2, "what a score must be above where the rules begin a sentence, in nats")
	flag.Float64Var(&o.mark, "mark", 0, "the same where they do not, after a mark")
	flag.Float64Var(&o.bare, "bare", 1, "the same where no mark ends a sentence")
	flag.Uint64Var(&o.seed, "seed", 1, "of the order of texts")
	flag.IntVar(&o.judge, "judge", -1, "hold this fifth of the texts out, from 0, and score on it")
	flag.StringVar(&o.score, "score", "", "train nothing: score this treebank, or list for articles (.jsonl.gz) where rules and model differ; -load names the model")
	flag.StringVar(&o.load, "load", "", "model to score")
	flag.StringVar(&o.list, "list", "", "what to list of the differences: tokens or sentences")
	flag.Parse()
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "segment:", err)
		os.Exit(1)
	}
}

func run(o options) error {
	vocabulary, err := os.ReadFile(filepath.Join(o.taxonomy, "abbreviations.txt"))
	if err != nil {
		return err
	}
	if o.score != "" {
		return tell(o, vocabulary)
	}
	return train(o, vocabulary)
}

// tell scores a treebank.
func tell(o options, vocabulary []byte) error {
	as, err := segment.New(vocabulary)
	if o.load != "" {
		var b []byte
		if b, err = os.ReadFile(o.load); err != nil {
			return err
		}
		as, err = segment.Learned(b, vocabulary)
	}
	if err != nil {
		return err
	}
	if strings.HasSuffix(o.score, ".jsonl.gz") {
		rules, err := segment.New(vocabulary)
		if err != nil {
			return err
		}
		return differ(o.score, 1000, rules[:2], as[:2])
	}
	docs, err := treebank(o.score, wanted)
	if err != nil {
		return err
	}
	t, s := score(docs, as[:2], o.list)
	fmt.Printf("tokens    %v\nsentences %v\n", t, s)
	return nil
}

func train(o options, vocabulary []byte) error {
	rules, err := segment.New(vocabulary)
	if err != nil {
		return err
	}
	r := rand.New(rand.NewPCG(o.seed, 2))
	var all []*gold
	held := map[string][]*gold{}
	for _, name := range []string{"ewt", "gum"} {
		docs, err := treebank(filepath.Join(o.ud, "en_"+name+"-ud-train.conllu.gz"), wanted)
		if err != nil {
			return err
		}
		for i, g := range docs {
			if i%5 == o.judge {
				held[name] = append(held[name], g)
				continue
			}
			all = append(all, g)
			if o.share > 0 {
				all = append(all, g.joined(o.share, r))
			}
		}
	}
	if o.news != "" {
		docs, err := news(o.news, o.table)
		if err != nil {
			return err
		}
		for i, g := range docs {
			if i%5 == o.judge {
				held["news"] = append(held["news"], g.joined(0.5, r))
				continue
			}
			all = append(all, g.joined(o.share, r))
		}
	}
	xs, err := examples(all, rules[0], vocabulary)
	if err != nil {
		return err
	}
	w := learn(xs, o.rounds, float32(o.rate), float32(o.decay), o.least, o.seed)
	meta := map[string]string{"data": "UD English EWT, UD English GUM (free genres), PolNeAR, train", "seed": fmt.Sprint(o.seed)}
	b, err := pack(w, [3]float64{o.rule, o.mark, o.bare}, meta)
	if err != nil {
		return err
	}
	fmt.Println(len(all), "texts,", len(b), "bytes")
	if o.judge >= 0 {
		for _, name := range []string{"ewt", "gum", "news"} {
			if err := judge(name, held[name], rules, w, o, vocabulary); err != nil {
				return err
			}
		}
	}
	return os.WriteFile(o.out, b, 0o644)
}

// judge scores the texts that were held out, by rules and with several levels.
func judge(name string, docs []*gold, rules []doc.Annotator, w []float32, o options, vocabulary []byte) error {
	if len(docs) == 0 {
		return nil
	}
	_, s := score(docs, rules[:2], "")
	fmt.Println(name, "rules     ", s)
	for _, rule := range []float64{0, -1, -2, -3} {
		for _, bare := range []float64{0.5, 1, 2} {
			b, err := pack(w, [3]float64{rule, o.mark, bare}, nil)
			if err != nil {
				return err
			}
			as, err := segment.Learned(b, vocabulary)
			if err != nil {
				return err
			}
			list := ""
			if rule == o.rule && bare == o.bare {
				list = o.list
			}
			_, s := score(docs, as[:2], list)
			fmt.Println(name, rule, bare, s)
		}
	}
	return nil
}
