package main

import (
	"bufio"

	"github.com/spf13/cobra"

	"parley/internal/analysis"
)

// briefCommand sums up where the talks stand.
func (a *app) briefCommand() *cobra.Command {
	var asof, format string
	cmd := &cobra.Command{
		Use:   "brief",
		Short: "Sum up where the parties stand, with references",
		Args:  cobra.NoArgs,
		RunE: doing(func(cmd *cobra.Command, _ []string) error {
			if err := checkDay(asof); err != nil {
				return err
			}
			switch format {
			case "text", "md", "html", "json":
			default:
				return usage("--format text, md, html or json", "unknown format %q", format)
			}
			rec, err := a.record(cmd.Context())
			if err != nil {
				return err
			}
			return a.writeBrief(analysis.MakeBrief(rec, asof), format)
		}),
	}
	cmd.Flags().StringVar(&asof, "asof", "", "as of this day (2025-05-09); the last publication if left out")
	cmd.Flags().StringVar(&format, "format", "text", "text, md, html or json")
	return cmd
}

func (a *app) writeBrief(b analysis.Brief, format string) error {
	out := bufio.NewWriter(a.stdout)
	var err error
	switch format {
	case "md":
		err = b.WriteMarkdown(out)
	case "html":
		err = b.WriteHTML(out)
	case "json":
		err = b.WriteJSON(out)
	default:
		err = b.WriteText(out, width(a.stdout))
	}
	if flushErr := out.Flush(); err == nil {
		err = flushErr
	}
	return err
}
