-- Mentions of truces with the steps told there; what a commitment is about and when it was made.

-- +goose Up
CREATE TABLE truce (
  article INTEGER NOT NULL REFERENCES reading(article) ON DELETE CASCADE,
  id      TEXT NOT NULL,
  i       INTEGER NOT NULL,     -- place among the article's mentions
  truce   TEXT NOT NULL,        -- what it is called
  same    TEXT NOT NULL,        -- id of the earlier mention that it takes up
  step    TEXT NOT NULL,        -- proposed, demanded, declared, agreed, accepted, refused, begun, kept, broken, unverified, extended, unextended, ended
  status  TEXT NOT NULL,        -- of the step, as of an event
  side    TEXT NOT NULL,        -- unilateral, mutual
  days    INTEGER NOT NULL,     -- how long it is to last; 0 unknown
  start   TEXT NOT NULL,        -- first day it is to hold
  "end"   TEXT NOT NULL,        -- last day, included
  day     TEXT NOT NULL,        -- of the step
  rule    TEXT NOT NULL,
  PRIMARY KEY (article, id)
) WITHOUT ROWID;

-- +goose StatementBegin
CREATE TRIGGER truce_insert BEFORE INSERT ON truce
WHEN NOT EXISTS (SELECT 1 FROM words WHERE article = NEW.article AND kind = 'truce' AND finding = NEW.id AND role = 'evidence')
BEGIN
  SELECT RAISE(ABORT, 'evidence: an entry without words');
END;
-- +goose StatementEnd

ALTER TABLE commitment ADD COLUMN issue TEXT NOT NULL DEFAULT ''; -- code of the taxonomy
ALTER TABLE commitment ADD COLUMN made TEXT NOT NULL DEFAULT '';  -- day

-- +goose Down
DROP TRIGGER truce_insert;
DROP TABLE truce;
ALTER TABLE commitment DROP COLUMN made;
ALTER TABLE commitment DROP COLUMN issue;
