import { createHash } from "node:crypto";
import type { Dataset } from "../dataset/schema.ts";
import { hasError, type Problem } from "../errors.ts";
import { formatNumber } from "../language/format-number.ts";
import { editionLanguages, type Language } from "../language/language.ts";
import { plainText } from "../language/plain-text.ts";
import { editionTime } from "../press/edition-day.ts";
import type { Screens } from "../screens/read-screens.ts";
import { isBehind, shownBrief, versionOf, type BuildState } from "./build-state.ts";

/** What the viewer is told of each state. */
export interface ViewedState {
  readonly build: number;
  readonly busy: boolean;
  /** How it stands, in words. */
  readonly status: string;
  /** Tells whether the list of problems has changed. */
  readonly problems: string;
  readonly hasErrors: boolean;
  /** Id of the one that is shown; empty: none is yet. */
  readonly brief: string;
  /** Those that there are to choose from. */
  readonly briefs: readonly { readonly id: string; readonly title: string }[];
  readonly editions: Readonly<Record<string, ViewedEdition>>;
}

interface ViewedEdition {
  readonly build: number;
  /** Names the bytes of the PDF. */
  readonly version: string;
  /** Says that these pages are older than the files; empty: they are not. */
  readonly message: string;
}

/** Briefs of the data that the pages were made from. */
export const knownBriefs = ({ editions }: BuildState): Dataset["briefs"] =>
  editions.values().next().value?.edition.view.dataset.briefs ?? new Map<string, never>();

export function describeState(state: BuildState, { screens, language }: { screens: Screens; language: Language }): ViewedState {
  const editions = editionLanguages.flatMap((one): [string, ViewedEdition][] => {
    const found = state.editions.get(one);
    if (!found) return [];
    const behind = isBehind(state, one);
    const message = behind ? screens.say("preview.behind", language, { time: `${editionTime(found.made)} (UTC+7)` }) : "";
    return [[one, { build: found.build, version: versionOf(found), message }]];
  });
  return {
    build: state.build,
    busy: state.busy,
    status: statusOf(state, { screens, language }),
    problems: fingerprint(state.problems),
    hasErrors: hasError(state.problems),
    brief: shownBrief(state) ?? "",
    briefs: [...knownBriefs(state)].map(([id, { title }]) => ({ id, title: plainText(title[language]) })),
    editions: Object.fromEntries(editions),
  };
}

function statusOf({ busy, problems, milliseconds }: BuildState, { screens, language }: { screens: Screens; language: Language }): string {
  const count = (severity: Problem["severity"]) => problems.filter((problem) => problem.severity === severity).length;
  if (busy && milliseconds === null) return screens.say("preview.building", language);
  const [errors, warnings] = [count("error"), count("warning")];
  const found = screens.say(errors > 0 ? "preview.found-errors" : "preview.found", language, { errors, warnings });
  if (milliseconds === null) return found;
  return `${screens.say("preview.built", language, { seconds: formatNumber(milliseconds / 1000, 2, language) })} · ${found}`;
}

/** The same for the same problems. */
const fingerprint = (problems: readonly Problem[]): string =>
  createHash("sha256").update(JSON.stringify(problems)).digest("hex").slice(0, 16);
