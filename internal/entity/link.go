package entity

import (
	"slices"
	"strings"

	"parley/internal/doc"
)

// fact is an office that the text gives to a person.
type fact struct {
	office  Office
	former  bool
	country string // "" if the text does not tell
	local   bool
	token   int // where it says so
}

// holding is a fact of an entity, without where the text says so.
type holding struct {
	entity int
	fact   fact
}

// linker makes the entities of one text.
type linker struct {
	*reader
	list       []phrase
	ents       []doc.Entity
	of         []int // entity of each name; NoIndex if none
	unsure     map[int]bool
	people     []human
	byWord     map[string][]int  // people with that word in the name
	alone      map[string][]int  // names of one word
	titleOf    map[int]fact      // office before name n
	facts      map[int][]fact    // offices of an entity, each once, at most crowd
	holds      map[holding]bool  // those in facts
	told       map[[2]int]bool   // entities with the tokens at which they got an office
	states     map[string]int    // by usual name
	bodies     map[string]int    // by folded name
	held       map[string][]int  // people by the words of their offices
	phrase     []int             // entity of each phrase
	manyAt     map[int]bool      // heads of plural phrases
	adjectives map[string]string // of states that no vocabulary knows: "Velmar" to "Velmark"
}

// link fills d.Entities and the Entity of d.Mentions.
func link(d *doc.Doc, x *Lexicon) {
	var names []doc.Mention
	var where []int
	for i, m := range d.Mentions {
		if m.Form == doc.Named {
			names = append(names, m)
			where = append(where, i)
		}
	}
	k := &linker{
		reader: newReader(d, x, names), of: make([]int, len(names)), unsure: map[int]bool{}, byWord: map[string][]int{},
		alone: map[string][]int{}, titleOf: map[int]fact{}, facts: map[int][]fact{}, states: map[string]int{}, bodies: map[string]int{},
		holds: map[holding]bool{}, told: map[[2]int]bool{}, held: map[string][]int{}, manyAt: map[int]bool{},
	}
	for i := range k.of {
		k.of[i] = doc.NoIndex
	}
	k.list = k.phrases()
	k.phrase = make([]int, len(k.list))
	for i, p := range k.list {
		k.phrase[i] = doc.NoIndex
		k.manyAt[p.words.To-1] = p.plural
	}
	k.unknownStates()
	for _, p := range k.list {
		if p.before != doc.NoIndex {
			k.titleOf[p.before] = k.factOf(p)
		}
	}
	k.persons()
	k.places()
	k.titles()
	k.appositions()
	k.describe()
	k.finish(where)
}

func (k *linker) add(e doc.Entity) int {
	k.ents = append(k.ents, e)
	return len(k.ents) - 1
}

func (k *linker) give(n, e int) { k.of[n] = e }

func (k *linker) text(r doc.Range) string {
	s := k.d.Words(k.d.SpanOf(r))
	if strings.ContainsAny(s, "\r\n\t") || strings.Contains(s, "  ") {
		s = strings.Join(strings.Fields(s), " ")
	}
	return s
}

// state returns the entity of a state by its usual name, made where it is not there yet.
func (k *linker) state(name string) int {
	if e, ok := k.states[name]; ok {
		return e
	}
	e := k.add(doc.Entity{Name: name, Type: doc.Location, Kind: doc.KindState, Country: name})
	k.states[name] = e
	return e
}

// body returns the entity of an organization, group or place by its name.
func (k *linker) body(name string, t doc.MentionType, kind doc.EntityKind) int {
	key := strings.ToLower(strings.TrimPrefix(strings.TrimPrefix(name, "the "), "The "))
	if e, ok := k.bodies[key]; ok {
		return e
	}
	e := k.add(doc.Entity{Name: name, Type: t, Kind: kind})
	k.bodies[key] = e
	return e
}

// places makes entities of all names but persons'.
func (k *linker) places() {
	for n, m := range k.names {
		if m.Type == doc.Person || k.of[n] != doc.NoIndex {
			continue
		}
		s := k.text(m.Range)
		p, ok := k.x.places[s]
		if t, cut := strings.CutPrefix(s, "the "); cut && !ok {
			p = k.x.places[t]
		}
		switch e, own := k.states[s]; {
		case own:
			k.give(n, e)
		case p.sort&sortState != 0 && p.state != "" && (p.sort&sortDemonym == 0 || m.Type != doc.Misc):
			k.give(n, k.state(p.state))
		case m.Type == doc.Misc && p.sort&sortDemonym != 0:
			if k.peopleOf(m) && p.sort&sortRegion == 0 {
				k.give(n, k.state(p.state))
			}
		case p.sort&(sortSeat|sortCapital) != 0 && p.acts != "":
			k.give(n, k.seat(s, p, m.Type))
		case p.sort&sortBody != 0 && p.state != "":
			k.give(n, k.body(p.state, doc.Organization, doc.KindOrganization))
		case m.Type == doc.Misc:
			k.give(n, k.body(s, m.Type, doc.KindOther))
		case m.Type == doc.Organization:
			k.give(n, k.organization(s, m))
		default:
			e := k.body(s, m.Type, doc.KindPlace)
			if k.ents[e].Country == "" && p.sort&sortRegion == 0 {
				k.ents[e].Country = p.state
			}
			k.give(n, e)
		}
	}
	k.acronyms()
}

