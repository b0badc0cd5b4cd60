package analysis

import (
	"fmt"
	"testing"

	"parley/internal/record"
)

func TestOfficesAreGatheredOverTime(t *testing.T) {
	role := func(office, kind, tenure, article, day string) record.RoleEntry {
		return record.RoleEntry{Role: record.Role{Office: office, Kind: kind, Of: "Velmark", Tenure: tenure, Rung: record.RungLeader}, Article: article, Day: record.Maybe(day)}
	}
	a := record.Actor{Roles: []record.RoleEntry{
		role("Velmar premier", "prime minister", "", "a", "2031-05-01"), role("Prime Minister", "prime minister", "", "b", "2031-05-09"),
		role("former prime minister", "prime minister", "former", "c", "2032-01-01")}}
	got := fmt.Sprint(Offices(a))
	want := "[{Velmar premier Velmark leader  2031-05-01 2031-05-09 2} {former prime minister Velmark leader former 2032-01-01 2032-01-01 1}]"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestNumbersAreWrittenAsTheyWereClaimed(t *testing.T) {
	up, of := 15.0, 112.0
	for want, f := range map[string]record.Figure{
		"at least 53,655":     {Value: 53655, Bound: "at least"},
		"76 of 112":           {Value: 76, Of: &of},
		"10 to 15 %":          {Value: 10, Upper: &up, Unit: "%"},
		"60,000,000,000 USD":  {Value: 6e10, Unit: "USD"},
		"3.5 %":               {Value: 3.5, Unit: "%"},
		"1,000 each":          {Value: 1000, Unit: "each"},
		"1,234.5 USD per day": {Value: 1234.5, Unit: "USD per day"},
	} {
		if got := Number(f); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
