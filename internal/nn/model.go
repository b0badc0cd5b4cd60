package nn

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
)

// Format is the version of the model file layout that this package reads and writes.
const Format = 1

var magic = []byte("parleynn")

// ErrCorrupt is wrapped by every error about a model file that is not whole:
// cut, changed, or no model at all.
var ErrCorrupt = errors.New("corrupt model file")

// Model is the content of a model file: named lists of strings (labels,
// vocabularies) and named byte sections (weights).
type Model struct {
	Kind     string              `json:"kind"`    // what reads it: "tagger", "attribution"
	Version  int                 `json:"version"` // of the kind: raised when features change, so that older weights are refused
	Meta     map[string]string   `json:"meta"`    // how it was made: data, seed, command
	Strings  map[string][]string `json:"strings"`
	Sections map[string][]byte   `json:"-"`
	Sizes    []section           `json:"sections"`
}

type section struct {
	Name string `json:"name"`
	Size int    `json:"size"` // bytes when unpacked
}

// maxSection bounds what a damaged header can make Decode allocate, in bytes.
const maxSection = 1 << 28

// Encode returns the file of m, the same bytes for the same model. Layout:
// magic, format (uint32), header length (uint32), header (JSON), sections one
// after the other (deflate), SHA-256 of all before. Numbers are little-endian.
func Encode(m Model) ([]byte, error) {
	m.Sizes = nil
	for _, name := range sortedKeys(m.Sections) {
		m.Sizes = append(m.Sizes, section{name, len(m.Sections[name])})
	}
	head, err := json.Marshal(m)
	if err != nil {
		return nil, fmt.Errorf("nn: encode %s: %w", m.Kind, err)
	}
	var b bytes.Buffer
	b.Write(magic)
	b.Write(binary.LittleEndian.AppendUint32(nil, Format))
	b.Write(binary.LittleEndian.AppendUint32(nil, uint32(len(head))))
	b.Write(head)
	z, err := flate.NewWriter(&b, flate.NoCompression) // weights pack by a third at best, and unpacking was half of the time of loading
	if err != nil {
		return nil, fmt.Errorf("nn: encode %s: %w", m.Kind, err)
	}
	for _, s := range m.Sizes {
		if _, err := z.Write(m.Sections[s.Name]); err != nil {
			return nil, fmt.Errorf("nn: encode %s: %w", m.Kind, err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("nn: encode %s: %w", m.Kind, err)
	}
	sum := sha256.Sum256(b.Bytes())
	b.Write(sum[:])
	return b.Bytes(), nil
}

// Decode reads a model file and checks that it is whole and of this kind and
// version. Errors wrap ErrCorrupt where the bytes are damaged.
func Decode(b []byte, kind string, version int) (Model, error) {
	var m Model
	bad := func(why string, err error) (Model, error) {
		if err != nil {
			why += ": " + err.Error()
		}
		return Model{}, fmt.Errorf("nn: model %s: %s: %w", kind, why, ErrCorrupt)
	}
	if len(b) < len(magic)+8+sha256.Size || !bytes.HasPrefix(b, magic) {
		return bad("not a model file", nil)
	}
	body, sum := b[:len(b)-sha256.Size], b[len(b)-sha256.Size:]
	if got := sha256.Sum256(body); !bytes.Equal(got[:], sum) {
		return bad("checksum differs", nil)
	}
	at := len(magic)
	if f := binary.LittleEndian.Uint32(body[at:]); f != Format {
		return Model{}, fmt.Errorf("nn: model %s: file format %d, this program reads %d", kind, f, Format)
	}
	n := int(binary.LittleEndian.Uint32(body[at+4:]))
	at += 8
	if n > len(body)-at {
		return bad("header is cut", nil)
	}
	if err := json.Unmarshal(body[at:at+n], &m); err != nil {
		return bad("header", err)
	}
	if m.Kind != kind || m.Version != version {
		return Model{}, fmt.Errorf("nn: model %s version %d: the file holds %s version %d", kind, version, m.Kind, m.Version)
	}
	m.Sections = map[string][]byte{}
	z := flate.NewReader(bytes.NewReader(body[at+n:]))
	for _, s := range m.Sizes {
		if s.Size < 0 || s.Size > maxSection {
			return bad("section "+s.Name+" has an impossible size", nil)
		}
		data := make([]byte, s.Size)
		if _, err := io.ReadFull(z, data); err != nil {
			return bad("section "+s.Name, err)
		}
		m.Sections[s.Name] = data
	}
	return m, nil
}

func sortedKeys(m map[string][]byte) []string {
	return slices.Sorted(maps.Keys(m))
}
