-- Schema 1.
--
-- How to read this file with SQL:
--   article   one row per article; text in passage (most articles are one passage), whole in the view article_text
--   reading   says by which version and anchor date an article was analysed; what was found hangs on it
--   statement, position, event, proposal, commitment, figure, name
--             the findings, one row each, known by (article, id): "s1", "p3"
--   who       everybody that a finding names, in a role: speaker, to, holder, according_to, proposer, actor, claimant
--   words     the evidence: stretches of the article's text, in a role: source, cue, content, evidence, condition N, clause N, figure
--   views     statements, positions, events: findings with names and words beside them, for reading
--
-- The schema is read by SQLite from version 3.35 on.
--
-- start and end count Unicode code points of the article's text from 0, half-open: the words are
-- substr(text, start + 1, end - start). Days are ISO 8601 text; unknown is ''. No text holds NUL.

-- +goose Up
PRAGMA application_id = 1347570777; -- "PRLY": this is Parley's file

CREATE TABLE article (
  n            INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE CHECK (id <> ''),  -- hex SHA-256 of outlet, link and text
  doc          TEXT NOT NULL,   -- smallest path or link that it was read from
  outlet       TEXT NOT NULL,
  title        TEXT NOT NULL,
  link         TEXT NOT NULL,
  published    TEXT NOT NULL,   -- RFC 3339 in the zone given where the time is known, else the day
  published_by TEXT NOT NULL,   -- given, dateline, inferred, unknown
  language     TEXT NOT NULL,   -- ISO 639-1
  complete     TEXT NOT NULL,   -- whole, cut, live
  skipped      TEXT NOT NULL,   -- why it is not analysed: language, empty
  length       INTEGER NOT NULL, -- code points of its text
  signature    BLOB NOT NULL    -- MinHash of its words: nearly the same texts have nearly the same
);

-- The text, cut at line ends or spaces into passages of up to 8,192 code points.
CREATE TABLE passage (
  n       INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES article(n) ON DELETE CASCADE,
  start   INTEGER NOT NULL,     -- code points before it
  length  INTEGER NOT NULL,
  text    TEXT NOT NULL,
  UNIQUE (article, start)
);

CREATE VIEW article_text AS
  SELECT a.id, a.outlet, a.title, a.published, a.length,
         (SELECT group_concat(text, '') FROM (SELECT text FROM passage p WHERE p.article = a.n ORDER BY p.start)) AS text
  FROM article a;

-- Stretches of the text that are no reporting: access boilerplate, widgets.
CREATE TABLE furniture (
  article INTEGER NOT NULL REFERENCES article(n) ON DELETE CASCADE,
  start   INTEGER NOT NULL,
  "end"   INTEGER NOT NULL,
  PRIMARY KEY (article, start, "end")
) WITHOUT ROWID;

-- When articles came in, and from where. Not in the canonical export.
CREATE TABLE intake (
  n       INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES article(n) ON DELETE CASCADE,
  path    TEXT NOT NULL,
  at      TEXT NOT NULL,        -- RFC 3339, UTC, of the first time
  UNIQUE (article, path)
);

CREATE TABLE reading (
  article INTEGER PRIMARY KEY REFERENCES article(n) ON DELETE CASCADE,
  version TEXT NOT NULL,        -- of what read it
  anchor  TEXT NOT NULL         -- day that its dates were worked out from
);

-- Everybody the article names: what actors are known again by.
CREATE TABLE name (
  article INTEGER NOT NULL REFERENCES reading(article) ON DELETE CASCADE,
  i       INTEGER NOT NULL,     -- place among the article's names
  entity  TEXT NOT NULL,        -- "e3"
  name    TEXT NOT NULL,
  kind    TEXT NOT NULL,        -- person, organization, state, group, anonymous, unknown
  party   TEXT NOT NULL,
  PRIMARY KEY (article, i)
) WITHOUT ROWID;

-- Their offices and the forms of their names.
CREATE TABLE name_form (
  article INTEGER NOT NULL REFERENCES reading(article) ON DELETE CASCADE,
  i       INTEGER NOT NULL,     -- of name
  what    TEXT NOT NULL,        -- office, form
  j       INTEGER NOT NULL,
  text    TEXT NOT NULL,
  PRIMARY KEY (article, i, what, j)
) WITHOUT ROWID;

