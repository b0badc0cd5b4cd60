package syntax

import (
	"fmt"
	"slices"
	"strings"

	"parley/internal/doc"
	"parley/internal/nn"
)

// ReaderVersion is the version of reader models that this package runs. It
// changes when the encoder or its heads do.
const ReaderVersion = 2

// The shapes of batches and of sentences. A batch goes through the encoder
// together; a sentence longer than longSentence is read in pieces, because
// every word is compared with every other as its head.
const (
	batchWords   = 1200
	longSentence = 160
)

// Reader finds the tags, lemmas and dependencies of sentences, and how much
// each word looks like part of a name, with one encoder for all of them. It
// is read-only and safe for concurrent use.
type Reader struct {
	encoder  *nn.Encoder
	tags     []Tag
	upos     []int // of each tag, the index of its score
	xpos     []int
	lemmas   *Lemmatizer
	rels     []string
	rootRel  int
	name     int // labels of names
	arcs     int // width of what arcs are scored with
	labels   int // width of what relations are scored with
	heads    heads
	rootHead []int16 // the root as a head, for arcs
	rootRels []int32 // and for relations
}

// heads are the layers on top of the encoder.
type heads struct {
	upos, xpos, names     *nn.Dense
	dependent, head       *nn.Dense
	relDependent, relHead *nn.Dense
	rel                   *nn.Dense
	constant              []int16 // added to every dependent: how likely a word is to have dependents at all
}

// Tag is a pair of tags that go together.
type Tag struct {
	UPOS, XPOS string
	Hash       uint32 // of both, as lemma rules use it
}

// ParseTag reads a label as models keep it: "VBZ|AUX".
func ParseTag(label string) Tag {
	x, u, _ := strings.Cut(label, "|")
	return Tag{UPOS: u, XPOS: x, Hash: nn.Hash(label)}
}

// proper reports whether a word with these tags is a name or part of one.
func (t Tag) proper() bool { return t.UPOS == "PROPN" || strings.HasPrefix(t.XPOS, "NNP") }

// New returns the annotator "syntax" that runs model files of kinds "reader"
// and "lemmas". Errors are those of nn.Decode.
func New(reader, lemmas []byte) (doc.Annotator, error) {
	r, err := Load(reader, lemmas)
	if err != nil {
		return doc.Annotator{}, err
	}
	return doc.Annotator{
		Name:     "syntax",
		Doc:      "Reads tokens and sentences; adds parts of speech, lemmas, dependencies (one tree a sentence) and scores of name labels. Scored on raw UD EWT and GUM: UPOS, LAS F1.",
		Requires: []doc.Layer{doc.LayerTokens, doc.LayerSentences},
		Provides: []doc.Layer{doc.LayerTags, doc.LayerDependencies, doc.LayerNameScores},
		Run:      r.Run,
	}, nil
}

// Load reads model files of kinds "reader" and "lemmas".
func Load(reader, lemmas []byte) (*Reader, error) {
	m, err := nn.Decode(reader, "reader", ReaderVersion)
	if err != nil {
		return nil, err
	}
	r := &Reader{rels: m.Strings["relations"], name: len(m.Strings["names"])}
	if r.lemmas, err = loadLemmas(lemmas); err != nil {
		return nil, err
	}
	if r.encoder, err = nn.NewEncoder(m); err != nil {
		return nil, err
	}
	r.rootRel = slices.Index(r.rels, "root")
	if err = r.readTags(m); err != nil {
		return nil, err
	}
	if r.name == 0 || r.name > doc.NameLabels || r.rootRel < 0 || len(r.rels) < 2 {
		return nil, fmt.Errorf("syntax: reader: labels of names or relations: %w", nn.ErrCorrupt)
	}
	return r, r.readHeads(m)
}

// readTags keeps the pairs of tags that were seen, by the indexes of their scores.
func (r *Reader) readTags(m nn.Model) error {
	for _, l := range m.Strings["tags"] {
		t := ParseTag(l)
		u, x := slices.Index(m.Strings["upos"], t.UPOS), slices.Index(m.Strings["xpos"], t.XPOS)
		if u < 0 || x < 0 {
			return fmt.Errorf("syntax: reader: tag %q: %w", l, nn.ErrCorrupt)
		}
		r.tags, r.upos, r.xpos = append(r.tags, t), append(r.upos, u), append(r.xpos, x)
	}
	if len(r.tags) == 0 {
		return fmt.Errorf("syntax: reader: no tags: %w", nn.ErrCorrupt)
	}
	return nil
}

