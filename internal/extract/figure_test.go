package extract_test

import (
	"fmt"
	"strings"
	"testing"

	"parley/internal/record"
)

// counts writes a figure as a test case does: "at least 76 of 112 drones downed, Ana Duro".
func counts(f record.Figure) string {
	s := fmt.Sprint(f.Value)
	if f.Upper != nil {
		s += fmt.Sprint("-", *f.Upper)
	}
	if f.Of != nil {
		s += fmt.Sprint(" of ", *f.Of)
	}
	if f.Bound != "" {
		s = f.Bound + " " + s
	}
	if f.Unit != "" {
		s += " " + string(f.Unit)
	}
	return s + " (" + f.What + ") " + f.Claimant.Name
}

func TestFiguresAreRead(t *testing.T) {
	e := load(t)
	for _, c := range []struct{ text, want string }{
		{"Ana Duro said the air force had shot down 76 of 112 drones.", "76 of 112 (drones downed) Ana Duro"},
		{"Ana Duro said they would exchange 1,000 prisoners each.", "1000 each (prisoners exchanged) Ana Duro"},
		{"“A 20% tariff is too much,” Tomas Reyl said.", "20 % (tariff) Tomas Reyl"},
		{"Tomas Reyl said $60bn in aid would be needed.", "6e+10 USD (aid) Tomas Reyl"},
		{"Tomas Reyl said between 10 and 15% of nurses had walked out.", "10-15 % (nurses) Tomas Reyl"},
		{"Ana Duro said at least 12 people were killed and 30 injured.", "at least 12 (people killed) Ana Duro; 30 (injured) Ana Duro"},
		{"Ana Duro said the death toll rose to 53,655.", "53655 (death toll) Ana Duro"},
		{"Tomas Reyl said one in five homes were hit.", "1 of 5 (homes hit) Tomas Reyl"},
		{"Tomas Reyl said more than 2.5 million people had fled.", "at least 2.5e+06 (people fled) Tomas Reyl"},
		{"Ana Duro said a $60 billion (€55 billion) fund was ready.", "6e+10 USD (fund) Ana Duro; 5.5e+10 EUR (fund) Ana Duro"},
		{"Tomas Reyl said 4.1 billion crowns in aid were ready.", "4.1e+09 crowns (aid) Tomas Reyl"},
		{"Tomas Reyl said five or six shots were fired.", "5-6 (shots fired) Tomas Reyl"},
		{"Ana Duro said the two sides would meet for 30 days under Resolution 12.", ""},
		{"Ana Duro, 45, flew in an F-16 to Orsk on May 12.", ""},
		{"Two people close to the talks said Orsk would be spared.", ""},
		{"Ana Duro denied that 40 soldiers were killed.", ""},
	} {
		var got []string
		for _, f := range e.findings(c.text).Figures {
			got = append(got, counts(f))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, s, c.want)
		}
	}
}
