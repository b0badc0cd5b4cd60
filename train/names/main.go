// Command names trains models/names.model: persons, organizations, places and
// other names in news.
//
//	go run ./train/names -news newsner/train.jsonl.gz -silver polnear/train.tsv.gz -clusters clusters.txt -out models/names.model
//
// With -hold, whole outlets are kept apart and scored instead of learned.
package main

import (
	"encoding/binary"
	"flag"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"strings"
	"time"

	"parley/internal/doc"
	"parley/internal/entity"
	"parley/internal/nn"
	"parley/internal/segment"
	"parley/internal/syntax"
)

type settings struct {
	news, silver, out, hold, taxonomy, judge, clusters, models, dump string
	epochs, runs                                                     int
	bits                                                             uint
	rate, eta, bias, drop, mix                                       float64
	seed                                                             uint64
}

func main() {
	log.SetFlags(0)
	var s settings
	flag.StringVar(&s.news, "news", "", "texts with names, JSON lines")
	flag.StringVar(&s.silver, "silver", "", "texts with automatic names, rows")
	flag.StringVar(&s.out, "out", "", "model file to write")
	flag.StringVar(&s.hold, "hold", "", "prefixes of links to score on, parted by commas")
	flag.StringVar(&s.taxonomy, "taxonomy", "taxonomy", "folder of the vocabularies")
	flag.StringVar(&s.clusters, "clusters", "", "words with their clusters, from train/clusters")
	flag.StringVar(&s.models, "models", "models", "folder of segment.model, reader.model and lemmas.model, trained before")
	flag.Float64Var(&s.mix, "mix", 0.5, "weight of the reader's scores of names")
	flag.StringVar(&s.judge, "judge", "", "model to score on the texts held out, instead of training")
	flag.StringVar(&s.dump, "dump", "", "file to write the sentences to, for train/encoder, instead of training")
	flag.IntVar(&s.epochs, "epochs", 6, "passes over the data")
	flag.IntVar(&s.runs, "runs", 1, "models to average")
	flag.UintVar(&s.bits, "bits", 18, "rows of weights, as a power of two")
	flag.Float64Var(&s.rate, "rate", 0.3, "weight of the automatic names")
	flag.Float64Var(&s.eta, "eta", 0.1, "step size")
	flag.Float64Var(&s.drop, "drop", 0.2, "share of features left out by chance")
	flag.Float64Var(&s.bias, "bias", 0, "added to the score of being outside of names, for recall below 0")
	flag.Uint64Var(&s.seed, "seed", 1, "of the shuffles")
	flag.Parse()
	if err := run(s); err != nil {
		log.Fatal(err)
	}
}

// tools are what texts are prepared with.
type tools struct {
	lists    entity.Lists
	lex      *entity.Lexicon
	before   []doc.Annotator // up to the tags
	words    []string
	clusters entity.Clusters
}

func open(s settings) (t tools, err error) {
	if t.lists, err = lists(s.taxonomy); err != nil {
		return t, err
	}
	if t.lex, err = entity.ReadLexicon(t.lists); err != nil {
		return t, err
	}
	vocabulary, err := os.ReadFile(s.taxonomy + "/abbreviations.txt")
	if err != nil {
		return t, err
	}
	var files [3][]byte
	for i, name := range []string{"segment.model", "reader.model", "lemmas.model"} {
		if files[i], err = os.ReadFile(s.models + "/" + name); err != nil {
			return t, err
		}
	}
	if t.before, err = segment.Learned(files[0], vocabulary); err != nil {
		return t, err
	}
	reader, err := syntax.New(files[1], files[2])
	if err != nil {
		return t, err
	}
	t.before = append(t.before, reader)
	t.words, t.clusters, err = readClusters(s.clusters)
	return t, err
}

func run(s settings) error {
	t, err := open(s)
	if err != nil {
		return err
	}
	train, held, err := load(s)
	if err != nil {
		return err
	}
	if s.dump != "" {
		return dump(s.dump, t, train, held, s.seed)
	}
	var model []byte
	if s.judge != "" {
		model, err = remix(s.judge, s.mix)
	} else {
		model, err = learn(s, t, train)
	}
	if err != nil {
		return err
	}
	if len(held) > 0 {
		if err := score(model, held, t.before, t.lists); err != nil {
			return err
		}
	}
	if s.out != "" {
		return os.WriteFile(s.out, model, 0o644)
	}
	return nil
}

// remix returns a model file with another weight of the reader's scores.
func remix(path string, mix float64) ([]byte, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	m, err := nn.Decode(b, entity.NamesKind, entity.NamesVersion)
	if err != nil {
		return nil, err
	}
	m.Sections["mix"] = binary.LittleEndian.AppendUint32(nil, uint32(mix*256))
	return nn.Encode(m)
}

// learn trains a model on the texts, each of the gold ones also with strange
// places and with headlines.
func learn(s settings, t tools, train []sample) ([]byte, error) {
	rng := rand.New(rand.NewPCG(s.seed, 1))
	var data []instance
	cities := t.lex.Cities()
	for _, x := range train {
		data = append(data, instances(x, t)...)
		if x.rate == 1 {
			data = append(data, instances(estrange(x, cities, rng), t)...)
			data = append(data, instances(recase(x, 4, rng.Uint32), t)...)
		}
	}
	log.Printf("%d texts, %d sentences to learn from", len(train), len(data))
	var avg []float32
	var avgStep [labels][labels]float32
	start := time.Now()
	for run := 1; run <= s.runs; run++ { // the mean of linear models votes as all of them do
		c := newCRF(s.bits, float32(s.eta))
		if avg == nil {
			avg = make([]float32, len(c.w))
		}
		for e := 1; e <= s.epochs; e++ {
			rng.Shuffle(len(data), func(i, j int) { data[i], data[j] = data[j], data[i] })
			loss, tables := 0.0, &lattice{}
			for _, x := range data {
				loss += c.learn(thin(x, s.drop, rng), tables)
			}
			if e > 1 || s.epochs == 1 { // the average of the later passes generalizes better than the last
				c.addTo(avg, &avgStep, float32(s.runs*max(1, s.epochs-1)))
			}
			log.Printf("run %d, pass %d: loss %.0f, %s", run, e, loss, time.Since(start).Round(time.Second))
		}
	}
	return encode(s, avg, avgStep, t)
}

