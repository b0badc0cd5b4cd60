package extract

import (
	"parley/internal/doc"
	"parley/internal/nn"
	"parley/internal/record"
)

// keeper is who may hold a stand; k is where he is named, doc.NoIndex if elsewhere.
type keeper struct {
	who  record.Who
	k    int
	rule bool
	from uint32 // how he was come by: 1 subject, 2 possessor, 4 voice, 8 second voice, 16 named in the sentence, 32 spoke last before it
}

// keepers returns who may hold the stand of s.
func (r *reader) keepers(s *stand) []keeper {
	var out []keeper
	add := func(w record.Who, k int, rule bool, from uint32) {
		if !known(w) {
			return
		}
		for j := range out {
			if out[j].who.Name == w.Name && w.Kind != record.Anonymous {
				out[j].rule = out[j].rule || rule
				out[j].from |= from
				if out[j].k < 0 {
					out[j].k = k
				}
				return
			}
		}
		out = append(out, keeper{w, k, rule, from})
	}
	for _, c := range s.claims {
		add(c.holder, doc.NoIndex, true, 0)
	}
	if sub, _ := r.subjectOf(s.at); sub >= 0 {
		for _, w := range r.holders(sub) {
			add(w, sub, false, 1)
		}
	}
	if r.d.Tokens[s.at].UPOS == "NOUN" {
		if p := r.possessor(s.at); p >= 0 {
			for _, w := range r.holders(p) {
				add(w, p, false, 2)
			}
		}
	}
	for k, w := range r.voices(s.at) {
		add(w, doc.NoIndex, false, 4<<min(k, 1))
	}
	sent := r.d.Sentences[r.d.Sentence(s.at)]
	for k := sent.From; k < sent.To; k++ {
		if m := r.mentionAt[k]; m >= 0 && r.d.Mentions[m].Head == k {
			w, ok := r.whoAt(k)
			if !ok {
				w, ok = r.nameAt(k)
			}
			if ok {
				add(w, k, false, 16)
			}
		}
	}
	if w, ok := r.lastSpeaker(sent.From); ok {
		add(w, doc.NoIndex, false, 32)
	}
	return out
}

// lastSpeaker returns who spoke last in the 120 tokens before token i.
func (r *reader) lastSpeaker(i int) (record.Who, bool) {
	for k := i - 1; k >= max(i-120, 0); k-- {
		if st := r.statedAt[k]; st >= 0 {
			return r.out.Statements[st].Speaker, true
		}
	}
	return record.Who{}, false
}

// issueFeatures tells what the words around word i are about.
func (r *reader) issueFeatures(i int) []nn.Feature {
	b := bag{make([]nn.Feature, 0, 160)}
	g := &r.sight
	b.add(1500)
	b.add(1501, g.lemma[i])
	s := r.d.Sentences[r.d.Sentence(i)]
	for k := max(s.From, i-20); k < min(s.To, i+25); k++ {
		switch r.d.Tokens[k].UPOS {
		case "NOUN", "VERB", "ADJ", "PROPN":
		default:
			continue
		}
		in := flag(k > i)
		b.add(1502, g.lemma[k])
		b.add(1503, g.fine[k])
		b.add(1504, g.coarse[k])
		if distance(k, i) < 8 {
			b.add(1505, g.lemma[k], in)
			b.add(1506, g.fine[k], in)
		}
		if r.under(k, i) {
			b.add(1507, g.lemma[k])
			b.add(1508, g.fine[k])
		}
		if k+1 < s.To {
			b.add(1509, g.lemma[k], g.lemma[k+1])
		}
	}
	for _, t := range r.topicsIn(s) {
		b.add(1510, nn.Hash(r.lex.issues[t.issue].code))
	}
	if n := r.d.Sentence(i); n > 0 {
		for _, t := range r.topicsIn(r.d.Sentences[n-1]) {
			b.add(1511, nn.Hash(r.lex.issues[t.issue].code))
		}
	}
	if r.strong == nil {
		r.countStrong()
	}
	first, second := -1, -1
	for k, n := range r.strong {
		switch {
		case n > 0 && (first < 0 || n > r.strong[first]):
			first, second = k, first
		case n > 0 && (second < 0 || n > r.strong[second]):
			second = k
		}
	}
	for k, at := range []int{first, second} {
		if at >= 0 {
			b.add(1512+uint32(k), nn.Hash(r.lex.issues[at].code))
		}
	}
	return b.features
}

// holderFeatures tells of h as who holds the stand of s.
func (r *reader) holderFeatures(s *stand, h keeper, n int) []nn.Feature {
	b := bag{make([]nn.Feature, 0, 48)}
	g := &r.sight
	rule, some := flag(h.rule), flag(len(s.claims) > 0)
	e, _ := r.entryOf(s.at)
	ty := nn.Hash(e.stance + "|" + e.act)
	mood := r.mood(s.at)
	kind := nn.Hash(string(h.who.Kind))
	b.add(1200, rule, some)
	b.add(1201, rule, some, h.from)
	b.add(1202, h.from, ty)
	b.add(1203, h.from, mood)
	b.add(1204, h.from, g.pos[s.at], kind)
	b.add(1205, kind, rule)
	b.add(1206, h.from, g.lemma[s.at])
	b.add(1207, uint32(min(n, 6)), rule)
	b.add(1208, h.from, flag(r.statedAt[s.at] >= 0), kind)
	if h.k < 0 {
		return b.features
	}
	path, steps := r.pathBetween(s.at, h.k)
	b.add(1210, path)
	b.add(1211, path, rule)
	b.add(1212, path, ty)
	b.add(1213, path, nn.Hash(r.t.prep(h.k)))
	b.add(1214, bucket(steps), rule)
	b.add(1215, bucket(h.k-s.at), rule)
	b.add(1216, g.rel[h.k], flag(h.k > s.at), ty)
	b.add(1217, path, g.lemma[s.at])
	b.add(1218, path, mood)
	b.add(1219, flag(r.statedAt[h.k] == r.statedAt[s.at]), flag(r.statedAt[s.at] >= 0), rule)
	if head := r.d.Tokens[h.k].Head; head >= 0 {
		b.add(1220, g.rel[h.k], flag(r.lex.is("content", r.t.lemma(head))), flag(head == s.at))
		b.add(1221, g.rel[h.k], g.lemma[head])
	}
	return b.features
}
