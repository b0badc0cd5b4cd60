package analysis

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"parley/internal/record"
)

// TruceState is how far a truce has come.
type TruceState string

// The states of a truce. Declared is not agreed, and neither is in force.
const (
	TruceProposed TruceState = "proposed" // wanted, proposed, accepted by some: nobody tells that it came about
	TruceDeclared TruceState = "declared" // by one side or another, on a day or for days that are not told
	TruceAgreed   TruceState = "agreed"
	TruceAhead    TruceState = "to begin" // declared or agreed for days to come
	TruceInForce  TruceState = "in force" // by its days, or as told last; whether it is kept is another matter
	TruceUnclear  TruceState = "unclear"  // spoken of as there, broken or to be extended: how it came about is not told
	TruceOver     TruceState = "over"     // its days have passed, or its end was told
)

// Somebody is who takes part in something, as the record knows it.
type Somebody struct {
	Actor string // ID; "" unknown
	Name  string
	Party string // "" unknown
}

// TruceStep is one account of a step in the life of a truce.
type TruceStep struct {
	Step    string     // proposed, demanded, supported, conditional, declared, agreed, accepted, refused, begun, kept, broken, verified, unverified, extended, unextended, ended
	Status  string     // as of an event: occurred, planned, proposed, demanded, claimed, denied, agreed
	Actors  []Somebody // who takes it; of broken, who is accused; empty if not told
	Tellers []Somebody // who tells it, where the article does not; of broken, who accuses
	Date    Date
	Outlet  string
	Ref     Ref
}

// done reports whether the step is told as done, by whomever.
func (s TruceStep) done() bool { return s.Status == "occurred" || s.Status == "claimed" }

// Truce is one truce, or another halt that is told alike, with its life.
type Truce struct {
	Key      string // stable, for links
	Title    string // "4-day harvest truce"
	State    TruceState
	Side     string      // unilateral, mutual, or "" where the articles do not tell
	Days     int         // how long it is to last; 0 unknown
	Start    string      // first day; "" unknown
	End      string      // last day, included; "" unknown
	Counted  bool        // End is counted from Start and Days, not told
	Windows  [][2]string // other first and last days that some account gives
	Extended bool        // an extension is told as done
	Steps    []TruceStep // in order of date, then of a truce's life
	Articles int         // independent articles
}

// Truces returns the truces that articles published by a day tell of, those
// that most articles do first. asof "" is the last day of publication. What the
// mentions of one truce have in common ties them: how long it is, its name, its
// days, with somebody who takes part; what differs in these stays apart. A bare
// "ceasefire" is no entry unless something became of it.
func Truces(rec *record.Record, asof string) []Truce {
	v := newView(rec, asof)
	g := &truceGatherer{view: v, local: map[string]*truceGroup{}}
	g.mentions()
	g.positions()
	g.events()
	var out []Truce
	for _, grp := range g.merged() {
		if t, ok := grp.truce(v); ok {
			out = append(out, t)
		}
	}
	slices.SortStableFunc(out, func(x, y Truce) int {
		return cmp.Or(y.Articles-x.Articles, len(y.Steps)-len(x.Steps), cmp.Compare(x.Key, y.Key))
	})
	return unique(out)
}

// unique tells truces of one key apart by a number.
func unique(list []Truce) []Truce {
	seen := map[string]int{}
	for i := range list {
		k := list[i].Key
		if seen[k]++; seen[k] > 1 {
			list[i].Key = k + "~" + strconv.Itoa(seen[k])
		}
	}
	return list
}

// stepOrder is the order of a truce's life.
var stepOrder = []string{"demanded", "proposed", "supported", "declared", "accepted", "conditional", "refused", "agreed", "begun", "kept", "broken", "verified", "unverified", "extended", "unextended", "ended"}

