package eval

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
)

// Name is a name for scoring: its span in code points, half-open, and its
// class, PER, ORG or LOC.
type Name struct {
	Span [2]int `json:"span"`
	Type string `json:"type"`
}

// NamesText is a text with its gold names.
type NamesText struct {
	Link string `json:"link"`
	Text string `json:"text"`
	Gold []Name `json:"names"`
}

// heldOut are the beginnings of links of the newswire of eight countries that
// the models have not learned from.
var heldOut = []string{"tw_", "uae_", "eg_", "peru_", "et_", "kw_", "jr_", "oman_"}

// Held tells whether the models have not learned from the text.
func (t *NamesText) Held() bool {
	for _, p := range heldOut {
		if strings.HasPrefix(t.Link, p) {
			return true
		}
	}
	return false
}

// NamesTexts reads a gold file of JSON lines, gzipped or not.
func NamesTexts(path string) ([]NamesText, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("eval: names: %w", err)
	}
	defer func() { _ = f.Close() }()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return nil, fmt.Errorf("eval: names: %s: %w", path, err)
		}
	}
	var texts []NamesText
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<26)
	for n := 1; lines.Scan(); n++ {
		var t NamesText
		if err := json.Unmarshal(lines.Bytes(), &t); err != nil {
			return nil, fmt.Errorf("eval: names: %s line %d: %w", path, n, err)
		}
		texts = append(texts, t)
	}
	if len(texts) == 0 {
		return nil, fmt.Errorf("eval: names: %s holds no texts", path)
	}
	return texts, lines.Err()
}

// NamesScore counts exact spans with their classes. The zero value is ready.
type NamesScore struct {
	texts             int
	gold, made, right map[string]int
}

// Add scores the names made of one text.
func (s *NamesScore) Add(t *NamesText, made []Name) {
	if s.gold == nil {
		s.gold, s.made, s.right = map[string]int{}, map[string]int{}, map[string]int{}
	}
	s.texts++
	in := map[Name]bool{}
	for _, n := range t.Gold {
		in[n] = true
		s.gold[n.Type]++
	}
	for _, n := range made {
		s.made[n.Type]++
		if in[n] {
			s.right[n.Type]++
			delete(in, n)
		}
	}
}

// NamesResult holds scores in percent.
type NamesResult struct {
	Texts int            `json:"texts"`
	All   PRF            `json:"all"`
	By    map[string]PRF `json:"by class"`
}

// Result returns the scores of what has been added.
func (s *NamesScore) Result() NamesResult {
	r := NamesResult{Texts: s.texts, By: map[string]PRF{}}
	var right, gold, made int
	for _, k := range []string{"PER", "ORG", "LOC"} {
		r.By[k] = prf(s.right[k], s.gold[k], s.made[k])
		right, gold, made = right+s.right[k], gold+s.gold[k], made+s.made[k]
	}
	r.All = prf(right, gold, made)
	return r
}
