import { sql } from "drizzle-orm";
import type { EditionLanguage } from "../language/language.ts";
import type { Database } from "../state/open-state.ts";
import type { DeliveryState } from "../state/tables.ts";
import { openToRun } from "./open-to-run.ts";

/**
 * The ledger of deliveries. A row's life:
 *
 *     queued ─claim─▶ sending ─▶ sent | deferred ─claim─▶ sending … | failed | suppressed | uncertain
 *
 * Every change is one statement that names the state it starts from, so two processes can't both make it. Between claim
 * and outcome stands `data_ended_at`: it is committed before the last octet of the message is handed over. A row whose
 * sender died before it goes back to the queue, for no server can have taken the message; after it, the row is uncertain
 * and is never sent again by itself.
 */

/** A row that this process is to send, and to whom. */
export interface Claim {
  readonly id: number;
  readonly investorId: string;
  readonly addressHash: string;
  readonly address: string;
  readonly name: string;
  readonly organisation: string;
  readonly interests: readonly string[];
  readonly language: EditionLanguage;
  /** The sections that this person's copy lacks; null: everybody gets the same PDF. */
  readonly leftOut: string | null;
  readonly messageId: string;
  readonly bounceToken: string;
  /** This one included. */
  readonly attempts: number;
  /** The edition of the same brief that this person got last, if any. */
  readonly previousEditionId: string | null;
}

/** How an attempt ended; `queued`: it was none, and the row is given back. Replies carry no addresses. */
export type Outcome =
  | { readonly state: "sent"; readonly reply: string; readonly bytes: number }
  | { readonly state: "deferred"; readonly reply: string; readonly nextAttemptAt: Date }
  | { readonly state: "queued" | "failed" | "suppressed" | "uncertain"; readonly reply: string };

/** A message whose last octets are about to be handed over. */
export interface DataEnd {
  readonly id: number;
  readonly asLink: boolean;
}

export interface NewDelivery {
  readonly investorId: string;
  readonly addressHash: string;
  readonly language: EditionLanguage;
  readonly leftOut: string | null;
  readonly messageId: string;
  readonly bounceToken: string;
}

/** The same as `hasConsent`. */
const consents = sql`investors.consent_on is not null and investors.consent_way is not null and investors.consent_proof <> ''`;

interface Sender {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
}

export async function registerSender(database: Database, { id, host, pid }: Sender, now: Date): Promise<void> {
  await database.execute(sql`insert into senders (id, host, pid, started_at, seen_at) values (${id}, ${host}, ${pid}, ${now}, ${now})`);
}

/** A sender that was not seen for the lease is taken for dead. */
export async function keepAlive(database: Database, senderId: string, now: Date): Promise<void> {
  await database.execute(sql`update senders set seen_at = ${now} where id = ${senderId}`);
}

/** Rows of an edition, one a person, whoever asks how often. Gives how many are new. */
export async function enqueue(
  database: Database,
  { editionId, run, deliveries }: { editionId: string; run?: number; deliveries: readonly NewDelivery[] },
  now: Date,
): Promise<number> {
  let added = 0;
  for (const some of chunks(deliveries, 1000)) {
    const { rows } = rowsOf<{ id: number }>(
      await database.execute(sql`
        insert into deliveries
          (edition_id, address_hash, investor_id, language, left_out, run_id, message_id, bounce_token, state, queued_at, updated_at)
        select ${editionId}, one."addressHash", one."investorId"::uuid, one.language, one."leftOut", ${run ?? null}::bigint, one."messageId", one."bounceToken", 'queued', ${now}, ${now}
        from json_to_recordset(${JSON.stringify(some)}::json)
          as one("addressHash" text, "investorId" text, language text, "leftOut" text, "messageId" text, "bounceToken" text)
        on conflict (edition_id, address_hash) do nothing
        returning id`),
    );
    added += rows.length;
  }
  return added;
}

/** Whose rows are abandoned: `all`, where nobody else can be at work (the embedded database). */
export interface Dead {
  readonly senders: "all" | readonly string[];
  /** Senders not seen since are dead, too. */
  readonly before: Date;
}

/**
 * Settles what dead senders left in `sending`. A living one that is taken for dead does no harm: it may not end a message
 * that is not its own any more.
 */
export async function recoverAbandoned(
  database: Database,
  { senderId, dead }: { senderId: string; dead: Dead },
  now: Date,
): Promise<{ requeued: number; uncertain: number }> {
  const all = dead.senders === "all";
  const named = JSON.stringify(all ? [] : dead.senders);
  const { rows } = rowsOf<{ state: DeliveryState }>(
    await database.execute(sql`
      update deliveries set
        state = case when data_ended_at is null then 'queued' else 'uncertain' end,
        attempts = case when data_ended_at is null then greatest(attempts - 1, 0) else attempts end,
        last_reply = case when data_ended_at is null then last_reply else 'the sender died before the server''s answer' end,
        updated_at = ${now}
      from senders
      where deliveries.state = 'sending' and senders.id = deliveries.sender_id and senders.id <> ${senderId}
        and (${all} or senders.seen_at < ${dead.before} or senders.id in (select value::uuid from json_array_elements_text(${named}::json)))
      returning deliveries.state`),
  );
  const uncertain = rows.filter(({ state }) => state === "uncertain").length;
  return { requeued: rows.length - uncertain, uncertain };
}

