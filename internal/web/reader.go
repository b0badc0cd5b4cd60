package web

import (
	"bytes"
	"cmp"
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"parley/internal/record"
	"parley/internal/source"
)

// partSize is how many code points of an article one page shows; longer ones
// are shown in parts.
const partSize = 200_000

// A note stands in the margin of an article: one finding.
type note struct {
	ID, Entry string // element id of its words; ID in the article
	Kind      string // statement, position, event, proposal, commitment, truce, figure
	Who       nameView
	Office    string
	Party     string
	Stance    stance
	Status    status
	Head      string // type of an event, issue of a position, title of a proposal
	Object    string
	People    []nameView // participants of an event
	Place     string
	Day       when
	Cond      condition
	Quote     string // the words, shortened
	Facts     []string
	How       string // which rule found it; "" unknown
	Lead      string // the cue, to stand before Quote
	start     int    // code points; where its first words begin
	classes   string
	parts     []part
}

// A part is a piece of a finding with the class that draws it.
type part struct {
	record.Piece
	class string
}

// segmentView is a segment as written in the page.
type segmentView struct {
	IDs   []string      // anchors that open here
	Class string        // "" for plain text
	Plain bool          // no finding: furniture, or nothing
	Text  template.HTML // escaped, character for character
	Refs  []refView     // references to notes behind it
}

// refView leads from the words to their note.
type refView struct{ ID, Kind, Label string }

type paragraphView struct {
	Segments []segmentView
	Tight    bool // no blank line stands in the text behind it
}

type readerBody struct {
	ID, Title  string
	Outlet     string
	Link       string
	Published  when
	How        string // how the publication date is known
	Language   string
	Length     string
	Invented   bool
	Notices    []string
	Paragraphs []paragraphView
	Notes      []note
	Total      string
	Counts     [3]string // of statements, positions, events
	Furniture  bool
	Pager      pager // through the parts of a long article
}

// reader shows an article's text exactly as stored, with every finding marked.
func (a *app) reader(w http.ResponseWriter, r *http.Request) error {
	sn, err := a.last.get(r.Context())
	if err != nil {
		return err
	}
	art, notes, err := a.open(r, sn)
	if err != nil {
		return err
	}
	part, err := partOf(r, art)
	if err != nil {
		return err
	}
	notes = part.notes(notes)
	b := readerBody{
		ID: art.ID, Title: headline(art), Outlet: art.Outlet, Link: webLink(art.Link), How: how(art), Language: art.Language,
		Length: plural(utf8.RuneCountInString(art.Text), "character", "characters"), Invented: invented(art.Link),
		Notices: notices(sn, art), Notes: notes, Furniture: len(art.Furniture) > 0,
	}
	if !art.Published.IsZero() {
		b.Published = day(art.Published.Format("2006-01-02"), art.PublishedBy == source.Inferred)
		if art.HasTime {
			b.Published.Text += ", " + art.Published.Format("15:04 MST")
		}
	}
	b.Total = plural(len(notes), "finding", "findings")
	for i, kind := range []string{"statement", "position", "event"} {
		n := 0
		for _, x := range notes {
			if x.Kind == kind {
				n++
			}
		}
		b.Counts[i] = plural(n, kind, kind+"s")
	}
	b.Pager = part.pager(art.ID)
	b.Paragraphs = layOut(art, notes, found(r), part)
	v := view{Title: b.Title, Nav: "reader", Sheet: articleHref(art.ID) + "/marks.css", Body: b}
	return a.render(w, sn, "reader", v)
}

// open returns the article that a request names, and its notes in text order.
func (a *app) open(r *http.Request, sn *snapshot) (source.Article, []note, error) {
	id := r.PathValue("id")
	if !isHex(id) {
		return source.Article{}, nil, notFound("No article has this number.")
	}
	art, err := a.store.Article(r.Context(), id)
	if err != nil {
		return art, nil, err
	}
	f, err := a.store.Findings(r.Context(), art.ID)
	if err != nil {
		return art, nil, err
	}
	return art, a.notes(sn, art, f), nil
}

