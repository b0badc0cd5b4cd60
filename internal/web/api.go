package web

import (
	"encoding/json"
	"net/http"

	"parley/internal/analysis"
	"parley/internal/record"
	"parley/internal/source"
)

// An endpoint is one address of the JSON interface, with what its page says
// about it.
type endpoint struct {
	Path, Text string
	Params     []param
	Example    string
	serve      func(r *http.Request) (any, error)
}

// A param is a parameter of an endpoint.
type param struct{ Name, Text string }

// maxAPI is how many entries one answer holds.
const maxAPI = 10_000

// endpoints is the JSON interface.
func (a *app) endpoints() []endpoint {
	days := []param{{"from", "first day, ISO 8601"}, {"to", "last day, included"}}
	return []endpoint{
		{"/api/play", "The state of play: rows of position objects by parties.", []param{{"asof", "ISO 8601 day; the last day of the record if left out"}}, "/api/play", a.apiPlay},
		{"/api/statements", "Statements, the latest first.", append([]param{{"speaker", "ID of an actor"}, {"outlet", "name"}, {"form", "direct, indirect or mixed"}}, days...), "/api/statements?form=direct", a.apiStatements},
		{"/api/positions", "Positions, each as one article has it, the latest first.", append([]param{{"party", "name"}, {"holder", "ID of an actor"}, {"issue", "code"}, {"stance", "supports, opposes, conditional or undecided"}, {"outlet", "name"}}, days...), "/api/positions?stance=opposes", a.apiPositions},
		{"/api/events", "Events, each as one article has it, in order of publication.", []param{{"type", "truce, talks, call, …"}, {"status", "occurred, planned, proposed, …"}}, "/api/events?status=proposed", a.apiEvents},
		{"/api/timeline", "Events, positions and statements by day, the latest first.", append([]param{{"kind", "event, position or statement"}, {"actor", "ID of an actor"}, {"issue", "code"}, {"type", "of event"}, {"status", "of event"}}, days...), "/api/timeline?kind=event", a.apiTimeline},
		{"/api/proposals", "Proposals with their clauses, each as one article has it, the latest first. What a clause leaves open is its “open”, when it was put forward its “made”.", append([]param{{"proposer", "ID of an actor"}, {"issue", "code, of any clause"}, {"outlet", "name"}}, days...), "/api/proposals", a.apiProposals},
		{"/api/truces", "Truces and other halts, each with all accounts of its steps, those in most articles first.", []param{{"asof", "ISO 8601 day; the last day of the record if left out"}}, "/api/truces", a.apiTruces},
		{"/api/due", "What was undertaken, by when, and what became of it, the next day first.", []param{{"asof", "ISO 8601 day; the last day of the record if left out"}}, "/api/due", a.apiDue},
		{"/api/sources", "Outlets and speakers, and how much comes from each.", nil, "/api/sources", a.apiSources},
		{"/api/articles", "Articles, without their text.", nil, "/api/articles", a.apiArticles},
		{"/api/articles/{id}", "One article with its text and all that was found in it. The ID may be shortened to eight characters or more.", nil, "", a.apiArticle},
		{"/api/actors", "Actors, with names, offices and open namesakes.", nil, "/api/actors", a.apiActors},
		{"/api/search", "Places whose text has all the words.", []param{{"q", "words"}}, "/api/search?q=truce", a.apiSearch},
	}
}

// json turns an endpoint into an http.Handler.
func (a *app) json(serve func(r *http.Request) (any, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "private, no-cache")
		v, err := serve(r)
		if err != nil {
			a.fail(w, r, asProblem(err, a.opts.Failed))
			return
		}
		writeJSON(w, http.StatusOK, v)
	})
}

