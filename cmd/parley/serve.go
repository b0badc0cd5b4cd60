package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"parley/internal/web"
)

// serveCommand serves the application on this machine.
func (a *app) serveCommand() *cobra.Command {
	var addr, name string
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Open the record in a browser, on this machine only",
		Args:  cobra.NoArgs,
		RunE: doing(func(cmd *cobra.Command, _ []string) error {
			if err := loopback(addr); err != nil {
				return err
			}
			return a.serve(cmd.Context(), addr, name)
		}),
	}
	cmd.Flags().StringVar(&addr, "addr", "127.0.0.1:8080", "address to listen on; port 0 takes a free one")
	cmd.Flags().StringVar(&name, "name", "", "what the negotiation is called in the headings")
	return cmd
}

// loopback refuses an address that others could reach: there are no accounts.
func loopback(addr string) error {
	const hint = "--addr 127.0.0.1:8080"
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return usage(hint, "no such address: %q", addr)
	}
	if ip := net.ParseIP(host); host == "localhost" || ip != nil && ip.IsLoopback() {
		return nil
	}
	return usage(hint, "%q could be reached from other machines; parley serves this one only", addr)
}

func (a *app) serve(ctx context.Context, addr, name string) error {
	st, err := a.ask(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	issues, err := issueLabels()
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		var op *net.OpError
		if errors.As(err, &op) {
			err = op.Err
		}
		return &fault{code: exitFault, what: addr, why: err.Error(), hint: "give another address with --addr, or --addr 127.0.0.1:0 for a free port"}
	}
	srv := &http.Server{
		Handler: web.New(st, web.Options{Dossier: name, Issues: issues, Failed: func(err error) {
			a.tell(toFault(&runError{err}))
		}}),
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      2 * time.Minute,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
	}
	fmt.Fprintf(a.stdout, "serving %s at http://%s (Ctrl-C ends)\n", a.db, l.Addr())
	done := make(chan struct{})
	ended := context.AfterFunc(ctx, func() {
		defer close(done)
		wait, cancel := context.WithTimeout(context.WithoutCancel(ctx), 3*time.Second)
		defer cancel()
		if srv.Shutdown(wait) != nil {
			_ = srv.Close() // some request did not end in time
		}
	})
	if err := srv.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		ended()
		return err
	}
	<-done // requests under way may still read the record
	return nil
}

// issueLabels returns what a person reads for each issue code.
func issueLabels() (map[string]web.Issue, error) {
	x, err := newExtractor()
	if err != nil {
		return nil, err
	}
	labels := map[string]web.Issue{}
	for _, l := range x.IssueLabels() {
		labels[l[0]] = web.Issue{Label: l[1]}
	}
	return labels, nil
}
