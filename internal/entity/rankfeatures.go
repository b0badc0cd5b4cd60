package entity

import (
	"slices"

	"parley/internal/doc"
	"parley/internal/nn"
)

// features is the scratch space in which the features of a decision are made.
type features struct {
	flat []nn.Feature
	from []int
	out  [][]nn.Feature
	kind uint32 // of the spot that is decided
	pair uint32 // of both
}

// of returns the features of each candidate for spot i.
func (f *features) of(l *Linking, i int, candidates []int) [][]nn.Feature {
	f.flat, f.from = f.flat[:0], f.from[:0]
	m := &l.list[i]
	f.kind = uint32(m.kind)
	fitting, subjects, speakers := 0, 0, 0 // candidates of fitting number and sex passed so far
	f.recent(l, i, candidates)
	for _, a := range candidates {
		f.from = append(f.from, len(f.flat))
		if a == Fresh {
			f.fresh(l, i, m)
			continue
		}
		x := &l.list[a]
		f.pair = uint32(m.kind*kinds + x.kind + 100)
		g := &l.groups[l.chain[a]]
		f.place(i, a, m, x)
		f.agreement(m, x, g)
		if m.pronoun != "" {
			f.pronoun(m, x, g, fitting)
		} else {
			f.words(m, x, g)
		}
		f.chain(a, x, g)
		if m.pronoun == "" {
			continue
		}
		f.salience(i, m, x, g, subjects, speakers)
		if fits(m, g) && x.kind != kindOther {
			fitting++
			if x.subject {
				subjects++
			}
			if x.speaks {
				speakers++
			}
		}
	}
	f.from = append(f.from, len(f.flat))
	f.out = f.out[:0]
	for k := range candidates {
		f.out = append(f.out, f.flat[f.from[k]:f.from[k+1]])
	}
	return f.out
}

// recent counts, for every chain, its spots among the candidates in this
// sentence and the one before.
func (f *features) recent(l *Linking, i int, candidates []int) {
	m := &l.list[i]
	for _, a := range candidates[1:] {
		g := &l.groups[l.chain[a]]
		if g.asked != i {
			g.asked, g.recent, g.subjects = i, 0, 0
		}
		if x := &l.list[a]; m.sentence-x.sentence <= 1 {
			g.recent++
			if x.subject {
				g.subjects++
			}
		}
	}
}

// salience adds how much the text is about the candidate just now, and whom
// the rules would take.
func (f *features) salience(i int, m, x *profile, g *group, subjects, speakers int) {
	f.both(120, bucket(min(subjects, 3)), flag(x.subject), flag(m.subject))
	f.both(121, bucket(min(speakers, 3)), flag(x.speaks), flag(m.speaks), flag(m.quotation >= 0))
	f.add(122, bucket(min(g.recent, 4)), bucket(min(g.subjects, 3)))
	f.add(123, bucket(g.size), bucket(min(g.recent, 4)))
	f.add(124, bucket(min(10*g.size/(i+1), 4)), flag(g.named))
	rule := uint32(0)
	switch {
	case m.entity == doc.NoIndex:
		rule = 3
	case g.entity == m.entity:
		rule = 1
	case g.entity != doc.NoIndex:
		rule = 2
	}
	f.both(125, rule, flag(g.named))
	f.add(126, rule, bucket(min(m.sentence-x.sentence, 4)))
}

// fits tells whether number, sex and life of a chain go with a spot's.
func fits(m *profile, g *group) bool {
	return m.sex*g.sex >= 0 && (m.number == 0 || g.number == 0 || m.number == g.number) && (m.life == 0 || g.life == 0 || m.life == g.life)
}

// add adds a feature for the spot's kind.
func (f *features) add(template uint32, v ...uint32) {
	h := uint32(nn.Mix(template, v...))
	f.flat = append(f.flat, mixed(h, f.kind))
}

// both adds a feature for the spot's kind and one for both kinds.
func (f *features) both(template uint32, v ...uint32) {
	h := uint32(nn.Mix(template, v...))
	f.flat = append(f.flat, mixed(h, f.kind), mixed(h, f.pair))
}