// peopleOf tells whether a demonym is used for the people, as in "the Velmars
// said", rather than as an adjective.
func (k *linker) peopleOf(m doc.Mention) bool {
	if m.From == 0 || k.low(m.From-1) != "the" {
		return false
	}
	if m.To < len(k.d.Tokens) && k.d.Sentence(m.To) == k.d.Sentence(m.From) {
		switch k.d.Tokens[m.To].UPOS {
		case "VERB", "AUX", "PUNCT", "ADP", "CCONJ", "SCONJ", "ADV", "PART":
			return true
		}
		return false
	}
	return true
}

// seat returns the entity of a capital or seat of power, with whom it acts for.
func (k *linker) seat(name string, p place, t doc.MentionType) int {
	kind := doc.KindOrganization
	if p.sort&(sortCapital|sortCity) != 0 {
		kind, t = doc.KindPlace, doc.Location
	}
	e := k.body(name, t, kind)
	k.ents[e].ActsFor, k.ents[e].Country = p.acts, p.acts
	return e
}

// organization returns the entity of an organization; a ministry or government
// named with its state acts for it.
func (k *linker) organization(name string, m doc.Mention) int {
	e := k.body(name, doc.Organization, doc.KindOrganization)
	if k.ents[e].Country != "" {
		return e
	}
	p, n := k.x.longest(k.d, m.From, m.To)
	rest := m.From + n
	if n == 0 {
		if c, ok := k.adjective(m.From); ok {
			p, n, rest = place{sort: sortDemonym, state: c}, 1, m.From+1
		}
	}
	if n == 0 || p.sort&(sortState|sortDemonym|sortCapital) == 0 || p.sort&sortRegion != 0 {
		return e
	}
	k.ents[e].Country = p.state
	if rest < m.To {
		tail := strings.ToLower(k.text(doc.Range{From: rest, To: m.To}))
		if k.x.bodies[strings.TrimPrefix(tail, "'s ")] == actsAsState {
			k.ents[e].ActsFor = p.state
		}
	}
	return e
}

// acronyms joins "NAC" to "Northern Aid Council" where one follows the other in brackets.
func (k *linker) acronyms() {
	into := map[int]int{} // entity: entity
	for n, m := range k.names {
		if n == 0 || m.Type == doc.Person || k.names[n-1].Type == doc.Person || k.of[n] == doc.NoIndex || k.of[n-1] == doc.NoIndex {
			continue
		}
		if m.From != k.names[n-1].To+1 || k.d.Form(m.From-1) != "(" {
			continue
		}
		short, long := k.text(m.Range), k.text(k.names[n-1].Range)
		if len(short) < 2 || len(short) > 8 || strings.ToUpper(short) != short || short[0] != long[0] || k.x.places[short].sort&sortBody != 0 {
			continue
		}
		if from, to := k.of[n], k.of[n-1]; from != to {
			into[from] = to
			k.bodies[strings.ToLower(short)] = to
		}
	}
	if len(into) == 0 {
		return
	}
	for n, e := range k.of {
		if to, ok := into[e]; ok {
			k.of[n] = to
		}
	}
}

// finish numbers the entities by their first mention, drops those without any,
// and writes everything to the Doc.
func (k *linker) finish(where []int) {
	d := k.d
	for i := range d.Mentions {
		d.Mentions[i].Entity = doc.NoIndex
	}
	for n, i := range where {
		if !k.unsure[n] {
			d.Mentions[i].Entity = k.of[n]
		}
	}
	k.mapPhrases()
	k.pronouns()
	number := make([]int, len(k.ents))
	for i := range number {
		number[i] = doc.NoIndex
	}
	d.Entities = nil
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Entity == doc.NoIndex {
			continue
		}
		if number[m.Entity] == doc.NoIndex {
			number[m.Entity] = len(d.Entities)
			d.Entities = append(d.Entities, k.ents[m.Entity])
		}
		m.Entity = number[m.Entity]
		e := &d.Entities[m.Entity]
		e.Mentions = append(e.Mentions, i)
		if m.Form != doc.Named {
			m.Type = e.Type
		}
	}
}

// mapPhrases gives the nominal mentions the entities of their phrases.
func (k *linker) mapPhrases() {
	at := make(map[doc.Range]int, len(k.list))
	for i, p := range k.list {
		if p.before == doc.NoIndex {
			at[p.Range] = k.phrase[i]
		}
	}
	for i := range k.d.Mentions {
		m := &k.d.Mentions[i]
		if e, ok := at[m.Range]; ok && m.Form == doc.Nominal {
			m.Entity = e
		}
	}
}

// oneOf tells whether list has x, for the short lists of rules.
func oneOf(x string, list ...string) bool { return slices.Contains(list, x) }
