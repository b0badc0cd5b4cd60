package analysis

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"parley/internal/record"
)

// truceGroup is the mentions of one truce: first those of one article, then of all.
type truceGroup struct {
	first    string // article and mention that opened it: for order
	days     int
	names    map[string]int
	labels   map[string]int // names and noun, without the length
	windows  map[[2]string]int
	sides    map[string]int
	parties  map[string]bool
	articles map[string]bool
	steps    []TruceStep
	into     *truceGroup // the group that took it in; nil for none
}

func newTruceGroup(first string) *truceGroup {
	return &truceGroup{first: first, names: map[string]int{}, labels: map[string]int{}, windows: map[[2]string]int{}, sides: map[string]int{},
		parties: map[string]bool{}, articles: map[string]bool{}}
}

// root returns the group that grp has become a part of.
func (grp *truceGroup) root() *truceGroup {
	for grp.into != nil {
		grp = grp.into
	}
	return grp
}

// marked reports whether the group tells which truce it is.
func (grp *truceGroup) marked() bool { return grp.days > 0 || len(grp.names) > 0 || grp.full() != nil }

// full returns the days of the truce, first and last, that most mentions give; nil if none gives both.
func (grp *truceGroup) full() *[2]string {
	var best *[2]string
	for _, w := range slices.SortedFunc(maps.Keys(grp.windows), func(x, y [2]string) int { return cmp.Or(cmp.Compare(x[0], y[0]), cmp.Compare(x[1], y[1])) }) {
		if w[0] != "" && w[1] != "" && (best == nil || grp.windows[w] > grp.windows[*best]) {
			best = &w
		}
	}
	return best
}

// bestLabel returns what most mentions call the truce, by a name where some do.
func (grp *truceGroup) bestLabel() string {
	named := func(label string) int {
		if strings.Contains(label, " ") {
			return 1
		}
		return 0
	}
	labels := slices.SortedFunc(maps.Keys(grp.labels), func(x, y string) int {
		return cmp.Or(named(y)-named(x), grp.labels[y]-grp.labels[x], cmp.Compare(x, y))
	})
	if len(labels) == 0 {
		return "truce"
	}
	return labels[0]
}

// called notes what a mention calls the truce: "harvest 4-day truce".
func (grp *truceGroup) called(label string) {
	words := strings.Fields(label)
	if len(words) == 0 {
		return
	}
	var named []string
	for _, w := range words[:len(words)-1] {
		if n, rest, _ := strings.Cut(w, "-"); rest == "day" {
			if d, err := strconv.Atoi(n); err == nil {
				if grp.days == 0 {
					grp.days = d
				}
				continue
			}
		}
		named = append(named, w)
		if w != "cease" {
			grp.names[w]++
		}
	}
	grp.labels[strings.Join(append(named, words[len(words)-1]), " ")]++
}

// take makes o a part of grp.
func (grp *truceGroup) take(o *truceGroup) {
	o.into = grp
	if grp.days == 0 {
		grp.days = o.days
	}
	for _, m := range [][2]map[string]int{{grp.names, o.names}, {grp.labels, o.labels}, {grp.sides, o.sides}} {
		for k, n := range m[1] {
			m[0][k] += n
		}
	}
	for w, n := range o.windows {
		grp.windows[w] += n
	}
	maps.Copy(grp.parties, o.parties)
	maps.Copy(grp.articles, o.articles)
	grp.steps = append(grp.steps, o.steps...)
}

// truceGatherer gathers the mentions of truces.
type truceGatherer struct {
	*view
	local map[string]*truceGroup // by article and ID of the mention that opened it
	order []*truceGroup          // as they come in the record
}

// at returns the group of a mention.
func (g *truceGatherer) at(m *record.TruceEntry) *truceGroup {
	key := m.Article + "/" + cmp.Or(string(m.Same), m.ID)
	grp := g.local[key]
	if grp == nil {
		grp = newTruceGroup(key)
		grp.articles[m.Article] = true
		g.local[key] = grp
		g.order = append(g.order, grp)
	}
	return grp
}

// somebody returns people as the record knows them.
func (g *truceGatherer) somebody(ids []string, who []record.Who) []Somebody {
	var out []Somebody
	for i, w := range who {
		id := ""
		if i < len(ids) {
			id = ids[i]
		}
		out = append(out, Somebody{id, g.rec.NameOf(id, w), partyOf(g.rec, id, w)})
	}
	return out
}

// add adds a step to the group and who takes part in it to its parties.
func (grp *truceGroup) add(s TruceStep) {
	grp.steps = append(grp.steps, s)
	for _, list := range [][]Somebody{s.Actors, s.Tellers} {
		for _, a := range list {
			if !a.isSeveral() {
				grp.parties[cmp.Or(a.Party, a.Name)] = true
			}
		}
	}
}

