import type { Offset } from "../parse-handlebars.ts";
import { type HtmlToken, scanHtml } from "./scan-html.ts";

/** Something wrong with written HTML, at an offset of it. */
export interface HtmlFinding {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly offset: Offset;
}

/** A stretch of text outside of any Handlebars expression. */
export interface WrittenText {
  readonly text: string;
  readonly start: Offset;
}

/** Stands for an expression where only the HTML around it counts: no digit, no space, no part of a tag's syntax. */
const filler = "\uFFFC";

/** The written parts in their places, with fillers between them; offsets stay those of the whole text. */
export function skeletonOf(length: number, parts: readonly WrittenText[]): string {
  let skeleton = "";
  for (const { text, start } of parts) skeleton = skeleton.padEnd(start, filler) + text;
  return skeleton.padEnd(length, filler);
}

/** Attributes that are read by people. */
const readAttributes = new Set(["alt", "title", "aria-label"]);

/** Numbers, fractions such as ½ among them, but not the exponent of m²; they come from observations, dates from observations and events, names with digits from terms. */
export function findDigits(skeleton: string): HtmlFinding[] {
  return scanHtml(skeleton).flatMap((token) => {
    const read = token.kind === "text" ? token.text : token.kind === "attribute" && readAttributes.has(token.name) ? token.value : "";
    const numbers = [...read.matchAll(/(?:\p{Nd}|(?<!\p{L})[\p{No}\p{Nl}])[\p{Nd}\p{No}.,/]*/gu)];
    return numbers.map(({ 0: number, index }) => ({
      code: "typed-digit",
      message: `"${number.replace(/[.,/]$/, "")}" is typed, not taken from data`,
      hint: 'cite it: {{figure "o016"}}, {{period "o016"}}, {{eventDate "…"}}, or a {{term "…"}} for a name with digits',
      offset: token.start + (index ?? 0),
    }));
  });
}

/** Elements that a string may use: it is printed inside a paragraph. */
const inlineElements = ["strong", "em", "a", "sup", "sub", "small", "span"] as const;

/** Elements of a string that don't belong there, aren't closed, or close in the wrong order. */
export function findInlineFaults(skeleton: string): HtmlFinding[] {
  const findings: HtmlFinding[] = [];
  const open: Extract<HtmlToken, { kind: "open" }>[] = [];
  for (const token of scanHtml(skeleton)) {
    if (token.kind === "open") {
      if (!isInline(token.name)) findings.push(notInline(token.name, token.start));
      open.push(token);
    } else if (token.kind === "self-closing" || token.kind === "other") {
      findings.push({
        code: "string-html",
        message: "a string can't hold comments or elements that close themselves",
        hint: "leave it out",
        offset: token.start,
      });
      if (token.kind === "self-closing") open.pop();
    } else if (token.kind === "close") {
      const last = open.pop();
      if (last?.name !== token.name) findings.push(unbalanced(`</${token.name}> closes what is not open here`, token.start));
      if (last && last.name !== token.name) findings.push(unbalanced(`<${last.name}> is not closed`, last.start));
    }
  }
  return [...findings, ...open.map(({ name, start }) => unbalanced(`<${name}> is not closed`, start))];
}

const isInline = (name: string) => inlineElements.some((one) => one === name);

const notInline = (name: string, offset: Offset): HtmlFinding => ({
  code: "string-html",
  message: `<${name}> can't stand in a string`,
  hint: `use ${inlineElements.join(", ")}; blocks belong in templates`,
  offset,
});

const unbalanced = (message: string, offset: Offset): HtmlFinding => ({
  code: "string-html",
  message,
  hint: "open and close elements in pairs",
  offset,
});
