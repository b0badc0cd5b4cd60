package extract

import (
	"parley/internal/doc"
	"parley/internal/nn"
	"parley/internal/record"
)

// stand is a word that may carry somebody's stand, with what the rules make of it.
type stand struct {
	at     int
	claims []claim // by the rules, at this word
	topics []topic // that it may be on
	rule   []bool  // of topics: the rules say so
}

// canStand reports whether token i may carry a stand.
func (r *reader) canStand(i int) bool {
	if r.nested[i] {
		return false
	}
	switch r.d.Tokens[i].UPOS {
	case "VERB", "NOUN", "ADJ":
		return true
	case "ADP", "ADV":
		_, ok := r.lex.adjectives[r.t.lemma(i)]
		return ok
	}
	return false
}

// mayStand reports whether word i takes a position by the vocabulary or says what
// must or will be.
func (r *reader) mayStand(i int) bool {
	_, ok := r.entryOf(i)
	return ok || r.mood(i)&3 != 0
}

// stands returns the words that may carry a stand, in sentences that name an
// issue or follow one that does.
func (r *reader) stands() []stand {
	by := map[int][]claim{}
	for _, c := range r.claims {
		by[c.at] = append(by[c.at], c)
	}
	var out []stand
	var before []topic
	for _, s := range r.d.Sentences {
		named := r.topicsIn(s)
		for i := s.From; i < s.To; i++ {
			cs := by[i]
			if len(cs) == 0 && (!r.canStand(i) || !r.model.mayCarry(r.t.lemma(i)) || len(named)+len(before) == 0 && !r.mayStand(i)) {
				continue
			}
			st := stand{at: i, claims: cs}
			for _, c := range cs {
				st.add(c.topic, true)
			}
			for _, t := range r.topics(i) {
				st.add(t, false)
			}
			for _, t := range named {
				st.add(t, false)
			}
			if len(named) == 0 {
				for _, t := range before {
					st.add(t, false)
				}
			}
			out = append(out, st)
		}
		before = named
	}
	return out
}

// add adds topic t unless one of the same issue is nearer to the word.
func (s *stand) add(t topic, rule bool) {
	for k, o := range s.topics {
		if o.issue != t.issue {
			continue
		}
		if !s.rule[k] && distance(t.at, s.at) < distance(o.at, s.at) {
			s.topics[k] = t
		}
		return
	}
	s.topics, s.rule = append(s.topics, t), append(s.rule, rule)
}

func distance(a, b int) int { return max(a-b, b-a) }

// topicsIn returns the issues named in sentence s.
func (r *reader) topicsIn(s doc.Range) []topic {
	var out []topic
	for k := s.From; k < s.To; k++ {
		if r.t.isVerb(k) {
			out = append(out, r.pairTopics(k, r.t.lemma(k)+r.t.particle(k))...)
		} else if r.t.isNoun(k) {
			out = append(out, r.deedTopics(k)...)
		}
		if t, ok := r.namedAt(k); ok {
			out = append(out, t)
		} else if r.d.Tokens[k].UPOS == "NOUN" || r.d.Tokens[k].UPOS == "ADJ" {
			if t, ok := r.issueOf(k); ok {
				out = append(out, t)
			}
		}
	}
	return out
}

// entryOf returns how the vocabulary says that word i takes a position.
func (r *reader) entryOf(i int) (e entry, ok bool) {
	lem := r.t.lemma(i)
	switch r.d.Tokens[i].UPOS {
	case "VERB", "AUX":
		if e, ok = r.lex.verbs[lem+r.t.particle(i)]; !ok {
			e, ok = r.lex.verbs[lem]
		}
	case "NOUN":
		if e, ok = r.lex.nouns[lem]; !ok {
			e, ok = r.lex.adjectives[lem]
		}
	default:
		e, ok = r.lex.adjectives[lem]
	}
	return e, ok
}

// mood returns what the auxiliaries of word i say: must, will, may, nothing.
func (r *reader) mood(i int) uint32 {
	m := uint32(0)
	if r.needed(i) {
		m |= 1
	}
	if r.t.has(i, "aux", "will", "shall", "'ll", "’ll", "wo") || r.going(i) {
		m |= 2
	}
	if r.t.has(i, "aux", "would", "'d", "’d") {
		m |= 4
	}
	if r.t.has(i, "aux", "may", "might", "could", "can") {
		m |= 8
	}
	if r.t.negated(i) {
		m |= 16
	}
	if r.t.finite(i) {
		m |= 32
	}
	return m
}

