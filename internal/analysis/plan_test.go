package analysis

import (
	"fmt"
	"strings"
	"testing"

	"parley/internal/record"
)

// offer is one article that tells of a proposal, and of positions of others:
// "Ostria opposes ceasefire 30-day truce".
type offer struct {
	day, title, by, clauses string // "ceasefire a truce of 30 days; …"
	positions               string
}

// onTable makes a record of offers, each an article of its own.
func onTable(offers ...offer) *record.Record {
	var articles []record.Article
	var readings []record.Reading
	for i, o := range offers {
		id := fmt.Sprintf("%02d", i)
		articles = append(articles, record.Article{ID: id, Outlet: "Outlet " + id, Published: record.Maybe(o.day), PublishedBy: "given", Complete: "whole"})
		var f record.Findings
		piece := func(at int, text string) record.Words {
			return record.Words{{Start: at, End: at + len(text), Text: text}}
		}
		if o.title != "" {
			by := record.Who{Name: o.by, Kind: record.State}
			if o.by == "unknown" {
				by.Kind = record.Unknown
			}
			p := record.Proposal{ID: "r1", Title: o.title, Proposer: by, Named: piece(0, o.title), Evidence: piece(0, o.title)}
			for c := range strings.SplitSeq(o.clauses, "; ") {
				if issue, text, ok := strings.Cut(c, " "); ok {
					p.Clauses = append(p.Clauses, record.Clause{Issue: issue, Text: text, Words: piece(0, text)})
				}
			}
			f.Proposals = append(f.Proposals, p)
		}
		for k, line := range strings.Split(o.positions, "; ") {
			w := strings.SplitN(line, " ", 4)
			if len(w) < 4 {
				continue
			}
			at := 200 * (k + 1)
			if w[3] == o.title {
				at = 0
			}
			f.Positions = append(f.Positions, record.Position{ID: fmt.Sprintf("p%d", k+1), Holder: record.Who{Name: w[0], Kind: record.State}, Stance: record.Stance(w[1]),
				Issue: w[2], About: record.Maybe(strings.TrimSpace(w[3])), Evidence: piece(at, w[3]+" in words")})
		}
		readings = append(readings, record.Reading{Article: id, Findings: f})
	}
	rec := record.Build(articles, readings)
	return &rec
}

// plansText writes plans as test cases do: "title by proposer in N [stances]: clause [stances]; …".
func plansText(list []Plan) string {
	var out []string
	who := func(stances []PlanStance) string {
		var s []string
		for _, x := range stances {
			s = append(s, x.Party+" "+string(x.Stance))
		}
		return " [" + strings.Join(s, ", ") + "]"
	}
	for _, p := range list {
		var clauses []string
		for _, c := range p.Clauses {
			clauses = append(clauses, c.Text+who(c.Stances))
		}
		out = append(out, fmt.Sprintf("%s by %s in %d%s: %s", p.Title, p.Proposer.Name, p.Articles, who(p.Stances), strings.Join(clauses, "; ")))
	}
	return strings.Join(out, "\n")
}

func TestPlansAreTiedAndPartiesStandOnThem(t *testing.T) {
	for _, c := range []struct {
		name   string
		offers []offer
		want   string
	}{
		{"one proposer, one issue, two articles: one plan", []offer{
			{"2031-03-01", "plan", "Velmar", "ceasefire a truce of 30 days; prisoners an exchange", ""},
			{"2031-03-04", "proposal", "Velmar", "ceasefire a 30-day ceasefire", ""}},
			"plan by Velmar in 2 []: a truce of 30 days []; an exchange []"},
		{"numbers that differ make two", []offer{
			{"2031-03-01", "plan", "Velmar", "ceasefire a truce of 30 days", ""},
			{"2031-03-04", "plan", "Velmar", "ceasefire a truce of 60 days", ""}},
			"plan by Velmar in 1 []: a truce of 60 days []\nplan by Velmar in 1 []: a truce of 30 days []"},
		{"another proposer makes two", []offer{
			{"2031-03-01", "plan", "Velmar", "prisoners an exchange", ""}, {"2031-03-01", "plan", "Selvane", "prisoners an exchange", ""}},
			"plan by Velmar in 1 []: an exchange []\nplan by Selvane in 1 []: an exchange []"},
		{"proposers not known are never taken for one", []offer{
			{"2031-03-01", "plan", "unknown", "prisoners an exchange", ""}, {"2031-03-01", "plan", "unknown", "prisoners an exchange", ""}},
			"plan by unknown in 1 []: an exchange []\nplan by unknown in 1 []: an exchange []"},
		{"months apart are not taken for one", []offer{
			{"2031-03-01", "plan", "Velmar", "prisoners an exchange", ""}, {"2031-07-01", "plan", "Velmar", "prisoners an exchange", ""}},
			"plan by Velmar in 1 []: an exchange []\nplan by Velmar in 1 []: an exchange []"},
		{"a stance on the whole, and on a clause", []offer{
			{"2031-03-01", "plan", "Velmar", "ceasefire a truce of 30 days; withdrawal a withdrawal", "Ostria opposes peace-agreement plan; Ostria supports ceasefire 30-day truce; Selvane supports ceasefire 3-day truce"}},
			"plan by Velmar in 1 [Ostria opposes]: a truce of 30 days [Ostria supports]; a withdrawal []"},
		{"a stance told elsewhere, by whose plan it is", []offer{
			{"2031-03-01", "plan", "Velmar", "prisoners an exchange", ""}, {"2031-03-05", "", "", "", "Ostria supports peace-agreement Velmar plan; Selvane supports peace-agreement plan"}},
			"plan by Velmar in 1 [Ostria supports]: an exchange []"},
		{"the last stance counts", []offer{
			{"2031-03-01", "plan", "Velmar", "prisoners an exchange", "Ostria opposes prisoners exchange"}, {"2031-03-05", "", "", "", "Ostria supports prisoners exchange"}},
			"plan by Velmar in 1 []: an exchange [Ostria supports]"},
	} {
		if got := plansText(Plans(onTable(c.offers...), "")); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}
