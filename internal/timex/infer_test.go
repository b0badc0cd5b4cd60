package timex

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"parley/internal/doc"
)

// given is an article for Infer: what is known of its day, and its text.
type given struct{ name, day, text, want, by string }

// clues annotates the articles and collects what they tell.
func clues(t *testing.T, articles []given) []Clues {
	t.Helper()
	a := testAnnotator(t)
	var out []Clues
	for _, g := range articles {
		d := &doc.Doc{Text: g.text}
		if g.day != "" {
			d.Anchor, _ = time.Parse(time.DateOnly, g.day)
		}
		a.Run(d)
		out = append(out, CluesOf(d))
	}
	return out
}

func check(t *testing.T, articles []given) {
	t.Helper()
	all := clues(t, articles)
	for i, w := range Infer(all) {
		if g := articles[i]; day(w.Day) != g.want || w.By != g.by {
			t.Errorf("%s: got %q by %q (%s to %s), want %q by %q", g.name, day(w.Day), w.By, day(w.First), day(w.Last), g.want, g.by)
		}
	}
	order := rand.New(rand.NewPCG(1, 2))
	for range 10 { // any order, the same days
		p := order.Perm(len(all))
		mixed := make([]Clues, len(all))
		for i, k := range p {
			mixed[i] = all[k]
		}
		for i, w := range Infer(mixed) {
			if g := articles[p[i]]; day(w.Day) != g.want {
				t.Errorf("%s in another order: got %q, want %q", g.name, day(w.Day), g.want)
			}
		}
	}
}

// The invented talks of Velmark and Tarsia in spring 2031: 3 June is a Tuesday.
const (
	velmarkJune = "President Ana Duro of Velmark met Tarsian envoy Bren Kole in Port Sel, with Foreign Minister Ilse Vant of Oster looking on. " +
		"Speaking to the Osterian agency Belda, Kole praised Duro and Vant. "
	velmarkTalks = "Velmark and Tarsia, said Ana Duro, have agreed with Bren Kole that Ilse Vant of Oster leads in Port Sel. The agency Belda had it from Kole. "
)

func TestDatelinesTakeTheYearOfLikeArticles(t *testing.T) {
	check(t, []given{
		{"dated", "2031-06-01", velmarkJune, "2031-06-01", ByGiven},
		{"dateline", "", "June 4—With a truce in effect, the sides met. " + velmarkTalks, "2031-06-04", ByYear},
		{"another talk", "", "June 4—The mayor of Grenz, Tor Abend, opened a bridge over the Lune with Ole Sand.", "", ""},
	})
}

func TestDatelinesTakeTheYearOfTheirFullDates(t *testing.T) {
	check(t, []given{
		{"near", "", "June 4—The truce that was signed on May 20, 2031, was broken by Velmark.", "2031-06-04", ByYear},
		{"far", "", "June 4—The pact that was signed on January 20, 2019, was broken by Velmark.", "", ""},
		{"near, but a later year is spoken of", "", "June 4—The pact that was signed on May 20, 2019, was broken. In 2030 it was renewed.", "", ""},
	})
}

func TestDatelinesOfTwoYearsStayApart(t *testing.T) {
	check(t, []given{
		{"new", "2031-06-01", velmarkJune, "2031-06-01", ByGiven},
		{"old", "2029-06-01", velmarkJune, "2029-06-01", ByGiven},
		{"dateline", "", "June 4—With a truce in effect, the sides met. " + velmarkTalks, "", ""},
	})
}

func TestWeekOfAnEventThatAnotherArticleDates(t *testing.T) {
	check(t, []given{
		{"before", "2031-06-01", velmarkTalks + "Duro said that she will meet Kole in Haven on June 5.", "2031-06-01", ByGiven},
		{"after", "", velmarkTalks + "The envoys spoke on Monday. They had met last week, when Duro kept Kole waiting in Haven last week.", "2031-06-09", ByWeek},
	})
}

func TestFirstWeekdayAfterTheLastDateTold(t *testing.T) {
	check(t, []given{
		{"company", "2031-06-01", velmarkTalks, "2031-06-01", ByGiven},
		{"told", "", velmarkTalks + "Duro refused on June 5. Kole answered on Monday.", "2031-06-09", BySequence},
		{"alone", "", "Tor Abend of Grenz refused on June 5. Ole Sand answered on Monday.", "", ""},
		{"no weekday", "", velmarkTalks + "Duro refused on June 5.", "", ""},
		{"too many weekdays", "", velmarkTalks + "Duro refused on June 5. Kole answered on Monday, Vant spoke on Wednesday, and they met on Friday.", "", ""},
	})
}

func TestFullDateOnTheWeekdaySpokenOf(t *testing.T) {
	check(t, []given{
		{"company", "2031-06-01", velmarkTalks, "2031-06-01", ByGiven},
		{"told", "", velmarkTalks + "On Tuesday, Duro refused. She wrote on June 3, 2031, that it was over.", "2031-06-03", ByWeekday},
	})
}

func TestCopiesComeOutTogether(t *testing.T) {
	body := velmarkJune + velmarkTalks + "Nobody would say what the two of them had eaten, nor who had paid for the boat that brought them over the " +
		"strait in the rain, nor why the band had played the wrong anthem twice before it was sent home without a word of thanks."
	check(t, []given{
		{"first", "2031-06-01", body, "2031-06-01", ByGiven},
		{"copy", "", "By our correspondent\n" + body, "2031-06-01", ByCopy},
	})
}

func TestInferNothingFromNothing(t *testing.T) {
	if got := Infer(nil); len(got) != 0 {
		t.Error(got)
	}
	if got := Infer([]Clues{{}, {}}); !slices.Equal(got, []Window{{}, {}}) {
		t.Error(got)
	}
}

func TestWindowsHoldTheirDay(t *testing.T) {
	all := clues(t, []given{
		{"", "2031-06-01", velmarkTalks, "", ""},
		{"", "", velmarkTalks + "Duro refused on June 5. Kole answered on Monday.", "", ""},
	})
	w := Infer(all)[1]
	if day(w.First) != "2031-06-09" || day(w.Last) != "2031-06-15" {
		t.Errorf("got %s to %s", day(w.First), day(w.Last))
	}
}
