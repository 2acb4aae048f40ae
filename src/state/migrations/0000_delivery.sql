CREATE TABLE editions (
  id text PRIMARY KEY,
  brief text NOT NULL,
  date date NOT NULL,
  kept_at timestamptz NOT NULL,
  content jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE edition_files (
  edition_id text NOT NULL REFERENCES editions (id),
  name text NOT NULL,
  media_type text NOT NULL,
  sha256 text NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (edition_id, name)
);
--> statement-breakpoint
CREATE TABLE investors (
  id uuid PRIMARY KEY,
  address text NOT NULL,
  address_hash text NOT NULL,
  name text NOT NULL,
  organisation text NOT NULL DEFAULT '',
  language text NOT NULL CHECK (language IN ('vi', 'en', 'vi-en')),
  interests text[] NOT NULL DEFAULT '{}',
  segments text[] NOT NULL DEFAULT '{}',
  consent_on date,
  consent_way text,
  consent_proof text NOT NULL DEFAULT '',
  country text,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX investors_address_hash ON investors (address_hash);
--> statement-breakpoint
CREATE TABLE suppressions (
  address_hash text PRIMARY KEY,
  reason text NOT NULL CHECK (reason IN ('unsubscribed', 'bounced', 'complained', 'forgotten', 'by-hand')),
  since timestamptz NOT NULL,
  note text NOT NULL DEFAULT ''
);
--> statement-breakpoint
CREATE TABLE senders (
  id uuid PRIMARY KEY,
  host text NOT NULL,
  pid integer NOT NULL,
  started_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE deliveries (
  id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  edition_id text NOT NULL REFERENCES editions (id),
  address_hash text NOT NULL,
  investor_id uuid REFERENCES investors (id) ON DELETE SET NULL,
  language text NOT NULL CHECK (language IN ('vi', 'en', 'vi-en')),
  message_id text NOT NULL,
  bounce_token text NOT NULL,
  state text NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'deferred', 'failed', 'suppressed', 'uncertain')),
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz,
  sender_id uuid REFERENCES senders (id),
  data_ended_at timestamptz,
  sent_at timestamptz,
  last_reply text NOT NULL DEFAULT '',
  message_bytes integer,
  as_link boolean NOT NULL DEFAULT false,
  queued_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX deliveries_once ON deliveries (edition_id, address_hash);
--> statement-breakpoint
CREATE UNIQUE INDEX deliveries_message_id ON deliveries (message_id);
--> statement-breakpoint
CREATE UNIQUE INDEX deliveries_bounce_token ON deliveries (bounce_token);
--> statement-breakpoint
CREATE INDEX deliveries_due ON deliveries (edition_id, state, next_attempt_at);
--> statement-breakpoint
CREATE INDEX deliveries_of_person ON deliveries (address_hash, state);
--> statement-breakpoint
CREATE TABLE pauses (
  id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  since timestamptz NOT NULL,
  reason text NOT NULL,
  lifted_at timestamptz
);
