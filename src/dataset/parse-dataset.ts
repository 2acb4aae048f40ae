import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { error, nearest, type Place, type Problem, warning } from "../errors.ts";
import { briefFolder, investorExample, memberNames, schedulingFiles, tableFiles } from "./dataset-files.ts";
import type { Origin, YamlPath } from "./origin.ts";
import type * as Members from "./parse-members.ts";
import type * as Tables from "./parse-tables.ts";
import { rememberLast } from "../remember.ts";
import { rememberAcrossRuns } from "../run-memory.ts";
import type { BriefDefinition, Dataset } from "./schema.ts";
import { placesByPath, type YamlPlaces } from "./yaml-places.ts";

export interface ParsedDataset {
  /** The members that are whole; undefined if a file is missing or could not be read as a whole. */
  readonly dataset: Dataset | undefined;
  /** The members that are whole, of the files that could be read; its origin knows which others there are. */
  readonly partial: Dataset;
  readonly problems: readonly Problem[];
}

type TableParsers = typeof Tables.parsers;
type MemberParsers = typeof Members.parsers;
type Parser<Parsed> = (text: string, file: string) => Parsed;

const require = createRequire(import.meta.url);

/** The parser of a file, loaded for the first one that no earlier run has parsed. */
const parserOf = <Parsed>(name: string, load: () => Parser<Parsed>): Parser<Parsed> =>
  rememberLast(
    rememberAcrossRuns(
      name,
      (text, file) => load()(text, file),
      (...given) => given,
    ),
    (_, file) => file,
  );

const tableParser = <Name extends keyof TableParsers>(name: Name) =>
  parserOf(name, () => (require("./parse-tables.ts") as typeof Tables).parsers[name] as Parser<ReturnType<TableParsers[Name]>>);
const memberParser = <Name extends keyof MemberParsers>(name: Name) =>
  parserOf(name, () => (require("./parse-members.ts") as typeof Members).parsers[name] as Parser<ReturnType<MemberParsers[Name]>>);

const parsers = {
  observations: tableParser("observations"),
  sources: tableParser("sources"),
  events: tableParser("events"),
  indicators: memberParser("indicators"),
  areas: memberParser("areas"),
  codelists: memberParser("codelists"),
  terms: memberParser("terms"),
  parks: memberParser("parks"),
  resolutions: memberParser("resolutions"),
  charts: memberParser("charts"),
  segments: memberParser("segments"),
  holidays: memberParser("holidays"),
  brief: memberParser("brief"),
} satisfies Record<keyof TableParsers | keyof MemberParsers, unknown>;

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
    observations: found.take(tableFiles.observations, parsers.observations),
    sources: found.take(tableFiles.sources, parsers.sources),
    events: found.take(tableFiles.events, parsers.events),
    indicators: found.take("indicators.yaml", parsers.indicators),
    areas: found.take("areas.yaml", parsers.areas),
    codes: found.take("codelists.yaml", parsers.codelists),
    terms: found.take("terms.yaml", parsers.terms),
    parks: found.take("parks.yaml", parsers.parks),
    resolutions: found.take("resolutions.yaml", parsers.resolutions),
    charts: found.take("charts.yaml", parsers.charts),
    segments: found.take("segments.yaml", parsers.segments),
    holidays: found.take("holidays.yaml", parsers.holidays),
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
  readonly places?: YamlPlaces;
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

  briefs(): ReadonlyMap<string, BriefDefinition> {
    const folder = this.#path(briefFolder);
    const briefs = new Map<string, BriefDefinition>();
    for (const path of [...this.#files.keys()].filter((file) => dirname(file) === folder && file.endsWith(".yaml"))) {
      const name = `${briefFolder}/${basename(path)}`;
      const { member, problems, places } = parsers.brief(this.#text(path), path);
      this.#taken.add(path);
      this.problems.push(...problems);
      this.#places.set(name, placesByPath(places));
      if (member) briefs.set(basename(path, ".yaml"), member);
      else this.#faulty.add(name);
    }
    const none = ![...this.#taken, ...this.#unreadable].some((path) => dirname(path) === folder);
    if (none) this.#miss(folder, "there is no brief", "describe one in a YAML file there");
    return briefs;
  }

  /** A file that nothing reads is likely misnamed. */
  lookForStrayFiles(): void {
    const known = [...Object.values(tableFiles), ...memberNames.map((name) => `${name}.yaml`)].map((name) => this.#path(name));
    for (const file of this.#files.keys()) {
      if (this.#taken.has(file) || file === this.#path(investorExample)) continue;
      const meant = nearest(file, known);
      this.problems.push(
        warning("unknown-file", "nothing reads this file", { file }, meant ? `did you mean ${meant}?` : "take it out of the folder"),
      );
    }
  }

  take<Member>(name: string, parse: (text: string, file: string) => Parsed<Member>): ReadonlyMap<string, Member> {
    const file = this.#path(name);
    if (!this.#files.has(file) && !this.#unreadable.has(file) && schedulingFiles.has(name)) return new Map();
    if (!this.#files.has(file)) {
      this.#faulty.add(name);
      if (this.#unreadable.has(file)) this.complete = false;
      else this.#miss(file, "the file is missing", this.#hintFor(file));
      return new Map();
    }
    this.#taken.add(file);
    const { members, faulty, problems, readable, places } = parse(this.#text(file), file);
    this.problems.push(...problems);
    for (const id of faulty) this.#faulty.add(`${name}#${id}`);
    if (!readable) {
      this.complete = false;
      this.#faulty.add(name);
    }
    if (places) this.#places.set(name, placesByPath(places));
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
