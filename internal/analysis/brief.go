package analysis

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"parley/internal/record"
)

// Brief is a summary for reading: the state of play, what happened last and
// what is planned. Every claim has references.
type Brief struct {
	Schema  string     `json:"schema"`
	Title   string     `json:"title"` // of the dossier; "" if it has none
	Scope   Scope      `json:"scope"`
	Rows    []BriefRow `json:"rows"`    // the objects that most articles tell of
	More    int        `json:"more"`    // rows left out
	Latest  []BriefDay `json:"latest"`  // what happened, was claimed or agreed, the latest day first
	Planned []BriefDay `json:"planned"` // what is planned, proposed or demanded for the day of the brief or later, the next first
	Refs    []BriefRef `json:"refs"`    // by number, from 1, in order of first use

	Truces     []BriefTruce `json:"truces"`      // those that most articles tell of first
	MoreTruces int          `json:"more_truces"` // left out

	Plans     []BriefPlan `json:"plans"`      // what is on the table: those that most articles tell of first
	MorePlans int         `json:"more_plans"` // left out

	Due     []BriefDue `json:"due"`      // what was undertaken, the next day first
	MoreDue int        `json:"more_due"` // left out
}

// BriefRow is one position object.
type BriefRow struct {
	Key      string      `json:"key"`
	Issue    string      `json:"issue"`  // code
	Label    string      `json:"label"`  // what a person reads for it
	Object   string      `json:"object"` // "" for the issue as a whole
	Vague    bool        `json:"vague"`  // "" while other objects of the issue are told apart: it may be any of them
	Articles int         `json:"articles"`
	Lines    []BriefLine `json:"lines"`  // the parties of whom something is told
	Silent   []string    `json:"silent"` // the main parties of whom nothing is found
}

// BriefLine is where one party stands: claims, the first of which is its
// present stance where one is reported.
type BriefLine struct {
	Party  string  `json:"party"`
	Claims []Claim `json:"claims"`
}

// ClaimKind is what a claim of a brief tells.
type ClaimKind string

// The kinds of claims.
const (
	Stands  ClaimKind = "stands"  // the party's present stance
	Moved   ClaimKind = "moved"   // an earlier one
	Against ClaimKind = "against" // another account of the same day
	EndedBy ClaimKind = "ended"   // the deed that came after the stance
	Own     ClaimKind = "own"     // the view of one of its members, or of an envoy who differs
)

// Claim is one thing that a brief says, as reported by its references.
type Claim struct {
	Kind   ClaimKind     `json:"kind"`
	Stance record.Stance `json:"stance"`
	Text   string        `json:"text"` // in full: "wants it, since 4 Mar 2031"
	Refs   []int         `json:"refs"` // numbers
}

// BriefDay is one event.
type BriefDay struct {
	Date   string `json:"date"` // with ~ where inferred
	Text   string `json:"text"`
	Status string `json:"status"`
	Refs   []int  `json:"refs"`
}

// BriefRef is what a number stands for.
type BriefRef struct {
	N       int    `json:"n"`
	Article string `json:"article"` // ID
	Outlet  string `json:"outlet"`
	Doc     string `json:"doc"` // path or link it was read from
	Title   string `json:"title"`
	Link    string `json:"link"`
	Day     string `json:"day"` // of publication; "" unknown
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Lead    string `json:"lead"` // who says the words and how: "Ana Duro denied"; "" where nobody does, or they hold it
	Text    string `json:"text"` // the article's words
}

// Limits of a brief: what is left out is counted.
const (
	briefRows    = 12
	briefParties = 6 // of whom silence is told
	briefVoices  = 4 // members in a line
	briefRefs    = 3 // references of a claim
	briefDays    = 12
	latestDays   = 14 // how far back the latest events go
)

// MakeBrief returns the brief as of a day; "" is the last day of publication.
func MakeBrief(rec *record.Record, asof string) Brief {
	play := StateOfPlay(rec, asof)
	m := &briefer{rec: rec, seen: map[Ref]int{}, b: Brief{Schema: "parley/brief/1", Scope: play.Scope}}
	rows := withOthers(play)
	for i, row := range rows {
		if i == briefRows {
			m.b.More = len(rows) - i
			break
		}
		r := m.row(row, play)
		r.Vague = r.Object == "" && slices.ContainsFunc(rows, func(x Row) bool { return x.Issue == r.Issue && x.Object != "" })
		m.b.Rows = append(m.b.Rows, r)
	}
	m.truces(play.Scope.AsOf)
	m.plans(play.Scope.AsOf)
	m.dues(play.Scope.AsOf)
	m.events(play.Scope.AsOf)
	return m.b
}

