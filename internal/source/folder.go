package source

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// folder reads the files under path that are of a kind we read, in byte order
// of their paths. Hidden files and folders are left alone, others are
// reported. A folder that several links lead to is read once.
func (r *Reader) folder(path string, out *sink) {
	w := &walk{out: out, seen: map[string]bool{}, other: map[string]int{}}
	w.enter(path)
	slices.Sort(w.files)
	for _, file := range w.files {
		if out.done {
			return
		}
		out.file(file)
	}
	if w.others > 0 {
		out.problem(&Problem{File: path, Why: w.otherKinds()})
	}
	if len(w.files) == 0 && !w.lost {
		out.problem(&Problem{File: path, Lost: true, Why: "nothing to read in this folder",
			Hint: "parley reads .txt, .md, .html, .jsonl and .jsonl.gz"})
	}
}

// walk collects the files under a folder.
type walk struct {
	out    *sink
	files  []string
	seen   map[string]bool // real paths of folders entered
	other  map[string]int  // files of other kinds by extension
	others int
	lost   bool // a problem with a part of the folder was reported
}

// enter collects the files of one folder and those below it.
func (w *walk) enter(path string) {
	real, err := filepath.EvalSymlinks(path)
	if err == nil {
		real, err = filepath.Abs(real)
	}
	if err != nil {
		w.failed(path, err)
		return
	}
	if w.seen[real] {
		w.out.problem(&Problem{File: path, Why: "a link to a folder that is read already"})
		return
	}
	w.seen[real] = true
	entries, err := os.ReadDir(path)
	if err != nil {
		w.failed(path, err)
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && !w.out.done {
			w.entry(strings.TrimRight(path, "/")+"/"+e.Name(), e)
		}
	}
}

func (w *walk) entry(path string, e fs.DirEntry) {
	mode := e.Type()
	if mode&fs.ModeSymlink != 0 {
		info, err := os.Stat(path)
		if err != nil {
			w.failed(path, err)
			return
		}
		mode = info.Mode().Type()
	}
	switch {
	case mode.IsDir():
		w.enter(path)
	case kindOf(path) == "":
		w.others++
		w.other[strings.ToLower(filepath.Ext(path))]++
	case !mode.IsRegular():
		w.failed(path, fmt.Errorf("not a regular file"))
	default:
		w.files = append(w.files, path)
	}
}

func (w *walk) failed(path string, err error) {
	w.lost = true
	w.out.failed(path, err)
}

// otherKinds tells how many files of which other kinds there are.
func (w *walk) otherKinds() string {
	var exts []string
	for ext := range w.other {
		exts = append(exts, ext)
	}
	slices.Sort(exts)
	var parts []string
	for _, ext := range exts {
		name := ext
		if name == "" {
			name = "no extension"
		}
		parts = append(parts, fmt.Sprintf("%d %s", w.other[ext], name))
		if len(parts) == 8 && len(exts) > 8 {
			parts = append(parts, "…")
			break
		}
	}
	files := "files"
	if w.others == 1 {
		files = "file"
	}
	return fmt.Sprintf("%d %s of other kinds left out (%s)", w.others, files, strings.Join(parts, ", "))
}
