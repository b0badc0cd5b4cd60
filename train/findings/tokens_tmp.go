package main

import (
	"encoding/json"
	"os"
	"slices"

	"parley/internal/extract"
)

func (t *trainer) tokens(path string) {
	f, _ := os.Create(path)
	defer f.Close()
	enc := json.NewEncoder(f)
	for _, s := range t.samples {
		var sents [][]string
		var lab [][][5]int
		// code point offsets
		cp := make([]int, len(s.d.Text)+1)
		n := 0
		for i := range s.d.Text {
			cp[i] = n
			n++
		}
		cp[len(s.d.Text)] = n
		for _, sn := range s.d.Sentences {
			var fs []string
			var ls [][5]int
			for i := sn.From; i < sn.To; i++ {
				tok := s.d.Tokens[i]
				fs = append(fs, s.d.Form(i))
				l := [5]int{0, -1, 0, -1, 0}
				a, b := cp[tok.Start], cp[tok.End]
				for _, m := range s.marks {
					at := m.At >= a && m.At < b
					in := a >= m.Start && a < m.End
					if m.Event {
						if at {
							l[0] = 1 + slices.Index(extract.EventTypes, m.Type)
							l[1] = slices.Index(extract.Statuses, m.Status)
						}
						if in {
							l[4] |= 1
						}
					} else {
						if at {
							l[2] = 1 + slices.Index(extract.Stances, m.Stance)
							l[3] = issue(m.Issue)
						}
						if in {
							l[4] |= 2
						}
					}
				}
				ls = append(ls, l)
			}
			sents = append(sents, fs)
			lab = append(lab, ls)
		}
		enc.Encode(map[string]any{"link": s.link, "sents": sents, "labels": lab})
	}
}

var codes []string

func issue(c string) int {
	k := slices.Index(codes, c)
	if k < 0 {
		codes = append(codes, c)
		k = len(codes) - 1
	}
	return k
}
