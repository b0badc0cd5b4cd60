package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"parley/internal/record"
)

// inserts are the SQL that stores findings. Values go in the order of the columns.
var inserts = map[string]string{
	"find":        `SELECT a.n, (SELECT group_concat(text, '' ORDER BY start) FROM passage p WHERE p.article = a.n) FROM article a WHERE a.id = ?`,
	"drop":        `DELETE FROM reading WHERE article = ?`,
	"reading":     `INSERT INTO reading (article, version, anchor) VALUES (?,?,?)`,
	"name":        `INSERT INTO name (article, i, entity, name, kind, party) VALUES (?,?,?,?,?,?)`,
	"name_form":   `INSERT INTO name_form (article, i, what, j, text) VALUES (?,?,?,?,?)`,
	"role":        `INSERT INTO role (article, i, j, office, kind, body, rung, tenure, excludes) VALUES (?,?,?,?,?,?,?,?,?)`,
	"words":       `INSERT INTO words (article, kind, finding, role, n, start, "end", text) VALUES (?,?,?,?,?,?,?,?)`,
	"who":         `INSERT INTO who (article, kind, finding, role, i, name, entity, is_a, party, office, described_as, rung) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)`,
	"statement":   `INSERT INTO statement (article, id, i, form, channel, via, said, said_by, p, rule) VALUES (?,?,?,?,?,?,?,?,?,?)`,
	"position":    `INSERT INTO position (article, id, i, issue, sub_issue, about, stance, act, asof, statement, p, rule) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)`,
	"condition":   `INSERT INTO condition (article, position, i, relation, issue, holds, text) VALUES (?,?,?,?,?,?,?)`,
	"event":       `INSERT INTO event (article, id, i, type, place, start, "end", status, p, rule) VALUES (?,?,?,?,?,?,?,?,?,?)`,
	"participant": `INSERT INTO participant (article, event, i, name, role) VALUES (?,?,?,?,?)`,
	"proposal":    `INSERT INTO proposal (article, id, i, title, made) VALUES (?,?,?,?,?)`,
	"clause":      `INSERT INTO clause (article, proposal, i, issue, text, "open") VALUES (?,?,?,?,?,?)`,
	"commitment":  `INSERT INTO commitment (article, id, i, action, "trigger", due, issue, made) VALUES (?,?,?,?,?,?,?,?)`,
	"truce":       `INSERT INTO truce (article, id, i, truce, same, step, status, side, days, start, "end", day, rule) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)`,
	"figure":      `INSERT INTO figure (article, id, i, value, upper, whole, bound, unit, what, about) VALUES (?,?,?,?,?,?,?,?,?,?)`,
}

// indexStatements indexes what was said in statements that are new; a
// statement gets a greater number than those before it.
const indexStatements = `INSERT INTO statement_words (rowid, text)
	SELECT s.n, (SELECT group_concat(w.text, ?1 ORDER BY w.n) FROM words w
		WHERE w.article = s.article AND w.kind = 'statement' AND w.finding = s.id AND w.role = 'content')
	FROM statement s WHERE s.n > coalesce((SELECT max(id) FROM statement_words_docsize), 0)`

// SetFindings replaces the findings of articles, all or none. The error has
// code Evidence, and a *Misplaced in it, where words are not the article's
// characters at their span or an entry has none; NotFound where there is no
// such article; Invalid where two findings have one ID.
func (s *Store) SetFindings(ctx context.Context, readings []Reading) error {
	const op = "set findings"
	return s.write(ctx, op, func(tx *sql.Tx) error {
		in, err := prepareAll(ctx, tx, inserts)
		if err != nil {
			return err
		}
		for i := range readings {
			err := (&inserter{ctx: ctx, in: in}).reading(&readings[i])
			var bad *Misplaced
			switch {
			case errors.As(err, &bad):
				return &Error{Code: Evidence, Op: op, Path: s.path, Message: bad.Error(), Err: bad}
			case errors.Is(err, sql.ErrNoRows):
				return &Error{Code: NotFound, Op: op, Path: s.path, Message: fmt.Sprintf("there is no article %q", readings[i].Article), Err: err}
			case err != nil:
				return fmt.Errorf("article %.12s: %w", readings[i].Article, err)
			}
		}
		_, err = tx.ExecContext(ctx, indexStatements, gap)
		return err
	})
}

// inserter stores the findings of one article; after an error it does nothing more.
type inserter struct {
	ctx     context.Context
	in      stmts
	article int64
	err     error
}

// row inserts a row of the article.
func (x *inserter) row(table string, values ...any) {
	if x.err != nil {
		return
	}
	if _, err := x.in[table].ExecContext(x.ctx, append([]any{x.article}, values...)...); err != nil {
		x.err = fmt.Errorf("%s %v: %w", table, values[0], err)
	}
}

