package main

import (
	"os"
	"strings"
	"testing"

	"parley/internal/record"
	"parley/internal/source"
	"parley/internal/store"
)

// addUnread adds articles to the record as a run does that is stopped before
// it analyses them.
func addUnread(t *testing.T, texts ...string) {
	t.Helper()
	st, err := store.Open(t.Context(), "parley.db")
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	var articles []source.Article
	for _, text := range texts {
		articles = append(articles, source.Article{ID: source.Identify("", "", text), Doc: "-", Text: text, Complete: source.Whole})
	}
	if _, err := st.AddArticles(t.Context(), articles); err != nil {
		t.Fatal(err)
	}
}

func TestArticlesThatAreNotAnalysedYetAreTold(t *testing.T) {
	t.Chdir(t.TempDir())
	if code, _, stderr := run(t, t.Context(), strings.NewReader(coverage(2)), "read", "-"); code != exitDone {
		t.Fatal(stderr)
	}
	asks := [][]string{{"brief"}, {"brief", "--format", "md"}, {"brief", "--format", "html"}, {"brief", "--format", "json"}, {"statements"}, {"positions"}, {"events", "--format", "csv"},
		{"proposals", "--format", "jsonl"}, {"timeline"}, {"sources"}, {"search", "truce"}, {"export", "json"}}
	for _, args := range asks {
		if code, _, stderr := run(t, t.Context(), nil, args...); code != exitDone || strings.Contains(stderr, "not analysed") {
			t.Errorf("%v of a whole record: code %d, %s", args, code, stderr)
		}
	}
	addUnread(t, "Nothing was signed on Friday.")
	for _, args := range asks {
		code, _, stderr := run(t, t.Context(), nil, args...)
		if code != exitDone || !strings.HasPrefix(stderr, "parley: 1 of 3 articles is not analysed yet\nhint: run parley read again\n") {
			t.Errorf("%v: code %d, %s", args, code, stderr)
		}
	}
	addUnread(t, "Nobody came on Saturday.")
	if _, _, stderr := run(t, t.Context(), nil, "serve", "--addr", "127.0.0.1:99999"); !strings.HasPrefix(stderr, "parley: 2 of 4 articles are not analysed yet\n") {
		t.Errorf("serve: %s", stderr)
	}
	run(t, t.Context(), strings.NewReader(coverage(1)), "read", "-")
	if _, _, stderr := run(t, t.Context(), nil, "statements"); stderr != "" {
		t.Errorf("after reading again: %s", stderr)
	}
}

func TestARecordThatMayOnlyBeReadAnswersQuestions(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may write everything")
	}
	t.Chdir(t.TempDir())
	run(t, t.Context(), strings.NewReader(coverage(2)), "read", "-")
	for name, mode := range map[string]os.FileMode{"parley.db": 0o444, ".": 0o555} {
		if err := os.Chmod(name, mode); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { _ = os.Chmod(".", 0o700) }) // so that it can be removed
	for _, args := range [][]string{{"brief"}, {"statements"}, {"search", "truce"}, {"export", "json"}} {
		if code, stdout, stderr := run(t, t.Context(), nil, args...); code != exitDone || stdout == "" || stderr != "" {
			t.Errorf("%v: code %d, %s", args, code, stderr)
		}
	}
	code, _, stderr := run(t, t.Context(), strings.NewReader(coverage(3)), "read", "-")
	if code != exitFault || !strings.HasPrefix(stderr, "parley: parley.db: not allowed to read and write the file\nhint: ") {
		t.Errorf("read: code %d, %s", code, stderr)
	}
	if st, err := os.Stat("parley.db"); err != nil || st.Mode().Perm() != 0o444 {
		t.Errorf("the mode was changed: %v, %v", st.Mode(), err)
	}
}

func TestAQuestionLeavesTheModeOfTheRecordAlone(t *testing.T) {
	t.Chdir(t.TempDir())
	run(t, t.Context(), strings.NewReader(coverage(1)), "read", "-")
	if err := os.Chmod("parley.db", 0o644); err != nil {
		t.Fatal(err)
	}
	run(t, t.Context(), nil, "statements")
	if st, err := os.Stat("parley.db"); err != nil || st.Mode().Perm() != 0o644 {
		t.Errorf("mode %v, %v", st.Mode(), err)
	}
}

func TestConditionsAreToldWhole(t *testing.T) {
	for _, c := range []struct {
		want string
		in   []record.Condition
	}{
		{"first: ceasefire", []record.Condition{{Relation: "before", Issue: "ceasefire", Holds: true, Text: "ceasefire"}}},
		{"first: withdrawal", []record.Condition{{Relation: "after", Issue: "withdrawal", Holds: true, Text: "only after they withdraw"}}},
		{"first: the harbour opens", []record.Condition{{Relation: "after", Issue: "other", Holds: true, Text: "after the harbour opens"}}},
		{"if ceasefire", []record.Condition{{Relation: "if", Issue: "ceasefire", Holds: true, Text: "if a truce holds"}}},
		{"if not ceasefire", []record.Condition{{Relation: "if", Issue: "ceasefire", Text: "if the truce is broken"}}},
		{"unless ceasefire", []record.Condition{{Relation: "unless", Issue: "ceasefire", Text: "unless there is a truce"}}},
		{"until the envoys leave", []record.Condition{{Relation: "until", Issue: "other", Holds: true, Text: "until the envoys leave"}}},
		{"if the terms are right", []record.Condition{{Relation: "if", Issue: "unspecified", Holds: true, Text: "the terms are right"}}},
		{"only if the terms are right", []record.Condition{{Relation: "if", Issue: "unspecified", Holds: true, Text: "only if the terms are right"}}},
		{"if ceasefire; unless sanctions; first: direct-talks", []record.Condition{{Relation: "if", Issue: "ceasefire", Holds: true},
			{Relation: "unless", Issue: "sanctions"}, {Relation: "after", Issue: "direct-talks", Holds: true}}},
		{"", nil},
	} {
		if got := conditionWords(c.in); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