// truce makes the truce of a group; ok is false for one of which nothing is told.
func (grp *truceGroup) truce(v *view) (t Truce, ok bool) {
	slices.SortStableFunc(grp.steps, func(x, y TruceStep) int {
		return cmp.Or(cmp.Compare(x.Date.Day, y.Date.Day), slices.Index(stepOrder, x.Step)-slices.Index(stepOrder, y.Step),
			cmp.Compare(x.Ref.Article, y.Ref.Article), cmp.Compare(x.Ref.Start, y.Ref.Start), cmp.Compare(x.Ref.Entry, y.Ref.Entry))
	})
	t = Truce{Steps: grp.steps, Days: grp.days, Side: grp.side()}
	if len(t.Steps) == 0 || !grp.marked() && !slices.ContainsFunc(t.Steps, TruceStep.comesAbout) {
		return t, false
	}
	t.window(grp.windows)
	origins := map[string]bool{}
	for id := range grp.articles {
		a := v.visible[id]
		origins[a.Origin()] = true
	}
	t.Articles = len(origins)
	t.Title = grp.title()
	t.Key = grp.key(&t)
	t.state(v.asof)
	return t, true
}

// comesAbout reports whether a step shows that there is a truce, not only that
// one is wanted.
func (s TruceStep) comesAbout() bool {
	switch s.Step {
	case "declared", "agreed", "begun", "extended", "unextended", "ended":
		return s.done()
	case "broken", "verified":
		return s.done() && (len(s.Actors) > 0 || len(s.Tellers) > 0)
	}
	return false
}

// window sets the days of the truce: those that most accounts give; the others
// are kept beside them. A last day that nobody gives is counted where the first
// day and the length are known.
func (t *Truce) window(told map[[2]string]int) {
	var all [][2]string
	for w := range told {
		all = append(all, w)
	}
	slices.SortFunc(all, func(x, y [2]string) int {
		full := func(w [2]string) int {
			n := 0
			for _, d := range w {
				if d != "" {
					n++
				}
			}
			return n
		}
		return cmp.Or(full(y)-full(x), told[y]-told[x], cmp.Compare(x[0], y[0]), cmp.Compare(x[1], y[1]))
	})
	for _, w := range all {
		switch {
		case t.Start == "" && t.End == "":
			t.Start, t.End = w[0], w[1]
		case t.Start == "" && w[1] == "" && w[0] <= t.End:
			t.Start = w[0]
		case t.End == "" && w[0] == "" && w[1] >= t.Start:
			t.End = w[1]
		case w[0] != "" && t.Start != "" && w[0] != t.Start || w[1] != "" && t.End != "" && w[1] != t.End:
			t.Windows = append(t.Windows, w)
		}
	}
	if t.End == "" && t.Start != "" && t.Days > 0 {
		if d, err := time.Parse(time.DateOnly, t.Start); err == nil {
			t.End, t.Counted = d.AddDate(0, 0, t.Days-1).Format(time.DateOnly), true
		}
	}
}

// state sets how far the truce has come as of a day.
func (t *Truce) state(asof string) {
	var declared, agreed, begun, ended, known bool
	lastEnd := ""
	for _, s := range t.Steps {
		if !s.done() {
			continue
		}
		known = known || s.comesAbout() && s.Step != "agreed"
		switch s.Step {
		case "declared":
			declared = true
		case "agreed": // one side's word is no agreement
			agreed = agreed || s.Status == "occurred" && s.bySeveral() && len(s.Tellers) == 0
		case "begun":
			begun = s.Date.Day <= asof || begun
		case "ended":
			ended, lastEnd = true, s.Date.Day
		case "extended":
			t.Extended = true
			ended = ended && s.Date.Day < lastEnd // what goes on is not over
		}
	}
	there := declared || agreed || begun
	switch {
	case ended && (t.End == "" || t.End < asof || lastEnd < t.End && lastEnd <= asof):
		t.State = TruceOver
	case there && t.End != "" && t.End < asof && !t.Extended:
		t.State = TruceOver
	case there && t.Start > asof:
		t.State = TruceAhead
	case there && t.Start != "" && (t.End == "" || asof <= t.End || t.Extended), begun:
		t.State = TruceInForce
	case agreed:
		t.State = TruceAgreed
	case declared:
		t.State = TruceDeclared
	case known:
		t.State = TruceUnclear
	default:
		t.State = TruceProposed
	}
}

