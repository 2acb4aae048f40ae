import { promisify } from "node:util";
import { deflate as deflateWithCallback, deflateSync } from "node:zlib";

const deflateInBackground = promisify(deflateWithCallback) as (data: Uint8Array, settings: typeof options) => Promise<Uint8Array>;

// Small blocks, each with codes of its own: structure elements, links and coordinates differ. 3 % smaller than with zlib's 8.
const options = { memLevel: 5 };

// Below this, handing it to another thread takes longer than compressing it.
const smallestInBackground = 8192;

/**
 * Compresses, larger data in another thread while the next page is painted. The same data gives the same bytes; what was
 * compressed lately is not compressed again, for editions of one run share pages, fonts and attachments.
 */
export function deflate(data: Uint8Array): Promise<Uint8Array> {
  const known = keptOfLength.get(data.length)?.find((one) => Buffer.compare(one.data, data) === 0);
  if (known) return known.deflated;
  const deflated = data.length < smallestInBackground ? Promise.resolve(deflateNow(data)) : deflateInBackground(data, options).then(fitted);
  keep({ data, deflated });
  return deflated;
}

/** The same for what is met once, such as a person's page: it is not kept. */
export const deflateNow = (data: Uint8Array): Uint8Array => fitted(deflateSync(data, options));

/** Without the rest of the 16 kB that zlib writes into: of hundreds that are kept it would be half. */
const fitted = (deflated: Uint8Array): Uint8Array =>
  deflated.byteLength < 0.75 * deflated.buffer.byteLength ? new Uint8Array(deflated) : deflated;

interface Deflated {
  readonly data: Uint8Array;
  readonly deflated: Promise<Uint8Array>;
}

// Ten editions of ten pages.
const mostKeptBytes = 12e6;

/** In the order in which they were met; and by length, for there are hundreds. */
const kept: Deflated[] = [];
const keptOfLength = new Map<number, Deflated[]>();
let keptBytes = 0;

function keep(one: Deflated): void {
  const { length } = one.data;
  kept.push(one);
  keptOfLength.set(length, [...(keptOfLength.get(length) ?? []), one]);
  keptBytes += length;
  while (keptBytes > mostKeptBytes) forget(kept.shift()!);
}

function forget(one: Deflated): void {
  const { length } = one.data;
  const others = keptOfLength.get(length)!.filter((other) => other !== one);
  if (others.length > 0) keptOfLength.set(length, others);
  else keptOfLength.delete(length);
  keptBytes -= length;
}
