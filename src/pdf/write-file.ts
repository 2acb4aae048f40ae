import { createHash } from "node:crypto";
import { deflate } from "./deflate.ts";
import type { FileObject, FileStream } from "./pdf-objects.ts";

interface FileContent {
  readonly objects: readonly FileObject[];
  readonly streams: readonly FileStream[];
  /** References, as in the trailer. */
  readonly root: string;
  readonly info: string;
}

// Readers unpack a whole pack for one object of it: small enough for that, large enough to compress well.
const objectsOfPack = 400;

// ISO 19005-3 6.1.2: a comment of four bytes beyond ASCII says that the file is binary.
const header = "%PDF-1.7\n%\xff\xff\xff\xff\n";

/**
 * The bytes of a file: streams, then all other objects in packs, then a cross-reference stream, which is the trailer too
 * (ISO 32000-1 7.5.7, 7.5.8). A tagged brief is mostly structure elements and links, which pack to a sixth. The file
 * identifier is a hash of all that comes before it.
 */
export async function writeFile({ objects, streams, root, info }: FileContent): Promise<Buffer> {
  const firstPack = objects.length + streams.length + 1;
  const packs = await Promise.all(inGroups(objects, objectsOfPack).map((group, i) => writePack(group, firstPack + i)));
  const parts: Uint8Array[] = [Buffer.from(header, "latin1")];
  let length = header.length;
  const add = (stream: FileStream): number => {
    const start = length;
    parts.push(...streamParts(stream));
    for (const part of parts.slice(-3)) length += part.length;
    return start;
  };
  const entries: Entry[] = [[0, 0, 0xffff]];
  for (const stream of [...streams, ...packs]) entries[stream.number] = [1, add(stream), 0];
  for (const { number, group } of packs) group.forEach((object, i) => (entries[object.number] = [2, number, i]));
  const number = entries.length;
  entries[number] = [1, length, 0];
  const id = hashOf(parts);
  const start = add(await crossReference(number, entries, `/Root ${root}/Info ${info}/ID[<${id}><${id}>]`));
  return Buffer.concat([...parts, Buffer.from(`startxref\n${start}\n%%EOF\n`)]);
}

/** Where an object is, as an entry of a cross-reference stream (ISO 32000-1 table 18). */
type Entry = readonly [type: 0 | 1 | 2, second: number, third: number];

const streamEnd = Buffer.from("\nendstream\nendobj\n");

const streamParts = ({ number, entries, data }: FileStream): [Uint8Array, Uint8Array, Uint8Array] => [
  Buffer.from(`${number} 0 obj\n<<${entries}/Length ${data.length}>>\nstream\n`, "latin1"),
  data,
  streamEnd,
];

type Pack = FileStream & { readonly group: readonly FileObject[] };

/** An object stream: the numbers and offsets of its objects, then the objects. */
async function writePack(group: readonly FileObject[], number: number): Promise<Pack> {
  let [index, bodies] = ["", ""];
  for (const { number, source } of group) {
    index += `${number} ${bodies.length} `;
    bodies += `${source}\n`;
  }
  const entries = `/Type/ObjStm/N ${group.length}/First ${index.length}/Filter/FlateDecode`;
  return { group, number, entries, data: await deflate(Buffer.from(index + bodies, "latin1")) };
}

/** A cross-reference stream; its last object is itself. */
async function crossReference(number: number, entries: readonly Entry[], trailer: string): Promise<FileStream> {
  const rows = Buffer.alloc(columns * entries.length);
  entries.forEach(([type, second, third], i) => {
    rows[columns * i] = type;
    rows.writeUInt32BE(second, columns * i + 1);
    rows.writeUInt16BE(third, columns * i + 5);
  });
  const layout = `/W[1 4 2]/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns ${columns}>>`;
  return { number, entries: `/Type/XRef/Size ${entries.length}${layout}${trailer}`, data: await deflate(asDifferences(rows)) };
}

const columns = 7;

/** Each row as its difference to the one above: neighbours are alike (ISO 32000-1 7.4.4.4, PNG's filter Up). */
function asDifferences(rows: Buffer): Buffer {
  const filterUp = 2;
  const differences = Buffer.alloc((rows.length / columns) * (columns + 1));
  for (let i = 0; i < rows.length; i++) {
    const [row, column] = [Math.floor(i / columns), i % columns];
    if (column === 0) differences[row * (columns + 1)] = filterUp;
    differences[row * (columns + 1) + 1 + column] = rows[i]! - (rows[i - columns] ?? 0);
  }
  return differences;
}

function hashOf(parts: readonly Uint8Array[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex").slice(0, 32);
}

const inGroups = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
