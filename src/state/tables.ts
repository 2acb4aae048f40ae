import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  customType,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { StoredContent } from "../edition/stored-content.ts";
import type { EditionLanguage } from "../language/language.ts";
import type { Schedule } from "../schedule/schedule.ts";
import type { IsoDate } from "../units.ts";
import type { ConsentWay, ConsoleAct, DeliveryState, RunState, RunTrigger, SignInWay, SuppressionReason } from "./enumerations.ts";

export * from "./enumerations.ts";

/** What must not be lost: migrations/ holds the same tables as SQL, and a test compares the two. */

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });
const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** Editions, as they were made. */
export const editions = pgTable("editions", {
  id: text().primaryKey(),
  brief: text().notNull(),
  date: date().$type<IsoDate>().notNull(),
  keptAt: instant("kept_at").notNull(),
  content: jsonb().$type<StoredContent>().notNull(),
  /** What it was made from, whatever the day: SHA-256 over the inputs' hashes and the tool's version. Empty: kept by an older version. */
  inputsHash: text("inputs_hash").notNull().default(""),
  /** The edition that it was compared with. */
  previousId: text("previous_id").references((): AnyPgColumn => editions.id),
});

/** The PDFs of an edition and the pictures of its mails. */
export const editionFiles = pgTable(
  "edition_files",
  {
    editionId: text("edition_id")
      .notNull()
      .references(() => editions.id),
    name: text().notNull(),
    mediaType: text("media_type").notNull(),
    sha256: text().notNull(),
    bytes: bytea().notNull(),
  },
  (table) => [primaryKey({ columns: [table.editionId, table.name] })],
);

/** PDFs of an edition without some of its sections: what copies are made of, beside the edition's own PDFs. */
export const editionVariants = pgTable(
  "edition_variants",
  {
    editionId: text("edition_id")
      .notNull()
      .references(() => editions.id),
    language: text().$type<EditionLanguage>().notNull(),
    /** The sections that it lacks; never empty. */
    leftOut: text("left_out").notNull(),
    /** Of the PDF. */
    sha256: text().notNull(),
    pdf: bytea().notNull(),
    /** What goes in front of it, with room for a reader. */
    cover: bytea().notNull(),
  },
  (table) => [primaryKey({ columns: [table.editionId, table.language, table.leftOut] }), index("edition_variants_sha256").on(table.sha256)],
);

export const investors = pgTable(
  "investors",
  {
    /** Random: it stands in links, and says nothing about the person or how many there are. */
    id: uuid().primaryKey(),
    /** As it was given, for the envelope. */
    address: text().notNull(),
    /** Keyed hash of the folded address: what the ledger and suppressions know a person by. */
    addressHash: text("address_hash").notNull(),
    name: text().notNull(),
    organisation: text().notNull().default(""),
    language: text().$type<EditionLanguage>().notNull(),
    interests: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    segments: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    consentOn: date("consent_on").$type<IsoDate>(),
    consentWay: text("consent_way").$type<ConsentWay>(),
    consentProof: text("consent_proof").notNull().default(""),
    /** ISO 3166-1 alpha-2. */
    country: text(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [uniqueIndex("investors_address_hash").on(table.addressHash)],
);

/** Who gets nothing, known by the hash alone, so that it outlives the person's data. */
export const suppressions = pgTable("suppressions", {
  addressHash: text("address_hash").primaryKey(),
  reason: text().$type<SuppressionReason>().notNull(),
  since: instant("since").notNull(),
  note: text().notNull().default(""),
});

/** Processes that send or sent; `seenAt` tells the living from the dead. */
export const senders = pgTable("senders", {
  id: uuid().primaryKey(),
  host: text().notNull(),
  pid: integer().notNull(),
  startedAt: instant("started_at").notNull(),
  seenAt: instant("seen_at").notNull(),
});

/** The ledger: one row an edition and person, written before anything is sent. */
export const deliveries = pgTable(
  "deliveries",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    editionId: text("edition_id")
      .notNull()
      .references(() => editions.id),
    addressHash: text("address_hash").notNull(),
    /** Null once the person is forgotten. */
    investorId: uuid("investor_id").references(() => investors.id, { onDelete: "set null" }),
    language: text().$type<EditionLanguage>().notNull(),
    /** The sections that their copy lacks, as `leftOutFor` names them; null: the brief is not personal. */
    leftOut: text("left_out"),
    /** The run that is to mail it, at the times that its schedule names; null: a person sends it. */
    runId: bigint("run_id", { mode: "number" }).references((): AnyPgColumn => runs.id),
    messageId: text("message_id").notNull(),
    /** Local part of the VERP return path: finds the delivery that a bounce speaks of. */
    bounceToken: text("bounce_token").notNull(),
    state: text().$type<DeliveryState>().notNull(),
    attempts: integer().notNull().default(0),
    nextAttemptAt: instant("next_attempt_at"),
    senderId: uuid("sender_id").references(() => senders.id),
    /** Set, and on disk, before the last octet of the message is given to the server: from here on it may have it. */
    dataEndedAt: instant("data_ended_at"),
    sentAt: instant("sent_at"),
    /** The server's last words, without addresses. */
    lastReply: text("last_reply").notNull().default(""),
    messageBytes: integer("message_bytes"),
    asLink: boolean("as_link").notNull().default(false),
    queuedAt: instant("queued_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [
    uniqueIndex("deliveries_once").on(table.editionId, table.addressHash),
    uniqueIndex("deliveries_message_id").on(table.messageId),
    uniqueIndex("deliveries_bounce_token").on(table.bounceToken),
    index("deliveries_due").on(table.editionId, table.state, table.nextAttemptAt),
    index("deliveries_of_person").on(table.addressHash, table.state),
  ],
);

/** When and why everything was stopped; the pause is in force until it is lifted. */
export const pauses = pgTable("pauses", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  since: instant("since").notNull(),
  reason: text().notNull(),
  liftedAt: instant("lifted_at"),
});

/** What the scheduler knows of a schedule. */
export const scheduleStates = pgTable("schedule_states", {
  /** `BRIEF/NAME`. */
  id: text().primaryKey(),
  /** As it was planned last: a changed one begins anew. */
  cron: text().notNull(),
  timeZone: text("time_zone").notNull(),
  /** Every occurrence up to here is in `runs`. */
  plannedUntil: instant("planned_until").notNull(),
  updatedAt: instant("updated_at").notNull(),
});

/** One row an occurrence of a schedule, written before its job is. */
export const runs = pgTable(
  "runs",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    /** `BRIEF/NAME`. */
    schedule: text().notNull(),
    brief: text().notNull(),
    occurrence: instant("occurrence").notNull(),
    trigger: text().$type<RunTrigger>().notNull(),
    state: text().$type<RunState>().notNull(),
    /** The schedule as it was declared when the run was planned (a `Schedule`): what was planned is carried out as it was. */
    definition: jsonb().$type<Schedule>().notNull(),
    /** Why it failed or was skipped, or what it waits for. */
    reason: text().notNull().default(""),
    /** What it mails: made by this run, or the newest if nothing had changed. */
    editionId: text("edition_id").references(() => editions.id),
    /** False: nothing had changed. */
    editionMade: boolean("edition_made").notNull().default(false),
    attempts: integer().notNull().default(0),
    queuedAt: instant("queued_at").notNull(),
    startedAt: instant("started_at"),
    madeAt: instant("made_at"),
    finishedAt: instant("finished_at"),
  },
  (table) => [uniqueIndex("runs_once").on(table.schedule, table.occurrence), index("runs_of_state").on(table.state)],
);

