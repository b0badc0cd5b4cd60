package nlp

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"parley/internal/doc"
	"parley/internal/nn"
	"parley/models"
	"parley/taxonomy"
)

// weights returns the model files by name.
func weights(t testing.TB) map[string][]byte {
	t.Helper()
	names, err := fs.Glob(models.Files, "*.model")
	if err != nil || len(names) == 0 {
		t.Fatalf("%d models: %v", len(names), err)
	}
	all := map[string][]byte{}
	for _, name := range names {
		if all[name], err = models.Files.ReadFile(name); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// mended loads models as New does, but only what a test changes: the annotators
// of one step, among those of the others as they are.
type mended struct {
	files map[string][]byte // the models by name
	step  map[string]int    // which step reads each
	parts [][]doc.Annotator // by step
}

// only is the models, of which name is read as data; nil is no file. It notes what is read.
type only struct {
	name string
	data []byte
	read []string
}

func (o *only) Open(name string) (fs.File, error) {
	o.read = append(o.read, name)
	if name != o.name {
		return models.Files.Open(name)
	}
	files := fstest.MapFS{}
	if o.data != nil {
		files[name] = &fstest.MapFile{Data: o.data}
	}
	return files.Open(name)
}

func newMended(t testing.TB) *mended {
	t.Helper()
	m := &mended{files: weights(t), step: map[string]int{}}
	delete(m.files, "findings.model") // package extract reads it, and tests that it does
	for i, step := range steps {
		files := &only{}
		l := loader{files, taxonomy.Files, nil}
		as, err := step(&l)
		if err != nil || l.err != nil {
			t.Fatalf("as it is: %v, %v", err, l.err)
		}
		m.parts = append(m.parts, as)
		for _, name := range files.read {
			m.step[name] = i
		}
	}
	for name := range m.files {
		if _, ok := m.step[name]; !ok {
			t.Fatalf("%s is not read", name)
		}
	}
	return m
}

// load returns the pipeline with b in place of one model file.
func (m *mended) load(name string, b []byte) (*Pipeline, error) {
	l := loader{&only{name: name, data: b}, taxonomy.Files, nil}
	as, err := steps[m.step[name]](&l)
	if l.err != nil {
		return nil, l.err
	}
	if err != nil {
		return nil, err
	}
	parts := slices.Clone(m.parts)
	parts[m.step[name]] = as
	return NewPipeline(slices.Concat(parts...)...)
}

// header returns the header of a model file and where it ends.
func header(t testing.TB, b []byte) (map[string]any, int) {
	t.Helper()
	end := 16 + int(binary.LittleEndian.Uint32(b[12:]))
	var h map[string]any
	if err := json.Unmarshal(b[16:end], &h); err != nil {
		t.Fatal(err)
	}
	return h, end
}

// packed returns a model file that is whole in itself: as nn.Encode writes it,
// but quickly.
func packed(t testing.TB, h map[string]any, sections map[string][]byte) []byte {
	t.Helper()
	sizes := []map[string]any{}
	var body bytes.Buffer
	z, err := flate.NewWriter(&body, flate.NoCompression)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Sorted(maps.Keys(sections)) {
		sizes = append(sizes, map[string]any{"name": name, "size": len(sections[name])})
		_, _ = z.Write(sections[name])
	}
	_ = z.Close()
	h = maps.Clone(h)
	h["sections"] = sizes
	head, err := json.Marshal(h)
	if err != nil {
		t.Fatal(err)
	}
	out := binary.LittleEndian.AppendUint32([]byte("parleynn"), nn.Format)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(head)))
	out = append(append(out, head...), body.Bytes()...)
	sum := sha256.Sum256(out)
	return append(out, sum[:]...)
}

// plain returns the name of a model file without its ending: what errors call it.
func plain(file string) string { return strings.TrimSuffix(file, ".model") }

// refused reports an error that a user could not make sense of.
func refused(t *testing.T, file, what string, err error) {
	t.Helper()
	switch {
	case err == nil:
		t.Errorf("%s, %s: not refused", file, what)
	case strings.ContainsAny(err.Error(), "\n\r") || len(err.Error()) > 300:
		t.Errorf("%s, %s: the error is not one line: %q", file, what, err)
	case !strings.Contains(err.Error(), plain(file)):
		t.Errorf("%s, %s: the error does not name the file: %v", file, what, err)
	}
}

func TestDamagedWeightsAreRefused(t *testing.T) {
	m := newMended(t)
	for name, b := range m.files {
		flipped := bytes.Clone(b)
		flipped[len(b)/2] ^= 1
		for what, bad := range map[string][]byte{
			"missing": nil, "empty": {}, "one byte": b[:1], "no header": b[:16], "cut in half": b[:len(b)/2],
			"last byte missing": b[:len(b)-1], "one byte more": append(bytes.Clone(b), 0),
			"text": []byte(strings.Repeat("no model at all ", 100)), "one bit changed": flipped,
		} {
			_, err := m.load(name, bad)
			refused(t, name, what, err)
			if bad != nil && err != nil && !errors.Is(err, nn.ErrCorrupt) {
				t.Errorf("%s, %s: not told as corrupt: %v", name, what, err)
			}
		}
	}
}

