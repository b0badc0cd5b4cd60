package web

import (
	"html"
	"net/http"
	"strings"
	"testing"

	"parley/internal/record"
)

// shownAt is the text of a page without its tags, spaces made single.
func shownAt(t *testing.T, h http.Handler, path string) string {
	t.Helper()
	w := get(t, h, path)
	if w.Code != http.StatusOK {
		t.Fatalf("%s: status %d", path, w.Code)
	}
	text := strings.ReplaceAll(html.UnescapeString(anyTag.ReplaceAllString(w.Body.String(), " ")), "\u00a0", " ")
	return strings.ReplaceAll(strings.Join(strings.Fields(text), " "), " :", ":")
}

var dale = record.Who{Name: "Henrik Dale", Entity: "e6", Kind: record.Person, Party: "Orlane", Office: "harbour master"}

// denial is an article in which Henrik Dale denies something.
func denial(t *testing.T) *inventor {
	v := invent(t, "Quay Gazette", "2031-03-05", "Harbour", "Henrik Dale denied that the authority wanted the truce. The truce he had seen was long.")
	id := v.said(dale, "denied", "that the authority wanted the truce", "indirect", "")
	v.stands(dale, "ceasefire", "", record.Supports, "", "the authority wanted the truce", id)
	v.event("truce", "denied", "2031-03-05", "the truce")
	v.f.Names = append(v.f.Names, record.Name{Entity: "e6", Name: "Henrik Dale", Kind: record.Person, Party: "Orlane"})
	return v
}

func TestADenialIsNeverShownWithoutItsCue(t *testing.T) {
	v := denial(t)
	h := New(filled(t, v), Options{})
	actor := hrefAttr.FindAllStringSubmatch(get(t, h, "/actors").Body.String(), -1)
	page := ""
	for _, m := range actor {
		if strings.HasPrefix(m[1], "/actors/") {
			page = m[1]
		}
	}
	for path, want := range map[string]string{
		"/timeline?kind=statement":   "denied: that the authority wanted the truce",
		"/timeline?kind=position":    "Henrik Dale denied: the authority wanted the truce",
		"/timeline?kind=event":       "Henrik Dale denied: the truce",
		"/statements":                "denied: that the authority wanted the truce",
		"/positions":                 "Henrik Dale denied: the authority wanted the truce",
		"/":                          "Henrik Dale denied: the authority wanted the truce",
		"/search?q=authority+wanted": "Henrik Dale denied: that the authority wanted the truce",
		page:                         "Henrik Dale denied: that the authority wanted the truce",
		articleHref(v.art.ID):        "denied: that the authority wanted the truce",
	} {
		if text := shownAt(t, h, path); !strings.Contains(text, want) {
			t.Errorf("%s lacks %q:\n%s", path, want, text)
		}
	}
}

func TestAThreatHasItsOwnWord(t *testing.T) {
	v := invent(t, "Quay Gazette", "2031-03-05", "Threat", "Brask threatened an embargo if the port closes. Orlane threatened to refuse a truce.")
	v.stands(brask, "sanctions", "", record.Conditional, "2031-03-05", "Brask threatened an embargo if the port closes", "",
		record.Condition{Relation: "if", Issue: "other", Holds: true, Text: "the port closes", Words: v.words("the port closes")},
		record.Condition{Relation: "after", Issue: "ceasefire", Holds: true, Text: "a truce", Words: v.words("a truce")})
	v.stands(orlane, "ceasefire", "", record.Opposes, "2031-03-05", "Orlane threatened to refuse a truce", "")
	for i := range v.f.Positions {
		v.f.Positions[i].Act = "threaten"
	}
	h := New(filled(t, v), Options{})
	for _, path := range []string{"/", "/positions", "/timeline", articleHref(v.art.ID)} {
		text := shownAt(t, h, path)
		for _, want := range []string{"▲ THREATENS", "▲ THREATENS NO"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %q:\n%s", path, want, text)
			}
		}
		if strings.Contains(text, "● WANTS") {
			t.Errorf("%s shows a threat as a wish", path)
		}
	}
	if text := shownAt(t, h, "/"); !strings.Contains(text, "the port closes ; first: a truce") && !strings.Contains(text, "the port closes; first: a truce") {
		t.Errorf("not all conditions are shown:\n%s", text)
	}
	if s := stanceAs(record.Undecided, true); s != stanceOf(record.Undecided) {
		t.Errorf("who is open threatens: %+v", s)
	}
}

func TestWithoutPartiesTheHoldersStandInAColumn(t *testing.T) {
	v := invent(t, "Quay Gazette", "2031-03-05", "Residents", "Residents want a truce.")
	v.stands(record.Who{Name: "residents", Kind: record.Group}, "ceasefire", "", record.Supports, "2031-03-05", "Residents want a truce", "")
	h := New(filled(t, v), Options{})
	body := get(t, h, "/").Body.String()
	if !strings.Contains(body, `<th scope="col">Who stands where</th>`) || !strings.Contains(body, `<td class="alone">`) || strings.Contains(body, `class="rest"`) {
		t.Errorf("the grid without parties:\n%s", body)
	}
	if text := shownAt(t, h, "/"); !strings.Contains(text, "residents ● WANTS") || strings.Contains(text, "found nothing in 1") {
		t.Errorf("the holder's line is missing:\n%s", text)
	}
}