// Name gives the brief the title of a dossier, and its issues the labels that
// people read, by code.
func (b Brief) Name(title string, labels map[string]string) Brief {
	b.Title = title
	b.Rows = slices.Clone(b.Rows)
	for i := range b.Rows {
		b.Rows[i].Label = cmp.Or(labels[b.Rows[i].Issue], b.Rows[i].Label)
	}
	return b
}

// withOthers adds to the rows the cells of holders without a party.
func withOthers(p Play) []Row {
	rows := slices.Clone(p.Rows)
	for _, o := range p.Others {
		i := slices.IndexFunc(rows, func(r Row) bool { return r.Key == o.Key })
		if i < 0 {
			rows = append(rows, o)
			continue
		}
		rows[i].Cells = append(slices.Clone(rows[i].Cells), o.Cells...)
	}
	slices.SortStableFunc(rows, byWeight)
	return rows
}

// briefer writes a brief, numbering references as they come.
type briefer struct {
	rec  *record.Record
	seen map[Ref]int
	b    Brief
}

// refs returns the numbers of references, at most briefRefs, one an article.
func (m *briefer) refs(refs ...Ref) []int {
	var out []int
	articles := map[string]bool{}
	for _, r := range refs {
		if articles[r.Article] || len(out) == briefRefs {
			continue
		}
		articles[r.Article] = true
		n := m.seen[r]
		if n == 0 {
			n = len(m.b.Refs) + 1
			m.seen[r] = n
			a, _ := m.rec.Article(r.Article)
			m.b.Refs = append(m.b.Refs, BriefRef{n, r.Article, a.Outlet, a.Doc, a.Title, a.Link, a.Day(), r.Start, r.End, r.Lead, r.Text})
		}
		out = append(out, n)
	}
	return out
}

func (m *briefer) row(row Row, play Play) BriefRow {
	out := BriefRow{Key: row.Key, Issue: row.Issue, Label: strings.ReplaceAll(row.Issue, "-", " "), Object: row.Object, Articles: row.Articles}
	for i, c := range row.Cells {
		if !c.Empty() {
			out.Lines = append(out.Lines, BriefLine{c.Party, m.claims(c)})
		} else if i < briefParties && i < len(play.Parties) {
			out.Silent = append(out.Silent, c.Party)
		}
	}
	out.Silent = slices.DeleteFunc(out.Silent, func(party string) bool { // told of, but whether it is the party is in doubt
		return slices.ContainsFunc(out.Lines, func(l BriefLine) bool { return l.Party == party })
	})
	return out
}

// claims says what a cell holds.
func (m *briefer) claims(c Cell) []Claim {
	var out []Claim
	speaking := c.speaking()
	if c.Stance != "" {
		out = append(out, Claim{Stands, c.Stance, m.stands(c), m.refs(refsOf(speaking, c.Stance, c.Since.Day, true)...)})
	}
	if e := c.Ended; e != nil {
		out = append(out, Claim{EndedBy, "", fmt.Sprintf("then, by a deed: %s, %s", e.Text, shown(e.Date)), m.refs(e.Ref)})
	}
	for i := len(c.Moved) - 1; i >= 0; i-- {
		s := c.Moved[i]
		text := fmt.Sprintf("before that %s, %s", verb(s.Stance, s.Threat), span(s.From, s.To))
		out = append(out, Claim{Moved, s.Stance, text, m.refs(refsOf(speaking, s.Stance, s.From.Day, false)...)})
	}
	for _, acc := range c.Conflict {
		out = append(out, Claim{Against, acc.Stance, fmt.Sprintf("against that, of the same day: %s, %s", stance(acc.Stance, acc.threatens(), acc.Conditions), told(acc)), m.refs(acc.Ref)})
	}
	for i, v := range c.own() {
		last := v.Steps[len(v.Steps)-1]
		if i == briefVoices {
			out = append(out, Claim{Own, "", fmt.Sprintf("and %d more for themselves", len(c.own())-i), nil})
			break
		}
		text := stance(last.Stance, last.Threat, v.ConditionsNow()) + ", " + span(last.From, last.To)
		switch {
		case v.Name == c.Party:
		case !v.Rung.Speaks():
			text = v.Name + ", own view: " + text
		default:
			text = fmt.Sprintf("%s (%s): %s", v.Name, v.Rung, text)
		}
		if acc := v.Accounts[len(v.Accounts)-1]; acc.Basis == Told {
			text += ", told by " + acc.Teller
		}
		out = append(out, Claim{Own, last.Stance, text, m.refs(refsOf(v.Accounts, last.Stance, last.From.Day, true)...)})
	}
	return out
}

