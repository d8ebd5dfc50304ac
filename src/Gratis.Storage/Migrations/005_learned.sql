-- Instants here are UTC ticks, as those of quotas: of two that speak of the same thing the newer one is believed, so nothing may be rounded.
CREATE TABLE learned_facts (
  route      TEXT    NOT NULL,
  topic      TEXT    NOT NULL,
  value      TEXT    NOT NULL,
  source     TEXT    NOT NULL,
  origin     TEXT    NOT NULL,
  at         INTEGER          CHECK (typeof(at) IN ('integer', 'null')),
  confidence REAL    NOT NULL CHECK (typeof(confidence) = 'real'),
  detail     TEXT,
  PRIMARY KEY (route, topic)
) WITHOUT ROWID;

CREATE TABLE provider_listings (
  provider   TEXT    NOT NULL PRIMARY KEY,
  format     INTEGER NOT NULL CHECK (typeof(format) = 'integer'),
  body       TEXT    NOT NULL          -- the whole list as JSON: nothing in it is ever searched for here
);

CREATE TABLE route_measures (
  route        TEXT    NOT NULL PRIMARY KEY,
  at           INTEGER NOT NULL CHECK (typeof(at) = 'integer'),
  served       REAL    NOT NULL CHECK (typeof(served) = 'real'),
  failed       REAL    NOT NULL CHECK (typeof(failed) = 'real'),
  seconds      REAL    NOT NULL CHECK (typeof(seconds) = 'real'),
  first_tokens BLOB    NOT NULL CHECK (typeof(first_tokens) = 'blob')
) WITHOUT ROWID;
