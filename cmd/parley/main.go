// Command parley turns news coverage of a negotiation into a record that can
// be checked: who said what, who stands where, what happened, every entry
// pointing at the characters it rests on.
//
// This package opens, wires and prints; what Parley knows is in internal/.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"
)

// patience is how long the program may take to end after a signal.
const patience = 10 * time.Second

// spare is how much garbage may pile up, in percent of what is in use, before
// it is collected: articles come and go quickly, and little else is kept.
const spare = 200

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(spare)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// After the first signal the second one ends the program at once, and so does
	// patience: one article that takes long cannot hold it. What is saved stays.
	context.AfterFunc(ctx, func() {
		stop()
		time.AfterFunc(patience, func() { os.Exit(exitFault) })
	})
	a := &app{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, env: os.Getenv}
	os.Exit(a.main(ctx, os.Args[1:]))
}
