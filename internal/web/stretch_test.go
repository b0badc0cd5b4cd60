package web

import (
	"strings"
	"testing"
)

func TestLongArticlesAreShownInParts(t *testing.T) {
	v := invent(t, "Long", "2031-01-01", "Long", strings.Repeat("é", partSize+7)+"They agreed."+strings.Repeat("\nx", 5))
	v.event("agreement", "agreed", "", "They agreed")
	h := New(filled(t, v), Options{})
	href := articleHref(v.art.ID)
	one, two := textOf2(t, get(t, h, href).Body.String()), textOf2(t, get(t, h, href+"?part=2").Body.String())
	if one+two != v.art.Text {
		t.Errorf("the parts, %d and %d bytes, are not the text", len(one), len(two))
	}
	if body := get(t, h, "/timeline").Body.String(); !strings.Contains(body, href+"?part=2#e1") {
		t.Error("the event's link does not lead to its part")
	}
	if body := get(t, h, href+"?part=2").Body.String(); !strings.Contains(body, `<span id="e1">`) || !strings.Contains(body, `id="n-e1"`) {
		t.Error("the event is not in its part")
	}
	if w := get(t, h, href+"?part=3"); w.Code != 400 {
		t.Errorf("part 3 of 2: status %d", w.Code)
	}
}

// textOf2 is textOf for a page with links to other parts behind the text.
func textOf2(t *testing.T, body string) string {
	t.Helper()
	_, body, ok := strings.Cut(body, `<div class="text"`)
	_, body, ok2 := strings.Cut(body, ">")
	body, _, ok3 := strings.Cut(body, "</div>\n")
	if !ok || !ok2 || !ok3 {
		t.Fatal("no text element")
	}
	return strings.ReplaceAll(anyTag.ReplaceAllString(body, ""), "&#39;", "'")
}
