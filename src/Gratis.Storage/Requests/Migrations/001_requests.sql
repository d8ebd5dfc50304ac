-- What many requests have in common is said once: a row names its kind and holds what is its own, so that ten million rows fit into a gigabyte,
-- and a question about clients, models or outcomes is answered by the few thousand kinds before a single row is looked at.
CREATE TABLE kinds (
  id        INTEGER NOT NULL PRIMARY KEY,
  operation TEXT    NOT NULL,
  stream    INTEGER NOT NULL,
  model     TEXT,               -- the name asked for; null where that is no name of ours, and then the row has it
  client    TEXT,
  route     TEXT,
  account   TEXT,
  outcome   TEXT    NOT NULL,
  status    INTEGER,
  rows      INTEGER NOT NULL,   -- so many are kept
  last      INTEGER NOT NULL    -- the newest of them
);

-- The part of a request's id that all of one process share.
CREATE TABLE runs (
  id     INTEGER NOT NULL PRIMARY KEY,
  prefix TEXT    NOT NULL UNIQUE
);

CREATE TABLE requests (
  id         INTEGER NOT NULL PRIMARY KEY,
  kind       INTEGER NOT NULL,
  run        INTEGER NOT NULL,
  serial     INTEGER NOT NULL,
  at         INTEGER NOT NULL,  -- milliseconds since 1970
  ms         INTEGER NOT NULL,
  first_ms   INTEGER,
  input      INTEGER,
  output     INTEGER,
  cost       INTEGER,           -- billionths of a US dollar
  attempts   INTEGER NOT NULL,
  candidates INTEGER NOT NULL,
  rejected   INTEGER NOT NULL,
  model      TEXT,
  spill      TEXT
);
CREATE INDEX requests_of_kind ON requests (kind);
CREATE INDEX requests_by_name ON requests (run, serial);

-- Only of requests that took more than one call, or none that answered: the rest is said by kind and row.
CREATE TABLE attempts (
  request INTEGER NOT NULL,
  place   INTEGER NOT NULL,
  route   TEXT    NOT NULL,
  account TEXT    NOT NULL,
  verdict TEXT    NOT NULL,
  status  INTEGER,
  ms      INTEGER NOT NULL,
  PRIMARY KEY (request, place)
) WITHOUT ROWID;
CREATE INDEX attempts_on_route ON attempts (route, request);

CREATE TABLE plans (
  plain   INTEGER NOT NULL,     -- 1: the request was served at once, and nobody will ask for long
  request INTEGER NOT NULL,
  plan    BLOB    NOT NULL,
  PRIMARY KEY (plain, request)
) WITHOUT ROWID;

CREATE TABLE bodies (
  request INTEGER NOT NULL PRIMARY KEY,
  said    BLOB    NOT NULL
);

-- Where in the order of requests a minute lies.
CREATE TABLE marks (
  minute INTEGER NOT NULL PRIMARY KEY,
  first  INTEGER NOT NULL,
  last   INTEGER NOT NULL
);

CREATE TABLE usage_hours (
  subject  INTEGER NOT NULL,    -- what the key is: everything, a model, a route, a provider, a client, an outcome
  at       INTEGER NOT NULL,    -- hours since 1970
  key      TEXT    NOT NULL,
  requests INTEGER NOT NULL,
  served   INTEGER NOT NULL,
  failed   INTEGER NOT NULL,
  input    INTEGER NOT NULL,
  output   INTEGER NOT NULL,
  cost     INTEGER NOT NULL,
  took     BLOB    NOT NULL,
  first    BLOB    NOT NULL,
  PRIMARY KEY (subject, at, key)
) WITHOUT ROWID;

CREATE TABLE usage_days (
  subject  INTEGER NOT NULL,
  at       INTEGER NOT NULL,    -- days since 1970
  key      TEXT    NOT NULL,
  requests INTEGER NOT NULL,
  served   INTEGER NOT NULL,
  failed   INTEGER NOT NULL,
  input    INTEGER NOT NULL,
  output   INTEGER NOT NULL,
  cost     INTEGER NOT NULL,
  took     BLOB    NOT NULL,
  first    BLOB    NOT NULL,
  PRIMARY KEY (subject, at, key)
) WITHOUT ROWID;
