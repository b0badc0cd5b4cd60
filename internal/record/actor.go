package record

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// class is what kinds can be one and the same: a body is a state, an
// organization or a group.
type class string

const (
	person  class = "person"
	body    class = "body"
	nothing class = "unknown"
)

func classOf(k Kind) class {
	switch k {
	case Person:
		return person
	case State, Organization, Group:
		return body
	}
	return nothing
}

// node is somebody of one article.
type node struct {
	article string
	Name
	words []string // folded name
	key   string   // words, joined
	class class
	side  string // folded party
}

// cluster is an actor while it is being made.
type cluster struct {
	class class
	words []string // folded name
	party string   // what sets it apart from others of the name; "" if nothing does
	only  string   // the article that it is kept to, where its namesakes may be others; "" if none
	usual bool     // party is that of nearly all articles
	nodes []*node
	joins []*node // bare surnames that were joined
	doubt []Doubt

	name  string          // id, once it is asked for
	heads map[string]bool // office words of its nodes, once they are asked for
	in    map[string]bool // articles of its nodes, once they are asked for
	first *node           // the first node that tells a party, once it is asked for
}

// people are the actors of all articles.
type people struct {
	actors []Actor
	byWho  map[string]string // actor ID by article ID + "/" + entity, and + "//" + name form
}

// resolve finds out who is who across the articles.
func (b *builder) resolve() {
	nodes := b.nodes()
	clusters := fullClusters(nodes)
	clusters = append(clusters, bareClusters(nodes, clusters)...)
	namesakes(clusters)
	b.people = &people{byWho: map[string]string{}}
	for _, c := range clusters {
		a := c.actor()
		if c.class == person {
			a.Roles = b.rolesOf(c)
			a.Clashes = clashesOf(a.Roles)
		}
		b.people.actors = append(b.people.actors, a)
		for _, n := range append(c.nodes, c.joins...) {
			b.people.byWho[n.article+"/"+n.Entity] = a.ID
		}
	}
	b.forms(nodes)
}

// forms lets those who are named without an entity be found by a form of
// their name, where only one of the article has it.
func (b *builder) forms(nodes []*node) {
	ids := b.people.byWho
	for _, full := range []bool{true, false} {
		fresh := map[string]string{}
		for _, n := range nodes {
			forms := []string{n.Name.Name}
			if !full {
				forms = n.Forms
			}
			for _, form := range forms {
				key, id := n.article+"//"+form, ids[n.article+"/"+n.Entity]
				if old, ok := fresh[key]; ok && old != id {
					id = ""
				}
				fresh[key] = id
			}
		}
		for key, id := range fresh {
			if _, ok := ids[key]; !ok {
				ids[key] = id
			}
		}
	}
}

// find returns the actor ID of somebody of an article; "" if nobody is named.
func (p *people) find(article string, w Who) string {
	if w.Kind == Anonymous || w.Name == "" || w.Name == "anonymous" || w.Name == "unknown" || described(w.Kind, w.Name) {
		return ""
	}
	if w.Entity != "" {
		if id, ok := p.byWho[article+"/"+w.Entity]; ok {
			return id
		}
	}
	return p.byWho[article+"//"+w.Name]
}

// described reports whether somebody is a group that has no name but a
// description ("both sides", "residents"), which cannot be known again.
func described(k Kind, name string) bool {
	return k == Group && strings.IndexFunc(name, unicode.IsUpper) < 0
}

// nodes lists everybody of all articles that have findings, in order of
// article ID and place.
func (b *builder) nodes() []*node {
	var out []*node
	known := map[string][]string{}
	folded := func(name string) []string {
		words, ok := known[name]
		if !ok {
			words = fold(name)
			known[name] = words
		}
		return words
	}
	ids := make([]string, 0, len(b.findings))
	for id := range b.findings {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		for _, n := range somebodies(b.findings[id]) {
			if words := folded(n.Name); len(words) > 0 && !described(n.Kind, n.Name) {
				out = append(out, &node{article: id, Name: n, words: words, key: strings.Join(words, " "), class: classOf(n.Kind),
					side: strings.Join(folded(n.Party), " ")})
			}
		}
	}
	settle(out)
	return out
}

// settle gives those of unknown kind the class of their namesakes, where all
// of those have one.
func settle(nodes []*node) {
	known := map[string]class{}
	for _, n := range nodes {
		if c, ok := known[n.key]; n.class != nothing && ok && c != n.class {
			known[n.key] = nothing
		} else if n.class != nothing && !ok {
			known[n.key] = n.class
		}
	}
	for _, n := range nodes {
		if c, ok := known[n.key]; ok && n.class == nothing {
			n.class = c
		}
	}
}

