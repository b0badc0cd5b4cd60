package record_test

import (
	"testing"

	"parley/internal/record"
)

func TestUnlikelyStatementsAreLeftOutUnlessAPositionRestsOnThem(t *testing.T) {
	f := record.Findings{
		Statements: []record.Statement{{ID: "s1", P: 0.9}, {ID: "s2", P: 0.3}, {ID: "s3", P: 0.3}},
		Positions:  []record.Position{{ID: "p1", Statement: "s3"}},
	}
	got := f.Sure(record.Likely)
	if len(got.Statements) != 2 || got.Statements[0].ID != "s1" || got.Statements[1].ID != "s3" {
		t.Errorf("got %+v, want s1 and s3", got.Statements)
	}
	if len(f.Statements) != 3 {
		t.Error("the findings themselves were changed")
	}
}
