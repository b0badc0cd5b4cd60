package web

import (
	"net/http"
	"slices"
	"time"

	"parley/internal/analysis"
	"parley/internal/record"
)

// dayView is one day of the timeline.
type dayView struct {
	ID      string
	Day     when
	Weekday string
	Entries []momentView
}

// momentView is an event, a position or a statement on its day.
type momentView struct {
	Kind     string
	Type     string // "Truce", "Ceasefire", "direct"
	TypeHref string
	Status   status
	Stance   stance
	Actors   []nameView
	Day      when // where only a month or year is known, or a stretch
	Place    string
	Object   string
	Teller   string
	Inferred bool   // the day is worked out
	Late     string // a plan whose day has passed
	Href     string
	Lead     string // who says the words and how; of a statement the cue alone, since the name stands before it
	Text     string
	Origin   originView
}

// nameView is somebody, with the address of their page or filter.
type nameView struct{ Name, Href string }

type timelineBody struct {
	Filters filters
	Days    []dayView
	Kinds   []kindLink
	Nothing bool
	Order   string
}

// kindLink chooses what the timeline shows.
type kindLink struct {
	Label, Href string
	Chosen      bool
}

// timeline shows events, positions and statements by day, the latest first.
func (a *app) timeline(w http.ResponseWriter, r *http.Request) error {
	sn, err := a.last.get(r.Context())
	if err != nil {
		return err
	}
	list, f, err := a.filterMoments(sn, r)
	if err != nil {
		return err
	}
	last := sn.lastDay()
	list, ahead := split(list, last)
	b := timelineBody{Nothing: len(sn.rec.Articles) == 0, Kinds: kinds(r, len(ahead)), Order: "as reported, the latest day first"}
	if r.FormValue("ahead") != "" {
		list = ahead
		slices.Reverse(list)
		b.Order = "announced, proposed or due after " + day(last, false).Text + ", the next first"
	}
	part, p, err := paged(r, list)
	if err != nil {
		return err
	}
	f.Path, f.Pager, f.Total = "/timeline", p, plural(len(list), "entry", "entries")
	b.Filters = f
	for _, m := range part {
		d := day(m.Date.Day, m.Date.Inferred)
		d.Inferred = false // told at each entry: a day holds both
		if n := len(b.Days); n == 0 || b.Days[n-1].Day.ISO != d.ISO {
			b.Days = append(b.Days, dayView{ID: "day-" + slug(d.ISO), Day: d, Weekday: weekday(d.ISO)})
		}
		n := len(b.Days) - 1
		b.Days[n].Entries = append(b.Days[n].Entries, a.moment(sn, m, last))
	}
	return a.render(w, sn, "timeline", view{Title: "Timeline", Body: b})
}

// split parts what lies after the last day of publication from the rest.
func split(list []analysis.Moment, last string) (past, ahead []analysis.Moment) {
	for _, m := range list {
		if m.Date.Day > last && last != "" {
			ahead = append(ahead, m)
		} else {
			past = append(past, m)
		}
	}
	return past, ahead
}

// kinds are the links that choose what the timeline shows; ahead is how many
// entries lie ahead.
func kinds(r *http.Request, ahead int) []kindLink {
	chosen, future := r.FormValue("kind"), r.FormValue("ahead") != ""
	now := *r.URL
	v := now.Query()
	v.Del("ahead")
	now.RawQuery = v.Encode()
	out := []kindLink{{"Everything", with(&now, "kind", ""), chosen == "" && !future}}
	for _, k := range []struct{ kind, label string }{{"event", "Events"}, {"position", "Positions"}, {"statement", "Statements"}} {
		out = append(out, kindLink{k.label, with(&now, "kind", k.kind), chosen == k.kind && !future})
	}
	if ahead > 0 || future {
		out = append(out, kindLink{"Ahead (" + number(ahead) + ")", with(&now, "ahead", "1"), future})
	}
	return out
}

// known moves what is told as done or said, but dated after the article that
// tells it, to that article's day: nobody can have known.
func known(sn *snapshot, m analysis.Moment) analysis.Moment {
	art, _ := sn.rec.Article(m.Ref.Article)
	if m.Date.Day > art.Day() && art.Day() != "" && (m.Kind != "event" || m.Status == "occurred") {
		m.Date, m.End = analysis.Date{Day: art.Day(), Inferred: true}, ""
	}
	return m
}

