package rules_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"path"
	"regexp"
	"strings"
	"testing"
)

// TestManifestTellsWhatTheModelsAre compares models/MANIFEST with the files: a
// model that is not listed has no known origin, one that differs was not made
// by the command given.
func TestManifestTellsWhatTheModelsAre(t *testing.T) {
	var manifest struct {
		Models []struct {
			File, Command, SHA256 string
			Size                  int
			Data                  []struct{ Name, Licence string }
		}
	}
	if err := json.Unmarshal(read(t, "models/MANIFEST"), &manifest); err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for _, m := range manifest.Models {
		listed[m.File] = true
		b := read(t, "models/"+m.File)
		sum := sha256.Sum256(b)
		if len(b) != m.Size || hex.EncodeToString(sum[:]) != m.SHA256 {
			t.Errorf("models/%s is not the file that MANIFEST lists (%d bytes, sha256 %x)", m.File, len(b), sum)
		}
		if m.Command == "" || len(m.Data) == 0 {
			t.Errorf("MANIFEST does not tell how %s was made, or from what", m.File)
		}
		for _, d := range m.Data {
			if d.Name == "" || d.Licence == "" {
				t.Errorf("MANIFEST does not tell the licence of the data of %s", m.File)
			}
		}
	}
	for _, file := range files(t, ".model") {
		if !listed[path.Base(file)] {
			t.Errorf("%s is not in MANIFEST", file)
		}
	}
}

// cast are names of people in the examples, of outlets and of the politicians
// of one real negotiation: what a rule must not know.
var cast = regexp.MustCompile(`Sorvath|Teskel|Lindrek|Voskal|Deshin|Castrane|Farrant|Ilmara|Tarvesia|Kaldria|Selvane|Palisade Wire|` +
	`Zelensk|Putin|Trump|Peskov|Ushakov|Witkoff|Kellogg|Klitschko|Lavrov|Starmer|Macron|Truth Social`)

// TestNoRuleKnowsANegotiation looks for those names in the program and in its
// vocabularies. Comments may speak of them, and the weights, learned from
// news, hold no list.
func TestNoRuleKnowsANegotiation(t *testing.T) {
	for _, file := range append(files(t, ".go"), files(t, ".txt")...) {
		inside := strings.HasPrefix(file, "internal/") || strings.HasPrefix(file, "cmd/") || strings.HasPrefix(file, "taxonomy/")
		if !inside || strings.HasSuffix(file, "_test.go") {
			continue
		}
		n := 0
		for line := range strings.Lines(string(read(t, file))) {
			n++
			said, _, _ := strings.Cut(line, "// ")
			if m := cast.FindString(said); m != "" && !strings.HasPrefix(strings.TrimSpace(line), "//") {
				t.Errorf("%s:%d knows %s", file, n, m)
			}
		}
	}
}
