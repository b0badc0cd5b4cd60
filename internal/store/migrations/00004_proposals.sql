-- When a proposal was put forward; the words that name it have the role 'named'.

-- +goose Up
ALTER TABLE proposal ADD COLUMN made TEXT NOT NULL DEFAULT ''; -- day, month or year

-- +goose Down
ALTER TABLE proposal DROP COLUMN made;
