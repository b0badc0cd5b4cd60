package extract

import (
	"strings"

	"parley/internal/doc"
	"parley/internal/record"
)

// findRoles lists the offices that the text gives persons: titles before a
// name, appositions after or before it, what they are, became or left, and
// descriptions known to mean them. Each is kept as the text has it.
func (r *reader) findRoles() {
	r.roles, r.sides = make([][]record.Role, len(r.d.Entities)), make([]string, len(r.d.Entities))
	for _, men := range r.d.Mentions {
		if men.Form == doc.Named && men.Entity >= 0 && r.d.Entities[men.Entity].Kind == doc.KindPerson {
			r.titleBefore(men)
			r.appositionAfter(men)
			r.becomes(men)
		}
	}
	told := make([]bool, len(r.roles))
	for e := range r.roles {
		told[e] = len(r.roles[e]) > 0
	}
	for _, men := range r.d.Mentions { // who a description means is less sure than a title
		if men.Form == doc.Nominal && men.Entity >= 0 && r.d.Entities[men.Entity].Kind == doc.KindPerson && !told[men.Entity] {
			r.addRole(men.Entity, men.Range, "")
		}
	}
}

// longestTitle is how many tokens the words for an office may have before a
// name, and longestApposition how many after it.
const (
	longestTitle      = 9
	longestApposition = 16
)

// titleBefore reads "then-Defence Minister NAME", "his new envoy NAME" and
// "the newly appointed envoy, NAME,".
func (r *reader) titleBefore(men doc.Mention) {
	end, s := men.From, r.d.Sentences[r.d.Sentence(men.From)]
	apart := false
	if end > s.From && r.d.Form(end-1) == "," {
		end, apart = end-1, true
		if next := men.To; next < s.To && !strings.Contains(",;:.)", r.d.Form(next)) && r.d.Tokens[next].UPOS != "VERB" && r.d.Tokens[next].UPOS != "AUX" {
			return
		}
	}
	from := end
	for from > s.From && end-from < longestTitle && r.inTitle(from-1) && r.d.Tokens[from].Start-r.d.Tokens[from-1].End <= 2 { // blanked furniture parts
		from--
	}
	for from < end && !r.startsPhrase(from) && r.t.lower(from) != "then" {
		from++
	}
	if from == end || apart && (from == s.From || r.d.Tokens[from-1].UPOS != "DET" && r.d.Tokens[from-1].XPOS != "PRP$" && r.d.Tokens[from-1].UPOS != "PUNCT") && from != s.From {
		return
	}
	r.addRole(men.Entity, doc.Range{From: from, To: end}, "")
}

// inTitle reports whether token i can belong to a title: a noun or its
// modifier, no word of another's name.
func (r *reader) inTitle(i int) bool {
	if m := r.mentionAt[i]; m >= 0 && r.d.Mentions[m].Form == doc.Named && r.d.Mentions[m].Type == doc.Person {
		return i+1 < len(r.d.Tokens) && r.d.Mentions[m].To < len(r.d.Tokens) && r.d.Tokens[r.d.Mentions[m].To].XPOS == "POS"
	}
	tok := r.d.Tokens[i]
	switch tok.UPOS {
	case "NOUN", "PROPN", "ADJ":
		return true
	case "ADV":
		w := r.t.lower(i)
		return w == "then" || strings.HasSuffix(w, "ly")
	case "VERB":
		return r.lex.rungs.tenure[r.t.lower(i)] != "" || tok.XPOS == "VBN" && (r.t.rel(i) == "amod" || r.t.rel(i) == "compound" || r.t.rel(i) == "nmod") || tok.XPOS == "VBN" && i > 0 && r.d.Tokens[i-1].UPOS == "ADV"
	case "PART":
		return tok.XPOS == "POS"
	case "PUNCT":
		return r.isGlued(i)
	}
	return r.lex.rungs.tenure[r.t.lower(i)] != "" || r.t.lower(i) == "ex" || r.t.lower(i) == "vice"
}