// mentions makes the groups of each article and adds the steps told there.
func (g *truceGatherer) mentions() {
	for i := range g.rec.Truces {
		m := &g.rec.Truces[i]
		a, ok := g.visible[m.Article]
		if !ok {
			continue
		}
		grp := g.at(m)
		grp.called(m.Truce)
		if m.Days > 0 && grp.days == 0 {
			grp.days = m.Days
		}
		if m.Start != "" || m.End != "" {
			grp.windows[[2]string{string(m.Start), string(m.End)}]++
		}
		if m.Side != "" {
			grp.sides[string(m.Side)]++
		}
		actors, tellers := g.somebody(m.ActorIDs, m.Actors), g.somebody(m.TellerIDs, m.Tellers)
		if m.Step == "" {
			for _, s := range actors { // whose truce it is
				grp.parties[cmp.Or(s.Party, s.Name)] = true
			}
			continue
		}
		s := TruceStep{Step: string(m.Step), Status: string(m.Status), Actors: actors, Tellers: tellers, Outlet: a.Outlet,
			Date: g.date(a, m.Day, false), Ref: g.cues.refOf(m.Article, m.ID, m.Evidence)}
		if s.wants() && (len(s.Actors) == 0 || !s.done()) { // who wants or refuses it is not told, or only asked to
			continue
		}
		grp.add(s)
	}
}

// wants reports whether a step is one that somebody's stance makes.
func (s TruceStep) wants() bool {
	switch s.Step {
	case "proposed", "demanded", "accepted", "refused", "supported", "conditional":
		return true
	}
	return false
}

// haltIssues are the codes of issues that are halts, of the taxonomy and of profiles.
var haltIssues = map[string]bool{"ceasefire": true, "standstill": true}

// positions adds the positions whose words name a truce.
func (g *truceGatherer) positions() {
	byArticle := map[string][]*record.TruceEntry{}
	for i := range g.rec.Truces {
		m := &g.rec.Truces[i]
		byArticle[m.Article] = append(byArticle[m.Article], m)
	}
	for i := range g.rec.Positions {
		p := &g.rec.Positions[i]
		if _, ok := g.visible[p.Article]; !ok || len(p.Evidence) == 0 || !haltIssues[p.Issue] {
			continue
		}
		step := stanceStep(p)
		m := truceIn(p, byArticle[p.Article])
		if step == "" || m == nil {
			continue
		}
		acc, party := g.account(*p)
		s := TruceStep{Step: step, Status: "occurred", Actors: []Somebody{{acc.Actor, acc.Name, party}}, Date: acc.Date, Outlet: acc.Outlet, Ref: acc.Ref}
		if acc.Basis == Told {
			s.Tellers = []Somebody{{p.Teller, acc.Teller, ""}}
			s.Status = "claimed"
		}
		if grp := g.at(m); !grp.covers(s) {
			grp.add(s)
		}
	}
}

// stanceStep returns the step that a position is in the life of a truce; "" for none.
func stanceStep(p *record.PositionEntry) string {
	first, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(p.Evidence[0].Text)), " ")
	switch first {
	case "only", "if", "unless", "until", "once", "before", "after", "when": // what another requires
		return ""
	}
	switch {
	case p.Act == "threaten" || p.Stance == record.Undecided:
		return ""
	case p.Stance == record.Conditional:
		return "conditional"
	case p.Stance == record.Opposes:
		return "refused"
	}
	switch p.Act {
	case "propose", "offer":
		return "proposed"
	case "demand", "urge":
		return "demanded"
	case "accept":
		return "accepted"
	}
	return "supported"
}

// truceIn returns the mention whose noun stands in the words of a position: of
// several the one that its object names; else the last before them that is called
// as its object is; nil if there is none.
func truceIn(p *record.PositionEntry, mentions []*record.TruceEntry) *record.TruceEntry {
	from, to := p.Evidence[0].Start, p.Evidence[len(p.Evidence)-1].End
	var best *record.TruceEntry
	about := strings.ToLower(string(p.About))
	for _, m := range mentions {
		if len(m.Noun) == 0 || m.Noun[0].Start < from || m.Noun[0].End > to {
			continue
		}
		if best == nil || about != "" && strings.Contains(about, strings.ToLower(m.Noun[0].Text)) {
			best = m
		}
	}
	if best != nil || about == "" {
		return best
	}
	key := objectOf(p.Issue, string(p.About)).key
	if key == p.Issue { // a bare "truce" may be any
		return nil
	}
	for _, m := range mentions { // "which Velmark accepted": the noun stands before the words
		if len(m.Noun) > 0 && m.Noun[0].End <= from && from-m.Noun[0].End < meant && objectOf(p.Issue, m.Noun[0].Text).key == key {
			best = m
		}
	}
	return best
}

