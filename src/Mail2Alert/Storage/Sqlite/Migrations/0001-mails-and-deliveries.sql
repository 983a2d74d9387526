-- Times are unix milliseconds. Every table has an integer key, so that a damaged file can be read row by row.
PRAGMA application_id = 1295139121;
PRAGMA user_version = 1;

CREATE TABLE mail (
    n         INTEGER PRIMARY KEY AUTOINCREMENT,
    id        TEXT    NOT NULL UNIQUE,
    received  INTEGER NOT NULL,
    size      INTEGER NOT NULL,
    eight_bit INTEGER NOT NULL,
    in_file   INTEGER NOT NULL,
    decided   INTEGER,
    envelope  TEXT    NOT NULL
) STRICT;

CREATE INDEX mail_undecided ON mail (n) WHERE decided IS NULL;

-- Apart from mail, so that walking over mails does not walk over their bytes.
CREATE TABLE content (
    mail  INTEGER PRIMARY KEY REFERENCES mail (n) ON DELETE CASCADE,
    bytes BLOB    NOT NULL
) STRICT;

CREATE TABLE decision (
    mail    INTEGER PRIMARY KEY REFERENCES mail (n) ON DELETE CASCADE,
    alert   TEXT,
    why     TEXT    NOT NULL,
    subject TEXT
) STRICT;

-- Without secrets: id is a hash of the whole target.
CREATE TABLE target (
    n      INTEGER PRIMARY KEY,
    id     TEXT    NOT NULL UNIQUE,
    scheme TEXT    NOT NULL,
    text   TEXT    NOT NULL
) STRICT;

-- state: 0 pending, 1 sending, 2 delivered, 3 dead, 4 held. front: 1 for the one of its lane whose turn it is.
CREATE TABLE delivery (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    mail        INTEGER NOT NULL REFERENCES mail (n) ON DELETE CASCADE,
    target      INTEGER REFERENCES target (n),
    recipients  TEXT,
    destination TEXT    NOT NULL,
    lane        INTEGER NOT NULL,
    front       INTEGER NOT NULL,
    route       TEXT    NOT NULL,
    key         TEXT    NOT NULL,
    state       INTEGER NOT NULL,
    attempts    INTEGER NOT NULL,
    due         INTEGER NOT NULL,
    leased      INTEGER,
    created     INTEGER NOT NULL,
    changed     INTEGER NOT NULL,
    finished    INTEGER,
    reason      TEXT,
    CHECK ((target IS NULL) <> (recipients IS NULL))
) STRICT;

CREATE INDEX delivery_due ON delivery (destination, due) WHERE state = 0 AND front = 1;
CREATE INDEX delivery_lane ON delivery (lane, state) WHERE state IN (0, 1);
CREATE INDEX delivery_unfinished ON delivery (state) WHERE state <> 2;
CREATE INDEX delivery_mail ON delivery (mail);
CREATE INDEX delivery_target ON delivery (target) WHERE target IS NOT NULL;

-- Attempts that did not deliver; how the last one ended stands with the delivery.
CREATE TABLE attempt (
    n        INTEGER PRIMARY KEY,
    delivery INTEGER NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
    number   INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    reason   TEXT    NOT NULL
) STRICT;

CREATE INDEX attempt_delivery ON attempt (delivery);

CREATE TABLE alert (
    n          INTEGER PRIMARY KEY,
    source     TEXT    NOT NULL,
    key        TEXT    NOT NULL,
    status     TEXT,
    occurrence TEXT,
    event      TEXT,
    changed    INTEGER NOT NULL,
    UNIQUE (source, key)
) STRICT;

CREATE INDEX alert_changed ON alert (changed);

-- What would take a scan to count.
CREATE TABLE tally (
    one       INTEGER PRIMARY KEY CHECK (one = 1),
    mails     INTEGER NOT NULL,
    bytes     INTEGER NOT NULL,
    undecided INTEGER NOT NULL,
    alerts    INTEGER NOT NULL,
    pending   INTEGER NOT NULL,
    sending   INTEGER NOT NULL,
    delivered INTEGER NOT NULL,
    dead      INTEGER NOT NULL,
    held      INTEGER NOT NULL
) STRICT;

INSERT INTO tally VALUES (1, 0, 0, 0, 0, 0, 0, 0, 0, 0);

CREATE TRIGGER mail_kept AFTER INSERT ON mail BEGIN
    UPDATE tally SET mails = mails + 1, bytes = bytes + NEW.size, undecided = undecided + (NEW.decided IS NULL);
END;

CREATE TRIGGER mail_decided AFTER UPDATE OF decided ON mail BEGIN
    UPDATE tally SET undecided = undecided + (NEW.decided IS NULL) - (OLD.decided IS NULL);
END;

CREATE TRIGGER mail_deleted AFTER DELETE ON mail BEGIN
    UPDATE tally SET mails = mails - 1, bytes = bytes - OLD.size, undecided = undecided - (OLD.decided IS NULL);
END;

CREATE TRIGGER alert_added AFTER INSERT ON alert BEGIN
    UPDATE tally SET alerts = alerts + 1;
END;

CREATE TRIGGER alert_deleted AFTER DELETE ON alert BEGIN
    UPDATE tally SET alerts = alerts - 1;
END;

CREATE TRIGGER delivery_added AFTER INSERT ON delivery BEGIN
    UPDATE tally SET pending = pending + (NEW.state = 0), sending = sending + (NEW.state = 1),
        delivered = delivered + (NEW.state = 2), dead = dead + (NEW.state = 3), held = held + (NEW.state = 4);
END;

CREATE TRIGGER delivery_changed AFTER UPDATE OF state ON delivery BEGIN
    UPDATE tally SET pending = pending + (NEW.state = 0) - (OLD.state = 0), sending = sending + (NEW.state = 1) - (OLD.state = 1),
        delivered = delivered + (NEW.state = 2) - (OLD.state = 2), dead = dead + (NEW.state = 3) - (OLD.state = 3),
        held = held + (NEW.state = 4) - (OLD.state = 4);
END;

CREATE TRIGGER delivery_deleted AFTER DELETE ON delivery BEGIN
    UPDATE tally SET pending = pending - (OLD.state = 0), sending = sending - (OLD.state = 1),
        delivered = delivered - (OLD.state = 2), dead = dead - (OLD.state = 3), held = held - (OLD.state = 4);
END;
