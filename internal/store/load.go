package store

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"

	"parley/internal/record"
)

// Record returns the record of all articles.
func (s *Store) Record(ctx context.Context) (record.Record, error) {
	var rec record.Record
	err := s.read(ctx, "record", func(tx *sql.Tx) error {
		all, ids, err := articles(ctx, tx)
		if err != nil {
			return err
		}
		l := &loader{ctx: ctx, tx: tx, where: "", found: map[int64]*finder{}}
		if err := l.load(); err != nil {
			return err
		}
		readings := make([]record.Reading, 0, len(l.found))
		for n, f := range l.found {
			readings = append(readings, record.Reading{Article: ids[n], Findings: f.Findings})
		}
		rec = record.Build(all, readings)
		return nil
	})
	return rec, err
}

// Findings returns what was found in an article, empty if nothing was or it
// was not read. id is a whole ID.
func (s *Store) Findings(ctx context.Context, id string) (record.Findings, error) {
	var out record.Findings
	err := s.read(ctx, "findings", func(tx *sql.Tx) error {
		l := &loader{ctx: ctx, tx: tx, where: "WHERE article = (SELECT n FROM article WHERE id = ?)", args: []any{id}, found: map[int64]*finder{}}
		err := l.load()
		for _, f := range l.found {
			out = f.Findings
		}
		return err
	})
	return out, err
}

// loader reads findings of one article or of all.
type loader struct {
	ctx   context.Context
	tx    *sql.Tx
	where string // on column article
	args  []any
	found map[int64]*finder // by article
}

// finder is the findings of an article with their places by kind and ID.
type finder struct {
	record.Findings
	at map[string]int // by kind + " " + ID
}

// of returns the findings of an article.
func (l *loader) of(article int64) *finder {
	f := l.found[article]
	if f == nil {
		f = &finder{at: map[string]int{}}
		l.found[article] = f
	}
	return f
}

// rows reads rows of a table, by article and then by order. The first column
// read is the article.
func (l *loader) rows(columns, table, order string, f func(scan scanner) error) error {
	return each(l.ctx, l.tx, "SELECT article, "+columns+" FROM "+table+" "+l.where+" ORDER BY article, "+order, l.args, f)
}

