package record

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
)

// fullClusters gathers those of the same full name, and bodies of the same
// name, unless something sets them apart. Of namesakes of different parties,
// those whose party an article does not tell stay by themselves, but where
// nearly all articles that tell one tell the same.
func fullClusters(nodes []*node) []*cluster {
	groups := map[string][]*node{}
	for _, n := range nodes {
		if n.class != person || !bare(n.words) {
			key := string(n.class) + " " + n.key
			groups[key] = append(groups[key], n)
		}
	}
	var out []*cluster
	for _, key := range slices.Sorted(maps.Keys(groups)) {
		out = append(out, split(groups[key])...)
	}
	return out
}

// split parts namesakes by party.
func split(group []*node) []*cluster {
	c := &cluster{class: group[0].class, words: group[0].words}
	parties := map[string]*cluster{}
	for _, n := range group {
		if n.Kind == State { // there is one state of a name
			c.nodes = group
			return []*cluster{c}
		}
		if p := n.side; p != "" && parties[p] == nil {
			parties[p] = &cluster{class: c.class, words: c.words, party: p}
		}
	}
	if len(parties) <= 1 {
		c.nodes = group
		return []*cluster{c}
	}
	var out []*cluster
	alone := map[string]*cluster{}
	usual := parties[usualParty(group)]
	if usual != nil {
		usual.usual = true
	}
	for _, n := range group {
		to := parties[n.side]
		if n.side == "" && usual != nil {
			to = usual
		}
		if to == nil {
			if to = alone[n.article]; to == nil {
				to = &cluster{class: c.class, words: c.words, only: n.article}
				alone[n.article] = to
			}
		}
		to.nodes = append(to.nodes, n)
	}
	for _, p := range slices.Sorted(maps.Keys(parties)) {
		out = append(out, parties[p])
	}
	for _, article := range slices.Sorted(maps.Keys(alone)) {
		out = append(out, alone[article])
	}
	return out
}

// A party is the usual one of a name where at least usualArticles articles
// tell it, and usualTimes as many as tell any other.
const (
	usualArticles = 3
	usualTimes    = 4
)

// usualParty returns the folded party that nearly all articles tell; "" if
// there is none. A slip in one article does not part the others.
func usualParty(group []*node) string {
	told := map[string]map[string]bool{}
	total := 0
	for _, n := range group {
		if n.side == "" || told[n.side][n.article] {
			continue
		}
		if told[n.side] == nil {
			told[n.side] = map[string]bool{}
		}
		told[n.side][n.article] = true
		total++
	}
	for side, articles := range told { // at most one can pass
		if k := len(articles); k >= usualArticles && k >= usualTimes*(total-k) {
			return side
		}
	}
	return ""
}

// bareClusters places those of whom an article gives the surname alone. One
// joins a full name where nobody else of the surname is in the record and the
// parties do not differ; that it joins is noted in the cluster of the full name.
func bareClusters(nodes []*node, full []*cluster) []*cluster {
	named := bySurname(full)
	groups := map[string]*cluster{}
	for _, n := range nodes {
		if n.class != person || !bare(n.words) {
			continue
		}
		if who := only(named[n.key]); who != nil && !contradict(n, who.sided()) {
			who.joins = append(who.joins, n)
			continue
		}
		c := &cluster{class: person, words: n.words, party: n.side}
		if c.party == "" {
			c.only = n.article
		}
		key := n.key + "\x00" + c.party + "\x00" + c.only
		if groups[key] == nil {
			groups[key] = c
		}
		groups[key].nodes = append(groups[key].nodes, n)
	}
	var out []*cluster
	for _, key := range slices.Sorted(maps.Keys(groups)) {
		out = append(out, groups[key])
	}
	return out
}

