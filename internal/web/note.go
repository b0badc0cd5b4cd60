package web

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"parley/internal/analysis"
	"parley/internal/record"
	"parley/internal/source"
)

// notes turns an article's findings into notes, in the order of their words,
// each with the pieces of text it marks.
func (a *app) notes(sn *snapshot, art source.Article, f record.Findings) []note {
	var out []note
	add := func(n note, body ...record.Words) {
		n.ID, n.start = anchor(n.Entry), -1
		for _, w := range body {
			for _, p := range w {
				if n.start < 0 {
					n.start = p.Start
				}
				n.parts = append(n.parts, part{p, n.classes})
			}
		}
		slices.SortStableFunc(n.parts, func(x, y part) int { return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(x.End, y.End)) })
		if n.start < 0 {
			return // cannot be: the store refuses entries without words
		}
		out = append(out, n)
	}
	for _, s := range f.Statements {
		add(sn.statementNote(art.ID, s), s.Content)
	}
	for _, p := range f.Positions {
		add(a.positionNote(sn, art.ID, p), p.Evidence)
	}
	for _, e := range f.Events {
		add(sn.eventNote(art.ID, e), e.Evidence)
	}
	for _, p := range f.Proposals {
		add(a.proposalNote(sn, art.ID, p), p.Evidence)
	}
	for _, c := range f.Commitments {
		add(sn.commitmentNote(art.ID, c), c.Evidence)
	}
	for _, m := range f.Truces {
		if m.Step != "" {
			add(sn.truceNote(art.ID, m), m.Evidence)
		}
	}
	for i, g := range f.Figures {
		add(sn.figureNote(art.ID, i, g), g.Words)
	}
	slices.SortStableFunc(out, func(x, y note) int { return cmp.Compare(x.start, y.start) })
	return out
}

func (sn *snapshot) statementNote(article string, s record.Statement) note {
	id := sn.actors[article+"/"+s.ID]
	n := note{Entry: s.ID, Kind: "statement", Who: nameView{sn.rec.NameOf(id, s.Speaker), actorHref(id)}, Office: s.Speaker.Office,
		classes: "st", Quote: clip(join(s.Content), 160), Facts: compact(s.Form, channelOf(s)), How: rule(s.By, s.P), Lead: sn.cueOf(record.StatementEntry{Statement: s, Article: article, Actor: id})}
	if id == "" {
		n.Who.Name = unnamed(s.Speaker)
	}
	if s.Said != "" {
		n.Day = day(string(s.Said), s.SaidBy != "stated")
	}
	for _, p := range s.Source {
		n.parts = append(n.parts, part{p, "src"})
	}
	for _, p := range s.Cue {
		n.parts = append(n.parts, part{p, "cue"})
	}
	return n
}

func (a *app) positionNote(sn *snapshot, article string, p record.Position) note {
	key := article + "/" + p.ID
	id := sn.actors[key]
	n := note{Entry: p.ID, Kind: "position", Who: nameView{sn.rec.NameOf(id, p.Holder), actorHref(id)}, Office: p.Holder.Office,
		Stance: stanceAs(p.Stance, p.Act == "threaten"), Head: a.issue(p.Issue).Label, Object: string(p.About), classes: "po " + slug(string(p.Stance)),
		Facts: compact(string(p.Act)), How: rule(p.By, p.P)}
	if id == "" {
		n.Who.Name = unnamed(p.Holder)
	}
	if p.AsOf != "" {
		e := record.PositionEntry{Position: p, Article: article}
		n.Day = day(string(p.AsOf), sn.inferred(e))
	}
	if p.Stance == record.Conditional || len(p.Conditions) > 0 {
		n.Cond = conditions(p.Conditions)
	}
	if p.AccordingTo != nil {
		n.Facts = append([]string{"told by " + cmp.Or(sn.rec.NameOf(sn.tellers[key], *p.AccordingTo), "an unnamed source")}, n.Facts...)
	} else if p.Statement == "" {
		n.Facts = append([]string{"narrated"}, n.Facts...)
	}
	for _, c := range p.Conditions {
		for _, w := range c.Words {
			n.parts = append(n.parts, part{w, "po cond"})
		}
	}
	return n
}

