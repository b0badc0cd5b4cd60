package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"parley/internal/doc"
	"parley/internal/record"
	"parley/internal/source"
	"parley/internal/syntax"
)

// annotateCommand writes the findings of each article, without a record.
func (a *app) annotateCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "annotate PATH...",
		Short: "Write what each article says, one JSON object a line, keeping nothing",
		Long: `Annotate reads files, folders, .jsonl and .jsonl.gz, or standard input for "-", and
writes one object per article in input order: its text, statements, positions,
events, proposals, commitments, figures, dates and names, with spans in code points.`,
		Args: needPaths,
		RunE: doing(func(cmd *cobra.Command, args []string) error {
			switch format {
			case "jsonl", "conllu":
			default:
				return usage("--format jsonl or --format conllu", "unknown format %q", format)
			}
			return a.annotate(cmd.Context(), args, format)
		}),
	}
	cmd.Flags().StringVar(&format, "format", "jsonl", "jsonl, or conllu: tokens, sentences, tags and dependencies")
	return cmd
}

// needPaths is the arguments' rule of the commands that read articles.
func needPaths(_ *cobra.Command, args []string) error {
	if len(args) == 0 {
		return usage(`give files or folders, or "-" for standard input`, "no path given")
	}
	for _, arg := range args {
		if arg == "" {
			return usage(`give files or folders, or "-" for standard input`, "an empty path")
		}
	}
	return nil
}

func (a *app) annotate(ctx context.Context, paths []string, format string) error {
	in, err := a.intake(ctx, paths)
	if err != nil {
		return err
	}
	defer in.close()
	if err := in.take(nil); err != nil {
		return err
	}
	if in.articles == 0 {
		return in.verdict()
	}
	e, err := newEngine()
	if err != nil {
		return err
	}
	if err := in.date(e); err != nil {
		return err
	}
	render := e.jsonLine
	if format == "conllu" {
		render = e.conllu
	}
	out := bufio.NewWriterSize(a.stdout, 64<<10)
	err = ordered(ctx, in.each, render, func(b []byte) error {
		_, err := out.Write(b)
		return err
	})
	if flushErr := out.Flush(); err == nil {
		err = flushErr
	}
	if err != nil {
		return err
	}
	return in.verdict()
}

// jsonLine returns the article's line.
func (e *engine) jsonLine(a source.Article) []byte {
	var d *doc.Doc
	var f record.Findings
	if a.Skipped == source.Analysed {
		d = e.annotate(a)
		f = e.extract.Findings(d)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(newAnnotation(a, d, f)); err != nil {
		panic("annotate: " + a.Doc + ": " + err.Error()) // our own types always encode
	}
	return b.Bytes()
}

// conllu returns the article's tokens as CoNLL-U.
func (e *engine) conllu(a source.Article) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# newdoc id = %s\n", strings.Join(strings.Fields(a.Doc), " "))
	if a.Skipped != source.Analysed {
		fmt.Fprintf(&b, "# skipped = %s\n\n", a.Skipped)
		return b.Bytes()
	}
	d := e.annotateAll(a)
	if err := syntax.WriteCoNLLU(&b, d); err != nil {
		panic("annotate: " + err.Error()) // a buffer takes everything
	}
	return b.Bytes()
}
