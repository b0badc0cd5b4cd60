package analysis

import (
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"path"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"
)

// heading says what a brief is and what it rests on.
func (b Brief) heading() string {
	text := "State of play"
	if b.Title != "" {
		text += ": " + b.Title
	}
	if b.Scope.AsOf != "" {
		text += ", to " + shown(Date{Day: b.Scope.AsOf})
	}
	return text
}

// basis says what a brief rests on, and what silence in it means.
func (s Scope) basis() string {
	text := fmt.Sprintf("As reported by %s", count(s.Articles, "article"))
	if s.Cut > 0 {
		text += fmt.Sprintf(", %d of them cut or live", s.Cut)
	}
	if copies := s.Articles - s.Origins; copies > 0 {
		text += fmt.Sprintf(", %d of them copies", copies)
	}
	if s.Undated > 0 {
		text += fmt.Sprintf(", %d undated", s.Undated)
	}
	text += ". ~ marks an inferred date."
	if s.Whole > 0 {
		text += fmt.Sprintf(" – Parley found nothing in %s (it misses some; cut and live articles are not counted).", count(s.Whole, "whole article"))
	}
	return text
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// head names a row.
func (r BriefRow) head() string {
	label := upperFirst(r.Label)
	switch {
	case r.Vague:
		return label + ", which one not told"
	case r.Object == "":
		return label
	}
	return label + ": " + r.Object
}

// silence says of whom nothing is found; "" if of all something is.
func (r BriefRow) silence(s Scope) string {
	if len(r.Silent) == 0 {
		return ""
	}
	return fmt.Sprintf("%s: nothing found in %s", strings.Join(r.Silent, ", "), count(s.Whole, "whole article"))
}

func upperFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// numbers writes references: " [1][3]".
func numbersText(refs []int) string {
	var b strings.Builder
	for i, n := range refs {
		if i == 0 {
			b.WriteString(" ")
		}
		fmt.Fprintf(&b, "[%d]", n)
	}
	return b.String()
}

// source says where a reference points.
func (r BriefRef) source() string {
	parts := []string{r.Outlet, shown(Date{Day: r.Day}), r.Title}
	if r.Outlet == "" {
		parts[0] = "unknown outlet"
		if r.Doc != "" {
			parts[0] = path.Base(filepath.ToSlash(r.Doc))
		}
	}
	if r.Day == "" {
		parts[1] = "undated"
	}
	if r.Title == "" {
		parts = parts[:2]
	}
	return strings.Join(parts, ", ")
}

// quote gives the article's words, and before them who says them and how.
func (r BriefRef) quote() string {
	text := "“" + oneLine(r.Text) + "”"
	if r.Lead != "" {
		return r.Lead + ": " + text
	}
	return text
}

// oneLine puts a text on one line.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// lines writes lines; after an error it writes nothing more.
type lines struct {
	w     io.Writer
	width int
	err   error
}

// put writes a text after an indent of n columns, wrapped to the width if one
// is given, with first before the first line.
func (l *lines) put(n int, first, text string) {
	indent := strings.Repeat(" ", n)
	line := indent + first
	pad := indent + strings.Repeat(" ", utf8.RuneCountInString(first))
	if l.width <= utf8.RuneCountInString(pad)+20 {
		l.print(strings.TrimRight(line+text, " "))
		return
	}
	for i, word := range strings.Fields(text) {
		if i > 0 && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > l.width {
			l.print(line)
			line = pad + word
			continue
		}
		if i > 0 {
			line += " "
		}
		line += word
	}
	l.print(strings.TrimRight(line, " "))
}

func (l *lines) print(text string) {
	if l.err == nil {
		_, l.err = io.WriteString(l.w, text+"\n")
	}
}

// WriteText writes a brief as plain text, wrapped to width columns; 0 does
// not wrap, for pipes and files. It returns w's error.
func (b Brief) WriteText(w io.Writer, width int) error {
	l := &lines{w: w, width: width}
	l.put(0, "", strings.ToUpper(b.heading()))
	l.put(0, "", b.Scope.basis())
	if len(b.Rows) == 0 {
		l.print("")
		l.put(0, "", "No position was found.")
	}
	for _, r := range b.Rows {
		l.print("")
		l.put(0, "", fmt.Sprintf("%s   (%s)", r.head(), count(r.Articles, "independent article")))
		for _, line := range r.Lines {
			for i, c := range line.Claims {
				first := line.Party + "  "
				if i > 0 {
					first = "  - "
				}
				l.put(2, first, c.Text+numbersText(c.Refs))
			}
		}
		if s := r.silence(b.Scope); s != "" {
			l.put(2, "–  ", s)
		}
	}
	if b.More > 0 {
		l.print("")
		l.put(0, "", fmt.Sprintf("%s more, each in fewer articles, left out here.", count(b.More, "object")))
	}
	for i, t := range b.Truces {
		l.print("")
		if i == 0 {
			l.print("TRUCES")
		}
		l.put(2, "", fmt.Sprintf("%s: %s   (%s)", upperFirst(t.Title), t.Standing, count(t.Articles, "independent article")))
		l.points(t.Points, t.More)
	}
	b.plans(l)
	for i, d := range b.Due {
		if i == 0 {
			l.print("")
			l.print("UNDERTAKEN")
		}
		l.put(2, "", d.line()+numbersText(d.Refs))
	}
	if b.MoreDue > 0 {
		l.put(2, "", fmt.Sprintf("and %d more", b.MoreDue))
	}
	l.days("LATEST", b.Latest)
	l.days("PLANNED, PROPOSED OR DEMANDED", b.Planned)
	if len(b.Refs) > 0 {
		l.print("")
		l.print("REFERENCES")
	}
	for _, r := range b.Refs {
		first := fmt.Sprintf("[%d] ", r.N)
		l.put(2, first, fmt.Sprintf("%s; %.12s, characters %d-%d: %s", r.source(), r.Article, r.Start, r.End, r.quote()))
	}
	return l.err
}

// line says a commitment with its day and state.
func (d BriefDue) line() string {
	text := d.Text + ": " + string(d.State)
	if d.Day != "" {
		return "by " + d.Day + "  " + text
	}
	return text
}

// points writes what became of something, with what is left out.
func (l *lines) points(points []BriefPoint, more int) {
	for _, p := range points {
		l.put(4, p.Date+"  ", p.Text+numbersText(p.Refs))
	}
	if more > 0 {
		l.put(4, "", fmt.Sprintf("and %d more", more))
	}
}

func (l *lines) days(head string, days []BriefDay) {
	if len(days) == 0 {
		return
	}
	l.print("")
	l.print(head)
	for _, d := range days {
		l.put(2, d.Date+"  ", d.Text+numbersText(d.Refs))
	}
}

// markdown escapes what Markdown would take for its own.
var markdown = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "|", `\|`, "#", `\#`)

