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
	var format, profile string
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
			return a.annotate(cmd.Context(), args, format, profile)
		}),
	}
	cmd.Flags().StringVar(&format, "format", "jsonl", "jsonl, or conllu: tokens, sentences, tags and dependencies")
	profileFlag(cmd, &profile)
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

func (a *app) annotate(ctx context.Context, paths []string, format, profile string) error {
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
	if _, err := e.as(profile); err != nil {
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
	err = ordered(ctx, in.each, render, func(l line) error {
		if l.err != nil {
			in.tell(&source.Problem{File: l.doc, Lost: true, Why: l.err.Error(), Hint: "please report it with the article"})
		}
		_, err := out.Write(l.bytes)
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

// line is what annotate writes of one article, and what went wrong with it.
type line struct {
	doc   string
	bytes []byte
	err   error
}

// jsonLine returns the article's line.
func (e *engine) jsonLine(a source.Article) line {
	var d *doc.Doc
	var f record.Findings
	var err error
	if a.Skipped == source.Analysed {
		d, f, err = e.analyse(a)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if encErr := enc.Encode(newAnnotation(a, d, f)); err == nil {
		err = encErr
	}
	return line{a.Doc, b.Bytes(), err}
}

// conllu returns the article's tokens as CoNLL-U. Page furniture is left in:
// every word of the text is a token.
func (e *engine) conllu(a source.Article) line {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# newdoc id = %s\n", strings.Join(strings.Fields(a.Doc), " "))
	if a.Skipped != source.Analysed {
		fmt.Fprintf(&b, "# skipped = %s\n\n", a.Skipped)
		return line{a.Doc, b.Bytes(), nil}
	}
	a.Furniture = nil
	err := syntax.WriteCoNLLU(&b, e.annotate(a))
	return line{a.Doc, b.Bytes(), err}
}
