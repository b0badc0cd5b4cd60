package extract

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"parley/internal/doc"
	"parley/internal/record"
)

// truceAt is a mention of a truce while it is read.
type truceAt struct {
	record.TruceMention
	at    int      // its noun, doc.NoIndex where it is only meant
	pos   int      // token where it stands
	root  int      // index of the mention that tells which truce it is; its own if it does
	names []string // words that tell it from others: "harvest"
	known bool     // spoken of as known: "the truce"
}

// marked reports whether the mention tells by itself which truce it is.
func (m *truceAt) marked() bool {
	return m.Days > 0 || len(m.names) > 0 || m.Start != "" && m.End != ""
}

// truces lists where the text speaks of a truce, and what step in its life it
// tells there: by the verbs, nouns and participles around its noun, and by
// accusations that only mean it ("both sides charged that there were violations").
func (r *reader) truces() {
	var all []truceAt
	for i := range r.d.Tokens {
		switch {
		case r.isTruce(i):
			all = r.truceNoun(i, all)
		case r.lex.truce.noun[r.t.lemma(i)] == stepBroken && r.d.Tokens[i].UPOS == "NOUN" && len(all) > 0:
			if m, ok := r.breachOf(i, all); ok {
				all = append(all, m)
			}
		case r.d.Tokens[i].UPOS == "PRON" && len(all) > 0:
			if m, ok := r.meantTruce(i, all); ok {
				all = append(all, m)
				if root := &all[m.root]; root.Days == 0 && !root.marked() {
					root.Days, root.Start, root.End = m.Days, m.Start, m.End
				}
			}
		case r.t.lemma(i) == "deny" && len(all) > 0:
			if m, ok := r.denial(i, all); ok {
				all = append(all, m)
			}
		case r.truceClass("check", i) && len(all) > 0:
			if m, ok := r.unverified(i, all); ok {
				all = append(all, m)
			}
		}
	}
	for k := range all {
		m := &all[k].TruceMention
		if root := all[k].root; root != k {
			m.Same = record.Maybe(truceID(root))
		}
		m.ID = truceID(k)
	}
	for _, m := range all {
		r.out.Truces = append(r.out.Truces, m.TruceMention)
	}
}

// truceID names the k-th mention of an article.
func truceID(k int) string { return fmt.Sprintf("t%d", k+1) }

// truceNoun adds the mention whose noun is token i to those before it, and
// what else is told of its truce there ("refused to extend the truce he had declared").
func (r *reader) truceNoun(i int, before []truceAt) []truceAt {
	m := truceAt{at: i, pos: i, root: len(before)}
	np := r.trucePhrase(i)
	m.Noun, m.By = r.words(np), "truce/noun"
	m.Days = r.lastsDays(np)
	m.names = r.truceNames(np, i)
	m.known = r.t.has(i, "det", "the", "this", "that", "these", "those") || r.t.has(i, "nmod:poss")
	m.Start, m.End = r.truceWindow(i, np)
	m.Truce = truceLabel(m.names, m.Days, strings.ToLower(r.text(doc.Range{From: r.truceFrom(i), To: i + 1})))
	for k := np.From; k < np.To; k++ {
		m.Side = record.Maybe(r.lex.truce.side[r.t.lower(k)]) + m.Side
	}
	further := r.truceStep(&m, np)
	if len(m.Actors) == 0 && (m.Step == "" || m.Step == stepBegun || m.Step == stepAgreed) {
		m.Actors = r.betweenWhom(np)
	}
	if len(m.Evidence) == 0 {
		m.Evidence = m.Noun
	}
	r.takeUp(&m, before)
	before = append(before, m)
	for _, f := range further {
		f.root, f.Truce = m.root, m.Truce
		before = append(before, f)
	}
	return before
}

// betweenWhom returns the two between whom the truce of a phrase is said to be:
// "a ceasefire between Velmark and Ostria". Empty if it is not said.
func (r *reader) betweenWhom(np doc.Range) []record.Who {
	k := np.To
	if k+1 >= len(r.d.Tokens) || r.t.lower(k) != "between" {
		return nil
	}
	for i := k + 1; i < min(k+6, len(r.d.Tokens)); i++ {
		if r.isNamed(i) {
			if w := r.truceWho(r.d.Mentions[r.mentionAt[i]].Head); len(w) > 1 {
				return w
			}
			break
		}
	}
	return nil
}

