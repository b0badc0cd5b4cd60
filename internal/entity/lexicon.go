package entity

import (
	"bufio"
	"bytes"
	"fmt"
	"slices"
	"strings"

	"parley/internal/doc"
)

// Lists are the vocabularies that a Lexicon is read from. The first lines of
// each file say what its columns hold.
type Lists struct {
	Places  []byte // countries and cities: taxonomy/places.txt
	States  []byte // seats of power, bodies, further names: taxonomy/states.txt
	Offices []byte // offices, titles, roles: taxonomy/offices.txt
	Given   []byte // given names: taxonomy/given.txt
}

// Rung tells how near to the head of a state or body an office is.
type Rung string

// Office is a title or role that a person can hold.
type Office struct {
	Words  string // lower case but for abbreviations
	Rung   Rung   // "leader", "spokesperson", "envoy", "minister", "local", "expert", ...
	Speaks bool   // its holder speaks for the state or body named with it
	Title  bool   // may stand before a name
	One    bool   // a state or body has one holder at a time
	Female int8   // +1 for a spokeswoman, -1 for a spokesman, else 0
}

// Acting tells what a noun for a body stands for when an adjective of a state goes before it.
type Acting string

// The kinds of bodies.
const (
	actsAsState Acting = "state"
	actsAsOrg   Acting = "organization"
	actsAsGroup Acting = "group"
)

// sort marks the vocabularies that a word is in, as bits.
type sort uint16

const (
	sortState sort = 1 << iota
	sortCapital
	sortCity
	sortDemonym
	sortSeat
	sortBody
	sortRegion
	sortGiven
	sortTitle
)

// place is what the vocabularies know about a name.
type place struct {
	sort  sort
	state string // usual name of the state or body; "" if ambiguous
	acts  string // state or body meant when a seat or capital acts
}

// Lexicon holds the vocabularies, ready to be looked up. It is read-only and
// safe for concurrent use.
type Lexicon struct {
	places   map[string]place
	usual    map[string]string
	offices  map[string]Office
	bodies   map[string]Acting
	kin      map[string]int8
	courtesy map[string]int8
	given    map[string]int8   // +1, -1; 0 for names used for both
	list     map[string]phrase // offices, relations, bodies and their plurals, in lower case
	opens    map[string]bool   // first words of those
}

// ReadLexicon reads the vocabularies. An error names the file and the line.
func ReadLexicon(l Lists) (*Lexicon, error) {
	x := &Lexicon{
		places: map[string]place{}, usual: map[string]string{}, offices: map[string]Office{}, bodies: map[string]Acting{},
		kin: map[string]int8{}, courtesy: map[string]int8{}, given: map[string]int8{}, list: map[string]phrase{}, opens: map[string]bool{},
	}
	files := []struct {
		name string
		text []byte
		add  func(f []string) error
	}{
		{"states", l.States, x.addUsual}, {"places", l.Places, x.addPlace}, {"states", l.States, x.addState},
		{"offices", l.Offices, x.addOffice}, {"given", l.Given, x.addGiven},
	}
	for _, f := range files {
		if err := eachLine(f.text, f.add); err != nil {
			return nil, fmt.Errorf("entity: %s.txt: %w", f.name, err)
		}
	}
	x.index()
	return x, nil
}

// eachLine calls add with the columns of every line that is not empty or a comment.
func eachLine(text []byte, add func(f []string) error) error {
	sc := bufio.NewScanner(bytes.NewReader(text))
	sc.Buffer(nil, 1<<20)
	for n := 1; sc.Scan(); n++ {
		line := strings.TrimRight(sc.Text(), "\r")
		if line == "" || line[0] == '#' {
			continue
		}
		if err := add(strings.Split(line, "\t")); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	return sc.Err()
}

func column(f []string, i int) string {
	if i < len(f) {
		return f[i]
	}
	return ""
}

func items(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "; ")
}

// addUsual keeps only the lines that rename a country of places.txt.
func (x *Lexicon) addUsual(f []string) error {
	if f[0] == "usual" {
		if len(f) != 3 {
			return fmt.Errorf("%d columns, want 3", len(f))
		}
		x.usual[f[1]] = f[2]
	}
	return nil
}

func (x *Lexicon) name(country string) string {
	if u, ok := x.usual[country]; ok {
		return u
	}
	return country
}

func (x *Lexicon) addPlace(f []string) error {
	switch f[0] {
	case "country":
		state := x.name(column(f, 1))
		x.put(column(f, 1), sortState, state, "")
		x.put(state, sortState, state, "")
		for _, n := range items(column(f, 2)) {
			x.put(n, sortState, state, "")
		}
		for _, n := range items(column(f, 3)) {
			x.put(n, sortCapital, state, state)
		}
		for _, n := range items(column(f, 4)) {
			x.putDemonym(n, state)
		}
	case "cities":
		state := x.name(column(f, 1))
		for _, n := range items(column(f, 2)) {
			x.put(n, sortCity, state, "")
		}
	default:
		return fmt.Errorf("unknown kind %q", f[0])
	}
	return nil
}

