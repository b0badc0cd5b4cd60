package nn_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/internal/nn"
)

// sample is a small model and its file.
func sample(t testing.TB) (nn.Model, []byte) {
	t.Helper()
	m := nn.Model{
		Kind: "sample", Version: 3, Meta: map[string]string{"seed": "1"}, Strings: map[string][]string{"labels": {"a", "b"}},
		Sections: map[string][]byte{"weights": bytes.Repeat([]byte{1, 2, 3}, 40), "none": {}},
	}
	b, err := nn.Encode(m)
	if err != nil {
		t.Fatal(err)
	}
	return m, b
}

func TestAModelComesBackAsItWas(t *testing.T) {
	want, b := sample(t)
	got, err := nn.Decode(b, "sample", 3)
	if err != nil {
		t.Fatal(err)
	}
	got.Sizes = nil
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if _, again := sample(t); !bytes.Equal(b, again) {
		t.Error("the same model gave two files")
	}
}

func TestEveryDamageIsFound(t *testing.T) {
	_, b := sample(t)
	for at := range b {
		for bit := range 8 {
			bad := bytes.Clone(b)
			bad[at] ^= 1 << bit
			if _, err := nn.Decode(bad, "sample", 3); !errors.Is(err, nn.ErrCorrupt) {
				t.Errorf("bit %d of byte %d changed: %v", bit, at, err)
			}
		}
		if _, err := nn.Decode(b[:at], "sample", 3); !errors.Is(err, nn.ErrCorrupt) {
			t.Errorf("cut to %d bytes: %v", at, err)
		}
	}
}

func TestAnotherKindOrVersionIsNamed(t *testing.T) {
	_, b := sample(t)
	for _, c := range []struct {
		kind    string
		version int
		want    string
	}{
		{"tagger", 3, "model tagger version 3: the file holds sample version 3"},
		{"sample", 4, "model sample version 4: the file holds sample version 3"},
	} {
		if _, err := nn.Decode(b, c.kind, c.version); err == nil || errors.Is(err, nn.ErrCorrupt) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("got %v, want %q", err, c.want)
		}
	}
}

// sealed returns b as a file whose checksum holds.
func sealed(b []byte) []byte {
	sum := sha256.Sum256(b)
	return append(bytes.Clone(b), sum[:]...)
}

// FuzzDecode reads bytes as a model file, as they are and with a checksum that
// holds: an error, or sections of the sizes that the header tells.
func FuzzDecode(f *testing.F) {
	_, b := sample(f)
	body := b[:len(b)-sha256.Size]
	f.Add(b)
	f.Add(body)
	f.Add(body[:len(body)-3])
	for _, head := range []string{
		"", "{}", `{"kind":"sample","version":3}`, `{"kind":"sample","version":3,"sections":[{"name":"w","size":-1}]}`,
		`{"kind":"sample","version":3,"sections":[{"name":"w","size":9000000000000000000}]}`,
		`{"kind":"sample","version":3,"sections":[{"name":"w","size":0},{"name":"w","size":100}]}`,
	} {
		f.Add(append(binary.LittleEndian.AppendUint32([]byte("parleynn\x01\x00\x00\x00"), uint32(len(head))), head...))
	}
	f.Add([]byte("parleynn\x01\x00\x00\x00\xff\xff\xff\xff{}"))
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, file := range [][]byte{b, sealed(b)} {
			m, err := nn.Decode(file, "sample", 3)
			if err != nil {
				continue
			}
			for _, s := range m.Sizes {
				if _, ok := m.Sections[s.Name]; !ok {
					t.Fatalf("section %q is missing", s.Name)
				}
			}
		}
	})
}
