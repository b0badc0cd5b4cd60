package store

import (
	"context"
	"database/sql"
)

// stmts are prepared statements by name.
type stmts map[string]*sql.Stmt

// prepareAll prepares statements in a transaction, which closes them.
func prepareAll(ctx context.Context, tx *sql.Tx, queries map[string]string) (stmts, error) {
	in := make(stmts, len(queries))
	for name, q := range queries {
		st, err := tx.PrepareContext(ctx, q) //nolint:sqlclosecheck // the end of the transaction closes it
		if err != nil {
			return nil, err
		}
		in[name] = st
	}
	return in, nil
}

// write runs f in a transaction: all of it is stored or nothing.
func (s *Store) write(ctx context.Context, op string, f func(tx *sql.Tx) error) error {
	return s.run(ctx, s.w, op, f)
}

// read runs f in a transaction that sees one state of the file.
func (s *Store) read(ctx context.Context, op string, f func(tx *sql.Tx) error) error {
	return s.run(ctx, s.r, op, f)
}

func (s *Store) run(ctx context.Context, db *sql.DB, op string, f func(tx *sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return s.fail(op, err)
	}
	if err := f(tx); err != nil {
		_ = tx.Rollback() // f's error is the cause
		return s.fail(op, err)
	}
	return s.fail(op, tx.Commit())
}

// scanner reads the columns of a row into pointers.
type scanner func(into ...any) error

// each calls f for every row of a query. The transaction watches ctx; the
// rows do not, since that costs more than reading them.
func each(ctx context.Context, tx *sql.Tx, query string, args []any, f func(scan scanner) error) error {
	rows, err := tx.QueryContext(context.WithoutCancel(ctx), query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}
