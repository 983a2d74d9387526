PRAGMA user_version = 2;

-- receiver: whose target is told. note: why a fallback is told. late: when it falls back unless it is delivered by then.
-- fell: 1 when it has fallen back, which happens once.
ALTER TABLE delivery ADD COLUMN receiver TEXT;
ALTER TABLE delivery ADD COLUMN note TEXT;
ALTER TABLE delivery ADD COLUMN late INTEGER;
ALTER TABLE delivery ADD COLUMN fell INTEGER NOT NULL DEFAULT 0;

CREATE INDEX delivery_late ON delivery (late) WHERE late IS NOT NULL AND state IN (0, 1);
