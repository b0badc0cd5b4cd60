package main

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"io"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"
)

// listing is what a command shows: rows for tables and CSV, entries for JSON lines.
type listing struct {
	columns []string // the last is the widest
	rows    [][]string
	entries []any
	styled  bool // cells hold escape sequences of ours, and no other control characters
}

// add appends one entry that is one row.
func (l *listing) add(entry any, cells ...string) {
	l.entries = append(l.entries, entry)
	l.rows = append(l.rows, cells)
}

// formatFlag adds --format to a command that lists.
func formatFlag(cmd *cobra.Command, format *string) {
	cmd.Flags().StringVar(format, "format", "table", "table, jsonl or csv")
}

// checkFormat refuses a format that listings do not have.
func checkFormat(format string) error {
	switch format {
	case "table", "jsonl", "csv":
		return nil
	}
	return usage("--format table, --format jsonl or --format csv", "unknown format %q", format)
}

// show writes a listing.
func (a *app) show(l *listing, format string) error {
	out := bufio.NewWriter(a.stdout)
	var err error
	switch format {
	case "jsonl":
		err = writeLines(out, l.entries)
	case "csv":
		w := csv.NewWriter(out)
		if err = w.Write(l.columns); err == nil {
			err = w.WriteAll(l.rows)
		}
	default:
		err = a.writeTable(out, l)
	}
	if flushErr := out.Flush(); err == nil {
		err = flushErr
	}
	return err
}

func writeLines(w io.Writer, entries []any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, e := range entries {
		if err := enc.Encode(e); err != nil {
			return err
		}
	}
	return nil
}

// writeTable writes a table: on a terminal its last column is wrapped to the
// width, elsewhere nothing is wrapped, cut or coloured.
func (a *app) writeTable(out io.Writer, l *listing) error {
	columns := width(a.stdout)
	if len(l.rows) == 0 {
		a.tell(&fault{why: "nothing found"})
		return nil
	}
	if columns > 0 {
		l = l.filled()
	}
	t := table.NewWriter()
	t.SuppressTrailingSpaces()
	style := table.StyleDefault
	style.Options = table.OptionsNoBordersAndSeparators
	style.Format.Header = text.FormatUpper
	style.Box.PaddingLeft, style.Box.PaddingRight = "", "  "
	t.SetStyle(style)
	t.AppendHeader(l.cells(l.columns))
	for _, row := range l.rows {
		t.AppendRow(l.cells(row))
	}
	if columns > 0 {
		t.SetColumnConfigs(l.fit(columns))
	}
	_, err := io.WriteString(out, t.Render()+"\n")
	return err
}

// cells returns a row for the table, each cell on one line and without control characters.
func (l *listing) cells(row []string) table.Row {
	out := make(table.Row, len(row))
	for i, c := range row {
		c = strings.Join(strings.Fields(c), " ")
		if !l.styled {
			c = oneLine(c)
		}
		out[i] = c
	}
	return out
}

// filled returns the listing without the columns that are empty in every row:
// a terminal has no room for them.
func (l *listing) filled() *listing {
	out := &listing{styled: l.styled, rows: make([][]string, len(l.rows))}
	for i, name := range l.columns {
		if !slices.ContainsFunc(l.rows, func(row []string) bool { return row[i] != "" }) {
			continue
		}
		out.columns = append(out.columns, name)
		for k, row := range l.rows {
			out.rows[k] = append(out.rows[k], row[i])
		}
	}
	return out
}

// fit spreads the columns over a terminal: the columns but the last get what
// they need up to a bound, the rest cut off; the last is wrapped in what is
// left. The bound falls until that is wide enough to read.
func (l *listing) fit(columns int) []table.ColumnConfig {
	const readable = 40
	var configs []table.ColumnConfig
	for _, most := range []int{28, 22, 16, 12} {
		left := columns
		configs = configs[:0]
		for i := range l.columns[:len(l.columns)-1] {
			widest := len(l.columns[i])
			for _, row := range l.rows {
				widest = max(widest, text.StringWidthWithoutEscSequences(strings.Join(strings.Fields(row[i]), " ")))
			}
			widest = min(widest, max(most, len(l.columns[i])))
			left -= widest + 2
			bound := shorten
			if l.columns[i] == "conditions" { // cut off, a condition could read as another
				bound = text.WrapSoft
			}
			configs = append(configs, table.ColumnConfig{Number: i + 1, WidthMax: widest, WidthMaxEnforcer: bound})
		}
		configs = append(configs, table.ColumnConfig{Number: len(l.columns), WidthMax: max(left-2, 24), WidthMaxEnforcer: text.WrapSoft})
		if left-2 >= readable {
			break
		}
	}
	return configs
}

func shorten(s string, n int) string { return text.Snip(s, n, "…") }
