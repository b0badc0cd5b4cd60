package record_test

import (
	"testing"

	"parley/internal/record"
)

func TestEventsHaveTheCodesOfTheField(t *testing.T) {
	for _, c := range []struct{ kind, status, plover, cameo string }{
		{"call", "occurred", "CONSULT", "041"},
		{"talks", "planned", "AGREE", "036"},
		{"truce", "occurred", "RETREAT", "0871"},
		{"truce", "declined", "REJECT", "120"},
		{"sanction", "occurred", "COERCE", "163"},
		{"sanction", "cancelled", "RETREAT", "085"},
		{"aid", "cancelled", "SANCTION", "162"},
		{"attack", "claimed", "ASSAULT", "190"},
		{"attack", "proposed", "THREATEN", "138"},
		{"exchange", "demanded", "REQUEST", "100"},
		{"vote", "occurred", "", ""},
		{"talks", "denied", "", ""},
	} {
		e := record.Event{Type: c.kind, Status: c.status}
		e.Classify()
		if string(e.Plover) != c.plover || string(e.Cameo) != c.cameo {
			t.Errorf("%s %s: got %s %s, want %s %s", c.kind, c.status, e.Plover, e.Cameo, c.plover, c.cameo)
		}
	}
}
