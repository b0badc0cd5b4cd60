package timex

import (
	"strings"

	"parley/internal/doc"
)

// tense is the time that the words around an expression speak of.
type tense int8

const (
	unknownTense tense = 0
	past         tense = -1
	future       tense = +1
	present      tense = +2 // tells neither
)

// Words that tell a tense by themselves, where there are no tags.
const (
	modals    = " will would shall should may might can could must 'll ’ll won ll "
	planned   = " scheduled due planned expected slated upcoming ahead plans plan planning going intends aims hopes "
	untilWord = " until till til by before starting beginning upcoming "
	pastWords = " said was were had did met told held made took went began came gave got saw ran led left lost won sent " +
		"spoke wrote became found fell rose grew knew kept put set struck hit shot fled flew drove brought bought thought " +
		"been ago since "
)

// tense looks at the verb nearest to a match: back through its sentence, then
// ahead. It costs at most a fixed number of steps.
func (c *context) tense(m *match) tense {
	if oneOf(c.before(m), untilWord) {
		return future
	}
	if len(c.d.Tokens) > 0 {
		sp := c.span(m)
		r := c.d.TokensIn(sp)
		if r.Len() > 0 && c.d.Tokens[r.From].XPOS != "" {
			return c.tagged(r)
		}
	}
	return c.untagged(m)
}

// behindWords put an expression before the verb near by: in "said it would
// begin talks following a call on Monday" the first verb tells, not "would".
const behindWords = " following after "

const reach = 30 // tokens that a tense is looked for

// tagged goes by Penn tags.
func (c *context) tagged(r doc.Range) tense {
	from, to := 0, len(c.d.Tokens)
	if s := c.d.Sentence(r.From); s >= 0 {
		from, to = c.d.Sentences[s].From, c.d.Sentences[s].To
	}
	if r.To < to {
		if oneOf(strings.ToLower(c.d.Form(r.To)), " is are ") { // "Sunday is likely to be dry"
			return future
		}
		if t := c.verb(r.To, from); t == past || t == future { // "on Tuesday announced"
			return t
		}
	}
	first, behind := unknownTense, false
	for i := r.From - 1; i >= max(from, r.From-reach); i-- {
		t := c.verb(i, from)
		if t != unknownTense && !behind {
			return t
		}
		if t != unknownTense {
			first = t
		}
		behind = behind || oneOf(strings.ToLower(c.d.Form(i)), behindWords)
	}
	if first != unknownTense {
		return first
	}
	for i := r.To; i < min(to, r.To+reach); i++ {
		if t := c.verb(i, from); t != unknownTense {
			return t
		}
	}
	return unknownTense
}

// verb returns the tense that token i tells.
func (c *context) verb(i, from int) tense {
	tok := &c.d.Tokens[i]
	switch tok.XPOS {
	case "VBD":
		return past
	case "MD":
		return future
	case "VBN":
		if oneOf(strings.ToLower(c.d.Form(i)), planned) {
			return future
		}
		return c.helper(i, from, past)
	case "VB":
		return c.helper(i, from, future)
	case "VBZ", "VBP":
		if !oneOf(strings.ToLower(c.d.Form(i)), " has have 's ’s 're ’re 've ’ve do does ") {
			return present
		}
	case "JJ":
		if oneOf(strings.ToLower(c.d.Form(i)), planned) {
			return future
		}
	case "VBG":
		if oneOf(strings.ToLower(c.d.Form(i)), planned) {
			return future
		}
	}
	return unknownTense
}

// helper looks at the four tokens before verb i for what it hangs on.
func (c *context) helper(i, from int, otherwise tense) tense {
	for k := i - 1; k >= max(from, i-4); k-- {
		switch c.d.Tokens[k].XPOS {
		case "MD":
			if k+1 < i && oneOf(strings.ToLower(c.d.Form(k+1)), " have ") {
				return past
			}
			return future
		case "TO":
			return future
		case "VBD", "VBZ", "VBP":
			if w := strings.ToLower(c.d.Form(k)); w == "did" || w == "had" || w == "has" || w == "have" || w == "was" || w == "were" || w == "'ve" || w == "’ve" {
				return past
			}
			return otherwise
		}
	}
	return otherwise
}

// untagged goes by word forms.
func (c *context) untagged(m *match) tense {
	from, to := c.clause(m.from)
	if m.to < to {
		if t := c.formTense(m.to, from); t != unknownTense {
			return t
		}
	}
	first, behind := unknownTense, false
	for i := m.from - 1; i >= max(from, m.from-reach); i-- {
		t := c.formTense(i, from)
		if t != unknownTense && !behind {
			return t
		}
		if t != unknownTense {
			first = t
		}
		behind = behind || oneOf(c.word(i, i), behindWords)
	}
	if first != unknownTense {
		return first
	}
	for i := m.to; i < min(to, m.to+reach); i++ {
		if t := c.formTense(i, from); t != unknownTense {
			return t
		}
	}
	return unknownTense
}

func (c *context) formTense(i, from int) tense {
	it := &c.items[i]
	w := c.word(i, i)
	switch {
	case it.capital && w != "will" && i > from:
		return unknownTense
	case oneOf(w, modals), oneOf(w, planned):
		return future
	case w == "to" && i+1 < len(c.items) && !c.items[i+1].capital && oneOf(c.word(i+1, i), bareVerbs):
		return future
	case oneOf(w, pastWords), len(w) > 4 && strings.HasSuffix(w, "ed"):
		if i > from && (oneOf(c.word(i-1, i), modals) || c.word(i-1, i) == "be") {
			return future
		}
		return past
	}
	return unknownTense
}

const bareVerbs = " meet hold begin start resume visit travel go attend vote sign discuss send arrive come give take make talk speak " +
	"announce decide end open close host join return be have continue release present submit "
