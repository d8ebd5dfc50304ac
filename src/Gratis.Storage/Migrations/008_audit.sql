CREATE TABLE audit (
  id     INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,   -- a place in the log; never given twice
  at     INTEGER NOT NULL CHECK (typeof(at) = 'integer'),
  who    TEXT    NOT NULL,
  remote TEXT,
  action TEXT    NOT NULL,
  method TEXT,
  path   TEXT,
  target TEXT,
  status INTEGER,
  detail TEXT,
  failed INTEGER NOT NULL                              -- 1: refused; these are counted apart
);
CREATE INDEX audit_by_kind ON audit (failed, id);
CREATE INDEX audit_by_time ON audit (at);
