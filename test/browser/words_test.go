package browser

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// target describes the words that the address of a reader page points at.
type target struct {
	Found   bool
	Text    string // of all pieces with the finding's class, joined
	Seen    bool   // the first of them is in the window
	Lit     bool   // it looks other than the same words do when nothing points at them
	Address string
}

const lookAtTarget = `(() => {
	const first = document.getElementById(decodeURIComponent(location.hash.slice(1)));
	if (!first) return {Found: false, Address: location.href};
	const mark = first.closest("mark") || first.querySelector("mark") || first;
	const of = [...mark.classList].find(c => c === "f-" + first.id) || "f-" + first.id;
	const pieces = [...document.querySelectorAll("." + CSS.escape(of))].filter(e => e.closest("main") && e.tagName === "MARK");
	const box = mark.getBoundingClientRect();
	const look = e => { const s = getComputedStyle(e); return [s.backgroundColor, s.outline, s.boxShadow, s.textDecoration, s.borderBottom].join() };
	const lit = look(mark), address = location.href;
	history.replaceState(null, "", location.pathname);
	location.hash = "#main";
	const dark = look(mark);
	return {Found: true, Text: pieces.map(e => e.textContent).join(""), Seen: box.bottom > 0 && box.top < innerHeight && box.width > 0,
		Lit: lit !== dark, Address: address};
})()`

func TestACellLeadsToItsWordsInTheArticle(t *testing.T) {
	for _, width := range []int64{1280, 390} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			ctx, console := open(t)
			do(t, ctx, "state of play", chromedp.EmulateViewport(width, 900), chromedp.Navigate(site+"/"))
			if n := get(t, ctx, "cells", chromedp.Evaluate[int](`document.querySelectorAll("a.cell").length`)); n < 4 {
				t.Fatalf("the state of play has %d cells", n)
			}
			do(t, ctx, "opening a cell", chromedp.Click(chromedp.CSS("a.cell")), chromedp.WaitVisible(chromedp.CSS(":target a.words")))
			words := get(t, ctx, "words in the cell", chromedp.TextContent(chromedp.CSS(":target a.words")))
			href := get(t, ctx, "link of the words", chromedp.AttributeValue(chromedp.CSS(":target a.words"), "href")).Value
			console.silent(t, "state of play")

			do(t, ctx, "following "+href,
				chromedp.Click(chromedp.CSS(":target a.words")),
				chromedp.WaitVisible(chromedp.CSS(".reader")),
				chromedp.Sleep(300*time.Millisecond)) // the page scrolls to its target
			got := get(t, ctx, "words in the article", chromedp.Evaluate[target](lookAtTarget))
			console.silent(t, href)
			if !strings.HasSuffix(got.Address, href) {
				t.Errorf("%s led to %s", href, got.Address)
			}
			if !got.Found || !got.Seen || !got.Lit {
				t.Errorf("%s: the words were found: %v, in view: %v, highlighted: %v", href, got.Found, got.Seen, got.Lit)
			}
			if !sameWords(got.Text, words) {
				t.Errorf("%s highlights %q; the cell promised %q", href, got.Text, words)
			}
		})
	}
}

// sameWords compares what a page promised with what it highlights, but for
// spaces and for an ellipsis where the promise was shortened.
func sameWords(lit, promised string) bool {
	squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
	l := squeeze(lit)
	for _, piece := range strings.Split(squeeze(promised), "…") {
		i := strings.Index(l, piece)
		if i < 0 {
			return false
		}
		l = l[i+len(piece):]
	}
	return promised != ""
}

// TestPagesWorkWithoutScript opens a cell and follows its words in a browser
// that runs no script.
func TestPagesWorkWithoutScript(t *testing.T) {
	ctx, _ := open(t)
	do(t, ctx, "without script",
		noScript(),
		chromedp.Navigate(site+"/"),
		chromedp.Click(chromedp.CSS("a.cell")),
		chromedp.WaitVisible(chromedp.CSS(":target a.words")),
		chromedp.Click(chromedp.CSS(":target a.words")),
		chromedp.WaitVisible(chromedp.CSS(".reader")))
}

func TestOtherHostsAreRefused(t *testing.T) {
	req, err := http.NewRequest(http.MethodGet, site+"/", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Host = "elsewhere.invalid"
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode < 400 {
		t.Errorf("a request for another host got %s", resp.Status)
	}
}
