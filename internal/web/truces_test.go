package web

import (
	"html"
	"strings"
	"testing"

	"parley/internal/record"
)

// halted is an article with a truce that is declared and said to be broken, and a commitment.
func halted(t *testing.T) *inventor {
	v := invent(t, "North Wire", "2031-03-06", "The harbour truce", "Orlane declared a four-day truce. The truce was broken, Velmar says. Orlane promised to sign by March 8.")
	v.f.Truces = append(v.f.Truces,
		record.TruceMention{ID: "t1", Truce: "4-day truce", Step: "declared", Status: "occurred", Actors: []record.Who{orlane}, Days: 4, Start: "2031-03-07",
			Noun: v.words("four-day truce"), Evidence: v.words("Orlane declared a four-day truce")},
		record.TruceMention{ID: "t2", Truce: "truce", Same: "t1", Step: "broken", Status: "claimed", Actors: []record.Who{orlane}, Tellers: []record.Who{{Name: "Velmar", Kind: record.State}},
			Evidence: v.words("The truce was broken")})
	v.f.Commitments = append(v.f.Commitments, record.Commitment{ID: "c1", Actor: orlane, Action: "to sign by March 8", Issue: "peace-agreement", Due: "2031-03-08", Evidence: v.words("Orlane promised to sign by March 8")})
	return v
}

func TestTrucesAndCommitmentsAreShownWithTheirWords(t *testing.T) {
	h := New(filled(t, append(coverage(t), halted(t))...), Options{})
	for path, wants := range map[string][]string{
		"/truces": {"1 truce", "4-day truce", "declared by Orlane", "Velmar accuses Orlane of breaking it", "Orlane declared a four-day truce", "Declared is not agreed"},
		"/due":    {"1 commitment", "Orlane", "to sign by March 8", "due passed, not told"},
	} {
		text := shownAt(t, h, path)
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %q:\n%s", path, want, text)
			}
		}
		for _, m := range hrefAttr.FindAllStringSubmatch(get(t, h, path).Body.String(), -1) {
			page, id, _ := strings.Cut(html.UnescapeString(m[1]), "#")
			if strings.HasPrefix(page, "/articles/") && id != "" && !strings.Contains(get(t, h, page).Body.String(), ` id="`+id+`"`) {
				t.Errorf("%s: nothing at %s", path, m[1])
			}
		}
	}
	if body := get(t, h, "/api/truces").Body.String(); !strings.Contains(body, `"step":"broken","status":"claimed","who":["Orlane"],"teller":["Velmar"]`) {
		t.Errorf("/api/truces: %s", body)
	}
	if body := get(t, h, "/api/due").Body.String(); !strings.Contains(body, `"due":"2031-03-08"`) {
		t.Errorf("/api/due: %s", body)
	}
	if text := shownAt(t, h, "/truces?asof=2031-03-01"); !strings.Contains(text, "0 truces") {
		t.Errorf("a day before the article shows its truce:\n%s", text)
	}
}
