package extract

import (
	"strings"

	"parley/internal/doc"
	"parley/internal/nn"
)

// sight is what the learned decisions see of every token: hashes of its lemma,
// tags and relation, and the clusters of its form.
type sight struct {
	lemma, tag, pos, rel, coarse, fine []uint32
}

// look makes the sight of the text of r.
func (r *reader) look() {
	n := len(r.d.Tokens)
	all := make([]uint32, 6*n)
	s := sight{all[:n], all[n : 2*n], all[2*n : 3*n], all[3*n : 4*n], all[4*n : 5*n], all[5*n:]}
	for i, t := range r.d.Tokens {
		s.lemma[i], s.tag[i], s.pos[i], s.rel[i] = nn.Hash(r.t.lemma(i)), nn.Hash(t.XPOS), nn.Hash(t.UPOS), nn.Hash(t.Rel)
		s.fine[i] = uint32(r.model.clusterOf(strings.ToLower(r.d.Form(i))))
		s.coarse[i] = s.fine[i] / clusterSplit
	}
	r.sight = s
}

// clusterSplit is how many fine clusters make a coarse one.
const clusterSplit = 16

// bag collects features. The name of a template keeps those of one sort apart.
type bag struct{ features []nn.Feature }

func (b *bag) add(template uint32, values ...uint32) {
	b.features = append(b.features, nn.Mix(template, values...))
}

func flag(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// bucket puts a count or distance n in one of a few classes; negative ones apart.
func bucket(n int) uint32 {
	sign := uint32(0)
	if n < 0 {
		sign, n = 16, -n
	}
	switch {
	case n <= 3:
		return sign + uint32(n)
	case n <= 5:
		return sign + 4
	case n <= 9:
		return sign + 5
	case n <= 15:
		return sign + 6
	case n <= 30:
		return sign + 7
	}
	return sign + 8
}

// pathBetween returns a hash of the way in the tree from token i to token k, with
// its length: the relations up, then those down, and the preposition that leads k.
func (r *reader) pathBetween(i, k int) (path uint32, steps int) {
	const most = 6
	var up, down [most + 1]int
	nu, nd := 0, 0
	for h := i; h >= 0 && nu <= most; h = r.d.Tokens[h].Head {
		up[nu] = h
		nu++
	}
	for h := k; h >= 0 && nd <= most; h = r.d.Tokens[h].Head {
		down[nd] = h
		nd++
	}
	for a := range nu {
		for b := range nd {
			if up[a] != down[b] || a+b > most {
				continue
			}
			h := uint32(1)
			for _, j := range up[:a] {
				h = uint32(nn.Mix(h, r.sight.rel[j], 1))
			}
			for x := b - 1; x >= 0; x-- {
				h = uint32(nn.Mix(h, r.sight.rel[down[x]], 2))
			}
			return h, a + b
		}
	}
	return 0, most + 1
}

// kindAt returns what token k stands for: a kind of entity, a time, a group, or nothing.
func (r *reader) kindAt(k int) uint32 {
	if k < 0 {
		return 0
	}
	if r.timeAt(k) >= 0 {
		return 1
	}
	if e := r.entityAt(k); e >= 0 {
		return nn.Hash(string(r.d.Entities[e].Kind))
	}
	if r.d.Tokens[k].UPOS == "PRON" {
		return 2
	}
	if r.lex.is("people", r.t.lemma(k)) || r.lex.is("unnamed", r.t.lemma(k)) {
		return 3
	}
	return 4
}

// shortText is how many tokens a text must have for its words to tell what it is about.
const shortText = 80

// aboutText adds to b what the text as a whole is like.
func (r *reader) aboutText(b *bag, rule uint32) {
	if len(r.d.Tokens) < shortText { // too few words to tell
		return
	}
	if r.whole == nil {
		r.whole = r.likeness()
	}
	per, warlike, states, n := r.whole[0], r.whole[1], r.whole[2], r.whole[3]
	b.add(900, per)
	b.add(901, per, rule)
	b.add(902, warlike, rule)
	b.add(903, states, rule)
	b.add(904, n, rule)
}

// likeness counts in the text the strong words of issues, in all and among 200
// words, and the states named more than once, and tells whether it is of armed force.
func (r *reader) likeness() []uint32 {
	if r.strong == nil {
		r.countStrong()
	}
	n, states := 0, 0
	for _, c := range r.strong {
		n += c
	}
	for _, e := range r.d.Entities {
		if e.Kind == doc.KindState && len(e.Mentions) > 1 {
			states++
		}
	}
	return []uint32{bucket(n * 200 / max(len(r.d.Tokens), 200)), flag(r.isWarlike()), bucket(states), bucket(n)}
}
