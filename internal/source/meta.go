package source

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// markup is what a page's head and markup tell about its article, by source.
type markup struct {
	meta    map[string]string // name or property, lower case, to the first content
	linked  []ldArticle       // JSON-LD objects that describe an article
	time    string            // datetime of the first <time> that says it is the publication, else the first
	marked  bool              // time says it is the publication
	title   string            // <title>
	heading string            // first <h1>
	link    string            // <link rel=canonical>
	lang    string            // <html lang>
}

// ldArticle is an article as schema.org describes it.
type ldArticle struct {
	title, published, outlet, link, lang string
	page                                 bool // of the type WebPage: says less than an article
}

// describe takes title, outlet, link, language and published time from the
// markup: JSON-LD first, then meta tags, then elements. It returns why a date
// could not be taken, "" if none was wrong.
func (a *Article) describe(root *html.Node) (why string) {
	m := &markup{meta: map[string]string{}}
	m.visit(root)
	ld := m.article()
	a.Title = first(ld.title, m.meta["og:title"], m.meta["twitter:title"], m.heading, m.title)
	a.Outlet = first(ld.outlet, m.meta["og:site_name"], m.meta["application-name"], m.meta["publisher"], m.meta["dc.publisher"])
	a.Link = first(m.link, m.meta["og:url"], ld.link)
	a.Language = first(m.lang, ld.lang, m.meta["og:locale"], m.meta["language"])
	for _, date := range []string{ld.published, m.meta["article:published_time"], m.meta["og:published_time"], m.meta["datepublished"],
		m.meta["parsely-pub-date"], m.meta["sailthru.date"], m.meta["publish-date"], m.meta["pubdate"], m.meta["dc.date.issued"],
		m.meta["dcterms.created"], m.meta["dc.date"], m.meta["date"], m.time} {
		w := a.date(date)
		if !a.Published.IsZero() {
			return ""
		}
		if why == "" {
			why = w
		}
	}
	return why
}

// article merges what the JSON-LD objects say, articles before mere pages.
func (m *markup) article() ldArticle {
	var ld ldArticle
	for _, page := range []bool{false, true} {
		for _, x := range m.linked {
			if x.page == page {
				ld = ldArticle{first(ld.title, x.title), first(ld.published, x.published), first(ld.outlet, x.outlet),
					first(ld.link, x.link), first(ld.lang, x.lang), false}
			}
		}
	}
	return ld
}

// first returns the first of ss that is not blank, trimmed, its white space as single spaces.
func first(ss ...string) string {
	for _, s := range ss {
		if s = strings.Join(strings.Fields(s), " "); s != "" {
			return strings.ReplaceAll(s, "\x00", "\ufffd")
		}
	}
	return ""
}

func (m *markup) visit(n *html.Node) {
	if n.Type == html.ElementNode {
		m.element(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		m.visit(c)
	}
}

func (m *markup) element(n *html.Node) {
	switch n.DataAtom {
	case atom.Html:
		m.lang = attr(n, "lang")
	case atom.Title:
		if m.title == "" && n.Namespace == "" {
			m.title = textOf(n)
		}
	case atom.H1:
		if m.heading == "" {
			m.heading = textOf(n)
		}
	case atom.Meta:
		name := strings.ToLower(first(attr(n, "property"), attr(n, "name"), attr(n, "itemprop")))
		if content := attr(n, "content"); name != "" && m.meta[name] == "" {
			m.meta[name] = content
		}
	case atom.Link:
		if m.link == "" && strings.EqualFold(attr(n, "rel"), "canonical") {
			m.link = attr(n, "href")
		}
	case atom.Time:
		m.published(n)
	case atom.Script:
		if strings.EqualFold(strings.TrimSpace(attr(n, "type")), "application/ld+json") && n.FirstChild != nil {
			m.linkedData(n.FirstChild.Data)
		}
	}
}

func (m *markup) published(n *html.Node) {
	when := attr(n, "datetime")
	if when == "" {
		return
	}
	marked := strings.EqualFold(attr(n, "itemprop"), "datePublished") || hasAttr(n, "pubdate")
	if m.time == "" || marked && !m.marked {
		m.time, m.marked = when, marked
	}
}

// linkedData takes the articles out of one JSON-LD block. A block that is no
// JSON is passed over: pages carry many that are not.
func (m *markup) linkedData(block string) {
	var v any
	if json.Unmarshal([]byte(block), &v) != nil {
		return
	}
	m.ldValue(v, 0)
}

func (m *markup) ldValue(v any, depth int) {
	if depth > 8 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			m.ldValue(x, depth+1)
		}
	case map[string]any:
		m.ldValue(v["@graph"], depth+1)
		if !isArticle(v["@type"]) {
			return
		}
		ld := ldArticle{title: ldText(v["headline"]), published: ldText(v["datePublished"]), outlet: ldText(v["publisher"]),
			link: ldText(v["url"]), lang: ldText(v["inLanguage"]), page: v["@type"] == "WebPage"}
		if ld.title != "" || ld.published != "" {
			m.linked = append(m.linked, ld)
		}
	}
}

// isArticle tells whether a schema.org type is one of an article.
func isArticle(v any) bool {
	switch v := v.(type) {
	case string:
		return strings.HasSuffix(v, "Article") || strings.HasSuffix(v, "Posting") || v == "Report" || v == "WebPage"
	case []any:
		for _, x := range v {
			if isArticle(x) {
				return true
			}
		}
	}
	return false
}

// ldText returns a value that is a text or an object with a name.
func ldText(v any) string {
	switch v := v.(type) {
	case string:
		return html.UnescapeString(v)
	case map[string]any:
		s, _ := v["name"].(string)
		return html.UnescapeString(s)
	case []any:
		if len(v) > 0 {
			if _, nested := v[0].([]any); !nested {
				return ldText(v[0])
			}
		}
	}
	return ""
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

func textOf(n *html.Node) string {
	return first(inner(n))
}

// inner is the text under n, whatever n itself is.
func inner(n *html.Node) string {
	var s strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			s.WriteString(c.Data)
		} else {
			s.WriteString(blocks(c))
		}
	}
	return s.String()
}
