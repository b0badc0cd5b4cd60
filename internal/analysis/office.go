package analysis

import (
	"slices"
	"strconv"
	"strings"

	"parley/internal/record"
)

// Office is an office of an actor with when articles give it.
type Office struct {
	Words       string // as the first article has it
	Of          string // state or body; "" if not told
	Rung        Rung
	Tenure      string // former, then (at the time told of), acting, new, elect; "" if simply held
	First, Last string // days of publication; "" unknown
	Articles    int
}

// Offices puts an actor's titles together: one entry for each office of a body
// and tenure, in order of the first article that gives it.
func Offices(a record.Actor) []Office {
	type key struct{ kind, of, tenure string }
	at := map[key]int{}
	in := map[key]map[string]bool{}
	var out []Office
	for _, o := range a.Roles {
		k := key{o.Kind, o.Of, o.Tenure}
		i, ok := at[k]
		if !ok {
			i = len(out)
			at[k], in[k] = i, map[string]bool{}
			out = append(out, Office{Words: o.Office, Of: o.Of, Rung: Rung(o.Rung), Tenure: o.Tenure, First: string(o.Day)})
		}
		in[k][o.Article] = true
		out[i].Articles = len(in[k])
		out[i].Last = max(out[i].Last, string(o.Day))
	}
	return out
}

// Number writes a figure's number as its words bound it: "at least 53,655",
// "76 of 112", "10 to 15 %", "60 bn USD". It is neither rounded nor averaged.
func Number(f record.Figure) string {
	s := grouped(f.Value)
	if f.Upper != nil {
		s += " to " + grouped(*f.Upper)
	}
	if f.Of != nil {
		s += " of " + grouped(*f.Of)
	}
	if f.Bound != "" {
		s = f.Bound + " " + s
	}
	if f.Unit != "" {
		s += " " + string(f.Unit)
	}
	return s
}

// grouped writes a number with its thousands apart.
func grouped(v float64) string {
	whole, rest, _ := strings.Cut(strconv.FormatFloat(v, 'f', -1, 64), ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	var parts []string
	for len(whole) > 3 {
		parts = append(parts, whole[len(whole)-3:])
		whole = whole[:len(whole)-3]
	}
	parts = append(parts, whole)
	slices.Reverse(parts)
	s := sign + strings.Join(parts, ",")
	if rest != "" {
		s += "." + rest
	}
	return s
}
