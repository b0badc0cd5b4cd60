package extract

import (
	"parley/internal/doc"
	"parley/internal/nn"
)

// eventFeatures tells of token i as the name of an event; rule is the type that
// the vocabulary gives it, -1 if none.
func (r *reader) eventFeatures(i, rule int) []nn.Feature {
	b := bag{make([]nn.Feature, 0, 96)}
	s, h := &r.sight, r.d.Tokens[i].Head
	lem, ty := s.lemma[i], uint32(rule+1)
	if rule >= 0 {
		ty = nn.Hash(r.lex.events[rule].code)
	}
	b.add(1)
	b.add(2, ty)
	b.add(3, lem)
	b.add(4, lem, s.pos[i])
	b.add(5, s.fine[i], s.pos[i])
	b.add(6, s.coarse[i], s.pos[i])
	b.add(7, s.tag[i], ty)
	b.add(8, s.rel[i], ty)
	b.add(9, lem, ty)
	b.add(10, lem, s.tag[i], s.rel[i])
	r.around(&b, i, ty)
	if h >= 0 {
		b.add(20, lem, s.lemma[h])
		b.add(21, ty, s.lemma[h], s.rel[i])
		b.add(22, s.fine[h], s.rel[i], ty)
		b.add(23, s.tag[h], s.rel[i], ty)
		b.add(24, lem, s.coarse[h], s.rel[i])
		b.add(25, nn.Hash(r.lead(i)), ty)
		b.add(26, nn.Hash(r.lead(i)), s.lemma[h], s.rel[i])
	}
	r.dependents(&b, i, ty)
	r.aboutText(&b, ty)
	b.add(30, flag(r.statedAt[i] >= 0), ty)
	b.add(31, flag(r.nested[i]), ty)
	n, named := r.d.Sentence(i), 0
	sent := r.d.Sentences[n]
	times := 0
	for k := sent.From; k < sent.To; k++ {
		if r.isNamed(k) && (k == sent.From || r.mentionAt[k] != r.mentionAt[k-1]) {
			named++
		}
		if r.timeAt(k) >= 0 && (k == sent.From || r.timeAt(k) != r.timeAt(k-1)) {
			times++
		}
	}
	b.add(32, bucket(named), ty)
	b.add(33, bucket(times), ty)
	b.add(34, bucket(sent.Len()/4), ty)
	b.add(35, bucket(n), ty)
	if rule >= 0 {
		if c, ok := r.eventAt(i, rule); ok {
			b.add(40, ty, nn.Hash(c.Status))
			b.add(41, ty, uint32(min(len(c.Participants), 3)), flag(c.Start != ""), flag(c.Place != ""))
			b.add(42, ty, flag(r.enough(c.Event, rule, i, c.when)))
			b.add(43, lem, flag(r.enough(c.Event, rule, i, c.when)))
			b.add(44, ty, nn.Hash(c.Status), s.tag[i], flag(c.AccordingTo != nil))
			b.add(45, nn.Hash(c.Status), lem)
		} else {
			b.add(40, ty, 0)
			b.add(45, 0, lem)
		}
	}
	return b.features
}

// around adds to b the words beside token i.
func (r *reader) around(b *bag, i int, ty uint32) {
	s, sent := &r.sight, r.d.Sentences[r.d.Sentence(i)]
	at := func(k int) (lemma, fine uint32) {
		if k < sent.From || k >= sent.To {
			return 0, 0
		}
		return s.lemma[k], s.fine[k]
	}
	for n, k := range []int{i - 2, i - 1, i + 1, i + 2} {
		l, f := at(k)
		b.add(50+uint32(n), l, ty)
		b.add(60+uint32(n), f, ty)
		b.add(70+uint32(n), l, s.lemma[i])
	}
	l1, _ := at(i - 1)
	l2, _ := at(i - 2)
	n1, _ := at(i + 1)
	b.add(80, l1, l2, ty)
	b.add(81, l1, n1, ty)
}

