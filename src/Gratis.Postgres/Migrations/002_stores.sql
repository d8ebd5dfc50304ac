-- Instants are numbers, as in the file of a single gateway: Unix milliseconds of what the owner does and of cooldowns, UTC ticks of what was learned.
-- Keys sort by their bytes, whatever the language of the server.
CREATE TABLE gratis.settings (
  key        text COLLATE "C" NOT NULL PRIMARY KEY,
  value      text             NOT NULL,
  version    bigint           NOT NULL,
  updated_at bigint           NOT NULL
);

-- Keys of providers. What is in `seal` opens with what every replica is given and this database is not; nothing else here tells anything of a key.
CREATE TABLE gratis.provider_accounts (
  id         text COLLATE "C" NOT NULL PRIMARY KEY,
  provider   text             NOT NULL,
  label      text,
  seal       bytea            NOT NULL,
  generation bigint           NOT NULL,
  enabled    bigint           NOT NULL CHECK (enabled IN (0, 1)),
  added_at   bigint           NOT NULL
);

-- One row: whoever changes an account takes the next version.
CREATE TABLE gratis.provider_accounts_version (version bigint NOT NULL);
INSERT INTO gratis.provider_accounts_version (version) VALUES (0);

CREATE TABLE gratis.audit (
  id     bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,     -- a place in the log; never given twice
  at     bigint  NOT NULL,
  who    text    NOT NULL,
  remote text,
  action text    NOT NULL,
  method text,
  path   text,
  target text,
  status integer,
  detail text,
  failed boolean NOT NULL                                      -- refused; these are counted apart
);
CREATE INDEX audit_by_kind ON gratis.audit (failed, id);
CREATE INDEX audit_by_time ON gratis.audit (at);

CREATE TABLE gratis.client_keys (
  id               text COLLATE "C" NOT NULL PRIMARY KEY,
  name             text             NOT NULL,
  hash             bytea            NOT NULL UNIQUE CHECK (length(hash) = 32),  -- SHA-256; the secret is nowhere
  last4            text             NOT NULL,
  rpm              bigint,
  rpd              bigint,
  tpm              bigint,
  tpd              bigint,
  concurrency      bigint,
  models           text             NOT NULL,                                   -- a JSON array; empty: all
  providers        text             NOT NULL,                                   -- JSON arrays; empty: all, or none to avoid
  avoid_providers  text             NOT NULL,
  regions          text             NOT NULL,
  avoid_regions    text             NOT NULL,
  privacy          text,
  priority         text,
  max_wait_seconds bigint,
  daily_budget     bigint,                                                      -- billionths of a US dollar; null: no end of its own
  monthly_budget   bigint,
  sticky           bigint           CHECK (sticky IN (0, 1)),                   -- null: wherever there is a conversation
  created_at       bigint           NOT NULL,
  revoked_at       bigint,
  last_used_at     bigint
);

-- What follows is written by several at once, each of whom wants to know what the others changed. Every change has a number of its own (`seq`),
-- its transaction (`tx`: numbers become visible out of order, and by this it can be told which may still come) and who made it (`writer`).
CREATE SEQUENCE gratis.changes;

CREATE FUNCTION gratis.stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.seq := nextval('gratis.changes');
  NEW.tx := pg_current_xact_id();
  NEW.changed_at := clock_timestamp();
  RETURN NEW;
END $$;

-- Without a reason: lifted. Kept for a while, so that others hear of it.
CREATE TABLE gratis.cooldowns (
  reach           text             NOT NULL,
  key             text COLLATE "C" NOT NULL,
  reason          text,
  since           bigint,
  until           bigint,
  source          text,
  strikes         bigint,
  detail          text,
  key_fingerprint text,
  writer          uuid             NOT NULL,
  seq             bigint           NOT NULL,
  tx              xid8             NOT NULL,
  changed_at      timestamptz      NOT NULL,
  PRIMARY KEY (reach, key)
);
CREATE INDEX cooldowns_by_tx ON gratis.cooldowns (tx);
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON gratis.cooldowns FOR EACH ROW EXECUTE FUNCTION gratis.stamp();

-- Without a value: forgotten.
CREATE TABLE gratis.learned_facts (
  route      text COLLATE "C" NOT NULL,
  topic      text COLLATE "C" NOT NULL,
  value      text,
  source     text,
  origin     text,
  at         bigint,
  confidence double precision,
  detail     text,
  writer     uuid             NOT NULL,
  seq        bigint           NOT NULL,
  tx         xid8             NOT NULL,
  changed_at timestamptz      NOT NULL,
  PRIMARY KEY (route, topic)
);
CREATE INDEX learned_facts_by_tx ON gratis.learned_facts (tx);
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON gratis.learned_facts FOR EACH ROW EXECUTE FUNCTION gratis.stamp();

-- Without a body: forgotten.
CREATE TABLE gratis.provider_listings (
  provider   text COLLATE "C" NOT NULL PRIMARY KEY,
  format     bigint           NOT NULL,
  body       text,                                      -- the whole list as JSON: nothing in it is ever searched for here
  writer     uuid             NOT NULL,
  seq        bigint           NOT NULL,
  tx         xid8             NOT NULL,
  changed_at timestamptz      NOT NULL
);
CREATE INDEX provider_listings_by_tx ON gratis.provider_listings (tx);
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON gratis.provider_listings FOR EACH ROW EXECUTE FUNCTION gratis.stamp();

CREATE TABLE gratis.route_measures (
  route        text COLLATE "C" NOT NULL PRIMARY KEY,
  at           bigint           NOT NULL,
  served       double precision NOT NULL,
  failed       double precision NOT NULL,
  seconds      double precision NOT NULL,
  first_tokens bytea            NOT NULL,
  writer       uuid             NOT NULL,
  seq          bigint           NOT NULL,
  tx           xid8             NOT NULL,
  changed_at   timestamptz      NOT NULL
);
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON gratis.route_measures FOR EACH ROW EXECUTE FUNCTION gratis.stamp();