func (sn *snapshot) eventNote(article string, e record.Event) note {
	key := article + "/" + e.ID
	n := note{Entry: e.ID, Kind: "event", Status: statusOf(e.Status, e.Type), Head: capital(label(e.Type)), Place: string(e.Place),
		classes: "ev", How: rule(e.By, e.P)}
	if e.Start != "" || e.End != "" {
		n.Day = span(string(e.Start), string(e.End))
	}
	for i, p := range e.Participants {
		id := ""
		if g := sn.guests[key]; i < len(g) {
			id = g[i]
		}
		name := sn.rec.NameOf(id, record.Who{Name: p.Name})
		if p.Role != "" {
			name += " (" + p.Role + ")"
		}
		n.People = append(n.People, nameView{name, actorHref(id)})
	}
	if e.AccordingTo != nil {
		n.Facts = append([]string{"according to " + cmp.Or(sn.rec.NameOf(sn.tellers[key], *e.AccordingTo), "an unnamed source")}, n.Facts...)
	}
	return n
}

func (a *app) proposalNote(sn *snapshot, article string, p record.Proposal) note {
	id := sn.actors[article+"/"+p.ID]
	n := note{Entry: p.ID, Kind: "proposal", Who: nameView{sn.rec.NameOf(id, p.Proposer), actorHref(id)}, Head: p.Title, classes: "pr"}
	for _, c := range p.Clauses {
		t := a.issue(c.Issue).Label + ": " + c.Text
		if c.Open != "" {
			t += " (left open: " + string(c.Open) + ")"
		}
		n.Facts = append(n.Facts, t)
	}
	return n
}

func (sn *snapshot) commitmentNote(article string, c record.Commitment) note {
	id := sn.actors[article+"/"+c.ID]
	n := note{Entry: c.ID, Kind: "commitment", Who: nameView{sn.rec.NameOf(id, c.Actor), actorHref(id)}, Head: c.Action, classes: "co"}
	if c.Trigger != "" {
		n.Cond = condition{Lead: "on:", Text: string(c.Trigger)}
	}
	if c.Due != "" {
		n.Day = day(string(c.Due), false)
	}
	return n
}

// truceNote tells a step in the life of a truce.
func (sn *snapshot) truceNote(article string, m record.TruceMention) note {
	name := func(role string, i int, w record.Who) nameView {
		id := sn.actors[article+"/"+m.ID+"/"+role+itoa(i)]
		return nameView{cmp.Or(sn.rec.NameOf(id, w), "somebody"), actorHref(id)}
	}
	n := note{Entry: m.ID, Kind: "truce", Head: capital(m.Truce) + ": " + analysis.StepLabel(string(m.Step)), classes: "tr", How: rule(m.By, 0),
		Who: nameView{Name: "Truce"}, Facts: compact(string(m.Status), string(m.Side))}
	for i, w := range m.Actors {
		n.People = append(n.People, name("actor", i, w))
	}
	for i, w := range m.Tellers {
		n.Facts = append(n.Facts, "told by "+name("teller", i, w).Name)
	}
	switch {
	case m.Day != "":
		n.Day = day(string(m.Day), false)
	case m.Start != "" || m.End != "":
		n.Day = span(string(m.Start), string(m.End))
	}
	return n
}

func (sn *snapshot) figureNote(article string, i int, g record.Figure) note {
	n := note{Entry: "f" + itoa(i+1), Kind: "figure", Who: nameView{Name: cmp.Or(g.Claimant.Name, "claimant not known")},
		Head: analysis.Number(g) + ": " + g.What, classes: "fi"}
	entry, _ := sn.rec.Figure(article + "/" + n.Entry)
	for _, ref := range entry.Differs {
		if o, ok := sn.rec.Figure(ref); ok {
			art, _ := sn.rec.Article(o.Article)
			n.Facts = append(n.Facts, "but "+analysis.Number(o.Figure)+" according to "+sn.rec.NameOf(o.Actor, o.Claimant)+" in "+outlet(art))
		}
	}
	return n
}

// channelOf names how something was said and through whom.
func channelOf(s record.Statement) string {
	c := strings.ReplaceAll(string(s.Channel), "-", " ")
	if c == "press" {
		c = "to the press"
	}
	if s.Via != "" {
		return strings.TrimSpace(c + " (" + string(s.Via) + ")")
	}
	return c
}

// rule says in full which rule or model decided, and how sure it was: "found
// by rule chain+pronoun, probability 0.87".
func rule(by string, p float64) string {
	switch {
	case by == "":
		return ""
	case p > 0 && p < 1:
		return fmt.Sprintf("found by rule %s, probability %.2f", by, p)
	}
	return "found by rule " + by
}

// compact leaves out what is empty.
func compact(list ...string) []string {
	return slices.DeleteFunc(list, func(s string) bool { return s == "" })
}

// clip shortens a text to most code points, at a space.
func clip(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	rs := []rune(s)[:most]
	cutAt := len(rs)
	for i := len(rs) - 1; i > most*2/3; i-- {
		if rs[i] == ' ' {
			cutAt = i
			break
		}
	}
	return string(rs[:cutAt]) + " …"
}
