package extract

import (
	"strings"

	"parley/internal/doc"
)

// what is what an amount counts or measures.
type what struct {
	text    string
	head    int    // token of its noun; doc.NoIndex if it has none ("30 injured")
	fate    string // what became of it: "killed"; "" if the text does not tell
	each    bool   // so many for every side
	to      int    // token after the words that tell it, where they follow the number; 0 else
	counted bool   // the noun is counted by the number, not only near it
}

// whatOf finds what amount a of sentence s is of.
func (r *reader) whatOf(a amount, s doc.Range) what {
	if w, ok := r.fated(a, s); ok {
		return w
	}
	if h := r.countedBy(a, s); h >= 0 {
		w := what{head: h, counted: true}
		from := a.To
		if h < a.To {
			from = h
		}
		for from < h && !r.startsPhrase(from) {
			from++
		}
		w.text = r.text(doc.Range{From: from, To: h + 1})
		if n := r.nounOf(h, s); n != "" {
			w.text += " " + n
		}
		w.each = r.lex.figures.is("each", r.lowerAt(h+1, s.To)) || r.hasEach(h)
		if w.fate = r.fateOf(h); w.fate == "" {
			w.fate = r.fateBefore(a, s)
		}
		if w.fate != "" && !strings.Contains(w.text, w.fate) {
			w.text += " " + w.fate
		}
		return w
	}
	if a.plain {
		return r.tolled(a, s)
	}
	return r.measured(a, s)
}

func (r *reader) startsPhrase(i int) bool {
	switch u := r.d.Tokens[i].UPOS; u {
	case "NOUN", "PROPN", "ADJ", "VERB", "ADV":
		return true
	}
	return false
}

func (r *reader) hasEach(h int) bool {
	found := false
	r.t.children(h, func(c int) bool {
		found = found || c > h && r.lex.figures.is("each", r.t.lower(c))
		return !found
	})
	return found
}

// fated reads "30 injured", "12 dead", and verbs of fate with a bare number: "killing 12".
func (r *reader) fated(a amount, s doc.Range) (what, bool) {
	f := r.lex.figures
	if !a.plain {
		return what{}, false
	}
	k := a.To
	for w := r.lowerAt(k, s.To); w == "were" || w == "was" || w == "have" || w == "been" || w == "had" || w == "others" || w == "more" || w == "are" || w == "also" || w == "still"; w = r.lowerAt(k, s.To) {
		k++
	}
	if w := r.lowerAt(k, s.To); f.is("fated", w) {
		return what{text: w, head: doc.NoIndex, fate: w, counted: true, to: k + 1}, true
	}
	if k < s.To && r.d.Tokens[k].UPOS == "VERB" && k > a.To {
		if fate := f.fates[r.t.lemma(k)+r.t.particle(k)]; fate != "" {
			return what{text: fate, head: doc.NoIndex, fate: fate, counted: true, to: k + 1}, true
		}
	}
	h := r.d.Tokens[a.From].Head
	if h >= 0 && r.t.isVerb(h) && h < a.From && r.t.rel(a.From) == "obj" && s.Has(h) && !r.isCountNoun(a.To, s) {
		if fate := f.fates[r.t.lemma(h)+r.t.particle(h)]; fate != "" {
			return what{text: fate, head: doc.NoIndex, fate: fate, counted: true}, true
		}
	}
	return what{}, false
}

// isCountNoun reports whether the words from i on lead to a noun without a break.
func (r *reader) isCountNoun(i int, s doc.Range) bool {
	for k := i; k < s.To && k < i+5; k++ {
		switch r.d.Tokens[k].UPOS {
		case "ADJ", "PROPN", "ADV", "VERB":
		case "NOUN":
			return true
		default:
			return r.lowerAt(k, s.To) == "of"
		}
	}
	return false
}

