package segment

import (
	"parley/internal/doc"
)

// quotations sets d.Quotations.
func quotations(d *doc.Doc) {
	d.Quotations = nil
	hanging := doc.NoIndex // unclosed quotation of the paragraph before
	for _, p := range d.Paragraphs {
		hanging = quoted(d, p, hanging)
	}
}

// quoted adds the quotations of paragraph p and returns the index of the
// outermost one that it leaves open at its end. hanging is that of the
// paragraph before: a quotation at the very start of p goes on with it.
func quoted(d *doc.Doc, p doc.Range, hanging int) int {
	sp := d.SpanOf(p)
	ms := marks(d.Text, sp.Start, sp.End)
	index := make(map[int]int, len(ms)) // mark to quotation
	left, at := doc.NoIndex, p.From
	for k, m := range ms {
		for at < p.To && d.Tokens[at].Start < m.at {
			at++
		}
		if m.role != open || at == p.To || d.Tokens[at].Start != m.at {
			continue
		}
		q := doc.Quotation{Range: doc.Range{From: at, To: upTo(d, at, p.To, m.until)}, Closed: m.pair >= 0, Continues: doc.NoIndex, Depth: m.depth}
		if i, ok := index[m.after]; ok {
			q.Continues = i
		}
		if at == p.From {
			q.Continues = hanging
		}
		if !q.Closed && m.depth == 0 && q.To == p.To {
			left = len(d.Quotations)
		}
		index[k] = len(d.Quotations)
		d.Quotations = append(d.Quotations, q)
	}
	return left
}

// upTo returns the first token in [from, to) that begins at or after byte end; to if none does.
func upTo(d *doc.Doc, from, to, end int) int {
	lo, hi := from+1, to
	for lo < hi {
		if m := (lo + hi) / 2; d.Tokens[m].Start < end {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}
