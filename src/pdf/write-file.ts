import { createHash, type Hash } from "node:crypto";
import { type Entry, crossReference } from "./cross-reference.ts";
import { deflate, deflateNow } from "./deflate.ts";
import type { FileObject, FileStream } from "./pdf-objects.ts";

interface FileContent {
  readonly objects: readonly FileObject[];
  readonly streams: readonly Promise<FileStream>[];
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
  const groups = inGroups(objects, objectsOfPack);
  // The packs are compressed beside the streams, not after them.
  const packs = groups.map((group, i) => deflated(pack(group, firstPack + i)));
  const body = place(await Promise.all([...streams, ...packs]), [Buffer.from(header, "latin1")]);
  body.entries.set(0, [0, 0, 0xffff]);
  groups.forEach((group, i) => notePacked(body, group, firstPack + i));
  const number = firstPack + packs.length;
  body.entries.set(number, [1, body.length, 0]);
  const id = identifier(body.parts.reduce((hash, part) => hash.update(part), createHash("sha256")));
  const reference = crossReference(body.entries, `/Root ${root}/Info ${info}/ID[<${id}><${id}>]`, number);
  return Buffer.concat([...body.parts, ...streamParts(deflatedNow(reference)), end(body.length)]);
}

export interface FileUpdate {
  /** Of the file that is added to. */
  readonly base: {
    readonly bytes: Uint8Array;
    /** Where its cross-reference stream begins. */
    readonly start: number;
    /** Over all its bytes. */
    readonly hash: Hash;
    /** Entries of its trailer that stay: Root and Info; and the first part of its identifier. */
    readonly trailer: string;
    readonly id: string;
  };
  /** Those under a number of the base take the place of its own. */
  readonly objects: readonly FileObject[];
  readonly streams: readonly FileStream[];
  /** The next number that is free. */
  readonly next: number;
}

/**
 * What makes another file of one that stays as it is, byte for byte, when it is appended: an incremental update (ISO 32000-1
 * 7.5.6). The file identifier says whose it is by its first half, and which one by its second (14.4).
 */
export function writeUpdate({ base, objects, streams, next }: FileUpdate): Buffer {
  const body = place([...streams, deflatedNow(pack(objects, next))], [], base.bytes.length);
  notePacked(body, objects, next);
  body.entries.set(next + 1, [1, body.length, 0]);
  const id = identifier(body.parts.reduce((hash, part) => hash.update(part), base.hash.copy()));
  const trailer = `/Prev ${base.start}${base.trailer}/ID[<${base.id}><${id}>]`;
  return Buffer.concat([...body.parts, ...streamParts(deflatedNow(crossReference(body.entries, trailer, next + 1))), end(body.length)]);
}

interface Body {
  readonly parts: Uint8Array[];
  readonly entries: Map<number, Entry>;
  /** Of the whole file so far. */
  readonly length: number;
}

/** Streams one behind the other, after `parts` and what lies `before` them. */
function place(streams: readonly FileStream[], parts: Uint8Array[], before = 0): Body {
  const entries = new Map<number, Entry>();
  let length = parts.reduce((sum, part) => sum + part.length, before);
  for (const stream of streams) {
    entries.set(stream.number, [1, length, 0]);
    for (const part of streamParts(stream)) {
      parts.push(part);
      length += part.length;
    }
  }
  return { parts, entries, length };
}

const notePacked = ({ entries }: Body, group: readonly FileObject[], pack: number): void =>
  group.forEach(({ number }, i) => entries.set(number, [2, pack, i]));

const streamEnd = Buffer.from("\nendstream\nendobj\n");

const streamParts = ({ number, entries, data }: FileStream): [Uint8Array, Uint8Array, Uint8Array] => [
  Buffer.from(`${number} 0 obj\n<<${entries}/Length ${data.length}>>\nstream\n`, "latin1"),
  data,
  streamEnd,
];

const end = (start: number): Buffer => Buffer.from(`startxref\n${start}\n%%EOF\n`);

/** An object stream before it is compressed: the numbers and offsets of its objects, then the objects. */
function pack(group: readonly FileObject[], number: number): FileStream {
  let [index, bodies] = ["", ""];
  for (const { number, source } of group) {
    index += `${number} ${bodies.length} `;
    bodies += `${source}\n`;
  }
  const entries = `/Type/ObjStm/N ${group.length}/First ${index.length}/Filter/FlateDecode`;
  return { number, entries, data: Buffer.from(index + bodies, "latin1") };
}

const deflated = async (stream: FileStream): Promise<FileStream> => ({ ...stream, data: await deflate(stream.data) });

const deflatedNow = (stream: FileStream): FileStream => ({ ...stream, data: deflateNow(stream.data) });

const identifier = (hash: Hash): string => hash.digest("hex").slice(0, 32);

const inGroups = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
