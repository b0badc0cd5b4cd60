package browser

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

var site string // where the application is served

func TestMain(m *testing.M) {
	code, err := serveExamples(m.Run)
	if err != nil {
		fmt.Fprintln(os.Stderr, "browser:", err)
		os.Exit(1)
	}
	os.Exit(code)
}

// serveExamples reads the invented talks, as `make demo` does, with the program that PARLEY names, serves
// the record while run runs, and ends the server.
func serveExamples(run func() int) (int, error) {
	parley := os.Getenv("PARLEY")
	if parley == "" {
		return 1, fmt.Errorf("PARLEY names no program; run `make browser`")
	}
	dir, err := os.MkdirTemp("", "parley-browser")
	if err != nil {
		return 1, err
	}
	defer os.RemoveAll(dir)
	db := filepath.Join(dir, "parley.db")
	read := exec.Command(parley, "read", "--db", db, "../../examples/selvane-talks")
	if out, err := read.CombinedOutput(); err != nil {
		return 1, fmt.Errorf("parley read: %w\n%s", err, out)
	}
	addr, err := freeAddress()
	if err != nil {
		return 1, err
	}
	var said bytes.Buffer
	serve := exec.Command(parley, "serve", "--db", db, "--addr", addr)
	serve.Stdout, serve.Stderr = &said, &said
	if err := serve.Start(); err != nil {
		return 1, err
	}
	ended := make(chan error, 1)
	go func() { ended <- serve.Wait() }()
	defer func() {
		serve.Process.Kill()
		<-ended
	}()
	site = "http://" + addr
	if err := answers(site); err != nil {
		return 1, fmt.Errorf("parley serve: %w\n%s", err, said.Bytes())
	}
	code := run()
	select {
	case err := <-ended:
		ended <- nil
		return 1, fmt.Errorf("parley serve ended before the tests did: %v\n%s", err, said.Bytes())
	default:
		return code, nil
	}
}

func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}

func answers(url string) error {
	var err error
	for range 100 {
		var resp *http.Response
		if resp, err = http.Get(url); err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				return nil
			}
			err = fmt.Errorf("%s answers %s", url, resp.Status)
		}
		time.Sleep(100 * time.Millisecond)
	}
	return err
}

// open starts a browser with one tab that keeps what goes wrong in its
// console. Both end with the test.
func open(t *testing.T) (context.Context, *console) {
	t.Helper()
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(os.Getenv("CHROMIUM")),
		chromedp.NoSandbox,
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.WSURLReadTimeout(time.Minute),
	)
	ctx, end := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(end)
	ctx, end = chromedp.NewContext(ctx)
	t.Cleanup(end)
	c := &console{}
	if err := chromedp.Listen(ctx, c.hear); err != nil { // starts the browser
		t.Fatalf("starting %s: %v", os.Getenv("CHROMIUM"), err)
	}
	ctx, end = context.WithTimeout(ctx, 8*time.Minute)
	t.Cleanup(end)
	return ctx, c
}

// do runs steps and fails the test where one fails.
func do(t *testing.T, ctx context.Context, what string, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	ctx, end := context.WithTimeout(ctx, 30*time.Second)
	defer end()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatalf("%s: %v", what, err)
	}
}

// get runs an action and returns its value; it fails the test where it fails.
func get[T any](t *testing.T, ctx context.Context, what string, a chromedp.Action[T]) T {
	t.Helper()
	ctx, end := context.WithTimeout(ctx, 60*time.Second)
	defer end()
	v, err := chromedp.Run(ctx, a)
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	return v
}

// console collects errors, exceptions and refused resources.
type console struct {
	mu    sync.Mutex
	lines []string
}

func (c *console) hear(event any) {
	var line string
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		line = fmt.Sprint(e.ExceptionDetails)
	case *runtime.EventConsoleAPICalled:
		if e.Type != runtime.ConsoleAPICalledTypeError && e.Type != runtime.ConsoleAPICalledTypeWarning && e.Type != runtime.ConsoleAPICalledTypeAssert {
			return
		}
		for _, a := range e.Args {
			line += string(a.Value) + a.Description + " "
		}
	case *log.EventEntryAdded:
		if e.Entry.Level != log.EntryLevelError && e.Entry.Level != log.EntryLevelWarning {
			return
		}
		line = e.Entry.Text + " " + e.Entry.URL
	default:
		return
	}
	c.mu.Lock()
	c.lines = append(c.lines, strings.TrimSpace(line))
	c.mu.Unlock()
}

// silent fails the test for everything that was heard on the page, and forgets it.
func (c *console) silent(t *testing.T, page string) {
	t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, line := range c.lines {
		t.Errorf("%s: the console says: %s", page, line)
	}
	c.lines = nil
}

// axe returns the accessibility checker's source.
func axe(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile(os.Getenv("AXE"))
	if err != nil {
		t.Fatal(err)
	}
	if _, rest, _ := bufio.ScanLines(b, true); len(rest) == 0 {
		t.Fatalf("%s is empty", os.Getenv("AXE"))
	}
	return string(b)
}
