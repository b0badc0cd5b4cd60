// Draw prints attributions of a PolNeAR compartment to be labelled, as JSON
// lines: those from rank FROM up to rank TO in the order of their hashes.
//
//	go run ./eval/draw DIR FROM TO
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"

	"parley/eval"
)

func main() {
	if err := draw(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "draw:", err)
		os.Exit(1)
	}
}

func draw(args []string) error {
	if len(args) != 3 {
		return fmt.Errorf("usage: draw DIR FROM TO")
	}
	from, err := strconv.Atoi(args[1])
	if err != nil {
		return err
	}
	to, err := strconv.Atoi(args[2])
	if err != nil {
		return err
	}
	texts, err := eval.AttributionTexts(args[0])
	if err != nil {
		return err
	}
	out := json.NewEncoder(os.Stdout)
	for _, d := range eval.DrawAttributions(texts, max(0, from), max(from, to)) {
		if err := out.Encode(d); err != nil {
			return err
		}
	}
	return nil
}
