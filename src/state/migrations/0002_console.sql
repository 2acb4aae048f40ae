CREATE TABLE console_sessions (
  token_hash text PRIMARY KEY,
  who text NOT NULL,
  way text NOT NULL CHECK (way IN ('password', 'link')),
  opened_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  notice jsonb
);
--> statement-breakpoint
CREATE TABLE console_links (
  token_hash text PRIMARY KEY,
  who text NOT NULL,
  made_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  used_at timestamptz
);
--> statement-breakpoint
CREATE TABLE console_actions (
  id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  at timestamptz NOT NULL,
  who text NOT NULL,
  act text NOT NULL,
  about text NOT NULL DEFAULT ''
);
--> statement-breakpoint
CREATE INDEX console_actions_at ON console_actions (at);
