package analysis

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"parley/internal/record"
)

// view is a record as of a day.
type view struct {
	rec     *record.Record
	asof    string
	cues    *Cues
	visible map[string]record.Article  // by ID: analysed and published by then, or undated
	ends    map[string]Ending          // of positions, by article and ID; nil until asked for
	parts   map[string]map[string]bool // parties by article; nil until asked for
	ties    truceTies                  // the truces that positions are on; nil until asked for
}

// newView leaves out what was published after asof; "" is the last day of
// publication.
func newView(rec *record.Record, asof string) *view {
	v := &view{rec: rec, asof: asof, cues: NewCues(rec), visible: map[string]record.Article{}}
	if asof == "" {
		for _, a := range rec.Articles {
			v.asof = max(v.asof, a.Day())
		}
	}
	for _, a := range rec.Articles {
		if a.Skipped == "" && a.Day() <= v.asof {
			v.visible[a.ID] = a
		}
	}
	return v
}

// scope counts what the view rests on.
func (v *view) scope() Scope {
	s := Scope{AsOf: v.asof, Articles: len(v.visible)}
	origins := map[string]bool{}
	for _, a := range v.visible {
		if a.Whole() {
			s.Whole++
		} else {
			s.Cut++
		}
		day := a.Day()
		if day == "" {
			s.Undated++
		} else if s.First == "" || day < s.First {
			s.First = day
		}
		origins[a.Origin()] = true
	}
	s.Origins = len(origins)
	return s
}

// date returns the day of something in an article: the day it states, else
// that of publication, inferred.
func (v *view) date(a record.Article, day record.Maybe, inferred bool) Date {
	if day != "" {
		return Date{string(day), inferred}
	}
	return Date{a.Day(), true}
}

// refOf returns a reference to evidence.
func refOf(article, entry string, words record.Words) Ref {
	r := Ref{Article: article, Entry: entry}
	if len(words) == 0 {
		return r
	}
	texts := make([]string, len(words))
	for i, p := range words {
		texts[i] = p.Text
	}
	r.Start, r.End, r.Text = words[0].Start, words[len(words)-1].End, strings.Join(texts, " … ")
	return r
}

// account returns one position as an account, with the party it goes under.
func (v *view) account(e record.PositionEntry) (acc Account, party string) {
	a := v.visible[e.Article]
	party = partyOf(v.rec, e.Actor, e.Holder)
	acc = Account{Actor: e.Actor, Name: v.rec.NameOf(e.Actor, e.Holder), Rung: rungOf(v.rec, &e, party), Stance: e.Stance, Act: string(e.Act),
		Conditions: e.Conditions, Outlet: a.Outlet, Position: e, Ref: v.cues.refOf(e.Article, e.ID, e.Evidence)}
	acc.Basis, acc.Teller = v.basis(&e, party)
	inferred := false
	if s, ok := v.rec.Statement(e.Article, string(e.Statement)); ok && s.Said == e.AsOf {
		inferred = s.SaidBy != "stated"
	}
	acc.Date = v.date(a, e.AsOf, inferred)
	if day := a.Day(); day != "" && acc.Date.Day > day { // nobody stands somewhere on a day to come
		acc.Date = Date{day, true}
	}
	if end, ok := v.ends[e.Article+"/"+e.ID]; ok {
		acc.Ended = &end
	}
	return acc, party
}

// partyOf returns the party whose column a holder belongs to; a body that
// belongs to nobody is its own. "" if unknown.
func partyOf(rec *record.Record, actor string, w record.Who) string {
	if doubtful(rec, actor) {
		return ""
	}
	if p := rec.PartyOf(actor, w); p != "" {
		return p
	}
	if a, ok := rec.Actor(actor); ok && (a.Kind == record.Organization || a.Kind == record.Group) {
		return a.Name
	}
	return ""
}

// doubtful reports whether an actor may be a better known one of the same
// name and another party: whose side it is on is then left open.
func doubtful(rec *record.Record, actor string) bool {
	a, _ := rec.Actor(actor)
	for _, d := range a.Unresolved {
		if x, ok := rec.Actor(d.Actor); ok && x.Name == a.Name && x.Kind == a.Kind && x.Party != a.Party && x.Party != "" && len(x.Entities) > len(a.Entities) {
			return true
		}
	}
	return false
}

