import { join } from "node:path";
import { z } from "zod";
import { type Effects, nodeEffects } from "../effects.ts";
import { briefSchema, memberFiles } from "./member-files.ts";

/** The folder of the schemas, below `data/`. */
const folder = "schema";

/**
 * The JSON Schema (2020-12) of every YAML file of the dataset, by its path below `data/`, for editors that complete and
 * check YAML. They follow from the zod schemas and are never edited.
 */
export function renderJsonSchemas(): ReadonlyMap<string, string> {
  const files = Object.entries(memberFiles).map(([name, { kind, schema, id }]) => {
    const members = { $schema: "https://json-schema.org/draft/2020-12/schema", title: `${name}.yaml: ${kind}s by id`, type: "object" };
    return [name, { ...members, propertyNames: { pattern: id.source }, additionalProperties: shapeOf(schema) }] as const;
  });
  const brief = [
    "brief",
    { $schema: "https://json-schema.org/draft/2020-12/schema", title: "briefs/ID.yaml: what a brief prints", ...shapeOf(briefSchema) },
  ] as const;
  return new Map([...files, brief].map(([name, schema]) => [`${folder}/${name}.schema.json`, `${JSON.stringify(schema, null, 2)}\n`]));
}

/** Writes them below the data folder. */
export async function writeJsonSchemas(directory: string, effects: Pick<Effects, "writeFiles"> = nodeEffects()): Promise<void> {
  const encoder = new TextEncoder();
  await effects.writeFiles(new Map([...renderJsonSchemas()].map(([path, text]) => [join(directory, path), encoder.encode(text)])));
}

function shapeOf(schema: z.ZodType): Record<string, unknown> {
  // As it is written: what has a default may be left out.
  const { $schema: _, ...shape } = z.toJSONSchema(schema, { io: "input" });
  return shape;
}
