package extract

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"parley/internal/nn"
)

// ModelKind and ModelVersion are those of the file of learned decisions.
const (
	ModelKind    = "findings"
	ModelVersion = 1
)

// Task is one kind of learned decision.
type Task string

// The decisions.
const (
	TaskType     Task = "type"     // what event a word names: none or one of EventTypes
	TaskStatus   Task = "status"   // done, planned, wanted: one of Statuses
	TaskWho      Task = "who"      // does somebody take part
	TaskWhen     Task = "when"     // is this its date
	TaskWhere    Task = "where"    // is this its place
	TaskEvent    Task = "event"    // is all that is said of the event right
	TaskCue      Task = "cue"      // does a word carry somebody's stand
	TaskTopic    Task = "topic"    // is this the issue of it
	TaskIssue    Task = "issue"    // which issue the words are about: one of Issues
	TaskHolder   Task = "holder"   // is this who holds it
	TaskStance   Task = "stance"   // one of Stances
	TaskPosition Task = "position" // is all that is said of the position right
)

// EventTypes are the labels of TaskType after none.
var EventTypes = []string{
	"agreement", "aid", "attack", "call", "deployment", "exchange", "meeting", "offer",
	"sanction", "statement", "talks", "truce", "violation", "visit", "vote",
}

// Statuses are the labels of TaskStatus.
var Statuses = []string{"occurred", "planned", "proposed", "demanded", "agreed", "claimed", "denied", "declined", "cancelled"}

// Stances are the labels of TaskStance.
var Stances = []string{"supports", "opposes", "conditional", "undecided"}

// Issues are the labels of TaskIssue.
var Issues = []string{
	"ceasefire", "direct-talks", "mediation", "peace-agreement", "territory", "withdrawal", "recognition", "security-guarantees", "peacekeeping",
	"alliance-membership", "arms-limits", "military-aid", "sanctions", "reconstruction", "prisoners", "humanitarian-access", "minority-rights",
	"elections", "justice", "nuclear", "trade", "other",
}

// Tasks lists all decisions with the number of their labels.
func Tasks() map[Task]int {
	return map[Task]int{
		TaskType: 1 + len(EventTypes), TaskStatus: len(Statuses), TaskWho: 1, TaskWhen: 1, TaskWhere: 1, TaskEvent: 1,
		TaskCue: 1, TaskTopic: 1, TaskIssue: len(Issues), TaskHolder: 1, TaskStance: len(Stances), TaskPosition: 1,
	}
}

// decision is the model of one Task.
type decision struct {
	weights *nn.Linear
	unit    float64 // of a score, in nats
}

// Model holds what was learned about findings. It is read-only after loading
// and safe for concurrent use.
type Model struct {
	tasks    map[Task]decision
	clusters map[string]uint16
	namers   map[string]bool // lemmas that were seen to name an event; nil: all may
	carriers map[string]bool // lemmas that were seen to carry a stand; nil: all may
}

// ReadModel reads a model file, whole: a task without weights is an error. Errors wrap nn.ErrCorrupt where it is damaged.
func ReadModel(b []byte) (*Model, error) {
	f, err := nn.Decode(b, ModelKind, ModelVersion)
	if err != nil {
		return nil, err
	}
	m, err := NewModel(f)
	if err != nil {
		return nil, err
	}
	for task := range Tasks() {
		if !m.has(task) {
			return nil, fmt.Errorf("extract: no weights of %s: %w", task, nn.ErrCorrupt)
		}
	}
	return m, nil
}

// NewModel makes a Model of the lists of lemmas "namers" and "carriers" and the sections "clusters" (two bytes for each of the
// lines of "words") and, for each task, its weights and "TASK unit". Tasks may be
// missing: while training, most are not learned yet.
func NewModel(f nn.Model) (*Model, error) {
	m := &Model{tasks: map[Task]decision{}, clusters: map[string]uint16{}, namers: setOf(f.Strings["namers"]), carriers: setOf(f.Strings["carriers"])}
	words, groups := bytes.Split(f.Sections["words"], []byte("\n")), f.Sections["clusters"]
	if len(groups) != 2*len(words) {
		return nil, fmt.Errorf("extract: %d clusters of %d words: %w", len(groups)/2, len(words), nn.ErrCorrupt)
	}
	for i, w := range words {
		m.clusters[string(w)] = 1 + binary.LittleEndian.Uint16(groups[2*i:])
	}
	for task, labels := range Tasks() {
		w, unit := f.Sections[string(task)], f.Sections[string(task)+" unit"]
		if w == nil { // not learned yet
			continue
		}
		bits := uint(0)
		for labels<<bits < len(w) && bits < 26 {
			bits++
		}
		l, err := nn.NewLinear(labels, bits, w)
		if err != nil {
			return nil, fmt.Errorf("extract: %s: %w", task, err)
		}
		if len(unit) != 4 {
			return nil, fmt.Errorf("extract: %s: unit: %w", task, nn.ErrCorrupt)
		}
		n := binary.LittleEndian.Uint32(unit)
		if n == 0 || n > 1<<24 {
			return nil, fmt.Errorf("extract: %s: unit %d: %w", task, n, nn.ErrCorrupt)
		}
		m.tasks[task] = decision{l, float64(n) / 256}
	}
	return m, nil
}

// setOf returns the set of words, nil of none.
func setOf(words []string) map[string]bool {
	if len(words) == 0 {
		return nil
	}
	set := make(map[string]bool, len(words))
	addAll(set, words)
	return set
}

// mayName reports whether a word of that lemma can name an event that no rule knows.
func (m *Model) mayName(lemma string) bool { return m.namers == nil || m.namers[lemma] }

// mayCarry reports whether a word of that lemma can carry a stand that no rule knows.
func (m *Model) mayCarry(lemma string) bool { return m.carriers == nil || m.carriers[lemma] }

func (m *Model) clusterOf(form string) uint16 {
	return m.clusters[form]
}

// has reports whether a task was learned.
func (m *Model) has(t Task) bool { return m.tasks[t].weights != nil }

// yes returns the probability that a decision of two ends is yes.
func (m *Model) yes(t Task, features []nn.Feature) float64 {
	d := m.tasks[t]
	var out [1]int32
	d.weights.Score(features, out[:])
	return nn.Logistic(float64(out[0]) / d.unit)
}

// odds returns the probabilities of the labels of a decision.
func (m *Model) odds(t Task, features []nn.Feature) []float64 {
	d := m.tasks[t]
	scores, p := make([]int32, d.weights.Labels), make([]float64, d.weights.Labels)
	d.weights.Score(features, scores)
	for i, s := range scores {
		p[i] = float64(s) / d.unit
	}
	nn.Softmax(p)
	return p
}

// best returns the index of the highest probability, the first of equals.
func best(p []float64) int {
	b := 0
	for i := range p {
		if p[i] > p[b] {
			b = i
		}
	}
	return b
}
