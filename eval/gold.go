package eval

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"sort"
	"strings"
	"unicode"

	"parley/internal/record"
)

// Gold is one line of a gold file: something that a careful reader would
// certainly find in an article (statement, position, event), a reading that
// would be wrong (must-not), or a comparison of places; or (article) which
// text the lines with its Doc are about, where the words may not stand beside
// the spans: see Join. Spans count code points of the article's text, half-open.
type Gold struct {
	Kind         string         `json:"kind"`
	Link         string         `json:"link,omitempty"`   // article: its link
	SHA256       string         `json:"sha256,omitempty"` // article: of its text in UTF-8, hex
	Layer        string         `json:"layer,omitempty"`  // must-not: statement or position
	Doc          string         `json:"doc,omitempty"`    // last part of the article's doc
	Speaker      string         `json:"speaker,omitempty"`
	Holder       string         `json:"holder,omitempty"`
	Also         []string       `json:"also,omitempty"` // names that are equally right
	Form         string         `json:"form,omitempty"`
	Issue        string         `json:"issue,omitempty"`
	Stance       string         `json:"stance,omitempty"`
	Condition    *GoldCondition `json:"condition,omitempty"`
	AccordingTo  string         `json:"according_to,omitempty"`
	Type         string         `json:"type,omitempty"`
	Participants []string       `json:"participants,omitempty"`
	Place        string         `json:"place,omitempty"`
	When         string         `json:"when,omitempty"` // ISO 8601 day, month or start/end
	Status       string         `json:"status,omitempty"`
	Note         string         `json:"note,omitempty"`
	Accounts     []GoldPlace    `json:"accounts,omitempty"`
	Why          string         `json:"why,omitempty"`
	Span         [2]int         `json:"span,omitzero"`
	Text         string         `json:"text,omitempty"`
}

// GoldCondition is what a conditional position requires.
type GoldCondition struct {
	Issue    string `json:"issue"`
	Relation string `json:"relation"`
	Holds    *bool  `json:"holds,omitempty"` // nil counts as true
}

// GoldPlace is a place in one of the articles compared.
type GoldPlace struct {
	Doc  string `json:"doc"`
	Span [2]int `json:"span"`
	Text string `json:"text,omitempty"`
}

// Places returns the places that g names, one or several.
func (g Gold) Places() []GoldPlace {
	if g.Kind == "comparison" {
		return g.Accounts
	}
	return []GoldPlace{{g.Doc, g.Span, g.Text}}
}

// ReadGold reads a gold file, one JSON object a line.
func ReadGold(r io.Reader) ([]Gold, error) {
	var out []Gold
	err := eachLine(r, func(n int, line []byte) error {
		var g Gold
		if err := json.Unmarshal(line, &g); err != nil {
			return fmt.Errorf("eval: gold line %d: %w", n, err)
		}
		out = append(out, g)
		return nil
	})
	return out, err
}

// Annotated is one article as `parley annotate --format jsonl` tells it, as
// far as it is scored.
type Annotated struct {
	Doc        string             `json:"doc"`
	Text       string             `json:"text"`
	Statements []record.Statement `json:"statements"`
	Positions  []record.Position  `json:"positions"`
	Events     []record.Event     `json:"events"`
	Proposals  []Proposal         `json:"proposals"`
}

// Proposal is a plan as it is scored.
type Proposal struct {
	Proposer record.Who `json:"proposer"`
	Clauses  []Clause   `json:"clauses"`
}

// Clause is one clause of a plan as it is scored.
type Clause struct {
	Issue string `json:"issue"`
	Span  [2]int `json:"span"`
}

// clauses returns the clauses of all proposals, each with who proposed it.
func (a Annotated) clauses() (cs []Clause, by []record.Who) {
	for _, p := range a.Proposals {
		for _, c := range p.Clauses {
			cs, by = append(cs, c), append(by, p.Proposer)
		}
	}
	return cs, by
}

// ReadAnnotated reads the output of `parley annotate --format jsonl`, by the
// last part of each article's doc, as gold names it.
func ReadAnnotated(r io.Reader) (map[string]Annotated, error) {
	out := map[string]Annotated{}
	err := eachLine(r, func(n int, line []byte) error {
		var a Annotated
		if err := json.Unmarshal(line, &a); err != nil {
			return fmt.Errorf("eval: annotations line %d: %w", n, err)
		}
		out[path.Base(a.Doc)] = a
		return nil
	})
	return out, err
}

