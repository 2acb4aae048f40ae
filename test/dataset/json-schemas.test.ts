import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { renderJsonSchemas, writeJsonSchemas } from "../../src/dataset/json-schemas.ts";

const data = new URL("../../data/", import.meta.url);

test.each([...renderJsonSchemas()])("%s is what the zod schemas give (if not, call writeJsonSchemas)", async (path, text) => {
  expect(await readFile(new URL(path, data), "utf8")).toBe(text);
});

test.each(["indicators", "areas", "codelists", "terms", "parks", "resolutions", "charts"])(
  "%s.yaml names its schema in its first line",
  async (name) => {
    const [first] = (await readFile(new URL(`${name}.yaml`, data), "utf8")).split("\n");
    expect(first).toBe(`# yaml-language-server: $schema=./schema/${name}.schema.json`);
  },
);

test("schemas are written below the data folder", async () => {
  const written = new Map<string, Uint8Array>();
  await writeJsonSchemas("elsewhere", { writeFiles: async (files) => files.forEach((bytes, path) => written.set(path, bytes)) });
  expect([...written.keys()]).toContain("elsewhere/schema/brief.schema.json");
  expect(written.size).toBe(renderJsonSchemas().size);
});
