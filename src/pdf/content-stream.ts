import type { Color } from "../graphics.ts";
import type { Pt } from "../units.ts";

// Nothing on a page is this far away: a number beyond it is a mistake of layout.
const furthest = 1e6;

/** A number as content streams want it: no exponent, to a thousandth. */
export function formatNumber(value: number): string {
  if (!(Math.abs(value) < furthest)) throw new Error(`${value} is no place or size on a page`);
  const rounded = Math.round(value * 1000) / 1000;
  return rounded === 0 ? "0" : String(rounded);
}

export const formatNumbers = (...values: readonly number[]): string => values.map(formatNumber).join(" ");

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

/** Collects the operators of a page and leaves out those that would change nothing. */
export class ContentStream {
  #parts: string[] = [];
  #state = { ...initialState };
  #inText = false;

  /** Adds operators that belong outside a text object. */
  add(operators: string): void {
    this.#endText();
    this.#parts.push(operators);
  }

  /** Adds operators that belong inside a text object. */
  addText(operators: string): void {
    if (!this.#inText) this.#parts.push("BT");
    this.#inText = true;
    this.#parts.push(operators);
  }

  /** Sets graphics state unless it is so already. All of these may stand inside and outside a text object. */
  set(state: Partial<State>): void {
    for (const [key, operator] of Object.entries(state) as [keyof State, string][]) {
      if (this.#state[key] === operator) continue;
      this.#state[key] = operator;
      this.#parts.push(operator);
    }
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

  /** Gives all operators so far and starts anew, in the same state. */
  flush(): string {
    this.#endText();
    const operators = `${this.#parts.join("\n")}\n`;
    this.#parts = [];
    return operators;
  }

  #endText(): void {
    if (this.#inText) this.#parts.push("ET");
    this.#inText = false;
  }
}

const fills = new Map<Color, string>();
export const fillOperator = (color: Color): string => remember(fills, color, "rg");
const strokes = new Map<Color, string>();
export const strokeOperator = (color: Color): string => remember(strokes, color, "RG");
export const fontOperator = (name: string, size: Pt): string => `/${name} ${formatNumber(size)} Tf`;

function remember(known: Map<Color, string>, color: Color, operator: string): string {
  const operators = known.get(color) ?? `${formatColor(color)} ${operator}`;
  known.set(color, operators);
  return operators;
}

function formatColor(color: Color): string {
  if (!/^#[0-9a-f]{6}$/i.test(color)) throw new Error(`"${color}" is not a colour of the form #rrggbb`);
  return formatNumbers(...[1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255));
}