// thin leaves out a share of the features by chance, so that no word alone
// carries a decision.
func thin(x instance, share float64, rng *rand.Rand) instance {
	if share == 0 {
		return x
	}
	limit := uint32(share * (1 << 32))
	out := make([][]nn.Feature, len(x.feats))
	for t, fs := range x.feats {
		kept := make([]nn.Feature, 0, len(fs))
		for _, f := range fs {
			if rng.Uint32() >= limit {
				kept = append(kept, f)
			}
		}
		out[t] = kept
	}
	x.feats = out
	return x
}

// lists reads the vocabularies.
func lists(dir string) (entity.Lists, error) {
	var l entity.Lists
	for name, to := range map[string]*[]byte{"places": &l.Places, "states": &l.States, "offices": &l.Offices, "given": &l.Given} {
		b, err := os.ReadFile(dir + "/" + name + ".txt")
		if err != nil {
			return l, err
		}
		*to = b
	}
	return l, nil
}

func load(s settings) (train, held []sample, err error) {
	news, err := readJSON(s.news)
	if err != nil {
		return nil, nil, err
	}
	apart := strings.Split(s.hold, ",")
	for _, x := range news {
		out := false
		for _, p := range apart {
			out = out || p != "" && strings.HasPrefix(x.link, p)
		}
		switch {
		case out:
			held = append(held, x)
		default:
			m := mend(x)
			train = append(train, m)
			if m.text != x.text {
				x.rate = 0.5
				train = append(train, x)
			}
		}
	}
	if s.silver != "" && s.rate > 0 {
		rows, err := readRows(s.silver, float32(s.rate))
		if err != nil {
			return nil, nil, err
		}
		train = append(train, rows...)
	}
	return train, held, nil
}

func prepare(text string, seg []doc.Annotator) *doc.Doc {
	d := &doc.Doc{Text: text}
	for _, a := range seg {
		a.Run(d)
	}
	return d
}

// instances turns a text into sentences with features and the labels that its gold allows.
func instances(x sample, t tools) []instance {
	d := prepare(x.text, t.before)
	allowed := t.allowed(x, d)
	var out []instance
	entity.Features(d, t.lex, t.clusters, x.hide, func(r doc.Range, f [][]nn.Feature) {
		a := allowed[r.From:r.To]
		if possible(a) {
			out = append(out, instance{f, a, x.rate})
		}
	})
	return out
}

// allowed returns for each token of d the labels that the gold of x allows, as bits.
func (t tools) allowed(x sample, d *doc.Doc) []uint32 {
	allowed := make([]uint32, len(d.Tokens))
	for i := range allowed {
		allowed[i] = 1
	}
	if !x.misc { // the newswire marks no adjectives of states
		for _, r := range t.lex.Demonyms(d) {
			for k := range r.Len() {
				allowed[r.From+k] = 1 << entity.Label(doc.Misc, k, r.Len())
			}
		}
	}
	for _, n := range x.names {
		r := d.TokensIn(n.Span)
		for k := range r.Len() {
			allowed[r.From+k] = 1 << entity.Label(n.Type, k, r.Len())
		}
	}
	return allowed
}

// possible tells whether some sequence of labels is allowed: a name across two sentences has none.
func possible(allowed []uint32) bool {
	var can uint32
	for t, a := range allowed {
		var now uint32
		for b := range labels {
			if a>>b&1 == 0 {
				continue
			}
			ok := t == 0 && entity.Starts(b)
			for p := range labels {
				ok = ok || t > 0 && can>>p&1 == 1 && entity.Follows(p, b)
			}
			if ok && (t < len(allowed)-1 || entity.Ends(b)) {
				now |= 1 << b
			}
		}
		can = now
	}
	return can != 0
}

func encode(s settings, w []float32, step [labels][labels]float32, t tools) ([]byte, error) {
	packed, scale := nn.Quantize(w, 50)
	var steps []byte
	for b := range labels {
		for a := range labels {
			v := int32(step[a][b] * scale)
			if b == 0 {
				v += int32(float32(s.bias) * scale)
			}
			steps = binary.LittleEndian.AppendUint32(steps, uint32(v))
		}
	}
	var groups []byte
	for _, w := range t.words {
		groups = binary.LittleEndian.AppendUint16(groups, t.clusters[w])
	}
	return nn.Encode(nn.Model{
		Kind: entity.NamesKind, Version: entity.NamesVersion,
		Meta: map[string]string{
			"epochs": fmt.Sprint(s.epochs), "seed": fmt.Sprint(s.seed), "drop": fmt.Sprint(s.drop), "rate": fmt.Sprint(s.rate), "eta": fmt.Sprint(s.eta), "held": s.hold,
		},
		Sections: map[string][]byte{
			"weights": packed, "steps": steps, "words": []byte(strings.Join(t.words, "\n")), "clusters": groups,
			"unit": binary.LittleEndian.AppendUint32(nil, uint32(scale)), "mix": binary.LittleEndian.AppendUint32(nil, uint32(float32(s.mix)*256)),
		},
	})
}
