import type { PGlite } from "@electric-sql/pglite";
import { fatalError } from "./backend-messages.ts";
import type { Connection } from "./connection.ts";
import { closeStatement, query, sync } from "./frontend-messages.ts";
import { raise, type Unit } from "./gather-units.ts";
import { resetSettings, rollback, wireSession, type Session } from "./session.ts";

export interface GateLimits {
  readonly maxConnections: number;
  /** A connection that has a transaction open, says nothing and lets others wait is cut off after this. */
  readonly idleMilliseconds: number;
  /** A database that breaks is opened anew so many times; then it is the machine that is not well. */
  readonly maxReopenings: number;
}

export const usualLimits: GateLimits = { maxConnections: 100, idleMilliseconds: 60_000, maxReopenings: 5 };

/** Whose turn it is. */
export class Turns {
  readonly connections = new Set<Connection>();
  client: PGlite;
  #session: Session;
  readonly #open: () => Promise<PGlite>;
  readonly #limits: GateLimits;
  #waiting = new Set<Connection>();
  /** Those that went away in the middle of something, and what prepared statements they had. */
  #gone: Connection[] = [];
  /** It has a transaction open, or has sent half a unit. */
  #owner: Connection | null = null;
  #hasSet = false;
  #idle: NodeJS.Timeout | undefined;
  #running: Promise<void> | null = null;
  #isStopped = false;
  #reopenings = 0;

  constructor(client: PGlite, open: () => Promise<PGlite>, limits: GateLimits) {
    this.client = client;
    this.#session = wireSession(client);
    this.#open = open;
    this.#limits = limits;
  }

  wake(connection: Connection): void {
    if (connection.units.length > 0) this.#waiting.add(connection);
    this.#start();
  }

  forget(connection: Connection): void {
    this.connections.delete(connection);
    this.#waiting.delete(connection);
    this.#gone.push(connection);
    this.#start();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#stopWatching();
    for (const connection of this.connections) connection.end(fatalError("57P01", "the process that has the database is ending"));
    this.#start();
    while (this.#running) await this.#running;
  }

  #start(): void {
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
      if (this.#hasWork()) this.#start();
    });
  }

  #hasWork(): boolean {
    return this.#gone.length > 0 || this.#next() !== undefined;
  }

  async #run(): Promise<void> {
    while (this.#hasWork()) {
      try {
        for (const connection of this.#gone.splice(0)) await this.#tidy(connection);
        const connection = this.#next();
        if (connection) await this.#serve(connection);
      } catch (cause) {
        await this.#recover(cause);
      }
      // So that what has come in meanwhile is read, and answers go out.
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.#watchOwner();
  }

  /** First come, first served; a transaction is not interrupted. */
  #next(): Connection | undefined {
    if (this.#owner) return this.#waiting.has(this.#owner) && this.#owner.isReady() ? this.#owner : undefined;
    for (const connection of this.#waiting) if (connection.isReady()) return connection;
    return undefined;
  }

  async #serve(connection: Connection): Promise<void> {
    this.#stopWatching();
    const unit = connection.units.shift();
    this.#waiting.delete(connection);
    if (!unit) return;
    if (unit.isLeave) return connection.end();
    const { bytes, status, hasSet } = await this.#session.run(this.#allowed(connection, unit), unit.isWhole);
    this.#owner = unit.isWhole && status === "I" ? null : connection;
    this.#hasSet ||= hasSet;
    if (this.#owner === null) await this.#reset();
    connection.write(bytes);
    // Behind those that wait already.
    if (connection.units.length > 0) this.#waiting.add(connection);
    connection.resume();
  }

  /** What another connection has parsed since must not be run in the name of this one. */
  #allowed(connection: Connection, { bytes, leansOnEarlier }: Unit): Buffer {
    if (!leansOnEarlier || this.#owner === connection) return bytes;
    return query(raise("an unnamed statement lasts up to Sync in the embedded database; parse it in the same breath, or name it"));
  }

  async #tidy(connection: Connection): Promise<void> {
    if (this.#owner === connection) await this.#rollBack();
    if (connection.names.size === 0) return;
    await this.#session.run(Buffer.concat([...[...connection.names].map(closeStatement), sync]), true);
  }

  async #rollBack(): Promise<void> {
    this.#owner = null;
    this.#stopWatching();
    // Half a unit, or one that failed and waits for its Sync, is ended first.
    const { status } = await this.#session.run(sync, true);
    if (status !== "I") await this.#session.run(rollback, true);
    await this.#reset();
  }

  /** A setting holds for one transaction at most: the next one is somebody else's. */
  async #reset(): Promise<void> {
    if (!this.#hasSet) return;
    this.#hasSet = false;
    await this.#session.run(resetSettings, true);
  }

  #watchOwner(): void {
    const owner = this.#owner;
    if (!owner || this.#idle || ![...this.#waiting].some((one) => one !== owner)) return;
    this.#idle = setTimeout(
      () => owner.end(fatalError("25P03", "the transaction was left alone while others waited; it is rolled back")),
      this.#limits.idleMilliseconds,
    );
  }

  #stopWatching(): void {
    clearTimeout(this.#idle);
    this.#idle = undefined;
  }

  /**
   * The database itself broke: all start anew, as after a crash of a server, and what is committed is there.
   *
   * @throws if it breaks too often: nobody catches that, so that the process ends and its service manager begins anew.
   */
  async #recover(cause: unknown): Promise<void> {
    this.#owner = null;
    this.#stopWatching();
    for (const connection of this.connections) connection.end(fatalError("57P02", "the embedded database broke and is opened anew"));
    this.#gone = [];
    if (this.#isStopped) return;
    if (++this.#reopenings > this.#limits.maxReopenings) throw cause;
    this.client = await this.#open();
    this.#session = wireSession(this.client);
  }
}