// countedBy returns the noun that follows amount a and is counted by it, or that
// the amount stands before as its size ("a $60bn aid package", "20% tariff");
// doc.NoIndex if there is none.
func (r *reader) countedBy(a amount, s doc.Range) int {
	k := a.To
	if w := r.lowerAt(k, s.To); w == "-" {
		k++
	} else if w == "(" && !a.plain { // "a $60bn (€55bn) package"
		for n := k + 1; n < s.To && n < k+8; n++ {
			if r.d.Form(n) == ")" {
				k = n + 1
				break
			}
		}
	} else if w == ")" && r.lowerAt(a.From-1, s.To) == "(" && !a.plain && a.From-2 >= s.From && (r.d.Tokens[a.From-2].UPOS == "NUM" || r.d.Tokens[a.From-2].UPOS == "NOUN" && r.isMoneyWord(a.From-2)) {
		k++
	}
	if w := r.lowerAt(k, s.To); w == "more" || w == "other" || w == "others" || w == "additional" || w == "further" {
		k++
	}
	if w := r.lowerAt(k, s.To); w == "of" && a.plain || r.lex.figures.is("on", w) && !a.plain {
		if w != "to" || !r.isVerbAt(k+1, s.To) {
			if n := r.phraseEnd(k+1, s); n >= 0 && r.countable(a, n) {
				return n
			}
		}
	}
	if n := r.phraseEnd(k, s); n >= 0 && r.countable(a, n) {
		return n
	}
	return doc.NoIndex
}

// isMoneyWord reports whether token i is a word for money.
func (r *reader) isMoneyWord(i int) bool {
	code, _ := r.lexemeAt(r.lex.figures.money, i, i+1)
	return code != ""
}

// countable reports whether noun n can be what amount a is of: no time, and of
// shares and sums no word for what they are taken over.
func (r *reader) countable(a amount, n int) bool {
	return r.timeAt(n) < 0 && (a.plain || !r.lex.figures.is("per", r.t.lemma(n)))
}

func (r *reader) isVerbAt(i, to int) bool { return i < to && r.d.Tokens[i].UPOS == "VERB" }

// phraseEnd returns the last noun of the noun phrase that begins at token i,
// determiners and modifiers passed over; doc.NoIndex if none begins.
func (r *reader) phraseEnd(i int, s doc.Range) int {
	last := doc.NoIndex
	for k := i; k < s.To && k < i+8; k++ {
		switch tok := r.d.Tokens[k]; tok.UPOS {
		case "NOUN":
			last = k
		case "PROPN":
			last = k
		case "DET", "PRON":
			if k > i || !(tok.UPOS == "DET" || r.t.rel(k) == "nmod" || r.d.Tokens[k].XPOS == "PRP$") || r.lex.figures.is("each", r.t.lower(k)) {
				return last
			}
		case "ADJ", "PART":
			if last >= 0 && tok.UPOS == "ADJ" {
				return last
			}
		case "VERB", "ADV":
			if last >= 0 || tok.UPOS == "VERB" && tok.XPOS != "VBN" && tok.XPOS != "VBG" || r.t.rel(k) != "amod" && r.t.rel(k) != "advmod" && r.t.rel(k) != "compound" {
				return last
			}
		case "PUNCT":
			if !r.isGlued(k) {
				return last
			}
		case "NUM", "SYM":
			if k == i || !r.isGlued(k) && !r.isGlued(k-1) {
				return last
			}
		case "CCONJ":
			if last >= 0 || r.d.Tokens[max(k-1, i)].UPOS != "ADJ" {
				return last
			}
		default:
			return last
		}
	}
	return last
}

// isGlued reports whether the mark at token k joins the words beside it.
func (r *reader) isGlued(k int) bool {
	f := r.d.Form(k)
	return (f == "-" || f == "’" || f == "'") && k > 0 && r.d.Tokens[k-1].End == r.d.Tokens[k].Start &&
		k+1 < len(r.d.Tokens) && r.d.Tokens[k].End == r.d.Tokens[k+1].Start
}

// nounOf returns "of ..." where a noun of measure needs it: "share of voters".
func (r *reader) nounOf(h int, s doc.Range) string {
	if w := r.lowerAt(h+1, s.To); !r.lex.figures.is("toll", r.t.lemma(h)) && !r.lex.is("many", r.t.lemma(h)) || w != "of" && w != "in" && w != "on" {
		return ""
	}
	if n := r.phraseEnd(h+2, s); n >= 0 && r.timeAt(n) < 0 {
		return r.text(doc.Range{From: h + 1, To: n + 1})
	}
	return ""
}

