package main

import (
	"encoding/json"
	"fmt"
	"log"
	"math"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"sync"

	"parley/internal/extract"
	"parley/internal/nn"
	"parley/internal/record"
	"parley/taxonomy"
)

type trainer struct {
	dump            *os.File // what is found in articles left out; nil for nothing
	folds           int
	quick           bool
	words, clusters []byte
	samples         []sample
	verdicts        verdicts
	namers          []string // lemmas of words that name an event somewhere
	carriers        []string // of words that carry a stand
}

// bits is the logarithm of the number of rows of a task.
func bits(task extract.Task) uint {
	switch task {
	case extract.TaskType, extract.TaskIssue:
		return 17
	case extract.TaskEvent, extract.TaskPosition:
		return 12
	}
	return 15
}

// weights are the weights of a task in training.
type weights map[extract.Task][]float32

// learn cross-validates, learns how sure findings are from what is left out,
// and then learns from all.
func (t *trainer) learn() (nn.Model, error) {
	x, err := t.lookout()
	if err != nil {
		return nn.Model{}, err
	}
	lessons := make([][]extract.Lesson, len(t.samples))
	for k, s := range t.samples {
		lessons[k] = x.Lessons(s.d, s.marks)
	}
	judged, err := t.crossValidate(lessons)
	if err != nil || t.quick {
		return nn.Model{}, err
	}
	w := train(slices.Concat(lessons...))
	for task, v := range train(judged) {
		w[task] = v
	}
	t.curve(judged)
	return t.file(w), nil
}

// lookout collects the lemmas of marked words, and returns an extractor that looks at those.
func (t *trainer) lookout() (*extract.Extractor, error) {
	x, err := t.plain()
	if err != nil {
		return nil, err
	}
	for _, s := range t.samples {
		namers, carriers := x.Carrying(s.d, s.marks)
		t.namers, t.carriers = append(t.namers, namers...), append(t.carriers, carriers...)
	}
	for _, l := range []*[]string{&t.namers, &t.carriers} {
		slices.Sort(*l)
		*l = slices.Compact(*l)
	}
	return t.plain()
}

// crossValidate scores what is learned without each part on that part, and
// returns what is found there as lessons on being right.
func (t *trainer) crossValidate(lessons [][]extract.Lesson) (judged []extract.Lesson, err error) {
	score, known := newScore(), 0
	for f := range t.folds {
		var learn, hold []extract.Lesson
		for k := range t.samples {
			if k%t.folds == f {
				hold = append(hold, lessons[k]...)
			} else {
				learn = append(learn, lessons[k]...)
			}
		}
		w := train(learn)
		score.add(w, hold)
		if t.quick {
			continue
		}
		m, err := extract.NewModel(t.file(w))
		if err != nil {
			return nil, err
		}
		x, err := extract.New(taxonomy.Files, m)
		if err != nil {
			return nil, err
		}
		for k, s := range t.samples {
			if k%t.folds != f {
				continue
			}
			js := x.Judged(s.d, s.marks)
			if err := t.show(s.link, js); err != nil {
				return nil, err
			}
			known += t.verdicts.settle(s.link, js)
			judged = append(judged, js...)
		}
	}
	score.print()
	log.Printf("%d of %d findings have verdicts", known, len(judged))
	return judged, nil
}

// plain returns an extractor that has learned nothing but which words to look at.
func (t *trainer) plain() (*extract.Extractor, error) {
	m, err := extract.NewModel(t.file(nil))
	if err != nil {
		return nil, err
	}
	return extract.New(taxonomy.Files, m)
}

// file returns the model file of weights.
func (t *trainer) file(w weights) nn.Model {
	m := nn.Model{Kind: extract.ModelKind, Version: extract.ModelVersion, Meta: map[string]string{"articles": fmt.Sprint(len(t.samples))},
		Strings:  map[string][]string{"namers": t.namers, "carriers": t.carriers},
		Sections: map[string][]byte{"words": t.words, "clusters": t.clusters}}
	for task, v := range w {
		b, scale := nn.Quantize(v, 0)
		m.Sections[string(task)], m.Sections[string(task)+" unit"] = b, unit(scale)
	}
	return m
}

// train learns every task that has lessons.
func train(lessons []extract.Lesson) weights {
	by := map[extract.Task][]extract.Lesson{}
	for _, l := range lessons {
		if l.Label >= 0 {
			by[l.Task] = append(by[l.Task], l)
		}
	}
	w := weights{}
	var mu sync.Mutex
	var wg sync.WaitGroup
	room := make(chan bool, runtime.GOMAXPROCS(0))
	for task, ls := range by {
		wg.Add(1)
		go func() {
			defer wg.Done()
			room <- true
			v := regress(task, ls, extract.Tasks()[task], bits(task), rand.New(rand.NewPCG(1, 2)))
			<-room
			mu.Lock()
			w[task] = v
			mu.Unlock()
		}()
	}
	wg.Wait()
	return w
}

