import { sql } from "drizzle-orm";
import type { EditionLanguage } from "../language/language.ts";
import type { Database } from "../state/open-state.ts";
import type { DeliveryState } from "../state/tables.ts";

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

/** A row that this process is to send. */
export interface Claim {
  readonly id: number;
  readonly investorId: string;
  readonly addressHash: string;
  readonly language: EditionLanguage;
  readonly messageId: string;
  readonly bounceToken: string;
  /** This one included. */
  readonly attempts: number;
  /** The edition of the same brief that this person got last, if any. */
  readonly previousEditionId: string | null;
}

/** How an attempt ended. Replies carry no addresses. */
export type Outcome =
  | { readonly state: "sent"; readonly reply: string; readonly bytes: number }
  | { readonly state: "deferred"; readonly reply: string; readonly nextAttemptAt: Date }
  | { readonly state: "queued" | "failed" | "suppressed" | "uncertain"; readonly reply: string };

export interface NewDelivery {
  readonly investorId: string;
  readonly addressHash: string;
  readonly language: EditionLanguage;
  readonly messageId: string;
  readonly bounceToken: string;
}

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
  { editionId, deliveries }: { editionId: string; deliveries: readonly NewDelivery[] },
  now: Date,
): Promise<number> {
  let added = 0;
  for (const some of chunks(deliveries, 1000)) {
    const { rows } = rowsOf<{ id: number }>(
      await database.execute(sql`
        insert into deliveries
          (edition_id, address_hash, investor_id, language, message_id, bounce_token, state, queued_at, updated_at)
        select ${editionId}, one."addressHash", one."investorId"::uuid, one.language, one."messageId", one."bounceToken", 'queued', ${now}, ${now}
        from json_to_recordset(${JSON.stringify(some)}::json)
          as one("addressHash" text, "investorId" text, language text, "messageId" text, "bounceToken" text)
        on conflict (edition_id, address_hash) do nothing
        returning id`),
    );
    added += rows.length;
  }
  return added;
}

/**
 * Settles what dead senders left in `sending`. `deadBefore`: senders not seen since are dead; null, where nobody else can
 * be at work (the embedded database): all but `senderId` are.
 */
export async function recoverAbandoned(
  database: Database,
  { senderId, deadBefore }: { senderId: string; deadBefore: Date | null },
  now: Date,
): Promise<{ requeued: number; uncertain: number }> {
  const { rows } = rowsOf<{ state: DeliveryState }>(
    await database.execute(sql`
      update deliveries set
        state = case when data_ended_at is null then 'queued' else 'uncertain' end,
        last_reply = case when data_ended_at is null then last_reply else 'the sender died before the server''s answer' end,
        updated_at = ${now}
      from senders
      where deliveries.state = 'sending' and senders.id = deliveries.sender_id and senders.id <> ${senderId}
        and (${deadBefore === null} or senders.seen_at < ${deadBefore ?? now})
      returning deliveries.state`),
  );
  const uncertain = rows.filter(({ state }) => state === "uncertain").length;
  return { requeued: rows.length - uncertain, uncertain };
}

/** Marks those who must not get mail any more, or whose data are gone. Gives how many. */
export async function suppressQueued(database: Database, editionId: string, now: Date): Promise<number> {
  const { rows } = rowsOf<{ id: number }>(
    await database.execute(sql`
      update deliveries set state = 'suppressed', last_reply = 'suppressed before it was sent', updated_at = ${now}
      where edition_id = ${editionId} and state in ('queued', 'deferred')
        and (investor_id is null or exists (select from suppressions where suppressions.address_hash = deliveries.address_hash))
      returning id`),
  );
  return rows.length;
}

/** Takes up to `limit` rows that are due, for this sender alone. */
export async function claim(
  database: Database,
  { editionId, senderId, limit }: { editionId: string; senderId: string; limit: number },
  now: Date,
): Promise<Claim[]> {
  const { rows } = rowsOf<Omit<Claim, "id"> & { id: string | number }>(
    await database.execute(sql`
      with due as (
        select id from deliveries
        where edition_id = ${editionId} and investor_id is not null
          and (state = 'queued' or (state = 'deferred' and next_attempt_at <= ${now}))
          and not exists (select from suppressions where suppressions.address_hash = deliveries.address_hash)
        order by id limit ${limit} for update skip locked
      )
      update deliveries set state = 'sending', sender_id = ${senderId}, data_ended_at = null,
        attempts = attempts + 1, next_attempt_at = null, updated_at = ${now}
      from due where deliveries.id = due.id
      returning deliveries.id, investor_id as "investorId", address_hash as "addressHash", language, message_id as "messageId",
        bounce_token as "bounceToken", attempts, (
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
  { senderId, ids }: { senderId: string; ids: readonly number[] },
  now: Date,
): Promise<Set<number>> {
  const { rows } = rowsOf<{ id: string | number }>(
    await database.execute(sql`
      update deliveries set data_ended_at = ${now}, updated_at = ${now}
      where id in ${[...ids]} and state = 'sending' and sender_id = ${senderId}
        and not exists (select from suppressions where suppressions.address_hash = deliveries.address_hash)
      returning id`),
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
    reply: outcome.reply.slice(0, 500),
    bytes: outcome.state === "sent" ? outcome.bytes : null,
    next: outcome.state === "deferred" ? outcome.nextAttemptAt.toISOString() : null,
  }));
  await database.execute(sql`
    update deliveries set state = one.state, last_reply = one.reply, message_bytes = coalesce(one.bytes, message_bytes),
      next_attempt_at = one.next::timestamptz, sent_at = case when one.state = 'sent' then ${now}::timestamptz end, updated_at = ${now}
    from json_to_recordset(${JSON.stringify(rows)}::json) as one(id bigint, state text, reply text, bytes integer, next text)
    where deliveries.id = one.id and deliveries.sender_id = ${senderId} and deliveries.state in ('sending', 'uncertain')`);
}

/** How many rows of an edition are in each state. */
export async function countStates(database: Database, editionId: string): Promise<Record<DeliveryState, number>> {
  const { rows } = rowsOf<{ state: DeliveryState; count: string | number }>(
    await database.execute(sql`select state, count(*) as count from deliveries where edition_id = ${editionId} group by state`),
  );
  const counts: Record<DeliveryState, number> = { queued: 0, sending: 0, sent: 0, deferred: 0, failed: 0, suppressed: 0, uncertain: 0 };
  for (const { state, count } of rows) counts[state] = Number(count);
  return counts;
}

/** Both drivers give `rows`; their common type does not know it. */
function rowsOf<Row>(result: unknown): { rows: Row[] } {
  // eslint-disable-next-line typescript/no-unsafe-type-assertion
  return result as { rows: Row[] };
}

function chunks<T>(items: readonly T[], size: number): (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
