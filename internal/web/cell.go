package web

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"parley/internal/analysis"
	"parley/internal/record"
)

// drawer turns rows of the state of play into what the page shows, giving out
// element ids.
type drawer struct {
	app     *app
	sn      *snapshot
	parties []partyHead
	seen    map[string]int
	year    string // of the day the state of play is drawn for; days of it are shown without
}

// row shows one position object: a column for each party, a line for all
// others, and behind every filled cell a panel with the words.
func (d *drawer) row(row analysis.Row) rowView {
	v := rowView{ID: d.unique("row-" + row.Key), Alone: len(d.parties) == 0, Object: row.Object, Articles: plural(row.Articles, "article", "articles")}
	if utf8.RuneCountInString(v.Object) > 70 {
		v.Object = clip(v.Object, 60)
	}
	if v.Object == "" {
		v.Object = "in general"
	}
	for i, c := range row.Cells {
		own := i < len(d.parties)
		if own {
			v.Cells = append(v.Cells, columnView{Party: d.parties[i].Name, Silent: c.Empty()})
		}
		if c.Empty() {
			continue
		}
		p := d.panel(v, row, c)
		if own {
			v.Panels = append(v.Panels, p)
			v.Cells[i].Cells = d.cell(c, p, true)
		} else {
			v.Behind = append(v.Behind, p)
			v.Others = append(v.Others, d.cell(c, p, false)...)
		}
	}
	if n := maxOthers; len(v.Others) > n+2 {
		v.Others, v.More = v.Others[:n], v.Others[n:]
	}
	return v
}

// cell shows a cell's stance; where nobody speaks for the party, every voice
// by name, so that a member's view is not taken for the party's.
func (d *drawer) cell(c analysis.Cell, p panel, own bool) []cellView {
	if c.Stance == "" {
		return d.members(c, p, own)
	}
	w := cellView{ID: p.ID + "-cell", Panel: p.ID, Stance: stanceAs(c.Stance, c.Threat), Day: d.date(c.Since), Label: p.Party + ", " + p.Object}
	if !own {
		w.Who = p.Party
	}
	if c.Stance == record.Conditional || len(c.Conditions) > 0 {
		w.Cond = conditions(c.Conditions)
	}
	for _, s := range c.Moved[max(0, len(c.Moved)-maxSteps):] {
		w.Path = append(w.Path, stepView{stanceAs(s.Stance, s.Threat), d.date(s.From), d.date(s.To)})
	}
	if len(w.Path) > 0 {
		w.Earlier = len(c.Moved) > maxSteps
		w.Path = append(w.Path, stepView{stanceAs(c.Stance, c.Threat), d.date(c.Since), d.date(c.Last)})
	}
	if c.ToldBy != "" {
		w.Says = append(w.Says, "told by "+c.ToldBy)
	}
	w.Says = append(w.Says, articles(c.Support))
	if c.Ended != nil {
		w.Ended, w.EndedOn = c.Ended.Text, d.date(c.Ended.Date)
	}
	w.Against = against(c)
	return []cellView{w}
}

// members shows a cell in which nobody speaks for the party.
func (d *drawer) members(c analysis.Cell, p panel, own bool) []cellView {
	var out []cellView
	for i, v := range c.Voices {
		if len(v.Steps) == 0 {
			continue
		}
		last := v.Steps[len(v.Steps)-1]
		w := cellView{ID: p.ID + "-cell-" + itoa(i+1), Panel: p.ID, Who: v.Name, Stance: stanceAs(last.Stance, last.Threat),
			Day: d.date(last.From), Cond: lastCondition(v), Label: v.Name + ", " + p.Object}
		support := d.origins(slices.DeleteFunc(slices.Clone(v.Accounts), func(x analysis.Account) bool { return x.Stance != last.Stance }))
		if own {
			w.Says = append(w.Says, "own view, not the party’s")
		}
		w.Says = append(w.Says, articles(support))
		out = append(out, w)
	}
	return out
}

