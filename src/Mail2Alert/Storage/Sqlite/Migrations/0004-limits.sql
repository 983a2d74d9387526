PRAGMA user_version = 4;

-- What the limit of its receiver did to it. 1: held back; 2: told in a summary; 3: is a summary.
ALTER TABLE delivery ADD COLUMN limited INTEGER NOT NULL DEFAULT 0;

CREATE INDEX delivery_held_back ON delivery (target, receiver) WHERE state = 0 AND limited = 1;
