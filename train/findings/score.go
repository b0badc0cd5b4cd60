package main

import (
	"cmp"
	"log"
	"math"
	"slices"

	"parley/internal/extract"
	"parley/internal/nn"
)

// score counts decisions on articles that were left out.
type score struct {
	right, all       map[extract.Task]int
	hits, made, gold map[extract.Task]int // of labels other than 0
	odds             map[extract.Task][]bet
}

// bet is how probable some label other than 0 was, and whether the best of those was right.
type bet struct {
	p     float64
	right bool
}

func newScore() *score {
	m := func() map[extract.Task]int { return map[extract.Task]int{} }
	return &score{m(), m(), m(), m(), m(), map[extract.Task][]bet{}}
}

func (s *score) add(w weights, ls []extract.Lesson) {
	for _, l := range ls {
		if l.Label < 0 {
			continue
		}
		n := extract.Tasks()[l.Task]
		out := make([]float64, n)
		scores(w[l.Task], l.Features, nn.Feature(1)<<bits(l.Task)-1, out)
		y := 0
		if n == 1 {
			if out[0] > 0 {
				y = 1
			}
		} else {
			for i := range out {
				if out[i] > out[y] {
					y = i
				}
			}
		}
		s.bet(l, out)
		s.all[l.Task]++
		if y == l.Label {
			s.right[l.Task]++
		}
		if y > 0 {
			s.made[l.Task]++
		}
		if l.Label > 0 {
			s.gold[l.Task]++
			if y == l.Label {
				s.hits[l.Task]++
			}
		}
	}
}

// bet notes the scores of one decision.
func (s *score) bet(l extract.Lesson, out []float64) {
	switch l.Task {
	case extract.TaskStatus, extract.TaskStance:
		return
	}
	if len(out) == 1 {
		s.odds[l.Task] = append(s.odds[l.Task], bet{1 / (1 + math.Exp(-out[0])), l.Label == 1})
		return
	}
	p := slices.Clone(out)
	softmax(p)
	b := 1
	for i := range p {
		if i > 0 && p[i] > p[b] {
			b = i
		}
	}
	s.odds[l.Task] = append(s.odds[l.Task], bet{1 - p[0], l.Label == b})
}

// sweep returns the best F1 over all thresholds, with its threshold, and the average precision.
func (s *score) sweep(t extract.Task) (f, at, average float64) {
	bets := s.odds[t]
	slices.SortFunc(bets, func(a, b bet) int { return cmp.Compare(b.p, a.p) })
	right := 0
	for k, b := range bets {
		if b.right {
			right++
			average += float64(right) / float64(k+1) / float64(s.gold[t])
		}
		if v := 2 * float64(right) / float64(k+1+s.gold[t]); v > f {
			f, at = v, b.p
		}
	}
	return f, at, average
}

func (s *score) print() {
	var tasks []extract.Task
	for t := range s.all {
		tasks = append(tasks, t)
	}
	slices.Sort(tasks)
	for _, t := range tasks {
		ratio := func(a, b int) float64 { return float64(a) / float64(max(1, b)) }
		f, at, average := s.sweep(t)
		log.Printf("%-9s best F %.3f at %.2f average precision %.3f", t, f, at, average)
		log.Printf("%-9s right %5d/%5d = %.3f   P %.3f R %.3f (gold %d)", t, s.right[t], s.all[t], ratio(s.right[t], s.all[t]),
			ratio(s.hits[t], s.made[t]), ratio(s.hits[t], s.gold[t]), s.gold[t])
	}
}
