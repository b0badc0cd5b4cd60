package web

import (
	"strings"
	"time"

	"parley/internal/record"
)

// A stance is how a position is shown: a word, a shape and a colour class that
// say the same.
type stance struct{ Class, Word, Mark string }

// stanceOf returns the word for a stance; an unknown one is shown as it is.
func stanceOf(s record.Stance) stance {
	switch s {
	case record.Supports:
		return stance{"wants", "WANTS", "●"}
	case record.Opposes:
		return stance{"refuses", "REFUSES", "✕"}
	case record.Conditional:
		return stance{"if", "IF …", "◐"}
	case record.Undecided:
		return stance{"open", "OPEN", "○"}
	}
	return stance{"open", strings.ToUpper(string(s)), "○"}
}

// threat is what a position is shown as that its holder threatens with: the
// colour of wanting it, in another word and shape.
var threat = stance{"wants", "THREATENS", "▲"}

// stanceAs is stanceOf for a stance that may be a threat; one of refusing says
// so, and one on a condition shows its condition beside it.
func stanceAs(s record.Stance, threatened bool) stance {
	switch {
	case !threatened || s == record.Undecided:
		return stanceOf(s)
	case s == record.Opposes:
		return stance{"refuses", "THREATENS NO", "▲"}
	case s == record.Conditional:
		return stance{"if", threat.Word, threat.Mark}
	}
	return threat
}

// moved is what a cell shows when its holder's stance changed.
var moved = stance{"moved", "MOVED", "➜"}

// A status is how far an event has got, with a gloss that keeps a wish from
// being read as a deed.
type status struct{ Status, Class, Word, Gloss string }

// statusOf returns the badge of an event's status. Types of events that are
// done by agreeing get the sharper gloss.
func statusOf(s, typ string) status {
	agreeable := typ == "truce" || typ == "agreement" || typ == "exchange" || typ == "talks" || typ == "meeting"
	st := status{Status: s, Word: strings.ToUpper(s)}
	switch s {
	case "occurred":
		st.Class, st.Gloss = "done", "as reported"
	case "agreed":
		st.Class, st.Gloss = "agreed", "reported agreed, not yet done"
	case "planned":
		st.Class, st.Gloss = "notyet", "announced, not done"
	case "proposed", "demanded":
		st.Class, st.Gloss = "wish", "not done"
		if agreeable {
			st.Gloss = "not agreed"
		}
	case "claimed":
		st.Class, st.Gloss = "unsure", "not verified"
	case "denied":
		st.Class, st.Gloss = "not", "said not to be so"
	case "declined":
		st.Class, st.Gloss = "not", "not taken up"
	case "cancelled":
		st.Class, st.Gloss = "not", "called off"
	default:
		st.Class, st.Gloss = "unsure", "status not known"
	}
	return st
}

// A when is a day, month or year as shown, with its ISO form.
type when struct {
	ISO, Text string // "" where unknown
	Inferred  bool
}

// day turns an ISO 8601 day, month or year into words: "9 May 2025", "May
// 2025". Anything else is shown as it is.
func day(iso string, inferred bool) when {
	for _, f := range []struct{ in, out string }{
		{"2006-01-02", "2 Jan 2006"}, {"2006-01", "Jan 2006"}, {"2006", "2006"},
	} {
		if t, err := time.Parse(f.in, iso); err == nil {
			return when{ISO: iso, Text: t.Format(f.out), Inferred: inferred}
		}
	}
	return when{ISO: iso, Text: iso, Inferred: inferred}
}

// short leaves out the year where it is the given one.
func (w when) short(year string) when {
	if len(year) == 4 && strings.HasPrefix(w.ISO, year+"-") {
		w.Text = strings.TrimSuffix(w.Text, " "+year)
	}
	return w
}

// span is a stretch of days: one day where both ends agree or one is missing.
func span(from, to string) when {
	if from == "" {
		from, to = to, ""
	}
	w := day(from, false)
	if to != "" && to != from {
		w.Text += " – " + day(to, false).Text
	}
	return w
}

// plural puts a number before a word: "1 outlet", "2 outlets".
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return number(n) + " " + many
}

// number writes n with a thin space between groups of three digits.
func number(n int) string {
	s := []byte{}
	digits := []byte(itoa(n))
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 && len(digits) > 4 {
			s = append(s, "\u2009"...)
		}
		s = append(s, d)
	}
	return string(s)
}

// label turns a code into words: "direct-talks" into "direct talks".
func label(code string) string { return strings.ReplaceAll(code, "-", " ") }

func capital(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