// notes writes references as links to the list at the end.
func notes(refs []int) string {
	var b strings.Builder
	for i, n := range refs {
		if i == 0 {
			b.WriteString(" ")
		}
		fmt.Fprintf(&b, "[^%d]", n)
	}
	return b.String()
}

// WriteMarkdown writes a brief as Markdown with footnotes. It returns w's error.
func (b Brief) WriteMarkdown(w io.Writer) error {
	l := &lines{w: w}
	md := func(s string) string { return markdown.Replace(oneLine(s)) }
	l.print("# " + md(b.heading()) + "\n\n" + md(b.Scope.basis()))
	for _, r := range b.Rows {
		l.print(fmt.Sprintf("\n## %s\n\n%s.\n", md(r.head()), upperFirst(count(r.Articles, "independent article"))))
		for _, line := range r.Lines {
			for i, c := range line.Claims {
				if i == 0 {
					l.print(fmt.Sprintf("- **%s** %s%s", md(line.Party), md(c.Text), notes(c.Refs)))
					continue
				}
				l.print(fmt.Sprintf("  - %s%s", md(c.Text), notes(c.Refs)))
			}
		}
		if s := r.silence(b.Scope); s != "" {
			l.print("- – " + md(s))
		}
	}
	if b.More > 0 {
		l.print(fmt.Sprintf("\n%s more, each in fewer articles, left out here.", count(b.More, "object")))
	}
	b.halts(l, md)
	for _, part := range []struct {
		head string
		days []BriefDay
	}{{"Latest", b.Latest}, {"Planned, proposed or demanded", b.Planned}} {
		if len(part.days) > 0 {
			l.print("\n## " + part.head + "\n")
		}
		for _, d := range part.days {
			l.print(fmt.Sprintf("- %s %s%s", md(d.Date), md(d.Text), notes(d.Refs)))
		}
	}
	l.print("")
	for _, r := range b.Refs {
		where := md(r.source())
		if link := webLink(r.Link); link != "" {
			where = fmt.Sprintf("[%s](<%s>)", where, link)
		}
		l.print(fmt.Sprintf("[^%d]: %s; `%.12s`, characters %d-%d: %s", r.N, where, r.Article, r.Start, r.End, md(r.quote())))
	}
	return l.err
}

// halts writes the truces and what was undertaken as Markdown.
func (b Brief) halts(l *lines, md func(string) string) {
	for i, t := range b.Truces {
		if i == 0 {
			l.print("\n## Truces")
		}
		l.print(fmt.Sprintf("\n**%s**: %s (%s)\n", md(upperFirst(t.Title)), md(t.Standing), count(t.Articles, "independent article")))
		for _, p := range t.Points {
			l.print(fmt.Sprintf("- %s %s%s", md(p.Date), md(p.Text), notes(p.Refs)))
		}
		if t.More > 0 {
			l.print(fmt.Sprintf("- and %d more", t.More))
		}
	}
	b.plansMarkdown(l, md)
	for i, d := range b.Due {
		if i == 0 {
			l.print("\n## Undertaken\n")
		}
		l.print(fmt.Sprintf("- %s%s", md(d.line()), notes(d.Refs)))
	}
	if b.MoreDue > 0 {
		l.print(fmt.Sprintf("- and %d more", b.MoreDue))
	}
}

