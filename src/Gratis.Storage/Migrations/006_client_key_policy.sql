-- JSON arrays; empty: all, or none to avoid.
ALTER TABLE client_keys ADD COLUMN providers       TEXT NOT NULL DEFAULT '[]';
ALTER TABLE client_keys ADD COLUMN avoid_providers TEXT NOT NULL DEFAULT '[]';
ALTER TABLE client_keys ADD COLUMN regions         TEXT NOT NULL DEFAULT '[]';
ALTER TABLE client_keys ADD COLUMN avoid_regions   TEXT NOT NULL DEFAULT '[]';
ALTER TABLE client_keys ADD COLUMN privacy         TEXT;