// readHeads reads the layers on top of the encoder.
func (r *Reader) readHeads(m nn.Model) error {
	w := r.encoder.Width()
	r.arcs, r.labels = len(m.Sections["constant"])/2, len(m.Sections["rel_head.bias"])/4
	var err error
	layer := func(name string, rows, cols int, limit int64) *nn.Dense {
		d, e := nn.NewDense(m, name, rows, cols, limit)
		if err == nil {
			err = e
		}
		return d
	}
	r.heads = heads{
		upos: layer("upos", w, len(m.Strings["upos"]), nn.One), xpos: layer("xpos", w, len(m.Strings["xpos"]), nn.One), names: layer("names", w, r.name, nn.One),
		dependent: layer("dependent", w, r.arcs, nn.One), head: layer("head", w, r.arcs, nn.One),
		relDependent: layer("rel_dependent", w, r.labels, nn.One), relHead: layer("rel_head", w, r.labels, nn.One),
		rel: layer("rel", r.labels, len(r.rels), 8*nn.One>>relShift),
	}
	if err != nil {
		return err
	}
	if r.arcs == 0 || r.arcs > maxArcs || r.labels == 0 || len(m.Sections["root"]) != 2*w {
		return fmt.Errorf("syntax: reader: sizes of heads: %w", nn.ErrCorrupt)
	}
	r.heads.constant = nn.Int16s(m.Sections["constant"])
	root := nn.Int16s(m.Sections["root"])
	if !nn.Within(r.heads.constant, arcLimit) || !nn.Within(root, nn.One) || r.heads.relDependent.Limit(nn.One)+r.heads.relHead.Limit(nn.One) >= 1<<31 {
		return fmt.Errorf("syntax: reader: weights of heads: %w", nn.ErrCorrupt)
	}
	sums := make([]int32, r.arcs)
	r.heads.head.Score(sums, root, 1)
	r.rootHead, r.rootRels = make([]int16, r.arcs), make([]int32, r.labels)
	nn.Relu(r.rootHead, sums, arcShift)
	r.heads.relHead.Score(r.rootRels, root, 1)
	return nil
}

// Arcs are scored by sums of products of numbers in units of 1/256: of heads,
// at most arcLimit, and of dependents with a constant, at most twice that. There
// are maxArcs products at most, so no sum overflows.
const (
	arcShift = 4
	arcLimit = 8 * nn.One >> arcShift
	maxArcs  = 128
)

// relShift is by how many bits less exact than states the inputs of the last
// layer of relations are; its biases are in the units that follow.
const relShift = 2

// work is what Run works in.
type work struct {
	buffers            nn.Buffers
	pieces             []doc.Range
	lengths            []int
	states             []int16
	upos, xpos, sums   []int32
	names              []int32
	dependent, head    []int16
	relDependent, relH []int32
	relIn              []int16
	relOut             []int32
	across             []int16
	tree               tree
}

// Run sets UPOS, XPOS, Lemma, Head and Rel of all tokens of d, and its NameScores.
func (r *Reader) Run(d *doc.Doc) {
	var w work
	d.NameScores = make([][doc.NameLabels]int16, len(d.Tokens))
	w.pieces = pieces(d)
	for from := 0; from < len(w.pieces); {
		to, words := from, 0
		for to < len(w.pieces) && (to == from || words+w.pieces[to].Len() <= batchWords) {
			words += w.pieces[to].Len()
			to++
		}
		r.batch(d, w.pieces[from:to], &w)
		from = to
	}
	join(d, w.pieces)
}

// pieces returns the sentences of d, the longest of them cut, after a comma or
// semicolon where there is one.
func pieces(d *doc.Doc) []doc.Range {
	out := make([]doc.Range, 0, len(d.Sentences))
	for _, s := range d.Sentences {
		for s.Len() > longSentence {
			cut := s.From + longSentence
			for i := cut; i > s.From+longSentence/2; i-- {
				if f := d.Form(i - 1); f == "," || f == ";" {
					cut = i
					break
				}
			}
			out = append(out, doc.Range{From: s.From, To: cut})
			s.From = cut
		}
		if s.Len() > 0 {
			out = append(out, s)
		}
	}
	return out
}

// join hangs the roots of the later pieces of a sentence on that of the first.
func join(d *doc.Doc, pieces []doc.Range) {
	k := 0
	for _, s := range d.Sentences {
		first := doc.NoIndex
		for ; k < len(pieces) && pieces[k].To <= s.To; k++ {
			if pieces[k] == s {
				continue
			}
			for i := pieces[k].From; i < pieces[k].To; i++ {
				if d.Tokens[i].Head != doc.NoIndex {
					continue
				}
				if first == doc.NoIndex {
					first = i
				} else {
					d.Tokens[i].Head, d.Tokens[i].Rel = first, "parataxis"
				}
			}
		}
	}
}

