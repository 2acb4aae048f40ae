CREATE TABLE edition_variants (
  edition_id text NOT NULL REFERENCES editions (id),
  language text NOT NULL,
  left_out text NOT NULL,
  sha256 text NOT NULL,
  pdf bytea NOT NULL,
  cover bytea NOT NULL,
  PRIMARY KEY (edition_id, language, left_out)
);
--> statement-breakpoint
CREATE INDEX edition_variants_sha256 ON edition_variants (sha256);
--> statement-breakpoint
ALTER TABLE deliveries ADD COLUMN left_out text;
