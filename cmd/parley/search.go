package main

import (
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"parley/internal/record"
	"parley/internal/store"
)

// hitLine is a place found in JSON lines.
type hitLine struct {
	Article   string       `json:"article"`
	Outlet    record.Maybe `json:"outlet"`
	Title     record.Maybe `json:"title"`
	Published record.Maybe `json:"published"`
	Statement record.Maybe `json:"statement"`
	Span      [2]int       `json:"span"`
	Text      string       `json:"text"`
	Marks     [][2]int     `json:"marks"`
}

// searchCommand finds words in statements and articles.
func (a *app) searchCommand() *cobra.Command {
	f := &filter{}
	cmd := &cobra.Command{
		Use:   "search WORDS...",
		Short: "Find words in what was said and in the articles",
		Long: `Search finds places with all of the words, the best first: what is said, then
articles. "Words in quotation marks" must stand together; word* stands for every
word that begins so.`,
		Args: func(_ *cobra.Command, args []string) error {
			if strings.TrimSpace(strings.Join(args, "")) == "" {
				return usage(`parley search 30-day truce`, "no words to search for")
			}
			return nil
		},
		RunE: doing(func(cmd *cobra.Command, args []string) error {
			if err := f.check(); err != nil {
				return err
			}
			st, err := a.ask(cmd.Context())
			if err != nil {
				return err
			}
			defer st.Close()
			hits, err := st.Search(cmd.Context(), strings.Join(args, " "), int(f.limit))
			if err != nil {
				return err
			}
			return a.showHits(hits, f.format)
		}),
	}
	f.limitFlag(cmd, 50, "at most so many")
	formatFlag(cmd, &f.format)
	return cmd
}

func (a *app) showHits(hits []store.Hit, format string) error {
	l := &listing{columns: []string{"published", "outlet", "in", "article", "words"}}
	mark := format == "table" && width(a.stdout) > 0 && a.env("NO_COLOR") == ""
	for _, h := range hits {
		in := "article"
		if h.Statement != "" {
			in = "statement " + h.Statement
		}
		words := h.Text
		if mark {
			words, l.styled = bold(h), true
		}
		l.add(hitLine{h.Article, record.Maybe(h.Outlet), record.Maybe(h.Title), record.Maybe(h.Published), record.Maybe(h.Statement),
			[2]int{h.Start, h.End}, h.Text, list(h.Marks)}, orElse(h.Published, "?"), oneLine(h.Outlet), in, h.Article[:min(12, len(h.Article))], words)
	}
	return a.show(l, format)
}

// bold sets the words found in bold, for a terminal.
func bold(h store.Hit) string {
	rs := []rune(h.Text)
	var b strings.Builder
	at := 0
	for _, m := range h.Marks {
		from, to := m[0]-h.Start, m[1]-h.Start
		if from < at || to > len(rs) || to < from {
			continue
		}
		b.WriteString(oneLine(string(rs[at:from])) + text.Bold.Sprint(oneLine(string(rs[from:to]))))
		at = to
	}
	return b.String() + oneLine(string(rs[at:]))
}
