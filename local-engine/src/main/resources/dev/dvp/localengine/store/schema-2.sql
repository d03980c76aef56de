-- Version 2: what workflows work on. JSON is kept as text, in the names of the plugin's schemas.

CREATE TABLE lab_plugin (
  id TEXT PRIMARY KEY COLLATE NOCASE,
  name TEXT NOT NULL,
  build_number TEXT NOT NULL,
  schemas TEXT NOT NULL,
  migrations TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE source_config (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  plugin TEXT NOT NULL COLLATE NOCASE,
  environment TEXT NOT NULL,
  repository TEXT NOT NULL,
  value TEXT
) STRICT;

CREATE INDEX source_config_by_plugin ON source_config (plugin, environment);

CREATE TABLE source (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  plugin TEXT NOT NULL COLLATE NOCASE,
  kind TEXT NOT NULL CHECK (kind IN ('LINKED', 'VIRTUAL')),
  name TEXT NOT NULL,
  guid TEXT NOT NULL,
  environment TEXT NOT NULL,
  created TEXT NOT NULL,
  repository TEXT NOT NULL,
  source_config TEXT,
  parameters TEXT NOT NULL,
  state TEXT NOT NULL,
  configured INTEGER NOT NULL,
  mounts TEXT NOT NULL,
  parent INTEGER,
  quota INTEGER NOT NULL,
  unfinished TEXT,
  step TEXT,
  reason TEXT,
  UNIQUE (plugin, name)
) STRICT;

CREATE TABLE snapshot (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  source INTEGER NOT NULL REFERENCES source (number) ON DELETE CASCADE,
  created TEXT NOT NULL,
  value TEXT NOT NULL,
  bytes INTEGER NOT NULL
) STRICT;

CREATE INDEX snapshot_by_source ON snapshot (source);

CREATE TABLE workflow_job (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  plugin TEXT NOT NULL COLLATE NOCASE,
  target TEXT NOT NULL,
  workflow TEXT NOT NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('RUNNING', 'COMPLETED', 'FAILED')),
  started TEXT NOT NULL,
  ended TEXT,
  reason TEXT
) STRICT;

CREATE INDEX workflow_job_by_target ON workflow_job (target, state);

CREATE TABLE workflow_event (
  job INTEGER NOT NULL REFERENCES workflow_job (number) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  timestamp TEXT NOT NULL,
  step TEXT NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  nanos INTEGER NOT NULL,
  PRIMARY KEY (job, position)
) STRICT, WITHOUT ROWID;
