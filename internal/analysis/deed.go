package analysis

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"parley/internal/record"
)

// deedsOf are the types of events that do what a position on an issue wants, or
// what a commitment on it undertakes.
var deedsOf = map[string][]string{
	"direct-talks":        {"talks", "meeting"},
	"peace-agreement":     {"agreement"},
	"withdrawal":          {"deployment"},
	"peacekeeping":        {"deployment"},
	"military-aid":        {"aid"},
	"sanctions":           {"sanction"},
	"prisoners":           {"exchange"},
	"humanitarian-access": {"aid", "exchange"},
	"elections":           {"vote"},
	"industrial-action":   {"protest"},
	"lockout":             {"sanction"},
	"settlement":          {"agreement"},
	"tariffs":             {"sanction"},
	"retaliation":         {"sanction"},
}

// deedWords are stems one of which the words of a deed must have, for issues
// whose types of events are wider than they.
var deedWords = map[string][]string{
	"sanctions":    {"sanction", "embargo", "restrict", "tariff", "blockade"},
	"tariffs":      {"tariff", "dut", "lev"},
	"military-aid": {"weapon", "arm", "missile", "ammunition", "military", "tank", "jet", "intelligence"},
	"lockout":      {"lock", "gate", "shut"},
}

// does reports whether the deed's words are on an issue.
func (d deed) does(issue string) bool {
	stems := deedWords[issue]
	text := strings.ToLower(joinWords(d.Evidence))
	return stems == nil || slices.ContainsFunc(stems, func(s string) bool { return strings.Contains(text, s) })
}

// deed is an event as what ends a position or keeps a commitment.
type deed struct {
	*record.EventEntry
	day     string          // ISO 8601 day, stated
	parties map[string]bool // parties and names of who takes part
}

// deeds returns the events of an issue's types that have a stated day, in order of it.
func (v *view) deeds() map[string][]deed {
	out := map[string][]deed{}
	for i := range v.rec.Events {
		e := &v.rec.Events[i]
		a, ok := v.visible[e.Article]
		if !ok || len(e.Start) != len(time.DateOnly) || string(e.Start) > v.asof || a.Day() != "" && string(e.Start) > a.Day() {
			continue
		}
		d := deed{e, string(e.Start), map[string]bool{}}
		for k, p := range e.Participants {
			id := ""
			if k < len(e.Actors) {
				id = e.Actors[k]
			}
			w := record.Who{Name: p.Name}
			if party := partyOf(v.rec, id, w); party != "" {
				d.parties[party] = true
			} else {
				d.parties[v.rec.NameOf(id, w)] = true
			}
		}
		out[e.Type] = append(out[e.Type], d)
	}
	for _, list := range out {
		slices.SortStableFunc(list, func(x, y deed) int {
			if x.day != y.day {
				return strings.Compare(x.day, y.day)
			}
			return strings.Compare(x.Article+"/"+x.ID, y.Article+"/"+y.ID)
		})
	}
	return out
}

// with reports whether a side takes part in the deed and, where words name other
// sides, one of those does; talks and meetings need two sides.
func (d deed) with(side, words string, parties []string) bool {
	if !d.parties[side] {
		return false
	}
	two := d.Type == "talks" || d.Type == "meeting"
	if two && len(d.parties) < 2 {
		return false
	}
	named, among := false, false
	for _, p := range parties {
		if p != side && mentions(words, p) {
			named = true
			among = among || d.parties[p]
		}
	}
	return !named && d.Type != "meeting" || among
}

// about reports whether the deed can be on what words name: none of their names,
// or one of them is in the deed's own words or among who takes part. Names of who
// acts do not count.
func (d deed) about(words string, but Somebody) bool {
	names, found := false, false
	text := strings.ToLower(joinWords(d.Evidence))
	for p := range d.parties {
		text += " " + strings.ToLower(p)
	}
	for i, w := range strings.FieldsFunc(words, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
		r, _ := utf8.DecodeRuneInString(w)
		if i == 0 || len(w) < 4 || calendar[w] || !unicode.IsUpper(r) || strings.Contains(but.Name+" "+but.Party, w) {
			continue
		}
		names = true
		found = found || strings.Contains(text, strings.ToLower(w[:min(len(w), 5)]))
	}
	return !names || found
}

// calendar are capitalized words that name days.
var calendar = map[string]bool{"January": true, "February": true, "March": true, "April": true, "June": true, "July": true, "August": true, "September": true,
	"October": true, "November": true, "December": true, "Monday": true, "Tuesday": true, "Wednesday": true, "Thursday": true, "Friday": true, "Saturday": true, "Sunday": true}

func joinWords(w record.Words) string {
	texts := make([]string, len(w))
	for i, p := range w {
		texts[i] = p.Text
	}
	return strings.Join(texts, " ")
}

// undoes reports whether words speak of taking something back: "lift sanctions".
func undoes(words string) bool {
	for _, w := range strings.Fields(strings.ToLower(words)) {
		if takesBack[strings.Trim(w, ".,;:“”\"'")] {
			return true
		}
	}
	return false
}

// takesBack are verbs by which what stands is taken back.
var takesBack = map[string]bool{"lift": true, "lifting": true, "end": true, "ending": true, "ease": true, "easing": true, "suspend": true, "suspending": true,
	"pause": true, "pausing": true, "remove": true, "removing": true, "drop": true, "dropping": true, "cancel": true, "stop": true, "stopping": true,
	"waive": true, "relax": true, "reduce": true, "cut": true, "withdraw": true, "abandon": true, "scuttle": true, "review": true, "halt": true, "block": true}

// mentions reports whether words speak of a party, by its name or a word made of it.
func mentions(words, party string) bool {
	stem := strings.ToLower(party)
	if !strings.Contains(stem, " ") && len(stem) > 5 {
		stem = stem[:5]
	}
	return len(stem) >= 4 && strings.Contains(strings.ToLower(words), stem)
}

// parties returns the names of the states and bodies that others belong to, sorted.
func (v *view) parties() []string {
	seen := map[string]bool{}
	for _, a := range v.rec.Actors {
		if a.Party != "" {
			seen[a.Party] = true
		} else if a.Kind == record.State {
			seen[a.Name] = true
		}
	}
	out := make([]string, 0, len(seen))
	for p := range seen {
		out = append(out, p)
	}
	slices.Sort(out)
	return out
}
