package analysis

import (
	"testing"

	"parley/internal/record"
)

func TestWhatADeedMakesOfAnUndertaking(t *testing.T) {
	for _, c := range []struct {
		name      string
		back, not bool
		kind      string
		status    string
		want      DueState
	}{
		{"will hold talks; they are held", false, false, "talks", "occurred", Met},
		{"will hold talks; they are called off", false, false, "talks", "cancelled", Missed},
		{"will impose sanctions; some are lifted", false, false, "sanction", "cancelled", ""},
		{"will not attend; attends", false, true, "talks", "occurred", Missed},
		{"will not attend; the talks are called off", false, true, "talks", "cancelled", ""},
		{"will suspend the talks; they are called off", true, false, "talks", "cancelled", Met},
		{"will lift the sanctions; they are lifted", true, false, "sanction", "cancelled", Met},
		{"will lift the sanctions; more are imposed", true, false, "sanction", "occurred", ""},
		{"will not lift the sanctions; they are lifted", true, true, "sanction", "cancelled", Missed},
		{"will hold talks; they are planned", false, false, "talks", "planned", ""},
	} {
		if got := becomes(c.back, c.not, &record.Event{Type: c.kind, Status: c.status}); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