// somebodies returns the names of an article, and whoever its findings name
// with a kind but without an entity of it. Groups that are only described
// ("residents") are nobody that could be known again.
func somebodies(f *Findings) []Name {
	out := slices.Clone(f.Names)
	has := map[string]bool{}
	for _, n := range f.Names {
		has[n.Entity] = true
		has["/"+n.Name] = true
	}
	add := func(w Who) {
		if has[w.Entity] && w.Entity != "" || has["/"+w.Name] || w.Name == "" {
			return
		}
		if w.Kind == Person || w.Kind == State || w.Kind == Organization || w.Kind == Group && w.Entity != "" {
			has["/"+w.Name] = true
			n := Name{Entity: cmp.Or(w.Entity, "/"+w.Name), Name: w.Name, Kind: w.Kind, Party: w.Party}
			if w.Office != "" {
				n.Offices = []string{w.Office}
			}
			out = append(out, n)
		}
	}
	f.EachWho(func(w *Who) { add(*w) })
	return out
}

// EachWho calls do for everybody that the findings name, but participants.
func (f *Findings) EachWho(do func(*Who)) {
	teller := func(w *Who) {
		if w != nil {
			do(w)
		}
	}
	for i := range f.Statements {
		do(&f.Statements[i].Speaker)
		for k := range f.Statements[i].To {
			do(&f.Statements[i].To[k])
		}
	}
	for i := range f.Positions {
		do(&f.Positions[i].Holder)
		teller(f.Positions[i].AccordingTo)
	}
	for i := range f.Events {
		teller(f.Events[i].AccordingTo)
	}
	for i := range f.Proposals {
		do(&f.Proposals[i].Proposer)
	}
	for i := range f.Commitments {
		do(&f.Commitments[i].Actor)
	}
	for i := range f.Figures {
		do(&f.Figures[i].Claimant)
	}
}

// id names the cluster by what it was made of.
func (c *cluster) id() string {
	if c.name == "" {
		c.name = c.hash()
	}
	return c.name
}

func (c *cluster) hash() string {
	party := c.party
	if c.usual { // as if nothing set it apart
		party = ""
	}
	sum := sha256.Sum256([]byte(string(c.class) + "\x00" + strings.Join(c.words, " ") + "\x00" + party + "\x00" + c.only))
	return "a" + hex.EncodeToString(sum[:6])
}

// actor describes the cluster.
func (c *cluster) actor() Actor {
	a := Actor{ID: c.id(), Unresolved: c.doubt}
	kinds, names, offices := counts{}, counts{}, counts{}
	forms := map[string]bool{}
	parties := counts{}
	all := append(slices.Clone(c.nodes), c.joins...)
	for i, n := range all {
		a.Entities = append(a.Entities, Entity{n.article, strings.TrimPrefix(n.Entity, "/"), n.Name.Name})
		if n.Kind != Unknown {
			kinds.add(string(n.Kind), n.article)
		}
		if i < len(c.nodes) {
			names.add(n.Name.Name, n.article)
		}
		if n.Party != "" {
			parties.add(n.Party, n.article)
		}
		for _, o := range n.Offices {
			offices.add(o, n.article)
		}
		forms[n.Name.Name] = true
		for _, f := range n.Forms {
			forms[f] = true
		}
	}
	slices.SortFunc(a.Entities, func(x, y Entity) int {
		return cmp.Or(cmp.Compare(x.Article, y.Article), cmp.Compare(x.Entity, y.Entity), cmp.Compare(x.Name, y.Name))
	})
	a.Name, a.Kind, a.Party, a.Offices = names.top(), Kind(kinds.top()), parties.top(), offices.all()
	if a.Kind == "" {
		a.Kind = Unknown
	}
	if a.Kind == State {
		a.Party = a.Name
	}
	for f := range forms {
		a.Forms = append(a.Forms, f)
	}
	slices.Sort(a.Forms)
	a.Merged = c.reasons(names.all())
	return a
}

// reasons tells why the nodes of a cluster were taken for one.
func (c *cluster) reasons(names []string) []string {
	var out []string
	if n := articlesOf(c.nodes); n > 1 {
		out = append(out, fmt.Sprintf("the same name in %d articles", n))
	}
	if len(names) > 1 {
		slices.Sort(names)
		out = append(out, "one name in several spellings: "+strings.Join(names, ", "))
	}
	if c.class == person && bare(c.words) && articlesOf(c.nodes) > 1 {
		out = append(out, "the same party in all of them: "+c.party)
	}
	if c.usual {
		out = append(out, "the same party in nearly all articles that tell one: "+c.sided().Party)
	}
	if len(c.joins) > 0 {
		out = append(out, fmt.Sprintf("the surname alone in %d: nobody else in the record has it", articlesOf(c.joins)))
	}
	return out
}

func articlesOf(nodes []*node) int {
	seen := map[string]bool{}
	for _, n := range nodes {
		seen[n.article] = true
	}
	return len(seen)
}

// counts tells in how many articles each of some texts stands.
type counts map[string]map[string]bool

func (c counts) add(text, article string) {
	if c[text] == nil {
		c[text] = map[string]bool{}
	}
	c[text][article] = true
}

// all returns the texts, those of most articles first, then the smaller.
func (c counts) all() []string {
	out := make([]string, 0, len(c))
	for t := range c {
		out = append(out, t)
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(len(c[b])-len(c[a]), cmp.Compare(a, b)) })
	return out
}

// top returns the first of all, "" if there is none.
func (c counts) top() string {
	if all := c.all(); len(all) > 0 {
		return all[0]
	}
	return ""
}
