package eval

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	_ "embed" // the names of texts
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

// CorefText is a text with its gold chains.
type CorefText struct {
	Name   string // "GUM_news_korea"
	Genre  string // "news"
	Text   string
	Chains Chains
	Train  bool // it is in the train set of GUM
}

//go:embed gumtrain.txt
var gumTrain string

// errCoref is wrapped by errors about gold that is not as OntoGUM writes it.
var errCoref = errors.New("not CoNLL-U with entities")

// CorefTexts reads OntoGUM: a CoNLL-U file, a tar archive (gzipped) of such, or
// a folder of either, in the order of their names. Entities stand in the last
// column: "Entity=(1(2" opens two mentions, "Entity=1)" closes one.
func CorefTexts(path string) ([]CorefText, error) {
	files := []string{path}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		files = nil
		err := filepath.WalkDir(path, func(p string, _ os.DirEntry, err error) error {
			if err == nil && (strings.HasSuffix(p, ".conllu") || strings.HasSuffix(p, ".tar.gz")) {
				files = append(files, p)
			}
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("eval: coref: %w", err)
		}
	}
	var texts []CorefText
	for _, name := range files {
		more, err := corefFile(name)
		if err != nil {
			return nil, fmt.Errorf("eval: coref: %s: %w", name, err)
		}
		texts = append(texts, more...)
	}
	if len(texts) == 0 {
		return nil, fmt.Errorf("eval: coref: %s holds no texts", path)
	}
	slices.SortStableFunc(texts, func(a, b CorefText) int { return strings.Compare(a.Name, b.Name) })
	return texts, nil
}

func corefFile(name string) ([]CorefText, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	if !strings.HasSuffix(name, ".tar.gz") {
		return readCoref(f)
	}
	zr, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	var texts []CorefText
	for tr := tar.NewReader(zr); ; {
		h, err := tr.Next()
		if errors.Is(err, io.EOF) {
			return texts, nil
		}
		if err != nil {
			return nil, err
		}
		if h.Typeflag != tar.TypeReg || !strings.HasSuffix(h.Name, ".conllu") {
			continue
		}
		more, err := readCoref(tr)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", h.Name, err)
		}
		texts = append(texts, more...)
	}
}

// opening is a mention that has begun: its entity and where, in code points.
type opening struct {
	id string
	at int
}

// corefReader builds one text after the other.
type corefReader struct {
	texts  []CorefText
	b      strings.Builder
	n      int // code points written
	open   []opening
	number map[string]int // of entities, by id
	until  int            // words up to this number belong to a surface word already written
	rest   string         // of that surface word
	from   int            // code point at which it begins
}

func readCoref(r io.Reader) ([]CorefText, error) {
	var c corefReader
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<24)
	for line := 1; sc.Scan(); line++ {
		if err := c.line(sc.Text()); err != nil {
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
	}
	if err := sc.Err(); err != nil {
		return nil, err
	}
	return c.texts, c.finish()
}

func (c *corefReader) line(s string) error {
	switch {
	case strings.HasPrefix(s, "# newdoc"):
		if err := c.finish(); err != nil {
			return err
		}
		_, name, _ := strings.Cut(s, "id = ")
		c.start(name)
	case strings.HasPrefix(s, "# newpar") && !strings.HasPrefix(s, "# newpar_"):
		if c.n > 0 {
			c.write("\n\n")
		}
	case s == "" || s[0] == '#':
	default:
		if len(c.texts) == 0 {
			c.start("")
		}
		return c.row(strings.Split(s, "\t"))
	}
	if s == "" {
		c.until = 0
	}
	return nil
}

func (c *corefReader) start(name string) {
	t := CorefText{Name: name}
	if parts := strings.Split(name, "_"); len(parts) == 3 {
		t.Genre = parts[1]
		t.Train = slices.Contains(strings.Fields(gumTrain), parts[1]+"_"+parts[2])
	}
	c.texts = append(c.texts, t)
	c.number, c.open, c.until, c.n = map[string]int{}, nil, 0, 0
	c.b.Reset()
}

func (c *corefReader) write(s string) {
	c.b.WriteString(s)
	c.n += utf8.RuneCountInString(s)
}

