import { basename, dirname, join } from "node:path";
import { error, nearest, type Place, type Problem, warning } from "../errors.ts";
import { briefFolder, investorExample, briefSchema, type MemberFile, memberFiles, schedulingFiles, tableFiles } from "./dataset-files.ts";
import type { Origin, YamlPath } from "./origin.ts";
import { parseEvents } from "./parse-events.ts";
import { parseObservations } from "./parse-observations.ts";
import { parseSources } from "./parse-sources.ts";
import { type MemberKind, parseYamlMember, parseYamlMembers } from "./parse-yaml-members.ts";
import { rememberLast } from "../remember.ts";
import type { BriefDefinition, Dataset } from "./schema.ts";

export interface ParsedDataset {
  /** The members that are whole; undefined if a file is missing or could not be read as a whole. */
  readonly dataset: Dataset | undefined;
  /** The members that are whole, of the files that could be read; its origin knows which others there are. */
  readonly partial: Dataset;
  readonly problems: readonly Problem[];
}

const parseTables = {
  observations: rememberLast(parseObservations, (_, file) => file),
  sources: rememberLast(parseSources, (_, file) => file),
  events: rememberLast(parseEvents, (_, file) => file),
};

/**
 * The dataset in `files` (path as the user would name it → text), which lie below `directory`, and everything that is
 * wrong with them, each file for itself; `checkDataset` sees to what they say of each other. Files in `unreadable` are
 * there, but hold no text; whoever read them has told.
 */
export function parseDataset(
  files: ReadonlyMap<string, string>,
  directory = "data",
  unreadable: ReadonlySet<string> = new Set(),
): ParsedDataset {
  return parseOnce(files, directory, unreadable);
}

const parseOnce = rememberLast(parse, (_, directory) => directory);

function parse(files: ReadonlyMap<string, string>, directory: string, unreadable: ReadonlySet<string>): ParsedDataset {
  const found = new Findings({ files, directory, unreadable });
  const members = {
    observations: found.table(tableFiles.observations, parseTables.observations),
    sources: found.table(tableFiles.sources, parseTables.sources),
    events: found.table(tableFiles.events, parseTables.events),
    indicators: found.members("indicators", memberFiles.indicators),
    areas: found.members("areas", memberFiles.areas),
    codes: found.members("codelists", memberFiles.codelists),
    terms: found.members("terms", memberFiles.terms),
    parks: found.members("parks", memberFiles.parks),
    resolutions: found.members("resolutions", memberFiles.resolutions),
    charts: found.members("charts", memberFiles.charts),
    segments: found.members("segments", memberFiles.segments),
    holidays: found.members("holidays", memberFiles.holidays),
    briefs: found.briefs(),
  };
  found.lookForStrayFiles();
  const partial = { ...members, origin: found.origin };
  return { dataset: found.complete ? partial : undefined, partial, problems: found.problems };
}

interface Parsed<Member> {
  readonly members: ReadonlyMap<string, Member>;
  readonly faulty: ReadonlySet<string>;
  readonly problems: readonly Problem[];
  readonly readable: boolean;
  readonly placeOf?: (path: YamlPath) => Place;
}

interface Folder {
  readonly files: ReadonlyMap<string, string>;
  readonly directory: string;
  readonly unreadable: ReadonlySet<string>;
}

/** Gathers, file by file, what was found. */
class Findings {
  readonly problems: Problem[] = [];
  complete = true;
  readonly #files: ReadonlyMap<string, string>;
  readonly #directory: string;
  readonly #unreadable: ReadonlySet<string>;
  readonly #taken = new Set<string>();
  readonly #faulty = new Set<string>();
  readonly #places = new Map<string, (path: YamlPath) => Place>();

  constructor({ files, directory, unreadable }: Folder) {
    this.#files = files;
    this.#directory = directory;
    this.#unreadable = unreadable;
  }

  get origin(): Origin {
    return {
      directory: this.#directory,
      placeOf: (name, path) => this.#places.get(name)?.(path) ?? { file: this.#path(name) },
      faulty: this.#faulty,
    };
  }

  table<Member>(name: string, parse: (text: string, file: string) => Parsed<Member>): ReadonlyMap<string, Member> {
    return this.#take(name, parse);
  }

  members<Member>(name: MemberFile, kind: MemberKind<Member>): ReadonlyMap<string, Member> {
    return this.#take(`${name}.yaml`, (text, file) => parseYamlMembers(text, file, kind));
  }

  briefs(): ReadonlyMap<string, BriefDefinition> {
    const folder = this.#path(briefFolder);
    const briefs = new Map<string, BriefDefinition>();
    for (const path of [...this.#files.keys()].filter((file) => dirname(file) === folder && file.endsWith(".yaml"))) {
      const name = `${briefFolder}/${basename(path)}`;
      const { member, problems, placeOf } = parseYamlMember(this.#text(path), path, briefSchema);
      this.#taken.add(path);
      this.problems.push(...problems);
      this.#places.set(name, placeOf);
      if (member) briefs.set(basename(path, ".yaml"), member);
      else this.#faulty.add(name);
    }
    const none = ![...this.#taken, ...this.#unreadable].some((path) => dirname(path) === folder);
    if (none) this.#miss(folder, "there is no brief", "describe one in a YAML file there");
    return briefs;
  }

  /** A file that nothing reads is likely misnamed. */
  lookForStrayFiles(): void {
    const known = [...Object.values(tableFiles), ...Object.keys(memberFiles).map((name) => `${name}.yaml`)].map((name) => this.#path(name));
    for (const file of this.#files.keys()) {
      if (this.#taken.has(file) || file === this.#path(investorExample)) continue;
      const meant = nearest(file, known);
      this.problems.push(
        warning("unknown-file", "nothing reads this file", { file }, meant ? `did you mean ${meant}?` : "take it out of the folder"),
      );
    }
  }

  #take<Member>(name: string, parse: (text: string, file: string) => Parsed<Member>): ReadonlyMap<string, Member> {
    const file = this.#path(name);
    if (!this.#files.has(file) && !this.#unreadable.has(file) && schedulingFiles.has(name)) return new Map();
    if (!this.#files.has(file)) {
      this.#faulty.add(name);
      if (this.#unreadable.has(file)) this.complete = false;
      else this.#miss(file, "the file is missing", this.#hintFor(file));
      return new Map();
    }
    this.#taken.add(file);
    const { members, faulty, problems, readable, placeOf } = parse(this.#text(file), file);
    this.problems.push(...problems);
    for (const id of faulty) this.#faulty.add(`${name}#${id}`);
    if (!readable) {
      this.complete = false;
      this.#faulty.add(name);
    }
    if (placeOf) this.#places.set(name, placeOf);
    return members;
  }

  /** Without a byte order mark, in NFC, so that a name is the same text wherever it was typed. */
  #text(file: string): string {
    return (this.#files.get(file) ?? "").replace(/^\ufeff/, "").normalize("NFC");
  }

  #path(name: string): string {
    return join(this.#directory, name);
  }

  #miss(file: string, message: string, hint: string): void {
    this.complete = false;
    this.problems.push(error("missing-file", message, { file }, hint));
  }

  #hintFor(file: string): string {
    const meant = nearest(
      basename(file),
      [...this.#files.keys()].map((path) => basename(path)),
    );
    return meant ? `is it "${meant}"?` : "add it";
  }
}
