package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"parley/internal/analysis"
	"parley/internal/record"
)

const (
	maxColumns = 6  // parties with a column of their own; the others share one
	maxRows    = 40 // rows shown at first
	maxOthers  = 6  // of those without a column, in view
	maxSteps   = 3  // earlier stances shown in a cell
	maxQuotes  = 4  // accounts of one voice shown in a panel
)

// stateBody is the state of play as shown.
type stateBody struct {
	Dossier  string
	To       when
	AsOf     string // in the date control
	First    string
	Scope    analysis.Scope
	Facts    []string
	Parties  []partyHead
	Columns  int // all of them, for headings that span
	Groups   []issueGroup
	Hidden   int // rows left out
	AllHref  string
	Legend   []stance
	Absence  string // what – means here
	Nothing  bool   // no article yet
	NoStance bool   // articles, but no position
}

type partyHead struct{ Name, Href string }

type issueGroup struct {
	ID, Label, Means string
	Rows             []rowView
}

type rowView struct {
	ID, Object string
	Articles   string
	Cells      []columnView
	Alone      bool       // no party has a column: Others stand in the one there is
	Others     []cellView // of parties without a column, and holders of no party
	More       []cellView // further ones, folded away
	Panels     []panel    // behind Cells
	Behind     []panel    // behind Others and More
}

// columnView is one party's place in a row.
type columnView struct {
	Party  string
	Cells  []cellView
	Silent bool
}

// cellView is one stance in a cell: a link to its words.
type cellView struct {
	ID, Panel string
	Who       string // named where it is not the column's party
	Stance    stance
	Path      []stepView // of a stance that moved: what it was, step by step, and is
	Earlier   bool       // there were more steps before
	Cond      condition  // what a conditional stance requires
	Day       when       // since when
	Says      []string   // who tells it; how many articles
	Against   []againstView
	Ended     string // the deed that came after the stance; "" for none
	EndedOn   when
	Label     string // for screen readers
}

// againstView is a stance that stands beside a cell's own, and whose it is.
type againstView struct {
	Stance stance
	Note   string
}

// state shows the state of play.
func (a *app) state(w http.ResponseWriter, r *http.Request) error {
	asof := r.FormValue("asof")
	if err := isDay("asof", asof); err != nil {
		return err
	}
	sn, err := a.last.get(r.Context())
	if err != nil {
		return err
	}
	play := sn.play(asof)
	b := a.stateView(sn, play, r.FormValue("rows") == "all")
	b.AsOf = asof
	if asof == "" {
		b.AsOf = play.Scope.AsOf
	}
	if b.Hidden > 0 {
		b.AllHref = query("/", "asof", asof, "rows", "all")
	}
	return a.render(w, sn, "state", view{Title: "State of play", Body: b})
}

// isDay refuses a parameter that is neither empty nor an ISO 8601 day.
func isDay(name, s string) error {
	if s == "" {
		return nil
	}
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return badRequest("The date in “" + name + "” should read like 2025-05-21.")
	}
	return nil
}

// stateView turns a state of play into what the page shows.
func (a *app) stateView(sn *snapshot, play analysis.Play, all bool) stateBody {
	b := stateBody{
		Dossier: a.dossier(), To: day(play.Scope.AsOf, false), First: play.Scope.First, Scope: play.Scope, Facts: facts(play.Scope),
		Legend:  []stance{stanceOf(record.Supports), threat, stanceOf(record.Opposes), stanceOf(record.Conditional), stanceOf(record.Undecided), moved},
		Absence: absence(play.Scope), Nothing: len(sn.rec.Articles) == 0,
	}
	rows := mergeRows(play)
	b.NoStance = len(rows) == 0
	for _, p := range play.Parties[:min(len(play.Parties), maxColumns)] {
		b.Parties = append(b.Parties, partyHead{p, query("/positions", "party", p)})
	}
	b.Columns = 1 + max(1, len(b.Parties)) // without parties, one for all holders
	if !all && len(rows) > maxRows {
		b.Hidden = len(rows) - maxRows
		rows = rows[:maxRows]
	}
	if len(b.Parties) == 0 {
		b.Absence = "" // no column, no dash
	}
	d := drawer{app: a, sn: sn, parties: b.Parties, seen: map[string]int{}, year: play.Scope.AsOf[:min(4, len(play.Scope.AsOf))]}
	at := map[string]int{}
	for _, row := range rows {
		i, ok := at[row.Issue]
		if !ok {
			i = len(b.Groups)
			at[row.Issue] = i
			is := a.issue(row.Issue)
			b.Groups = append(b.Groups, issueGroup{ID: "issue-" + slug(row.Issue), Label: is.Label, Means: is.Means})
		}
		b.Groups[i].Rows = append(b.Groups[i].Rows, d.row(row))
	}
	return b
}

// mergeRows puts the positions of holders without a party into the rows of
// the parties.
func mergeRows(play analysis.Play) []analysis.Row {
	rows := slices.Clone(play.Rows)
	at := map[string]int{}
	for i, r := range rows {
		at[r.Key] = i
	}
	for _, o := range play.Others {
		if i, ok := at[o.Key]; ok {
			rows[i].Cells = append(slices.Clone(rows[i].Cells), o.Cells...)
			continue
		}
		cells := make([]analysis.Cell, len(play.Parties))
		o.Cells = append(cells, o.Cells...)
		rows = append(rows, o)
	}
	return rows
}

// facts are the figures of the header line.
func facts(s analysis.Scope) []string {
	out := []string{plural(s.Articles, "article", "articles")}
	if s.Cut > 0 {
		out[0] += ", " + number(s.Cut) + " of them cut or live"
	}
	if copies := s.Articles - s.Origins; copies > 0 && s.Origins > 0 {
		out = append(out, plural(copies, "copy", "copies")+" counted once")
	}
	if s.Undated > 0 {
		out = append(out, number(s.Undated)+" undated")
	}
	return out
}

// absence says what a dash means: less than silence.
func absence(s analysis.Scope) string {
	switch {
	case s.Whole == 0:
		return "No article here is whole, so nothing found means nothing."
	case s.Whole == s.Articles:
		return "– Parley found nothing in " + plural(s.Whole, "whole article", "whole articles") + " (it misses some)."
	}
	return "– Parley found nothing in " + plural(s.Whole, "whole article", "whole articles") + " (it misses some; " +
		plural(s.Articles-s.Whole, "cut or live article is", "cut or live articles are") + " not counted)."
}

func (a *app) dossier() string {
	if a.opts.Dossier != "" {
		return a.opts.Dossier
	}
	return "All coverage"
}

// issue returns how an issue code is told to a person.
func (a *app) issue(code string) Issue {
	if is, ok := a.opts.Issues[code]; ok && is.Label != "" {
		return is
	}
	l := label(code)
	if l != "" {
		l = strings.ToUpper(l[:1]) + l[1:]
	}
	return Issue{Label: l}
}

// slug makes a name fit for an element's id.
func slug(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(s) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
			continue
		}
		gap = true
	}
	return b.String()
}

// unique returns an id that was not given before: the slug, and a number
// where that is taken.
func (d *drawer) unique(s string) string {
	id := slug(s)
	if id == "" {
		id = "x"
	}
	d.seen[id]++
	if n := d.seen[id]; n > 1 {
		return d.unique(id + "-" + strconv.Itoa(n))
	}
	return id
}
