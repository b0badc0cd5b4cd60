package syntax

import (
	"encoding/binary"
	"fmt"
	"strings"

	"parley/internal/nn"
)

// Clusters tells which words are used alike: a path of ten bits through a
// binary tree of words. Words that share the first bits are more alike the
// more they share. It is read-only and safe for concurrent use.
type Clusters struct{ paths map[uint32]uint16 } // by the hash of the word in lower case

// NewClusters reads words, one a line, and their paths, two bytes each.
func NewClusters(words, paths []byte) (*Clusters, error) {
	lines := strings.Fields(string(words))
	if len(paths) != 2*len(lines) {
		return nil, fmt.Errorf("syntax: %d words have %d bytes of paths: %w", len(lines), len(paths), nn.ErrCorrupt)
	}
	c := &Clusters{paths: make(map[uint32]uint16, len(lines))}
	for i, w := range lines {
		c.paths[nn.Hash(w)] = binary.LittleEndian.Uint16(paths[2*i:])
	}
	return c, nil
}

// clusters reads those kept in a model file.
func clusters(m nn.Model) (*Clusters, error) {
	return NewClusters(m.Sections["clusters.words"], m.Sections["clusters.paths"])
}

// cut are three cuts through the tree, from coarse to fine; 0 for unknown words.
type cut [3]uint32

// of returns the cuts at the word with this hash.
func (c *Clusters) of(low uint32) cut {
	p, ok := c.paths[low]
	if !ok {
		return cut{}
	}
	return cut{uint32(p>>6) + 1, uint32(p>>4) + 1, uint32(p) + 1}
}
