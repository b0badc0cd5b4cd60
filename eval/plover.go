package eval

import (
	"bufio"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
)

// ploverItem is one gold sentence of PLOVER with the class of its act.
type ploverItem struct {
	ID    string `json:"id"`
	Event string `json:"event"`
	Text  string `json:"text"`
}

// PloverHalf counts the sentences whose act got its class.
type PloverHalf struct {
	Sentences int     `json:"sentences"`
	Right     int     `json:"right"`
	Share     float64 `json:"share"`
}

// PloverResult is what `parley eval plover` prints: of the sentences that rules
// were written with (those with an even first byte of the SHA-256 of their id),
// and of the others.
type PloverResult struct {
	Development PloverHalf `json:"development"`
	Score       PloverHalf `json:"score"`
	All         PloverHalf `json:"all"`
}

// Plover scores act, which tells the class of a text, on the sentences of a
// JSON lines file. Where wrong is not nil it is told each development sentence
// whose class was missed.
func Plover(file string, act func(text string) string, wrong func(text, gold, made string)) (PloverResult, error) {
	var res PloverResult
	f, err := os.Open(file)
	if err != nil {
		return res, fmt.Errorf("eval: plover: %w", err)
	}
	defer func() { _ = f.Close() }()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for n := 1; sc.Scan(); n++ {
		var it ploverItem
		if err := json.Unmarshal(sc.Bytes(), &it); err != nil {
			return res, fmt.Errorf("eval: plover: %s line %d: %w", file, n, err)
		}
		half := &res.Development
		if dev := sha256.Sum256([]byte(it.ID))[0]%2 == 0; !dev {
			half = &res.Score
		}
		made := act(it.Text)
		half.Sentences++
		if made == it.Event {
			half.Right++
		} else if wrong != nil && half == &res.Development {
			wrong(it.Text, it.Event, made)
		}
	}
	if err := sc.Err(); err != nil {
		return res, fmt.Errorf("eval: plover: %s: %w", file, err)
	}
	res.All = PloverHalf{Sentences: res.Development.Sentences + res.Score.Sentences, Right: res.Development.Right + res.Score.Right}
	for _, h := range []*PloverHalf{&res.Development, &res.Score, &res.All} {
		h.Share = float64(h.Right) / float64(max(1, h.Sentences))
	}
	return res, nil
}
