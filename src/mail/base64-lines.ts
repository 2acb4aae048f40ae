/** RFC 2045 6.8: 76 characters a line. */
const lineCharacters = 76;
/** Encoded in a line: what is cut after a multiple of them gives the same lines. */
export const lineOctets = 57;

/** Base64 in lines, each with its line break; ASCII. */
export function base64Lines(bytes: Uint8Array): Buffer {
  const encoded = Buffer.from(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64"), "latin1");
  const lines = Math.ceil(encoded.length / lineCharacters);
  const target = Buffer.allocUnsafe(encoded.length + 2 * lines);
  let at = 0;
  for (let from = 0; from < encoded.length; from += lineCharacters) {
    at += encoded.copy(target, at, from, from + lineCharacters);
    target[at++] = 0x0d;
    target[at++] = 0x0a;
  }
  return target;
}
