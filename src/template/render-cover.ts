import { error, type PlaceAt, type Problem } from "../errors.ts";
import { withoutControls } from "../language/plain-text.ts";
import type { BriefView } from "./brief-view.ts";
import { coverTemplate, type Templates } from "./compile-templates.ts";
import { hole, openText, type OpenText } from "./open-text.ts";
import { printedFigures, renderHtml } from "./render-html.ts";

/** What differs from cover to cover. */
export const readerFields = ["name", "organisation", "interests"] as const;
export type ReaderField = (typeof readerFields)[number];
const isReaderField = (word: string): word is ReaderField => readerFields.some((field) => field === word);

/** A heading of the copy that the cover is for. */
export interface CoverHeading {
  readonly title: string;
  /** The target of a link. */
  readonly anchor: string;
  readonly page: number;
  /** 1 for the highest. */
  readonly level: number;
}

/** Everything that a cover can print. */
export interface CoverView extends BriefView {
  /** Empty: not known. */
  readonly reader: Readonly<Record<ReaderField, string>>;
  readonly contents: readonly CoverHeading[];
}

export interface RenderedCover {
  readonly html: OpenText<ReaderField>;
  /** The same with the names of the fields in their places. */
  readonly sample: string;
  readonly placeAt: PlaceAt;
  readonly problems: readonly Problem[];
}

/**
 * The template of covers + view → the HTML of a cover for everyone of whom `given` is known. A cover prints no figures and cites no
 * source: its page has no list of them.
 */
export function renderCover(
  templates: Templates,
  view: BriefView,
  { contents, given }: { contents: readonly CoverHeading[]; given: readonly ReaderField[] },
): RenderedCover {
  const open = (field: ReaderField): string => (given.includes(field) ? hole(field) : "");
  const reader = { name: open("name"), organisation: open("organisation"), interests: open("interests") };
  const cover: CoverView = { ...view, reader, contents };
  const { rendering, numbered, placeAt } = renderHtml(templates, cover, coverTemplate);
  const printed = printedFigures(numbered.html, view.dataset);
  return {
    html: openText(numbered.html, isReaderField),
    sample: withoutControls(numbered.html),
    placeAt,
    problems: [...rendering.problems, ...refuse({ ...printed, sources: numbered.citedSources }, templates)],
  };
}

interface Printed {
  readonly observations: readonly string[];
  readonly charts: readonly string[];
  readonly sources: readonly string[];
}

function refuse({ observations, charts, sources }: Printed, templates: Templates): Problem[] {
  const found = [
    ...observations.map((id) => `the figure ${id}`),
    ...charts.map((id) => `the chart ${id}`),
    ...sources.map((id) => `a mark of the source ${id}`),
  ];
  const file = templates.get(coverTemplate)?.file;
  return found.map((what) =>
    error(
      "cover-figure",
      `${what} stands on the cover`,
      file === undefined ? {} : { file },
      "place it in a section: a cover has no list of sources",
    ),
  );
}
