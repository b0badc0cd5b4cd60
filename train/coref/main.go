// Command coref trains models/coref.model: which noun phrases and pronouns
// mean the same.
//
//	go run ./train/coref -data ontogum-train-dev.tar.gz -clusters clusters.txt -out models/coref.model
//
// It learns from what the other annotators make of the raw text, so it is run
// again when they change. Genres without a free licence are left out; with
// -hold, a part of the texts is scored instead of learned.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"slices"
	"strings"

	"parley/eval"
	"parley/internal/doc"
	"parley/internal/entity"
	"parley/internal/nlp"
	"parley/models"
	"parley/taxonomy"
)

// genres of GUM that are not listed as non-commercial (models/NOTICE).
var genres = []string{"academic", "bio", "court", "interview", "news", "speech", "textbook", "vlog", "voyage"}

type settings struct {
	data, out, clusters   string
	words, epochs, hold   int
	bits                  uint
	eta, decay            float64
	fresh, anaphor, wrong float64
	drop                  float64
	seed                  uint64
	dev, average          bool
}

func main() {
	log.SetFlags(0)
	var s settings
	flag.StringVar(&s.data, "data", "", "OntoGUM: folder, archive or file")
	flag.StringVar(&s.clusters, "clusters", "", "words with their clusters, from train/clusters")
	flag.StringVar(&s.out, "out", "", "model file to write")
	flag.IntVar(&s.words, "words", 25000, "how many words with clusters to keep")
	flag.IntVar(&s.epochs, "epochs", 3, "passes over the data")
	flag.IntVar(&s.hold, "hold", 0, "hold out every n-th text and score it")
	flag.UintVar(&s.bits, "bits", 19, "rows of weights, as a power of two")
	flag.Float64Var(&s.eta, "eta", 0.05, "step size")
	flag.Float64Var(&s.decay, "decay", 1e-6, "pull of weights towards zero")
	flag.Float64Var(&s.fresh, "false-new", 4, "cost of missing that something was spoken of before")
	flag.Float64Var(&s.anaphor, "false-anaphor", 0.1, "cost of linking what is new")
	flag.Float64Var(&s.wrong, "wrong-link", 1, "cost of a wrong link")
	flag.Float64Var(&s.drop, "drop", 0.3, "share of features left out by chance")
	flag.Uint64Var(&s.seed, "seed", 1, "of the shuffles")
	flag.BoolVar(&s.average, "average", true, "ship the mean of the weights after each text")
	flag.BoolVar(&s.dev, "dev", false, "score the texts that are not in GUM's train set")
	flag.Parse()
	if err := run(s); err != nil {
		log.Fatal(err)
	}
}

// lesson is a text with its layers up to entities and its gold chains.
type lesson struct {
	eval.CorefText
	d    *doc.Doc
	gold map[doc.Range]int // chain of each range of tokens
}

func run(s settings) error {
	lists, err := lists()
	if err != nil {
		return err
	}
	x, err := entity.ReadLexicon(lists)
	if err != nil {
		return err
	}
	words, clusters, err := readClusters(s.clusters, s.words)
	if err != nil {
		return err
	}
	train, held, err := load(s)
	if err != nil {
		return err
	}
	t := newTrainer(s, x, clusters)
	for e := range s.epochs {
		loss := t.epoch(train)
		if len(held) > 0 {
			t.report(fmt.Sprintf("epoch %d loss %.4f", e+1, loss), held)
		}
	}
	packed := t.pack(words)
	if len(held) > 0 {
		t.report("in eight bits", held)
		if err := pronouns(packed, lists, held); err != nil {
			return err
		}
	}
	if len(held) > 0 && s.dev {
		t.byGenre(held)
	}
	if s.out == "" {
		return nil
	}
	return write(packed, s.out)
}

func lists() (l entity.Lists, err error) {
	for name, b := range map[string]*[]byte{"places.txt": &l.Places, "states.txt": &l.States, "offices.txt": &l.Offices, "given.txt": &l.Given} {
		if *b, err = taxonomy.Files.ReadFile(name); err != nil {
			return l, err
		}
	}
	return l, nil
}

// load runs the annotators over the texts and finds the gold in their tokens.
func load(s settings) (train, held []lesson, err error) {
	texts, err := eval.CorefTexts(s.data)
	if err != nil {
		return nil, nil, err
	}
	p, err := nlp.New(models.Files, taxonomy.Files)
	if err != nil {
		return nil, nil, err
	}
	p = p.Only(doc.LayerEntities, doc.LayerDependencies)
	n := 0
	for _, t := range texts {
		if t.Train && !slices.Contains(genres, t.Genre) || !t.Train && !s.dev {
			continue
		}
		l := lesson{t, &doc.Doc{Text: t.Text}, map[doc.Range]int{}}
		p.Run(l.d)
		align(&l)
		n++
		if t.Train && (s.hold == 0 || n%s.hold != 0) {
			train = append(train, l)
		} else if !t.Train || !s.dev {
			held = append(held, l)
		}
	}
	return train, held, nil
}

// align finds the tokens of the gold mentions; those that are no whole tokens are left out.
func align(l *lesson) {
	starts, ends := map[int]int{}, map[int]int{}
	ruler := doc.NewRuler(l.d.Text)
	for i, t := range l.d.Tokens {
		starts[ruler.CodePoints(t.Start)] = i
		ends[ruler.CodePoints(t.End)] = i + 1
	}
	for c, chain := range l.Chains {
		for _, m := range chain {
			from, ok1 := starts[m[0]]
			to, ok2 := ends[m[1]]
			if ok1 && ok2 && from < to {
				l.gold[doc.Range{From: from, To: to}] = c
			}
		}
	}
}

func readClusters(path string, most int) (words []string, c entity.Clusters, err error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, err
	}
	c = entity.Clusters{}
	for line := range strings.Lines(string(b)) {
		var n uint16
		w, number, ok := strings.Cut(strings.TrimSpace(line), " ")
		if _, err := fmt.Sscan(number, &n); !ok || err != nil {
			return nil, nil, fmt.Errorf("%s: %q is no word with a number", path, line)
		}
		if len(words) == most {
			break
		}
		if _, again := c[w]; !again {
			words = append(words, w)
			c[w] = n
		}
	}
	return words, c, nil
}
