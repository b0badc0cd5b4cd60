package web

import (
	"strings"

	"parley/internal/analysis"
	"parley/internal/record"
)

// drawer turns rows of the state of play into what the page shows, giving out
// element ids.
type drawer struct {
	app     *app
	sn      *snapshot
	parties []partyHead
	others  bool
	seen    map[string]int
	year    string // of the day the state of play is drawn for; days of it are shown without
}

// row shows one position object: a column for each party, one for all others,
// and behind every filled cell a panel with the words.
func (d *drawer) row(row analysis.Row) rowView {
	v := rowView{ID: d.unique("row-" + row.Key), Object: row.Object, Articles: plural(row.Articles, "article", "articles")}
	if v.Object == "" {
		v.Object = "in general"
	}
	for i, c := range row.Cells {
		own := i < len(d.parties)
		if own {
			v.Cells = append(v.Cells, columnView{Party: d.parties[i].Name, Silent: c.Empty()})
		} else if c.Empty() {
			continue
		} else if len(v.Cells) == len(d.parties) {
			v.Cells = append(v.Cells, columnView{Party: "Others"})
		}
		if c.Empty() {
			continue
		}
		p := d.panel(v, row, c)
		v.Panels = append(v.Panels, p)
		col := &v.Cells[len(v.Cells)-1]
		col.Cells = append(col.Cells, d.cell(c, p, own)...)
	}
	for len(v.Cells) < len(d.parties) {
		v.Cells = append(v.Cells, columnView{Party: d.parties[len(v.Cells)].Name, Silent: true})
	}
	if d.others && len(v.Cells) == len(d.parties) {
		v.Cells = append(v.Cells, columnView{Party: "Others", Silent: true})
	}
	return v
}

// cell shows a cell's stance; where nobody speaks for the party, every voice
// by name, so that a member's view is not taken for the party's.
func (d *drawer) cell(c analysis.Cell, p panel, own bool) []cellView {
	if c.Stance == "" {
		var out []cellView
		for i, v := range c.Voices {
			if len(v.Steps) == 0 {
				continue
			}
			last := v.Steps[len(v.Steps)-1]
			w := cellView{ID: p.ID + "-cell-" + itoa(i+1), Panel: p.ID, Who: v.Name, Stance: stanceOf(last.Stance),
				Dates: "since ", Day: d.date(last.From), Say: outlets(v.Accounts)}
			w.Cond = lastCondition(v)
			if own && v.Rung == analysis.Member {
				w.Say = "own view, not " + c.Party + "’s · " + w.Say
			}
			w.Label = w.Who + ", " + p.Object
			out = append(out, w)
		}
		return out
	}
	w := cellView{ID: p.ID + "-cell", Panel: p.ID, Stance: stanceOf(c.Stance), Dates: "since ", Day: d.date(c.Since)}
	if !own {
		w.Who = p.Party
	}
	if c.Stance == record.Conditional {
		w.Cond = conditions(c.Conditions)
	}
	if len(c.Moved) > 0 {
		w.Stance, w.Dates, w.Day = moved, "", when{}
		for _, s := range c.Moved {
			w.Path = append(w.Path, stanceOf(s.Stance))
			w.Steps = append(w.Steps, d.date(s.From))
		}
		w.Path, w.Steps = append(w.Path, stanceOf(c.Stance)), append(w.Steps, d.date(c.Since))
	}
	w.Say = outlets(accounts(c))
	if c.ToldBy != "" {
		w.Say = "told by " + c.ToldBy + " only · " + w.Say
	}
	for _, x := range c.Conflict {
		w.Against = addStance(w.Against, stanceOf(x.Stance))
	}
	w.Label = p.Party + ", " + p.Object
	return []cellView{w}
}

func addStance(list []stance, s stance) []stance {
	for _, have := range list {
		if have == s {
			return list
		}
	}
	return append(list, s)
}

// accounts are those of all voices of a cell.
func accounts(c analysis.Cell) []analysis.Account {
	var all []analysis.Account
	for _, v := range c.Voices {
		all = append(all, v.Accounts...)
	}
	return all
}

// outlets counts the outlets that have any of the accounts.
func outlets(as []analysis.Account) string {
	names := map[string]bool{}
	for _, a := range as {
		key := a.Outlet
		if key == "" {
			key = a.Ref.Article
		}
		names[key] = true
	}
	return plural(len(names), "outlet", "outlets")
}

func lastCondition(v analysis.Voice) condition {
	if len(v.Accounts) == 0 {
		return condition{}
	}
	last := v.Accounts[len(v.Accounts)-1]
	if last.Stance != record.Conditional {
		return condition{}
	}
	return conditions(last.Conditions)
}

// A condition is what a stance requires, as shown.
type condition struct {
	Text string // the article's words
	Note string // ours: that the holder does not say which
}

// conditions are the words of what is required; what the holder does not name
// is said to be unnamed.
func conditions(cs []record.Condition) condition {
	var out []string
	var note string
	for _, c := range cs {
		t := strings.TrimSpace(c.Text)
		if t == "" {
			t = c.Relation + " " + label(c.Issue)
		} else if c.Relation != "" && !strings.HasPrefix(strings.ToLower(t), c.Relation) {
			t = c.Relation + " " + t
		}
		if c.Issue == "unspecified" {
			note = "not said which"
		}
		out = append(out, t)
	}
	if len(out) == 0 {
		return condition{Note: "condition not found"}
	}
	return condition{strings.Join(out, "; "), note}
}

// date is a day of the analysis as shown in the state of play.
func (d *drawer) date(x analysis.Date) when { return date(x).short(d.year) }

// date turns a day of the analysis into one that is shown.
func date(d analysis.Date) when { return day(d.Day, d.Inferred) }
