package nn

// NewPlainMatrix is NewMatrix for a processor without the kernel.
func NewPlainMatrix(w []int16, rows, cols int) *Matrix { return newMatrix(w, rows, cols, false) }

// HasKernel tells whether this processor runs the kernel.
func HasKernel() bool { return hasKernel }
