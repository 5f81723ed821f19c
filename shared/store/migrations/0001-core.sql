-- From rows to receipts: the tables of the main job.
-- Ids are made by the program (base/cantrip-id.h); times are Unix microseconds, UTC;
-- money is in billionths of a US dollar.

-- An account or server that offers models. The key itself is never here.
CREATE TABLE connection (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  protocol TEXT NOT NULL CHECK (protocol <> ''),
  base_url TEXT NOT NULL,
  key_reference TEXT,               -- env:NAME, file:PATH, credential:NAME, keyring:…
  settings_json TEXT NOT NULL,      -- dialect, time-outs
  created_at_us INTEGER NOT NULL,
  archived_at_us INTEGER            -- removed by people; variants that use it go on
) STRICT;
CREATE UNIQUE INDEX connection_by_name ON connection (name) WHERE archived_at_us IS NULL;

-- Which hosts were contacted, by whom, and what was exchanged with them.
CREATE TABLE network_contact (
  host TEXT NOT NULL CHECK (host <> ''),
  port INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535),
  connection_id INTEGER NOT NULL,   -- 0: of a connection that was not stored
  first_at_us INTEGER NOT NULL,
  last_at_us INTEGER NOT NULL,
  n_calls INTEGER NOT NULL CHECK (n_calls >= 0),
  bytes_up INTEGER NOT NULL CHECK (bytes_up >= 0),
  bytes_down INTEGER NOT NULL CHECK (bytes_down >= 0),
  PRIMARY KEY (host, port, connection_id)
) STRICT;

-- What holds for the whole workspace. offline: on, off.
CREATE TABLE setting (
  name TEXT PRIMARY KEY CHECK (name <> ''),
  value TEXT NOT NULL
) STRICT;

CREATE TABLE dataset (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  columns_json TEXT NOT NULL,       -- ["event","size"]
  slots_json TEXT NOT NULL DEFAULT '[]',   -- [0,2]: where in values_json they stand; []: in order
  next_slot INTEGER NOT NULL DEFAULT 0,    -- slots before it may hold values of a deleted column
  row_count INTEGER NOT NULL CHECK (row_count >= 0),
  last_deleted INTEGER NOT NULL DEFAULT 0, -- the last position of a row that was deleted
  source TEXT NOT NULL,             -- the file it came from, without its folder
  state TEXT NOT NULL CHECK (state IN ('importing', 'ready')),
  created_at_us INTEGER NOT NULL,
  touched_at_us INTEGER NOT NULL,   -- an import that stopped touching it is dead
  archived_at_us INTEGER            -- deleted, but kept for undo and for its runs
) STRICT;
CREATE UNIQUE INDEX dataset_by_name ON dataset (name) WHERE archived_at_us IS NULL;

-- A row that was edited stays, superseded, for the outputs and ratings that saw it.
CREATE TABLE dataset_row (
  id INTEGER PRIMARY KEY,
  dataset_id INTEGER NOT NULL REFERENCES dataset (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 1),
  values_json TEXT NOT NULL,        -- ["Spring sale",40], in order of slots
  supersedes_id INTEGER REFERENCES dataset_row (id),
  superseded_at_us INTEGER          -- NULL: the current row at this position
) STRICT;
CREATE UNIQUE INDEX dataset_row_by_position
  ON dataset_row (dataset_id, position) WHERE superseded_at_us IS NULL;
CREATE INDEX dataset_row_changed -- few: whose outputs are stale
  ON dataset_row (dataset_id) WHERE superseded_at_us IS NOT NULL;
-- Removing a row looks for those that refer to it.
CREATE INDEX dataset_row_by_superseded
  ON dataset_row (supersedes_id) WHERE supersedes_id IS NOT NULL;

CREATE TABLE app (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE CHECK (slug <> ''),
  name TEXT NOT NULL,
  created_at_us INTEGER NOT NULL,
  archived_at_us INTEGER
) STRICT;

