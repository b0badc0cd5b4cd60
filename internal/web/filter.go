package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
)

const pageSize = 100 // entries of a list on one page

// A choice is one value of a filter.
type choice struct {
	Value, Label string
	Chosen       bool
}

// A field is a filter of a list, chosen from values or typed as a day.
type field struct {
	Name, Label string
	Choices     []choice
	Value       string
	Day         bool // typed, not chosen
}

// A chip is a filter that is set, with the address without it.
type chip struct{ Name, Value, Off string }

// filters are the filters of a list as its page shows them.
type filters struct {
	Path   string
	Fields []field
	Chosen []chip
	Total  string // "12 statements"
	Pager  pager
}

// A pager leads through the pages of a list; empty addresses where there is
// nothing further.
type pager struct{ Prev, Next, Text string }

// tally counts the values of a filter and keeps how they are called.
type tally struct {
	count map[string]int
	label map[string]string
}

func newTally() *tally { return &tally{map[string]int{}, map[string]string{}} }

func (t *tally) add(value, label string) {
	if value == "" {
		return
	}
	t.count[value]++
	t.label[value] = label
}

// choices lists the values, the most frequent first, at most limit of them
// and always the chosen one.
func (t *tally) choices(chosen string, limit int) []choice {
	values := make([]string, 0, len(t.count))
	for v := range t.count {
		values = append(values, v)
	}
	slices.SortFunc(values, func(a, b string) int {
		return cmp.Or(cmp.Compare(t.count[b], t.count[a]), cmp.Compare(t.label[a], t.label[b]), cmp.Compare(a, b))
	})
	out := []choice{}
	for i, v := range values {
		if i < limit || v == chosen {
			out = append(out, choice{v, t.label[v] + " (" + strconv.Itoa(t.count[v]) + ")", v == chosen})
		}
	}
	return out
}

// name returns how a value is called.
func (t *tally) name(value string) string {
	if l := t.label[value]; l != "" {
		return l
	}
	return value
}

// choose adds a filter with the values of a tally, and its chip if it is set.
func (f *filters) choose(r *http.Request, name, title string, t *tally) {
	v := r.FormValue(name)
	f.Fields = append(f.Fields, field{Name: name, Label: title, Choices: t.choices(v, 200), Value: v})
	if v != "" {
		f.Chosen = append(f.Chosen, chip{title, t.name(v), with(r.URL, name, "")})
	}
}

// days adds the filters for the first and last day; values that are no day
// are a problem.
func (f *filters) days(r *http.Request) (from, to string, err error) {
	from, to = r.FormValue("from"), r.FormValue("to")
	if err := isDay("from", from); err != nil {
		return "", "", err
	}
	if err := isDay("to", to); err != nil {
		return "", "", err
	}
	f.Fields = append(f.Fields, field{Name: "from", Label: "From", Value: from, Day: true}, field{Name: "to", Label: "To", Value: to, Day: true})
	if from != "" {
		f.Chosen = append(f.Chosen, chip{"From", day(from, false).Text, with(r.URL, "from", "")})
	}
	if to != "" {
		f.Chosen = append(f.Chosen, chip{"To", day(to, false).Text, with(r.URL, "to", "")})
	}
	return from, to, nil
}

// within reports whether a day, month or year can lie between two days, both
// included; what has no date lies in no window but the open one.
func within(iso, from, to string) bool {
	if from == "" && to == "" {
		return true
	}
	if iso == "" {
		return false
	}
	return (from == "" || iso >= from[:min(len(from), len(iso))]) && (to == "" || iso[:min(len(iso), len(to))] <= to)
}

// paged returns the stretch of a list that the request asks for, and the links
// to the pages before and after.
func paged[T any](r *http.Request, list []T) ([]T, pager, error) {
	n := 1
	if s := r.FormValue("page"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil || n < 1 || n > 1_000_000 {
			return nil, pager{}, badRequest("“page” should be a number from 1.")
		}
	}
	start := min((n-1)*pageSize, len(list))
	end := min(start+pageSize, len(list))
	p := pager{Text: number(start+1) + "–" + number(end) + " of " + number(len(list))}
	if n > 1 {
		p.Prev = pageHref(r.URL, n-1)
	}
	if end < len(list) {
		p.Next = pageHref(r.URL, n+1)
	}
	return list[start:end], p, nil
}

func pageHref(u *url.URL, n int) string {
	v := u.Query()
	v.Set("page", strconv.Itoa(n))
	return u.Path + "?" + v.Encode()
}
