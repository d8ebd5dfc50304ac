-- A place that one gateway holds at a time. Its books go with it: who takes over a place that nobody holds any more goes on with them.
CREATE TABLE gratis.replicas (
  place     integer     NOT NULL PRIMARY KEY,
  holder    uuid        NOT NULL,
  name      text        NOT NULL,
  seen_at   timestamptz NOT NULL,
  is_left   boolean     NOT NULL DEFAULT false
);