-- Never updated but for its name, its note and archiving.
CREATE TABLE variant (
  id INTEGER PRIMARY KEY,
  app_id INTEGER NOT NULL REFERENCES app (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  name TEXT NOT NULL CHECK (name <> ''),
  note TEXT NOT NULL,
  connection_id INTEGER NOT NULL REFERENCES connection (id),
  recipe_json TEXT NOT NULL,        -- canonical: model, mode, messages, parameters
  created_at_us INTEGER NOT NULL,
  archived_at_us INTEGER,
  UNIQUE (app_id, number),
  UNIQUE (app_id, name)
) STRICT;

-- What a variant was called before. It stays its own: files that use it still mean this variant.
CREATE TABLE variant_former_name (
  app_id INTEGER NOT NULL REFERENCES app (id),
  name TEXT NOT NULL,
  variant_id INTEGER NOT NULL REFERENCES variant (id),
  PRIMARY KEY (app_id, name)
) STRICT;

-- What somebody is writing and has not kept as a variant yet, as it was typed.
CREATE TABLE draft (
  app_id INTEGER PRIMARY KEY REFERENCES app (id),
  dataset_id INTEGER REFERENCES dataset (id) ON DELETE SET NULL,
  connection_id INTEGER REFERENCES connection (id),
  recipe_json TEXT NOT NULL,        -- may be no recipe yet: no model, an empty message
  changed_at_us INTEGER NOT NULL
) STRICT;

-- A recipe over rows. The recipe is copied in, so that a draft can run too.
CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  app_id INTEGER REFERENCES app (id),         -- in whose draft it was made; NULL: in none
  variant_id INTEGER REFERENCES variant (id), -- NULL: not kept as one
  connection_id INTEGER NOT NULL REFERENCES connection (id),
  recipe_json TEXT NOT NULL,
  dataset_id INTEGER NOT NULL REFERENCES dataset (id),
  repeats INTEGER NOT NULL CHECK (repeats >= 1),
  owner TEXT,                       -- the program that works on it now
  lease_until_us INTEGER NOT NULL,  -- after this, nobody does
  created_at_us INTEGER NOT NULL
) STRICT;
CREATE INDEX run_by_dataset ON run (dataset_id, created_at_us);
CREATE INDEX run_by_variant ON run (variant_id, created_at_us) WHERE variant_id IS NOT NULL;
CREATE INDEX run_by_app ON run (app_id, created_at_us) WHERE app_id IS NOT NULL;

CREATE TABLE output (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  row_id INTEGER NOT NULL REFERENCES dataset_row (id),
  position INTEGER NOT NULL,        -- of the row: outputs are read in row order
  repeat INTEGER NOT NULL CHECK (repeat >= 1),
  state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'stale')),
  text TEXT,
  finish_reason TEXT,
  error_code TEXT,
  error_message TEXT,
  model TEXT,                       -- as the provider reported it
  input_tokens INTEGER,             -- NULL: the provider did not say
  output_tokens INTEGER,            -- NULL: the provider did not say
  latency_us INTEGER CHECK (latency_us >= 0),
  cost_usd_nanos INTEGER CHECK (cost_usd_nanos >= 0), -- NULL: the price is unknown
  attempts INTEGER NOT NULL DEFAULT 0,
  finished_at_us INTEGER
) STRICT;
CREATE UNIQUE INDEX output_by_place ON output (run_id, position, repeat);
CREATE INDEX output_by_row ON output (row_id); -- also: what every variant made of a row
CREATE INDEX output_open ON output (run_id, position, repeat) WHERE state IN ('queued', 'running');

CREATE TABLE deployment (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE CHECK (slug <> ''),
  app_id INTEGER NOT NULL REFERENCES app (id),
  revision INTEGER NOT NULL CHECK (revision >= 1), -- the number of the live one
  created_at_us INTEGER NOT NULL,
  archived_at_us INTEGER
) STRICT;

-- Never updated: a rollback is a new revision equal to an old one.
CREATE TABLE deployment_revision (
  id INTEGER PRIMARY KEY,
  deployment_id INTEGER NOT NULL REFERENCES deployment (id) ON DELETE CASCADE,
  number INTEGER NOT NULL CHECK (number >= 1),
  note TEXT NOT NULL,
  created_at_us INTEGER NOT NULL,
  UNIQUE (deployment_id, number)
) STRICT;

