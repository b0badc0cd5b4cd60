// Package nn holds model files and the arithmetic that runs them.
//
// Linear models score sparse binary features with eight-bit weights. Scores
// are sums of integers, so they are the same on every processor.
//
// A Matrix multiplies blocks of 16-bit integers into exact 32-bit sums: with a
// kernel in assembly where the processor has AVX2 (written by the program in
// asm), elsewhere and with the build tag purego in plain Go.
//
// The package imports nothing of ours.
package nn