func (l *loader) load() error {
	for _, part := range []func() error{l.names, l.forms, l.roles, l.statements, l.positions, l.conditions, l.events, l.participants,
		l.proposals, l.clauses, l.commitments, l.figures, l.truces, l.people, l.words} {
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) names() error {
	return l.rows("entity, name, kind, party", "name", "i", func(scan scanner) error {
		var a int64
		var n record.Name
		err := scan(&a, &n.Entity, &n.Name, &n.Kind, &n.Party)
		f := l.of(a)
		f.Names = append(f.Names, n)
		return err
	})
}

func (l *loader) forms() error {
	return l.rows("i, what, text", "name_form", "i, what, j", func(scan scanner) error {
		var a int64
		var i int
		var what, text string
		if err := scan(&a, &i, &what, &text); err != nil {
			return err
		}
		f := l.of(a)
		if i >= len(f.Names) {
			return fmt.Errorf("name %d of %d has a form", i, len(f.Names))
		}
		if n := &f.Names[i]; what == "office" {
			n.Offices = append(n.Offices, text)
		} else {
			n.Forms = append(n.Forms, text)
		}
		return nil
	})
}

func (l *loader) roles() error {
	return l.rows("i, j, office, kind, body, rung, tenure, excludes", "role", "i, j", func(scan scanner) error {
		var a int64
		var i, j int
		var o record.Role
		if err := scan(&a, &i, &j, &o.Office, &o.Kind, &o.Of, &o.Rung, &o.Tenure, &o.Excludes); err != nil {
			return err
		}
		f := l.of(a)
		if i >= len(f.Names) {
			return fmt.Errorf("name %d of %d has a role", i, len(f.Names))
		}
		f.at["role "+roleID(i, j)] = i
		f.Names[i].Roles = append(f.Names[i].Roles, o)
		return nil
	})
}

func (l *loader) statements() error {
	return l.rows("id, form, channel, via, said, said_by, p, rule", "statement", "i", func(scan scanner) error {
		var a int64
		var s record.Statement
		err := scan(&a, &s.ID, &s.Form, &s.Channel, &s.Via, &s.Said, &s.SaidBy, &s.P, &s.By)
		f := l.of(a)
		f.at["statement "+s.ID] = len(f.Statements)
		f.Statements = append(f.Statements, s)
		return err
	})
}

func (l *loader) positions() error {
	return l.rows("id, issue, sub_issue, about, stance, act, asof, statement, p, rule", "position", "i", func(scan scanner) error {
		var a int64
		var p record.Position
		err := scan(&a, &p.ID, &p.Issue, &p.SubIssue, &p.About, &p.Stance, &p.Act, &p.AsOf, &p.Statement, &p.P, &p.By)
		f := l.of(a)
		f.at["position "+p.ID] = len(f.Positions)
		f.Positions = append(f.Positions, p)
		return err
	})
}

func (l *loader) conditions() error {
	return l.rows("position, relation, issue, holds, text", "condition", "position, i", func(scan scanner) error {
		var a int64
		var id string
		var c record.Condition
		if err := scan(&a, &id, &c.Relation, &c.Issue, &c.Holds, &c.Text); err != nil {
			return err
		}
		f := l.of(a)
		if i, ok := f.at["position "+id]; ok {
			f.Positions[i].Conditions = append(f.Positions[i].Conditions, c)
		}
		return nil
	})
}

func (l *loader) events() error {
	return l.rows(`id, type, place, start, "end", status, p, rule`, "event", "i", func(scan scanner) error {
		var a int64
		var e record.Event
		err := scan(&a, &e.ID, &e.Type, &e.Place, &e.Start, &e.End, &e.Status, &e.P, &e.By)
		e.Classify()
		f := l.of(a)
		f.at["event "+e.ID] = len(f.Events)
		f.Events = append(f.Events, e)
		return err
	})
}

func (l *loader) participants() error {
	return l.rows("event, name, role", "participant", "event, i", func(scan scanner) error {
		var a int64
		var id string
		var p record.Participant
		if err := scan(&a, &id, &p.Name, &p.Role); err != nil {
			return err
		}
		f := l.of(a)
		if i, ok := f.at["event "+id]; ok {
			f.Events[i].Participants = append(f.Events[i].Participants, p)
		}
		return nil
	})
}

func (l *loader) proposals() error {
	return l.rows("id, title, made", "proposal", "i", func(scan scanner) error {
		var a int64
		p := record.Proposal{Clauses: []record.Clause{}}
		err := scan(&a, &p.ID, &p.Title, &p.Made)
		f := l.of(a)
		f.at["proposal "+p.ID] = len(f.Proposals)
		f.Proposals = append(f.Proposals, p)
		return err
	})
}

func (l *loader) clauses() error {
	return l.rows(`proposal, issue, text, "open"`, "clause", "proposal, i", func(scan scanner) error {
		var a int64
		var id string
		var c record.Clause
		if err := scan(&a, &id, &c.Issue, &c.Text, &c.Open); err != nil {
			return err
		}
		f := l.of(a)
		if i, ok := f.at["proposal "+id]; ok {
			f.Proposals[i].Clauses = append(f.Proposals[i].Clauses, c)
		}
		return nil
	})
}

func (l *loader) commitments() error {
	return l.rows(`id, action, "trigger", due, issue, made`, "commitment", "i", func(scan scanner) error {
		var a int64
		var c record.Commitment
		err := scan(&a, &c.ID, &c.Action, &c.Trigger, &c.Due, &c.Issue, &c.Made)
		f := l.of(a)
		f.at["commitment "+c.ID] = len(f.Commitments)
		f.Commitments = append(f.Commitments, c)
		return err
	})
}

func (l *loader) figures() error {
	return l.rows("id, value, upper, whole, bound, unit, what, about", "figure", "i", func(scan scanner) error {
		var a int64
		var id string
		var g record.Figure
		err := scan(&a, &id, &g.Value, &g.Upper, &g.Of, &g.Bound, &g.Unit, &g.What, &g.About)
		f := l.of(a)
		f.at["figure "+id] = len(f.Figures)
		f.Figures = append(f.Figures, g)
		return err
	})
}

func (l *loader) truces() error {
	return l.rows(`id, truce, same, step, status, side, days, start, "end", day, rule`, "truce", "i", func(scan scanner) error {
		var a int64
		var m record.TruceMention
		err := scan(&a, &m.ID, &m.Truce, &m.Same, &m.Step, &m.Status, &m.Side, &m.Days, &m.Start, &m.End, &m.Day, &m.By)
		f := l.of(a)
		f.at["truce "+m.ID] = len(f.Truces)
		f.Truces = append(f.Truces, m)
		return err
	})
}

// people puts everybody that a finding names in their places.
func (l *loader) people() error {
	return l.rows("kind, finding, role, name, entity, is_a, party, office, described_as, rung", "who", "kind, finding, role, i", func(scan scanner) error {
		var a int64
		var kind, id, role string
		var w record.Who
		if err := scan(&a, &kind, &id, &role, &w.Name, &w.Entity, &w.Kind, &w.Party, &w.Office, &w.DescribedAs, &w.Rung); err != nil {
			return err
		}
		f := l.of(a)
		i, ok := f.at[kind+" "+id]
		if !ok {
			return nil
		}
		switch kind + " " + role {
		case "statement speaker":
			f.Statements[i].Speaker = w
		case "statement to":
			f.Statements[i].To = append(f.Statements[i].To, w)
		case "position holder":
			f.Positions[i].Holder = w
		case "position according_to":
			f.Positions[i].AccordingTo = &w
		case "event according_to":
			f.Events[i].AccordingTo = &w
		case "proposal proposer":
			f.Proposals[i].Proposer = w
		case "commitment actor":
			f.Commitments[i].Actor = w
		case "truce actor":
			f.Truces[i].Actors = append(f.Truces[i].Actors, w)
		case "truce teller":
			f.Truces[i].Tellers = append(f.Truces[i].Tellers, w)
		case "figure claimant":
			f.Figures[i].Claimant = w
		}
		return nil
	})
}

// words puts the evidence in its places.
func (l *loader) words() error {
	return l.rows(`kind, finding, role, start, "end", text`, "words", "kind, finding, role, n", func(scan scanner) error {
		var a int64
		var kind, id, role string
		var p record.Piece
		if err := scan(&a, &kind, &id, &role, &p.Start, &p.End, &p.Text); err != nil {
			return err
		}
		f := l.of(a)
		if i, ok := f.at[kind+" "+id]; ok {
			if kind == "role" {
				_, j, _ := strings.Cut(id, "/")
				role = "role " + j
			}
			if w := f.wordsOf(kind, role, i); w != nil {
				*w = append(*w, p)
			}
		}
		return nil
	})
}

// wordsOf returns the place of the words of the i-th finding of a kind; nil if
// it has no such role.
func (f *finder) wordsOf(kind, role string, i int) *record.Words {
	role, number, _ := strings.Cut(role, " ")
	n, _ := strconv.Atoi(number)
	switch kind + " " + role {
	case "role role":
		if o := f.Names[i].Roles; 0 <= n && n < len(o) {
			return &o[n].Words
		}
	case "statement source":
		return &f.Statements[i].Source
	case "statement cue":
		return &f.Statements[i].Cue
	case "statement content":
		return &f.Statements[i].Content
	case "position evidence":
		return &f.Positions[i].Evidence
	case "position condition":
		if c := f.Positions[i].Conditions; 0 < n && n <= len(c) {
			return &c[n-1].Words
		}
	case "event evidence":
		return &f.Events[i].Evidence
	case "proposal evidence":
		return &f.Proposals[i].Evidence
	case "proposal named":
		return &f.Proposals[i].Named
	case "proposal clause":
		if c := f.Proposals[i].Clauses; 0 < n && n <= len(c) {
			return &c[n-1].Words
		}
	case "commitment evidence":
		return &f.Commitments[i].Evidence
	case "truce noun":
		return &f.Truces[i].Noun
	case "truce evidence":
		return &f.Truces[i].Evidence
	case "figure figure":
		return &f.Figures[i].Words
	}
	return nil
}
