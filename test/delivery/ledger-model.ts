import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { sql } from "drizzle-orm";
import {
  claim,
  endData,
  recordOutcomes,
  recoverAbandoned,
  registerSender,
  suppressQueued,
  type Outcome,
} from "../../src/delivery/ledger.ts";
import { suppressAddress } from "../../src/investors/suppressions.ts";
import type { Database } from "../../src/state/open-state.ts";
import { deliveries, type DeliveryState } from "../../src/state/tables.ts";
import { editionId, fillLedger, hashOf, startOfTests } from "./fill-ledger.ts";

export const people = 4;

/** What may happen. `who` and `which` choose among what there is at that moment. */
export type Happening = TheWorlds | Senders;

type TheWorlds = { readonly kind: "start" } | { readonly kind: "time" } | { readonly kind: "suppress"; readonly which: number };

type Senders =
  /** It dies, and another one starts. */
  | { readonly kind: "die"; readonly who: number }
  | { readonly kind: "claim"; readonly who: number }
  /** The sender asks whether it may end a message, and if so hands the rest over; `arrives`: its server gets that. */
  | { readonly kind: "end"; readonly who: number; readonly which: number; readonly arrives: boolean }
  | { readonly kind: "answer"; readonly who: number; readonly which: number; readonly says: "yes" | "later" | "never" | "nothing" }
  | { readonly kind: "give-back"; readonly who: number; readonly which: number }
  /** `who` takes all others for dead, whether they are or not: the harshest lease there can be. */
  | { readonly kind: "recover"; readonly who: number };

const kind = <Kind extends Happening["kind"]>(name: Kind) => fc.constant(name);
const who = fc.nat({ max: 2 });
const which = fc.nat({ max: people - 1 });

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ kind: kind("start") }) },
  { weight: 1, arbitrary: fc.record({ kind: kind("time") }) },
  { weight: 1, arbitrary: fc.record({ kind: kind("suppress"), which }) },
  { weight: 1, arbitrary: fc.record({ kind: kind("die"), who }) },
  { weight: 1, arbitrary: fc.record({ kind: kind("give-back"), who, which }) },
  { weight: 5, arbitrary: fc.record({ kind: kind("claim"), who }) },
  { weight: 5, arbitrary: fc.record({ kind: kind("end"), who, which, arrives: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ kind: kind("answer"), who, which, says: fc.constantFrom("yes", "later", "never", "nothing") }) },
  { weight: 4, arbitrary: fc.record({ kind: kind("recover"), who }) },
);
export const happenings: fc.Arbitrary<Happening[]> = fc.array(happening, { minLength: 20, maxLength: 50, size: "max" });

interface Attempt {
  readonly id: number;
  readonly person: number;
  ended: boolean;
}

interface Sender {
  readonly id: string;
  readonly attempts: Attempt[];
}

/** A row as the promises speak of it. */
export interface ModelRow {
  readonly person: number;
  readonly state: DeliveryState;
  readonly hasEnded: boolean;
  /** How many of the whole messages that servers got they did not refuse. */
  readonly taken: number;
}

/** Senders, servers and people around a real ledger. */
export class LedgerModel {
  readonly taken = Array.from({ length: people }, () => 0);
  readonly suppressed = new Set<number>();
  /** Promises about single steps that did not hold. */
  readonly broken: string[] = [];
  readonly #database: Database;
  #senders: Sender[] = [];
  #now = startOfTests.getTime();

  constructor(database: Database) {
    this.#database = database;
  }

