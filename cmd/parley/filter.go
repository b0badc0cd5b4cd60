package main

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"parley/internal/record"
	"parley/taxonomy"
)

// filter chooses entries of the record. Empty fields choose all.
type filter struct {
	who, party, issue, stance, form, kind, status string
	since, until, outlet, asof                    string
	limit                                         number
	least                                         share
	format                                        string
	choices                                       []choice
}

// choice is a flag that takes one of a few codes.
type choice struct {
	flag    string
	value   *string
	allowed []string
}

// The codes that flags take.
var (
	stances  = []string{string(record.Supports), string(record.Opposes), string(record.Conditional), string(record.Undecided)}
	forms    = []string{"direct", "indirect", "mixed"}
	kinds    = []string{"event", "position", "statement"}
	statuses = []string{"occurred", "planned", "proposed", "demanded", "agreed", "claimed", "denied", "declined", "cancelled"}
)

// codes returns the codes that a vocabulary gives on lines "word CODE".
func codes(file, word string) []string {
	b, _ := taxonomy.Files.ReadFile(file) // it is built in
	var out []string
	for line := range strings.Lines(string(b)) {
		if f := strings.Fields(line); len(f) == 2 && f[0] == word {
			out = append(out, f[1])
		}
	}
	return out
}

// choiceFlag adds a flag that takes one of the codes allowed.
func (f *filter) choiceFlag(cmd *cobra.Command, value *string, name, help string, allowed []string) {
	cmd.Flags().StringVar(value, name, "", help+": "+oneOf(allowed))
	_ = cmd.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(allowed, cobra.ShellCompDirectiveNoFileComp)) // fails only for a flag that is not there
	f.choices = append(f.choices, choice{name, value, allowed})
}

// oneOf lists words: "a, b or c".
func oneOf(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// number is a whole number as a flag takes it.
type number int

// String returns the number in digits.
func (n *number) String() string { return strconv.Itoa(int(*n)) }

// Type is what the help shows for the value.
func (n *number) Type() string { return "int" }

// Set reads digits.
func (n *number) Set(s string) error {
	v, err := strconv.Atoi(s)
	if err != nil {
		return errors.New("it takes a whole number, such as 20")
	}
	*n = number(v)
	return nil
}

// limitFlag adds --limit.
func (f *filter) limitFlag(cmd *cobra.Command, most number, help string) {
	f.limit = most
	cmd.Flags().Var(&f.limit, "limit", help)
}

// share is a probability as a flag takes it.
type share float64

// String returns the probability in digits.
func (p *share) String() string { return strconv.FormatFloat(float64(*p), 'g', -1, 64) }

// Type is what the help shows for the value.
func (p *share) Type() string { return "float" }

// Set reads a number from 0 to 1.
func (p *share) Set(s string) error {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || !(v >= 0 && v <= 1) {
		return errors.New("it takes a number from 0 to 1, such as 0.65")
	}
	*p = share(v)
	return nil
}

// leastFlag adds --least.
func (f *filter) leastFlag(cmd *cobra.Command) {
	cmd.Flags().Var(&f.least, "least", "only from this probability of being right in every field on; the record keeps none under 0.3")
}

// dateFlags adds the flags that all lists have.
func (f *filter) dateFlags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.since, "since", "", "from this day on (2025-05-09, 2025-05 or 2025)")
	cmd.Flags().StringVar(&f.until, "until", "", "up to this day, included")
	cmd.Flags().StringVar(&f.outlet, "outlet", "", "only of this outlet")
	f.limitFlag(cmd, 0, "at most so many (0: all)")
	formatFlag(cmd, &f.format)
}

// check refuses flags that make no sense.
func (f *filter) check() error {
	for _, d := range []string{f.since, f.until, f.asof} {
		if err := checkDay(d); err != nil {
			return err
		}
	}
	if n := min(len(f.since), len(f.until)); f.since[:n] > f.until[:n] {
		return usage("", "--since %s is after --until %s", f.since, f.until)
	}
	for _, c := range f.choices {
		if *c.value != "" && !slices.ContainsFunc(c.allowed, func(code string) bool { return same(*c.value, code) }) {
			return usage("", "--%s takes %s, not %q", c.flag, oneOf(c.allowed), *c.value)
		}
	}
	if f.limit < 0 {
		return usage("--limit 20", "--limit must not be negative")
	}
	return checkFormat(f.format)
}

