package extract

import (
	"slices"
	"strings"

	"parley/internal/doc"
	"parley/internal/nn"
	"parley/internal/record"
)

// Mark is what a reader found in a text, to learn from. Words are code points,
// half-open; At is the first of the word that carries it.
type Mark struct {
	Event      bool
	Start, End int
	At         int

	Type, Status, Place, When string // of an event; When as record.Event.Start, with "/" and the end where there is one
	Who                       []string

	Holder, Issue, Stance, Act, Teller string // of a position
	Condition                          string // code of what is required; "" if nothing is
}

// Lesson is one decision with what would have been right.
type Lesson struct {
	Task     Task
	Features []nn.Feature
	Label    int // for tasks of one label: 0 no, 1 yes
	Finding  any // of TaskEvent and TaskPosition, what is judged: a record.Event or record.Position
}

// Judgement is the feature that tells by whom a finding was found right: a
// reader who was shown it, or what a reader marked without seeing it.
func Judgement(shown bool) nn.Feature { return nn.Mix(1999, flag(shown)) }

// teacher makes lessons of one text.
type teacher struct {
	*reader
	marks []Mark
	of    map[int]int // token of the word of an event's mark to its index in marks
	in    [][]int     // of each token: the marks whose words it is in
	out   []Lesson
}

func (x *Extractor) teacher(d *doc.Doc, marks []Mark) *teacher {
	t := &teacher{reader: x.begin(d), marks: marks, of: map[int]int{}, in: make([][]int, len(d.Tokens))}
	for i := range d.Tokens {
		at := t.ruler.CodePoints(d.Tokens[i].Start)
		for k, m := range marks {
			if at >= m.Start && at < m.End {
				t.in[i] = append(t.in[i], k)
			}
			if m.Event && m.At >= at && m.At < t.ruler.CodePoints(d.Tokens[i].End) {
				t.of[i] = k
			}
		}
	}
	return t
}

// Lessons returns the decisions on d that do not depend on other decisions,
// with the answers that marks give. Marks leave nothing out.
func (x *Extractor) Lessons(d *doc.Doc, marks []Mark) []Lesson {
	t := x.teacher(d, marks)
	t.positionLessons()
	t.eventLessons()
	return t.out
}

// Carrying returns the lemmas of the words at which d's marks of events and of positions stand.
func (x *Extractor) Carrying(d *doc.Doc, marks []Mark) (namers, carriers []string) {
	t := x.teacher(d, marks)
	for i := range d.Tokens {
		if t.eventMark(i) != nil {
			namers = append(namers, t.t.lemma(i))
		}
		if len(t.standsAt(i)) > 0 {
			carriers = append(carriers, t.t.lemma(i))
		}
	}
	return namers, carriers
}

// Judged returns, for all that the extractor finds in d, the lessons on whether
// it is wholly right. The model must not have learned from d.
func (x *Extractor) Judged(d *doc.Doc, marks []Mark) []Lesson {
	t := x.teacher(d, marks)
	t.soundLessons()
	t.course.who, t.course.when = map[string][]string{}, map[string]int{}
	for _, c := range t.candidates(t.learnedType) {
		if c.rule.void {
			continue
		}
		t.learn(&c)
		t.teach(TaskEvent, t.rightFeatures(&c), int(flag(t.isRight(&c))))
		t.out[len(t.out)-1].Finding = c.Event
	}
	return t.out
}

func (t *teacher) teach(task Task, features []nn.Feature, label int) {
	t.out = append(t.out, Lesson{Task: task, Features: features, Label: label})
}

// eventMark returns the mark of an event at token i, nil if there is none.
func (t *teacher) eventMark(i int) *Mark {
	if k, ok := t.of[i]; ok {
		return &t.marks[k]
	}
	return nil
}

func (t *teacher) eventLessons() {
	for i := range t.d.Tokens {
		if !t.isNamer(i) {
			continue
		}
		rule, label := t.eventType(i), 0
		if rule < 0 && (!t.model.mayName(t.t.lemma(i)) || t.isPeaceful(i)) {
			continue
		}
		if m := t.eventMark(i); m != nil {
			label = 1 + slices.Index(EventTypes, m.Type)
		} else if t.isToldBeside(i, rule) {
			continue
		}
		t.teach(TaskType, t.eventFeatures(i, rule), label)
	}
	for _, c := range t.candidates(func(i int) (int, float64) {
		if m := t.eventMark(i); m != nil {
			return t.lex.eventCode(m.Type), 1
		}
		return doc.NoIndex, 0
	}) {
		t.fieldLessons(&c, t.eventMark(c.at))
	}
}

