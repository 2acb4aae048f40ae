import type { PGlite } from "@electric-sql/pglite";
import { readAnswer, type Answer } from "./backend-messages.ts";
import { query } from "./frontend-messages.ts";

/** The one session of an embedded database, spoken to in PostgreSQL's protocol. One unit at a time. */
export interface Session {
  /** Rejects if the database has broken: it answers nothing more then. */
  readonly run: (bytes: Buffer, isWhole: boolean) => Promise<Answer>;
}

export const wireSession = (client: PGlite): Session => ({
  run: async (bytes, isWhole) => {
    const pieces: Buffer[] = [];
    // Unlike execProtocolRaw this one neither parses nor gathers what goes by.
    await client.execProtocolRawStream(bytes, { syncToFs: false, onRawData: (piece) => void pieces.push(Buffer.from(piece)) });
    const answer = readAnswer(pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces));
    // PGlite swallows what it does not know, an overflow of the stack for one, and says nothing from there on.
    if (isWhole && answer.status === null) throw new Error("the embedded database broke off in the middle of an answer");
    return answer;
  },
});

const shownParameters = ["server_version", "server_encoding", "client_encoding", "DateStyle", "IntervalStyle", "TimeZone"] as const;

/** What a server tells each client at the start. */
export async function parametersOf(client: PGlite): Promise<ReadonlyMap<string, string>> {
  const parameters = new Map([
    ["integer_datetimes", "on"],
    ["standard_conforming_strings", "on"],
  ]);
  for (const name of shownParameters) {
    const { rows } = await client.query<string[]>(`show ${name}`, [], { rowMode: "array" });
    parameters.set(name, rows[0]?.[0] ?? "");
  }
  return parameters;
}

export const resetSettings: Buffer = query("reset all");
export const rollback: Buffer = query("rollback");