// cueFeatures tells of word s.at as one that carries a stand.
func (r *reader) cueFeatures(s *stand) []nn.Feature {
	b := bag{make([]nn.Feature, 0, 128)}
	i, g := s.at, &r.sight
	e, ok := r.entryOf(i)
	ty := nn.Hash(e.stance+"|"+e.act) + flag(ok)
	rule := uint32(0)
	for _, c := range s.claims {
		rule = nn.Hash(c.by)
	}
	mood := r.mood(i)
	b.add(1000)
	b.add(1001, ty)
	b.add(1002, rule)
	b.add(1003, rule, ty)
	b.add(1004, g.lemma[i])
	b.add(1005, g.lemma[i], g.pos[i], mood)
	b.add(1006, g.fine[i], g.pos[i])
	b.add(1007, g.coarse[i], g.pos[i], mood)
	b.add(1008, g.tag[i], g.rel[i], ty)
	b.add(1009, mood, ty)
	b.add(1010, mood, g.pos[i])
	b.add(1011, rule, g.lemma[i])
	r.around(&b, i, ty)
	r.dependents(&b, i, ty)
	if h := r.d.Tokens[i].Head; h >= 0 {
		he, hok := r.entryOf(h)
		b.add(1020, g.lemma[h], g.rel[i])
		b.add(1021, g.fine[h], g.rel[i], ty)
		b.add(1022, nn.Hash(he.stance)+flag(hok), g.rel[i], ty)
		b.add(1023, g.lemma[h], g.rel[i], ty)
		b.add(1024, nn.Hash(r.lead(i)), g.rel[i], ty)
		b.add(1025, flag(r.lex.is("content", r.t.lemma(h))), g.rel[i], mood)
	}
	r.aboutText(&b, ty)
	b.add(1030, flag(r.factual(i)), ty)
	r.voiceFeatures(&b, 1031, i, ty)
	r.nearTopics(&b, s, ty)
	return b.features
}

// voiceFeatures adds whose words the clause of token i is.
func (r *reader) voiceFeatures(b *bag, from uint32, i int, ty uint32) {
	st := r.statedAt[i]
	form := uint32(0)
	if st >= 0 {
		form = nn.Hash(r.out.Statements[st].Form)
	}
	b.add(from, form, ty)
	if w, ok := r.voice(i); ok {
		b.add(from+1, nn.Hash(string(w.Kind)), flag(r.leads(w.Office) || isSpokes(w.Office)), ty)
		b.add(from+2, nn.Hash(string(w.Kind)), flag(w.Party != ""), r.mood(i))
		b.add(from+3, flag(w.Office == ""), form)
	} else {
		b.add(from+4, ty)
		b.add(from+5, r.mood(i))
	}
}

// nearTopics adds which issues are near the word of s.
func (r *reader) nearTopics(b *bag, s *stand, ty uint32) {
	near, at := 1000, -1
	for k, t := range s.topics {
		b.add(1050, nn.Hash(r.lex.issues[t.issue].code), ty)
		b.add(1051, nn.Hash(r.lex.issues[t.issue].code), r.sight.lemma[s.at])
		if s.rule[k] {
			b.add(1052, ty)
		}
		if d := distance(t.at, s.at); d < near {
			near, at = d, t.at
		}
	}
	b.add(1053, uint32(min(len(s.topics), 4)), ty)
	b.add(1054, bucket(near), ty)
	if at >= 0 && r.d.Sentence(at) == r.d.Sentence(s.at) {
		path, steps := r.pathBetween(s.at, at)
		b.add(1055, path, ty)
		b.add(1056, bucket(steps), ty)
		b.add(1057, flag(at > s.at), bucket(steps), ty)
	}
	b.add(1058, flag(len(r.topics(s.at)) > 0), ty)
	b.add(1059, flag(len(r.topics(s.at)) > 0), r.mood(s.at), flag(r.statedAt[s.at] >= 0))
}

// topicFeatures tells of topic k of s as what the stand is on.
func (r *reader) topicFeatures(s *stand, k int) []nn.Feature {
	b := bag{make([]nn.Feature, 0, 48)}
	t, g := s.topics[k], &r.sight
	code := nn.Hash(r.lex.issues[t.issue].code)
	rule, some := flag(s.rule[k]), flag(len(s.claims) > 0)
	e, _ := r.entryOf(s.at)
	ty := nn.Hash(e.stance + "|" + e.act)
	own := uint32(0)
	for _, o := range r.topics(s.at) {
		if o.issue == t.issue {
			own = 1
		}
	}
	nearest, same := uint32(1), r.d.Sentence(t.at) == r.d.Sentence(s.at)
	for _, o := range s.topics {
		if distance(o.at, s.at) < distance(t.at, s.at) {
			nearest = 0
		}
	}
	b.add(1100, rule, some)
	b.add(1101, rule, some, own, nearest)
	b.add(1102, code)
	b.add(1103, code, rule)
	b.add(1104, code, g.lemma[s.at])
	b.add(1105, code, g.lemma[t.at])
	b.add(1106, g.lemma[t.at], rule)
	b.add(1107, bucket(t.at-s.at), rule, flag(same))
	b.add(1108, nearest, uint32(min(len(s.topics), 4)), rule)
	b.add(1109, own, nearest, ty)
	b.add(1110, flag(same), rule)
	b.add(1111, flag(r.t.isVerb(t.at)), rule)
	b.add(1112, code, ty)
	if same {
		r.wayToTopic(&b, s, t, nearest, rule, ty)
	}
	r.weightOfTopic(&b, t, nearest, own, rule)
	return b.features
}