// planned is an article with a plan of two clauses.
func planned(t *testing.T) *inventor {
	v := invent(t, "North Wire", "2031-03-06", "The harbour plan", "Orlane put forward the Harbour Plan: a truce of forty days, and guarantees of a kind to be agreed.")
	v.f.Proposals = append(v.f.Proposals, record.Proposal{ID: "o1", Title: "Harbour Plan", Proposer: orlane, Evidence: v.words("the Harbour Plan"), Clauses: []record.Clause{
		{Issue: "ceasefire", Text: "a truce of forty days", Words: v.words("a truce of forty days")},
		{Issue: "security-guarantees", Text: "guarantees of a kind to be agreed", Open: "of a kind to be agreed", Words: v.words("guarantees of a kind to be agreed")}}})
	return v
}

func TestProposalsAreShownClauseByClause(t *testing.T) {
	v := planned(t)
	h := New(filled(t, append(coverage(t), v)...), Options{})
	text := shownAt(t, h, "/proposals")
	for _, want := range []string{"1 proposal", "Harbour Plan", "Orlane", "Ceasefire a truce of forty days", "left open: of a kind to be agreed"} {
		if !strings.Contains(text, want) {
			t.Errorf("/proposals lacks %q:\n%s", want, text)
		}
	}
	for _, m := range hrefAttr.FindAllStringSubmatch(get(t, h, "/proposals").Body.String(), -1) {
		page, id, _ := strings.Cut(html.UnescapeString(m[1]), "#")
		if strings.HasPrefix(page, "/articles/") && id != "" && !strings.Contains(get(t, h, page).Body.String(), ` id="`+id+`"`) {
			t.Errorf("nothing at %s", m[1])
		}
	}
	if text := shownAt(t, h, "/proposals?issue=sanctions"); !strings.Contains(text, "0 proposals") {
		t.Errorf("a filter on another issue keeps the plan:\n%s", text)
	}
	if body := get(t, h, "/api/proposals").Body.String(); !strings.Contains(body, `"title":"Harbour Plan"`) || !strings.Contains(body, `"open":"of a kind to be agreed"`) {
		t.Errorf("/api/proposals: %s", body)
	}
}

func TestAFilterWithoutValuesIsNoDate(t *testing.T) {
	body := get(t, New(filled(t, coverage(t)...), Options{}), "/proposals").Body.String()
	if strings.Contains(body, `type="date" name="proposer"`) || !strings.Contains(body, `<select name="proposer">`) || !strings.Contains(body, "No proposal was found.") {
		t.Errorf("the filters of no proposals:\n%s", body)
	}
}

func TestSourcesAreCounted(t *testing.T) {
	h := New(filled(t, coverage(t)...), Options{})
	text := shownAt(t, h, "/sources")
	for _, want := range []string{"3 outlets", "4 speakers", "Quay Gazette 2 0 1", "Dastan Corm Brask 1 1 1 1 4 Mar 2031", "two officials briefed on the talks"} {
		if !strings.Contains(text, want) {
			t.Errorf("/sources lacks %q:\n%s", want, text)
		}
	}
	if body := get(t, h, "/api/sources").Body.String(); !strings.Contains(body, `"outlet":"Quay Gazette","articles":2`) || !strings.Contains(body, `"name":"Ilda Vetch"`) {
		t.Errorf("/api/sources: %s", body)
	}
	for _, href := range []string{`href="/proposals"`, `href="/sources"`} {
		if !strings.Contains(get(t, h, "/").Body.String(), href) {
			t.Errorf("the menu lacks %s", href)
		}
	}
}

func TestHowAFindingWasFoundIsSaidInWordsAndFolded(t *testing.T) {
	v := coverage(t)[0]
	body := get(t, New(filled(t, v), Options{}), articleHref(v.art.ID)).Body.String()
	if !strings.Contains(body, "<summary>how found</summary><p>found by rule cue, probability 0.90</p>") || strings.Contains(body, "p 0.90") {
		t.Errorf("how a finding was found:\n%s", body)
	}
}

func TestCellAndAPIGiveTheFigureOfTheBrief(t *testing.T) {
	h := New(filled(t, coverage(t)...), Options{})
	if text := shownAt(t, h, "/"); strings.Contains(text, "1 outlet ") || !strings.Contains(text, "1 article") {
		t.Errorf("cells count outlets:\n%s", text)
	}
	if body := get(t, h, "/api/play").Body.String(); !strings.Contains(body, `"support":1`) {
		t.Errorf("/api/play has no support: %s", body)
	}
}
