package store

import (
	"context"
	"database/sql"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/internal/record"
)

// mark is set by the database around the words found. It is no character
// (U+FDD0 is kept free for a program's own use), so texts hardly ever have it.
const mark = '\uFDD0'

// snippetLength is about how many code points a snippet has.
const snippetLength = 240

// Search returns up to limit places (0: 50) whose text has all words of the
// query, the best first: what is said, then articles. "Words in quotation
// marks" must stand together, word* stands for every word that begins so;
// nothing else in a query has a meaning. A query without a letter or digit
// finds nothing.
func (s *Store) Search(ctx context.Context, query string, limit int) ([]Hit, error) {
	if limit <= 0 {
		limit = 50
	}
	match := matchOf(query)
	if match == "" {
		return nil, nil
	}
	var said, texts []Hit
	err := s.read(ctx, "search", func(tx *sql.Tx) (err error) {
		if said, err = searchStatements(ctx, tx, match, limit); err != nil {
			return err
		}
		texts, err = searchPassages(ctx, tx, match, limit)
		return err
	})
	room := max(limit/2, limit-len(texts))
	hits := slices.Concat(said[:min(len(said), room)], texts)
	return hits[:min(len(hits), limit)], err
}

// matchOf turns a query into one for FTS5: every word quoted, so that nothing
// in it is an operator. "" if there is no word in it.
func matchOf(query string) string {
	var terms []string
	quoted := false
	for len(query) > 0 {
		part, rest := query, ""
		if i := strings.IndexAny(query, `"“”„`); i >= 0 {
			_, size := utf8.DecodeRuneInString(query[i:])
			part, rest = query[:i], query[i+size:]
		}
		if quoted {
			terms = append(terms, term(part, false)...)
		} else {
			for _, field := range strings.Fields(part) {
				terms = append(terms, term(field, strings.HasSuffix(field, "*"))...)
			}
		}
		query, quoted = rest, !quoted
	}
	return strings.Join(terms, " ")
}

// term returns a phrase of the words of a text; nothing if it has none.
func term(text string, prefix bool) []string {
	words := wordsIn(text)
	if len(words) == 0 {
		return nil
	}
	phrase := `"` + strings.Join(words, " ") + `"`
	if prefix {
		phrase += "*"
	}
	return []string{phrase}
}