// TestEveryByteOfWeightsCounts asks the reader of files alone, as that is quick.
func TestEveryByteOfWeightsCounts(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for name, b := range weights(t) {
		h, _ := header(t, b)
		kind, version := h["kind"].(string), int(h["version"].(float64))
		if _, err := nn.Decode(b, kind, version); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		bad := bytes.Clone(b)
		for i := range 50 {
			at := i // the first bytes are magic, format and lengths
			if i >= 20 {
				at = r.IntN(len(b))
			}
			bad[at] ^= 1 << r.IntN(8)
			if _, err := nn.Decode(bad, kind, version); !errors.Is(err, nn.ErrCorrupt) {
				t.Errorf("%s with byte %d changed: %v", name, at, err)
			}
			bad[at] = b[at]
			if _, err := nn.Decode(b[:at], kind, version); !errors.Is(err, nn.ErrCorrupt) {
				t.Errorf("%s cut to %d bytes: %v", name, at, err)
			}
		}
	}
}

func TestWeightsOfAnotherKindOrVersionAreRefused(t *testing.T) {
	m := newMended(t)
	for name, b := range m.files {
		for other, wrong := range m.files {
			if other != name {
				_, err := m.load(name, wrong)
				refused(t, name, "holding "+other, err)
			}
		}
		h, end := header(t, b)
		for what, change := range map[string]func(map[string]any){
			"older":        func(h map[string]any) { h["version"] = h["version"].(float64) - 1 },
			"newer":        func(h map[string]any) { h["version"] = h["version"].(float64) + 1 },
			"of no kind":   func(h map[string]any) { h["kind"] = "" },
			"other format": nil,
		} {
			changed := maps.Clone(h)
			bad := binary.LittleEndian.AppendUint32([]byte("parleynn"), nn.Format)
			if change == nil {
				bad[8]++
			} else {
				change(changed)
			}
			head, err := json.Marshal(changed)
			if err != nil {
				t.Fatal(err)
			}
			bad = append(binary.LittleEndian.AppendUint32(bad, uint32(len(head))), head...)
			bad = append(bad, b[end:len(b)-sha256.Size]...)
			sum := sha256.Sum256(bad)
			_, err = m.load(name, append(bad, sum[:]...))
			refused(t, name, what, err)
		}
	}
}

// TestWeightsThatDoNotFitDoNoHarm takes files whose checksum holds, but in
// which a section is missing, too short, too long or noise: they are refused
// or useless, but no fault.
func TestWeightsThatDoNotFitDoNoHarm(t *testing.T) {
	m := newMended(t)
	for name, b := range m.files {
		h, _ := header(t, b)
		file, err := nn.Decode(b, h["kind"].(string), int(h["version"].(float64)))
		if err != nil {
			t.Fatal(err)
		}
		bare := maps.Clone(h)
		bare["strings"] = map[string][]string{}
		if _, err := m.load(name, packed(t, bare, nil)); !errors.Is(err, nn.ErrCorrupt) {
			t.Errorf("%s with nothing in it: %v", name, err)
		}
		for section, was := range file.Sections {
			t.Run(plain(name)+" "+section, func(t *testing.T) {
				t.Parallel()
				noise := make([]byte, len(was))
				r := rand.New(rand.NewPCG(2, 2))
				for i := range noise {
					noise[i] = byte(r.Uint32())
				}
				for what, data := range map[string][]byte{"empty": {}, "cut": was[:len(was)/2], "longer": append(bytes.Clone(was), 1), "noise": noise} {
					changed := maps.Clone(file.Sections)
					changed[section] = data
					harmless(t, m, name, what, packed(t, h, changed))
				}
			})
		}
		harmless(t, m, name, "no strings", packed(t, bare, file.Sections))
	}
}

// harmless checks that a file is refused, or that a text can be read with it.
func harmless(t *testing.T, m *mended, name, what string, b []byte) {
	t.Helper()
	p, err := m.load(name, b)
	if err != nil {
		if !errors.Is(err, nn.ErrCorrupt) || strings.ContainsAny(err.Error(), "\n\r") {
			t.Errorf("%s: not told as corrupt in one line: %v", what, err)
		}
		return
	}
	d := &doc.Doc{Text: "“Never,” said Ana Duro of Velmar on Monday, who might come. He did not."}
	p.Run(d)
	if err := d.Check(); err != nil {
		t.Errorf("%s: %v", what, err)
	}
}
