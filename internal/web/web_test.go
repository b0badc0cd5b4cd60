package web

import (
	"encoding/json"
	"html"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"parley/internal/source"
)

// everyPage lists one address of every kind of page over the coverage.
func everyPage(all []*inventor) []string {
	paths := []string{"/", "/?rows=all", "/?asof=2031-03-05", "/timeline", "/timeline?kind=event", "/statements", "/positions", "/search", "/search?q=truce",
		"/search?q=nosuchword", "/articles", "/actors", "/proposals", "/truces", "/truces?asof=2031-03-01", "/due", "/sources", "/api", "/nowhere", "/articles/00000000", "/actors/nobody", "/?asof=tomorrow"}
	for _, v := range all {
		paths = append(paths, articleHref(v.art.ID))
	}
	return paths
}

var (
	tagH1    = regexp.MustCompile(`<h1[ >]`)
	idAttr   = regexp.MustCompile(` id="([^"]*)"`)
	hrefAttr = regexp.MustCompile(` href="([^"]*)"`)
	textDiv  = regexp.MustCompile(`(?s)<div class="text"[^>]*>(.*?)</div>\n<aside`)
	anyTag   = regexp.MustCompile(`<[^>]*>`)
)

func TestEveryPageHasTitleLanguageLandmarksAndOneHeading(t *testing.T) {
	all := coverage(t)
	for name, h := range map[string]http.Handler{
		"filled": New(filled(t, all...), Options{Dossier: "Orlane and Brask"}),
		"empty":  New(filled(t), Options{}),
	} {
		for _, path := range everyPage(all) {
			body := get(t, h, path).Body.String()
			for _, want := range []string{"<!DOCTYPE html>", `<html lang="en">`, "<title>", "<header", "<nav aria-label=", `<main id="main"`, "<footer"} {
				if !strings.Contains(body, want) {
					t.Errorf("%s, %s: no %s", name, path, want)
				}
			}
			if n := len(tagH1.FindAllString(body, -1)); n != 1 {
				t.Errorf("%s, %s: %d main headings", name, path, n)
			}
			ids := map[string]bool{}
			for _, m := range idAttr.FindAllStringSubmatch(body, -1) {
				if ids[m[1]] || m[1] == "" {
					t.Errorf("%s, %s: id %q twice or empty", name, path, m[1])
				}
				ids[m[1]] = true
			}
			for _, bad := range []string{"<style", " style=", "<script>", "onclick", "ZgotmplZ", "<nil>", "%!"} {
				if strings.Contains(body, bad) {
					t.Errorf("%s, %s: has %s", name, path, bad)
				}
			}
		}
	}
}

func TestEveryLinkLeadsSomewhere(t *testing.T) {
	h := New(filled(t, coverage(t)...), Options{})
	seen := map[string]bool{}
	queue := []string{"/"}
	for len(queue) > 0 && len(seen) < 400 {
		path := queue[0]
		queue = queue[1:]
		if seen[path] {
			continue
		}
		seen[path] = true
		w := get(t, h, path)
		if w.Code != http.StatusOK {
			t.Errorf("%s: status %d", path, w.Code)
			continue
		}
		body := w.Body.String()
		for _, m := range hrefAttr.FindAllStringSubmatch(body, -1) {
			to := html.UnescapeString(m[1])
			page, fragment, _ := strings.Cut(to, "#")
			switch {
			case strings.HasPrefix(to, "https://"):
				continue
			case page == "" && !strings.Contains(body, ` id="`+fragment+`"`):
				t.Errorf("%s: nothing at #%s", path, fragment)
			case strings.HasPrefix(page, "/"):
				queue = append(queue, page)
				if fragment != "" && strings.HasPrefix(page, "/articles/") && !strings.Contains(get(t, h, page).Body.String(), ` id="`+fragment+`"`) {
					t.Errorf("%s: nothing at %s", path, to)
				}
			}
		}
	}
	if len(seen) < 15 {
		t.Errorf("only %d pages are linked", len(seen))
	}
}

func TestOnlyLoopbackNamesAreAnswered(t *testing.T) {
	h := New(filled(t), Options{})
	for host, want := range map[string]int{
		"localhost": 200, "localhost:8080": 200, "LOCALHOST:1": 200, "127.0.0.1": 200, "127.0.0.1:8080": 200, "[::1]": 200, "[::1]:8080": 200,
		"": 403, "parley.example": 403, "parley.example:8080": 403, "127.0.0.1.example": 403, "localhost.example:8080": 403, "10.0.0.1": 403, "::1": 403, "[::2]:80": 403,
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Host = host
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("host %q: status %d, want %d", host, w.Code, want)
		}
		if w.Header().Get("Content-Security-Policy") == "" {
			t.Errorf("host %q: no content security policy", host)
		}
	}
}

