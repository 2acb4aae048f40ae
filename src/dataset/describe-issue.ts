import { z } from "zod";
import { nearest, type Problem } from "../errors.ts";
import type { YamlPath } from "./origin.ts";
import { Bilingual } from "./schema.ts";

type Issue = z.core.$ZodIssue;

/** What a person should be told, without its place; `path` leads to what the place is of. */
export interface Told extends Pick<Problem, "code" | "message" | "hint"> {
  readonly path: YamlPath;
}

const translations = Object.keys(Bilingual.shape);

/** What zod found wrong with `value`, in the words of someone who edits YAML. */
export function describeIssue(issue: Issue, value: unknown, schema: z.ZodType): readonly Told[] {
  const path = issue.path.filter((step) => typeof step !== "symbol");
  const told = (code: string, message: string, hint: string): readonly Told[] => [{ code, message, hint, path }];
  const found = valueAt(value, path);
  const [name, text] = [nameOf(path), String(found)];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey(key, path, schema));
    case "invalid_value":
      if (found === undefined) return missing(path);
      return told(
        path.includes("units") ? "unknown-unit" : "unknown-value",
        `"${text}" is not a value of ${name}`,
        choice(text, issue.values.map(String)),
      );
    case "invalid_type":
      return found === undefined
        ? missing(path)
        : told("wrong-type", `${name} should be ${article(issue.expected)}, not ${describe(found)}`, typeHint(issue.expected, found));
    case "invalid_union": {
      if (found === undefined) return missing(path);
      const words = issue.errors.flat().flatMap((one) => (one.code === "invalid_value" ? one.values.map(String) : []));
      const meant = typeof found === "string" ? nearest(text, words) : undefined;
      const what = typeof found === "string" ? `"${text}"` : describe(found);
      return told(
        "unknown-value",
        `${what} is not a value of ${name}`,
        meant ? `did you mean "${meant}"?` : `use ${words.join(", ")}, or a list of words`,
      );
    }
    case "too_small":
      return found === "" && isTranslation(path)
        ? missing(path)
        : told("too-few", `${name} ${tooSmall(issue, found)}`, "add what is missing");
    case "too_big":
      return told("too-many", `${name} has more than ${String(issue.maximum)}`, "take the rest out");
    default:
      return told("invalid-value", `${name}: ${issue.message}`, "correct it");
  }
}

function unknownKey(key: string, path: YamlPath, schema: z.ZodType): Told {
  const known = Object.keys(objectAt(schema, path)?.shape ?? {});
  return { code: "unknown-key", message: `there is no key "${key}" here`, hint: choice(key, known), path: [...path, key] };
}

function missing(path: YamlPath): readonly Told[] {
  const key = String(path.at(-1) ?? "");
  if (isTranslation(path)) {
    const parent = nameOf(path.slice(0, -1));
    return [{ code: "missing-translation", message: `${parent} has no "${key}"`, hint: "write it in both languages", path }];
  }
  return [{ code: "missing-key", message: `the key "${key}" is missing`, hint: "add it", path }];
}

const isTranslation = (path: YamlPath) => translations.includes(String(path.at(-1)));

function tooSmall(issue: Extract<Issue, { code: "too_small" }>, found: unknown): string {
  if (found === "") return "is empty";
  return issue.origin === "array"
    ? `needs ${issue.exact ? "" : "at least "}${String(issue.minimum)}`
    : `must be ${issue.inclusive ? "at least" : "more than"} ${String(issue.minimum)}`;
}

function typeHint(expected: string, found: unknown): string {
  if (expected === "string" && typeof found !== "object") return "put it in quotes";
  return expected === "object" || expected === "record" ? "write keys and values below it" : "correct it";
}

function choice(text: string, members: readonly string[]): string {
  const meant = nearest(text, members);
  return meant ? `did you mean "${meant}"?` : `use one of ${members.join(", ")}`;
}

const article = (expected: string) =>
  ({ string: "text", array: "a list", object: "a mapping", record: "a mapping", int: "a whole number", boolean: "true or false" })[
    expected
  ] ?? `a ${expected}`;

function describe(value: unknown): string {
  if (value === null) return "empty";
  return Array.isArray(value) ? "a list" : typeof value === "object" ? "a mapping" : JSON.stringify(value);
}

/** The last key on the way, numbers being places in lists. */
const nameOf = (path: YamlPath) => path.findLast((step) => typeof step === "string") ?? "entry";

function valueAt(value: unknown, path: YamlPath): unknown {
  let found = value;
  for (const step of path) {
    if (typeof found !== "object" || found === null) return undefined;
    found = Object.entries(found).find(([key]) => key === String(step))?.[1];
  }
  return found;
}

/** The object schema that describes what stands at `path`. */
function objectAt(schema: z.ZodType, path: YamlPath): z.ZodObject | undefined {
  let found: unknown = schema;
  for (const step of path) {
    const bare = unwrap(found);
    if (bare instanceof z.ZodObject) found = bare.shape[step];
    else if (bare instanceof z.ZodArray) found = bare.element;
    else if (bare instanceof z.ZodRecord) found = bare.valueType;
    else return undefined;
  }
  const bare = unwrap(found);
  return bare instanceof z.ZodObject ? bare : undefined;
}

function unwrap(schema: unknown): unknown {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault
    ? unwrap(schema.unwrap())
    : schema;
}