/** Processes of the service; `seenAt` tells the living from the dead. */
export const processes = pgTable("processes", {
  id: uuid().primaryKey(),
  host: text().notNull(),
  pid: integer().notNull(),
  roles: text().array().notNull(),
  version: text().notNull(),
  /** Jobs that it works on, `QUEUE/ID/ATTEMPT`: given back when it is dead. */
  jobs: text()
    .array()
    .notNull()
    .default(sql`'{}'`),
  /** What it can't do, for a person to mend: "the data can't be read: …". Empty: nothing. */
  problem: text().notNull().default(""),
  startedAt: instant("started_at").notNull(),
  seenAt: instant("seen_at").notNull(),
});

/** What needed or needs a person. One that is open is told once, and its end once. */
export const incidents = pgTable(
  "incidents",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    /** What and where, `run-failed binh-duong/monthly`: one is open at a time. */
    key: text().notNull(),
    message: text().notNull(),
    remedy: text().notNull().default(""),
    since: instant("since").notNull(),
    seenAt: instant("seen_at").notNull(),
    toldAt: instant("told_at"),
    resolvedAt: instant("resolved_at"),
    recoveryToldAt: instant("recovery_told_at"),
    /** How often it came back within an hour of its end. */
    reopened: integer().notNull().default(0),
    reopenedAt: instant("reopened_at"),
    /** A process tells it now; should it die, another may from here on. */
    tellingUntil: instant("telling_until"),
  },
  (table) => [
    uniqueIndex("incidents_open")
      .on(table.key)
      .where(sql`${table.resolvedAt} IS NULL`),
  ],
);

/** Who is signed in to the console. What the browser has is known by its hash alone. */
export const consoleSessions = pgTable("console_sessions", {
  tokenHash: text("token_hash").primaryKey(),
  who: text().notNull(),
  way: text().$type<SignInWay>().notNull(),
  openedAt: instant("opened_at").notNull(),
  seenAt: instant("seen_at").notNull(),
  /** Said on the next screen, once: a key, and what it is about. */
  notice: jsonb().$type<{ readonly key: string; readonly about: string }>(),
});

/** Links that sign in once. */
export const consoleLinks = pgTable("console_links", {
  tokenHash: text("token_hash").primaryKey(),
  who: text().notNull(),
  madeAt: instant("made_at").notNull(),
  endsAt: instant("ends_at").notNull(),
  usedAt: instant("used_at"),
});

/** What was done in the console, by whom. No address is in it. */
export const consoleActions = pgTable(
  "console_actions",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant("at").notNull(),
    who: text().notNull(),
    act: text().$type<ConsoleAct>().notNull(),
    /** Which schedule, delivery or people; the way of a sign-in. */
    about: text().notNull().default(""),
  },
  (table) => [index("console_actions_at").on(table.at)],
);