// only returns the one person of a surname: the one of full name, or of those
// of one full name the one of the usual party; nil if there are several.
func only(who []*cluster) *cluster {
	var found *cluster
	for _, c := range who {
		if strings.Join(c.words, " ") != strings.Join(who[0].words, " ") {
			return nil
		}
		if len(who) == 1 || c.usual {
			found = c
		}
	}
	return found
}

// bySurname lists the persons of full name by how they are called for short:
// by surname, and by what an article calls them after giving the full name.
func bySurname(full []*cluster) map[string][]*cluster {
	named := map[string][]*cluster{}
	for _, c := range full {
		if c.class != person || !c.wellFormed() {
			continue
		}
		for _, key := range c.shorts() {
			named[key] = append(named[key], c)
		}
	}
	return named
}

// wellFormed reports whether an article has the name with nothing in it but
// letters and what belongs to a name: "Photo ) Duro" is none.
func (c *cluster) wellFormed() bool {
	return slices.ContainsFunc(c.nodes, func(n *node) bool {
		return strings.IndexFunc(n.Name.Name, func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsMark(r) && !strings.ContainsRune(" .-’'‘ʼ`", r)
		}) < 0
	})
}

// shorts returns the short forms of a full name, each once. A junior is
// called so for short too.
func (c *cluster) shorts() []string {
	if last := c.words[len(c.words)-1]; generations[last] {
		return []string{surname(c.words) + " " + last}
	}
	out := map[string]bool{surname(c.words): true}
	for i := 1; i < len(c.words)-1; i++ {
		if particles[c.words[i]] {
			out[strings.Join(c.words[i:], " ")] = true
		}
	}
	for _, n := range c.nodes {
		for _, f := range n.Forms {
			if words := fold(f); len(words) == 1 && slices.Contains(c.words, words[0]) {
				out[words[0]] = true
			}
		}
	}
	delete(out, "")
	return slices.Sorted(maps.Keys(out))
}

// sided returns the first node of a cluster that tells a party, else one
// without; all that tell one tell the same.
func (c *cluster) sided() *node {
	for i := 0; c.first == nil; i++ {
		if i == len(c.nodes)-1 || c.nodes[i].side != "" {
			c.first = c.nodes[i]
		}
	}
	return c.first
}

// contradict reports whether the parties of two are known and differ.
func contradict(a, b *node) bool { return a.side != "" && b.side != "" && a.side != b.side }

// mostNamesakes is how many of one surname are compared with one another: of
// a common surname it says nothing.
const mostNamesakes = 40

// namesakes notes who may be one and was not merged: those of one surname
// with something in common, that no article names beside each other.
func namesakes(clusters []*cluster) {
	groups := map[string][]*cluster{}
	for _, c := range clusters {
		switch {
		case c.class == person && bare(c.words):
			key := strings.Join(c.words, " ")
			groups[key] = append(groups[key], c)
			groups["\x01"+key] = append(groups["\x01"+key], c)
		case c.class == person:
			for _, key := range c.shorts() {
				groups[key] = append(groups[key], c)
			}
		case c.class == body && c.nodes[0].Kind == State:
			key := "\x01" + strings.Join(c.words, " ")
			groups[key] = append(groups[key], c)
		case c.class == body && (c.party != "" || c.only != ""):
			key := "\x00" + strings.Join(c.words, " ")
			groups[key] = append(groups[key], c)
		}
	}
	noted := map[[2]string]bool{}
	for _, key := range slices.Sorted(maps.Keys(groups)) {
		group := groups[key]
		named := slices.ContainsFunc(group, func(c *cluster) bool { return !bare(c.words) })
		for i := 0; i < len(group) && len(group) <= mostNamesakes; i++ {
			for j := i + 1; j < len(group); j++ {
				if named && bare(group[i].words) && bare(group[j].words) && key[0] > 1 {
					continue // what matters is which of the full names they are
				}
				pair := [2]string{group[i].id(), group[j].id()}
				if !noted[pair] {
					noted[pair] = true
					compare(group[i], group[j])
				}
			}
		}
	}
	for _, c := range clusters {
		slices.SortFunc(c.doubt, func(x, y Doubt) int { return cmp.Compare(x.Actor, y.Actor) })
	}
}

