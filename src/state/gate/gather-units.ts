import { encodeMessage, ProtocolViolation, query, readText, type FrontendMessage } from "./frontend-messages.ts";
import { refuseStatement } from "./refuse-statement.ts";

/** Messages that the database runs as one, with nobody else's between them. */
export interface Unit {
  readonly bytes: Buffer;
  /** It ends in what ReadyForQuery answers; otherwise (Flush) the rest must follow before anybody else's turn. */
  readonly isWhole: boolean;
  /** The connection takes its leave. */
  readonly isLeave: boolean;
  /** It binds an unnamed statement that an earlier unit has parsed. */
  readonly leansOnEarlier: boolean;
}

/**
 * Gathers a connection's messages into units. Names of prepared statements get the connection's number, for the session
 * that all share has one name each.
 */
export class UnitGatherer {
  readonly #prefix: string;
  /** Names, as the database knows them, that are to be forgotten with the connection. */
  readonly names = new Set<string>();
  #messages: Buffer[] = [];
  #refusal: string | null = null;
  #hasParsed = false;
  #leansOnEarlier = false;

  constructor(id: number) {
    this.#prefix = `c${id}.`;
  }

  /** The unit that this message completes. */
  add({ type, bytes }: FrontendMessage): Unit | null {
    switch (type) {
      case "Q":
        this.#refusal ??= refuseStatement(readText(bytes, 5).text);
        return this.#finish(bytes, true);
      case "S":
        return this.#finish(bytes, true);
      case "H":
        if (this.#refusal !== null) throw new ProtocolViolation(this.#refusal);
        return this.#finish(bytes, false);
      case "X":
        return { bytes: Buffer.alloc(0), isWhole: true, isLeave: true, leansOnEarlier: false };
      case "P":
      case "B":
      case "C":
      case "D":
      case "E":
        this.#messages.push(this.#rename(type, bytes));
        return null;
      case "d":
      case "c":
      case "f":
        // PostgreSQL, too, ignores what is left of a COPY that failed.
        return null;
      default:
        throw new ProtocolViolation(`a message of type ${JSON.stringify(type)} is not known here`);
    }
  }

  #finish(last: Buffer, isWhole: boolean): Unit {
    const bytes = this.#refusal === null ? Buffer.concat([...this.#messages, last]) : query(raise(this.#refusal));
    const unit = { bytes, isWhole, isLeave: false, leansOnEarlier: this.#leansOnEarlier };
    this.#messages = [];
    this.#refusal = null;
    if (isWhole) this.#hasParsed = false;
    this.#leansOnEarlier = false;
    return unit;
  }

  #rename(type: "P" | "B" | "C" | "D" | "E", bytes: Buffer): Buffer {
    if (type === "E") return bytes;
    if (type === "P") {
      const name = readText(bytes, 5);
      this.#refusal ??= refuseStatement(readText(bytes, name.next).text);
      if (name.text === "") this.#hasParsed = true;
      return this.#named(type, { bytes, start: 5, name, known: true });
    }
    if (type === "B") {
      const { next } = readText(bytes, 5);
      return this.#named(type, { bytes, start: next, name: readText(bytes, next), known: false });
    }
    // Describe and Close are of a statement (S) or of a portal (P), which lives in the transaction.
    return bytes[5] === 0x53 ? this.#named(type, { bytes, start: 6, name: readText(bytes, 6), known: false }) : bytes;
  }

  #named(type: string, { bytes, start, name, known }: NamedMessage): Buffer {
    if (name.text === "") {
      if (type !== "P" && type !== "C" && !this.#hasParsed) this.#leansOnEarlier = true;
      return bytes;
    }
    const own = this.#prefix + name.text;
    if (known) this.names.add(own);
    else if (type === "C") this.names.delete(own);
    return encodeMessage(type, bytes.subarray(5, start), own, bytes.subarray(name.next));
  }
}

interface NamedMessage {
  readonly bytes: Buffer;
  readonly start: number;
  readonly name: { readonly text: string; readonly next: number };
  readonly known: boolean;
}

/** 0A000: feature not supported. Raised by the database itself, so that a transaction fails as it would of any error. */
export const raise = (message: string): string =>
  `do $gate$ begin raise exception using errcode = '0A000', message = '${message.replaceAll("'", "''")}'; end $gate$`;
