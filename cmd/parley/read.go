package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley/internal/extract"
	"parley/internal/source"
	"parley/internal/store"
	"parley/models"
	"parley/taxonomy"
)

const (
	intakeBatch = 64  // articles stored in one transaction
	readBatch   = 256 // articles annotated between two transactions
)

// readCommand reads articles into the record.
func (a *app) readCommand() *cobra.Command {
	var profile string
	cmd := &cobra.Command{
		Use:   "read PATH...",
		Short: "Read articles into the record",
		Long: `Read takes in files (.txt, .md, .html, .jsonl, .jsonl.gz), folders with all below
them, or standard input for "-", and keeps what they say in the record. What is
in the record already adds nothing. A run that was stopped is finished by the next.
With --profile all articles of the record are read as one kind of talks.`,
		Args: needPaths,
		RunE: doing(func(cmd *cobra.Command, args []string) error { return a.read(cmd.Context(), args, profile) }),
	}
	profileFlag(cmd, &profile)
	return cmd
}

func (a *app) read(ctx context.Context, paths []string, profile string) error {
	st, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	in, err := a.intake(ctx, paths)
	if err != nil {
		return err
	}
	defer in.close()
	run := &reading{app: a, store: st, in: in, profile: profile, outlets: map[string]*outletCount{}}
	err = run.all(ctx)
	if sumErr := run.summary(context.WithoutCancel(ctx)); err == nil {
		err = sumErr
	}
	if err == nil && run.failed > 0 {
		err = errReported
	}
	if err == nil {
		err = in.verdict()
	}
	return err
}

// reading is one run of read.
type reading struct {
	app     *app
	store   *store.Store
	in      *intake
	profile string // --profile
	batch   []source.Article
	added   int
	read    int // articles annotated in this run
	failed  int // articles whose findings could not be kept
	outlets map[string]*outletCount
	bar     *progress
}

// outletCount is what came in from one outlet.
type outletCount struct{ articles, skipped int }

// all does the steps of a run. Each leaves the record whole, so that it can
// stop anywhere.
func (r *reading) all(ctx context.Context) error {
	r.bar = r.app.progress("articles taken in", 0)
	err := r.in.take(func(a source.Article) error { return r.keep(ctx, a) })
	if flushErr := r.flush(context.WithoutCancel(ctx)); err == nil { // what came in stays, also where the run is stopped
		err = flushErr
	}
	r.bar.done()
	if err != nil {
		return err
	}
	e, err := newEngine()
	if err != nil {
		return err
	}
	tag, err := e.as(r.profile)
	if err != nil {
		return err
	}
	if err := r.dates(ctx, e); err != nil {
		return err
	}
	version, err := readerVersion(tag)
	if err != nil {
		return err
	}
	return r.annotate(ctx, e, version)
}

// keep stores an article with the next batch.
func (r *reading) keep(ctx context.Context, a source.Article) error {
	o := r.outlets[a.Outlet]
	if o == nil {
		o = &outletCount{}
		r.outlets[a.Outlet] = o
	}
	o.articles++
	if a.Skipped != source.Analysed {
		o.skipped++
	}
	r.bar.add(1)
	r.batch = append(r.batch, a)
	if len(r.batch) < intakeBatch {
		return nil
	}
	return r.flush(ctx)
}

// flush stores the batch.
func (r *reading) flush(ctx context.Context) error {
	if len(r.batch) == 0 {
		return nil
	}
	n, err := r.store.AddArticles(ctx, r.batch)
	r.added += n
	r.batch = r.batch[:0]
	return err
}

// annotate reads all articles of the record that are pending, those of
// earlier runs included.
func (r *reading) annotate(ctx context.Context, e *engine, version string) error {
	stats, err := r.store.Stats(ctx)
	if err != nil {
		return err
	}
	r.bar = r.app.progress("articles read", stats.Articles-stats.Skipped-stats.Read)
	defer func() { r.bar.done() }()
	bad := map[string]bool{} // articles whose findings are refused: left pending
	for {
		articles, err := r.store.Pending(ctx, version, readBatch+len(bad))
		if err != nil {
			return err
		}
		articles = slices.DeleteFunc(articles, func(a source.Article) bool { return bad[a.ID] })
		if len(articles) == 0 {
			return nil
		}
		var readings []store.Reading
		err = ordered(ctx, slices.Values(articles), func(a source.Article) analysed {
			_, f, err := e.analyse(a)
			return analysed{store.Reading{Article: a.ID, Version: version, Anchor: store.AnchorOf(a), Findings: f.Sure()}, err}
		}, func(x analysed) error {
			r.bar.add(1)
			if x.err != nil {
				r.refuse(x.reading.Article, bad, x.err.Error())
				return nil //nolint:nilerr // it is told, and the rest goes on
			}
			readings = append(readings, x.reading)
			return nil
		})
		// What is done stays, even where the run was stopped.
		if keepErr := r.keepFindings(context.WithoutCancel(ctx), readings, bad); err == nil {
			err = keepErr
		}
		if err != nil {
			return err
		}
	}
}

