// Package extract turns an annotated text into findings: who said what, who
// stands where on what condition, what happened. It is the bridge between the
// vocabularies of doc (texts, byte spans) and record (negotiations, code points).
//
// General rules over dependencies, mentions, times and attributions, with words
// from the taxonomy files, propose; of positions and events, learned models
// decide. Every finding carries the name of its rule and the words it rests on.
package extract

import (
	"errors"
	"io/fs"

	"parley/internal/doc"
	"parley/internal/record"
)

// Version is raised whenever the same text may give other findings.
const Version = 4

// Extractor finds what a text says about a negotiation. It is read-only after
// New and safe for concurrent use.
type Extractor struct {
	files    fs.FS
	lex      *lexicon   // of no profile
	profiles []*lexicon // in the order of their names
	only     *lexicon   // read everything with it; nil: what the text shows
	model    *Model
}

// New reads the vocabularies issues.txt, stances.txt, events.txt, sources.txt,
// channels.txt, figures.txt, offices.txt, rungs.txt, truces.txt, proposals.txt
// and profiles/*.txt. Errors name the file and line.
func New(taxonomy fs.FS, model *Model) (*Extractor, error) {
	if model == nil {
		return nil, errors.New("extract: no model")
	}
	x := &Extractor{files: taxonomy, model: model}
	var err error
	if x.lex, err = loadLexicon(taxonomy, nil); err != nil {
		return nil, err
	}
	ps, err := loadProfiles(taxonomy)
	if err != nil {
		return nil, err
	}
	for _, p := range ps {
		l, err := loadLexicon(taxonomy, p)
		if err != nil {
			return nil, err
		}
		x.profiles = append(x.profiles, l)
	}
	return x, nil
}

// Profiles returns the names of the profiles, sorted.
func (x *Extractor) Profiles() []string {
	var out []string
	for _, l := range x.profiles {
		out = append(out, l.name)
	}
	return out
}

// With returns an extractor that reads every text with the profile of that
// name; false if there is none.
func (x *Extractor) With(profile string) (*Extractor, bool) {
	for _, l := range x.profiles {
		if l.name == profile {
			y := *x
			y.only = l
			return &y, true
		}
	}
	return nil, false
}

// WithFile returns an extractor that reads every text with the profile in a
// file of the user's. Errors name the file and line.
func (x *Extractor) WithFile(files fs.FS, name string) (*Extractor, error) {
	p, err := readProfile(files, name)
	if err != nil {
		return nil, err
	}
	y := *x
	y.only, err = loadLexicon(x.files, p)
	return &y, err
}

// IssueLabels returns what a person reads for each issue code, in the order of
// the taxonomy, the profiles' own after the general ones.
func (x *Extractor) IssueLabels() [][2]string {
	var out [][2]string
	seen := map[string]bool{}
	for _, l := range append([]*lexicon{x.lex}, x.profiles...) {
		for _, is := range l.issues {
			if !seen[is.code] {
				seen[is.code] = true
				out = append(out, [2]string{is.code, is.label})
			}
		}
	}
	return out
}

// Findings returns what d says. d must have all layers; it is not changed.
// Spans are in code points, evidence texts are those of the article.
func (x *Extractor) Findings(d *doc.Doc) record.Findings {
	r := x.begin(d)
	r.positions()
	r.events()
	r.proposals()
	r.commitments()
	r.figures()
	r.truces()
	r.rungs()
	return r.out
}

// begin reads what the findings that are decided on stand on: names and statements.
func (x *Extractor) begin(d *doc.Doc) *reader {
	r := newReader(x.lexiconOf(d), d)
	r.model = x.model
	r.look()
	r.names()
	r.statements()
	r.ofType = map[string][]int{}
	r.course = course{who: map[string][]string{}, when: map[string]int{}, top: r.topNames()}
	return r
}

// reader holds what is known about one text while its findings are collected.
type reader struct {
	lex       *lexicon
	d         *doc.Doc
	t         tree
	ruler     doc.Ruler
	mentionAt []int           // innermost mention of each token, doc.NoIndex if none
	statedAt  []int           // index in out.Statements of the outermost content each token is in, doc.NoIndex if none
	acts      []bool          // of each of out.Statements: its cue is an act ("rejected"), not a saying
	nested    []bool          // of each token: it stands in a quotation within a quotation, whose voice is not known
	warlike   int8            // +1 the text speaks of armed force, -1 it does not, 0 not looked yet
	strong    []int           // strong words of each issue in the text; nil until counted
	claims    []claim         // positions before doubles are dropped
	objects   []object        // what positions are on that no issue names
	pair      []string        // who was last told to talk
	counted   []bool          // of each of out.Events: it tells of several ("four rounds of talks")
	they      several         // whom "they" may mean
	roles     [][]record.Role // of each entity
	sides     []string        // of each entity: whose office it holds
	outlet    *record.Who     // the article's outlet where it speaks for itself, empty if it does not; nil: not looked yet
	model     *Model
	sight     sight
	ofType    map[string][]int          // indexes of out.Events by type
	whole     []uint32                  // what the text is like, see aboutText; nil until looked
	kinds     map[string]doc.EntityKind // of everybody the text names, nil until looked
	course    course
	out       record.Findings
}

func newReader(lex *lexicon, d *doc.Doc) *reader {
	d = mended(d)
	r := &reader{lex: lex, d: d, t: newTree(d, lex.forms), ruler: doc.NewRuler(d.Text)}
	r.mentionAt = filled(len(d.Tokens))
	r.statedAt = filled(len(d.Tokens))
	r.nested = make([]bool, len(d.Tokens))
	for _, q := range d.Quotations {
		for i := q.From; i < q.To && q.Depth > 0; i++ {
			r.nested[i] = true
		}
	}
	for m, men := range d.Mentions { // longer first: the innermost is written last
		for i := men.From; i < men.To; i++ {
			r.mentionAt[i] = m
		}
	}
	return r
}

func filled(n int) []int {
	s := make([]int, n)
	for i := range s {
		s[i] = doc.NoIndex
	}
	return s
}

// words returns the evidence that ranges of tokens are.
func (r *reader) words(ranges ...doc.Range) record.Words {
	w := make(record.Words, 0, len(ranges))
	for _, rg := range ranges {
		if rg.From < rg.To {
			w = append(w, r.piece(r.d.SpanOf(rg)))
		}
	}
	return w
}

func (r *reader) piece(sp doc.Span) record.Piece {
	return record.Piece{Start: r.ruler.CodePoints(sp.Start), End: r.ruler.CodePoints(sp.End), Text: r.d.Words(sp)}
}

// text returns the words of a range of tokens, "" if it is empty.
func (r *reader) text(rg doc.Range) string {
	if rg.From >= rg.To {
		return ""
	}
	return r.d.Words(r.d.SpanOf(rg))
}