// dependents adds to b what hangs on token i.
func (r *reader) dependents(b *bag, i int, ty uint32) {
	s := &r.sight
	seen := uint32(0)
	r.t.children(i, func(c int) bool {
		rel, prep := s.rel[c], nn.Hash(r.t.prep(c))
		kind := r.kindAt(c)
		b.add(100, rel, ty)
		b.add(101, rel, s.lemma[c], ty)
		b.add(102, rel, s.fine[c], s.lemma[i])
		b.add(103, rel, s.coarse[c], ty)
		b.add(104, rel, prep, kind, ty)
		b.add(105, rel, s.lemma[c], s.lemma[i])
		b.add(106, rel, kind, s.lemma[i])
		b.add(107, rel, prep, s.lemma[i])
		switch r.t.rel(c) {
		case "obj":
			seen |= 1
		case "nsubj":
			seen |= 2
		case "aux":
			seen |= 4
		case "det":
			seen |= 8
		case "amod", "compound":
			seen |= 16
		}
		return true
	})
	b.add(110, seen, ty)
	b.add(111, seen, s.tag[i], s.lemma[i])
	if r.t.isVerb(i) {
		if sub, passive := r.subjectOf(i); sub >= 0 {
			b.add(112, r.kindAt(sub), flag(passive), ty)
			b.add(113, r.kindAt(sub), flag(passive), s.lemma[i])
			b.add(114, s.fine[sub], ty)
		}
		b.add(115, flag(r.t.negated(i)), nn.Hash(r.tenseOf(i)), ty)
	}
}

// statusFeatures tells of event c as done, planned, wanted and so on.
func (r *reader) statusFeatures(c *candidate) []nn.Feature {
	b := bag{make([]nn.Feature, 0, 80)}
	s, i := &r.sight, c.at
	ty := nn.Hash(c.Type)
	rule := nn.Hash(c.Status)
	own := flag(r.t.isVerb(i))
	b.add(200)
	b.add(201, rule)
	b.add(202, rule, ty)
	b.add(203, ty)
	b.add(204, s.lemma[i])
	b.add(205, s.tag[i], s.rel[i])
	b.add(206, rule, s.tag[i], s.rel[i])
	b.add(207, nn.Hash(r.lead(i)), s.rel[i])
	b.add(208, nn.Hash(r.lead(i)), rule)
	v := i
	if own == 0 {
		v = r.bearer(c.frame)
	}
	if v >= 0 {
		tense := nn.Hash(r.tenseOf(v))
		b.add(210, tense, own)
		b.add(211, tense, own, ty)
		b.add(212, s.lemma[v], own)
		b.add(213, s.lemma[v], s.rel[c.frame])
		b.add(214, s.tag[v], own, flag(r.t.negated(v)))
		b.add(215, s.fine[v], s.rel[c.frame], own)
		b.add(216, tense, rule)
		r.t.children(v, func(k int) bool {
			if rel := r.t.rel(k); rel == "aux" || rel == "mark" || rel == "advmod" {
				b.add(217, s.lemma[k], own)
				b.add(218, s.lemma[k], rule)
			}
			return true
		})
		if r.needed(v) {
			b.add(219, own)
		}
	}
	r.statusAbove(&b, i, ty)
	if c.when >= 0 {
		b.add(250, flag(r.isAhead(c.when)), rule)
		b.add(251, flag(r.isAhead(c.when)), own, s.tag[i])
	} else {
		b.add(252, rule)
	}
	r.statusTold(&b, c, ty, rule)
	return b.features
}

