import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { openFonts } from "../src/layout/open-font.ts";
import { Stream } from "./pdf/check/raw.ts";
import { entry, readPdf } from "./pdf/check/read-pdf.ts";
import { documentOf, of, render, text } from "./pdf/sample-document.ts";
import { closeRunMemory, openRunMemory, rememberAcrossRuns } from "../src/run-memory.ts";

afterEach(() => void closeRunMemory());

/** A function that counts what it has done. */
function counted() {
  const done: string[] = [];
  const shout = rememberAcrossRuns(
    "shout",
    (word: string) => {
      done.push(word);
      return new Map([[word, word.toUpperCase()]]);
    },
    (word) => [word],
  );
  return { done, shout };
}

/** What a run that asks for these words leaves to the next. */
function run(file: Uint8Array | undefined, ...words: readonly string[]) {
  const { done, shout } = counted();
  openRunMemory(file);
  for (const word of words) expect(shout(word)).toEqual(new Map([[word, word.toUpperCase()]]));
  return { done, file: closeRunMemory() ?? file };
}

test("subsets of two faces with the same glyphs are two", async () => {
  openRunMemory(undefined);
  const programs = async () => {
    const items = [text("chữ", { ...of(0), font: "regular" }), text("chữ", { ...of(0), y: 90, font: "bold" })];
    const file = readPdf(await render(documentOf(["Document"], items), { fonts: openFonts() }));
    const found = [...file.objects.values()].map((object) => entry(file, object, "FontFile2"));
    return found.flatMap((object) => (object instanceof Stream ? [Buffer.from(object.data)] : []));
  };
  const first = await programs();
  expect(new Set(first.map((program) => program.toString("hex"))).size).toBe(2);
  const kept = closeRunMemory();
  openRunMemory(kept);
  expect(await programs()).toEqual(first);
  // Both were found.
  expect(closeRunMemory()).toBeUndefined();
});

describe("what an earlier run has done", () => {
  test("is not done again; what is new, is", () => {
    const first = run(undefined, "a", "b");
    expect(first.done).toEqual(["a", "b"]);
    expect(run(first.file, "b", "c", "a").done).toEqual(["c"]);
  });

  test("is not written again when nothing is new", () => {
    const { file } = run(undefined, "a");
    openRunMemory(file);
    counted().shout("a");
    expect(closeRunMemory()).toBeUndefined();
  });

  test("goes when several runs that found something new have not asked for it", () => {
    let { file } = run(undefined, "a");
    for (const word of ["b", "c", "d", "e"]) ({ file } = run(file, word));
    expect(run(file, "a").done).toEqual([]);
    ({ file } = run(file, "f"));
    expect(run(file, "a").done).toEqual(["a"]);
  });

  test("is done again after damage, wherever it is", () => {
    const { file } = run(undefined, "a", "b");
    const whole = Buffer.from(file!);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), (at, change, isCut) => {
        const damaged = Buffer.from(isCut ? whole.subarray(0, at) : whole);
        if (!isCut) damaged[at]! ^= change;
        expect(run(damaged, "a", "b").done).toEqual(["a", "b"]);
      }),
    );
  });

  test("is not kept where no memory is open", () => {
    const { done, shout } = counted();
    shout("a");
    shout("a");
    expect(done).toEqual(["a", "a"]);
  });
});