// appositionAfter reads "NAME, the former mayor of Orsk," and "NAME, who is
// foreign minister,".
func (r *reader) appositionAfter(men doc.Mention) {
	s := r.d.Sentences[r.d.Sentence(men.From)]
	i := men.To
	if i >= s.To || r.d.Form(i) != "," && r.d.Form(i) != "(" {
		return
	}
	tenure := ""
	for i++; i < s.To; i++ {
		switch w := r.t.lower(i); w {
		case "the", "a", "an", "now", "who", "is", "currently", "its", "his", "her", "their", "serves", "as", "also":
			continue
		case "was", "served":
			tenure = "former"
			continue
		}
		break
	}
	to := i
	for to < s.To && to-i < longestApposition {
		w := r.d.Form(to)
		if w == "who" || w == "which" || w == "that" || w == "whose" || w == "where" || strings.Contains(",;:.()–—“”\"", w) || r.t.finite(to) && r.d.Tokens[to].UPOS != "NOUN" {
			break
		}
		to++
	}
	if to == i || to == s.To && to-i >= longestApposition || r.d.Tokens[i].UPOS == "VERB" {
		return
	}
	for k := i; k < to; k++ { // a title of somebody else
		if m := r.mentionAt[k]; m >= 0 && r.d.Mentions[m].Form == doc.Named && r.d.Mentions[m].Type == doc.Person && r.t.prep(r.d.Mentions[m].Head) == "" && !(r.d.Mentions[m].To < to && r.d.Tokens[r.d.Mentions[m].To].XPOS == "POS") {
			return
		}
	}
	if st, ok := r.lex.rungs.read(r.text(doc.Range{From: i, To: min(to, i+5)})); !ok || st.office == "" {
		return
	}
	r.addRole(men.Entity, doc.Range{From: i, To: to}, tenure)
}

// becomes reads "NAME is the foreign minister", "was named envoy", "resigned as mayor".
func (r *reader) becomes(men doc.Mention) {
	for i := men.From; i < men.To; i++ {
		if h := r.d.Tokens[i].Head; h >= 0 && !men.Has(h) {
			men.Head = i
			break
		}
	}
	h := r.d.Tokens[men.Head].Head
	if h < 0 || r.t.rel(men.Head) != "nsubj" && r.t.rel(men.Head) != "obj" {
		return
	}
	if c := r.t.child(h, "cop"); c >= 0 && r.t.rel(men.Head) == "nsubj" && r.d.Tokens[h].UPOS == "NOUN" && !r.t.negated(h) && !r.t.modal(h) {
		tenure := ""
		if r.d.Tokens[c].XPOS == "VBD" {
			tenure = "former"
		}
		r.addRole(men.Entity, doc.Range{From: r.nounPhrase(h).From, To: h + 1}, tenure)
		return
	}
	verb := r.t.lemma(h) + r.t.particle(h)
	if r.t.negated(h) || r.t.modal(h) || !r.t.isVerb(h) {
		return
	}
	passive := r.t.isPassive(h)
	switch {
	case r.lex.rungs.class["appoints"][verb] && (passive || r.t.rel(men.Head) == "obj" || verb == "become"):
		r.officeUnder(men, h, "new")
	case r.lex.rungs.class["removes"][verb] && (passive || r.t.rel(men.Head) == "obj" || verb == "resign" || verb == "step+down"):
		r.officeUnder(men, h, "former")
	}
}

// officeUnder adds the office that hangs on verb h: "named Duro envoy", "resigned as mayor".
func (r *reader) officeUnder(men doc.Mention, h int, tenure string) {
	r.t.children(h, func(c int) bool {
		if rel := r.t.rel(c); c > h && c != men.Head && r.t.isNoun(c) && (rel == "obj" || rel == "xcomp" || rel == "obl" && r.t.prep(c) == "as") && !r.isNamed(c) {
			np := r.nounPhrase(c)
			r.addRole(men.Entity, doc.Range{From: np.From, To: c + 1}, tenure)
			return false
		}
		return true
	})
}

// addRole adds the office that the tokens of rg tell of an entity, unless the
// text gave it before. tenure is what the words around them tell.
func (r *reader) addRole(e int, rg doc.Range, tenure string) {
	for rg.From < rg.To && (r.d.Tokens[rg.From].UPOS == "DET" || r.d.Tokens[rg.From].XPOS == "PRP$" || r.d.Form(rg.From) == "," || r.t.lower(rg.From) == "then" && tenure == "-") {
		rg.From++
	}
	for rg.From > 0 && rg.To > rg.From && r.d.Form(rg.From) == "-" {
		rg.From-- // "then-minister"
	}
	if rg.From >= rg.To {
		return
	}
	text := r.text(rg)
	st, ok := r.lex.rungs.read(text)
	if !ok || !st.heads || r.lex.rungs.class["none"][st.office] {
		return
	}
	if st.office == "representative" && rg.Len() == 1 { // before a name: of a parliament
		st.rung = string(record.RungLegislator)
	}
	if st.tenure == "new" && r.isNewInName(rg) {
		st.tenure = ""
	}
	if st.tenure == "" && tenure != "" {
		if st.tenure = tenure; tenure == "former" {
			st.rung = string(record.RungMember)
		}
	}
	if st.rung == string(record.RungEnvoy) {
		st.office += r.sentTo(rg)
	}
	role := record.Role{Office: text, Kind: st.office, Rung: record.Rung(st.rung), Tenure: st.tenure, Excludes: r.lex.rungs.excludes(st.office)}
	var kind doc.EntityKind
	role.Of, kind = r.bodyIn(e, rg, role.Rung)
	if role.Rung == record.RungMinister && kind == doc.KindOrganization { // a vice president of a company
		role.Rung = record.RungOfficial
	}
	for _, had := range r.roles[e] {
		if had.Kind == role.Kind && had.Tenure == role.Tenure && (had.Of == role.Of || role.Of == "") {
			return
		}
	}
	if r.sides[e] == "" && kind != doc.KindPlace && role.Tenure != "former" && role.Tenure != "then" && role.Rung != record.RungLocal && r.lex.rungs.class["party"][st.rung] {
		r.sides[e] = role.Of
		for _, w := range officeWords(role.Of) { // whose palace or ministry it is, the words do not tell
			if kind == doc.KindOrganization && r.lex.rungs.class["organ"][w] {
				r.sides[e] = ""
			}
		}
		if state := r.d.Entities[e].Country; kind == doc.KindOrganization && state != "" {
			r.sides[e] = state
		}
	}
	role.Words = r.words(rg)
	r.roles[e] = append(r.roles[e], role)
}

