package quote_test

import (
	"strings"
	"testing"
)

// hostile texts repeat what the rules of attributions look around for, n times.
var hostile = []struct {
	name string
	make func(n int) string
}{
	{"marks", func(n int) string { return strings.Repeat("\"", n) }},
	{"openers", func(n int) string { return strings.Repeat("( [ { “ ‘ ` ", n/6) }},
	{"short-quotations", func(n int) string { return strings.Repeat("“A,” said B. ", n/7) }},
	{"endless-quotation", func(n int) string {
		return "“" + strings.Repeat("The border, Ana Duro said on Monday, will stay open for all. ", n/14)
	}},
}

func TestHostileTextsKeepTheInvariants(t *testing.T) {
	p := pipeline(t)
	for _, h := range hostile {
		d := read(p, h.make(6000))
		if err := d.Check(); err != nil {
			t.Errorf("%s: %v", h.name, err)
		}
	}
}
