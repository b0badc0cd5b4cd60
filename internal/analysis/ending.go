package analysis

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"parley/internal/record"
)

// Ending is what ended a position: a later one of the same holder on the same
// object, or a deed.
type Ending struct {
	By     string // position, deed
	Text   string // "opposes it", "talks took place"
	Date   Date
	Outlet string
	Ref    Ref
}

// Endings returns what has ended positions by a day, by the article and ID of
// the position ("<article>/p3"); a position that nothing is known to have ended
// is not in it. A later position counts where the holder or the article tells
// it, not where somebody else does; a deed where it is told as done, on a stated
// day after the position, with the holder's side in it. Which of two ended it is
// the earlier. That nothing ended a position does not prove that it still holds.
func Endings(rec *record.Record, asof string) map[string]Ending {
	v := newView(rec, asof)
	return v.endings()
}

// endings is Endings over a view.
func (v *view) endings() map[string]Ending {
	type held struct {
		acc  Account
		side string
	}
	if v.ties == nil {
		v.ties = tiedTruces(Truces(v.rec, v.asof))
	}
	deeds, parties, tied := v.deeds(), v.parties(), v.ties
	byObject := map[string][]held{}
	var order []string
	for _, e := range v.rec.Positions {
		if _, ok := v.visible[e.Article]; !ok {
			continue
		}
		acc, party := v.account(e)
		key := objectOf(e.Issue, cmp.Or(string(e.About), string(e.SubIssue))).key
		if t, longer := tied.of(acc); t != nil { // two truces are two objects, whatever they are called
			key = "truce\x00" + t.Key
			if longer {
				key += "\x00longer"
			}
		}
		key = cmp.Or(acc.Actor, "/"+acc.Name) + "\x00" + key
		if byObject[key] == nil {
			order = append(order, key)
		}
		byObject[key] = append(byObject[key], held{acc, cmp.Or(party, acc.Name)})
	}
	out := map[string]Ending{}
	for _, key := range order {
		list := byObject[key]
		slices.SortStableFunc(list, func(x, y held) int { return byDate(x.acc, y.acc) })
		for i, h := range list {
			if len(h.acc.Date.Day) != len(time.DateOnly) {
				continue
			}
			var end *Ending
			for _, later := range list[i+1:] {
				if later.acc.Stance != h.acc.Stance && later.acc.Basis != Told && after(later.acc.Date, h.acc.Date) && v.oneMatter(key, h.side, h.acc.Ref.Article, later.acc.Ref.Article) {
					end = &Ending{"position", verb(later.acc.Stance, later.acc.threatens()), later.acc.Date, later.acc.Outlet, later.acc.Ref}
					break
				}
			}
			end = earlier(end, v.deedEnding(h.acc, h.side, deeds, parties))
			if end = earlier(end, tied.ending(h.acc)); end != nil {
				out[h.acc.Ref.Article+"/"+h.acc.Ref.Entry] = *end
			}
		}
	}
	return out
}

// learned is how many days later than another a day of publication is at least
// taken for a later stance: what outlets tell one after the other may be one.
const learned = 2

// after reports whether a stance of day x is later than one of day y, and not
// only told later.
func after(x, y Date) bool {
	if !x.Inferred && !y.Inferred {
		return x.Day > y.Day
	}
	return lasts(y.Day, x.Day) > learned
}

// oneMatter reports whether two articles speak of one negotiation, as far as that
// can be told: where the object is an issue as a whole, another party than the
// holder's must be in both, or in neither.
func (v *view) oneMatter(key, side, a, b string) bool {
	_, object, _ := strings.Cut(key, "\x00")
	if strings.ContainsAny(object, "/\x00") || a == b {
		return true
	}
	x, y := v.told(a), v.told(b)
	for p := range x {
		if p != side && y[p] {
			return true
		}
	}
	only := func(m map[string]bool) bool { return len(m) == 0 || len(m) == 1 && m[side] }
	return only(x) && only(y)
}

