import { inflateSync } from "node:zlib";

export class Name {
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}

export class Ref {
  readonly number: number;
  constructor(number: number) {
    this.number = number;
  }
}

export class Stream {
  readonly dict: Dict;
  readonly raw: Uint8Array;
  constructor(dict: Dict, raw: Uint8Array) {
    this.dict = dict;
    this.raw = raw;
  }
  /** The data after the filter, if any. */
  get data(): Buffer {
    const filter = this.dict.get("Filter");
    if (filter === undefined) return Buffer.from(this.raw);
    if (filter instanceof Name && filter.value === "FlateDecode") return inflateSync(this.raw);
    throw new Error(`a stream has a filter that is not read here: ${JSON.stringify(filter)}`);
  }
}

export type Dict = Map<string, Raw>;
/** Bytes are a string, literal or hexadecimal. */
export type Raw = null | boolean | number | Name | Ref | Uint8Array | Raw[] | Dict | Stream;

export function asDict(value: Raw | undefined, what: string): Dict {
  if (value instanceof Map) return value;
  if (value instanceof Stream) return value.dict;
  throw new Error(`${what} is not a dictionary`);
}
