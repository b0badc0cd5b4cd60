package extract

import (
	"strings"
	"time"

	"parley/internal/doc"
	"parley/internal/record"
)

// eventTime returns the date expression that belongs to the event of i with
// frame noun f and bearer v: the nearest in its clause, doc.NoIndex if none.
func (r *reader) eventTime(i, f, v int) int {
	end := r.d.Sentences[r.d.Sentence(i)].To
	near := doc.Range{From: i, To: min(i+14, end)}
	for k := i + 1; k < near.To; k++ {
		if r.d.Form(k) == "," || r.d.Tokens[k].UPOS == "VERB" && r.d.Tokens[k].XPOS != "VBN" {
			near.To = k
		}
	}
	for _, rg := range []doc.Range{r.nounPhrase(i), r.nounPhrase(f), near} {
		if t := r.nearestTime(i, v, rg); t >= 0 {
			return t
		}
	}
	for _, h := range []int{i, f, v} {
		if h >= 0 {
			if t := r.nearestTime(i, v, r.t.subtree(h)); t >= 0 {
				return t
			}
		}
	}
	return doc.NoIndex
}

// nearestTime returns the date expression in rg that is nearest to token i,
// not further than 20 tokens, and that is not another event's; doc.NoIndex if
// there is none.
func (r *reader) nearestTime(i, v int, rg doc.Range) int {
	best, dist := doc.NoIndex, 20
	for k := rg.From; k < rg.To; k++ {
		if t := r.timeAt(k); t >= 0 && isoOf(r.d.Times[t]) != "" && !r.isSince(i, t) {
			if d := max(k-i, i-k); d < dist && !r.isOthers(i, v, t) {
				best, dist = t, d
			}
		}
	}
	return best
}

// isOthers reports whether date t, behind token i, stands right behind another
// event, with no more than its place or participants between, that is not what
// i governs ("freed those taken in the attack on Velmar on 3 May"); or whether
// it tells when that came about which verb i is done to ("broke the truce
// agreed in May").
func (r *reader) isOthers(i, v, t int) bool {
	rg := r.d.TokensIn(r.d.Times[t].Span)
	from := rg.From
	if n := rg.To; from > i && n < len(r.d.Tokens) && r.d.Tokens[n].UPOS == "NOUN" && r.t.lower(rg.From) != "this" && r.timeAt(n) < 0 && r.t.rel(from) != "obl" { // "talks on a successor of the 2015 accord"
		if o := r.paired(i); v != i || o < 0 || !r.nounPhrase(o).Has(from) {
			return true
		}
	}
	for j := from - 1; j > i && from-j < 9; j-- {
		switch r.d.Tokens[j].UPOS {
		case "PUNCT", "CCONJ":
			if r.d.Form(j) != "”" && r.d.Form(j) != "\"" && r.d.Form(j) != "-" {
				return false
			}
			continue
		case "VERB":
			if r.d.Tokens[j].XPOS == "VBN" && v == i && r.t.rel(j) == "acl" && r.d.Tokens[j].Head > i {
				return true
			}
			return false
		case "NOUN":
		default:
			continue
		}
		if r.nounEvent(j) < 0 {
			continue
		}
		h := r.d.Tokens[j].Head
		top := j
		for step := 0; step < 4 && h >= 0 && h != i && h != v; step++ {
			top, h = h, r.d.Tokens[h].Head
		}
		switch h = r.d.Tokens[j].Head; r.lead(top) {
		case "after", "before", "since", "following":
			return true
		case "during", "amid":
			return false
		}
		return h != i && (h < 0 || h != v || r.t.rel(j) == "nmod") && !r.under(i, j)
	}
	return false
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

// lookBack moves the month or day of an event told as past a year back where the
// year is not said and it was taken for the coming one ("launched an incursion
// in August"). ok is false where there is nothing to move.
func (r *reader) lookBack(e *record.Event, v int, t doc.Time) (ok bool) {
	if r.d.Tokens[v].XPOS != "VBD" || r.d.Anchor.IsZero() || !t.First.After(r.d.Anchor) || strings.ContainsAny(r.d.Words(t.Span), "0123456789") && strings.Contains(r.d.Words(t.Span), t.First.Format("2006")) {
		return false
	}
	layout := time.DateOnly[:len(e.Start)]
	e.Start = record.Maybe(t.First.AddDate(-1, 0, 0).Format(layout))
	if e.End != "" {
		e.End = record.Maybe(t.Last.AddDate(-1, 0, 0).Format(time.DateOnly))
	}
	return true
}

// isSince reports whether date t only bounds a time ("since December", "by
// May"). "Since" tells when that began which verb i says has lasted.
func (r *reader) isSince(i, t int) bool {
	k := r.d.TokensIn(r.d.Times[t].Span).From
	for back := k; back >= max(k-1, 0); back-- {
		switch r.t.lower(back) {
		case "since":
			return !r.t.isVerb(i) || !r.t.isPassive(i) || !r.t.has(i, "aux", "have")
		case "by", "until":
			return true
		}
	}
	return false
}