// earlier returns the ending that came first, a of two of one day; nil if neither is.
func earlier(a, b *Ending) *Ending {
	if a == nil || b != nil && b.Date.Day < a.Date.Day {
		return b
	}
	return a
}

// deedEnding returns the first deed after a position that does what it is on; nil if none.
func (v *view) deedEnding(acc Account, side string, deeds map[string][]deed, parties []string) *Ending {
	p := acc.Position
	if acc.Stance == record.Opposes && p.Issue != "direct-talks" || acc.Stance == record.Undecided {
		return nil
	}
	if undoes(acc.Ref.Text) && p.Issue != "direct-talks" {
		return nil
	}
	words := string(p.About) + " " + acc.Ref.Text
	var end *Ending
	for _, typ := range deedsOf[p.Issue] {
		for _, d := range deeds[typ] {
			if d.day <= acc.Date.Day || d.Status != "occurred" || !d.with(side, words, parties) || !d.about(string(p.About), Somebody{acc.Actor, acc.Name, side}) || !d.does(p.Issue) {
				continue
			}
			a := v.visible[d.Article]
			end = earlier(end, &Ending{"deed", deedText(d), Date{d.day, false}, a.Outlet, v.cues.refOf(d.Article, d.ID, d.Evidence)})
			break
		}
	}
	return end
}

// deedText says a deed: "talks: Ostria, Velmark".
func deedText(d deed) string {
	var names []string
	for p := range d.parties {
		names = append(names, p)
	}
	slices.Sort(names)
	if len(names) > 4 {
		names = append(names[:4], "others")
	}
	return d.Type + ": " + strings.Join(names, ", ")
}

// truceTies finds the truce that words of an article speak of.
type truceTies map[string][]truceTie // by article

type truceTie struct {
	start, end int
	truce      *Truce
	longer     bool // of its extension, which one can refuse without refusing the truce
}

// tiedTruces notes the words of who wants or refuses which truce.
func tiedTruces(truces []Truce) truceTies {
	out := truceTies{}
	for i := range truces {
		for _, s := range truces[i].Steps {
			if longer := s.Step == "extended" || s.Step == "unextended"; longer || s.wants() {
				out[s.Ref.Article] = append(out[s.Ref.Article], truceTie{s.Ref.Start, s.Ref.End, &truces[i], longer})
			}
		}
	}
	return out
}

// of returns the truce that a position on a halt is on, and whether it is on its
// extension; nil for any other position, and where no truce is told.
func (t truceTies) of(acc Account) (truce *Truce, longer bool) {
	if !haltIssues[acc.Position.Issue] {
		return nil, false
	}
	for _, x := range t[acc.Ref.Article] {
		if x.start < acc.Ref.End && acc.Ref.Start < x.end && (truce == nil || x.longer) {
			truce, longer = x.truce, x.longer
		}
	}
	return truce, longer
}

// marked reports whether the truce is told from others by its length or a name.
func (t *Truce) marked() bool { return t.Days > 0 || strings.Contains(t.Title, " ") }

// object returns the position object that the truce, or its extension, is within an issue.
func (t *Truce) object(issue string, longer bool) object {
	o := object{issue + "/" + strings.ReplaceAll(t.Title, " ", "-"), t.Title}
	if t.Days > 0 {
		o.key = issue + "/" + strconv.Itoa(t.Days) + "-day"
	}
	if longer {
		return object{o.key + "/extension", "extending the " + t.Title}
	}
	return o
}

// ending returns the step by which the truce that a position wants came about
// after it: it took effect, or two sides agreed it; nil if it did not.
func (t truceTies) ending(acc Account) *Ending {
	truce, longer := t.of(acc)
	if truce == nil || longer || acc.Stance == record.Opposes || acc.Stance == record.Undecided {
		return nil
	}
	for _, s := range truce.Steps {
		came := s.Step == "begun" && s.Status == "occurred" || s.Step == "agreed" && s.Status == "occurred" && s.bySeveral()
		if came && s.Date.Day > acc.Date.Day {
			return &Ending{"deed", truce.Title + " " + s.sentence(), s.Date, s.Outlet, s.Ref}
		}
	}
	return nil
}
