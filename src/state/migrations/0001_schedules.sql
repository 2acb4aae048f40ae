ALTER TABLE editions ADD COLUMN inputs_hash text NOT NULL DEFAULT '';
--> statement-breakpoint
ALTER TABLE editions ADD COLUMN previous_id text REFERENCES editions (id);
--> statement-breakpoint
CREATE TABLE schedule_states (
  id text PRIMARY KEY,
  cron text NOT NULL,
  time_zone text NOT NULL,
  planned_until timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE runs (
  id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  schedule text NOT NULL,
  brief text NOT NULL,
  occurrence timestamptz NOT NULL,
  trigger text NOT NULL CHECK (trigger IN ('schedule', 'by-hand')),
  state text NOT NULL CHECK (state IN ('queued', 'making', 'mailing', 'done', 'failed', 'skipped')),
  definition jsonb NOT NULL,
  reason text NOT NULL DEFAULT '',
  edition_id text REFERENCES editions (id),
  edition_made boolean NOT NULL DEFAULT false,
  attempts integer NOT NULL DEFAULT 0,
  queued_at timestamptz NOT NULL,
  started_at timestamptz,
  made_at timestamptz,
  finished_at timestamptz
);
--> statement-breakpoint
CREATE UNIQUE INDEX runs_once ON runs (schedule, occurrence);
--> statement-breakpoint
CREATE INDEX runs_of_state ON runs (state);
--> statement-breakpoint
ALTER TABLE deliveries ADD COLUMN run_id bigint REFERENCES runs (id);
--> statement-breakpoint
CREATE TABLE processes (
  id uuid PRIMARY KEY,
  host text NOT NULL,
  pid integer NOT NULL,
  roles text[] NOT NULL,
  version text NOT NULL,
  jobs text[] NOT NULL DEFAULT '{}',
  problem text NOT NULL DEFAULT '',
  started_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE incidents (
  id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  key text NOT NULL,
  message text NOT NULL,
  remedy text NOT NULL DEFAULT '',
  since timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  told_at timestamptz,
  resolved_at timestamptz,
  recovery_told_at timestamptz,
  reopened integer NOT NULL DEFAULT 0,
  reopened_at timestamptz,
  telling_until timestamptz
);
--> statement-breakpoint
CREATE UNIQUE INDEX incidents_open ON incidents (key) WHERE resolved_at IS NULL;