// trucePhrase returns the noun at token i with what stands before it, and
// behind it how long it is ("of 30 days").
func (r *reader) trucePhrase(i int) doc.Range {
	rg := r.nounPhrase(i)
	rg.From = max(rg.From, r.d.Sentences[r.d.Sentence(i)].From, i-12)
	rg.To = min(rg.To, i+1)
	for k := i - 1; k >= rg.From; k-- { // what a wrong tree hangs on it
		if u := r.d.Tokens[k].UPOS; u == "VERB" && r.d.Tokens[k].XPOS != "VBN" && r.d.Tokens[k].XPOS != "VBG" || u == "AUX" || u == "ADP" && k < r.truceFrom(i) || u == "DET" || u == "SCONJ" || r.d.Form(k) == "," {
			rg.From = k + 1
		}
	}
	if n := i + 1; n+1 < len(r.d.Tokens) && (r.t.lower(n) == "of" || r.t.lower(n) == "for" || r.t.lower(n) == "lasting") {
		if t := r.timeAt(n + 1); t >= 0 && r.d.Times[t].Type == doc.Duration {
			rg.To = r.d.TokensIn(r.d.Times[t].Span).To
		}
	}
	return rg
}

// lastsDays returns how many days a phrase tells, 0 if none.
func (r *reader) lastsDays(np doc.Range) int {
	for k := np.From; k < np.To; k++ {
		if t := r.timeAt(k); t >= 0 && r.d.Times[t].Type == doc.Duration {
			return durationDays(r.d.Times[t].Value)
		}
	}
	return 0
}

// durationDays reads "P4D", "P2W", "P1M" or "PT72H" as days; 0 for anything else.
func durationDays(value string) int {
	v, hours := strings.CutPrefix(value, "PT")
	if !hours {
		v = strings.TrimPrefix(value, "P")
	}
	if v == "" {
		return 0
	}
	n, err := strconv.Atoi(v[:len(v)-1])
	if err != nil || n <= 0 || n > 3660 {
		return 0
	}
	switch unit := v[len(v)-1]; {
	case hours && unit == 'H' && n%24 == 0:
		return n / 24
	case hours:
		return 0
	case unit == 'D':
		return n
	case unit == 'W':
		return 7 * n
	case unit == 'M':
		return 30 * n
	}
	return 0
}

// truceNames returns the words before the noun at token i that tell its truce
// from others, in lower case and in text order.
func (r *reader) truceNames(np doc.Range, i int) []string {
	var out []string
	for k := np.From; k < r.truceFrom(i); k++ {
		u, w := r.d.Tokens[k].UPOS, r.t.lower(k)
		switch {
		case u != "NOUN" && u != "PROPN" && u != "ADJ", r.isLength(k), len(w) < 3,
			r.lex.truce.class["plain"][w], r.lex.truce.class["plain"][r.t.lemma(k)], r.lex.truce.side[w] != "":
			continue
		case r.t.rel(k) == "nmod" || r.under(k, r.t.child(i, "nmod:poss")), r.isTruce(k), k+1 < i && r.d.Form(k+1) == "-", k > 0 && r.d.Form(k-1) == "-":
			continue // whose it is, and "Velmark-brokered"
		}
		if e := r.entityAt(k); e >= 0 {
			if w := r.entityWho(e); w.Kind != record.Unknown {
				continue // "the Velmar truce" tells whose
			}
		}
		out = append(out, w)
	}
	return out
}

// isLength reports whether token k is of a length or date that is no feast's
// name, as that of "the Easter truce" is.
func (r *reader) isLength(k int) bool {
	t := r.timeAt(k)
	return t >= 0 && (r.d.Times[t].Type != doc.Date || !r.capital(k) || strings.ContainsAny(r.d.Words(r.d.Times[t].Span), "0123456789"))
}

// truceLabel says which truce: "harvest truce", "30-day ceasefire", "truce".
func truceLabel(names []string, days int, noun string) string {
	parts := append([]string(nil), names...)
	if days > 0 {
		parts = append(parts, fmt.Sprintf("%d-day", days))
	}
	return strings.Join(append(parts, noun), " ")
}

// mostDays is how long a truce told by its first and last day lasts at most.
const mostDays = 400

// truceWindow returns the first and last day that the sentence gives the truce
// at token i: a span of days in its phrase or behind it before another truce is
// named, "starting on", "until" and the like. "" where it gives none.
func (r *reader) truceWindow(i int, np doc.Range) (start, end record.Maybe) {
	s := r.d.Sentences[r.d.Sentence(i)]
	to := min(s.To, i+30)
	for k := np.To; k < to; k++ {
		if r.isTruce(k) && !r.isTruceWordPart(k) {
			to = k
		}
	}
	last := doc.NoIndex
	for k := np.From; k < to; k++ {
		t := r.timeAt(k)
		if t < 0 || t == last {
			continue
		}
		last = t
		tm := r.d.Times[t]
		iso := isoOf(tm)
		if tm.Type != doc.Date || len(iso) != len(time.DateOnly) {
			continue
		}
		if l := lastOf(tm); l != "" {
			if days := int(tm.Last.Sub(tm.First).Hours() / 24); days <= mostDays && (k < np.To || r.spansDays(tm)) {
				return record.Maybe(iso), record.Maybe(l)
			}
			continue
		}
		rg := r.d.TokensIn(tm.Span)
		switch r.wordBefore(rg.From, s.From) {
		case "until", "till", "through", "expires", "expiring", "expire", "expired", "ends", "ending":
			if end == "" {
				end = record.Maybe(iso)
			}
		case "from", "starting", "beginning", "starts", "begins", "effective":
			if start == "" {
				start = record.Maybe(iso)
			}
		}
	}
	return start, end
}

