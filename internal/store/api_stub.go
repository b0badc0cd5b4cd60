package store

import (
	"context"
	"errors"

	"parley/internal/record"
	"parley/internal/source"
)

// Store is an open file. It is safe for concurrent use: reads run side by
// side, writes one after another.
type Store struct{}

var errTodo = errors.New("store: not written yet")

// Open opens or makes the file at path and brings its schema up to date.
// ":memory:" is a store in memory, gone when closed. Errors are of type
// *Error: Newer, Corrupt, Locked, Denied, NotFound.
func Open(ctx context.Context, path string) (*Store, error) { return nil, errTodo }

// Close closes the file.
func (s *Store) Close() error { return errTodo }

// AddArticles stores articles in one transaction and logs their intake. An
// article that is there already is not stored again; metadata it lacked is
// added. It returns how many are new.
func (s *Store) AddArticles(ctx context.Context, articles []source.Article) (added int, err error) {
	return 0, errTodo
}

// SetDates changes the publication dates (Published, HasTime, PublishedBy) of
// articles that are there, in one transaction: where they were worked out
// from articles read together. Articles whose day changes become pending.
func (s *Store) SetDates(ctx context.Context, articles []source.Article) error { return errTodo }

// Pending returns up to limit articles (0: all), with text, in order of ID,
// that are to be read: not skipped, and without findings of this version and
// of their present anchor.
func (s *Store) Pending(ctx context.Context, version string, limit int) ([]source.Article, error) {
	return nil, errTodo
}

// SetFindings replaces the findings of articles, all or none. The error has
// code Evidence where words are not the article's characters at their span.
func (s *Store) SetFindings(ctx context.Context, readings []Reading) error { return errTodo }

// Articles returns what is known of all articles, in the order of a Record.
func (s *Store) Articles(ctx context.Context) ([]record.Article, error) { return nil, errTodo }

// Article returns one article with its text. id may be the start of an ID, of
// eight characters or more. The error has code NotFound if there is no such one.
func (s *Store) Article(ctx context.Context, id string) (source.Article, error) {
	return source.Article{}, errTodo
}

// Findings returns what was found in an article, empty if nothing was or it
// was not read. id is a whole ID.
func (s *Store) Findings(ctx context.Context, id string) (record.Findings, error) {
	return record.Findings{}, errTodo
}

// Record returns the record of all articles.
func (s *Store) Record(ctx context.Context) (record.Record, error) { return record.Record{}, errTodo }

// Search returns up to limit places (0: 50) whose text has all words of the
// query, the best first. "Words in quotation marks" must stand together, word*
// stands for every word that begins so; nothing else in a query has a
// meaning. A query without a letter or digit finds nothing.
func (s *Store) Search(ctx context.Context, query string, limit int) ([]Hit, error) {
	return nil, errTodo
}

// Stats counts what is there.
func (s *Store) Stats(ctx context.Context) (Stats, error) { return Stats{}, errTodo }

// Intakes returns the intake log in order of time.
func (s *Store) Intakes(ctx context.Context) ([]Intake, error) { return nil, errTodo }
