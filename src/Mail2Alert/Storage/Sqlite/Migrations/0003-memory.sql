PRAGMA user_version = 3;

-- What is remembered of an alert beyond its status, as JSON.
ALTER TABLE alert ADD COLUMN detail TEXT;

-- What is remembered besides: groups, silences and the like, as JSON.
CREATE TABLE memory (
    n    INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    id   TEXT NOT NULL,
    json TEXT NOT NULL,
    UNIQUE (kind, id)
) STRICT;
