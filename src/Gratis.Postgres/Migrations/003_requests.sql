-- The number of a request begins with the millisecond it came in, so that its order, its age, the filter by time and the table of its day
-- are all one key, and replicas number their requests without asking each other. Days are tables of their own: an old one is dropped whole.
CREATE TABLE gratis.requests (
  number     bigint  NOT NULL,
  id         text    NOT NULL,
  words      text    NOT NULL,  -- what filters look for, folded, each on its line behind a letter that says what it is
  ms         bigint  NOT NULL,
  first_ms   bigint,
  operation  text    NOT NULL,
  is_stream  boolean NOT NULL,
  model      text    NOT NULL,
  is_known   boolean NOT NULL,  -- the model is a name of ours and not made up by a client
  client     text,
  route      text,
  account    text,
  outcome    text    NOT NULL,
  status     integer,
  input      bigint,
  output     bigint,
  cost       bigint,            -- billionths of a US dollar
  spill      text,
  candidates integer NOT NULL,
  rejected   integer NOT NULL,
  attempts   integer NOT NULL,
  calls      bytea,             -- those attempts, unless there was one and the row says all of it
  PRIMARY KEY (number, id)
) PARTITION BY RANGE (number);
CREATE INDEX requests_by_id ON gratis.requests (id);

CREATE TABLE gratis.request_plans (
  number   bigint  NOT NULL,
  id       text    NOT NULL,
  is_plain boolean NOT NULL,    -- the request was served at once, and nobody will ask for long
  plan     bytea   NOT NULL,
  PRIMARY KEY (number, id)
) PARTITION BY RANGE (number);
CREATE INDEX request_plans_plain ON gratis.request_plans (number) WHERE is_plain;

CREATE TABLE gratis.request_bodies (
  number bigint NOT NULL,
  id     text   NOT NULL,
  said   bytea  NOT NULL,
  PRIMARY KEY (number, id)
) PARTITION BY RANGE (number);

-- The words that any request of a day has, so that what is rare is looked for in its days alone. Names that clients make up have no end, and
-- are here as the letter u.
CREATE TABLE gratis.request_words (
  day  bigint NOT NULL,         -- since 1970
  word text   NOT NULL,
  PRIMARY KEY (day, word)
);

-- What requests add up to, by one subject at a time. It outlives them.
CREATE TABLE gratis.usage (
  is_day   boolean  NOT NULL,
  subject  smallint NOT NULL,   -- what the key is: everything, a model, a route, a provider, a client, an outcome
  at       bigint   NOT NULL,   -- hours or days since 1970
  key      text     NOT NULL,
  requests bigint   NOT NULL,
  served   bigint   NOT NULL,
  failed   bigint   NOT NULL,
  input    bigint   NOT NULL,
  output   bigint   NOT NULL,
  cost     bigint   NOT NULL,
  took     bytea    NOT NULL,
  first    bytea    NOT NULL,
  PRIMARY KEY (is_day, subject, at, key)
);
