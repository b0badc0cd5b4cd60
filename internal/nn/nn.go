// Package nn holds model files and the arithmetic that runs them.
//
// Linear models score sparse binary features with eight-bit weights. Scores
// are sums of integers, so they are the same on every processor.
//
// The package imports nothing of ours.
package nn
