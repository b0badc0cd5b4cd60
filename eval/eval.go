// Package eval measures Parley on public data sets. Each file holds the
// scorer of one: it takes what was made as plain values and knows nothing of
// how it was made.
package eval