// covers reports whether the group has the step s already, told by the same
// words, or a step that says more of them: who refuses to extend a truce does
// not refuse the truce.
func (grp *truceGroup) covers(s TruceStep) bool {
	return slices.ContainsFunc(grp.steps, func(x TruceStep) bool {
		if x.Ref.Article != s.Ref.Article || x.Ref.Start >= s.Ref.End || s.Ref.Start >= x.Ref.End {
			return false
		}
		switch x.Step {
		case s.Step:
			return sameSide(x.Actors, s.Actors)
		case "extended", "unextended", "ended", "broken", "verified", "kept":
			return s.wants()
		case "declared", "agreed":
			return s.Step == "supported" || s.Step == "proposed" || s.Step == "accepted"
		}
		return false
	})
}

// sameSide reports whether two lists of people share somebody or a party; or one is empty.
func sameSide(a, b []Somebody) bool {
	if len(a) == 0 || len(b) == 0 {
		return true
	}
	return slices.ContainsFunc(a, func(x Somebody) bool {
		return slices.ContainsFunc(b, func(y Somebody) bool { return x.Name == y.Name || x.Party != "" && x.Party == y.Party })
	})
}

// meant is how far behind the last mention of a truce, in code points, a breach
// is taken for one of it.
const meant = 500

// events adds breaches that are told as events, and the days of truces that are.
func (g *truceGatherer) events() {
	byArticle := map[string][]*record.TruceEntry{}
	for i := range g.rec.Truces {
		byArticle[g.rec.Truces[i].Article] = append(byArticle[g.rec.Truces[i].Article], &g.rec.Truces[i])
	}
	for i := range g.rec.Events {
		e := &g.rec.Events[i]
		a, ok := g.visible[e.Article]
		if !ok || len(e.Evidence) == 0 {
			continue
		}
		switch e.Type {
		case "violation":
			if m := lastBefore(byArticle[e.Article], e.Evidence[len(e.Evidence)-1].End); m != nil {
				g.breach(e, a, g.at(m))
			}
		case "truce":
			if m := inside(e, byArticle[e.Article]); m != nil && e.Start != "" && e.End != "" && len(e.Start) == len(time.DateOnly) {
				if grp := g.at(m); grp.full() == nil && fits(grp.days, string(e.Start), string(e.End)) {
					grp.windows[[2]string{string(e.Start), string(e.End)}]++
				}
			}
		}
	}
}

// breach adds a violation that no mention tells.
func (g *truceGatherer) breach(e *record.EventEntry, a record.Article, grp *truceGroup) {
	s := TruceStep{Step: "broken", Status: e.Status, Date: g.date(a, e.Start, false), Outlet: a.Outlet, Ref: g.cues.refOf(e.Article, e.ID, e.Evidence)}
	if s.Status != "occurred" && s.Status != "claimed" && s.Status != "denied" {
		return
	}
	for k, p := range e.Participants {
		id := ""
		if k < len(e.Actors) {
			id = e.Actors[k]
		}
		s.Actors = append(s.Actors, g.somebody([]string{id}, []record.Who{{Name: p.Name}})...)
	}
	if e.AccordingTo != nil {
		s.Tellers = g.somebody([]string{e.Teller}, []record.Who{*e.AccordingTo})
	}
	if s.Status == "occurred" && len(s.Tellers) > 0 {
		s.Status = "claimed"
	}
	if !slices.ContainsFunc(grp.steps, func(x TruceStep) bool {
		return (x.Step == "broken" || x.Step == "verified") && x.Ref.Article == s.Ref.Article && x.Ref.Start < s.Ref.End && s.Ref.Start < x.Ref.End
	}) {
		grp.add(s)
	}
}

// lastBefore returns the last mention whose noun stands before a place, not too
// far; nil if none does.
func lastBefore(mentions []*record.TruceEntry, end int) *record.TruceEntry {
	var best *record.TruceEntry
	for _, m := range mentions {
		if len(m.Noun) > 0 && m.Noun[0].Start < end && end-m.Noun[0].End < meant {
			best = m
		}
	}
	return best
}

// inside returns the first mention whose noun stands in the words of an event; nil if none does.
func inside(e *record.EventEntry, mentions []*record.TruceEntry) *record.TruceEntry {
	for _, m := range mentions {
		if len(m.Noun) > 0 && e.Evidence[0].Start <= m.Noun[0].Start && m.Noun[0].End <= e.Evidence[len(e.Evidence)-1].End {
			return m
		}
	}
	return nil
}

// lasts returns how many days lie between two, both included; 0 if one is no day.
func lasts(start, end string) int {
	a, err := time.Parse(time.DateOnly, start)
	b, err2 := time.Parse(time.DateOnly, end)
	if err != nil || err2 != nil || b.Before(a) {
		return 0
	}
	return int(b.Sub(a).Hours()/24) + 1
}

// fits reports whether a truce of so many days can hold from one day to
// another: "three days from the 8th to the 11th" counts hours, or both ends.
func fits(days int, start, end string) bool {
	n := lasts(start, end)
	return days == 0 || n == 0 || n == days || n == days+1
}
