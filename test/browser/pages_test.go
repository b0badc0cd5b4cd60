package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

func noScript() chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	})
}

func colourScheme(name string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}}})
		return err
	})
}

// finding is one rule that axe found broken.
type finding struct {
	ID, Impact, Help string
	Nodes            []struct {
		HTML           string
		FailureSummary string
	}
}

// TestEveryPageIsAccessible opens every page of the menu, one of each kind
// that the menu leads to, and a page that does not exist, on a desk and on a
// phone, light and dark.
func TestEveryPageIsAccessible(t *testing.T) {
	checker := axe(t)
	ctx, console := open(t)
	pages := allPages(t, ctx)
	t.Logf("pages: %s", strings.Join(pages, " "))
	for _, page := range pages {
		do(t, ctx, page, chromedp.EmulateViewport(1280, 900), chromedp.Navigate(site+page), chromedp.WaitReady(chromedp.CSS("main")))
		if get(t, ctx, page, chromedp.Title()) == "" {
			t.Errorf("%s has no title", page)
		}
		do(t, ctx, page, chromedp.Evaluate[chromedp.Void](checker+"; 0"))
		for _, colours := range []string{"light", "dark"} {
			for _, width := range []int64{1280, 390} {
				do(t, ctx, page, chromedp.EmulateViewport(width, 900), colourScheme(colours))
				checkPage(t, ctx, fmt.Sprintf("%s at %d, %s", page, width, colours))
			}
		}
		console.silent(t, page)
	}
}

// allPages are the addresses to check.
func allPages(t *testing.T, ctx context.Context) []string {
	t.Helper()
	hrefs := func(page, selector string) []string {
		do(t, ctx, page, chromedp.Navigate(site+page))
		return get(t, ctx, page, chromedp.Evaluate[[]string](
			fmt.Sprintf(`[...document.querySelectorAll(%q)].map(a => a.pathname + a.search + a.hash)`, selector)))
	}
	pages := hrefs("/", "header nav a")
	if len(pages) < 4 {
		t.Fatalf("the menu has %d entries: %v", len(pages), pages)
	}
	pages = append(pages, "/search?q=ceasefire", "/search?q=nothingofthekind", "/api")
	for _, from := range [][2]string{{"/", "a.cell"}, {"/", "thead a"}, {"/articles", `main a[href^="/articles/"]`}, {"/actors", `main a[href^="/actors/"]`},
		{"/positions", `main a[href^="/articles/"]`}} {
		links := hrefs(from[0], from[1])
		if len(links) == 0 {
			t.Errorf("%s has no link %s", from[0], from[1])
			continue
		}
		pages = append(pages, links[0], links[len(links)-1])
	}
	slices.Sort(pages)
	return slices.Compact(pages)
}

// checkPage fails for what axe calls serious or critical in the open page, and
// where the page is wider than the window.
func checkPage(t *testing.T, ctx context.Context, where string) {
	t.Helper()
	wider := get(t, ctx, where, chromedp.Evaluate[int](`document.documentElement.scrollWidth - document.documentElement.clientWidth`))
	if wider > 0 {
		t.Errorf("%s is %d pixels wider than the window", where, wider)
	}
	found := get(t, ctx, where, chromedp.Evaluate[string](
		`axe.run({resultTypes: ["violations"]}).then(r => JSON.stringify(r.violations))`, chromedp.EvalAwaitPromise))
	var findings []finding
	if err := json.Unmarshal([]byte(found), &findings); err != nil {
		t.Fatalf("%s: %v", where, err)
	}
	for _, f := range findings {
		if f.Impact != "serious" && f.Impact != "critical" {
			continue
		}
		t.Errorf("%s: %s: %s (%s), %d times", where, f.Impact, f.Help, f.ID, len(f.Nodes))
		for _, n := range f.Nodes[:min(3, len(f.Nodes))] {
			t.Logf("   %s\n   %s", n.HTML, n.FailureSummary)
		}
	}
}