// against lists what stands beside a cell's stance without sharing it: other
// accounts of its last day, what others tell of the party since, and the
// views of members and of others who speak for the party.
func against(c analysis.Cell) []againstView {
	var out []againstView
	add := func(a againstView) {
		if !slices.Contains(out, a) {
			out = append(out, a)
		}
	}
	for _, x := range c.Conflict {
		add(againstView{stanceAs(x.Stance, x.Act == "threaten"), "in " + cmp.Or(x.Outlet, "another article")})
	}
	for _, v := range c.Voices {
		for _, x := range v.Accounts {
			if x.Stance != c.Stance && x.Basis == analysis.Told && x.Rung.Speaks() && c.ToldBy == "" && x.Date.Day >= c.Since.Day {
				add(againstView{stanceAs(x.Stance, x.Act == "threaten"), "told by " + cmp.Or(x.Teller, "an unnamed source")})
			}
		}
		if last := v.Steps[len(v.Steps)-1]; v.Dissents && !v.Rung.Speaks() {
			add(againstView{stanceAs(last.Stance, last.Threat), v.Name + ", own view"})
		} else if v.Dissents && last.To.Day >= c.Since.Day && v.Accounts[len(v.Accounts)-1].Basis != analysis.Told {
			add(againstView{stanceAs(last.Stance, last.Threat), v.Name})
		}
	}
	return out
}

// articles says how many articles tell a stance, those that share one text
// counted once: the figure of the brief.
func articles(n int) string {
	return strings.ReplaceAll(plural(n, "article", "articles"), " ", "\u00a0")
}

// origins counts the articles of accounts, those that share one text once.
func (d *drawer) origins(as []analysis.Account) int {
	seen := map[string]bool{}
	for _, a := range as {
		art, _ := d.sn.rec.Article(a.Ref.Article)
		seen[art.Origin()] = true
	}
	return len(seen)
}

func lastCondition(v analysis.Voice) condition {
	cs := v.ConditionsNow()
	if last := v.Steps[len(v.Steps)-1]; last.Stance != record.Conditional && len(cs) == 0 {
		return condition{}
	}
	return conditions(cs)
}

// A condition is what a stance requires, as shown.
type condition struct {
	Lead string // ours, before the words: "if", "first:"
	Text string // the article's words
	Note string // ours, behind them: that the holder does not say which
}

// Empty reports whether there is nothing to show.
func (c condition) Empty() bool { return c == condition{} }

// conditions are the words of what is required; what the holder does not name
// is said to be unnamed.
func conditions(cs []record.Condition) condition {
	if len(cs) == 0 {
		return condition{Note: "condition not found"}
	}
	out := requires(cs[0])
	for _, c := range cs[1:] {
		next := requires(c)
		out.Text += "; " + strings.TrimSpace(next.Lead+" "+next.Text)
		if out.Note == "" {
			out.Note = next.Note
		}
	}
	return out
}

// requires says what must hold. The relation is that of the article's words,
// which may stand either way round: "a truce before talks" and "talks only
// after a truce" both require the truce, so both read "first: a truce".
func requires(c record.Condition) condition {
	out := condition{Lead: c.Relation, Text: strings.TrimSpace(c.Text)}
	first, _, _ := strings.Cut(strings.ToLower(out.Text), " ")
	switch c.Relation {
	case "before", "after", "until":
		out.Lead = "first:"
		switch first {
		case "after", "until", "till", "once":
			out.Lead = ""
		case "before":
			out.Text = ""
		}
	default:
		if first == c.Relation || first == "only" || first == "provided" || first == "unless" || first == "if" {
			out.Lead = ""
		}
	}
	if out.Text == "" {
		out.Text = label(c.Issue)
	}
	if c.Issue == "unspecified" {
		out.Note = "not said which"
	}
	return out
}

// date is a day of the analysis as shown in the state of play.
func (d *drawer) date(x analysis.Date) when { return date(x).short(d.year) }

// date turns a day of the analysis into one that is shown.
func date(d analysis.Date) when { return day(d.Day, d.Inferred) }
