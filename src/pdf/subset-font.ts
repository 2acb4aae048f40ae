import { rememberEach } from "../remember.ts";

/** A glyph of a subset; its place in the list is its new id. Lengths are in font units. */
interface SubsetGlyph {
  readonly id: number;
  /** Another width than the font's, with the outline moved to the right by `inset`. */
  readonly widened?: { readonly width: number; readonly inset: number };
}

/**
 * A TrueType file with just `glyphs` and what they are composed of, and the tables that PDF asks for (ISO 32000-1 9.9).
 * Instructions that fit outlines to the pixels of coarse screens are left out: they take more than half of it, were made by
 * a program and not drawn, and poppler, mupdf and printers take no notice of them.
 * fontkit's own subset takes five times as long in a fresh process and cannot hold one glyph at two widths.
 */
export function subsetFont(font: Uint8Array, glyphs: readonly SubsetGlyph[]): Uint8Array {
  const tables = readTables(font);
  const { outlines, metrics } = copyGlyphs(tables, glyphs, outlinesOf(font));
  const subset: Tables = new Map();
  subset.set("glyf", Buffer.concat(outlines)).set("loca", locate(outlines)).set("hmtx", writeMetrics(metrics));
  // checkSumAdjustment, which is of the whole file; offsets in loca are long.
  subset.set(
    "head",
    patch(tables.get("head")!, (head) => (head.writeUInt32BE(0, 8), head.writeInt16BE(1, 50))),
  );
  subset.set(
    "hhea",
    patch(tables.get("hhea")!, (hhea) => hhea.writeUInt16BE(outlines.length, 34)),
  );
  subset.set(
    "maxp",
    patch(
      tables.get("maxp")!,
      (maxp) => (maxp.writeUInt16BE(outlines.length, 4), maxp.fill(0, firstInstructionLimit, lastInstructionLimit)),
    ),
  );
  return writeTables(subset);
}

// maxp: how much instructions need, from twilight points to the length of the longest.
const [firstInstructionLimit, lastInstructionLimit] = [16, 28];

type Tables = Map<string, Buffer>;

function readTables(font: Uint8Array): Tables {
  const file = Buffer.from(font.buffer, font.byteOffset, font.byteLength);
  const records = Array.from({ length: file.readUInt16BE(4) }, (_, i) => 12 + 16 * i);
  return new Map(
    records.map((at) => {
      const [offset, length] = [file.readUInt32BE(at + 8), file.readUInt32BE(at + 12)];
      return [file.toString("latin1", at, at + 4), file.subarray(offset, offset + length)];
    }),
  );
}

/** Outlines and metrics by new id: first those asked for, then the components that they turn out to need. */
function copyGlyphs(
  tables: Tables,
  glyphs: readonly SubsetGlyph[],
  known: Map<number, Buffer>,
): { outlines: Buffer[]; metrics: readonly Metric[] } {
  const wanted = [...glyphs];
  const newIds = new Map(glyphs.flatMap(({ id, widened }, newId) => (widened ? [] : [[id, newId] as const])).reverse());
  const newIdOf = (id: number): number => {
    const known = newIds.get(id) ?? wanted.push({ id }) - 1;
    newIds.set(id, known);
    return known;
  };
  const [outlines, metrics]: [Buffer[], Metric[]] = [[], []];
  // The list grows while it is gone through.
  for (const { id, widened } of wanted) {
    const metric = readMetric(tables, id);
    if (widened) {
      outlines.push(shiftedOutline(readOutline(tables, id), newIdOf(id), widened.inset));
      metrics.push({ advance: widened.width, bearing: metric.bearing + widened.inset });
    } else {
      outlines.push(known.get(id) ?? copyOutline(readOutline(tables, id), newIdOf, (outline) => known.set(id, outline)));
      metrics.push(metric);
    }
  }
  return { outlines, metrics };
}

/** An outline as a subset has it. One that is not composed of others is the same in each, and told `keep`. */
function copyOutline(outline: Buffer, newIdOf: (id: number) => number, keep: (outline: Buffer) => void): Buffer {
  if (isComposed(outline)) return renumberComponents(padded(outline), newIdOf);
  const simple = padded(withoutInstructions(padded(outline)));
  keep(simple);
  return simple;
}

const isComposed = (outline: Buffer): boolean => outline.length > 0 && outline.readInt16BE(0) < 0;

/** By the bytes of a font, outlines by their ids. */
const outlinesOf = rememberEach<Uint8Array, Map<number, Buffer>>(() => new Map());

function readOutline(tables: Tables, id: number): Buffer {
  const loca = tables.get("loca")!;
  const isLong = tables.get("head")!.readInt16BE(50) === 1;
  const offsetOf = (glyph: number) => (isLong ? loca.readUInt32BE(4 * glyph) : 2 * loca.readUInt16BE(2 * glyph));
  return tables.get("glyf")!.subarray(offsetOf(id), offsetOf(id + 1));
}

