import type { Color } from "../../graphics.ts";

interface Rgba {
  readonly channels: readonly [number, number, number];
  readonly alpha: number;
}

const names: Readonly<Record<string, string>> = { white: "#ffffff", black: "#000000", transparent: "#00000000" };

/** An opaque colour that looks as `css` does over white paper; undefined where nothing would be seen. */
export function opaqueColor(css: string, globalAlpha: number): Color | undefined {
  const { channels, alpha } = parseColor(css);
  const share = Math.min(1, alpha * globalAlpha);
  if (!(share > 0)) return undefined;
  return `#${channels.map((channel) => hex(255 + (channel - 255) * share)).join("")}`;
}

const hex = (channel: number): string => Math.round(channel).toString(16).padStart(2, "0");

/** @throws for a colour in a notation that no chart uses: a bug. */
function parseColor(css: string): Rgba {
  const text = (names[css] ?? css).toLowerCase();
  return parseHex(text) ?? parseFunction(text) ?? unknownColor(css);
}

function unknownColor(css: string): never {
  throw new Error(`a chart uses the colour ${JSON.stringify(css)}, which is not #rgb, #rrggbb(aa) or rgb(a)`);
}

function parseHex(text: string): Rgba | undefined {
  if (!/^#([0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/.test(text)) return undefined;
  const digits = text.length === 4 ? text.slice(1).replace(/./g, "$&$&") : text.slice(1);
  const byte = (at: number) => Number.parseInt(digits.slice(at, at + 2), 16);
  return { channels: [byte(0), byte(2), byte(4)], alpha: digits.length === 8 ? byte(6) / 255 : 1 };
}

function parseFunction(text: string): Rgba | undefined {
  const match = /^rgba?\(\s*([\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)(?:[\s,/]+([\d.]+))?\s*\)$/.exec(text);
  if (!match) return undefined;
  const [red, green, blue] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return { channels: [red, green, blue], alpha: match[4] === undefined ? 1 : Number(match[4]) };
}
