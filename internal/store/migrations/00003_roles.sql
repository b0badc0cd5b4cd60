-- Offices with since when and how far they speak; through whom something was said; bounds of figures.

-- +goose Up
CREATE TABLE role (
  article  INTEGER NOT NULL REFERENCES reading(article) ON DELETE CASCADE,
  i        INTEGER NOT NULL,    -- of name
  j        INTEGER NOT NULL,    -- place among its roles; its words have the finding 'i/j'
  office   TEXT NOT NULL,       -- the article's words
  kind     TEXT NOT NULL,       -- one name for all names of the office
  body     TEXT NOT NULL,       -- state, body or place it is of
  rung     TEXT NOT NULL,       -- leader, spokesperson, envoy, minister, legislator, local, official, ally, expert, member
  tenure   TEXT NOT NULL,       -- former, then (at the time told of), acting, new, elect
  excludes TEXT NOT NULL,       -- lists of offices of which nobody holds two of one body at a time
  PRIMARY KEY (article, i, j)
) WITHOUT ROWID;

ALTER TABLE who ADD COLUMN rung TEXT NOT NULL DEFAULT '';      -- as of a role; unnamed
ALTER TABLE statement ADD COLUMN via TEXT NOT NULL DEFAULT ''; -- platform of a post, who interviewed
ALTER TABLE figure ADD COLUMN upper REAL;                      -- greater end of a range
ALTER TABLE figure ADD COLUMN bound TEXT NOT NULL DEFAULT '';  -- at least, at most, about
ALTER TABLE figure ADD COLUMN about TEXT NOT NULL DEFAULT '';  -- names beside it

-- +goose Down
ALTER TABLE figure DROP COLUMN about;
ALTER TABLE figure DROP COLUMN bound;
ALTER TABLE figure DROP COLUMN upper;
ALTER TABLE statement DROP COLUMN via;
ALTER TABLE who DROP COLUMN rung;
DROP TABLE role;
