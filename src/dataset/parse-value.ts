import { suspectReadings } from "./suspect-readings.ts";

export type ParsedValue =
  | { readonly ok: true; readonly value: number; readonly decimals: number }
  | { readonly ok: false; readonly message: string; readonly hint: string };

/** Beyond this a double no longer holds every digit. */
const maxSignificantDigits = 15;

/**
 * OBS_VALUE: digits with at most one dot, a minus before it if need be, and nothing else; trailing zeros are kept as
 * `decimals`. What is not such a number is never guessed at: the reading it suggests is in the hint.
 */
export function parseValue(text: string): ParsedValue {
  const match = /^-?(?:0|[1-9]\d*)(?:\.(\d+))?$/.exec(text);
  if (!match) return refuse(text);
  if (text.replace(/[-.]/g, "").replace(/^0+/, "").length > maxSignificantDigits) {
    return { ok: false, message: `${text} has more than ${maxSignificantDigits} digits`, hint: "round it, or raise UNIT_MULT" };
  }
  return { ok: true, value: Number(text), decimals: match[1]?.length ?? 0 };
}

function refuse(text: string): ParsedValue {
  if (text.trim() === "") {
    return { ok: false, message: "there is no value", hint: "write the number, or take the row out" };
  }
  if (/\d/.test(text) && Math.abs(Number(text)) === Infinity) {
    return {
      ok: false,
      message: `${JSON.stringify(text)} is larger than any amount`,
      hint: "write the digits, with UNIT_MULT for millions or billions",
    };
  }
  const readings = suspectReadings(text);
  return {
    ok: false,
    message: `${JSON.stringify(text)} is not a plain number`,
    hint: readings.length > 0 ? `did you mean ${readings.join(" or ")}?` : "write digits with a dot before the decimals, e.g. 1543 or 40.3",
  };
}
