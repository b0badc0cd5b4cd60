package source

import (
	"bufio"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
)

// Stdin is the path that stands for standard input.
const Stdin = "-"

// sniffed is how many bytes of a file are looked at to tell its kind.
const sniffed = 64 << 10

// Reader turns paths into Articles. It is a plain value without state between
// readings, safe for concurrent use as far as Stdin is.
type Reader struct {
	Furniture *Furniture
	Stdin     io.Reader // read for the path "-"; nil is an empty input
	MaxText   int       // bytes of text of one article; 0 is the constant MaxText
}

// New returns a Reader that recognises the furniture listed in list (see
// ParseFurniture), reading stdin for the path "-".
func New(furniture []byte, stdin io.Reader) (*Reader, error) {
	f, err := ParseFurniture(furniture)
	if err != nil {
		return nil, err
	}
	return &Reader{Furniture: f, Stdin: stdin}, nil
}

// Read yields the articles of all paths, in the order given and the files of
// a folder in byte order of their paths, and beside them the problems met.
// Where the Problem is nil the Article counts, else only the Problem does.
// At most one article is held in memory at a time.
func (r *Reader) Read(paths []string) iter.Seq2[Article, *Problem] {
	return func(yield func(Article, *Problem) bool) {
		out := &sink{yield: yield, limit: r.MaxText, furniture: r.Furniture}
		if out.limit == 0 {
			out.limit = MaxText
		}
		for _, path := range paths {
			if out.done {
				return
			}
			r.path(path, out)
		}
	}
}

func (r *Reader) path(path string, out *sink) {
	if path == Stdin {
		in := r.Stdin
		if in == nil {
			in = strings.NewReader("")
		}
		out.stream(Stdin, in)
		return
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		out.failed(path, err)
	case info.IsDir():
		r.folder(path, out)
	default:
		out.file(path)
	}
}

// sink takes what the readers of the formats find.
type sink struct {
	yield     func(Article, *Problem) bool
	done      bool // the caller wants no more
	limit     int  // bytes of text of one article
	furniture *Furniture
}

func (out *sink) problem(p *Problem) {
	if !out.done {
		out.done = !out.yield(Article{}, p)
	}
}

// failed reports that path could not be read, without naming it twice.
func (out *sink) failed(path string, err error) {
	p := &Problem{File: path, Lost: true, Why: err.Error()}
	var at *fs.PathError
	if errors.As(err, &at) {
		p.Why = at.Err.Error()
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		p.Why = "no such file or folder"
	case errors.Is(err, fs.ErrPermission):
		p.Why, p.Hint = "permission denied", "check who may read it"
	}
	out.problem(p)
}

// article completes a by what its text tells and hands it on. a has its
// fields from the file, where language is as given, and text its text.
func (out *sink) article(a Article) {
	if out.done {
		return
	}
	out.done = !out.yield(a.complete(out.furniture), nil)
}

// complete fills in what follows from the text and the fields given.
func (a Article) complete(f *Furniture) Article {
	a.ID = Identify(a.Outlet, a.Link, a.Text)
	if a.PublishedBy == "" {
		a.PublishedBy = NoDate
	}
	a.Complete = Whole
	if strings.TrimSpace(a.Text) == "" {
		a.Skipped, a.Language = SkipEmptyText, languageCode(a.Language)
		return a
	}
	var analysed bool
	if a.Language, analysed = language(a.Text, a.Language); !analysed {
		a.Skipped = SkipLanguage
	}
	if f != nil {
		a.Furniture, a.Complete = f.Find(a.Text)
	}
	if a.Complete == Whole && endsCut(a.Text, a.Furniture) {
		a.Complete = Cut
	}
	return a
}

// Identify returns the ID of an article: the hex SHA-256 of outlet, link and
// text, each ended by a zero byte.
func Identify(outlet, link, text string) string {
	h := sha256.New()
	for _, s := range []string{outlet, link, text} {
		io.WriteString(h, s)
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil))
}

// file reads one file of any kind.
func (out *sink) file(path string) {
	in, err := os.Open(path)
	if err != nil {
		out.failed(path, err)
		return
	}
	defer in.Close()
	switch kindOf(path) {
	case "jsonl":
		out.lines(path, in)
	case "jsonl.gz":
		out.gzipped(path, in)
	case "html":
		out.html(path, in)
	case "md":
		out.text(path, in, true)
	case "txt":
		out.text(path, in, false)
	default:
		out.stream(path, in)
	}
}

// kindOf returns the kind of file that a name tells, "" if none of ours.
func kindOf(path string) string {
	name := strings.ToLower(filepath.Base(path))
	switch ext := strings.TrimPrefix(filepath.Ext(name), "."); {
	case strings.HasSuffix(name, ".jsonl.gz"), strings.HasSuffix(name, ".ndjson.gz"):
		return "jsonl.gz"
	case ext == "jsonl", ext == "ndjson":
		return "jsonl"
	case ext == "html", ext == "htm", ext == "xhtml":
		return "html"
	case ext == "md", ext == "markdown":
		return "md"
	case ext == "txt":
		return "txt"
	}
	return ""
}

// stream reads input whose name tells nothing: JSON lines, gzipped or not, a
// page, or else a text, with front matter where it begins with some.
func (out *sink) stream(name string, in io.Reader) {
	buf := bufio.NewReaderSize(in, sniffed)
	head, err := buf.Peek(sniffed)
	if err != nil && !errors.Is(err, io.EOF) {
		out.failed(name, err)
		return
	}
	start := strings.ToLower(strings.TrimLeft(string(head[:min(len(head), 256)]), bom+" \t\r\n"))
	switch {
	case strings.HasPrefix(string(head), "\x1f\x8b"):
		out.gzipped(name, buf)
	case looksLikeLines(head):
		out.lines(name, buf)
	case strings.HasPrefix(start, "<!doctype html"), strings.HasPrefix(start, "<html"):
		out.html(name, buf)
	default:
		out.text(name, buf, hasFrontMatter(string(head)))
	}
}

func (out *sink) gzipped(name string, in io.Reader) {
	zip, err := gzip.NewReader(in)
	if err != nil {
		out.problem(&Problem{File: name, Lost: true, Why: "no gzip file: " + plain(err)})
		return
	}
	defer zip.Close()
	out.lines(name, zip)
}

// plain words an error of a decompressor for people.
func plain(err error) string {
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return "it ends too early (truncated)"
	case errors.Is(err, gzip.ErrChecksum):
		return "its checksum is wrong (damaged)"
	case errors.Is(err, gzip.ErrHeader):
		return "its header is damaged"
	}
	return err.Error()
}

// readAll reads at most limit bytes; ok is false where there are more.
func readAll(in io.Reader, limit int) (b []byte, ok bool, err error) {
	b, err = io.ReadAll(io.LimitReader(in, int64(limit)+1))
	return b, len(b) <= limit, err
}

// tooLong says that a text is longer than limit bytes.
func tooLong(file string, line, limit int) *Problem {
	size := fmt.Sprintf("%d bytes", limit)
	if limit%(1<<20) == 0 {
		size = fmt.Sprintf("%d MB", limit>>20)
	}
	return &Problem{File: file, Line: line, Lost: true, Why: "longer than " + size + ", not read",
		Hint: "split it into one file or line per article"}
}
