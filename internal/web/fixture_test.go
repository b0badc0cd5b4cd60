package web

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"parley/internal/record"
	"parley/internal/source"
	"parley/internal/store"
)

// An inventor makes up an article and what was found in it.
type inventor struct {
	t   testing.TB
	art source.Article
	f   record.Findings
}

func invent(t testing.TB, outlet, day, title, text string) *inventor {
	art := source.Article{Outlet: outlet, Title: title, Text: text, Link: "https://" + strings.ToLower(strings.ReplaceAll(outlet, " ", "")) + ".invalid/" + slug(title),
		Language: "en", Complete: source.Whole, PublishedBy: source.Given}
	if day != "" {
		var err error
		if art.Published, err = time.Parse(time.DateOnly, day); err != nil {
			t.Fatal(err)
		}
	} else {
		art.PublishedBy = source.NoDate
	}
	sum := sha256.Sum256([]byte(art.Outlet + "\x00" + art.Link + "\x00" + art.Text + "\x00"))
	art.ID = hex.EncodeToString(sum[:])
	return &inventor{t: t, art: art}
}

// words finds words in the article's text.
func (v *inventor) words(texts ...string) record.Words {
	v.t.Helper()
	var out record.Words
	for _, s := range texts {
		at := strings.Index(v.art.Text, s)
		if at < 0 {
			v.t.Fatalf("%q is not in %q", s, v.art.Title)
		}
		start := utf8.RuneCountInString(v.art.Text[:at])
		out = append(out, record.Piece{Start: start, End: start + utf8.RuneCountInString(s), Text: s})
	}
	return out
}

func (v *inventor) said(who record.Who, cue, content, form, day string) string {
	v.t.Helper()
	s := record.Statement{ID: "s" + itoa(len(v.f.Statements)+1), Speaker: who, Cue: v.words(cue), Content: v.words(content), Form: form, Said: record.Maybe(day), SaidBy: "inferred", By: "cue", P: 0.9}
	if day == "" {
		s.SaidBy = "unknown"
	}
	v.f.Statements = append(v.f.Statements, s)
	return s.ID
}

func (v *inventor) stands(who record.Who, issue, about string, st record.Stance, day, words, statement string, conds ...record.Condition) {
	v.t.Helper()
	v.f.Positions = append(v.f.Positions, record.Position{ID: "p" + itoa(len(v.f.Positions)+1), Holder: who, Issue: issue, About: record.Maybe(about),
		Stance: st, AsOf: record.Maybe(day), Statement: record.Maybe(statement), Evidence: v.words(words), Conditions: conds, By: "verb", P: 0.8})
}

func (v *inventor) event(typ, status, day, words string, names ...string) {
	v.t.Helper()
	e := record.Event{ID: "e" + itoa(len(v.f.Events)+1), Type: typ, Status: status, Start: record.Maybe(day), Evidence: v.words(words), By: "noun", P: 0.7}
	for _, n := range names {
		e.Participants = append(e.Participants, record.Participant{Name: n})
	}
	v.f.Events = append(v.f.Events, e)
}

// Somebody of the invented talks.
var (
	orlane   = record.Who{Name: "Orlane", Entity: "e1", Kind: record.State, Party: "Orlane"}
	brask    = record.Who{Name: "Brask", Entity: "e2", Kind: record.State, Party: "Brask"}
	vetch    = record.Who{Name: "Ilda Vetch", Entity: "e3", Kind: record.Person, Party: "Orlane", Office: "President", Rung: record.RungLeader}
	corm     = record.Who{Name: "Dastan Corm", Entity: "e4", Kind: record.Person, Party: "Brask", Office: "Foreign Minister", Rung: record.RungEnvoy}
	mayor    = record.Who{Name: "Pell Amsu", Entity: "e5", Kind: record.Person, Party: "Orlane", Office: "mayor", Rung: record.RungLocal}
	unnamed1 = record.Who{Name: "anonymous", Kind: record.Anonymous, DescribedAs: "two officials briefed on the talks"}
)