// statusAbove adds the words that govern token i and those that describe it.
func (r *reader) statusAbove(b *bag, i int, ty uint32) {
	s := &r.sight
	for at, step := i, 0; step < 3; step++ {
		h := r.d.Tokens[at].Head
		if h < 0 {
			break
		}
		b.add(220+uint32(step), s.lemma[h], s.rel[at])
		b.add(225+uint32(step), s.fine[h], s.rel[at])
		b.add(230+uint32(step), nn.Hash(r.statusWord(h)), s.rel[at])
		b.add(235+uint32(step), nn.Hash(r.statusWord(h)), ty)
		at = h
	}
	r.t.children(i, func(k int) bool {
		if rel := r.t.rel(k); rel == "amod" || rel == "det" || rel == "compound" {
			b.add(240, s.lemma[k], s.rel[k])
			b.add(241, s.fine[k], s.rel[k])
		}
		return true
	})
}

// statusTold adds whose words tell of c: those of one who takes part, or another's.
func (r *reader) statusTold(b *bag, c *candidate, ty, rule uint32) {
	if st := r.statedAt[c.at]; st >= 0 {
		w := r.out.Statements[st].Speaker
		side := uint32(1)
		for _, p := range c.Participants {
			if p.Name == w.Name || p.Name == w.Party {
				side = 2
			}
		}
		b.add(255, side, ty)
		b.add(256, side, rule, ty)
		b.add(257, nn.Hash(string(w.Kind)), ty, rule)
	} else {
		b.add(258, ty, rule)
	}
	b.add(259, flag(c.AccordingTo != nil), ty)
}

// whoFeatures tells of p as taking part in event c, in a sentence that names here people.
func (r *reader) whoFeatures(c *candidate, p person, here int) []nn.Feature {
	b := bag{make([]nn.Feature, 0, 80)}
	ty, rule, k := nn.Hash(c.Type), p.rule, p.k
	own := uint32(min(len(c.Participants), 4))
	in := flag(k >= 0)
	b.add(300, rule, in)
	b.add(301, rule, ty, in)
	b.add(302, rule, own, in)
	b.add(303, rule, flag(r.t.isVerb(c.at)), ty)
	rank := uint32(p.rank)
	kind := nn.Hash(string(r.kindOf(p.name)))
	b.add(340, p.from, in, rule)
	b.add(341, p.from, in, ty)
	b.add(342, rank, in, ty)
	b.add(343, rank, in, own, ty)
	b.add(344, p.from&inLast, in, own, ty)
	b.add(345, p.from&inNewest, in, own, rule)
	b.add(346, p.from, rank, in, uint32(min(here, 3)))
	b.add(347, kind, rank, in, ty)
	b.add(348, kind, in, own, ty)
	b.add(349, p.from&(inLast|inBefore), in, nn.Hash(r.t.lower(max(c.at-1, 0))), ty)
	b.add(350, p.from&(inLast|inBefore), in, flag(r.t.has(c.at, "det", "the", "this", "these")), own)
	if k < 0 { // named elsewhere
		b.add(304, rule, ty)
		b.add(305, rule, nn.Hash(r.t.lower(max(c.at-1, 0))))
		b.add(351, r.sight.lemma[c.at], rank, kind)
		b.add(352, r.sight.tag[c.at], flag(r.t.child(c.at, "nsubj", "nsubj:pass") >= 0), p.from, ty)
		return b.features
	}
	r.namedHere(&b, c, p, ty)
	return b.features
}