func (x *Lexicon) addState(f []string) error {
	var s sort
	switch f[0] {
	case "usual":
		return nil
	case "name":
		s = sortState
	case "demonym":
		for _, n := range items(column(f, 2)) {
			x.putDemonym(n, column(f, 1))
		}
		return nil
	case "seat":
		for _, n := range items(column(f, 2)) {
			p := x.places[n]
			x.places[n] = place{sort: p.sort | sortSeat, state: column(f, 1), acts: column(f, 1)}
		}
		return nil
	case "body", "region":
		s = sortBody
		if f[0] == "region" {
			s = sortRegion
		}
		x.put(column(f, 1), s, column(f, 1), "")
		if f[0] == "region" {
			for _, n := range items(column(f, 2)) {
				x.put(n, sortDemonym|sortRegion, column(f, 1), "")
			}
			return nil
		}
	default:
		return fmt.Errorf("unknown kind %q", f[0])
	}
	for _, n := range items(column(f, 2)) {
		x.force(n, s, column(f, 1))
	}
	return nil
}

// put adds what is known of a name; a state outranks a city of its name, and a
// name in two countries has none.
func (x *Lexicon) put(name string, s sort, state, acts string) {
	p, ok := x.places[name]
	switch {
	case !ok:
		p = place{state: state, acts: acts}
	case p.sort&(sortState|sortCapital|sortBody) != 0 && s == sortCity:
		// the better known one keeps the name
	case s&(sortState|sortCapital) != 0 && p.sort&(sortState|sortCapital) == 0:
		p.state, p.acts = state, acts
	case p.state != state && p.sort&sortState == 0:
		p.state = ""
	}
	p.sort |= s
	x.places[name] = p
}

// force adds a name whose meaning is certain.
func (x *Lexicon) force(name string, s sort, state string) {
	p := x.places[name]
	x.places[name] = place{sort: p.sort | s, state: state}
}

// putDemonym adds an adjective of a state; with a plural where it forms one by -s.
func (x *Lexicon) putDemonym(name, state string) {
	x.put(name, sortDemonym, state, "")
	if strings.HasSuffix(name, "n") || strings.HasSuffix(name, "i") {
		x.put(name+"s", sortDemonym, state, "")
	}
}

func (x *Lexicon) addOffice(f []string) error {
	words := column(f, 1)
	switch f[0] {
	case "office":
		if len(f) < 4 {
			return fmt.Errorf("%d columns, want 4 or 5", len(f))
		}
		o := Office{Words: words, Rung: Rung(f[2]), Speaks: f[3] == "yes"}
		for _, m := range strings.Fields(column(f, 4)) {
			switch m {
			case "title":
				o.Title = true
			case "one":
				o.One = true
			default:
				o.Female = sexMark(m)
			}
		}
		x.offices[words] = o
	case "body":
		if _, ok := x.bodies[words]; !ok {
			x.bodies[words] = Acting(column(f, 2))
		}
	case "kin":
		x.kin[words] = sexMark(column(f, 2))
	case "courtesy":
		x.courtesy[words] = sexMark(column(f, 2))
	default:
		return fmt.Errorf("unknown kind %q", f[0])
	}
	return nil
}

func sexMark(m string) int8 {
	switch m {
	case "f":
		return 1
	case "m":
		return -1
	}
	return 0
}

func (x *Lexicon) addGiven(f []string) error {
	for _, n := range strings.Fields(column(f, 1)) {
		g, ok := x.given[n]
		if s := sexMark(f[0]); !ok || g == s {
			x.given[n] = s
		} else {
			x.given[n] = 0
		}
	}
	return nil
}

// Office returns what is known of an office by its words in lower case
// ("special envoy"), and whether anything is.
func (x *Lexicon) Office(words string) (Office, bool) {
	o, ok := x.offices[words]
	return o, ok
}

// Demonyms returns the adjectives and peoples of states and regions in d.
func (x *Lexicon) Demonyms(d *doc.Doc) []doc.Range {
	var out []doc.Range
	for _, s := range d.Sentences {
		for i := s.From; i < s.To; i++ {
			p, n := x.longest(d, i, s.To)
			if n == 0 {
				continue
			}
			if p.sort&sortDemonym != 0 && p.sort&(sortState|sortSeat) == 0 && capital(d.Form(i)) {
				out = append(out, doc.Range{From: i, To: i + n})
			}
			i += n - 1
		}
	}
	return out
}

// Cities returns the names of one word that the vocabularies know only as
// cities', in the order of their letters.
func (x *Lexicon) Cities() []string {
	var out []string
	for n, p := range x.places {
		if p.sort == sortCity && len(n) > 3 && !strings.ContainsAny(n, " -'’.") {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out
}
