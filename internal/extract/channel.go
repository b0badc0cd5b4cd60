package extract

import (
	"cmp"
	"strings"

	"parley/internal/doc"
	"parley/internal/record"
)

// setting fills in how attribution a was said: channel, through whom, to whom
// and when. What the words do not tell stays open, but for those that go on
// with what was said right before.
func (r *reader) setting(a doc.Attribution, s *record.Statement) {
	f := r.frameOf(a)
	rank := len(r.lex.channels.codes)
	set := func(code string, via string) {
		if at := r.rankOf(code); s.Channel == "" || at < rank {
			s.Channel, s.Via, rank = record.Maybe(code), record.Maybe(via), at
		} else if s.Via == "" && string(s.Channel) == code {
			s.Via = record.Maybe(via)
		}
	}
	for _, rg := range a.Cue {
		for i := rg.From; i < rg.To; i++ {
			if code := r.lex.channels.saying[r.t.lemma(i)]; code != "" && r.t.isVerb(i) {
				set(code, "")
			}
			if i+2 < len(r.d.Tokens) && r.t.lower(i+1) == "on" { // whatever the tree makes of "wrote on X."
				if n := r.platformAt(i + 2); n > 0 {
					set("post", r.platform(i+2, n))
				}
			}
		}
	}
	r.occasion(f, a, set)
	r.audience(f, a, s, set)
	if a.By == "interview" && s.Channel == "" { // questions and answers, or a transcript of several
		if label := r.text(a.Source[0]); label == "A" || label == "Answer" {
			set("interview", r.d.Outlet)
		}
	}
	if s.Channel == "" {
		if code := r.documentSource(a); code != "" {
			set(code, "")
		}
	}
	if day := r.saidDay(f, a); day != "" {
		s.Said, s.SaidBy = record.Maybe(day), "stated"
	}
	r.goesOn(a, s)
}

// rankOf returns the place of a channel among those of the taxonomy.
func (r *reader) rankOf(code string) int {
	for i, c := range r.lex.channels.codes {
		if c == code {
			return i
		}
	}
	return len(r.lex.channels.codes)
}

// frame is what hangs on the cue of an attribution and is not said: whoever is
// addressed, the occasion, the day.
type frame struct {
	tokens []int
	verbs  map[int]bool // the cue's verbs, and those of clauses that tell the occasion
}

// furthest is how many tokens from its cue the frame of an attribution reaches.
const furthest = 50

// frameOf gathers the frame of attribution a: the words of the cue's sentence
// outside the content that hang on the cue by phrases, not by clauses of their own.
func (r *reader) frameOf(a doc.Attribution) frame {
	f := frame{verbs: map[int]bool{}}
	if len(a.Cue) == 0 {
		return f
	}
	cue := a.Cue[0].From
	s := r.d.Sentences[r.d.Sentence(cue)]
	for _, rg := range a.Cue {
		for i := rg.From; i < rg.To; i++ {
			if r.t.isVerb(i) || r.t.isNoun(i) {
				f.verbs[i] = true
			}
		}
	}
	for i := max(s.From, cue-furthest); i < min(s.To, cue+furthest); i++ {
		if !inAny(a.Content, i) && r.hangsOn(i, a, f) {
			f.tokens = append(f.tokens, i)
		}
	}
	return f
}

// hangsOn reports whether token i hangs on the cue of a, by phrases or by a
// clause that tells the occasion.
func (r *reader) hangsOn(i int, a doc.Attribution, f frame) bool {
	for step := 0; i >= 0 && step < 10; step++ {
		if inAny(a.Cue, i) {
			return true
		}
		if inAny(a.Content, i) {
			return false
		}
		switch rel := r.t.rel(i); {
		case r.d.Tokens[i].Rel == "acl:relcl", rel == "ccomp", rel == "parataxis":
			return false
		case rel == "conj" && r.t.isVerb(i), rel == "xcomp" && !r.lex.channels.is("speaking", r.t.lemma(i)):
			return false
		case rel == "advcl" || rel == "acl":
			if l := r.t.lemma(i); !r.lex.channels.is("speaking", l) && !r.lex.channels.is("held", l) || r.t.finite(i) && r.t.child(i, "nsubj") >= 0 {
				return false
			}
			if r.lex.channels.is("speaking", r.t.lemma(i)) {
				f.verbs[i] = true
			}
		}
		i = r.d.Tokens[i].Head
	}
	return false
}