// namedHere adds how p, named in the sentence of c, stands to it.
func (r *reader) namedHere(b *bag, c *candidate, p person, ty uint32) {
	s, k, rule := &r.sight, p.k, p.rule
	kind := r.kindAt(k)
	if m := r.mentionAt[k]; m >= 0 {
		b.add(306, uint32(r.d.Mentions[m].Form), nn.Hash(string(r.d.Mentions[m].Type)), rule)
	}
	path, steps := r.pathBetween(c.at, k)
	prep := nn.Hash(r.t.prep(k))
	b.add(310, path)
	b.add(311, path, ty)
	b.add(312, path, prep)
	b.add(313, path, prep, ty)
	b.add(314, path, rule)
	b.add(315, path, s.lemma[c.at])
	b.add(316, bucket(steps), rule)
	b.add(317, bucket(k-c.at), rule)
	b.add(318, bucket(k-c.at), ty)
	b.add(319, kind, ty)
	b.add(320, kind, rule)
	b.add(321, prep, ty, flag(k > c.at))
	b.add(322, s.rel[k], prep, rule)
	b.add(323, s.rel[k], ty)
	b.add(324, path, kind, ty)
	if h := r.d.Tokens[k].Head; h >= 0 {
		b.add(325, s.lemma[h], s.rel[k])
		b.add(326, s.fine[h], s.rel[k], ty)
		b.add(327, s.lemma[h], s.rel[k], rule)
		b.add(328, s.tag[h], s.rel[k], flag(r.t.isPassive(h)), ty)
	}
	if st := r.statedAt[c.at]; st >= 0 {
		b.add(330, flag(r.out.Statements[st].Speaker.Name == p.name), ty)
		b.add(331, flag(r.statedAt[k] == st), rule)
	}
	r.besides(b, c, k, ty, rule)
}

// besides adds what stands beside token k, and between it and the word of c.
func (r *reader) besides(b *bag, c *candidate, k int, ty, rule uint32) {
	s := &r.sight
	b.add(332, flag(r.isPlace(k)), rule, ty)
	if k+1 < len(r.d.Tokens) {
		b.add(333, s.lemma[k+1], ty)
	}
	if k > 0 {
		b.add(334, s.lemma[k-1], ty)
	}
	between := uint32(0)
	for j := min(k, c.at) + 1; j < max(k, c.at); j++ {
		switch {
		case r.t.isVerb(j) && r.d.Tokens[j].UPOS == "VERB":
			between |= 1
		case r.d.Form(j) == ",":
			between |= 2
		}
	}
	b.add(335, between, rule)
	b.add(336, between, ty, flag(k > c.at))
	if e := r.entityAt(k); e >= 0 {
		b.add(337, bucket(len(r.d.Entities[e].Mentions)), ty)
		b.add(338, flag(r.d.Entities[e].ActsFor != ""), ty)
	}
}

// whenFeatures tells of date t as that of event c; rule is the one that the rules chose.
func (r *reader) whenFeatures(c *candidate, t, rule int) []nn.Feature {
	b := bag{make([]nn.Feature, 0, 48)}
	s, ty := &r.sight, nn.Hash(c.Type)
	rg := r.d.TokensIn(r.d.Times[t].Span)
	k := rg.From
	for j := rg.From; j < rg.To; j++ { // its head
		if h := r.d.Tokens[j].Head; h < rg.From || h >= rg.To {
			k = j
			break
		}
	}
	is := flag(t == rule)
	none := flag(rule < 0)
	x := r.d.Times[t]
	grain := uint32(len(isoOf(x)))
	same := r.d.Sentence(k) - r.d.Sentence(c.at)
	status := nn.Hash(c.Status)
	b.add(400, is, none)
	b.add(401, is, none, ty)
	b.add(402, bucket(same), is, none)
	b.add(403, bucket(k-c.at), is)
	last, again := r.course.when[c.Type]
	b.add(424, flag(again && last == t), is, none, bucket(same))
	b.add(425, flag(again && last == t), flag(r.t.has(c.at, "det", "the", "this")), none, ty)
	b.add(404, nn.Hash(string(x.Type)), grain, is)
	b.add(405, grain, ty)
	b.add(406, flag(r.isSince(c.at, t)), is)
	b.add(407, nn.Hash(r.t.prep(k)), is)
	b.add(408, flag(r.isAhead(t)), status, is)
	b.add(409, nn.Hash(x.By), is)
	if same == 0 {
		path, steps := r.pathBetween(c.at, k)
		b.add(410, path)
		b.add(411, path, is)
		b.add(412, path, ty)
		b.add(413, bucket(steps), is)
		between := uint32(0)
		events := 0
		for j := min(k, c.at) + 1; j < max(k, c.at); j++ {
			if r.d.Tokens[j].UPOS == "VERB" {
				between |= 1
			}
			if r.d.Form(j) == "," {
				between |= 2
			}
			if r.d.Tokens[j].UPOS == "NOUN" && r.nounEvent(j) >= 0 {
				events++
			}
		}
		b.add(414, between, is, flag(k > c.at))
		b.add(415, bucket(events), is)
		if h := r.d.Tokens[k].Head; h >= 0 {
			b.add(416, s.lemma[h], is)
			b.add(417, s.tag[h], s.rel[k], flag(h == c.at))
		}
	} else {
		b.add(420, ty, nn.Hash(r.t.lower(max(c.at-1, 0))))
		b.add(421, flag(r.t.has(c.at, "det", "the")), s.tag[c.at], status)
		b.add(422, status, ty, bucket(same))
	}
	b.add(423, flag(r.t.isVerb(c.at)), s.tag[c.at], is)
	return b.features
}