// keepFindings stores readings; one that the record refuses is told and marked bad.
func (r *reading) keepFindings(ctx context.Context, readings []store.Reading, bad map[string]bool) error {
	if len(readings) == 0 {
		return nil
	}
	err := r.store.SetFindings(ctx, readings)
	if err == nil {
		r.read += len(readings)
		return nil
	}
	if len(readings) > 1 && refused(err) {
		half := len(readings) / 2
		return errors.Join(r.keepFindings(ctx, readings[:half], bad), r.keepFindings(ctx, readings[half:], bad))
	}
	if !refused(err) {
		return err
	}
	r.refuse(readings[0].Article, bad, "its findings were refused: "+toFault(&runError{err}).why)
	return nil
}

// analysed is an article's reading, or why there is none.
type analysed struct {
	reading store.Reading
	err     error
}

// refuse leaves an article pending and tells why.
func (r *reading) refuse(id string, bad map[string]bool, why string) {
	r.failed++
	bad[id] = true
	r.app.tell(&fault{what: "article " + id[:min(12, len(id))], why: why})
}

// refused tells whether err is about what was given, not about the record's file.
func refused(err error) bool {
	var s *store.Error
	return errors.As(err, &s) && (s.Code == store.Evidence || s.Code == store.Invalid)
}

// readerVersion names the code and the data that read: where either changes,
// articles are read again. profile is what all are read with, "" for none.
func readerVersion(profile string) (string, error) {
	h := sha256.New()
	_, _ = h.Write([]byte(profile))
	for _, files := range []fs.FS{models.Files, taxonomy.Files} {
		err := fs.WalkDir(files, ".", func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			b, err := fs.ReadFile(files, path)
			fmt.Fprintf(h, "%s %d\n", path, len(b))
			h.Write(b)
			return err
		})
		if err != nil {
			return "", fmt.Errorf("models: %w", err)
		}
	}
	return fmt.Sprintf("%d-%s", extract.Version, hex.EncodeToString(h.Sum(nil))[:12]), nil
}

// summary tells what was read, what was skipped and why, and what the record holds.
func (r *reading) summary(ctx context.Context) error {
	in, w := r.in, r.app.stdout
	fmt.Fprintf(w, "%s came in, %d of them new to the record; %d read\n", count(in.articles, "article", "articles"), r.added, r.read)
	for _, reason := range []source.Skip{source.SkipLanguage, source.SkipEmptyText} {
		if n := in.skipped[string(reason)]; n > 0 {
			fmt.Fprintf(w, "not analysed: %d %s\n", n, map[source.Skip]string{
				source.SkipLanguage: "in another language", source.SkipEmptyText: "empty"}[reason])
		}
	}
	if in.lost > 0 {
		fmt.Fprintf(w, "could not be read: %s (told above)\n", count(in.lost, "file or line", "files or lines"))
	}
	if r.failed > 0 {
		fmt.Fprintf(w, "could not be analysed: %s (told above)\n", count(r.failed, "article", "articles"))
	}
	r.outletSummary()
	s, err := r.store.Stats(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "record %s: %s from %s", r.app.db, count(s.Articles, "article", "articles"), count(s.Outlets, "outlet", "outlets"))
	if s.First != "" {
		fmt.Fprintf(w, ", %s to %s", s.First, s.Last)
	}
	_, err = fmt.Fprintf(w, "; %s, %s, %s, %s\n", count(s.Statements, "statement", "statements"),
		count(s.Positions, "position", "positions"), count(s.Events, "event", "events"), count(s.Proposals, "proposal", "proposals"))
	return err
}

// outletSummary tells how many articles came from which outlet.
func (r *reading) outletSummary() {
	var names []string
	for name := range r.outlets {
		names = append(names, name)
	}
	slices.SortFunc(names, func(x, y string) int {
		if d := r.outlets[y].articles - r.outlets[x].articles; d != 0 {
			return d
		}
		return strings.Compare(x, y)
	})
	for _, name := range names {
		o := r.outlets[name]
		label := name
		if label == "" {
			label = "(no outlet given)"
		}
		fmt.Fprintf(r.app.stdout, "  %5d  %s", o.articles, oneLine(label))
		if o.skipped > 0 {
			fmt.Fprintf(r.app.stdout, ", %d not analysed", o.skipped)
		}
		fmt.Fprintln(r.app.stdout)
	}
}

// count words a number of things.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
