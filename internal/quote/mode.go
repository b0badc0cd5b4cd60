package quote

import (
	"strings"

	"parley/internal/doc"
)

// mode tells whether the source of a has really said its content.
func (e *editor) mode(a *doc.Attribution) doc.Mode {
	if len(a.Cue) == 0 {
		return doc.Spoken
	}
	r := a.Cue[0]
	c := e.verbToken(r)
	class := e.cues.Of(e.Doc.Tokens[c].Lemma, e.Doc.Tokens[c].XPOS)
	if e.hearsay(c) {
		return doc.Hearsay
	}
	if e.declines(r) {
		return doc.Unsaid
	}
	if strings.HasPrefix(e.Doc.Tokens[c].XPOS, "V") {
		switch e.frame(c, class) {
		case "not":
			if e.comment(a) || class == Say || class == Claim || class == Ask {
				return doc.Unsaid
			}
		case "refused":
			return doc.Unsaid
		case "modal":
			if class != Think {
				return doc.Imagined
			}
		}
	}
	if class == Think && e.form(a) == doc.Indirect {
		return doc.Attitude
	}
	return doc.Spoken
}

// comment reports whether the content of a is a comment that was asked for.
func (e *editor) comment(a *doc.Attribution) bool {
	for _, r := range a.Content {
		for i := r.From; i < min(r.To, r.From+6); i++ {
			if e.Doc.Tokens[i].Lemma == "comment" {
				return true
			}
		}
	}
	return false
}

// declines reports whether a cue is somebody's not saying: "declined to
// say", "refused to comment on".
func (e *editor) declines(r doc.Range) bool {
	for i := r.From; i < r.To; i++ {
		if lemma := e.Doc.Tokens[i].Lemma; !strings.HasPrefix("decline", lemma) && !strings.HasPrefix("refuse", lemma) || len(lemma) < 5 {
			continue
		}
		for k := i + 1; k < min(i+3, len(e.word)); k++ {
			if tok := e.Doc.Tokens[k]; tok.XPOS == "VB" && e.cues.Of(tok.Lemma, tok.XPOS) == Say {
				return true
			}
		}
	}
	return false
}

// verbToken returns the cue's most cue-like token, verbs and nouns first.
func (e *editor) verbToken(r doc.Range) int {
	best, top := r.From, -1
	for i := r.From; i < r.To; i++ {
		v := int(e.level[i])
		if e.cues.Of(e.Doc.Tokens[i].Lemma, e.Doc.Tokens[i].XPOS) != "" {
			v += 3
		}
		if e.word[i].verb {
			v++
		}
		if v > top {
			best, top = i, v
		}
	}
	return best
}

// hearsay reports whether a word like "reportedly" stands at the cue c, or is it.
func (e *editor) hearsay(c int) bool {
	s := e.Doc.Sentences[e.sent[c]]
	for i := max(s.From, c-2); i < min(s.To, c+2); i++ {
		tok := e.Doc.Tokens[i]
		if e.of[i] < 0 && e.cues.Of(tok.Lemma, tok.XPOS) == Hear {
			return true
		}
	}
	return false
}

// frame looks at what governs the verb c: "modal" where its words are still
// to come or only possible, "not" where it is negated, "refused" where
// somebody would not, "" where it happened.
func (e *editor) frame(c int, class Class) string {
	d := e.Doc
	s := d.Sentences[e.sent[c]]
	not, to := false, false
	for i := c - 1; i >= max(s.From, c-6); i-- {
		form, tok := strings.ToLower(d.Form(i)), d.Tokens[i]
		switch {
		case form == "not" || form == "n't" || form == "n’t" || form == "never":
			not = true
		case form == "to" && i >= c-3:
			to = true
		case tok.XPOS == "MD":
			if not {
				return "refused"
			}
			if form == "would" && class == Say && e.like(i) {
				continue
			}
			return "modal"
		case to:
			return e.infinitive(i, not)
		case tok.XPOS == "RB" || form == "have" || form == "be" || form == "has" || form == "had" || form == "been" || form == "also":
		case form == "did" || form == "does" || form == "do":
		default:
			return negated(not)
		}
	}
	return negated(not)
}

func negated(not bool) string {
	if not {
		return "not"
	}
	return ""
}

// like reports whether "would" at i goes on with "like".
func (e *editor) like(i int) bool {
	return i+1 < len(e.word) && strings.EqualFold(e.Doc.Form(i+1), "like")
}

// infinitive judges a "to" before the cue by the word at i that governs it:
// few verbs and adjectives tell that what follows happened.
func (e *editor) infinitive(i int, not bool) string {
	switch e.Doc.Tokens[i].Lemma {
	case "decline", "declin", "refuse", "refus", "fail", "neglect":
		return "refused"
	case "continue", "begin", "start", "proceed", "use", "manage", "rush", "hasten", "dare", "seem", "appear", "come", "first", "last", "latest", "quick", "twitter", "choose", "pause":
		return negated(not)
	}
	return "modal"
}
