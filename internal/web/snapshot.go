package web

import (
	"context"
	"net/url"
	"strings"
	"sync"
	"time"

	"parley/internal/analysis"
	"parley/internal/record"
	"parley/internal/store"
)

// keep is how long a snapshot serves without being looked up again where the
// counts of the store have not changed.
const keep = 15 * time.Second

// snapshot is the record at one moment, with what pages look up in it. It is
// only read after it is made, but for plays, which has its own lock.
type snapshot struct {
	rec      record.Record
	stats    store.Stats
	taken    time.Time
	invented string            // banner; "" where no article is invented
	mixed    bool              // some articles are invented, others not
	actors   map[string]string // actor ID by article ID + "/" + entry ID
	tellers  map[string]string // likewise, of who tells it
	guests   map[string][]string

	mu    sync.Mutex
	plays map[string]analysis.Play // by day
}

// cache holds the last snapshot of a store.
type cache struct {
	store *store.Store
	mu    sync.Mutex
	snap  *snapshot
}

// get returns a snapshot that is as new as the store's counts.
func (c *cache) get(ctx context.Context) (*snapshot, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	stats, err := c.store.Stats(ctx)
	if err != nil {
		return nil, err
	}
	if c.snap != nil && c.snap.stats == stats && time.Since(c.snap.taken) < keep {
		return c.snap, nil
	}
	rec, err := c.store.Record(ctx)
	if err != nil {
		return nil, err
	}
	c.snap = newSnapshot(rec, stats)
	return c.snap, nil
}

func newSnapshot(rec record.Record, stats store.Stats) *snapshot {
	sn := &snapshot{rec: rec, stats: stats, taken: time.Now(),
		actors: map[string]string{}, tellers: map[string]string{}, guests: map[string][]string{}, plays: map[string]analysis.Play{}}
	sn.invented, sn.mixed = banner(rec.Articles)
	for _, s := range rec.Statements {
		sn.actors[s.Article+"/"+s.ID] = s.Actor
	}
	for _, p := range rec.Positions {
		sn.actors[p.Article+"/"+p.ID] = p.Actor
		sn.tellers[p.Article+"/"+p.ID] = p.Teller
	}
	for _, e := range rec.Events {
		sn.guests[e.Article+"/"+e.ID] = e.Actors
		sn.tellers[e.Article+"/"+e.ID] = e.Teller
	}
	for _, p := range rec.Proposals {
		sn.actors[p.Article+"/"+p.ID] = p.Actor
	}
	for _, c := range rec.Commitments {
		sn.actors[c.Article+"/"+c.ID] = c.Actor
	}
	return sn
}

// play returns the state of play as of a day; "" for the last of the record.
func (sn *snapshot) play(asof string) analysis.Play {
	sn.mu.Lock()
	defer sn.mu.Unlock()
	if p, ok := sn.plays[asof]; ok {
		return p
	}
	p := analysis.StateOfPlay(&sn.rec, asof)
	if len(sn.plays) > 32 {
		clear(sn.plays)
	}
	sn.plays[asof] = p
	return p
}

// invented reports whether an article is coverage made up for showing Parley:
// its link leads to a name that cannot exist.
func invented(link string) bool {
	u, err := url.Parse(link)
	return err == nil && strings.HasSuffix("."+strings.ToLower(u.Hostname()), ".invalid")
}

// tagged reports whether an article must be marked as invented: where others
// are not, since else the first line says it of all.
func (sn *snapshot) tagged(link string) bool { return sn.mixed && invented(link) }

// banner says how much of the coverage is invented; "" if none of it is.
func banner(articles []record.Article) (text string, mixed bool) {
	n := 0
	for _, a := range articles {
		if invented(a.Link) {
			n++
		}
	}
	switch {
	case n == 0:
		return "", false
	case n == len(articles):
		return "Invented coverage: these articles were written as examples, and no real outlet stands behind them.", false
	}
	return "Invented coverage among this: " + number(n) + " of " + plural(len(articles), "article", "articles") +
		" were written as examples, and no real outlet stands behind them. They are marked “invented”.", true
}