// wayToTopic adds how topic t, in the sentence of s, is reached from its word.
func (r *reader) wayToTopic(b *bag, s *stand, t topic, nearest, rule, ty uint32) {
	g := &r.sight
	path, steps := r.pathBetween(s.at, t.at)
	b.add(1120, path)
	b.add(1121, path, rule)
	b.add(1122, bucket(steps), rule, nearest)
	b.add(1123, path, g.pos[s.at], ty)
	b.add(1124, nn.Hash(r.lead(t.at)), flag(t.at > s.at))
	between := uint32(0)
	for j := min(s.at, t.at) + 1; j < max(s.at, t.at); j++ {
		if r.relationOf(j) != "" {
			between |= 1
		}
		if r.d.Tokens[j].UPOS == "VERB" && r.t.finite(j) {
			between |= 2
		}
		if r.d.Form(j) == "," {
			between |= 4
		}
	}
	b.add(1125, between, rule)
	b.add(1126, between, flag(t.at > s.at), nearest)
}

// weightOfTopic adds how much the text is about the issue of t.
func (r *reader) weightOfTopic(b *bag, t topic, nearest, own, rule uint32) {
	if r.strong == nil {
		r.countStrong()
	}
	b.add(1130, bucket(r.strong[t.issue]), rule)
	b.add(1131, bucket(r.strong[t.issue]), nearest)
	more := uint32(0)
	for k := range r.strong {
		if r.strong[k] > r.strong[t.issue] {
			more++
		}
	}
	b.add(1132, min(more, 6), nearest, own)
}

// stanceFeatures tells which stance the word of s has on topic t; rule is what the
// rules make of it, "" for nothing.
func (r *reader) stanceFeatures(s *stand, t topic, rule record.Stance) []nn.Feature {
	b := bag{make([]nn.Feature, 0, 64)}
	i, g := s.at, &r.sight
	e, _ := r.entryOf(i)
	st := nn.Hash(e.stance)
	sign := uint32(t.sign + 1)
	mood := r.mood(i)
	neg := flag(r.t.negated(i))
	rl := nn.Hash(string(rule))
	conds, _ := r.conditions(i, []topic{t})
	c := uint32(min(len(conds), 2))
	code := nn.Hash(r.lex.issues[t.issue].code)
	b.add(1300, rl)
	b.add(1301, rl, st)
	b.add(1302, st, sign, neg)
	b.add(1303, st, sign, mood)
	b.add(1304, g.lemma[i], neg)
	b.add(1305, g.lemma[i], sign, neg)
	b.add(1306, code, sign, neg)
	b.add(1307, code, g.lemma[i])
	b.add(1308, code, g.lemma[t.at])
	b.add(1309, g.fine[i], sign, neg)
	b.add(1310, g.coarse[i], sign, neg)
	b.add(1311, c, mood)
	b.add(1312, c, rl)
	b.add(1313, c, st)
	b.add(1314, nn.Hash(e.act), sign, neg)
	b.add(1315, rl, neg, c)
	b.add(1316, rl, g.lemma[i])
	for _, k := range conds {
		b.add(1317, nn.Hash(k.Relation), rl)
		b.add(1318, nn.Hash(k.Relation), mood)
	}
	if h := r.d.Tokens[i].Head; h >= 0 {
		b.add(1320, g.lemma[h], g.rel[i])
		he, _ := r.entryOf(h)
		b.add(1321, nn.Hash(he.stance), g.rel[i], sign)
		b.add(1322, flag(r.t.negated(h)), g.rel[i], sign)
	}
	r.t.children(i, func(k int) bool {
		b.add(1325, g.lemma[k], g.rel[k])
		b.add(1326, g.fine[k], g.rel[k], sign)
		return true
	})
	r.turnsBetween(&b, s, t, st, rl)
	if p := t.at; p > 0 {
		b.add(1340, g.lemma[p-1], code)
	}
	b.add(1341, flag(r.tentative(i)), st)
	return b.features
}

// turnsBetween adds the words between that of s and topic t that turn one of them round.
func (r *reader) turnsBetween(b *bag, s *stand, t topic, st, rl uint32) {
	i, g := s.at, &r.sight
	code, sign, neg := nn.Hash(r.lex.issues[t.issue].code), uint32(t.sign+1), flag(r.t.negated(i))
	if r.d.Sentence(t.at) == r.d.Sentence(i) {
		path, _ := r.pathBetween(i, t.at)
		b.add(1330, path, st, sign)
		for at, step := t.at, 0; at >= 0 && at != i && step < 6; at, step = r.d.Tokens[at].Head, step+1 {
			v := r.t.lemma(at) + r.t.particle(at)
			turns := flag(r.lex.is("reverses", v)) | flag(r.lex.issues[t.issue].against[v])<<1 | flag(r.t.negated(at))<<2
			if at != t.at || turns&4 != 0 {
				b.add(1331, turns, st)
				b.add(1332, turns, rl)
				b.add(1333, g.lemma[at], code)
				b.add(1334, g.fine[at], st)
				b.add(1335, g.coarse[at], code, neg)
			}
		}
	}
}
