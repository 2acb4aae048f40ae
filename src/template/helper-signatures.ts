/** What an argument of a helper names. */
export type ArgumentKind =
  | "observation"
  | "indicator"
  | "area"
  | "code"
  | "term"
  | "park"
  | "event"
  | "source"
  | "string"
  | "chart"
  | "language"
  | "value";

/** What a named argument may be. */
export type OptionKind = "boolean" | "text" | readonly string[];

export interface HelperSignature {
  readonly arguments: readonly ArgumentKind[];
  /** Any number of further arguments, at least one. */
  readonly rest?: ArgumentKind;
  readonly options: Readonly<Record<string, OptionKind>>;
  readonly block?: true;
}

const dateForms = ["phrase", "short"] as const;
const name = (kind: ArgumentKind, options: Readonly<Record<string, OptionKind>> = {}) =>
  ({ arguments: [kind], options: { capital: "boolean", ...options } }) as const;

/** Helpers of strings and templates: they print what data holds, in the current language. */
export const inlineSignatures = {
  figure: {
    arguments: ["observation"],
    options: {
      unit: "boolean",
      mark: "boolean",
      capital: "boolean",
      dated: "boolean",
      signed: "boolean",
      disputed: "boolean",
      qualifier: ["words", "sign", "none"],
    },
  },
  period: name("observation", { form: dateForms }),
  indicator: name("indicator", { form: ["long", "short"] }),
  area: name("area"),
  code: name("code"),
  term: name("term", { mark: "boolean" }),
  park: name("park", { mark: "boolean" }),
  eventName: name("event"),
  eventDate: name("event", { form: dateForms, mark: "boolean" }),
  cite: { arguments: [], rest: "source", options: {} },
  editionDate: { arguments: [], options: { form: dateForms, capital: "boolean" } },
} as const satisfies Record<string, HelperSignature>;
export type InlineHelperName = keyof typeof inlineSignatures;

/** Helpers of templates only: they place strings, languages, charts and sources. */
const templateSignatures = {
  t: { arguments: ["string"], options: {} },
  both: { arguments: ["value"], options: { separator: "text" } },
  local: { arguments: ["value"], options: {} },
  pair: { arguments: [], options: {}, block: true },
  inLanguage: { arguments: ["language"], options: {}, block: true },
  section: { arguments: ["value"], options: {}, block: true },
  number: { arguments: ["value"], options: { signed: "boolean" } },
  marks: { arguments: ["value"], options: {} },
  chartAlt: { arguments: ["chart"], options: {} },
  chartIsStale: { arguments: ["chart"], options: {} },
  chartHasOneSource: { arguments: ["chart"], options: {} },
  chartSources: { arguments: ["chart"], options: {} },
  sources: { arguments: [], options: {}, block: true },
  join: { arguments: [], rest: "value", options: { with: "text" } },
  eq: { arguments: ["value", "value"], options: {} },
} as const satisfies Record<string, HelperSignature>;
export type TemplateHelperName = keyof typeof templateSignatures;

/** What Handlebars itself brings and stays. */
const builtInSignatures = {
  if: { arguments: ["value"], options: { includeZero: "boolean" }, block: true },
  unless: { arguments: ["value"], options: { includeZero: "boolean" }, block: true },
  each: { arguments: ["value"], options: {}, block: true },
  with: { arguments: ["value"], options: {}, block: true },
} as const satisfies Record<string, HelperSignature>;

/** All of them, by name. */
export const signatures: ReadonlyMap<string, HelperSignature> = new Map<string, HelperSignature>([
  ...Object.entries(inlineSignatures),
  ...Object.entries(templateSignatures),
  ...Object.entries(builtInSignatures),
]);

export const isInlineHelper = (helper: string): helper is InlineHelperName => Object.hasOwn(inlineSignatures, helper);