const decay = float32(2e-5)

// regress is logistic regression of labels on binary features by AdaGrad, the
// weights averaged over the later rounds. One label is yes or no.
func regress(task extract.Task, ls []extract.Lesson, labels int, bits uint, rng *rand.Rand) []float32 {
	rounds, rate, drop := 12, float32(0.03), 0.0
	switch task {
	case extract.TaskType, extract.TaskCue, extract.TaskIssue:
		rounds, rate, drop = 16, 0.012, 0.4
	}
	w, g, sum := make([]float32, labels<<bits), make([]float32, labels<<bits), make([]float32, labels<<bits)
	mask := nn.Feature(1)<<bits - 1
	p := make([]float64, labels)
	var room []nn.Feature
	for r := range rounds {
		for _, k := range rng.Perm(len(ls)) {
			l := ls[k]
			fs := l.Features
			if drop > 0 {
				room = room[:0]
				for _, f := range fs {
					if rng.Float64() >= drop {
						room = append(room, f)
					}
				}
				fs = room
			}
			scores(w, fs, mask, p)
			if labels == 1 {
				p[0] = 1/(1+math.Exp(-p[0])) - float64(l.Label)
			} else {
				softmax(p)
				p[l.Label]--
			}
			for _, f := range fs {
				row := int(f&mask) * labels
				for y := range labels {
					d := float32(p[y]) + decay*w[row+y]
					if d > -1e-4 && d < 1e-4 {
						continue
					}
					g[row+y] += d * d
					w[row+y] -= rate * d / (float32(math.Sqrt(float64(g[row+y]))) + 1e-3)
				}
			}
		}
		if r >= rounds/2 {
			for i, v := range w {
				sum[i] += v / float32(rounds-rounds/2)
			}
		}
	}
	return sum
}

func scores(w []float32, fs []nn.Feature, mask nn.Feature, out []float64) {
	clear(out)
	for _, f := range fs {
		for y, v := range w[int(f&mask)*len(out):][:len(out)] {
			out[y] += float64(v)
		}
	}
}

func softmax(p []float64) {
	top, sum := p[0], 0.0
	for _, v := range p {
		top = max(top, v)
	}
	for i, v := range p {
		p[i] = math.Exp(v - top)
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
}

// curve prints how many findings are right by the probability they are given,
// each part judged by what was learned from the others.
func (t *trainer) curve(judged []extract.Lesson) {
	by := map[extract.Task][]extract.Lesson{}
	for _, l := range judged {
		by[l.Task] = append(by[l.Task], l)
	}
	for _, task := range []extract.Task{extract.TaskEvent, extract.TaskPosition} {
		ls := by[task]
		var made, right, seen, sound [20]int
		for f := range 5 {
			var learn []extract.Lesson
			for k, l := range ls {
				if k*5/len(ls) != f {
					learn = append(learn, l)
				}
			}
			w := regress(task, learn, 1, bits(task), rand.New(rand.NewPCG(1, 2)))
			p := make([]float64, 1)
			for k, l := range ls {
				if k*5/len(ls) != f {
					continue
				}
				scores(w, l.Features, 1<<bits(task)-1, p)
				at := int(20 / (1 + math.Exp(-p[0])))
				for s := 0; s <= min(at, 19); s++ {
					made[s]++
					right[s] += l.Label
					if slices.Contains(l.Features, extract.Judgement(true)) {
						seen[s]++
						sound[s] += l.Label
					}
				}
			}
		}
		for s := 0; s < 20; s++ {
			log.Printf("%s p >= %.2f: %4d made, %4d right = %.3f; judged %4d, %4d right = %.3f", task, float64(s)/20, made[s], right[s], float64(right[s])/float64(max(1, made[s])),
				seen[s], sound[s], float64(sound[s])/float64(max(1, seen[s])))
		}
	}
}

// show writes what was found in an article that was left out.
func (t *trainer) show(link string, js []extract.Lesson) error {
	if t.dump == nil {
		return nil
	}
	var events, positions []any
	for _, l := range js {
		switch f := l.Finding.(type) {
		case record.Event:
			events = append(events, f)
		case record.Position:
			positions = append(positions, f)
		}
	}
	return json.NewEncoder(t.dump).Encode(map[string]any{"link": link, "events": events, "positions": positions})
}
