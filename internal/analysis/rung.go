package analysis

import "parley/internal/record"

// rungOf tells how far somebody speaks for the party: by the office the
// article gives, else by the one that most articles give. Which office speaks
// how far is decided where the article is read, from taxonomy/rungs.txt.
func rungOf(rec *record.Record, e *record.PositionEntry, party string) Rung {
	a, known := rec.Actor(e.Actor)
	kind, name := e.Holder.Kind, e.Holder.Name
	if known {
		kind, name = a.Kind, a.Name
	}
	switch kind {
	case record.State:
		return Itself
	case record.Organization:
		if name == party || e.Holder.Rung == record.RungSide {
			return Itself
		}
	case record.Group:
		if name == party && known {
			return Itself
		}
	case record.Person:
		if e.Holder.Rung != "" {
			return Rung(e.Holder.Rung)
		}
		if known {
			return Rung(a.Rung())
		}
	}
	return Member
}

// order puts rungs in order, the highest first.
func (r Rung) order() int {
	for i, x := range []Rung{Itself, Leader, Spokesman, Envoy, Minister, Official, Legislator, Local, Ally, Expert} {
		if r == x {
			return i
		}
	}
	return 10
}