// coverage is invented coverage of invented talks, with hand-made findings.
func coverage(t testing.TB) []*inventor {
	a := invent(t, "Quay Gazette", "2031-03-04", "Brask turns down the forty-day truce",
		"HALVER, March 4 — Brask on Tuesday rejected the forty-day truce that Orlane wants.\n\n\"First the land, then the guns,\" Foreign Minister Dastan Corm said. He would sign only if the right guarantees are given.\n\nPresident Ilda Vetch called the truce “the first step”. The mayor of Senn, Pell Amsu, said land could be given up.\r\nSubscribe to read on.")
	a.art.Complete = source.Cut
	at := strings.Index(a.art.Text, "Subscribe")
	a.art.Furniture = []source.Stretch{{Start: at, End: len(a.art.Text)}}
	s := a.said(corm, "said", "\"First the land, then the guns,\"", "direct", "2031-03-04")
	a.stands(brask, "ceasefire", "forty-day truce", record.Opposes, "2031-03-04", "Brask on Tuesday rejected the forty-day truce", "")
	a.stands(orlane, "ceasefire", "forty-day truce", record.Supports, "", "the forty-day truce that Orlane wants", "")
	a.stands(corm, "peace-agreement", "", record.Conditional, "2031-03-04", "He would sign only if the right guarantees are given", s,
		record.Condition{Relation: "if", Issue: "unspecified", Holds: true, Text: "the right guarantees are given", Words: a.words("the right guarantees are given")})
	s = a.said(vetch, "called", "“the first step”", "mixed", "")
	a.stands(vetch, "ceasefire", "forty-day truce", record.Supports, "", "called the truce “the first step”", s)
	s = a.said(mayor, "said", "land could be given up", "indirect", "")
	a.stands(mayor, "territory", "", record.Supports, "", "said land could be given up", s)
	a.event("truce", "proposed", "2031-03-01", "the forty-day truce that Orlane wants", "Orlane", "Brask")

	b := invent(t, "North Wire", "2031-03-06", "Orlane & Brask <b>to meet</b>",
		"The delegations will meet on March 8 in Port Elm.\nTwo officials briefed on the talks said Brask would stop shelling. <script>alert('x')</script> It denied any attack.")
	b.event("meeting", "planned", "2031-03-08", "The delegations will meet on March 8 in Port Elm", "Orlane", "Brask")
	b.f.Events[0].Place = "Port Elm"
	s = b.said(unnamed1, "said", "Brask would stop shelling", "indirect", "")
	b.stands(brask, "ceasefire", "forty-day truce", record.Supports, "2031-03-05", "Brask would stop shelling", s)
	b.f.Positions[0].AccordingTo = &unnamed1
	b.event("attack", "denied", "", "denied any attack", "Brask")

	c := invent(t, "Quay Gazette", "2031-03-09", "The delegations met", "The delegations met in Port Elm on Saturday. No truce was agreed.")
	c.event("meeting", "occurred", "2031-03-08", "The delegations met in Port Elm on Saturday", "Orlane", "Brask")
	d := invent(t, "Le Phare", "", "", "Rien à signaler.")
	d.art.Language, d.art.Skipped = "fr", source.SkipLanguage
	return []*inventor{a, b, c, d}
}

// filled returns a store in memory with coverage.
func filled(t testing.TB, all ...*inventor) *store.Store {
	t.Helper()
	ctx := context.Background()
	s, err := store.Open(ctx, ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	var arts []source.Article
	var reads []store.Reading
	for _, v := range all {
		arts = append(arts, v.art)
		if v.art.Skipped == "" {
			reads = append(reads, store.Reading{Article: v.art.ID, Version: "test", Anchor: store.AnchorOf(v.art), Findings: v.f})
		}
	}
	if len(arts) == 0 {
		return s
	}
	if _, err := s.AddArticles(ctx, arts); err != nil {
		t.Fatal(err)
	}
	if err := s.SetFindings(ctx, reads); err != nil {
		t.Fatal(err)
	}
	return s
}

// get asks an application for a page as a browser on this machine would.
func get(t testing.TB, h http.Handler, path string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, "http://localhost:8080"+path, nil)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}
