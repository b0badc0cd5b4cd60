package main

import (
	"fmt"
	"time"

	"parley/internal/doc"
	"parley/internal/record"
	"parley/internal/source"
)

// annotationSchema names the output of annotate.
const annotationSchema = "parley/annotations/1"

// annotation is one line of annotate: an article with all that was found in
// it. The order of the fields is that of the interface.
type annotation struct {
	Schema      string              `json:"schema"`
	Doc         string              `json:"doc"`
	Link        record.Maybe        `json:"link"`
	ID          string              `json:"id"`
	Title       record.Maybe        `json:"title"`
	Outlet      record.Maybe        `json:"outlet"`
	Published   record.Maybe        `json:"published"`
	PublishedBy source.Certainty    `json:"published_by"`
	Language    record.Maybe        `json:"language"`
	Complete    source.Completeness `json:"complete"`
	Skipped     record.Maybe        `json:"skipped"`
	Text        string              `json:"text"`

	Statements  []record.Statement  `json:"statements"`
	Positions   []record.Position   `json:"positions"`
	Events      []record.Event      `json:"events"`
	Proposals   []record.Proposal   `json:"proposals"`
	Commitments []record.Commitment `json:"commitments"`
	Figures     []record.Figure     `json:"figures"`
	Times       []timeJSON          `json:"times"`
	Mentions    []mentionJSON       `json:"mentions"`

	Truces []record.TruceMention `json:"truces"`
}

// timeJSON is a date expression; its span counts code points.
type timeJSON struct {
	Span  [2]int       `json:"span"`
	Type  doc.TimeType `json:"type"`
	Value string       `json:"value"`
}

// mentionJSON is a mention; its span counts code points.
type mentionJSON struct {
	Span   [2]int          `json:"span"`
	Type   doc.MentionType `json:"type"`
	Named  bool            `json:"named"`
	Entity record.Maybe    `json:"entity"`
	Name   record.Maybe    `json:"name"`
}

// newAnnotation returns the line for an article; d is nil for one that was
// not analysed.
func newAnnotation(a source.Article, d *doc.Doc, f record.Findings) annotation {
	n := annotation{
		Schema: annotationSchema, Doc: a.Doc, Link: record.Maybe(a.Link), ID: a.ID, Title: record.Maybe(a.Title),
		Outlet: record.Maybe(a.Outlet), Published: record.Maybe(published(a)), PublishedBy: a.PublishedBy,
		Language: record.Maybe(a.Language), Complete: a.Complete, Skipped: record.Maybe(a.Skipped), Text: a.Text,
		Statements: list(f.Statements), Positions: list(f.Positions), Events: list(f.Events), Proposals: list(f.Proposals),
		Commitments: list(f.Commitments), Figures: list(f.Figures), Times: []timeJSON{}, Mentions: []mentionJSON{},
		Truces: list(f.Truces),
	}
	if d == nil {
		return n
	}
	ruler := doc.NewRuler(d.Text)
	span := func(sp doc.Span) [2]int { return [2]int{ruler.CodePoints(sp.Start), ruler.CodePoints(sp.End)} }
	for _, t := range d.Times {
		n.Times = append(n.Times, timeJSON{span(t.Span), t.Type, t.Value})
	}
	for _, m := range d.Mentions {
		j := mentionJSON{Span: span(d.SpanOf(m.Range)), Type: m.Type, Named: m.Form == doc.Named}
		if m.Entity != doc.NoIndex {
			j.Entity = record.Maybe(fmt.Sprintf("e%d", m.Entity))
			j.Name = record.Maybe(d.Entities[m.Entity].Name)
		}
		n.Mentions = append(n.Mentions, j)
	}
	return n
}

// list returns s, empty instead of nil: [] in JSON, not null.
func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// published returns when an article came out: RFC 3339 in the zone given
// where the time is known, else the ISO 8601 day; "" if unknown.
func published(a source.Article) string {
	switch {
	case a.Published.IsZero():
		return ""
	case a.HasTime:
		return a.Published.Format(time.RFC3339)
	}
	return a.Published.Format(time.DateOnly)
}