/** Glyphs beyond the last full metric share its advance. */
function readMetric(tables: Tables, id: number): Metric {
  const hmtx = tables.get("hmtx")!;
  const full = tables.get("hhea")!.readUInt16BE(34);
  if (id < full) return { advance: hmtx.readUInt16BE(4 * id), bearing: hmtx.readInt16BE(4 * id + 2) };
  return { advance: hmtx.readUInt16BE(4 * (full - 1)), bearing: hmtx.readInt16BE(4 * full + 2 * (id - full)) };
}

interface Metric {
  readonly advance: number;
  readonly bearing: number;
}

function writeMetrics(metrics: readonly Metric[]): Buffer {
  const table = Buffer.alloc(4 * metrics.length);
  metrics.forEach(({ advance, bearing }, i) => {
    table.writeUInt16BE(advance, 4 * i);
    table.writeInt16BE(bearing, 4 * i + 2);
  });
  return table;
}

/** A composite glyph with one component (OpenType, glyf table), its box moved along. */
function shiftedOutline(outline: Buffer, component: number, shift: number): Buffer {
  const argumentsAreOffsetsInWords = 3;
  const [left, bottom, right, top] = [2, 4, 6, 8].map((at) => outline.readInt16BE(at));
  const words = [-1, left! + shift, bottom!, right! + shift, top!, argumentsAreOffsetsInWords, component, shift, 0];
  const data = Buffer.alloc(20);
  words.forEach((word, i) => data.writeInt16BE(word, 2 * i));
  return data;
}

// Flags of a component: its arguments are words; it has a scale, two scales or a matrix; another one follows.
const component = { words: 0x1, scale: 0x8, more: 0x20, twoScales: 0x40, matrix: 0x80 };

/** A copy, padded to four bytes; not from the pool of Buffer, a piece of which would keep the whole in memory. */
function padded(outline: Buffer): Buffer {
  const copy = Buffer.alloc(Math.ceil(outline.length / 4) * 4);
  outline.copy(copy);
  return copy;
}

/** The outline, changed so that components are named by their new ids. */
function renumberComponents(outline: Buffer, newIdOf: (id: number) => number): Buffer {
  for (let at = 10, flags = component.more; flags & component.more;) {
    flags = outline.readUInt16BE(at);
    outline.writeUInt16BE(newIdOf(outline.readUInt16BE(at + 2)), at + 2);
    const scales = flags & component.matrix ? 8 : flags & component.twoScales ? 4 : flags & component.scale ? 2 : 0;
    at += 4 + (flags & component.words ? 4 : 2) + scales;
  }
  return outline;
}

/** A simple glyph without the instructions between its contours and its points; composed ones have none of note. */
function withoutInstructions(outline: Buffer): Buffer {
  if (outline.length === 0) return outline;
  const contours = outline.readInt16BE(0);
  const at = 10 + 2 * contours;
  const points = outline.subarray(at + 2 + outline.readUInt16BE(at));
  return Buffer.concat([outline.subarray(0, at), Buffer.alloc(2), points]);
}

function locate(outlines: readonly Buffer[]): Buffer {
  const loca = Buffer.alloc(4 * (outlines.length + 1));
  outlines.reduce((offset, outline, i) => loca.writeUInt32BE(offset + outline.length, 4 * (i + 1)) && offset + outline.length, 0);
  return loca;
}

function patch(table: Buffer, change: (copy: Buffer) => unknown): Buffer {
  const copy = Buffer.from(table);
  change(copy);
  return copy;
}

function writeTables(tables: Tables): Uint8Array {
  const sorted = [...tables].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([tag, data]) => ({ tag, data, padded: pad(data) }));
  const directory = Buffer.alloc(12 + 16 * sorted.length);
  const power = Math.floor(Math.log2(sorted.length));
  directory.writeUInt32BE(0x10000, 0);
  [sorted.length, 16 * 2 ** power, power, 16 * (sorted.length - 2 ** power)].forEach((word, i) => directory.writeUInt16BE(word, 4 + 2 * i));
  let [offset, sum] = [directory.length, 0];
  sorted.forEach(({ tag, data, padded }, i) => {
    directory.write(tag, 12 + 16 * i, "latin1");
    const own = checksum(padded);
    [own, offset, data.length].forEach((word, j) => directory.writeUInt32BE(word, 16 + 16 * i + 4 * j));
    offset += padded.length;
    sum += own;
  });
  // Of the whole file: the sum of its parts.
  sum += checksum(directory);
  const file = Buffer.concat([directory, ...sorted.map(({ padded }) => padded)]);
  const head = directory.readUInt32BE(12 + 16 * sorted.findIndex(({ tag }) => tag === "head") + 8);
  file.writeUInt32BE((0xb1b0afba - sum) >>> 0, head + 8);
  return file;
}

const pad = (data: Buffer): Buffer => (data.length % 4 === 0 ? data : Buffer.concat([data, Buffer.alloc(4 - (data.length % 4))]));

/** The sum of a table's words, as unsigned 32 bits. */
function checksum(data: Buffer): number {
  let sum = 0;
  for (let at = 0; at < data.length; at += 4) sum = (sum + data.readUInt32BE(at)) >>> 0;
  return sum;
}
