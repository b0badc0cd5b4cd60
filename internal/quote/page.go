package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/internal/doc"
	"parley/internal/nn"
)

// The states of a token towards quotation marks.
const (
	outside uint8 = iota
	inside
	opening
	closing
	beyond // not in the paragraph
)

// Page is a Doc with what the features of the chain and of the linker ask
// for at every token. It is read-only once made.
type Page struct {
	Doc   *doc.Doc
	word  []word
	level []uint8  // of the cue lexicon
	class []uint32 // hash of the cue class of the vocabulary, 0 if none
	state []uint8
	quo   []int32 // index in Doc.Quotations of the outermost quotation, -1 outside
	para  []int32
	sent  []int32
	left  []int32 // nearest strong cue before in the sentence, -1 if none
	right []int32 // nearest strong cue after in the sentence, -1 if none
	tree  tree
	name  []uint8 // 0 outside names; by type and whether it begins
}

// word holds hashes of a token's surface.
type word struct {
	form, low, shape, lemma, tag uint32
	suffix                       [4]uint32
	prefix                       [2]uint32
	verb                         bool
	mark                         uint8
}

// The marks that matter between a token and a cue.
const (
	noMark uint8 = iota
	comma
	that
	quoteMark
	conjunction
)

// NewPage reads the layers of d. less, if not nil, is taken off the counts of
// all before levels are worked out: a training text must not see its own cues.
func NewPage(d *doc.Doc, lex Lexicon, cues Cues, all, less *Tally) *Page {
	n := len(d.Tokens)
	pg := &Page{Doc: d, word: make([]word, n), level: make([]uint8, n), class: make([]uint32, n)}
	seen := make(map[string]word, n/2)
	for i := range d.Tokens {
		tok := &d.Tokens[i]
		form := d.Form(i)
		w, ok := seen[form]
		if !ok {
			w = newWord(form)
			seen[form] = w
		}
		w.lemma, w.tag = nn.Hash(tok.Lemma), nn.Hash(tok.XPOS)
		w.verb = strings.HasPrefix(tok.XPOS, "V")
		pg.word[i] = w
		key := wordKey(w.low, tok.XPOS)
		pg.level[i] = lex.level[key]
		if less != nil {
			pg.level[i] = Level(all.Cue[key]-less.Cue[key], all.All[key]-less.All[key])
		}
		if c := cues.Of(tok.Lemma, tok.XPOS); c != "" {
			pg.class[i] = nn.Hash(string(c))
		}
	}
	pg.readQuotations()
	pg.readSentences()
	pg.readNames()
	pg.readTree()
	return pg
}

// Key returns the key of token i in the lexicon.
func (pg *Page) Key(i int) uint32 { return wordKey(pg.word[i].low, pg.Doc.Tokens[i].XPOS) }

func newWord(form string) word {
	low := strings.ToLower(form)
	w := word{form: nn.Hash(form), low: nn.Hash(low), shape: nn.Hash(shapeOf(form)), mark: markOf(low)}
	for k := range w.suffix {
		w.suffix[k] = nn.Hash(low[max(0, len(low)-k-1):])
	}
	for k := range w.prefix {
		w.prefix[k] = nn.Hash(low[:min(len(low), k+2)])
	}
	return w
}

func markOf(low string) uint8 {
	switch low {
	case ",", ";", "--", "—", "–", ":":
		return comma
	case "that":
		return that
	case "and", "but":
		return conjunction
	}
	if isQuoteMark(low) {
		return quoteMark
	}
	return noMark
}

// isQuoteMark reports whether s is a double quotation mark, or a curly or
// doubled single one.
func isQuoteMark(s string) bool {
	switch s {
	case `"`, "“", "”", "„", "‟", "«", "»", "``", "''", "‘", "’", "❝", "❞", "＂":
		return true
	}
	return false
}

// shapeOf maps letters to X and x, digits to 9, and keeps at most two of a run.
func shapeOf(s string) string {
	out := make([]byte, 0, 12)
	for _, r := range s {
		c := byte('o')
		switch {
		case unicode.IsUpper(r):
			c = 'X'
		case unicode.IsLower(r):
			c = 'x'
		case unicode.IsDigit(r):
			c = '9'
		case r < utf8.RuneSelf:
			c = byte(r)
		}
		if k := len(out); k < 2 || out[k-1] != c || out[k-2] != c {
			out = append(out, c)
		}
	}
	return string(out)
}

// readQuotations fills state and quo from the outermost quotations.
func (pg *Page) readQuotations() {
	n := len(pg.word)
	pg.state, pg.quo = make([]uint8, n), make([]int32, n)
	for i := range pg.quo {
		pg.quo[i] = -1
	}
	for k, q := range pg.Doc.Quotations {
		if q.Depth > 0 || pg.quo[q.From] >= 0 {
			continue
		}
		for i := q.From; i < q.To; i++ {
			pg.state[i], pg.quo[i] = inside, int32(k)
		}
		pg.state[q.From] = opening
		if q.Closed && q.Len() > 1 {
			pg.state[q.To-1] = closing
		}
	}
}

// readSentences fills para, sent, left and right.
func (pg *Page) readSentences() {
	n := len(pg.word)
	pg.para, pg.sent = make([]int32, n), make([]int32, n)
	pg.left, pg.right = make([]int32, n), make([]int32, n)
	for k, p := range pg.Doc.Paragraphs {
		for i := p.From; i < p.To; i++ {
			pg.para[i] = int32(k)
		}
	}
	for k, s := range pg.Doc.Sentences {
		last := int32(-1)
		for i := s.From; i < s.To; i++ {
			pg.sent[i], pg.left[i] = int32(k), last
			if strong(pg.level[i]) {
				last = int32(i)
			}
		}
		last = -1
		for i := s.To - 1; i >= s.From; i-- {
			pg.right[i] = last
			if strong(pg.level[i]) {
				last = int32(i)
			}
		}
	}
}

// readNames fills name from the named mentions.
func (pg *Page) readNames() {
	pg.name = make([]uint8, len(pg.word))
	for _, m := range pg.Doc.Mentions {
		if m.Form != doc.Named {
			continue
		}
		code := uint8(1)
		switch m.Type {
		case doc.Person:
			code = 3
		case doc.Organization:
			code = 5
		case doc.Location:
			code = 7
		}
		for i := m.From; i < m.To; i++ {
			pg.name[i] = code
		}
		pg.name[m.From] = code + 1
	}
}