// speaking returns the accounts of the voices that do not only speak for themselves.
func (c Cell) speaking() []Account {
	var out []Account
	for _, v := range c.Voices {
		if v.Rung.Speaks() {
			out = append(out, v.Accounts...)
		}
	}
	slices.SortStableFunc(out, byDate)
	return out
}

// own returns the voices to be shown by name: members, and who differs from
// the party's stance for whom this is not said otherwise.
func (c Cell) own() []Voice {
	var out []Voice
	for _, v := range c.Voices {
		if !v.Rung.Speaks() || v.Rung == Envoy && v.Dissents || c.Stance == "" {
			out = append(out, v)
		}
	}
	return out
}

// stands says how a cell stands.
func (m *briefer) stands(c Cell) string {
	text := stance(c.Stance, c.Threat, c.Conditions) + ", " + span(c.Since, c.Last)
	if c.Support > 1 {
		text += fmt.Sprintf(", %d independent articles", c.Support)
	}
	if c.ToldBy != "" {
		text += ", as told by " + c.ToldBy + " only"
	}
	return text
}

// told says whose account it is.
func told(acc Account) string {
	outlet := cmp.Or(acc.Outlet, "an unknown outlet")
	switch acc.Basis {
	case OwnWords:
		return "in " + acc.Name + "’s words, " + outlet
	case Told:
		return "told by " + acc.Teller + ", " + outlet
	}
	return "narrated, " + outlet
}

// span says over which days something is reported.
func span(from, to Date) string {
	if from.Day == "" {
		return "undated"
	}
	if from.Day == to.Day {
		return "since " + shown(from)
	}
	return "since " + shown(from) + ", last " + shown(to)
}

// shown writes a date for reading: "~4 Mar 2031".
func shown(d Date) string {
	tilde := ""
	if d.Inferred {
		tilde = "~"
	}
	if t, err := time.Parse(time.DateOnly, d.Day); err == nil {
		return tilde + t.Format("2 Jan 2006")
	}
	if t, err := time.Parse("2006-01", d.Day); err == nil {
		return tilde + t.Format("Jan 2006")
	}
	return tilde + cmp.Or(d.Day, "?")
}

// refsOf returns the references of accounts of a stance, from a day on or of that day.
func refsOf(accounts []Account, s record.Stance, day string, after bool) []Ref {
	var out []Ref
	for _, acc := range accounts {
		if acc.Stance == s && (acc.Date.Day == day || after && acc.Date.Day > day) {
			out = append(out, acc.Ref)
		}
	}
	return out
}

// events adds the latest and the next events.
func (m *briefer) events(asof string) {
	from := asof
	if t, err := time.Parse(time.DateOnly, asof); err == nil {
		from = t.AddDate(0, 0, -latestDays).Format(time.DateOnly)
	}
	var past, next []Moment
	for _, x := range Timeline(m.rec, from, "") {
		a, _ := m.rec.Article(x.Ref.Article)
		switch {
		case x.Kind != "event" || a.Day() > asof || a.Skipped != "":
		case x.Status == "planned" || x.Status == "proposed" || x.Status == "demanded":
			if !x.Date.Inferred && max(x.Date.Day, x.End) >= asof {
				next = append(next, x)
			}
		case x.Date.Day <= asof:
			past = append(past, x)
		}
	}
	slices.Reverse(past)
	m.b.Latest, m.b.Planned = m.days(past), m.days(next)
}

// days makes lines of events; several accounts of one are one line.
func (m *briefer) days(moments []Moment) []BriefDay {
	type line struct {
		day  BriefDay
		refs []Ref
	}
	var lines []*line
	at := map[string]*line{}
	for _, x := range moments {
		day := BriefDay{Date: shown(x.Date), Text: eventText(x), Status: x.Status}
		key := day.Date + "\x00" + day.Text
		l := at[key]
		if l == nil {
			l = &line{day: day}
			at[key] = l
			lines = append(lines, l)
		}
		l.refs = append(l.refs, x.Ref)
	}
	var out []BriefDay
	for _, l := range lines[:min(len(lines), briefDays)] {
		l.day.Refs = m.refs(l.refs...)
		out = append(out, l.day)
	}
	return out
}

// eventText says an event: "talks: Velmark, Selvane, in Port Velm (planned)".
func eventText(x Moment) string {
	text := x.Type
	if len(x.Names) > 0 {
		text += ": " + strings.Join(x.Names, ", ")
	}
	if x.Place != "" {
		text += ", in " + x.Place
	}
	if x.End != "" {
		text += ", to " + shown(Date{Day: x.End})
	}
	text += " (" + x.Status
	if x.Ref.Lead != "" { // "as told by" would make a telling of a denial
		text += "; " + x.Ref.Lead + " …"
	} else if x.Teller != "" {
		text += ", as told by " + x.Teller
	}
	return text + ")"
}
