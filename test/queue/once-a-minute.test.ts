import { expect, test } from "vitest";
import { onceAMinute } from "../../src/queue/once-a-minute.ts";

test("the same words pass once a minute, others at once", () => {
  let now = 0;
  const isNew = onceAMinute(() => now);
  const passed = Array.from({ length: 600 }, (_, i) => {
    now = i * 250;
    return isNew("ECONNREFUSED");
  });
  expect(passed.flatMap((yes, i) => (yes ? [i * 250] : []))).toEqual([0, 60_000, 120_000]);
  expect(isNew("57P01")).toBe(true);
});
