import { currentStaleness } from "../dataset/check-stale.ts";
import type { Bilingual, Observation } from "../dataset/schema.ts";
import type { Problem } from "../errors.ts";
import type { DateForm } from "../language/date-parts.ts";
import { formatDate } from "../language/format-date.ts";
import { formatFigure, type FormattedFigure, withSign } from "../language/format-figure.ts";
import { formatPeriod } from "../language/format-period.ts";
import type { Language } from "../language/language.ts";
import { noBreakSpace } from "../language/no-break-space.ts";
import type { BriefView } from "./brief-view.ts";
import { helperClasses } from "./code-classes.ts";
import { escapeHtml } from "./escape-html.ts";
import type { InlineHelperName } from "./helper-signatures.ts";
import type { OptionValue } from "./parse-inline.ts";
import { unknownReference } from "./unknown-reference.ts";

/** What a helper gives: HTML, and the sources that a mark after it names. */
export interface Printed {
  readonly html: string;
  readonly sources: readonly string[];
}

export interface HelperContext {
  readonly view: Pick<BriefView, "dataset" | "editionDay">;
  readonly language: Language;
  /** Whether figures that are not accepted may stand here, since the text says so. */
  readonly disputedAllowed: boolean;
  readonly report: (report: Report) => void;
}

/** A problem of a call; whoever calls knows where it is. */
export type Report = Pick<Problem, "code" | "message" | "hint">;

interface HelperCall {
  readonly ids: readonly string[];
  readonly options: Readonly<Record<string, OptionValue>>;
}

export type InlineHelper = (call: HelperCall, context: HelperContext) => Printed;

export const inlineHelpers = {
  figure: printFigure,
  period: ({ ids, options }, context) =>
    withMember(context, { members: context.view.dataset.observations, id: ids[0], kind: "observation" }, ({ timePeriod }) =>
      printed(capitalised(formatPeriod(timePeriod, context.language, formOf(options)), options)),
    ),
  indicator: ({ ids, options }, context) =>
    withMember(context, { members: context.view.dataset.indicators, id: ids[0], kind: "indicator" }, ({ label, shortLabel }) =>
      printName(options["form"] === "short" ? (shortLabel ?? label) : label, options, context),
    ),
  area: ({ ids, options }, context) =>
    withMember(context, { members: context.view.dataset.areas, id: ids[0], kind: "area" }, ({ label }) =>
      printName(label, options, context),
    ),
  code: ({ ids, options }, context) =>
    withMember(context, { members: context.view.dataset.codes, id: ids[0], kind: "code" }, ({ label }) =>
      printName(label, options, context),
    ),
  term: ({ ids, options }, context) =>
    withMember(context, { members: context.view.dataset.terms, id: ids[0], kind: "term" }, (term) => ({
      ...printName(term, options, context),
      sources: options["mark"] === true && term.source !== undefined ? [term.source] : [],
    })),
  park: ({ ids, options }, context) =>
    withMember(context, { members: context.view.dataset.parks, id: ids[0], kind: "park" }, ({ name, source }) => ({
      ...printName(name, options, context),
      sources: options["mark"] === true ? [source] : [],
    })),
  eventName: ({ ids, options }, context) =>
    withMember(context, { members: context.view.dataset.events, id: ids[0], kind: "event" }, ({ name }) =>
      printName(name, options, context),
    ),
  eventDate: ({ ids, options }, context) =>
    withMember(context, { members: context.view.dataset.events, id: ids[0], kind: "event" }, ({ timePeriod, source }) => ({
      ...printed(capitalised(formatPeriod(timePeriod, context.language, formOf(options)), options)),
      sources: options["mark"] === false ? [] : [source],
    })),
  cite: ({ ids }, context) => ({
    html: "",
    sources: ids.filter((id) => memberOf(context, { members: context.view.dataset.sources, id, kind: "source" }) !== undefined),
  }),
  editionDate: ({ options }, { view, language }) => printed(capitalised(formatDate(view.editionDay, language, formOf(options)), options)),
} as const satisfies Record<InlineHelperName, InlineHelper>;

function printFigure({ ids, options }: HelperCall, context: HelperContext): Printed {
  const { dataset } = context.view;
  return withMember(context, { members: dataset.observations, id: ids[0], kind: "observation" }, (observation) => {
    const indicator = dataset.indicators.get(observation.indicator);
    if (!indicator) return nothing;
    if (observation.review !== "accepted" && !context.disputedAllowed && options["disputed"] !== true) {
      context.report(notAccepted(observation));
    }
    const plain = formatFigure(observation, indicator, context.language);
    const figure = options["signed"] === true ? withSign(plain, observation) : plain;
    const text = capitalised(figureText(figure, options), options);
    const marked = options["mark"] !== false;
    return {
      html: `<data value="${escapeHtml(observation.id)}">${escapeHtml(text)}</data>${marked ? staleMark(observation, context) : ""}`,
      sources: marked ? [observation.source] : [],
    };
  });
}

/** A dagger after a figure that is past its freshness limit; Data notes says what it means. */
function staleMark(observation: Observation, { view }: HelperContext): string {
  return currentStaleness(observation, view.dataset, view.editionDay) ? `<sup class="${helperClasses.staleMark}">†</sup>` : "";
}

/** The report on a figure that must not be printed as a plain fact. */
export const notAccepted = ({ id, review }: { readonly id: string; readonly review: string }): Report => ({
  code: "figure-not-accepted",
  message: `the observation "${id}" is ${review}, so it can't be printed as a plain fact`,
  hint: "cite the one that its resolution takes, or say it under data-notes",
});

function figureText({ qualifier, sign, number, amount }: FormattedFigure, options: HelperCall["options"]): string {
  const hedge = options["qualifier"] === "none" ? "" : options["qualifier"] === "sign" ? sign || qualifier : qualifier;
  const what = options["unit"] === false ? number : amount;
  return hedge ? `${hedge}${noBreakSpace}${what}` : what;
}

const nothing: Printed = { html: "", sources: [] };
const printed = (text: string): Printed => ({ html: escapeHtml(text), sources: [] });

const printName = (words: Bilingual, options: HelperCall["options"], { language }: HelperContext): Printed =>
  printed(capitalised(words[language], options));

const formOf = ({ form }: HelperCall["options"]): DateForm => (form === "short" ? "short" : "phrase");

function capitalised(text: string, { capital }: HelperCall["options"]): string {
  const [first = ""] = text;
  return capital === true ? first.toUpperCase() + text.slice(first.length) : text;
}

interface Reference<Member> {
  readonly members: ReadonlyMap<string, Member>;
  readonly id: string | undefined;
  readonly kind: string;
}

function withMember<Member>(context: HelperContext, reference: Reference<Member>, print: (member: Member) => Printed): Printed {
  const member = memberOf(context, reference);
  return member === undefined ? nothing : print(member);
}

function memberOf<Member>({ report }: HelperContext, { members, id = "", kind }: Reference<Member>): Member | undefined {
  const member = members.get(id);
  if (member === undefined) report(unknownReference(id, kind, members.keys()));
  return member;
}
