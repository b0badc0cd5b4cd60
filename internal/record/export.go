package record

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
)

// Schema names the canonical export; the number rises when a field changes its meaning.
const Schema = "parley/record/1"

// Export writes a record as JSON, canonically: the same articles give the same
// bytes whatever the order in which they were read, on every machine. Times
// and paths of intake are not in it. Every piece of evidence is written as
// {"start","end","text"}, in code points of its article. One line holds one
// article, actor or entry. It returns w's error.
func Export(w io.Writer, rec Record) error {
	x := &exporter{w: bufio.NewWriter(w)}
	x.text("{\"schema\":")
	x.value(Schema)
	list(x, "articles", rec.Articles, func(a Article) any { return a })
	list(x, "actors", rec.Actors, func(a Actor) any { return a })
	list(x, "statements", rec.Statements, exportStatement)
	list(x, "positions", rec.Positions, exportPosition)
	list(x, "events", rec.Events, exportEvent)
	list(x, "proposals", rec.Proposals, exportProposal)
	list(x, "commitments", rec.Commitments, exportCommitment)
	list(x, "figures", rec.Figures, exportFigure)
	list(x, "truces", rec.Truces, exportTruce)
	x.text("\n}\n")
	if x.err != nil {
		return x.err
	}
	return x.w.Flush()
}

// exporter writes JSON; after an error it writes nothing more.
type exporter struct {
	w   *bufio.Writer
	err error
}

func (x *exporter) text(s string) {
	if x.err == nil {
		_, x.err = x.w.WriteString(s)
	}
}

// value writes v without escaping what only HTML needs escaped.
func (x *exporter) value(v any) {
	if x.err != nil {
		return
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if x.err = enc.Encode(v); x.err == nil {
		_, x.err = x.w.Write(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
	}
}

// list writes a field with one entry a line.
func list[T any](x *exporter, name string, entries []T, of func(T) any) {
	x.text(",\n")
	x.value(name)
	x.text(":[")
	for i, e := range entries {
		if i > 0 {
			x.text(",")
		}
		x.text("\n")
		x.value(of(e))
	}
	x.text("]")
}

// evidence is a piece as the export has it.
type evidence struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// whole returns words with their text; an empty list for none.
func whole(w Words) []evidence {
	out := make([]evidence, len(w))
	for i, p := range w {
		out[i] = evidence(p)
	}
	return out
}

// some returns a list that is written as [] where it is empty.
func some[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// The types below have the fields of a finding with their evidence in full:
// a field of the outer struct hides that of the finding.

func exportStatement(e StatementEntry) any {
	e.To, e.Addressees = some(e.To), some(e.Addressees)
	return struct {
		StatementEntry
		Source  []evidence `json:"source"`
		Cue     []evidence `json:"cue"`
		Content []evidence `json:"content"`
	}{e, whole(e.Source), whole(e.Cue), whole(e.Content)}
}

// exportedCondition is a condition with its words.
type exportedCondition struct {
	Relation string     `json:"relation"`
	Issue    string     `json:"issue"`
	Holds    bool       `json:"holds"`
	Text     string     `json:"text"`
	Words    []evidence `json:"words"`
}

func exportPosition(e PositionEntry) any {
	conditions := make([]exportedCondition, len(e.Conditions))
	for i, c := range e.Conditions {
		conditions[i] = exportedCondition{c.Relation, c.Issue, c.Holds, c.Text, whole(c.Words)}
	}
	return struct {
		PositionEntry
		Conditions []exportedCondition `json:"conditions"`
		Evidence   []evidence          `json:"evidence"`
	}{e, conditions, whole(e.Evidence)}
}

func exportEvent(e EventEntry) any {
	e.Participants, e.Actors = some(e.Participants), some(e.Actors)
	return struct {
		EventEntry
		Evidence []evidence `json:"evidence"`
	}{e, whole(e.Evidence)}
}

// exportedClause is a clause with its words.
type exportedClause struct {
	Issue string     `json:"issue"`
	Text  string     `json:"text"`
	Open  Maybe      `json:"open"`
	Words []evidence `json:"words"`
}

func exportProposal(e ProposalEntry) any {
	clauses := make([]exportedClause, len(e.Clauses))
	for i, c := range e.Clauses {
		clauses[i] = exportedClause{c.Issue, c.Text, c.Open, whole(c.Words)}
	}
	return struct {
		ID       string           `json:"id"`
		Article  string           `json:"article"`
		Actor    string           `json:"actor"`
		Title    string           `json:"title"`
		Proposer Who              `json:"proposer"`
		Clauses  []exportedClause `json:"clauses"`
		Evidence []evidence       `json:"evidence"`
	}{e.ID, e.Article, e.Actor, e.Title, e.Proposer, clauses, whole(e.Evidence)}
}

func exportCommitment(e CommitmentEntry) any {
	return struct {
		ID       string     `json:"id"`
		Article  string     `json:"article"`
		Actor    string     `json:"actor"`
		By       Who        `json:"by"`
		Action   string     `json:"action"`
		Trigger  Maybe      `json:"trigger"`
		Due      Maybe      `json:"due"`
		Issue    Maybe      `json:"issue"`
		Made     Maybe      `json:"made"`
		Evidence []evidence `json:"evidence"`
	}{e.ID, e.Article, e.Actor, e.Commitment.Actor, e.Action, e.Trigger, e.Due, e.Issue, e.Made, whole(e.Evidence)}
}

func exportTruce(e TruceEntry) any {
	e.Actors, e.Tellers, e.ActorIDs, e.TellerIDs = some(e.Actors), some(e.Tellers), some(e.ActorIDs), some(e.TellerIDs)
	return struct {
		TruceEntry
		Noun     []evidence `json:"noun"`
		Evidence []evidence `json:"evidence"`
	}{e, whole(e.Noun), whole(e.Evidence)}
}

func exportFigure(e FigureEntry) any {
	return struct {
		ID       string     `json:"id"`
		Article  string     `json:"article"`
		Actor    string     `json:"actor"`
		Value    float64    `json:"value"`
		Upper    *float64   `json:"upper"`
		Of       *float64   `json:"of"`
		Bound    Maybe      `json:"bound"`
		Unit     Maybe      `json:"unit"`
		What     string     `json:"what"`
		About    Maybe      `json:"about"`
		Claimant Who        `json:"claimant"`
		Differs  []string   `json:"differs"`
		Words    []evidence `json:"words"`
	}{e.ID, e.Article, e.Actor, e.Value, e.Upper, e.Of, Maybe(e.Bound), e.Unit, e.What, Maybe(e.About), e.Claimant, some(e.Differs), whole(e.Words)}
}
