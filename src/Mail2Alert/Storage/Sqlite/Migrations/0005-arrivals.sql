PRAGMA user_version = 5;

-- 1: fetched from a mailbox, and never handed on as it came.
ALTER TABLE mail ADD COLUMN stays INTEGER NOT NULL DEFAULT 0;

-- What was taken from a mailbox, written together with the mail: it outlives a crash before the mail is put away there.
CREATE TABLE arrival (
    n          INTEGER PRIMARY KEY,
    mailbox    TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    message_id TEXT,
    taken      INTEGER NOT NULL,
    UNIQUE (mailbox, id)
) STRICT;
