import type { Pt } from "../units.ts";
import { formatPlace, formatPlaces, formatThousandths } from "./format-number.ts";

/** Graphics state that lasts from item to item, each entry as the operator that set it. */
type State = Record<"fill" | "stroke" | "width" | "dash" | "cap" | "join" | "font" | "spacing", string>;

// What a page begins with (ISO 32000-1 tables 52 and 53).
const initialState: State = {
  fill: "0 g",
  stroke: "0 G",
  width: "1 w",
  dash: "[] 0 d",
  cap: "0 J",
  join: "0 j",
  font: "",
  spacing: "0 Tc",
};

const stateKeys = Object.keys(initialState) as (keyof State)[];

/** All that the next operators depend on. */
interface Situation {
  readonly state: State;
  readonly inText: boolean;
  /** In a text object, the start of its last upright text in thousandths. */
  readonly lineStart: { readonly x: number; readonly y: number } | undefined;
}

/** Operators, between one situation and another. */
export interface Passage {
  readonly before: Situation;
  readonly bytes: Uint8Array;
  readonly after: Situation;
}

/** Where text starts, and how it is turned, in degrees, clockwise about its start. */
interface TextPlace {
  readonly x: Pt;
  readonly y: Pt;
  readonly rotation?: number;
}

/** Collects the operators of a page and leaves out those that would change nothing. */
export class ContentStream {
  readonly #chunks: Uint8Array[] = [];
  /** Those after the chunks. */
  #operators = "";
  #state = { ...initialState };
  #inText = false;
  #lineStart: Situation["lineStart"];

  /** Adds operators that belong outside a text object. */
  add(operators: string): void {
    this.#endText();
    this.#operators += `${operators}\n`;
  }

  /** Shows text, `shown` being what an array of TJ holds. Upright text is placed by its distance from the one before, which takes half the bytes. */
  showText({ x, y, rotation }: TextPlace, shown: string): void {
    this.#beginText();
    if (rotation) {
      this.#operators += `${turnedMatrix(x, y, rotation)} Tm[${shown}]TJ\n`;
      this.#lineStart = undefined;
      return;
    }
    const start = { x: Math.round(x * 1000), y: Math.round(y * 1000) };
    this.#operators += this.#lineStart
      ? `${formatThousandths(start.x - this.#lineStart.x)} ${formatThousandths(this.#lineStart.y - start.y)} Td[${shown}]TJ\n`
      : // Text stands upright though y grows downwards.
        `1 0 0 -1 ${formatPlace(x)} ${formatPlace(y)} Tm[${shown}]TJ\n`;
    this.#lineStart = start;
  }

  /** Sets graphics state unless it is so already. All of it may be set inside and outside a text object. */
  set(key: keyof State, operator: string): void {
    if (this.#state[key] === operator) return;
    this.#state[key] = operator;
    this.#operators += `${operator}\n`;
  }

  /** What `draw` does to the graphics state ends with it. */
  isolated(draw: () => void): void {
    const before = { ...this.#state };
    this.add("q");
    draw();
    this.add("Q");
    this.#state = before;
  }

  /** What `draw` adds is one marked-content sequence (ISO 32000-1 14.6), `begin` its opening operator. */
  marked(begin: string, draw: () => void): void {
    this.add(begin);
    draw();
    this.add("EMC");
  }

  /** The same for a sequence of text alone: it lies inside a text object, which goes on after it. */
  markedText(begin: string, draw: () => void): void {
    this.#beginText();
    this.#operators += `${begin}\n`;
    draw();
    this.#operators += "EMC\n";
  }

  /** What `draw` adds, as it can be added again. */
  passage(draw: () => void): Passage {
    const before = this.#situation();
    this.#endChunk();
    draw();
    return { before, bytes: this.#endChunk(), after: this.#situation() };
  }

  /** Adds what was added in the same situation; says whether this one is. */
  addAgain({ before, bytes, after }: Passage): boolean {
    if (!isSameSituation(before, this.#situation())) return false;
    this.#endChunk();
    this.#chunks.push(bytes);
    this.#state = { ...after.state };
    this.#inText = after.inText;
    this.#lineStart = after.lineStart;
    return true;
  }

  #endChunk(): Uint8Array {
    const chunk = Buffer.from(this.#operators, "latin1");
    this.#operators = "";
    if (chunk.length > 0) this.#chunks.push(chunk);
    return chunk;
  }

  #situation(): Situation {
    // Outside a text object nothing is placed by the text before.
    return { state: { ...this.#state }, inText: this.#inText, lineStart: this.#inText ? this.#lineStart : undefined };
  }

  /** Gives all operators so far, in their order, and starts anew, in the same state. */
  flush(): readonly Uint8Array[] {
    this.#endText();
    this.#endChunk();
    return this.#chunks.splice(0);
  }

  #beginText(): void {
    if (this.#inText) return;
    this.#operators += "BT\n";
    this.#inText = true;
    this.#lineStart = undefined;
  }

  #endText(): void {
    if (this.#inText) this.#operators += "ET\n";
    this.#inText = false;
  }
}

function isSameSituation(a: Situation, b: Situation): boolean {
  if (a.inText !== b.inText || a.lineStart?.x !== b.lineStart?.x || a.lineStart?.y !== b.lineStart?.y) return false;
  for (const key of stateKeys) if (a.state[key] !== b.state[key]) return false;
  return true;
}

function turnedMatrix(x: Pt, y: Pt, rotation: number): string {
  const angle = (rotation * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return formatPlaces(cos, sin, sin, -cos, x, y);
}
