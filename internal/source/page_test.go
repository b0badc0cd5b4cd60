package source

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// story is the body of a page long enough to be found.
const story = `<article><h1>Talks resume in Port Anselm</h1>
<p>The delegations of Velmark and Selvane met in <b>Port Anselm</b> on Friday, the first time in eleven weeks, after a night of calls between the two capitals.</p>
<p>“We want a truce first,” said Ana Duro,   who leads for Velmark.<br>She left at noon, and those who had waited for her at the gate learned nothing more, as so often before.</p>
<figure><img src="x.jpg"><figcaption>A photograph of something else.</figcaption></figure>
<ul><li>A truce of thirty days, watched by others</li><li>Talks after it, in the same place, led by the ministers</li></ul>
<p>The mediators said that they would, in their own words, go on for as long as it takes, and that both sides had asked them to.</p></article>`

func page(head, body string) string {
	return "<!DOCTYPE html><html lang=en-GB><head>" + head + "</head><body><nav><a href=/>Home</a><a href=/world>World</a></nav>" + body +
		"<footer>Velmark Post, all rights</footer></body></html>"
}

func readPage(t testing.TB, html string) (Article, []string) {
	t.Helper()
	folder(t, map[string]string{"x.html": html})
	articles, problems := readAllOf(reader(t, ""), "x.html")
	if len(articles) != 1 {
		t.Fatal(len(articles), problems)
	}
	return articles[0], problems
}

func TestMainTextOfAPage(t *testing.T) {
	a, _ := readPage(t, page("<title>Talks | Velmark Post</title>", story))
	want := []string{
		"The delegations of Velmark and Selvane met in Port Anselm on Friday, the first time in eleven weeks, after a night of calls between the two capitals.",
		"“We want a truce first,” said Ana Duro, who leads for Velmark.",
		"She left at noon, and those who had waited for her at the gate learned nothing more, as so often before.",
		"A truce of thirty days, watched by others",
		"Talks after it, in the same place, led by the ministers",
		"The mediators said that they would, in their own words, go on for as long as it takes, and that both sides had asked them to.",
	}
	lines := strings.Split(strings.TrimSpace(a.Text), "\n")
	if lines[0] == "Talks resume in Port Anselm" {
		lines = lines[1:]
	}
	if d := cmp.Diff(want, lines); d != "" {
		t.Error(d)
	}
	if a.Title != "Talks resume in Port Anselm" || a.Language != "en" {
		t.Error(a.Title, a.Language)
	}
}

func TestWhatAPageTellsOfItself(t *testing.T) {
	for name, tt := range map[string]struct{ head, body, title, outlet, published, link string }{
		"JSON-LD": {`<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebPage","headline":"Page"},
			{"@type":["NewsArticle"],"headline":"Talks &amp; truce","datePublished":"2025-05-09T10:00:00+03:00","publisher":{"@type":"Organization","name":"Velmark Post"}}]}</script>
			<link rel=canonical href="https://velmark.example/1">`, story, "Talks & truce", "Velmark Post", "2025-05-09T10:00:00+03:00", "https://velmark.example/1"},
		"meta tags": {`<meta property="og:title" content="Talks"><meta property="og:site_name" content="Velmark Post"><meta property="og:url" content="https://velmark.example/2">
			<meta property="article:published_time" content="2025-05-09T10:00:00Z">`, story, "Talks", "Velmark Post", "2025-05-09T10:00:00Z", "https://velmark.example/2"},
		"time element": {"<title>Talks</title>", "<time datetime='2025-05-10'>tomorrow</time><time itemprop=datePublished datetime='2025-05-09'>today</time>" + story,
			"Talks resume in Port Anselm", "", "2025-05-09", ""},
		"broken JSON-LD": {`<script type="application/ld+json">{"@type":</script><meta name=date content="2025-05-09">`, story, "Talks resume in Port Anselm", "", "2025-05-09", ""},
		"bad date":       {`<meta name=date content="31 February 2025">`, story, "Talks resume in Port Anselm", "", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			a, problems := readPage(t, page(tt.head, tt.body))
			published := ""
			switch {
			case a.HasTime:
				published = a.Published.Format(time.RFC3339)
			case !a.Published.IsZero():
				published = a.Published.Format(time.DateOnly)
			}
			got := []string{a.Title, a.Outlet, published, a.Link}
			if d := cmp.Diff([]string{tt.title, tt.outlet, tt.published, tt.link}, got); d != "" {
				t.Error(d)
			}
			if (name == "bad date") != (len(problems) == 1) {
				t.Error(problems)
			}
		})
	}
}

func TestPagesInOtherEncodings(t *testing.T) {
	for name, html := range map[string]string{
		"declared": strings.ReplaceAll(page(`<meta charset="windows-1252">`, story), "“", "\x93"),
		"guessed":  strings.ReplaceAll(strings.ReplaceAll(page("", story), "“", "\x93"), "”", "\x94"),
		"UTF-16":   "\xfe\xff" + utf16(page("", story)),
	} {
		if a, _ := readPage(t, html); !strings.Contains(a.Text, "“We want a truce first,") {
			t.Errorf("%s: %q", name, a.Text)
		}
	}
}

// utf16 encodes s, which is of the basic plane, in big-endian UTF-16.
func utf16(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteByte(byte(r >> 8))
		b.WriteByte(byte(r))
	}
	return b.String()
}

func TestAPageNestedWithoutEndIsReadByItsTags(t *testing.T) {
	for _, tag := range []string{"div", "b", "table", "blockquote", "x-y"} {
		html := "<html><script>x</script>" + strings.Repeat("<"+tag+">", 100_000) + "Ana Duro said no. &amp; left." + strings.Repeat("</"+tag+">", 100_000)
		a, problems := readPage(t, html)
		if strings.TrimSpace(a.Text) != "Ana Duro said no. & left." {
			t.Errorf("%s: %.80q", tag, a.Text)
		}
		if tag != "table" && (len(problems) != 1 || !strings.HasPrefix(problems[0], "x.html: tangled markup")) { // a table in a table closes it
			t.Error(tag, problems)
		}
	}
}

func TestPagesWithoutAnArticle(t *testing.T) {
	for name, html := range map[string]string{"empty": "", "no text": page("", ""), "only a script": "<script>alert('Ana Duro said no.')</script>"} {
		a, _ := readPage(t, html)
		if strings.Contains(a.Text, "Ana") {
			t.Errorf("%s: %q", name, a.Text)
		}
	}
	folder(t, map[string]string{"x.html": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"})
	if _, problems := readAllOf(reader(t, ""), "x.html"); len(problems) != 1 || problems[0] != "lost x.html: binary, no page" {
		t.Error(problems)
	}
}
