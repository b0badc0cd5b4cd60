package eval

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Timed is a date expression for scoring: its span in code points, half-open,
// and its TIMEX3 value.
type Timed struct {
	Span  [2]int `json:"span"`
	Type  string `json:"type"`
	Value string `json:"value"`
}

// TimesText is an article with its gold date expressions.
type TimesText struct {
	Link      string  `json:"link"`
	Published string  `json:"published"`
	Text      string  `json:"text"`
	Gold      []Timed `json:"times"`
	Until     int     `json:"-"` // code points that the annotators worked on; 0 for all
}

// TimesTexts reads a gold file of JSON lines, gzipped or not. Where the archive
// of MEANTIME lies beside it, Until tells how much of each article was annotated.
func TimesTexts(file string) ([]TimesText, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("eval: times: %w", err)
	}
	defer func() { _ = f.Close() }()
	texts, err := readTimes(f)
	if err != nil {
		return nil, fmt.Errorf("eval: times: %s: %w", file, err)
	}
	archive, err := os.Open(filepath.Join(filepath.Dir(file), "meantime-en.tar.gz"))
	if errors.Is(err, os.ErrNotExist) {
		return texts, nil
	}
	if err != nil {
		return nil, fmt.Errorf("eval: times: %w", err)
	}
	defer func() { _ = archive.Close() }()
	if err := markAnnotated(texts, archive); err != nil {
		return nil, fmt.Errorf("eval: times: %s: %w", archive.Name(), err)
	}
	return texts, nil
}

func readTimes(r io.Reader) ([]TimesText, error) {
	br := bufio.NewReader(r)
	if magic, _ := br.Peek(2); len(magic) == 2 && magic[0] == 0x1f && magic[1] == 0x8b {
		zr, err := gzip.NewReader(br)
		if err != nil {
			return nil, err
		}
		br = bufio.NewReader(zr)
	}
	var texts []TimesText
	for dec := json.NewDecoder(br); ; {
		var t TimesText
		switch err := dec.Decode(&t); {
		case errors.Is(err, io.EOF):
			return texts, nil
		case err != nil:
			return nil, fmt.Errorf("line %d: %w", len(texts)+1, err)
		}
		texts = append(texts, t)
	}
}

// Anchor returns the day of publication at 00:00 UTC, zero if it is not a date.
func (t *TimesText) Anchor() time.Time {
	for _, layout := range []string{time.DateOnly, "02-01-2006"} {
		if day, err := time.Parse(layout, t.Published); err == nil {
			return day
		}
	}
	return time.Time{}
}

// TimesScore counts in the three ways of TempEval-3 (UzZaman et al. 2013):
// strict, the same span; relaxed, spans that overlap; value, relaxed and the
// same value. The zero value is ready.
type TimesScore struct{ gold, made, strict, relaxed, value int }

// Add scores what was made of a text. What begins beyond Until does not count.
func (s *TimesScore) Add(t *TimesText, made []Timed) {
	var kept []Timed
	for _, m := range made {
		if t.Until == 0 || m.Span[0] < t.Until {
			kept = append(kept, m)
		}
	}
	s.gold += len(t.Gold)
	s.made += len(kept)
	used := make([]bool, len(kept))
	for _, g := range t.Gold {
		for _, m := range kept {
			if m.Span == g.Span {
				s.strict++
				break
			}
		}
		for i, m := range kept {
			if used[i] || m.Span[0] >= g.Span[1] || g.Span[0] >= m.Span[1] {
				continue
			}
			used[i] = true
			s.relaxed++
			if m.Value == g.Value {
				s.value++
			}
			break
		}
	}
}

// TimesResult is what `parley eval times` prints.
type TimesResult struct {
	Gold    int `json:"gold"`
	Made    int `json:"made"`
	Strict  PRF `json:"strict"`
	Relaxed PRF `json:"relaxed"`
	Value   PRF `json:"value"`
}

// Result returns the figures counted so far.
func (s *TimesScore) Result() TimesResult {
	r := func(n int) PRF { return prf(n, s.gold, s.made) }
	return TimesResult{s.gold, s.made, r(s.strict), r(s.relaxed), r(s.value)}
}

// meantimeSentences is how many sentences of each article the annotators of
// MEANTIME worked on: headline, date and four more. What is found beyond them
// is neither right nor wrong.
const meantimeSentences = 6

// markAnnotated sets Until from the archive's .xml files, which are named as Link.
func markAnnotated(texts []TimesText, archive io.Reader) error {
	zr, err := gzip.NewReader(archive)
	if err != nil {
		return err
	}
	byLink := map[string]*TimesText{}
	for i := range texts {
		byLink[texts[i].Link] = &texts[i]
	}
	for tr := tar.NewReader(zr); ; {
		h, err := tr.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		t := byLink[h.Name[strings.LastIndexByte(h.Name, '/')+1:]]
		if t == nil || h.Typeflag != tar.TypeReg {
			continue
		}
		if t.Until, err = annotatedPoints(tr, t.Text); err != nil {
			return fmt.Errorf("%s: %w", t.Link, err)
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
