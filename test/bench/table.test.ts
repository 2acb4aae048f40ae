import { expect, test } from "vitest";
import type { Report } from "./row.ts";
import { table } from "./table.ts";

const machine = { cpu: "A processor", cores: 2, node: "v24", load: [0.25, 1.5] as const };
const report = (rows: Report["rows"]): Report => ({ machine, rows });

test("a row is the median with its spread, and what was measured once says so", () => {
  const rows = [
    { name: "cold: wall", unit: "ms", values: [512, 498, 530, 505, 900] },
    { name: "send", unit: "", values: [41.26] },
  ];
  expect(table(report(rows)).split("\n")).toEqual([
    "A processor, 2 cores, Node v24; load 0.3 to 1.5",
    "             median       smallest–largest",
    "cold: wall      512 ms    498–900",
    "send           41.3       1 run",
    "",
  ]);
});

test("beside another report each row that both have tells the ratio of the medians", () => {
  const now = report([
    { name: "cold: wall", unit: "ms", values: [250, 260, 240] },
    { name: "personal", unit: "ms", values: [5] },
  ]);
  const before = report([{ name: "cold: wall", unit: "ms", values: [500, 600, 400] }]);
  const lines = table(now, before).split("\n");
  expect(lines.find((line) => line.startsWith("cold"))).toMatch(/×0\.50$/);
  expect(lines.find((line) => line.startsWith("personal"))).toMatch(/1 run$/);
});
