package record

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// RoleEntry is an office of an actor, with one article that gives it.
type RoleEntry struct {
	Role
	Article string `json:"article"` // ID
	Day     Maybe  `json:"day"`     // of publication; "" unknown
}

// MarshalJSON adds the entry's fields to those of the role.
func (e RoleEntry) MarshalJSON() ([]byte, error) {
	type plain Role
	return json.Marshal(struct {
		plain
		Article string  `json:"article"`
		Day     Maybe   `json:"day"`
		Span    *[2]int `json:"span,omitempty"`
	}{plain(e.Role), e.Article, e.Day, e.Words.whole()})
}

// Clash is two titles of one actor that cannot both be right at their time, or
// of which one is out of date. Neither is repaired: both are shown.
type Clash struct {
	Why string    `json:"why"` // why they do not go together, for a person to read
	A   RoleEntry `json:"a"`
	B   RoleEntry `json:"b"` // by day of publication, unknown days last; then by article and place
}

// clashDays is within how many days of publication two titles count as given
// at one time.
const clashDays = 60

// rolesOf lists the offices that articles give a cluster, each body's office
// of each tenure once for every article, in order of day, article and place.
func (b *builder) rolesOf(c *cluster) []RoleEntry {
	var out []RoleEntry
	for _, n := range append(slices.Clone(c.nodes), c.joins...) {
		a, _ := b.rec.Article(n.article)
		for _, o := range n.Roles {
			out = append(out, RoleEntry{o, n.article, Maybe(a.Day())})
		}
	}
	slices.SortStableFunc(out, func(x, y RoleEntry) int {
		return cmp.Or(cmp.Compare(orLast(x.Day), orLast(y.Day)), cmp.Compare(x.Article, y.Article), cmp.Compare(x.at(), y.at()))
	})
	return out
}

func orLast(day Maybe) string { return cmp.Or(string(day), "~") }

// at returns where the words of the role begin.
func (e RoleEntry) at() int {
	if len(e.Words) == 0 {
		return 0
	}
	return e.Words[0].Start
}

// mostClashes is how many clashes are kept of one actor, the first of each
// pair of offices.
const mostClashes = 12

// clashesOf finds titles that contradict one another: two offices of one body
// that nobody holds together, given at one time; an office held of one who is
// told to have held it.
func clashesOf(roles []RoleEntry) []Clash {
	var out []Clash
	seen := map[[2]string]bool{}
	for i, a := range roles {
		for _, b := range roles[i+1:] {
			why := clash(a, b)
			key := [2]string{a.Kind + "/" + a.Tenure, b.Kind + "/" + b.Tenure}
			slices.Sort(key[:])
			if why == "" || seen[key] {
				continue
			}
			seen[key] = true
			if out = append(out, Clash{why, a, b}); len(out) == mostClashes {
				return out
			}
		}
	}
	return out
}

// clash tells why two titles do not go together, "" if they do. a is not the
// later of the two.
func clash(a, b RoleEntry) string {
	if a.Of != "" && b.Of != "" && !strings.EqualFold(a.Of, b.Of) || a.Rung == RungSpokesman && b.Rung == RungSpokesman {
		return ""
	}
	past := func(e RoleEntry) bool { return e.Tenure == "former" }
	if a.Tenure == "then" || b.Tenure == "then" || !past(a) && !inOffice(a.Rung) || !past(b) && !inOffice(b.Rung) {
		return ""
	}
	switch {
	case a.Kind == b.Kind && past(a) != past(b):
		if past(a) && b.Tenure == "new" || a.Tenure == "elect" || b.Tenure == "elect" {
			return ""
		}
		if past(b) && !near(a, b) {
			return "" // held then, over later
		}
		if a.Article == b.Article {
			return "one article calls the same person both: one of the titles may be out of date"
		}
		return "held in one article, over in another of about the same time or before: one of the titles may be out of date"
	case a.Kind != b.Kind && !past(a) && !past(b) && excluded(a.Excludes, b.Excludes) && a.Of != "" && b.Of != "" && near(a, b):
		if a.Tenure == "elect" || b.Tenure == "elect" || a.Tenure == "new" || b.Tenure == "new" {
			return ""
		}
		return "nobody holds both offices of " + a.Of + " at one time"
	}
	return ""
}

// inOffice reports whether a rung is that of an office that one holds and gives up.
func inOffice(r Rung) bool {
	switch r {
	case RungLeader, RungSpokesman, RungEnvoy, RungMinister, RungLocal, RungOfficial:
		return true
	}
	return false
}

// excluded reports whether two lists name one.
func excluded(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	in := strings.Split(b, "; ")
	return slices.ContainsFunc(strings.Split(a, "; "), func(x string) bool { return slices.Contains(in, x) })
}

// near reports whether two titles were given at about one time; those without
// a day were.
func near(a, b RoleEntry) bool {
	if a.Day == "" || b.Day == "" {
		return true
	}
	x, err := time.Parse(time.DateOnly, string(a.Day))
	y, err2 := time.Parse(time.DateOnly, string(b.Day))
	return err != nil || err2 != nil || y.Sub(x).Abs() <= clashDays*24*time.Hour
}

// Rung returns how far an actor speaks for a party by the office that most
// articles give and do not call over; RungMember if none does.
func (a Actor) Rung() Rung {
	count := map[string]int{}
	best, rung := 0, RungMember
	for _, o := range a.Roles {
		if o.Tenure == "former" || o.Tenure == "then" {
			continue
		}
		if count[o.Kind]++; count[o.Kind] > best {
			best, rung = count[o.Kind], o.Rung
		}
	}
	return rung
}