// wordsIn returns the runs of letters, marks and digits of a text.
func wordsIn(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool {
		return r == utf8.RuneError || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
}

// searchStatements looks in what is said.
func searchStatements(ctx context.Context, tx *sql.Tx, match string, limit int) ([]Hit, error) {
	type found struct {
		hit   Hit
		text  string
		words record.Words
		n     int64
	}
	var all []found
	err := each(ctx, tx, `SELECT s.article, a.id, a.outlet, a.title, substr(a.published, 1, 10), s.id, highlight(statement_words, 0, ?, ?)
		FROM statement_words JOIN statement s ON s.n = statement_words.rowid JOIN article a ON a.n = s.article
		WHERE statement_words MATCH ? ORDER BY rank, a.id, s.i LIMIT ?`, []any{string(mark), string(mark), match, limit}, func(scan scanner) error {
		var f found
		err := scan(&f.n, &f.hit.Article, &f.hit.Outlet, &f.hit.Title, &f.hit.Published, &f.hit.Statement, &f.text)
		all = append(all, f)
		return err
	})
	if err != nil {
		return nil, err
	}
	var hits []Hit
	for _, f := range all {
		err := each(ctx, tx, `SELECT start, "end", text FROM words WHERE article = ? AND kind = 'statement' AND finding = ? AND role = 'content' ORDER BY n`,
			[]any{f.n, f.hit.Statement}, func(scan scanner) error {
				var p record.Piece
				err := scan(&p.Start, &p.End, &p.Text)
				f.words = append(f.words, p)
				return err
			})
		if err != nil {
			return nil, err
		}
		if hit, ok := inPiece(f.hit, f.words, marksIn(f.text, joined(f.words))); ok {
			hits = append(hits, hit)
		}
	}
	return hits, nil
}

// inPiece places a hit in the piece that has the first mark. marks count in
// the joined pieces.
func inPiece(hit Hit, words record.Words, marks [][2]int) (Hit, bool) {
	at := 0 // where the piece begins in the joined text
	for _, p := range words {
		var inside [][2]int
		for _, m := range marks {
			if at <= m[0] && m[1] <= at+p.End-p.Start {
				inside = append(inside, [2]int{m[0] - at, m[1] - at})
			}
		}
		if len(inside) > 0 {
			return snippet(hit, p.Text, p.Start, inside), true
		}
		at += p.End - p.Start + len(gap)
	}
	return hit, false
}

// searchPassages looks in the texts, one hit for an article.
func searchPassages(ctx context.Context, tx *sql.Tx, match string, limit int) ([]Hit, error) {
	var hits []Hit
	seen := map[string]bool{}
	err := each(ctx, tx, `SELECT a.id, a.outlet, a.title, substr(a.published, 1, 10), p.start, p.text, highlight(passage_words, 0, ?, ?)
		FROM passage_words JOIN passage p ON p.n = passage_words.rowid JOIN article a ON a.n = p.article
		WHERE passage_words MATCH ? ORDER BY rank, a.id, p.start LIMIT ?`, []any{string(mark), string(mark), match, limit}, func(scan scanner) error {
		var hit Hit
		var start int
		var text, marked string
		if err := scan(&hit.Article, &hit.Outlet, &hit.Title, &hit.Published, &start, &text, &marked); err != nil {
			return err
		}
		if marks := marksIn(marked, text); len(marks) > 0 && !seen[hit.Article] {
			seen[hit.Article] = true
			hits = append(hits, snippet(hit, text, start, marks))
		}
		return nil
	})
	return hits, err
}

// marksIn returns where marked has its marks, in code points of text, which
// is marked without the marks.
func marksIn(marked, text string) [][2]int {
	var out [][2]int
	open, at := -1, 0
	orig := []rune(text)
	for _, r := range marked {
		switch {
		case r != mark:
			at++
		case at < len(orig) && orig[at] == mark:
			at++ // the text's own
		case open < 0:
			open = at
		default:
			out = append(out, [2]int{open, at})
			open = -1
		}
	}
	return out
}

// snippet cuts the stretch of a text around the first marks. start is where
// the text begins in its article; marks count in the text.
func snippet(hit Hit, text string, start int, marks [][2]int) Hit {
	runes := []rune(text)
	from := max(0, marks[0][0]-snippetLength/3)
	to := min(len(runes), from+snippetLength)
	to = max(to, marks[0][1])
	for from > 0 && from < marks[0][0] && !unicode.IsSpace(runes[from-1]) {
		from++
	}
	for to < len(runes) && to > marks[0][1] && !unicode.IsSpace(runes[to]) {
		to--
	}
	hit.Start, hit.End, hit.Text = start+from, start+to, string(runes[from:to])
	for _, m := range marks {
		if from <= m[0] && m[1] <= to {
			hit.Marks = append(hit.Marks, [2]int{start + m[0], start + m[1]})
		}
	}
	return hit
}

// Stats counts what is there.
func (s *Store) Stats(ctx context.Context) (Stats, error) {
	var st Stats
	err := s.read(ctx, "stats", func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT count(*), (SELECT count(*) FROM reading), count(*) FILTER (WHERE skipped <> ''),
			(SELECT count(*) FROM article a LEFT JOIN reading r ON r.article = a.n
				WHERE a.skipped = '' AND (r.article IS NULL OR r.anchor <> substr(a.published, 1, 10))),
			count(DISTINCT nullif(outlet, '')), (SELECT count(*) FROM statement), (SELECT count(*) FROM position), (SELECT count(*) FROM event),
			(SELECT count(*) FROM proposal), (SELECT count(*) FROM commitment), (SELECT count(*) FROM figure),
			coalesce(substr(min(nullif(published, '')), 1, 10), ''), coalesce(substr(max(published), 1, 10), '') FROM article`).Scan(
			&st.Articles, &st.Read, &st.Skipped, &st.Unread, &st.Outlets, &st.Statements, &st.Positions, &st.Events,
			&st.Proposals, &st.Commitments, &st.Figures, &st.First, &st.Last)
	})
	return st, err
}
