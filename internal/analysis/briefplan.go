package analysis

// BriefPlan is what is on the table, with where the parties stand.
type BriefPlan struct {
	Key      string            `json:"key"`
	Title    string            `json:"title"`
	Proposer string            `json:"proposer"` // "" not told
	Made     string            `json:"made"`     // "" not told; with ~ where inferred
	Articles int               `json:"articles"`
	Refs     []int             `json:"refs"`
	Stances  []Claim           `json:"stances"` // on the whole
	Clauses  []BriefPlanClause `json:"clauses"`
	More     int               `json:"more"` // clauses left out
}

// BriefPlanClause is one thing that a plan would hold.
type BriefPlanClause struct {
	Issue   string  `json:"issue"` // code
	Text    string  `json:"text"`
	Open    string  `json:"open"` // what it leaves open; "" nothing
	Refs    []int   `json:"refs"`
	Stances []Claim `json:"stances"` // on its issue
}

// Limits of the plans in a brief.
const (
	briefPlans   = 6
	briefClauses = 8
	briefStances = 4
)

// plans adds what is proposed, by those of whom it is told.
func (m *briefer) plans(asof string) {
	for _, p := range Plans(m.rec, asof) {
		if len(m.b.Plans) == briefPlans {
			m.b.MorePlans++
			continue
		}
		b := BriefPlan{Key: p.Key, Title: p.Title, Made: shown(p.Made), Articles: p.Articles, Stances: m.planClaims(p.Stances)}
		if p.Proposer.Name != "unknown" {
			b.Proposer = p.Proposer.Name
		}
		var refs []Ref
		for _, a := range p.Accounts {
			refs = append(refs, a.Ref)
		}
		b.Refs = m.refs(refs...)
		for _, c := range p.Clauses {
			if len(b.Clauses) == briefClauses {
				b.More++
				continue
			}
			b.Clauses = append(b.Clauses, BriefPlanClause{c.Issue, oneLine(c.Text), oneLine(string(c.Open)), m.refs(c.Ref), m.planClaims(c.Stances)})
		}
		m.b.Plans = append(m.b.Plans, b)
	}
}

func (m *briefer) planClaims(list []PlanStance) []Claim {
	var out []Claim
	for _, s := range list[:min(len(list), briefStances)] {
		out = append(out, Claim{Stands, s.Stance, s.Text(), m.refs(s.Ref)})
	}
	return out
}

// head names a plan with whose it is.
func (b BriefPlan) head() string {
	text := upperFirst(oneLine(b.Title))
	if b.Proposer != "" {
		text += ", by " + b.Proposer
	}
	return text + ", " + b.Made
}

// line says a clause with what it leaves open.
func (c BriefPlanClause) line() string {
	text := "“" + c.Text + "”"
	if c.Open != "" && c.Open != c.Text {
		text += " (left open: “" + c.Open + "”)"
	} else if c.Open != "" {
		text += " (left open)"
	}
	return text
}

// plans writes what is on the table as plain text.
func (b Brief) plans(l *lines) {
	for i, p := range b.Plans {
		l.print("")
		if i == 0 {
			l.print("ON THE TABLE")
		}
		l.put(2, "", p.head()+numbersText(p.Refs))
		for _, s := range p.Stances {
			l.put(4, "on the whole  ", s.Text+numbersText(s.Refs))
		}
		for _, c := range p.Clauses {
			l.put(4, "- ", c.line()+numbersText(c.Refs))
			for _, s := range c.Stances {
				l.put(8, "on the issue  ", s.Text+numbersText(s.Refs))
			}
		}
		if p.More > 0 {
			l.put(4, "", "and "+count(p.More, "more clause"))
		}
	}
	if b.MorePlans > 0 {
		l.put(2, "", count(b.MorePlans, "more proposal")+", told in fewer articles")
	}
}

// plansMarkdown writes what is on the table as Markdown.
func (b Brief) plansMarkdown(l *lines, md func(string) string) {
	for i, p := range b.Plans {
		if i == 0 {
			l.print("\n## On the table")
		}
		l.print("\n**" + md(p.head()) + "**" + notes(p.Refs) + "\n")
		for _, s := range p.Stances {
			l.print("- on the whole: " + md(s.Text) + notes(s.Refs))
		}
		for _, c := range p.Clauses {
			l.print("- " + md(c.line()) + notes(c.Refs))
			for _, s := range c.Stances {
				l.print("  - on the issue: " + md(s.Text) + notes(s.Refs))
			}
		}
		if p.More > 0 {
			l.print("- and " + count(p.More, "more clause"))
		}
	}
}