// checkDay refuses what is no ISO 8601 day, month or year; "" is allowed.
func checkDay(s string) error {
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		if _, err := time.Parse(layout, s); s == "" || err == nil {
			return nil
		}
	}
	return usage("write days as 2025-05-09", "no such day: %s", strconv.Quote(s))
}

// in tells whether a day, month or year may lie in the time chosen. What has
// no date lies in none.
func (f *filter) in(day string) bool {
	if f.since == "" && f.until == "" {
		return true
	}
	if day == "" {
		return false
	}
	n, m := min(len(day), len(f.since)), min(len(day), len(f.until))
	return day[:n] >= f.since[:n] && day[:m] <= f.until[:m]
}

// fromOutlet tells whether an article is of the outlet chosen.
func (f *filter) fromOutlet(a record.Article) bool { return like(f.outlet, a.Outlet) }

// person tells whether somebody is the one chosen: by a part of a name or
// description, whatever the case.
func (f *filter) person(rec *record.Record, actor string, w record.Who) bool {
	if f.who == "" {
		return true
	}
	if a, ok := rec.Actor(actor); ok && (like(f.who, a.Name) || likeAny(f.who, a.Forms)) {
		return true
	}
	return like(f.who, w.Name) || w.DescribedAs != "" && like(f.who, w.DescribedAs)
}

// side tells whether somebody is of the party chosen.
func (f *filter) side(rec *record.Record, actor string, w record.Who) bool {
	return like(f.party, rec.PartyOf(actor, w))
}

// more tells whether n entries are fewer than wanted.
func (f *filter) more(n int) bool { return f.limit == 0 || n < int(f.limit) }

// like tells whether s contains want, whatever the case; "" wants nothing.
func like(want, s string) bool {
	return want == "" || strings.Contains(strings.ToLower(s), strings.ToLower(want))
}

func likeAny(want string, ss []string) bool {
	for _, s := range ss {
		if like(want, s) {
			return true
		}
	}
	return false
}

// same tells whether a code is the one wanted; "" wants any.
func same(want, code string) bool { return want == "" || strings.EqualFold(want, code) }

// record opens the record and builds it.
func (a *app) record(ctx context.Context) (*record.Record, error) {
	st, err := a.ask(ctx)
	if err != nil {
		return nil, err
	}
	defer st.Close()
	rec, err := st.Record(ctx)
	return &rec, err
}

// lister is a command that lists a part of the record: fill adds its entries.
func (a *app) lister(f *filter, fill func(rec *record.Record, l *listing)) command {
	return doing(func(cmd *cobra.Command, _ []string) error {
		if err := f.check(); err != nil {
			return err
		}
		rec, err := a.record(cmd.Context())
		if err != nil {
			return err
		}
		l := &listing{}
		fill(rec, l)
		return a.show(l, f.format)
	})
}

// where says where an entry stands: the article's fields in JSON lines.
type where struct {
	Article   string       `json:"article"`
	Doc       string       `json:"doc"`
	Outlet    record.Maybe `json:"outlet"`
	Headline  record.Maybe `json:"headline"`
	Link      record.Maybe `json:"link"`
	Published record.Maybe `json:"published"`
	Text      string       `json:"text"` // the words the entry rests on
}

func whereOf(a record.Article, w record.Words) where {
	return where{a.ID, a.Doc, record.Maybe(a.Outlet), record.Maybe(a.Title), record.Maybe(a.Link), a.Published, wordsOf(w)}
}

// wordsOf returns the pieces of evidence, with " … " for what stands between them.
func wordsOf(w record.Words) string {
	parts := make([]string, len(w))
	for i, p := range w {
		parts[i] = p.Text
	}
	return strings.Join(parts, " … ")
}

// dayOf returns a day as a table shows it: the day found, else that of the
// article with ~, else "?".
func dayOf(found record.Maybe, a record.Article) string {
	switch {
	case found != "":
		return string(found)
	case a.Day() != "":
		return "~" + a.Day()
	}
	return "?"
}

// entryDay returns the day to filter an entry by.
func entryDay(found record.Maybe, a record.Article) string {
	if found != "" {
		return string(found)
	}
	return a.Day()
}

// orElse returns s, or other where s is "".
func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}
