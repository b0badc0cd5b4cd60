package record

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// beside ties figures that claim a number of the same thing: the same measure
// of what is called the same, with a name in common beside it, told within a
// few days. Each of them lists the others that differ; none is averaged.
func (b *builder) beside() {
	groups := map[string][]int{}
	for i, g := range b.rec.Figures {
		if key := thing(g.What); key != "" {
			groups[string(g.Unit)+"\x00"+key] = append(groups[string(g.Unit)+"\x00"+key], i)
		}
	}
	place := map[string]int{}
	for i := range b.rec.Figures {
		g := &b.rec.Figures[i]
		key := string(g.Unit) + "\x00" + thing(g.What)
		group, at := groups[key], place[key] // groups are in order of publication
		place[key]++
		for _, k := range group[max(0, at-mostCompared):min(len(group), at+mostCompared)] {
			o := b.rec.Figures[k]
			if k == i || !differ(g.Figure, o.Figure) || !b.sameMatter(g, &o) {
				continue
			}
			if len(g.Differs) == mostBeside {
				break
			}
			g.Differs = append(g.Differs, o.Article+"/"+o.ID)
		}
		slices.Sort(g.Differs)
	}
}

// mostBeside is how many differing figures one lists, besideDays within how
// many days of publication, mostCompared how many before and after it of those
// that count the same it is compared with, mostTimes how often the one may hold
// the other: more than that is another count.
const (
	mostBeside   = 20
	besideDays   = 4
	mostCompared = 200
	mostTimes    = 4
)

// differ reports whether two figures cannot both be right: ranges and bounds
// of one leave no room for the other.
func differ(a, b Figure) bool {
	low := func(f Figure) (float64, float64) {
		lo, hi := f.Value, f.Value
		if f.Upper != nil {
			hi = *f.Upper
		}
		switch f.Bound {
		case "at least":
			hi = max(hi, f.Value*1.25)
		case "at most":
			lo = 0
		case "about":
			lo, hi = lo*0.9, hi*1.1
		}
		return lo, hi
	}
	aLo, aHi := low(a)
	bLo, bHi := low(b)
	if aLo > bHi || bLo > aHi {
		return true
	}
	return a.Of != nil && b.Of != nil && *a.Of != *b.Of
}

// sameMatter reports whether two figures can be of one matter: from about the
// same days, with at least half of the names beside them in common, not one claimant's in one article.
func (b *builder) sameMatter(x, y *FigureEntry) bool {
	if x.About == "" || y.About == "" {
		return false
	}
	here, in := strings.Split(x.About, "; "), strings.Split(y.About, "; ")
	shared := 0
	for _, n := range here {
		if slices.Contains(in, n) {
			shared++
		}
	}
	if 2*shared < len(here)+len(in)-shared || x.Article == y.Article && x.Claimant.Name == y.Claimant.Name {
		return false
	}
	if x.Value > mostTimes*y.Value || y.Value > mostTimes*x.Value {
		return false
	}
	a, _ := b.rec.Article(x.Article)
	o, _ := b.rec.Article(y.Article)
	p, err := time.Parse(time.DateOnly, a.Day())
	q, err2 := time.Parse(time.DateOnly, o.Day())
	return err != nil || err2 != nil || p.Sub(q).Abs() <= besideDays*24*time.Hour
}

// thing returns the words for what a figure counts, in one form: without small
// words, plurals and bounds; "" if nothing is left.
func thing(what string) string {
	var out []string
	for _, w := range strings.Fields(strings.ToLower(what)) {
		w = strings.Trim(w, ".,;:'\"“”‘’()")
		w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
		switch w {
		case "", "the", "a", "an", "of", "in", "its", "their", "his", "her", "more", "other", "further", "additional", "people", "new", "total":
			continue
		case "dead", "deaths", "fatalities", "death":
			w = "killed"
		case "wounded", "hurt":
			w = "injured"
		}
		if len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") {
			w = w[:len(w)-1]
		}
		out = append(out, w)
	}
	slices.Sort(out)
	return strings.Join(slices.Compact(out), " ")
}

// Figure returns the figure of that article ID + "/" + figure ID.
func (rec *Record) Figure(ref string) (FigureEntry, bool) {
	i, ok := slices.BinarySearchFunc(rec.figureRefs, ref, func(x figureRef, ref string) int { return cmp.Compare(x.ref, ref) })
	if !ok {
		return FigureEntry{}, false
	}
	return rec.Figures[rec.figureRefs[i].at], true
}

// figureRef is where a figure stands in the record.
type figureRef struct {
	ref string
	at  int
}
