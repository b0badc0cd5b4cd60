// Package models embeds the trained weights. MANIFEST names the data, licence
// and command of each.
package models

import "embed"

// Files holds the weights by file name: "reader.model".
//
//go:embed MANIFEST *.model
var Files embed.FS
