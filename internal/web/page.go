package web

import (
	"bytes"
	"errors"
	"net/http"
	"strings"

	"parley/internal/store"
)

// A handler answers one request for a page. Errors are shown as pages: a
// problem with its own status, a missing entry of the store as 404, anything
// else as 500.
type handler func(w http.ResponseWriter, r *http.Request) error

// A problem is an error with what to tell the reader.
type problem struct {
	Status int
	Title  string // the heading
	Text   string // what to do, a sentence
}

// Error returns the heading and the sentence.
func (p problem) Error() string { return "web: " + p.Title + ": " + p.Text }

func notFound(text string) problem {
	return problem{http.StatusNotFound, "Not found", text}
}

func badRequest(text string) problem {
	return problem{http.StatusBadRequest, "This address does not make sense", text}
}

// view is what the layout shows around every page.
type view struct {
	Title    string
	Nav      string // name of the menu entry, and of the page
	Sheet    string // path of a further style sheet; "" for none
	Query    string // in the search field
	Invented string // first line where the coverage is invented
	Build    string
	Menu     []link
	Body     any
}

// page turns a handler into an http.Handler.
func (a *app) page(h handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "private, no-cache")
		if err := h(w, r); err != nil {
			a.fail(w, r, asProblem(err, a.opts.Failed))
		}
	})
}

// asProblem says of an error what the reader should know of it; those that are
// nobody's fault but ours are also told to failed.
func asProblem(err error, failed func(error)) problem {
	var p problem
	if errors.As(err, &p) {
		return p
	}
	p = problem{http.StatusInternalServerError, "Something went wrong here", "The record could not be shown. Reload the page; if that does not help, the message of the program in its terminal says more."}
	var s *store.Error
	if errors.As(err, &s) {
		switch s.Code {
		case store.NotFound:
			return notFound("Nothing with this number is in the record. It may come from another database.")
		case store.Invalid:
			return badRequest(sentence(s.Message) + " " + s.Hint)
		}
		p.Text = sentence(s.Message) + " " + s.Hint
	}
	if failed != nil {
		failed(err)
	}
	return p
}

// sentence gives a message a capital and a full stop.
func sentence(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:] + "."
}

// fail shows a problem as a page, or as JSON below /api/.
func (a *app) fail(w http.ResponseWriter, r *http.Request, p problem) {
	if strings.HasPrefix(r.URL.Path, "/api/") {
		writeJSON(w, p.Status, map[string]string{"error": p.Title, "hint": p.Text})
		return
	}
	v := view{Title: p.Title, Nav: "error", Body: p}
	if err := a.show(w, p.Status, "error", v); err != nil {
		http.Error(w, p.Title, p.Status)
	}
}

// render shows a page with the banner of the snapshot.
func (a *app) render(w http.ResponseWriter, sn *snapshot, name string, v view) error {
	v.Invented = sn.invented
	return a.show(w, http.StatusOK, name, v)
}

// show executes a page's template and sends it, whole or not at all.
func (a *app) show(w http.ResponseWriter, code int, name string, v view) error {
	v.Build, v.Menu = a.build, menu
	if v.Nav == "" {
		v.Nav = name
	}
	var b bytes.Buffer
	if err := a.pages[name].ExecuteTemplate(&b, "layout", v); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(code)
	_, _ = b.WriteTo(w) // fails where the reader went away
	return nil
}