CREATE TABLE deployment_target (
  revision_id INTEGER NOT NULL REFERENCES deployment_revision (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 1),
  variant_id INTEGER NOT NULL REFERENCES variant (id),
  weight INTEGER NOT NULL CHECK (weight > 0),
  PRIMARY KEY (revision_id, position)
) STRICT;

CREATE TABLE api_key (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('full', 'cell')),
  secret_sha256 TEXT NOT NULL UNIQUE,
  calls_per_minute INTEGER CHECK (calls_per_minute >= 1), -- NULL: no limit
  created_at_us INTEGER NOT NULL,
  expires_at_us INTEGER,
  revoked_at_us INTEGER
) STRICT;

-- The deployments a key may call; a full key without any may call all, so that one of them must
-- not vanish with its deployment.
CREATE TABLE api_key_deployment (
  api_key_id INTEGER NOT NULL REFERENCES api_key (id) ON DELETE CASCADE,
  deployment_id INTEGER NOT NULL REFERENCES deployment (id),
  PRIMARY KEY (api_key_id, deployment_id)
) STRICT;

-- One receipt per call served. Ids are made as calls come, so they stand in the order of time.
CREATE TABLE request_log (
  id INTEGER PRIMARY KEY,
  deployment_id INTEGER NOT NULL REFERENCES deployment (id),
  revision INTEGER NOT NULL,
  variant_id INTEGER NOT NULL REFERENCES variant (id),
  api_key_id INTEGER REFERENCES api_key (id),
  source TEXT NOT NULL,             -- call, rows, cell, table
  received_at_us INTEGER NOT NULL,
  latency_us INTEGER NOT NULL CHECK (latency_us >= 0),
  provider_latency_us INTEGER CHECK (provider_latency_us >= 0),
  inputs_json TEXT NOT NULL,
  output TEXT,                      -- NULL: failed, or see answered_by_id
  answered_by_id INTEGER REFERENCES request_log (id), -- the call that was paid for this answer
  finish_reason TEXT,
  model TEXT,
  input_tokens INTEGER,
  output_tokens INTEGER,
  cost_usd_nanos INTEGER CHECK (cost_usd_nanos >= 0),
  attempts INTEGER NOT NULL DEFAULT 0,
  error_code TEXT,                  -- NULL: succeeded
  error_message TEXT
) STRICT;
CREATE INDEX request_log_by_deployment ON request_log (deployment_id, received_at_us);

-- The stored answers, found by their content.
CREATE TABLE answer (
  content_sha256 TEXT PRIMARY KEY,  -- of variant, parameters and canonical inputs
  request_id INTEGER NOT NULL REFERENCES request_log (id),
  variant_id INTEGER NOT NULL REFERENCES variant (id),
  output TEXT NOT NULL,
  finish_reason TEXT,
  model TEXT,
  input_tokens INTEGER,
  output_tokens INTEGER,
  created_at_us INTEGER NOT NULL
) STRICT;

CREATE TABLE feedback (
  id INTEGER PRIMARY KEY,
  request_id INTEGER NOT NULL REFERENCES request_log (id) ON DELETE CASCADE,
  rating TEXT NOT NULL CHECK (rating IN ('up', 'down')),
  comment TEXT NOT NULL,
  created_at_us INTEGER NOT NULL
) STRICT;
CREATE INDEX feedback_by_request ON feedback (request_id);

-- Rows that were still being answered when their caller's deadline passed. The answers are
-- found by content, so the request itself is all that a restart needs.
CREATE TABLE job (
  id INTEGER PRIMARY KEY,
  token_sha256 TEXT NOT NULL UNIQUE,
  api_key_id INTEGER NOT NULL REFERENCES api_key (id),
  deployment_id INTEGER NOT NULL REFERENCES deployment (id),
  revision INTEGER NOT NULL,
  request_json TEXT NOT NULL,
  created_at_us INTEGER NOT NULL,
  expires_at_us INTEGER NOT NULL,
  cancelled_at_us INTEGER
) STRICT;
CREATE INDEX job_by_expiry ON job (expires_at_us);
CREATE INDEX job_by_api_key ON job (api_key_id, id);