CREATE TABLE statement (
  n       INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES reading(article) ON DELETE CASCADE,
  id      TEXT NOT NULL,
  i       INTEGER NOT NULL,     -- place among the article's statements
  form    TEXT NOT NULL,        -- direct, indirect, mixed
  channel TEXT NOT NULL,        -- post, call, interview, press conference, document
  said    TEXT NOT NULL,        -- day
  said_by TEXT NOT NULL,        -- stated, inferred, unknown
  p       REAL NOT NULL,        -- probability
  rule    TEXT NOT NULL,        -- rule or model that decided
  UNIQUE (article, id)
);

CREATE TABLE position (
  n         INTEGER PRIMARY KEY,
  article   INTEGER NOT NULL REFERENCES reading(article) ON DELETE CASCADE,
  id        TEXT NOT NULL,
  i         INTEGER NOT NULL,
  issue     TEXT NOT NULL,      -- code of the taxonomy
  sub_issue TEXT NOT NULL,
  about     TEXT NOT NULL,      -- the object, in the article's words
  stance    TEXT NOT NULL,      -- supports, opposes, conditional, undecided
  act       TEXT NOT NULL,      -- demand, propose, ...
  asof      TEXT NOT NULL,
  statement TEXT NOT NULL,      -- id of the statement it rests on; '' for narration
  p         REAL NOT NULL,
  rule      TEXT NOT NULL,
  UNIQUE (article, id)
);

-- What a conditional position requires; its words have the role 'condition i'.
CREATE TABLE condition (
  article  INTEGER NOT NULL REFERENCES reading(article) ON DELETE CASCADE,
  position TEXT NOT NULL,       -- id
  i        INTEGER NOT NULL,
  relation TEXT NOT NULL,       -- if, unless, before, after, until
  issue    TEXT NOT NULL,       -- code, other, unspecified
  holds    INTEGER NOT NULL,    -- 0 where it must not hold
  text     TEXT NOT NULL,
  PRIMARY KEY (article, position, i)
) WITHOUT ROWID;

CREATE TABLE event (
  n       INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES reading(article) ON DELETE CASCADE,
  id      TEXT NOT NULL,
  i       INTEGER NOT NULL,
  type    TEXT NOT NULL,
  place   TEXT NOT NULL,
  start   TEXT NOT NULL,        -- day, month or year
  "end"   TEXT NOT NULL,        -- last day, included
  status  TEXT NOT NULL,        -- occurred, planned, proposed, demanded, agreed, claimed, denied, declined, cancelled
  p       REAL NOT NULL,
  rule    TEXT NOT NULL,
  UNIQUE (article, id)
);

CREATE TABLE participant (
  article INTEGER NOT NULL REFERENCES reading(article) ON DELETE CASCADE,
  event   TEXT NOT NULL,        -- id
  i       INTEGER NOT NULL,
  name    TEXT NOT NULL,
  role    TEXT NOT NULL,        -- host, mediator, caller, ...
  PRIMARY KEY (article, event, i)
) WITHOUT ROWID;

CREATE TABLE proposal (
  article INTEGER NOT NULL REFERENCES reading(article) ON DELETE CASCADE,
  id      TEXT NOT NULL,
  i       INTEGER NOT NULL,
  title   TEXT NOT NULL,
  PRIMARY KEY (article, id)
) WITHOUT ROWID;

-- The parts of a proposal; their words have the role 'clause i'.
CREATE TABLE clause (
  article  INTEGER NOT NULL REFERENCES reading(article) ON DELETE CASCADE,
  proposal TEXT NOT NULL,       -- id
  i        INTEGER NOT NULL,
  issue    TEXT NOT NULL,
  text     TEXT NOT NULL,
  "open"   TEXT NOT NULL,       -- the sub-term left open, in the article's words
  PRIMARY KEY (article, proposal, i)
) WITHOUT ROWID;

CREATE TABLE commitment (
  article INTEGER NOT NULL REFERENCES reading(article) ON DELETE CASCADE,
  id      TEXT NOT NULL,
  i       INTEGER NOT NULL,
  action  TEXT NOT NULL,
  "trigger" TEXT NOT NULL,
  due     TEXT NOT NULL,
  PRIMARY KEY (article, id)
) WITHOUT ROWID;

CREATE TABLE figure (
  article INTEGER NOT NULL REFERENCES reading(article) ON DELETE CASCADE,
  id      TEXT NOT NULL,        -- "f1", by place
  i       INTEGER NOT NULL,
  value   REAL NOT NULL,
  whole   REAL,                 -- what it is a part of; NULL if nothing
  unit    TEXT NOT NULL,
  what    TEXT NOT NULL,
  PRIMARY KEY (article, id)
) WITHOUT ROWID;

