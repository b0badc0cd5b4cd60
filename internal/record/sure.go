package record

import "slices"

// Likely is the probability from which a statement goes into the record. What
// lies below is mostly told acts and thoughts that annotators disagree on;
// `parley annotate` shows them, with their probability.
const Likely = 0.4

// Sure returns f without the statements under the probability least that no
// position rests on. f is not changed.
func (f Findings) Sure(least float64) Findings {
	rests := map[string]bool{}
	for _, p := range f.Positions {
		rests[string(p.Statement)] = true
	}
	f.Statements = slices.DeleteFunc(slices.Clone(f.Statements), func(s Statement) bool { return s.P < least && !rests[s.ID] })
	return f
}
