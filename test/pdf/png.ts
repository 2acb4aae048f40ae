import { crc32, deflateSync } from "node:zlib";

/** A PNG of `size` × `size` points of one colour, with an alpha channel if `rgb` has a fourth part. */
export function png(size: number, rgb: readonly number[]): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header[8] = 8;
  header[9] = rgb.length === 4 ? 6 : 2;
  const row = [0, ...Array.from({ length: size }, () => rgb).flat()];
  const data = deflateSync(Buffer.from(Array.from({ length: size }, () => row).flat()));
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("IDAT", data),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  length.writeUInt32BE(data.length, 0);
  sum.writeUInt32BE(crc32(named), 0);
  return Buffer.concat([length, named, sum]);
}
