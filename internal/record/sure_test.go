package record_test

import (
	"testing"

	"parley/internal/record"
)

func TestUnlikelyFindingsAreLeftOutButForStatementsThatAPositionRestsOn(t *testing.T) {
	f := record.Findings{
		Statements: []record.Statement{{ID: "s1", P: 0.9}, {ID: "s2", P: 0.3}, {ID: "s3", P: 0.3}},
		Positions:  []record.Position{{ID: "p1", Statement: "s3", P: record.LikelyPosition}, {ID: "p2", Statement: "s2", P: 0.1}},
		Events:     []record.Event{{ID: "e1", P: record.LikelyEvent}, {ID: "e2", P: 0.1}},
	}
	got := f.Sure()
	if len(got.Statements) != 2 || got.Statements[0].ID != "s1" || got.Statements[1].ID != "s3" {
		t.Errorf("got %+v, want s1 and s3", got.Statements)
	}
	if len(got.Positions) != 1 || got.Positions[0].ID != "p1" || len(got.Events) != 1 || got.Events[0].ID != "e1" {
		t.Errorf("got %+v and %+v, want p1 and e1", got.Positions, got.Events)
	}
	if len(f.Statements) != 3 || len(f.Positions) != 2 || len(f.Events) != 2 {
		t.Error("the findings themselves were changed")
	}
}
