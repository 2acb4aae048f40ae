import { sql } from "drizzle-orm";
import { Hono } from "hono";
import type { Log } from "../log.ts";
import type { Database } from "../state/open-state.ts";
import type { Metrics } from "./make-metrics.ts";
import type { OperationSnapshot } from "./snapshot.ts";

export interface OperationAppParts {
  readonly database: Database;
  /** What this process does, once it does it; null: it is starting or ending. */
  readonly roles: () => readonly string[] | null;
  readonly describe: () => Promise<OperationSnapshot>;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** For whoever asks how a process is: a service manager, a load balancer, Prometheus. It has its own listener, on loopback. */
export function makeOperationApp({ database, roles, describe, metrics, log }: OperationAppParts): Hono {
  const app = new Hono();
  // It answers: whatever else is the matter, a restart would not mend it.
  app.get("/healthz", (c) => c.text("ok\n"));
  app.get("/readyz", async (c) => {
    const [own, answers] = [roles(), await doesAnswer(database)];
    const ready = own !== null && answers;
    return c.json({ ready, roles: own, database: answers ? "answers" : "does not answer" }, ready ? 200 : 503);
  });
  app.get("/metrics", async (c) => {
    const snapshot = await describe().catch((cause: unknown) => {
      log.warn({ cause }, "the metrics lack what the database knows");
      return null;
    });
    const { text, contentType } = await metrics.render(snapshot);
    return c.body(text, 200, { "Content-Type": contentType });
  });
  app.use(async (c, next) => {
    await next();
    c.header("Cache-Control", "no-store");
  });
  return app;
}

/** A database that is away for long is asked with patience by others. */
const patienceMs = 3000;

async function doesAnswer(database: Database): Promise<boolean> {
  const timer = new AbortController();
  const asked = database.execute(sql`select 1`).then(
    () => true,
    () => false,
  );
  const late = new Promise<false>((resolve) => {
    const timeout = setTimeout(() => resolve(false), patienceMs);
    timer.signal.addEventListener("abort", () => clearTimeout(timeout));
  });
  return Promise.race([asked, late]).finally(() => timer.abort());
}