func eachLine(r io.Reader, f func(n int, line []byte) error) error {
	in := bufio.NewReader(r)
	for n := 1; ; n++ {
		line, err := in.ReadBytes('\n')
		if line = bytes.TrimSpace(line); len(line) > 0 {
			if err := f(n, line); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("eval: line %d: %w", n, err)
		}
	}
}

// GoldScore tells how much of a gold file was found.
type GoldScore struct {
	Rows  []GoldRow
	Wrong []Gold // the forbidden readings that were made
}

// GoldRow counts one kind of finding: recall over gold, and how many of the
// findings made are in gold, a lower bound of precision since gold does not
// list everything.
type GoldRow struct {
	Kind  string
	Gold  int
	Found int
	Made  int
	Good  int
	Lost  []Gold
}

// Recall returns the share of gold that was found, 0 where there is none.
func (r GoldRow) Recall() float64 { return share(r.Found, r.Gold) }

// InGold returns the share of made findings that are in gold.
func (r GoldRow) InGold() float64 { return share(r.Good, r.Made) }

func share(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// ScoreGold compares findings with gold, article by article and one to one. A
// statement is found where half of the gold words are in its content and the
// speaker agrees; a position where its evidence shares 20 characters or half
// of the gold words and holder, issue and stance agree; an event where its
// evidence does and the type agrees; a clause of a proposal where its words do
// and issue and proposer agree. A condition is found where its position is and
// what is required agrees. Articles that gold does not name are left out, and
// so are clauses and conditions where gold has none.
func ScoreGold(gold []Gold, made map[string]Annotated) GoldScore {
	var s GoldScore
	docs := docsOf(gold)
	for _, k := range []struct {
		kind string
		made func(Annotated) int
		hit  func(Gold, Annotated, int) bool
	}{
		{"statement", func(a Annotated) int { return len(a.Statements) }, hitStatement},
		{"position", func(a Annotated) int { return len(a.Positions) }, hitPosition},
		{"event", func(a Annotated) int { return len(a.Events) }, hitEvent},
		{"clause", func(a Annotated) int { cs, _ := a.clauses(); return len(cs) }, hitClause},
		{"condition", func(a Annotated) int { return len(a.Positions) }, hitCondition},
	} {
		row := GoldRow{Kind: k.kind}
		for _, d := range docs {
			a := made[d]
			var want []Gold
			for _, g := range gold {
				if g.Doc == d && (g.Kind == k.kind || k.kind == "condition" && g.Condition != nil) {
					want = append(want, g)
				}
			}
			n := k.made(a)
			of := pair(len(want), n, func(i, j int) bool { return k.hit(want[i], a, j) })
			found := map[int]bool{}
			for _, i := range of {
				found[i] = true
			}
			row.Gold, row.Found, row.Made, row.Good = row.Gold+len(want), row.Found+len(found), row.Made+n, row.Good+len(of)
			for i, g := range want {
				if !found[i] {
					row.Lost = append(row.Lost, g)
				}
			}
		}
		if row.Gold > 0 || k.kind != "clause" && k.kind != "condition" {
			s.Rows = append(s.Rows, row)
		}
	}
	for _, g := range gold {
		if g.Kind == "must-not" && forbidden(g, made[g.Doc]) {
			s.Wrong = append(s.Wrong, g)
		}
	}
	return s
}

// docsOf lists the articles with something to find.
func docsOf(gold []Gold) []string {
	seen := map[string]bool{}
	var docs []string
	for _, g := range gold {
		if g.Doc != "" && !seen[g.Doc] {
			seen[g.Doc] = true
			docs = append(docs, g.Doc)
		}
	}
	sort.Strings(docs)
	return docs
}

// pair matches the most of n gold items with m made ones, one to one, by
// augmenting paths. It returns the gold item of each matched made one.
func pair(n, m int, hit func(i, j int) bool) map[int]int {
	of := map[int]int{}
	var place func(i int, seen map[int]bool) bool
	place = func(i int, seen map[int]bool) bool {
		for j := range m {
			if seen[j] || !hit(i, j) {
				continue
			}
			seen[j] = true
			other, taken := of[j]
			if !taken || place(other, seen) {
				of[j] = i
				return true
			}
		}
		return false
	}
	for i := range n {
		place(i, map[int]bool{})
	}
	return of
}

func hitStatement(g Gold, a Annotated, j int) bool {
	s := a.Statements[j]
	o, size := covered(s.Content, g.Span)
	near := 2*o >= g.Span[1]-g.Span[0] || 2*o >= size && o >= 20
	fits := size <= max(600, 3*(g.Span[1]-g.Span[0])) || s.Form == "direct" && size <= 4000
	return near && fits && g.names(g.Speaker, s.Speaker.Name)
}

func hitPosition(g Gold, a Annotated, j int) bool {
	p := a.Positions[j]
	return shows(p.Evidence, g.Span) && p.Issue == g.Issue && string(p.Stance) == g.Stance && g.names(g.Holder, p.Holder.Name)
}

func hitEvent(g Gold, a Annotated, j int) bool {
	e := a.Events[j]
	return shows(e.Evidence, g.Span) && e.Type == g.Type
}

func hitClause(g Gold, a Annotated, j int) bool {
	cs, by := a.clauses()
	return shows(record.Words{{Start: cs[j].Span[0], End: cs[j].Span[1]}}, g.Span) && cs[j].Issue == g.Issue && g.names(g.Holder, by[j].Name)
}

func hitCondition(g Gold, a Annotated, j int) bool {
	if !hitPosition(g, a, j) {
		return false
	}
	for _, c := range a.Positions[j].Conditions {
		if c.Issue == g.Condition.Issue && (g.Condition.Holds == nil || c.Holds == *g.Condition.Holds) {
			return true
		}
	}
	return false
}

// forbidden reports whether a's findings give g's words to g's holder.
func forbidden(g Gold, a Annotated) bool {
	over := func(w record.Words) bool {
		o, size := covered(w, g.Span)
		return 2*o >= g.Span[1]-g.Span[0] && size <= 4*(g.Span[1]-g.Span[0])
	}
	if g.Layer == "statement" {
		for _, s := range a.Statements {
			if sameName(g.Holder, s.Speaker.Name) && over(s.Content) {
				return true
			}
		}
		return false
	}
	for _, p := range a.Positions {
		if sameName(g.Holder, p.Holder.Name) && p.AccordingTo == nil && over(p.Evidence) {
			return true
		}
	}
	return false
}

// covered returns how many code points of span the words share, and how many they have.
func covered(w record.Words, span [2]int) (shared, size int) {
	for _, p := range w {
		shared += max(0, min(p.End, span[1])-max(p.Start, span[0]))
		size += p.End - p.Start
	}
	return shared, size
}

func shows(w record.Words, span [2]int) bool {
	n := span[1] - span[0]
	o, size := covered(w, span)
	return o > 0 && size <= max(600, 3*n) && o >= min(20, (n+1)/2)
}

func (g Gold) names(want, got string) bool {
	for _, w := range append([]string{want}, g.Also...) {
		if sameName(w, got) {
			return true
		}
	}
	return false
}

// sameName compares names as far as a reader would: without titles, and a
// surname alone for the full name. All unnamed sources are the same.
func sameName(a, b string) bool {
	x, y := nameWords(a), nameWords(b)
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	if unnamed(x) || unnamed(y) {
		return unnamed(x) && unnamed(y)
	}
	if strings.Join(x, " ") == strings.Join(y, " ") {
		return true
	}
	return x[len(x)-1] == y[len(y)-1] && (len(x) == 1 || len(y) == 1 || x[0][0] == y[0][0])
}

func nameWords(s string) []string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	kept := words[:0]
	for _, w := range words {
		switch w {
		case "the", "of", "president", "prime", "minister", "mr", "mrs", "ms", "gen", "general":
		default:
			kept = append(kept, w)
		}
	}
	return kept
}

func unnamed(words []string) bool {
	for _, w := range words {
		switch w {
		case "anonymous", "source", "sources", "official", "officials", "experts", "unnamed":
			return true
		}
	}
	return false
}
