package main

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"parley/internal/record"
)

// exportCommand writes the whole record.
func (a *app) exportCommand() *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:   "export FORMAT",
		Short: "Write the whole record: json",
		Long: `Export writes the record canonically: the same articles give the same bytes,
whatever the order in which they were read.`,
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case len(args) == 0:
				return usage("parley export json", "no format given")
			case len(args) > 1 || args[0] != "json":
				return usage("parley export json", "unknown export format %q", args[len(args)-1])
			}
			return nil
		},
		ValidArgs: []string{"json"},
		RunE: doing(func(cmd *cobra.Command, _ []string) error {
			rec, err := a.record(cmd.Context())
			if err != nil {
				return err
			}
			if out == "" || out == "-" {
				return buffered(a.stdout, func(w io.Writer) error { return record.Export(w, *rec) })
			}
			return writeFile(out, func(w io.Writer) error { return record.Export(w, *rec) })
		}),
	}
	cmd.Flags().StringVar(&out, "out", "", "write to this file instead of standard output")
	return cmd
}

func buffered(w io.Writer, write func(io.Writer) error) error {
	b := bufio.NewWriterSize(w, 64<<10)
	return errors.Join(write(b), b.Flush())
}

// writeFile writes a file for this user only, whole or not at all.
func writeFile(path string, write func(io.Writer) error) error {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".parley-*")
	if err != nil {
		return cannotWrite(path, err)
	}
	defer os.Remove(tmp.Name()) // gone already where all went well
	err = errors.Join(buffered(tmp, write), tmp.Close())
	if err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	return cannotWrite(path, err)
}

func cannotWrite(path string, err error) error {
	if err == nil {
		return nil
	}
	why := err.Error()
	var at *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &at):
		why = at.Err.Error()
	case errors.As(err, &link):
		why = link.Err.Error()
	}
	return &fault{code: exitFault, what: path, why: why, hint: "give another place to write to"}
}
