import type { z } from "zod";
import { error, nearest, type Problem, warning } from "../errors.ts";
import { cleanText, needsCleaning } from "./clean-text.ts";
import { describeIssue, type Told } from "./describe-issue.ts";
import type { YamlPath } from "./origin.ts";
import type { YamlPlaces } from "./yaml-places.ts";
import { parseYaml, type YamlTree } from "./yaml-tree.ts";

export interface ParsedMembers<Member> {
  readonly members: ReadonlyMap<string, Member>;
  readonly faulty: ReadonlySet<string>;
  readonly problems: readonly Problem[];
  readonly readable: boolean;
  readonly places: YamlPlaces;
}

/** What a file gave that is one member. */
export interface ParsedMember<Member> {
  readonly member: Member | undefined;
  readonly problems: readonly Problem[];
  readonly places: YamlPlaces;
}

/** What the members of a file are: the shape of each, and how their ids are written. */
export interface MemberKind<Member> {
  readonly kind: string;
  readonly schema: z.ZodType<Member>;
  readonly id: RegExp;
  /** How its ids are written, for people. */
  readonly idForm: string;
}

/** A YAML file that maps ids to members: those that are whole, and everything that is wrong with the others. */
export function parseYamlMembers<Member>(
  text: string,
  file: string,
  { kind, schema, id, idForm }: MemberKind<Member>,
): ParsedMembers<Member> {
  const tree = parseYaml(text, file);
  const members = new Map<string, Member>();
  const faulty = new Set<string>();
  const problems = [...tree.problems];
  const failed = { members, faulty, problems, readable: false, places: tree.places };
  if (tree.value === undefined) return failed;
  if (!isMapping(tree.value)) {
    problems.push(
      error("wrong-type", `the file is not a mapping of ids to ${kind}s`, tree.placeOf([]), "begin each member with its id and a colon"),
    );
    return failed;
  }
  for (const [key, value] of Object.entries(tree.value)) {
    if (!id.test(key)) problems.push(error("invalid-id", `"${key}" can't be an id in this file`, tree.placeOf([key]), `write ${idForm}`));
    const parsed = parseMember(value, schema, { path: [key], tree });
    problems.push(...parsed.problems);
    if (parsed.member === undefined) faulty.add(key);
    else members.set(key, parsed.member);
  }
  return { members, faulty, problems, readable: true, places: tree.places };
}

/** A YAML file that is one member. */
export function parseYamlMember<Member>(text: string, file: string, schema: z.ZodType<Member>): ParsedMember<Member> {
  const tree = parseYaml(text, file);
  if (tree.value === undefined) return { member: undefined, problems: tree.problems, places: tree.places };
  const { member, problems } = parseMember(tree.value, schema, { path: [], tree });
  return { member, problems: [...tree.problems, ...problems], places: tree.places };
}

interface MemberContext {
  readonly path: YamlPath;
  readonly tree: YamlTree;
}

function parseMember<Member>(
  raw: unknown,
  schema: z.ZodType<Member>,
  { path, tree }: MemberContext,
): { member: Member | undefined; problems: Problem[] } {
  const { value, problems } = cleanValue(raw, path, tree);
  const parsed = schema.safeParse(value);
  if (parsed.success) return { member: parsed.data, problems };
  const told = parsed.error.issues.flatMap((issue) => describeIssue(issue, value, schema));
  problems.push(
    ...told
      .filter((one) => !isMisspelt(one, told))
      .map(({ code, message, hint, path: inner }) =>
        error(code, message, { ...tree.placeOf([...path, ...inner]), field: [...path, ...inner].join(".") }, hint),
      ),
  );
  return { member: undefined, problems };
}

/** A key that is missing because it stands there under another name. */
function isMisspelt({ code, path }: Told, told: readonly Told[]): boolean {
  if (code !== "missing-key" && code !== "missing-translation") return false;
  const siblings = told.filter(
    (other) => other.code === "unknown-key" && other.path.slice(0, -1).join(".") === path.slice(0, -1).join("."),
  );
  return siblings.some((other) => nearest(String(other.path.at(-1)), [String(path.at(-1))]) !== undefined);
}

/** The value with every text in it on one line and free of invisible characters. */
function cleanValue(raw: unknown, path: YamlPath, tree: YamlTree): { value: unknown; problems: Problem[] } {
  const problems: Problem[] = [];
  const clean = (value: unknown, at: YamlPath): unknown => {
    if (typeof value === "string") {
      if (!needsCleaning(value)) return value.trim();
      const { text, removed } = cleanText(value);
      if (removed.length > 0)
        problems.push(
          warning(
            "text-cleaned",
            `${removed.join(", ")} taken out of the text`,
            { ...tree.placeOf(at), field: at.join(".") },
            "take it out of the file",
          ),
        );
      return text;
    }
    if (Array.isArray(value)) return value.map((item, i) => clean(item, [...at, i]));
    if (isMapping(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, clean(item, [...at, key])]));
    return value;
  };
  return { value: clean(raw, path), problems };
}

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
