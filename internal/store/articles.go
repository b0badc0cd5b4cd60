package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"parley/internal/record"
	"parley/internal/source"
)

// AddArticles stores articles in one transaction and logs their intake. An
// article that is there already is not stored again; metadata it lacked is
// added, by rules that do not ask which came first. It returns how many are new.
func (s *Store) AddArticles(ctx context.Context, articles []source.Article) (added int, err error) {
	err = s.write(ctx, "add articles", func(tx *sql.Tx) error {
		in, err := prepareAll(ctx, tx, map[string]string{
			"find":    `SELECT n, doc, title, published, published_by, complete, skipped FROM article WHERE id = ?`,
			"article": `INSERT INTO article (id, doc, outlet, title, link, published, published_by, language, complete, skipped, length, signature) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)`,
			"merge":   `UPDATE article SET doc = ?, title = ?, published = ?, published_by = ?, complete = ?, skipped = ? WHERE n = ?`,
			"passage": `INSERT INTO passage (article, start, length, text) VALUES (?,?,?,?)`,
			"furnish": `INSERT OR IGNORE INTO furniture (article, start, "end") VALUES (?,?,?)`,
			"took in": `INSERT OR IGNORE INTO intake (article, path, at) VALUES (?,?,?)`,
		})
		if err != nil {
			return err
		}
		added = 0
		for i := range articles {
			fresh, err := s.addArticle(ctx, in, &articles[i])
			if err != nil {
				return fmt.Errorf("article %s: %w", articles[i].ID, err)
			}
			if fresh {
				added++
			}
		}
		_, err = tx.ExecContext(ctx, indexPassages)
		return err
	})
	if err != nil {
		return 0, err
	}
	return added, nil
}

// indexPassages indexes the passages that are new: a passage gets a greater
// number than those before it.
const indexPassages = `INSERT INTO passage_words (rowid, text)
	SELECT n, text FROM passage WHERE n > coalesce((SELECT max(id) FROM passage_words_docsize), 0)`

// addArticle stores one article, or what is new about it.
func (s *Store) addArticle(ctx context.Context, in stmts, a *source.Article) (fresh bool, err error) {
	if err := storable(a); err != nil {
		return false, err
	}
	var n int64
	var old source.Article
	var published string
	err = in["find"].QueryRowContext(ctx, a.ID).Scan(&n, &old.Doc, &old.Title, &published, &old.PublishedBy, &old.Complete, &old.Skipped)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		fresh = true
		if n, err = insertArticle(ctx, in, a); err != nil {
			return false, err
		}
	case err != nil:
		return false, err
	default:
		old.Published, old.HasTime = parsePublished(published)
		if m := merge(old, *a); m != (merged{old.Doc, old.Title, published, old.PublishedBy, old.Complete, old.Skipped}) {
			if _, err := in["merge"].ExecContext(ctx, m.doc, m.title, m.published, m.by, m.complete, m.skipped, n); err != nil {
				return false, err
			}
		}
	}
	_, err = in["took in"].ExecContext(ctx, n, a.Doc, s.now().UTC().Format(time.RFC3339))
	return fresh, err
}

// storable reports what of an article the database cannot hold.
func storable(a *source.Article) error {
	for _, text := range []string{a.ID, a.Doc, a.Outlet, a.Title, a.Link, a.Text} {
		if !utf8.ValidString(text) || strings.IndexByte(text, 0) >= 0 {
			return &Error{Code: Invalid, Op: "add articles", Message: fmt.Sprintf("article %s (%q) is not UTF-8 without NUL", a.ID, a.Doc)}
		}
	}
	if a.ID == "" {
		return &Error{Code: Invalid, Op: "add articles", Message: fmt.Sprintf("article %q has no ID", a.Doc)}
	}
	return nil
}

// insertArticle stores a new article with its text.
func insertArticle(ctx context.Context, in stmts, a *source.Article) (n int64, err error) {
	by := a.PublishedBy
	if by == "" {
		by = source.NoDate
	}
	length := utf8.RuneCountInString(a.Text)
	res, err := in["article"].ExecContext(ctx, a.ID, a.Doc, a.Outlet, a.Title, a.Link, publishedOf(*a), string(by),
		a.Language, string(a.Complete), string(a.Skipped), length, signature(a.Text))
	if err != nil {
		return 0, err
	}
	if n, err = res.LastInsertId(); err != nil {
		return 0, err
	}
	for _, p := range passages(a.Text) {
		if _, err := in["passage"].ExecContext(ctx, n, p.start, p.length, p.text); err != nil {
			return 0, err
		}
	}
	for _, f := range a.Furniture {
		if f.Start < 0 || f.End <= f.Start || f.End > len(a.Text) {
			return 0, &Error{Code: Invalid, Op: "add articles", Message: fmt.Sprintf("article %s has furniture at bytes %d-%d of %d", a.ID, f.Start, f.End, len(a.Text))}
		}
		start := utf8.RuneCountInString(a.Text[:f.Start])
		if _, err := in["furnish"].ExecContext(ctx, n, start, start+utf8.RuneCountInString(a.Text[f.Start:f.End])); err != nil {
			return 0, err
		}
	}
	return n, nil
}

