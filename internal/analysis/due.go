package analysis

import (
	"cmp"
	"slices"
	"strings"

	"parley/internal/record"
)

// DueState is what became of a commitment.
type DueState string

// The states of a commitment. Only what is told makes one met or missed.
const (
	Met       DueState = "met"                  // an event that does it is told as done
	Missed    DueState = "missed"               // it is told that it was not done, declined or cancelled
	Disputed  DueState = "met and missed"       // both are told: the deeds of either are kept
	DuePassed DueState = "due passed, not told" // its day is over and no article tells what became of it
	Open      DueState = "open"
)

// Due is a commitment with what became of it.
type Due struct {
	Key      string // article and ID of the first account
	Actor    Somebody
	Action   string // in the article's words
	Issue    string // code; "" none
	Trigger  string // what must happen first; "" nothing
	Due      string // last day; "" not told
	Made     Date
	State    DueState
	Accounts []DueAccount // who tells of the commitment, in order of date
	Deeds    []DueAccount // the events that decided State; empty where none did
}

// DueAccount is one account of a commitment or of what became of it.
type DueAccount struct {
	Date   Date
	Status string // of a deed: occurred, cancelled, declined, denied; "" of a commitment
	Outlet string
	Ref    Ref
}

// Dues returns the commitments that articles published by a day tell of, with
// what became of them: those with a day first, the next before the later. asof ""
// is the last day of publication.
func Dues(rec *record.Record, asof string) []Due {
	v := newView(rec, asof)
	deeds, parties := v.deeds(), v.parties()
	var out []Due
	for i := range rec.Commitments {
		c := &rec.Commitments[i]
		a, ok := v.visible[c.Article]
		if !ok || len(c.Evidence) == 0 {
			continue
		}
		d := Due{Key: c.Article + "/" + c.ID, Actor: Somebody{c.Actor, rec.NameOf(c.Actor, c.Commitment.Actor), partyOf(rec, c.Actor, c.Commitment.Actor)},
			Action: c.Action, Issue: string(c.Issue), Trigger: string(c.Trigger), Due: string(c.Due), Made: v.date(a, c.Made, false), State: Open}
		if day := a.Day(); day != "" && d.Made.Day > day {
			d.Made = Date{day, true}
		}
		acc := DueAccount{d.Made, "", a.Outlet, v.cues.refOf(c.Article, c.ID, c.Evidence)}
		if k := slices.IndexFunc(out, func(o Due) bool { return o.same(d) }); k >= 0 {
			out[k].Accounts = append(out[k].Accounts, acc)
			continue
		}
		d.Accounts = []DueAccount{acc}
		out = append(out, d)
	}
	for i := range out {
		v.decide(&out[i], deeds, parties)
	}
	slices.SortStableFunc(out, func(x, y Due) int {
		return cmp.Or(boolOrder(x.Due == "")-boolOrder(y.Due == ""), cmp.Compare(x.Due, y.Due), cmp.Compare(y.Made.Day, x.Made.Day), cmp.Compare(x.Key, y.Key))
	})
	return out
}

func boolOrder(b bool) int {
	if b {
		return 1
	}
	return 0
}

// same reports whether two accounts tell of one commitment: by one actor, on
// one issue and day, in words half of which are the same.
func (d Due) same(o Due) bool {
	if cmp.Or(d.Actor.Actor, d.Actor.Name) != cmp.Or(o.Actor.Actor, o.Actor.Name) || d.Issue != o.Issue || d.Due != "" && o.Due != "" && d.Due != o.Due {
		return false
	}
	a, b := strings.Fields(strings.ToLower(d.Action)), strings.Fields(strings.ToLower(o.Action))
	shared := 0
	for _, w := range a {
		if slices.Contains(b, w) {
			shared++
		}
	}
	return 2*shared >= max(len(a), len(b))
}

// decide sets what became of a commitment by the events after it.
func (v *view) decide(d *Due, deeds map[string][]deed, parties []string) {
	side := cmp.Or(d.Actor.Party, d.Actor.Name)
	not := negates(d.Action)
	back := undoes(d.Action)
	for _, typ := range deedsOf[d.Issue] {
		for _, e := range deeds[typ] {
			if e.day < d.Made.Day || e.day == d.Made.Day && d.Made.Inferred || !e.with(side, d.Action, parties) || !e.about(d.Action, d.Actor) || !e.does(d.Issue) {
				continue
			}
			state := becomes(back, not, &e.Event)
			if state == "" {
				continue
			}
			if d.State != Open && d.State != state {
				state = Disputed
			}
			a := v.visible[e.Article]
			d.State = state
			d.Deeds = append(d.Deeds, DueAccount{Date{e.day, false}, e.Status, a.Outlet, v.cues.refOf(e.Article, e.ID, e.Evidence)})
		}
	}
	if d.State == Open && d.Due != "" && d.Due < v.asof {
		d.State = DuePassed
	}
}

// becomes returns what event e makes of an undertaking to do such a thing, to
// take one back, or not to; "" if nothing.
func becomes(back, not bool, e *record.Event) DueState {
	done := Met
	switch {
	case back && e.Status == "cancelled": // lifted, suspended
	case back:
		return ""
	case e.Status == "occurred":
	case (e.Status == "cancelled" || e.Status == "declined") && !not && callable[e.Type]:
		done = Missed
	default:
		return ""
	}
	if not { // done what he undertook not to do
		return Missed
	}
	return done
}

// callable are the types of events that are missed where they are called off; a
// sanction that is called off was there.
var callable = map[string]bool{"talks": true, "meeting": true, "exchange": true, "agreement": true, "vote": true, "visit": true}

// negates reports whether an action is one to refrain from: "will not block".
func negates(action string) bool {
	words := strings.Fields(strings.ToLower(action))
	for _, w := range words[:min(len(words), 4)] {
		if w == "not" || w == "never" || w == "n't" || strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t") {
			return true
		}
	}
	return false
}
