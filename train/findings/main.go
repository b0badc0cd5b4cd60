// Command findings learns the decisions of package extract: which words name
// events, what is told of them, who holds which position.
//
//	go run ./train/findings -articles FILES -marks FILES -verdicts FILES -names models/names.model -out models/findings.model
//
// Articles are lines of JSON as parley reads them; marks are lines with the link
// of an article and what a reader found in it (eval/gold/README.md); verdicts say
// of findings whether a reader found them right. The words'
// clusters are taken over from the model of names. It prints how well what was
// learned on four fifths of the articles does on the last; which words are looked
// at (the lists of lemmas) is taken from all of them, so that is a little too good.
package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"slices"
	"strings"

	"parley/internal/doc"
	"parley/internal/entity"
	"parley/internal/extract"
	"parley/internal/nlp"
	"parley/internal/nn"
	"parley/internal/source"
	"parley/models"
	"parley/taxonomy"
)

// sample is an article with what is to be found in it.
type sample struct {
	link  string
	d     *doc.Doc
	marks []extract.Mark
}

func main() {
	log.SetFlags(0)
	var t trainer
	articles := flag.String("articles", "", "lines of JSON with text, link, published")
	marks := flag.String("marks", "", "lines of JSON with link and marks")
	names := flag.String("names", "models/names.model", "model whose clusters of words are taken over")
	out := flag.String("out", "models/findings.model", "file to write; empty for none")
	flag.IntVar(&t.folds, "folds", 5, "parts of which each is left out once")
	told := flag.String("verdicts", "", "tables of verdicts on findings, separated by commas")
	dump := flag.String("dump", "", "file for what is found in articles left out")
	flag.BoolVar(&t.quick, "quick", false, "only score the decisions by themselves")
	flag.Parse()
	if *told != "" {
		var err error
		if t.verdicts, err = readVerdicts(strings.Split(*told, ",")); err != nil {
			log.Fatal(err)
		}
	}
	if *dump != "" {
		f, err := os.Create(*dump)
		if err != nil {
			log.Fatal(err)
		}
		defer func() { _ = f.Close() }()
		t.dump = f
	}
	if err := t.run(*articles, *marks, *names, *out); err != nil {
		log.Fatal(err)
	}
}

func (t *trainer) run(articles, marks, names, out string) error {
	if err := t.loadClusters(names); err != nil {
		return err
	}
	if err := t.load(articles, marks); err != nil {
		return err
	}
	m, err := t.learn()
	if err != nil || out == "" {
		return err
	}
	b, err := nn.Encode(m)
	if err != nil {
		return err
	}
	return os.WriteFile(out, b, 0o644)
}

// loadClusters takes the clusters of words over from a model of names.
func (t *trainer) loadClusters(path string) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	m, err := nn.Decode(b, entity.NamesKind, entity.NamesVersion)
	if err != nil {
		return err
	}
	t.words, t.clusters = m.Sections["words"], m.Sections["clusters"]
	return nil
}

// load reads the articles that have marks, with all layers.
func (t *trainer) load(articles, marks string) error {
	found := map[string]marked{}
	for _, path := range strings.Split(marks, ",") {
		if err := readMarks(path, found); err != nil {
			return err
		}
	}
	p, err := nlp.New(models.Files, taxonomy.Files)
	if err != nil {
		return err
	}
	paths := strings.Split(articles, ",")
	furniture, err := taxonomy.Files.ReadFile("furniture.txt")
	if err != nil {
		return err
	}
	r, err := source.New(furniture, nil)
	if err != nil {
		return err
	}
	for a, problem := range r.Read(paths) {
		if problem != nil {
			return problem
		}
		ms, ok := found[a.Link]
		if !ok || ms.SHA256 != "" && ms.SHA256 != fmt.Sprintf("%x", sha256.Sum256([]byte(a.Text))) {
			continue
		}
		delete(found, a.Link)
		d := &doc.Doc{Text: a.Visible(), Title: a.Title, Outlet: a.Outlet, Anchor: a.Day()}
		p.Run(d)
		d.Text = a.Text
		t.samples = append(t.samples, sample{a.Link, d, ms.Marks})
	}
	if len(found) > 0 {
		return fmt.Errorf("%d articles with marks are not in %s", len(found), articles)
	}
	slices.SortFunc(t.samples, func(a, b sample) int { return int(int64(nn.Hash(a.link)) - int64(nn.Hash(b.link))) })
	return nil
}

// marked is an article with what a reader found in it. The hash of its text is
// that of the text the marks point into.
type marked struct {
	Link, SHA256 string
	Marks        []extract.Mark
}

// readMarks adds the marks of each link in a file.
func readMarks(path string, to map[string]marked) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<24)
	for sc.Scan() {
		var a marked
		if err := json.Unmarshal(sc.Bytes(), &a); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		to[a.Link] = a
	}
	return sc.Err()
}

func unit(scale float32) []byte {
	return binary.LittleEndian.AppendUint32(nil, uint32(max(1, scale*256)))
}