  async begin(): Promise<void> {
    await this.#database.execute(sql`truncate investors, suppressions, deliveries, editions, edition_files, senders, pauses cascade`);
    await fillLedger(this.#database, people);
    await this.#start();
    await this.#start();
  }

  async happen(one: Happening): Promise<void> {
    this.#now += 1000;
    if (one.kind === "time") this.#now += 10 * 60_000;
    else if (one.kind === "suppress") await this.#suppress(one.which);
    else if (one.kind === "start") await this.#start();
    else await this.#ofSender(one);
  }

  /** Everybody dies, and one comes back and does its work well. */
  async finish(): Promise<void> {
    this.#senders = [];
    const last = await this.#start();
    await this.#recover(last);
    for (let round = 0; round < people + 1; round++) {
      this.#now += 5 * 3_600_000;
      await suppressQueued(this.#database, editionId, this.#time);
      await this.#claim(last);
      // Each is settled, and gone from the list, once it is through.
      for (let attempt = last.attempts[0]; attempt; attempt = last.attempts[0]) {
        await this.#end(last, attempt, true);
        if (attempt.ended) await this.#answer(last, attempt, "yes");
      }
    }
  }

  async rows(): Promise<ModelRow[]> {
    const rows = await this.#database.select().from(deliveries);
    return rows.map(({ addressHash, state, dataEndedAt }) => {
      const person = this.taken.findIndex((_, i) => hashOf(i) === addressHash);
      return { person, state, hasEnded: dataEndedAt !== null, taken: this.taken[person]! };
    });
  }

  get #time(): Date {
    return new Date(this.#now);
  }

  async #start(): Promise<Sender> {
    const sender: Sender = { id: randomUUID(), attempts: [] };
    await registerSender(this.#database, { id: sender.id, host: "here", pid: 1 }, this.#time);
    this.#senders.push(sender);
    return sender;
  }

  async #ofSender(one: Senders): Promise<void> {
    const sender = this.#senders[one.who % this.#senders.length]!;
    if (one.kind === "die") {
      this.#senders = this.#senders.filter((other) => other !== sender);
      await this.#start();
    } else if (one.kind === "claim") await this.#claim(sender);
    else if (one.kind === "recover") await this.#recover(sender);
    else {
      const attempt = sender.attempts[one.which % Math.max(sender.attempts.length, 1)];
      if (!attempt) return;
      if (one.kind === "end") await this.#end(sender, attempt, one.arrives);
      else if (one.kind === "answer") await this.#answer(sender, attempt, one.says);
      else if (!attempt.ended) await this.#settle(sender, attempt, { state: "queued", reply: "" });
    }
  }

  async #claim(sender: Sender): Promise<void> {
    const held = sender.attempts.map(({ id }) => id);
    const claims = await claim(this.#database, { editionId, senderId: sender.id, limit: 2, held }, this.#time);
    for (const { id, addressHash } of claims) {
      const person = this.taken.findIndex((_, i) => hashOf(i) === addressHash);
      if (this.suppressed.has(person)) this.broken.push(`person ${person} is suppressed and was claimed`);
      sender.attempts.push({ id, person, ended: false });
    }
  }

  async #end(sender: Sender, attempt: Attempt, arrives: boolean): Promise<void> {
    if (attempt.ended) return;
    const may = await endData(this.#database, { senderId: sender.id, ends: [{ id: attempt.id, asLink: false }] }, this.#time);
    if (!may.has(attempt.id)) return this.#settle(sender, attempt, { state: "suppressed", reply: "suppressed while it was being sent" });
    if (this.suppressed.has(attempt.person)) this.broken.push(`person ${attempt.person} is suppressed and was sent to`);
    attempt.ended = true;
    if (arrives) this.taken[attempt.person]! += 1;
    if (this.taken[attempt.person]! > 1) this.broken.push(`person ${attempt.person} has two`);
  }

  async #answer(sender: Sender, attempt: Attempt, says: "yes" | "later" | "never" | "nothing"): Promise<void> {
    const { person, ended } = attempt;
    const nextAttemptAt = new Date(this.#now + 60_000);
    // Only a server that has the message can take it or refuse it as a whole.
    if (ended && this.taken[person] === 0) return this.#settle(sender, attempt, { state: "uncertain", reply: "lost" });
    if (!ended && says === "yes") return;
    const outcomes: Record<typeof says, Outcome> = {
      yes: { state: "sent", reply: "250", bytes: 1 },
      later: { state: "deferred", reply: "451", nextAttemptAt },
      never: { state: "failed", reply: "550" },
      nothing: ended ? { state: "uncertain", reply: "lost" } : { state: "deferred", reply: "lost", nextAttemptAt },
    };
    if (ended && (says === "later" || says === "never")) this.taken[person]! -= 1;
    await this.#settle(sender, attempt, outcomes[says]);
  }

  async #settle(sender: Sender, attempt: Attempt, outcome: Outcome): Promise<void> {
    sender.attempts.splice(sender.attempts.indexOf(attempt), 1);
    await recordOutcomes(this.#database, { senderId: sender.id, outcomes: new Map([[attempt.id, outcome]]) }, this.#time);
  }

  async #recover(sender: Sender): Promise<void> {
    await recoverAbandoned(this.#database, { senderId: sender.id, dead: { senders: "all", before: this.#time } }, this.#time);
  }

  async #suppress(person: number): Promise<void> {
    this.suppressed.add(person);
    await suppressAddress(this.#database, { addressHash: hashOf(person), reason: "unsubscribed", since: this.#time });
  }
}
