package extract

import (
	"strings"

	"parley/internal/doc"
	"parley/internal/record"
)

// audience finds to whom a was said: the object of a verb that tells somebody
// something, a phrase with "to", the other side of a call or interview. Who
// they are tells the channel too.
func (r *reader) audience(f frame, a doc.Attribution, s *record.Statement, set func(code, via string)) {
	for _, i := range f.tokens {
		if !r.t.isNoun(i) || r.timeAt(i) >= 0 || inAny(a.Source, i) {
			continue
		}
		h := r.d.Tokens[i].Head
		if h < 0 || r.channelAt(i) != "" || !r.isTold(i, h, f) {
			continue
		}
		who, ok := r.toldTo(i)
		if !ok || known(s.Speaker) && who.Name == s.Speaker.Name || hasName(s.To, who.Name) {
			continue
		}
		s.To = append(s.To, who)
		switch lem := r.t.lemma(i); {
		case r.isOutlet(i) && s.Speaker.Kind == record.Anonymous: // what a source lets an outlet know is no interview
			s.Via = record.Maybe(r.placeName(i))
		case r.isOutlet(i):
			set("interview", r.placeName(i))
		case r.lex.channels.is("press", lem):
			set("press", "")
		case r.lex.channels.audience[lem] != "" && !r.isNamed(i) || r.lex.channels.audience[lem] == "parliament":
			set(r.lex.channels.audience[lem], "")
		}
	}
}

func hasName(list []record.Who, name string) bool {
	for _, w := range list {
		if w.Name == name {
			return true
		}
	}
	return false
}

// isTold reports whether noun i, which hangs on h, is told something by a
// verb or a noun of saying of the frame.
func (r *reader) isTold(i, h int, f frame) bool {
	rel, prep := r.t.rel(i), r.t.prep(i)
	switch {
	case f.verbs[h] && r.t.isVerb(h):
		lem := r.t.lemma(h)
		if rel == "obj" || rel == "iobj" || rel == "nsubj" && r.d.Tokens[i].Rel == "nsubj:pass" && i < h {
			return prep == "" && r.lex.channels.is("addresses", lem) && (rel != "nsubj")
		}
		return rel == "obl" && (prep == "to" && r.lex.channels.is("speaksto", lem) || prep == "with" && (lem == "speak" || lem == "talk")) && i > h
	case r.t.isNoun(h) && rel == "nmod":
		lem := r.t.lemma(h)
		if r.channelAt(h) == "" || r.timeAt(h) >= 0 || !r.isLedBy(h) && !r.isNamedBy(h) && (!f.verbs[h] || r.t.prep(h) != "") {
			return false
		}
		return prep == "with" && r.lex.channels.is("together", lem) || prep == "to" && !r.isThing(i)
	}
	return false
}

// isThing reports whether noun i is nobody: words on a thing are not said to it.
func (r *reader) isThing(i int) bool {
	return r.d.Tokens[i].UPOS == "NOUN" && (r.lex.is("thing", r.t.lemma(i)) || !r.lex.is("people", r.t.lemma(i)) && r.lex.channels.audience[r.t.lemma(i)] == "" && !r.lex.channels.is("press", r.t.lemma(i)))
}

// toldTo returns who noun i is as somebody who is told something.
func (r *reader) toldTo(i int) (record.Who, bool) {
	switch r.t.lower(i) {
	case "it", "this", "that", "which", "himself", "herself", "themselves", "itself":
		return record.Who{}, false
	}
	if w, ok := r.whoAt(i); ok && known(w) && !(r.t.lemma(i) == "member" && w.Kind == record.Group) {
		if w.Kind == record.Anonymous { // those who listen hide no name
			w.Name, w.Kind = w.DescribedAs, record.Group
		}
		return w, true
	}
	lem := r.t.lemma(i)
	if e := r.entityAt(i); e >= 0 && r.d.Entities[e].Kind == doc.KindOther && r.isOutlet(i) {
		w := r.entityWho(e)
		w.Kind = record.Organization
		return w, true
	}
	if r.d.Tokens[i].UPOS == "PROPN" && r.isOutlet(i) {
		return record.Who{Name: r.placeName(i), Kind: record.Organization}, true
	}
	if r.lex.channels.is("press", lem) || r.lex.channels.audience[lem] != "" || r.isOutlet(i) || r.lex.is("people", lem) || r.lex.is("someone", lem) || r.lex.is("body", lem) {
		rg := r.nounPhrase(i)
		if end := r.d.Sentences[r.d.Sentence(i)].To; lem == "member" && r.lowerAt(i+1, end) == "of" { // of what tells who
			if n := r.phraseEnd(i+2, r.d.Sentences[r.d.Sentence(i)]); n >= 0 {
				rg.To = n + 1
			}
		}
		np := r.text(rg)
		w := record.Who{Name: np, Kind: record.Group, DescribedAs: np, Party: r.partyIn(i)}
		if !strings.HasSuffix(r.d.Tokens[i].XPOS, "S") && (r.lex.is("body", lem) || r.isOutlet(i)) {
			w.Kind = record.Organization
		}
		return w, true
	}
	return record.Who{}, false
}