// isTruceWordPart reports whether the truce noun at token k only stands before
// another noun ("truce talks").
func (r *reader) isTruceWordPart(k int) bool { return r.t.rel(k) == "compound" }

// spansDays reports whether a date is told as two days ("from 9 to 12 October")
// and not as a week or month.
func (r *reader) spansDays(t doc.Time) bool {
	text := r.d.Words(t.Span)
	return strings.ContainsAny(text, "-–—/") || strings.Contains(text, " to ") || strings.Contains(text, " and ") ||
		strings.Contains(text, " until ") || strings.Contains(text, " through ")
}

// wordBefore returns the word before token i in lower case, "on", "at", "the"
// and the like passed over; "" at from.
func (r *reader) wordBefore(i, from int) string {
	for k := i - 1; k >= from && k >= i-4; k-- {
		switch w := r.t.lower(k); w {
		case "on", "at", "the", "midnight", "noon", "of", "to", "dawn", ",", "tomorrow", "today":
		default:
			return w
		}
	}
	return ""
}

// near is how far back, in tokens, the truce is looked for that a bare word means.
const near = 400

// takeUp finds the earlier mention that m takes up: one of the same length or
// name, else, where m is known and tells nothing itself, the last of the same
// noun, else the last that tells which.
func (r *reader) takeUp(m *truceAt, before []truceAt) {
	if m.marked() {
		for k := len(before) - 1; k >= 0; k-- {
			b := &before[before[k].root]
			if b.marked() && sameTruce(m, b) {
				r.joinTruce(m, before, k)
				return
			}
		}
		return
	}
	if !m.known {
		return
	}
	for _, sameNoun := range []bool{true, false} {
		for k := len(before) - 1; k >= 0; k-- {
			b := &before[k]
			if b.at < 0 || m.pos-b.pos > near || sameNoun && r.t.lemma(b.at) != r.t.lemma(m.at) || !before[b.root].marked() {
				continue
			}
			r.joinTruce(m, before, k)
			return
		}
	}
	for k := len(before) - 1; k >= 0; k-- { // none tells which: the last that is spoken of as known, or came about
		if b := &before[k]; b.at >= 0 && m.pos-b.pos <= near && (b.known || b.Step == stepDeclared || b.Step == stepAgreed || b.Step == stepBegun) {
			r.joinTruce(m, before, k)
			return
		}
	}
}

// joinTruce makes m a mention of the same truce as the k-th, and gives that
// what it did not tell of itself.
func (r *reader) joinTruce(m *truceAt, before []truceAt, k int) {
	m.root = before[k].root
	b := &before[m.root]
	if b.Start == "" && b.End == "" && m.Start != "" && m.End != "" && m.marked() {
		b.Start, b.End = m.Start, m.End
	}
}

// sameTruce reports whether two mentions that tell which truce they mean can
// mean one: lengths and days do not differ, and one thing agrees.
func sameTruce(a, b *truceAt) bool {
	agree := false
	if a.Days > 0 && b.Days > 0 {
		if a.Days != b.Days {
			return false
		}
		agree = true
	}
	if a.Start != "" && a.End != "" && b.Start != "" && b.End != "" {
		if a.Start != b.Start || a.End != b.End {
			return false
		}
		agree = true
	}
	for _, p := range [][2]*truceAt{{a, b}, {b, a}} {
		if n := windowDays(p[0].Start, p[0].End); n > 0 && p[1].Days > 0 && p[0].Days == 0 {
			if p[1].Days != n && p[1].Days != n-1 { // from the 8th to the 11th: three days, or four with the last
				return false
			}
			agree = true
		}
	}
	shared := false
	for _, n := range a.names {
		shared = shared || contains(b.names, n)
	}
	if len(a.names) > 0 && len(b.names) > 0 && !shared {
		return false
	}
	return agree || shared
}

// windowDays returns how many days lie between two days, both included; 0 if
// one is unknown.
func windowDays(start, end record.Maybe) int {
	a, err := time.Parse(time.DateOnly, string(start))
	b, err2 := time.Parse(time.DateOnly, string(end))
	if err != nil || err2 != nil || b.Before(a) {
		return 0
	}
	return int(b.Sub(a).Hours()/24) + 1
}
