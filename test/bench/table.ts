import { median, type Report, type Row } from "./row.ts";

/** Medians with their spread, smallest to largest; beside another report what they are of its medians. */
export function table({ machine, rows }: Report, other?: Report): string {
  const before = new Map(other?.rows.map(({ name, values }) => [name, median(values)]));
  const width = Math.max(...rows.map(({ name }) => name.length), 0);
  const line = ({ name, unit, values }: Row): string => {
    const [middle, known] = [median(values), before.get(name)];
    const ratio = known === undefined ? "" : `×${(middle / known).toFixed(2)}`;
    return [name.padEnd(width), digits(middle).padStart(8), unit.padEnd(5), spread(values).padEnd(18), ratio].join(" ").trimEnd();
  };
  const { cpu, cores, node, load } = machine;
  const head = `${cpu}, ${cores} cores, Node ${node}; load ${load.map((one) => one.toFixed(1)).join(" to ")}`;
  const columns =
    `${"".padEnd(width)} ${"median".padStart(8)}       ${"smallest–largest".padEnd(18)} ${other ? "of the other" : ""}`.trimEnd();
  return `${[head, columns, ...rows.map(line)].join("\n")}\n`;
}

function spread(values: readonly number[]): string {
  if (values.length === 1) return "1 run";
  return `${digits(Math.min(...values))}–${digits(Math.max(...values))}`;
}

/** Three that mean something. */
const digits = (value: number): string => value.toFixed(Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0);
