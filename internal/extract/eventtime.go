package extract

import (
	"strings"
	"time"

	"parley/internal/doc"
	"parley/internal/record"
)

// eventTime returns the date expression that belongs to the event of i with
// bearer v: the nearest in its clause, doc.NoIndex if none.
func (r *reader) eventTime(i, v int) int {
	end := r.d.Sentences[r.d.Sentence(i)].To
	near := doc.Range{From: i, To: min(i+12, end)}
	for k := i + 1; k < near.To; k++ {
		if r.d.Form(k) == "," || r.d.Tokens[k].UPOS == "VERB" && r.d.Tokens[k].XPOS != "VBN" {
			near.To = k
		}
	}
	if t := r.nearestTime(i, r.nounPhrase(i)); t >= 0 {
		return t
	}
	if t := r.nearestTime(i, near); t >= 0 {
		return t
	}
	for _, h := range []int{i, v} {
		if h >= 0 {
			if t := r.nearestTime(i, r.t.subtree(h)); t >= 0 {
				return t
			}
		}
	}
	return doc.NoIndex
}

// nearestTime returns the date expression in rg that is nearest to token i,
// not further than 20 tokens; doc.NoIndex if there is none.
func (r *reader) nearestTime(i int, rg doc.Range) int {
	best, dist := doc.NoIndex, 20
	for k := rg.From; k < rg.To; k++ {
		if t := r.timeAt(k); t >= 0 && isoOf(r.d.Times[t]) != "" && !r.isSince(t) {
			if d := max(k-i, i-k); d < dist {
				best, dist = t, d
			}
		}
	}
	return best
}

// lookAhead moves the day of a planned or proposed event a week on where it was
// told by its weekday alone and taken for the last one ("invited both to talks on Friday").
func (r *reader) lookAhead(e *record.Event, t doc.Time) {
	if e.Status != "planned" && e.Status != "proposed" || e.End != "" || r.d.Anchor.IsZero() || !t.First.Before(r.d.Anchor) {
		return
	}
	if next := r.d.TokensIn(t.Span).To; next < len(r.d.Tokens) && r.d.Tokens[next].XPOS == "POS" { // "Monday's call"
		return
	}
	words := strings.Fields(strings.ToLower(r.d.Words(t.Span)))
	if len(words) == 1 && words[0] == strings.ToLower(t.First.Weekday().String()) && r.d.Anchor.Sub(t.First) < 7*24*time.Hour {
		e.Start = record.Maybe(t.First.AddDate(0, 0, 7).Format(time.DateOnly))
	}
}

// isSince reports whether date t only bounds a time ("since December", "by May").
func (r *reader) isSince(t int) bool {
	k := r.d.TokensIn(r.d.Times[t].Span).From
	for back := k; back >= max(k-1, 0); back-- {
		switch r.t.lower(back) {
		case "since", "by", "until":
			return true
		}
	}
	return false
}