// row takes a row of ten columns into the text.
func (c *corefReader) row(r []string) error {
	if len(r) != 10 {
		return fmt.Errorf("%d columns: %w", len(r), errCoref)
	}
	gap := " "
	if slices.Contains(strings.Split(r[9], "|"), "SpaceAfter=No") {
		gap = ""
	}
	if _, to, ok := strings.Cut(r[0], "-"); ok {
		if _, err := fmt.Sscan(to, &c.until); err != nil {
			return fmt.Errorf("row %q: %w", r[0], errCoref)
		}
		c.from, c.rest = c.n, r[1]
		c.write(r[1] + gap)
		return nil
	}
	if strings.Contains(r[0], ".") {
		return nil
	}
	var i int
	if _, err := fmt.Sscan(r[0], &i); err != nil {
		return fmt.Errorf("row %q: %w", r[0], errCoref)
	}
	if i > c.until {
		at := c.n
		c.write(r[1] + gap)
		return c.entities(r[9], at, at+utf8.RuneCountInString(r[1]))
	}
	n := utf8.RuneCountInString(r[1])
	if rest, ok := strings.CutPrefix(c.rest, r[1]); ok && (rest != "" || i == c.until) {
		c.rest = rest
	} else { // the words are not what is written: each stands for what is left
		n = utf8.RuneCountInString(c.rest)
		return c.entities(r[9], c.from, c.from+n)
	}
	at := c.from
	c.from += n
	return c.entities(r[9], at, at+n)
}

// entities opens and closes the mentions that a word from at to end opens and closes.
func (c *corefReader) entities(misc string, at, end int) error {
	for _, field := range strings.Split(misc, "|") {
		s, ok := strings.CutPrefix(field, "Entity=")
		if !ok {
			continue
		}
		for s != "" {
			opens := s[0] == '('
			if opens {
				s = s[1:]
			}
			k := strings.IndexAny(s, "()")
			id := s
			if k >= 0 {
				id, s = s[:k], s[k:]
			} else {
				s = ""
			}
			id, _, _ = strings.Cut(id, "-")
			if opens {
				c.open = append(c.open, opening{id, at})
			}
			if s != "" && s[0] == ')' {
				s = s[1:]
				if !c.close(id, end) {
					return fmt.Errorf("entity %q ends but does not begin: %w", id, errCoref)
				}
			}
		}
	}
	return nil
}

func (c *corefReader) close(id string, end int) bool {
	for k, o := range slices.Backward(c.open) {
		if o.id != id {
			continue
		}
		c.open = slices.Delete(c.open, k, k+1)
		t := &c.texts[len(c.texts)-1]
		e, ok := c.number[id]
		if !ok {
			e = len(t.Chains)
			c.number[id] = e
			t.Chains = append(t.Chains, nil)
		}
		t.Chains[e] = append(t.Chains[e], [2]int{o.at, end})
		return true
	}
	return false
}

func (c *corefReader) finish() error {
	if len(c.texts) == 0 {
		return nil
	}
	if len(c.open) > 0 {
		return fmt.Errorf("entity %q does not end: %w", c.open[0].id, errCoref)
	}
	c.texts[len(c.texts)-1].Text = c.b.String()
	return nil
}

// CorefResults are the figures over all texts and for each genre.
type CorefResults struct {
	All    CorefResult            `json:"all"`
	Genres map[string]CorefResult `json:"genres"`
	Passed int                    `json:"passed_over"` // texts of GUM's train set, which models have seen
}

// Coref scores what chains makes of each text of OntoGUM under path. The texts
// of GUM's train set are passed over.
func Coref(path string, chains func(text string) Chains) (CorefResults, error) {
	texts, err := CorefTexts(path)
	if err != nil {
		return CorefResults{}, err
	}
	var all CorefScore
	genres := map[string]*CorefScore{}
	out := CorefResults{Genres: map[string]CorefResult{}}
	for _, t := range texts {
		if t.Train {
			out.Passed++
			continue
		}
		made := chains(t.Text)
		all.Add(t.Chains, made)
		if genres[t.Genre] == nil {
			genres[t.Genre] = &CorefScore{}
		}
		genres[t.Genre].Add(t.Chains, made)
	}
	out.All = all.Result()
	for g, s := range genres {
		out.Genres[g] = s.Result()
	}
	return out, nil
}
