package analysis

import (
	"cmp"
	"slices"
	"strconv"
	"time"
)

// apartDays is how many days articles on one truce of unknown days lie apart at most.
const apartDays = 120

// merged ties the groups of the articles into truces: by days, names and
// lengths, and what tells none of these to the one truce it can mean.
func (g *truceGatherer) merged() []*truceGroup {
	type bucket struct {
		key    string
		groups []*truceGroup
	}
	var buckets []*bucket
	at := map[string]*bucket{}
	put := func(key string, grp *truceGroup) {
		if at[key] == nil {
			at[key] = &bucket{key: key}
			buckets = append(buckets, at[key])
		}
		at[key].groups = append(at[key].groups, grp)
	}
	for _, grp := range g.order {
		if w := grp.full(); w != nil {
			put("0"+w[0]+"/"+w[1], grp)
			for n := lasts(w[0], w[1]); n > 0; n = 0 {
				put("2"+strconv.Itoa(n), grp)
				put("2"+strconv.Itoa(n-1), grp)
			}
		}
		for name := range grp.names {
			put("1"+name, grp)
		}
		if grp.days > 0 {
			put("2"+strconv.Itoa(grp.days), grp)
		}
	}
	slices.SortStableFunc(buckets, func(x, y *bucket) int { return cmp.Compare(x.key, y.key) })
	for _, b := range buckets {
		slices.SortStableFunc(b.groups, func(x, y *truceGroup) int { return cmp.Compare(g.dayOf(x), g.dayOf(y)) })
		for i, grp := range b.groups {
			for k := i - 1; k >= 0 && k >= i-truceLook; k-- {
				x, y := b.groups[k].root(), grp.root()
				if x != y && g.canBeOne(x, y) {
					x.take(y)
				}
			}
		}
	}
	g.bare()
	var out []*truceGroup
	for _, grp := range g.order {
		if grp.into == nil {
			out = append(out, grp)
		}
	}
	return out
}

// truceLook is with how many groups of the same mark one is compared: enough
// for those of one time, and linear over all.
const truceLook = 40

// dayOf returns the first day of publication of a group's articles.
func (g *truceGatherer) dayOf(grp *truceGroup) string {
	day := ""
	for id := range grp.articles {
		a := g.visible[id]
		if d := a.Day(); d != "" && (day == "" || d < day) {
			day = d
		}
	}
	return day
}

// canBeOne reports whether two groups may be one truce: nothing that both tell
// differs, and they share somebody.
func (g *truceGatherer) canBeOne(a, b *truceGroup) bool {
	if a.days > 0 && b.days > 0 && a.days != b.days {
		return false
	}
	wa, wb := a.full(), b.full()
	switch {
	case wa != nil && wb != nil:
		if wa[0] > wb[1] || wb[0] > wa[1] {
			return false
		}
	case wa != nil && !fits(b.days, wa[0], wa[1]), wb != nil && !fits(a.days, wb[0], wb[1]):
		return false
	}
	if len(a.names) > 0 && len(b.names) > 0 {
		shared := false
		for n := range a.names {
			shared = shared || b.names[n] > 0
		}
		if !shared {
			return false
		}
	}
	if (wa == nil || wb == nil) && far(g.dayOf(a), g.dayOf(b)) {
		return false
	}
	return edge(a, b) || g.share(a, b)
}

// edge reports whether some mention of each gives the same first or last day.
func edge(a, b *truceGroup) bool {
	for x := range a.windows {
		for y := range b.windows {
			if x[0] != "" && x[0] == y[0] || x[1] != "" && x[1] == y[1] {
				return true
			}
		}
	}
	return false
}

// far reports whether two days lie too far apart; unknown days do not.
func far(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	x, err := time.Parse(time.DateOnly, a)
	y, err2 := time.Parse(time.DateOnly, b)
	if err != nil || err2 != nil {
		return false
	}
	d := y.Sub(x).Hours() / 24
	return d > apartDays || -d > apartDays
}

// share reports whether two groups have somebody in common: a party that takes
// part in both, else, where one tells none, two parties of their articles.
func (g *truceGatherer) share(a, b *truceGroup) bool {
	if len(a.parties) > 0 && len(b.parties) > 0 {
		for p := range a.parties {
			if b.parties[p] {
				return true
			}
		}
	}
	n := 0
	in := g.partiesIn(b)
	for p := range g.partiesIn(a) {
		if in[p] {
			n++
		}
	}
	return n >= 2
}

// partiesIn returns the parties that the articles of a group tell of: of
// positions, events and the group itself.
func (g *truceGatherer) partiesIn(grp *truceGroup) map[string]bool {
	out := map[string]bool{}
	for p := range grp.parties {
		out[p] = true
	}
	for id := range grp.articles {
		for p := range g.told(id) {
			out[p] = true
		}
	}
	return out
}

// bare ties the groups that tell no mark to the only truce of known days that
// they can mean: one that holds on the day of a step, with a party in common;
// else to each other, where two parties of their steps are the same.
func (g *truceGatherer) bare() {
	var marked, rest []*truceGroup
	for _, grp := range g.order {
		switch {
		case grp.into != nil:
		case grp.marked():
			marked = append(marked, grp)
		default:
			rest = append(rest, grp)
		}
	}
	for i, grp := range rest {
		if !slices.ContainsFunc(grp.steps, TruceStep.comesAbout) {
			continue
		}
		var fit []*truceGroup
		for _, m := range marked {
			if w := m.full(); w != nil && grp.within(w) && g.share(grp, m) {
				fit = append(fit, m)
			}
		}
		if len(fit) == 1 {
			fit[0].take(grp)
			continue
		}
		for _, o := range rest[:i] {
			if o = o.root(); o != grp && !o.marked() && len(common(o.parties, grp.parties)) >= 2 && !far(g.dayOf(o), g.dayOf(grp)) {
				o.take(grp)
				break
			}
		}
	}
}

// within reports whether a step that shows a truce was taken in the days w.
func (grp *truceGroup) within(w *[2]string) bool {
	return slices.ContainsFunc(grp.steps, func(s TruceStep) bool { return s.comesAbout() && w[0] <= s.Date.Day && s.Date.Day <= w[1] })
}

func common(a, b map[string]bool) []string {
	var out []string
	for p := range a {
		if b[p] {
			out = append(out, p)
		}
	}
	return out
}

// told returns the parties that an article tells of: whose positions, and who
// takes part in events; those without a party by their names.
func (v *view) told(article string) map[string]bool {
	if v.parts == nil {
		v.parts = map[string]map[string]bool{}
		note := func(article, party string) {
			if v.parts[article] == nil {
				v.parts[article] = map[string]bool{}
			}
			if party != "" {
				v.parts[article][party] = true
			}
		}
		for i := range v.rec.Positions {
			p := &v.rec.Positions[i]
			note(p.Article, cmp.Or(partyOf(v.rec, p.Actor, p.Holder), v.rec.NameOf(p.Actor, p.Holder)))
		}
		for i := range v.rec.Events {
			e := &v.rec.Events[i]
			for _, id := range e.Actors {
				if a, ok := v.rec.Actor(id); ok {
					note(e.Article, cmp.Or(a.Party, a.Name))
				}
			}
		}
	}
	return v.parts[article]
}
