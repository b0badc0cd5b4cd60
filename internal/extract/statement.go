package extract

import (
	"fmt"
	"strings"

	"parley/internal/doc"
	"parley/internal/record"
)

// statements turns attributions into statements.
func (r *reader) statements() {
	for _, a := range r.d.Attributions {
		who := r.speaker(a)
		if !a.Aside {
			r.remember(a, who)
		}
		s := record.Statement{
			ID: fmt.Sprintf("s%d", len(r.out.Statements)+1), Speaker: who,
			Source: r.words(a.Source...), Cue: r.words(a.Cue...), Content: r.words(a.Content...),
			Form: string(a.Form), SaidBy: "unknown", To: []record.Who{}, P: a.Prob, By: a.By,
		}
		r.setting(a, &s)
		if a.Who != "" {
			s.By += "+" + a.Who
		}
		if a.Aside {
			s.P = min(s.P, asideRight)
		}
		at := len(r.out.Statements)
		r.out.Statements = append(r.out.Statements, s)
		r.acts = append(r.acts, r.isAct(a))
		if a.Aside {
			continue
		}
		for _, rg := range a.Content {
			for i := rg.From; i < rg.To; i++ {
				if r.statedAt[i] < 0 { // the outermost comes first in the text, or is as good
					r.statedAt[i] = at
				}
			}
		}
	}
}

// asideRight is the largest probability of a statement that is told only so
// that nothing is left out: under record.Likely.
const asideRight = 0.35

// isAct reports whether a is told by an act of position ("rejected the call")
// and not by a word of saying.
func (r *reader) isAct(a doc.Attribution) bool {
	for _, rg := range a.Cue {
		for i := rg.From; i < rg.To; i++ {
			if _, ok := r.lex.verbs[r.t.lemma(i)]; ok && !r.lex.is("content", r.t.lemma(i)) {
				return true
			}
		}
	}
	return false
}

// speaker returns who says attribution a.
func (r *reader) speaker(a doc.Attribution) record.Who {
	described := ""
	if len(a.Source) > 0 {
		described = r.description(a.Source[0])
	}
	if a.Speaker >= 0 {
		w := r.entityWho(a.Speaker)
		if w.Kind != record.Unknown {
			return w
		}
	}
	for _, rg := range a.Source {
		if h := r.headOf(rg); h >= 0 {
			if k := r.t.relativeTo(h); k != h {
				if w, ok := r.whoAt(k); ok && known(w) {
					return w
				}
				described = r.text(r.nounPhrase(k))
			}
			if w, ok := r.describedAt(h); ok {
				return w
			}
		}
	}
	for _, rg := range a.Source { // no parse need agree: any word that describes an unnamed source
		for i := rg.From; i < rg.To; i++ {
			if u := r.d.Tokens[i].UPOS; (u == "NOUN" || u == "ADJ") && r.lex.is("unnamed", r.t.lower(i)) {
				return record.Who{Name: "anonymous", Kind: record.Anonymous, DescribedAs: described}
			}
		}
	}
	if w, ok := r.meant(a); ok {
		return w
	}
	if w, ok := r.unnamedSource(a, described); ok {
		return w
	}
	if rg := a.Source; len(rg) == 1 && rg[0].Len() == 1 && r.d.Tokens[rg[0].From].UPOS == "PRON" {
		return record.Who{Name: "unknown", Kind: record.Unknown, DescribedAs: described}
	}
	if described != "" {
		return record.Who{Name: described, Kind: record.Unknown, DescribedAs: described}
	}
	return record.Who{Name: "unknown", Kind: record.Unknown}
}

// unnamedSource is unnamed for the source of a, or for the nouns that it stands
// for as a relative pronoun.
func (r *reader) unnamedSource(a doc.Attribution, described string) (record.Who, bool) {
	if len(a.Source) == 0 {
		return record.Who{}, false
	}
	rg := a.Source[0]
	if rg.Len() == 1 && strings.HasPrefix(r.d.Tokens[rg.From].XPOS, "W") {
		rg = r.beforeRelative(rg.From)
		if h, _ := r.sourceHead(rg); h < 0 {
			return record.Who{}, false
		}
		described = r.text(rg)
	}
	return r.unnamed(rg, described)
}

// description returns the words of a source up to its first comma or relative
// clause, which is how an unnamed one is known.
func (r *reader) description(rg doc.Range) string {
	return r.text(doc.Range{From: rg.From, To: r.end(rg)})
}

// headOf returns the token of rg that hangs highest: the first whose head lies outside.
func (r *reader) headOf(rg doc.Range) int {
	for i := rg.From; i < rg.To; i++ {
		if h := r.d.Tokens[i].Head; (h < 0 || !rg.Has(h)) && r.t.isNoun(i) {
			return i
		}
	}
	return doc.NoIndex
}

func inAny(rs []doc.Range, i int) bool {
	for _, rg := range rs {
		if rg.Has(i) {
			return true
		}
	}
	return false
}

// timeAt returns the index of the date expression that covers token i, doc.NoIndex if none.
func (r *reader) timeAt(i int) int {
	sp := r.d.Tokens[i].Span
	lo, hi := 0, len(r.d.Times)
	for lo < hi {
		if m := (lo + hi) / 2; r.d.Times[m].End <= sp.Start {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo < len(r.d.Times) && r.d.Times[lo].Start < sp.End {
		return lo
	}
	return doc.NoIndex
}

// isoOf returns the first day that t means, or its month or year where it
// means a whole one; "" if it names no day.
func isoOf(t doc.Time) string {
	if t.First.IsZero() || t.Type == doc.Duration || t.Type == doc.Set {
		return ""
	}
	switch len(t.Value) {
	case len("2006"):
		return t.First.Format("2006")
	case len("2006-01"):
		return t.First.Format("2006-01")
	}
	return t.First.Format("2006-01-02")
}

// lastOf returns the last day that t means where that is another than the
// first, "" otherwise.
func lastOf(t doc.Time) string {
	if t.Last.IsZero() || t.Last.Equal(t.First) {
		return ""
	}
	return t.Last.Format("2006-01-02")
}