// occasion finds the nouns and names that tell how a was said.
func (r *reader) occasion(f frame, a doc.Attribution, set func(code, via string)) {
	for _, i := range f.tokens {
		if n := r.platformAt(i); n > 0 && (r.isLedBy(i) || r.isOwnChannel(i+n) || i > 0 && r.t.lower(i-1) == "on") {
			set("post", r.platform(i, n))
			continue
		}
		if code := r.channelAt(i); code != "" && (r.isLedBy(i) || inAny(a.Cue, i) && r.t.prep(i) == "" || r.isNamedBy(i) || r.isToldNoun(i)) {
			via := r.viaOf(i, code)
			if via == "" && code == "interview" {
				via = r.outletIn(f)
			}
			if code == "court" && r.isOfParliament(i) {
				code = "parliament"
			}
			set(code, via)
		}
	}
	for v := range f.verbs {
		if r.t.lemma(v) == "address" && r.t.isVerb(v) {
			if o := r.t.child(v, "obj"); o >= 0 && !inAny(a.Content, o) {
				if code := cmp.Or(r.lex.channels.audience[r.t.lemma(o)], r.channelAt(o), "speech"); code != "document" {
					set(code, "")
				}
			}
		}
	}
}

// channelAt returns the channel that the noun at token i, with those before
// it, names ("press conference" at its last word); "" if it names none.
func (r *reader) channelAt(i int) string {
	if !r.t.isNoun(i) || r.isNamed(i) {
		return ""
	}
	for from := max(0, i-2); from <= i; from++ { // the longest first
		for _, p := range r.lex.channels.nouns[r.t.lemma(from)] {
			if end, ok := r.matches(p.lemmas, from); ok && end == i+1 {
				return r.lex.channels.codes[p.of]
			}
		}
	}
	return ""
}

// platformAt returns how many tokens from i on are the name of a platform, 0 if none are.
func (r *reader) platformAt(i int) int {
	if i > 0 && r.d.Tokens[i].UPOS == "PROPN" && r.d.Tokens[i-1].UPOS == "PROPN" && r.d.Tokens[i].Head == i-1 {
		return 0
	}
	best := 0
	for _, p := range r.lex.channels.platforms {
		match := i+len(p) <= len(r.d.Tokens) && r.d.Form(i) != r.t.lower(i)
		for k := 0; match && k < len(p); k++ {
			match = r.t.lower(i+k) == p[k] || r.t.lower(i+k) == p[k]+"." // the stop that ends the sentence
		}
		if match && len(p) > best {
			best = len(p)
		}
	}
	return best
}

// platform returns the name in n tokens from i on, without the stop of its sentence.
func (r *reader) platform(i, n int) string {
	return strings.TrimSuffix(r.text(doc.Range{From: i, To: i + n}), ".")
}

// isOwnChannel reports whether token i goes on a platform's name as "channel",
// "account" or "page".
func (r *reader) isOwnChannel(i int) bool {
	if i >= len(r.d.Tokens) {
		return false
	}
	switch r.t.lemma(i) {
	case "channel", "account", "page", "post", "feed", "message", "app", "platform":
		return true
	}
	return false
}

// isLedBy reports whether a preposition of those that lead an occasion leads
// the noun phrase of token i: "in a statement", "on X".
func (r *reader) isLedBy(i int) bool {
	for step := 0; i >= 0 && step < 4; step++ {
		led := false
		r.t.children(i, func(c int) bool {
			led = r.t.rel(c) == "case" && c < i && r.lex.channels.is("leads", r.t.lower(c))
			return !led
		})
		if led {
			return true
		}
		if rel := r.t.rel(i); rel != "compound" && rel != "flat" && rel != "appos" && rel != "nmod" && rel != "conj" || r.t.child(i, "case") >= 0 {
			return false
		}
		i = r.d.Tokens[i].Head
	}
	return false
}

