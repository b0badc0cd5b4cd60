package record

import (
	"cmp"
	"slices"
)

// builder gathers a Record.
type builder struct {
	rec      Record
	findings map[string]*Findings // by article ID
	people   *people
	used     map[string]bool // actor IDs that an entry names
}

func newBuilder(articles []Article, readings []Reading) *builder {
	b := &builder{findings: map[string]*Findings{}, used: map[string]bool{}}
	b.rec.Articles = slices.Clone(articles)
	slices.SortFunc(b.rec.Articles, byPublication)
	b.rec.articles = make(map[string]int, len(articles))
	for i, a := range b.rec.Articles {
		b.rec.articles[a.ID] = i
	}
	for i := range readings {
		if _, ok := b.rec.articles[readings[i].Article]; ok {
			b.findings[readings[i].Article] = &readings[i].Findings
		}
	}
	return b
}

// byPublication orders by time of publication, undated ones last, then by ID.
func byPublication(a, b Article) int {
	if (a.Published == "") != (b.Published == "") {
		if a.Published == "" {
			return 1
		}
		return -1
	}
	return cmp.Or(cmp.Compare(a.Day(), b.Day()), cmp.Compare(a.ID, b.ID))
}

// add appends the entries of one article.
func (b *builder) add(article string, f *Findings) {
	for _, s := range f.Statements {
		e := StatementEntry{Statement: s, Article: article, Actor: b.actor(article, s.Speaker)}
		for _, w := range s.To {
			e.Addressees = append(e.Addressees, b.actor(article, w))
		}
		b.rec.Statements = append(b.rec.Statements, e)
	}
	for _, p := range f.Positions {
		b.rec.Positions = append(b.rec.Positions, PositionEntry{Position: p, Article: article,
			Actor: b.actor(article, p.Holder), Teller: b.teller(article, p.AccordingTo)})
	}
	for _, ev := range f.Events {
		e := EventEntry{Event: ev, Article: article, Teller: b.teller(article, ev.AccordingTo)}
		for _, p := range ev.Participants {
			e.Actors = append(e.Actors, b.actor(article, Who{Name: p.Name}))
		}
		b.rec.Events = append(b.rec.Events, e)
	}
	for _, p := range f.Proposals {
		b.rec.Proposals = append(b.rec.Proposals, ProposalEntry{p, article, b.actor(article, p.Proposer)})
	}
	for _, c := range f.Commitments {
		b.rec.Commitments = append(b.rec.Commitments, CommitmentEntry{c, article, b.actor(article, c.Actor)})
	}
	for _, m := range f.Truces {
		e := TruceEntry{TruceMention: m, Article: article}
		for _, w := range m.Actors {
			e.ActorIDs = append(e.ActorIDs, b.actor(article, w))
		}
		for _, w := range m.Tellers {
			e.TellerIDs = append(e.TellerIDs, b.actor(article, w))
		}
		b.rec.Truces = append(b.rec.Truces, e)
	}
	for i, g := range f.Figures {
		b.rec.Figures = append(b.rec.Figures, FigureEntry{Figure: g, ID: figureID(i), Article: article, Actor: b.actor(article, g.Claimant)})
	}
}

func (b *builder) teller(article string, w *Who) string {
	if w == nil {
		return ""
	}
	return b.actor(article, *w)
}

// actor returns the ID of somebody of an article; "" for anonymous and unknown.
func (b *builder) actor(article string, w Who) string {
	id := b.people.find(article, w)
	if id != "" {
		b.used[id] = true
	}
	return id
}

// finish lists the actors that were used, with their doubtful namesakes, and
// the indexes.
func (b *builder) finish() {
	keep := map[string]bool{}
	for _, a := range b.people.actors {
		if b.used[a.ID] {
			keep[a.ID] = true
			for _, d := range a.Unresolved {
				keep[d.Actor] = true
			}
		}
	}
	for _, a := range b.people.actors {
		if keep[a.ID] {
			b.rec.Actors = append(b.rec.Actors, a)
		}
	}
	slices.SortFunc(b.rec.Actors, func(x, y Actor) int { return cmp.Or(cmp.Compare(x.Name, y.Name), cmp.Compare(x.ID, y.ID)) })
	b.rec.actors = make(map[string]int, len(b.rec.Actors))
	for i, a := range b.rec.Actors {
		b.rec.actors[a.ID] = i
	}
	b.rec.figureRefs = make([]figureRef, len(b.rec.Figures))
	for i, g := range b.rec.Figures {
		b.rec.figureRefs[i] = figureRef{g.Article + "/" + g.ID, i}
	}
	slices.SortFunc(b.rec.figureRefs, func(x, y figureRef) int { return cmp.Compare(x.ref, y.ref) })
	b.beside()
	b.rec.said = make(map[string]int, len(b.rec.Statements))
	for i, s := range b.rec.Statements {
		b.rec.said[s.Article+"/"+s.ID] = i
	}
}
