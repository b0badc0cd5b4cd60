package extract

import (
	"parley/internal/doc"
	"parley/internal/record"
)

// outletAt returns the article's outlet where noun i is its word for itself:
// "this newspaper". ok is false for any other noun, or where no outlet is known.
func (r *reader) outletAt(i int) (record.Who, bool) {
	if r.d.Outlet == "" || !r.lex.is("press", r.t.lemma(i)) || !r.t.has(i, "det", "this") {
		return record.Who{}, false
	}
	return record.Who{Name: r.d.Outlet, Kind: record.Organization, DescribedAs: r.text(doc.Range{From: i, To: i + 1})}, true
}

// editor returns the outlet as the voice of what an article itself says must be,
// where the article speaks as "this newspaper": an editorial, not a report.
func (r *reader) editor(i int) (record.Who, bool) {
	if r.statedAt[i] >= 0 {
		return record.Who{}, false
	}
	if r.outlet == nil {
		r.outlet = &record.Who{}
		for k := range r.d.Tokens {
			if w, ok := r.outletAt(k); ok && r.t.rel(k) == "nsubj" && r.opens(k) {
				r.outlet = &w
				break
			}
		}
	}
	return *r.outlet, r.outlet.Name != ""
}

// opens reports whether token k stands outside any quotation.
func (r *reader) opens(k int) bool {
	for _, q := range r.d.Quotations {
		if q.Has(k) {
			return false
		}
	}
	return true
}
