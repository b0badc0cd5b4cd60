package source

import "fmt"

// Problem is something that went wrong with a place of the input. It is told
// as a value, beside the articles, so that the rest goes on.
type Problem struct {
	File string // the path as given, or found in a folder; "-" for standard input
	Line int    // 1-based; 0 for the file as a whole
	Why  string // lower case, without a full stop
	Hint string // what would help; "" if nothing is known to
	Lost bool   // something was not read because of it; false for a mere notice
}

// Error returns "file:line: why", without the line where it is 0.
func (p *Problem) Error() string {
	return p.Where() + ": " + p.Why
}

// Where returns "file:line", or "file" for the file as a whole.
func (p *Problem) Where() string {
	if p.Line > 0 {
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return p.File
}