// merged is what two intakes of one article say together.
type merged struct {
	doc, title, published string
	by                    source.Certainty
	complete              source.Completeness
	skipped               source.Skip
}

// merge takes from each of two intakes of one article what is known better;
// where both are as good, the smaller in byte order, so that the order of
// intake does not matter.
func merge(a, b source.Article) merged {
	m := merged{min(a.Doc, b.Doc), firstOf(a.Title, b.Title), "", "", min(a.Complete, b.Complete), min(a.Skipped, b.Skipped)}
	if better := certainty(b.PublishedBy) - certainty(a.PublishedBy); better > 0 ||
		better == 0 && (b.HasTime && !a.HasTime || b.HasTime == a.HasTime && publishedOf(b) < publishedOf(a)) {
		a = b
	}
	m.published, m.by = publishedOf(a), a.PublishedBy
	if m.by == "" {
		m.by = source.NoDate
	}
	return m
}

// firstOf returns the smaller of two texts, leaving out empty ones.
func firstOf(a, b string) string {
	if a == "" || b != "" && b < a {
		return b
	}
	return a
}

// certainty orders how well a date is known.
func certainty(c source.Certainty) int {
	switch c {
	case source.Given:
		return 3
	case source.Dateline:
		return 2
	case source.Inferred:
		return 1
	}
	return 0
}

// publishedOf writes an article's time as the database keeps it; "" if unknown.
func publishedOf(a source.Article) string {
	switch {
	case a.Published.IsZero():
		return ""
	case a.HasTime:
		return a.Published.Format(time.RFC3339)
	}
	return a.Published.Format(time.DateOnly)
}

// parsePublished reads what publishedOf wrote.
func parsePublished(text string) (t time.Time, hasTime bool) {
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t, true
	}
	t, _ = time.Parse(time.DateOnly, text)
	return t, false
}

// SetDates changes the publication dates (Published, HasTime, PublishedBy) of
// articles that are there, in one transaction: where they were worked out
// from articles read together. Articles whose day changes become pending.
func (s *Store) SetDates(ctx context.Context, articles []source.Article) error {
	return s.write(ctx, "set dates", func(tx *sql.Tx) error {
		set, err := tx.PrepareContext(ctx, `UPDATE article SET published = ?1, published_by = ?2 WHERE id = ?3 AND (published <> ?1 OR published_by <> ?2)`)
		if err != nil {
			return err
		}
		defer set.Close()
		for _, a := range articles {
			by := a.PublishedBy
			if by == "" {
				by = source.NoDate
			}
			if _, err := set.ExecContext(ctx, publishedOf(a), string(by), a.ID); err != nil {
				return err
			}
		}
		return nil
	})
}

// Pending returns up to limit articles (0: all), with text, in order of ID,
// that are to be read: not skipped, and without findings of this version and
// of their present anchor.
func (s *Store) Pending(ctx context.Context, version string, limit int) ([]source.Article, error) {
	if limit <= 0 {
		limit = -1
	}
	return s.sources(ctx, "pending", `WHERE a.n IN (SELECT a.n FROM article a LEFT JOIN reading r ON r.article = a.n
		WHERE a.skipped = '' AND (r.article IS NULL OR r.version <> ? OR r.anchor <> substr(a.published, 1, 10))
		ORDER BY a.id LIMIT ?)`, version, limit)
}

// Article returns one article with its text. id may be the start of an ID, of
// eight characters or more. The error has code NotFound if there is no such
// one, Invalid if there are several.
func (s *Store) Article(ctx context.Context, id string) (source.Article, error) {
	where, to := `WHERE a.id = ?`, id
	if len(id) >= 8 && len(id) < 64 {
		where, to = `WHERE a.id >= ?1 AND a.id < ?1 || 'g'`, id
	}
	found, err := s.sources(ctx, "article", where, to)
	switch {
	case err != nil:
		return source.Article{}, err
	case len(found) == 0:
		return source.Article{}, &Error{Code: NotFound, Op: "article", Path: s.path, Message: fmt.Sprintf("there is no article %q", id)}
	case len(found) > 1 && found[0].ID != id:
		return source.Article{}, &Error{Code: Invalid, Op: "article", Path: s.path,
			Message: fmt.Sprintf("%q begins the IDs of %d articles", id, len(found)), Hint: "Give more of the ID."}
	}
	return found[0], nil
}