// compare notes with both what speaks for their being one, and against it, if
// enough speaks for it.
func compare(a, b *cluster) {
	if a.class != b.class {
		pro, con := []string{"the same name"}, []string{"one article has a person of the name, another a state"}
		a.doubt, b.doubt = append(a.doubt, Doubt{b.id(), pro, con}), append(b.doubt, Doubt{a.id(), pro, con})
		return
	}
	same := strings.Join(a.words, " ") == strings.Join(b.words, " ")
	short := a.class == person && bare(a.words) != bare(b.words)
	beside := together(a, b)
	differ := contradict(a.sided(), b.sided())
	if differ && !(same && a.class == person) || beside && !short {
		return
	}
	pro := []string{"the same surname: " + strings.Join(firstTwo(lastName(a), lastName(b)), ", ")}
	if same {
		pro = []string{"the same name"}
	}
	var con []string
	strong := same || short
	if differ {
		con = append(con, "the parties differ: "+strings.Join(firstTwo(a.sided().Party, b.sided().Party), ", "))
	} else if a.sided().side != "" && b.sided().side != "" {
		pro, strong = append(pro, "the same party: "+a.sided().Party), true
	} else {
		con = append(con, "not every article tells the party")
	}
	if office := sharedOffice(a, b); office != "" {
		pro, strong = append(pro, "a like office: "+office), true
	}
	if !same && !short {
		x, y := a.words[0], b.words[0]
		con = append(con, "the first names differ: "+strings.Join(firstTwo(firstName(a), firstName(b)), ", "))
		if apart(x, y, 2) <= 2 && len(x) > 3 && len(y) > 3 {
			pro, strong = append(pro, "the first names are alike"), true
		}
	}
	if short {
		con = append(con, "an article gives the surname alone, and the record does not tell whose it is")
	}
	if beside {
		con = append(con, "an article names both")
	}
	if strong {
		a.doubt = append(a.doubt, Doubt{b.id(), pro, con})
		b.doubt = append(b.doubt, Doubt{a.id(), pro, con})
	}
}

// written returns the words of a cluster's name as an article writes it.
func (c *cluster) written() []string {
	return strings.Fields(slices.MinFunc(c.nodes, func(x, y *node) int { return cmp.Compare(x.Name.Name, y.Name.Name) }).Name.Name)
}

// firstName returns the first word of a cluster's name as an article writes it.
func firstName(c *cluster) string { return c.written()[0] }

// lastName returns the last word of a cluster's name as an article writes it.
func lastName(c *cluster) string {
	words := c.written()
	return words[len(words)-1]
}

// firstTwo returns two texts in order, one if they are the same.
func firstTwo(a, b string) []string {
	out := []string{a, b}
	slices.Sort(out)
	return slices.Compact(out)
}

// together reports whether one article names both.
func together(a, b *cluster) bool {
	if a.in == nil {
		a.in = map[string]bool{}
		for _, n := range a.nodes {
			a.in[n.article] = true
		}
	}
	for _, n := range b.nodes {
		if a.in[n.article] {
			return true
		}
	}
	return false
}

// offices returns the words that tell what the offices of a cluster are.
func (c *cluster) offices() map[string]bool {
	if c.heads == nil {
		c.heads = map[string]bool{}
		for _, n := range c.nodes {
			for _, o := range n.Offices {
				if h := officeHead(o); h != "" {
					c.heads[h] = true
				}
			}
		}
	}
	return c.heads
}

// sharedOffice returns an office word that both have, the smallest; "" if none.
func sharedOffice(a, b *cluster) string {
	found := ""
	for h := range b.offices() {
		if a.offices()[h] && (found == "" || h < found) {
			found = h
		}
	}
	return found
}
