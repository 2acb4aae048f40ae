/**
 * Header fields (RFC 5322, 2045, 2047, 2231). Every line is ASCII and ends before column 78 where it can; a value can't
 * hold a line break, for whatever is not printable ASCII is encoded.
 */

const printable = /^[\x20-\x7e]*$/;
const maxLine = 76;

/** One field, with its line break. `parts` are kept whole; lines break between them. */
export function headerField(name: string, parts: readonly string[]): string {
  let text = `${name}:`;
  let column = text.length;
  for (const part of parts) {
    const folded = column + 1 + part.length > maxLine && column > name.length + 1;
    text += folded ? `\r\n ${part}` : ` ${part}`;
    column = folded ? 1 + part.length : column + 1 + part.length;
  }
  return `${text}\r\n`;
}

/** RFC 2047 section 2: an encoded-word has 75 characters at most, of which 12 are its frame. */
const bytesPerWord = 45;
/** The first word of a field stands behind the field's name. */
const bytesInFirstWord = 36;

/** Unstructured text, as words for `headerField`. */
export function textParts(text: string): string[] {
  const words = text.split(" ").filter(Boolean);
  // RFC 5322 2.1.1: a line has 998 octets at most, and a word can't be broken.
  const plain = printable.test(text) && !text.includes("=?") && words.every(({ length }) => length <= bytesPerWord);
  return plain ? words : encodedWords(text);
}

/** Base64 words of whole characters (RFC 2047 section 5). */
function encodedWords(text: string): string[] {
  const words: string[] = [];
  let current = "";
  for (const character of text) {
    const room = words.length === 0 ? bytesInFirstWord : bytesPerWord;
    if (Buffer.byteLength(current + character) > room) {
      words.push(current);
      current = "";
    }
    current += character;
  }
  return [...words, current].map((word) => `=?UTF-8?B?${Buffer.from(word, "utf8").toString("base64")}?=`);
}

/** RFC 5322 3.2.3: words of atext need no quotes. */
const phrase = /^[\w!#$%&'*+/=?^`{|}~-]+(?: [\w!#$%&'*+/=?^`{|}~-]+)*$/;

/** A name and an address, as words for `headerField`. The address is of what `parseAddress` lets through. */
export function mailboxParts(name: string, address: string): string[] {
  if (name === "") return [address];
  if (!printable.test(name) || name.includes("=?")) return [...encodedWords(name), `<${address}>`];
  return [phrase.test(name) ? name : `"${name.replace(/["\\]/g, "\\$&")}"`, `<${address}>`];
}

/** A parameter of Content-Type or Content-Disposition: a file name. Beyond ASCII, RFC 2231 pieces. */
export function parameterParts(name: string, value: string): string[] {
  if (printable.test(value) && value.length <= 60) return [`${name}="${value.replace(/["\\]/g, "\\$&")}"`];
  const pieces: string[] = [];
  let current = "utf-8''";
  for (const character of value) {
    const encoded = encodeAttributeChar(character);
    if (current.length + encoded.length > 60) {
      pieces.push(current);
      current = "";
    }
    current += encoded;
  }
  return [...pieces, current].map((piece, i, { length }) => `${name}*${i}*=${piece}${i < length - 1 ? ";" : ""}`);
}

/** RFC 2231 attribute-char as it is, any other as the octets of its UTF-8. */
const encodeAttributeChar = (character: string): string =>
  /^[A-Za-z0-9!#$&+.^_`{|}~-]$/.test(character)
    ? character
    : Array.from(Buffer.from(character, "utf8"), (octet) => `%${octet.toString(16).toUpperCase().padStart(2, "0")}`).join("");

const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** RFC 5322 3.3, in UTC. */
export function dateText(date: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  const day = `${days[date.getUTCDay()]}, ${two(date.getUTCDate())} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  return `${day} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000`;
}
