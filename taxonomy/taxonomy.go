// Package taxonomy embeds the vocabularies that tell one kind of negotiation,
// office, place or event from another. They are data: every file says at its
// top what it holds.
package taxonomy

import "embed"

// Files holds the vocabularies by file name: "issues.txt", "profiles/labour.txt".
//
//go:embed *.txt profiles/*.txt
var Files embed.FS
