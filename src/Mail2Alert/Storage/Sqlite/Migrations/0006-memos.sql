PRAGMA user_version = 6;

-- What a target said when it was told of an alert: the names in it are those of its channel.
CREATE TABLE memo (
    n       INTEGER PRIMARY KEY,
    lane    INTEGER NOT NULL UNIQUE,
    json    TEXT    NOT NULL,
    changed INTEGER NOT NULL
) STRICT;

CREATE INDEX memo_changed ON memo (changed);
