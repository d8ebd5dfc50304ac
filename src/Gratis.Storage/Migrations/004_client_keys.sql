CREATE TABLE client_keys (
  id               TEXT    NOT NULL PRIMARY KEY,
  name             TEXT    NOT NULL,
  hash             BLOB    NOT NULL UNIQUE CHECK (typeof(hash) = 'blob' AND length(hash) = 32),  -- SHA-256; the secret is nowhere
  last4            TEXT    NOT NULL,
  rpm              INTEGER CHECK (typeof(rpm) IN ('integer', 'null')),
  rpd              INTEGER CHECK (typeof(rpd) IN ('integer', 'null')),
  tpm              INTEGER CHECK (typeof(tpm) IN ('integer', 'null')),
  tpd              INTEGER CHECK (typeof(tpd) IN ('integer', 'null')),
  concurrency      INTEGER CHECK (typeof(concurrency) IN ('integer', 'null')),
  models           TEXT    NOT NULL,                                                              -- a JSON array; empty: all
  priority         TEXT,
  max_wait_seconds INTEGER CHECK (typeof(max_wait_seconds) IN ('integer', 'null')),
  created_at       INTEGER NOT NULL CHECK (typeof(created_at) = 'integer'),
  revoked_at       INTEGER CHECK (typeof(revoked_at) IN ('integer', 'null')),
  last_used_at     INTEGER CHECK (typeof(last_used_at) IN ('integer', 'null'))
) WITHOUT ROWID;
