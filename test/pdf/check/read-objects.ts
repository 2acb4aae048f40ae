import { asDict, Name, Ref, Stream, type Dict, type Raw } from "./raw.ts";
import { Tokenizer } from "./tokenizer.ts";

interface Objects {
  readonly objects: ReadonlyMap<number, Raw>;
  readonly trailer: Dict;
}

/** All objects of a file, by number: with a classic cross-reference table, or with a cross-reference stream and packed objects. */
export function readObjects(bytes: Buffer): Objects {
  const end = /startxref\n(\d+)\n%%EOF\n$/.exec(bytes.subarray(-40).toString("latin1"));
  if (!end) throw new Error("the file does not end with startxref and %%EOF");
  const start = Number(end[1]);
  return bytes.subarray(start, start + 5).toString("latin1") === "xref\n" ? readWithTable(bytes, start) : readWithStream(bytes, start);
}

function readWithTable(bytes: Buffer, at: number): Objects {
  const head = /^xref\n0 (\d+)\n/.exec(bytes.subarray(at, at + 40).toString("latin1"));
  if (!head) throw new Error(`there is no cross-reference table at ${at}`);
  const first = at + head[0].length;
  const offsets = new Map<number, number>();
  for (let i = 0; i < Number(head[1]); i++) {
    const entry = bytes.subarray(first + 20 * i, first + 20 * i + 20).toString("latin1");
    if (!/^\d{10} (00000 n|65535 f) \n$/.test(entry)) throw new Error(`cross-reference entry ${i} is malformed: ${JSON.stringify(entry)}`);
    if (i > 0) offsets.set(i, Number(entry.slice(0, 10)));
  }
  const trailerAt = first + 20 * Number(head[1]);
  if (bytes.subarray(trailerAt, trailerAt + 8).toString("latin1") !== "trailer\n")
    throw new Error("the table is not followed by the trailer");
  const objects = new Map([...offsets].map(([number, offset]) => [number, readObject(bytes, number, offset)]));
  return { objects, trailer: asDict(new Tokenizer(bytes, trailerAt + 8).readValue(), "trailer") };
}

/** The rows that hold of a file and of what was appended to it (ISO 32000-1 7.5.6). */
function readSections(bytes: Buffer, at: number): { rows: Map<number, number[]>; trailer: Dict } {
  const reference = readObject(bytes, Number(/^\d+/.exec(bytes.subarray(at, at + 10).toString("latin1"))?.[0]), at);
  if (!(reference instanceof Stream) || !isOfType(reference, "XRef")) throw new Error(`there is no cross-reference stream at ${at}`);
  const own = readRows(reference);
  const before = reference.dict.get("Prev");
  if (before === undefined) return { rows: own, trailer: reference.dict };
  const old = readSections(bytes, Number(before));
  const size = Number(old.trailer.get("Size"));
  const added = [...own.keys()].filter((object) => object >= size);
  if (added.length !== Number(reference.dict.get("Size")) - size) throw new Error("what was appended leaves numbers out");
  for (const key of ["Root", "Info"])
    if (numberOf(old.trailer.get(key)) !== numberOf(reference.dict.get(key))) throw new Error(`what was appended has another ${key}`);
  return { rows: new Map([...old.rows, ...own]), trailer: reference.dict };
}

const numberOf = (value: Raw | undefined): number => (value instanceof Ref ? value.number : Number.NaN);

function readWithStream(bytes: Buffer, at: number): Objects {
  const { rows, trailer } = readSections(bytes, at);
  const objects = new Map<number, Raw>();
  for (const [number, [type, second]] of rows) if (type === 1) objects.set(number, readObject(bytes, number, second!));
  const packs = new Map(
    [...objects].flatMap(([number, object]) =>
      object instanceof Stream && isOfType(object, "ObjStm") ? [[number, readPack(object)] as const] : [],
    ),
  );
  for (const [number, [type, second, third]] of rows) {
    if (type !== 2) continue;
    const packed = packs.get(second!)?.[third!];
    if (packed?.number !== number) throw new Error(`object ${number} is not number ${third} of the object stream ${second}`);
    objects.set(number, packed.value);
  }
  const packed = new Set([...packs.values()].flatMap((pack) => pack.map(({ number }) => number)));
  if (packed.size !== [...rows.values()].filter(([type]) => type === 2).length)
    throw new Error("object streams hold objects that nothing refers to");
  return { objects, trailer };
}

