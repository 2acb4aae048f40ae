import { expect, test } from "vitest";
import { OutsideError } from "../../src/errors.ts";
import { explainDatabaseTrouble } from "../../src/state/database-trouble.ts";

const withCode = (message: string, code: string): Error => Object.assign(new Error(message), { code });

test.for([
  ["the server is shut down", withCode("terminating connection due to administrator command", "57P01")],
  ["the connection breaks", withCode("read ECONNRESET", "ECONNRESET")],
  ["the server hangs up", new Error("Connection terminated unexpectedly")],
  ["its disk is full", withCode("could not extend file", "53100")],
  ["nobody listens any more", withCode("connect ECONNREFUSED", "ECONNREFUSED")],
] as const)("%s: that is trouble outside, told without the query and what was in it", ([, cause]) => {
  const told = explainDatabaseTrouble(new Error("Failed query: update … params: lan@example.com", { cause }));
  expect(told).toBeInstanceOf(OutsideError);
  expect((told as OutsideError).message).toMatch(/^the database failed \(/);
  expect((told as OutsideError).message).not.toContain("lan@");
});

test("a slip of ours stays one", () => {
  const slip = withCode('column "nothing" does not exist', "42703");
  expect(explainDatabaseTrouble(slip)).toBe(slip);
  expect(explainDatabaseTrouble("words")).toBe("words");
});

test("trouble that is explained already stays what it is: not every full disk is the database's", () => {
  const told = new OutsideError("can't write out/a.pdf (ENOSPC)", { cause: withCode("no space left", "ENOSPC") });
  expect(explainDatabaseTrouble(told)).toBe(told);
});
