import { createHash } from "node:crypto";
import { setImmediate, setTimeout } from "node:timers/promises";
import type { Effects } from "../effects.ts";
import { inputsOf } from "../edition/input-digest.ts";
import type { InputFolders } from "../edition/inputs.ts";
import { type Fonts, printEdition } from "../edition/make-edition.ts";
import { error, nearest, OutsideError, type Problem, UserError } from "../errors.ts";
import type { EditionLanguage } from "../language/language.ts";
import { withRunMemory } from "../press/with-run-memory.ts";
import { checkEditions, type Press, type SoundEdition } from "../press/check-editions.ts";
import type { IsoDate } from "../units.ts";
import { noBuild, shownBrief, type BuildState, type PreviewedEdition } from "./build-state.ts";

export interface BuildPlan {
  readonly folders: InputFolders;
  /** Shown at first. Undefined: the first one that there is. */
  readonly brief: string | undefined;
  /** The day of the editions, which passes while the preview runs. */
  readonly date: () => IsoDate;
  readonly plan: Press["plan"];
  /** Opened once: what they have measured need not be measured again. */
  readonly fonts: Fonts;
}

export interface Builds {
  readonly state: () => BuildState;
  /** Calls `listener` with each new state; gives what ends that. */
  readonly subscribe: (listener: (state: BuildState) => void) => () => void;
  /** Which language somebody looks at: it is made first from now on. */
  readonly prefer: (language: EditionLanguage) => void;
  /** Which brief is shown from now on: its pages take the place of those of another. */
  readonly choose: (brief: string) => void;
  /** The files have changed: a build that is under way is given up. */
  readonly changed: () => void;
  /** Ends when nothing is under way. */
  readonly close: () => Promise<void>;
}

/** While an edition is laid out nothing is answered: the pages just made are fetched before the other languages are. */
const fetchMilliseconds = 250;

/** A newer save has come. */
class Overtaken extends Error {}

/** Builds at once, and again after each change, one at a time. */
export function startBuilds(plan: BuildPlan, effects: Effects): Builds {
  const listeners = new Set<(state: BuildState) => void>();
  let state = noBuild;
  let asked = { number: 1, at: effects.clock() };
  let preferred: EditionLanguage = "vi";
  let chosen = plan.brief;
  const closing = new AbortController();
  const { signal } = closing;
  let resting = new AbortController();
  const publish = (change: Partial<BuildState>): void => {
    state = { ...state, ...change };
    for (const listener of listeners) listener(state);
  };
  const pauseOf = (number: number) => async (): Promise<void> => {
    await setImmediate();
    if (signal.aborted || number !== asked.number) throw new Overtaken();
  };
  const check = (press: Pick<Press, "take"> & { readonly pause: () => Promise<void> }): Promise<readonly Problem[]> => {
    const known: Press["plan"] = (inputs) => plan.plan(requireBrief(chosen, inputs));
    const { folders, fonts } = plan;
    return checkEditions({ folders, date: plan.date(), first: preferred, fonts }, { plan: known, ...press }, effects);
  };
  const build = async ({ number, at }: typeof asked): Promise<void> => {
    publish({ build: number, busy: true, milliseconds: null });
    const pause = pauseOf(number);
    const take = async (sound: SoundEdition): Promise<void> => {
      const { brief, language } = sound.edition.request;
      if (brief !== (chosen ?? sound.inputs.dataset.briefs.keys().next().value)) return;
      await pause();
      const edition = await print(sound, number, effects);
      await pause();
      const isFirst = state.milliseconds === null;
      const milliseconds = state.milliseconds ?? effects.clock() - at;
      // The pages of another brief stand until there are some of this one.
      const others = shownBrief(state) === brief ? state.editions : [];
      publish({ editions: new Map(others).set(language, edition), problems: sound.told, milliseconds });
      resting = new AbortController();
      // Cut short by a newer save.
      if (isFirst && listeners.size > 0) await setTimeout(fetchMilliseconds, undefined, { signal: resting.signal }).catch(() => {});
    };
    try {
      // The first one finds what builds and previews have left before; the others remember it in this process.
      const look = () => check({ take, pause });
      const problems = await (number === 1 ? withRunMemory(plan.folders, effects, look) : look());
      await pause();
      publish({ busy: false, problems });
    } catch (cause) {
      if (!(cause instanceof Overtaken) && !signal.aborted) publish({ busy: false, problems: problemsOf(cause, effects) });
    }
  };
  let rehearsed = false;
  /** Code that ran once or twice is slow: without this the first save takes twice as long as those after it. Nothing comes of it. */
  const rehearse = async (): Promise<void> => {
    if (rehearsed) return;
    rehearsed = true;
    const { number } = asked;
    const pause = pauseOf(number);
    const take = async (sound: SoundEdition): Promise<void> => {
      await pause();
      await print(sound, number, effects);
      throw new Overtaken();
    };
    // What may fail has failed before it, and was told.
    await check({ take, pause }).catch(() => {});
  };
  const buildAll = async (): Promise<void> => {
    while (!signal.aborted && state.build < asked.number) await build(asked);
    await rehearse();
  };
  let running = buildAll();
  const changed = (): void => {
    asked = { number: asked.number + 1, at: effects.clock() };
    resting.abort();
    running = running.then(buildAll);
  };
  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    prefer: (language) => void (preferred = language),
    choose: (brief) => {
      if (brief === (chosen ?? shownBrief(state))) return;
      chosen = brief;
      changed();
    },
    changed,
    close: async () => {
      closing.abort();
      resting.abort();
      listeners.clear();
      await running;
    },
  };
}

async function print({ edition, inputs, fonts, warnings }: SoundEdition, build: number, effects: Effects): Promise<PreviewedEdition> {
  const pdf = await printEdition(edition, inputs, { fonts, warnings });
  return {
    build,
    edition,
    pdf,
    sha256: createHash("sha256").update(pdf).digest("hex"),
    made: effects.now(),
    madeFrom: inputs,
    inputs: inputsOf(edition.request.brief, inputs.hashes),
  };
}

type PlannedInputs = Parameters<Press["plan"]>[0];

function requireBrief(brief: string | undefined, inputs: PlannedInputs): PlannedInputs {
  const known = [...inputs.dataset.briefs.keys()];
  if (brief === undefined || known.includes(brief)) return inputs;
  const guess = nearest(brief, known);
  const hint = guess ? `did you mean ${guess}?` : `there are ${known.join(", ")}`;
  throw new UserError([error("unknown-brief", `there is no brief "${brief}"`, { file: inputs.dataset.origin?.directory ?? "data" }, hint)]);
}

/** The preview goes on, whatever a half-written file leads to. */
function problemsOf(cause: unknown, effects: Effects): readonly Problem[] {
  if (cause instanceof UserError) return cause.problems;
  if (cause instanceof OutsideError) return [error("outside", cause.message, undefined, "it is tried again with the next save")];
  const words = cause instanceof Error ? cause : new Error(String(cause));
  effects.printError(`bug: ${words.stack ?? words.message}`);
  return [error("internal-error", `internal error: ${words.message}`, undefined, "please report it with what was just saved")];
}