// whereFeatures tells of the place at token k as that of event c; rule is the
// name of the one that the rules chose.
func (r *reader) whereFeatures(c *candidate, k int, rule string) []nn.Feature {
	b := bag{make([]nn.Feature, 0, 48)}
	s, ty := &r.sight, nn.Hash(c.Type)
	is, none := flag(rule != "" && r.placeWords(k) == rule), flag(rule == "")
	path, steps := r.pathBetween(c.at, k)
	prep := nn.Hash(r.t.prep(k))
	kind := r.kindAt(k)
	b.add(500, is, none)
	b.add(501, is, none, ty)
	b.add(502, path)
	b.add(503, path, prep)
	b.add(504, path, prep, ty)
	b.add(505, path, is)
	b.add(506, bucket(steps), prep)
	b.add(507, bucket(k-c.at), is)
	b.add(508, kind, prep, is)
	b.add(509, kind, ty, is)
	b.add(510, prep, ty)
	b.add(511, s.rel[k], prep)
	if h := r.d.Tokens[k].Head; h >= 0 {
		b.add(512, s.lemma[h], prep)
		b.add(513, flag(h == c.at), prep, ty)
		b.add(514, s.tag[h], prep, s.rel[k])
	}
	for _, p := range c.Participants {
		if e := r.entityAt(k); e >= 0 && p.Name == r.d.Entities[e].Name {
			b.add(515, ty)
		}
	}
	if k > 0 {
		b.add(516, s.lemma[k-1], ty)
		b.add(517, s.lemma[k-1], is)
	}
	return b.features
}

// placeWords returns the words that name the place at token k.
func (r *reader) placeWords(k int) string {
	m := r.mentionAt[k]
	if m < 0 {
		return ""
	}
	return r.text(r.d.Mentions[m].Range)
}

// places returns the heads of the named places in the sentence of token i.
func (r *reader) places(i int) []int {
	var out []int
	s := r.d.Sentences[r.d.Sentence(i)]
	for k := s.From; k < s.To; k++ {
		if m := r.mentionAt[k]; m >= 0 && r.d.Mentions[m].Head == k && r.d.Mentions[m].Form == doc.Named && r.d.Mentions[m].Type == doc.Location {
			out = append(out, k)
		}
	}
	return out
}

// kindOf returns what kind of somebody is named so.
func (r *reader) kindOf(name string) doc.EntityKind {
	if r.kinds == nil {
		r.kinds = map[string]doc.EntityKind{}
		for _, ent := range r.d.Entities {
			if ent.ActsFor != "" {
				first(r.kinds, ent.ActsFor, doc.KindState)
				first(r.kinds, ent.Name, doc.KindState)
				continue
			}
			first(r.kinds, ent.Name, ent.Kind)
		}
	}
	return r.kinds[name]
}
