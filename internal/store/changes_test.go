package store_test

import (
	"context"
	"path/filepath"
	"testing"

	"parley/internal/source"
	"parley/internal/store"
)

func TestChangesTellThatAnotherStoreWrote(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "record.db")
	open := func() *store.Store {
		s, err := store.Open(ctx, path)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = s.Close() })
		return s
	}
	reader, writer := open(), open()
	changes := func() int64 {
		n, err := reader.Changes(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	before := changes()
	if after := changes(); after != before {
		t.Errorf("nothing was written, but %d became %d", before, after)
	}
	if _, err := writer.AddArticles(ctx, []source.Article{{ID: "00ff00ff00ff00ff", Text: "A text.", Complete: source.Whole}}); err != nil {
		t.Fatal(err)
	}
	if after := changes(); after == before {
		t.Error("another store wrote, but the number stayed")
	}
}