// fateOf returns what became of noun h: the verb that it is the object or
// passive subject of, or a participle after it; "" if none of the taxonomy is.
func (r *reader) fateOf(h int) string {
	f := r.lex.figures
	fate := ""
	r.t.children(h, func(c int) bool {
		if c > h && (r.t.rel(c) == "acl" || r.t.rel(c) == "amod") && r.d.Tokens[c].XPOS == "VBN" {
			fate = f.fates[r.t.lemma(c)+r.t.particle(c)]
		}
		return fate == ""
	})
	k := h
	for step := 0; fate == "" && step < 4; step++ {
		up := r.d.Tokens[k].Head
		if up < 0 {
			return ""
		}
		rel := r.t.rel(k)
		if r.t.isVerb(up) && (rel == "obj" || rel == "nsubj" && (r.t.isPassive(up) || intransitive(r.t.lemma(up)))) && !r.t.negated(up) {
			return f.fates[r.t.lemma(up)+r.t.particle(up)]
		}
		if rel != "nummod" && rel != "nmod" && rel != "compound" && rel != "conj" && rel != "appos" || up > h && rel == "conj" {
			return ""
		}
		k = up
	}
	return fate
}

// fateBefore returns what became of those counted by the verb that stands right
// before the amount and its bound ("killed at least 55 people"), whatever the tree.
func (r *reader) fateBefore(a amount, s doc.Range) string {
	k := a.From - 1
	for n := 0; k > s.From && n < 3 && r.d.Tokens[k].UPOS != "VERB"; n++ {
		k--
	}
	if k < s.From || r.d.Tokens[k].UPOS != "VERB" || a.From-k > 1 && a.bound == "" || r.t.negated(k) {
		return ""
	}
	return r.lex.figures.fates[r.t.lemma(k)]
}

// intransitive reports whether the subject of a verb of fate is who it befalls.
func intransitive(lemma string) bool { return lemma == "die" || lemma == "flee" || lemma == "return" }

// tolled reads a bare count of a noun before it: "a death toll of 30", "the toll rose to 30".
func (r *reader) tolled(a amount, s doc.Range) what {
	w := r.measured(a, s)
	if w.head < 0 || !r.lex.figures.is("toll", r.t.lemma(w.head)) {
		return what{}
	}
	w.counted = true
	return w
}

// measured finds what a share or sum measures where no noun follows it: the
// noun it is "of" ("a tariff of 20%"), the subject of the verb ("inflation rose
// to 3%"), the object ("raised tariffs to 20%").
func (r *reader) measured(a amount, s doc.Range) what {
	none := what{head: doc.NoIndex}
	k := a.From
	for k < a.To && s.Has(r.d.Tokens[k].Head) && r.d.Tokens[k].Head >= a.From && r.d.Tokens[k].Head < a.To {
		if h := r.d.Tokens[k].Head; h != k {
			k = h
			continue
		}
		break
	}
	h := r.d.Tokens[k].Head
	if p := a.From - 2; !a.plain && r.lowerAt(a.From-1, s.To) == "(" && p >= s.From && r.t.isNoun(p) {
		return r.namedAs(p)
	}
	for step := 0; step < 4 && h >= 0 && s.Has(h); step++ {
		if r.t.isNoun(h) && h < a.From && r.t.child(h, "nummod") < 0 {
			if r.isNamed(h) && !a.plain && r.d.Tokens[h].UPOS == "PROPN" { // "next is Ostria with 25%": of what, the words do not tell
				return none
			}
			return r.namedAs(h)
		}
		if r.t.isVerb(h) || r.d.Tokens[h].UPOS == "ADJ" {
			break
		}
		k, h = h, r.d.Tokens[h].Head
	}
	if h < 0 {
		h = k
	}
	if !s.Has(h) || h >= a.From && h < a.To && !r.t.isVerb(h) && r.t.child(h, "nsubj") < 0 {
		return none
	}
	obj := r.t.child(h, "obj")
	if obj >= 0 && obj < a.From && r.d.Tokens[obj].UPOS == "NOUN" {
		return r.namedAs(obj)
	}
	if r.lex.figures.is("moves", r.t.lemma(h)) || h >= a.From && h < a.To || r.t.child(h, "cop") >= 0 {
		n := r.t.child(h, "nsubj")
		if n < 0 && r.t.isVerb(h) {
			n = r.t.linearSubject(h, s.From, r.lex)
		}
		if n >= 0 && n < a.From && r.t.isNoun(n) && r.d.Tokens[n].UPOS != "PRON" {
			return r.namedAs(n)
		}
	}
	return none
}

// namedAs is what noun h with its modifiers names.
func (r *reader) namedAs(h int) what {
	w := what{head: h, text: r.text(r.nounPhrase(h))}
	if n := r.nounOf(h, r.d.Sentences[r.d.Sentence(h)]); n != "" {
		w.text += " " + n
	}
	return w
}
