//go:build !linux

package main

import "time"

var began = time.Now()

// spent returns the time since the start, where that of the CPU is not told.
func spent() time.Duration { return time.Since(began) }
