package extract_test

import (
	"strings"
	"testing"

	"parley/internal/record"
)

func TestSourcesWithoutNamesAreDescribed(t *testing.T) {
	e := load(t)
	for _, c := range []struct {
		text string
		kind record.Kind
		name string
	}{
		{"Harbour pilots said that the bridge would stay open.", record.Group, "Harbour pilots"},
		{"The organizers said that the bridge would stay open.", record.Group, "organizers"},
		{"Many said that the bridge would stay open.", record.Group, "Many"},
		{"A majority of voters said that the bridge would stay open.", record.Group, "A majority of voters"},
		{"A senior official said that the bridge would stay open.", record.Anonymous, "anonymous"},
		{"A friend said that the bridge would stay open.", record.Anonymous, "anonymous"},
		{"One Harbourist said that the bridge would stay open.", record.Anonymous, "anonymous"},
		{"The report said that the bridge would stay open.", record.Unknown, "The report"},
		{"The Duro campaign said that the bridge would stay open.", record.Organization, "Duro campaign"},
		{"Ana Duro arrived on Monday. Her campaign said that the bridge would stay open.", record.Organization, "Ana Duro's campaign"},
		{"The Duro campaign was in town on Monday.\nThe campaign said that the bridge would stay open.", record.Organization, "Duro campaign"},
		{"Critics doubt the plan. They said that the bridge would stay open.", record.Anonymous, "anonymous"},
		{"Ana Duro met harbour pilots, who said that the bridge would stay open.", record.Group, "harbour pilots"},
	} {
		var got []string
		found := false
		for _, s := range e.findings(c.text).Statements {
			got = append(got, string(s.Speaker.Kind)+" "+s.Speaker.Name)
			if strings.Contains(s.Content[0].Text, "the bridge") {
				found = found || s.Speaker.Kind == c.kind && s.Speaker.Name == c.name
			}
		}
		if !found {
			t.Errorf("%s\n got %q, want %s %s", c.text, got, c.kind, c.name)
		}
	}
}
