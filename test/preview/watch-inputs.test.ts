import { writeFileSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { watchInputs } from "../../src/preview/watch-inputs.ts";

/** A folder with two files, watched; `change` acts and waits until it is told of. */
async function watched() {
  const root = await mkdtemp(join(tmpdir(), "brief-watch-"));
  const folder = join(root, "data");
  await mkdir(join(folder, "briefs"), { recursive: true });
  await writeFile(join(folder, "a.csv"), "1");
  await writeFile(join(folder, "briefs", "b.yaml"), "1");
  let told = 0;
  let wake = (): void => {};
  const watching = await watchInputs([folder], () => {
    told++;
    wake();
  });
  onTestFinished(async () => {
    watching.close();
    await rm(root, { recursive: true, force: true });
  });
  const change = async (act: () => Promise<unknown>): Promise<void> => {
    const next = new Promise<void>((resolve) => (wake = resolve));
    await act();
    await next;
  };
  return { folder, change, told: () => told };
}

test("a save is told, as editors do it: in place, beside and renamed, in a folder below", async () => {
  const { folder, change } = await watched();
  await change(() => writeFile(join(folder, "a.csv"), "2"));
  for (const text of ["3", "4"]) {
    await change(async () => {
      await writeFile(join(folder, ".a.csv.swp"), text);
      await rename(join(folder, ".a.csv.swp"), join(folder, "a.csv"));
    });
  }
  await change(() => writeFile(join(folder, "briefs", "b.yaml"), "2"));
  await change(() => rm(join(folder, "a.csv")));
  await change(() => writeFile(join(folder, "a.csv"), "5"));
});

test("folders may be made, filled, taken away and made again", async () => {
  const { folder, change } = await watched();
  const [inner, file] = [join(folder, "new", "inner"), join(folder, "new", "inner", "c.yaml")];
  for (const text of ["1", "2"]) {
    await change(() => mkdir(inner, { recursive: true }));
    await change(() => writeFile(file, text));
    await change(() => writeFile(file, `${text}${text}`));
    await change(() => rm(join(folder, "new"), { recursive: true }));
  }
});

test("the folder itself may be replaced by another", async () => {
  const { folder, change } = await watched();
  await change(() => rename(folder, `${folder}-before`));
  await change(() => mkdir(folder));
  await change(() => writeFile(join(folder, "a.csv"), "2"));
  await change(() => writeFile(join(folder, "a.csv"), "3"));
});

test("a burst is told once, and what no brief is made from is not told", async () => {
  const { folder, change, told } = await watched();
  for (const name of [".a.csv.swp", "a.csv~", "notes.txt", "4913.tmp"]) await writeFile(join(folder, name), "x");
  // Without a turn of the event loop between them, however slow the machine is.
  await change(async () => {
    for (let i = 0; i < 50; i++) writeFileSync(join(folder, "a.csv"), String(i));
  });
  expect(told()).toBeLessThan(3);
});
