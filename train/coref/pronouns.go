package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"parley/internal/doc"
	"parley/internal/entity"
	"parley/internal/nn"
)

// pronouns prints how often the entity given to a pronoun of the third person
// is right where the gold chain has a name, by the rules and with the model.
func pronouns(model nn.Model, lists entity.Lists, texts []lesson) error {
	b, err := nn.Encode(model)
	if err != nil {
		return err
	}
	chains, err := entity.NewChains(b, lists)
	if err != nil {
		return err
	}
	counts := map[string][3]int{}
	for _, t := range texts {
		d := *t.d
		d.Mentions, d.Entities = slices.Clone(d.Mentions), slices.Clone(d.Entities)
		chains.Run(&d)
		judge(t, t.d, &d, counts)
	}
	for _, w := range slices.Sorted(maps.Keys(counts)) {
		c := counts[w]
		fmt.Printf("%-20s rules right %d, model right %d of %d\n", w, c[0], c[1], c[2])
	}
	return nil
}

var pronounOf = map[string]string{"him": "he", "his": "he", "her": "she", "its": "it", "them": "they", "their": "they", "he": "he", "she": "she", "it": "it", "they": "they"}

// judge prints, by pronoun and by what the rules and the model did, how often each is right.
func judge(t lesson, rules, d *doc.Doc, counts map[string][3]int) {
	chainOf, named := namedChains(t, d)
	before, _ := namedChains(t, rules)
	for k, m := range d.Mentions {
		w := pronounOf[strings.ToLower(d.Form(m.From))]
		if m.Form != doc.Pronoun || w == "" {
			continue
		}
		r := rules.Mentions[k].Entity
		c, ok := t.gold[m.Range]
		state := ""
		switch {
		case r == doc.NoIndex && m.Entity == doc.NoIndex:
			state = " neither"
		case r == doc.NoIndex:
			state = " model alone"
		case m.Entity == doc.NoIndex:
			state = " rules alone"
		case rules.Entities[r].Name == d.Entities[m.Entity].Name:
			state = " both"
		default:
			state = " differ"
		}
		n := counts[w+state]
		n[2]++
		if r != doc.NoIndex && ok && before[r][c] {
			n[0]++
		}
		if m.Entity != doc.NoIndex && ok && chainOf[m.Entity][c] {
			n[1]++
		}
		if state == " neither" && ok && named[c] {
			n[0]++
		}
		counts[w+state] = n
	}
}

// namedChains returns the gold chains of the names of each entity, and all of them.
func namedChains(t lesson, d *doc.Doc) (map[int]map[int]bool, map[int]bool) {
	chainOf := map[int]map[int]bool{}
	named := map[int]bool{}
	for _, m := range d.Mentions {
		if m.Form != doc.Named || m.Entity == doc.NoIndex {
			continue
		}
		best, least := -1, 1<<30
		for r, c := range t.gold {
			if r.Contains(m.Range) && r.Len() < least && r.From >= m.From-4 {
				best, least = c, r.Len()
			}
		}
		if best >= 0 {
			if chainOf[m.Entity] == nil {
				chainOf[m.Entity] = map[int]bool{}
			}
			chainOf[m.Entity][best] = true
			named[best] = true
		}
	}
	return chainOf, named
}