// isToldBeside reports whether token i stands in the words of an event marked at another
// token, whose type the rules give it too: whether it names it is open.
func (t *teacher) isToldBeside(i, rule int) bool {
	for _, k := range t.in[i] {
		if m := t.marks[k]; m.Event && rule >= 0 && t.lex.events[rule].code == m.Type {
			return true
		}
	}
	return false
}

func (t *teacher) fieldLessons(c *candidate, m *Mark) {
	t.teach(TaskStatus, t.statusFeatures(c), slices.Index(Statuses, m.Status))
	here := len(t.namesIn(t.d.Sentences[t.d.Sentence(c.at)]))
	var names []string
	for _, p := range t.people(c) {
		y := isOneOf(p.name, m.Who)
		t.teach(TaskWho, t.whoFeatures(c, p, here), int(flag(y)))
		if y {
			names = append(names, p.name)
		}
	}
	when := doc.NoIndex
	for _, k := range t.dates(c) {
		x := t.d.Times[k]
		y := int(flag(isDay(isoOf(x), m.When)))
		t.teach(TaskWhen, t.whenFeatures(c, k, c.rule.when), y)
		if y == 1 {
			when = k
		}
	}
	t.tell(c, names, when)
	for _, k := range t.places(c.at) {
		name := t.placeWords(k)
		t.teach(TaskWhere, t.whereFeatures(c, k, c.rule.place), int(flag(isPart(name, m.Place))))
	}
}

// isRight reports whether c, with all its fields, is one of the marks.
func (t *teacher) isRight(c *candidate) bool {
	for _, k := range t.in[c.at] {
		m := t.marks[k]
		if m.Event && m.Type == c.Type && m.Status == c.Status && t.rightWho(c, m.Who) && isDay(string(c.Start), m.When) &&
			(c.Place == "" || m.Place == "" || isPart(string(c.Place), m.Place)) {
			return true
		}
	}
	return false
}

func (t *teacher) rightWho(c *candidate, who []string) bool {
	for _, p := range c.Participants {
		if !isOneOf(p.Name, who) {
			return false
		}
	}
	for _, w := range who {
		if !slices.ContainsFunc(c.Participants, func(p record.Participant) bool { return isSame(p.Name, w) }) {
			return false
		}
	}
	return true
}

// isDay reports whether a date as found is the one marked ("2025-05-16/2025-05-18" begins on its first).
func isDay(found, marked string) bool {
	marked, _, _ = strings.Cut(marked, "/")
	return found == marked
}

func isPart(a, b string) bool {
	a, b = strings.ToLower(a), strings.ToLower(b)
	return a != "" && b != "" && (strings.Contains(a, b) || strings.Contains(b, a))
}

func isOneOf(name string, names []string) bool {
	return slices.ContainsFunc(names, func(n string) bool { return isSame(name, n) })
}

// isSame reports whether two names are alike enough to be one's: the same last
// word, and the same first letter where both have more.
func isSame(a, b string) bool {
	x, y := nameWords(a), nameWords(b)
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	if strings.Join(x, " ") == strings.Join(y, " ") {
		return true
	}
	return x[len(x)-1] == y[len(y)-1] && (len(x) == 1 || len(y) == 1 || x[0][0] == y[0][0])
}

func nameWords(s string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !('a' <= r && r <= 'z' || '0' <= r && r <= '9' || r > 127) }) {
		switch w {
		case "the", "of", "president", "prime", "minister", "mr", "ms", "mrs":
		default:
			out = append(out, w)
		}
	}
	return out
}

// positionLessons teaches which words carry a stand, whose, on what and which.
func (t *teacher) positionLessons() {
	t.ruleClaims()
	for _, s := range t.stands() {
		ms := t.standsAt(s.at)
		if len(ms) == 0 {
			if !t.isStandBeside(&s) {
				t.teach(TaskCue, t.cueFeatures(&s), 0)
			}
			continue
		}
		t.teach(TaskCue, t.cueFeatures(&s), 1)
		t.partLessons(&s, ms)
	}
}