// sources reads whole articles in order of ID. where is a clause on article a.
func (s *Store) sources(ctx context.Context, op, where string, args ...any) ([]source.Article, error) {
	var out []source.Article
	err := s.read(ctx, op, func(tx *sql.Tx) error {
		at := map[int64]int{}
		err := each(ctx, tx, `SELECT a.n, a.id, a.doc, a.outlet, a.title, a.link, a.published, a.published_by, a.language, a.complete, a.skipped
			FROM article a `+where+` ORDER BY a.id`, args, func(scan scanner) error {
			var n int64
			var a source.Article
			var published string
			err := scan(&n, &a.ID, &a.Doc, &a.Outlet, &a.Title, &a.Link, &published, &a.PublishedBy, &a.Language, &a.Complete, &a.Skipped)
			a.Published, a.HasTime = parsePublished(published)
			at[n] = len(out)
			out = append(out, a)
			return err
		})
		if err != nil {
			return err
		}
		return s.texts(ctx, tx, out, at)
	})
	return out, err
}

// texts fills in the texts and furniture of articles; at has their indexes by number.
func (s *Store) texts(ctx context.Context, tx *sql.Tx, articles []source.Article, at map[int64]int) error {
	get, err := tx.PrepareContext(ctx, `SELECT group_concat(text, '' ORDER BY start) FROM passage WHERE article = ?`)
	if err != nil {
		return err
	}
	defer get.Close()
	for n, i := range at {
		var text sql.NullString
		if err := get.QueryRowContext(ctx, n).Scan(&text); err != nil {
			return err
		}
		articles[i].Text = text.String
		p := (*points)(nil)
		err := each(ctx, tx, `SELECT start, "end" FROM furniture WHERE article = ? ORDER BY start, "end"`, []any{n}, func(scan scanner) error {
			if p == nil {
				p = newPoints(text.String)
			}
			var start, end int
			if err := scan(&start, &end); err != nil {
				return err
			}
			articles[i].Furniture = append(articles[i].Furniture, source.Stretch{Start: p.offset(min(start, p.n)), End: p.offset(min(end, p.n))})
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Articles returns what is known of all articles, in the order of a Record.
func (s *Store) Articles(ctx context.Context) ([]record.Article, error) {
	var out []record.Article
	err := s.read(ctx, "articles", func(tx *sql.Tx) (err error) {
		out, _, err = articles(ctx, tx)
		return err
	})
	return record.Build(out, nil).Articles, err
}

// articles reads the metadata of all articles, with copy groups, and their IDs by number.
func articles(ctx context.Context, tx *sql.Tx) ([]record.Article, map[int64]string, error) {
	var out []record.Article
	var signatures [][]byte
	ids := map[int64]string{}
	err := each(ctx, tx, `SELECT n, id, doc, outlet, title, link, published, published_by, language, complete, skipped, length, signature
		FROM article ORDER BY id`, nil, func(scan scanner) error {
		var n int64
		var a record.Article
		var published string
		var sig []byte
		err := scan(&n, &a.ID, &a.Doc, &a.Outlet, &a.Title, &a.Link, &published, &a.PublishedBy, &a.Language, &a.Complete, &a.Skipped, &a.Length, &sig)
		a.Published = record.Maybe(published)
		ids[n] = a.ID
		out = append(out, a)
		signatures = append(signatures, sig)
		return err
	})
	markCopies(out, signatures)
	return out, ids, err
}

// Intakes returns the intake log in order of time, then of article and path.
func (s *Store) Intakes(ctx context.Context) ([]Intake, error) {
	var out []Intake
	err := s.read(ctx, "intakes", func(tx *sql.Tx) error {
		return each(ctx, tx, `SELECT a.id, i.path, i.at FROM intake i JOIN article a ON a.n = i.article ORDER BY i.at, a.id, i.path`, nil,
			func(scan scanner) error {
				var in Intake
				var at string
				err := scan(&in.Article, &in.Path, &at)
				in.At, _ = time.Parse(time.RFC3339, at)
				out = append(out, in)
				return err
			})
	})
	return out, err
}