CREATE TABLE who (
  article INTEGER NOT NULL REFERENCES reading(article) ON DELETE CASCADE,
  kind    TEXT NOT NULL,        -- of the finding: statement, position, event, proposal, commitment, figure
  finding TEXT NOT NULL,        -- its id
  role    TEXT NOT NULL,        -- speaker, to, holder, according_to, proposer, actor, claimant
  i       INTEGER NOT NULL,
  name    TEXT NOT NULL,
  entity  TEXT NOT NULL,        -- of table name; '' if none
  is_a    TEXT NOT NULL,        -- kind of somebody, as in name
  party   TEXT NOT NULL,
  office  TEXT NOT NULL,
  described_as TEXT NOT NULL,
  PRIMARY KEY (article, kind, finding, role, i)
) WITHOUT ROWID;

CREATE TABLE words (
  article INTEGER NOT NULL REFERENCES reading(article) ON DELETE CASCADE,
  kind    TEXT NOT NULL,        -- of the finding, as in who
  finding TEXT NOT NULL,
  role    TEXT NOT NULL,        -- source, cue, content, evidence, condition N, clause N, figure
  n       INTEGER NOT NULL,     -- piece, in text order
  start   INTEGER NOT NULL,
  "end"   INTEGER NOT NULL,
  text    TEXT NOT NULL,
  PRIMARY KEY (article, kind, finding, role, n)
) WITHOUT ROWID;

-- Nothing without its words: evidence must be the article's characters at its span.
-- +goose StatementBegin
CREATE TRIGGER words_insert BEFORE INSERT ON words
WHEN NEW.start < 0 OR NEW."end" <= NEW.start OR length(NEW.text) IS NOT NEW."end" - NEW.start OR NEW.text IS NOT coalesce(
  (SELECT substr(text, NEW.start - start + 1, NEW."end" - NEW.start) FROM passage
   WHERE article = NEW.article AND start <= NEW.start AND start > NEW.start - 8192 AND start + length >= NEW."end"),
  -- across passages
  (SELECT substr(group_concat(text, ''), NEW.start - min(start) + 1, NEW."end" - NEW.start) FROM (SELECT start, text FROM passage
   WHERE article = NEW.article AND start < NEW."end" AND start > NEW.start - 8192 AND start + length > NEW.start ORDER BY start)))
BEGIN
  SELECT RAISE(ABORT, 'evidence: the words are not the characters of the article at their span');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER words_update BEFORE UPDATE ON words
BEGIN
  SELECT RAISE(ABORT, 'evidence: words are replaced by reading again, not changed');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER passage_update BEFORE UPDATE ON passage
BEGIN
  SELECT RAISE(ABORT, 'evidence: the text of an article does not change');
END;
-- +goose StatementEnd
-- A passage goes with its whole article, or not at all.
-- +goose StatementBegin
CREATE TRIGGER passage_delete BEFORE DELETE ON passage
WHEN EXISTS (SELECT 1 FROM words WHERE article = OLD.article)
BEGIN
  SELECT RAISE(ABORT, 'evidence: the text of an article that entries rest on stays');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER passage_insert BEFORE INSERT ON passage
WHEN NEW.length > 8192 OR NEW.length IS NOT length(NEW.text) OR instr(NEW.text, char(0)) > 0
BEGIN
  SELECT RAISE(ABORT, 'evidence: a passage has another length than it says');
END;
-- +goose StatementEnd

-- An entry comes after its words, and its words stay while it does; a reading goes with all that hangs on it.
-- +goose StatementBegin
CREATE TRIGGER statement_insert BEFORE INSERT ON statement
WHEN NOT EXISTS (SELECT 1 FROM words WHERE article = NEW.article AND kind = 'statement' AND finding = NEW.id AND role = 'content')
BEGIN
  SELECT RAISE(ABORT, 'evidence: an entry without words');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER position_insert BEFORE INSERT ON position
WHEN NOT EXISTS (SELECT 1 FROM words WHERE article = NEW.article AND kind = 'position' AND finding = NEW.id AND role = 'evidence')
BEGIN
  SELECT RAISE(ABORT, 'evidence: an entry without words');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER event_insert BEFORE INSERT ON event
WHEN NOT EXISTS (SELECT 1 FROM words WHERE article = NEW.article AND kind = 'event' AND finding = NEW.id AND role = 'evidence')
BEGIN
  SELECT RAISE(ABORT, 'evidence: an entry without words');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER proposal_insert BEFORE INSERT ON proposal
WHEN NOT EXISTS (SELECT 1 FROM words WHERE article = NEW.article AND kind = 'proposal' AND finding = NEW.id AND role = 'evidence')
BEGIN
  SELECT RAISE(ABORT, 'evidence: an entry without words');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER commitment_insert BEFORE INSERT ON commitment
