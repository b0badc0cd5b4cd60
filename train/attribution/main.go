// Command attribution trains models/attribution.model on PolNeAR: a linear
// chain for sources, cues and contents, and a ranker that links them.
//
// The result is the same for the same data, taggers and seed.
package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"parley/eval"
	"parley/internal/nn"
	"parley/internal/quote"
)

type options struct {
	data, out, models, taxonomy string
	rounds                      int
	bits                        uint
	rate, decay, drop           float64
	choiceRate, choiceDrop      float64
	choiceRounds                int
	bias                        float64
	seed                        uint64
	clip                        int
	judge, folds                bool
	cache, dump, load, keep     string
}

func main() {
	var o options
	flag.StringVar(&o.data, "data", "", "folder with the compartments train and dev, each with text/ and attributions/")
	flag.StringVar(&o.out, "out", "models/attribution.model", "file to write")
	flag.StringVar(&o.models, "models", "models", "folder with the models of tags and names")
	flag.StringVar(&o.taxonomy, "taxonomy", "taxonomy", "folder with the vocabularies")
	flag.IntVar(&o.rounds, "rounds", 4, "rounds over the training texts")
	flag.UintVar(&o.bits, "bits", 19, "the chain has 2^bits rows of weights")
	flag.Float64Var(&o.rate, "rate", 0.01, "learning rate")
	flag.Float64Var(&o.decay, "decay", 0, "weight decay")
	flag.Float64Var(&o.drop, "drop", 0, "share of the features that a step leaves out")
	flag.Float64Var(&o.choiceRate, "choice-rate", 0.03, "learning rate of the choice of content")
	flag.IntVar(&o.choiceRounds, "choice-rounds", 8, "rounds over the choices")
	flag.Float64Var(&o.choiceDrop, "choice-drop", 0, "share of the features that a step of the choice of content leaves out")
	flag.Float64Var(&o.bias, "bias", 2, "added to beginning a cue")
	flag.Uint64Var(&o.seed, "seed", 1, "of the order of texts")
	flag.IntVar(&o.clip, "clip", 200, "largest weights per million that may saturate")
	flag.BoolVar(&o.judge, "judge", false, "hold a tenth of train out, by the names' hashes, and tell the score on it")
	flag.StringVar(&o.cache, "cache", "", "keep the texts' layers and the chains in this folder, and use those that are there: only while neither annotators nor chain change")
	flag.StringVar(&o.dump, "dump", "", "write what is made of the texts to score to this file, as parley annotate does")
	flag.StringVar(&o.keep, "keep", "", "write the models of the jackknife, each of which has not seen a third of train, and what they make of it, to files of this prefix")
	flag.BoolVar(&o.folds, "folds", false, "train nothing: score the models of -keep")
	flag.StringVar(&o.load, "load", "", "train nothing: score this model")
	flag.Parse()
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "attribution:", err)
		os.Exit(1)
	}
}

func run(o options) error {
	t, err := newTrainer(o)
	if err != nil {
		return err
	}
	if o.judge {
		t.holdOut()
	}
	if o.load != "" {
		b, err := os.ReadFile(o.load)
		if err != nil {
			return err
		}
		return t.tell(b)
	}
	if o.folds {
		return t.again()
	}
	// the choice of content and how sure it is are learned from what chains
	// make of texts that they have not seen
	sure, odds, choice, err := t.jackknife()
	if err != nil {
		return err
	}
	t.say("learning from all")
	file := t.kept("all", func() nn.Model { return t.learn(t.train, t.rounds) })
	file.Sections["sure"], file.Sections["odds"], file.Sections["choice"] = sure, odds, choice
	b, err := nn.Encode(file)
	if err != nil {
		return err
	}
	if err := t.tell(b); err != nil {
		return err
	}
	return os.WriteFile(o.out, b, 0o644)
}

// kept returns a model with a chain and links, of the cache if there is one.
func (t *trainer) kept(name string, learn func() nn.Model) nn.Model {
	if t.cache == "" {
		return learn()
	}
	file := filepath.Join(t.cache, fmt.Sprintf("%s-%d-%v-%v-%v-%d.chain", name, len(t.train), t.bias, t.drop, t.rate, t.rounds))
	if b, err := os.ReadFile(file); err == nil {
		if f, err := nn.Decode(b, quote.ModelKind, quote.ModelVersion); err == nil {
			return f
		}
	}
	f := learn()
	if b, err := nn.Encode(f); err == nil {
		_ = os.WriteFile(file, b, 0o644) // the next run makes it again
	}
	return f
}

// tell scores a model file on the texts to score.
func (t *trainer) tell(file []byte) error {
	m, err := quote.Load(file, t.cueBytes)
	if err != nil {
		return err
	}
	t.say("%d bytes; %d texts without rules %s", len(file), len(t.dev), score(m, t.dev))
	t.say("with rules %s", scoreRun(m, t.dev))
	if t.dump == "" {
		return nil
	}
	return dump(t.dump, t.dev)
}

// holdOut makes a tenth of train the texts to score.
func (t *trainer) holdOut() {
	var rest []*sample
	t.dev = nil
	for _, s := range t.train {
		if nn.Hash(s.name)%10 == 0 {
			t.dev = append(t.dev, s)
		} else {
			rest = append(rest, s)
		}
	}
	t.train = rest
}

