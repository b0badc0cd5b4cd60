package extract

import "parley/internal/doc"

// pronounTopics returns what "it", "this" or "that" can stand for: the last
// issue named in the same or the previous sentence; for a relative pronoun its antecedent.
func (r *reader) pronounTopics(i, depth int) []topic {
	switch r.t.lower(i) {
	case "which", "that":
		for h, step := r.d.Tokens[i].Head, 0; h >= 0 && step < 4; h, step = r.d.Tokens[h].Head, step+1 {
			if r.d.Tokens[h].Rel == "acl:relcl" {
				return r.topicsAt(r.d.Tokens[h].Head, depth-1)
			}
		}
		for k := i - 1; k >= max(i-8, 0); k-- {
			if t, ok := r.namedAt(k); ok && r.t.isNoun(k) {
				return []topic{t}
			}
		}
		return nil
	case "them", "these":
		if h := r.d.Tokens[i].Head; h >= 0 && !r.decides(h) { // "want to help them"
			return nil
		}
		return r.lastTopic(i)
	case "it", "this":
		return r.lastTopic(i)
	}
	return nil
}

// decides reports whether h is a word by which a thing negotiated is done, had
// or answered, so that a pronoun under it can stand for one.
func (r *reader) decides(h int) bool {
	lem := r.t.lemma(h)
	_, verb := r.lex.verbs[lem]
	if verb || r.lex.is("empty", lem) || r.lex.is("reverses", lem) || r.t.rel(h) == "nmod" {
		return true
	}
	for k := range r.lex.issues {
		if r.lex.issues[k].against[lem] {
			return true
		}
	}
	return false
}

// lastTopic returns the issue that a pronoun at i can stand for: of those named
// before it in the same and the previous sentence the nearest that is subject,
// object or verb of its clause, else the nearest; nil if there is none.
func (r *reader) lastTopic(i int) []topic {
	s := r.d.Sentence(i)
	from := r.d.Sentences[max(s-1, 0)].From
	var weak []topic
	for k := i - 1; k >= from; k-- {
		t, ok := r.namedAt(k)
		if !ok {
			continue
		}
		switch r.t.rel(k) {
		case "nsubj", "obj", "root", "xcomp", "ccomp", "conj":
			return []topic{t}
		}
		if weak == nil {
			weak = []topic{t}
		}
	}
	return weak
}

// namedAt returns the issue that token k itself names, as head of a noun phrase or as verb.
func (r *reader) namedAt(k int) (topic, bool) {
	if r.t.isVerb(k) {
		if is, ok := r.lex.issueVerbs[r.t.lemma(k)+r.t.particle(k)]; ok && !r.exceptObject(k) && r.borneOut(is.issue, 1) {
			return topic{issue: is.issue, sign: is.sign(), at: k}, true
		}
		return topic{}, false
	}
	if !r.t.isNoun(k) || r.t.rel(k) == "compound" {
		return topic{}, false
	}
	return r.issueOf(k)
}

// about returns the words for the object of a topic, without determiner:
// "30-day ceasefire". It is "" where only the verb names the issue ("cede
// land") and its noun says nothing of its own.
func (r *reader) about(t topic) string {
	if r.t.isVerb(t.at) {
		return ""
	}
	if t.named.Len() == 0 { // named by a pair
		np := r.nounPhrase(t.at)
		for i := np.From; i < np.To; i++ {
			if u := r.d.Tokens[i].UPOS; u == "PROPN" || u == "NUM" {
				return r.text(r.object(t))
			}
		}
		return ""
	}
	return r.text(r.object(t))
}

// object returns the words for the object of a noun topic.
func (r *reader) object(t topic) doc.Range {
	rg := r.nounPhrase(t.at)
	if t.named.To > t.named.From {
		rg = union(rg, t.named)
	}
	for rg.From < t.at && !nounish(r.d.Tokens[rg.From].UPOS) && r.d.Tokens[rg.From].UPOS != "VERB" || r.d.Tokens[rg.From].UPOS == "DET" && rg.From < t.at {
		rg.From++
	}
	for i := rg.From; i < t.at; i++ { // "a truce first, talks": a list is no object
		if r.d.Form(i) == "," && r.t.isNoun(max(i-1, 0)) || r.t.lower(i) == "first" {
			rg.From = i + 1
		}
	}
	return rg
}

// subIssue returns the sub-issue that the words at t name, "" if none.
func (r *reader) subIssue(t topic) string {
	is := r.lex.issues[t.issue]
	rg := r.object(t)
	for i := rg.From; i < rg.To; i++ {
		for _, p := range is.subs[r.t.lemma(i)] {
			if _, ok := r.matches(p.lemmas, i); ok {
				return is.subCodes[p.of]
			}
		}
	}
	return ""
}
