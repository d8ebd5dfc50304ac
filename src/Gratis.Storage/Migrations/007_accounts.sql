-- Keys of providers. What is in `seal` opens with the key ring alone, which lies in a folder of its own; nothing else here tells anything of a key.
CREATE TABLE provider_accounts (
  id         TEXT    NOT NULL PRIMARY KEY,
  provider   TEXT    NOT NULL,
  label      TEXT,
  seal       BLOB    NOT NULL CHECK (typeof(seal) = 'blob'),
  generation INTEGER NOT NULL CHECK (typeof(generation) = 'integer'),
  enabled    INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  added_at   INTEGER NOT NULL CHECK (typeof(added_at) = 'integer')
) WITHOUT ROWID;

-- One row: a gateway sees by it that somebody else has changed an account.
CREATE TABLE provider_accounts_version (version INTEGER NOT NULL CHECK (typeof(version) = 'integer'));
INSERT INTO provider_accounts_version (version) VALUES (0);
