-- A row to lock: of the replicas that draw on a pool one writes at a time.
CREATE TABLE gratis.quota_pools (
  key text NOT NULL PRIMARY KEY
);

-- What each replica counted of a pool, holds of it and has drawn ahead. Instants are UTC ticks: windows open and close to the tick.
CREATE TABLE gratis.quota_books (
  key          text             NOT NULL,
  place        integer          NOT NULL,
  at           bigint           NOT NULL,
  bookings     bytea            NOT NULL,
  held         bigint           NOT NULL,
  slice        bigint           NOT NULL,
  draw         bigint           NOT NULL,
  believed     bigint,
  source       text             NOT NULL,
  said_at      bigint,
  confidence   double precision NOT NULL,
  spent_until  bigint,
  last_wall    bigint,
  clock        text,
  zone         text,
  used         bigint           NOT NULL,
  period       text             NOT NULL,
  period_count integer          NOT NULL,
  window_start bigint,
  changed_at   timestamptz      NOT NULL,
  PRIMARY KEY (key, place)
);

CREATE INDEX quota_books_changed ON gratis.quota_books (changed_at);

CREATE TABLE gratis.quota_history (
  key          text   NOT NULL,
  at           bigint NOT NULL,
  window_start bigint,
  used         bigint NOT NULL,
  believed     bigint,
  PRIMARY KEY (key, at)
);

CREATE INDEX quota_history_age ON gratis.quota_history (at);
