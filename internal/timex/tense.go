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

// tenseWords tell a tense by their form, where there are no tags.
var tenseWords = map[class]string{
	clsModal:   "will would shall should may might can could must ll won",
	clsPlanned: "scheduled due planned expected slated upcoming ahead plans plan planning going intends aims hopes",
	clsPast: "said was were had did met told held made took went began came gave got saw ran led left lost won sent " +
		"spoke wrote became found fell rose grew knew kept put set struck hit shot fled flew drove brought bought thought been ago since",
	clsBare: "meet hold begin start resume visit travel go attend vote sign discuss send arrive come give take make talk speak " +
		"announce decide end open close host join return be have continue release present submit",
	clsBehind: "following after", // before an expression: the verb near by is not its own
}

// planned and untilWord are looked for where there are tags, too.
const (
	planned   = " scheduled due planned expected slated upcoming ahead planning going "
	untilWord = " until till til by before starting beginning upcoming "
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
		if x := c.d.Tokens[i].XPOS; x == "IN" || x == "VBG" { // "would begin talks following a call on Monday": the first verb tells
			behind = behind || oneOf(strings.ToLower(c.d.Form(i)), " following after ")
		}
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
		behind = behind || c.items[i].class&clsBehind != 0
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
	if it.capital && i > from && it.class&clsModal == 0 {
		return unknownTense
	}
	switch {
	case it.class&(clsModal|clsPlanned) != 0 && it.class&clsPast == 0:
		return future
	case it.class&clsBare != 0 && i > from && c.word(i-1, i) == "to":
		return future
	case it.class&clsPast != 0 || c.endsInEd(it):
		if i > from && (c.items[i-1].class&clsModal != 0 || c.word(i-1, i) == "be") {
			return future
		}
		return past
	}
	return unknownTense
}

func (c *context) endsInEd(it *item) bool {
	end := it.doc.end
	return end-it.doc.start > 4 && c.d.Text[end-1] == 'd' && c.d.Text[end-2] == 'e' && it.class&clsNum == 0
}