// isNamedBy reports whether noun i is the object of a verb that gives it:
// "issued a statement saying", "sent a letter".
func (r *reader) isNamedBy(i int) bool {
	h := r.d.Tokens[i].Head
	return h >= 0 && r.t.rel(i) == "obj" && r.lex.channels.is("held", r.t.lemma(h))
}

// isToldNoun reports whether noun i stands as whom something is told: "told a briefing".
func (r *reader) isToldNoun(i int) bool {
	h := r.d.Tokens[i].Head
	return h >= 0 && (r.t.rel(i) == "obj" || r.t.rel(i) == "iobj") && r.t.lemma(h) == "tell"
}

// isOfParliament reports whether noun i is of a parliament: "a hearing of the
// Senate's defence committee".
func (r *reader) isOfParliament(i int) bool {
	s := r.t.subtree(i)
	for k := max(s.From, i-6); k < min(s.To, i+8); k++ {
		if r.lex.channels.audience[r.t.lemma(k)] == "parliament" {
			return true
		}
	}
	return false
}

// outletIn returns the outlet that a preposition leads in a frame: "during an
// interview on Monday on Radio Orsk".
func (r *reader) outletIn(f frame) string {
	for _, i := range f.tokens {
		switch r.t.prep(i) {
		case "on", "with", "to", "for":
			if r.isOutlet(i) {
				return r.placeName(i)
			}
		}
	}
	return ""
}

// viaOf returns through whom a post, interview or speech went: the name after
// "with", "on", "to" or "for", or before the noun ("a BBC interview").
func (r *reader) viaOf(i int, code string) string {
	if code != "interview" && code != "post" {
		return ""
	}
	via := ""
	r.t.children(i, func(c int) bool {
		if !r.t.isNoun(c) {
			return true
		}
		switch prep := r.t.prep(c); {
		case c > i && (prep == "with" || prep == "on" || prep == "to" || prep == "for" || prep == "by") && r.timeAt(c) < 0:
			via = r.placeName(c)
		case c < i && (r.t.rel(c) == "compound" || r.t.rel(c) == "nmod") && (r.isNamed(c) && r.isOutlet(c) || r.platformAt(c) > 0):
			via = r.placeName(c)
		}
		return via == ""
	})
	return via
}

// placeName returns the name that noun i carries, else its phrase.
func (r *reader) placeName(i int) string {
	if n := r.platformAt(i); n > 0 {
		return r.platform(i, n)
	}
	if m := r.mentionAt[i]; m >= 0 && r.d.Mentions[m].Form == doc.Named {
		return r.text(r.d.Mentions[m].Range)
	}
	return r.text(r.nounPhrase(i))
}

// isOutlet reports whether noun i stands for somebody who publishes what is
// told to them: "the newspaper", a name with a word of such names in it.
func (r *reader) isOutlet(i int) bool {
	if r.lex.channels.is("outlet", r.t.lemma(i)) && r.d.Tokens[i].UPOS != "PROPN" {
		return true
	}
	rg := doc.Range{From: i, To: i + 1}
	if m := r.mentionAt[i]; m >= 0 {
		if r.d.Mentions[m].Type == doc.Person {
			return false
		}
		rg = r.d.Mentions[m].Range
	} else if r.d.Tokens[i].UPOS != "PROPN" {
		return false
	} else {
		rg = r.nounPhrase(i)
	}
	for k := rg.From; k < rg.To; k++ {
		if r.lex.channels.is("outletname", r.d.Form(k)) {
			return true
		}
		for _, w := range strings.FieldsFunc(r.d.Form(k), func(c rune) bool { return c == '-' || c == '.' }) {
			if r.lex.channels.is("outletname", w) {
				return true
			}
		}
	}
	return false
}

// documentSource returns the channel of a document that speaks itself: "the
// letter says", "according to the ministry's report".
func (r *reader) documentSource(a doc.Attribution) string {
	for _, rg := range a.Source {
		if h := r.headOf(rg); h >= 0 {
			switch code := r.channelAt(h); code {
			case "document", "letter", "post":
				return code
			}
		}
	}
	return ""
}
