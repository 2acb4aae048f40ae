import { createHash } from "node:crypto";
import { deflateSync } from "node:zlib";

interface PlainObject {
  readonly number: number;
  /** From its number to the end of `endobj`. */
  readonly bytes: Buffer;
}

/** Where an object is, as an entry of a cross-reference stream (ISO 32000-1 table 18). */
type Entry = readonly [type: 0 | 1 | 2, second: number, third: number];

/**
 * The same file with its small objects packed and compressed (ISO 32000-1 7.5.7, 7.5.8). pdfkit writes each by itself; a
 * tagged brief is mostly structure elements and links, and shrinks to a third. The file identifier becomes a hash of all
 * that is in the file: pdfkit's is one of Info alone, which editions of the same day and title would share.
 */
export function packObjects(plain: Buffer): Buffer {
  const { objects, header, root, info } = readPlainFile(plain);
  const [streams, others] = [objects.filter(isStream), objects.filter((object) => !isStream(object))];
  const packs = inGroups(others, objectsOfPack).map((group, i) => ({
    group,
    number: objects.length + 1 + i,
    bytes: writePack(group, objects.length + 1 + i),
  }));
  const parts = [header, ...streams.map(({ bytes }) => bytes), ...packs.map(({ bytes }) => bytes)];
  const starts = startsOf(parts).slice(1);
  const entries = new Map<number, Entry>([[0, [0, 0, 0xffff]]]);
  [...streams, ...packs].forEach(({ number }, i) => entries.set(number, [1, starts[i]!, 0]));
  for (const { group, number } of packs) group.forEach((object, i) => entries.set(object.number, [2, number, i]));
  const number = entries.size;
  const start = starts.at(-1)!;
  entries.set(number, [1, start, 0]);
  const id = createHash("sha256").update(plain).digest("hex").slice(0, 32);
  const reference = writeCrossReference({ number, entries, trailer: `/Root ${root} 0 R /Info ${info} 0 R /ID [<${id}> <${id}>]` });
  return Buffer.concat([...parts, reference, Buffer.from(`startxref\n${start}\n%%EOF\n`)]);
}

// Readers unpack a whole pack for one object of it: small enough for that, large enough to compress well.
const objectsOfPack = 200;

/** Reads a file that has a classic cross-reference table without gaps, as pdfkit's have. */
function readPlainFile(plain: Buffer): { objects: PlainObject[]; header: Buffer; root: number; info: number } {
  const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(plain.toString("latin1", plain.length - 40))![1]);
  const [, count] = /^xref\n0 (\d+)\n/.exec(plain.toString("latin1", table, table + 20))!;
  const first = table + `xref\n0 ${count}\n`.length;
  const offsets = Array.from({ length: Number(count) - 1 }, (_, i) =>
    Number(plain.toString("latin1", first + 20 * (i + 1), first + 20 * (i + 1) + 10)),
  );
  const places = offsets.map((offset, i) => ({ number: i + 1, offset })).toSorted((a, b) => a.offset - b.offset);
  const objects = places.map(({ number, offset }, i) => ({ number, bytes: plain.subarray(offset, places[i + 1]?.offset ?? table) }));
  const trailer = plain.toString("latin1", first + 20 * Number(count));
  const numberOf = (key: string) => Number(new RegExp(`/${key} (\\d+) 0 R`).exec(trailer)![1]);
  return { objects, header: plain.subarray(0, places[0]!.offset), root: numberOf("Root"), info: numberOf("Info") };
}

const streamEnd = Buffer.from("\nendstream\nendobj\n");
const objectEnd = Buffer.from("\nendobj\n");

const isStream = ({ bytes }: PlainObject): boolean => bytes.subarray(-streamEnd.length).equals(streamEnd);

/** An object stream: the numbers and offsets of its objects, then the objects. */
function writePack(group: readonly PlainObject[], number: number): Buffer {
  const bodies = group.map(({ number, bytes }) => bytes.subarray(`${number} 0 obj\n`.length, 1 - objectEnd.length));
  const index = startsOf(bodies)
    .slice(0, -1)
    .map((start, i) => `${group[i]!.number} ${start}`)
    .join(" ");
  const data = Buffer.concat([Buffer.from(`${index}\n`), ...bodies]);
  return writeStream(number, `/Type /ObjStm /N ${group.length} /First ${index.length + 1}`, data);
}

/** A cross-reference stream, which is the trailer too; its last object is itself. */
function writeCrossReference({
  number,
  entries,
  trailer,
}: {
  number: number;
  entries: ReadonlyMap<number, Entry>;
  trailer: string;
}): Buffer {
  const rows = Array.from({ length: entries.size }, (_, i) => writeEntry(entries.get(i)!));
  // Each row as its difference to the one above: neighbours are alike (ISO 32000-1 7.4.4.4).
  const differences = rows.map((row, i) => Buffer.from([2, ...row.map((byte, j) => (byte - (rows[i - 1]?.[j] ?? 0)) & 0xff)]));
  const layout = `/W [1 4 2] /DecodeParms <</Predictor 12 /Columns 7>>`;
  return writeStream(number, `/Type /XRef /Size ${entries.size} ${layout} ${trailer}`, Buffer.concat(differences));
}

function writeEntry([type, second, third]: Entry): Buffer {
  const row = Buffer.alloc(7);
  row[0] = type;
  row.writeUInt32BE(second, 1);
  row.writeUInt16BE(third, 5);
  return row;
}

function writeStream(number: number, entries: string, data: Buffer): Buffer {
  const packed = deflateSync(data);
  return Buffer.concat([
    Buffer.from(`${number} 0 obj\n<<${entries} /Filter /FlateDecode /Length ${packed.length}>>\nstream\n`),
    packed,
    streamEnd,
  ]);
}

/** Where each part begins when they follow each other, and where the last one ends. */
function startsOf(parts: readonly Buffer[]): number[] {
  const starts = [0];
  for (const part of parts) starts.push(starts.at(-1)! + part.length);
  return starts;
}

const inGroups = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