func isHex(s string) bool {
	for _, c := range s {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return len(s) >= 8 && len(s) <= 64
}

// found is the stretch that a search leads to, as a mark; none if the request
// names none.
func found(r *http.Request) []mark {
	from, err1 := strconv.Atoi(r.FormValue("from"))
	to, err2 := strconv.Atoi(r.FormValue("to"))
	if err1 != nil || err2 != nil || from < 0 || to <= from {
		return nil
	}
	return []mark{{start: from, end: to, class: "found", id: "found"}}
}

// sheet is the style that lights up the words of the finding that an address
// or a note points at. It is made for the article, so that it works without
// script and without inline style.
func (a *app) sheet(w http.ResponseWriter, r *http.Request) error {
	sn, err := a.last.get(r.Context())
	if err != nil {
		return err
	}
	_, notes, err := a.open(r, sn)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	for _, n := range notes {
		fmt.Fprintf(&b, ".reader:has(#%[1]s:target,#n-%[1]s:target) .f-%[1]s{background:var(--hit);color:var(--hit-ink)}\n", n.ID)
		fmt.Fprintf(&b, ".reader:has(#%[1]s:target) #n-%[1]s{background:var(--panel);border-left-color:var(--hit)}\n", n.ID)
	}
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	_, _ = b.WriteTo(w) // fails where the reader went away
	return nil
}

// layOut splits the text into paragraphs of segments. The texts of all
// segments, joined, are the article's text.
func layOut(art source.Article, notes []note, marks []mark, shown stretch) []paragraphView {
	refs := map[int]refView{} // by index of the mark that the reference follows
	for _, n := range notes {
		for i, p := range n.parts {
			m := mark{start: p.Start, end: p.End, class: p.class + " f-" + n.ID}
			if p.Start == n.start {
				m.id = n.ID
				n.start = -1
			}
			if i == len(n.parts)-1 {
				refs[len(marks)] = refView{n.ID, n.Kind, capital(n.Kind) + " " + n.Entry}
			}
			marks = append(marks, m)
		}
	}
	marks = append(marks, furniture(art)...)
	for i := range marks {
		marks[i].start -= shown.start
		marks[i].end -= shown.start
	}
	first := len(marks)
	paras := paragraphs(shown.text)
	for _, p := range paras {
		marks = append(marks, mark{start: p[0], end: p[1]})
	}
	out := make([]paragraphView, len(paras))
	for _, s := range cut(shown.text, marks) {
		if len(s.marks) == 0 {
			continue // only an empty text
		}
		p := &out[s.marks[len(s.marks)-1]-first]
		p.Segments = append(p.Segments, segmentOf(s, marks, refs, first))
		p.Tight = !blankLine(s.text)
	}
	return out
}

// segmentOf writes one segment; marks from first on are paragraphs.
func segmentOf(s segment, marks []mark, refs map[int]refView, first int) segmentView {
	v := segmentView{Text: exact(s.text), Plain: true}
	seen := map[string]bool{}
	for _, i := range s.marks {
		if i >= first {
			continue
		}
		v.Plain = v.Plain && marks[i].class == "furn"
		if c := marks[i].class; !seen[c] {
			seen[c] = true
			if v.Class != "" {
				v.Class += " "
			}
			v.Class += c
		}
	}
	for _, i := range s.opens {
		if marks[i].id != "" {
			v.IDs = append(v.IDs, marks[i].id)
		}
	}
	for _, i := range s.closes {
		if ref, ok := refs[i]; ok {
			v.Refs = append(v.Refs, ref)
		}
	}
	return v
}

// exact escapes a text so that a browser shows it character for character:
// carriage returns too, which it would else drop before line feeds.
func exact(s string) template.HTML {
	return template.HTML(strings.ReplaceAll(template.HTMLEscapeString(s), "\r", "&#13;"))
}

// blankLine reports whether a text ends with a blank line.
func blankLine(s string) bool {
	lines := 0
	for i := len(s) - 1; i >= 0; i-- {
		switch s[i] {
		case '\n':
			lines++
		case ' ', '\t', '\r':
		default:
			return lines > 1
		}
	}
	return lines > 1
}

// furniture turns an article's furniture, in bytes, into marks.
func furniture(art source.Article) []mark {
	var out []mark
	pos, at := 0, 0
	stretches := slices.Clone(art.Furniture)
	slices.SortFunc(stretches, func(x, y source.Stretch) int { return cmp.Compare(x.Start, y.Start) })
	step := func(to int) int {
		to = min(max(to, pos), len(art.Text))
		at += utf8.RuneCountInString(art.Text[pos:to])
		pos = to
		return at
	}
	for _, f := range stretches {
		start := step(f.Start)
		out = append(out, mark{start: start, end: step(f.End), class: "furn"})
	}
	return out
}

// headline is what to call an article of the store.
func headline(art source.Article) string {
	return title(record.Article{Title: art.Title, Outlet: art.Outlet, Doc: art.Doc})
}

// how says how the day of publication is known.
func how(art source.Article) string {
	switch art.PublishedBy {
	case source.Given:
		return "given by the source"
	case source.Dateline:
		return "from its dateline"
	case source.Inferred:
		return "worked out from the articles read with it"
	}
	return "not known"
}

// webLink is an article's link where it leads to the web; "" for any other
// scheme.
func webLink(link string) string {
	if len(link) > 8 && (link[:7] == "http://" || link[:8] == "https://") {
		return link
	}
	return ""
}

// notices are what a reader must know before reading.
func notices(sn *snapshot, art source.Article) []string {
	var out []string
	switch art.Complete {
	case source.Cut:
		out = append(out, "This article is cut off. What it does not say proves nothing.")
	case source.Live:
		out = append(out, "This is a live page, as it stood when it was read. What it does not say proves nothing.")
	}
	switch art.Skipped {
	case source.SkipLanguage:
		out = append(out, "This article is not in English. It was kept but not read.")
	case source.SkipEmptyText:
		out = append(out, "This article has no text.")
	}
	if a, ok := sn.rec.Article(art.ID); ok && a.Copies != "" {
		n := 0
		for _, b := range sn.rec.Articles {
			if b.Copies == a.Copies && b.ID != a.ID {
				n++
			}
		}
		if n > 0 {
			out = append(out, "Nearly the same text stands in "+plural(n, "other article", "other articles")+"; together they count once.")
		}
	}
	return out
}
