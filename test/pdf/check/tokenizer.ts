import { Name, Ref, type Dict, type Raw } from "./raw.ts";

const whitespace = new Set([0, 9, 10, 12, 13, 32]);
const delimiters = new Set(Array.from("()<>[]{}/%", (c) => c.charCodeAt(0)));
const escapes: Record<string, number> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

/** Reads PDF values and keywords one after the other (ISO 32000-1 7.2, 7.3). */
export class Tokenizer {
  readonly bytes: Uint8Array;
  position: number;
  constructor(bytes: Uint8Array, position = 0) {
    this.bytes = bytes;
    this.position = position;
  }

  get atEnd(): boolean {
    this.#skipSpace();
    return this.position >= this.bytes.length;
  }

  /** Whether a keyword (an operator, `obj`, `R`) comes next, and no value. */
  get atKeyword(): boolean {
    this.#skipSpace();
    return /[A-Za-z*'"]/.test(this.#char()) && !/^(true|false|null)(?![A-Za-z])/.test(this.#peek(6));
  }

  readKeyword(): string {
    this.#skipSpace();
    return this.#word();
  }

  readValue(): Raw {
    this.#skipSpace();
    const two = this.#peek(2);
    if (two === "<<") return this.#dict();
    switch (this.#char()) {
      case "/":
        return this.#name();
      case "(":
        return this.#literal();
      case "<":
        return this.#hexadecimal();
      case "[":
        return this.#array();
    }
    if (this.atKeyword) throw new Error(`a value was expected at ${this.position}, not ${this.#peek(20)}`);
    const word = this.#word();
    if (word === "true" || word === "false") return word === "true";
    if (word === "null") return null;
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) throw new Error(`"${word}" at ${this.position} is no PDF value`);
    return this.#reference(Number(word)) ?? Number(word);
  }

  #reference(number: number): Ref | undefined {
    const match = /^ (\d+) R(?![A-Za-z])/.exec(this.#peek(12));
    if (!match || !Number.isInteger(number)) return undefined;
    this.position += match[0].length;
    return new Ref(number);
  }

  #dict(): Dict {
    const dict: Dict = new Map();
    this.position += 2;
    for (;;) {
      this.#skipSpace();
      if (this.#peek(2) === ">>") break;
      const key = this.#name().value;
      if (dict.has(key)) throw new Error(`the key ${key} is there twice`);
      dict.set(key, this.readValue());
    }
    this.position += 2;
    return dict;
  }

  #array(): Raw[] {
    const items: Raw[] = [];
    this.position++;
    for (;;) {
      this.#skipSpace();
      if (this.#char() === "]") break;
      items.push(this.readValue());
    }
    this.position++;
    return items;
  }

  #name(): Name {
    if (this.#char() !== "/") throw new Error(`a name was expected at ${this.position}`);
    this.position++;
    return new Name(this.#word().replaceAll(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))));
  }

  #hexadecimal(): Uint8Array {
    const end = this.bytes.indexOf(">".charCodeAt(0), this.position);
    const digits = Buffer.from(this.bytes.subarray(this.position + 1, end))
      .toString("latin1")
      .replaceAll(/\s/g, "");
    if (!/^([0-9A-Fa-f]{2})*$/.test(digits)) throw new Error(`a hexadecimal string is malformed at ${this.position}`);
    this.position = end + 1;
    return Buffer.from(digits, "hex");
  }

  #literal(): Uint8Array {
    const out: number[] = [];
    let depth = 0;
    do {
      const char = this.#char();
      if (char === "") throw new Error("a string is not closed");
      this.position++;
      if (char === "\\") {
        const escaped = this.#char();
        out.push(escapes[escaped] ?? this.bytes[this.position]!);
        this.position++;
        continue;
      }
      if (char === "(") depth++;
      if (char === ")") depth--;
      out.push(this.bytes[this.position - 1]!);
    } while (depth > 0);
    return Uint8Array.from(out.slice(1, -1));
  }

  #word(): string {
    const start = this.position;
    while (this.position < this.bytes.length && !whitespace.has(this.bytes[this.position]!) && !delimiters.has(this.bytes[this.position]!))
      this.position++;
    return Buffer.from(this.bytes.subarray(start, this.position)).toString("latin1");
  }

  #skipSpace(): void {
    while (whitespace.has(this.bytes[this.position]!)) this.position++;
  }

  #char(): string {
    const byte = this.bytes[this.position];
    return byte === undefined ? "" : String.fromCharCode(byte);
  }

  #peek(length: number): string {
    return Buffer.from(this.bytes.subarray(this.position, this.position + length)).toString("latin1");
  }
}