// writeJSON sends a value; one that cannot be encoded is told as a failure.
func writeJSON(w http.ResponseWriter, code int, v any) {
	b, err := json.Marshal(v)
	if err != nil {
		code, b = http.StatusInternalServerError, []byte(`{"error":"the answer could not be written"}`)
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(code)
	if _, err := w.Write(append(b, '\n')); err != nil {
		return // the reader went away
	}
}

// apiPage documents the JSON interface.
func (a *app) apiPage(w http.ResponseWriter, r *http.Request) error {
	sn, err := a.last.get(r.Context())
	if err != nil {
		return err
	}
	return a.render(w, sn, "api", view{Title: "For programs", Body: a.endpoints()})
}

// apiList is an answer with entries; Total counts those that matched, of which
// at most maxAPI are there.
type apiList[T any] struct {
	Total   int `json:"total"`
	Entries []T `json:"entries"`
}

func listOf[S, T any](from []S, turn func(S) T) apiList[T] {
	l := apiList[T]{Total: len(from), Entries: []T{}}
	for _, x := range from[:min(len(from), maxAPI)] {
		l.Entries = append(l.Entries, turn(x))
	}
	return l
}

// apiStatement is a statement with the text of its content, and its page.
type apiStatement struct {
	record.StatementEntry
	Text   string `json:"text"`
	Outlet string `json:"outlet"`
	Page   string `json:"page"`
}

func (a *app) apiStatements(r *http.Request) (any, error) {
	sn, err := a.last.get(r.Context())
	if err != nil {
		return nil, err
	}
	list, _, err := filterStatements(sn, r)
	if err != nil {
		return nil, err
	}
	return listOf(list, func(s record.StatementEntry) apiStatement {
		art, _ := sn.rec.Article(s.Article)
		return apiStatement{s, join(s.Content), art.Outlet, sn.refHref(s.Article, s.ID)}
	}), nil
}

// apiPosition is a position with the text of its evidence, and its page.
type apiPosition struct {
	record.PositionEntry
	Text   string `json:"text"`
	Outlet string `json:"outlet"`
	Page   string `json:"page"`
}

func (a *app) apiPositions(r *http.Request) (any, error) {
	sn, err := a.last.get(r.Context())
	if err != nil {
		return nil, err
	}
	list, _, err := a.filterPositions(sn, r)
	if err != nil {
		return nil, err
	}
	return listOf(list, func(p record.PositionEntry) apiPosition {
		art, _ := sn.rec.Article(p.Article)
		return apiPosition{p, join(p.Evidence), art.Outlet, sn.refHref(p.Article, p.ID)}
	}), nil
}

// apiEvent is an event with the text of its evidence, and its page.
type apiEvent struct {
	record.EventEntry
	Text   string `json:"text"`
	Outlet string `json:"outlet"`
	Page   string `json:"page"`
}

func (a *app) apiEvents(r *http.Request) (any, error) {
	sn, err := a.last.get(r.Context())
	if err != nil {
		return nil, err
	}
	typ, st := r.FormValue("type"), r.FormValue("status")
	var list []record.EventEntry
	for _, e := range sn.rec.Events {
		if (typ == "" || e.Type == typ) && (st == "" || e.Status == st) {
			list = append(list, e)
		}
	}
	return listOf(list, func(e record.EventEntry) apiEvent {
		art, _ := sn.rec.Article(e.Article)
		return apiEvent{e, join(e.Evidence), art.Outlet, sn.refHref(e.Article, e.ID)}
	}), nil
}

func (a *app) apiArticles(r *http.Request) (any, error) {
	sn, err := a.last.get(r.Context())
	if err != nil {
		return nil, err
	}
	return listOf(sn.rec.Articles, func(x record.Article) record.Article { return x }), nil
}

// apiFull is an article with its text and findings; furniture is given in code
// points.
type apiFull struct {
	record.Article
	Text      string          `json:"text"`
	Furniture [][2]int        `json:"furniture"`
	Findings  record.Findings `json:"findings"`
}

func (a *app) apiArticle(r *http.Request) (any, error) {
	sn, err := a.last.get(r.Context())
	if err != nil {
		return nil, err
	}
	if !isHex(r.PathValue("id")) {
		return nil, notFound("No article has this number.")
	}
	art, err := a.store.Article(r.Context(), r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	f, err := a.store.Findings(r.Context(), art.ID)
	if err != nil {
		return nil, err
	}
	meta, _ := sn.rec.Article(art.ID)
	return apiFull{meta, art.Text, spans(art), f}, nil
}

func spans(art source.Article) [][2]int {
	out := [][2]int{}
	for _, m := range furniture(art) {
		out = append(out, [2]int{m.start, m.end})
	}
	return out
}

func (a *app) apiActors(r *http.Request) (any, error) {
	sn, err := a.last.get(r.Context())
	if err != nil {
		return nil, err
	}
	return listOf(sn.rec.Actors, func(x record.Actor) record.Actor { return x }), nil
}

// apiMoment is an entry of the timeline.
type apiMoment struct {
	Date     record.Maybe `json:"date"`
	Inferred bool         `json:"inferred"`
	End      record.Maybe `json:"end"`
	Kind     string       `json:"kind"`
	Type     string       `json:"type"`
	Status   record.Maybe `json:"status"`
	Actors   []string     `json:"actors"`
	Names    []string     `json:"names"`
	Place    record.Maybe `json:"place"`
	Object   record.Maybe `json:"object"`
	Teller   record.Maybe `json:"teller"`
	apiRef
}

// apiRef points at words.
type apiRef struct {
	Outlet  string `json:"outlet"`
	Article string `json:"article"`
	Entry   string `json:"entry"`
	Span    [2]int `json:"span"`
	Text    string `json:"text"`
	Lead    string `json:"lead"` // who says the text and how; "" where nobody does or it holds that itself
	Page    string `json:"page"`
}

func refOf(ref analysis.Ref, outlet string) apiRef {
	return apiRef{outlet, ref.Article, ref.Entry, [2]int{ref.Start, ref.End}, ref.Text, ref.Lead, refHref(ref.Article, ref.Entry)}
}

func (a *app) apiTimeline(r *http.Request) (any, error) {
	sn, err := a.last.get(r.Context())
	if err != nil {
		return nil, err
	}
	list, _, err := a.filterMoments(sn, r)
	if err != nil {
		return nil, err
	}
	return listOf(list, func(m analysis.Moment) apiMoment {
		return apiMoment{record.Maybe(m.Date.Day), m.Date.Inferred, record.Maybe(m.End), m.Kind, m.Type, record.Maybe(m.Status),
			m.Actors, m.Names, record.Maybe(m.Place), record.Maybe(m.Object), record.Maybe(m.Teller), refOf(m.Ref, m.Outlet)}
	}), nil
}

// apiHit is a place found by a search.
type apiHit struct {
	Article   string       `json:"article"`
	Outlet    string       `json:"outlet"`
	Title     string       `json:"title"`
	Statement record.Maybe `json:"statement"`
	Span      [2]int       `json:"span"`
	Text      string       `json:"text"`
	Marks     [][2]int     `json:"marks"`
	Page      string       `json:"page"`
}

func (a *app) apiSearch(r *http.Request) (any, error) {
	sn, err := a.last.get(r.Context())
	if err != nil {
		return nil, err
	}
	q := r.FormValue("q")
	if q == "" || len(q) > 1000 {
		return nil, badRequest("Give the words to search for as “q”, at most 1000 characters.")
	}
	hits, err := a.store.Search(r.Context(), q, maxHits)
	if err != nil {
		return nil, err
	}
	out := apiList[apiHit]{Total: len(hits), Entries: []apiHit{}}
	for _, h := range hits {
		out.Entries = append(out.Entries, apiHit{h.Article, h.Outlet, h.Title, record.Maybe(h.Statement), [2]int{h.Start, h.End}, h.Text, h.Marks, sn.hit(h).Href})
	}
	return out, nil
}