// bySeveral reports whether two sides take the step.
func (s TruceStep) bySeveral() bool {
	return len(sidesOf(s.Actors)) > 1 || slices.ContainsFunc(s.Actors, func(a Somebody) bool { return a.isSeveral() })
}

// isSeveral reports whether somebody is both of two: "both sides", "each other".
func (a Somebody) isSeveral() bool {
	first, _, _ := strings.Cut(a.Name, " ")
	return a.Actor == "" && (first == "both" || first == "each" || first == "two" || a.Name == "the sides" || a.Name == "the parties")
}

// Accusations returns the accounts of breaches that somebody claims or the
// article tells.
func (t Truce) Accusations() []TruceStep { return t.told("broken") }

// told returns the accounts of a step that was taken, or said to be.
func (t Truce) told(step string) []TruceStep {
	var out []TruceStep
	for _, s := range t.Steps {
		if s.Step == step {
			out = append(out, s)
		}
	}
	return out
}

// title names the truce by its length, its names and the noun used most.
func (grp *truceGroup) title() string {
	label := grp.bestLabel()
	if grp.days > 0 {
		return strconv.Itoa(grp.days) + "-day " + label
	}
	return label
}

// key is title and first day for links.
func (grp *truceGroup) key(t *Truce) string {
	k := strings.ReplaceAll(t.Title, " ", "-")
	if t.Start != "" {
		k += "/" + t.Start
	} else if !grp.marked() {
		var parties []string
		for p := range grp.parties {
			parties = append(parties, strings.ReplaceAll(strings.ToLower(p), " ", "-"))
		}
		slices.Sort(parties)
		k += "/" + strings.Join(parties, "+")
	}
	return k
}

// side tells of whom the truce is: by the articles' own words, else mutual
// where two sides agreed it, unilateral where only one side's declaration is told.
func (grp *truceGroup) side() string {
	if grp.sides["unilateral"] != grp.sides["mutual"] {
		if grp.sides["unilateral"] > grp.sides["mutual"] {
			return "unilateral"
		}
		return "mutual"
	}
	by := map[string]bool{}
	for _, s := range grp.steps {
		if !s.done() {
			continue
		}
		switch s.Step {
		case "agreed":
			if len(sidesOf(s.Actors)) > 1 {
				return "mutual"
			}
		case "declared":
			for _, a := range sidesOf(s.Actors) {
				by[a] = true
			}
		}
	}
	if len(by) == 1 && !grp.takenUp(by) {
		return "unilateral"
	}
	return ""
}

// takenUp reports whether another side than by accepted or agreed.
func (grp *truceGroup) takenUp(by map[string]bool) bool {
	return slices.ContainsFunc(grp.steps, func(s TruceStep) bool {
		if s.Step != "accepted" && s.Step != "agreed" || !s.done() {
			return false
		}
		return len(s.Actors) == 0 || slices.ContainsFunc(sidesOf(s.Actors), func(side string) bool { return !by[side] })
	})
}

// sidesOf returns the parties of some people, their names where these are unknown, without doubles.
func sidesOf(all []Somebody) []string {
	var out []string
	for _, a := range all {
		if side := cmp.Or(a.Party, a.Name); !slices.Contains(out, side) {
			out = append(out, side)
		}
	}
	return out
}

// StepLabel says a step in the life of a truce in words for reading.
func StepLabel(step string) string {
	switch step {
	case "begun":
		return "in force"
	case "broken":
		return "said to be broken"
	case "unextended":
		return "not extended"
	case "unverified":
		return "could not be verified"
	case "kept":
		return "said to hold"
	case "conditional":
		return "on a condition"
	}
	return step
}