// webLink returns a link that may be shown, "" if it is not one of the web.
func webLink(link string) string {
	if (strings.HasPrefix(link, "http://") || strings.HasPrefix(link, "https://")) && !strings.ContainsAny(link, "<> \n\"") {
		return link
	}
	return ""
}

// WriteJSON writes a brief as indented JSON. It returns w's error.
func (b Brief) WriteJSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(b)
}

// page is a brief as one HTML page without scripts or anything from elsewhere.
var page = template.Must(template.New("brief").Funcs(template.FuncMap{
	"head": BriefRow.head, "silence": BriefRow.silence, "source": BriefRef.source, "basis": Scope.basis, "heading": Brief.heading,
	"count": count, "web": webLink, "quote": BriefRef.quote, "upper": upperFirst, "dueline": BriefDue.line, "planhead": BriefPlan.head, "clauseline": BriefPlanClause.line,
	"id": func(article string) string { return article[:min(12, len(article))] },
}).Parse(`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{heading .}}</title>
<style>
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.05rem; margin: 1.6rem 0 .3rem; }
ul { margin: .2rem 0; padding-left: 1.2rem; } .party { font-weight: 600; } .small { opacity: .75; font-size: .9rem; }
sup a { text-decoration: none; padding: 0 .1em; } ol.refs { font-size: .9rem; } :target { outline: 2px solid; outline-offset: 2px; }
</style>
</head>
<body>
<main>
<h1>{{heading .}}</h1>
<p class="small">{{basis .Scope}}</p>
{{- $scope := .Scope}}
{{- if not .Rows}}
<p>No position was found.</p>
{{- end}}
{{- range .Rows}}
<section>
<h2>{{head .}} <span class="small">{{count .Articles "independent article"}}</span></h2>
<ul>
{{- range .Lines}}
<li><span class="party">{{.Party}}</span>{{range $i, $c := .Claims}}{{if $i}}<br>{{else}} {{end}}{{$c.Text}}{{template "refs" $c.Refs}}{{end}}</li>
{{- end}}
{{- with silence . $scope}}
<li class="small">– {{.}}</li>
{{- end}}
</ul>
</section>
{{- end}}
{{- if .More}}
<p class="small">{{count .More "object"}} more, each in fewer articles, left out here.</p>
{{- end}}
{{- if .Truces}}
<section>
<h2>Truces</h2>
{{- range .Truces}}
<p><span class="party">{{upper .Title}}</span>: {{.Standing}} <span class="small">{{count .Articles "independent article"}}</span></p>
<ul>{{range .Points}}
<li>{{.Date}} {{.Text}}{{template "refs" .Refs}}</li>{{end}}{{if .More}}
<li class="small">and {{.More}} more</li>{{end}}
</ul>
{{- end}}
</section>
{{- end}}
{{- if .Plans}}
<section>
<h2>On the table</h2>
{{- range .Plans}}
<p><span class="party">{{planhead .}}</span>{{template "refs" .Refs}}</p>
<ul>{{range .Stances}}
<li>on the whole: {{.Text}}{{template "refs" .Refs}}</li>{{end}}{{range .Clauses}}
<li>{{clauseline .}}{{template "refs" .Refs}}{{range .Stances}}<br><span class="small">on the issue: {{.Text}}</span>{{template "refs" .Refs}}{{end}}</li>{{end}}{{if .More}}
<li class="small">and {{.More}} more</li>{{end}}
</ul>
{{- end}}{{if .MorePlans}}
<p class="small">and {{.MorePlans}} more</p>{{end}}
</section>
{{- end}}
{{- if .Due}}
<section>
<h2>Undertaken</h2>
<ul>{{range .Due}}
<li>{{dueline .}}{{template "refs" .Refs}}</li>{{end}}{{if .MoreDue}}
<li class="small">and {{.MoreDue}} more</li>{{end}}
</ul>
</section>
{{- end}}
{{- if .Latest}}
<section>
<h2>Latest</h2>
<ul>{{range .Latest}}
<li>{{.Date}} {{.Text}}{{template "refs" .Refs}}</li>{{end}}
</ul>
</section>
{{- end}}
{{- if .Planned}}
<section>
<h2>Planned, proposed or demanded</h2>
<ul>{{range .Planned}}
<li>{{.Date}} {{.Text}}{{template "refs" .Refs}}</li>{{end}}
</ul>
</section>
{{- end}}
{{- if .Refs}}
<section>
<h2>References</h2>
<ol class="refs">{{range .Refs}}
<li id="ref{{.N}}" value="{{.N}}">{{with web .Link}}<a href="{{.}}" rel="noreferrer">{{end}}{{source .}}{{if web .Link}}</a>{{end}}; {{id .Article}}, characters {{.Start}}-{{.End}}: {{quote .}}</li>{{end}}
</ol>
</section>
{{- end}}
</main>
</body>
</html>
{{define "refs"}}{{if .}}<sup>{{range .}}<a href="#ref{{.}}">{{.}}</a>{{end}}</sup>{{end}}{{end}}`))

// WriteHTML writes a brief as one HTML page that needs nothing else. It
// returns w's error.
func (b Brief) WriteHTML(w io.Writer) error { return page.Execute(w, b) }