const isOfType = ({ dict }: Stream, type: string): boolean => {
  const found = dict.get("Type");
  return found instanceof Name && found.value === type;
};

/** The rows of a cross-reference stream by object, their differences undone (ISO 32000-1 7.4.4.4, PNG's Up). */
function readRows({ dict, data }: Stream): Map<number, number[]> {
  const widths = dict.get("W");
  if (!Array.isArray(widths) || widths.map(Number).join() !== "1,4,2")
    throw new Error("the cross-reference stream is laid out in a way not read here");
  const rows: Buffer[] = [];
  for (let at = 0; at < data.length; at += 8) {
    if (data[at] !== 2) throw new Error("a row of the cross-reference stream has another filter than Up");
    const above = rows.at(-1);
    rows.push(Buffer.from(data.subarray(at + 1, at + 8).map((byte, i) => byte + (above?.[i] ?? 0))));
  }
  const size = Number(dict.get("Size"));
  const index = dict.get("Index");
  const numbers = Array.isArray(index) ? numbersOf(index.map(Number)) : Array.from({ length: size }, (_, i) => i);
  if (rows.length !== numbers.length || numbers.at(-1) !== size - 1)
    throw new Error("the cross-reference stream has more or fewer rows than Size says");
  return new Map(rows.map((row, i) => [numbers[i]!, [row[0]!, row.readUInt32BE(1), row.readUInt16BE(5)]]));
}

/** First and count of each run → all numbers. */
const numbersOf = (index: readonly number[]): number[] =>
  index.flatMap((first, i) => (i % 2 === 0 ? Array.from({ length: index[i + 1]! }, (_, j) => first + j) : []));

function readPack({ dict, data }: Stream): { number: number; value: Raw }[] {
  const index = new Tokenizer(data);
  const first = Number(dict.get("First"));
  return Array.from({ length: Number(dict.get("N")) }, () => {
    const [number, offset] = [Number(index.readValue()), Number(index.readValue())];
    return { number, value: new Tokenizer(data, first + offset).readValue() };
  });
}

/** An object, spaced as ISO 19005-3 6.1.7.1 and 6.1.9 want it. */
function readObject(bytes: Buffer, number: number, offset: number): Raw {
  const begin = `\n${number} 0 obj\n`;
  if (bytes.toString("latin1", offset - 1, offset - 1 + begin.length) !== begin)
    throw new Error(`object ${number} is not at ${offset}, on a line of its own`);
  const tokens = new Tokenizer(bytes, offset - 1 + begin.length);
  const value = tokens.readValue();
  const next = tokens.readKeyword();
  const keywordAt = tokens.position - next.length;
  if (bytes[keywordAt - 1] !== lineFeed || bytes[tokens.position] !== lineFeed)
    throw new Error(`"${next}" of object ${number} is not on a line of its own`);
  if (next === "endobj") return value;
  const length = value instanceof Map ? value.get("Length") : undefined;
  if (next !== "stream" || !(value instanceof Map) || typeof length !== "number") throw new Error(`object ${number} is malformed`);
  const dataAt = tokens.position + 1;
  const end = bytes.subarray(dataAt + length, dataAt + length + 18).toString("latin1");
  if (end !== "\nendstream\nendobj\n") throw new Error(`the stream of object ${number} is not ${length} bytes long`);
  return new Stream(value, bytes.subarray(dataAt, dataAt + length));
}

const lineFeed = 10;