// filterMoments returns the moments that a request asks for, the latest day
// first, within a day in the order of the analysis.
func (a *app) filterMoments(sn *snapshot, r *http.Request) ([]analysis.Moment, filters, error) {
	var f filters
	all := analysis.Timeline(&sn.rec, "", "")
	for i, m := range all {
		all[i] = known(sn, m)
	}
	actors, issues, types, statuses := newTally(), newTally(), newTally(), newTally()
	for _, m := range all {
		for i, id := range m.Actors {
			actors.add(id, m.Names[i])
		}
		switch m.Kind {
		case "event":
			types.add(m.Type, capital(label(m.Type)))
			statuses.add(m.Status, m.Status)
		case "position":
			issues.add(m.Type, a.issue(m.Type).Label)
		}
	}
	f.choose(r, "actor", "Actor", actors)
	f.choose(r, "issue", "Issue of a position", issues)
	f.choose(r, "type", "Type of event", types)
	f.choose(r, "status", "Status of event", statuses)
	from, to, err := f.days(r)
	if err != nil {
		return nil, f, err
	}
	list := slices.DeleteFunc(slices.Clone(all), func(m analysis.Moment) bool {
		return !wanted(r, m) || !within(m.Date.Day, from, to)
	})
	slices.SortStableFunc(list, func(x, y analysis.Moment) int {
		switch {
		case x.Date.Day > y.Date.Day:
			return -1
		case x.Date.Day < y.Date.Day:
			return 1
		}
		return 0
	})
	return list, f, nil
}

// wanted reports whether a moment passes the filters of a request other than
// its days. A filter on events leaves only events, one on issues only
// positions.
func wanted(r *http.Request, m analysis.Moment) bool {
	kind, actor, issue, typ, st := r.FormValue("kind"), r.FormValue("actor"), r.FormValue("issue"), r.FormValue("type"), r.FormValue("status")
	if kind != "" && m.Kind != kind || actor != "" && !slices.Contains(m.Actors, actor) {
		return false
	}
	if issue != "" && (m.Kind != "position" || m.Type != issue) {
		return false
	}
	if typ != "" && (m.Kind != "event" || m.Type != typ) {
		return false
	}
	return st == "" || m.Kind == "event" && m.Status == st
}

// moment shows one moment. last is the last day of the record.
func (a *app) moment(sn *snapshot, m analysis.Moment, last string) momentView {
	v := momentView{Kind: m.Kind, Place: m.Place, Teller: m.Teller, Object: m.Object, Inferred: m.Date.Inferred,
		Href: sn.refHref(m.Ref.Article, m.Ref.Entry), Lead: m.Ref.Lead, Text: m.Ref.Text, Origin: sn.origin(m.Ref.Article)}
	for i, n := range m.Names {
		href := ""
		if s, ok := sn.rec.Statement(m.Ref.Article, m.Ref.Entry); ok && m.Kind == "statement" && s.Actor == "" {
			n = unnamed(s.Speaker)
		}
		if i < len(m.Actors) && m.Actors[i] != "" {
			href = actorHref(m.Actors[i])
		}
		v.Actors = append(v.Actors, nameView{n, href})
	}
	if m.End != "" && m.End != m.Date.Day || len(m.Date.Day) < len(time.DateOnly) {
		v.Day = span(m.Date.Day, m.End)
	}
	switch m.Kind {
	case "event":
		v.Type, v.TypeHref, v.Status = capital(label(m.Type)), query("/timeline", "type", m.Type), statusOf(m.Status, m.Type)
		v.Late = late(m, last)
	case "position":
		v.Type, v.TypeHref, v.Stance = a.issue(m.Type).Label, query("/timeline", "issue", m.Type), stanceAs(record.Stance(m.Status), m.Act == "threaten")
	default:
		v.Type, v.TypeHref = m.Type, query("/timeline", "kind", "statement")
		if s, ok := sn.rec.Statement(m.Ref.Article, m.Ref.Entry); ok {
			v.Lead = sn.cueOf(s)
		}
	}
	return v
}

// late says of a plan or a wish whose day is known and past that it is no
// more than that.
func late(m analysis.Moment, last string) string {
	end := max(m.Date.Day, m.End)
	if m.Status != "planned" && m.Status != "proposed" || m.Date.Inferred || len(end) < len(time.DateOnly) || end >= last {
		return ""
	}
	return "Its day has passed; these words alone do not say that it took place."
}

// lastDay is the last day of publication in the record; "" if none is known.
func (sn *snapshot) lastDay() string {
	last := ""
	for _, a := range sn.rec.Articles {
		last = max(last, a.Day())
	}
	return last
}

func weekday(iso string) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return ""
	}
	return t.Weekday().String()
}
