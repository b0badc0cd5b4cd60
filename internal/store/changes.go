package store

import (
	"context"
	"os"
)

// Changes returns a number that is another one after another program, or
// another Store, has written to the file. What this Store itself wrote does
// not change it. It says nothing about how much was written.
func (s *Store) Changes(ctx context.Context) (int64, error) {
	if s.frozen {
		st, err := os.Stat(s.path)
		if err != nil {
			return 0, s.fail("look for changes", err)
		}
		return st.ModTime().UnixNano() + st.Size(), nil
	}
	var n int64
	if err := s.w.QueryRowContext(ctx, "PRAGMA data_version").Scan(&n); err != nil {
		return 0, s.fail("look for changes", err)
	}
	return n, nil
}
