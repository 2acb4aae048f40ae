/** One line of Prometheus' text format. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const line = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/;
const label = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:\\.|[^"\\])*)"(?:,|$)/gy;

/** Reads the text format 0.0.4 as Prometheus does; throws where it would. */
export function parseMetrics(text: string): { readonly samples: Sample[]; readonly types: ReadonlyMap<string, string> } {
  if (!text.endsWith("\n")) throw new Error("the last line has no end");
  const types = new Map<string, string>();
  const samples: Sample[] = [];
  const seen = new Set<string>();
  for (const one of text.split("\n").filter((one) => one !== "")) {
    const [, declared, kind] = /^# TYPE (\S+) (counter|gauge|histogram|summary|untyped)$/.exec(one) ?? [];
    if (declared !== undefined && kind !== undefined) {
      if (types.has(declared)) throw new Error(`a second TYPE of ${declared}`);
      types.set(declared, kind);
    }
    if (one.startsWith("#")) continue;
    const [, name, inside = "", number] = line.exec(one) ?? [];
    if (name === undefined || number === undefined) throw new Error(`no sample: ${one}`);
    const labels = [...inside.matchAll(label)];
    if (labels.map(([all]) => all).join("") !== inside) throw new Error(`labels can't be read: ${one}`);
    const value = number === "+Inf" ? Infinity : Number(number);
    if (Number.isNaN(value) && number !== "Nan" && number !== "NaN") throw new Error(`no number: ${one}`);
    if (seen.has(`${name}{${inside}}`)) throw new Error(`twice: ${one}`);
    seen.add(`${name}{${inside}}`);
    if (!types.has(name) && !types.has(name.replace(/_(?:bucket|sum|count)$/, ""))) throw new Error(`no TYPE of ${name}`);
    samples.push({ name, labels: Object.fromEntries(labels.map(([, key, text]) => [key!, text!])), value });
  }
  return { samples, types };
}
