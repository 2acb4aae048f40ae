import type { Strings, StringText } from "../language/strings.ts";
import { rememberAcrossRuns } from "../run-memory.ts";

/**
 * `make`, a pure function of a string's words alone, with a memory for as long as the string is there. `all` does a whole file of strings at
 * once, where no earlier run has: one by one they would take as long to find as to make.
 */
export function rememberTexts<Made>(
  name: string,
  make: (text: StringText) => Made,
): { one: (text: StringText) => Made; all: (strings: Strings) => void } {
  const known = new WeakMap<StringText, { readonly made: Made }>();
  const makeAll = rememberAcrossRuns(
    name,
    (texts: readonly StringText[]) => texts.map(make),
    (texts) => texts.map(({ text }) => text),
  );
  const one = (text: StringText): Made => {
    const found = known.get(text) ?? { made: make(text) };
    known.set(text, found);
    return found.made;
  };
  const all = (strings: Strings): void => {
    for (const file of Map.groupBy(strings.values(), ({ place }) => place.file).values()) {
      const texts = file.flatMap(({ vi, en }) => [vi, en]);
      if (texts.every((text) => known.has(text))) continue;
      makeAll(texts).forEach((made, i) => known.set(texts[i]!, { made }));
    }
  };
  return { one, all };
}