// standsAt returns the marks of positions whose word is token i, or an auxiliary of it.
func (t *teacher) standsAt(i int) []*Mark {
	at := t.ruler.CodePoints(t.d.Tokens[i].Start)
	var out []*Mark
	for k := range t.marks {
		m := &t.marks[k]
		if m.Event || at+40 < m.Start || at > m.End+40 {
			continue
		}
		if j := t.tokenAt(m.At, i); j == i || j >= 0 && t.d.Tokens[j].UPOS == "AUX" && t.d.Tokens[j].Head == i {
			out = append(out, m)
		}
	}
	return out
}

// tokenAt returns the token near i that holds code point at, doc.NoIndex if none.
func (t *teacher) tokenAt(at, i int) int {
	for k := max(i-12, 0); k < min(i+12, len(t.d.Tokens)); k++ {
		if at >= t.ruler.CodePoints(t.d.Tokens[k].Start) && at < t.ruler.CodePoints(t.d.Tokens[k].End) {
			return k
		}
	}
	return doc.NoIndex
}

// isStandBeside reports whether s stands in the words of a position marked at another
// word and the rules read that position there too.
func (t *teacher) isStandBeside(s *stand) bool {
	for _, k := range t.in[s.at] {
		m := t.marks[k]
		for _, c := range s.claims {
			if !m.Event && t.isIssue(c.topic.issue, m.Issue) && isSame(c.holder.Name, m.Holder) {
				return true
			}
		}
	}
	return false
}

func (t *teacher) partLessons(s *stand, ms []*Mark) {
	for k, m := range ms {
		if k == 0 || m.Issue != ms[k-1].Issue {
			t.teach(TaskIssue, t.issueFeatures(s.at), slices.Index(Issues, m.Issue))
		}
	}
	for k, x := range s.topics {
		y := 0
		for _, m := range ms {
			if !t.isIssue(x.issue, m.Issue) {
				continue
			}
			y = 1
			rule := record.Stance("")
			if c := s.ruleClaim(x); c != nil {
				rule, x = c.stance, c.topic
			}
			t.teach(TaskStance, t.stanceFeatures(s, x, rule), slices.Index(Stances, m.Stance))
		}
		t.teach(TaskTopic, t.topicFeatures(s, k), y)
	}
	hs := t.keepers(s)
	for _, h := range hs {
		y := 0
		for _, m := range ms {
			if isSame(h.who.Name, m.Holder) || h.who.Kind == record.Anonymous && m.Holder == "anonymous" {
				y = 1
			}
		}
		t.teach(TaskHolder, t.holderFeatures(s, h, len(hs)), y)
	}
}

// soundLessons teaches whether the positions found are wholly right.
func (t *teacher) soundLessons() {
	t.ruleClaims()
	for _, s := range t.stands() {
		p := t.model.yes(TaskCue, t.cueFeatures(&s))
		if p < leastCue && len(s.claims) == 0 {
			continue
		}
		for _, x := range t.readings(&s, p) {
			t.teach(TaskPosition, x.features, int(flag(t.isSound(&x.claim))))
			t.out[len(t.out)-1].Finding = t.positionOf(&x.claim)
		}
	}
}

// isSound reports whether claim c is one of the marks.
func (t *teacher) isSound(c *claim) bool {
	for _, k := range t.in[c.at] {
		m := t.marks[k]
		if !m.Event && t.isIssue(c.topic.issue, m.Issue) && m.Stance == string(c.stance) &&
			(isSame(m.Holder, c.holder.Name) || m.Holder == "anonymous" && c.holder.Kind == record.Anonymous) {
			return true
		}
	}
	return false
}

// isIssue reports whether an issue is the one marked, by a general code: those of
// a profile stand for "other" and what is near it.
func (t *teacher) isIssue(issue int, marked string) bool {
	code := t.lex.issues[issue].code
	if code == marked || slices.Contains(Issues, code) {
		return code == marked
	}
	switch marked {
	case "other", "trade", "sanctions", "nuclear", "arms-limits", "peace-agreement", "ceasefire":
		return true
	}
	return false
}
