package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"parley/internal/store"
)

// The exit codes.
const (
	exitDone  = 0
	exitFault = 1 // something could not be done
	exitUsage = 2 // wrong usage
)

// app is what the subcommands share: where to read and write, and the flags
// that all of them have.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	env            func(string) string
	db             string // --db
}

// fault is an error as it is told: "parley: what: why", then the hint.
type fault struct {
	code int
	what string // "" where why says it all
	why  string
	hint string
}

func (f *fault) Error() string {
	if f.what == "" {
		return f.why
	}
	return f.what + ": " + f.why
}

// usage is an error in how the program was called.
func usage(hint, format string, args ...any) error {
	return &fault{code: exitUsage, why: fmt.Sprintf(format, args...), hint: hint}
}

// errReported ends a command with exitFault where everything was told already.
var errReported = errors.New("told already")

// main runs one command line and returns the exit code.
func (a *app) main(ctx context.Context, args []string) int {
	root := a.root()
	root.SetArgs(args)
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errReported):
		return exitFault
	}
	f := toFault(err)
	a.tell(f)
	return f.code
}

// tell writes a fault on stderr.
func (a *app) tell(f *fault) {
	fmt.Fprintf(a.stderr, "parley: %s\n", oneLine(f.Error()))
	if f.hint != "" {
		fmt.Fprintf(a.stderr, "hint: %s\n", oneLine(f.hint))
	}
}

// oneLine keeps control characters out of messages: a file's name must not be
// able to forge lines or colours.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || 0x80 <= r && r < 0xa0 {
			return ' '
		}
		return r
	}, s)
}

// toFault words any error of a command.
func toFault(err error) *fault {
	var f *fault
	var s *store.Error
	var run *runError
	switch {
	case errors.As(err, &f):
		return f
	case errors.Is(err, context.Canceled):
		return &fault{code: exitFault, why: "stopped; what was done is kept", hint: "the same command goes on where it stopped"}
	case errors.As(err, &s):
		what := s.Path
		if what == "" {
			what = s.Op
		}
		return &fault{code: exitFault, what: what, why: s.Message, hint: s.Hint}
	case errors.As(err, &run):
		return &fault{code: exitFault, why: run.err.Error()}
	}
	why, rest, _ := strings.Cut(err.Error(), "\n")
	hint := "parley --help lists the commands, parley COMMAND --help the flags"
	if _, names, ok := strings.Cut(rest, "Did you mean this?\n"); ok {
		hint = "did you mean " + strings.Join(strings.Fields(names), ", ") + "?"
	}
	return &fault{code: exitUsage, why: why, hint: hint}
}

// runError is an error from doing, as opposed to one from calling wrongly.
type runError struct{ err error }

func (e *runError) Error() string { return e.err.Error() }
func (e *runError) Unwrap() error { return e.err }

// command is what a RunE of ours looks like.
type command func(cmd *cobra.Command, args []string) error

// doing marks the errors of a command as coming from doing it.
func doing(run command) command {
	return func(cmd *cobra.Command, args []string) error {
		if err := run(cmd, args); err != nil {
			return &runError{err}
		}
		return nil
	}
}

// root returns the command tree.
func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "parley",
		Short: "Turn news coverage of a negotiation into a record that can be checked",
		Long: `Parley reads articles about a negotiation and keeps who said what, who stands
where on which issue, what is proposed and what happened. Every entry points at
the exact characters that it rests on. It works without a network.`,
		Version:       versionText(),
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.PersistentFlags().StringVar(&a.db, "db", "parley.db", "the record: a file")
	root.AddCommand(a.readCommand(), a.annotateCommand(), a.briefCommand(), a.statementsCommand(), a.positionsCommand(),
		a.eventsCommand(), a.proposalsCommand(), a.trucesCommand(), a.dueCommand(), a.timelineCommand(), a.figuresCommand(), a.sourcesCommand(), a.searchCommand(), a.exportCommand(),
		a.serveCommand(), a.evalCommand(), a.manCommand(), a.versionCommand())
	root.SetVersionTemplate("{{.Version}}")
	root.CompletionOptions.HiddenDefaultCmd = false
	return root
}

// open opens the record to add to it; it makes one where there is none.
func (a *app) open(ctx context.Context) (*store.Store, error) {
	if err := a.checkDB(); err != nil {
		return nil, err
	}
	return store.Open(ctx, a.db)
}

// ask opens the record for questions and tells where it is not whole. It makes none.
func (a *app) ask(ctx context.Context) (*store.Store, error) {
	if err := a.checkDB(); err != nil {
		return nil, err
	}
	if _, err := os.Stat(a.db); errors.Is(err, os.ErrNotExist) {
		return nil, &fault{code: exitFault, what: a.db, why: "there is no such record", hint: "parley read PATH... makes one; --db names another"}
	}
	st, err := store.OpenExisting(ctx, a.db)
	if err != nil {
		return nil, err
	}
	if err := a.tellUnread(ctx, st); err != nil {
		st.Close()
		return nil, err
	}
	return st, nil
}

// tellUnread tells how many articles no run of read has come to.
func (a *app) tellUnread(ctx context.Context, st *store.Store) error {
	s, err := st.Stats(ctx)
	if err != nil || s.Unread == 0 {
		return err
	}
	are := "are"
	if s.Unread == 1 {
		are = "is"
	}
	a.tell(&fault{why: fmt.Sprintf("%d of %s %s not analysed yet", s.Unread, count(s.Articles, "article", "articles"), are), hint: "run parley read again"})
	return nil
}

// checkDB refuses what is no file.
func (a *app) checkDB() error {
	if strings.HasPrefix(a.db, "postgres://") || strings.HasPrefix(a.db, "postgresql://") {
		return &fault{code: exitFault, what: "--db", why: "this version keeps its record in a file, not in PostgreSQL",
			hint: "give a file, or leave --db out for parley.db"}
	}
	return nil
}

// width returns the columns of the terminal that w is, 0 if it is none.
func width(w io.Writer) int {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return 0
	}
	n, _, err := term.GetSize(int(f.Fd()))
	if err != nil || n < 40 {
		return 80
	}
	return n
}
