package analysis

import (
	"cmp"
	"maps"
	"slices"

	"parley/internal/record"
)

// Sources counts outlets and speakers.
func Sources(rec *record.Record) SourceCounts {
	return SourceCounts{Outlets: outlets(rec), Speakers: speakers(rec)}
}

func outlets(rec *record.Record) []OutletCount {
	count := map[string]*OutletCount{}
	of := func(article string) *OutletCount {
		a, _ := rec.Article(article)
		c := count[a.Outlet]
		if c == nil {
			c = &OutletCount{Outlet: a.Outlet}
			count[a.Outlet] = c
		}
		return c
	}
	for _, a := range rec.Articles {
		c := of(a.ID)
		c.Articles++
		if a.Copies != "" {
			c.Copies++
		}
		if a.Complete == "cut" || a.Complete == "live" {
			c.Cut++
		}
	}
	for _, s := range rec.Statements {
		c := of(s.Article)
		c.Statements++
		if s.Form == "direct" {
			c.Direct++
		}
		if s.Actor == "" {
			c.Unnamed++
		}
	}
	for _, p := range rec.Positions {
		of(p.Article).Positions++
	}
	for _, e := range rec.Events {
		of(e.Article).Events++
	}
	var out []OutletCount
	for _, name := range slices.Sorted(maps.Keys(count)) {
		out = append(out, *count[name])
	}
	slices.SortStableFunc(out, func(x, y OutletCount) int { return cmp.Or(y.Articles-x.Articles, cmp.Compare(x.Outlet, y.Outlet)) })
	return out
}

func speakers(rec *record.Record) []SpeakerCount {
	type counted struct {
		SpeakerCount
		articles, outlets map[string]bool
	}
	count := map[string]*counted{}
	for _, s := range rec.Statements {
		name := rec.NameOf(s.Actor, s.Speaker)
		key := cmp.Or(s.Actor, "/"+name)
		c := count[key]
		if c == nil {
			c = &counted{SpeakerCount{Actor: s.Actor, Name: name, Kind: s.Speaker.Kind, Party: rec.PartyOf(s.Actor, s.Speaker)}, map[string]bool{}, map[string]bool{}}
			if a, ok := rec.Actor(s.Actor); ok {
				c.Kind, c.Party = a.Kind, a.Party
			}
			count[key] = c
		}
		a, _ := rec.Article(s.Article)
		c.Statements++
		if s.Form == "direct" {
			c.Direct++
		}
		c.articles[s.Article], c.outlets[a.Outlet] = true, true
		if day := cmp.Or(string(s.Said), a.Day()); day != "" {
			if c.First == "" || day < c.First {
				c.First = day
			}
			c.Last = max(c.Last, day)
		}
	}
	var out []SpeakerCount
	for _, key := range slices.Sorted(maps.Keys(count)) {
		c := count[key]
		c.Articles, c.Outlets = len(c.articles), len(c.outlets)
		out = append(out, c.SpeakerCount)
	}
	slices.SortStableFunc(out, func(x, y SpeakerCount) int { return cmp.Or(y.Statements-x.Statements, cmp.Compare(x.Name, y.Name)) })
	return out
}
