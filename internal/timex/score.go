package timex

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"parley/internal/doc"
)

// GoldDoc is an article with its gold date expressions; spans count code points.
type GoldDoc struct {
	Link      string     `json:"link"`
	Published string     `json:"published"`
	Text      string     `json:"text"`
	Times     []GoldTime `json:"times"`
	Until     int        `json:"-"` // code points that were annotated; 0 for all
}

// GoldTime is one gold date expression.
type GoldTime struct {
	Span  [2]int `json:"span"`
	Type  string `json:"type"`
	Value string `json:"value"`
}

// ReadGold reads JSON lines, gzipped or not.
func ReadGold(r io.Reader) ([]GoldDoc, error) {
	br := bufio.NewReader(r)
	if magic, _ := br.Peek(2); len(magic) == 2 && magic[0] == 0x1f && magic[1] == 0x8b {
		zr, err := gzip.NewReader(br)
		if err != nil {
			return nil, fmt.Errorf("timex: gold: %w", err)
		}
		br = bufio.NewReader(zr)
	}
	var docs []GoldDoc
	for dec := json.NewDecoder(br); ; {
		var g GoldDoc
		switch err := dec.Decode(&g); {
		case errors.Is(err, io.EOF):
			return docs, nil
		case err != nil:
			return nil, fmt.Errorf("timex: gold line %d: %w", len(docs)+1, err)
		}
		docs = append(docs, g)
	}
}

// Anchor returns the day of publication, zero if it is not a date.
func (g *GoldDoc) Anchor() time.Time {
	for _, layout := range []string{time.DateOnly, "02-01-2006"} {
		if t, err := time.Parse(layout, g.Published); err == nil {
			return t
		}
	}
	return time.Time{}
}

// Dev reports whether the document belongs to the half that rules may be
// developed on; the other half is for the score.
func (g *GoldDoc) Dev() bool {
	sum := sha256.Sum256([]byte(g.Link))
	return sum[len(sum)-1]%2 == 0
}

// Score counts in the three ways of TempEval-3: strict, the same span;
// relaxed, spans that overlap; value, relaxed and the same value.
type Score struct {
	Gold, Made             int
	Strict, Relaxed, Value int
}

// F returns the F1 of n hits in percent.
func (s Score) F(n int) float64 {
	if s.Gold+s.Made == 0 {
		return 0
	}
	return 200 * float64(n) / float64(s.Gold+s.Made)
}

func (s Score) String() string {
	return fmt.Sprintf("strict F %.1f  relaxed F %.1f  value F %.1f  (gold %d, made %d)",
		s.F(s.Strict), s.F(s.Relaxed), s.F(s.Value), s.Gold, s.Made)
}

// Add scores what was found in a gold document. What lies beyond Until does
// not count.
func (s *Score) Add(g *GoldDoc, made []doc.Time) {
	points := pointsOf(g.Text, made)
	var spans [][2]int
	var values []string
	for i, p := range points {
		if g.Until == 0 || p[0] < g.Until {
			spans, values = append(spans, p), append(values, made[i].Value)
		}
	}
	s.Gold += len(g.Times)
	s.Made += len(spans)
	used := make([]bool, len(spans))
	for _, t := range g.Times {
		for _, p := range spans {
			if p == t.Span {
				s.Strict++
				break
			}
		}
		for i, p := range spans {
			if !used[i] && p[0] < t.Span[1] && t.Span[0] < p[1] {
				used[i] = true
				s.Relaxed++
				if values[i] == t.Value {
					s.Value++
				}
				break
			}
		}
	}
}

// pointsOf turns the bytes of times, which are in text order, to code points.
func pointsOf(text string, times []doc.Time) [][2]int {
	out := make([][2]int, len(times))
	at, n := 0, 0
	to := func(b int) int {
		n += utf8.RuneCountInString(text[at:b])
		at = b
		return n
	}
	for i, t := range times {
		out[i][0] = to(t.Start)
		out[i][1] = to(t.End)
	}
	return out
}

// Evaluate annotates gold documents with run, which must fill Times and what
// that needs, and scores those that keep wants.
func Evaluate(docs []GoldDoc, run func(d *doc.Doc), keep func(g *GoldDoc) bool) Score {
	var s Score
	for i := range docs {
		g := &docs[i]
		if keep != nil && !keep(g) {
			continue
		}
		d := &doc.Doc{Text: g.Text, Anchor: g.Anchor()}
		run(d)
		s.Add(g, d.Times)
	}
	return s
}

// meantimeSentences is how many sentences of each article the annotators of
// MEANTIME worked on (headline, date and four more).
const meantimeSentences = 6

// MarkAnnotated sets Until from the MEANTIME archive (a .tar.gz of the .xml
// files named as Link): beyond its sixth sentence nothing was annotated, so
// what is found there is neither right nor wrong.
func MarkAnnotated(docs []GoldDoc, archive io.Reader) error {
	zr, err := gzip.NewReader(archive)
	if err != nil {
		return fmt.Errorf("timex: meantime archive: %w", err)
	}
	byLink := map[string]*GoldDoc{}
	for i := range docs {
		byLink[docs[i].Link] = &docs[i]
	}
	for tr := tar.NewReader(zr); ; {
		h, err := tr.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("timex: meantime archive: %w", err)
		}
		if g := byLink[h.Name[strings.LastIndexByte(h.Name, '/')+1:]]; g != nil && h.Typeflag == tar.TypeReg {
			if g.Until, err = annotatedPoints(tr, g.Text); err != nil {
				return fmt.Errorf("timex: %s: %w", g.Link, err)
			}
		}
	}
}

// annotatedPoints counts the code points of text up to the last token of the
// last annotated sentence. White space aside, the tokens are the text.
func annotatedPoints(r io.Reader, text string) (int, error) {
	var x struct {
		Tokens []struct {
			Sentence int    `xml:"sentence,attr"`
			Form     string `xml:",chardata"`
		} `xml:"token"`
	}
	if err := xml.NewDecoder(r).Decode(&x); err != nil {
		return 0, err
	}
	want := 0
	for _, t := range x.Tokens {
		if t.Sentence < meantimeSentences {
			want += utf8.RuneCountInString(strings.Join(strings.Fields(t.Form), ""))
		}
	}
	n := 0
	for _, c := range text {
		if want == 0 {
			break
		}
		if n++; !unicode.IsSpace(c) {
			want--
		}
	}
	return n, nil
}