// batch reads some sentences, which follow one another.
func (r *Reader) batch(d *doc.Doc, sentences []doc.Range, w *work) {
	w.lengths = w.lengths[:0]
	for _, s := range sentences {
		w.lengths = append(w.lengths, s.Len())
	}
	from := sentences[0].From
	n := sentences[len(sentences)-1].To - from
	w.states = r.encoder.Encode(w.lengths, func(i int) string { return d.Form(from + i) }, &w.buffers, w.states[:0])
	r.tag(d, from, n, w)
	h := &r.heads
	w.dependent, w.head = grow(w.dependent, n*r.arcs), grow(w.head, n*r.arcs)
	w.sums = grow(w.sums, n*r.arcs)
	h.dependent.Score(w.sums, w.states, n)
	nn.Relu(w.dependent, w.sums, arcShift)
	h.head.Score(w.sums, w.states, n)
	nn.Relu(w.head, w.sums, arcShift)
	for i := range n {
		for j, c := range h.constant {
			w.dependent[i*r.arcs+j] += c
		}
	}
	w.relDependent, w.relH = grow(w.relDependent, n*r.labels), grow(w.relH, n*r.labels)
	h.relDependent.Score(w.relDependent, w.states, n)
	h.relHead.Score(w.relH, w.states, n)
	for _, s := range sentences {
		r.parse(d, s, s.From-from, w)
	}
}

// tag sets tags, lemmas and name scores of the n tokens from the first on.
func (r *Reader) tag(d *doc.Doc, from, n int, w *work) {
	nu, nx := r.heads.upos.Cols(), r.heads.xpos.Cols()
	w.upos, w.xpos, w.names = grow(w.upos, n*nu), grow(w.xpos, n*nx), grow(w.names, n*r.name)
	r.heads.upos.Score(w.upos, w.states, n)
	r.heads.xpos.Score(w.xpos, w.states, n)
	r.heads.names.Score(w.names, w.states, n)
	for i := range n {
		u, x := w.upos[i*nu:(i+1)*nu], w.xpos[i*nx:(i+1)*nx]
		best, top := 0, int64(u[r.upos[0]])+int64(x[r.xpos[0]])
		for k := 1; k < len(r.tags); k++ {
			if s := int64(u[r.upos[k]]) + int64(x[r.xpos[k]]); s > top {
				best, top = k, s
			}
		}
		tok := &d.Tokens[from+i]
		tok.UPOS, tok.XPOS = r.tags[best].UPOS, r.tags[best].XPOS
		tok.Lemma = r.lemmas.Lemma(d.Form(from+i), r.tags[best])
		for k, s := range w.names[i*r.name : (i+1)*r.name] {
			d.NameScores[from+i][k] = int16(min(1<<15-1, max(-1<<15, s>>14)))
		}
	}
}

// parse finds the tree of one sentence, whose first word is word at of the batch.
func (r *Reader) parse(d *doc.Doc, s doc.Range, at int, w *work) {
	n := s.Len()
	w.tree.reset(n)
	r.score(n, at, w)
	found := w.tree.solve()
	w.relIn, w.relOut = grow(w.relIn, n*r.labels), grow(w.relOut, n*len(r.rels))
	for i, head := range found {
		of := r.rootRels
		if head > 0 {
			of = w.relH[(at+int(head)-1)*r.labels:][:r.labels]
		}
		sum := w.relDependent[(at+i)*r.labels:][:r.labels]
		for j := range sum {
			sum[j] += of[j]
		}
		nn.Relu(w.relIn[i*r.labels:(i+1)*r.labels], sum, relShift)
	}
	r.heads.rel.Score(w.relOut, w.relIn, n)
	for i, head := range found {
		tok := &d.Tokens[s.From+i]
		tok.Head, tok.Rel = s.From+int(head)-1, "root"
		if head == 0 {
			tok.Head = doc.NoIndex
			continue
		}
		scores := w.relOut[i*len(r.rels) : (i+1)*len(r.rels)]
		scores[r.rootRel] = -1 << 31
		tok.Rel = r.rels[nn.Best(scores)]
	}
}

// score fills the scores of the tree: the products of each word as a dependent
// with the root and with each word as a head.
func (r *Reader) score(n, at int, w *work) {
	k := r.arcs
	w.across = grow(w.across, k*(n+1))
	for c, v := range r.rootHead {
		w.across[c*(n+1)] = v
	}
	for j := range n {
		for c, v := range w.head[(at+j)*k : (at+j+1)*k] {
			w.across[c*(n+1)+j+1] = v
		}
	}
	nn.NewMatrix(w.across, k, n+1).Mul(w.tree.scores, w.dependent[at*k:(at+n)*k], n)
}

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n+n/4)[:n]
	}
	return s[:n]
}
