package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/internal/doc"
	"parley/internal/entity"
)

// name is a gold name in bytes of its text.
type name struct {
	doc.Span
	Type doc.MentionType
}

// sample is a text with its names.
type sample struct {
	link  string
	text  string
	names []name
	misc  bool            // names of type MISC are marked too
	rate  float32         // weight of its gradient
	hide  map[string]bool // names that count as unknown to the vocabularies
}

func readGzip(path string, each func(line []byte) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	sc := bufio.NewScanner(z)
	sc.Buffer(nil, 1<<26)
	for sc.Scan() {
		if err := each(sc.Bytes()); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	return sc.Err()
}

// readJSON reads texts whose names are given in code points.
func readJSON(path string) ([]sample, error) {
	var out []sample
	err := readGzip(path, func(line []byte) error {
		var r struct {
			Link, Text string
			Names      []struct {
				Span [2]int
				Type string
			}
		}
		if err := json.Unmarshal(line, &r); err != nil {
			return err
		}
		at := make([]int, 0, len(r.Text)+1)
		for i := range r.Text {
			at = append(at, i)
		}
		at = append(at, len(r.Text))
		s := sample{link: r.Link, text: r.Text, rate: 1}
		for _, n := range r.Names {
			s.names = append(s.names, name{doc.Span{Start: at[n.Span[0]], End: at[n.Span[1]]}, doc.MentionType(n.Type)})
		}
		out = append(out, s)
		return nil
	})
	return out, err
}

var silver = map[string]doc.MentionType{"PERSON": doc.Person, "ORGANIZATION": doc.Organization, "LOCATION": doc.Location, "MISC": doc.Misc}

// readRows reads texts with automatic names, one token a line.
func readRows(path string, rate float32) ([]sample, error) {
	var out []sample
	var b strings.Builder
	var cur sample
	flush := func() {
		if cur.link != "" {
			cur.text = b.String()
			out = append(out, cur)
		}
		b.Reset()
	}
	last := ""
	err := readGzip(path, func(line []byte) error {
		f := strings.Split(string(line), "\t")
		switch f[0] {
		case "D":
			flush()
			cur, last = sample{link: f[1], misc: true, rate: rate}, ""
		case "P":
			if b.Len() > 0 {
				b.WriteString("\n")
			}
			last = ""
		case "T":
			space, err := strconv.Atoi(f[10])
			if err != nil {
				return err
			}
			if space > 0 && b.Len() > 0 && !strings.HasSuffix(b.String()[b.Len()-1:], "\n") {
				b.WriteByte(' ')
			}
			at := b.Len()
			b.WriteString(f[1])
			t, ok := silver[f[4]]
			if ok && f[4] == last {
				cur.names[len(cur.names)-1].End = b.Len()
			} else if ok {
				cur.names = append(cur.names, name{doc.Span{Start: at, End: b.Len()}, t})
			}
			last = f[4]
		case "S":
			last = ""
		}
		return nil
	})
	flush()
	return out, err
}

var gaps = []*regexp.Regexp{
	regexp.MustCompile(`[\pL\d]( - )[\pL\d]`), regexp.MustCompile(`\pL['’]( )s\b`), regexp.MustCompile(`\b\pL\.( )\pL\.`), regexp.MustCompile(`[\pL\d]( / )[\pL\d]`),
}

// mend returns the sample without the spaces that its makers' tokenizer left
// around hyphens and clitics, so that the text looks as published.
func mend(s sample) sample {
	drop := make([]bool, len(s.text)+1)
	for _, re := range gaps {
		for _, m := range re.FindAllStringSubmatchIndex(s.text, -1) {
			for i := m[2]; i < m[3]; i++ {
				drop[i] = s.text[i] == ' '
			}
		}
	}
	var b strings.Builder
	at := make([]int, len(s.text)+1)
	for i := 0; i < len(s.text); i++ {
		at[i] = b.Len()
		if !drop[i] {
			b.WriteByte(s.text[i])
		}
	}
	at[len(s.text)] = b.Len()
	out := s
	out.text, out.names = b.String(), nil
	for _, n := range s.names {
		out.names = append(out.names, name{doc.Span{Start: at[n.Start], End: at[n.End]}, n.Type})
	}
	return out
}

// recase rewrites lines, one in every so many, in title case or upper case, so
// that headlines are not strange to the model.
func recase(s sample, every uint32, pick func() uint32) sample {
	lines := strings.SplitAfter(s.text, "\n")
	for i, l := range lines {
		if pick()%every != 0 {
			continue
		}
		to := strings.ToUpper
		if pick()%3 > 0 {
			to = titleCase
		}
		if c := to(l); len(c) == len(l) {
			lines[i] = c
		}
	}
	s.text = strings.Join(lines, "")
	return s
}

// titleCase writes a capital at the beginning of every word of four letters or more.
func titleCase(s string) string {
	words := strings.SplitAfter(s, " ")
	for i, w := range words {
		if r, n := utf8.DecodeRuneInString(w); n > 0 && len(w) > 4 {
			words[i] = strings.ToUpper(string(r)) + w[n:]
		}
	}
	return strings.Join(words, "")
}

// estrange returns the sample with its places of one word renamed after cities
// chosen by chance, which count as unknown: places that no vocabulary knows
// are else so rare in the news that a model takes them for persons.
func estrange(s sample, cities []string, rng *rand.Rand) sample {
	out := s
	out.names, out.hide = nil, map[string]bool{}
	renamed := map[string]string{}
	var b strings.Builder
	at := 0
	ns := slices.Clone(s.names)
	slices.SortFunc(ns, func(a, b name) int { return a.Start - b.Start })
	for _, n := range ns {
		if n.Start < at {
			continue
		}
		b.WriteString(s.text[at:n.Start])
		at = n.End
		w := s.text[n.Start:n.End]
		if n.Type == doc.Location && !strings.ContainsAny(w, " -.") && len(w) > 3 {
			if renamed[w] == "" {
				renamed[w] = cities[rng.IntN(len(cities))]
				out.hide[renamed[w]] = true
			}
			w = renamed[w]
		}
		out.names = append(out.names, name{doc.Span{Start: b.Len(), End: b.Len() + len(w)}, n.Type})
		b.WriteString(w)
	}
	b.WriteString(s.text[at:])
	out.text = b.String()
	return out
}

// readClusters reads words in the order of their letters with their clusters.
func readClusters(path string) ([]string, entity.Clusters, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, err
	}
	c := entity.Clusters{}
	var words []string
	for _, line := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		w, n, _ := strings.Cut(line, " ")
		k, err := strconv.ParseUint(n, 10, 16)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", path, err)
		}
		if !strings.ContainsFunc(w, unicode.IsLetter) {
			continue
		}
		c[w] = uint16(k)
		words = append(words, w)
	}
	slices.Sort(words)
	return slices.Compact(words), c, nil
}
