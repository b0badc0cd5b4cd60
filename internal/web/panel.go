package web

import (
	"strings"

	"parley/internal/analysis"
	"parley/internal/record"
)

// A panel holds the words behind one cell of the state of play.
type panel struct {
	ID, Row       string
	Party, Object string
	Stance        stance
	Plain         string // "told by ..., nobody who speaks for the party"
	Steps         []stepView
	Conflict      bool
	Ended         string // the deed that came after the stance; "" for none
	EndedOn       when
	EndedBy       []wordsView
	Groups        []voiceGroup
	AllHref       string
	Columns       int // of the table
}

type stepView struct {
	Stance   stance
	From, To when
}

// voiceGroup is one voice, and what articles have of it.
type voiceGroup struct {
	Name, Href string
	Role       string
	Odds       []string // titles that contradict: "“President” in one article, “former president” in another"
	Quotes     []quoteView
	More       int
}

// quoteView is one piece of evidence: words as reported by an outlet, with a
// link to them in their article.
type quoteView struct {
	Stance  stance
	Href    string
	Lead    string // who says the words and how, where they do not hold it
	Text    string
	Outlet  string
	Tag     string // of an article that is invented, or is not where most are
	Day     when
	Basis   string // own words, narrated, told by X
	Act     string
	Missing string
	Shared  bool // nearly the same text stands in another article
}

// panel gathers the words of a cell, by voice.
func (d *drawer) panel(row rowView, r analysis.Row, c analysis.Cell) panel {
	name := c.Party
	if name == "" && len(c.Voices) > 0 {
		name = c.Voices[0].Name
	}
	p := panel{ID: d.unique("words-" + r.Key + "-" + name), Row: row.ID, Party: name, Object: d.object(r), Conflict: len(c.Conflict) > 0, Columns: 1 + max(1, len(d.parties)),
		AllHref: query("/positions", "issue", r.Issue, "party", c.Party)}
	if c.Stance != "" {
		p.Stance = stanceAs(c.Stance, c.Threat)
	}
	if c.ToldBy != "" {
		p.Plain = "Told by " + c.ToldBy + ". Nobody who speaks for " + name + " is reported to say so."
	} else if c.Stance == "" {
		p.Plain = "Nobody who speaks for " + name + " is reported on this; the views below are their holders’ own."
	}
	for _, s := range c.Moved {
		p.Steps = append(p.Steps, stepView{stanceAs(s.Stance, s.Threat), d.date(s.From), d.date(s.To)})
	}
	if len(p.Steps) > 0 {
		p.Steps = append(p.Steps, stepView{stanceAs(c.Stance, c.Threat), d.date(c.Since), d.date(c.Last)})
	}
	if e := c.Ended; e != nil {
		p.Ended, p.EndedOn, p.EndedBy = e.Text, d.date(e.Date), []wordsView{d.words(e.Ref)}
	}
	for _, v := range c.Voices {
		p.Groups = append(p.Groups, d.voice(v, c.Party))
	}
	return p
}

// object names what a row is about, with its issue.
func (d *drawer) object(r analysis.Row) string {
	l := d.app.issue(r.Issue).Label
	if r.Object == "" || strings.EqualFold(r.Object, l) {
		return l
	}
	return r.Object
}

// voice lists a voice's accounts, the latest first.
func (d *drawer) voice(v analysis.Voice, party string) voiceGroup {
	g := voiceGroup{Name: v.Name, Href: actorHref(v.Actor), Role: role(v, party)}
	if a, ok := d.sn.rec.Actor(v.Actor); ok {
		for _, c := range a.Clashes {
			one, _ := d.sn.rec.Article(c.A.Article)
			other, _ := d.sn.rec.Article(c.B.Article)
			g.Odds = append(g.Odds, "titles contradict: “"+c.A.Office+"” in "+outlet(one)+", “"+c.B.Office+"” in "+outlet(other))
		}
	}
	for i := len(v.Accounts) - 1; i >= 0; i-- {
		if len(g.Quotes) == maxQuotes {
			g.More = i + 1
			break
		}
		g.Quotes = append(g.Quotes, d.account(v.Accounts[i]))
	}
	return g
}

// role tells whether a voice speaks for its party.
func role(v analysis.Voice, party string) string {
	who := ""
	switch v.Rung {
	case analysis.Itself:
		return ""
	case analysis.Leader:
		who = "leader"
	case analysis.Spokesman:
		who = "spokesperson"
	case analysis.Envoy:
		who = "envoy"
	default:
		switch v.Rung {
		case analysis.Member:
		case analysis.Local:
			who = "local official, "
		default:
			who = string(v.Rung) + ", "
		}
		if v.Dissents {
			return who + "own view, differs from " + party
		}
		return who + "own view"
	}
	if v.Dissents {
		return who + ", differs from the rest"
	}
	return who
}

// account shows one article's version of a position.
func (d *drawer) account(a analysis.Account) quoteView {
	art, _ := d.sn.rec.Article(a.Ref.Article)
	q := quoteView{Stance: stanceAs(a.Stance, a.Act == "threaten"), Lead: a.Ref.Lead, Href: d.sn.refHref(a.Ref.Article, a.Ref.Entry), Text: a.Ref.Text, Outlet: outlet(art),
		Tag: d.sn.tag(art.Link), Day: d.date(a.Date), Basis: string(a.Basis), Act: a.Act, Missing: missing(art), Shared: art.Copies != ""}
	if a.Basis == analysis.Told {
		q.Basis = "told by " + a.Teller
		if a.Teller == "" {
			q.Basis = "told by an unnamed source"
		}
	}
	return q
}

// outlet names who published an article, as well as is known.
func outlet(a record.Article) string {
	switch {
	case a.Outlet != "":
		return a.Outlet
	case a.Title != "":
		return "outlet unknown, “" + a.Title + "”"
	case a.Doc != "":
		return "outlet unknown, " + a.Doc[strings.LastIndexByte(a.Doc, '/')+1:]
	}
	return "outlet unknown"
}

// articleHref leads to an article, by the start of its ID.
func articleHref(id string) string {
	if len(id) > 16 {
		id = id[:16]
	}
	return "/articles/" + id
}

// refHref leads to the words of a finding in its article, where the article
// is shown in one part.
func refHref(article, entry string) string { return articleHref(article) + "#" + anchor(entry) }

// refHref leads to the words of a finding in its article.
func (sn *snapshot) refHref(article, entry string) string {
	if n := sn.parts[article+"/"+entry]; n > 0 {
		return articleHref(article) + "?part=" + itoa(n+1) + "#" + anchor(entry)
	}
	return refHref(article, entry)
}

// actorHref leads to an actor; "" for nobody.
func actorHref(id string) string {
	if id == "" {
		return ""
	}
	return "/actors/" + pathEscape(id)
}