func TestNothingCanBeChanged(t *testing.T) {
	h := New(filled(t), Options{})
	for _, origin := range []string{"", "https://elsewhere.example"} {
		r := httptest.NewRequest(http.MethodPost, "http://localhost/statements", strings.NewReader("a=b"))
		if origin != "" {
			r.Header.Set("Origin", origin)
			r.Header.Set("Sec-Fetch-Site", "cross-site")
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if want := map[string]int{"": 405, "https://elsewhere.example": 403}[origin]; w.Code != want {
			t.Errorf("POST from %q: status %d, want %d", origin, w.Code, want)
		}
	}
}

// textOf is the text that a browser would find in the reader's text element.
func textOf(t *testing.T, body string) string {
	t.Helper()
	m := textDiv.FindStringSubmatch(body)
	if m == nil {
		t.Fatal("no text element")
	}
	return html.UnescapeString(anyTag.ReplaceAllString(m[1], ""))
}

func TestReaderKeepsTheTextCharacterForCharacter(t *testing.T) {
	all := coverage(t)
	all = append(all, invent(t, "Raw", "2031-01-01", "Spaces", "  two\t tabs\t\r\n\r\n \n\u202Eright\u202C 😀 & &amp; <b>\"'`\n\n"))
	h := New(filled(t, all...), Options{})
	for _, v := range all {
		if got := textOf(t, get(t, h, articleHref(v.art.ID)).Body.String()); got != v.art.Text {
			t.Errorf("%s: the reader holds %q, the article %q", v.art.Title, got, v.art.Text)
		}
	}
}

func TestReaderJumpsBothWays(t *testing.T) {
	all := coverage(t)
	h := New(filled(t, all...), Options{})
	for _, v := range all {
		body := get(t, h, articleHref(v.art.ID)).Body.String()
		sheet := get(t, h, articleHref(v.art.ID)+"/marks.css").Body.String()
		ids := []string{}
		for _, s := range v.f.Statements {
			ids = append(ids, s.ID)
		}
		for _, p := range v.f.Positions {
			ids = append(ids, p.ID)
		}
		for _, e := range v.f.Events {
			ids = append(ids, e.ID)
		}
		for _, id := range ids {
			for _, want := range []string{`<span id="` + id + `">`, `href="#n-` + id + `"`, `<li class="note `, `id="n-` + id + `"`, `href="#` + id + `"`, " f-" + id} {
				if n := strings.Count(body, want); n < 1 {
					t.Errorf("%s: no %s", v.art.Title, want)
				}
			}
			if !strings.Contains(sheet, ".reader:has(#"+id+":target") {
				t.Errorf("%s: nothing lights up %s", v.art.Title, id)
			}
		}
	}
}

func TestHostileTextStaysText(t *testing.T) {
	v := invent(t, `<script>alert(1)</script>`, "2031-03-06", `"><img src=x onerror=alert(2)>`, `He said <script>alert(3)</script> and </p></div>"quoted" 'x' & more`)
	who := orlane
	who.Name, who.Office = `<b>Orlane</b>`, `<i>`
	id := v.said(who, "said", `<script>alert(3)</script>`, "direct", "")
	v.stands(who, "ceasefire", `<u>truce</u>`, "opposes", "", `<script>alert(3)</script>`, id)
	v.event("<x>", "<y>", "", `</p></div>`, "<z>")
	v.art.Link = "javascript:alert(4)"
	h := New(filled(t, v), Options{Dossier: "<s>"})
	for _, path := range append(everyPage([]*inventor{v}), "/search?q="+`%22%3E%3Cscript%3Ealert(5)%3C%2Fscript%3E`, "/statements?speaker=%3Cscript%3E", "/timeline?type=%22%3E%3Cx%3E") {
		body := get(t, h, path).Body.String()
		for _, bad := range []string{"<script>", "<img", "<b>Orlane", "<i>", "<u>", "<x>", "<y>", "<z>", "<s>", `href="javascript`, "</p></div>\""} {
			if strings.Contains(strings.ReplaceAll(body, `<i aria-hidden="true">`, ""), bad) {
				t.Errorf("%s: holds %s unescaped", path, bad)
			}
		}
	}
}

func TestEmptyDatabaseTellsWhatToDo(t *testing.T) {
	h := New(filled(t), Options{})
	for _, path := range []string{"/", "/timeline", "/statements", "/positions", "/articles", "/actors", "/proposals", "/truces", "/due", "/sources", "/search", "/search?q=x"} {
		w := get(t, h, path)
		if w.Code != 200 || !strings.Contains(w.Body.String(), "parley read FOLDER") {
			t.Errorf("%s: status %d, without what to do next", path, w.Code)
		}
	}
}

func TestFilters(t *testing.T) {
	h := New(filled(t, coverage(t)...), Options{})
	for path, want := range map[string][]string{ // first what must be there, then what must not
		"/statements":                   {"First the land", "land could be given up", "Brask would stop shelling", "3 more"},
		"/statements?form=direct":       {"First the land", "", "Brask would stop shelling", "land could be given up"},
		"/statements?outlet=North+Wire": {"Brask would stop shelling", "two officials briefed", "First the land"},
		"/statements?speaker=~two+officials+briefed+on+the+talks": {"Brask would stop shelling", "", "First the land"},
		"/statements?from=2031-03-05":                             {"Brask would stop shelling", "", "First the land"},
		"/statements?to=2031-03-04":                               {"First the land", "", "Brask would stop shelling"},
		"/positions?stance=conditional":                           {"He would sign only if", "not said which", "rejected the forty-day"},
		"/positions?issue=territory":                              {"said land could be given up", "", "rejected the forty-day"},
		"/positions?party=Brask":                                  {"rejected the forty-day", "Brask would stop shelling", "said land could be given up"},
		"/articles?outlet=North+Wire":                             {"to meet", "", "turns down"},
		"/articles?complete=cut":                                  {"turns down", "", "The delegations met"},
		"/articles?complete=not+read":                             {"Le Phare", "other language", "The delegations met"},
	} {
		w := get(t, h, path)
		body := html.UnescapeString(w.Body.String())
		body = body[strings.Index(body, "</form>\n</div></header>"):]
		if i := strings.LastIndex(body, "</form>"); i > 0 {
			body = body[i:]
		}
		if w.Code != 200 {
			t.Errorf("%s: status %d", path, w.Code)
		}
		for _, x := range want[:2] {
			if !strings.Contains(body, x) {
				t.Errorf("%s: lacks %q", path, x)
			}
		}
		if path == "/statements" {
			continue
		}
		for _, x := range want[2:] {
			if strings.Contains(body, x) {
				t.Errorf("%s: holds %q", path, x)
			}
		}
	}
}

func TestStatusOfProblems(t *testing.T) {
	h := New(filled(t, coverage(t)...), Options{})
	for path, want := range map[string]int{
		"/nowhere": 404, "/articles/zz": 404, "/articles/00000000": 404, "/articles/ffffffffffffffffffff": 404, "/actors/nobody": 404, "/static/none": 404,
		"/?asof=31-02-2031": 400, "/?asof=2031-02-31": 400, "/statements?from=x": 400, "/timeline?to=9": 400, "/statements?page=0": 400, "/statements?page=x": 400,
		"/api/play?asof=x": 400, "/api/search": 400, "/api/nowhere": 404, "/api/articles/zz": 404, "/statements?page=999": 200,
	} {
		w := get(t, h, path)
		if w.Code != want {
			t.Errorf("%s: status %d, want %d", path, w.Code, want)
		}
		if strings.HasPrefix(path, "/api/") && !json.Valid(w.Body.Bytes()) {
			t.Errorf("%s: no JSON", path)
		}
	}
}

func TestEveryEndpointIsJSONAndDocumented(t *testing.T) {
	all := coverage(t)
	h := New(filled(t, all...), Options{})
	page := get(t, h, "/api").Body.String()
	for _, e := range (&app{}).endpoints() {
		if !strings.Contains(page, "GET "+e.Path) {
			t.Errorf("%s is not on /api", e.Path)
		}
		path := strings.Replace(e.Path, "{id}", all[0].art.ID[:12], 1)
		if e.Path == "/api/search" {
			path += "?q=truce"
		}
		w := get(t, h, path)
		if w.Code != 200 || !json.Valid(w.Body.Bytes()) || strings.Contains(w.Body.String(), ":null,\"entries") {
			t.Errorf("%s: status %d: %s", path, w.Code, w.Body)
		}
	}
}

func TestInventedCoverageIsSaidInTheFirstLine(t *testing.T) {
	real := invent(t, "Real", "2031-01-01", "No link", "Nothing.")
	real.art.Link = "https://invalid.example/x"
	made := invent(t, "Made", "2031-01-01", "Linked", "Something.")
	for _, c := range []struct {
		name string
		arts []*inventor
		want string
	}{
		{"none is", []*inventor{real}, ""},
		{"all are", []*inventor{made}, "Invented coverage: "},
		{"some are", []*inventor{real, made}, "Invented coverage: 1 of these 2 articles"},
	} {
		body := get(t, New(filled(t, c.arts...), Options{}), "/articles").Body.String()
		if has := strings.Contains(body, `id="invented"`); has != (c.want != "") || !strings.Contains(body, c.want) {
			t.Errorf("%s: banner %v, want %q", c.name, has, c.want)
		}
	}
}

func TestReaderSaysWhatIsMissing(t *testing.T) {
	live := invent(t, "Ticker", "", "Live", "So far.")
	live.art.Complete = source.Live
	all := append(coverage(t), live)
	h := New(filled(t, all...), Options{})
	for i, want := range map[int]string{0: "cut off", 3: "not in English", 4: "live page"} {
		if body := get(t, h, articleHref(all[i].art.ID)).Body.String(); !strings.Contains(body, want) {
			t.Errorf("%s: does not say %q", all[i].art.Title, want)
		}
	}
	body := get(t, h, articleHref(all[0].art.ID)).Body.String()
	if !strings.Contains(body, `<span class="furn">Subscribe to read on.</span>`) {
		t.Error("furniture is not dimmed")
	}
	if !strings.Contains(get(t, h, articleHref(live.art.ID)).Body.String(), "publication date, not known") {
		t.Error("an unknown date is not said to be unknown")
	}
}