// reading replaces what was found in an article.
func (x *inserter) reading(r *Reading) error {
	if err := x.ctx.Err(); err != nil {
		return err
	}
	x.ctx = context.WithoutCancel(x.ctx) // watching it costs more than a row; the transaction watches it too
	var text sql.NullString
	if err := x.in["find"].QueryRowContext(x.ctx, r.Article).Scan(&x.article, &text); err != nil {
		return err
	}
	all := evidenceOf(&r.Findings)
	if err := check(r.Article, newPoints(text.String), all); err != nil {
		return err
	}
	if _, err := x.in["drop"].ExecContext(x.ctx, x.article); err != nil {
		return err
	}
	x.row("reading", r.Version, r.Anchor)
	for _, ev := range all {
		for n, p := range ev.words {
			x.row("words", ev.kind, ev.finding, ev.role, n, p.Start, p.End, p.Text)
		}
	}
	f := &r.Findings
	x.names(f.Names)
	x.statements(f.Statements)
	x.positions(f.Positions)
	x.events(f.Events)
	x.others(f)
	x.truces(f.Truces)
	return x.err
}

func (x *inserter) who(kind, finding, role string, i int, w record.Who) {
	x.row("who", kind, finding, role, i, w.Name, w.Entity, string(w.Kind), w.Party, w.Office, w.DescribedAs, string(w.Rung))
}

func (x *inserter) names(names []record.Name) {
	for i, n := range names {
		x.row("name", i, n.Entity, n.Name, string(n.Kind), n.Party)
		for j, text := range n.Offices {
			x.row("name_form", i, "office", j, text)
		}
		for j, text := range n.Forms {
			x.row("name_form", i, "form", j, text)
		}
		for j, o := range n.Roles {
			x.row("role", i, j, o.Office, o.Kind, o.Of, string(o.Rung), o.Tenure, o.Excludes)
		}
	}
}

func (x *inserter) statements(statements []record.Statement) {
	for i, s := range statements {
		x.row("statement", s.ID, i, s.Form, string(s.Channel), string(s.Via), string(s.Said), s.SaidBy, s.P, s.By)
		x.who("statement", s.ID, "speaker", 0, s.Speaker)
		for j, w := range s.To {
			x.who("statement", s.ID, "to", j, w)
		}
	}
}

func (x *inserter) positions(positions []record.Position) {
	for i, p := range positions {
		x.row("position", p.ID, i, p.Issue, string(p.SubIssue), string(p.About), string(p.Stance), string(p.Act),
			string(p.AsOf), string(p.Statement), p.P, p.By)
		x.who("position", p.ID, "holder", 0, p.Holder)
		if p.AccordingTo != nil {
			x.who("position", p.ID, "according_to", 0, *p.AccordingTo)
		}
		for j, c := range p.Conditions {
			x.row("condition", p.ID, j, c.Relation, c.Issue, c.Holds, c.Text)
		}
	}
}

func (x *inserter) events(events []record.Event) {
	for i, e := range events {
		x.row("event", e.ID, i, e.Type, string(e.Place), string(e.Start), string(e.End), e.Status, e.P, e.By)
		if e.AccordingTo != nil {
			x.who("event", e.ID, "according_to", 0, *e.AccordingTo)
		}
		for j, p := range e.Participants {
			x.row("participant", e.ID, j, p.Name, p.Role)
		}
	}
}

// others stores proposals, commitments and figures.
func (x *inserter) others(f *record.Findings) {
	for i, p := range f.Proposals {
		x.row("proposal", p.ID, i, p.Title, string(p.Made))
		x.who("proposal", p.ID, "proposer", 0, p.Proposer)
		for j, c := range p.Clauses {
			x.row("clause", p.ID, j, c.Issue, c.Text, string(c.Open))
		}
	}
	for i, c := range f.Commitments {
		x.row("commitment", c.ID, i, c.Action, string(c.Trigger), string(c.Due), string(c.Issue), string(c.Made))
		x.who("commitment", c.ID, "actor", 0, c.Actor)
	}
	for i, g := range f.Figures {
		x.row("figure", figureID(i), i, g.Value, g.Upper, g.Of, g.Bound, string(g.Unit), g.What, g.About)
		x.who("figure", figureID(i), "claimant", 0, g.Claimant)
	}
}

func (x *inserter) truces(mentions []record.TruceMention) {
	for i, m := range mentions {
		x.row("truce", m.ID, i, m.Truce, string(m.Same), string(m.Step), string(m.Status), string(m.Side), m.Days,
			string(m.Start), string(m.End), string(m.Day), m.By)
		for j, w := range m.Actors {
			x.who("truce", m.ID, "actor", j, w)
		}
		for j, w := range m.Tellers {
			x.who("truce", m.ID, "teller", j, w)
		}
	}
}

// gap stands between the pieces of a content where it is indexed: no word goes across it.
const gap = "\n\n"

// joined returns the pieces of words with gaps between them.
func joined(w record.Words) string {
	text := ""
	for i, p := range w {
		if i > 0 {
			text += gap
		}
		text += p.Text
	}
	return text
}
