/** `text` as a literal text string (ISO 32000-1 7.3.4.2, 7.9.2.2): ASCII as it is, all else as UTF-16BE with its mark. */
export const formatText = (text: string): string => `(${(isPlain(text) ? text : toUtf16(text)).replaceAll(/[()\\\r]/g, escape)})`;

// What ASCII and PDFDocEncoding agree in.
const isPlain = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

/** One character a byte. */
function toUtf16(text: string): string {
  let bytes = "\xfe\xff";
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes += String.fromCharCode(unit >> 8, unit & 0xff);
  }
  return bytes;
}

// A bare carriage return would be read as a line feed.
const escape = (byte: string): string => (byte === "\r" ? "\\r" : `\\${byte}`);

/** Text strings in the order of their bytes, in which name trees are sorted (ISO 32000-1 7.9.6). */
export function compareTexts(a: string, b: string): number {
  const [first, second] = [sortKey(a), sortKey(b)];
  return first < second ? -1 : first > second ? 1 : 0;
}

// JavaScript compares 16-bit units, as the bytes of UTF-16BE compare; its mark comes after all of ASCII.
const sortKey = (text: string): string => (isPlain(text) ? text : `\ufeff${text}`);