// basis tells whose account a position is, and who tells it if that is
// neither the holder, nor somebody of the holder's side who speaks for it,
// nor the article.
func (v *view) basis(e *record.PositionEntry, party string) (Basis, string) {
	teller, actor := e.AccordingTo, e.Teller
	if teller == nil {
		s, ok := v.rec.Statement(e.Article, string(e.Statement))
		if !ok {
			return Narrated, ""
		}
		teller, actor = &s.Speaker, s.Actor
	}
	if actor != "" && actor == e.Actor || actor == "" && e.Actor == "" && teller.Name == e.Holder.Name && teller.DescribedAs == e.Holder.DescribedAs {
		return OwnWords, ""
	}
	if party != "" && partyOf(v.rec, actor, *teller) == party {
		as := record.PositionEntry{Position: record.Position{Holder: *teller}, Actor: actor}
		if rungOf(v.rec, &as, party).Speaks() {
			return OwnWords, ""
		}
	}
	return Told, v.rec.NameOf(actor, *teller)
}

// StateOfPlay tells where the parties stand as of a day. Articles published
// after it are left out.
func StateOfPlay(rec *record.Record, asof string) Play {
	v := newView(rec, asof)
	v.ties = tiedTruces(Truces(rec, asof))
	v.ends = v.endings()
	rows := map[string]*gathered{}
	weight := map[string]map[string]bool{} // origins by party
	for _, e := range rec.Positions {
		a, ok := v.visible[e.Article]
		if !ok {
			continue
		}
		acc, party := v.account(e)
		o := objectOf(e.Issue, cmp.Or(string(e.About), string(e.SubIssue)))
		if t, longer := v.ties.of(acc); t != nil && t.marked() { // "the truce" is the one that the text speaks of
			o = t.object(e.Issue, longer)
		}
		g := rows[o.key]
		if g == nil {
			g = &gathered{issue: e.Issue, texts: map[string]int{}, cells: map[string][]Account{}, others: map[string][]Account{}, origins: map[string]bool{}}
			rows[o.key] = g
		}
		g.add(acc, party, o.text, a.Origin())
		if party != "" {
			if weight[party] == nil {
				weight[party] = map[string]bool{}
			}
			weight[party][a.Origin()] = true
		}
	}
	p := Play{Scope: v.scope(), Parties: slices.SortedFunc(maps.Keys(weight), func(x, y string) int {
		return cmp.Or(len(weight[y])-len(weight[x]), cmp.Compare(x, y))
	})}
	for key, g := range rows {
		g.rows(v, key, &p)
	}
	slices.SortFunc(p.Rows, byWeight)
	slices.SortFunc(p.Others, byWeight)
	return p
}

// byWeight orders rows by articles, then key.
func byWeight(x, y Row) int { return cmp.Or(y.Articles-x.Articles, cmp.Compare(x.Key, y.Key)) }

// gathered is a row while it is being made.
type gathered struct {
	issue   string
	texts   map[string]int       // wordings of the object and how often
	cells   map[string][]Account // by party
	others  map[string][]Account // by holder, of those whose party is unknown
	origins map[string]bool
}

func (g *gathered) add(acc Account, party, text, origin string) {
	if text != "" {
		g.texts[text]++
	}
	g.origins[origin] = true
	if party != "" {
		g.cells[party] = append(g.cells[party], acc)
	} else {
		g.others[acc.Name] = append(g.others[acc.Name], acc)
	}
}

// rows adds to the state of play the row, and the row of those without a party.
func (g *gathered) rows(v *view, key string, p *Play) {
	row := Row{Key: key, Issue: g.issue, Object: g.wording(), Articles: len(g.origins)}
	if len(g.cells) > 0 {
		main := row
		for _, party := range p.Parties {
			main.Cells = append(main.Cells, v.cell(party, g.cells[party]))
		}
		p.Rows = append(p.Rows, main)
	}
	if len(g.others) > 0 {
		for _, name := range slices.Sorted(maps.Keys(g.others)) {
			row.Cells = append(row.Cells, v.cell(name, g.others[name]))
		}
		p.Others = append(p.Others, row)
	}
}

// wording returns the most frequent wording of the object, the shorter and
// then the smaller of equals; "" if it is the issue as a whole.
func (g *gathered) wording() string {
	best := ""
	for _, t := range slices.Sorted(maps.Keys(g.texts)) {
		if best == "" || g.texts[t] > g.texts[best] || g.texts[t] == g.texts[best] && len(t) < len(best) {
			best = t
		}
	}
	return best
}
