package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"parley/internal/extract"
	"parley/internal/record"
)

// verdicts tells of findings, by finding, whether a reader who was shown them
// with their article found them right.
type verdicts map[string]bool

// readVerdicts reads tables of verdicts (eval/readings): link, span, kind,
// finding, verdict, ..., separated by tabs.
func readVerdicts(paths []string) (verdicts, error) {
	out := verdicts{}
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		sc := bufio.NewScanner(f)
		for n := 1; sc.Scan(); n++ {
			c := strings.Split(sc.Text(), "\t")
			if len(c) < 5 {
				_ = f.Close()
				return nil, fmt.Errorf("%s line %d: %d columns", path, n, len(c))
			}
			out[strings.Join(c[:4], "\t")] = c[4] == "right"
		}
		if err := sc.Err(); err != nil {
			return nil, err
		}
		_ = f.Close()
	}
	return out, nil
}

// keyOf names a finding in an article as the tables do.
func keyOf(link string, finding any) string {
	switch f := finding.(type) {
	case record.Event:
		var who []string
		for _, p := range f.Participants {
			who = append(who, p.Name)
		}
		return fmt.Sprintf("%s\t%s\tevent\t%s %s %s (%s)", link, spanOf(f.Evidence), f.Type, f.Status, strings.Join(who, "+"), f.Start)
	case record.Position:
		var conds []string
		for _, c := range f.Conditions {
			conds = append(conds, c.Issue)
		}
		return fmt.Sprintf("%s\t%s\tposition\t%s %s %s [%s]", link, spanOf(f.Evidence), f.Holder.Name, f.Stance, f.Issue, strings.Join(conds, "+"))
	}
	return ""
}

func spanOf(w record.Words) string {
	if len(w) == 0 {
		return ""
	}
	return fmt.Sprintf("%d-%d", w[0].Start, w[len(w)-1].End)
}

// settle gives the lessons of one article the labels of verdicts where there are
// any. The others are told apart by a feature, for marks are stricter.
func (v verdicts) settle(link string, ls []extract.Lesson) (known int) {
	for k := range ls {
		l := &ls[k]
		right, ok := v[keyOf(link, l.Finding)]
		if ok {
			l.Label = 0
			if right {
				l.Label = 1
			}
			known++
			continue
		}
		for i, f := range l.Features {
			if f == extract.Judgement(true) {
				l.Features[i] = extract.Judgement(false)
			}
		}
	}
	return known
}
