package extract_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"parley/internal/doc"
	"parley/internal/record"
)

const (
	strike = "Miners at Doverley voted in a strike ballot on Monday. The pickets will stay, the union said. Wages have not risen for three years. "
	tariff = "Velmar and Selvane are in a trade dispute over an import duty. Velmar has a quota for timber. Exporters fear a trade war. "
)

func TestProfilesReadTheirKindOfTalks(t *testing.T) {
	e := load(t)
	for _, c := range []struct{ text, want string }{
		{strike + "The union rejected a pay freeze.", "union supports pay"},
		{strike + "The union condemned the lockout.", "union opposes lockout"},
		{strike + "The company agreed to a cooling-off period.", "company supports standstill"},
		{strike + "The union opposes compulsory redundancies.", "union supports jobs"},
		{strike + "Management offered to cut the working week.", "Management supports hours"},
		{strike + "The union is against arbitration.", "union opposes arbitration"},
		{tariff + "Selvane rejected the tariff.", "Selvane opposes tariffs"},
		{tariff + "Velmar imposed a duty of 20 percent on Tuesday.", "Velmar supports tariffs"},
		{tariff + "Selvane demanded that Velmar scrap the subsidy.", "Selvane opposes subsidies"},
		{tariff + "Velmar refused to withdraw its countermeasures.", "Velmar supports retaliation"},
		{tariff + "Selvane welcomed a standstill of 60 days.", "Selvane supports standstill"},
	} {
		var got []string
		for _, p := range e.findings(c.text).Positions {
			got = append(got, stands(p))
		}
		if !strings.Contains(strings.Join(got, "; "), c.want) {
			t.Errorf("%s\n   got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestProfilesLeaveOthersAlone(t *testing.T) {
	e := load(t)
	for text, never := range map[string]string{
		"Velmar's drones killed two soldiers in a missile strike on Monday. The army said workers had fled. Velmar agreed to a truce.":                          "standstill",
		"The European Union agreed to lift sanctions. Selvane accepted a ceasefire after the shelling stopped.":                                                 "settlement",
		"The two ministers met in Port Anselm. A company paid for the dinner, and a strike at the airport delayed one of them. Selvane rejected the ceasefire.": "standstill",
	} {
		for _, p := range e.findings(text).Positions {
			if p.Issue == never {
				t.Errorf("%s\n   made %q", text, stands(p))
			}
		}
	}
}

func TestAProfileOfTheUsersOwn(t *testing.T) {
	e := load(t)
	files := fstest.MapFS{
		"water.txt": {Data: []byte("profile water\nissue water-share\nlabel Share of water\nmeans who gets how much\nnoun water_share sluice\npair open : sluice\n")},
		"bad.txt":   {Data: []byte("profile bad\nissue x\nnonsense y\n")},
	}
	x, err := e.x.WithFile(files, "water.txt")
	if err != nil {
		t.Fatal(err)
	}
	d := &doc.Doc{Text: "Selvane demanded a larger water share. Velmar rejected a ceasefire."}
	e.p.Run(d)
	var got []string
	for _, p := range x.Findings(d).Positions {
		got = append(got, stands(p))
	}
	if want := "Selvane supports water-share; Velmar opposes ceasefire"; strings.Join(got, "; ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if _, err := e.x.WithFile(files, "bad.txt"); err == nil || !strings.Contains(err.Error(), "bad.txt line 3") {
		t.Errorf("a bad profile: %v", err)
	}
	if _, ok := e.x.With("no such"); ok {
		t.Error("a profile that is not there was found")
	}
}

func TestEveryIssueOfAProfileSaysWhatItMeans(t *testing.T) {
	e := load(t)
	for _, l := range e.x.IssueLabels() {
		if l[1] == "" {
			t.Errorf("issue %s has no label", l[0])
		}
	}
	if got := strings.Join(e.x.Profiles(), " "); got != "climate hostages labour nuclear trade" {
		t.Errorf("profiles: %s", got)
	}
}

// What no vocabulary names is an issue where it recurs, for and against.
func TestAnObjectInDisputeIsAnIssue(t *testing.T) {
	e := load(t)
	f := e.findings("Velmar demanded a ceasefire. Selvane rejected the ceasefire. Velmar demanded a lighthouse on the cape. Selvane refused the lighthouse.")
	var got []string
	for _, p := range f.Positions {
		if p.Issue == "other" {
			got = append(got, stands(p)+" about "+string(p.About))
		}
	}
	if want := "Velmar supports other about lighthouse; Selvane opposes other about lighthouse"; strings.Join(got, "; ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if f := e.findings("Velmar demanded a ceasefire. Selvane rejected the ceasefire. Velmar demanded a lighthouse on the cape."); count(f, "other") != 0 {
		t.Error("what only one asks for was made an issue")
	}
}

func count(f record.Findings, issue string) int {
	n := 0
	for _, p := range f.Positions {
		if p.Issue == issue {
			n++
		}
	}
	return n
}