/** Marks those who must not get mail any more: suppressed, without consent, or erased. Gives how many. */
export async function suppressQueued(database: Database, editionId: string, now: Date): Promise<number> {
  const { rows } = rowsOf<{ id: number }>(
    await database.execute(sql`
      update deliveries set state = 'suppressed', last_reply = 'suppressed before it was sent', updated_at = ${now}
      where edition_id = ${editionId} and state in ('queued', 'deferred') and (
        exists (select from suppressions where suppressions.address_hash = deliveries.address_hash)
        or not exists (select from investors where investors.id = deliveries.investor_id and ${consents}))
      returning id`),
  );
  return rows.length;
}

interface ClaimOrder {
  readonly editionId: string;
  /** The run that sends; undefined: a person. */
  readonly run?: number | undefined;
  readonly senderId: string;
  readonly limit: number;
  readonly held: Iterable<number>;
}

/**
 * Takes up to `limit` rows that are due, for this sender alone; none while there is a pause. `held`: rows that this sender
 * still works on. Were one of them taken for abandoned meanwhile, the sender must not get it a second time.
 */
export async function claim(database: Database, { editionId, run, senderId, limit, held }: ClaimOrder, now: Date): Promise<Claim[]> {
  const { rows } = rowsOf<Omit<Claim, "id"> & { id: string | number }>(
    await database.execute(sql`
      with due as (
        select id from deliveries
        where edition_id = ${editionId}
          and exists (select from investors where investors.id = deliveries.investor_id and ${consents})
          and (state = 'queued' or (state = 'deferred' and next_attempt_at <= ${now}))
          and id not in (select value::bigint from json_array_elements_text(${JSON.stringify([...held])}::json))
          and not exists (select from suppressions where suppressions.address_hash = deliveries.address_hash)
          and not exists (select from pauses where lifted_at is null)
          and ${openToRun(run)}
        order by id limit ${limit} for update skip locked
      )
      update deliveries set state = 'sending', sender_id = ${senderId}, data_ended_at = null,
        attempts = attempts + 1, next_attempt_at = null, updated_at = ${now}
      from due, investors where deliveries.id = due.id and investors.id = deliveries.investor_id
      returning deliveries.id, investor_id as "investorId", deliveries.address_hash as "addressHash", investors.address,
        investors.name, investors.organisation, to_json(investors.interests) as interests, deliveries.language,
        left_out as "leftOut", message_id as "messageId", bounce_token as "bounceToken", attempts, (
          select earlier.edition_id from deliveries as earlier
          join editions on editions.id = earlier.edition_id
          where earlier.address_hash = deliveries.address_hash and earlier.state = 'sent' and earlier.edition_id <> ${editionId}
            and editions.brief = (select brief from editions as this where this.id = ${editionId})
          order by editions.date desc, earlier.sent_at desc limit 1
        ) as "previousEditionId"`),
  );
  return rows.map((row) => ({ ...row, id: Number(row.id) })).sort((a, b) => a.id - b.id);
}

/**
 * Commits that the last octets of these messages are about to be handed over. Gives those that may: a row that was taken
 * over, or whose person has been suppressed since, is not among them, and its message must not be ended.
 */
export async function endData(
  database: Database,
  { senderId, ends }: { senderId: string; ends: readonly DataEnd[] },
  now: Date,
): Promise<Set<number>> {
  const { rows } = rowsOf<{ id: string | number }>(
    await database.execute(sql`
      update deliveries set data_ended_at = ${now}, as_link = one."asLink", updated_at = ${now}
      from json_to_recordset(${JSON.stringify(ends)}::json) as one(id bigint, "asLink" boolean)
      where deliveries.id = one.id and state = 'sending' and sender_id = ${senderId} and data_ended_at is null
        and not exists (select from suppressions where suppressions.address_hash = deliveries.address_hash)
      returning deliveries.id`),
  );
  return new Set(rows.map(({ id }) => Number(id)));
}

/**
 * Commits how attempts ended. A row that another process took for abandoned meanwhile is `uncertain`: the sender that
 * knows better may still settle it, nobody else touches it.
 */
export async function recordOutcomes(
  database: Database,
  { senderId, outcomes }: { senderId: string; outcomes: ReadonlyMap<number, Outcome> },
  now: Date,
): Promise<void> {
  const rows = [...outcomes].map(([id, outcome]) => ({
    id,
    state: outcome.state,
    // PostgreSQL takes neither halves of surrogate pairs nor U+0000.
    reply: outcome.reply.replaceAll("\0", "").slice(0, 500).toWellFormed(),
    bytes: outcome.state === "sent" ? outcome.bytes : null,
    next: outcome.state === "deferred" ? outcome.nextAttemptAt.toISOString() : null,
  }));
  await database.execute(sql`
    update deliveries set state = one.state, message_bytes = coalesce(one.bytes, message_bytes),
      last_reply = case when one.reply = '' then last_reply else one.reply end,
      attempts = case when one.state = 'queued' then greatest(attempts - 1, 0) else attempts end,
      next_attempt_at = one.next::timestamptz, sent_at = case when one.state = 'sent' then ${now}::timestamptz end, updated_at = ${now}
    from json_to_recordset(${JSON.stringify(rows)}::json) as one(id bigint, state text, reply text, bytes integer, next text)
    where deliveries.id = one.id and deliveries.sender_id = ${senderId} and deliveries.state in ('sending', 'uncertain')`);
}

/** Both drivers give `rows`; their common type does not know it. */
export function rowsOf<Row>(result: unknown): { rows: Row[] } {
  // eslint-disable-next-line typescript/no-unsafe-type-assertion
  return result as { rows: Row[] };
}

function chunks<T>(items: readonly T[], size: number): (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
