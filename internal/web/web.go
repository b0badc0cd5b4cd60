package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"html/template"
	"io/fs"
	"net/http"
	"strconv"

	"parley/internal/store"
)

//go:embed templates/*.html
var templates embed.FS

//go:embed static
var static embed.FS

// Options says what the application cannot find in the store.
type Options struct {
	Dossier string           // what the negotiation is called; "" for "All coverage"
	Issues  map[string]Issue // how issue codes are called; one that is missing shows as its code
	Failed  func(error)      // told of every answer with status 500; nil for nobody
}

// Issue is how an issue code is told to a person.
type Issue struct {
	Label string // "Talks between the sides"
	Means string // what "supports" means for it; "" if nothing needs saying
}

// app serves the pages of one store.
type app struct {
	store *store.Store
	opts  Options
	pages map[string]*template.Template // by name: the layout with one page's main part
	build string                        // changes with the static files
	last  *cache
}

// New returns the application over a store, to be served on a loopback address
// only: it has no accounts, and refuses requests whose Host header is not
// localhost, 127.0.0.1 or [::1]. It never changes the store. The handler is
// safe for concurrent use; the store must stay open as long as it is used.
func New(s *store.Store, opts Options) http.Handler {
	a := &app{store: s, opts: opts, pages: parse(), build: fingerprint(), last: &cache{store: s}}
	mux := http.NewServeMux()
	for path, h := range a.routes() {
		mux.Handle("GET "+path, a.page(h))
	}
	for _, e := range a.endpoints() {
		mux.Handle("GET "+e.Path, a.json(e.serve))
	}
	files, err := fs.Sub(static, "static")
	if err != nil {
		panic("web: static files are not embedded: " + err.Error())
	}
	mux.Handle("GET /static/", http.StripPrefix("/static/", cached(http.FileServerFS(files))))
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			a.fail(w, r, problem{http.StatusMethodNotAllowed, "Nothing can be changed here", "These pages only read."})
			return
		}
		a.fail(w, r, notFound("There is no page at this address."))
	})
	return guard(mux)
}

// routes are the pages by path pattern.
func (a *app) routes() map[string]handler {
	return map[string]handler{
		"/{$}":                     a.state,
		"/timeline":                a.timeline,
		"/statements":              a.statements,
		"/positions":               a.positions,
		"/proposals":               a.proposals,
		"/truces":                  a.truces,
		"/due":                     a.due,
		"/sources":                 a.sources,
		"/search":                  a.search,
		"/articles":                a.articles,
		"/articles/{id}":           a.reader,
		"/articles/{id}/marks.css": a.sheet,
		"/actors":                  a.actors,
		"/actors/{id}":             a.actor,
		"/api":                     a.apiPage,
	}
}

// menu is the main navigation.
var menu = []link{
	{"state", "/", "State of play"}, {"timeline", "/timeline", "Timeline"}, {"statements", "/statements", "Statements"},
	{"positions", "/positions", "Positions"}, {"proposals", "/proposals", "Proposals"}, {"truces", "/truces", "Truces"}, {"due", "/due", "Due"}, {"actors", "/actors", "Actors"}, {"sources", "/sources", "Sources"}, {"articles", "/articles", "Articles"},
}

// A link is an entry of a menu.
type link struct{ Name, Href, Label string }

// parse reads every page's template together with the layout and the parts.
// The templates are embedded, so one that does not parse is our own bug.
func parse() map[string]*template.Template {
	names, err := fs.Glob(templates, "templates/page_*.html")
	if err != nil {
		panic("web: " + err.Error())
	}
	shared := template.Must(template.ParseFS(templates, "templates/layout.html", "templates/parts.html"))
	pages := make(map[string]*template.Template, len(names))
	for _, n := range names {
		t := template.Must(template.Must(shared.Clone()).ParseFS(templates, n))
		pages[n[len("templates/page_"):len(n)-len(".html")]] = t
	}
	return pages
}

// fingerprint is a short hash of the static files, so that browsers keep them
// until they change.
func fingerprint() string {
	h := sha256.New()
	err := fs.WalkDir(static, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := static.ReadFile(path)
		h.Write(b)
		return err
	})
	if err != nil {
		panic("web: " + err.Error())
	}
	return hex.EncodeToString(h.Sum(nil)[:6])
}

func cached(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "private, max-age=86400")
		next.ServeHTTP(w, r)
	})
}

func itoa(n int) string { return strconv.Itoa(n) }
