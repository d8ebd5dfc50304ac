-- Instants of quotas are UTC ticks: windows open and close to the tick, so nothing may be rounded.
-- The checks are what strict tables would be: a hand that edits here cannot turn a count into a word, which would read as 0.
CREATE TABLE quota_pools (
  key          TEXT    NOT NULL PRIMARY KEY,
  at           INTEGER NOT NULL CHECK (typeof(at) = 'integer'),
  bookings     BLOB    NOT NULL CHECK (typeof(bookings) = 'blob'),
  held         INTEGER NOT NULL CHECK (typeof(held) = 'integer'),
  slice        INTEGER NOT NULL CHECK (typeof(slice) = 'integer'),
  draw         INTEGER NOT NULL CHECK (typeof(draw) = 'integer'),
  believed     INTEGER          CHECK (typeof(believed) IN ('integer', 'null')),
  source       TEXT    NOT NULL,
  said_at      INTEGER          CHECK (typeof(said_at) IN ('integer', 'null')),
  confidence   REAL    NOT NULL CHECK (typeof(confidence) = 'real'),
  spent_until  INTEGER          CHECK (typeof(spent_until) IN ('integer', 'null')),
  last_wall    INTEGER          CHECK (typeof(last_wall) IN ('integer', 'null')),
  clock        TEXT,
  zone         TEXT,
  used         INTEGER NOT NULL CHECK (typeof(used) = 'integer'),
  period       TEXT    NOT NULL,
  period_count INTEGER NOT NULL CHECK (typeof(period_count) = 'integer'),
  window_start INTEGER          CHECK (typeof(window_start) IN ('integer', 'null'))
) WITHOUT ROWID;

CREATE TABLE quota_history (
  key          TEXT    NOT NULL,
  at           INTEGER NOT NULL CHECK (typeof(at) = 'integer'),
  window_start INTEGER          CHECK (typeof(window_start) IN ('integer', 'null')),
  used         INTEGER NOT NULL CHECK (typeof(used) = 'integer'),
  believed     INTEGER          CHECK (typeof(believed) IN ('integer', 'null')),
  PRIMARY KEY (key, at)
) WITHOUT ROWID;

CREATE INDEX quota_history_age ON quota_history (at);
