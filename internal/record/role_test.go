package record

import (
	"strings"
	"testing"
)

// titled is an article in which Ana Duro has some titles: "kind of body, tenure".
func titled(id, day string, titles ...string) (Article, Reading) {
	n := Name{Entity: "e1", Name: "Ana Duro", Kind: Person}
	for _, title := range titles {
		head, tenure, _ := strings.Cut(title, ", ")
		kind, body, _ := strings.Cut(head, " of ")
		o := Role{Office: title, Kind: kind, Of: body, Tenure: tenure, Rung: RungLeader}
		switch kind {
		case "president", "prime minister":
			o.Excludes = "president"
		}
		n.Roles = append(n.Roles, o)
	}
	s := Statement{ID: "s1", Speaker: Who{Name: "Ana Duro", Entity: "e1", Kind: Person}}
	return Article{ID: id, Published: Maybe(day)}, Reading{Article: id, Findings: Findings{Names: []Name{n}, Statements: []Statement{s}}}
}

func TestTitlesThatContradictAreFlagged(t *testing.T) {
	for _, c := range []struct {
		name   string
		titles [3][]string // of 1 May, 9 May, and of the next year
		want   string
	}{
		{"one office for all", [3][]string{{"president of Velmark"}, {"president of Velmark"}}, ""},
		{"two offices of one body", [3][]string{{"president of Velmark"}, {"prime minister of Velmark"}}, "president of Velmark | prime minister of Velmark"},
		{"two offices of two bodies", [3][]string{{"president of Velmark"}, {"prime minister of Selvane"}}, ""},
		{"another office a year later", [3][]string{{"president of Velmark"}, nil, {"prime minister of Velmark"}}, ""},
		{"over in one, held in another", [3][]string{{"president of Velmark, former"}, {"president of Velmark"}}, "president of Velmark, former | president of Velmark"},
		{"held, and over a year later", [3][]string{{"president of Velmark"}, nil, {"president of Velmark, former"}}, ""},
		{"over, and a year later held again", [3][]string{{"president of Velmark, former"}, nil, {"president of Velmark, new"}}, ""},
		{"both in one article", [3][]string{{"president of Velmark, former", "president of Velmark"}}, "president of Velmark, former | president of Velmark"},
		{"appointed to another", [3][]string{{"president of Velmark"}, {"prime minister of Velmark, new"}}, ""},
		{"held then", [3][]string{{"president of Velmark, then"}, {"president of Velmark"}}, ""},
		{"another office beside it", [3][]string{{"president of Velmark"}, {"chairperson of Velmark"}}, ""},
	} {
		var articles []Article
		var readings []Reading
		for i, day := range []string{"2031-05-01", "2031-05-09", "2032-05-01"} {
			if c.titles[i] != nil {
				a, r := titled(string(rune('a'+i)), day, c.titles[i]...)
				articles, readings = append(articles, a), append(readings, r)
			}
		}
		rec := Build(articles, readings)
		var got []string
		for _, x := range rec.Actors[0].Clashes {
			got = append(got, x.A.Office+" | "+x.B.Office)
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s: got %q, want %q", c.name, s, c.want)
		}
	}
}

func TestFiguresOfOneThingThatDifferStandSideBySide(t *testing.T) {
	figure := func(v float64, bound, what, about, who string) Figure {
		return Figure{Value: v, Bound: bound, What: what, About: about, Claimant: Who{Name: who, Kind: Organization}}
	}
	articles := []Article{{ID: "a", Published: "2031-05-01"}, {ID: "b", Published: "2031-05-02"}, {ID: "c", Published: "2031-08-02"}}
	rec := Build(articles, []Reading{
		{Article: "a", Findings: Findings{Figures: []Figure{
			figure(12, "", "people killed", "Orsk", "Velmark"), figure(40, "", "drones downed", "Orsk", "Velmark")}}},
		{Article: "b", Findings: Findings{Figures: []Figure{
			figure(19, "", "killed", "Orsk; Velmark", "Selvane"), figure(40, "", "drones downed", "Orsk", "Selvane"), figure(10, "at least", "people killed", "Orsk", "Tidings"),
			figure(70, "", "people killed", "Port Velm", "Tidings")}}},
		{Article: "c", Findings: Findings{Figures: []Figure{figure(30, "", "people killed", "Orsk", "Selvane")}}},
	})
	var got []string
	for _, g := range rec.Figures {
		got = append(got, g.Article+"/"+g.ID+": "+strings.Join(g.Differs, " "))
	}
	want := "a/f1: b/f1; a/f2: ; b/f1: a/f1 b/f3; b/f2: ; b/f3: b/f1; b/f4: ; c/f1: "
	if s := strings.Join(got, "; "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
	if g, ok := rec.Figure("b/f1"); !ok || g.Value != 19 {
		t.Errorf("b/f1 is %+v, %v", g, ok)
	}
	if _, ok := rec.Figure("b/f9"); ok {
		t.Error("a figure that is not there was found")
	}
}
