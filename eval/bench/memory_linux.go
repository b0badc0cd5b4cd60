package main

import (
	"os"
	"syscall"
)

// resident returns the largest resident set of a process that has ended, in bytes.
func resident(p *os.ProcessState) int64 {
	if u, ok := p.SysUsage().(*syscall.Rusage); ok {
		return u.Maxrss << 10
	}
	return 0
}
