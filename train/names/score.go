package main

import (
	"fmt"
	"os"
	"time"

	"parley/internal/doc"
	"parley/internal/entity"
)

// score prints precision, recall and F of exact spans and types on held-out texts.
func score(model []byte, held []sample, seg []doc.Annotator, l entity.Lists) error {
	annotators, err := entity.New(model, l)
	if err != nil {
		return err
	}
	run := annotators[0]
	type count struct{ gold, made, right int }
	by := map[doc.MentionType]*count{doc.Person: {}, doc.Organization: {}, doc.Location: {}, doc.Misc: {}}
	tokens, spent := 0, time.Duration(0)
	all := count{}
	show := os.Getenv("SHOW") != ""
	for _, x := range held {
		d := prepare(x.text, seg)
		at := time.Now()
		run.Run(d)
		spent += time.Since(at)
		tokens += len(d.Tokens)
		gold := map[name]bool{}
		for _, n := range x.names {
			gold[n] = true
			by[n.Type].gold++
		}
		for _, m := range d.Mentions {
			if m.Form != doc.Named {
				continue
			}
			n := name{d.SpanOf(m.Range), m.Type}
			by[n.Type].made++
			if gold[n] {
				by[n.Type].right++
				delete(gold, n)
			} else if show && n.Type != doc.Misc {
				fmt.Printf("- %s %q\t%q\n", n.Type, d.Words(n.Span), x.text[max(0, n.Start-30):min(len(x.text), n.End+20)])
			}
		}
		if show {
			for _, n := range x.names {
				if gold[n] {
					fmt.Printf("+ %s %q\t%q\n", n.Type, d.Words(n.Span), x.text[max(0, n.Start-30):min(len(x.text), n.End+20)])
				}
			}
		}
	}
	pr := func(label string, c count) {
		fmt.Printf("%-4s P %.1f R %.1f F %.1f (gold %d, made %d)\n", label, 100*float64(c.right)/float64(max(1, c.made)),
			100*float64(c.right)/float64(max(1, c.gold)), 200*float64(c.right)/float64(max(1, c.made+c.gold)), c.gold, c.made)
	}
	for _, t := range []doc.MentionType{doc.Person, doc.Organization, doc.Location} {
		c := *by[t]
		pr(string(t), c)
		all.gold, all.made, all.right = all.gold+c.gold, all.made+c.made, all.right+c.right
	}
	pr("all", all)
	fmt.Printf("%d MISC made; %.0f tokens/s\n", by[doc.Misc].made, float64(tokens)/spent.Seconds())
	return nil
}
