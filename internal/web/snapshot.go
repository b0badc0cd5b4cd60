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

// keep is how long a snapshot serves at most.
const keep = 10 * time.Minute

// snapshot is the record at one moment, with what pages look up in it. It is
// only read after it is made, but for plays, which has its own lock.
type snapshot struct {
	rec       record.Record
	cues      *analysis.Cues
	stats     store.Stats
	taken     time.Time
	invented  string              // banner; "" where no article is invented
	few, most bool                // some articles are invented and others not, and which are more
	actors    map[string]string   // actor ID by article ID + "/" + entry ID
	tellers   map[string]string   // likewise, of who tells it
	guests    map[string][]string // actor IDs of participants, likewise
	parts     map[string]int      // in which part of a long article an entry stands, from 0; likewise; 0 is left out

	mu    sync.Mutex
	plays map[string]analysis.Play // by day
}

// cache holds the last snapshot of a store.
type cache struct {
	store   *store.Store
	mu      sync.Mutex
	snap    *snapshot
	changes int64 // of the store when snap was taken
}

// get returns a snapshot of the store as it is: the last one as long as neither
// this nor another program has written.
func (c *cache) get(ctx context.Context) (*snapshot, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	stats, err := c.store.Stats(ctx)
	if err != nil {
		return nil, err
	}
	changes, err := c.store.Changes(ctx)
	if err != nil {
		return nil, err
	}
	if c.snap != nil && c.changes == changes && c.snap.stats == stats && time.Since(c.snap.taken) < keep {
		return c.snap, nil
	}
	rec, err := c.store.Record(ctx)
	if err != nil {
		return nil, err
	}
	c.snap, c.changes = newSnapshot(rec, stats), changes
	return c.snap, nil
}

func newSnapshot(rec record.Record, stats store.Stats) *snapshot {
	sn := &snapshot{rec: rec, stats: stats, taken: time.Now(),
		actors: map[string]string{}, tellers: map[string]string{}, guests: map[string][]string{}, plays: map[string]analysis.Play{}, parts: map[string]int{}}
	sn.cues = analysis.NewCues(&sn.rec)
	sn.invented, sn.few, sn.most = banner(rec.Articles)
	for _, s := range rec.Statements {
		sn.actors[s.Article+"/"+s.ID] = s.Actor
		sn.place(s.Article, s.ID, s.Content)
	}
	for _, p := range rec.Positions {
		sn.actors[p.Article+"/"+p.ID] = p.Actor
		sn.tellers[p.Article+"/"+p.ID] = p.Teller
		sn.place(p.Article, p.ID, p.Evidence)
	}
	for _, e := range rec.Events {
		sn.guests[e.Article+"/"+e.ID] = e.Actors
		sn.tellers[e.Article+"/"+e.ID] = e.Teller
		sn.place(e.Article, e.ID, e.Evidence)
	}
	for _, p := range rec.Proposals {
		sn.place(p.Article, p.ID, p.Evidence)
		sn.actors[p.Article+"/"+p.ID] = p.Actor
	}
	for _, m := range rec.Truces {
		sn.place(m.Article, m.ID, m.Evidence)
		for i, id := range m.ActorIDs {
			sn.actors[m.Article+"/"+m.ID+"/actor"+itoa(i)] = id
		}
		for i, id := range m.TellerIDs {
			sn.actors[m.Article+"/"+m.ID+"/teller"+itoa(i)] = id
		}
	}
	for _, c := range rec.Commitments {
		sn.place(c.Article, c.ID, c.Evidence)
		sn.actors[c.Article+"/"+c.ID] = c.Actor
	}
	return sn
}

// place notes where in a long article an entry stands.
func (sn *snapshot) place(article, entry string, w record.Words) {
	if len(w) > 0 && w[0].Start >= partSize {
		sn.parts[article+"/"+entry] = w[0].Start / partSize
	}
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

// tag is what marks an article where some are invented and others not: the
// fewer of the two.
func (sn *snapshot) tag(link string) string {
	switch {
	case sn.few && invented(link):
		return "invented"
	case sn.most && !invented(link):
		return "not marked invented"
	}
	return ""
}

// banner says how much of the coverage is invented, "" if none of it is, and
// whether that is few or most of the articles, if it is not all.
func banner(articles []record.Article) (text string, few, most bool) {
	n := 0
	for _, a := range articles {
		if invented(a.Link) {
			n++
		}
	}
	switch {
	case n == 0:
		return "", false, false
	case n == len(articles):
		return "Invented coverage: these articles were written as examples, and no real outlet stands behind them.", false, false
	}
	most = 2*n > len(articles)
	text = "Invented coverage: " + number(n) + " of these " + number(len(articles)) + " articles were written as examples, and no real outlet stands behind them. "
	if most {
		return text + "The others are marked.", false, true
	}
	return text + "They are marked.", true, false
}