WHEN NOT EXISTS (SELECT 1 FROM words WHERE article = NEW.article AND kind = 'commitment' AND finding = NEW.id AND role = 'evidence')
BEGIN
  SELECT RAISE(ABORT, 'evidence: an entry without words');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER figure_insert BEFORE INSERT ON figure
WHEN NOT EXISTS (SELECT 1 FROM words WHERE article = NEW.article AND kind = 'figure' AND finding = NEW.id AND role = 'figure')
BEGIN
  SELECT RAISE(ABORT, 'evidence: an entry without words');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER words_delete BEFORE DELETE ON words
WHEN EXISTS (SELECT 1 FROM reading WHERE article = OLD.article)
BEGIN
  SELECT RAISE(ABORT, 'evidence: words go with their reading');
END;
-- +goose StatementEnd

-- Full text: of the articles, by passage, and of what is said. Both are filled at the end of a batch: in one
-- statement, since the index is written out for each.
CREATE VIRTUAL TABLE passage_words USING fts5(text, content='passage', content_rowid='n',
  tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE statement_words USING fts5(text, tokenize='porter unicode61 remove_diacritics 2');
-- +goose StatementBegin
CREATE TRIGGER passage_unindexed AFTER DELETE ON passage
BEGIN
  INSERT INTO passage_words(passage_words, rowid, text) VALUES ('delete', OLD.n, OLD.text);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER statement_unindexed AFTER DELETE ON statement
BEGIN
  DELETE FROM statement_words WHERE rowid = OLD.n;
END;
-- +goose StatementEnd

-- For reading.
CREATE VIEW statements AS
  SELECT a.id AS article, a.outlet, a.published, s.id, w.name AS speaker, w.is_a AS speaker_kind, w.party, w.office,
         w.described_as, s.form, s.channel, s.said, s.said_by,
         (SELECT group_concat(text, ' … ') FROM (SELECT x.text FROM words x WHERE x.article = s.article
            AND x.kind = 'statement' AND x.finding = s.id AND x.role = 'content' ORDER BY x.n)) AS content,
         s.p, s.rule
  FROM statement s JOIN article a ON a.n = s.article
  LEFT JOIN who w ON w.article = s.article AND w.kind = 'statement' AND w.finding = s.id AND w.role = 'speaker';
CREATE VIEW positions AS
  SELECT a.id AS article, a.outlet, a.published, p.id, w.name AS holder, w.is_a AS holder_kind, w.party, w.office,
         p.issue, p.sub_issue, p.about, p.stance, p.act, p.asof, p.statement, t.name AS according_to,
         (SELECT group_concat(text, ' … ') FROM (SELECT x.text FROM words x WHERE x.article = p.article
            AND x.kind = 'position' AND x.finding = p.id AND x.role = 'evidence' ORDER BY x.n)) AS evidence,
         p.p, p.rule
  FROM position p JOIN article a ON a.n = p.article
  LEFT JOIN who w ON w.article = p.article AND w.kind = 'position' AND w.finding = p.id AND w.role = 'holder'
  LEFT JOIN who t ON t.article = p.article AND t.kind = 'position' AND t.finding = p.id AND t.role = 'according_to';
CREATE VIEW events AS
  SELECT a.id AS article, a.outlet, a.published, e.id, e.type, e.status,
         (SELECT group_concat(name, '; ') FROM (SELECT x.name FROM participant x WHERE x.article = e.article AND x.event = e.id ORDER BY x.i)) AS participants,
         e.place, e.start, e."end", t.name AS according_to,
         (SELECT group_concat(text, ' … ') FROM (SELECT x.text FROM words x WHERE x.article = e.article
            AND x.kind = 'event' AND x.finding = e.id AND x.role = 'evidence' ORDER BY x.n)) AS evidence,
         e.p, e.rule
  FROM event e JOIN article a ON a.n = e.article
  LEFT JOIN who t ON t.article = e.article AND t.kind = 'event' AND t.finding = e.id AND t.role = 'according_to';

-- +goose Down
DROP VIEW events; DROP VIEW positions; DROP VIEW statements;
DROP TABLE statement_words; DROP TABLE words; DROP TABLE who; DROP TABLE figure; DROP TABLE commitment; DROP TABLE clause;
DROP TABLE proposal; DROP TABLE participant; DROP TABLE event; DROP TABLE condition; DROP TABLE position; DROP TABLE statement;
DROP TABLE name_form; DROP TABLE name; DROP TABLE reading; DROP TABLE intake; DROP TABLE furniture;
DROP VIEW article_text; DROP TABLE passage_words; DROP TABLE passage; DROP TABLE article;