// sentTo returns " to" with the name of where an envoy is sent, "" if the words
// do not tell.
func (r *reader) sentTo(rg doc.Range) string {
	for i := rg.From; i < rg.To; i++ {
		if r.t.lower(i) != "to" {
			continue
		}
		for k := i + 1; k < rg.To && k < i+4; k++ {
			if m := r.mentionAt[k]; m >= 0 && r.d.Mentions[m].Form == doc.Named && r.d.Mentions[m].Entity >= 0 {
				return " to " + r.d.Entities[r.d.Mentions[m].Entity].Name
			}
		}
	}
	return ""
}

// isNewInName reports whether the only "new" of the words is of a name: "New York".
func (r *reader) isNewInName(rg doc.Range) bool {
	for i := rg.From; i < rg.To; i++ {
		if r.t.lower(i) == "new" {
			m := r.mentionAt[i]
			return m >= 0 && r.d.Mentions[m].Form == doc.Named && r.d.Mentions[m].Len() > 1
		}
	}
	return false
}

// bodyIn returns the state, body or place that words for an office name, and
// what it is: the name after "of", the adjective of a state; else the country
// of the person, for offices that make their holder one of it.
func (r *reader) bodyIn(e int, rg doc.Range, rung record.Rung) (string, doc.EntityKind) {
	of, kind := "", doc.EntityKind("")
	for i := rg.From; i < rg.To; i++ {
		if w := r.t.lower(i); w == "to" || w == "and" {
			break
		}
		m := r.mentionAt[i]
		if m < 0 || r.d.Mentions[m].Entity < 0 || r.d.Mentions[m].Entity == e {
			continue
		}
		if owner := i+1 < len(r.d.Tokens) && r.d.Tokens[i+1].XPOS == "POS"; r.d.Mentions[m].Form != doc.Named && !owner { // "the union's secretary"
			continue
		}
		if ent := r.d.Entities[r.d.Mentions[m].Entity]; ent.Kind != doc.KindOther && ent.Kind != doc.KindPerson {
			of, kind = ent.Name, ent.Kind
			if ent.ActsFor != "" { // "Kremlin spokesman": of the state
				of, kind = ent.ActsFor, doc.KindState
			}
		} else if ent.Kind == doc.KindPerson {
			return "", ""
		}
	}
	if of != "" || rung == record.RungAlly || rung == record.RungExpert {
		return of, kind
	}
	return r.d.Entities[e].Country, doc.KindState
}

// partyOfRoles returns the state or body whose office somebody holds, where
// the text tells one and the office makes its holder one of it; "" otherwise.
func (r *reader) partyOfRoles(e int) string {
	if e >= len(r.sides) {
		return ""
	}
	return r.sides[e]
}

// rungs gives everybody in the findings a rung, by the office they are told with.
func (r *reader) rungs() {
	known := map[string]record.Rung{}
	r.out.EachWho(func(w *record.Who) {
		switch w.Kind {
		case record.Person:
		case record.Anonymous:
			w.Rung = record.RungUnnamed
			return
		case record.Organization:
			for _, x := range officeWords(w.Name) {
				if r.lex.rungs.class["organ"][x] {
					w.Rung = record.RungSide
				}
			}
			return
		default:
			return
		}
		if w.Office == "" {
			return
		}
		rung, ok := known[w.Office]
		if !ok {
			rung = record.RungMember
			if st, read := r.lex.rungs.read(w.Office); read {
				rung = record.Rung(st.rung)
			}
			known[w.Office] = rung
		}
		w.Rung = rung
	})
}
