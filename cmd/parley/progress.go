package main

import (
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// progress is a bar on stderr, nil where stderr is no terminal. Its methods
// work on nil.
type progress struct {
	all *mpb.Progress
	bar *mpb.Bar
}

// progress starts a bar over total things, 0 where that is not known.
func (a *app) progress(what string, total int) *progress {
	columns := width(a.stderr)
	if columns == 0 {
		return nil
	}
	p := mpb.New(mpb.WithOutput(a.stderr), mpb.WithWidth(min(columns, 100)))
	counter := decor.CurrentNoUnit(" %d")
	if total > 0 {
		counter = decor.CountersNoUnit(" %d of %d")
	}
	bar := p.New(int64(total), mpb.BarStyle().Lbound("").Rbound(""),
		mpb.PrependDecorators(decor.Name(what+" "), counter), mpb.AppendDecorators(decor.AverageSpeed(0, "%.0f/s"), decor.Name(" "), decor.AverageETA(decor.ET_STYLE_GO)),
		mpb.BarRemoveOnComplete())
	return &progress{p, bar}
}

func (p *progress) add(n int) {
	if p != nil {
		p.bar.IncrBy(n)
	}
}

// done takes the bar away.
func (p *progress) done() {
	if p == nil {
		return
	}
	p.bar.Abort(true)
	p.all.Wait()
}
