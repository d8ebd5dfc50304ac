CREATE TABLE cooldowns (
  reach           TEXT    NOT NULL,
  key             TEXT    NOT NULL,
  reason          TEXT    NOT NULL,
  since           INTEGER NOT NULL,
  until           INTEGER NOT NULL,
  source          TEXT    NOT NULL,
  strikes         INTEGER NOT NULL CHECK (strikes > 0),
  detail          TEXT,
  key_fingerprint TEXT,
  PRIMARY KEY (reach, key)
) WITHOUT ROWID;
