package record

import "slices"

// The probabilities from which findings go into the record: what lies below is
// more often wrong than worth an analyst's time. `parley annotate` shows it all,
// with its probability. A statement's is that of being one at all, as annotators
// agree; a position's and an event's is that of being right in every field.
const (
	Likely         = 0.4 // statements
	LikelyPosition = 0.3
	LikelyEvent    = 0.3
)

// Sure returns f without what is less likely than the record wants: events,
// positions, and statements that no position rests on. f is not changed.
func (f Findings) Sure() Findings {
	f.Positions = slices.DeleteFunc(slices.Clone(f.Positions), func(p Position) bool { return p.P < LikelyPosition })
	f.Events = slices.DeleteFunc(slices.Clone(f.Events), func(e Event) bool { return e.P < LikelyEvent })
	rests := map[string]bool{}
	for _, p := range f.Positions {
		rests[string(p.Statement)] = true
	}
	f.Statements = slices.DeleteFunc(slices.Clone(f.Statements), func(s Statement) bool { return s.P < Likely && !rests[s.ID] })
	return f
}
