package extract

import (
	"slices"
	"strings"

	"parley/internal/doc"
	"parley/internal/record"
)

// figures finds numbers that somebody claims: what statements count and
// measure, and what the article itself tells of losses, captives, arms, work,
// money and shares. The claimant is the innermost speaker, or the outlet.
func (r *reader) figures() {
	said := r.innermost()
	source := make([]bool, len(r.d.Tokens))
	for _, a := range r.d.Attributions {
		for _, rg := range a.Source {
			for i := rg.From; i < rg.To; i++ {
				source[i] = true
			}
		}
	}
	for _, s := range r.d.Sentences {
		for i := s.From; i < s.To; {
			a, ok := r.amountAt(i, s.To)
			if !ok {
				i++
				continue
			}
			next := a.To
			if f, ok := r.figure(a, s, said[i]); ok && !source[i] { // "two people familiar with the plan" say it
				r.out.Figures = append(r.out.Figures, f)
			}
			i = max(next, i+1)
		}
	}
}

// innermost returns for each token the index in out.Statements of the
// innermost content it stands in; doc.NoIndex outside. Statements that are
// told only aside do not count.
func (r *reader) innermost() []int {
	in := filled(len(r.d.Tokens))
	for at, a := range r.d.Attributions {
		if a.Aside || a.Mode == doc.Imagined || a.Mode == doc.Unsaid {
			continue
		}
		for _, rg := range a.Content {
			for i := rg.From; i < rg.To; i++ {
				in[i] = at
			}
		}
	}
	return in
}

// figure makes a figure of an amount of sentence s, said in statement at.
func (r *reader) figure(a amount, s doc.Range, at int) (record.Figure, bool) {
	if r.timeAt(a.From) >= 0 || r.timeAt(a.last) >= 0 || r.isOrder(a) {
		return record.Figure{}, false
	}
	w := r.whatOf(a, s)
	if w.text == "" || a.plain && !w.counted {
		return record.Figure{}, false
	}
	f := record.Figure{Value: a.value, Upper: a.upper, Of: a.of, Bound: a.bound, Unit: record.Maybe(a.unit), What: w.text}
	if w.each {
		f.Unit = record.Maybe(strings.TrimSpace(a.unit + " each"))
	}
	if a.plain && !a.spelled && w.head >= a.To && !r.isSeveral(w.head) {
		return record.Figure{}, false // "a 747 jet"
	}
	if a.plain && a.spelled && a.of == nil && w.head >= 0 && (a.value < 2 || r.lex.figures.is("bare", r.t.lemma(w.head))) && w.fate == "" {
		return record.Figure{}, false
	}
	if at >= 0 {
		if r.denies(r.d.Attributions[at]) {
			return record.Figure{}, false
		}
		f.Claimant = r.out.Statements[at].Speaker
	} else {
		if !r.isKept(a, w) {
			return record.Figure{}, false
		}
		f.Claimant = record.Who{Name: "unknown", Kind: record.Unknown}
		if r.d.Outlet != "" {
			f.Claimant = record.Who{Name: r.d.Outlet, Kind: record.Organization, DescribedAs: "the article itself"}
		}
	}
	rg := doc.Range{From: a.From, To: a.To}
	if w.head >= rg.To && w.head < rg.To+8 {
		rg.To = w.head + 1
	}
	rg.To = min(max(rg.To, w.to), s.To)
	f.Words, f.About = r.words(rg), r.namesBeside(s, at)
	return f, true
}

// isSeveral reports whether noun i can be counted by more than one: a plural,
// or a noun that the taxonomy keeps ("aircraft").
func (r *reader) isSeveral(i int) bool {
	return strings.HasSuffix(r.d.Tokens[i].XPOS, "S") || r.lex.figures.is("keep", r.t.lemma(i)) || strings.HasSuffix(r.t.lower(i), "s") || r.lex.figures.is("several", r.t.lower(i))
}

// isOrder reports whether an amount numbers things in a list, or is a year or
// a score and counts nothing.
func (r *reader) isOrder(a amount) bool {
	next := r.lowerAt(a.To, len(r.d.Tokens))
	if a.plain && a.Len() == 1 && !a.spelled && a.bound == "" {
		if w := r.d.Form(a.From); len(w) == 4 && (strings.HasPrefix(w, "19") || strings.HasPrefix(w, "20")) {
			return true // a year
		}
		if next == "." || next == ")" {
			return r.d.Sentences[r.d.Sentence(a.From)].From == a.From
		}
	}
	return a.plain && (next == "-" || next == "–")
}

// denies reports whether attribution a tells what its source says is not so.
func (r *reader) denies(a doc.Attribution) bool {
	for _, rg := range a.Cue {
		for i := rg.From; i < rg.To; i++ {
			if lem := r.t.lemma(i); lem == "deny" || lem == "denial" || r.t.isVerb(i) && r.t.negated(i) {
				return true
			}
		}
	}
	return false
}

// isKept reports whether an article's own figure is one that parties dispute:
// money, shares, and counts of what taxonomy/figures.txt keeps.
func (r *reader) isKept(a amount, w what) bool {
	f := r.lex.figures
	if a.money || strings.HasPrefix(a.unit, "%") || w.fate != "" && w.head < 0 {
		return true
	}
	return a.plain && (w.head >= 0 && (f.is("keep", r.t.lemma(w.head)) || f.is("keep", r.t.lower(w.head))) || f.is("keep", w.fate) && w.fate != "" && w.head < 0)
}

// namesBeside returns the names in a sentence that are not those of who says
// it, sorted: which Orsk, whose prisoners.
func (r *reader) namesBeside(s doc.Range, at int) string {
	var source []doc.Range
	if at >= 0 {
		source = r.d.Attributions[at].Source
	}
	var names []string
	for i := s.From; i < s.To; i++ {
		m := r.mentionAt[i]
		if m < 0 || r.d.Mentions[m].From != i || r.d.Mentions[m].Form != doc.Named || inAny(source, i) {
			continue
		}
		if e := r.d.Mentions[m].Entity; e >= 0 {
			names = append(names, r.d.Entities[e].Name)
		}
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), "; ")
}
