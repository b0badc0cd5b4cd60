package main

import "context"

// dates works out when the articles of the record came out that were not
// given a date.
func (r *reading) dates(ctx context.Context, e *engine) error { return nil }
