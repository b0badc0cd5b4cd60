package extract

import (
	"strings"

	"parley/internal/doc"
	"parley/internal/record"
)

// saidDay returns the day, month or year on which the words of a say that it
// was said, ISO 8601; "" if they do not.
func (r *reader) saidDay(f frame, a doc.Attribution) string {
	best, near := "", furthest
	for _, i := range f.tokens {
		t := r.timeAt(i)
		if t < 0 || inAny(a.Content, i) || r.isAhead(t) || !r.datesSaying(i, a, f) {
			continue
		}
		day := saidOn(r.d.Times[t])
		if away := max(i-a.Cue[0].From, a.Cue[0].From-i); day != "" && away < near {
			best, near = day, away
		}
	}
	return best
}

// saidOn returns when t says that something was said, as exactly as it does:
// of a week its month, where it has one.
func saidOn(t doc.Time) string {
	if strings.Contains(t.Value, "W") {
		if t.First.IsZero() || t.First.Month() != t.Last.Month() {
			return ""
		}
		return t.First.Format("2006-01")
	}
	return isoOf(t)
}

// datesSaying reports whether the date at token i dates the saying itself: it
// hangs on the cue, on the occasion or on those addressed.
func (r *reader) datesSaying(i int, a doc.Attribution, f frame) bool {
	t := r.timeAt(i)
	for step := 0; step < 8; step++ {
		if r.lead(i) == "by" || r.conditionMark(i) != "" {
			return false
		}
		switch r.t.prep(i) {
		case "after", "before", "since", "until", "from", "for", "by", "of", "about", "ahead":
			if r.timeAt(i) >= 0 {
				return false
			}
		}
		h := r.d.Tokens[i].Head
		if h < 0 {
			return false
		}
		switch {
		case r.timeAt(h) == t, inAny(a.Cue, h), f.verbs[h]:
		case r.channelAt(h) != "" && (r.isLedBy(h) || r.isNamedBy(h) || r.t.rel(h) == "obj"), r.platformAt(h) > 0:
		case r.lex.channels.is("held", r.t.lemma(h)) && (r.t.rel(h) == "acl" || r.t.rel(h) == "advcl" && r.d.Tokens[h].XPOS == "VBN"):
		case r.lex.channels.is("press", r.t.lemma(h)), r.isOutlet(h) && !inAny(a.Source, h), r.lex.channels.audience[r.t.lemma(h)] != "":
		case r.isPlaceOf(h):
		default:
			return false
		}
		if inAny(a.Cue, h) || f.verbs[h] {
			return true
		}
		i = h
	}
	return false
}

// isPlaceOf reports whether noun h is the place of the saying: "in Orsk on Monday".
func (r *reader) isPlaceOf(h int) bool {
	m := r.mentionAt[h]
	return m >= 0 && r.d.Mentions[m].Type == doc.Location && (r.t.prep(h) == "in" || r.t.prep(h) == "at")
}

// goesOn takes over channel, addressee and day from the statement right before
// where a only goes on with it: no cue, "he added". Such a day is inferred.
func (r *reader) goesOn(a doc.Attribution, s *record.Statement) {
	n := len(r.out.Statements)
	if n == 0 || s.Channel != "" || s.Said != "" || len(s.To) > 0 || a.Aside || !known(s.Speaker) {
		return
	}
	for back := 1; back <= 2 && back <= n; back++ {
		p := r.out.Statements[n-back]
		b := r.d.Attributions[n-back]
		if b.Aside || p.Speaker.Name != s.Speaker.Name {
			continue
		}
		if b.Mode != doc.Spoken || a.Mode != doc.Spoken || !r.takesUp(a, b) {
			return
		}
		s.Channel, s.Via, s.To = p.Channel, p.Via, append(s.To, p.To...)
		if p.Said != "" {
			s.Said, s.SaidBy = p.Said, "inferred"
		}
		return
	}
}

// takesUp reports whether attribution a goes on with b: it stands in the same
// or the next sentence and its cue says so, or has none.
func (r *reader) takesUp(a, b doc.Attribution) bool {
	at, end := start(a), b.Content[len(b.Content)-1].To-1
	for _, rg := range b.Cue {
		end = max(end, rg.To-1)
	}
	if gap := r.d.Sentence(at) - r.d.Sentence(end); gap < 0 || gap > 1 {
		return false
	}
	if len(a.Cue) == 0 {
		return true
	}
	for _, rg := range a.Cue {
		for i := rg.From; i < rg.To; i++ {
			if lem := r.t.lemma(i); r.lex.channels.is("continues", lem) {
				return true
			} else if lem == "say" && len(a.Source) == 1 && a.Source[0].Len() == 1 && r.d.Tokens[a.Source[0].From].UPOS == "PRON" {
				return true
			}
		}
	}
	return false
}

// start returns the first token of attribution a.
func start(a doc.Attribution) int {
	at := a.Content[0].From
	for _, rgs := range [][]doc.Range{a.Source, a.Cue} {
		for _, rg := range rgs {
			at = min(at, rg.From)
		}
	}
	return at
}

// dayOf returns the date that hangs directly on predicate i ("said on Monday"),
// not in what is said nor after the day of publication, ISO 8601 as far as
// known; "" if none does.
func (r *reader) dayOf(i int, content []doc.Range) string {
	day := ""
	r.t.children(i, func(c int) bool {
		switch r.t.rel(c) {
		case "obl", "advmod", "nmod":
			if t := r.timeAt(c); t >= 0 && !inAny(content, c) && !r.isAhead(t) && r.conditionMark(c) == "" && r.lead(c) != "by" {
				day = isoOf(r.d.Times[t])
			}
		}
		return day == ""
	})
	return day
}