// trainer holds what all steps need.
type trainer struct {
	options
	start      time.Time
	cueBytes   []byte
	cues       quote.Cues
	train, dev []*sample
}

func newTrainer(o options) (*trainer, error) {
	t := &trainer{options: o, start: time.Now()}
	var err error
	if t.cueBytes, err = os.ReadFile(filepath.Join(o.taxonomy, "cues.txt")); err != nil {
		return nil, err
	}
	if t.cues, err = quote.ParseCues(t.cueBytes); err != nil {
		return nil, err
	}
	if t.train, err = load(o, "train"); err != nil {
		return nil, err
	}
	t.dev, err = load(o, "dev")
	return t, err
}

// say reports progress.
func (t *trainer) say(format string, args ...any) {
	fmt.Fprintf(os.Stderr, "%4.0fs  %s\n", time.Since(t.start).Seconds(), fmt.Sprintf(format, args...))
}

// learn trains chain and links on ss in so many rounds. The result says nothing about how sure it is.
func (t *trainer) learn(ss []*sample, rounds int) nn.Model {
	all := tally(ss, t.cues)
	lex := all.Lexicon()
	pages := make([]*quote.Page, len(ss))
	var places []place
	for k, s := range ss {
		pages[k] = quote.NewPage(s.d, lex, t.cues, &all, &s.tally)
		for p := range s.d.Paragraphs {
			places = append(places, place{pages[k], s, p})
		}
	}
	rng := rand.New(rand.NewPCG(t.seed, 2))
	link := trainRanker(pages, ss, func(k int) []quote.Label { return ss[k].labels }, 16, 6, rng)
	f := newField(t.bits, float32(t.rate), float32(t.decay))
	f.drop, f.rng = uint32(t.drop*(1<<32)), rng
	for r := range rounds {
		t.say("round %d log-likelihood %.0f", r+1, f.round(places, rng))
		if t.judge {
			t.say("held out %.0f", f.likelihood(t.unseen(lex)))
		}
	}
	w, step := f.averaged()
	return pack(t.options, lex, w, step, link, t.bias)
}

// unseen returns the paragraphs of the texts to score.
func (t *trainer) unseen(lex quote.Lexicon) []place {
	var out []place
	for _, s := range t.dev {
		pg := quote.NewPage(s.d, lex, t.cues, nil, nil)
		for p := range s.d.Paragraphs {
			out = append(out, place{pg, s, p})
		}
	}
	return out
}

func load(o options, part string) ([]*sample, error) {
	annotate, err := readers(o.models, o.taxonomy)
	if err != nil {
		return nil, err
	}
	if o.cache != "" {
		annotate = cached(o.cache, annotate)
	}
	return samples(filepath.Join(o.data, part), annotate)
}

// tally counts cue words in all samples and in each.
func tally(ss []*sample, cues quote.Cues) quote.Tally {
	all := quote.NewTally()
	for _, s := range ss {
		s.tally = quote.NewTally()
		pg := quote.NewPage(s.d, quote.Lexicon{}, cues, nil, nil)
		for i, y := range s.labels {
			cue := y == quote.BeginCue || y == quote.InCue
			all.Add(pg.Key(i), cue, 1)
			s.tally.Add(pg.Key(i), cue, 1)
		}
	}
	return all
}

// pack quantizes the weights into a model file.
func pack(o options, lex quote.Lexicon, w, step, link []float32, bias float64) nn.Model {
	label, scale := nn.Quantize(w, o.clip)
	links, _ := nn.Quantize(link, o.clip)
	steps := []int32{int32(1000 * scale)}
	for x := 0; x <= labels; x++ {
		for y := 0; y < labels; y++ {
			v := int32(scale * step[x*labels+y])
			if y == int(quote.BeginCue) {
				v += int32(scale * float32(bias))
			}
			if !quote.Follows(quote.Label(x), quote.Label(y)) {
				v = nn.Forbidden
			}
			steps = append(steps, v)
		}
	}
	return nn.Model{Kind: quote.ModelKind, Version: quote.ModelVersion,
		Meta: map[string]string{"data": "PolNeAR train", "seed": fmt.Sprint(o.seed), "command": "go run ./train/attribution"},
		Sections: map[string][]byte{"lexicon": lex.Pack(), "label": label, "link": links, "step": quote.PackIntegers(steps),
			"choice": make([]byte, 1), "sure": make([]byte, 1), "odds": make([]byte, quote.OddsSteps)}}
}

// score runs the model on samples.
func score(m *quote.Model, ss []*sample) eval.AttributionResult {
	var sc eval.AttributionScore
	for _, s := range ss {
		pg := quote.NewPage(s.d, m.Lexicon, m.Cues, nil, nil)
		as, _ := m.Found(pg)
		sc.Add(s.text, s.gold, s.reported(as))
	}
	return sc.Result()
}

// scoreRun runs the whole annotator on samples.
func scoreRun(m *quote.Model, ss []*sample) eval.AttributionResult {
	var sc eval.AttributionScore
	run := m.Annotator().Run
	for _, s := range ss {
		run(s.d)
		sc.Add(s.text, s.gold, s.reported(s.d.Attributions))
	}
	return sc.Result()
}
