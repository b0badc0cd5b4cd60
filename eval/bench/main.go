// Command bench measures how fast the program reads, on one core: words a
// second over a file of news (or the examples, where there is none), resident
// memory, the time to load the models and the size of the program. Beside every
// run stands a loop of integer work, so that figures of different machines, or
// of one that is busy, can be compared.
//
//	bench -program bin/parley [-runs 5] [-news FILE] EXAMPLES
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"parley/internal/nlp"
	"parley/internal/nn"
	"parley/models"
	"parley/taxonomy"
)

// repeats is how often the examples are read in one run, as they are few.
const repeats = 10

func main() {
	program := flag.String("program", "bin/parley", "the program to measure")
	news := flag.String("news", "", "a file of news to read instead of the examples, if it exists")
	runs := flag.Int("runs", 5, "how many times to read; the best counts")
	flag.Parse()
	if flag.NArg() != 1 || *runs < 1 {
		fmt.Fprintln(os.Stderr, "bench: give the folder of examples, and at least one run")
		os.Exit(2)
	}
	if err := measure(os.Stdout, *program, *news, flag.Arg(0), *runs); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// run is what one reading took.
type run struct {
	loop      float64 // ns of one step of the calibration loop just before
	wall, cpu time.Duration
	memory    int64 // largest resident set, in bytes; 0 where the system does not tell
}

func measure(w io.Writer, program, news, examples string, runs int) error {
	runtime.GOMAXPROCS(1)
	dir, err := os.MkdirTemp("", "parley-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	out := filepath.Join(dir, "annotations.jsonl")
	what, paths := news, []string{news}
	if _, err := os.Stat(news); err != nil {
		what, paths = fmt.Sprintf("%s, %d times", examples, repeats), slices.Repeat([]string{examples}, repeats)
	}
	fmt.Fprintf(w, "annotate %s, one core, all layers and findings\n\n  run  loop ns  words/s  words/s of CPU time\n", what)
	var all []run
	words := 0
	for i := range runs {
		r, err := read(program, paths, out)
		if err != nil {
			return err
		}
		if words, err = count(out); err != nil {
			return err
		}
		all = append(all, r)
		fmt.Fprintf(w, "%5d %8.3f %8.0f %8.0f\n", i+1, r.loop, rate(words, r.wall), rate(words, r.cpu))
	}
	best := slices.MinFunc(all, func(a, b run) int { return int(a.wall - b.wall) })
	least := slices.MinFunc(all, func(a, b run) int { return int(a.cpu - b.cpu) })
	top := slices.MaxFunc(all, func(a, b run) int { return int(a.memory - b.memory) })
	fmt.Fprintf(w, "\n%d words in the best run at %.0f a second (loop %.3f ns; %.0f by CPU time)\n", words, rate(words, best.wall), best.loop, rate(words, least.cpu))
	fmt.Fprintf(w, "resident memory at most %d MB\n", top.memory>>20)
	return rest(w, program, runs)
}

// rest measures what needs no reading. It comes last: a process started by one
// that holds the models would count their memory as its own.
func rest(w io.Writer, program string, runs int) error {
	load, err := loading(runs)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "models loaded in %d ms\n", load.Milliseconds())
	file, err := os.Stat(program)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "program %.1f MB\n", float64(file.Size())/(1<<20))
	fmt.Fprintf(w, "matrix product %.1f GMAC/s (32 x 128 x 512)\n", product())
	return nil
}

func rate(words int, d time.Duration) float64 { return float64(words) / d.Seconds() }

// calibrate returns the nanoseconds of a step of integer work, each step
// waiting for the one before.
func calibrate() float64 {
	const steps = 50_000_000
	x := uint64(88172645463325252)
	start := time.Now()
	for range steps {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
	}
	took := time.Since(start)
	if x == 0 { // never: it keeps the loop
		panic("bench: the generator ended")
	}
	return float64(took.Nanoseconds()) / steps
}

// read runs the program over paths. That some articles cannot be read is no
// fault of the program.
func read(program string, paths []string, out string) (run, error) {
	f, err := os.Create(out)
	if err != nil {
		return run{}, err
	}
	defer f.Close()
	r := run{loop: calibrate()}
	cmd := exec.Command(program, append([]string{"annotate"}, paths...)...)
	cmd.Env = append(os.Environ(), "GOMAXPROCS=1")
	cmd.Stdout = f
	var told strings.Builder
	cmd.Stderr = &told
	start := time.Now()
	err = cmd.Run()
	r.wall = time.Since(start)
	if exit := new(exec.ExitError); err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
		return run{}, fmt.Errorf("%s: %w: %s", program, err, told.String())
	}
	r.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	r.memory = resident(cmd.ProcessState)
	return r, f.Close()
}

// count returns the words of the articles that were analysed.
func count(annotations string) (int, error) {
	f, err := os.Open(annotations)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	n := 0
	dec := json.NewDecoder(bufio.NewReaderSize(f, 1<<20))
	for {
		var a struct {
			Text    string  `json:"text"`
			Skipped *string `json:"skipped"`
		}
		switch err := dec.Decode(&a); {
		case errors.Is(err, io.EOF) && n == 0:
			return 0, errors.New("no words were read")
		case errors.Is(err, io.EOF):
			return n, nil
		case err != nil:
			return 0, fmt.Errorf("%s: %w", annotations, err)
		}
		if a.Skipped == nil {
			n += len(strings.Fields(a.Text))
		}
	}
}

// loading returns the best time in which the annotators are ready.
func loading(runs int) (time.Duration, error) {
	var best time.Duration
	for i := range runs {
		runtime.GC()
		start := time.Now()
		if _, err := nlp.New(models.Files, taxonomy.Files); err != nil {
			return 0, err
		}
		if took := time.Since(start); i == 0 || took < best {
			best = took
		}
	}
	return best, nil
}

// product returns the billions of multiplications a second of a product of
// matrices as the models do them.
func product() float64 {
	const n, rows, cols, times = 32, 128, 512, 2000
	m := nn.NewMatrix(make([]int16, rows*cols), rows, cols)
	a, dst := make([]int16, n*rows), make([]int32, n*cols)
	start := time.Now()
	for range times {
		m.Mul(dst, a, n)
	}
	return float64(n*rows*cols*times) / float64(time.Since(start).Nanoseconds())
}
