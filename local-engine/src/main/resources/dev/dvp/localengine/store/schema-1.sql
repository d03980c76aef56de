-- Version 1. A later version is a file of its own that changes the tables which this one made.
-- Instants are ISO 8601 in UTC. Numbers are never used twice, so a reference stays what it was.

CREATE TABLE user (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  password_hash TEXT NOT NULL
) STRICT;

CREATE TABLE plugin (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE COLLATE NOCASE,
  name TEXT NOT NULL,
  plugin_type TEXT NOT NULL,
  language TEXT NOT NULL,
  build_number TEXT NOT NULL,
  external_version TEXT,
  artifact_hash TEXT NOT NULL,
  artifact_bytes INTEGER NOT NULL,
  installed TEXT NOT NULL,
  updated TEXT NOT NULL
) STRICT;

CREATE TABLE plugin_migration (
  plugin INTEGER NOT NULL REFERENCES plugin (number) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (plugin, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE action (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  type TEXT NOT NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('RUNNING', 'COMPLETED', 'FAILED')),
  started TEXT NOT NULL,
  ended TEXT,
  failure_code TEXT,
  failure_details TEXT,
  failure_action TEXT
) STRICT;

CREATE INDEX action_by_state ON action (state);

CREATE TABLE job (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  action INTEGER NOT NULL UNIQUE REFERENCES action (number) ON DELETE CASCADE,
  target TEXT NOT NULL
) STRICT;

CREATE TABLE job_event (
  job INTEGER NOT NULL REFERENCES job (number) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  timestamp TEXT NOT NULL,
  code TEXT NOT NULL,
  details TEXT NOT NULL,
  action TEXT,
  PRIMARY KEY (job, position)
) STRICT, WITHOUT ROWID;