// mixed conjoins a hash with a kind.
func mixed(h, kind uint32) nn.Feature {
	h = (h ^ kind*0x9E3779B1) * 0x85EBCA6B
	return nn.Feature(h ^ h>>15)
}

func flag(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// bucket puts counts into classes that widen.
func bucket(n int) uint32 {
	switch {
	case n < 5:
		return uint32(max(n, 0))
	case n < 8:
		return 5
	case n < 12:
		return 6
	case n < 20:
		return 7
	case n < 35:
		return 8
	case n < 64:
		return 9
	}
	return 10
}

// fresh adds what tells whether a spot goes on from any before it.
func (f *features) fresh(l *Linking, i int, m *profile) {
	heads, keys := len(l.index[3<<32|uint64(m.headWord)]), len(l.index[2<<32|uint64(m.key)])
	if m.named {
		heads = max(heads, len(l.index[3<<32|uint64(m.tail)]))
	}
	seen := bucket(min(heads, 3)) | bucket(min(keys, 3))<<4
	if m.pronoun != "" {
		seen = bucket(min(3, len(l.index[1<<32|uint64(m.kind)])))
	} else if m.entity != doc.NoIndex {
		seen |= 256 << flag(len(l.index[4<<32|uint64(m.entity)]) > 0)
	}
	f.add(1, seen)
	f.add(2, m.headWord)
	f.add(3, m.headWord, seen)
	f.add(4, m.first)
	f.add(5, m.first, seen)
	f.add(6, m.last)
	f.add(7, m.prev)
	f.add(8, m.next)
	f.add(9, m.prev, m.prev2)
	f.add(10, m.next, m.next2)
	f.add(11, m.length, seen)
	f.add(12, m.rel, seen)
	f.add(13, m.gov)
	f.add(14, m.govRel)
	f.add(15, uint32(m.number), flag(m.nested), flag(m.relative))
	f.add(16, flag(m.nested), seen, flag(m.quotation >= 0))
	f.add(17, m.group, seen)
	f.add(18, m.fine)
	f.add(19, flag(m.firstIn), bucket(m.sentence), seen)
	f.add(20, bucket(i))
	f.add(21, m.first, m.headWord)
	f.add(22, m.first, m.group, flag(heads > 0))
	f.add(23, m.govGroup, m.rel)
	f.add(24, m.next, m.govRel)
	f.add(25, m.headWord, m.rel)
	f.add(26, uint32(len(m.words)), seen, flag(m.first == m.headWord))
	f.add(27, m.last, m.length)
}

// place adds where the two stand to each other.
func (f *features) place(i, a int, m, x *profile) {
	apart := m.sentence - x.sentence
	far := bucket(apart)
	f.both(40)
	f.both(41, far)
	f.both(42, bucket(i-a))
	inside := uint32(0)
	switch {
	case x.Contains(m.Range):
		inside = 1 + flag(x.relative && m.From > x.head)
	case m.Contains(x.Range):
		inside = 3
	}
	f.both(43, inside, flag(m.possessor))
	if apart == 0 {
		f.both(44, m.rel, x.rel)
		f.both(45, flag(m.govAt == x.govAt), flag(x.subject), flag(m.possessor))
		f.add(46, flag(m.govAt == x.head), flag(x.govAt == m.head), m.rel)
	} else {
		f.both(47, flag(x.subject), flag(m.subject), flag(apart == 1))
		f.add(48, x.rel, m.rel, flag(apart == 1))
	}
	f.both(49, flag(x.nested), flag(x.firstIn), flag(apart == 0))
	f.add(50, flag(m.paragraph == x.paragraph), far)
	quoted := uint32(0)
	switch {
	case m.quotation < 0 && x.quotation < 0:
	case m.quotation == x.quotation:
		quoted = 1
	case m.quotation < 0:
		quoted = 2
	case x.quotation < 0:
		quoted = 3
	default:
		quoted = 4
	}
	f.both(51, quoted, flag(x.speaks), bucket(min(apart, 3)))
	f.both(52, flag(x.gov == m.gov), flag(x.govRel == m.govRel))
	f.both(53, x.length, bucket(min(apart, 3)))
	f.add(54, x.gov, m.kindBit())
	f.add(55, x.rel, flag(x.subject), flag(x.quotation >= 0))
}

func (m *profile) kindBit() uint32 { return flag(m.subject) }

// agreement adds number, sex and life of the two and of the chain.
func (f *features) agreement(m, x *profile, g *group) {
	f.both(60, uint32(m.number), uint32(x.number))
	f.both(61, uint32(m.sex+1), uint32(g.sex+1))
	f.both(62, uint32(m.life), uint32(g.life))
	f.both(63, uint32(m.number), uint32(g.number), uint32(m.life), uint32(g.life))
	same := uint32(0)
	switch {
	case m.entity == doc.NoIndex || g.entity == doc.NoIndex:
	case m.entity == g.entity:
		same = 1
	default:
		same = 2
	}
	f.both(64, same, flag(m.named), flag(g.named))
}

// pronoun adds what a pronoun asks of its antecedent.
func (f *features) pronoun(m, x *profile, g *group, fitting int) {
	f.both(70, bucket(min(fitting, 5)))
	f.both(71, bucket(min(fitting, 5)), flag(m.sentence == x.sentence), flag(x.subject))
	f.both(72, m.headWord, flag(x.headWord == m.headWord))
	f.add(73, x.headWord)
	f.add(74, x.fine)
	f.add(75, x.group, m.rel)
	f.add(76, x.group, m.govGroup, flag(m.subject))
	f.add(77, x.first, flag(m.sentence == x.sentence))
	f.both(78, flag(x.pronoun != "" && m.pronoun == x.pronoun), flag(m.quotation >= 0), bucket(min(m.sentence-x.sentence, 3)))
	f.add(79, m.headWord, flag(m.govAt == x.govAt), flag(x.subject)) // reflexives
	f.add(80, m.rel, flag(x.speaks), x.rel)
	f.both(81, flag(m.sentence == x.sentence), bucket(min(g.pronouns, 3)), flag(g.named))
}

// words adds how the words of two descriptions or names agree.
func (f *features) words(m, x *profile, g *group) {
	key, head := m.key == x.key, m.headWord == x.headWord
	keys, heads := key || slices.Contains(g.keys, m.key), head || slices.Contains(g.heads, m.headWord)
	far := bucket(min(m.sentence-x.sentence, 5))
	extra, missing, shared := 0, 0, 0
	for _, w := range m.words {
		if slices.Contains(x.words, w) || w == x.headWord {
			shared++
		} else {
			extra++
		}
	}
	for _, w := range x.words {
		if !slices.Contains(m.words, w) {
			missing++
		}
	}
	match := flag(key) | flag(head)<<1 | flag(keys)<<2 | flag(heads)<<3
	f.both(90, match)
	f.both(91, match, uint32(min(extra, 2)), uint32(min(missing, 2)))
	f.both(92, match, far)
	f.add(93, match, uint32(min(shared, 2)), flag(m.number == x.number))
	if head {
		f.add(94, m.headWord)
		f.both(95, m.first, flag(extra > 0))
		f.both(96, x.first, flag(extra > 0))
	} else {
		f.both(97, flag(m.group != 0 && m.group == x.group), flag(m.fine != 0 && m.fine == x.fine), flag(m.life != 0))
		f.add(98, m.group, x.group)
		f.add(99, m.headWord, x.headWord)
		f.add(100, m.headWord, uint32(x.kind))
		f.both(101, flag(m.tail == x.tail), flag(slices.Contains(x.words, m.headWord)), flag(slices.Contains(m.words, x.headWord)), flag(m.first == x.first))
	}
	f.both(102, m.length, x.length, match)
}

// chain adds what the chain of the candidate is like.
func (f *features) chain(a int, x *profile, g *group) {
	f.both(110, bucket(g.size), flag(g.last == a))
	f.both(111, flag(g.named), bucket(min(g.pronouns, 2)), flag(g.last == a))
	f.add(112, x.next)
	f.add(113, x.prev)
}
